# %%
import torch
from torch import Tensor, nn


# %% wrong no-relu
# 两个线性层之间没有 ReLU
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(self.inner(x))


# %% wrong relu-last
# ReLU 放在了最后，两个线性层之间没有
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return torch.relu(self.outer(self.inner(x)))


# %% wrong relu-twice
# 最后又做了一次 ReLU
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return torch.relu(self.outer(torch.relu(self.inner(x))))


# %% wrong gelu
# 用的是 GELU，不是 ReLU
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(nn.functional.gelu(self.inner(x)))


# %% wrong sigmoid
# 用的是 sigmoid，不是 ReLU
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(torch.sigmoid(self.inner(x)))


# %% wrong residual
# 自己加上了残差，那是 AddNorm 的事
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return x + self.outer(torch.relu(self.inner(x)))


# %% wrong width-ignored
# 中间的宽度用的是 d_model，没有用 d_ff
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_model)
        self.outer = nn.Linear(d_model, d_model)

    def forward(self, x):
        return self.outer(torch.relu(self.inner(x)))


# %% wrong no-bias
# 两个线性层都没有偏置
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff, bias=False)
        self.outer = nn.Linear(d_ff, d_model, bias=False)

    def forward(self, x):
        return self.outer(torch.relu(self.inner(x)))


# %% wrong one-layer
# 只有一个线性层
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_model)

    def forward(self, x):
        return torch.relu(self.inner(x))


# %% wrong new-weights-each-call
# 两个线性层在 forward 里现建，每次的权重都不一样
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.sizes = d_model, d_ff

    def forward(self, x):
        d_model, d_ff = self.sizes
        return nn.Linear(d_ff, d_model)(torch.relu(nn.Linear(d_model, d_ff)(x)))


# %% wrong dropout
# 中间加了 dropout
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(nn.functional.dropout(torch.relu(self.inner(x)), 0.5))


# %% wrong extra-norm
# 后面多了一个归一化
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)
        self.norm = nn.LayerNorm(d_model)

    def forward(self, x):
        return self.norm(self.outer(torch.relu(self.inner(x))))


# %% wrong three-axes-only
# 只能处理 (n, t, d_model) 三个轴
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        n, t, d_model = x.shape
        flat = x.reshape(n * t, d_model)
        return self.outer(torch.relu(self.inner(flat))).reshape(n, t, d_model)


# %% wrong detached-inner
# 中间的结果从计算图上取了下来，第一层学不到东西
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(torch.relu(self.inner(x)).detach())


# %% wrong plain-list
# 两层放在普通的列表里，没有登记成子模块，参数找不到
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.layers = [nn.Linear(d_model, d_ff), nn.Linear(d_ff, d_model)]

    def forward(self, x):
        return self.layers[1](torch.relu(self.layers[0](x)))


# %% wrong tanh
# 用的是 tanh，不是 ReLU
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(torch.tanh(self.inner(x)))


# %% wrong leaky-relu
# 用的是 leaky ReLU，不是 ReLU
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(torch.nn.functional.leaky_relu(self.inner(x)))


# %% wrong relu-first
# 先 ReLU 再过两个线性层
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(self.inner(torch.relu(x)))


# %% wrong shared-weight
# 第二层用的是第一层权重的转置，没有自己的权重
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return torch.relu(self.inner(x)) @ self.inner.weight + self.outer.bias


# %% wrong three-layers
# 多了一个线性层
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.middle = nn.Linear(d_ff, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(torch.relu(self.middle(torch.relu(self.inner(x)))))


# %% wrong softmax
# 用的是 softmax，不是 ReLU
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(torch.softmax(self.inner(x), dim=-1))


# %% right sequential
# 用 nn.Sequential 把三步串起来
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(d_model, d_ff), nn.ReLU(), nn.Linear(d_ff, d_model))

    def forward(self, x):
        return self.net(x)


# %% right is-a-sequential
# 自己就是一个 nn.Sequential
class FeedForward(nn.Sequential):
    def __init__(self, d_model, d_ff):
        super().__init__(nn.Linear(d_model, d_ff), nn.ReLU(), nn.Linear(d_ff, d_model))


# %% right clamp
# 第二层先建，ReLU 用 clamp
class FeedForward(nn.Module):
    def __init__(self, d_model: int, d_ff: int) -> None:
        super().__init__()
        self.second = nn.Linear(d_ff, d_model)
        self.first = nn.Linear(d_model, d_ff)

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.first(x).clamp(min=0)
        return hidden @ self.second.weight.T + self.second.bias


# %% right module-list
# 两层放在 nn.ModuleList 里
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(d_model, d_ff), nn.Linear(d_ff, d_model)])

    def forward(self, x):
        hidden, out = self.layers
        z = hidden(x)
        return out(z * (z > 0))
