# %%
import numpy as np


# %% wrong pooled
# 整批的像素合成了一个数
def iou(prediction, target):
    above, below = (
        ((prediction & target).sum(axis=(1, 2))).sum(),
        ((prediction | target).sum(axis=(1, 2))).sum(),
    )
    return np.full(len(target), above / below if below else 1.0)


# %% wrong nan-when-empty
# 两边都空的图得到 NaN（零除以零）
def iou(prediction, target):
    above = (prediction & target).sum(axis=(1, 2))
    below = (prediction | target).sum(axis=(1, 2))
    return above / below


# %% wrong zero-when-empty
# 两边都空的图给了 0
def iou(prediction, target):
    above = (prediction & target).sum(axis=(1, 2))
    below = (prediction | target).sum(axis=(1, 2))
    return above / np.maximum(below, 1)


# %% wrong dice-instead
# 写成了 Dice
def iou(prediction, target):
    above = 2 * (prediction & target).sum(axis=(1, 2))
    below = prediction.sum(axis=(1, 2)) + target.sum(axis=(1, 2))
    return np.where(below == 0, 1.0, above / np.maximum(below, 1))


# %% wrong sum-for-union
# 分母是两块大小之和，重合的像素数了两遍
def iou(prediction, target):
    above = (prediction & target).sum(axis=(1, 2))
    below = prediction.sum(axis=(1, 2)) + target.sum(axis=(1, 2))
    return np.where(below == 0, 1.0, above / np.maximum(below, 1))


# %% wrong recall
# 除以的只是真值的大小
def iou(prediction, target):
    above = (prediction & target).sum(axis=(1, 2))
    below = target.sum(axis=(1, 2))
    return np.where(prediction.any(axis=(1, 2)) | target.any(axis=(1, 2)), above / np.maximum(below, 1), 1.0)


# %% wrong one-when-either-empty
# 只要有一边空就给了 1
def iou(prediction, target):
    above = (prediction & target).sum(axis=(1, 2))
    below = (prediction | target).sum(axis=(1, 2))
    empty = ~prediction.any(axis=(1, 2)) | ~target.any(axis=(1, 2))
    return np.where(empty, 1.0, above / np.maximum(below, 1))


# %% wrong accuracy
# 算的是正确率：背景和背景的重合也算了功劳
def iou(prediction, target):
    return (prediction == target).mean(axis=(1, 2))


# %% wrong smoothed
# 分子分母各加了 1，不是这个公式
def iou(prediction, target):
    above = (prediction & target).sum(axis=(1, 2))
    below = (prediction | target).sum(axis=(1, 2))
    return (above + 1) / (below + 1)


# %% right divide-where
# 用 np.divide 的 where
def iou(prediction, target):
    a, b = prediction.reshape(len(prediction), -1), target.reshape(len(target), -1)
    both = np.logical_and(a, b).sum(1)
    below = np.logical_or(a, b).sum(1)
    above = both * 1.0
    return np.divide(above, below, out=np.ones(len(a)), where=below > 0)


# %% right loop
# 一张一张地算
def iou(prediction, target):
    scores = []
    for a, b in zip(prediction, target):
        both, total = int(np.sum(a & b)), int(a.sum()) + int(b.sum())
        scores.append(both / (total - both) if total else 1.0)
    return np.array(scores)
