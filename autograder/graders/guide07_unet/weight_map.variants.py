# %%
import numpy as np


# %% wrong one-distance
# 只用了到最近的细胞的距离
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = labels.size / (2 * own.sum())
    numbers, ground = np.unique(labels[cell]), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground[:, None] - points) ** 2).sum(axis=2).min(axis=1))
    d1, _ = np.sqrt(np.sort(squares, axis=0)[:2])
    weights[~cell] += w0 * np.exp(-(d1**2) / (2 * sigma**2))
    return weights


# %% wrong same-cell-twice
# 取的是最近的两个细胞像素，它们往往在同一个细胞里
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = labels.size / (2 * own.sum())
    numbers, ground = np.unique(labels[cell]), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground[:, None] - points) ** 2).sum(axis=2).min(axis=1))
    squares = ((ground[:, None] - np.argwhere(cell)) ** 2).sum(axis=2)
    d1, d2 = np.sqrt(np.sort(squares, axis=1)[:, :2].T)
    weights[~cell] += w0 * np.exp(-((d1 + d2) ** 2) / (2 * sigma**2))
    return weights


# %% wrong sum-of-squares
# 写成了 d1² + d2²，不是 (d1 + d2)²
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = labels.size / (2 * own.sum())
    numbers, ground = np.unique(labels[cell]), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground[:, None] - points) ** 2).sum(axis=2).min(axis=1))
    d1, d2 = np.sqrt(np.sort(squares, axis=0)[:2])
    weights[~cell] += w0 * np.exp(-(d1**2 + d2**2) / (2 * sigma**2))
    return weights


# %% wrong one-mask
# 把 labels 当成了掩膜：所有细胞算成一个，第二项从来没有
def weight_map(labels, w0=10.0, sigma=5.0):
    labels = (labels > 0).astype(int)
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = labels.size / (2 * own.sum())
    numbers, ground = np.unique(labels[cell]), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground[:, None] - points) ** 2).sum(axis=2).min(axis=1))
    d1, d2 = np.sqrt(np.sort(squares, axis=0)[:2])
    weights[~cell] += w0 * np.exp(-((d1 + d2) ** 2) / (2 * sigma**2))
    return weights


# %% wrong no-two-in-exponent
# 指数的分母里少了 2
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = labels.size / (2 * own.sum())
    numbers, ground = np.unique(labels[cell]), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground[:, None] - points) ** 2).sum(axis=2).min(axis=1))
    d1, d2 = np.sqrt(np.sort(squares, axis=0)[:2])
    weights[~cell] += w0 * np.exp(-((d1 + d2) ** 2) / sigma**2)
    return weights


# %% wrong no-class-weight
# 没有平衡两类，处处从 1 开始
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = 1.0
    numbers, ground = np.unique(labels[cell]), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground[:, None] - points) ** 2).sum(axis=2).min(axis=1))
    d1, d2 = np.sqrt(np.sort(squares, axis=0)[:2])
    weights[~cell] += w0 * np.exp(-((d1 + d2) ** 2) / (2 * sigma**2))
    return weights


# %% wrong classes-swapped
# 两类的权重弄反了：用的是另一类的像素数
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = labels.size / (2 * (~own).sum())
    numbers, ground = np.unique(labels[cell]), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground[:, None] - points) ** 2).sum(axis=2).min(axis=1))
    d1, d2 = np.sqrt(np.sort(squares, axis=0)[:2])
    weights[~cell] += w0 * np.exp(-((d1 + d2) ** 2) / (2 * sigma**2))
    return weights


# %% wrong half-for-one-class
# 整张图只有一类时给的是 0.5
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights / 2
    for own in (cell, ~cell):
        weights[own] = labels.size / (2 * own.sum())
    numbers, ground = np.unique(labels[cell]), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground[:, None] - points) ** 2).sum(axis=2).min(axis=1))
    d1, d2 = np.sqrt(np.sort(squares, axis=0)[:2])
    weights[~cell] += w0 * np.exp(-((d1 + d2) ** 2) / (2 * sigma**2))
    return weights


# %% wrong on-cells-too
# 细胞的像素也加了第二项
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = labels.size / (2 * own.sum())
    numbers, ground = np.unique(labels[cell]), np.argwhere(np.ones_like(cell))
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground[:, None] - points) ** 2).sum(axis=2).min(axis=1))
    d1, d2 = np.sqrt(np.sort(squares, axis=0)[:2])
    weights += (w0 * np.exp(-((d1 + d2) ** 2) / (2 * sigma**2))).reshape(labels.shape)
    return weights


# %% wrong city-block
# 距离是横竖相加，不是欧氏距离
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = labels.size / (2 * own.sum())
    numbers, ground = np.unique(labels[cell]), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(np.abs(ground[:, None] - points).sum(axis=2).min(axis=1))
    d1, d2 = np.sort(squares, axis=0)[:2]
    weights[~cell] += w0 * np.exp(-((d1 + d2) ** 2) / (2 * sigma**2))
    return weights


