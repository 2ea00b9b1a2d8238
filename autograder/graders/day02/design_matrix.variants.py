# %%
import numpy as np


# %% wrong ones-last
# 那一列 1 添在了最后
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    return np.hstack([x, np.ones((len(x), 1))])


# %% wrong one-axis-as-column
# 没有检查维数，一维的输入被当成了一列
def design_matrix(x):
    return np.column_stack([np.ones(len(x)), x])


# %% wrong one-axis-as-row
# 没有检查维数，一维的输入被当成了一行
def design_matrix(x):
    x = np.atleast_2d(x)
    return np.hstack([np.ones((len(x), 1)), x])


# %% wrong index-error
# 一维的输入抛出的是 IndexError，不是 ValueError
def design_matrix(x):
    out = np.ones((x.shape[0], x.shape[1] + 1))
    out[:, 1:] = x
    return out


# %% wrong integer-matrix
# 整数的 x 得到了整数矩阵
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    return np.hstack([np.ones((len(x), 1), dtype=x.dtype), x])


# %% wrong overwrites-first-column
# 把 x 的第 0 列换成了 1，没有多出一列
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    out = x.astype(float)
    out[:, 0] = 1
    return out


# %% wrong row-of-ones
# 添的是一行 1，不是一列
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    return np.vstack([np.ones((1, x.shape[1])), x])


# %% wrong zeros
# 添的那一列是 0，不是 1
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    out = np.zeros((x.shape[0], x.shape[1] + 1))
    out[:, 1:] = x
    return out


# %% wrong assertion
# 用 assert 检查维数，抛出的是 AssertionError，不是 ValueError
def design_matrix(x):
    assert x.ndim == 2
    return np.hstack([np.ones((len(x), 1)), x])


# %% wrong transposed
# 行和列颠倒了，返回的是 (d + 1, n)
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    return np.vstack([np.ones(len(x)), x.T])


# %% wrong as-many-ones-as-features
# 每个特征都配了一列 1，列数成了两倍
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    return np.hstack([np.ones(x.shape), x])


# %% wrong unchanged
# 原样返回了 x，没有添那一列 1
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    return x.astype(float)


# %% wrong ones-before-all
# 把 1 和 x 拉平了首尾相接再改形状，前几行全是 1，x 的元素都错了位
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    n, d = x.shape
    return np.append(np.ones(n), x).reshape(n, d + 1)


# %% right hstack
# 不检查维数：一维的输入由 np.hstack 抛出 ValueError
def design_matrix(x):
    return np.hstack((np.ones((x.shape[0], 1)), x))


# %% right filled
# 先建全 1 的数组，再填进 x；用解包检查维数
def design_matrix(x):
    n, d = x.shape
    out = np.ones((n, d + 1))
    out[:, 1:] = x
    return out


# %% right insert-float32
# 换成 float32，用 np.insert
def design_matrix(x):
    if x.ndim == 1:
        raise ValueError("一维")
    return np.insert(x.astype(np.float32), 0, 1, axis=1)


# %% right column-object
# 检查之后用 np.c_
def design_matrix(x):
    if len(x.shape) < 2:
        raise ValueError("一维")
    return np.c_[np.ones(len(x)), x]
