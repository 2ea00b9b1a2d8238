# %%
import numpy as np


# %% wrong df-as-sum
# df 用的是次数之和，不是有几篇含有它
def rows_of_length_one(weighted):
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1.0)


def tf_idf(counts):
    df = counts.sum(axis=0)
    return rows_of_length_one(counts * (np.log((1 + len(counts)) / (1 + df)) + 1))


# %% wrong nan
# 没有词的行除以了 0，得到 NaN
def tf_idf(counts):
    df = np.sum(counts > 0, axis=0)
    weighted = counts * (np.log((1 + len(counts)) / (1 + df)) + 1)
    with np.errstate(all="ignore"):
        return weighted / np.linalg.norm(weighted, axis=1, keepdims=True)


# %% wrong without-one
# 权重漏了最后的 +1，到处都有的词成了 0
def rows_of_length_one(weighted):
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1.0)


def tf_idf(counts):
    df = np.sum(counts > 0, axis=0)
    return rows_of_length_one(counts * np.log((1 + len(counts)) / (1 + df)))


# %% wrong not-smoothed
# 分子和分母没有各加 1
def rows_of_length_one(weighted):
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1.0)


def tf_idf(counts):
    df = np.sum(counts > 0, axis=0)
    return rows_of_length_one(counts * (np.log(len(counts) / np.maximum(df, 1)) + 1))


# %% wrong half-smoothed
# 只有分母加了 1
def rows_of_length_one(weighted):
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1.0)


def tf_idf(counts):
    df = np.sum(counts > 0, axis=0)
    return rows_of_length_one(counts * (np.log(len(counts) / (1 + df)) + 1))


# %% wrong sums-to-one
# 每行除以了元素之和，不是长度
def tf_idf(counts):
    df = np.sum(counts > 0, axis=0)
    weighted = counts * (np.log((1 + len(counts)) / (1 + df)) + 1)
    total = weighted.sum(axis=1, keepdims=True)
    return weighted / np.where(total > 0, total, 1.0)


# %% wrong not-normalised
# 没有把每一行的长度变成 1
def tf_idf(counts):
    df = np.sum(counts > 0, axis=0)
    return counts * (np.log((1 + len(counts)) / (1 + df)) + 1)


# %% wrong columns-normalised
# 长度变成 1 的是每一列，不是每一行
def rows_of_length_one(weighted):
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1.0)


def tf_idf(counts):
    df = np.sum(counts > 0, axis=0)
    return rows_of_length_one((counts * (np.log((1 + len(counts)) / (1 + df)) + 1)).T).T


# %% wrong log10
# 用了以 10 为底的对数
def rows_of_length_one(weighted):
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1.0)


def tf_idf(counts):
    df = np.sum(counts > 0, axis=0)
    return rows_of_length_one(counts * (np.log10((1 + len(counts)) / (1 + df)) + 1))


# %% wrong binary
# 词的次数只记有没有
def rows_of_length_one(weighted):
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1.0)


def tf_idf(counts):
    df = np.sum(counts > 0, axis=0)
    return rows_of_length_one((counts > 0) * (np.log((1 + len(counts)) / (1 + df)) + 1))


# %% wrong number-of-words
# n 用了词数，不是篇数
def rows_of_length_one(weighted):
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1.0)


def tf_idf(counts):
    df = np.sum(counts > 0, axis=0)
    return rows_of_length_one(counts * (np.log((1 + counts.shape[1]) / (1 + df)) + 1))


# %% wrong idf-inverted
# 对数里的分数上下颠倒，常见的词反而更重
def rows_of_length_one(weighted):
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1.0)


def tf_idf(counts):
    df = np.sum(counts > 0, axis=0)
    return rows_of_length_one(counts * (np.log((1 + df) / (1 + len(counts))) + 1))


# %% wrong changes-input
# 在传进来的数组里直接相乘，改动了它
def rows_of_length_one(weighted):
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1.0)


def tf_idf(counts):
    df = np.sum(counts > 0, axis=0)
    if counts.dtype != float:
        counts = counts.astype(float)
    counts *= np.log((1 + len(counts)) / (1 + df)) + 1
    return rows_of_length_one(counts)


# %% wrong empty-texts-not-counted
# n 只数了有词的篇，没有词的篇没有算
def rows_of_length_one(weighted):
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1.0)


def tf_idf(counts):
    n, df = np.count_nonzero(counts.any(axis=1)), np.sum(counts > 0, axis=0)
    return rows_of_length_one(counts * (np.log((1 + n) / (1 + df)) + 1))


# %% wrong sublinear
# 次数取了对数：用的是 1 + ln c，不是 c
def rows_of_length_one(weighted):
    length = np.linalg.norm(weighted, axis=1, keepdims=True)
    return weighted / np.where(length > 0, length, 1.0)


def tf_idf(counts):
    df = np.sum(counts > 0, axis=0)
    damped = np.where(counts > 0, 1 + np.log(np.where(counts > 0, counts, 1.0)), 0.0)
    return rows_of_length_one(damped * (np.log((1 + len(counts)) / (1 + df)) + 1))


# %% right shares-first
# 先变成每篇里的份额，再乘权重，长度之比不变
def tf_idf(counts):
    counts = np.asarray(counts, dtype=float)
    n = counts.shape[0]
    shares = counts / np.maximum(counts.sum(axis=1), 1e-300)[:, None]
    idf = 1 + np.log1p(n) - np.log1p(np.count_nonzero(counts, axis=0))
    weighted = shares * idf
    length = np.sqrt(np.einsum("ij,ij->i", weighted, weighted))
    length[length == 0] = 1
    return weighted / length[:, None]


# %% right row-by-row
# 一行一行地写进新数组
def tf_idf(counts):
    n, v = counts.shape
    idf = np.array([np.log((1 + n) / (1 + (counts[:, j] != 0).sum())) + 1 for j in range(v)])
    out = np.zeros((n, v))
    for i in range(n):
        row = counts[i] * idf
        if row.any():
            out[i] = row / np.sqrt(row @ row)
    return out
