# %%
import math


# %% wrong two-scales
# x 和 y 各用各的倍数，形状被拉扁了
def fit(points, width, height, margin=0):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    w, h = max(xs) - min(xs), max(ys) - min(ys)
    sx = (width - 2 * margin) / w if w else 1
    sy = (height - 2 * margin) / h if h else 1
    mx, my = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return [(width / 2 + (x - mx) * sx, height / 2 - (y - my) * sy) for x, y in points]


# %% wrong y-up
# y 没有反过来，上下颠倒
def fit(points, width, height, margin=0):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    w, h = max(xs) - min(xs), max(ys) - min(ys)
    s = min((width - 2 * margin) / w if w else math.inf, (height - 2 * margin) / h if h else math.inf)
    s = 1 if s == math.inf else s
    mx, my = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return [(width / 2 + (x - mx) * s, height / 2 + (y - my) * s) for x, y in points]


# %% wrong centred-by-mean
# 居中的是所有点的平均，不是外框的中心
def fit(points, width, height, margin=0):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    w, h = max(xs) - min(xs), max(ys) - min(ys)
    s = min((width - 2 * margin) / w if w else math.inf, (height - 2 * margin) / h if h else math.inf)
    s = 1 if s == math.inf else s
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return [(width / 2 + (x - mx) * s, height / 2 - (y - my) * s) for x, y in points]


# %% wrong margin-once
# 留白只减了一个 margin，没有减两边
def fit(points, width, height, margin=0):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    w, h = max(xs) - min(xs), max(ys) - min(ys)
    s = min((width - margin) / w if w else math.inf, (height - margin) / h if h else math.inf)
    s = 1 if s == math.inf else s
    mx, my = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return [(width / 2 + (x - mx) * s, height / 2 - (y - my) * s) for x, y in points]


# %% wrong margin-ignored
# 没有留白
def fit(points, width, height, margin=0):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    w, h = max(xs) - min(xs), max(ys) - min(ys)
    s = min(width / w if w else math.inf, height / h if h else math.inf)
    s = 1 if s == math.inf else s
    mx, my = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return [(width / 2 + (x - mx) * s, height / 2 - (y - my) * s) for x, y in points]


# %% wrong division-by-zero
# 外框有一边是 0 时，除以了 0
def fit(points, width, height, margin=0):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    s = min((width - 2 * margin) / (max(xs) - min(xs)), (height - 2 * margin) / (max(ys) - min(ys)))
    mx, my = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return [(width / 2 + (x - mx) * s, height / 2 - (y - my) * s) for x, y in points]


# %% wrong flat-not-scaled
# 外框有一边是 0 时干脆没有放大
def fit(points, width, height, margin=0):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    w, h = max(xs) - min(xs), max(ys) - min(ys)
    s = min((width - 2 * margin) / w, (height - 2 * margin) / h) if w and h else 1
    mx, my = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return [(width / 2 + (x - mx) * s, height / 2 - (y - my) * s) for x, y in points]


# %% wrong flat-counts-as-one
# 外框里是 0 的那一边当成了 1，它仍然限制倍数
def fit(points, width, height, margin=0):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    w, h = max(xs) - min(xs) or 1, max(ys) - min(ys) or 1
    s = min((width - 2 * margin) / w, (height - 2 * margin) / h)
    mx, my = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return [(width / 2 + (x - mx) * s, height / 2 - (y - my) * s) for x, y in points]


# %% wrong larger-scale
# 取了大的倍数，有一边画到了外面
def fit(points, width, height, margin=0):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    w, h = max(xs) - min(xs), max(ys) - min(ys)
    s = max((width - 2 * margin) / w if w else 0, (height - 2 * margin) / h if h else 0)
    mx, my = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return [(width / 2 + (x - mx) * s, height / 2 - (y - my) * s) for x, y in points]


