# %%
import numpy as np


# %% wrong classical
# 减的份是用原来的那一列算的（古典写法），几乎平行的列就不垂直了
def collected(basis, m):
    return np.array(basis).reshape(-1, m).T


def gram_schmidt(a, tol=1e-10):
    basis = []
    for column in np.asarray(a, dtype=float).T:
        v = column - sum((q @ column) * q for q in basis)
        length = np.linalg.norm(v)
        if length > tol * np.linalg.norm(column):
            basis.append(v / length)
    return collected(basis, len(a))


# %% wrong divides-by-zero
# 没有检查剩下的长度，全是 0 的列除以了 0
def collected(basis, m):
    return np.array(basis).reshape(-1, m).T


def gram_schmidt(a, tol=1e-10):
    basis = []
    with np.errstate(all="ignore"):
        for column in np.asarray(a, dtype=float).T:
            v = column
            for q in basis:
                v = v - (q @ v) * q
            basis.append(v / np.linalg.norm(v))
    return collected(basis, len(a))


# %% wrong absolute-limit
# 界限是 tol 本身，没有乘上这一列原来的长度
def collected(basis, m):
    return np.array(basis).reshape(-1, m).T


def gram_schmidt(a, tol=1e-10):
    basis = []
    for column in np.asarray(a, dtype=float).T:
        v = column
        for q in basis:
            v = v - (q @ v) * q
        if np.linalg.norm(v) > tol:
            basis.append(v / np.linalg.norm(v))
    return collected(basis, len(a))


# %% wrong largest-length
# 界限乘的是最长一列的长度，不是这一列自己的
def collected(basis, m):
    return np.array(basis).reshape(-1, m).T


def gram_schmidt(a, tol=1e-10):
    a = np.asarray(a, dtype=float)
    limit = tol * np.linalg.norm(a, axis=0).max()
    basis = []
    for column in a.T:
        v = column
        for q in basis:
            v = v - (q @ v) * q
        if np.linalg.norm(v) > limit:
            basis.append(v / np.linalg.norm(v))
    return collected(basis, len(a))


# %% wrong exact-zero
# 剩下的长度恰好是 0 才扔，舍入留下的方向也被当成了新的一列
def collected(basis, m):
    return np.array(basis).reshape(-1, m).T


def gram_schmidt(a, tol=1e-10):
    basis = []
    for column in np.asarray(a, dtype=float).T:
        v = column
        for q in basis:
            v = v - (q @ v) * q
        if np.linalg.norm(v) > 0:
            basis.append(v / np.linalg.norm(v))
    return collected(basis, len(a))


# %% wrong tol-ignored
# 界限写死了，没有用参数 tol
def collected(basis, m):
    return np.array(basis).reshape(-1, m).T


def gram_schmidt(a, tol=1e-10):
    basis = []
    for column in np.asarray(a, dtype=float).T:
        v = column
        for q in basis:
            v = v - (q @ v) * q
        if np.linalg.norm(v) > 1e-10 * np.linalg.norm(column):
            basis.append(v / np.linalg.norm(v))
    return collected(basis, len(a))


# %% wrong keeps-zero-columns
# 该扔的列没有扔，留下了一列 0
def collected(basis, m):
    return np.array(basis).reshape(-1, m).T


def gram_schmidt(a, tol=1e-10):
    basis = []
    for column in np.asarray(a, dtype=float).T:
        v = column
        for q in basis:
            v = v - (q @ v) * q
        length = np.linalg.norm(v)
        basis.append(v / length if length > tol * np.linalg.norm(column) else np.zeros(len(a)))
    return collected(basis, len(a))


# %% wrong rows
# 把行当成了列
def gram_schmidt(a, tol=1e-10):
    basis = []
    for column in np.asarray(a, dtype=float):
        v = column
        for q in basis:
            v = v - (q @ v) * q
        length = np.linalg.norm(v)
        if length > tol * np.linalg.norm(column):
            basis.append(v / length)
    return np.array(basis).reshape(-1, a.shape[1])


# %% wrong rows-returned
# 每个 q 放成了一行，少了最后的转置
def gram_schmidt(a, tol=1e-10):
    basis = []
    for column in np.asarray(a, dtype=float).T:
        v = column
        for q in basis:
            v = v - (q @ v) * q
        length = np.linalg.norm(v)
        if length > tol * np.linalg.norm(column):
            basis.append(v / length)
    return np.array(basis).reshape(-1, len(a))


