# %%
import numpy as np


# %% wrong of-the-output
# 算的是 z·(1 − z)，也就是把 z 当成了 σ(z)
def sigmoid_derivative(z):
    return z * (1 - z)


# %% wrong returns-sigmoid
# 漏掉了 (1 − σ) 这个因子，返回的是 σ(z)
def sigmoid_derivative(z):
    return sigmoid(z)


# %% wrong one-minus-only
# 漏掉了 σ 这个因子，返回的是 1 − σ(z)
def sigmoid_derivative(z):
    return 1 - sigmoid(z)


# %% wrong plus-for-minus
# 符号反了，算的是 σ(1 + σ)
def sigmoid_derivative(z):
    s = sigmoid(z)
    return s * (1 + s)


# %% wrong tanh-pattern
# 套用了 tanh 导数的写法，算的是 1 − σ²
def sigmoid_derivative(z):
    return 1 - sigmoid(z) ** 2


# %% wrong sigmoid-twice
# 对 σ(z) 又求了一次 sigmoid，再套公式
def sigmoid_derivative(z):
    s = sigmoid(sigmoid(z))
    return s * (1 - s)


# %% wrong quotient-rule
# 直接用商的求导法则 e^(−z) / (1 + e^(−z))²，z 是很大的负数时是无穷大除以无穷大
def sigmoid_derivative(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


# %% wrong finite-difference
# 用差商近似导数，精度不够
def sigmoid_derivative(z):
    h = 1e-5
    return (sigmoid(z + h) - sigmoid(z)) / h


# %% wrong naive-sigmoid-inside
# 没有调用前面的 sigmoid，又照公式写了一遍 1 / (1 + np.exp(-z))，z 是很大的负数时 np.exp 溢出
def sigmoid_derivative(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


# %% wrong quotient-rule-positive
# 写成了 e^z / (1 + e^z)²，z 是很大的正数时是无穷大除以无穷大
def sigmoid_derivative(z):
    return np.exp(z) / (1 + np.exp(z)) ** 2


# %% wrong one-minus-z
# 第二个因子用的是 1 − z，应当是 1 − σ(z)
def sigmoid_derivative(z):
    return sigmoid(z) * (1 - z)


# %% wrong z-for-sigmoid
# 第一个因子用的是 z，应当是 σ(z)
def sigmoid_derivative(z):
    return z * (1 - sigmoid(z))


# %% wrong sign
# 符号反了，算的是 σ(σ − 1)
def sigmoid_derivative(z):
    s = sigmoid(z)
    return s * (s - 1)


# %% wrong square-forgotten
# 用商的求导法则时分母忘了平方，算的是 1 − σ(z)；z 是很大的负数时还会得到 NaN
def sigmoid_derivative(z):
    return np.exp(-z) / (1 + np.exp(-z))


# %% wrong in-place
# 把结果写回了传进来的 z，调用者的数组也被改了
def sigmoid_derivative(z):
    s = sigmoid(z)
    if np.ndim(z) and z.dtype.kind == "f":
        z[...] = s * (1 - s)
        return z
    return s * (1 - s)


# %% wrong central-difference
# 算得不够准：多半是用差商近似了导数，也可能是中途用了 float32
def sigmoid_derivative(z):
    h = 1e-4
    return (sigmoid(z + h) - sigmoid(z - h)) / (2 * h)


# %% right symmetric
# 用 σ(z)·σ(−z)
def sigmoid_derivative(z):
    return sigmoid(z) * sigmoid(-np.asarray(z))


# %% right exp-of-minus-abs
# 导数是偶函数，只用 e^(−|z|)
def sigmoid_derivative(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


# %% right tanh
# 用 tanh 的导数来写
def sigmoid_derivative(z):
    return 0.25 * (1 - np.tanh(np.asarray(z) / 2) ** 2)


# %% right cosh
# 用双曲余弦：1 / (2 + 2·cosh z)，先截到不会溢出的范围
def sigmoid_derivative(z):
    return 0.5 / (1 + np.cosh(np.clip(z, -700, 700)))
