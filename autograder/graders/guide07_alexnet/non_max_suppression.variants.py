# %%
# Slips leave names unused.
import numpy as np


# %% wrong plus-one
# 边长多加了 1
def non_max_suppression(boxes, scores, threshold):
    kept = []
    for i in np.argsort(-scores):
        others = boxes[kept]
        corner = np.maximum(boxes[i, :2], others[:, :2])
        sides = np.maximum(np.minimum(boxes[i, 2:], others[:, 2:]) - corner + 1, 0)
        shared = sides[:, 0] * sides[:, 1]
        areas = (others[:, 2:] - others[:, :2] + 1).prod(axis=1)
        area = (boxes[i, 2:] - boxes[i, :2] + 1).prod()
        if (shared <= threshold * (areas + area - shared)).all():
            kept.append(i)
    return np.array(kept, dtype=int)


# %% wrong over-smaller
# 相交的面积除以了较小的那个框
def non_max_suppression(boxes, scores, threshold):
    kept = []
    for i in np.argsort(-scores):
        others = boxes[kept]
        corner = np.maximum(boxes[i, :2], others[:, :2])
        sides = np.maximum(np.minimum(boxes[i, 2:], others[:, 2:]) - corner, 0)
        shared = sides[:, 0] * sides[:, 1]
        areas = (others[:, 2:] - others[:, :2]).prod(axis=1)
        area = (boxes[i, 2:] - boxes[i, :2]).prod()
        if (shared <= threshold * np.minimum(areas, area)).all():
            kept.append(i)
    return np.array(kept, dtype=int)


# %% wrong dropped-drops
# 被丢掉的框还在挤掉别人
def non_max_suppression(boxes, scores, threshold):
    kept, seen = [], []
    for i in np.argsort(-scores):
        others = boxes[seen]
        corner = np.maximum(boxes[i, :2], others[:, :2])
        sides = np.maximum(np.minimum(boxes[i, 2:], others[:, 2:]) - corner, 0)
        shared = sides[:, 0] * sides[:, 1]
        areas = (others[:, 2:] - others[:, :2]).prod(axis=1)
        area = (boxes[i, 2:] - boxes[i, :2]).prod()
        if (shared <= threshold * (areas + area - shared)).all():
            kept.append(i)
        seen.append(i)
    return np.array(kept, dtype=int)


# %% wrong negative-sides
# 不相交的两个框，两个负的边长乘成了正的面积
def non_max_suppression(boxes, scores, threshold):
    kept = []
    for i in np.argsort(-scores):
        others = boxes[kept]
        corner = np.maximum(boxes[i, :2], others[:, :2])
        sides = np.minimum(boxes[i, 2:], others[:, 2:]) - corner
        shared = sides[:, 0] * sides[:, 1]
        areas = (others[:, 2:] - others[:, :2]).prod(axis=1)
        area = (boxes[i, 2:] - boxes[i, :2]).prod()
        if (shared <= threshold * (areas + area - shared)).all():
            kept.append(i)
    return np.array(kept, dtype=int)


# %% wrong not-sorted
# 没有按分数排，照给的次序走
def non_max_suppression(boxes, scores, threshold):
    kept = []
    for i in range(len(boxes)):
        others = boxes[kept]
        corner = np.maximum(boxes[i, :2], others[:, :2])
        sides = np.maximum(np.minimum(boxes[i, 2:], others[:, 2:]) - corner, 0)
        shared = sides[:, 0] * sides[:, 1]
        areas = (others[:, 2:] - others[:, :2]).prod(axis=1)
        area = (boxes[i, 2:] - boxes[i, :2]).prod()
        if (shared <= threshold * (areas + area - shared)).all():
            kept.append(i)
    return np.array(kept, dtype=int)


# %% wrong ascending
# 分数低的在前
def non_max_suppression(boxes, scores, threshold):
    kept = []
    for i in np.argsort(scores):
        others = boxes[kept]
        corner = np.maximum(boxes[i, :2], others[:, :2])
        sides = np.maximum(np.minimum(boxes[i, 2:], others[:, 2:]) - corner, 0)
        shared = sides[:, 0] * sides[:, 1]
        areas = (others[:, 2:] - others[:, :2]).prod(axis=1)
        area = (boxes[i, 2:] - boxes[i, :2]).prod()
        if (shared <= threshold * (areas + area - shared)).all():
            kept.append(i)
    return np.array(kept, dtype=int)


# %% wrong boxes-returned
# 返回的是框本身，不是下标
def non_max_suppression(boxes, scores, threshold):
    kept = []
    for i in np.argsort(-scores):
        others = boxes[kept]
        corner = np.maximum(boxes[i, :2], others[:, :2])
        sides = np.maximum(np.minimum(boxes[i, 2:], others[:, 2:]) - corner, 0)
        shared = sides[:, 0] * sides[:, 1]
        areas = (others[:, 2:] - others[:, :2]).prod(axis=1)
        area = (boxes[i, 2:] - boxes[i, :2]).prod()
        if (shared <= threshold * (areas + area - shared)).all():
            kept.append(i)
    return boxes[kept]


