# %%
import numpy as np
import torch


# %% wrong positive-term-only
# 只写了 y·ln p 一项，标签为 0 的样本都不算损失
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -np.mean(y_true * np.log(p))


# %% wrong sum
# 对样本求了和，没有求平均
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# %% wrong log2
# 用了以 2 为底的对数
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -np.mean(y_true * np.log2(p) + (1 - y_true) * np.log2(1 - p))


# %% wrong positive-sign
# 漏掉了最前面的负号，损失成了负数
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# %% wrong squared-error
# 算的是均方误差，不是交叉熵
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    return np.mean((y_pred - y_true) ** 2)


# %% wrong no-clipping
# 取对数之前没有截断，概率是 0 或 1 时得到 NaN 或无穷大
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


# %% wrong clips-labels
# 把标签也截断到了 eps 和 1 − eps 之间
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p, y = np.clip(y_pred, eps, 1 - eps), np.clip(y_true, eps, 1 - eps)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% wrong eps-inside-log
# 没有截断，而是在对数里加上了 eps
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    return -np.mean(y_true * np.log(y_pred + eps) + (1 - y_true) * np.log(1 - y_pred + eps))


# %% wrong eps-ignored
# 没有用参数 eps：截断的界限写死了，或者根本没有截断
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# %% wrong second-term-not-clipped
# 第二项用的是没有截过的 y_pred，应当两项都用截过的
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - y_pred))


# %% wrong only-zero-and-one-replaced
# 只把恰好是 0 和 1 的换成了 eps 和 1 − eps，离两端比 eps 还近的没有截
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = y_pred.copy()
    p[p == 0] = eps
    p[p == 1] = 1 - eps
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# %% wrong negated-labels
# 负号先作用在标签上，标签是无符号整数时 −1 变成了 255
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return np.mean(-y_true * np.log(p) - (1 - y_true) * np.log(1 - p))


# %% wrong in-place
# 截断的结果写回了传进来的 y_pred，调用者的数组也被改了
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    np.clip(y_pred, eps, 1 - eps, out=y_pred)
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


# %% wrong log10
# 用了以 10 为底的对数
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -np.mean(y_true * np.log10(p) + (1 - y_true) * np.log10(1 - p))


# %% wrong sum-without-clipping
# 对样本求了和，没有求平均，取对数之前也没有截断
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    return -np.sum(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


# %% wrong per-sample
# 返回了每个样本的损失，没有求平均
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# %% wrong arguments-swapped
# 预测和标签的角色弄反了，对标签取了对数
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    y = np.clip(y_true, eps, 1 - eps)
    return -np.mean(y_pred * np.log(y) + (1 - y_pred) * np.log(1 - y))


# %% wrong missing-brackets
# 第二项少了括号，1 - y * np.log(1 - p) 先算了乘法
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -np.mean(y_true * np.log(p) + 1 - y_true * np.log(1 - p))


# %% wrong second-term-subtracted
# 两项之间写成了减号，标签为 0 的样本损失成了负数
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -np.mean(y_true * np.log(p) - (1 - y_true) * np.log(1 - p))


# %% wrong only-below-clipped
# 只在下面截了 eps，没有在上面截到 1 − eps
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    ones = np.log(np.maximum(y_pred, eps))
    zeros = np.log(np.maximum(1 - y_pred, eps))
    return -np.mean(y_true * ones + (1 - y_true) * zeros)


# %% wrong return-inside-loop
# return 写在了循环里面，只算了第一个样本就返回了
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    total = 0.0
    for p, y in zip(np.clip(y_pred, eps, 1 - eps), y_true):
        total -= np.log(p) if y == 1 else np.log(1 - p)
        return total / len(y_pred)


# %% wrong upper-not-clipped
# 只在下面截到了 eps，上面没有截到 1 − eps，概率是 1 时还要对 0 取对数
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# %% wrong positive-sign-and-sum
# 漏掉了最前面的负号，损失成了负数；还只求了和，没有求平均
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# %% right where
# 先取出给正确答案的概率
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    right = np.where(y_true == 1, y_pred, 1 - y_pred)
    return -np.log(np.clip(right, eps, 1 - eps)).mean()


# %% right python-loop
# 用 Python 循环累加
import math


def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    total = 0.0
    for p, y in zip(y_pred, y_true):
        p = min(max(float(p), eps), 1 - eps)
        total -= math.log(p) if y == 1 else math.log(1 - p)
    return total / len(y_pred)


# %% right two-groups
# 按标签分成两组，分别求和，返回 np.float64
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.minimum(np.maximum(y_pred, eps), 1 - eps)
    ones = y_true.astype(bool)
    return -(np.log(p[ones]).sum() + np.log1p(-p[~ones]).sum()) / y_true.size


# %% right by-torch
# 用 PyTorch 的二元交叉熵
from torch.nn import functional as F


def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = torch.tensor(np.clip(y_pred, eps, 1 - eps))
    return F.binary_cross_entropy(p, torch.tensor(y_true.astype(float))).item()


# %% right own-variables
# 分步写，先求两项再相加，标签先换成浮点数
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.array(y_pred, dtype=np.float64)
    p[p < eps] = eps
    p[p > 1 - eps] = 1 - eps
    y = np.asarray(y_true, dtype=np.float64)
    ones = np.dot(y, np.log(p))
    zeros = np.dot(1.0 - y, np.log(1.0 - p))
    return -(ones + zeros) / len(y)
