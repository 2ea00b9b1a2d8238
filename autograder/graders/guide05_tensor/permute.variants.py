# %%
import numpy as np


# %% wrong same-axes
# 梯度又按 axes 换了一次，没有用它的逆
def permute(x, axes):
    x = as_tensor(x)

    def rule(g):
        x.grad = x.grad + np.transpose(g, axes)

    return Tensor(np.transpose(x.data, axes), (x,), rule)


# %% wrong reshaped
# 梯度用 reshape 变回原来的形状，数没有回到原来的位置
def permute(x, axes):
    x = as_tensor(x)

    def rule(g):
        x.grad += g.reshape(x.shape)

    return Tensor(np.transpose(x.data, axes), (x,), rule)


# %% wrong reversed
# 梯度用 .T 把轴全倒过来
def permute(x, axes):
    x = as_tensor(x)

    def rule(g):
        x.grad = x.grad + g.T

    return Tensor(np.transpose(x.data, axes), (x,), rule)


# %% wrong inverse-forward
# 前向就用了逆，反向用了 axes
def permute(x, axes):
    x = as_tensor(x)

    def rule(g):
        x.grad += np.transpose(g, axes)

    return Tensor(np.transpose(x.data, np.argsort(axes)), (x,), rule)


# %% wrong overwrites
# 用 = 代替了 +=，别处来的梯度被盖掉
def permute(x, axes):
    x = as_tensor(x)

    def rule(g):
        x.grad = np.transpose(g, np.argsort(axes))

    return Tensor(np.transpose(x.data, axes), (x,), rule)


# %% wrong forward-reshaped
# 前向只是换了形状，没有换轴
def permute(x, axes):
    x = as_tensor(x)

    def rule(g):
        x.grad += g.reshape(x.shape)

    return Tensor(x.data.reshape([x.shape[i] for i in axes]), (x,), rule)


# %% wrong backwards-axes
# 把 axes 倒过来写当成了它的逆
def permute(x, axes):
    x = as_tensor(x)

    def rule(g):
        x.grad = x.grad + np.transpose(g, tuple(axes)[::-1])

    return Tensor(np.transpose(x.data, axes), (x,), rule)


# %% wrong swap
# 只把第 0 轴和第 axes[0] 轴对换，别的轴没有管
def permute(x, axes):
    x = as_tensor(x)

    def rule(g):
        x.grad += np.swapaxes(g, 0, axes[0])

    return Tensor(np.swapaxes(x.data, 0, axes[0]), (x,), rule)


# %% wrong same-axes-overwrites
# 梯度又按 axes 换了一次，没有用它的逆；还用 = 代替了 +=
def permute(x, axes):
    x = as_tensor(x)

    def rule(g):
        x.grad = np.transpose(g, axes)

    return Tensor(np.transpose(x.data, axes), (x,), rule)


# %% right by-index
# 自己写出逆
def permute(x, axes):
    x = as_tensor(x)
    inverse = [list(axes).index(i) for i in range(len(axes))]

    def rule(g):
        x.grad = x.grad + g.transpose(inverse)

    return Tensor(x.data.transpose(axes), [x], rule)


# %% right moveaxis
# 用 moveaxis：第 i 轴挪到第 axes[i] 个位置
def permute(x, axes):
    x = x if isinstance(x, Tensor) else Tensor(x)
    places = list(range(len(axes)))

    def rule(g):
        x.grad += np.moveaxis(g, places, list(axes))

    return Tensor(np.moveaxis(x.data, list(axes), places).copy(), (x,), rule)
