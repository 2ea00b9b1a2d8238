# %%
import numpy as np


# %% wrong squared
# 没有开方，得到的是距离的平方
def pairwise_distances(a, b):
    return ((a[:, None] - b) ** 2).sum(axis=-1)


# %% wrong manhattan
# 用的是差的绝对值之和（曼哈顿距离），不是平方和的平方根
def pairwise_distances(a, b):
    return np.abs(a[:, None] - b).sum(axis=-1)


# %% wrong largest-difference
# 取的是各列之差的最大值，没有求平方和
def pairwise_distances(a, b):
    return np.abs(a[:, None] - b).max(axis=-1)


# %% wrong mean
# 对列求了平均，没有求和，距离小了根号 d 倍
def pairwise_distances(a, b):
    return np.sqrt(((a[:, None] - b) ** 2).mean(axis=-1))


# %% wrong negative-under-root
# 展开的平方没有截在 0 以上，相同的两行由于舍入误差开方得到 NaN
def pairwise_distances(a, b):
    squares = (a * a).sum(axis=1)[:, None] + (b * b).sum(axis=1) - 2 * a @ b.T
    return np.sqrt(squares)


# %% wrong row-by-row
# 没有插轴，只算了 a 的第 i 行到 b 的第 i 行，不是每一对
def pairwise_distances(a, b):
    return np.sqrt(((a - b) ** 2).sum(axis=1))


# %% wrong transposed
# 行和列颠倒了，第 i 行是 b 的第 i 行到 a 的距离
def pairwise_distances(a, b):
    return np.sqrt(((b[:, None] - a) ** 2).sum(axis=-1))


# %% wrong wrong-axis
# 沿 axis=1 求了和，消掉的是 b 的行，不是列
def pairwise_distances(a, b):
    return np.sqrt(((a[:, None] - b) ** 2).sum(axis=1))


# %% wrong python-loops
# 用了 Python 循环（for、while、推导式之类），没有用广播
def pairwise_distances(a, b):
    out = np.zeros((len(a), len(b)))
    for i in range(len(a)):
        for j in range(len(b)):
            out[i, j] = np.sqrt(((a[i] - b[j]) ** 2).sum())
    return out


# %% wrong missing-two
# 展开平方时，a·b 那一项漏乘了 2
def pairwise_distances(a, b):
    squares = (a * a).sum(axis=1)[:, None] + (b * b).sum(axis=1) - a @ b.T
    return np.sqrt(np.maximum(squares, 0))


# %% wrong between-norms
# 算的是两行各自长度之差，不是两行之差的长度
def pairwise_distances(a, b):
    return np.abs(np.linalg.norm(a, axis=1)[:, None] - np.linalg.norm(b, axis=1))


# %% wrong epsilon-under-root
# 根号里加了一个不小的数，相同的两行距离不是 0
def pairwise_distances(a, b):
    return np.sqrt(((a[:, None] - b) ** 2).sum(axis=-1) + 1e-4)


# %% wrong square-of-sum
# 先把各列的差加起来再平方，正负互相抵消了
def pairwise_distances(a, b):
    return np.sqrt((a[:, None] - b).sum(axis=-1).astype(float) ** 2)


# %% wrong added
# 两行相加了，应当相减（展开平方时，就是 a·b 那一项的符号反了）
def pairwise_distances(a, b):
    return np.sqrt(((a[:, None] + b) ** 2).sum(axis=-1))


# %% wrong dot-product
# 算的是两行的内积，不是距离
def pairwise_distances(a, b):
    return (a @ b.T).astype(float)


# %% wrong itself
# 只用了 a，算的是 a 的各行之间的距离
def pairwise_distances(a, b):
    return np.sqrt(((a[:, None] - a) ** 2).sum(axis=-1))


# %% wrong squared-and-transposed
# 没有开方，行和列也颠倒了：第 i 行是 b 的第 i 行到 a 的距离的平方
def pairwise_distances(a, b):
    return ((b[:, None] - a) ** 2).sum(axis=-1).astype(float)


# %% right norm
# 用 np.linalg.norm
def pairwise_distances(a, b):
    return np.linalg.norm(a[:, None, :] - b[None, :, :], axis=-1)


# %% right clipped-expansion
# 展开平方，截在 0 以上
def pairwise_distances(a, b):
    squares = np.sum(a**2, axis=1, keepdims=True) + np.sum(b**2, axis=1) - 2 * (a @ b.T)
    return np.sqrt(np.clip(squares, 0, None))


# %% right einsum
# 用 einsum 求平方和，辅助函数里没有循环
def difference(a, b):
    return np.expand_dims(a, 1) - np.expand_dims(b, 0)


def pairwise_distances(a, b):
    d = difference(a, b).astype(float)
    return np.einsum("ijk,ijk->ij", d, d) ** 0.5


# %% right float32
# 用 float32，先转置再广播
def pairwise_distances(a, b):
    d = a.T.astype(np.float32)[:, :, None] - b.T.astype(np.float32)[:, None, :]
    return np.sqrt(np.square(d).sum(axis=0))


# %% right absolute-expansion
# 展开平方，取绝对值再开方
def pairwise_distances(a, b):
    aa, bb = (a * a).sum(1), (b * b).sum(1)
    return np.sqrt(np.abs(np.add.outer(aa, bb) - 2 * np.tensordot(a, b, axes=(1, 1))))


# %% right repeated
# 用 repeat 和 tile 配出每一对，再改回 (n, m)
def pairwise_distances(a, b):
    n, m = a.shape[0], b.shape[0]
    left, right = np.repeat(a, m, axis=0), np.tile(b, (n, 1))
    return np.linalg.norm(left - right, axis=1).reshape(n, m)
