# %%
import numpy as np


# %% wrong starts-with-one
# 左上角是 1，0 和 1 全部颠倒了
def checkerboard(n):
    return (np.indices((n, n)).sum(axis=0) + 1) % 2


# %% wrong tiles-cut-short
# 用 2 × 2 的小块去铺 n // 2 次，n 是奇数时少一行一列
def checkerboard(n):
    return np.tile([[0, 1], [1, 0]], (n // 2, n // 2))


# %% wrong too-many-tiles
# 用 2 × 2 的小块去铺，n 是奇数时多铺了一行一列，没有裁掉
def checkerboard(n):
    return np.tile([[0, 1], [1, 0]], ((n + 1) // 2, (n + 1) // 2))


# %% wrong float
# np.zeros 没有写 dtype，结果是浮点数
def checkerboard(n):
    board = np.zeros((n, n))
    board[::2, 1::2] = 1
    board[1::2, ::2] = 1
    return board


# %% wrong boolean
# 返回的是 True 和 False，没有转换成整数
def checkerboard(n):
    i, j = np.indices((n, n))
    return (i + j) % 2 == 1


# %% wrong one-long-row
# n 是偶数时每一行都一样，成了竖条纹：多半是把 0、1、0、1 一路排下去再改成方阵
def checkerboard(n):
    return (np.arange(n * n) % 2).reshape(n, n)


# %% wrong stripes
# 只让列交替，没有让相邻两行错开，成了竖条纹
def checkerboard(n):
    board = np.zeros((n, n), dtype=int)
    board[:, 1::2] = 1
    return board


# %% wrong even-rows-only
# 只填了偶数行，漏了奇数行
def checkerboard(n):
    board = np.zeros((n, n), dtype=int)
    board[::2, 1::2] = 1
    return board


# %% wrong odd-crossings
# 只在奇数行与奇数列相交处写了 1
def checkerboard(n):
    board = np.zeros((n, n), dtype=int)
    board[1::2, 1::2] = 1
    return board


# %% wrong last-left-out
# 写了终点 n - 1，最后一行和最后一列没有填到
def checkerboard(n):
    board = np.zeros((n, n), dtype=int)
    board[0 : n - 1 : 2, 1 : n - 1 : 2] = 1
    board[1 : n - 1 : 2, 0 : n - 1 : 2] = 1
    return board


# %% wrong fixed-size
# 边长写死成了 8，没有用 n
def checkerboard(n):
    return np.indices((8, 8)).sum(axis=0) % 2


# %% wrong row-stripes
# 只让行交替，没有让相邻两列错开，成了横条纹
def checkerboard(n):
    board = np.zeros((n, n), dtype=int)
    board[1::2] = 1
    return board


# %% wrong odd-rows-only
# 只填了奇数行，漏了偶数行
def checkerboard(n):
    board = np.zeros((n, n), dtype=int)
    board[1::2, ::2] = 1
    return board


# %% wrong rows-and-columns-filled
# 把奇数行和奇数列整个写成了 1，没有让它们错开
def checkerboard(n):
    board = np.zeros((n, n), dtype=int)
    board[1::2, :] = 1
    board[:, 1::2] = 1
    return board


# %% wrong list
# 返回的是列表，不是数组
def checkerboard(n):
    return [[(i + j) % 2 for j in range(n)] for i in range(n)]


# %% wrong prints
# 用 print 显示了棋盘，没有用 return 返回
def checkerboard(n):
    print(np.indices((n, n)).sum(axis=0) % 2)


# %% wrong empty-without-columns
# n = 0 时得到的形状是 (0,)，不是 (0, 0)
def checkerboard(n):
    rows = [[(i + j) % 2 for j in range(n)] for i in range(n)]
    return np.array(rows, dtype=int)


# %% right parity-of-the-sum
# 行号加列号的奇偶
def checkerboard(n):
    return (np.arange(n)[:, None] + np.arange(n)) % 2


# %% right loops
# 两重循环，返回 int8
def checkerboard(n):
    board = np.zeros((n, n), dtype=np.int8)
    for i in range(n):
        for j in range(n):
            board[i, j] = (i + j) % 2
    return board


# %% right trimmed-tiles
# 铺够 2 × 2 的小块再裁到 n × n
def checkerboard(n):
    return np.tile(np.array([[0, 1], [1, 0]]), (n // 2 + 1, n // 2 + 1))[:n, :n]


# %% right exclusive-or
# 奇数行与奇数列的异或
def checkerboard(n):
    odd = np.arange(n) % 2 == 1
    return np.logical_xor.outer(odd, odd).astype(np.int32)
