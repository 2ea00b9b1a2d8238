# %%
import numpy as np


# %% wrong no-pivoting
# 从不换行，直接用对角线上的数去除
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    limit = 1e-12 * np.abs(a).max()
    for k in range(len(a)):
        if abs(a[k:, k]).max() <= limit:
            raise ValueError
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] -= factor * b[k]
    return back(a, b)


# %% wrong swaps-at-zero-only
# 只在对角线上恰好是 0 时才换行，极小的数留在了那里
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    limit = 1e-12 * np.abs(a).max()
    for k in range(len(a)):
        if abs(a[k:, k]).max() <= limit:
            raise ValueError
        if a[k, k] == 0:
            p = k + np.argmax(np.abs(a[k:, k]))
            a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] -= factor * b[k]
    return back(a, b)


# %% wrong b-not-swapped
# 换了 a 的行，没有换 b 的
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    limit = 1e-12 * np.abs(a).max()
    for k in range(len(a)):
        p = k + np.argmax(np.abs(a[k:, k]))
        if abs(a[p, k]) <= limit:
            raise ValueError
        a[[k, p]] = a[[p, k]]
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] -= factor * b[k]
    return back(a, b)


# %% wrong b-not-eliminated
# 消元时只改了 a，没有改 b
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    limit = 1e-12 * np.abs(a).max()
    for k in range(len(a)):
        p = k + np.argmax(np.abs(a[k:, k]))
        if abs(a[p, k]) <= limit:
            raise ValueError
        a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        for i in range(k + 1, len(a)):
            a[i] -= a[i, k] / a[k, k] * a[k]
    return back(a, b)


# %% wrong signed-maximum
# 挑主元时比较的是数本身，没有取绝对值
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    limit = 1e-12 * np.abs(a).max()
    for k in range(len(a)):
        p = k + np.argmax(a[k:, k])
        if abs(a[k:, k]).max() <= limit:
            raise ValueError
        a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] -= factor * b[k]
    return back(a, b)


# %% wrong whole-column
# 在整列里找主元，把已经用过的行又换了下来
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    limit = 1e-12 * np.abs(a).max()
    for k in range(len(a)):
        p = np.argmax(np.abs(a[:, k]))
        if abs(a[k:, k]).max() <= limit:
            raise ValueError
        a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] -= factor * b[k]
    return back(a, b)


# %% wrong offset-forgotten
# argmax 是从第 k 行数起的，忘了加 k
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    limit = 1e-12 * np.abs(a).max()
    for k in range(len(a)):
        p = np.argmax(np.abs(a[k:, k]))
        if abs(a[k:, k]).max() <= limit:
            raise ValueError
        a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] -= factor * b[k]
    return back(a, b)


# %% wrong changes-input
# 原地消元，改动了传进来的 a 和 b
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    if a.dtype.kind != "f" or b.dtype.kind != "f":
        a, b = a.astype(float), b.astype(float)
    limit = 1e-12 * np.abs(a).max()
    for k in range(len(a)):
        p = k + np.argmax(np.abs(a[k:, k]))
        if abs(a[p, k]) <= limit:
            raise ValueError
        a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] -= factor * b[k]
    return back(a, b)


# %% wrong integer-elimination
# 在整数数组里消元，小数被截掉了
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = a.copy(), b.copy()
    limit = 1e-12 * np.abs(a).max()
    for k in range(len(a)):
        p = k + np.argmax(np.abs(a[k:, k]))
        if abs(a[p, k]) <= limit:
            raise ValueError
        a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] = a[i] - factor * a[k]
            b[i] = b[i] - factor * b[k]
    return back(a.astype(float), b.astype(float))


# %% wrong no-check
# 不检查主元，奇异的矩阵得到 inf、NaN 或者很大的数
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    with np.errstate(all="ignore"):
        for k in range(len(a)):
            p = k + np.argmax(np.abs(a[k:, k]))
            a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
            for i in range(k + 1, len(a)):
                factor = a[i, k] / a[k, k]
                a[i] -= factor * a[k]
                b[i] -= factor * b[k]
        return back(a, b)


# %% wrong zero-check-only
# 只有主元恰好是 0 才报错，舍入留下的极小的数被当成了主元
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    for k in range(len(a)):
        p = k + np.argmax(np.abs(a[k:, k]))
        if a[p, k] == 0:
            raise ValueError
        a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] -= factor * b[k]
    return back(a, b)


# %% wrong absolute-limit
# 界限是固定的数，没有乘上矩阵里绝对值最大的元素
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    for k in range(len(a)):
        p = k + np.argmax(np.abs(a[k:, k]))
        if abs(a[p, k]) <= 1e-12:
            raise ValueError
        a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] -= factor * b[k]
    return back(a, b)


# %% wrong flattened-answer
# 结果总是一维的，只解了一个右端
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float).reshape(len(a), -1)[:, 0]
    limit = 1e-12 * np.abs(a).max()
    for k in range(len(a)):
        p = k + np.argmax(np.abs(a[k:, k]))
        if abs(a[p, k]) <= limit:
            raise ValueError
        a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] -= factor * b[k]
    return back(a, b)


