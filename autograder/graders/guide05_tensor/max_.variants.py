# %%
import numpy as np


# %% wrong ties-full
# 并列的每个都得了完整的一份梯度
def max_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    kept = x.data.max(axis=axis, keepdims=True)

    def rule(g):
        x.grad += g.reshape(kept.shape) * (x.data == kept)

    return Tensor(x.data.max(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong first-only
# 并列时梯度只给了第一个
def max_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    n = x.data.ndim
    axes = tuple(range(n)) if axis is None else tuple(int(a) % n for a in np.atleast_1d(axis))
    kept = x.data.max(axis=axes, keepdims=True)

    def rule(g):
        mask = (x.data == kept).astype(float)
        others = tuple(i for i in range(n) if i not in axes)
        flat = mask.transpose(others + axes).reshape(kept.size, -1)
        first = np.zeros(flat.shape)
        first[np.arange(len(flat)), flat.argmax(axis=1)] = 1.0
        order = others + axes
        moved = first.reshape([x.shape[i] for i in order]).transpose(np.argsort(order))
        x.grad += g.reshape(kept.shape) * moved

    return Tensor(x.data.max(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong global-maximum
# 每个元素都和整个数组的最大值比，不是和自己那一行的比
def max_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    kept = x.data.max(axis=axis, keepdims=True)

    def rule(g):
        largest = x.data == x.data.max()
        count = np.maximum(largest.sum(axis=axis, keepdims=True), 1)
        x.grad += g.reshape(kept.shape) * largest / count

    return Tensor(x.data.max(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong global-count
# 并列的个数在整个数组上数，没有沿着轴数
def max_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    kept = x.data.max(axis=axis, keepdims=True)

    def rule(g):
        largest = x.data == kept
        x.grad += g.reshape(kept.shape) * largest / largest.sum()

    return Tensor(x.data.max(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong zero-is-none
# if axis：第 0 轴被当成没有给
def max_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    axis = axis if axis else None
    kept = x.data.max(axis=axis, keepdims=True)

    def rule(g):
        largest = x.data == kept
        x.grad += g.reshape(kept.shape) * largest / largest.sum(axis=axis, keepdims=True)

    return Tensor(x.data.max(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong keepdims-ignored
# 没有用 keepdims，轴总是消失
def max_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    kept = x.data.max(axis=axis, keepdims=True)

    def rule(g):
        largest = x.data == kept
        x.grad += g.reshape(kept.shape) * largest / largest.sum(axis=axis, keepdims=True)

    return Tensor(x.data.max(axis=axis), (x,), rule)


# %% wrong overwrites
# 用 = 代替了 +=，别处来的梯度被盖掉
def max_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    kept = x.data.max(axis=axis, keepdims=True)

    def rule(g):
        largest = x.data == kept
        x.grad = g.reshape(kept.shape) * largest / largest.sum(axis=axis, keepdims=True)

    return Tensor(x.data.max(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong without-upstream
# 最大的地方都得 1（并列的平分），没有乘来的梯度
def max_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    kept = x.data.max(axis=axis, keepdims=True)

    def rule(g):
        largest = x.data == kept
        x.grad += largest / largest.sum(axis=axis, keepdims=True)

    return Tensor(x.data.max(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong spread
# 梯度像求和那样抄给了每个元素
def max_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    kept = x.data.max(axis=axis, keepdims=True)

    def rule(g):
        x.grad += g.reshape(kept.shape)

    return Tensor(x.data.max(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong axis-length
# 最大的那个除以了轴的长度，不是并列的个数
def max_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    kept = x.data.max(axis=axis, keepdims=True)

    def rule(g):
        largest = x.data == kept
        x.grad += g.reshape(kept.shape) * largest / (x.data.size / kept.size)

    return Tensor(x.data.max(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong nearly
# 用 isclose 找最大的，差一点点的也当成了并列
def max_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    kept = x.data.max(axis=axis, keepdims=True)

    def rule(g):
        largest = np.isclose(x.data, kept)
        x.grad += g.reshape(kept.shape) * largest / largest.sum(axis=axis, keepdims=True)

    return Tensor(x.data.max(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong last-only
# 并列时梯度只给了最后一个
def max_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    n = x.data.ndim
    axes = tuple(range(n)) if axis is None else tuple(int(a) % n for a in np.atleast_1d(axis))
    kept = x.data.max(axis=axes, keepdims=True)

    def rule(g):
        mask = (x.data == kept).astype(float)
        others = tuple(i for i in range(n) if i not in axes)
        flat = mask.transpose(others + axes).reshape(kept.size, -1)
        first = np.zeros(flat.shape)
        first[np.arange(len(flat)), flat.shape[1] - 1 - flat[:, ::-1].argmax(axis=1)] = 1.0
        order = others + axes
        moved = first.reshape([x.shape[i] for i in order]).transpose(np.argsort(order))
        x.grad += g.reshape(kept.shape) * moved

    return Tensor(x.data.max(axis=axis, keepdims=keepdims), (x,), rule)


# %% right expand-dims
# 用 expand_dims 把轴补回来
def max_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    axes = tuple(range(x.data.ndim)) if axis is None else axis
    data = np.amax(x.data, axis=axes, keepdims=keepdims)

    def rule(g):
        top = data if keepdims else np.expand_dims(data, axes)
        share = g if keepdims else np.expand_dims(g, axes)
        where = np.where(x.data >= top, 1.0, 0.0)
        x.grad = x.grad + share / where.sum(axis=axes, keepdims=True) * where

    return Tensor(data, (x,), rule)


# %% right slow
# 先把要归约的轴挪到最后，一行一行地分
def max_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    n = x.data.ndim
    axes = range(n) if axis is None else [axis] if isinstance(axis, int) else list(axis)
    axes = [a % n for a in axes]
    order = [i for i in range(n) if i not in axes] + axes
    rows = int(np.prod([x.shape[i] for i in range(n) if i not in axes]))

    def rule(g):
        flat = x.data.transpose(order).reshape(rows, -1)
        out = np.zeros(flat.shape)
        for i, (row, part) in enumerate(zip(flat, g.ravel())):
            ties = np.flatnonzero(row == row.max())
            out[i, ties] = part / len(ties)
        x.grad += out.reshape([x.shape[i] for i in order]).transpose(np.argsort(order))

    return Tensor(x.data.max(axis=tuple(axes), keepdims=keepdims), [x], rule)
