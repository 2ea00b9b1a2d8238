# %%
import math

import numpy as np


# %% wrong natural
# 返回的是自然对数，没有除以底的对数
def logarithm(x, base):
    if base <= 0 or base == 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    return np.log(np.where(x > 0, x, np.nan))


# %% wrong upside-down
# 除反了，算的是 ln b / ln x
def logarithm(x, base):
    if base <= 0 or base == 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    with np.errstate(divide="ignore"):
        return np.log(base) / np.log(np.where(x > 0, x, np.nan))


# %% wrong refuses-small-base
# 把小于 1 的底也当成错的，抛出了 ValueError
def logarithm(x, base):
    if base <= 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    return np.log(np.where(x > 0, x, np.nan)) / np.log(base)


# %% wrong infinite-at-zero
# 0 处得到了无穷大和警告：只有负数换成了 NaN
def logarithm(x, base):
    if base <= 0 or base == 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    return np.log(np.where(x >= 0, x, np.nan)) / np.log(base)


# %% wrong second-argument
# 写成了 np.log(x, base)：NumPy 的第二个参数不是底
def logarithm(x, base):
    if base <= 0 or base == 1:
        raise ValueError
    return np.log(np.asarray(x, dtype=float), base)


# %% wrong log10
# 返回的是以 10 为底的对数，没有用 base
def logarithm(x, base):
    if base <= 0 or base == 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    return np.log10(np.where(x > 0, x, np.nan))


# %% wrong mixed-bases
# 分子用了 log10，分母用了自然对数
def logarithm(x, base):
    if base <= 0 or base == 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    return np.log10(np.where(x > 0, x, np.nan)) / np.log(base)


# %% wrong warns
# 值都对（0 和负数最后换成了 NaN），可是先取了对数再换，警告已经发出
def logarithm(x, base):
    if base <= 0 or base == 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    return np.where(x > 0, np.log(x) / np.log(base), np.nan)


# %% wrong of-absolute-value
# 对负数取了绝对值的对数，应当是 NaN
def logarithm(x, base):
    if base <= 0 or base == 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    return np.log(np.where(x == 0, np.nan, np.abs(x))) / np.log(base)


# %% wrong base-one-allowed
# 底是 1 时没有报错，除以了 0
def logarithm(x, base):
    if base <= 0:
        raise ValueError
    x = np.asarray(x, dtype=float)
    return np.log(np.where(x > 0, x, np.nan)) / np.log(base)


# %% wrong base-sign-unchecked
# 只检查了底是不是 1，底是 0 或负数时没有报错
def logarithm(x, base):
    if base == 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    return np.log(np.where(x > 0, x, np.nan)) / np.log(base)


# %% wrong adds-epsilon
# 取对数之前给 x 加了一个小数，x 很小时不准
def logarithm(x, base):
    if base <= 0 or base == 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    return np.log(np.where(x > 0, x, np.nan) + 1e-12) / np.log(base)


# %% wrong rounded
# 结果四舍五入到了四位小数
def logarithm(x, base):
    if base <= 0 or base == 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    return np.round(np.log(np.where(x > 0, x, np.nan)) / np.log(base), 4)


# %% wrong raises-for-negatives
# 有一个 x 不大于 0 就抛出异常，应当答 NaN
def logarithm(x, base):
    if base <= 0 or base == 1 or np.any(np.asarray(x) <= 0):
        raise ValueError
    return np.log(np.asarray(x, dtype=float)) / np.log(base)


# %% right log2
# 分子分母都用以 2 为底的对数
def logarithm(x, base):
    if not (base > 0 and base != 1):
        raise ValueError("base")
    x = np.array(x, dtype=float)
    out = np.full(x.shape, np.nan)
    np.log2(x, out=out, where=x > 0)
    return out / np.log2(base)


# %% right errstate
# 明确地不理会警告，最后把不大于 0 的地方换成 NaN
def logarithm(x, base):
    if base <= 0 or base == 1:
        raise ValueError("base")
    x = np.asarray(x, dtype=float)
    with np.errstate(all="ignore"):
        value = np.log(x) / np.log(base)
    return np.where(x <= 0, np.nan, value)


# %% right one-by-one
# 逐个元素用 math.log
def logarithm(x, base):
    if base <= 0 or base == 1:
        raise ValueError("base")
    x = np.asarray(x, dtype=float)
    values = [math.log(v) / math.log(base) if v > 0 else math.nan for v in x.flat]
    return np.array(values, dtype=float).reshape(x.shape)
