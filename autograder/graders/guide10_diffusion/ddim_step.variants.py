# %%
import math

import numpy as np
import torch
from torch import Tensor


# %% wrong sigma-not-taken
# 猜的噪声的系数没有扣掉 σ²
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[previous] if previous >= 0 else torch.ones_like(bar)
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    sigma = eta * ((1 - before) / (1 - bar) * (1 - bar / before)).sqrt()
    along = (1 - before).clamp(min=0).sqrt()
    mean = before.sqrt() * x0 + along * predicted
    return mean if eta == 0 else mean + sigma * noise_like(xt, rng)


# %% wrong sigma-unsquared
# 扣掉的是 σ，不是 σ²
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[previous] if previous >= 0 else torch.ones_like(bar)
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    sigma = eta * ((1 - before) / (1 - bar) * (1 - bar / before)).sqrt()
    along = (1 - before - sigma).clamp(min=0).sqrt()
    mean = before.sqrt() * x0 + along * predicted
    return mean if eta == 0 else mean + sigma * noise_like(xt, rng)


# %% wrong always-one-step
# 总当作只走了一步，previous 没有用上
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[t - 1] if t > 0 else torch.ones_like(bar)
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    sigma = eta * ((1 - before) / (1 - bar) * (1 - bar / before)).sqrt()
    along = (1 - before - sigma**2).clamp(min=0).sqrt()
    mean = before.sqrt() * x0 + along * predicted
    return mean if eta == 0 else mean + sigma * noise_like(xt, rng)


# %% wrong wraps
# previous = −1 时取到了 bars[−1]
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[previous]
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    sigma = eta * ((1 - before) / (1 - bar) * (1 - bar / before)).sqrt()
    along = (1 - before - sigma**2).clamp(min=0).sqrt()
    mean = before.sqrt() * x0 + along * predicted
    return mean if eta == 0 else mean + sigma * noise_like(xt, rng)


# %% wrong upside-down
# σ 里的分数弄倒了
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[previous] if previous >= 0 else torch.ones_like(bar)
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    sigma = eta * ((1 - bar) / (1 - before).clamp(min=1e-6) * (1 - bar / before)).sqrt()
    along = (1 - before - sigma**2).clamp(min=0).sqrt()
    mean = before.sqrt() * x0 + along * predicted
    return mean if eta == 0 else mean + sigma * noise_like(xt, rng)


# %% wrong eta-ignored
# eta 没有用上，总是 0
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[previous] if previous >= 0 else torch.ones_like(bar)
    eta = 0.0
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    sigma = eta * ((1 - before) / (1 - bar) * (1 - bar / before)).sqrt()
    along = (1 - before - sigma**2).clamp(min=0).sqrt()
    mean = before.sqrt() * x0 + along * predicted
    return mean if eta == 0 else mean + sigma * noise_like(xt, rng)


# %% wrong eta-always-one
# eta 不是 0 就当成了 1
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[previous] if previous >= 0 else torch.ones_like(bar)
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    sigma = float(eta > 0) * ((1 - before) / (1 - bar) * (1 - bar / before)).sqrt()
    along = (1 - before - sigma**2).clamp(min=0).sqrt()
    mean = before.sqrt() * x0 + along * predicted
    return mean if eta == 0 else mean + sigma * noise_like(xt, rng)


# %% wrong bar-for-ratio
# σ 的第二个根号里用了 1 − ᾱ_t
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[previous] if previous >= 0 else torch.ones_like(bar)
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    sigma = eta * ((1 - before) / (1 - bar) * (1 - bar)).sqrt()
    along = (1 - before - sigma**2).clamp(min=0).sqrt()
    mean = before.sqrt() * x0 + along * predicted
    return mean if eta == 0 else mean + sigma * noise_like(xt, rng)


# %% wrong fresh-noise
# 把猜的噪声换成了全新的噪声
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[previous] if previous >= 0 else torch.ones_like(bar)
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    sigma = eta * ((1 - before) / (1 - bar) * (1 - bar / before)).sqrt()
    along = (1 - before - sigma**2).clamp(min=0).sqrt()
    if eta > 0:
        return before.sqrt() * x0 + (1 - before).sqrt() * noise_like(xt, rng)
    mean = before.sqrt() * x0 + along * predicted
    return mean if eta == 0 else mean + sigma * noise_like(xt, rng)


