# %%
import numpy as np


# %% wrong every-axis
# 样本和通道的轴也补了零
def pad2d(x, padding):
    return np.pad(x, padding)


# %% wrong one-side
# 只在上边和左边补了零
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(padding, 0)] * 2)


# %% wrong far-side
# 只在下边和右边补了零
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(0, padding)] * 2)


# %% wrong rows-only
# 只在上下补了零，左右没有补
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(padding, padding), (0, 0)])


# %% wrong float-output
# 没有保留 dtype，结果一律成了 float64
def pad2d(x, padding):
    h, w = x.shape[-2:]
    out = np.zeros((*x.shape[:-2], h + 2 * padding, w + 2 * padding), dtype=float)
    out[..., padding : padding + h, padding : padding + w] = x
    return out


# %% wrong edge-values
# 补的不是零，而是边上的像素
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(padding, padding)] * 2, mode="edge")


# %% wrong ones
# 补的是 1，不是 0
def pad2d(x, padding):
    h, w = x.shape[-2:]
    out = np.ones((*x.shape[:-2], h + 2 * padding, w + 2 * padding), dtype=x.dtype)
    out[..., padding : padding + h, padding : padding + w] = x
    return out


# %% wrong same-array-for-zero
# padding 为 0 时直接返回了 x 本身，不是新数组
def pad2d(x, padding):
    if padding == 0:
        return x
    h, w = x.shape[-2:]
    out = np.zeros((*x.shape[:-2], h + 2 * padding, w + 2 * padding), dtype=x.dtype)
    out[..., padding : padding + h, padding : padding + w] = x
    return out


# %% wrong negative-slice
# 用 [padding:-padding] 取中间，padding 为 0 时取出来是空的
def pad2d(x, padding):
    h, w = x.shape[-2:]
    out = np.zeros((*x.shape[:-2], h + 2 * padding, w + 2 * padding), dtype=x.dtype)
    out[..., padding:-padding, padding:-padding] = x
    return out


# %% wrong four-axes-only
# 假定 x 一定有四个轴
def pad2d(x, padding):
    return np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])


# %% wrong first-two-axes
# 补的是最前面的两个轴，不是最后两个
def pad2d(x, padding):
    return np.pad(x, [(padding, padding)] * 2 + [(0, 0)] * (x.ndim - 2))


# %% wrong one-ring
# 只补了一圈零，没有用到 padding
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(1, 1)] * 2)


# %% wrong doubled
# 每一边补了 2·padding 圈
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(2 * padding, 2 * padding)] * 2)


# %% wrong columns-only
# 只在左右补了零，上下没有补
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 1) + [(padding, padding)])


# %% wrong corner
# 大小对了，图却放在了左上角，没有放在正中
def pad2d(x, padding):
    h, w = x.shape[-2:]
    out = np.zeros((*x.shape[:-2], h + 2 * padding, w + 2 * padding), dtype=x.dtype)
    out[..., :h, :w] = x
    return out


# %% wrong reflect
# 补的不是零，而是把边上的像素翻折出去
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(padding, padding)] * 2, mode="symmetric")


# %% wrong four-pairs
# 假定 x 一定有四个轴
def pad2d(x, padding):
    return np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))


# %% right np-pad
# 用 np.pad，给每个轴各写一对
def pad2d(x, padding):
    widths = [(0, 0)] * (x.ndim - 2) + [(padding, padding), (padding, padding)]
    return np.pad(x, widths)


# %% right concatenate
# 用拼接补零
def pad2d(x, padding):
    rows = np.zeros((*x.shape[:-2], padding, x.shape[-1]), dtype=x.dtype)
    tall = np.concatenate([rows, x, rows], axis=-2)
    columns = np.zeros((*tall.shape[:-1], padding), dtype=x.dtype)
    return np.concatenate([columns, tall, columns], axis=-1)
