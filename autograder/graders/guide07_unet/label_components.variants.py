# %%
import numpy as np


# %% wrong diagonal
# 斜着的邻居也算连着
def label_components(mask):
    height, width = mask.shape
    labels, count = np.zeros(mask.shape, dtype=int), 0
    for start in zip(*np.nonzero(mask)):
        if labels[start]:
            continue
        count += 1
        labels[start] = count
        waiting = [start]
        while waiting:
            r, c = waiting.pop()
            for a in range(max(r - 1, 0), min(r + 2, height)):
                for b in range(max(c - 1, 0), min(c + 2, width)):
                    if mask[a, b] and not labels[a, b]:
                        labels[a, b] = count
                        waiting.append((a, b))
    return labels, count


# %% wrong u-shape-split
# 只看上面和左边的邻居，没有合并：U 形的两条腿得到了两个号
def label_components(mask):
    height, width = mask.shape
    labels, count = np.zeros(mask.shape, dtype=int), 0
    for i in range(height):
        for j in range(width):
            if not mask[i, j]:
                continue
            above = labels[i - 1, j] if i else 0
            before = labels[i, j - 1] if j else 0
            if not above and not before:
                count += 1
            labels[i, j] = above or before or count
    return labels, count


# %% wrong recursive
# 用了递归：分量一大就超过了层数
def label_components(mask):
    height, width = mask.shape
    labels, count = np.zeros(mask.shape, dtype=int), 0

    def fill(r, c):
        if 0 <= r < height and 0 <= c < width and mask[r, c] and not labels[r, c]:
            labels[r, c] = count
            for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                fill(r + a, c + b)

    for i, j in zip(*np.nonzero(mask)):
        if not labels[i, j]:
            count += 1
            fill(i, j)
    return labels, count


# %% wrong gaps-in-numbers
# 合并之后没有重排，号码有空缺
def label_components(mask):
    height, width = mask.shape
    labels, parents = np.zeros(mask.shape, dtype=int), [0]

    def root(k):
        while parents[k] != k:
            k = parents[k]
        return k

    for i in range(height):
        for j in range(width):
            if not mask[i, j]:
                continue
            around = [
                root(labels[a, b]) for a, b in ((i - 1, j), (i, j - 1)) if a >= 0 and b >= 0 and mask[a, b]
            ]
            if not around:
                parents.append(len(parents))
                around = [len(parents) - 1]
            labels[i, j] = min(around)
            for k in around:
                parents[k] = min(around)
    labels = np.array([root(k) for k in range(len(parents))])[labels]
    return labels, len(np.unique(labels[mask]))


# %% wrong by-columns
# 一列一列地扫，编号的次序不对
def label_components(mask):
    height, width = mask.shape
    labels, count = np.zeros(mask.shape, dtype=int), 0
    for j in range(width):
        for i in range(height):
            if not mask[i, j] or labels[i, j]:
                continue
            count += 1
            labels[i, j] = count
            waiting = [(i, j)]
            while waiting:
                r, c = waiting.pop()
                for a, b in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                    if 0 <= a < height and 0 <= b < width and mask[a, b] and not labels[a, b]:
                        labels[a, b] = count
                        waiting.append((a, b))
    return labels, count


# %% wrong wraps-around
# 下标没有检查小于零：左边绕到了右边，上面绕到了下面
def label_components(mask):
    height, width = mask.shape
    labels, count = np.zeros(mask.shape, dtype=int), 0
    for start in zip(*np.nonzero(mask)):
        if labels[start]:
            continue
        count += 1
        labels[start] = count
        waiting = [start]
        while waiting:
            r, c = waiting.pop()
            for a, b in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if a < height and b < width and mask[a, b] and not labels[a, b]:
                    labels[a, b] = count
                    waiting.append((a % height, b % width))
    return labels, count


# %% wrong mask-changed
# 涂过的像素在 mask 里改成了 False
def label_components(mask):
    height, width = mask.shape
    labels, count = np.zeros(mask.shape, dtype=int), 0
    for i in range(height):
        for j in range(width):
            if not mask[i, j]:
                continue
            count += 1
            waiting = [(i, j)]
            mask[i, j] = False
            while waiting:
                r, c = waiting.pop()
                labels[r, c] = count
                for a, b in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                    if 0 <= a < height and 0 <= b < width and mask[a, b]:
                        mask[a, b] = False
                        waiting.append((a, b))
    return labels, count


# %% wrong background-counted
# 把背景也算成了一个
def label_components(mask):
    height, width = mask.shape
    labels, count = np.zeros(mask.shape, dtype=int), 0
    for start in zip(*np.nonzero(mask)):
        if labels[start]:
            continue
        count += 1
        labels[start] = count
        waiting = [start]
        while waiting:
            r, c = waiting.pop()
            for a, b in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if 0 <= a < height and 0 <= b < width and mask[a, b] and not labels[a, b]:
                    labels[a, b] = count
                    waiting.append((a, b))
    return labels, len(np.unique(np.append(labels, 0)))


