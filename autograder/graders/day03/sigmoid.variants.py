# %%
import numpy as np


# %% wrong naive
# 直接照公式写 1 / (1 + np.exp(-z))，z 是很大的负数时 np.exp 溢出
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# %% wrong where-computes-both
# 用 np.where 在两个公式里挑，可是两个公式都先被算了一遍，该溢出的照样溢出
def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


# %% wrong exp-over-one-plus-exp
# 写成 e^z / (1 + e^z)，z 是很大的正数时是无穷大除以无穷大
def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


# %% wrong integer-output
# 用 np.zeros_like(z) 准备结果，z 是整数数组时小数全被截成 0
def sigmoid(z):
    z = np.asarray(z)
    out = np.zeros_like(z)
    positive = z >= 0
    out[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    out[~positive] = e / (1 + e)
    return out


# %% wrong arrays-only
# 用布尔索引分两种情形来算，z 是单独一个数时不能用
def sigmoid(z):
    out = np.zeros(z.shape)
    positive = z >= 0
    out[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    out[~positive] = e / (1 + e)
    return out


# %% wrong missing-minus
# 算的是 σ(−z)：指数里漏掉了负号；z 是很大的正数时 np.exp 还会溢出
def sigmoid(z):
    return 1 / (1 + np.exp(z))


# %% wrong tanh-without-half
# 用 tanh 来写时没有把 z 除以 2，算的是 σ(2z)
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z))


# %% wrong clipped-too-early
# 为了不溢出，把 z 截得太早（到 −20 左右就截了），更远处的值不够准
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -20, 20)))


# %% wrong rounded
# 结果四舍五入到了四位小数
def sigmoid(z):
    return np.round(0.5 * (1 + np.tanh(0.5 * z)), 4)


# %% wrong in-place
# 把结果写回了传进来的 z，调用者的数组也被改了
def sigmoid(z):
    if np.ndim(z) and z.dtype.kind == "f":
        z[...] = 0.5 * (1 + np.tanh(0.5 * z))
        return z
    return 0.5 * (1 + np.tanh(0.5 * z))


# %% wrong input-clipped
# 为了不溢出，截断直接写进了传进来的 z，调用者的数组也被改了
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    np.clip(z, -500, 500, out=z)
    return 1 / (1 + np.exp(-z))


# %% wrong input-clipped-below
# 为了不溢出，截断直接写进了传进来的 z，调用者的数组也被改了
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    z[z < -500] = -500
    return 1 / (1 + np.exp(-z))


# %% wrong branches-swapped
# 算的是 σ(−z)：指数的符号反了，或者分两种情形来算时弄反了
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, e, 1.0) / (1.0 + e)


# %% wrong one-branch-for-both
# 指数里取了绝对值，却没有分两种情形，z 是负数时算的是 σ(|z|)
def sigmoid(z):
    return 1 / (1 + np.exp(-np.abs(z)))


# %% wrong missing-brackets
# 分母少了括号，1 / 1 + np.exp(-z) 是 1 加上 e^(−z)
def sigmoid(z):
    return 1 / 1 + np.exp(-np.clip(z, -500, 500))


# %% wrong minus-in-denominator
# 分母写成了 1 − e^(−z)，应当是 1 + e^(−z)
def sigmoid(z):
    return 1 / (1 - np.exp(-z))


# %% wrong result-clipped
# 把结果截到了离 0 和 1 还有一小段的地方，够不着 0 和 1
def sigmoid(z):
    return np.clip(0.5 * (1 + np.tanh(0.5 * np.asarray(z))), 1e-7, 1 - 1e-7)


# %% wrong numerator-is-exponential
# 分子写成了 e^(−z)，算的是 σ(−z)；z 是很大的负数时还会得到 NaN
def sigmoid(z):
    return np.exp(-z) / (1 + np.exp(-z))


# %% wrong tanh
# 用 tanh 代替了 sigmoid，结果在 −1 和 1 之间
def sigmoid(z):
    return np.tanh(z)


# %% wrong clipped-at-ten
# 为了不溢出，把 z 截得太早（到 −10 左右就截了），更远处的值不够准
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -10, 10)))


# %% wrong math-exp
# 用了 math.exp，它一次只收一个数，给它整个数组就报错
import math


def sigmoid(z):
    if np.ndim(z) == 0:
        e = math.exp(-abs(z))
        return 1 / (1 + e) if z >= 0 else e / (1 + e)
    return 1 / (1 + math.exp(-z))


# %% right tanh
# 用 tanh 来写
def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z)))


# %% right errstate
# 照公式写，明确地让 NumPy 不理会溢出
def sigmoid(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


# %% right clipped
# 先把 z 截到 ±500 之内
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


# %% right masks
# 用布尔索引分两种情形，一个数先变成数组
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    out = np.empty(z.shape)
    low = z < 0
    out[~low] = 1 / (1 + np.exp(-z[~low]))
    e = np.exp(z[low])
    out[low] = e / (1 + e)
    return out


# %% right python-numbers
# 逐个元素用 math 计算
import math


def sigmoid(z):
    def one(value):
        e = math.exp(-abs(value))
        return 1 / (1 + e) if value >= 0 else e / (1 + e)

    if np.ndim(z) == 0:
        return one(z)
    return np.array([one(value) for value in z.ravel()]).reshape(z.shape)
