# %%
import math

import torch
from torch import nn


# %% wrong heads-mixed
# 头和位置混了：没有把头的那一轴换到前面，直接改了形状
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.reshape(n, self.heads, t, -1) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = torch.ones(t, t, dtype=torch.bool).tril()
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-1) @ v
        return self.proj(out.reshape(n, t, d))


# %% wrong merged-without-transpose
# 合起来之前没有把头换回去
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = torch.ones(t, t, dtype=torch.bool).tril()
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-1) @ v
        return self.proj(out.reshape(n, t, d))


# %% wrong strict-triangle
# 三角少了对角线，自己看不到自己
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = torch.ones(t, t, dtype=torch.bool).tril(-1)
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-1).nan_to_num() @ v
        return self.proj(out.transpose(1, 2).reshape(n, t, d))


# %% wrong one-ahead
# 三角多了一条，看得到后一个
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = torch.ones(t, t, dtype=torch.bool).tril(1)
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-1) @ v
        return self.proj(out.transpose(1, 2).reshape(n, t, d))


# %% wrong triangle-inverted
# 三角反了，只看自己和后面
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = torch.ones(t, t, dtype=torch.bool).triu()
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-1) @ v
        return self.proj(out.transpose(1, 2).reshape(n, t, d))


# %% wrong no-mask
# 没有三角，后面的也看得到
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        torch.ones(t, t, dtype=torch.bool).tril()
        out = scores.softmax(dim=-1) @ v
        return self.proj(out.transpose(1, 2).reshape(n, t, d))


# %% wrong scaled-by-d-model
# 除以的是整个宽度的平方根，不是一个头的
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(d)
        mask = torch.ones(t, t, dtype=torch.bool).tril()
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-1) @ v
        return self.proj(out.transpose(1, 2).reshape(n, t, d))


# %% wrong not-scaled
# 打分没有除以宽度的平方根
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1)
        mask = torch.ones(t, t, dtype=torch.bool).tril()
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-1) @ v
        return self.proj(out.transpose(1, 2).reshape(n, t, d))


# %% wrong scaled-twice
# 打分除以了一个头的宽度，没有开平方
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / q.shape[-1]
        mask = torch.ones(t, t, dtype=torch.bool).tril()
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-1) @ v
        return self.proj(out.transpose(1, 2).reshape(n, t, d))


# %% wrong order-kqv
# 查询和键的次序反了
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        k, q, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = torch.ones(t, t, dtype=torch.bool).tril()
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-1) @ v
        return self.proj(out.transpose(1, 2).reshape(n, t, d))


# %% wrong order-vkq
# 查询和值的次序反了
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        v, k, q = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = torch.ones(t, t, dtype=torch.bool).tril()
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-1) @ v
        return self.proj(out.transpose(1, 2).reshape(n, t, d))


# %% wrong softmax-over-queries
# softmax 沿查询那一轴，不是沿键
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = torch.ones(t, t, dtype=torch.bool).tril()
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-2) @ v
        return self.proj(out.transpose(1, 2).reshape(n, t, d))


# %% wrong masked-after-softmax
# 先 softmax 再把后面的乘成 0，余下的加起来不到 1
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = torch.ones(t, t, dtype=torch.bool).tril()
        out = (scores.softmax(dim=-1) * mask) @ v
        return self.proj(out.transpose(1, 2).reshape(n, t, d))


# %% wrong no-projection
# 最后没有过 proj
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = torch.ones(t, t, dtype=torch.bool).tril()
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-1) @ v
        return out.transpose(1, 2).reshape(n, t, d)


# %% wrong heads-interleaved
# 每个头拿的是隔开的列，不是连着的列
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, -1, self.heads).permute(0, 3, 1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = torch.ones(t, t, dtype=torch.bool).tril()
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-1) @ v
        return self.proj(out.permute(0, 2, 3, 1).reshape(n, t, d))


# %% wrong qkv-by-head
# qkv 的列按头分：每个头自己的查询、键、值挨在一起
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        parts = self.qkv(x).view(n, t, self.heads, 3, -1)
        q, k, v = (parts[..., i, :].transpose(1, 2) for i in range(3))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = torch.ones(t, t, dtype=torch.bool).tril()
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-1) @ v
        return self.proj(out.transpose(1, 2).reshape(n, t, d))


# %% wrong library
# 用了 PyTorch 现成的注意力
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        out = torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.proj(out.transpose(1, 2).reshape(n, t, d))


# %% wrong residual-added
# 把输入又加了回来：残差不归这一层
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.heads, self.d_model = heads, d_model
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)

    def forward(self, x):
        n, t, d = x.shape
        q, k, v = self.qkv(x).split(d, dim=-1)
        q, k, v = (part.view(n, t, self.heads, -1).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = torch.ones(t, t, dtype=torch.bool).tril()
        scores = scores.masked_fill(~mask, -math.inf)
        out = scores.softmax(dim=-1) @ v
        return x + self.proj(out.transpose(1, 2).reshape(n, t, d))


# %% right einsum
# 用 einsum，掩码是下三角的 buffer
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.qkv = nn.Linear(d_model, 3 * d_model, bias=True)
        self.proj = nn.Linear(d_model, d_model)
        self.h, self.size = heads, d_model // heads
        self.register_buffer("bias", torch.tril(torch.ones(block, block)).view(1, 1, block, block))

    def forward(self, x):
        n, t, d = x.size()
        parts = self.qkv(x).reshape(n, t, 3, self.h, self.size)
        q, k, v = parts.unbind(2)
        att = torch.einsum("nihd,njhd->nhij", q, k) * self.size**-0.5
        att = att.masked_fill(self.bias[:, :, :t, :t] == 0, float("-inf"))
        att = torch.softmax(att, dim=-1)
        return self.proj(torch.einsum("nhij,njhd->nihd", att, v).reshape(n, t, d))


# %% right head-by-head
# 一个头一个头地算
class CausalSelfAttention(nn.Module):
    def __init__(self, d_model: int, heads: int, block: int) -> None:
        super().__init__()
        self.qkv = nn.Linear(d_model, d_model * 3)
        self.proj = nn.Linear(d_model, d_model)
        self.heads = heads

    def forward(self, x):
        both = self.qkv(x)
        d = x.shape[-1]
        size, outs = d // self.heads, []
        low = torch.finfo(x.dtype).min
        future = torch.triu(torch.full((x.shape[1],) * 2, low, dtype=x.dtype), diagonal=1)
        for head in range(self.heads):
            q, k, v = (both[..., i * d + head * size : i * d + (head + 1) * size] for i in range(3))
            scores = q @ k.mT / size**0.5 + future
            outs.append(scores.softmax(-1) @ v)
        return self.proj(torch.cat(outs, dim=-1))
