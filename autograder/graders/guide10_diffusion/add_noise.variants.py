# %%

import torch
from torch import Tensor


# %% wrong no-root
# 信号和噪声都没有开方
def add_noise(x0: Tensor, t: Tensor, noise: Tensor, bars: Tensor) -> Tensor:
    bar = bars[t].reshape(-1, *[1] * (x0.ndim - 1))
    return bar * x0 + (1 - bar) * noise


# %% wrong noise-variance
# 噪声那一项没有开方
def add_noise(x0: Tensor, t: Tensor, noise: Tensor, bars: Tensor) -> Tensor:
    bar = bars[t].reshape(-1, *[1] * (x0.ndim - 1))
    return bar.sqrt() * x0 + (1 - bar) * noise


# %% wrong one-minus-root
# 噪声的系数写成了 1 − √ᾱ
def add_noise(x0: Tensor, t: Tensor, noise: Tensor, bars: Tensor) -> Tensor:
    bar = bars[t].reshape(-1, *[1] * (x0.ndim - 1))
    return bar.sqrt() * x0 + (1 - bar.sqrt()) * noise


# %% wrong last-axis
# bars[t] 没有变形状，和最后一轴对齐了
def add_noise(x0: Tensor, t: Tensor, noise: Tensor, bars: Tensor) -> Tensor:
    bar = bars[t]
    return bar.sqrt() * x0 + (1 - bar).sqrt() * noise


# %% wrong first-t
# 整批都用了第一个样本的步数
def add_noise(x0: Tensor, t: Tensor, noise: Tensor, bars: Tensor) -> Tensor:
    bar = bars[t[0]]
    return bar.sqrt() * x0 + (1 - bar).sqrt() * noise


# %% wrong four-axes
# 只认四个轴的图
def add_noise(x0: Tensor, t: Tensor, noise: Tensor, bars: Tensor) -> Tensor:
    bar = bars[t][:, None, None, None]
    return bar.sqrt() * x0 + (1 - bar).sqrt() * noise


# %% wrong swapped
# 信号和噪声的系数对调了
def add_noise(x0: Tensor, t: Tensor, noise: Tensor, bars: Tensor) -> Tensor:
    bar = bars[t].reshape(-1, *[1] * (x0.ndim - 1))
    return (1 - bar).sqrt() * x0 + bar.sqrt() * noise


# %% wrong in-place
# 原地改了 x0
def add_noise(x0: Tensor, t: Tensor, noise: Tensor, bars: Tensor) -> Tensor:
    bar = bars[t].reshape(-1, *[1] * (x0.ndim - 1))
    x0.mul_(bar.sqrt())
    return x0.add_((1 - bar).sqrt() * noise)


# %% wrong minus
# 噪声减了，没有加
def add_noise(x0: Tensor, t: Tensor, noise: Tensor, bars: Tensor) -> Tensor:
    bar = bars[t].reshape(-1, *[1] * (x0.ndim - 1))
    return bar.sqrt() * x0 - (1 - bar).sqrt() * noise


# %% wrong before
# 用的是上一步的 ᾱ
def add_noise(x0: Tensor, t: Tensor, noise: Tensor, bars: Tensor) -> Tensor:
    bar = torch.cat([torch.ones_like(bars[:1]), bars])[t].reshape(-1, *[1] * (x0.ndim - 1))
    return bar.sqrt() * x0 + (1 - bar).sqrt() * noise


# %% wrong signal-variance
# 信号那一项没有开方
def add_noise(x0: Tensor, t: Tensor, noise: Tensor, bars: Tensor) -> Tensor:
    bar = bars[t].reshape(-1, *[1] * (x0.ndim - 1))
    return bar * x0 + (1 - bar).sqrt() * noise


# %% wrong detached
# 断开了计算图
def add_noise(x0: Tensor, t: Tensor, noise: Tensor, bars: Tensor) -> Tensor:
    bar = bars[t].reshape(-1, *[1] * (x0.ndim - 1))
    return (bar.sqrt() * x0 + (1 - bar).sqrt() * noise).detach()


# %% right rows
# 一行一行地算，再叠起来
def add_noise(x0, t, noise, bars):
    rows = []
    for i in range(len(x0)):
        bar = bars[int(t[i])]
        rows.append(torch.sqrt(bar) * x0[i] + torch.sqrt(1 - bar) * noise[i])
    return torch.stack(rows)


# %% right einsum
# 用 einsum 把每个样本乘上自己的系数
def add_noise(x0, t, noise, bars):
    signal = bars.gather(0, t) ** 0.5
    grain = (1 - bars.gather(0, t)) ** 0.5
    return torch.einsum("n,n...->n...", signal, x0) + torch.einsum("n,n...->n...", grain, noise)
