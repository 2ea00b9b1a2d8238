# %%

import torch
from torch import Tensor


# %% wrong one-more
# 多走了一个差：倍数写成了 1 + s，也就是从有标签的出发去加
def guided_noise(conditional: Tensor, unconditional: Tensor, scale: float) -> Tensor:
    return unconditional + (1 + scale) * (conditional - unconditional)


# %% wrong swapped
# 有标签的和没有标签的对调了
def guided_noise(conditional: Tensor, unconditional: Tensor, scale: float) -> Tensor:
    return conditional + scale * (unconditional - conditional)


# %% wrong other-way
# 差的方向反了
def guided_noise(conditional: Tensor, unconditional: Tensor, scale: float) -> Tensor:
    return unconditional + scale * (unconditional - conditional)


# %% wrong scale-cut
# 倍数截断到了 0 到 1
def guided_noise(conditional: Tensor, unconditional: Tensor, scale: float) -> Tensor:
    return unconditional + min(max(scale, 0.0), 1.0) * (conditional - unconditional)


# %% wrong in-place
# 原地改了传进来的张量
def guided_noise(conditional: Tensor, unconditional: Tensor, scale: float) -> Tensor:
    return unconditional.add_(scale * (conditional - unconditional))


# %% wrong no-difference
# 加的是有标签的，没有减去没有标签的
def guided_noise(conditional: Tensor, unconditional: Tensor, scale: float) -> Tensor:
    return unconditional + scale * conditional


# %% wrong scale-both
# 两项都乘了倍数
def guided_noise(conditional: Tensor, unconditional: Tensor, scale: float) -> Tensor:
    return scale * (unconditional + conditional - unconditional)


# %% wrong from-mean
# 从两者的中点出发
def guided_noise(conditional: Tensor, unconditional: Tensor, scale: float) -> Tensor:
    return (unconditional + conditional) / 2 + scale * (conditional - unconditional)


# %% right weights
# 写成两项的加权和
def guided_noise(conditional, unconditional, scale):
    return scale * conditional + (1 - scale) * unconditional


# %% right lerp
# 用 torch.lerp
def guided_noise(conditional, unconditional, scale):
    return torch.lerp(unconditional, conditional, scale)


# %% right paper
# 照论文的 w 写
def guided_noise(conditional, unconditional, scale):
    w = scale - 1
    return (1 + w) * conditional - w * unconditional
