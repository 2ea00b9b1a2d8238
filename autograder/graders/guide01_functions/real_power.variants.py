# %%
import math

import numpy as np


# %% wrong nan-for-negatives
# 直接写 x ** (p / q)：负数的奇次根也成了 NaN
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    x = np.where((x == 0) & (p < 0), np.nan, x)
    with np.errstate(all="ignore"):
        return x ** (p / q)


# %% wrong always-signed
# 对负数总是添负号，没有看分子的奇偶
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    g = math.gcd(p, q)
    p, q = p // g, q // g
    x = np.asarray(x, dtype=float)
    if p == 0:
        return np.ones(x.shape)
    size = np.where((x == 0) & (p < 0), np.nan, np.abs(x))
    return np.where((x < 0) & (q % 2 == 0), np.nan, np.where(x < 0, -1, 1) * size ** (p / q))


# %% wrong never-signed
# 对负数取的是绝对值的幂，没有添负号
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    g = math.gcd(p, q)
    p, q = p // g, q // g
    x = np.asarray(x, dtype=float)
    size = np.where((x == 0) & (p < 0), np.nan, np.abs(x))
    return np.where((x < 0) & (q % 2 == 0), np.nan, size ** (p / q))


# %% wrong not-reduced
# 没有约分就看分子分母的奇偶
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    size = np.where((x == 0) & (p < 0), np.nan, np.abs(x))
    value = size ** (p / q)
    if q % 2 == 0:
        return np.where(x < 0, np.nan, value)
    return np.where((x < 0) & (p % 2 == 1), -value, value)


# %% wrong power-before-root
# 没有约分，先乘方再开方：分子是偶数时，负号在乘方那一步就丢了
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    x = np.where((x == 0) & (p < 0), np.nan, x)
    inner = x ** float(p)
    root = np.abs(inner) ** (1 / q)
    if q % 2 == 0:
        return np.where(inner < 0, np.nan, root)
    return np.where(inner < 0, -root, root)


# %% wrong infinite-at-zero
# 0 的负数次幂成了无穷大，还有警告
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    g = math.gcd(p, q)
    p, q = p // g, q // g
    x = np.asarray(x, dtype=float)
    value = np.abs(x) ** (p / q)
    if q % 2 == 0:
        return np.where(x < 0, np.nan, value)
    return np.where((x < 0) & (p % 2 == 1), -value, value)


# %% wrong q-unchecked
# 没有检查 q：0 和负数也照样往下算
def real_power(x, p, q=1):
    if q == 0:
        return np.asarray(x, dtype=float) * np.nan
    g = math.gcd(p, q)
    p, q = p // g, q // g
    x = np.asarray(x, dtype=float)
    size = np.where((x == 0) & (p < 0), np.nan, np.abs(x))
    value = size ** (p / q)
    if q % 2 == 0:
        return np.where(x < 0, np.nan, value)
    return np.where((x < 0) & (p % 2 == 1), -value, value)


# %% wrong nan-for-zero-power
# 0 的 0 次幂答了 NaN，应当是 1
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    g = math.gcd(p, q)
    p, q = p // g, q // g
    x = np.asarray(x, dtype=float)
    size = np.where((x == 0) & (p <= 0), np.nan, np.abs(x))
    value = size ** (p / q)
    value = np.where((x == 0) & (p == 0), np.nan, value)
    if q % 2 == 0:
        return np.where(x < 0, np.nan, value)
    return np.where((x < 0) & (p % 2 == 1), -value, value)


