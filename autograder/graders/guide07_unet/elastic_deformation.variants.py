# %%
import numpy as np
import torch
from torch.nn import functional as F


# %% wrong two-fields
# 照片和掩膜各抽了一次位移
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    node_rows = np.linspace(0, grid - 1, h)[:, None]
    node_columns = np.linspace(0, grid - 1, w)[None]
    down, right = rng.normal(0, std, size=(2, grid, grid))
    rows = np.arange(h)[:, None] + bilinear(down, node_rows, node_columns)
    columns = np.arange(w)[None] + bilinear(right, node_rows, node_columns)
    down, right = rng.normal(0, std, size=(2, grid, grid))
    other_rows = np.arange(h)[:, None] + bilinear(down, node_rows, node_columns)
    other_columns = np.arange(w)[None] + bilinear(right, node_rows, node_columns)
    nearest = (
        np.clip(np.rint(other_rows).astype(int), 0, h - 1),
        np.clip(np.rint(other_columns).astype(int), 0, w - 1),
    )
    return bilinear(image, rows, columns), mask[nearest]


# %% wrong mask-blurred
# 掩膜也做了双线性插值，冒出了新的值
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    node_rows = np.linspace(0, grid - 1, h)[:, None]
    node_columns = np.linspace(0, grid - 1, w)[None]
    down, right = rng.normal(0, std, size=(2, grid, grid))
    rows = np.arange(h)[:, None] + bilinear(down, node_rows, node_columns)
    columns = np.arange(w)[None] + bilinear(right, node_rows, node_columns)
    pass
    return bilinear(image, rows, columns), bilinear(mask.astype(float), rows, columns).astype(mask.dtype)


# %% wrong same-for-both
# 行和列用了同一个位移
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    node_rows = np.linspace(0, grid - 1, h)[:, None]
    node_columns = np.linspace(0, grid - 1, w)[None]
    down = rng.normal(0, std, size=(grid, grid))
    rows = np.arange(h)[:, None] + bilinear(down, node_rows, node_columns)
    columns = np.arange(w)[None] + bilinear(down, node_rows, node_columns)
    nearest = (
        np.clip(np.rint(rows).astype(int), 0, h - 1),
        np.clip(np.rint(columns).astype(int), 0, w - 1),
    )
    return bilinear(image, rows, columns), mask[nearest]


# %% wrong rows-columns-swapped
# 行号和列号弄反了：取的是转置的图
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    node_rows = np.linspace(0, grid - 1, h)[:, None]
    node_columns = np.linspace(0, grid - 1, w)[None]
    down, right = rng.normal(0, std, size=(2, grid, grid))
    rows = np.arange(h)[:, None] + bilinear(down, node_rows, node_columns)
    columns = np.arange(w)[None] + bilinear(right, node_rows, node_columns)
    nearest = (
        np.clip(np.rint(columns).astype(int), 0, h - 1),
        np.clip(np.rint(rows).astype(int), 0, w - 1),
    )
    return bilinear(image, columns, rows), mask[nearest]


# %% wrong noise
# 每个像素各抽各的位移，没有插值
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    down, right = rng.normal(0, std, size=(2, h, w))
    rows = np.arange(h)[:, None] + down
    columns = np.arange(w)[None] + right
    nearest = (
        np.clip(np.rint(rows).astype(int), 0, h - 1),
        np.clip(np.rint(columns).astype(int), 0, w - 1),
    )
    return bilinear(image, rows, columns), mask[nearest]


# %% wrong blocks
# 格点之间没有插值：每个像素用最近的格点的位移
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    node_rows = np.linspace(0, grid - 1, h)[:, None]
    node_columns = np.linspace(0, grid - 1, w)[None]
    down, right = rng.normal(0, std, size=(2, grid, grid))
    rows = np.arange(h)[:, None] + down[np.rint(node_rows).astype(int), np.rint(node_columns).astype(int)]
    columns = np.arange(w)[None] + right[np.rint(node_rows).astype(int), np.rint(node_columns).astype(int)]
    nearest = (
        np.clip(np.rint(rows).astype(int), 0, h - 1),
        np.clip(np.rint(columns).astype(int), 0, w - 1),
    )
    return bilinear(image, rows, columns), mask[nearest]


