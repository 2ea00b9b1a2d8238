# %%
from torch import nn


# %% wrong post-norm
# 写成了后归一化：先加残差再归一化
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        x = self.norm1(x + self.attention(x, x, x, mask))
        return self.norm2(x + self.feed_forward(x))


# %% wrong norm-on-the-shortcut
# 残差加的是归一化过的 x，应当加原来的
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        y = self.norm1(x)
        x = y + self.attention(y, y, y, mask)
        z = self.norm2(x)
        return z + self.feed_forward(z)


# %% wrong query-only
# 只归一化了查询，键和值用的是原来的 x
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        y = self.norm1(x)
        x = x + self.attention(y, x, x, mask)
        return x + self.feed_forward(self.norm2(x))


# %% wrong norm-at-the-end
# 最后又归一化了一次：那一次属于整叠，不属于一层
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        y = self.norm1(x)
        x = x + self.attention(y, y, y, mask)
        return self.norm2(x + self.feed_forward(self.norm2(x)))


# %% wrong first-norm-twice
# 两处用的都是 norm1
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        y = self.norm1(x)
        x = x + self.attention(y, y, y, mask)
        return x + self.feed_forward(self.norm1(x))


# %% wrong feed-forward-without-norm
# 前馈之前没有归一化
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        y = self.norm1(x)
        x = x + self.attention(y, y, y, mask)
        return x + self.feed_forward(x)


# %% wrong mask-ignored
# 没有把 mask 传给注意力
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        y = self.norm1(x)
        x = x + self.attention(y, y, y)
        return x + self.feed_forward(self.norm2(x))


# %% wrong mask-inverted
# mask 取反之后才传给注意力
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        y = self.norm1(x)
        x = x + self.attention(y, y, y, None if mask is None else ~mask)
        return x + self.feed_forward(self.norm2(x))


# %% wrong no-second-shortcut
# 前馈外面没有残差
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        y = self.norm1(x)
        x = x + self.attention(y, y, y, mask)
        return self.feed_forward(self.norm2(x))


# %% wrong no-first-shortcut
# 注意力外面没有残差
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        y = self.norm1(x)
        x = self.attention(y, y, y, mask)
        return x + self.feed_forward(self.norm2(x))


# %% wrong second-shortcut-from-the-input
# 第二个残差加的是最初的输入，不是过了注意力的 x
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        y = self.norm1(x)
        z = x + self.attention(y, y, y, mask)
        return x + self.feed_forward(self.norm2(z))


# %% wrong parallel
# 前馈读的也是 norm1 的结果，与注意力并排（那是另一种结构）
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        y = self.norm1(x)
        return x + self.attention(y, y, y, mask) + self.feed_forward(y)


# %% wrong attention-without-norm
# 注意力之前没有归一化
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        y = x
        x = x + self.attention(y, y, y, mask)
        return x + self.feed_forward(self.norm2(x))


# %% wrong value-not-normalised
# 值用的是原来的 x，没有归一化
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        y = self.norm1(x)
        x = x + self.attention(y, y, x, mask)
        return x + self.feed_forward(self.norm2(x))


# %% wrong query-not-normalised
# 查询用的是原来的 x，没有归一化；键和值归一化了
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        y = self.norm1(x)
        x = x + self.attention(x, y, y, mask)
        return x + self.feed_forward(self.norm2(x))


# %% wrong feed-forward-without-bias
# 前馈的全连接层没有偏置
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = nn.Sequential(
            nn.Linear(d_model, d_ff, bias=False), nn.ReLU(), nn.Linear(d_ff, d_model, bias=False)
        )

    def forward(self, x, mask=None):
        y = self.norm1(x)
        x = x + self.attention(y, y, y, mask)
        return x + self.feed_forward(self.norm2(x))


# %% wrong widths-in-one-place
# 前馈的中间那一层也是 d_model 宽，没有用 d_ff
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_model)

    def forward(self, x, mask=None):
        y = self.norm1(x)
        x = x + self.attention(y, y, y, mask)
        return x + self.feed_forward(self.norm2(x))


# %% right one-line-each
# 不起名字，归一化算三遍
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(d_model), nn.LayerNorm(d_model))
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)

    def forward(self, x, mask=None):
        x = x + self.attention(self.norm1(x), self.norm1(x), self.norm1(x), mask)
        return x + self.feed_forward(self.norm2(x))


# %% right with-a-method
# 残差写成一个方法
class PreNormLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.attention = MultiHeadAttention(d_model, num_heads)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = nn.LayerNorm(d_model)
        self.norm1 = nn.LayerNorm(d_model)

    def residual(self, x, norm, sublayer):
        return sublayer(norm(x)).add(x)

    def forward(self, x, mask=None):
        x = self.residual(x, self.norm1, lambda y: self.attention(y, y, y, mask=mask))
        return self.residual(x, self.norm2, self.feed_forward)
