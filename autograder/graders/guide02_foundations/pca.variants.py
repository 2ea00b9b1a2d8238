# %%
import numpy as np


# %% wrong not-centred
# 没有减去每一列的平均值
def pca(x, k):
    _, s, vt = np.linalg.svd(x.astype(float), full_matrices=False)
    return vt[:k], x @ vt[:k].T, (s**2 / np.sum(s**2))[:k]


# %% wrong centred-by-row
# 减去的是每一行的平均值，或者全部数的平均值
def pca(x, k):
    c = x - x.mean()
    _, s, vt = np.linalg.svd(c, full_matrices=False)
    return vt[:k], c @ vt[:k].T, (s**2 / np.sum(s**2))[:k]


# %% wrong ascending
# 特征值从小到大，没有倒过来，留下的是方差最小的方向
def pca(x, k):
    c = x - x.mean(axis=0)
    values, vectors = np.linalg.eigh(c.T @ c)
    return vectors.T[:k], c @ vectors[:, :k], (values / values.sum())[:k]


# %% wrong ratio-of-k
# 份额除以的是留下的 k 个之和，不是总方差
def pca(x, k):
    c = x - x.mean(axis=0)
    _, s, vt = np.linalg.svd(c, full_matrices=False)
    return vt[:k], c @ vt[:k].T, s[:k] ** 2 / np.sum(s[:k] ** 2)


# %% wrong ratio-not-squared
# 份额用的是奇异值，没有平方
def pca(x, k):
    c = x - x.mean(axis=0)
    _, s, vt = np.linalg.svd(c, full_matrices=False)
    return vt[:k], c @ vt[:k].T, (s / np.sum(s))[:k]


# %% wrong variance-for-ratio
# 返回的是方差本身，没有除以总方差
def pca(x, k):
    c = x - x.mean(axis=0)
    _, s, vt = np.linalg.svd(c, full_matrices=False)
    return vt[:k], c @ vt[:k].T, (s**2 / len(x))[:k]


# %% wrong cumulative-ratio
# 份额是累加的
def pca(x, k):
    c = x - x.mean(axis=0)
    _, s, vt = np.linalg.svd(c, full_matrices=False)
    return vt[:k], c @ vt[:k].T, np.cumsum(s**2 / np.sum(s**2))[:k]


# %% wrong components-in-columns
# 方向一列一个，形状是 (d, k)
def pca(x, k):
    c = x - x.mean(axis=0)
    _, s, vt = np.linalg.svd(c, full_matrices=False)
    return vt[:k].T, c @ vt[:k].T, (s**2 / np.sum(s**2))[:k]


# %% wrong eigenvectors-in-rows
# eigh 的特征向量是一列一个，这里取了前几行
def pca(x, k):
    c = x - x.mean(axis=0)
    values, vectors = np.linalg.eigh(c.T @ c)
    values, vectors = values[::-1], vectors[:, ::-1]
    return vectors[:k], c @ vectors[:k].T, (values / values.sum())[:k]


# %% wrong scores-not-centred
# 坐标用了没有减平均值的 x
def pca(x, k):
    c = x - x.mean(axis=0)
    _, s, vt = np.linalg.svd(c, full_matrices=False)
    return vt[:k], x @ vt[:k].T, (s**2 / np.sum(s**2))[:k]


# %% wrong whitened
# 坐标用了 U 的列，没有乘奇异值，每个方向的长度都成了 1
def pca(x, k):
    c = x - x.mean(axis=0)
    u, s, vt = np.linalg.svd(c, full_matrices=False)
    return vt[:k], u[:, :k], (s**2 / np.sum(s**2))[:k]


# %% wrong standardised
# 除了减平均值，还除以了每一列的标准差
def pca(x, k):
    c = (x - x.mean(axis=0)) / x.std(axis=0)
    _, s, vt = np.linalg.svd(c, full_matrices=False)
    return vt[:k], c @ vt[:k].T, (s**2 / np.sum(s**2))[:k]


# %% wrong mean-rounded
# 把平均值变回了 x 的整数类型，小数没了（uint8 相减还会绕回去）
def pca(x, k):
    c = (x - x.mean(axis=0).astype(x.dtype)).astype(float)
    _, s, vt = np.linalg.svd(c, full_matrices=False)
    return vt[:k], c @ vt[:k].T, (s**2 / np.sum(s**2))[:k]


# %% right eigh
# 协方差矩阵的特征分解，排序
def pca(x, k):
    centred = np.asarray(x, dtype=float) - np.mean(x, axis=0, keepdims=True)
    values, vectors = np.linalg.eigh(centred.T @ centred / (len(x) - 1))
    order = np.argsort(-values)
    components = vectors[:, order[:k]].T
    return components, np.einsum("nd,kd->nk", centred, components), values[order[:k]] / np.sum(values)


# %% right scaled-u
# 坐标是 U 乘奇异值，份额由各列的方差之和算出
def pca(x, k):
    centred = x.astype(np.float64) - x.mean(0)
    u, s, vt = np.linalg.svd(centred, full_matrices=False)
    return vt[:k], u[:, :k] * s[:k], s[:k] ** 2 / len(x) / x.var(axis=0).sum()


# %% right one-at-a-time
# 一个方向一个方向地找，找到就从数据里减去
def pca(x, k):
    centred = x - x.mean(axis=0)
    rest, components = centred.copy(), []
    for _ in range(k):
        _, vectors = np.linalg.eigh(rest.T @ rest)
        u = vectors[:, -1]
        components.append(u)
        rest = rest - np.outer(rest @ u, u)
    components = np.array(components)
    scores = centred @ components.T
    return components, scores, (scores**2).sum(axis=0) / (centred**2).sum()
