# %%
import numpy as np


# %% wrong plain-division
# 直接相除：分母为 0 的地方成了无穷大，还有警告
def rational(p, q, x):
    return horner(p, x) / horner(q, x)


# %% wrong where-divides-first
# 用 np.where 在除完以后挑，除法已经发出了警告
def rational(p, q, x):
    bottom = horner(q, x)
    return np.where(bottom == 0, np.nan, horner(p, x) / bottom)


# %% wrong near-zero
# 用 np.isclose 判断分母是不是 0，离零点近的地方也成了 NaN
def rational(p, q, x):
    bottom = horner(q, x)
    return horner(p, x) / np.where(np.isclose(bottom, 0), np.nan, bottom)


# %% wrong adds-epsilon
# 分母上加了一个小数，零点处是一个很大的数，别处也不准
def rational(p, q, x):
    return horner(p, x) / (horner(q, x) + 1e-12)


# %% wrong upside-down
# 除反了，算的是 q(x)/p(x)
def rational(p, q, x):
    bottom = horner(p, x)
    return horner(q, x) / np.where(bottom == 0, np.nan, bottom)


# %% wrong silent-infinity
# 关掉了警告，可是分母为 0 的地方仍然是无穷大
def rational(p, q, x):
    with np.errstate(all="ignore"):
        return horner(p, x) / horner(q, x)


# %% wrong zero-at-poles
# 分母为 0 的地方答了 0，不是 NaN
def rational(p, q, x):
    top, bottom = np.asarray(horner(p, x)), np.asarray(horner(q, x))
    return np.divide(top, bottom, out=np.zeros_like(bottom), where=bottom != 0)


# %% wrong raises-at-poles
# 有一处分母为 0 就抛出异常
def rational(p, q, x):
    bottom = horner(q, x)
    if np.any(bottom == 0):
        raise ZeroDivisionError
    return horner(p, x) / bottom


# %% wrong arrays-only
# 用 bottom[bottom == 0] = nan 写进数组，x 是单独一个数时不能用
def rational(p, q, x):
    top, bottom = horner(p, x), horner(q, x)
    out = np.full(len(bottom.ravel()), np.nan).reshape(bottom.shape)
    good = bottom != 0
    out[good] = top[good] / bottom[good]
    if bottom.ndim == 0:
        raise TypeError
    return out


# %% wrong holes-filled
# 分子分母都是 0 的地方答了 0，只有分子不是 0 时才答 NaN
def rational(p, q, x):
    top, bottom = horner(p, x), horner(q, x)
    return np.where(top == 0, 0.0, top) / np.where(bottom == 0, np.where(top == 0, 1.0, np.nan), bottom)


# %% wrong all-or-nothing
# 有一处分母为 0，整个结果就都成了 NaN
def rational(p, q, x):
    top, bottom = horner(p, x), horner(q, x)
    if np.any(bottom == 0):
        return top * np.nan
    return top / bottom


# %% right divide-where
# 先铺满 NaN，np.divide 只在分母不为 0 的地方写
def rational(p, q, x):
    top, bottom = np.asarray(horner(p, x)), np.asarray(horner(q, x))
    return np.divide(top, bottom, out=np.full(bottom.shape, np.nan), where=bottom != 0)


# %% right errstate
# 明确地不理会警告，除完以后把零点处改成 NaN
def rational(p, q, x):
    top, bottom = horner(p, x), horner(q, x)
    with np.errstate(all="ignore"):
        return np.where(bottom == 0, np.nan, np.asarray(top) / bottom)


# %% right one-by-one
# 一个数一个数地除
def rational(p, q, x):
    top, bottom = np.asarray(horner(p, x)), np.asarray(horner(q, x))
    out = np.empty(top.shape)
    for index in np.ndindex(out.shape):
        out[index] = top[index] / bottom[index] if bottom[index] != 0 else float("nan")
    return out
