# %%
import math

import torch
from torch import Tensor, nn


# %% wrong split-without-transpose
# 直接 reshape 成 (n, heads, t, d_k)，没有转置，时间和头混在了一起
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, self.num_heads, t, d_model // self.num_heads)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong merge-without-transpose
# 合并各头时没有把头的轴转回去，头和时间混在了一起
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        n, heads, t, size = x.shape
        return x.reshape(n, t, heads * size)


# %% wrong interleaved-heads
# 第 i 个头取的是每隔 num_heads 列的一列，不是连着的 d_k 列
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, d_model // self.num_heads, self.num_heads).permute(0, 3, 1, 2)

    def merge(self, x):
        return x.permute(0, 2, 3, 1).flatten(2)


# %% wrong interleaved-split
# 拆头时把列拆成了 (d_k, num_heads)，每个头取的是隔着的列，合并时却按连着的接回去
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, d_model // self.num_heads, self.num_heads).permute(0, 3, 1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong scaled-by-d-model
# 打分除以的是 √d_model，应当是每个头的 √d_k
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        q = q / math.sqrt(self.num_heads)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong one-head
# 没有分头，d_model 列一起算
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = (x.unsqueeze(1) for x in (self.w_q(query), self.w_k(key), self.w_v(value)))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong no-output-layer
# 最后没有过 w_o
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.merge(out)

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong no-bias
# 四个 nn.Linear 都没有偏置
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model, bias=False)
        self.w_k = nn.Linear(d_model, d_model, bias=False)
        self.w_v = nn.Linear(d_model, d_model, bias=False)
        self.w_o = nn.Linear(d_model, d_model, bias=False)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong query-and-key-swapped
# w_q 用在了 key 上，w_k 用在了 query 上
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_k(query)), self.split(self.w_q(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong value-from-key
# 值是从 key 算的，没有用 value
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(key))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong self-attention-only
# 键和值都是从 query 算的，没有用 key 和 value
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(query)), self.split(self.w_v(query))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong mask-ignored
# 没有把 mask 传下去
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong mask-without-head-axis
# 没有给 mask 加上头的轴，三维的 mask 对不上
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong mask-axis-one
# 头的轴总是加在第 1 个位置，二维的 mask 被当成了每个查询一行
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(1)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong averaged-weights
# weights 是各头的平均，少了头的轴
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, weights = scaled_dot_product_attention(q, k, v, mask)
        self.weights = weights.mean(dim=1)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong weights-not-kept
# 没有把注意力权重存进 self.weights
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, _ = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong returns-weights-too
# 返回了 (输出, 权重) 两个
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out)), self.weights

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong rounds-down
# d_model 不能整除时没有报错，多出来的列被丢掉了
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong dropout
# 权重上加了 dropout
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        _, self.weights = scaled_dot_product_attention(q, k, v, mask)
        out = nn.functional.dropout(self.weights, 0.5) @ v
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong view-after-transpose
# 合并各头时交换轴之后用了 view，内存不连续，会报错
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).view(x.shape[0], x.shape[2], -1)


# %% wrong length-of-the-query
# 拆 key 和 value 时用了 query 的长度，长度不同就报错
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        t = query.shape[1]
        q, k, v = (self.split(x, t) for x in (self.w_q(query), self.w_k(key), self.w_v(value)))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x, t):
        n, _, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong one-bias-for-all