# %% wrong width-only
# 倍数只看了宽
def fit(points, width, height, margin=0):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    w, h = max(xs) - min(xs), max(ys) - min(ys)
    s = (width - 2 * margin) / w if w else ((height - 2 * margin) / h if h else 1)
    mx, my = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return [(width / 2 + (x - mx) * s, height / 2 - (y - my) * s) for x, y in points]


# %% wrong top-left
# 靠左上放，没有居中
def fit(points, width, height, margin=0):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    w, h = max(xs) - min(xs), max(ys) - min(ys)
    s = min((width - 2 * margin) / w if w else math.inf, (height - 2 * margin) / h if h else math.inf)
    s = 1 if s == math.inf else s
    return [(margin + (x - min(xs)) * s, margin + (max(ys) - y) * s) for x, y in points]


# %% wrong box-around-zero
# 以为点的中心就是 (0, 0)，没有减去外框的中心
def fit(points, width, height, margin=0):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    w, h = max(xs) - min(xs), max(ys) - min(ys)
    s = min((width - 2 * margin) / w if w else math.inf, (height - 2 * margin) / h if h else math.inf)
    s = 1 if s == math.inf else s
    return [(width / 2 + x * s, height / 2 - y * s) for x, y in points]


# %% wrong in-place
# 直接改动了传进来的列表
def fit(points, width, height, margin=0):
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    w, h = max(xs) - min(xs), max(ys) - min(ys)
    s = min((width - 2 * margin) / w if w else math.inf, (height - 2 * margin) / h if h else math.inf)
    s = 1 if s == math.inf else s
    mx, my = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    for i, (x, y) in enumerate(points):
        points[i] = (width / 2 + (x - mx) * s, height / 2 - (y - my) * s)
    return points


# %% wrong flat-to-the-centre
# 外框有一边是 0 时，把所有的点都放到了画面中心
def fit(points, width, height, margin=0):
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if wide == 0 or high == 0:
        return [(width / 2, height / 2) for _ in points]
    scale = min((width - 2 * margin) / wide, (height - 2 * margin) / high)
    cx, cy = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return [(width / 2 + (x - cx) * scale, height / 2 - (y - cy) * scale) for x, y in points]


# %% wrong half-the-width-for-centre
# 外框的中心写成了宽和高的一半，只在外框从 0 开始时才对
def fit(points, width, height, margin=0):
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scales = [(width - 2 * margin) / wide] if wide else []
    scales += [(height - 2 * margin) / high] if high else []
    scale = min(scales, default=1)
    return [(width / 2 + (x - wide / 2) * scale, height / 2 - (y - high / 2) * scale) for x, y in points]


# %% right infinity
# 没有限制的一边是无穷大
def fit(points, width, height, margin=0):
    xs, ys = zip(*points)
    w, h = max(xs) - min(xs), max(ys) - min(ys)
    s = min((width - 2 * margin) / w if w else math.inf, (height - 2 * margin) / h if h else math.inf)
    s = s if math.isfinite(s) else 0
    left, top = (width - w * s) / 2, (height - h * s) / 2
    return [(left + (x - min(xs)) * s, top + (max(ys) - y) * s) for x, y in points]


# %% right loops
# 初学者的循环，一步一步
def fit(points, width, height, margin=0):
    left = right = points[0][0]
    low = high = points[0][1]
    for x, y in points:
        left, right = min(left, x), max(right, x)
        low, high = min(low, y), max(high, y)
    if right == left and high == low:
        return [(width / 2, height / 2) for _ in points]
    if right == left:
        scale = (height - margin - margin) / (high - low)
    elif high == low:
        scale = (width - margin - margin) / (right - left)
    else:
        scale = (width - margin - margin) / (right - left)
        other = (height - margin - margin) / (high - low)
        if other < scale:
            scale = other
    result = []
    for x, y in points:
        new_x = (x - left - (right - left) / 2) * scale + width / 2
        new_y = (low + (high - low) / 2 - y) * scale + height / 2
        result.append([new_x, new_y])
    return result
