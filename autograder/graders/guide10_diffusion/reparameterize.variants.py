# %%

import numpy as np
import torch
from torch import Tensor


# %% wrong variance
# 乘的是方差，不是标准差
def reparameterize(mean: Tensor, log_variance: Tensor, rng: np.random.Generator) -> Tensor:
    return mean + torch.exp(log_variance) * noise_like(mean, rng)


# %% wrong raw-log
# 直接乘了对数方差
def reparameterize(mean: Tensor, log_variance: Tensor, rng: np.random.Generator) -> Tensor:
    return mean + log_variance * noise_like(mean, rng)


# %% wrong mean-forgotten
# 漏了平均
def reparameterize(mean: Tensor, log_variance: Tensor, rng: np.random.Generator) -> Tensor:
    return torch.exp(log_variance / 2) * noise_like(mean, rng)


# %% wrong one-number
# 整个张量只抽了一个随机数
def reparameterize(mean: Tensor, log_variance: Tensor, rng: np.random.Generator) -> Tensor:
    return mean + torch.exp(log_variance / 2) * rng.standard_normal()


# %% wrong shared-over-batch
# 每个样本用了同一份随机数
def reparameterize(mean: Tensor, log_variance: Tensor, rng: np.random.Generator) -> Tensor:
    return mean + torch.exp(log_variance / 2) * noise_like(mean[:1], rng)


# %% wrong detached
# 断开了计算图
def reparameterize(mean: Tensor, log_variance: Tensor, rng: np.random.Generator) -> Tensor:
    return (mean + torch.exp(log_variance / 2) * noise_like(mean, rng)).detach()


# %% wrong uniform
# 随机数是 0 到 1 均匀的
def reparameterize(mean: Tensor, log_variance: Tensor, rng: np.random.Generator) -> Tensor:
    return mean + torch.exp(log_variance / 2) * torch.tensor(rng.random(tuple(mean.shape)), dtype=mean.dtype)


# %% wrong reciprocal
# 除以了标准差
def reparameterize(mean: Tensor, log_variance: Tensor, rng: np.random.Generator) -> Tensor:
    return mean + torch.exp(-log_variance / 2) * noise_like(mean, rng)


# %% wrong global-random
# 随机数没有从 rng 抽
def reparameterize(mean: Tensor, log_variance: Tensor, rng: np.random.Generator) -> Tensor:
    return mean + torch.exp(log_variance / 2) * torch.randn_like(mean)


# %% wrong root-outside
# 对 e 的指数再开方时开错了：指数除以了 4
def reparameterize(mean: Tensor, log_variance: Tensor, rng: np.random.Generator) -> Tensor:
    return mean + torch.exp(log_variance / 4) * noise_like(mean, rng)


# %% wrong deviation-detached
# 标准差断开了计算图，对数方差学不到东西
def reparameterize(mean: Tensor, log_variance: Tensor, rng: np.random.Generator) -> Tensor:
    return mean + torch.exp(log_variance / 2).detach() * noise_like(mean, rng)


# %% right sqrt
# 先求方差再开方
def reparameterize(mean, log_variance, rng):
    deviation = torch.sqrt(torch.exp(log_variance))
    noise = torch.from_numpy(rng.normal(0.0, 1.0, size=mean.shape)).to(mean.dtype)
    return torch.addcmul(mean, deviation, noise)


# %% right single
# float32 的随机数，一个一个抽
def reparameterize(mean, log_variance, rng):
    flat = torch.tensor([rng.standard_normal() for _ in range(mean.numel())], dtype=mean.dtype)
    return flat.reshape(mean.shape) * (0.5 * log_variance).exp() + mean