# %% wrong zero-outside
# 取到图外面时填了 0
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    node_rows = np.linspace(0, grid - 1, h)[:, None]
    node_columns = np.linspace(0, grid - 1, w)[None]
    down, right = rng.normal(0, std, size=(2, grid, grid))
    rows = np.arange(h)[:, None] + bilinear(down, node_rows, node_columns)
    columns = np.arange(w)[None] + bilinear(right, node_rows, node_columns)
    outside = (rows < 0) | (rows > h - 1) | (columns < 0) | (columns > w - 1)
    nearest = (
        np.clip(np.rint(rows).astype(int), 0, h - 1),
        np.clip(np.rint(columns).astype(int), 0, w - 1),
    )
    return np.where(outside, 0.0, bilinear(image, rows, columns)), np.where(
        outside, np.zeros(1, mask.dtype), mask[nearest]
    )


# %% wrong wraps-around
# 取到图外面时从另一边绕了回来
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    node_rows = np.linspace(0, grid - 1, h)[:, None]
    node_columns = np.linspace(0, grid - 1, w)[None]
    down, right = rng.normal(0, std, size=(2, grid, grid))
    rows = np.arange(h)[:, None] + bilinear(down, node_rows, node_columns)
    columns = np.arange(w)[None] + bilinear(right, node_rows, node_columns)
    rows, columns = (
        np.where((rows < 0) | (rows > h - 1), rows % h, rows),
        np.where((columns < 0) | (columns > w - 1), columns % w, columns),
    )
    nearest = (
        np.clip(np.rint(rows).astype(int), 0, h - 1),
        np.clip(np.rint(columns).astype(int), 0, w - 1),
    )
    return bilinear(image, rows, columns), mask[nearest]


# %% wrong grid-ignored
# 没有理会 grid，总是 3×3
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    grid = 3
    node_rows = np.linspace(0, grid - 1, h)[:, None]
    node_columns = np.linspace(0, grid - 1, w)[None]
    down, right = rng.normal(0, std, size=(2, grid, grid))
    rows = np.arange(h)[:, None] + bilinear(down, node_rows, node_columns)
    columns = np.arange(w)[None] + bilinear(right, node_rows, node_columns)
    nearest = (
        np.clip(np.rint(rows).astype(int), 0, h - 1),
        np.clip(np.rint(columns).astype(int), 0, w - 1),
    )
    return bilinear(image, rows, columns), mask[nearest]


# %% wrong global-random
# 没有用传进来的 rng
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    node_rows = np.linspace(0, grid - 1, h)[:, None]
    node_columns = np.linspace(0, grid - 1, w)[None]
    down, right = np.random.normal(0, std, size=(2, grid, grid))
    rows = np.arange(h)[:, None] + bilinear(down, node_rows, node_columns)
    columns = np.arange(w)[None] + bilinear(right, node_rows, node_columns)
    nearest = (
        np.clip(np.rint(rows).astype(int), 0, h - 1),
        np.clip(np.rint(columns).astype(int), 0, w - 1),
    )
    return bilinear(image, rows, columns), mask[nearest]


# %% wrong nodes-inside
# 格点在每一块的中央，没有排到边上
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    node_rows = ((np.arange(h) + 0.5) * grid / h - 0.5)[:, None]
    node_columns = ((np.arange(w) + 0.5) * grid / w - 0.5)[None]
    down, right = rng.normal(0, std, size=(2, grid, grid))
    rows = np.arange(h)[:, None] + bilinear(down, node_rows, node_columns)
    columns = np.arange(w)[None] + bilinear(right, node_rows, node_columns)
    nearest = (
        np.clip(np.rint(rows).astype(int), 0, h - 1),
        np.clip(np.rint(columns).astype(int), 0, w - 1),
    )
    return bilinear(image, rows, columns), mask[nearest]


