# %%
import numpy as np


# %% wrong vertical-distances
# 求的是竖直距离的最小二乘直线
def perpendicular_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    m, b = np.polyfit(x, y, 1)
    return m, b


# %% wrong not-centred
# 没有减去重心就求方向
def perpendicular_line(x, y):
    _, _, vt = np.linalg.svd(np.stack([x, y], axis=1).astype(float), full_matrices=False)
    ux, uy = vt[0]
    if abs(ux) <= 1e-12:
        raise ValueError
    m = uy / ux
    return m, np.mean(y) - m * np.mean(x)


# %% wrong other-direction
# 取了数据最窄的方向，得到的直线与正确的垂直
def perpendicular_line(x, y):
    dx, dy = x - np.mean(x), y - np.mean(y)
    _, _, vt = np.linalg.svd(np.stack([dx, dy], axis=1), full_matrices=False)
    ux, uy = vt[1]
    if abs(ux) <= 1e-12:
        raise ValueError
    m = uy / ux
    return m, np.mean(y) - m * np.mean(x)


# %% wrong column-for-row
# 取了 Vt 的第一列，方向在 Vt 的第一行
def perpendicular_line(x, y):
    dx, dy = x - np.mean(x), y - np.mean(y)
    _, _, vt = np.linalg.svd(np.stack([dx, dy], axis=1), full_matrices=False)
    ux, uy = vt[:, 0]
    if abs(ux) <= 1e-12:
        raise ValueError
    m = uy / ux
    return m, np.mean(y) - m * np.mean(x)


# %% wrong vertical-unchecked
# 没有检查直线是不是竖直的，斜率除以了 0 或几乎是 0 的数
def perpendicular_line(x, y):
    dx, dy = x - np.mean(x), y - np.mean(y)
    _, _, vt = np.linalg.svd(np.stack([dx, dy], axis=1), full_matrices=False)
    ux, uy = vt[0]
    m = uy / ux
    return m, np.mean(y) - m * np.mean(x)


# %% wrong constant-x-only
# 只在 x 全都相等时报错，别的竖直的情形没有认出来
def perpendicular_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx, dy = x - np.mean(x), y - np.mean(y)
    _, _, vt = np.linalg.svd(np.stack([dx, dy], axis=1), full_matrices=False)
    ux, uy = vt[0]
    m = uy / ux
    return m, np.mean(y) - m * np.mean(x)


# %% wrong slope-upside-down
# 斜率除反了，成了 u_x / u_y
def perpendicular_line(x, y):
    dx, dy = x - np.mean(x), y - np.mean(y)
    _, _, vt = np.linalg.svd(np.stack([dx, dy], axis=1), full_matrices=False)
    ux, uy = vt[0]
    if abs(ux) <= 1e-12:
        raise ValueError
    m = ux / uy
    return m, np.mean(y) - m * np.mean(x)


# %% wrong swapped
# 返回的次序反了，是 (b, m)
def perpendicular_line(x, y):
    dx, dy = x - np.mean(x), y - np.mean(y)
    _, _, vt = np.linalg.svd(np.stack([dx, dy], axis=1), full_matrices=False)
    ux, uy = vt[0]
    if abs(ux) <= 1e-12:
        raise ValueError
    m = uy / ux
    return np.mean(y) - m * np.mean(x), m


# %% wrong x-from-y
# 求的是水平距离的最小二乘：由 y 预测 x，再倒过来
def perpendicular_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx, dy = x - np.mean(x), y - np.mean(y)
    m = np.sum(dy**2) / np.sum(dx * dy) if np.any(dy != 0) else 0.0
    return m, np.mean(y) - m * np.mean(x)


# %% wrong ratio-of-spreads
# 斜率取成了两个标准差之比：先各自标准化，再求方向，就会这样
def perpendicular_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx, dy = x - np.mean(x), y - np.mean(y)
    m = np.sign(np.sum(dx * dy)) * np.std(y) / np.std(x)
    return m, np.mean(y) - m * np.mean(x)