# w_q、w_k、w_v 共用同一个偏置，不是各有各的
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_k.bias = self.w_v.bias = self.w_q.bias
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong one-projection-for-all
# query、key、value 过的都是 w_q
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_q(key)), self.split(self.w_q(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong key-and-value-swapped
# w_k 用在了 value 上，w_v 用在了 key 上
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_v(key)), self.split(self.w_k(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong mask-inverted
# mask 取反之后才传下去
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = ~mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong no-projections
# query、key、value 没有过 w_q、w_k、w_v，直接拆成了几个头
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(query), self.split(key), self.split(value)
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong residual
# 输出加上了 query，那是 AddNorm 的事
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return query + self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong indivisible-asserted
# 除不尽时用 assert 报错，抛出的不是 ValueError
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        assert d_model % num_heads == 0
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% wrong weights-of-the-first-head
# self.weights 里只有第一个头的权重
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        self.weights = self.weights[:, 0]
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% right slices
# 一个头一个头地切列，各自算完再接起来
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.d_k, rest = divmod(d_model, num_heads)
        if rest:
            raise ValueError("d_model must be divisible by num_heads")
        self.w_q, self.w_k, self.w_v, self.w_o = (nn.Linear(d_model, d_model) for _ in range(4))

    def forward(self, query, key, value, mask=None):
        outs, maps = [], []
        for q, k, v in zip(
            *(x.split(self.d_k, dim=-1) for x in (self.w_q(query), self.w_k(key), self.w_v(value)))
        ):
            out, weights = scaled_dot_product_attention(q, k, v, mask)
            outs.append(out)
            maps.append(weights)
        self.weights = torch.stack(maps, dim=1)
        return self.w_o(torch.cat(outs, dim=-1))


# %% right chunked-heads
# 用 chunk 和 stack 分头，用 permute 和 reshape 合并；权重不带计算图
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model: int, num_heads: int) -> None:
        super().__init__()
        if d_model % num_heads != 0:
            raise ValueError("d_model must be divisible by num_heads")
        self.h = num_heads
        for name in ("w_q", "w_k", "w_v", "w_o"):
            setattr(self, name, nn.Linear(d_model, d_model, bias=True))
        self.weights: Tensor | None = None

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
        def heads(x: Tensor) -> Tensor:
            return torch.stack(torch.chunk(x, self.h, dim=2), dim=1)

        if mask is not None and mask.dim() == 3:
            mask = mask[:, None]
        context, weights = scaled_dot_product_attention(
            heads(self.w_q(query)), heads(self.w_k(key)), heads(self.w_v(value)), mask=mask
        )
        self.weights = weights.detach()
        n, _, t, _ = context.shape
        return self.w_o(context.permute(0, 2, 1, 3).reshape(n, t, -1))


# %% right einsum
# 用 view 分头，用 einsum 打分和求和，softmax 和掩码都自己写
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        super().__init__()
        self.num_heads, self.d_k = num_heads, d_model // num_heads
        self.w_o = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_q = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q = self.w_q(query).view(len(query), -1, self.num_heads, self.d_k)
        k = self.w_k(key).view(len(key), -1, self.num_heads, self.d_k)
        v = self.w_v(value).view(len(value), -1, self.num_heads, self.d_k)
        scores = torch.einsum("nqhd,nkhd->nhqk", q, k) / self.d_k**0.5
        if mask is not None:
            mask = mask.expand(len(query), query.shape[1], key.shape[1])[:, None]
            scores = scores.masked_fill(~mask, float("-inf"))
            self.weights = scores.softmax(dim=-1).nan_to_num(0.0)
        else:
            self.weights = scores.softmax(dim=-1)
        out = torch.einsum("nhqk,nkhd->nqhd", self.weights, v)
        return self.w_o(out.contiguous().view(len(query), -1, self.num_heads * self.d_k))


# %% right heads-in-the-batch
# 把头并进批的轴 (n·heads, t, d_k)，最后再拆开
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model / num_heads != d_model // num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)
        self.register_buffer("weights", None)

    def forward(self, query, key, value, mask=None):
        n, t_q, d = query.shape
        t_k, h = key.size(1), self.num_heads

        def fold(x):
            return x.unflatten(2, (h, d // h)).permute(0, 2, 1, 3).flatten(0, 1)

        if mask is not None:
            mask = torch.broadcast_to(mask, (n, t_q, t_k)).repeat_interleave(h, dim=0)
        out, weights = scaled_dot_product_attention(
            fold(self.w_q(query)), fold(self.w_k(key)), fold(self.w_v(value)), mask
        )
        self.weights = weights.view(n, h, t_q, t_k)
        return self.w_o(out.unflatten(0, (n, h)).transpose(1, 2).reshape(n, t_q, d))
