# %%
import numpy as np


# %% wrong of-the-output
# 算的是 1 − z²，也就是把 z 当成了 tanh 的输出
def tanh_derivative(z):
    return 1 - z**2


# %% wrong missing-square
# 算的是 1 − tanh(z)，漏掉了平方
def tanh_derivative(z):
    return 1 - np.tanh(z)


# %% wrong square-inside
# 平方写在了 tanh 的里面：算的是 1 − tanh(z²)
def tanh_derivative(z):
    return 1 - np.tanh(z**2)


# %% wrong missing-one-minus
# 算的是 tanh²(z)，没有用 1 去减
def tanh_derivative(z):
    return np.tanh(z) ** 2


# %% wrong plus-for-minus
# 算的是 1 + tanh²(z)，符号反了
def tanh_derivative(z):
    return 1 + np.tanh(z) ** 2


# %% wrong of-sigmoid
# 算的是 sigmoid 的导数，不是 tanh 的导数
def tanh_derivative(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


# %% wrong sigmoid-pattern
# 套用了 sigmoid 导数的写法：算的是 tanh(z)·(1 − tanh(z))
def tanh_derivative(z):
    a = np.tanh(z)
    return a * (1 - a)


# %% wrong returns-tanh
# 返回的是 tanh(z) 本身，不是它的导数
def tanh_derivative(z):
    return np.tanh(z)


# %% wrong overflow
# 直接用 e^z 和 e^(−z) 写 tanh，z 很大时溢出成 NaN
def tanh_derivative(z):
    a = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
    return 1 - a**2


# %% wrong finite-difference
# 用差商近似导数，精度不够
def tanh_derivative(z):
    h = 1e-6
    return (np.tanh(z + h) - np.tanh(z)) / h


# %% wrong in-place
# 把 tanh 的结果写回了传进来的 z，调用者的数组也被改了
def tanh_derivative(z):
    z[...] = np.tanh(z)
    return 1 - z**2


# %% wrong square-outside
# 平方的括号错了：算的是 (1 − tanh(z))²
def tanh_derivative(z):
    return (1 - np.tanh(z)) ** 2


# %% wrong doubled-for-squared
# 平方写成了乘 2：算的是 1 − 2·tanh(z)
def tanh_derivative(z):
    return 1 - np.tanh(z) * 2


# %% wrong negated
# 减反了：算的是 tanh²(z) − 1
def tanh_derivative(z):
    return np.tanh(z) ** 2 - 1


# %% wrong tan-for-tanh
# 用的是正切 np.tan，不是双曲正切 np.tanh
def tanh_derivative(z):
    return 1 - np.tan(z) ** 2


# %% wrong hyperbolic-secant
# 算的是 1 / cosh(z)，漏掉了平方
def tanh_derivative(z):
    return 1 / np.cosh(z)


# %% right cosh
# 用 1 / cosh²(z)
def tanh_derivative(z):
    return 1 / np.cosh(z) ** 2


# %% right product
# 用 (1 − tanh)(1 + tanh)
def tanh_derivative(z):
    a = np.tanh(z)
    return (1 - a) * (1 + a)


# %% right by-sigmoid
# 用不会溢出的 sigmoid：4·σ(2z)·(1 − σ(2z))
def tanh_derivative(z):
    s = 0.5 * (1 + np.tanh(z))
    return 4 * s * (1 - s)
