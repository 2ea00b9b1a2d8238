# %%
import torch
from torch import Tensor, nn


# %% wrong mask-ignored
# 没有把 mask 传给自注意力
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x))
        return self.norm2(x, self.feed_forward(x))


# %% wrong mask-inverted
# mask 取反之后才传给自注意力
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, None if mask is None else ~mask))
        return self.norm2(x, self.feed_forward(x))


# %% wrong pre-norm
# 先归一化再进子层，残差在归一化之外
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        zero = torch.zeros_like(x)
        y = self.norm1(x, zero)
        x = x + self.self_attention(y, y, y, mask)
        return x + self.feed_forward(self.norm2(x, zero))


# %% wrong no-first-residual
# 自注意力外面没有残差
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        attended = self.self_attention(x, x, x, mask)
        x = self.norm1(torch.zeros_like(x), attended)
        return self.norm2(x, self.feed_forward(x))


# %% wrong no-second-residual
# 前馈外面没有残差
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(torch.zeros_like(x), self.feed_forward(x))


# %% wrong second-residual-from-the-input
# 第二个残差加的是最初的输入，不是 norm1 的结果
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        y = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(y))


# %% wrong feed-forward-on-the-input
# 前馈算的是最初的输入，不是 norm1 的结果
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        y = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(y, self.feed_forward(x))


# %% wrong feed-forward-on-the-attention
# 前馈算的是自注意力的输出，不是 norm1 的结果
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        attended = self.self_attention(x, x, x, mask)
        return self.norm2(self.norm1(x, attended), self.feed_forward(attended))


# %% wrong feed-forward-first
# 先前馈，后自注意力
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.feed_forward(x))
        return self.norm2(x, self.self_attention(x, x, x, mask))


# %% wrong first-norm-twice
# 两处用的都是 norm1
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm1(x, self.feed_forward(x))


# %% wrong one-shared-norm
# norm1 和 norm2 是同一个 AddNorm
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = self.norm1

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(x))


# %% wrong no-second-norm
# 最后只相加，没有归一化
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return x + self.feed_forward(x)


# %% wrong no-feed-forward
# 没有前馈那一半
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return x


# %% wrong heads-ignored
# 没有用 num_heads，总是一个头
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, 1)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(x))


# %% wrong width-ignored
# 没有用 d_ff，前馈的宽度写死成了 4·d_model
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, 4 * d_model)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(x))


# %% wrong norms-swapped
# norm1 和 norm2 用反了
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm2(x, self.self_attention(x, x, x, mask))
        return self.norm1(x, self.feed_forward(x))


# %% wrong feed-forward-twice
# 前馈做了两次
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.feed_forward(x))
        return self.norm2(x, self.feed_forward(x))


# %% wrong attention-twice
# 自注意力那一半做了两次
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(x))


# %% wrong detached-residual
# 残差从计算图上取了下来，梯度只走子层
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x.detach(), self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(x))


# %% wrong causal
# 自注意力里加了因果掩码，编码器前后都要看
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        causal = causal_mask(x.shape[1])
        mask = causal if mask is None else mask & causal
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(x))


# %% wrong residual-twice
# 残差加了两遍：AddNorm 里已经加过
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, x + self.self_attention(x, x, x, mask))
        return self.norm2(x, x + self.feed_forward(x))


# %% wrong residual-twice-mask-inverted
# mask 取反了；残差也加了两遍：AddNorm 里已经加过
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, x + self.self_attention(x, x, x, None if mask is None else ~mask))
        return self.norm2(x, x + self.feed_forward(x))


# %% wrong no-norm
# 两处都只相加，没有归一化
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = x + self.self_attention(x, x, x, mask)
        return x + self.feed_forward(x)


# %% wrong no-attention
# 没有自注意力那一半
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, x)
        return self.norm2(x, self.feed_forward(x))


# %% right steps
# 每一步都起名字，子模块建的次序不同
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = AddNorm(d_model), AddNorm(d_model)
        self.feed_forward = FeedForward(d_model=d_model, d_ff=d_ff)
        self.self_attention = MultiHeadAttention(d_model=d_model, num_heads=num_heads)

    def forward(self, x, mask=None):
        attended = self.self_attention(query=x, key=x, value=x, mask=mask)
        first = self.norm1(x, attended)
        second = self.norm2(first, self.feed_forward(first))
        return second


# %% right residual-second
# 残差写在第二个参数里，一行写完
class EncoderLayer(nn.Module):
    def __init__(self, d_model: int, num_heads: int, d_ff: int) -> None:
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        for i in (1, 2):
            setattr(self, f"norm{i}", AddNorm(d_model))

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        return (lambda y: self.norm2(self.feed_forward(y), y))(
            self.norm1(self.self_attention(x, x, x, mask), x)
        )


# %% right own-blocks
# 自己的子模块：注意力继承 MultiHeadAttention，前馈就写成 nn.Sequential
class SelfAttention(MultiHeadAttention):
    def forward(self, x, mask=None):
        return super().forward(x, x, x, mask)


class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = SelfAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = nn.Sequential(nn.Linear(d_model, d_ff), nn.ReLU(), nn.Linear(d_ff, d_model))
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        for norm, layer in (
            (self.norm1, lambda y: self.self_attention(y, mask)),
            (self.norm2, self.feed_forward),
        ):
            x = norm(x, layer(x))
        return x