# %% wrong intercept-uncentred
# 截距取成了 y 的平均值，没有减去 m 乘以 x 的平均值
def perpendicular_line(x, y):
    dx, dy = x - np.mean(x), y - np.mean(y)
    _, _, vt = np.linalg.svd(np.stack([dx, dy], axis=1), full_matrices=False)
    ux, uy = vt[0]
    if abs(ux) <= 1e-12:
        raise ValueError
    return uy / ux, np.mean(y)


# %% wrong positive-slope-only
# 方向的两个分量取了绝对值，下降的直线也得到正的斜率
def perpendicular_line(x, y):
    dx, dy = x - np.mean(x), y - np.mean(y)
    _, _, vt = np.linalg.svd(np.stack([dx, dy], axis=1), full_matrices=False)
    ux, uy = np.abs(vt[0])
    if ux <= 1e-12:
        raise ValueError
    m = uy / ux
    return m, np.mean(y) - m * np.mean(x)


# %% wrong steep-refused
# 判断竖直的界限比题面写的宽（例如用了 np.isclose），很陡的直线也报了错
def perpendicular_line(x, y):
    dx, dy = x - np.mean(x), y - np.mean(y)
    _, _, vt = np.linalg.svd(np.stack([dx, dy], axis=1), full_matrices=False)
    ux, uy = vt[0]
    if np.isclose(ux, 0):
        raise ValueError
    m = uy / ux
    return m, np.mean(y) - m * np.mean(x)


# %% wrong horizontal-refused
# 检查了另一个分量，水平的直线报了错，竖直的没有
def perpendicular_line(x, y):
    dx, dy = x - np.mean(x), y - np.mean(y)
    _, _, vt = np.linalg.svd(np.stack([dx, dy], axis=1), full_matrices=False)
    ux, uy = vt[0]
    if abs(uy) <= 1e-12:
        raise ValueError
    m = uy / ux
    return m, np.mean(y) - m * np.mean(x)


# %% wrong ratio-always-positive
# 斜率取成了两个标准差之比，总是正的
def perpendicular_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    m = np.std(y) / np.std(x)
    return m, np.mean(y) - m * np.mean(x)


# %% wrong intercept-from-first-point
# 截距由第一个点求，直线穿过的是第一个点，不是重心
def perpendicular_line(x, y):
    dx, dy = x - np.mean(x), y - np.mean(y)
    _, _, vt = np.linalg.svd(np.stack([dx, dy], axis=1), full_matrices=False)
    ux, uy = vt[0]
    if abs(ux) <= 1e-12:
        raise ValueError
    m = uy / ux
    return m, y[0] - m * x[0]


# %% right eigh
# 用协方差矩阵的特征向量，np.linalg.eigh 从小到大排，取最后一个
def perpendicular_line(x, y):
    table = np.cov(x, y)
    _, vectors = np.linalg.eigh(table)
    ux, uy = vectors[:, -1]
    if abs(ux) < 1e-12:
        raise ValueError("竖直")
    return float(uy / ux), float(y.mean() - uy / ux * x.mean())


# %% right points-as-columns
# 点排成两行，取 U 的第一列
def perpendicular_line(x, y):
    points = np.array([x, y], dtype=float)
    centre = points.mean(axis=1, keepdims=True)
    u, _, _ = np.linalg.svd(points - centre)
    direction = u[:, 0]
    if np.abs(direction[0]) <= 1e-12:
        raise ValueError("竖直")
    m = direction[1] / direction[0]
    return [m, (centre[1] - m * centre[0])[0]]


# %% right normal
# 取最窄的方向当法向量，再由它求斜率
def perpendicular_line(x, y):
    dx, dy = x - x.mean(), y - y.mean()
    _, _, vt = np.linalg.svd(np.stack([dx, dy], axis=1), full_matrices=False)
    nx, ny = vt[1]
    if abs(ny) <= 1e-12:
        raise ValueError("竖直")
    m = -nx / ny
    return m, y.mean() - m * x.mean()
