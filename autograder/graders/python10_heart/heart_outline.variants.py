# %%
import math


# %% wrong one-too-many
# 起点在最后又写了一遍，多了一个点
def heart_outline(n):
    if n < 3:
        raise ValueError
    return [heart_point(2 * math.pi * k / n) for k in range(n + 1)]


# %% wrong closed
# 一圈分成了 n − 1 份，最后一个点又回到起点
def heart_outline(n):
    if n < 3:
        raise ValueError
    return [heart_point(2 * math.pi * k / (n - 1)) for k in range(n)]


# %% wrong no-two-pi
# t 只从 0 走到 1，没有乘 2π
def heart_outline(n):
    if n < 3:
        raise ValueError
    return [heart_point(k / n) for k in range(n)]


# %% wrong half-turn
# 只走了半圈，乘的是 π
def heart_outline(n):
    if n < 3:
        raise ValueError
    return [heart_point(math.pi * k / n) for k in range(n)]


# %% wrong in-degrees
# 一圈当成了 360
def heart_outline(n):
    if n < 3:
        raise ValueError
    return [heart_point(360 * k / n) for k in range(n)]


# %% wrong from-one
# k 从 1 数到 n，起点到了最后
def heart_outline(n):
    if n < 3:
        raise ValueError
    return [heart_point(2 * math.pi * k / n) for k in range(1, n + 1)]


# %% wrong one-too-few
# 少了最后一个点
def heart_outline(n):
    if n < 3:
        raise ValueError
    return [heart_point(2 * math.pi * k / n) for k in range(n - 1)]


# %% wrong unchecked
# 没有检查 n，点太少也照样返回
def heart_outline(n):
    return [heart_point(2 * math.pi * k / n) for k in range(n)]


# %% wrong three-refused
# 三个点也不收
def heart_outline(n):
    if n <= 3:
        raise ValueError
    return [heart_point(2 * math.pi * k / n) for k in range(n)]


# %% wrong empty
# 点太少时返回了空列表，没有抛出 ValueError
def heart_outline(n):
    if n < 3:
        return []
    return [heart_point(2 * math.pi * k / n) for k in range(n)]


# %% wrong backwards
# 转的方向反了
def heart_outline(n):
    if n < 3:
        raise ValueError
    return [heart_point(-2 * math.pi * k / n) for k in range(n)]


# %% wrong floor-division
# 用了 //，t 被取整了
def heart_outline(n):
    if n < 3:
        raise ValueError
    return [heart_point(2 * math.pi * k // n) for k in range(n)]


# %% wrong until-a-full-turn
# 一步一步加，走到 t 不小于 2π 才停：小数有误差，有的 n 会多出一个点
def heart_outline(n):
    if n < 3:
        raise ValueError
    points, t = [], 0
    while t < 2 * math.pi:
        points.append(heart_point(t))
        t += 2 * math.pi / n
    return points


# %% right while
# while 循环，步长一次次加
def heart_outline(n):
    if n < 3:
        raise ValueError("too few")
    points = []
    k = 0
    while len(points) < n:
        points.append(heart_point(k * (2 * math.pi / n)))
        k += 1
    return points


# %% right map
# 生成器和 tau，返回元组
def heart_outline(n):
    if not n >= 3:
        raise ValueError(n)
    return tuple(heart_point(math.tau * k / n) for k in range(n))
