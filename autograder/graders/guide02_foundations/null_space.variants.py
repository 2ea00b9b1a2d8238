# %%
import numpy as np


# %% wrong pivots-first
# 以为主元总在最前面的几列，自由的总是后面的列
def reduced(a, tol):
    """行最简形和主元所在的列；a 原地改动。"""
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return a, pivots


def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a, pivots = reduced(np.array(a, dtype=float), tol)
    return filled(a, list(range(len(pivots))))


# %% wrong sign
# 主元那几格没有加负号
def reduced(a, tol):
    """行最简形和主元所在的列；a 原地改动。"""
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return a, pivots


def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a, pivots = reduced(np.array(a, dtype=float), tol)
    basis = filled(a, pivots)
    basis[pivots] *= -1
    return basis


# %% wrong no-ones
# 自由未知数那一格没有填 1
def reduced(a, tol):
    """行最简形和主元所在的列；a 原地改动。"""
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return a, pivots


def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a, pivots = reduced(np.array(a, dtype=float), tol)
    basis = filled(a, pivots)
    basis[[j for j in range(a.shape[1]) if j not in pivots]] = 0.0
    return basis


# %% wrong zero-column
# 列满秩时返回了一列 0
def reduced(a, tol):
    """行最简形和主元所在的列；a 原地改动。"""
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return a, pivots


def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a, pivots = reduced(np.array(a, dtype=float), tol)
    basis = filled(a, pivots)
    return basis if basis.size else np.zeros((a.shape[1], 1))


# %% wrong counts-rows
# 维数算成了行数减去秩
def reduced(a, tol):
    """行最简形和主元所在的列；a 原地改动。"""
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return a, pivots


def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a, pivots = reduced(np.array(a, dtype=float), tol)
    basis, dimension = filled(a, pivots), len(a) - len(pivots)
    return np.pad(basis, ((0, 0), (0, max(0, dimension - basis.shape[1]))))[:, :dimension]


# %% wrong exact-zero
# 用等于 0 判断，舍入留下的极小的数成了主元
def reduced(a, tol):
    """行最简形和主元所在的列；a 原地改动。"""
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return a, pivots


def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a, pivots = reduced(np.array(a, dtype=float), 0.0)
    return filled(a, pivots)


# %% wrong absolute-limit
# 界限是 tol 本身，没有乘上矩阵里绝对值最大的元素
def reduced(a, tol):
    """行最简形和主元所在的列；a 原地改动。"""
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return a, pivots


def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a = np.array(a, dtype=float)
    largest = np.abs(a).max()
    a, pivots = reduced(a, tol / largest if largest else tol)
    return filled(a, pivots)


# %% wrong tol-ignored
# 界限写死了，没有用参数 tol
def reduced(a, tol):
    """行最简形和主元所在的列；a 原地改动。"""
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return a, pivots


def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a, pivots = reduced(np.array(a, dtype=float), 1e-10)
    return filled(a, pivots)


# %% wrong integer-elimination
# 在整数数组里消元，小数被截掉了
def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a = a.copy()
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return filled(a, pivots)


# %% wrong changes-input
# 原地消元，改动了传进来的 a
def reduced(a, tol):
    """行最简形和主元所在的列；a 原地改动。"""
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return a, pivots


def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    if a.dtype.kind != "f":
        a = a.astype(float)
    a, pivots = reduced(a, tol)
    return filled(a, pivots)


# %% wrong signed-maximum
# 挑主元时没有取绝对值，负的主元被当成了没有
def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a = np.array(a, dtype=float)
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(a[r:, j])
        if a[p, j] <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return filled(a, pivots)


