# %%
import numpy as np


# %% wrong lowest-first
# 把系数当成从常数项排起的
def horner(coefficients, x):
    x = np.asarray(x, dtype=float)
    value = np.zeros(x.shape)
    for c in reversed(list(coefficients)):
        value = value * x + c
    return value


# %% wrong adds-then-multiplies
# 最后多乘了一个 x（例如先加系数再乘）
def horner(coefficients, x):
    x = np.asarray(x, dtype=float)
    value = np.zeros(x.shape)
    for c in coefficients:
        value = (value + c) * x
    return value


# %% wrong integer-overflow
# 结果用 np.zeros_like(x) 准备：x 是整数时一路都按整数算，超出 64 位就溢出
def horner(coefficients, x):
    value = np.zeros_like(x)
    for c in coefficients:
        value = value * x + c
    return value


# %% wrong starts-with-first
# 从 coefficients[0] 开始，系数一个也没有时就报错
def horner(coefficients, x):
    x = np.asarray(x, dtype=float)
    value = np.full(x.shape, float(coefficients[0]))
    for c in coefficients[1:]:
        value = value * x + c
    return value


# %% wrong loops-over-x
# 用 Python 循环对 x 里的每个数单独算，x 一多就太慢
def horner(coefficients, x):
    x = np.asarray(x, dtype=float)
    out = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        value = 0.0
        for c in coefficients:
            value = value * x[index] + c
        out[index] = value
    return out


# %% wrong vectorize
# 用了 np.vectorize：它在里面仍然一个数一个数地循环，x 一多就太慢
def horner(coefficients, x):
    def one(v):
        value = 0.0
        for c in coefficients:
            value = value * v + c
        return value

    return np.vectorize(one, otypes=[float])(x)


# %% wrong polyval
# 调用了现成的 np.polyval
def horner(coefficients, x):
    return np.polyval(np.asarray(coefficients, dtype=float), np.asarray(x, dtype=float))


# %% wrong scalar-when-empty
# 一个系数也没有时返回单独一个 0，不是与 x 同形状的 0
def horner(coefficients, x):
    x = np.asarray(x, dtype=float)
    value = 0.0
    for c in coefficients:
        value = value * x + c
    return value


# %% wrong constant-loses-shape
# 从第一个系数这个数开始累积，只有一个系数时返回的是一个数，没有 x 的形状
def horner(coefficients, x):
    x = np.asarray(x, dtype=float)
    if len(coefficients) == 0:
        return np.zeros(x.shape)
    value = float(coefficients[0])
    for c in coefficients[1:]:
        value = value * x + c
    return value


# %% wrong powers-off-by-one
# 除了常数项，次数都多了 1：最高次取成了系数的个数
def horner(coefficients, x):
    x = np.asarray(x, dtype=float)
    value = np.zeros(x.shape)
    n = len(coefficients)
    for i, c in enumerate(coefficients):
        value = value + c * x ** (n - i) * (i < n - 1) + c * (i == n - 1)
    return value


# %% wrong in-place
# 把结果写回了传进来的 x
def horner(coefficients, x):
    if np.ndim(x) == 0 or x.dtype.kind != "f":
        x = np.array(x, dtype=float)
    point = x.copy()
    x[...] = 0
    for c in coefficients:
        x *= point
        x += c
    return x


# %% wrong constant-left-out
# 漏了最后的常数项：循环少走了一步
def horner(coefficients, x):
    x = np.asarray(x, dtype=float)
    value = np.zeros(x.shape)
    for c in coefficients[:-1]:
        value = value * x + c
    return value * x


# %% wrong adds-nothing-up
# 每一步只乘了 x，没有把手里的数带下去
def horner(coefficients, x):
    x = np.asarray(x, dtype=float)
    value = np.zeros(x.shape)
    for c in coefficients:
        value = c * x
    return value


# %% wrong single-precision
# 按 float32 计算，只有约七位有效数字
def horner(coefficients, x):
    x = np.asarray(x, dtype=np.float32)
    value = np.zeros(x.shape, dtype=np.float32)
    for c in coefficients:
        value = value * x + np.float32(c)
    return value


# %% right zeros-like-float
# 用 np.zeros_like 准备浮点数的结果，原地乘和加
def horner(coefficients, x):
    value = np.zeros_like(x, dtype=np.float64)
    for i in range(len(coefficients)):
        value *= x
        value += coefficients[i]
    return value


# %% right recursive
# 递归：去掉最后一个系数的多项式乘 x，再加最后一个系数
def horner(coefficients, x):
    x = np.asarray(x, dtype=float)
    if len(coefficients) == 0:
        return np.zeros(x.shape)
    return horner(coefficients[:-1], x) * x + coefficients[-1]


# %% right reduce
# 用 functools.reduce 累积
from functools import reduce


def horner(coefficients, x):
    x = np.asarray(x) * 1.0
    return reduce(lambda value, c: value * x + c, coefficients, x * 0)


# %% right running-power
# 从常数项往上加，边走边攒 x 的幂
def horner(coefficients, x):
    x = np.array(x, dtype=float)
    value, power = np.zeros(x.shape), np.ones(x.shape)
    for c in coefficients[::-1]:
        value += c * power
        power *= x
    return value