# %% wrong picture-nearest
# 照片也取了最近的像素，没有插值
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    node_rows = np.linspace(0, grid - 1, h)[:, None]
    node_columns = np.linspace(0, grid - 1, w)[None]
    down, right = rng.normal(0, std, size=(2, grid, grid))
    rows = np.arange(h)[:, None] + bilinear(down, node_rows, node_columns)
    columns = np.arange(w)[None] + bilinear(right, node_rows, node_columns)
    nearest = (
        np.clip(np.rint(rows).astype(int), 0, h - 1),
        np.clip(np.rint(columns).astype(int), 0, w - 1),
    )
    return np.asarray(image, dtype=float)[nearest], mask[nearest]


# %% wrong uniform
# 位移是均匀分布的，不是正态分布
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    node_rows = np.linspace(0, grid - 1, h)[:, None]
    node_columns = np.linspace(0, grid - 1, w)[None]
    down, right = rng.uniform(-std, std, size=(2, grid, grid))
    rows = np.arange(h)[:, None] + bilinear(down, node_rows, node_columns)
    columns = np.arange(w)[None] + bilinear(right, node_rows, node_columns)
    nearest = (
        np.clip(np.rint(rows).astype(int), 0, h - 1),
        np.clip(np.rint(columns).astype(int), 0, w - 1),
    )
    return bilinear(image, rows, columns), mask[nearest]


# %% wrong mask-truncated
# 掩膜取整时总是往下取，不是取最近的像素
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    node_rows = np.linspace(0, grid - 1, h)[:, None]
    node_columns = np.linspace(0, grid - 1, w)[None]
    down, right = rng.normal(0, std, size=(2, grid, grid))
    rows = np.arange(h)[:, None] + bilinear(down, node_rows, node_columns)
    columns = np.arange(w)[None] + bilinear(right, node_rows, node_columns)
    nearest = (np.clip(rows.astype(int), 0, h - 1), np.clip(columns.astype(int), 0, w - 1))
    return bilinear(image, rows, columns), mask[nearest]


# %% right torch
# 用 PyTorch 的插值和采样，双三次
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape
    nodes = torch.tensor(rng.standard_normal((1, 2, grid, grid)) * std)
    field = F.interpolate(nodes, (h, w), mode="bicubic", align_corners=True)[0].numpy()
    rows, columns = np.indices((h, w)) + field
    where = np.stack([2 * columns / (w - 1) - 1, 2 * rows / (h - 1) - 1], axis=-1)
    picture = torch.tensor(np.ascontiguousarray(image, dtype=np.float64))[None, None]
    how = {"padding_mode": "border", "align_corners": True}
    new = F.grid_sample(picture, torch.tensor(where)[None], mode="bilinear", **how)
    r = np.floor(rows + 0.5).clip(0, h - 1).astype(int)
    c = np.floor(columns + 0.5).clip(0, w - 1).astype(int)
    return new[0, 0].numpy(), mask[r, c]


# %% right interp
# 一行一行、一列一列地用 np.interp，先抽列后抽行
def elastic_deformation(image, mask, rng, grid=3, std=10.0):
    h, w = image.shape

    def field():
        nodes = np.array([[rng.normal(scale=std) for _ in range(grid)] for _ in range(grid)])
        x, y = np.linspace(0, w - 1, grid), np.linspace(0, h - 1, grid)
        wide = np.array([np.interp(np.arange(w), x, line) for line in nodes])
        return np.array([np.interp(np.arange(h), y, line) for line in wide.T]).T

    across, down = field(), field()
    rows = np.clip(np.arange(h)[:, None] + down, 0, h - 1)
    columns = np.clip(np.arange(w) + across, 0, w - 1)
    return bilinear(image, rows, columns), mask[rows.round().astype(int), columns.round().astype(int)]
