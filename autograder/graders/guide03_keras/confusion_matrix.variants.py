# %%
import numpy as np


# %% wrong transposed
# 行和列反了：行成了判断，列成了真相
def confusion_matrix(y_true, y_pred, k):
    matrix = np.zeros((k, k), dtype=int)
    np.add.at(matrix, (y_pred, y_true), 1)
    return matrix


# %% wrong repeated-index
# 用 m[y_true, y_pred] += 1：同一格出现几次也只加一次
def confusion_matrix(y_true, y_pred, k):
    matrix = np.zeros((k, k), dtype=int)
    matrix[y_true, y_pred] += 1
    return matrix


# %% wrong size-from-data
# 矩阵的大小取自数据里最大的标签，没有用 k
def confusion_matrix(y_true, y_pred, k):
    k = int(max(y_true.max(initial=-1), y_pred.max(initial=-1))) + 1
    matrix = np.zeros((k, k), dtype=int)
    np.add.at(matrix, (y_true, y_pred), 1)
    return matrix


# %% wrong classes-from-data
# 只给数据里出现过的类留了行和列
def confusion_matrix(y_true, y_pred, k):
    kinds = np.unique(np.concatenate([y_true, y_pred]))
    return np.array([[np.sum((y_true == t) & (y_pred == p)) for p in kinds] for t in kinds])


# %% wrong wraps-around
# 在标签自己的类型里算 y_true * k + y_pred，超出范围就绕回去了
def confusion_matrix(y_true, y_pred, k):
    place = y_true * np.asarray(k, dtype=y_true.dtype) + y_pred
    return np.bincount(place.astype(np.uint8 if place.dtype.itemsize == 1 else int), minlength=k * k)[
        : k * k
    ].reshape(k, k)


# %% wrong shares
# 除以了样本数，得到的是份额
def confusion_matrix(y_true, y_pred, k):
    matrix = np.zeros((k, k))
    np.add.at(matrix, (y_true, y_pred), 1)
    return matrix / max(len(y_true), 1)


# %% wrong row-shares
# 每一行除以了这一行的和
def confusion_matrix(y_true, y_pred, k):
    matrix = np.zeros((k, k))
    np.add.at(matrix, (y_true, y_pred), 1)
    return matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)


# %% wrong mistakes-only
# 只记了判错的，对角线是 0
def confusion_matrix(y_true, y_pred, k):
    matrix = np.zeros((k, k), dtype=int)
    for t, p in zip(y_true, y_pred):
        if t != p:
            matrix[t, p] += 1
    return matrix


# %% wrong both-sides
# 一个样本在两格里都记了一次，矩阵成了对称的
def confusion_matrix(y_true, y_pred, k):
    matrix = np.zeros((k, k), dtype=int)
    for t, p in zip(y_true, y_pred):
        matrix[t, p] += 1
        if t != p:
            matrix[p, t] += 1
    return matrix


# %% wrong diagonal-only
# 只记了判对的
def confusion_matrix(y_true, y_pred, k):
    return np.diag([int(np.sum((y_true == c) & (y_pred == c))) for c in range(k)])


# %% right loop
# 一个样本一个样本地数
def confusion_matrix(y_true, y_pred, k):
    matrix = [[0] * k for _ in range(k)]
    for t, p in zip(y_true, y_pred):
        matrix[t][p] += 1
    return np.array(matrix)


# %% right bincount
# 两个标签合成一个编号再数
def confusion_matrix(y_true, y_pred, k):
    return np.bincount(y_true.astype(np.int64) * k + y_pred.astype(np.int64), minlength=k * k).reshape(k, k)


# %% right one-hot
# 两个 one-hot 矩阵相乘
def confusion_matrix(y_true, y_pred, k):
    classes = np.arange(k)
    truth, judged = y_true[:, None] == classes, y_pred[:, None] == classes
    return truth.T.astype(int) @ judged.astype(int)


# %% right histogram
# 用二维直方图，换成整数
def confusion_matrix(y_true, y_pred, k):
    edges = np.arange(k + 1) - 0.5
    return np.histogram2d(y_true, y_pred, bins=(edges, edges))[0].astype(np.int32)