# %% wrong floor-exponent
# 指数用了整除 p // q，小数部分丢了
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    x = np.where((x == 0) & (p < 0), np.nan, x)
    return x ** (p // q)


# %% wrong upside-down
# 指数写成了 q/p
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    x = np.asarray(x, dtype=float)
    if p == 0:
        return np.ones(x.shape)
    g = math.gcd(p, q)
    p, q = p // g, q // g
    size = np.where((x == 0) & (p < 0), np.nan, np.abs(x))
    value = size ** (q / p)
    if q % 2 == 0:
        return np.where(x < 0, np.nan, value)
    return np.where((x < 0) & (p % 2 == 1), -value, value)


# %% wrong integers-only-odd-root
# 偶次根也按奇次根来答：负数得到了负的值，不是 NaN
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    g = math.gcd(p, q)
    p, q = p // g, q // g
    x = np.asarray(x, dtype=float)
    size = np.where((x == 0) & (p < 0), np.nan, np.abs(x))
    value = size ** (p / q)
    return np.where((x < 0) & (p % 2 == 1), -value, value)


# %% wrong stays-integer
# 没有换成浮点数，整数的 x 取整数次幂时按 64 位整数算，会溢出；取负数次幂时报错
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    g = math.gcd(p, q)
    p, q = p // g, q // g
    x = np.asarray(x)
    if q == 1 and x.dtype.kind == "i":
        return x**p
    size = np.where((x == 0) & (p < 0), np.nan, np.abs(x))
    value = size ** (p / q)
    if q % 2 == 0:
        return np.where(x < 0, np.nan, value)
    return np.where((x < 0) & (p % 2 == 1), -value, value)


# %% wrong zero-for-nan
# 负数的偶次根答了 0，不是 NaN
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    g = math.gcd(p, q)
    p, q = p // g, q // g
    x = np.asarray(x, dtype=float)
    size = np.where((x == 0) & (p < 0), np.nan, np.abs(x))
    value = size ** (p / q)
    if q % 2 == 0:
        return np.where(x < 0, 0.0, value)
    return np.where((x < 0) & (p % 2 == 1), -value, value)


# %% wrong warns
# 值都对，可是先算了 x ** (p / q) 再挑，负数和 0 处发出警告
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    g = math.gcd(p, q)
    p, q = p // g, q // g
    x = np.asarray(x, dtype=float)
    value = np.where(x < 0, (-1) ** abs(p) * np.abs(x) ** (p / q), x ** (p / q))
    value = np.where((x < 0) & (q % 2 == 0), np.nan, value)
    return np.where((x == 0) & (p < 0), np.nan, value)


# %% wrong silent-infinity
# 关掉了警告，可是 0 的负数次幂仍然是无穷大
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    g = math.gcd(p, q)
    p, q = p // g, q // g
    x = np.asarray(x, dtype=float)
    with np.errstate(all="ignore"):
        value = np.abs(x) ** (p / q)
    if q % 2 == 0:
        return np.where(x < 0, np.nan, value)
    return np.where((x < 0) & (p % 2 == 1), -value, value)


# %% wrong negative-q-accepted
# 只拒绝了 q 是 0，q 是负数时照样往下算
def real_power(x, p, q=1):
    if q == 0:
        raise ValueError
    g = math.gcd(p, q)
    p, q = p // g, q // g
    x = np.asarray(x, dtype=float)
    size = np.where((x == 0) & (p < 0), np.nan, np.abs(x))
    value = size ** (p / q)
    if q % 2 == 0:
        return np.where(x < 0, np.nan, value)
    return np.where((x < 0) & (p % 2 == 1), -value, value)


# %% wrong zero-for-zero-power
# 0 的 0 次幂答了 0，应当是 1
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError
    g = math.gcd(p, q)
    p, q = p // g, q // g
    x = np.asarray(x, dtype=float)
    size = np.where((x == 0) & (p < 0), np.nan, np.abs(x))
    value = np.where((x == 0) & (p >= 0), 0.0, size ** (p / q))
    if q % 2 == 0:
        return np.where(x < 0, np.nan, value)
    return np.where((x < 0) & (p % 2 == 1), -value, value)


# %% right sign
# 用 np.sign 的 p 次方添符号
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError("q")
    g = math.gcd(p, q)
    p, q = p // g, q // g
    x = np.asarray(x, dtype=float)
    if p == 0:
        return np.ones(x.shape)
    size = np.abs(x)
    if p < 0:
        size = np.where(size == 0, np.nan, size)
    if q % 2 == 0:
        size = np.where(x < 0, np.nan, size)
    return size ** (p / q) * np.sign(x) ** abs(p)


# %% right fractions
# 用 Fraction 约分，关掉警告，最后补 NaN
from fractions import Fraction


def real_power(x, p, q=1):
    if q <= 0:
        raise ValueError("q")
    power = Fraction(int(p), int(q))
    x = np.array(x, dtype=np.float64)
    with np.errstate(all="ignore"):
        value = np.abs(x) ** float(power)
    if power.numerator % 2:
        value = np.copysign(value, x)
    bad = (x < 0) & (power.denominator % 2 == 0) | (x == 0) & (power < 0)
    return np.where(bad, np.nan, value)


# %% right one-by-one
# 一个数一个数地判断
def real_power(x, p, q=1):
    if q < 1:
        raise ValueError("q")
    g = math.gcd(p, q)
    p, q = p // g, q // g

    def one(v):
        v = float(v)
        if v == 0:
            return 1.0 if p == 0 else 0.0 if p > 0 else math.nan
        if v > 0:
            return v ** (p / q)
        if q % 2 == 0:
            return math.nan
        return (-1) ** (p % 2) * (-v) ** (p / q)

    x = np.asarray(x)
    return np.array([one(v) for v in x.flat], dtype=float).reshape(x.shape)
