# %%
import numpy as np


# %% wrong assumes-orthonormal
# 以为各列已经标准正交，直接算了 a·aᵀ·v
def project(v, a):
    return (a @ (a.T @ v)).astype(float)


# %% wrong normal-equations
# 解正规方程 aᵀa·c = aᵀv，列有多余时 aᵀa 是奇异的
def project(v, a):
    a = np.asarray(a, dtype=float)
    return a @ solve(a.T @ a, a.T @ v)


# %% wrong only-normalises
# 只把各列的长度变成 1，没有让它们互相垂直
def project(v, a):
    lengths = np.linalg.norm(a, axis=0)
    q = a / np.where(lengths > 0, lengths, 1.0)
    return q @ (q.T @ v)


# %% wrong remainder
# 返回的是 v 减去投影，垂直的那一份
def project(v, a):
    q = gram_schmidt(a)
    return v - q @ (q.T @ v)


# %% wrong coefficients
# 返回的是在各个 q 上的坐标，没有乘回去
def project(v, a):
    return gram_schmidt(a).T @ v


# %% wrong row-space
# 投影到了各行张成的空间
def project(v, a):
    q = gram_schmidt(np.asarray(a).T)
    return q @ (q.T @ v)


# %% wrong first-column
# 只投影到了第一列的方向上
def project(v, a):
    q = gram_schmidt(a)[:, :1]
    return q @ (q.T @ v)


# %% wrong column-vector
# 返回的形状是 (m, 1)
def project(v, a):
    q = gram_schmidt(a)
    return q @ (q.T @ v[:, None])


# %% wrong unequal-lengths
# 各列除以的是长度，不是长度的平方：只在长度是 1 时才对
def project(v, a):
    basis = []
    for column in np.asarray(a, dtype=float).T:
        w = column
        for u in basis:
            w = w - (u @ w) / (u @ u) * u
        if np.linalg.norm(w) > 1e-10 * np.linalg.norm(column):
            basis.append(w)
    return sum(((u @ v) / np.linalg.norm(u) * u for u in basis), np.zeros(len(v)))


# %% wrong library
# 用了 np.linalg.lstsq
def project(v, a):
    return a @ np.linalg.lstsq(a, v, rcond=None)[0]


# %% wrong integer-sum
# 各份加进了 np.zeros_like(v)，v 是整数时小数没了
def project(v, a):
    p = np.zeros_like(v)
    for q in gram_schmidt(a).T:
        p[:] = p + (q @ v) * q
    return p


# %% wrong raw-columns
# 依次减去在原来各列上的一份，没有先让它们互相垂直
def project(v, a):
    rest = np.array(v, dtype=float)
    for column in np.asarray(a, dtype=float).T:
        square = column @ column
        if square > 0:
            rest = rest - (column @ rest) / square * column
    return v - rest


# %% right projection-matrix
# 先建投影矩阵
def project(v, a):
    q = gram_schmidt(a)
    return (q @ q.T) @ v


# %% right one-by-one
# 一份一份地加
def project(v, a):
    p = np.zeros(len(v))
    for q in gram_schmidt(a).T:
        p += np.dot(q, v) * q
    return p


# %% right complement
# 从 v 里一份一份减去，再用 v 减剩下的
def project(v, a):
    rest = np.array(v, dtype=float)
    for q in gram_schmidt(np.asarray(a, dtype=float)).T:
        rest = rest - (rest @ q) * q
    return v - rest
