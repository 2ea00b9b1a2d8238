# %%
import numpy as np


# %% wrong transposes-all
# 用 .T 转置，批量轴也一起倒过来了
def matmul(a, b):
    a, b = as_tensor(a), as_tensor(b)
    if a.data.ndim < 2 or b.data.ndim < 2:
        raise ValueError

    def rule(g):
        a.grad += unbroadcast(g @ b.data.T, a.shape)
        b.grad += unbroadcast(a.data.T @ g, b.shape)

    return Tensor(a.data @ b.data, (a, b), rule)


# %% wrong batch-not-summed
# 批量轴广播以后，梯度没有收回操作数的形状
def matmul(a, b):
    a, b = as_tensor(a), as_tensor(b)
    if a.data.ndim < 2 or b.data.ndim < 2:
        raise ValueError

    def rule(g):
        a.grad = a.grad + g @ np.swapaxes(b.data, -1, -2)
        b.grad = b.grad + np.swapaxes(a.data, -1, -2) @ g

    return Tensor(a.data @ b.data, (a, b), rule)


# %% wrong transposed-gradient
# 右边操作数的梯度拼反了，是转置的
def matmul(a, b):
    a, b = as_tensor(a), as_tensor(b)
    if a.data.ndim < 2 or b.data.ndim < 2:
        raise ValueError

    def rule(g):
        a.grad += unbroadcast(g @ np.swapaxes(b.data, -1, -2), a.shape)
        b.grad = b.grad + np.swapaxes(g, -1, -2) @ a.data

    return Tensor(a.data @ b.data, (a, b), rule)


# %% wrong dot
# 用了 np.dot，多于两个轴时它算的是另一件事
def matmul(a, b):
    a, b = as_tensor(a), as_tensor(b)
    if a.data.ndim < 2 or b.data.ndim < 2:
        raise ValueError

    def rule(g):
        a.grad += unbroadcast(g @ np.swapaxes(b.data, -1, -2), a.shape)
        b.grad += unbroadcast(np.swapaxes(a.data, -1, -2) @ g, b.shape)

    return Tensor(np.dot(a.data, b.data), (a, b), rule)


# %% wrong accepts-vectors
# 不到两个轴的操作数也照样乘了
def matmul(a, b):
    a, b = as_tensor(a), as_tensor(b)

    def rule(g):
        a.grad += unbroadcast(g @ np.swapaxes(b.data, -1, -2), a.shape)
        b.grad += unbroadcast(np.swapaxes(a.data, -1, -2) @ g, b.shape)

    return Tensor(a.data @ b.data, (a, b), rule)


# %% wrong overwrites
# 用 = 代替了 +=，别处来的梯度被盖掉
def matmul(a, b):
    a, b = as_tensor(a), as_tensor(b)
    if a.data.ndim < 2 or b.data.ndim < 2:
        raise ValueError

    def rule(g):
        a.grad = unbroadcast(g @ np.swapaxes(b.data, -1, -2), a.shape)
        b.grad = unbroadcast(np.swapaxes(a.data, -1, -2) @ g, b.shape)

    return Tensor(a.data @ b.data, (a, b), rule)


# %% wrong refuses-left-only
# 只检查了左边的操作数，右边是一维的照样乘了
def matmul(a, b):
    a, b = as_tensor(a), as_tensor(b)
    if a.data.ndim < 2:
        raise ValueError

    def rule(g):
        a.grad += unbroadcast(g @ np.swapaxes(b.data, -1, -2), a.shape)
        b.grad += unbroadcast(np.swapaxes(a.data, -1, -2) @ g, b.shape)

    return Tensor(a.data @ b.data, (a, b), rule)


# %% wrong two-axes-only
# 多于两个轴的操作数也拒绝了
def matmul(a, b):
    a, b = as_tensor(a), as_tensor(b)
    if a.data.ndim != 2 or b.data.ndim != 2:
        raise ValueError

    def rule(g):
        a.grad += g @ b.data.T
        b.grad += a.data.T @ g

    return Tensor(a.data @ b.data, (a, b), rule)


# %% wrong right-not-collected
# 左边的梯度收回了，右边的批量轴没有收
def matmul(a, b):
    a, b = as_tensor(a), as_tensor(b)
    if a.data.ndim < 2 or b.data.ndim < 2:
        raise ValueError

    def rule(g):
        a.grad += unbroadcast(g @ np.swapaxes(b.data, -1, -2), a.shape)
        b.grad = b.grad + np.swapaxes(a.data, -1, -2) @ g

    return Tensor(a.data @ b.data, (a, b), rule)


# %% wrong batch-all-summed
# 右边的梯度把批量轴全加掉了，右边自己有批量轴时也加
def matmul(a, b):
    a, b = as_tensor(a), as_tensor(b)
    if a.data.ndim < 2 or b.data.ndim < 2:
        raise ValueError

    def rule(g):
        a.grad += unbroadcast(g @ np.swapaxes(b.data, -1, -2), a.shape)
        found = np.swapaxes(a.data, -1, -2) @ g
        b.grad += found.sum(axis=tuple(range(found.ndim - 2)))

    return Tensor(a.data @ b.data, (a, b), rule)


# %% right einsum
# 用 einsum 写
def matmul(a, b):
    a, b = as_tensor(a), as_tensor(b)
    if min(a.data.ndim, b.data.ndim) < 2:
        raise ValueError("要至少两个轴")
    if a.shape[-1] != b.shape[-2]:
        raise ValueError("中间的长度不同")

    def rule(g):
        a.grad = a.grad + unbroadcast(np.einsum("...im,...km->...ik", g, b.data), a.shape)
        b.grad = b.grad + unbroadcast(np.einsum("...ik,...im->...km", a.data, g), b.shape)

    return Tensor(np.einsum("...ik,...km->...im", a.data, b.data), (a, b), rule)


# %% right moveaxis
# 转置用 moveaxis，检查放在乘法之前
def matmul(a, b):
    pair = [as_tensor(a), as_tensor(b)]
    for each in pair:
        if len(each.shape) <= 1:
            raise ValueError(each.shape)
    x, y = pair

    def flip(t):
        return np.moveaxis(t, -1, -2)

    out = Tensor(np.matmul(x.data, y.data), pair)

    def rule(g):
        x.grad += unbroadcast(np.matmul(g, flip(y.data)), x.shape)
        y.grad += unbroadcast(flip(np.matmul(flip(g), x.data)), y.shape)

    out.rule = rule
    return out
