# %%
import numpy as np


# %% wrong forward
# 从原图往结果里放，放大时留下了洞
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def warp(image, matrix):
    inverse(matrix)
    h, w = image.shape
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = matrix @ np.array([j - (w - 1) / 2, i - (h - 1) / 2])
            c, r = int(np.rint(x + (w - 1) / 2)), int(np.rint(y + (h - 1) / 2))
            if 0 <= r < h and 0 <= c < w:
                out[r, c] = image[i, j]
    return out


# %% wrong not-inverted
# 该用逆矩阵的地方用了矩阵自己
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    inverse(matrix)
    return mapped(image, np.asarray(matrix, dtype=float))


# %% wrong transposed
# 用的是逆矩阵的转置：点写成了一行，乘在了矩阵的左边
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    return mapped(image, inverse(matrix).T)


# %% wrong swapped
# x 和 y 弄反了：把行号当成了 x
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    return mapped(image, inverse(matrix)[::-1, ::-1])


# %% wrong y-upwards
# y 是向上量的，题面里向下
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    return mapped(image, inverse(matrix) * np.array([[1, -1], [-1, 1]]))


# %% wrong centre
# 中心取成了 w / 2 和 h / 2，差半个像素
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    h, w = image.shape
    return mapped(image, inverse(matrix), cx=w / 2, cy=h / 2)


