# %%
import torch


# %% wrong mean-of-squares
# 方差写成了“平方的平均减去平均的平方”：平均值大的时候相减抵消，会得到负数
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = (x * x).mean(dim=-1, keepdim=True) - mean * mean
    return (x - mean) / torch.sqrt(variance + eps) * gamma + beta


# %% wrong all-but-the-batch
# 除了第一个轴，别的轴一起求了平均值和方差，不是只沿最后一个轴
def layer_norm(x, gamma, beta, eps=1e-5):
    rows = x.reshape(len(x), -1) if x.dim() > 1 else x
    centred = rows - rows.mean(dim=-1, keepdim=True)
    centred = centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + eps)
    return centred.reshape(x.shape) * gamma + beta


# %% wrong unbiased
# 方差除以的是 d − 1
def layer_norm(x, gamma, beta, eps=1e-5):
    mean, variance = x.mean(dim=-1, keepdim=True), x.var(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * gamma + beta


# %% wrong eps-outside
# eps 加在了根号外面，加到标准差上
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / (torch.sqrt((centred**2).mean(dim=-1, keepdim=True)) + eps) * gamma + beta


# %% wrong std-plus-eps
# 用了 x.std()：方差除以 d − 1，eps 也加在根号外面
def layer_norm(x, gamma, beta, eps=1e-5):
    mean, std = x.mean(dim=-1, keepdim=True), x.std(dim=-1, keepdim=True)
    return (x - mean) / (std + eps) * gamma + beta


# %% wrong no-eps
# 没有加 eps，一行的数都相等时是 0/0
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True)) * gamma + beta


# %% wrong fixed-eps
# eps 写死成了 1e-5，没有用参数
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + 1e-5) * gamma + beta


# %% wrong other-default
# eps 的默认值改成了 1e-6
def layer_norm(x, gamma, beta, eps=1e-6):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + eps) * gamma + beta


# %% wrong first-axis
# 沿第一个轴（批）求平均值和方差，那是批归一化
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=0, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=0, keepdim=True) + eps) * gamma + beta


# %% wrong whole-tensor
# 对整个张量求了一个平均值和方差
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean()
    return centred / torch.sqrt((centred**2).mean() + eps) * gamma + beta


# %% wrong last-two-axes
# 沿最后两个轴一起求平均值和方差
def layer_norm(x, gamma, beta, eps=1e-5):
    axes = tuple(range(x.dim()))[-2:]
    centred = x - x.mean(dim=axes, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=axes, keepdim=True) + eps) * gamma + beta


# %% wrong axis-two
# 轴写死成了 2，只适用于三个轴
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=2, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=2, keepdim=True) + eps) * gamma + beta


# %% wrong no-root
# 除以的是方差，漏掉了开方
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / ((centred**2).mean(dim=-1, keepdim=True) + eps) * gamma + beta


# %% wrong not-centred
# 没有减平均值，只除以标准差
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return x / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + eps) * gamma + beta


# %% wrong no-gamma-and-beta
# 没有乘 gamma，也没有加 beta
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + eps)


# %% wrong gamma-and-beta-swapped
# gamma 和 beta 用反了
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + eps) * beta + gamma


# %% wrong beta-first
# 先加 beta，再乘 gamma
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return (centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + eps) + beta) * gamma


# %% wrong constant-statistics
# 平均值和方差从计算图上取了下来，对 x 的梯度不完整
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.detach().mean(dim=-1, keepdim=True)
    variance = ((x.detach() - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * gamma + beta


# %% wrong in-place
# 用 -= 减平均值，调用者的 x 被改了
def layer_norm(x, gamma, beta, eps=1e-5):
    if not x.requires_grad:
        x -= x.mean(dim=-1, keepdim=True)
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + eps) * gamma + beta


# %% wrong ready-made
# 直接调用了 F.layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    from torch.nn import functional as F

    return F.layer_norm(x, x.shape[-1:], gamma, beta, eps)


# %% wrong no-keepdim
# 忘了 keepdim=True，平均值和方差对不上最后一个轴
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1)
    variance = ((x - mean) ** 2).mean(dim=-1)
    return (x - mean) / torch.sqrt(variance + eps) * gamma + beta


# %% wrong sum-of-squares
# 方差没有除以 d，用的是平方和
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).sum(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * gamma + beta


# %% wrong no-gamma
# 没有乘 gamma
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) + beta


# %% wrong no-beta
# 没有加 beta
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * gamma


# %% wrong gamma-plus-one
# 乘的是 1 + gamma
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * (1 + gamma) + beta


# %% wrong eps-squared
# 根号里加的是 eps 的平方
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps**2) * gamma + beta


# %% wrong eps-outside-no-root
# 除以的是方差加 eps，漏掉了开方；方差还除以了 d − 1
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = x.var(dim=-1, keepdim=True)
    return (x - mean) / (variance + eps) * gamma + beta


# %% wrong std-without-eps
# 用了 x.std()，除以 d − 1，也没有加 eps
def layer_norm(x, gamma, beta, eps=1e-5):
    return (x - x.mean(dim=-1, keepdim=True)) / x.std(dim=-1, keepdim=True) * gamma + beta


# %% wrong power-before-division
# 写成了 ** 1 / 2：除以了方差，又除以 2
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / (variance + eps) ** 1 / 2 * gamma + beta


# %% wrong mean-of-absolute
# 用绝对值的平均代替了标准差
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean).abs()).mean(dim=-1, keepdim=True)
    return (x - mean) / (variance + eps) * gamma + beta


# %% wrong fixed-eps-unbiased
# 方差除以 d − 1，eps 写死成了 1e-5
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = x.var(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + 1e-5) * gamma + beta


# %% wrong first-axis-unbiased
# 沿第一个轴求平均值和标准差，标准差还除以了 n − 1
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=0, keepdim=True)
    variance = x.var(dim=0, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * gamma + beta


# %% wrong population-std-plus-eps
# 用了 x.std()，虽然除以 d，eps 却加在了根号外面
def layer_norm(x, gamma, beta, eps=1e-5):
    mean, std = x.mean(dim=-1, keepdim=True), x.std(dim=-1, keepdim=True, correction=0)
    return (x - mean) / (std + eps) * gamma + beta


# %% right var-mean
# 用 torch.var_mean，除以 d
def layer_norm(x, gamma, beta, eps=1e-5):
    variance, mean = torch.var_mean(x, dim=-1, correction=0, keepdim=True)
    return (x - mean) * torch.rsqrt(variance + eps) * gamma + beta


# %% right sums
# 用 sum 除以 d，方差用 var(unbiased=False)，最后用 addcmul
def layer_norm(x, gamma, beta, eps=1e-5):
    d = x.size(-1)
    mean = x.sum(dim=x.dim() - 1, keepdim=True) / d
    std = (x.var(dim=-1, unbiased=False, keepdim=True) + eps) ** 0.5
    return torch.addcmul(beta, gamma, (x - mean) / std)


# %% right std-with-correction
# 标准差用 std(correction=0) 的平方，rsqrt 代替除法
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = torch.mean(x, -1, keepdim=True)
    variance = torch.var(x, -1, correction=0, keepdim=True)
    return torch.rsqrt(variance + eps) * (x - mean) * gamma + beta
