# %%
import numpy as np


# %% wrong pooled
# 整批的像素合成了一个数
def dice(prediction, target):
    above, below = (
        (2 * (prediction & target).sum(axis=(1, 2))).sum(),
        (prediction.sum(axis=(1, 2)) + target.sum(axis=(1, 2))).sum(),
    )
    return np.full(len(target), above / below if below else 1.0)


# %% wrong nan-when-empty
# 两边都空的图得到 NaN（零除以零）
def dice(prediction, target):
    above = 2 * (prediction & target).sum(axis=(1, 2))
    below = prediction.sum(axis=(1, 2)) + target.sum(axis=(1, 2))
    return above / below


# %% wrong zero-when-empty
# 两边都空的图给了 0
def dice(prediction, target):
    above = 2 * (prediction & target).sum(axis=(1, 2))
    below = prediction.sum(axis=(1, 2)) + target.sum(axis=(1, 2))
    return above / np.maximum(below, 1)


# %% wrong iou-instead
# 写成了 IoU：除以的是并集
def dice(prediction, target):
    above = (prediction & target).sum(axis=(1, 2))
    below = (prediction | target).sum(axis=(1, 2))
    return np.where(below == 0, 1.0, above / np.maximum(below, 1))


# %% wrong no-two
# 分子忘了乘 2
def dice(prediction, target):
    above = (prediction & target).sum(axis=(1, 2))
    below = prediction.sum(axis=(1, 2)) + target.sum(axis=(1, 2))
    return np.where(below == 0, 1.0, above / np.maximum(below, 1))


# %% wrong one-when-either-empty
# 只要有一边空就给了 1
def dice(prediction, target):
    above = 2 * (prediction & target).sum(axis=(1, 2))
    below = prediction.sum(axis=(1, 2)) + target.sum(axis=(1, 2))
    empty = ~prediction.any(axis=(1, 2)) | ~target.any(axis=(1, 2))
    return np.where(empty, 1.0, above / np.maximum(below, 1))


# %% wrong accuracy
# 算的是正确率：背景和背景的重合也算了功劳
def dice(prediction, target):
    return (prediction == target).mean(axis=(1, 2))


# %% wrong smoothed
# 分子分母各加了 1，不是这个公式
def dice(prediction, target):
    above = 2 * (prediction & target).sum(axis=(1, 2))
    below = prediction.sum(axis=(1, 2)) + target.sum(axis=(1, 2))
    return (above + 1) / (below + 1)


# %% wrong tiny-added
# 分子分母各加了一个很小的数，不是这个公式
def dice(prediction, target):
    above = 2 * (prediction & target).sum(axis=(1, 2))
    below = prediction.sum(axis=(1, 2)) + target.sum(axis=(1, 2))
    return (above + 1e-6) / (below + 1e-6)


# %% right divide-where
# 用 np.divide 的 where
def dice(prediction, target):
    a, b = prediction.reshape(len(prediction), -1), target.reshape(len(target), -1)
    both = np.logical_and(a, b).sum(1)
    below = np.count_nonzero(a, axis=1) + np.count_nonzero(b, axis=1)
    above = 2.0 * both
    return np.divide(above, below, out=np.ones(len(a)), where=below > 0)


# %% right loop
# 一张一张地算
def dice(prediction, target):
    scores = []
    for a, b in zip(prediction, target):
        both, total = int(np.sum(a & b)), int(a.sum()) + int(b.sum())
        scores.append(2 * both / total if total else 1.0)
    return np.array(scores)


# %% right from-iou
# 从 IoU 换算
def dice(prediction, target):
    n = len(prediction)
    out = np.ones(n)
    for i in range(n):
        union = np.sum(prediction[i] | target[i])
        if union:
            j = np.sum(prediction[i] & target[i]) / union
            out[i] = 2 * j / (1 + j)
    return out