# %% wrong integer-centre
# 中心取成了整数 w // 2 和 h // 2，宽或高是偶数时差半个像素
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    h, w = image.shape
    return mapped(image, inverse(matrix), cx=w // 2, cy=h // 2)


# %% wrong corner
# 从左上角量起，没有减去中心
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    return mapped(image, inverse(matrix), cx=0, cy=0)


# %% wrong nearest
# 取的是最近的像素，没有插值
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    return mapped(
        image,
        inverse(matrix),
        sample=lambda im, r, c, at: at(im, int(np.floor(r + 0.5)), int(np.floor(c + 0.5))),
    )


# %% wrong wraps
# 下标 −1 取到了最后一列（行），另一边的颜色冒了出来
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    h, w = image.shape
    return mapped(
        image, inverse(matrix), at=lambda im, r, c: im[r, c] if -h <= r < h and -w <= c < w else 0.0
    )


# %% wrong edge-repeated
# 图片外面用了最近的边缘，不是 0
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    h, w = image.shape
    return mapped(
        image, inverse(matrix), at=lambda im, r, c: im[min(max(r, 0), h - 1), min(max(c, 0), w - 1)]
    )


# %% wrong cut-off
# 位置一出图片就给 0，边缘没有淡出
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    h, w = image.shape

    def sample(im, r, c, at):
        inside = -1e-9 <= r <= h - 1 + 1e-9 and -1e-9 <= c <= w - 1 + 1e-9
        return blend(im, r, c) if inside else 0.0

    return mapped(image, inverse(matrix), sample=sample)


# %% wrong truncated
# 用 int() 取整：负的小数往 0 靠，不是往下取
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    def sample(im, row, column, at):
        r, c = int(row), int(column)
        t, s = row - r, column - c
        top = (1 - s) * at(im, r, c) + s * at(im, r, c + 1)
        return (1 - t) * top + t * ((1 - s) * at(im, r + 1, c) + s * at(im, r + 1, c + 1))

    return mapped(image, inverse(matrix), sample=sample)


# %% wrong weights-swapped
# 插值的权重给反了：近的邻居轻，远的重
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    def sample(im, row, column, at):
        r, c = int(np.floor(row)), int(np.floor(column))
        t, s = 1 - (row - r), 1 - (column - c)
        top = (1 - s) * at(im, r, c) + s * at(im, r, c + 1)
        return (1 - t) * top + t * ((1 - s) * at(im, r + 1, c) + s * at(im, r + 1, c + 1))

    return mapped(image, inverse(matrix), sample=sample)


# %% wrong no-check
# 不检查奇异：除以了 0 或者舍入留下的极小的数
def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if det == 0:
        return np.zeros_like(image)
    return mapped(image, np.array([[d, -b], [-c, a]]) / det)


# %% wrong absolute-limit
# 判断奇异的界限是固定的数，元素很小的矩阵被当成了奇异的
def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    if abs(matrix[0][0] * matrix[1][1] - matrix[0][1] * matrix[1][0]) <= 1e-12:
        raise ValueError
    return mapped(image, np.linalg.inv(matrix))


# %% wrong exact-zero
# 行列式恰好是 0 才报错（np.linalg.inv 自己也只在这时报错），舍入留下的极小的行列式被当成了不是 0
def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    matrix = np.asarray(matrix, dtype=float)
    if matrix[0, 0] * matrix[1, 1] - matrix[0, 1] * matrix[1, 0] == 0:
        raise ValueError
    return mapped(image, np.linalg.inv(matrix))


# %% right loops
# 一个像素一个像素地问
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def pixel(image, r, c):
    h, w = image.shape
    return image[r, c] if 0 <= r < h and 0 <= c < w else 0.0


def blend(image, row, column, at=pixel):
    r, c = int(np.floor(row)), int(np.floor(column))
    t, s = row - r, column - c
    top = (1 - s) * at(image, r, c) + s * at(image, r, c + 1)
    bottom = (1 - s) * at(image, r + 1, c) + s * at(image, r + 1, c + 1)
    return (1 - t) * top + t * bottom


def mapped(image, m, at=pixel, sample=blend, cx=None, cy=None):
    h, w = image.shape
    cx, cy = (w - 1) / 2 if cx is None else cx, (h - 1) / 2 if cy is None else cy
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = m @ np.array([j - cx, i - cy])
            out[i, j] = sample(image, y + cy, x + cx, at)
    return out


def warp(image, matrix):
    return mapped(image, inverse(matrix))


# %% right tents
# 行和列各一个权重矩阵，帐篷形的权重
def inverse(matrix):
    (a, b), (c, d) = np.asarray(matrix, dtype=float)
    det = a * d - b * c
    if abs(det) <= 1e-12 * np.abs(matrix).max() ** 2:
        raise ValueError
    return np.array([[d, -b], [-c, a]]) / det


def warp(image, matrix):
    h, w = image.shape
    back = inverse(matrix)
    y, x = np.indices((h, w), dtype=float)
    p = np.stack([x - (w - 1) / 2, y - (h - 1) / 2])
    column, row = np.tensordot(back, p, axes=1)
    column, row = column + (w - 1) / 2, row + (h - 1) / 2
    by_row = np.clip(1 - np.abs(row[..., None] - np.arange(h)), 0, None)
    by_column = np.clip(1 - np.abs(column[..., None] - np.arange(w)), 0, None)
    return np.einsum("ijr,ijc,rc->ij", by_row, by_column, image)


# %% right masked
# 四个邻居各算一遍，落在外面的乘 0
def warp(image, matrix):
    matrix = np.asarray(matrix, float)
    if abs(np.linalg.det(matrix)) <= 1e-12 * np.max(np.abs(matrix)) ** 2:
        raise ValueError("singular")
    h, w = image.shape
    rows, columns = np.meshgrid(np.arange(h), np.arange(w), indexing="ij")
    points = np.stack([columns.ravel() - (w - 1) / 2, rows.ravel() - (h - 1) / 2])
    x, y = np.linalg.inv(matrix) @ points
    x, y = x + (w - 1) / 2, y + (h - 1) / 2
    x0, y0 = np.floor(x), np.floor(y)
    out = np.zeros(h * w)
    for dy in (0, 1):
        for dx in (0, 1):
            r, c = y0 + dy, x0 + dx
            ok = (r >= 0) & (r < h) & (c >= 0) & (c < w)
            weight = (1 - np.abs(x - c)) * (1 - np.abs(y - r))
            out[ok] += weight[ok] * image[r[ok].astype(int), c[ok].astype(int)]
    return out.reshape(h, w)
