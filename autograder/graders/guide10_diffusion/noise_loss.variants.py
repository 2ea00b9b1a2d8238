# %%

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F


# %% wrong one-t
# 整批只抽了一个步数
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.full((len(x0),), int(rng.integers(len(bars))))
    noise = noise_like(x0, rng)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t) if label is None else model(xt, t, label)
    return ((predicted - noise) ** 2).mean()


# %% wrong last-missed
# 最后一步永远抽不到
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(len(bars) - 1, size=len(x0)))
    noise = noise_like(x0, rng)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t) if label is None else model(xt, t, label)
    return ((predicted - noise) ** 2).mean()


# %% wrong first-missed
# 第 0 步永远抽不到
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(1, len(bars), size=len(x0)))
    noise = noise_like(x0, rng)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t) if label is None else model(xt, t, label)
    return ((predicted - noise) ** 2).mean()


# %% wrong against-x0
# 拿网络的答案去和 x0 比
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(len(bars), size=len(x0)))
    noise = noise_like(x0, rng)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t) if label is None else model(xt, t, label)
    return ((predicted - x0) ** 2).mean()


# %% wrong summed
# 求了和，没有平均
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(len(bars), size=len(x0)))
    noise = noise_like(x0, rng)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t) if label is None else model(xt, t, label)
    return ((predicted - noise) ** 2).sum()


# %% wrong summed-in-rows
# 对一个样本的分量求了和，只对样本平均
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(len(bars), size=len(x0)))
    noise = noise_like(x0, rng)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t) if label is None else model(xt, t, label)
    return ((predicted - noise) ** 2).flatten(1).sum(1).mean()


# %% wrong one-noise-a-row
# 每个样本只抽了一个噪声，几个数共用
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(len(bars), size=len(x0)))
    noise = noise_like(x0.flatten(1)[:, :1].reshape(-1, *[1] * (x0.ndim - 1)), rng).expand_as(x0)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t) if label is None else model(xt, t, label)
    return ((predicted - noise) ** 2).mean()


# %% wrong one-noise
# 整批用了同一份噪声
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(len(bars), size=len(x0)))
    noise = noise_like(x0[:1], rng).expand_as(x0)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t) if label is None else model(xt, t, label)
    return ((predicted - noise) ** 2).mean()


# %% wrong uniform-noise
# 噪声是 0 到 1 之间均匀的
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(len(bars), size=len(x0)))
    noise = torch.tensor(rng.random(tuple(x0.shape)), dtype=x0.dtype)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t) if label is None else model(xt, t, label)
    return ((predicted - noise) ** 2).mean()


# %% wrong clean-shown
# 网络看到的是干净的 x0
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(len(bars), size=len(x0)))
    noise = noise_like(x0, rng)
    predicted = model(x0, t) if label is None else model(x0, t, label)
    return ((predicted - noise) ** 2).mean()


# %% wrong label-ignored
# 给了标签也没有传下去
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(len(bars), size=len(x0)))
    noise = noise_like(x0, rng)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t)
    return ((predicted - noise) ** 2).mean()


# %% wrong detached
# 损失断开了计算图
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(len(bars), size=len(x0)))
    noise = noise_like(x0, rng)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t) if label is None else model(xt, t, label)
    return ((predicted.detach() - noise) ** 2).mean()


# %% wrong global-random
# 步数从 rng 抽，噪声没有
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(len(bars), size=len(x0)))
    noise = torch.randn_like(x0)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t) if label is None else model(xt, t, label)
    return ((predicted - noise) ** 2).mean()


# %% wrong absolute
# 用了绝对值，没有平方
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(len(bars), size=len(x0)))
    noise = noise_like(x0, rng)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t) if label is None else model(xt, t, label)
    return (predicted - noise).abs().mean()


# %% wrong zero-told
# 步数没有告诉网络，总说是 0
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(len(bars), size=len(x0)))
    noise = noise_like(x0, rng)
    xt = add_noise(x0, t, noise, bars)
    told = torch.zeros_like(t)
    predicted = model(xt, told) if label is None else model(xt, told, label)
    return ((predicted - noise) ** 2).mean()


# %% wrong two-noises
# 加上去的是一份噪声，比的是另一份
def noise_loss(
    model: nn.Module,
    x0: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
    label: Tensor | None = None,
) -> Tensor:
    t = torch.tensor(rng.integers(len(bars), size=len(x0)))
    noise = noise_like(x0, rng)
    xt = add_noise(x0, t, noise, bars)
    predicted = model(xt, t) if label is None else model(xt, t, label)
    return ((predicted - noise_like(x0, rng)) ** 2).mean()


# %% right mse
# 用 F.mse_loss，先抽噪声
def noise_loss(model, x0, bars, rng, label=None):
    noise = torch.from_numpy(rng.normal(size=tuple(x0.shape))).to(x0.dtype)
    t = torch.from_numpy(rng.choice(len(bars), size=x0.shape[0]))
    given = (add_noise(x0, t, noise, bars), t)
    if label is not None:
        given += (label,)
    return F.mse_loss(model(*given), noise)


# %% right floor
# 用均匀随机数取整来抽步数
def noise_loss(model, x0, bars, rng, label=None):
    t = torch.tensor(np.floor(rng.random(len(x0)) * len(bars)), dtype=torch.int64)
    noise = noise_like(x0, rng)
    shape = (-1,) + (1,) * (x0.ndim - 1)
    xt = bars[t].reshape(shape) ** 0.5 * x0 + (1 - bars[t].reshape(shape)) ** 0.5 * noise
    error = (model(xt, t) if label is None else model(xt, t, label)) - noise
    return torch.mean(error * error)
