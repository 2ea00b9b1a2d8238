# %% wrong over-batch-only
# 平均和方差只对 n 求，每个位置各有一个
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x, dim=0, correction=0)
            m = len(x)
            with torch.no_grad():
                self.running_mean.lerp_(mean.mean((1, 2)), self.momentum)
                self.running_var.lerp_((var * m / max(m - 1, 1)).mean((1, 2)), self.momentum)
        else:
            mean, var = self.running_mean[:, None, None], self.running_var[:, None, None]
        scale = self.weight[:, None, None] / torch.sqrt(var + self.eps)
        shift = self.bias[:, None, None] - mean * scale
        return x * scale + shift


# %% wrong over-space-only
# 平均和方差对每张图自己的 h、w 求（那是实例归一化）
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x, dim=(2, 3), correction=0)
            m = x.shape[2] * x.shape[3]
            with torch.no_grad():
                self.running_mean.lerp_(mean.mean(0), self.momentum)
                self.running_var.lerp_((var * m / max(m - 1, 1)).mean(0), self.momentum)
        else:
            mean, var = (self.running_mean, self.running_var)
        scale = self.weight / torch.sqrt(var + self.eps)
        shift = self.bias - mean * scale
        return x * scale[..., None, None] + shift[..., None, None]


# %% wrong batch-statistics-in-eval
# 评估模式里也用这一批的平均和方差
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
            m = x.numel() // x.shape[1]
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var * m / (m - 1), self.momentum)
        else:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
        scale = self.weight / torch.sqrt(var + self.eps)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


# %% wrong biased-running-var
# running_var 记的是除以 m 的方差，没有换成除以 m − 1 的
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var, self.momentum)
        else:
            mean, var = (self.running_mean, self.running_var)
        scale = self.weight / torch.sqrt(var + self.eps)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


# %% wrong unbiased-normalising
# 归一化用了除以 m − 1 的方差
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=1)
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var, self.momentum)
        else:
            mean, var = (self.running_mean, self.running_var)
        scale = self.weight / torch.sqrt(var + self.eps)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


# %% wrong momentum-reversed
# 滑动平均里旧的占 momentum 那么多，新旧弄反了
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
            m = x.numel() // x.shape[1]
            with torch.no_grad():
                self.running_mean.lerp_(mean, 1 - self.momentum)
                self.running_var.lerp_(var * m / (m - 1), 1 - self.momentum)
        else:
            mean, var = (self.running_mean, self.running_var)
        scale = self.weight / torch.sqrt(var + self.eps)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


# %% wrong buffers-as-parameters
# running_mean 和 running_var 登记成了 nn.Parameter，成了要学的参数
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.running_mean = nn.Parameter(torch.zeros(channels))
        self.running_var = nn.Parameter(torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
            m = x.numel() // x.shape[1]
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var * m / (m - 1), self.momentum)
        else:
            mean, var = (self.running_mean, self.running_var)
        scale = self.weight / torch.sqrt(var + self.eps)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


# %% wrong plain-attributes
# running_mean 和 running_var 只是普通的属性，没有登记成缓冲，存盘时丢了
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.running_mean = torch.zeros(channels)
        self.running_var = torch.ones(channels)

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
            m = x.numel() // x.shape[1]
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var * m / (m - 1), self.momentum)
        else:
            mean, var = (self.running_mean, self.running_var)
        scale = self.weight / torch.sqrt(var + self.eps)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


# %% wrong running-graph
# 滑动的统计量还连着计算图，没有 detach 也没有 no_grad
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
            m = x.numel() // x.shape[1]
            self.running_mean = self.running_mean + self.momentum * (mean - self.running_mean)
            self.running_var = self.running_var + self.momentum * (var * m / (m - 1) - self.running_var)
        else:
            mean, var = (self.running_mean, self.running_var)
        scale = self.weight / torch.sqrt(var + self.eps)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


# %% wrong statistics-detached
# 算平均和方差时断开了计算图，当成了常数
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x.detach(), dim=(0, 2, 3), correction=0)
            m = x.numel() // x.shape[1]
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var * m / (m - 1), self.momentum)
        else:
            mean, var = (self.running_mean, self.running_var)
        scale = self.weight / torch.sqrt(var + self.eps)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