# %% wrong numbers-assumed
# 以为编号从 1 连到最大：空着的号码也当成一个细胞
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = labels.size / (2 * own.sum())
    numbers, ground = range(1, labels.max() + 1), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground[:, None] - points) ** 2).sum(axis=2).min(axis=1))
    d1, d2 = np.sqrt(np.sort(squares, axis=0)[:2])
    weights[~cell] += w0 * np.exp(-((d1 + d2) ** 2) / (2 * sigma**2))
    return weights


# %% wrong class-share-not-halved
# 类的权重没有除以 2
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = labels.size / own.sum()
    numbers, ground = np.unique(labels[cell]), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground[:, None] - points) ** 2).sum(axis=2).min(axis=1))
    d1, d2 = np.sqrt(np.sort(squares, axis=0)[:2])
    weights[~cell] += w0 * np.exp(-((d1 + d2) ** 2) / (2 * sigma**2))
    return weights


# %% wrong centre-of-cell
# 量的是到细胞中心的距离，不是到最近的像素
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = labels.size / (2 * own.sum())
    numbers, ground = np.unique(labels[cell]), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground - points.mean(axis=0)) ** 2).sum(axis=1))
    d1, d2 = np.sqrt(np.sort(squares, axis=0)[:2])
    weights[~cell] += w0 * np.exp(-((d1 + d2) ** 2) / (2 * sigma**2))
    return weights


# %% wrong sigma-not-squared
# 指数的分母里 σ 没有平方
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = labels.size / (2 * own.sum())
    numbers, ground = np.unique(labels[cell]), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground[:, None] - points) ** 2).sum(axis=2).min(axis=1))
    d1, d2 = np.sqrt(np.sort(squares, axis=0)[:2])
    weights[~cell] += w0 * np.exp(-((d1 + d2) ** 2) / (2 * sigma))
    return weights


# %% wrong distance-not-rooted
# 距离忘了开方：d1、d2 用的是平方
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = labels.size / (2 * own.sum())
    numbers, ground = np.unique(labels[cell]), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground[:, None] - points) ** 2).sum(axis=2).min(axis=1))
    d1, d2 = np.sort(squares, axis=0)[:2]
    weights[~cell] += w0 * np.exp(-((d1 + d2) ** 2) / (2 * sigma**2))
    return weights


# %% wrong sum-not-squared
# d1 + d2 没有平方
def weight_map(labels, w0=10.0, sigma=5.0):
    cell = labels > 0
    weights = np.ones(labels.shape)
    if cell.all() or not cell.any():
        return weights
    for own in (cell, ~cell):
        weights[own] = labels.size / (2 * own.sum())
    numbers, ground = np.unique(labels[cell]), np.argwhere(~cell)
    if len(numbers) < 2:
        return weights
    squares = []
    for number in numbers:
        points = np.argwhere(labels == number)
        squares.append(((ground[:, None] - points) ** 2).sum(axis=2).min(axis=1))
    d1, d2 = np.sqrt(np.sort(squares, axis=0)[:2])
    weights[~cell] += w0 * np.exp(-(d1 + d2) / (2 * sigma**2))
    return weights


# %% right distance-stack
# 先算好所有行差、列差，逐个细胞取最小
def weight_map(labels, w0=10.0, sigma=5.0):
    ground = labels == 0
    share = ground.mean()
    if share in (0, 1):
        return np.ones(labels.shape)
    out = np.where(ground, 0.5 / share, 0.5 / (1 - share))
    rows, columns = np.indices(labels.shape)
    distances = []
    for number in set(labels[~ground].tolist()):
        r, c = np.nonzero(labels == number)
        distances.append(np.hypot(rows[..., None] - r, columns[..., None] - c).min(axis=-1))
    if len(distances) >= 2:
        near = np.sort(np.stack(distances), axis=0)
        out = out + ground * w0 * np.exp(-((near[0] + near[1]) ** 2) / (2 * sigma * sigma))
    return out


# %% right pixel-by-pixel
# 一个像素一个像素地算，边走边记最小的两个
def weight_map(labels, w0=10.0, sigma=5.0):
    n_cell = np.count_nonzero(labels)
    n_ground = labels.size - n_cell
    weights = np.ones(labels.shape, dtype=np.float64)
    if n_cell == 0 or n_ground == 0:
        return weights
    weights[labels != 0] = labels.size / 2 / n_cell
    weights[labels == 0] = labels.size / 2 / n_ground
    points = {k: np.argwhere(labels == k) for k in np.unique(labels) if k != 0}
    for i, j in np.argwhere(labels == 0):
        d1 = d2 = np.inf
        for cell in points.values():
            d = np.linalg.norm(cell - (i, j), axis=1).min()
            if d < d1:
                d1, d2 = d, d1
            elif d < d2:
                d2 = d
        weights[i, j] += w0 * np.exp(-((d1 + d2) ** 2) / (2 * sigma**2))
    return weights
