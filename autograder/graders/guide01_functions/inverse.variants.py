# %%
import numpy as np


# %% wrong rising-only
# 只想着升的函数，降的函数每次都走到了错的那一半
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    while high - low > tol:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if f(middle) < y:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong rising-range-only
# 检查 y 的范围时以为 f 是升的，降的函数一律报错
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    if not f(low) <= y <= f(high):
        raise ValueError
    while high - low > tol:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if f(middle) < y:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong endless
# while high - low > tol 没有想到浮点数的间隔，在很大的数附近永远不停
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    while high - low > tol:
        middle = (low + high) / 2
        if (f(middle) < y) == (first < last):
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong tolerance-on-y
# 用 |f(x) − y| 小不小来停：f 平的地方停得太早，陡的地方停不下来
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    if y in (first, last):
        return low if y == first else high
    middle = (low + high) / 2
    while abs(f(middle) - y) > tol:
        if (f(middle) < y) == (first < last):
            low = middle
        else:
            high = middle
        middle = (low + high) / 2
    return middle


# %% wrong either-tolerance
# 范围够窄或者 |f(x) − y| 够小就停，f 平的地方停得太早
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    while high - low > tol:
        middle = (low + high) / 2
        value = f(middle)
        if middle in (low, high) or abs(value - y) < tol:
            return middle
        if (value < y) == (first < last):
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong ends-excluded
# y 恰好等于端点的函数值时，当成了取不到
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) < y < max(first, last):
        raise ValueError
    while high - low > tol:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (f(middle) < y) == (first < last):
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong range-unchecked
# 没有检查 y 取不取得到，取不到时返回了端点
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    rising = f(low) < f(high)
    while high - low > tol:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (f(middle) < y) == rising:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong integer-middle
# 中点用了整除，区间的两端是整数时只在整数里找
def inverse(f, y, low, high, tol=1e-10):
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    while high - low > tol:
        middle = (low + high) // 2 if isinstance(low, int) else (low + high) / 2
        if middle in (low, high):
            break
        if (f(middle) < y) == (first < last):
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong fixed-tolerance
# 没有用 tol，误差总是算到 1e-10
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    while high - low > 1e-10:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (f(middle) < y) == (first < last):
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong too-few-halvings
# 固定只分二十次，不够准
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    for _ in range(20):
        middle = (low + high) / 2
        if (f(middle) < y) == (first < last):
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong asks-outside
# 问 f 的时候往区间外面多看了一点
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    rising = f(high + 1e-3) > f(high)
    while high - low > tol:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (f(middle) < y) == rising:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong asks-too-often
# 每一步都重新问两端和中点，还固定走一百步，问的次数超过了上限
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    for _ in range(100):
        if not min(f(low), f(high)) <= y <= max(f(low), f(high)):
            raise ValueError
        middle = (low + high) / 2
        if (f(middle) < y) == (f(low) < f(high)):
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong halves-swapped
# 扔掉的是有答案的那一半
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    while high - low > tol:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (f(middle) > y) == (first < last):
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong value-for-place
# 返回的是 f(x)，不是 x
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    while high - low > tol:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (f(middle) < y) == (first < last):
            low = middle
        else:
            high = middle
    return f((low + high) / 2)


# %% wrong reciprocal
# 把反函数当成了倒数
def inverse(f, y, low, high, tol=1e-10):
    return 1 / f(y)


# %% wrong stops-at-equal-only
# 等到 f(x) 与 y 完全相等才停，凑不巧就一直问下去
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    if y in (first, last):
        return low if y == first else high
    while True:
        middle = (low + high) / 2
        value = f(middle)
        if value == y:
            return middle
        if (value < y) == (first < last):
            low = middle
        else:
            high = middle


# %% wrong fixed-halvings
# 不看 tol，固定折半四十次：tol 更小或者范围更大时不够准
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    for _ in range(40):
        middle = (low + high) / 2
        if (f(middle) < y) == (first < last):
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong relative-tolerance
# 把 tol 乘了 |x|，当成了相对误差
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    while high - low > tol * max(1, abs(high)):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (f(middle) < y) == (first < last):
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong value-close-enough
# |f(x) − y| 小于一个固定的数就停，f 平的地方、tol 很小时停得太早
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    while high - low > tol:
        middle = (low + high) / 2
        value = f(middle)
        if middle in (low, high) or abs(value - y) < 1e-12:
            return middle
        if (value < y) == (first < last):
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong low-end-lost
# 看 f(x) − y 的正负号来找：y 恰好等于 f(low) 时积是 0，走到了另一头
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    while high - low > tol:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        value = f(middle)
        if (first - y) * (value - y) < 0:
            high = middle
        else:
            low, first = middle, value
    return (low + high) / 2


# %% wrong ends-asked-again
# 每一步都重新问两端，或者把中点问了几遍：要折半许多次时，问的次数超过了上限
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    if not min(f(low), f(high)) <= y <= max(f(low), f(high)):
        raise ValueError
    while high - low > tol:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (f(middle) < y) == (f(low) < f(high)):
            low = middle
        else:
            high = middle
    return (low + high) / 2


# %% wrong rounded
# 结果四舍五入到了几位小数，没有 tol 要的那样准
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if not min(first, last) <= y <= max(first, last):
        raise ValueError
    while high - low > tol:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (f(middle) < y) == (first < last):
            low = middle
        else:
            high = middle
    return round((low + high) / 2, 8)


# %% right fixed-number
# 固定分一百次，不看 tol
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if y < min(first, last) or y > max(first, last):
        raise ValueError("y")
    sign = 1 if last > first else -1
    for _ in range(100):
        middle = low + (high - low) / 2
        if sign * (f(middle) - y) < 0:
            low = middle
        else:
            high = middle
    return low


# %% right sign-change
# 照教科书的二分法：看两端的正负号，端点先单独检查
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)

    def g(x):
        return f(x) - y

    at_low, at_high = g(low), g(high)
    if at_low == 0:
        return low
    if at_high == 0:
        return high
    if at_low * at_high > 0:
        raise ValueError("y")
    while high - low > max(tol, 2 * np.spacing(max(abs(low), abs(high)))):
        middle = (low + high) / 2
        value = g(middle)
        if value == 0:
            return middle
        if at_low * value < 0:
            high = middle
        else:
            low, at_low = middle, value
    return (low + high) / 2


# %% right recursive
# 递归，先把降的函数变成升的
def inverse(f, y, low, high, tol=1e-10):
    low, high = float(low), float(high)
    first, last = f(low), f(high)
    if first > last:
        return inverse(lambda x: -f(x), -y, low, high, tol)
    if not first <= y <= last:
        raise ValueError("y")

    def search(low, high):
        middle = (low + high) / 2
        if high - low <= tol or middle in (low, high):
            return middle
        return search(low, middle) if f(middle) >= y else search(middle, high)

    return search(low, high)
