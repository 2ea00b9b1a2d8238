# %%
# Slips leave names unused.
import torch


# %% wrong mirrored-before
# 先翻了整张图再切，后五块的次序就变了
def ten_crops(images, size):
    bottom, right = images.shape[-2] - size, images.shape[-1] - size
    if bottom < 0 or right < 0:
        raise ValueError("size")
    corners = [(0, 0), (0, right), (bottom, 0), (bottom, right), (bottom // 2, right // 2)]
    five = torch.stack([images[..., r : r + size, q : q + size] for r, q in corners], dim=1)
    images = images.flip(-1)
    more = torch.stack([images[..., r : r + size, q : q + size] for r, q in corners], dim=1)
    return torch.cat([five, more], dim=1)


# %% wrong interleaved
# 一块后面紧跟着它的镜像
def ten_crops(images, size):
    bottom, right = images.shape[-2] - size, images.shape[-1] - size
    if bottom < 0 or right < 0:
        raise ValueError("size")
    corners = [(0, 0), (0, right), (bottom, 0), (bottom, right), (bottom // 2, right // 2)]
    five = torch.stack([images[..., r : r + size, q : q + size] for r, q in corners], dim=1)
    return torch.stack([five, five.flip(-1)], dim=2).flatten(1, 2)


# %% wrong rows-for-columns
# 行和列弄反了：右上和左下对调
def ten_crops(images, size):
    bottom, right = images.shape[-2] - size, images.shape[-1] - size
    if bottom < 0 or right < 0:
        raise ValueError("size")
    corners = [(0, 0), (bottom, 0), (0, right), (bottom, right), (bottom // 2, right // 2)]
    five = torch.stack([images[..., r : r + size, q : q + size] for r, q in corners], dim=1)
    return torch.cat([five, five.flip(-1)], dim=1)


# %% wrong upside-down
# 镜像成了上下颠倒
def ten_crops(images, size):
    bottom, right = images.shape[-2] - size, images.shape[-1] - size
    if bottom < 0 or right < 0:
        raise ValueError("size")
    corners = [(0, 0), (0, right), (bottom, 0), (bottom, right), (bottom // 2, right // 2)]
    five = torch.stack([images[..., r : r + size, q : q + size] for r, q in corners], dim=1)
    return torch.cat([five, five.flip(-2)], dim=1)


# %% wrong centre-rounded-up
# 正中往上取了整
def ten_crops(images, size):
    bottom, right = images.shape[-2] - size, images.shape[-1] - size
    if bottom < 0 or right < 0:
        raise ValueError("size")
    corners = [(0, 0), (0, right), (bottom, 0), (bottom, right), ((bottom + 1) // 2, (right + 1) // 2)]
    five = torch.stack([images[..., r : r + size, q : q + size] for r, q in corners], dim=1)
    return torch.cat([five, five.flip(-1)], dim=1)


# %% wrong crops-first
# 第 10 的那一轴放到了最前面
def ten_crops(images, size):
    bottom, right = images.shape[-2] - size, images.shape[-1] - size
    if bottom < 0 or right < 0:
        raise ValueError("size")
    corners = [(0, 0), (0, right), (bottom, 0), (bottom, right), (bottom // 2, right // 2)]
    five = torch.stack([images[..., r : r + size, q : q + size] for r, q in corners], dim=0)
    return torch.cat([five, five.flip(-1)], dim=0)


# %% wrong too-large
# 要切的比图大，没有报错
def ten_crops(images, size):
    bottom, right = max(images.shape[-2] - size, 0), max(images.shape[-1] - size, 0)
    corners = [(0, 0), (0, right), (bottom, 0), (bottom, right), (bottom // 2, right // 2)]
    five = torch.stack([images[..., r : r + size, q : q + size] for r, q in corners], dim=1)
    return torch.cat([five, five.flip(-1)], dim=1)


# %% wrong no-mirrors
# 镜像没有翻，五块各重复了两次
def ten_crops(images, size):
    bottom, right = images.shape[-2] - size, images.shape[-1] - size
    if bottom < 0 or right < 0:
        raise ValueError("size")
    corners = [(0, 0), (0, right), (bottom, 0), (bottom, right), (bottom // 2, right // 2)]
    five = torch.stack([images[..., r : r + size, q : q + size] for r, q in corners], dim=1)
    return torch.cat([five, five], dim=1)


# %% wrong centre-first
# 正中放在了四个角前面
def ten_crops(images, size):
    bottom, right = images.shape[-2] - size, images.shape[-1] - size
    if bottom < 0 or right < 0:
        raise ValueError("size")
    corners = [(bottom // 2, right // 2), (0, 0), (0, right), (bottom, 0), (bottom, right)]
    five = torch.stack([images[..., r : r + size, q : q + size] for r, q in corners], dim=1)
    return torch.cat([five, five.flip(-1)], dim=1)


# %% wrong half-turn
# 镜像转了半圈，上下左右都翻了
def ten_crops(images, size):
    bottom, right = images.shape[-2] - size, images.shape[-1] - size
    if bottom < 0 or right < 0:
        raise ValueError("size")
    corners = [(0, 0), (0, right), (bottom, 0), (bottom, right), (bottom // 2, right // 2)]
    five = torch.stack([images[..., r : r + size, q : q + size] for r, q in corners], dim=1)
    return torch.cat([five, five.flip(-2, -1)], dim=1)


# %% wrong centre-by-halves
# 正中的起点算成了 h // 2 − size // 2，应当先减再整除
def ten_crops(images, size):
    h, w = images.shape[-2:]
    bottom, right = h - size, w - size
    if bottom < 0 or right < 0:
        raise ValueError("size")
    middle = h // 2 - size // 2, w // 2 - size // 2
    corners = [(0, 0), (0, right), (bottom, 0), (bottom, right), middle]
    five = torch.stack([images[..., r : r + size, q : q + size] for r, q in corners], dim=1)
    return torch.cat([five, five.flip(-1)], dim=1)


# %% wrong mirrors-reversed
# 五块镜像的次序倒过来了，正中的镜像排在最前
def ten_crops(images, size):
    bottom, right = images.shape[-2] - size, images.shape[-1] - size
    if bottom < 0 or right < 0:
        raise ValueError("size")
    corners = [(0, 0), (0, right), (bottom, 0), (bottom, right), (bottom // 2, right // 2)]
    five = torch.stack([images[..., r : r + size, q : q + size] for r, q in corners], dim=1)
    return torch.cat([five, five.flip(1).flip(-1)], dim=1)


# %% right written-out
# 五块一块一块写出来
def ten_crops(images, size):
    h, w = images.shape[2:]
    if size > h or size > w:
        raise ValueError("size")
    r, q = (h - size) // 2, (w - size) // 2
    a = images[:, :, :size, :size]
    b = images[:, :, :size, w - size :]
    c = images[:, :, h - size :, :size]
    d = images[:, :, h - size :, w - size :]
    e = images[:, :, r : r + size, q : q + size]
    return torch.stack([a, b, c, d, e, *[torch.flip(x, dims=(3,)) for x in (a, b, c, d, e)]], 1)


# %% right filled-in
# 先建好空的张量，再一块一块填
def ten_crops(images, size):
    n, c, h, w = images.shape
    if size > min(h, w):
        raise ValueError("size")
    out = torch.empty((n, 10, c, size, size), dtype=images.dtype)
    for i, (r, q) in enumerate(
        [(0, 0), (0, w - size), (h - size, 0), (h - size, w - size), ((h - size) // 2, (w - size) // 2)]
    ):
        piece = images.narrow(2, r, size).narrow(3, q, size)
        out[:, i] = piece
        out[:, i + 5] = piece.flip(3)
    return out
