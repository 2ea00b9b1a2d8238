# %%
import numpy as np


# %% wrong ties-by-order
# 用 argsort 硬排了名次，同分的也有先后
def roc_auc(scores, labels):
    positive = np.asarray(labels) == 1
    p, q = positive.sum(), (~positive).sum()
    if p == 0 or q == 0:
        raise ValueError
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return (ranks[positive].sum() - p * (p + 1) / 2) / (p * q)


# %% wrong ties-win
# 同分的对也算正例赢
def roc_auc(scores, labels):
    positive, negative = scores[labels == 1], np.sort(scores[labels == 0])
    if not len(positive) or not len(negative):
        raise ValueError
    return np.searchsorted(negative, positive, side="right").mean() / len(negative)


# %% wrong ties-lose
# 同分的对算正例输，没有加上一半
def roc_auc(scores, labels):
    positive, negative = scores[labels == 1], np.sort(scores[labels == 0])
    if not len(positive) or not len(negative):
        raise ValueError
    return np.searchsorted(negative, positive, side="left").mean() / len(negative)


# %% wrong ties-left-out
# 同分的对没有计入总数
def roc_auc(scores, labels):
    positive, negative = scores[labels == 1], np.sort(scores[labels == 0])
    if not len(positive) or not len(negative):
        raise ValueError
    won = np.searchsorted(negative, positive, side="left").sum()
    lost = len(negative) * len(positive) - np.searchsorted(negative, positive, side="right").sum()
    return won / (won + lost) if won + lost else 0.5


# %% wrong one-class
# 标签只有一种时没有抛出 ValueError，返回了 NaN
def roc_auc(scores, labels):
    positive, negative = scores[labels == 1], np.sort(scores[labels == 0])
    pairs = len(positive) * len(negative)
    below = np.searchsorted(negative, positive, side="left").sum()
    not_above = np.searchsorted(negative, positive, side="right").sum()
    return (below + not_above) / 2 / pairs if pairs else np.nan


# %% wrong half-for-one-class
# 标签只有一种时返回了 0.5，没有抛出 ValueError
def roc_auc(scores, labels):
    positive, negative = scores[labels == 1], np.sort(scores[labels == 0])
    pairs = len(positive) * len(negative)
    below = np.searchsorted(negative, positive, side="left").sum()
    not_above = np.searchsorted(negative, positive, side="right").sum()
    return (below + not_above) / 2 / pairs if pairs else 0.5


# %% wrong all-pairs
# 把所有的对列成了一张表，样本一多内存就放不下
def roc_auc(scores, labels):
    positive, negative = scores[labels == 1], scores[labels == 0]
    if not len(positive) or not len(negative):
        raise ValueError
    won = positive[:, None] > negative
    even = positive[:, None] == negative
    return (won.sum() + even.sum() / 2) / won.size


# %% wrong double-loop
# 用两重 Python 循环数所有的对，样本一多就等不到结果
def roc_auc(scores, labels):
    positive, negative = scores[labels == 1], scores[labels == 0]
    if not len(positive) or not len(negative):
        raise ValueError
    points = 0.0
    for a in positive:
        for b in negative:
            points += 1.0 if a > b else 0.5 if a == b else 0.0
    return points / (len(positive) * len(negative))


# %% wrong reversed
# 数的是反例高于正例的对，结果是 1 减去 AUC
def roc_auc(scores, labels):
    positive, negative = scores[labels == 1], np.sort(scores[labels == 0])
    if not len(positive) or not len(negative):
        raise ValueError
    below = np.searchsorted(negative, positive, side="left")
    not_above = np.searchsorted(negative, positive, side="right")
    return 1 - (below + not_above).mean() / 2 / len(negative)


# %% wrong accuracy
# 以 0.5 为门槛算了正确率
def roc_auc(scores, labels):
    if len(np.unique(labels)) < 2:
        raise ValueError
    return np.mean((scores > 0.5) == (labels == 1))


# %% wrong steps
# ROC 曲线一个一个样本地走，同分的没有并成一步：结果随排列而变
def roc_auc(scores, labels):
    hit = np.asarray(labels)[np.argsort(-scores, kind="stable")].astype(int)
    if hit.min() == hit.max():
        raise ValueError
    recall = np.cumsum(hit) / hit.sum()
    return np.sum(recall[hit == 0]) / np.sum(hit == 0)


# %% wrong all-samples-as-pairs
# 除以了 n 的平方，没有除以正例数乘反例数
def roc_auc(scores, labels):
    positive, negative = scores[labels == 1], np.sort(scores[labels == 0])
    if not len(positive) or not len(negative):
        raise ValueError
    below = np.searchsorted(negative, positive, side="left")
    not_above = np.searchsorted(negative, positive, side="right")
    return (below + not_above).sum() / 2 / len(scores) ** 2


# %% wrong sorted-in-place
# 在传进来的分数上原地排序
def roc_auc(scores, labels):
    order = np.argsort(scores)
    labels = labels[order]
    scores.sort()
    positive, negative = scores[labels == 1], scores[labels == 0]
    if not len(positive) or not len(negative):
        raise ValueError
    below = np.searchsorted(negative, positive, side="left")
    not_above = np.searchsorted(negative, positive, side="right")
    return (below + not_above).mean() / 2 / len(negative)


# %% right ranks
# 同分取平均名次
def roc_auc(scores, labels):
    positive = np.asarray(labels).astype(bool)
    p = int(positive.sum())
    q = len(positive) - p
    if p * q == 0:
        raise ValueError("只有一类")
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks = (last - (counts - 1) / 2)[place]
    return (ranks[positive].sum() - p * (p + 1) / 2) / (p * q)


# %% right curve
# 按不同的分数走一遍门槛，用梯形求面积
def roc_auc(scores, labels):
    values, place = np.unique(scores, return_inverse=True)
    ups = np.bincount(place, weights=labels == 1, minlength=len(values))[::-1]
    rights = np.bincount(place, weights=labels == 0, minlength=len(values))[::-1]
    if ups.sum() == 0 or rights.sum() == 0:
        raise ValueError
    y = np.concatenate([[0], np.cumsum(ups)]) / ups.sum()
    x = np.concatenate([[0], np.cumsum(rights)]) / rights.sum()
    return np.trapezoid(y, x)


# %% right python
# 用 Python 排序，一组同分的一起处理
from itertools import groupby


def roc_auc(scores, labels):
    pairs = sorted(zip(scores.tolist(), [int(v) for v in labels]))
    seen = points = 0
    for _, group in groupby(pairs, key=lambda pair: pair[0]):
        marks = [mark for _, mark in group]
        ones = sum(marks)
        zeros = len(marks) - ones
        points += ones * seen + 0.5 * ones * zeros
        seen += zeros
    total = len(pairs) - seen
    if seen == 0 or total == 0:
        raise ValueError("只有一类")
    return points / (seen * total)
