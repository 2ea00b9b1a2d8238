# %%
import math

import torch
from torch import Tensor


# %% wrong interleaved
# 正弦和余弦穿插着放
def time_embedding(t: Tensor, dim: int, period: float = 10000) -> Tensor:
    if dim % 2:
        raise ValueError(f"dim 应当是偶数，得到 {dim}")
    half = dim // 2
    frequencies = period ** (-torch.arange(half) / half)
    angles = t[:, None] * frequencies
    return torch.stack([angles.sin(), angles.cos()], dim=2).flatten(1)


# %% wrong minus-one
# 频率的指数除以了 dim/2 − 1
def time_embedding(t: Tensor, dim: int, period: float = 10000) -> Tensor:
    if dim % 2:
        raise ValueError(f"dim 应当是偶数，得到 {dim}")
    half = dim // 2
    frequencies = period ** (-torch.arange(half) / max(1, half - 1))
    angles = t[:, None] * frequencies
    return torch.cat([angles.sin(), angles.cos()], dim=1)


# %% wrong full-dim
# 频率的指数除以了 dim
def time_embedding(t: Tensor, dim: int, period: float = 10000) -> Tensor:
    if dim % 2:
        raise ValueError(f"dim 应当是偶数，得到 {dim}")
    half = dim // 2
    frequencies = period ** (-torch.arange(half) / dim)
    angles = t[:, None] * frequencies
    return torch.cat([angles.sin(), angles.cos()], dim=1)


# %% wrong cosines-first
# 余弦在前，正弦在后
def time_embedding(t: Tensor, dim: int, period: float = 10000) -> Tensor:
    if dim % 2:
        raise ValueError(f"dim 应当是偶数，得到 {dim}")
    half = dim // 2
    frequencies = period ** (-torch.arange(half) / half)
    angles = t[:, None] * frequencies
    return torch.cat([angles.cos(), angles.sin()], dim=1)


# %% wrong fixed-period
# period 没有用上，写死了 10000
def time_embedding(t: Tensor, dim: int, period: float = 10000) -> Tensor:
    if dim % 2:
        raise ValueError(f"dim 应当是偶数，得到 {dim}")
    half = dim // 2
    frequencies = 10000 ** (-torch.arange(half) / half)
    angles = t[:, None] * frequencies
    return torch.cat([angles.sin(), angles.cos()], dim=1)


# %% wrong reciprocal
# 频率弄反了，越往后越快
def time_embedding(t: Tensor, dim: int, period: float = 10000) -> Tensor:
    if dim % 2:
        raise ValueError(f"dim 应当是偶数，得到 {dim}")
    half = dim // 2
    frequencies = period ** (torch.arange(half) / half)
    angles = t[:, None] * frequencies
    return torch.cat([angles.sin(), angles.cos()], dim=1)


# %% wrong odd-accepted
# dim 是奇数也没有报错
def time_embedding(t: Tensor, dim: int, period: float = 10000) -> Tensor:
    half = dim // 2
    frequencies = period ** (-torch.arange(half) / half)
    angles = t[:, None] * frequencies
    return torch.cat([angles.sin(), angles.cos()], dim=1)


# %% wrong from-one
# 频率从 i = 1 数起
def time_embedding(t: Tensor, dim: int, period: float = 10000) -> Tensor:
    if dim % 2:
        raise ValueError(f"dim 应当是偶数，得到 {dim}")
    half = dim // 2
    frequencies = period ** (-torch.arange(1, half + 1) / half)
    angles = t[:, None] * frequencies
    return torch.cat([angles.sin(), angles.cos()], dim=1)


# %% wrong two-pi
# 角度多乘了 2π
def time_embedding(t: Tensor, dim: int, period: float = 10000) -> Tensor:
    if dim % 2:
        raise ValueError(f"dim 应当是偶数，得到 {dim}")
    half = dim // 2
    frequencies = period ** (-torch.arange(half) / half)
    angles = 2 * torch.pi * t[:, None] * frequencies
    return torch.cat([angles.sin(), angles.cos()], dim=1)


# %% wrong transposed
# 返回的是 (dim, n)
def time_embedding(t: Tensor, dim: int, period: float = 10000) -> Tensor:
    if dim % 2:
        raise ValueError(f"dim 应当是偶数，得到 {dim}")
    half = dim // 2
    frequencies = period ** (-torch.arange(half) / half)
    angles = t[:, None] * frequencies
    return torch.cat([angles.sin(), angles.cos()], dim=1).T


# %% wrong only-sines
# 没有余弦，正弦放了两遍
def time_embedding(t: Tensor, dim: int, period: float = 10000) -> Tensor:
    if dim % 2:
        raise ValueError(f"dim 应当是偶数，得到 {dim}")
    half = dim // 2
    frequencies = period ** (-torch.arange(half) / half)
    angles = t[:, None] * frequencies
    return torch.cat([angles.sin(), angles.sin()], dim=1)


# %% right exp
# 用 exp 和 log 算频率
def time_embedding(t, dim, period=10000):
    if dim % 2 != 0:
        raise ValueError("odd")
    frequencies = torch.exp(-math.log(period) * torch.arange(dim // 2) / (dim // 2))
    angles = torch.outer(t.float(), frequencies)
    return torch.hstack([torch.sin(angles), torch.cos(angles)])


# %% right table
# 在 float64 里逐列填
def time_embedding(t, dim, period=10000):
    if dim % 2:
        raise ValueError("dim")
    out = torch.empty(len(t), dim, dtype=torch.float64)
    for i in range(dim // 2):
        angle = t.double() / period ** (2 * i / dim)
        out[:, i] = torch.sin(angle)
        out[:, dim // 2 + i] = torch.cos(angle)
    return out.float()
