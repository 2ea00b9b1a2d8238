# %%
import numpy as np


# %% wrong columns-from-maximum
# 列数取的是 labels 里的最大值加 1，没有用 num_classes
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    return np.eye(labels.max() + 1 if len(labels) else num_classes)[labels]


# %% wrong no-check
# 没有检查编号：负数从后往前数，太大的才由 NumPy 报 IndexError
def one_hot(labels, num_classes):
    return np.eye(num_classes)[labels]


# %% wrong negative-wraps
# 只检查了太大的编号，−1 悄悄变成了最后一类
def one_hot(labels, num_classes):
    if np.any(labels >= num_classes):
        raise ValueError
    return np.eye(num_classes)[labels]


# %% wrong large-unchecked
# 只检查了负数，没有检查太大的编号
def one_hot(labels, num_classes):
    if np.any(labels < 0):
        raise ValueError
    return np.eye(num_classes)[labels]


# %% wrong off-by-one-check
# 检查写成了大于 num_classes，恰好等于 num_classes 的编号漏了过去
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels > num_classes)):
        raise ValueError
    return np.eye(num_classes)[labels]


# %% wrong off-by-one-check-assigned
# 检查写成了大于 num_classes，恰好等于 num_classes 的编号漏了过去
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels > num_classes)):
        raise ValueError
    out = np.zeros((len(labels), num_classes))
    out[np.arange(len(labels)), labels] = 1
    return out


# %% wrong large-unchecked-assigned
# 只检查了负数，没有检查太大的编号
def one_hot(labels, num_classes):
    if np.any(labels < 0):
        raise ValueError
    out = np.zeros((len(labels), num_classes))
    out[np.arange(len(labels)), labels] = 1
    return out


# %% wrong zero-row
# 越界的编号没有报错，得到的是全 0 的一行
def one_hot(labels, num_classes):
    return (np.asarray(labels)[:, None] == np.arange(num_classes)).astype(float)


# %% wrong clipped
# 把越界的编号截到了 0 与 num_classes − 1 之间，没有报错
def one_hot(labels, num_classes):
    return np.eye(num_classes)[np.clip(labels, 0, num_classes - 1)]


# %% wrong empty-fails
# 用 labels.min() 和 labels.max() 来检查，没有样本时自己先报错了
def one_hot(labels, num_classes):
    if labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError
    return np.eye(num_classes)[labels]


# %% wrong integer
# 返回的是整数数组，不是浮点数
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    return np.eye(num_classes, dtype=int)[labels]


# %% wrong boolean
# 返回的是 True 和 False，没有转换成浮点数
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    return np.asarray(labels)[:, None] == np.arange(num_classes)


# %% wrong whole-columns
# 用 out[:, labels] = 1 把这些列整列写成了 1，没有一行配一个编号
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    out = np.zeros((len(labels), num_classes))
    out[:, labels] = 1
    return out


# %% wrong transposed
# 行和列颠倒了，一列才是一个样本
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    return np.eye(num_classes)[:, labels]


# %% wrong classes-from-one
# 以为类别从 1 编起，每个 1 都早了一格
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    return np.roll(np.eye(num_classes), -1, axis=1)[labels]


# %% wrong assertion
# 用 assert 检查编号，抛出的是 AssertionError，不是 ValueError
def one_hot(labels, num_classes):
    assert np.all((labels >= 0) & (labels < num_classes))
    return np.eye(num_classes)[labels]


# %% wrong returns-none-when-out-of-range
# 编号越界时返回了 None，没有报错
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        return None
    return np.eye(num_classes)[labels]


# %% wrong return-inside-loop
# return 写在了循环里面，只处理了第一个样本
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    out = np.zeros((len(labels), num_classes))
    for i in range(len(labels)):
        out[i, labels[i]] = 1
        return out
    return out


# %% wrong flat
# 结果被拉平成了一维
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    return np.eye(num_classes)[labels].ravel()


# %% right rows-of-identity
# 从单位矩阵里取行，用 float32
def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return np.eye(num_classes, dtype=np.float32)[labels]


# %% right comparison
# 编号与 0, 1, 2, … 广播比较；每行的和不是 1 就是越界
def one_hot(labels, num_classes):
    out = (labels[:, None] == np.arange(num_classes)).astype(np.float16)
    if not (out.sum(axis=1) == 1).all():
        raise ValueError
    return out


# %% right loop
# 一个样本一个样本地写
def one_hot(labels, num_classes):
    out = np.zeros((len(labels), num_classes))
    for row, label in zip(out, labels):
        if label not in range(num_classes):
            raise ValueError(f"label {label}")
        row[label] = 1.0
    return out


# %% right put-along-axis
# 用 np.put_along_axis 写 1，检查放在 try 外面
def one_hot(labels, num_classes):
    labels = np.asarray(labels, dtype=np.int64)
    if len(labels) and (labels.min() < 0 or labels.max() > num_classes - 1):
        raise ValueError(f"labels must lie in [0, {num_classes})")
    result = np.zeros((labels.size, num_classes), dtype=np.float64)
    np.put_along_axis(result, labels[:, None], 1.0, axis=1)
    return result
