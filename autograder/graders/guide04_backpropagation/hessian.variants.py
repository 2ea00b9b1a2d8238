# %%
import numpy as np


# %% wrong diagonal-only
# 只算了对角线，混合项全是 0
def hessian(f, x, eps=1e-4):
    x = np.array(x, dtype=float)
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    table = np.zeros((x.size, x.size))
    for i, a in enumerate(steps):
        table[i, i] = (f(x + a) - 2 * f(x) + f(x - a)) / eps**2
    return table.reshape(x.shape + x.shape)


# %% wrong mixed-without-quarter
# 混合项只除以 eps²，漏掉了分母里的 4
def hessian(f, x, eps=1e-4):
    x = np.array(x, dtype=float)
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    table = np.zeros((x.size, x.size))
    for i, a in enumerate(steps):
        for j, b in enumerate(steps[: i + 1]):
            both = f(x + a + b) - f(x + a - b) - f(x - a + b) + f(x - a - b)
            table[i, j] = table[j, i] = both / ((4 if i == j else 1) * eps**2)
    return table.reshape(x.shape + x.shape)


# %% wrong mixed-halved
# 混合项除以了 2·eps²，应当是 4·eps²
def hessian(f, x, eps=1e-4):
    x = np.array(x, dtype=float)
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    table = np.zeros((x.size, x.size))
    for i, a in enumerate(steps):
        for j, b in enumerate(steps[: i + 1]):
            both = f(x + a + b) - f(x + a - b) - f(x - a + b) + f(x - a - b)
            table[i, j] = table[j, i] = both / ((4 if i == j else 2) * eps**2)
    return table.reshape(x.shape + x.shape)


# %% wrong tiny-steps
# 步长是 1e-6（照搬一阶的，或者把两个默认步长的差分套在一起），舍入误差盖过了二阶导数
def hessian(f, x, eps=1e-4):
    return jacobian(lambda t: jacobian(f, t), x)


# %% wrong step-fixed
# 步长写死成了 1e-4，没有用传进来的 eps
def hessian(f, x, eps=1e-4):
    x = np.array(x, dtype=float)
    eps = 1e-4
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    table = np.zeros((x.size, x.size))
    for i, a in enumerate(steps):
        for j, b in enumerate(steps[: i + 1]):
            both = f(x + a + b) - f(x + a - b) - f(x - a + b) + f(x - a - b)
            table[i, j] = table[j, i] = both / (4 * eps**2)
    return table.reshape(x.shape + x.shape)


# %% wrong one-sided
# 只往前走，误差和 eps 成正比
def hessian(f, x, eps=1e-4):
    x = np.array(x, dtype=float)
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    table = np.zeros((x.size, x.size))
    for i, a in enumerate(steps):
        for j, b in enumerate(steps[: i + 1]):
            both = f(x + a + b) - f(x + a) - f(x + b) + f(x)
            table[i, j] = table[j, i] = both / eps**2
    return table.reshape(x.shape + x.shape)


# %% wrong upper-half
# 只填了一半，对称的另一半还是 0
def hessian(f, x, eps=1e-4):
    x = np.array(x, dtype=float)
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    table = np.zeros((x.size, x.size))
    for i, a in enumerate(steps):
        for j, b in enumerate(steps[: i + 1]):
            both = f(x + a + b) - f(x + a - b) - f(x - a + b) + f(x - a - b)
            table[j, i] = both / (4 * eps**2)
    return table.reshape(x.shape + x.shape)


# %% wrong flat
# 结果是 (n, n)，没有还原成 x.shape + x.shape
def hessian(f, x, eps=1e-4):
    x = np.array(x, dtype=float)
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    table = np.zeros((x.size, x.size))
    for i, a in enumerate(steps):
        for j, b in enumerate(steps[: i + 1]):
            both = f(x + a + b) - f(x + a - b) - f(x - a + b) + f(x - a - b)
            table[i, j] = table[j, i] = both / (4 * eps**2)
    return table


# %% wrong moves-x
# 在传进来的 x 上挪，挪完没有还原
def hessian(f, x, eps=1e-4):
    given, x = x, np.array(x, dtype=float)
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    table = np.zeros((x.size, x.size))
    for i, a in enumerate(steps):
        for j, b in enumerate(steps[: i + 1]):
            both = f(x + a + b) - f(x + a - b) - f(x - a + b) + f(x - a - b)
            table[i, j] = table[j, i] = both / (4 * eps**2)
    if isinstance(given, np.ndarray) and given.dtype.kind == "f" and given.ndim:
        given += steps[-1]
    return table.reshape(x.shape + x.shape)


