# %%
import numpy as np


# %% wrong mean
# 各份取了平均，不是求和
def unbroadcast(grad, shape):
    grad = grad.mean(axis=tuple(range(grad.ndim - len(shape))))
    ones = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return grad.mean(axis=ones, keepdims=True)


# %% wrong leading-only
# 只在左边补上的轴上求和，由 1 拉长的轴没有收回来
def unbroadcast(grad, shape):
    return grad.sum(axis=tuple(range(grad.ndim - len(shape))))


# %% wrong ones-only
# 只在长度 1 的轴上求和，左边补上的轴还在
def unbroadcast(grad, shape):
    padded = (0,) * (grad.ndim - len(shape)) + tuple(shape)
    ones = tuple(axis for axis, size in enumerate(padded) if size == 1)
    return grad.sum(axis=ones, keepdims=True)


# %% wrong axis-dropped
# 长度 1 的轴求和之后没有留下来
def unbroadcast(grad, shape):
    grad = grad.sum(axis=tuple(range(grad.ndim - len(shape))))
    return grad.sum(axis=tuple(axis for axis, size in enumerate(shape) if size == 1))


# %% wrong scalar-forgotten
# shape 是 () 时当作不用收，原样返回
def unbroadcast(grad, shape):
    if not shape:
        return grad
    grad = grad.sum(axis=tuple(range(grad.ndim - len(shape))))
    ones = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return grad.sum(axis=ones, keepdims=True)


# %% wrong first-copy
# 抄出来的几份只取了第一份，没有加起来
def unbroadcast(grad, shape):
    grad = grad[(0,) * (grad.ndim - len(shape))]
    return grad[tuple(slice(0, 1) if size == 1 else slice(None) for size in shape)]


# %% wrong left-aligned
# 形状从左边对齐，多出来的轴当作在右边
def unbroadcast(grad, shape):
    grad = grad.sum(axis=tuple(range(len(shape), grad.ndim)))
    ones = tuple(axis for axis, size in enumerate(shape) if size == 1)
    return grad.sum(axis=ones, keepdims=True)


# %% wrong one-axis
# 左边只收了一个轴，多补了几个就不够
def unbroadcast(grad, shape):
    if grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    ones = tuple(axis for axis, size in enumerate(shape[-grad.ndim :] if grad.ndim else ()) if size == 1)
    return grad.sum(axis=ones, keepdims=True)


# %% wrong in-place
# 求和写回了 grad 自己，传进来的数组被改掉
def unbroadcast(grad, shape):
    total = grad.sum(axis=tuple(range(grad.ndim - len(shape))))
    ones = tuple(axis for axis, size in enumerate(shape) if size == 1)
    total = total.sum(axis=ones, keepdims=True)
    if grad.ndim == len(shape):
        grad[...] = total
    return total.copy() if shape else total


# %% wrong first-stretched
# 由 1 拉长的轴只收了第一个，后面的没有收
def unbroadcast(grad, shape):
    grad = grad.sum(axis=tuple(range(grad.ndim - len(shape))))
    for axis, size in enumerate(shape):
        if size == 1 and grad.shape[axis] != 1:
            return grad.sum(axis=axis, keepdims=True)
    return grad


# %% right loop
# 一个轴一个轴地收
def unbroadcast(grad, shape):
    while grad.ndim > len(shape):
        grad = np.add.reduce(grad, axis=0)
    for axis, size in enumerate(shape):
        if grad.shape[axis] != size:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad


# %% right at-once
# 一次求和，再变成 shape
def unbroadcast(grad, shape):
    extra = grad.ndim - len(shape)
    axes = [*range(extra), *(extra + i for i, size in enumerate(shape) if size == 1)]
    return np.sum(grad, axis=tuple(axes)).reshape(shape)


# %% right scattered
# 每个元素送回它来的地方
def unbroadcast(grad, shape):
    out = np.zeros(shape)
    for position in np.ndindex(grad.shape):
        tail = position[len(position) - len(shape) :]
        out[tuple(0 if size == 1 else i for i, size in zip(tail, shape))] += grad[position]
    return out