# %% wrong equal-dropped
# IoU 正好等于 threshold 的也丢了
def non_max_suppression(boxes, scores, threshold):
    kept = []
    for i in np.argsort(-scores):
        others = boxes[kept]
        corner = np.maximum(boxes[i, :2], others[:, :2])
        sides = np.maximum(np.minimum(boxes[i, 2:], others[:, 2:]) - corner, 0)
        shared = sides[:, 0] * sides[:, 1]
        areas = (others[:, 2:] - others[:, :2]).prod(axis=1)
        area = (boxes[i, 2:] - boxes[i, :2]).prod()
        if (shared < threshold * (areas + area - shared)).all():
            kept.append(i)
    return np.array(kept, dtype=int)


# %% wrong empty-floats
# 一个框也没有时，返回的是浮点数的空数组
def non_max_suppression(boxes, scores, threshold):
    kept = []
    for i in np.argsort(-scores):
        others = boxes[kept]
        corner = np.maximum(boxes[i, :2], others[:, :2])
        sides = np.maximum(np.minimum(boxes[i, 2:], others[:, 2:]) - corner, 0)
        shared = sides[:, 0] * sides[:, 1]
        areas = (others[:, 2:] - others[:, :2]).prod(axis=1)
        area = (boxes[i, 2:] - boxes[i, :2]).prod()
        if (shared <= threshold * (areas + area - shared)).all():
            kept.append(i)
    return np.array(kept)


# %% wrong sum-of-areas
# 合起来的面积忘了减去相交的那一份
def non_max_suppression(boxes, scores, threshold):
    kept = []
    for i in np.argsort(-scores):
        others = boxes[kept]
        corner = np.maximum(boxes[i, :2], others[:, :2])
        sides = np.maximum(np.minimum(boxes[i, 2:], others[:, 2:]) - corner, 0)
        shared = sides[:, 0] * sides[:, 1]
        areas = (others[:, 2:] - others[:, :2]).prod(axis=1)
        area = (boxes[i, 2:] - boxes[i, :2]).prod()
        if (shared <= threshold * (areas + area)).all():
            kept.append(i)
    return np.array(kept, dtype=int)


# %% wrong index-order
# 返回的下标从小到大排了，不是按分数
def non_max_suppression(boxes, scores, threshold):
    kept = []
    for i in np.argsort(-scores):
        others = boxes[kept]
        corner = np.maximum(boxes[i, :2], others[:, :2])
        sides = np.maximum(np.minimum(boxes[i, 2:], others[:, 2:]) - corner, 0)
        shared = sides[:, 0] * sides[:, 1]
        areas = (others[:, 2:] - others[:, :2]).prod(axis=1)
        area = (boxes[i, 2:] - boxes[i, :2]).prod()
        if (shared <= threshold * (areas + area - shared)).all():
            kept.append(i)
    return np.array(sorted(kept), dtype=int)


# %% wrong over-the-later-box
# 相交的面积只除以了后看的那个框的面积
def non_max_suppression(boxes, scores, threshold):
    kept = []
    for i in np.argsort(-scores):
        alone = True
        for j in kept:
            sides = np.minimum(boxes[i, 2:], boxes[j, 2:]) - np.maximum(boxes[i, :2], boxes[j, :2])
            shared = np.maximum(sides, 0).prod()
            if shared / (boxes[i, 2:] - boxes[i, :2]).prod() > threshold:
                alone = False
        if alone:
            kept.append(i)
    return np.array(kept, dtype=int)


# %% right shrinking
# 每次留下最好的，去掉和它重叠的
def non_max_suppression(boxes, scores, threshold):
    order = np.argsort(scores)[::-1]
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    kept = []
    while order.size:
        best, order = order[0], order[1:]
        kept.append(int(best))
        x1, y1 = np.maximum(boxes[best, 0], boxes[order, 0]), np.maximum(boxes[best, 1], boxes[order, 1])
        x2, y2 = np.minimum(boxes[best, 2], boxes[order, 2]), np.minimum(boxes[best, 3], boxes[order, 3])
        shared = (x2 - x1).clip(0) * (y2 - y1).clip(0)
        order = order[shared / (areas[best] + areas[order] - shared) <= threshold]
    return np.asarray(kept, dtype=np.int64)


# %% right plain-python
# 两层循环，一对一对地算
def non_max_suppression(boxes, scores, threshold):
    def iou(a, b):
        w = max(0.0, min(a[2], b[2]) - max(a[0], b[0]))
        h = max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
        union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h
        return w * h / union

    result = []
    for i in sorted(range(len(scores)), key=lambda i: scores[i], reverse=True):
        if not any(iou(boxes[i], boxes[j]) > threshold for j in result):
            result.append(i)
    return np.array(result).astype(np.int32)
