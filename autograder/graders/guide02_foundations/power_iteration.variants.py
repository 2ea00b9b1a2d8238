# %%
import numpy as np


# %% wrong value-is-length
# 特征值用了 a·v 的长度，丢了正负号
def start(a, rng):
    v = rng.normal(size=len(a))
    return v / np.linalg.norm(v)


def power_iteration(a, rng, steps=1000):
    v, value = start(a, rng), 0.0
    for _ in range(steps):
        w = a @ v
        value = np.linalg.norm(w)
        if value == 0:
            break
        v = w / value
    return float(value), v


# %% wrong starts-with-ones
# 起点是全 1 的向量，答案与它垂直时永远找不到
def power_iteration(a, rng, steps=1000):
    rng.normal()
    v = np.ones(len(a)) / np.sqrt(len(a))
    for _ in range(steps):
        w = a @ v
        length = np.linalg.norm(w)
        if length == 0:
            break
        v = w / length
    return float(v @ a @ v), v


# %% wrong not-normalised
# 中途没有除以长度，数越乘越大，溢出了
def start(a, rng):
    v = rng.normal(size=len(a))
    return v / np.linalg.norm(v)


def power_iteration(a, rng, steps=1000):
    v = start(a, rng)
    with np.errstate(all="ignore"):
        if not np.any(a @ v):
            return 0.0, v
        for _ in range(steps):
            v = a @ v
        v = v / np.linalg.norm(v)
    return float(v @ a @ v), v


# %% wrong zero-matrix
# 全 0 的矩阵除以了 0，得到 NaN
def start(a, rng):
    v = rng.normal(size=len(a))
    return v / np.linalg.norm(v)


def power_iteration(a, rng, steps=1000):
    v = start(a, rng)
    with np.errstate(all="ignore"):
        for _ in range(steps):
            w = a @ v
            v = w / np.linalg.norm(w)
    return float(v @ a @ v), v


# %% wrong own-seed
# 自己造了一个固定种子的生成器，没有用传进来的 rng
def start(a, rng):
    v = rng.normal(size=len(a))
    return v / np.linalg.norm(v)


def power_iteration(a, rng, steps=1000):
    v = start(a, np.random.default_rng(0))
    for _ in range(steps):
        w = a @ v
        length = np.linalg.norm(w)
        if length == 0:
            break
        v = w / length
    return float(v @ a @ v), v


# %% wrong largest-entry
# 每步除以的是最大的元素，返回的向量长度不是 1
def start(a, rng):
    v = rng.normal(size=len(a))
    return v / np.linalg.norm(v)


def power_iteration(a, rng, steps=1000):
    v = start(a, rng)
    for _ in range(steps):
        w = a @ v
        largest = np.abs(w).max()
        if largest == 0:
            break
        v = w / largest
    return float(v @ a @ v / (v @ v)), v


# %% wrong no-division-in-quotient
# 向量的长度不是 1，v·(a·v) 却没有除以 v·v，最后才把长度变成 1
def start(a, rng):
    v = rng.normal(size=len(a))
    return v / np.linalg.norm(v)


def power_iteration(a, rng, steps=1000):
    v = start(a, rng)
    for _ in range(steps):
        w = a @ v
        largest = np.abs(w).max()
        if largest == 0:
            break
        v = w / largest
    return float(v @ a @ v), v / np.linalg.norm(v)


# %% wrong first-entry-ratio
# 特征值用第一个坐标之比，它可能是 0 除以 0
def start(a, rng):
    v = rng.normal(size=len(a))
    return v / np.linalg.norm(v)


def power_iteration(a, rng, steps=1000):
    v = start(a, rng)
    for _ in range(steps):
        w = a @ v
        length = np.linalg.norm(w)
        if length == 0:
            break
        v = w / length
    with np.errstate(all="ignore"):
        return float((a @ v)[0] / v[0]), v


# %% wrong steps-ignored
# 步数写死了，没有用参数 steps
def start(a, rng):
    v = rng.normal(size=len(a))
    return v / np.linalg.norm(v)


