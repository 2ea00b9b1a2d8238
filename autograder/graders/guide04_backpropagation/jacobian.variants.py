# %%
import numpy as np


# %% wrong transposed
# 表转置了：输入的轴在前，输出的轴在后
def jacobian(f, x, eps=1e-6):
    x = np.array(x, dtype=float)
    columns = []
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = eps
        columns.append((np.asarray(f(x + step)) - f(x - step)) / (2 * eps))
    return np.stack(columns).reshape(x.shape + columns[0].shape)


# %% wrong forward
# 只往前走了一步，是前向差分
def jacobian(f, x, eps=1e-6):
    x = np.array(x, dtype=float)
    columns = []
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = eps
        columns.append((np.asarray(f(x + step)) - f(x)) / eps)
    return np.stack(columns, axis=-1).reshape(columns[0].shape + x.shape)


# %% wrong backward
# 只往后走了一步，是后向差分
def jacobian(f, x, eps=1e-6):
    x = np.array(x, dtype=float)
    columns = []
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = eps
        columns.append((np.asarray(f(x)) - f(x - step)) / eps)
    return np.stack(columns, axis=-1).reshape(columns[0].shape + x.shape)


# %% wrong integer-steps
# 没有把整数的 x 换成浮点数，挪动的那一点被截掉了
def jacobian(f, x, eps=1e-6):
    t = np.array(x)
    columns = []
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = np.array(f(t))
        t[index] = kept - eps
        below = np.array(f(t))
        t[index] = kept
        columns.append((above - below) / (2 * eps))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + t.shape)


# %% wrong moves-x
# 在传进来的 x 上挪，挪完没有还原
def jacobian(f, x, eps=1e-6):
    t = x if isinstance(x, np.ndarray) and x.dtype.kind == "f" and x.ndim else np.array(x, dtype=float)
    columns = []
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = np.array(f(t))
        t[index] = kept - eps
        below = np.array(f(t))
        columns.append((above - below) / (2 * eps))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + t.shape)


# %% wrong never-restored
# 挪过的那一格没有放回去，后面的列都在别的地方求
def jacobian(f, x, eps=1e-6):
    t = np.array(x, dtype=float)
    columns = []
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = np.array(f(t))
        t[index] = kept - eps
        below = np.array(f(t))
        columns.append((above - below) / (2 * eps))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + t.shape)


# %% wrong aliased
# 反复用同一个数组，f 把它的视图还回来时，两次的结果是同一块内存
def jacobian(f, x, eps=1e-6):
    t = np.array(x, dtype=float)
    columns = []
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = np.asarray(f(t))
        t[index] = kept - eps
        below = np.asarray(f(t))
        t[index] = kept
        columns.append((above - below) / (2 * eps))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + t.shape)


# %% wrong one-axis
# 只按第一轴的下标挪，二维的 x 一整行一起动
def jacobian(f, x, eps=1e-6):
    x = np.array(x, dtype=float)
    columns = []
    for index in np.ndindex(x.shape[:1]):
        step = np.zeros(x.shape)
        step[index] = eps
        columns.append((np.asarray(f(x + step)) - f(x - step)) / (2 * eps))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + x.shape[:1])


# %% wrong flat
# 把 x 拉平了，输入只剩一个轴
def jacobian(f, x, eps=1e-6):
    x = np.array(x, dtype=float)
    columns = []
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = eps
        columns.append((np.asarray(f(x + step)) - f(x - step)) / (2 * eps))
    return np.stack(columns, axis=-1)


# %% wrong halved-times-eps
# 写成 / 2 * eps：先除以 2，再乘了 eps
def jacobian(f, x, eps=1e-6):
    x = np.array(x, dtype=float)
    columns = []
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = eps
        columns.append((np.asarray(f(x + step)) - f(x - step)) / 2 * eps)
    return np.stack(columns, axis=-1).reshape(columns[0].shape + x.shape)


# %% wrong not-halved
# 两边各走了 eps，却只除以 eps，大了一倍
def jacobian(f, x, eps=1e-6):
    x = np.array(x, dtype=float)
    columns = []
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = eps
        columns.append((np.asarray(f(x + step)) - f(x - step)) / eps)
    return np.stack(columns, axis=-1).reshape(columns[0].shape + x.shape)


# %% wrong eps-ignored
# 步长写死了，没有用 eps
def jacobian(f, x, eps=1e-6):
    x = np.array(x, dtype=float)
    eps = 1e-6
    columns = []
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = eps
        columns.append((np.asarray(f(x + step)) - f(x - step)) / (2 * eps))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + x.shape)


# %% wrong outputs-summed
# 把各个输出加了起来，只剩一个数的梯度
def jacobian(f, x, eps=1e-6):
    x = np.array(x, dtype=float)
    columns = []
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = eps
        columns.append((np.sum(f(x + step)) - np.sum(f(x - step))) / (2 * eps))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + x.shape)


# %% wrong all-at-once
# 所有的格子一起挪了，没有一次只挪一格
def jacobian(f, x, eps=1e-6):
    x = np.array(x, dtype=float)
    columns = []
    for _ in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[...] = eps
        columns.append((np.asarray(f(x + step)) - f(x - step)) / (2 * eps))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + x.shape)


# %% wrong outputs-flat
# 把 f(x) 拉平了，输出只剩一个轴
def jacobian(f, x, eps=1e-6):
    x = np.array(x, dtype=float)
    columns = []
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = eps
        columns.append((np.ravel(f(x + step)) - np.ravel(f(x - step))) / (2 * eps))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + x.shape)


# %% right in-place-on-a-copy
# 在拷贝上原地挪，f 的结果也各留一份拷贝
def jacobian(f, x, eps=1e-6):
    t = np.array(x, dtype=float)
    columns = []
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = np.array(f(t))
        t[index] = kept - eps
        below = np.array(f(t))
        t[index] = kept
        columns.append((above - below) / (2 * eps))
    return np.stack(columns, axis=-1).reshape(columns[0].shape + t.shape)


# %% right identity-steps
# 用单位阵造出全部的步子，填进备好的结果
def jacobian(f, x, eps=1e-6):
    x = np.asarray(x, dtype=np.float64)
    m = np.shape(f(x.copy()))
    table = np.empty((*m, x.size))
    for j, e in enumerate(np.eye(x.size)):
        e = eps * e.reshape(x.shape)
        table[..., j] = np.subtract(f(x + e), f(x - e)) / eps / 2
    return table.reshape(m + x.shape)


# %% right transposed-at-the-end
# 先按输入在前堆起来，最后把轴移到后面
def jacobian(f, x, eps=1e-6):
    x = np.array(x) * 1.0
    rows = []
    for j in range(x.size):
        up, down = x.flatten(), x.flatten()
        up[j] += eps
        down[j] -= eps
        rows.append((np.array(f(up.reshape(x.shape))) - np.array(f(down.reshape(x.shape)))) / (2 * eps))
    return np.moveaxis(np.array(rows), 0, -1).reshape(rows[0].shape + x.shape)
