# %%

import torch
from torch import Tensor


# %% wrong mean-over-all
# 对分量也取了平均
def kl_to_normal(mean: Tensor, log_variance: Tensor) -> Tensor:
    each = -0.5 * (1 + log_variance - mean**2 - log_variance.exp())
    return each.mean()


# %% wrong sum-over-all
# 对样本求了和，没有平均
def kl_to_normal(mean: Tensor, log_variance: Tensor) -> Tensor:
    each = -0.5 * (1 + log_variance - mean**2 - log_variance.exp())
    return each.sum()


# %% wrong sign
# 符号反了
def kl_to_normal(mean: Tensor, log_variance: Tensor) -> Tensor:
    each = 0.5 * (1 + log_variance - mean**2 - log_variance.exp())
    return each.flatten(1).sum(dim=1).mean()


# %% wrong no-half
# 漏了二分之一
def kl_to_normal(mean: Tensor, log_variance: Tensor) -> Tensor:
    each = -1.0 * (1 + log_variance - mean**2 - log_variance.exp())
    return each.flatten(1).sum(dim=1).mean()


# %% wrong log-deviation
# 把 log_variance 当成了标准差的对数
def kl_to_normal(mean: Tensor, log_variance: Tensor) -> Tensor:
    each = -0.5 * (1 + 2 * log_variance - mean**2 - (2 * log_variance).exp())
    return each.flatten(1).sum(dim=1).mean()


# %% wrong variance-given
# 把 log_variance 当成了方差
def kl_to_normal(mean: Tensor, log_variance: Tensor) -> Tensor:
    each = -0.5 * (1 + log_variance.abs().log() - mean**2 - log_variance)
    return each.flatten(1).sum(dim=1).mean()


# %% wrong mean-unsquared
# 平均没有平方
def kl_to_normal(mean: Tensor, log_variance: Tensor) -> Tensor:
    each = -0.5 * (1 + log_variance - mean - log_variance.exp())
    return each.flatten(1).sum(dim=1).mean()


# %% wrong no-one
# 漏了 1
def kl_to_normal(mean: Tensor, log_variance: Tensor) -> Tensor:
    each = -0.5 * (log_variance - mean**2 - log_variance.exp())
    return each.flatten(1).sum(dim=1).mean()


# %% wrong half-log
# e 的指数里除以了 2
def kl_to_normal(mean: Tensor, log_variance: Tensor) -> Tensor:
    each = -0.5 * (1 + log_variance - mean**2 - (log_variance / 2).exp())
    return each.flatten(1).sum(dim=1).mean()


# %% wrong per-sample
# 没有对样本取平均，每个样本返回一个
def kl_to_normal(mean: Tensor, log_variance: Tensor) -> Tensor:
    each = -0.5 * (1 + log_variance - mean**2 - log_variance.exp())
    return each.flatten(1).sum(dim=1)


# %% wrong detached
# 断开了计算图
def kl_to_normal(mean: Tensor, log_variance: Tensor) -> Tensor:
    each = -0.5 * (1 + log_variance - mean**2 - log_variance.exp())
    return each.detach().flatten(1).sum(dim=1).mean()


# %% wrong last-axis
# 只对最后一轴求和
def kl_to_normal(mean: Tensor, log_variance: Tensor) -> Tensor:
    each = -0.5 * (1 + log_variance - mean**2 - log_variance.exp())
    return each.sum(dim=-1).mean()


# %% right distributions
# 用 torch.distributions
def kl_to_normal(mean, log_variance):
    q = torch.distributions.Normal(mean, (log_variance / 2).exp())
    p = torch.distributions.Normal(torch.zeros_like(mean), torch.ones_like(mean))
    return torch.distributions.kl_divergence(q, p).sum() / len(mean)


# %% right axes
# 列出要求和的轴
def kl_to_normal(mean, log_variance):
    each = 0.5 * (mean.square() + torch.exp(log_variance) - log_variance - 1)
    while each.ndim > 1:
        each = each.sum(-1)
    return torch.mean(each)
