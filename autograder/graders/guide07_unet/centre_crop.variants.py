# %%
import torch


# %% wrong corner
# 从左上角裁
def centre_crop(features, height, width):
    h, w = features.shape[-2:]
    if height > h or width > w:
        raise ValueError("too large")
    return features[..., :height, :width]


# %% wrong rounded-up
# 差是奇数时往上取整，多裁掉了上面（左边）的一行
def centre_crop(features, height, width):
    h, w = features.shape[-2:]
    if height > h or width > w:
        raise ValueError("too large")
    top, left = (h - height + 1) // 2, (w - width + 1) // 2
    return features[..., top : top + height, left : left + width]


# %% wrong swapped
# 高和宽弄反了
def centre_crop(features, height, width):
    h, w = features.shape[-2:]
    if height > h or width > w:
        raise ValueError("too large")
    top, left = (h - width) // 2, (w - height) // 2
    return features[..., max(top, 0) : max(top, 0) + width, max(left, 0) : max(left, 0) + height]


# %% wrong one-offset
# 列的起点用了行的
def centre_crop(features, height, width):
    h, w = features.shape[-2:]
    if height > h or width > w:
        raise ValueError("too large")
    top = (h - height) // 2
    return features[..., top : top + height, top : top + width]


# %% wrong wrong-axes
# 切的是第 1、2 轴，不是最后两轴
def centre_crop(features, height, width):
    h, w = features.shape[-2:]
    if height > h or width > w:
        raise ValueError("too large")
    if features.ndim == 2:
        top, left = (h - height) // 2, (w - width) // 2
        return features[top : top + height, left : left + width]
    top = max((features.shape[1] - height) // 2, 0)
    left = max((features.shape[2] - width) // 2, 0)
    return features[:, top : top + height, left : left + width]


# %% wrong too-large-ignored
# 要的比图大时没有抛出异常
def centre_crop(features, height, width):
    h, w = features.shape[-2:]
    top, left = max((h - height) // 2, 0), max((w - width) // 2, 0)
    return features[..., top : top + height, left : left + width]


# %% wrong only-height-checked
# 只检查了高，没有检查宽
def centre_crop(features, height, width):
    h, w = features.shape[-2:]
    if height > h:
        raise ValueError("too large")
    top, left = (h - height) // 2, max((w - width) // 2, 0)
    return features[..., top : top + height, left : left + width]


# %% wrong detached
# 经过 NumPy 或 detach，梯度断了
def centre_crop(features, height, width):
    h, w = features.shape[-2:]
    if height > h or width > w:
        raise ValueError("too large")
    top, left = (h - height) // 2, (w - width) // 2
    return features.detach()[..., top : top + height, left : left + width]


# %% right narrow
# 用 narrow，一个轴一个轴地裁
def centre_crop(features, height, width):
    for axis, size in ((-2, height), (-1, width)):
        have = features.shape[axis]
        if size > have:
            raise ValueError(f"{size} > {have}")
        features = features.narrow(axis, (have - size) // 2, size)
    return features


# %% right negative-padding
# 用负的填充裁掉四边
def centre_crop(features, height, width):
    down, across = features.shape[-2] - height, features.shape[-1] - width
    if min(down, across) < 0:
        raise ValueError("the picture is too small")
    top, left = down // 2, across // 2
    return torch.nn.functional.pad(features, (-left, left - across, -top, top - down))
