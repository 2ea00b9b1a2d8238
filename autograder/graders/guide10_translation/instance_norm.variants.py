# %% wrong batch-statistics
# 对整批求了平均和方差：那是批归一化
def instance_norm(x: Tensor, eps: float = 1e-05) -> Tensor:
    var, mean = torch.var_mean(x, dim=(0, 2, 3), correction=0, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps)


# %% wrong over-channels
# 几个通道放在一起求平均和方差：那是层归一化
def instance_norm(x: Tensor, eps: float = 1e-05) -> Tensor:
    var, mean = torch.var_mean(x, dim=(1, 2, 3), correction=0, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps)


# %% wrong unbiased
# 方差除以了 h·w − 1
def instance_norm(x: Tensor, eps: float = 1e-05) -> Tensor:
    var, mean = torch.var_mean(x, dim=(2, 3), correction=1, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps)


# %% wrong eps-outside
# eps 加在了根号外面
def instance_norm(x: Tensor, eps: float = 1e-05) -> Tensor:
    var, mean = torch.var_mean(x, dim=(2, 3), correction=0, keepdim=True)
    return (x - mean) / (torch.sqrt(var) + eps)


# %% wrong variance-for-root
# 除以了方差，没有开方
def instance_norm(x: Tensor, eps: float = 1e-05) -> Tensor:
    var, mean = torch.var_mean(x, dim=(2, 3), correction=0, keepdim=True)
    return (x - mean) / (var + eps)


# %% wrong statistics-detached
# 平均和方差断开了计算图
def instance_norm(x: Tensor, eps: float = 1e-05) -> Tensor:
    var, mean = torch.var_mean(x, dim=(2, 3), correction=0, keepdim=True)
    var, mean = (var.detach(), mean.detach())
    return (x - mean) / torch.sqrt(var + eps)


# %% wrong per-row
# 每一行各自求平均和方差，没有把 h、w 合在一起
def instance_norm(x: Tensor, eps: float = 1e-05) -> Tensor:
    var, mean = torch.var_mean(x, dim=3, correction=0, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps)


# %% wrong mean-kept
# 没有减去平均，只除以了标准差
def instance_norm(x: Tensor, eps: float = 1e-05) -> Tensor:
    var, _ = torch.var_mean(x, dim=(2, 3), correction=0, keepdim=True)
    return x / torch.sqrt(var + eps)


# %% wrong eps-ignored
# 没有用传进来的 eps，写死了 1e-5
def instance_norm(x: Tensor, eps: float = 1e-05) -> Tensor:
    var, mean = torch.var_mean(x, dim=(2, 3), correction=0, keepdim=True)
    return (x - mean) / torch.sqrt(var + 1e-5)


# %% wrong centred-in-place
# 原地减了平均，改动了 x
def instance_norm(x: Tensor, eps: float = 1e-05) -> Tensor:
    var, mean = torch.var_mean(x, dim=(2, 3), correction=0, keepdim=True)
    x -= mean
    return x / torch.sqrt(var + eps)


# %% right flattened
# 摊平再算
def instance_norm(x, eps=1e-5):
    rows = x.reshape(x.shape[0], x.shape[1], -1)
    centred = rows - rows.mean(-1, keepdim=True)
    power = centred.pow(2).mean(-1, keepdim=True)
    return (centred * torch.rsqrt(power + eps)).reshape(x.shape)


# %% right loop
# 一张图一个通道地来
def instance_norm(x, eps=1e-5):
    out = []
    for picture in x:
        for page in picture:
            mean = page.mean()
            out.append((page - mean) / (((page - mean) ** 2).mean() + eps) ** 0.5)
    return torch.stack(out).view(x.shape)
