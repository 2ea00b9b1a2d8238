# %%
import numpy as np


# %% wrong broadcasts-one
# 没有检查内侧的尺寸，长度 1 的轴被悄悄复制
def matmul(a, b):
    return (a[:, :, None] * b[None, :, :]).sum(axis=1)


# %% wrong transposed-b
# 把 b 的行当成了列，算的是 a 乘 b 的转置
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError
    return (a[:, None, :] * b[None, :, :]).sum(axis=2)


# %% wrong transposed-a
# 把 a 的列当成了行，算的是 a 的转置乘 b
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError
    return (a[:, :, None] * b[:, None, :]).sum(axis=0)


# %% wrong elementwise
# 逐个元素相乘，没有求和
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError
    return a * b


# %% wrong wrong-axis
# 沿第 0 轴求了和，内侧的轴还在
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError
    return (a[:, :, None] * b[None, :, :]).sum(axis=0)


# %% wrong mean
# 求的是平均，不是和
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError
    return (a[:, :, None] * b[None, :, :]).mean(axis=1)


# %% wrong reversed-order
# 返回的是结果的转置
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError
    return (a.T[:, None, :] * b[:, :, None]).sum(axis=0)


# %% wrong outer-sizes
# 比较的是 a 的行数和 b 的列数，该比的是内侧的两个
def matmul(a, b):
    if a.shape[0] != b.shape[1]:
        raise ValueError
    return (a[:, :, None] * b[None, :, :]).sum(axis=1)


# %% wrong at-operator
# 用了现成的运算符 @
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError
    return a @ b


# %% wrong library
# 用了 NumPy 现成的乘法
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError
    return np.einsum("il,lj->ij", a, b)


# %% wrong loops
# 用 Python 循环一行一行地算
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError
    out = np.zeros((a.shape[0], b.shape[1]))
    for i in range(a.shape[0]):
        out[i] = (a[i][:, None] * b).sum(axis=0)
    return out


# %% wrong cast-to-a
# 把结果变回了 a 的 dtype，a 是整数、b 是浮点数时小数没了
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError
    return (a[:, :, None] * b[None, :, :]).sum(axis=1).astype(a.dtype)


# %% wrong reshaped
# 该转置 b 的地方用了 reshape，数的次序没有变，行列就乱了
def matmul(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError
    return (a[:, None, :] * b.reshape(b.shape[::-1])[None, :, :]).sum(axis=2)


# %% right transposed-axis-last
# 内侧的轴放在最后，b 先转置
def matmul(a, b):
    if a.shape[-1] != b.shape[0]:
        raise ValueError("sizes")
    return np.sum(a[:, np.newaxis] * b.T, axis=-1)


# %% right inner-first
# 内侧的轴放在最前面，用 expand_dims 和 add.reduce
def matmul(a, b):
    (_, k), (other, _) = a.shape, b.shape
    if k != other:
        raise ValueError(f"{k} != {other}")
    return np.add.reduce(np.expand_dims(a.T, 2) * np.expand_dims(b, 1), axis=0)


# %% right multiply
# 用 np.multiply，先变成浮点数
def matmul(a, b):
    assert_inner(a, b)
    left, right = a.astype(float).reshape(*a.shape, 1), b.astype(float).reshape(1, *b.shape)
    return np.multiply(left, right).sum(1)


def assert_inner(a, b):
    if a.shape[1] != b.shape[0]:
        raise ValueError
