# %%
import math

import torch
from torch import Tensor


# %% wrong beta-variance
# 方差用了 β，不是 β̃
def posterior(x0: Tensor, xt: Tensor, t: int, betas: Tensor, bars: Tensor) -> tuple[Tensor, Tensor]:
    if t == 0:
        return x0.clone(), torch.zeros_like(bars[0])
    beta, bar, before = betas[t], bars[t], bars[t - 1]
    from_x0 = before.sqrt() * beta / (1 - bar)
    from_xt = (1 - beta).sqrt() * (1 - before) / (1 - bar)
    return from_x0 * x0 + from_xt * xt, beta


# %% wrong deviation
# 返回的是标准差，不是方差
def posterior(x0: Tensor, xt: Tensor, t: int, betas: Tensor, bars: Tensor) -> tuple[Tensor, Tensor]:
    if t == 0:
        return x0.clone(), torch.zeros_like(bars[0])
    beta, bar, before = betas[t], bars[t], bars[t - 1]
    variance = (1 - before) / (1 - bar) * beta
    from_x0 = before.sqrt() * beta / (1 - bar)
    from_xt = (1 - beta).sqrt() * (1 - before) / (1 - bar)
    return from_x0 * x0 + from_xt * xt, variance**0.5


# %% wrong bar-for-alpha
# xt 的系数里，该用 √α 的地方用了 √ᾱ
def posterior(x0: Tensor, xt: Tensor, t: int, betas: Tensor, bars: Tensor) -> tuple[Tensor, Tensor]:
    if t == 0:
        return x0.clone(), torch.zeros_like(bars[0])
    beta, bar, before = betas[t], bars[t], bars[t - 1]
    variance = (1 - before) / (1 - bar) * beta
    from_x0 = before.sqrt() * beta / (1 - bar)
    from_xt = bar.sqrt() * (1 - before) / (1 - bar)
    return from_x0 * x0 + from_xt * xt, variance


# %% wrong bar-of-t
# x0 的系数里用了第 t 步的 ᾱ
def posterior(x0: Tensor, xt: Tensor, t: int, betas: Tensor, bars: Tensor) -> tuple[Tensor, Tensor]:
    if t == 0:
        return x0.clone(), torch.zeros_like(bars[0])
    beta, bar, before = betas[t], bars[t], bars[t - 1]
    variance = (1 - before) / (1 - bar) * beta
    from_x0 = bar.sqrt() * beta / (1 - bar)
    from_xt = (1 - beta).sqrt() * (1 - before) / (1 - bar)
    return from_x0 * x0 + from_xt * xt, variance


# %% wrong no-roots
# 两个系数都忘了开方
def posterior(x0: Tensor, xt: Tensor, t: int, betas: Tensor, bars: Tensor) -> tuple[Tensor, Tensor]:
    if t == 0:
        return x0.clone(), torch.zeros_like(bars[0])
    beta, bar, before = betas[t], bars[t], bars[t - 1]
    variance = (1 - before) / (1 - bar) * beta
    from_x0 = before * beta / (1 - bar)
    from_xt = (1 - beta) * (1 - before) / (1 - bar)
    return from_x0 * x0 + from_xt * xt, variance


# %% wrong x0-no-root
# x0 的系数忘了开方
def posterior(x0: Tensor, xt: Tensor, t: int, betas: Tensor, bars: Tensor) -> tuple[Tensor, Tensor]:
    if t == 0:
        return x0.clone(), torch.zeros_like(bars[0])
    beta, bar, before = betas[t], bars[t], bars[t - 1]
    variance = (1 - before) / (1 - bar) * beta
    from_x0 = before * beta / (1 - bar)
    from_xt = (1 - beta).sqrt() * (1 - before) / (1 - bar)
    return from_x0 * x0 + from_xt * xt, variance


# %% wrong xt-no-root
# xt 的系数忘了开方
def posterior(x0: Tensor, xt: Tensor, t: int, betas: Tensor, bars: Tensor) -> tuple[Tensor, Tensor]:
    if t == 0:
        return x0.clone(), torch.zeros_like(bars[0])
    beta, bar, before = betas[t], bars[t], bars[t - 1]
    variance = (1 - before) / (1 - bar) * beta
    from_x0 = before.sqrt() * beta / (1 - bar)
    from_xt = (1 - beta) * (1 - before) / (1 - bar)
    return from_x0 * x0 + from_xt * xt, variance