# %% wrong diagonal-only
# 只看对角线：这一列没有主元时，行也跟着往下走了一格
def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a = np.array(a, dtype=float)
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(min(m, n)):
        p = j + np.argmax(np.abs(a[j:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[j, p]] = a[[p, j]]
        a[j] = a[j] / a[j, j]
        for i in range(m):
            if i != j:
                a[i] = a[i] - a[i, j] * a[j]
        pivots.append(j)
    return filled(a, pivots)


# %% wrong left-null-space
# 解的是 x·a = 0，行和列弄反了
def reduced(a, tol):
    """行最简形和主元所在的列；a 原地改动。"""
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return a, pivots


def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a, pivots = reduced(np.array(a, dtype=float).T, tol)
    return filled(a, pivots)


# %% wrong basis-in-rows
# 基的每个向量放成了一行
def reduced(a, tol):
    """行最简形和主元所在的列；a 原地改动。"""
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return a, pivots


def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a, pivots = reduced(np.array(a, dtype=float), tol)
    return filled(a, pivots).T


# %% wrong library
# 用了 np.linalg.svd
def null_space(a, tol=1e-10):
    _, s, vt = np.linalg.svd(a)
    return vt[np.count_nonzero(s > tol * np.abs(a).max()) :].T


# %% wrong limit-follows
# 界限跟着消元剩下的部分走，没有用原来的 a 里绝对值最大的元素
def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a = np.array(a, dtype=float)
    m, n = a.shape
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= tol * np.abs(a[r:]).max():
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return filled(a, pivots)


# %% wrong only-below
# 只消去了主元下面的行，上面的没有消，却照行最简形读出了解
def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a = np.array(a, dtype=float)
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(r + 1, m):
            a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return filled(a, pivots)


# %% wrong pivot-not-one
# 主元那一行没有除以主元，读出的数差了这个倍数
def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    a = np.array(a, dtype=float)
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] / a[r, j] * a[r]
        pivots.append(j)
    return filled(a, pivots)


# %% wrong same-counter
# 行和列用了同一个计数：第 j 列只在第 j 行及以下找主元，跳过自由列时行也多走了一格
def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[pivots, j]
    return basis


def null_space(a, tol=1e-10):
    a = np.array(a, dtype=float)
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(min(m, n)):
        p = j + np.argmax(np.abs(a[j:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[j, p]] = a[[p, j]]
        a[j] = a[j] / a[j, j]
        for i in range(m):
            if i != j:
                a[i] = a[i] - a[i, j] * a[j]
        pivots.append(j)
    return filled(a, pivots)


# %% right back-substitution
# 只消主元下面的行，再对每个自由列回代
def null_space(a, tol=1e-10):
    a = np.asarray(a).astype(np.float64)
    m, n = a.shape
    limit = tol * np.max(np.abs(a))
    where, r = [], 0
    for j in range(n):
        if r < m:
            p = max(range(r, m), key=lambda i: abs(a[i, j]))
            if abs(a[p, j]) > limit:
                a[[r, p]] = a[[p, r]]
                a[r + 1 :] -= np.outer(a[r + 1 :, j] / a[r, j], a[r])
                where.append(j)
                r += 1
    columns = []
    for j in sorted(set(range(n)) - set(where)):
        x = np.zeros(n)
        x[j] = 1
        for i in range(r - 1, -1, -1):
            x[where[i]] = -(a[i, where[i] + 1 :] @ x[where[i] + 1 :]) / a[i, where[i]]
        columns.append(x)
    return np.array(columns).reshape(-1, n).T


# %% right column-elimination
# 在 aᵀ 旁边摆一个单位矩阵，按行消元：左边变成 0 的那些行，右边就是基
def null_space(a, tol=1e-10):
    m, n = a.shape
    table = np.concatenate([np.array(a.T, dtype=float), np.eye(n)], axis=1)
    limit = tol * np.abs(a).max()
    r = 0
    for j in range(m):
        if r == n:
            break
        p = r + int(np.abs(table[r:, j]).argmax())
        if np.abs(table[p, j]) > limit:
            table[[r, p]] = table[[p, r]]
            below = table[r + 1 :]
            below -= np.outer(below[:, j] / table[r, j], table[r])
            r += 1
    return table[r:, m:].T


# %% right unit-columns
# 消元之后把每一列的长度变成 1，次序倒过来
def reduced(a, tol):
    """行最简形和主元所在的列；a 原地改动。"""
    m, n = a.shape
    limit = tol * np.abs(a).max()
    pivots = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        p = r + np.argmax(np.abs(a[r:, j]))
        if abs(a[p, j]) <= limit:
            continue
        a[[r, p]] = a[[p, r]]
        a[r] = a[r] / a[r, j]
        for i in range(m):
            if i != r:
                a[i] = a[i] - a[i, j] * a[r]
        pivots.append(j)
    return a, pivots


def filled(a, pivots):
    n = a.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for c, j in enumerate(free):
        basis[j, c] = 1.0
        basis[pivots, c] = -a[: len(pivots), j]
    return basis


def null_space(a, tol=1e-10):
    basis = filled(*reduced(np.array(a, dtype=float), tol))[:, ::-1]
    return basis / np.linalg.norm(basis, axis=0)
