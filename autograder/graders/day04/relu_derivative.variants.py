# %%
import numpy as np


# %% wrong one-at-zero
# z 恰好为 0 时导数取了 1（判断条件写成了 >=）
def relu_derivative(z):
    return np.where(z >= 0, 1.0, 0.0)


# %% wrong half-at-zero
# z 恰好为 0 时导数取了 0.5
def relu_derivative(z):
    return (np.sign(z) + 1) / 2


# %% wrong boolean
# 返回的是 True 和 False，没有转换成数值 1 和 0
def relu_derivative(z):
    return z > 0


# %% wrong leaky
# z 为负时导数是 0.01（leaky ReLU），不是 0
def relu_derivative(z):
    return np.where(z > 0, 1.0, 0.01)


# %% wrong returns-relu
# 返回的是 ReLU 的值，不是它的导数
def relu_derivative(z):
    return np.maximum(z, 0)


# %% wrong sign
# 返回的是 z 的正负号：z 为负时得到 −1，而不是 0
def relu_derivative(z):
    return np.sign(z)


# %% wrong in-place
# 直接在传进来的 z 上写 0 和 1，调用者的数组也被改了
def relu_derivative(z):
    z[z > 0] = 1
    z[z <= 0] = 0
    return z


# %% wrong value-over-z
# 用 ReLU 的值除以 z 来求导数，z 为 0 时就成了 0 除以 0
def relu_derivative(z):
    return np.maximum(z, 0) / z


# %% wrong everywhere-one
# 导数处处是 1，没有区分正负
def relu_derivative(z):
    return np.ones(z.shape)


# %% wrong nonzero
# 只要 z 不等于 0，导数就取了 1，负数也一样
def relu_derivative(z):
    return (z != 0).astype(float)


# %% wrong finite-difference
# 用差商近似导数，在 0 附近不准
def relu_derivative(z):
    h = 1e-5
    return (np.maximum(z + h, 0) - np.maximum(z - h, 0)) / (2 * h)


# %% wrong flipped
# 方向反了：z 为负时取了 1，为正时取了 0
def relu_derivative(z):
    return (z < 0).astype(float)


# %% wrong flipped-with-zero
# 方向反了：z 不大于 0 时取了 1，为正时取了 0
def relu_derivative(z):
    return np.where(z > 0, 0.0, 1.0)


# %% wrong of-sigmoid
# 算的是 sigmoid 的导数，不是 ReLU 的导数
def relu_derivative(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


# %% wrong greater-than-one
# 判断条件写成了 z > 1，0 和 1 之间的导数成了 0
def relu_derivative(z):
    return (z > 1).astype(float)


# %% wrong zeros-left
# 只把正数改成了 1，负数原样留着
def relu_derivative(z):
    grad = z.astype(float)
    grad[grad > 0] = 1
    return grad


# %% right integers
# 返回整数 0 和 1
def relu_derivative(z):
    return (z > 0).astype(np.int8)


# %% right where
# 用 np.where
def relu_derivative(z):
    return np.where(z > 0, 1, 0)


# %% right heaviside
# 用 np.heaviside
def relu_derivative(z):
    return np.heaviside(z, 0.0)


# %% right vectorized-python
# 用 np.vectorize 逐个元素判断
def relu_derivative(z):
    return np.vectorize(lambda v: 1.0 if v > 0 else 0.0)(z)


# %% right assigned
# 先建全零数组，再把正数的位置写成 1
def relu_derivative(z):
    grad = np.zeros_like(z)
    grad[z > 0] = 1
    return grad