# %% wrong swapped
# x0 和 xt 的系数对调了
def posterior(x0: Tensor, xt: Tensor, t: int, betas: Tensor, bars: Tensor) -> tuple[Tensor, Tensor]:
    if t == 0:
        return x0.clone(), torch.zeros_like(bars[0])
    beta, bar, before = betas[t], bars[t], bars[t - 1]
    variance = (1 - before) / (1 - bar) * beta
    from_x0 = before.sqrt() * beta / (1 - bar)
    from_xt = (1 - beta).sqrt() * (1 - before) / (1 - bar)
    return from_x0 * xt + from_xt * x0, variance


# %% wrong wraps
# t = 0 时取到了 bars[−1]，最后一步的
def posterior(x0: Tensor, xt: Tensor, t: int, betas: Tensor, bars: Tensor) -> tuple[Tensor, Tensor]:
    beta, bar, before = betas[t], bars[t], bars[t - 1]
    variance = (1 - before) / (1 - bar) * beta
    from_x0 = before.sqrt() * beta / (1 - bar)
    from_xt = (1 - beta).sqrt() * (1 - before) / (1 - bar)
    return from_x0 * x0 + from_xt * xt, variance


# %% wrong upside-down
# 方差的分数弄倒了
def posterior(x0: Tensor, xt: Tensor, t: int, betas: Tensor, bars: Tensor) -> tuple[Tensor, Tensor]:
    if t == 0:
        return x0.clone(), torch.zeros_like(bars[0])
    beta, bar, before = betas[t], bars[t], bars[t - 1]
    variance = (1 - bar) / (1 - before) * beta
    from_x0 = before.sqrt() * beta / (1 - bar)
    from_xt = (1 - beta).sqrt() * (1 - before) / (1 - bar)
    return from_x0 * x0 + from_xt * xt, variance


# %% wrong alpha-for-root
# xt 的系数里用了 √β
def posterior(x0: Tensor, xt: Tensor, t: int, betas: Tensor, bars: Tensor) -> tuple[Tensor, Tensor]:
    if t == 0:
        return x0.clone(), torch.zeros_like(bars[0])
    beta, bar, before = betas[t], bars[t], bars[t - 1]
    variance = (1 - before) / (1 - bar) * beta
    from_x0 = before.sqrt() * beta / (1 - bar)
    from_xt = beta.sqrt() * (1 - before) / (1 - bar)
    return from_x0 * x0 + from_xt * xt, variance


# %% wrong beta-root
# x0 的系数里 β 也开了方
def posterior(x0: Tensor, xt: Tensor, t: int, betas: Tensor, bars: Tensor) -> tuple[Tensor, Tensor]:
    if t == 0:
        return x0.clone(), torch.zeros_like(bars[0])
    beta, bar, before = betas[t], bars[t], bars[t - 1]
    variance = (1 - before) / (1 - bar) * beta
    from_x0 = before.sqrt() * beta.sqrt() / (1 - bar)
    from_xt = (1 - beta).sqrt() * (1 - before) / (1 - bar)
    return from_x0 * x0 + from_xt * xt, variance


# %% right precision
# 按精度加权，t = 0 单独返回
def posterior(x0, xt, t, betas, bars):
    if t == 0:
        return x0 + 0.0, 0.0
    beta, before = betas[t], bars[t - 1]
    a, b = (1 - beta) / beta, 1 / (1 - before)
    variance = 1 / (a + b)
    mean = variance * (a * xt / (1 - beta) ** 0.5 + b * before**0.5 * x0)
    return mean, variance


# %% right padded
# 前面补一个 1，t = 0 不单独写
def posterior(x0, xt, t, betas, bars):
    padded = torch.cat([torch.ones(1, dtype=bars.dtype), bars])
    before, bar = padded[t], padded[t + 1]
    alpha = 1 - betas[t]
    mean = (before.sqrt() * (1 - alpha) * x0 + alpha.sqrt() * (1 - before) * xt) / (1 - bar)
    return [mean, betas[t] * (1 - before) / (1 - bar)]


# %% right floats
# 先把几个数变成 float
def posterior(x0, xt, t, betas, bars):
    beta, bar = float(betas[t]), float(bars[t])
    before = float(bars[t - 1]) if t > 0 else 1.0
    if t == 0:
        return x0.clone(), 0.0
    c0 = math.sqrt(before) * beta / (1 - bar)
    c1 = math.sqrt(1 - beta) * (1 - before) / (1 - bar)
    return c0 * x0 + c1 * xt, torch.tensor((1 - before) / (1 - bar) * beta)