# %% wrong signs-of-the-last
# 最后一项的符号错了：四项应当是加、减、减、加
def hessian(f, x, eps=1e-4):
    x = np.array(x, dtype=float)
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    table = np.zeros((x.size, x.size))
    for i, a in enumerate(steps):
        for j, b in enumerate(steps[: i + 1]):
            both = f(x + a + b) - f(x + a - b) - f(x - a + b) - f(x - a - b)
            table[i, j] = table[j, i] = both / (4 * eps**2)
    return table.reshape(x.shape + x.shape)


# %% wrong signs-alternating
# 四项的符号写成了加、减、加、减：应当是加、减、减、加
def hessian(f, x, eps=1e-4):
    x = np.array(x, dtype=float)
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    table = np.zeros((x.size, x.size))
    for i, a in enumerate(steps):
        for j, b in enumerate(steps[: i + 1]):
            both = f(x + a + b) - f(x + a - b) + f(x - a + b) - f(x - a - b)
            table[i, j] = table[j, i] = both / (4 * eps**2)
    return table.reshape(x.shape + x.shape)


# %% wrong squares-of-the-gradient
# 算的是梯度与自己的外积，不是二阶导数
def hessian(f, x, eps=1e-4):
    gradient = jacobian(f, x, eps)
    return np.multiply.outer(gradient, gradient)


# %% wrong diagonal-quarter
# 对角线用了一倍的步长，却除以了 4·eps²
def hessian(f, x, eps=1e-4):
    x = np.array(x, dtype=float)
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    table = np.zeros((x.size, x.size))
    for i, a in enumerate(steps):
        for j, b in enumerate(steps[: i + 1]):
            both = (
                f(x + a) - 2 * f(x) + f(x - a)
                if i == j
                else f(x + a + b) - f(x + a - b) - f(x - a + b) + f(x - a - b)
            )
            table[i, j] = table[j, i] = both / (4 * eps**2)
    return table.reshape(x.shape + x.shape)


# %% wrong integer-steps
# 没有把整数的 x 换成浮点数，挪动的那一点被截掉了
def hessian(f, x, eps=1e-4):
    x = np.array(x)
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    table = np.zeros((x.size, x.size))
    for i, a in enumerate(steps):
        for j, b in enumerate(steps[: i + 1]):
            both = sum(s * t * f((x + s * a + t * b).astype(x.dtype)) for s in (1, -1) for t in (1, -1))
            table[i, j] = table[j, i] = both / (4 * eps**2)
    return table.reshape(x.shape + x.shape)


# %% wrong root-forgotten
# 除以的是 4·eps，没有平方
def hessian(f, x, eps=1e-4):
    x = np.array(x, dtype=float)
    steps = eps * np.eye(x.size).reshape(x.size, *x.shape)
    table = np.zeros((x.size, x.size))
    for i, a in enumerate(steps):
        for j, b in enumerate(steps[: i + 1]):
            both = f(x + a + b) - f(x + a - b) - f(x - a + b) + f(x - a - b)
            table[i, j] = table[j, i] = both / (4 * eps)
    return table.reshape(x.shape + x.shape)


# %% right jacobian-twice
# 黑塞矩阵是梯度的雅可比：两层差分，步长都给
def hessian(f, x, eps=1e-4):
    return jacobian(lambda t: jacobian(f, t, eps), x, eps)


# %% right own-diagonal
# 对角线用一倍步长的公式，混合项用四个点
def hessian(f, x, eps=1e-4):
    x = np.asarray(x, dtype=np.float64)
    n = x.size
    flat = x.ravel()

    def at(*moves):
        t = flat.copy()
        for i, s in moves:
            t[i] += s * eps
        return f(t.reshape(x.shape))

    h = np.empty((n, n))
    for i in range(n):
        h[i, i] = (at((i, 1)) - 2 * at() + at((i, -1))) / eps**2
        for j in range(i):
            h[i, j] = h[j, i] = (
                (at((i, 1), (j, 1)) - at((i, 1), (j, -1)) - at((i, -1), (j, 1)) + at((i, -1), (j, -1)))
                / 4
                / eps**2
            )
    return h.reshape(x.shape + x.shape)


# %% right restoring
# 在拷贝上原地挪，用存下的原值放回去
def hessian(f, x, eps=1e-4):
    t = np.array(x, dtype=float)
    h = np.zeros(t.shape + t.shape)
    for i in np.ndindex(t.shape):
        for j in np.ndindex(t.shape):
            total = 0.0
            for s in (1, -1):
                for r in (1, -1):
                    kept = t.copy()
                    t[i] += s * eps
                    t[j] += r * eps
                    total += s * r * float(f(t))
                    t[...] = kept
            h[i + j] = total / (4 * eps * eps)
    return h
