# %%
import torch
from torch import nn


# %% wrong post-norm
# 写成了后归一化：先加残差再归一化
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(nn.Linear(d_model, 4 * d_model), nn.GELU(), nn.Linear(4 * d_model, d_model))

    def forward(self, x):
        x = self.ln1(x + self.attention(x))
        x = self.ln2(x + self.mlp(x))
        return x


# %% wrong norm-on-the-shortcut
# 残差加的是归一化过的 x，应当加原来的
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(nn.Linear(d_model, 4 * d_model), nn.GELU(), nn.Linear(4 * d_model, d_model))

    def forward(self, x):
        y = self.ln1(x)
        x = y + self.attention(y)
        y = self.ln2(x)
        x = y + self.mlp(y)
        return x


# %% wrong no-first-shortcut
# 注意力外面没有残差
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(nn.Linear(d_model, 4 * d_model), nn.GELU(), nn.Linear(4 * d_model, d_model))

    def forward(self, x):
        x = self.attention(self.ln1(x))
        x = x + self.mlp(self.ln2(x))
        return x


# %% wrong no-second-shortcut
# MLP 外面没有残差
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(nn.Linear(d_model, 4 * d_model), nn.GELU(), nn.Linear(4 * d_model, d_model))

    def forward(self, x):
        x = x + self.attention(self.ln1(x))
        x = self.mlp(self.ln2(x))
        return x


# %% wrong first-norm-twice
# 两处用的都是 ln1
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(nn.Linear(d_model, 4 * d_model), nn.GELU(), nn.Linear(4 * d_model, d_model))

    def forward(self, x):
        x = x + self.attention(self.ln1(x))
        x = x + self.mlp(self.ln1(x))
        return x


# %% wrong norms-swapped
# ln1 和 ln2 用反了
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(nn.Linear(d_model, 4 * d_model), nn.GELU(), nn.Linear(4 * d_model, d_model))

    def forward(self, x):
        x = x + self.attention(self.ln2(x))
        x = x + self.mlp(self.ln1(x))
        return x


# %% wrong parallel
# MLP 看的是没有更新的 x，两个子层并排了
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(nn.Linear(d_model, 4 * d_model), nn.GELU(), nn.Linear(4 * d_model, d_model))

    def forward(self, x):
        return x + self.attention(self.ln1(x)) + self.mlp(self.ln2(x))


# %% wrong relu
# MLP 里用了 ReLU，不是 GELU
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(nn.Linear(d_model, 4 * d_model), nn.ReLU(), nn.Linear(4 * d_model, d_model))

    def forward(self, x):
        x = x + self.attention(self.ln1(x))
        x = x + self.mlp(self.ln2(x))
        return x


# %% wrong silu
# MLP 里用了 SiLU，不是 GELU
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(nn.Linear(d_model, 4 * d_model), nn.SiLU(), nn.Linear(4 * d_model, d_model))

    def forward(self, x):
        x = x + self.attention(self.ln1(x))
        x = x + self.mlp(self.ln2(x))
        return x


# %% wrong mlp-without-norm
# MLP 之前没有归一化
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(nn.Linear(d_model, 4 * d_model), nn.GELU(), nn.Linear(4 * d_model, d_model))

    def forward(self, x):
        x = x + self.attention(self.ln1(x))
        x = x + self.mlp(x)
        return x


# %% wrong attention-without-norm
# 注意力之前没有归一化
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(nn.Linear(d_model, 4 * d_model), nn.GELU(), nn.Linear(4 * d_model, d_model))

    def forward(self, x):
        x = x + self.attention(x)
        x = x + self.mlp(self.ln2(x))
        return x


# %% wrong mlp-first
# 先走了 MLP，再走注意力
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(nn.Linear(d_model, 4 * d_model), nn.GELU(), nn.Linear(4 * d_model, d_model))

    def forward(self, x):
        x = x + self.mlp(self.ln2(x))
        x = x + self.attention(self.ln1(x))
        return x


# %% wrong first-shortcut-only-input
# 第二处残差加的是最初的 x，注意力的结果没有留下
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(nn.Linear(d_model, 4 * d_model), nn.GELU(), nn.Linear(4 * d_model, d_model))

    def forward(self, x):
        y = x + self.attention(self.ln1(x))
        return x + self.mlp(self.ln2(y))


# %% wrong twice-as-wide
# MLP 中间只宽了两倍
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(nn.Linear(d_model, 2 * d_model), nn.GELU(), nn.Linear(2 * d_model, d_model))

    def forward(self, x):
        x = x + self.attention(self.ln1(x))
        x = x + self.mlp(self.ln2(x))
        return x


# %% right tanh
# GELU 用 tanh 近似
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.attention = CausalSelfAttention(d_model, heads, block)
        self.mlp = nn.Sequential(
            nn.Linear(d_model, 4 * d_model), nn.GELU(approximate="tanh"), nn.Linear(4 * d_model, d_model)
        )

    def forward(self, x):
        x = x + self.attention(self.ln1(x))
        x = x + self.mlp(self.ln2(x))
        return x


# %% right residual-first
# 写法、次序换一换
class Block(nn.Module):
    def __init__(self, d_model, heads, block):
        super().__init__()
        self.mlp = nn.Sequential(
            *(nn.Linear(d_model, d_model * 4), nn.GELU("none"), nn.Linear(d_model * 4, d_model))
        )
        self.ln2 = nn.LayerNorm((d_model,))
        self.attention = CausalSelfAttention(heads=heads, d_model=d_model, block=block)
        self.ln1 = nn.LayerNorm((d_model,))

    def forward(self, x):
        middle = torch.add(self.attention(self.ln1(x)), x)
        return self.mlp(self.ln2(middle)) + middle