# %% wrong library
# 用了 np.linalg.solve
def solve(a, b):
    if np.linalg.cond(a) > 1e12:
        raise ValueError
    return np.linalg.solve(a, b)


# %% wrong refuses-tiny
# 只在对角线上恰好是 0 时才换行，极小的数没有换走，反而当成奇异的报了错
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    limit = 1e-12 * np.abs(a).max()
    for k in range(len(a)):
        if a[k, k] == 0:
            p = k + np.argmax(np.abs(a[k:, k]))
            a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        if abs(a[k, k]) <= limit:
            raise ValueError
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] -= factor * b[k]
    return back(a, b)


# %% wrong limit-follows
# 界限跟着消元剩下的部分走，没有用原来的 a 里绝对值最大的元素
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    for k in range(len(a)):
        p = k + np.argmax(np.abs(a[k:, k]))
        if abs(a[p, k]) <= 1e-12 * np.abs(a[k:, k:]).max():
            raise ValueError
        a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] -= factor * b[k]
    return back(a, b)


# %% wrong integer-right-side
# 只把 a 变成了浮点数，整数的 b 消元时小数被截掉
def back(a, b):
    x = np.zeros(b.shape)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), b.copy()
    limit = 1e-12 * np.abs(a).max()
    for k in range(len(a)):
        p = k + np.argmax(np.abs(a[k:, k]))
        if abs(a[p, k]) <= limit:
            raise ValueError
        a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] = b[i] - factor * b[k]
    return back(a, b)


# %% wrong changes-right-side
# 复制了 a，没有复制 b：浮点数的 b 被原地改动
def back(a, b):
    x = np.zeros_like(b)
    for k in range(len(a) - 1, -1, -1):
        x[k] = (b[k] - a[k, k + 1 :] @ x[k + 1 :]) / a[k, k]
    return x


def solve(a, b):
    a, b = np.array(a, dtype=float), np.asarray(b, dtype=float)
    limit = 1e-12 * np.abs(a).max()
    for k in range(len(a)):
        p = k + np.argmax(np.abs(a[k:, k]))
        if abs(a[p, k]) <= limit:
            raise ValueError
        a[[k, p]], b[[k, p]] = a[[p, k]], b[[p, k]]
        for i in range(k + 1, len(a)):
            factor = a[i, k] / a[k, k]
            a[i] -= factor * a[k]
            b[i] -= factor * b[k]
    return back(a, b)


# %% right gauss-jordan
# 拼成增广矩阵，把主元上面和下面都消掉
def solve(a, b):
    a = np.asarray(a, dtype=float)
    n = a.shape[0]
    table = np.hstack([a, np.asarray(b, dtype=float).reshape(n, -1)])
    limit = np.max(np.abs(a)) * 1e-12
    for k in range(n):
        p = max(range(k, n), key=lambda i: abs(table[i, k]))
        if abs(table[p, k]) <= limit:
            raise ValueError("singular")
        table[[k, p]] = table[[p, k]]
        table[k] = table[k] / table[k, k]
        others = np.arange(n) != k
        table[others] -= np.outer(table[others, k], table[k])
    return table[:, n:].reshape(np.shape(b))


# %% right vectorised
# 一次消掉下面所有的行，回代时逐列累减
def solve(a, b):
    a = a.astype(np.float64)
    x = b.astype(np.float64)
    largest = abs(a).max()
    n = len(a)
    for k in range(n):
        p = int(abs(a[k:, k]).argmax()) + k
        if not abs(a[p, k]) > 1e-12 * largest:
            raise ValueError
        a[[k, p], :] = a[[p, k], :]
        x[[k, p]] = x[[p, k]]
        factors = a[k + 1 :, k] / a[k, k]
        a[k + 1 :] -= np.multiply.outer(factors, a[k])
        x[k + 1 :] -= np.multiply.outer(factors, x[k])
    for k in range(n - 1, -1, -1):
        x[k] /= a[k, k]
        x[:k] -= np.multiply.outer(a[:k, k], x[k])
    return x


# %% right recursive
# 递归：消去一个未知数，解小一号的方程组
def solve(a, b, limit=None):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    limit = 1e-12 * np.abs(a).max() if limit is None else limit
    p = np.argmax(np.abs(a[:, 0]))
    if abs(a[p, 0]) <= limit:
        raise ValueError
    order = np.r_[p, np.delete(np.arange(len(a)), p)]
    a, b = a[order], b[order]
    if len(a) == 1:
        return b / a[0, 0]
    factors = a[1:, 0] / a[0, 0]
    rest = solve(a[1:, 1:] - np.outer(factors, a[0, 1:]), b[1:] - np.multiply.outer(factors, b[0]), limit)
    first = (b[0] - np.tensordot(a[0, 1:], rest, 1)) / a[0, 0]
    return np.concatenate([np.expand_dims(first, 0), rest])
