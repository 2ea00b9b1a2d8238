# %%
import numpy as np


# %% wrong not-expanded
# 没有把消失的轴补回来，直接让梯度从右边对齐着抄
def sum_(x, axis=None, keepdims=False):
    x = as_tensor(x)

    def rule(g):
        x.grad += g

    return Tensor(x.data.sum(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong zero-is-none
# if axis：第 0 轴被当成没有给
def sum_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    axis = axis if axis else None
    kept = x.data.sum(axis=axis, keepdims=True)

    def rule(g):
        x.grad += g.reshape(kept.shape)

    return Tensor(x.data.sum(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong negative-axis
# 负的轴没有换算，补轴时补错了位置
def sum_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    axes = range(x.data.ndim) if axis is None else np.atleast_1d(axis)

    def rule(g):
        kept = [1 if i in [int(a) for a in axes] else n for i, n in enumerate(x.shape)]
        x.grad += g if keepdims else np.broadcast_to(g.reshape(kept), x.shape)

    return Tensor(x.data.sum(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong first-of-tuple
# axis 是元组时只用了其中第一个
def sum_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    axis = axis[0] if isinstance(axis, tuple) else axis
    kept = x.data.sum(axis=axis, keepdims=True)

    def rule(g):
        x.grad += g.reshape(kept.shape)

    return Tensor(x.data.sum(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong keepdims-ignored
# 没有用 keepdims，轴总是消失
def sum_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    kept = x.data.sum(axis=axis, keepdims=True)

    def rule(g):
        x.grad += g.reshape(kept.shape)

    return Tensor(x.data.sum(axis=axis), (x,), rule)


# %% wrong without-upstream
# 梯度抄成了全 1，没有用来的梯度
def sum_(x, axis=None, keepdims=False):
    x = as_tensor(x)

    def rule(g):
        x.grad += np.ones(x.shape)

    return Tensor(x.data.sum(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong shared-out
# 把来的梯度平分给了各个元素，那是平均值的梯度
def sum_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    kept = x.data.sum(axis=axis, keepdims=True)

    def rule(g):
        x.grad += g.reshape(kept.shape) * kept.size / x.data.size

    return Tensor(x.data.sum(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong overwrites
# 用 = 代替了 +=，别处来的梯度被盖掉
def sum_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    kept = x.data.sum(axis=axis, keepdims=True)

    def rule(g):
        x.grad = g.reshape(kept.shape) * np.ones(x.shape)

    return Tensor(x.data.sum(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong total-upstream
# 把来的梯度先加成一个数，再抄给每个元素
def sum_(x, axis=None, keepdims=False):
    x = as_tensor(x)

    def rule(g):
        x.grad += g.sum()

    return Tensor(x.data.sum(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong expanded-anyway
# keepdims=True 时轴本来就在，却又补了一遍
def sum_(x, axis=None, keepdims=False):
    x = as_tensor(x)

    def rule(g):
        x.grad += g if axis is None else np.expand_dims(g, axis)

    return Tensor(x.data.sum(axis=axis, keepdims=keepdims), (x,), rule)


# %% wrong axes-unsorted
# 元组里的轴按写的先后一个个补，没有先从小到大排好
def sum_(x, axis=None, keepdims=False):
    x = as_tensor(x)

    def rule(g):
        if axis is not None and not keepdims:
            for each in np.atleast_1d(axis):
                g = np.expand_dims(g, int(each) % x.data.ndim)
        x.grad += g

    return Tensor(x.data.sum(axis=axis, keepdims=keepdims), (x,), rule)


# %% right expand-dims
# 用 expand_dims 把轴补回来，再 broadcast_to
def sum_(x, axis=None, keepdims=False):
    x = x if isinstance(x, Tensor) else Tensor(x)
    axes = tuple(range(x.data.ndim)) if axis is None else axis

    def rule(g):
        if not keepdims:
            g = np.expand_dims(g, axes)
        x.grad = x.grad + np.broadcast_to(g, x.shape)

    return Tensor(np.sum(x.data, axis=axes, keepdims=keepdims), (x,), rule)


# %% right by-hand
# 先把轴换算成非负的，自己写出留着轴的形状
def sum_(x, axis=None, keepdims=False):
    x = as_tensor(x)
    n = len(x.shape)
    axes = range(n) if axis is None else [axis] if isinstance(axis, int) else axis
    axes = {a % n for a in axes}
    kept = tuple(1 if i in axes else size for i, size in enumerate(x.shape))
    gone = tuple(size for i, size in enumerate(x.shape) if i not in axes)
    data = x.data.sum(axis=tuple(axes)).reshape(kept if keepdims else gone)
    out = Tensor(data, [x])

    def rule(g):
        x.grad += np.ones(x.shape) * g.reshape(kept)

    out.rule = rule
    return out