def power_iteration(a, rng, steps=1000):
    v = start(a, rng)
    for _ in range(1000):
        w = a @ v
        length = np.linalg.norm(w)
        if length == 0:
            break
        v = w / length
    return float(v @ a @ v), v


# %% wrong swapped
# 返回的次序反了，先是向量，后是特征值
def start(a, rng):
    v = rng.normal(size=len(a))
    return v / np.linalg.norm(v)


def power_iteration(a, rng, steps=1000):
    v = start(a, rng)
    for _ in range(steps):
        w = a @ v
        length = np.linalg.norm(w)
        if length == 0:
            break
        v = w / length
    return v, float(v @ a @ v)


# %% wrong largest-not-absolute
# 找的是最大的特征值，不是绝对值最大的：先加了一个大数的单位矩阵
def start(a, rng):
    v = rng.normal(size=len(a))
    return v / np.linalg.norm(v)


def power_iteration(a, rng, steps=1000):
    v = start(a, rng)
    shift = np.abs(a).sum(axis=1).max()
    for _ in range(8 * steps):
        w = a @ v + shift * v
        length = np.linalg.norm(w)
        if length == 0:
            break
        v = w / length
    return float(v @ a @ v), v


# %% wrong library
# 用了 np.linalg.eigh
def power_iteration(a, rng, steps=1000):
    rng.normal()
    values, vectors = np.linalg.eigh(a)
    i = np.argmax(np.abs(values))
    return float(values[i]), vectors[:, i]


# %% wrong stops-at-allclose
# 用 np.allclose 判断稳定了没有：它只比五位数字，停得太早
def start(a, rng):
    v = rng.normal(size=len(a))
    return v / np.linalg.norm(v)


def power_iteration(a, rng, steps=1000):
    v = start(a, rng)
    for _ in range(steps):
        w = a @ v
        length = np.linalg.norm(w)
        if length == 0:
            break
        w = w / length
        if np.allclose(w, v) or np.allclose(w, -v):
            break
        v = w
    return float(v @ a @ v), v


# %% wrong stops-at-value
# 看特征值不怎么变了就停：特征值比特征向量先稳定，停得太早
def start(a, rng):
    v = rng.normal(size=len(a))
    return v / np.linalg.norm(v)


def power_iteration(a, rng, steps=1000):
    v = start(a, rng)
    value = v @ a @ v
    for _ in range(steps):
        w = a @ v
        length = np.linalg.norm(w)
        if length == 0:
            break
        v = w / length
        before, value = value, v @ a @ v
        if abs(value - before) < 1e-4:
            break
    return float(v @ a @ v), v


# %% right uniform-start
# 起点用均匀分布，稳定了就提前停
def power_iteration(a, rng, steps=1000):
    a = np.asarray(a, dtype=float)
    v = rng.uniform(-1, 1, len(a))
    v /= np.sqrt(v @ v)
    for _ in range(steps):
        w = a @ v
        size = np.sqrt(w @ w)
        if size == 0:
            return 0.0, v
        w /= size
        if min(np.abs(w - v).max(), np.abs(w + v).max()) < 1e-15:
            break
        v = w
    return (a @ v) @ v, v


# %% right largest-entry-inside
# 中途除以最大的元素，最后才把长度变成 1
def power_iteration(a, rng, steps=1000):
    v = rng.random(len(a)) - 0.5
    for _ in range(steps):
        w = np.dot(a, v)
        if not w.any():
            break
        v = w / np.max(np.abs(w))
    v = v / np.linalg.norm(v)
    return np.dot(v, np.dot(a, v)), v


# %% right list
# 返回列表，特征值由 v·(a·v)/(v·v) 算出
def power_iteration(a, rng, steps=1000):
    v = rng.standard_normal(a.shape[0])
    v = v / np.linalg.norm(v)
    for _ in range(steps):
        w = a.dot(v)
        if np.linalg.norm(w) > 0:
            v = w / np.linalg.norm(w)
    return [v.dot(a.dot(v)) / v.dot(v), v]
