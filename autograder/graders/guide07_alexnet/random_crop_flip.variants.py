# %%
# Slips leave names unused.
# ruff: noqa: RUF059
import numpy as np
import torch


# %% wrong one-corner
# 整批共用一个位置
def random_crop_flip(images, size, rng):
    n, _, h, w = images.shape
    if size > min(h, w):
        raise ValueError("size")
    rows = [rng.integers(h - size + 1)] * n
    columns = [rng.integers(w - size + 1)] * n
    mirrored = rng.random(n) < 0.5
    crops = []
    for image, r, q, turn in zip(images, rows, columns, mirrored):
        crop = image[:, r : r + size, q : q + size]
        crops.append(crop.flip(-1) if turn else crop)
    return torch.stack(crops)


# %% wrong one-flip
# 整批一起翻，或者一起不翻
def random_crop_flip(images, size, rng):
    n, _, h, w = images.shape
    if size > min(h, w):
        raise ValueError("size")
    rows, columns = rng.integers(h - size + 1, size=n), rng.integers(w - size + 1, size=n)
    mirrored = [rng.random() < 0.5] * n
    crops = []
    for image, r, q, turn in zip(images, rows, columns, mirrored):
        crop = image[:, r : r + size, q : q + size]
        crops.append(crop.flip(-1) if turn else crop)
    return torch.stack(crops)


# %% wrong last-corner-missed
# 最后一个位置永远抽不到
def random_crop_flip(images, size, rng):
    n, _, h, w = images.shape
    if size > min(h, w):
        raise ValueError("size")
    rows, columns = rng.integers(max(h - size, 1), size=n), rng.integers(max(w - size, 1), size=n)
    mirrored = rng.random(n) < 0.5
    crops = []
    for image, r, q, turn in zip(images, rows, columns, mirrored):
        crop = image[:, r : r + size, q : q + size]
        crops.append(crop.flip(-1) if turn else crop)
    return torch.stack(crops)


# %% wrong same-offset
# 行和列用了同一个随机数，只在对角线上挪
def random_crop_flip(images, size, rng):
    n, _, h, w = images.shape
    if size > min(h, w):
        raise ValueError("size")
    rows = columns = rng.integers(min(h, w) - size + 1, size=n)
    mirrored = rng.random(n) < 0.5
    crops = []
    for image, r, q, turn in zip(images, rows, columns, mirrored):
        crop = image[:, r : r + size, q : q + size]
        crops.append(crop.flip(-1) if turn else crop)
    return torch.stack(crops)


# %% wrong upside-down
# 翻成了上下颠倒
def random_crop_flip(images, size, rng):
    n, _, h, w = images.shape
    if size > min(h, w):
        raise ValueError("size")
    rows, columns = rng.integers(h - size + 1, size=n), rng.integers(w - size + 1, size=n)
    mirrored = rng.random(n) < 0.5
    crops = []
    for image, r, q, turn in zip(images, rows, columns, mirrored):
        crop = image[:, r : r + size, q : q + size]
        crops.append(crop.flip(-2) if turn else crop)
    return torch.stack(crops)


# %% wrong always-flipped
# 每张都翻
def random_crop_flip(images, size, rng):
    n, _, h, w = images.shape
    if size > min(h, w):
        raise ValueError("size")
    rows, columns = rng.integers(h - size + 1, size=n), rng.integers(w - size + 1, size=n)
    mirrored = np.ones(n, dtype=bool)
    crops = []
    for image, r, q, turn in zip(images, rows, columns, mirrored):
        crop = image[:, r : r + size, q : q + size]
        crops.append(crop.flip(-1) if turn else crop)
    return torch.stack(crops)


# %% wrong never-flipped
# 一张也不翻
def random_crop_flip(images, size, rng):
    n, _, h, w = images.shape
    if size > min(h, w):
        raise ValueError("size")
    rows, columns = rng.integers(h - size + 1, size=n), rng.integers(w - size + 1, size=n)
    mirrored = np.zeros(n, dtype=bool)
    crops = []
    for image, r, q, turn in zip(images, rows, columns, mirrored):
        crop = image[:, r : r + size, q : q + size]
        crops.append(crop.flip(-1) if turn else crop)
    return torch.stack(crops)