# %% wrong clipped
# 推出来的 x0 截断到了 −1 到 1
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[previous] if previous >= 0 else torch.ones_like(bar)
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    x0 = x0.clamp(-1, 1)
    sigma = eta * ((1 - before) / (1 - bar) * (1 - bar / before)).sqrt()
    along = (1 - before - sigma**2).clamp(min=0).sqrt()
    mean = before.sqrt() * x0 + along * predicted
    return mean if eta == 0 else mean + sigma * noise_like(xt, rng)


# %% wrong no-roots
# 信号的系数没有开方
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[previous] if previous >= 0 else torch.ones_like(bar)
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    sigma = eta * ((1 - before) / (1 - bar) * (1 - bar / before)).sqrt()
    along = (1 - before - sigma**2).clamp(min=0).sqrt()
    mean = before * x0 + along * predicted
    return mean if eta == 0 else mean + sigma * noise_like(xt, rng)


# %% wrong one-number
# 新噪声只抽了一个数，整批共用
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[previous] if previous >= 0 else torch.ones_like(bar)
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    sigma = eta * ((1 - before) / (1 - bar) * (1 - bar / before)).sqrt()
    along = (1 - before - sigma**2).clamp(min=0).sqrt()
    mean = before.sqrt() * x0 + along * predicted
    return mean if eta == 0 else mean + sigma * rng.standard_normal()


# %% wrong variance-for-deviation
# 新噪声乘了 σ²
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[previous] if previous >= 0 else torch.ones_like(bar)
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    sigma = eta * ((1 - before) / (1 - bar) * (1 - bar / before)).sqrt()
    along = (1 - before - sigma**2).clamp(min=0).sqrt()
    mean = before.sqrt() * x0 + along * predicted
    return mean if eta == 0 else mean + sigma**2 * noise_like(xt, rng)


# %% wrong rng-at-zero
# eta = 0 也去碰了 rng
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[previous] if previous >= 0 else torch.ones_like(bar)
    x0 = (xt - (1 - bar).sqrt() * predicted) / bar.sqrt()
    sigma = eta * ((1 - before) / (1 - bar) * (1 - bar / before)).sqrt()
    along = (1 - before - sigma**2).clamp(min=0).sqrt()
    mean = before.sqrt() * x0 + along * predicted
    return mean + sigma * noise_like(xt, rng)


# %% wrong x0-of-previous
# 推 x0 时用了 previous 的 ᾱ
def ddim_step(
    xt: Tensor,
    t: int,
    previous: int,
    predicted: Tensor,
    bars: Tensor,
    eta: float = 0.0,
    rng: np.random.Generator | None = None,
) -> Tensor:
    bar = bars[t]
    before = bars[previous] if previous >= 0 else torch.ones_like(bar)
    x0 = (xt - (1 - before).sqrt() * predicted) / before.sqrt()
    sigma = eta * ((1 - before) / (1 - bar) * (1 - bar / before)).sqrt()
    along = (1 - before - sigma**2).clamp(min=0).sqrt()
    mean = before.sqrt() * x0 + along * predicted
    return mean if eta == 0 else mean + sigma * noise_like(xt, rng)


# %% right floats
# 先把几个数变成 float
def ddim_step(xt, t, previous, predicted, bars, eta=0.0, rng=None):
    now = float(bars[t])
    then = 1.0 if previous < 0 else float(bars[previous])
    clean = (xt - math.sqrt(1 - now) * predicted) / math.sqrt(now)
    variance = eta**2 * (1 - then) / (1 - now) * (1 - now / then)
    out = math.sqrt(then) * clean + math.sqrt(max(0.0, 1 - then - variance)) * predicted
    if eta > 0:
        out = out + math.sqrt(variance) * torch.tensor(rng.normal(size=tuple(xt.shape)), dtype=xt.dtype)
    return out


# %% right ends-early
# 干净的一头单独返回
def ddim_step(xt, t, previous, predicted, bars, eta=0.0, rng=None):
    x0 = xt / bars[t].sqrt() - (1 / bars[t] - 1).sqrt() * predicted
    if previous == -1:
        return x0
    p = bars[previous]
    sigma = eta * torch.sqrt((1 - p) / (1 - bars[t])) * torch.sqrt(1 - bars[t] / p)
    inside = torch.maximum(1 - p - sigma.square(), torch.zeros_like(p))
    x = (
        add_noise(x0, torch.zeros(len(xt), dtype=torch.int64), predicted, torch.ones_like(bars[:1]))
        * p.sqrt()
    )
    x = x + inside.sqrt() * predicted
    if not eta:
        return x
    return x + sigma * noise_like(xt, rng)
