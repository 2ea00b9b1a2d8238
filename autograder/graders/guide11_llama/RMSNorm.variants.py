# %%
from torch import nn


# %% wrong mean-removed
# 减去了均值：那是 LayerNorm
class RMSNorm(nn.Module):
    def __init__(self, d_model, eps=1e-05):
        super().__init__()
        self.weight, self.eps = (nn.Parameter(torch.ones(d_model)), eps)

    def forward(self, x):
        wide = x.float()
        wide = wide - wide.mean(dim=-1, keepdim=True)
        scale = torch.rsqrt(wide.square().mean(dim=-1, keepdim=True) + self.eps)
        return (wide * scale * self.weight).to(x.dtype)


# %% wrong eps-outside
# eps 加在了根号外面
class RMSNorm(nn.Module):
    def __init__(self, d_model, eps=1e-05):
        super().__init__()
        self.weight, self.eps = (nn.Parameter(torch.ones(d_model)), eps)

    def forward(self, x):
        wide = x.float()
        scale = 1 / (wide.square().mean(dim=-1, keepdim=True).sqrt() + self.eps)
        return (wide * scale * self.weight).to(x.dtype)


# %% wrong sum-for-mean
# 平方加起来以后没有除以个数
class RMSNorm(nn.Module):
    def __init__(self, d_model, eps=1e-05):
        super().__init__()
        self.weight, self.eps = (nn.Parameter(torch.ones(d_model)), eps)

    def forward(self, x):
        wide = x.float()
        scale = torch.rsqrt(wide.square().sum(dim=-1, keepdim=True) + self.eps)
        return (wide * scale * self.weight).to(x.dtype)


# %% wrong over-everything
# 在整个张量上取平均，不是沿最后一轴
class RMSNorm(nn.Module):
    def __init__(self, d_model, eps=1e-05):
        super().__init__()
        self.weight, self.eps = (nn.Parameter(torch.ones(d_model)), eps)

    def forward(self, x):
        wide = x.float()
        scale = torch.rsqrt(wide.square().mean() + self.eps)
        return (wide * scale * self.weight).to(x.dtype)


# %% wrong half-inside
# 平方是在进来的类型里算的，float16 溢出
class RMSNorm(nn.Module):
    def __init__(self, d_model, eps=1e-05):
        super().__init__()
        self.weight, self.eps = (nn.Parameter(torch.ones(d_model)), eps)

    def forward(self, x):
        wide = x
        scale = torch.rsqrt(wide.square().mean(dim=-1, keepdim=True) + self.eps)
        return (wide * scale).to(x.dtype) * self.weight.to(x.dtype)


# %% wrong float-out
# 出去时没有换回进来的类型
class RMSNorm(nn.Module):
    def __init__(self, d_model, eps=1e-05):
        super().__init__()
        self.weight, self.eps = (nn.Parameter(torch.ones(d_model)), eps)

    def forward(self, x):
        wide = x.float()
        scale = torch.rsqrt(wide.square().mean(dim=-1, keepdim=True) + self.eps)
        return wide * scale * self.weight


# %% wrong weight-unused
# 没有乘 weight
class RMSNorm(nn.Module):
    def __init__(self, d_model, eps=1e-05):
        super().__init__()
        self.weight, self.eps = (nn.Parameter(torch.ones(d_model)), eps)

    def forward(self, x):
        wide = x.float()
        scale = torch.rsqrt(wide.square().mean(dim=-1, keepdim=True) + self.eps)
        return (wide * scale).to(x.dtype)


# %% wrong eps-fixed
# eps 写死了，没有用传进来的
class RMSNorm(nn.Module):
    def __init__(self, d_model, eps=1e-05):
        super().__init__()
        self.weight, self.eps = (nn.Parameter(torch.ones(d_model)), 1e-05)

    def forward(self, x):
        wide = x.float()
        scale = torch.rsqrt(wide.square().mean(dim=-1, keepdim=True) + self.eps)
        return (wide * scale * self.weight).to(x.dtype)


# %% wrong no-root
# 除以的是平方的平均，没有开根号
class RMSNorm(nn.Module):
    def __init__(self, d_model, eps=1e-05):
        super().__init__()
        self.weight, self.eps = (nn.Parameter(torch.ones(d_model)), eps)

    def forward(self, x):
        wide = x.float()
        scale = 1 / (wide.square().mean(dim=-1, keepdim=True) + self.eps)
        return (wide * scale * self.weight).to(x.dtype)


# %% wrong weight-zeros
# weight 的初值是零
class RMSNorm(nn.Module):
    def __init__(self, d_model, eps=1e-05):
        super().__init__()
        self.weight, self.eps = (nn.Parameter(torch.zeros(d_model)), eps)

    def forward(self, x):
        wide = x.float()
        scale = torch.rsqrt(wide.square().mean(dim=-1, keepdim=True) + self.eps)
        return (wide * scale * self.weight).to(x.dtype)


# %% wrong library
# 调用了现成的 RMSNorm 函数
class RMSNorm(nn.Module):
    def __init__(self, d_model, eps=1e-05):
        super().__init__()
        self.weight, self.eps = (nn.Parameter(torch.ones(d_model)), eps)

    def forward(self, x):
        wide = x.float()
        return F.rms_norm(wide, wide.shape[-1:], self.weight, self.eps).to(x.dtype)


# %% wrong weight-after
# 换回进来的类型以后才乘 weight：float32 的参数又把结果变成了 float32
class RMSNorm(nn.Module):
    def __init__(self, d_model, eps=1e-05):
        super().__init__()
        self.weight, self.eps = (nn.Parameter(torch.ones(d_model)), eps)

    def forward(self, x):
        wide = x.float()
        scale = torch.rsqrt(wide.square().mean(dim=-1, keepdim=True) + self.eps)
        return (wide * scale).to(x.dtype) * self.weight


# %% right divided
# 先换回去再乘 weight；除以根，不乘倒数
class RMSNorm(nn.Module):
    def __init__(self, d_model, eps=1e-05):
        super().__init__()
        self.weight, self.eps = (nn.Parameter(torch.ones(d_model)), eps)

    def forward(self, x):
        wide = x.float()
        root = (wide.pow(2).mean(-1, keepdim=True) + self.eps).sqrt()
        return (wide / root).type_as(x) * self.weight.type_as(x)


# %% right by-the-norm
# 用向量的长度
class RMSNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.epsilon = eps
        self.weight = nn.Parameter(torch.ones(d_model))

    def forward(self, x):
        kind = x.dtype
        x = x.to(torch.float32)
        length = torch.linalg.vector_norm(x, dim=-1, keepdim=True)
        return (self.weight * (x / torch.sqrt(length**2 / x.shape[-1] + self.epsilon))).to(kind)