# %% wrong not-normalised
# 减完没有除以长度
def collected(basis, m):
    return np.array(basis).reshape(-1, m).T


def gram_schmidt(a, tol=1e-10):
    basis = []
    for column in np.asarray(a, dtype=float).T:
        v = column
        for q in basis:
            v = v - (q @ v) / (q @ q) * q
        if np.linalg.norm(v) > tol * np.linalg.norm(column):
            basis.append(v)
    return collected(basis, len(a))


# %% wrong normalised-too-late
# 减的时候用的是还没有除以长度的向量，也没有除以它的平方
def collected(basis, m):
    return np.array(basis).reshape(-1, m).T


def gram_schmidt(a, tol=1e-10):
    basis = []
    for column in np.asarray(a, dtype=float).T:
        v = column
        for q in basis:
            v = v - (q @ v) * q
        if np.linalg.norm(v) > tol * np.linalg.norm(column):
            basis.append(v)
    return collected([v / np.linalg.norm(v) for v in basis], len(a))


# %% wrong last-only
# 只减去了前一个 q 上的一份，没有减更早的
def collected(basis, m):
    return np.array(basis).reshape(-1, m).T


def gram_schmidt(a, tol=1e-10):
    basis = []
    for column in np.asarray(a, dtype=float).T:
        v = column
        for q in basis[-1:]:
            v = v - (q @ v) * q
        length = np.linalg.norm(v)
        if length > tol * np.linalg.norm(column):
            basis.append(v / length)
    return collected(basis, len(a))


# %% wrong integer-output
# 结果写进了整数数组，小数被截掉了
def gram_schmidt(a, tol=1e-10):
    q = np.zeros_like(a)
    r = 0
    for column in a.T:
        v = column.astype(float)
        for i in range(r):
            v = v - (q[:, i] @ v) * q[:, i]
        length = np.linalg.norm(v)
        if length > tol * np.linalg.norm(column):
            if r == q.shape[1]:
                break
            q[:, r] = v / length
            r += 1
    return q[:, :r].astype(float)


# %% wrong changes-input
# 在传进来的数组里直接相减，改动了它
def collected(basis, m):
    return np.array(basis).reshape(-1, m).T


def gram_schmidt(a, tol=1e-10):
    if a.dtype.kind != "f":
        a = a.astype(float)
    basis = []
    for column in a.T:
        whole = np.linalg.norm(column)
        for q in basis:
            column -= (q @ column) * q
        length = np.linalg.norm(column)
        if length > tol * whole:
            basis.append(column / length)
    return collected(basis, len(a))


# %% wrong library
# 用了 np.linalg.qr
def gram_schmidt(a, tol=1e-10):
    q, r = np.linalg.qr(a)
    return q * np.sign(np.diag(r))


# %% wrong first-entry-positive
# 让每个 q 的第一个坐标为正，与来源的内积就可能是负的
def collected(basis, m):
    return np.array(basis).reshape(-1, m).T


def gram_schmidt(a, tol=1e-10):
    basis = []
    for column in np.asarray(a, dtype=float).T:
        v = column
        for q in basis:
            v = v - (q @ v) * q
        length = np.linalg.norm(v)
        if length > tol * np.linalg.norm(column):
            v = v / length
            basis.append(v if v[np.abs(v) > 1e-12][0] > 0 else -v)
    return collected(basis, len(a))


# %% right twice
# 古典写法做两遍，第二遍减掉舍入留下的
def gram_schmidt(a, tol=1e-10):
    a = np.asarray(a).astype(np.float64)
    q = np.empty((a.shape[0], 0))
    for j in range(a.shape[1]):
        v = a[:, j]
        for _ in range(2):
            v = v - q @ (q.T @ v)
        if np.sqrt(v @ v) > tol * np.sqrt(a[:, j] @ a[:, j]):
            q = np.column_stack([q, v / np.sqrt(v @ v)])
    return q


# %% right forward
# 得到一个 q，就从后面所有的列里减去它的一份
def gram_schmidt(a, tol=1e-10):
    rest = np.array(a, dtype=float)
    lengths = np.sqrt((rest**2).sum(axis=0))
    kept = []
    for j in range(rest.shape[1]):
        size = np.sqrt((rest[:, j] ** 2).sum())
        if size <= tol * lengths[j]:
            continue
        q = rest[:, j] / size
        kept.append(q)
        rest[:, j + 1 :] -= np.outer(q, q @ rest[:, j + 1 :])
    return np.stack(kept, axis=1) if kept else np.zeros((len(rest), 0))
