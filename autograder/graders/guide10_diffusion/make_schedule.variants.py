# %%
import math

import numpy as np
import torch
from torch import Tensor


# %% wrong bars-from-f
# bars 直接用了信号 f 的比，没有用截过的 betas 去乘
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps)
    elif kind == "cosine":
        share = (np.arange(steps + 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    betas = np.minimum(betas, 0.999)
    bars = np.cumprod(1 - betas) if kind == "linear" else signal[1:] / signal[0]
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (betas, bars))


# %% wrong off-by-one
# 余弦日程错开了一格，用了 f(t)/f(t − 1)
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps)
    elif kind == "cosine":
        share = ((np.arange(steps + 1) - 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    betas = np.minimum(betas, 0.999)
    bars = np.cumprod(1 - betas)
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (betas, bars))


# %% wrong no-cut
# 没有把超过 0.999 的截掉
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps)
    elif kind == "cosine":
        share = (np.arange(steps + 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    bars = np.cumprod(1 - betas)
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (betas, bars))


# %% wrong other-cut
# 截断用的不是 0.999
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps)
    elif kind == "cosine":
        share = (np.arange(steps + 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    betas = np.minimum(betas, 0.99)
    bars = np.cumprod(1 - betas)
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (betas, bars))


# %% wrong fixed-range
# 线性日程写死了 0.0001 到 0.02，没有随步数变
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(1e-4, 0.02, steps)
    elif kind == "cosine":
        share = (np.arange(steps + 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    betas = np.minimum(betas, 0.999)
    bars = np.cumprod(1 - betas)
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (betas, bars))


# %% wrong no-endpoint
# 线性日程没有走到右端点
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps, endpoint=False)
    elif kind == "cosine":
        share = (np.arange(steps + 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    betas = np.minimum(betas, 0.999)
    bars = np.cumprod(1 - betas)
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (betas, bars))


# %% wrong alphas
# 返回的是 1 − betas
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps)
    elif kind == "cosine":
        share = (np.arange(steps + 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    betas = np.minimum(betas, 0.999)
    bars = np.cumprod(1 - betas)
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (1 - betas, bars))


# %% wrong product-of-betas
# bars 是 betas 的累积乘积
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps)
    elif kind == "cosine":
        share = (np.arange(steps + 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    betas = np.minimum(betas, 0.999)
    bars = np.cumprod(betas)
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (betas, bars))


# %% wrong bars-before
# bars 往前错了一格，从 1 开始
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps)
    elif kind == "cosine":
        share = (np.arange(steps + 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    betas = np.minimum(betas, 0.999)
    bars = np.append(1.0, np.cumprod(1 - betas)[:-1])
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (betas, bars))


# %% wrong single-products
# 先转成了 float32，再连乘
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps)
    elif kind == "cosine":
        share = (np.arange(steps + 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    betas = np.minimum(betas, 0.999)
    betas = betas.astype(np.float32)
    bars = np.cumprod(1 - betas)
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (betas, bars))


# %% wrong no-offset
# 余弦日程漏了 0.008
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps)
    elif kind == "cosine":
        share = np.arange(steps + 1) / steps
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    betas = np.minimum(betas, 0.999)
    bars = np.cumprod(1 - betas)
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (betas, bars))


# %% wrong not-squared
# 余弦没有平方
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps)
    elif kind == "cosine":
        share = (np.arange(steps + 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2)
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    betas = np.minimum(betas, 0.999)
    bars = np.cumprod(1 - betas)
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (betas, bars))


# %% wrong double
# 返回的是 float64
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps)
    elif kind == "cosine":
        share = (np.arange(steps + 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    betas = np.minimum(betas, 0.999)
    bars = np.cumprod(1 - betas)
    return tuple(torch.tensor(a, dtype=torch.float64) for a in (betas, bars))


# %% wrong unknown-accepted
# 不认识的日程当成了余弦
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps)
    else:
        share = (np.arange(steps + 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    betas = np.minimum(betas, 0.999)
    bars = np.cumprod(1 - betas)
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (betas, bars))


# %% wrong linear-uncut
# 只有余弦日程截断了
def make_schedule(steps: int, kind: str = "linear") -> tuple[Tensor, Tensor]:
    if kind == "linear":
        betas = np.linspace(0.1 / steps, 20 / steps, steps)
    elif kind == "cosine":
        share = (np.arange(steps + 1) / steps + 0.008) / 1.008
        signal = np.cos(share * np.pi / 2) ** 2
        betas = 1 - signal[1:] / signal[:-1]
    else:
        raise ValueError(f"不认识的日程：{kind}")
    betas = betas if kind == "linear" else np.minimum(betas, 0.999)
    bars = np.cumprod(1 - betas)
    return tuple(torch.tensor(a, dtype=torch.float32) for a in (betas, bars))


# %% right torch
# 全用 PyTorch 的 float64 算
def make_schedule(steps: int, kind: str = "linear"):
    if kind not in ("linear", "cosine"):
        raise ValueError(kind)
    if kind == "linear":
        betas = torch.linspace(0.1 / steps, 20 / steps, steps, dtype=torch.float64)
    else:
        t = torch.arange(steps + 1, dtype=torch.float64) / steps
        f = torch.cos((t + 0.008) / 1.008 * math.pi / 2).square()
        betas = 1 - f[1:] / f[:-1]
    betas = betas.clamp(max=0.999)
    return betas.float(), torch.cumprod(1 - betas, 0).float()


# %% right loop
# 一步一步算
def make_schedule(steps, kind="linear"):
    def f(t):
        return math.cos((t / steps + 0.008) / 1.008 * math.pi / 2) ** 2

    betas, bars = [], []
    left = 1.0
    for t in range(steps):
        if kind == "linear":
            beta = 0.1 / steps + (20 / steps - 0.1 / steps) * t / (steps - 1)
        elif kind == "cosine":
            beta = 1 - f(t + 1) / f(t)
        else:
            raise ValueError("kind")
        beta = min(beta, 0.999)
        left *= 1 - beta
        betas.append(beta)
        bars.append(left)
    return [torch.tensor(betas), torch.tensor(bars)]
