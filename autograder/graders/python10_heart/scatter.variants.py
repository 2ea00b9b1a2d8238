# %%
import random


# %% wrong global-random
# 用了 random.uniform，没有用传进来的 rng
def scatter(points, spread, rng):
    return [(x + random.uniform(-spread, spread), y + random.uniform(-spread, spread)) for x, y in points]


# %% wrong new-generator
# 自己造了一个种子固定的发生器，没有用传进来的
def scatter(points, spread, rng):
    rng = random.Random(0)
    return [(x + rng.uniform(-spread, spread), y + rng.uniform(-spread, spread)) for x, y in points]


# %% wrong one-shift
# x 和 y 挪了同一个数
def scatter(points, spread, rng):
    result = []
    for x, y in points:
        shift = rng.uniform(-spread, spread)
        result.append((x + shift, y + shift))
    return result


# %% wrong one-shift-for-all
# 所有的点挪了同样的两个数
def scatter(points, spread, rng):
    dx, dy = rng.uniform(-spread, spread), rng.uniform(-spread, spread)
    return [(x + dx, y + dy) for x, y in points]


# %% wrong one-side
# 只往一边挪，从 0 到 spread
def scatter(points, spread, rng):
    return [(x + rng.uniform(0, spread), y + rng.uniform(0, spread)) for x, y in points]


# %% wrong y-first
# 先抽了 y 的，再抽 x 的
def scatter(points, spread, rng):
    result = []
    for x, y in points:
        dy = rng.uniform(-spread, spread)
        result.append((x + rng.uniform(-spread, spread), y + dy))
    return result


# %% wrong all-x-first
# 先抽完所有点的 x，再抽所有点的 y
def scatter(points, spread, rng):
    xs = [x + rng.uniform(-spread, spread) for x, _ in points]
    ys = [y + rng.uniform(-spread, spread) for _, y in points]
    return list(zip(xs, ys))


# %% wrong half-spread
# 只挪到 spread 的一半
def scatter(points, spread, rng):
    return [
        (x + rng.uniform(-spread / 2, spread / 2), y + rng.uniform(-spread / 2, spread / 2))
        for x, y in points
    ]


# %% wrong only-x
# 只挪了 x
def scatter(points, spread, rng):
    return [(x + rng.uniform(-spread, spread), y) for x, y in points]


# %% wrong shifts-alone
# 返回的是挪了多少，没有加上原来的点
def scatter(points, spread, rng):
    return [(rng.uniform(-spread, spread), rng.uniform(-spread, spread)) for _ in points]


# %% wrong normal
# 抽的是正态分布的数，不是均匀的
def scatter(points, spread, rng):
    return [(x + rng.gauss(0, spread), y + rng.gauss(0, spread)) for x, y in points]


# %% wrong whole-shifts
# 只挪整数
def scatter(points, spread, rng):
    s = int(spread)
    return [(x + rng.randint(-s, s), y + rng.randint(-s, s)) for x, y in points]


# %% wrong in-place
# 直接改动了传进来的列表
def scatter(points, spread, rng):
    for i, (x, y) in enumerate(points):
        points[i] = (x + rng.uniform(-spread, spread), y + rng.uniform(-spread, spread))
    return points


# %% right loop
# 初学者的循环
def scatter(points, spread, rng):
    new = []
    for point in points:
        x = point[0] + rng.uniform(-spread, spread)
        y = point[1] + rng.uniform(-spread, spread)
        new.append([x, y])
    return new


# %% right comprehension-of-coordinates
# 每个点的每个坐标
def scatter(points, spread, rng):
    return [tuple(value + rng.uniform(-spread, spread) for value in point) for point in points]
