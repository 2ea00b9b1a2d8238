# %%
import torch
from torch import nn


# %% wrong no-causal-mask
# 没有加因果掩码，只用了 tgt_mask
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong causal-only-by-default
# 给了 tgt_mask 就不再加因果掩码
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1]) if tgt_mask is None else tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong tgt-mask-ignored
# 只加了因果掩码，没有用 tgt_mask
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong masks-or-ed
# 因果掩码和 tgt_mask 用的是“或”，有一个允许就能看
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask | tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong strict-causal-mask
# 因果掩码不包括自己
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1]).tril(-1)
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong roles-swapped
# 交叉注意力的角色反了：查询来自 memory，键和值来自 x
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(memory, x, x))
        return self.norm3(x, self.feed_forward(x))


# %% wrong value-from-the-target
# 交叉注意力的值取自 x，不是 memory
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, x, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong memory-unused
# 交叉注意力看的是 x 自己，没有用 memory
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, x, x, mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong no-cross-attention
# 没有交叉注意力那一段
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong memory-mask-ignored
# 没有把 memory_mask 传给交叉注意力
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory))
        return self.norm3(x, self.feed_forward(x))


# %% wrong second-norm-twice-memory-mask-ignored
# 没有用 memory_mask；第三个归一化用的也是 norm2
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory))
        return self.norm2(x, self.feed_forward(x))


# %% wrong causal-cross-attention
# 交叉注意力也加了因果掩码，只能看 memory 里前面的位置
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        causal = torch.ones(x.shape[1], memory.shape[1], dtype=torch.bool).tril()
        memory_mask = causal if memory_mask is None else causal & memory_mask
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong cross-attention-first
# 先交叉注意力，后自注意力
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong one-attention-for-both
# 交叉注意力用的是 self_attention 的参数
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.self_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong no-cross-residual
# 交叉注意力外面没有残差
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(torch.zeros_like(x), self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong second-norm-twice
# 最后用的是 norm2，不是 norm3
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm2(x, self.feed_forward(x))


# %% wrong detached-memory
# memory 从计算图上取了下来，梯度传不到编码器
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        memory = memory.detach()
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong changes-tgt-mask
# 用 &= 把因果掩码写进了 tgt_mask，调用者的 mask 被改了
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None and tgt_mask.shape == (len(x), *mask.shape):
            tgt_mask &= mask
            mask = tgt_mask
        elif tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong fixed-length
# 因果掩码的大小取自 memory 的长度，目标和源一样长时才对
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(memory.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong memory-mask-on-the-target
# memory_mask 用在了自注意力上，交叉注意力没有掩码
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if memory_mask is not None:
            mask = mask & memory_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory))
        return self.norm3(x, self.feed_forward(x))


# %% wrong masks-swapped
# 两个掩码用反了：memory_mask 用在了自注意力上，tgt_mask 用在了交叉注意力上
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if memory_mask is not None:
            mask = mask & memory_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, tgt_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong memory-mask-inverted
# memory_mask 取反之后才传给交叉注意力
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        if memory_mask is not None:
            memory_mask = ~memory_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong no-third-norm
# 最后只相加，没有归一化
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return x + self.feed_forward(x)


# %% wrong no-feed-forward
# 没有前馈那一段
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, x)


# %% wrong cross-residual-from-the-input
# 交叉注意力的残差加的是最初的输入，不是 norm1 的结果
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        start = x
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(start, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong cross-query-from-the-input
# 交叉注意力的查询是最初的输入，不是 norm1 的结果
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        start = x
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(start, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong feed-forward-on-the-self-attention
# 前馈算的是自注意力之后的结果，跳过了交叉注意力的
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        y = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(y, self.feed_forward(x))


# %% wrong cross-norm-first
# 交叉注意力之后用的是 norm1，不是 norm2
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm1(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong one-shared-norm
# 三处是同一个 AddNorm
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = self.norm1
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = self.norm1

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong heads-ignored
# 没有用 num_heads，总是一个头
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, 1)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, 1)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% wrong no-norms
# 三处都只相加，没有归一化
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = x + self.self_attention(x, x, x, mask)
        x = x + self.cross_attention(x, memory, memory, memory_mask)
        return x + self.feed_forward(x)


# %% wrong pre-norm
# 先归一化再进子层，残差在归一化之外
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        zero = torch.zeros_like(x)
        y = self.norm1(x, zero)
        x = x + self.self_attention(y, y, y, mask)
        x = x + self.cross_attention(self.norm2(x, zero), memory, memory, memory_mask)
        return x + self.feed_forward(self.norm3(x, zero))


# %% right steps
# 每一步都起名字，掩码一行写完
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention, self.cross_attention = (MultiHeadAttention(d_model, num_heads) for _ in range(2))
        self.norm1, self.norm2, self.norm3 = (AddNorm(d_model) for _ in range(3))
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        causal = causal_mask(x.size(1))
        mask = causal if tgt_mask is None else torch.logical_and(causal, tgt_mask)
        first = self.norm1(x, self.self_attention(x, x, x, mask))
        second = self.norm2(
            first, self.cross_attention(query=first, key=memory, value=memory, mask=memory_mask)
        )
        return self.norm3(second, self.feed_forward(second))


# %% right own-causal-mask
# 因果掩码自己比较位置得到，扩成 (n, t, t)；mask 相乘代替“与”
class DecoderLayer(nn.Module):
    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        n, t, _ = x.shape
        position = torch.arange(t)
        allowed = (position[:, None] >= position).expand(n, t, t)
        if tgt_mask is not None:
            allowed = allowed * tgt_mask
        x = self.norm1(self.self_attention(x, x, x, allowed), x)
        x = self.norm2(self.cross_attention(x, memory, memory, memory_mask), x)
        x = self.norm3(self.feed_forward(x), x)
        return x


# %% right buffer
# 因果掩码事先建好一大张，放在 buffer 里，用时切一块
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm3 = AddNorm(d_model)
        self.norm2 = AddNorm(d_model)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.register_buffer("future", causal_mask(512))

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        t = x.shape[1]
        if tgt_mask is None:
            tgt_mask = torch.ones(1, t, t, dtype=torch.bool)
        x = self.norm1(x, self.self_attention(x, x, x, tgt_mask & self.future[:t, :t]))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))
