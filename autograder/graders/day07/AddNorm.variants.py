# %%
import torch
from torch import Tensor, nn


# %% wrong pre-norm
# 先归一化 y 再加 x，那是 x + norm(y)
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return x + layer_norm(y, self.gamma, self.beta)


# %% wrong norm-then-add
# 先归一化 x 再加 y
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x, self.gamma, self.beta) + y


# %% wrong no-residual
# 漏掉了残差 x，只归一化了 y
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(y, self.gamma, self.beta)


# %% wrong only-x
# 漏掉了 y，只归一化了 x
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x, self.gamma, self.beta)


# %% wrong no-norm
# 只相加，没有归一化
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return (x + y) * self.gamma + self.beta


# %% wrong each-normalised
# x 和 y 分别归一化之后相加
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x, self.gamma, self.beta) + layer_norm(y, self.gamma, self.beta)


# %% wrong gamma-is-a-tensor
# gamma 和 beta 是普通的张量，不是 nn.Parameter
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = torch.ones(d_model)
        self.beta = torch.zeros(d_model)

    def forward(self, x, y):
        return layer_norm(x + y, self.gamma, self.beta)


# %% wrong gamma-is-a-buffer
# gamma 和 beta 用 register_buffer 登记，学不到东西
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.register_buffer("gamma", torch.ones(d_model))
        self.register_buffer("beta", torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x + y, self.gamma, self.beta)


# %% wrong gamma-zero
# gamma 的初值是 0
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.zeros(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x + y, self.gamma, self.beta)


# %% wrong one-gamma
# gamma 和 beta 各只有一个数，不是每列一个
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(1))
        self.beta = nn.Parameter(torch.zeros(1))

    def forward(self, x, y):
        return layer_norm(x + y, self.gamma, self.beta)


# %% wrong gamma-and-beta-swapped
# gamma 和 beta 用反了
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x + y, self.beta, self.gamma)


# %% wrong in-place
# 用 += 相加，调用者的 x 被改了
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        if x.requires_grad:
            return layer_norm(x + y, self.gamma, self.beta)
        x += y
        return layer_norm(x, self.gamma, self.beta)


# %% wrong detached-residual
# 残差 x 从计算图上取了下来，梯度只走 y
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x.detach() + y, self.gamma, self.beta)


# %% wrong large-eps
# eps 给成了 1e-3，不是默认值
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x + y, self.gamma, self.beta, 1e-3)


# %% wrong small-eps
# eps 给成了 1e-6，不是默认值
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x + y, self.gamma, self.beta, 1e-6)


# %% wrong minus
# 算的是 x − y，应当是相加
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x - y, self.gamma, self.beta)


# %% wrong residual-outside
# 归一化之后又加了一次 x
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return x + layer_norm(x + y, self.gamma, self.beta)


# %% wrong averaged
# x 和 y 求了平均再归一化，eps 的影响变大了
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm((x + y) / 2, self.gamma, self.beta)


# %% wrong beta-one
# beta 的初值是 1
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.ones(d_model))

    def forward(self, x, y):
        return layer_norm(x + y, self.gamma, self.beta)


# %% wrong constants
# 没有用 gamma 和 beta，总是 1 和 0
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x + y, torch.ones_like(x[..., :1]), torch.zeros_like(x[..., :1]))


# %% right fill
# 参数先用 torch.empty 建，再用 nn.init 填
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.empty(d_model))
        self.beta = nn.Parameter(torch.empty(d_model))
        nn.init.ones_(self.gamma)
        nn.init.zeros_(self.beta)

    def forward(self, x, y):
        return layer_norm(torch.add(x, y), gamma=self.gamma, beta=self.beta, eps=1e-5)


# %% right own-formula
# 归一化的公式直接写在 forward 里，参数用 register_parameter 登记
class AddNorm(nn.Module):
    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.register_parameter("beta", nn.Parameter(torch.full((d_model,), 0.0)))
        self.register_parameter("gamma", nn.Parameter(torch.full((d_model,), 1.0)))

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        total = y + x
        variance, mean = torch.var_mean(total, dim=-1, unbiased=False, keepdim=True)
        return (total - mean) * (variance + 1e-5).rsqrt() * self.gamma + self.beta


# %% right parameters-swapped-in-order
# beta 先登记，gamma 后登记
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.d_model = d_model
        self.beta, self.gamma = (nn.Parameter(value * torch.ones(d_model)) for value in (0.0, 1.0))

    def forward(self, x, y):
        assert x.shape == y.shape
        flat = (x + y).reshape(-1, self.d_model)
        return layer_norm(flat, self.gamma, self.beta).reshape(x.shape)