# %% wrong from-zero
# 编号从 0 开始，第一个分量和背景混在一起
def label_components(mask):
    height, width = mask.shape
    labels, count = np.full(mask.shape, -1), 0
    for start in zip(*np.nonzero(mask)):
        if labels[start] >= 0:
            continue
        labels[start] = count
        waiting = [start]
        while waiting:
            r, c = waiting.pop()
            for a, b in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if 0 <= a < height and 0 <= b < width and mask[a, b] and labels[a, b] < 0:
                    labels[a, b] = count
                    waiting.append((a, b))
        count += 1
    return np.maximum(labels, 0), count


# %% wrong first-row-and-column-left-out
# 邻居的下标写成了大于 0：第 0 行、第 0 列不算在图里
def label_components(mask):
    height, width = mask.shape
    labels, count = np.zeros(mask.shape, dtype=int), 0
    for start in zip(*np.nonzero(mask)):
        if labels[start]:
            continue
        count += 1
        labels[start] = count
        waiting = [start]
        while waiting:
            r, c = waiting.pop()
            for a, b in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if 0 < a < height and 0 < b < width and mask[a, b] and not labels[a, b]:
                    labels[a, b] = count
                    waiting.append((a, b))
    return labels, count


# %% wrong first-row-left-out
# 邻居的行写成了大于 0：第 0 行不算在图里
def label_components(mask):
    height, width = mask.shape
    labels, count = np.zeros(mask.shape, dtype=int), 0
    for start in zip(*np.nonzero(mask)):
        if labels[start]:
            continue
        count += 1
        labels[start] = count
        waiting = [start]
        while waiting:
            r, c = waiting.pop()
            for a, b in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if 0 < a < height and 0 <= b < width and mask[a, b] and not labels[a, b]:
                    labels[a, b] = count
                    waiting.append((a, b))
    return labels, count


# %% wrong last-row-and-column-left-out
# 最后一行、最后一列没有当成邻居
def label_components(mask):
    height, width = mask.shape
    labels, count = np.zeros(mask.shape, dtype=int), 0
    for start in zip(*np.nonzero(mask)):
        if labels[start]:
            continue
        count += 1
        labels[start] = count
        waiting = [start]
        while waiting:
            r, c = waiting.pop()
            for a, b in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if 0 <= a < height - 1 and 0 <= b < width - 1 and mask[a, b] and not labels[a, b]:
                    labels[a, b] = count
                    waiting.append((a, b))
    return labels, count


# %% right two-passes
# 两遍扫描，并查集合并，最后重排
def label_components(mask):
    height, width = mask.shape
    labels, parents = np.zeros(mask.shape, dtype=np.int32), [0]

    def root(k):
        while parents[k] != k:
            parents[k] = parents[parents[k]]
            k = parents[k]
        return k

    for i in range(height):
        for j in range(width):
            if not mask[i, j]:
                continue
            above = root(labels[i - 1, j]) if i and mask[i - 1, j] else 0
            before = root(labels[i, j - 1]) if j and mask[i, j - 1] else 0
            if above and before:
                parents[max(above, before)] = min(above, before)
            elif not above and not before:
                parents.append(len(parents))
            labels[i, j] = min(k for k in (above, before) if k) if above or before else len(parents) - 1
    numbers = {}
    for i, j in zip(*np.nonzero(mask)):
        k = root(labels[i, j])
        labels[i, j] = numbers.setdefault(k, len(numbers) + 1)
    return labels, len(numbers)


# %% right queue
# 四周垫一圈 False，先进先出
from collections import deque


def label_components(mask):
    left = np.pad(mask, 1)
    labels = np.zeros(left.shape, dtype=int)
    count = 0
    for i, j in np.argwhere(left).tolist():
        if not left[i, j]:
            continue
        count += 1
        todo = deque([(i, j)])
        left[i, j] = False
        while todo:
            r, c = todo.popleft()
            labels[r, c] = count
            for a, b in ((r - 1, c), (r, c - 1), (r, c + 1), (r + 1, c)):
                if left[a, b]:
                    left[a, b] = False
                    todo.append((a, b))
    return labels[1:-1, 1:-1], count


# %% right sets
# 用坐标的集合，一圈一圈地向外长
def label_components(mask):
    rest = {(int(r), int(c)) for r, c in np.argwhere(mask)}
    labels, count = np.zeros(mask.shape, dtype=np.uint16), 0
    for start in sorted(rest):
        if start not in rest:
            continue
        count += 1
        edge = {start}
        while edge:
            rest -= edge
            for r, c in edge:
                labels[r, c] = count
            edge = {(r + a, c + b) for r, c in edge for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1))} & rest
    return labels, count