# %% wrong eps-outside
# eps 加在了根号外面
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
            m = x.numel() // x.shape[1]
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var * m / (m - 1), self.momentum)
        else:
            mean, var = (self.running_mean, self.running_var)
        scale = self.weight / (torch.sqrt(var) + self.eps)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


# %% wrong updates-in-eval
# 评估模式里滑动的统计量也走一步
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
            m = x.numel() // x.shape[1]
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var * m / (m - 1), self.momentum)
        else:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
            with torch.no_grad():
                old = self.running_mean.clone(), self.running_var.clone()
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var, self.momentum)
            mean, var = old
        scale = self.weight / torch.sqrt(var + self.eps)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


# %% wrong no-weight
# 忘了乘 weight、加 bias
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
            m = x.numel() // x.shape[1]
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var * m / (m - 1), self.momentum)
        else:
            mean, var = (self.running_mean, self.running_var)
        scale = 1 / torch.sqrt(var + self.eps)
        shift = -mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


# %% wrong statistics-moved-first
# 评估模式里，滑动的统计量先被这一批带着走了一步，再拿去归一化
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
        m = x.numel() // x.shape[1]
        with torch.no_grad():
            self.running_mean.lerp_(mean, self.momentum)
            self.running_var.lerp_(var * m / (m - 1), self.momentum)
        if not self.training:
            mean, var = self.running_mean, self.running_var
        scale = self.weight / torch.sqrt(var + self.eps)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


# %% wrong no-root
# 除以了方差加 eps，忘了开方
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
            m = x.numel() // x.shape[1]
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(var * m / (m - 1), self.momentum)
        else:
            mean, var = self.running_mean, self.running_var
        scale = self.weight / (var + self.eps)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


# %% wrong running-added-up
# 滑动平均只把新的加了进去，旧的没有打折扣
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-05) -> None:
        super().__init__()
        self.momentum, self.eps = (momentum, eps)
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0)
            m = x.numel() // x.shape[1]
            with torch.no_grad():
                self.running_mean += self.momentum * mean
                self.running_var += self.momentum * var * m / (m - 1)
        else:
            mean, var = self.running_mean, self.running_var
        scale = self.weight / torch.sqrt(var + self.eps)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


# %% right plain-formula
# 照公式一步一步写，缓冲每次换新的张量
class BatchNorm2d(nn.Module):
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        self.bias = nn.Parameter(torch.zeros(channels))
        self.weight = nn.Parameter(torch.ones(channels))
        self.register_buffer("running_var", torch.ones(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("num_batches_tracked", torch.tensor(0))

    def forward(self, x):
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean = x.mean(dim=(0, 2, 3))
            var = ((x - mean.view(1, -1, 1, 1)) ** 2).mean(dim=(0, 2, 3))
            unbiased = x.var(dim=(0, 2, 3)).detach()
            a = self.momentum
            self.running_mean = (1 - a) * self.running_mean + a * mean.detach()
            self.running_var = (1 - a) * self.running_var + a * unbiased
            self.num_batches_tracked += 1
        x = (x - mean.view(1, -1, 1, 1)) / (var.view(1, -1, 1, 1) + self.eps) ** 0.5
        return self.weight.view(1, -1, 1, 1) * x + self.bias.view(1, -1, 1, 1)


# %% right channels-last
# 把通道换到最后再算，缓冲就地改
class BatchNorm2d(nn.Module):
    def __init__(self, channels: int, momentum: float = 0.1, eps: float = 1e-5) -> None:
        super().__init__()
        self.momentum, self.eps = momentum, eps
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        for name, value in (("running_mean", 0.0), ("running_var", 1.0)):
            self.register_buffer(name, torch.full((channels,), value))

    def forward(self, x: Tensor) -> Tensor:
        rows = x.permute(0, 2, 3, 1)
        if not self.training:
            out = (rows - self.running_mean) * torch.rsqrt(self.running_var + self.eps)
        else:
            flat = rows.reshape(-1, rows.shape[-1])
            mean, var = flat.mean(0), flat.var(0, unbiased=False)
            self.running_mean.data.mul_(1 - self.momentum).add_(self.momentum * mean.data)
            n = len(flat)
            self.running_var.data.mul_(1 - self.momentum).add_(self.momentum * var.data * n / (n - 1))
            out = (rows - mean) * torch.rsqrt(var + self.eps)
        return (out * self.weight + self.bias).permute(0, 3, 1, 2)