# %% wrong always-centre
# 总切正中那一块
def random_crop_flip(images, size, rng):
    n, _, h, w = images.shape
    if size > min(h, w):
        raise ValueError("size")
    rows, columns = [(h - size) // 2] * n, [(w - size) // 2] * n
    mirrored = rng.random(n) < 0.5
    crops = []
    for image, r, q, turn in zip(images, rows, columns, mirrored):
        crop = image[:, r : r + size, q : q + size]
        crops.append(crop.flip(-1) if turn else crop)
    return torch.stack(crops)


# %% wrong too-large
# 要切的比图大，没有报错
def random_crop_flip(images, size, rng):
    n, _, h, w = images.shape
    r_max, q_max = max(h - size, 0), max(w - size, 0)
    rows, columns = rng.integers(r_max + 1, size=n), rng.integers(q_max + 1, size=n)
    mirrored = rng.random(n) < 0.5
    crops = []
    for image, r, q, turn in zip(images, rows, columns, mirrored):
        crop = image[:, r : r + size, q : q + size]
        crops.append(crop.flip(-1) if turn else crop)
    return torch.stack(crops)


# %% wrong only-ends
# 只取最前和最后两个位置，中间的抽不到
def random_crop_flip(images, size, rng):
    n, _, h, w = images.shape
    if size > min(h, w):
        raise ValueError("size")
    rows = (h - size) * rng.integers(2, size=n)
    columns = (w - size) * rng.integers(2, size=n)
    mirrored = rng.random(n) < 0.5
    crops = []
    for image, r, q, turn in zip(images, rows, columns, mirrored):
        crop = image[:, r : r + size, q : q + size]
        crops.append(crop.flip(-1) if turn else crop)
    return torch.stack(crops)


# %% wrong other-generator
# 没有用传进来的 rng
def random_crop_flip(images, size, rng):
    rng = np.random.default_rng()
    n, _, h, w = images.shape
    if size > min(h, w):
        raise ValueError("size")
    rows, columns = rng.integers(h - size + 1, size=n), rng.integers(w - size + 1, size=n)
    mirrored = rng.random(n) < 0.5
    crops = []
    for image, r, q, turn in zip(images, rows, columns, mirrored):
        crop = image[:, r : r + size, q : q + size]
        crops.append(crop.flip(-1) if turn else crop)
    return torch.stack(crops)


# %% wrong columns-by-height
# 左上角的列是照行数 h 抽的，没有照列数 w
def random_crop_flip(images, size, rng):
    n, _, h, w = images.shape
    if size > min(h, w):
        raise ValueError("size")
    rows, columns = rng.integers(h - size + 1, size=n), rng.integers(h - size + 1, size=n)
    mirrored = rng.random(n) < 0.5
    crops = []
    for image, r, q, turn in zip(images, rows, columns, mirrored):
        crop = image[:, r : r + size, q : q + size]
        crops.append(crop.flip(-1) if turn else crop)
    return torch.stack(crops)


# %% right one-by-one
# 一张一张抽
def random_crop_flip(images, size, rng):
    if size > images.shape[2] or size > images.shape[3]:
        raise ValueError("size")
    out = images.new_empty(len(images), images.shape[1], size, size)
    for i in range(len(images)):
        r = int(rng.integers(0, images.shape[2] - size, endpoint=True))
        q = int(rng.integers(0, images.shape[3] - size, endpoint=True))
        out[i] = images[i, :, r : r + size, q : q + size]
        if rng.integers(2):
            out[i] = torch.flip(out[i], [2])
    return out


# %% right index-arrays
# 用下标数组一次取出来
def random_crop_flip(images, size, rng):
    n, c, h, w = images.shape
    if h < size or w < size:
        raise ValueError("size")
    step = np.arange(size)
    rows = rng.integers(h - size + 1, size=(n, 1)) + step
    columns = rng.integers(w - size + 1, size=(n, 1)) + step
    turn = rng.random(n) >= 0.5
    columns[turn] = columns[turn][:, ::-1]
    rows, columns = torch.tensor(rows), torch.tensor(columns)
    pick = torch.arange(n)[:, None, None]
    return images.movedim(1, -1)[pick, rows[:, :, None], columns[:, None, :]].movedim(-1, 1)
