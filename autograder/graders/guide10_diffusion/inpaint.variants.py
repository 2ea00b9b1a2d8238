# %%

import numpy as np
import torch
from torch import Tensor, nn


# %% wrong level-t
# 换上的是第 t 步的噪声，多了一级
def inpaint(
    model: nn.Module,
    known: Tensor,
    mask: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    x = noise_like(known, rng)
    with torch.no_grad():
        for t in reversed(range(len(bars))):
            now = torch.full((len(x),), t)
            x = ddpm_step(x, t, model(x, now), betas, bars, rng)
            there = known
            if t > 0:
                there = add_noise(known, now, noise_like(known, rng), bars)
            x = torch.where(mask, there, x)
    return x


# %% wrong always-clean
# 换上的总是干净的 known
def inpaint(
    model: nn.Module,
    known: Tensor,
    mask: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    x = noise_like(known, rng)
    with torch.no_grad():
        for t in reversed(range(len(bars))):
            now = torch.full((len(x),), t)
            x = ddpm_step(x, t, model(x, now), betas, bars, rng)
            there = known
            x = torch.where(mask, there, x)
    return x


# %% wrong noise-left
# t = 0 换上的也加了噪声，结果里留着
def inpaint(
    model: nn.Module,
    known: Tensor,
    mask: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    x = noise_like(known, rng)
    with torch.no_grad():
        for t in reversed(range(len(bars))):
            now = torch.full((len(x),), t)
            x = ddpm_step(x, t, model(x, now), betas, bars, rng)
            there = known
            there = add_noise(known, (now - 1).clamp(min=0), noise_like(known, rng), bars)
            x = torch.where(mask, there, x)
    return x


# %% wrong mask-inverted
# 掩码弄反了
def inpaint(
    model: nn.Module,
    known: Tensor,
    mask: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    x = noise_like(known, rng)
    with torch.no_grad():
        for t in reversed(range(len(bars))):
            now = torch.full((len(x),), t)
            x = ddpm_step(x, t, model(x, now), betas, bars, rng)
            there = known
            if t > 0:
                there = add_noise(known, now - 1, noise_like(known, rng), bars)
            x = torch.where(mask, x, there)
    return x


# %% wrong only-at-the-end
# 只在最后换了一次
def inpaint(
    model: nn.Module,
    known: Tensor,
    mask: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    x = noise_like(known, rng)
    with torch.no_grad():
        for t in reversed(range(len(bars))):
            now = torch.full((len(x),), t)
            x = ddpm_step(x, t, model(x, now), betas, bars, rng)
    return torch.where(mask, known, x)


# %% wrong same-noise
# 每一步换上的都是同一份噪声
def inpaint(
    model: nn.Module,
    known: Tensor,
    mask: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    x = noise_like(known, rng)
    grain = noise_like(known, rng)
    with torch.no_grad():
        for t in reversed(range(len(bars))):
            now = torch.full((len(x),), t)
            x = ddpm_step(x, t, model(x, now), betas, bars, rng)
            there = known
            if t > 0:
                there = add_noise(known, now - 1, grain, bars)
            x = torch.where(mask, there, x)
    return x


# %% wrong starts-from-known
# 从 known 加噪出发，不是从纯噪声
def inpaint(
    model: nn.Module,
    known: Tensor,
    mask: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    last = torch.full((len(known),), len(bars) - 1)
    x = add_noise(known, last, noise_like(known, rng), bars)
    with torch.no_grad():
        for t in reversed(range(len(bars))):
            now = torch.full((len(x),), t)
            x = ddpm_step(x, t, model(x, now), betas, bars, rng)
            there = known
            if t > 0:
                there = add_noise(known, now - 1, noise_like(known, rng), bars)
            x = torch.where(mask, there, x)
    return x


# %% wrong graph-kept
# 没有关掉梯度，结果还连着模型的计算图
def inpaint(
    model: nn.Module,
    known: Tensor,
    mask: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    x = noise_like(known, rng)
    if True:
        for t in reversed(range(len(bars))):
            now = torch.full((len(x),), t)
            x = ddpm_step(x, t, model(x, now), betas, bars, rng)
            there = known
            if t > 0:
                there = add_noise(known, now - 1, noise_like(known, rng), bars)
            x = torch.where(mask, there, x)
    return x


# %% wrong known-changed
# 原地改了 known
def inpaint(
    model: nn.Module,
    known: Tensor,
    mask: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    x = noise_like(known, rng)
    with torch.no_grad():
        for t in reversed(range(len(bars))):
            now = torch.full((len(x),), t)
            x = ddpm_step(x, t, model(x, now), betas, bars, rng)
            there = known
            if t > 0:
                there = add_noise(known, now - 1, noise_like(known, rng), bars)
            x = torch.where(mask, there, x)
        known[~mask] = x[~mask]
    return x


# %% wrong replaced-before
# 走之前换，走之后没有换：网络看到的是换过的，结果没有
def inpaint(
    model: nn.Module,
    known: Tensor,
    mask: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    x = noise_like(known, rng)
    with torch.no_grad():
        for t in reversed(range(len(bars))):
            now = torch.full((len(x),), t)
            if t < len(bars) - 1:
                there = add_noise(known, now, noise_like(known, rng), bars)
                x = torch.where(mask, there, x)
            x = ddpm_step(x, t, model(x, now), betas, bars, rng)
    return x


# %% wrong one-level-less
# 换上的少了一级噪声
def inpaint(
    model: nn.Module,
    known: Tensor,
    mask: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    x = noise_like(known, rng)
    with torch.no_grad():
        for t in reversed(range(len(bars))):
            now = torch.full((len(x),), t)
            x = ddpm_step(x, t, model(x, now), betas, bars, rng)
            there = known
            if t > 0:
                there = add_noise(known, now - 2, noise_like(known, rng), bars) if t > 1 else known
            x = torch.where(mask, there, x)
    return x


# %% wrong wrong-time
# 告诉网络的步数错了一格
def inpaint(
    model: nn.Module,
    known: Tensor,
    mask: Tensor,
    betas: Tensor,
    bars: Tensor,
    rng: np.random.Generator,
) -> Tensor:
    x = noise_like(known, rng)
    with torch.no_grad():
        for t in reversed(range(len(bars))):
            now = torch.full((len(x),), t)
            x = ddpm_step(x, t, model(x, (now - 1).clamp(min=0)), betas, bars, rng)
            there = known
            if t > 0:
                there = add_noise(known, now - 1, noise_like(known, rng), bars)
            x = torch.where(mask, there, x)
    return x


# %% right indexing
# 用下标换，已知的那份自己拷一份
def inpaint(model, known, mask, betas, bars, rng):
    x = torch.tensor(rng.normal(size=tuple(known.shape)), dtype=known.dtype)
    with torch.no_grad():
        for t in range(len(betas) - 1, -1, -1):
            guess = model(x, torch.full((x.shape[0],), t, dtype=torch.int64))
            x = ddpm_step(x, t, guess, betas, bars, rng).clone()
            if t == 0:
                x[mask] = known[mask]
            else:
                b = bars[t - 1]
                x[mask] = (b.sqrt() * known + (1 - b).sqrt() * noise_like(known, rng))[mask]
    return x


# %% right decorated
# 用装饰器关掉梯度，用乘法挑
@torch.no_grad()
def inpaint(model, known, mask, betas, bars, rng):
    keep = mask.to(known.dtype)
    x = noise_like(known, rng)
    for step in range(len(bars)):
        t = len(bars) - 1 - step
        now = torch.ones(len(known), dtype=torch.int64) * t
        x = ddpm_step(x, t, model(x, now), betas, bars, rng)
        there = known if t == 0 else add_noise(known, now - 1, noise_like(known, rng), bars)
        x = keep * there + (1 - keep) * x
    return x
