# %%
import numpy as np


# %% wrong copies
# 每一部分都用 copy() 复制了一份，不是视图
def corner_views(a):
    return a[1, 2:4].copy(), a[:, 1].copy(), a[2:, 2:].copy(), a[1::2, ::2].copy()


# %% wrong list-index
# 第一部分的列用列表 [2, 3] 去取，得到的是副本，不是视图
def corner_views(a):
    return a[1, [2, 3]], a[:, 1], a[2:, 2:], a[1::2, ::2]


# %% wrong hard-coded-four
# 照着 4 × 4 写死了终点，数组更大时取不全
def corner_views(a):
    return a[1, 2:4], a[0:4, 1], a[2:4, 2:4], a[1:4:2, 0:4:2]


# %% wrong corner-hard-coded
# 第三部分写死了终点（2:4），只取了 2 行 2 列，数组更大时取不全
def corner_views(a):
    return a[1, 2:4], a[:, 1], a[2:4, 2:4], a[1::2, ::2]


# %% wrong from-the-end
# 第三部分取的是最后两行、最后两列，只有 4 × 4 时才是第 2 行、第 2 列起的全部
def corner_views(a):
    return a[1, 2:4], a[:, 1], a[-2:, -2:], a[1::2, ::2]


# %% wrong counted-from-one
# 行号和列号从 1 数起，全都早了一行一列
def corner_views(a):
    return a[0, 1:3], a[:, 0], a[1:, 1:], a[::2, 1::2]


# %% wrong end-included
# 以为切片包含终点，第一部分只取到了一列
def corner_views(a):
    return a[1, 2:3], a[:, 1], a[2:, 2:], a[1::2, ::2]


# %% wrong axis-kept
# 第一、二部分该用整数下标的地方用了切片，结果仍是二维
def corner_views(a):
    return a[1:2, 2:4], a[:, 1:2], a[2:, 2:], a[1::2, ::2]


# %% wrong rows-and-columns-swapped
# 行和列弄反了：逗号左边是行，右边是列
def corner_views(a):
    return a[2:4, 1], a[1, :], a[2:, 2:], a[::2, 1::2]


# %% wrong sliced-twice
# 写成了 a[2:][2:] 这样的两对方括号，两次切的都是行
def corner_views(a):
    return a[1][2:4], a[:, 1], a[2:][2:], a[1::2][::2]


# %% wrong odd-columns
# 最后一部分取成了偶数行与奇数列相交处
def corner_views(a):
    return a[1, 2:4], a[:, 1], a[2:, 2:], a[::2, 1::2]


# %% wrong column-is-row
# 第二部分写成了 a[1, :]，取的是第 1 行，不是第 1 列
def corner_views(a):
    return a[1, 2:4], a[1, :], a[2:, 2:], a[1::2, ::2]


# %% wrong lattice-by-lists
# 最后一部分用整数数组去取，得到的是副本，不是视图
def corner_views(a):
    return a[1, 2:4], a[:, 1], a[2:, 2:], a[np.arange(1, len(a), 2)][:, ::2]


# %% wrong one-column-too-many
# 第一部分写成了 2:5，多取了一列
def corner_views(a):
    return a[1, 2:5], a[:, 1], a[2:, 2:], a[1::2, ::2]


# %% wrong lattice-starts-at-zero
# 最后一部分的行从 0 开始，取成了偶数行与偶数列相交处
def corner_views(a):
    return a[1, 2:4], a[:, 1], a[2:, 2:], a[::2, ::2]


# %% wrong lattice-odd-odd
# 最后一部分的列也从 1 开始，取成了奇数行与奇数列相交处
def corner_views(a):
    return a[1, 2:4], a[:, 1], a[2:, 2:], a[1::2, 1::2]


# %% wrong column-kept
# 第二部分写成了 a[:, 1:2]，结果是 (r, 1) 的二维数组
def corner_views(a):
    return a[1, 2:4], a[:, 1:2], a[2:, 2:], a[1::2, ::2]


# %% wrong row-to-the-end
# 第一部分写成了 a[1, 2:]，取到了行末，不只是第 2、3 列
def corner_views(a):
    return a[1, 2:], a[:, 1], a[2:, 2:], a[1::2, ::2]


# %% wrong column-kept-row-to-the-end
# 第一部分写成了 a[1, 2:]，取到了行末；第二部分写成了 a[:, 1:2]，是二维的
def corner_views(a):
    return a[1, 2:], a[:, 1:2], a[2:, 2:], a[1::2, ::2]


# %% right list-of-slices
# 先把四个下标写好，再放进列表返回
def corner_views(a):
    places = [np.s_[1, 2:4], np.s_[:, 1], np.s_[2:, 2:], np.s_[1::2, ::2]]
    return [a[place] for place in places]


# %% right step-by-step
# 一次切一个轴，切两次
def corner_views(a):
    return a[1][2:4], a.T[1], a[2:].T[2:].T, a[1::2][:, ::2]


# %% right ellipsis
# 用省略号、显式的终点和 reshape
def corner_views(a):
    rows, columns = a.shape
    return a[1:2, 2:4][0], a[..., 1], a[2:rows, 2:columns], a[1:rows:2, 0:columns:2]
