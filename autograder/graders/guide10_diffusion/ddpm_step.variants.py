# %%

import numpy as np
import torch
from torch import Tensor


# %% wrong noise-at-zero
# t = 0 也添了噪声
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    bar = bars[t]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    mean, variance = posterior(x0, xt, t, betas, bars)
    return mean + (betas[t] if t == 0 else variance) ** 0.5 * noise_like(xt, rng)


# %% wrong variance-for-deviation
# 添的噪声乘了方差，不是标准差
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    bar = bars[t]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    mean, variance = posterior(x0, xt, t, betas, bars)
    if t == 0:
        return mean
    return mean + variance * noise_like(xt, rng)


# %% wrong no-noise
# 一点噪声也没有添
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    bar = bars[t]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    mean = posterior(x0, xt, t, betas, bars)[0]
    if t == 0:
        return mean
    return mean


# %% wrong beta-noise
# 添的噪声用了 √β，不是 √β̃
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    bar = bars[t]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    mean = posterior(x0, xt, t, betas, bars)[0]
    if t == 0:
        return mean
    return mean + betas[t] ** 0.5 * noise_like(xt, rng)


# %% wrong beta-only
# 减去的是 β·predicted，没有除以 √(1 − ᾱ)
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    bar = bars[t]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    variance = posterior(x0, xt, t, betas, bars)[1]
    mean = (xt - betas[t] * predicted) / (1 - betas[t]).sqrt()
    if t == 0:
        return mean
    return mean + variance**0.5 * noise_like(xt, rng)


# %% wrong alpha-forgotten
# 减完噪声，忘了除以 √α
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    bar = bars[t]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    variance = posterior(x0, xt, t, betas, bars)[1]
    mean = xt - betas[t] / (1 - bar).sqrt() * predicted
    if t == 0:
        return mean
    return mean + variance**0.5 * noise_like(xt, rng)


# %% wrong beta-over-root-alpha
# β 除以了 √α，没有除以 √(1 − ᾱ)
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    bar = bars[t]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    variance = posterior(x0, xt, t, betas, bars)[1]
    alpha = 1 - betas[t]
    mean = (xt - betas[t] / alpha.sqrt() * predicted) / alpha.sqrt()
    if t == 0:
        return mean
    return mean + variance**0.5 * noise_like(xt, rng)


# %% wrong jumps-to-x0
# 直接跳到了推出来的 x0，没有用 posterior 的平均
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    bar = bars[t]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    mean, variance = x0, posterior(x0, xt, t, betas, bars)[1]
    if t == 0:
        return mean
    return mean + variance**0.5 * noise_like(xt, rng)


# %% wrong predicted-as-x0
# 把猜的噪声当成了 x0
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    mean, variance = posterior(predicted, xt, t, betas, bars)
    if t == 0:
        return mean
    return mean + variance**0.5 * noise_like(xt, rng)


# %% wrong clipped
# 推出来的 x0 截断到了 −1 到 1
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    bar = bars[t]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    x0 = x0.clamp(-1, 1)
    mean, variance = posterior(x0, xt, t, betas, bars)
    if t == 0:
        return mean
    return mean + variance**0.5 * noise_like(xt, rng)


# %% wrong one-number
# 噪声只抽了一个数，整批共用
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    bar = bars[t]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    mean, variance = posterior(x0, xt, t, betas, bars)
    if t == 0:
        return mean
    return mean + variance**0.5 * rng.standard_normal()


# %% wrong noise-a-row
# 每个样本只抽了一个数
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    bar = bars[t]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    mean, variance = posterior(x0, xt, t, betas, bars)
    if t == 0:
        return mean
    return mean + variance**0.5 * noise_like(xt.flatten(1)[:, :1].reshape(-1, *[1] * (xt.ndim - 1)), rng)


# %% wrong global-random
# 随机数没有从 rng 抽
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    bar = bars[t]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    mean, variance = posterior(x0, xt, t, betas, bars)
    if t == 0:
        return mean
    return mean + variance**0.5 * torch.randn_like(xt)


# %% wrong x0-without-root
# 推 x0 时除以了 ᾱ，没有开方
def ddpm_step(
    xt: Tensor,
    t: int,
    predicted: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    bar = bars[t]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar
    mean, variance = posterior(x0, xt, t, betas, bars)
    if t == 0:
        return mean
    return mean + variance**0.5 * noise_like(xt, rng)


# %% right paper
# 论文里的写法，不经过 x0
def ddpm_step(xt, t, predicted, betas, bars, rng):
    alpha, bar = 1 - betas[t], bars[t]
    if t == 0:
        return (xt - torch.sqrt(1 - bar) * predicted) / torch.sqrt(bar)
    mean = (xt - betas[t] / torch.sqrt(1 - bar) * predicted) / torch.sqrt(alpha)
    variance = betas[t] * (1 - bars[t - 1]) / (1 - bar)
    z = torch.from_numpy(rng.normal(size=xt.shape)).to(xt)
    return mean + torch.sqrt(variance) * z


# %% right always-draws
# t = 0 也抽，乘的是 0；float32 的随机数
def ddpm_step(xt, t, predicted, betas, bars, rng):
    x0 = xt / bars[t] ** 0.5 - (1 / bars[t] - 1) ** 0.5 * predicted
    mean, variance = posterior(x0, xt, t, betas, bars)
    noise = torch.tensor(rng.standard_normal(tuple(xt.shape), dtype=np.float32)).to(xt.dtype)
    return mean + float(variance) ** 0.5 * noise
