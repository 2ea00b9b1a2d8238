# %%
import numpy as np


# %% wrong derivative-twice
# 梯度里又乘了一遍 sigmoid 的导数
def neuron_gradients(x, y, w, b):
    p = neuron_forward(x, w, b)
    dz = (p - y) * p * (1 - p) / len(y)
    return x.T @ dz, dz.sum()


# %% wrong missing-mean
# 没有除以样本数 n
def neuron_gradients(x, y, w, b):
    dz = neuron_forward(x, w, b) - y
    return x.T @ dz, dz.sum()


# %% wrong mean-twice
# 除以了两遍样本数 n
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz / len(y), dz.mean()


# %% wrong sign
# 符号反了，沿着它走损失会上升
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return -(x.T @ dz), -dz.sum()


# %% wrong db-per-sample
# db 没有对样本求和，返回了 (n,) 的数组
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz, dz


# %% wrong db-one-element
# db 是形状为 (1,) 的数组，不是一个数
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz, dz.sum(keepdims=True)


# %% wrong db-mean
# dw 是对的，db 却又求了一次平均
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz, dz.mean()


# %% wrong swapped
# 返回的次序反了，成了 (db, dw)
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return dz.sum(), x.T @ dz


# %% wrong inputs-forgotten
# 求 dw 时没有乘 x，每个权重得到的都是同一个数
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return np.full(len(w), dz.sum()), dz.sum()


# %% wrong step-by-step
# 一步一步乘前面的导数，没有先约掉，概率舍入成 0 或 1 时得到 NaN
def neuron_gradients(x, y, w, b):
    p = neuron_forward(x, w, b)
    dz = binary_cross_entropy_derivative(p, y) * sigmoid_derivative(x @ w + b)
    return x.T @ dz, dz.sum()


# %% wrong db-not-averaged
# dw 是对的，db 却没有除以样本数 n
def neuron_gradients(x, y, w, b):
    error = neuron_forward(x, w, b) - y
    return x.T @ error / len(y), error.sum()


# %% wrong dw-not-averaged
# db 是对的，dw 却没有除以样本数 n
def neuron_gradients(x, y, w, b):
    error = neuron_forward(x, w, b) - y
    return x.T @ error, error.mean()


# %% wrong factor-two
# 多乘了一个 2，那是均方误差的梯度
def neuron_gradients(x, y, w, b):
    dz = 2 * logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz, dz.sum()


# %% wrong squared-error
# 求的是均方误差的梯度，不是交叉熵的
def neuron_gradients(x, y, w, b):
    p = neuron_forward(x, w, b)
    dz = 2 * (p - y) * p * (1 - p) / len(y)
    return x.T @ dz, dz.sum()


# %% wrong linear
# 预测没有过 sigmoid，算的是线性回归那样的残差
def neuron_gradients(x, y, w, b):
    dz = (x @ w + b - y) / len(y)
    return x.T @ dz, dz.sum()


# %% wrong dw-column
# dw 是 (d, 1) 的一列，不是 (d,)
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz[:, None], dz.sum()


# %% wrong weights-for-inputs
# 求 dw 时乘的是 w，应当乘 x
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return w * dz.sum(), dz.sum()


# %% wrong in-place
# 用 *= 直接改了传进来的 x，调用者的数组也被改了
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    x *= dz[:, None]
    return x.sum(axis=0), dz.sum()


# %% wrong sign-without-mean
# 残差写成了标签减概率，也没有除以样本数 n
def neuron_gradients(x, y, w, b):
    error = y - neuron_forward(x, w, b)
    return x.T @ error, error.sum()


# %% wrong derivative-twice-without-mean
# 又乘了一遍 sigmoid 的导数，也没有除以样本数 n
def neuron_gradients(x, y, w, b):
    p = neuron_forward(x, w, b)
    dz = (p - y) * p * (1 - p)
    return x.T @ dz, dz.sum()


# %% wrong one-number
# dw 没有沿样本那个轴求和，而是把所有特征也加成了一个数
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return np.sum(x * dz[:, None]), dz.sum()


# %% wrong weight-decay
# dw 多加了 0.01·w，那是权重衰减，不是损失的梯度
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz + 0.01 * w, np.sum(dz)


# %% wrong sign-and-swapped
# 符号反了，沿着它走损失会上升；返回的次序也反了，成了 (db, dw)
def neuron_gradients(x, y, w, b):
    dz = -logit_gradient(neuron_forward(x, w, b), y)
    return np.sum(dz), x.T @ dz


# %% right einsum
# 用 einsum 和 mean
def neuron_gradients(x, y, w, b):
    error = neuron_forward(x, w, b) - y
    return np.einsum("n,nd->d", error, x) / len(x), float(np.mean(error))


# %% right broadcast-mean
# 先广播相乘，再按样本求平均
def neuron_gradients(x, y, w, b):
    error = sigmoid(np.dot(x, w) + b) - y.astype(float)
    return (error[:, None] * x).mean(axis=0), error.mean()


# %% right loop
# 逐个样本累加，db 是 0 维数组
def neuron_gradients(x, y, w, b):
    dw, db = np.zeros(len(w)), np.zeros(())
    for row, p, label in zip(x, neuron_forward(x, w, b), y):
        dw += (p - float(label)) * row / len(x)
        db += (p - float(label)) / len(x)
    return dw, db


# %% right column-layout
# 全用一列一列的写法，最后换回要求的形状
def neuron_gradients(x, y, w, b):
    n = x.shape[0]
    a = sigmoid(x @ w.reshape(-1, 1) + b)
    dz = a - y.reshape(-1, 1)
    dw = np.dot(x.T, dz) / n
    return dw.flatten(), np.sum(dz) / n
