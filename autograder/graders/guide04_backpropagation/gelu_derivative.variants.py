# %%
import math

import numpy as np


# %% wrong without-density
# 只有 Φ(z)，漏了乘积求导的另一项 z·φ(z)
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    return (1 + erf(z / np.sqrt(2))) / 2


# %% wrong density-without-z
# 第二项漏了 z，写成了 Φ(z) + φ(z)
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    return (1 + erf(z / np.sqrt(2))) / 2 + density


# %% wrong erf-without-root
# erf 里没有除以 √2
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    return (1 + erf(z)) / 2 + z * density


# %% wrong density-unscaled
# 密度漏了 1/√(2π)
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    density = np.exp(-z * z / 2)
    return (1 + erf(z / np.sqrt(2))) / 2 + z * density


# %% wrong density-half
# 密度除以的是 √2·π，根号只罩住了 2
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    density = np.exp(-z * z / 2) / (np.sqrt(2) * np.pi)
    return (1 + erf(z / np.sqrt(2))) / 2 + z * density


# %% wrong exponent-without-half
# 密度的指数写成了 −z²，没有除以 2
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    density = np.exp(-z * z) / np.sqrt(2 * np.pi)
    return (1 + erf(z / np.sqrt(2))) / 2 + z * density


# %% wrong tanh-form
# 用了 tanh 的近似式，不是精确的 GELU
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    c = np.sqrt(2 / np.pi)
    t = np.tanh(c * (z + 0.044715 * z**3))
    return (1 + t) / 2 + z * (1 - t**2) * c * (1 + 3 * 0.044715 * z**2) / 2


# %% wrong sigmoid-form
# 用了 z·σ(1.702z) 这个近似式
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    s = (1 + np.tanh(1.702 * z / 2)) / 2
    return s + 1.702 * z * s * (1 - s)


# %% wrong gelu-itself
# 返回的是 GELU 的值，不是它的导数
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    return z * (1 + erf(z / np.sqrt(2))) / 2


# %% wrong exponential-below
# 把密度写成 1 / e^(z²/2)，|z| 大时分母溢出
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    density = 1 / (np.exp(z * z / 2) * np.sqrt(2 * np.pi))
    return (1 + erf(z / np.sqrt(2))) / 2 + z * density


# %% wrong exponent-positive
# 密度的指数漏了负号
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    density = np.exp(z * z / 2) / np.sqrt(2 * np.pi)
    return (1 + erf(z / np.sqrt(2))) / 2 + z * density


# %% wrong value-over-z
# 用 gelu(z) / z 来得到 Φ(z)，在 0 处是 0/0
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    value = z * (1 + erf(z / np.sqrt(2))) / 2
    return value / z + z * density


# %% wrong integer-output
# 用 np.zeros_like(z) 准备结果，z 是整数数组时小数全被截成 0
def gelu_derivative(z):
    z = np.asarray(z)
    out = np.zeros_like(z)
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    out[...] = (1 + erf(z / np.sqrt(2))) / 2 + z * density
    return out


# %% wrong changes-z
# 把结果写回了传进来的 z
def gelu_derivative(z):
    given, z = z, np.array(z, dtype=float)
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    result = (1 + erf(z / np.sqrt(2))) / 2 + z * density
    if isinstance(given, np.ndarray) and given.dtype.kind == "f":
        given[...] = result
    return result


# %% wrong minus
# 两项之间是减号
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    return (1 + erf(z / np.sqrt(2))) / 2 - z * density


# %% wrong numbers-only
# 直接用 math.erf，只能算一个数，不能算数组
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    return (1 + math.erf(z / np.sqrt(2))) / 2 + z * density


# %% wrong clipped
# 先把 z 截到了 ±5，远处不够准
def gelu_derivative(z):
    z = np.clip(np.asarray(z, dtype=float), -5, 5)
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    return (1 + erf(z / np.sqrt(2))) / 2 + z * density


# %% right erfc
# 用互补误差函数，一个数一个数地算
def gelu_derivative(z):
    z = np.asarray(z, dtype=float)
    values = [
        0.5 * math.erfc(-t / math.sqrt(2)) + t * math.exp(-t * t / 2) / math.sqrt(2 * math.pi)
        for t in z.ravel().tolist()
    ]
    return np.array(values).reshape(z.shape)


# %% right torch-erf
# 借 PyTorch 的 erf，数组进数组出
import torch


def gelu_derivative(z):
    t = torch.as_tensor(np.array(z, dtype=np.float64))
    normal = torch.distributions.Normal(0.0, 1.0)
    cdf = (1 + torch.special.erf(t / math.sqrt(2))) / 2
    return (cdf + t * torch.exp(-(t**2) / 2) / math.sqrt(2 * normal.scale.item() * math.pi)).numpy()


# %% right vectorized
# 先写一个数的公式，再用 np.vectorize
def gelu_derivative(z):
    def one(t):
        return (1 + math.erf(t / math.sqrt(2))) / 2 + t * math.exp(-(t**2) / 2) / math.sqrt(2 * math.pi)

    return np.vectorize(one, otypes=[float])(z)
