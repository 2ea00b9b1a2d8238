# %%
import math

import numpy as np


# %% wrong no-root-two
# erf 的自变量忘了除以 √2
def normal_cdf(x, mean, std):
    z = (np.asarray(x) - mean) / std
    return 0.5 * (1 + np.vectorize(math.erf)(z))


# %% wrong two-for-root
# erf 的自变量除以了 2，应当是 √2
def normal_cdf(x, mean, std):
    z = (np.asarray(x) - mean) / (2 * std)
    return 0.5 * (1 + np.vectorize(math.erf)(z))


# %% wrong one-number-only
# 直接把数组交给了 math.erf，它只收一个数
def normal_cdf(x, mean, std):
    return 0.5 * (1 + math.erf((x - mean) / (std * math.sqrt(2))))


# %% wrong flattened
# 一个一个算完，没有把形状变回来
def normal_cdf(x, mean, std):
    z = (np.asarray(x, dtype=float).ravel() - mean) / (std * math.sqrt(2))
    return np.array([0.5 * (1 + math.erf(value)) for value in z])


# %% wrong erf-alone
# 返回了 erf 本身，没有换到 0 和 1 之间
def normal_cdf(x, mean, std):
    return np.vectorize(math.erf)((np.asarray(x) - mean) / (std * math.sqrt(2)))


# %% wrong one-forgotten
# 只乘了 ½，忘了加上 1
def normal_cdf(x, mean, std):
    return 0.5 * np.vectorize(math.erf)((np.asarray(x) - mean) / (std * math.sqrt(2)))


# %% wrong half-on-one-term
# ½ 只乘在了 erf 上，1 没有乘
def normal_cdf(x, mean, std):
    return 1 + 0.5 * np.vectorize(math.erf)((np.asarray(x) - mean) / (std * math.sqrt(2)))


# %% wrong upper-tail
# 算的是 X > x 的概率，右边的面积
def normal_cdf(x, mean, std):
    return 0.5 * (1 - np.vectorize(math.erf)((np.asarray(x) - mean) / (std * math.sqrt(2))))


# %% wrong variance-for-std
# 把标准差当成了方差，除以了它的平方根
def normal_cdf(x, mean, std):
    return 0.5 * (1 + np.vectorize(math.erf)((np.asarray(x) - mean) / np.sqrt(2 * std)))


# %% wrong missing-brackets
# 除以 σ 再乘 √2：分母没有加括号
def normal_cdf(x, mean, std):
    return 0.5 * (1 + np.vectorize(math.erf)((np.asarray(x) - mean) / std * math.sqrt(2)))


# %% wrong logistic
# 用了 sigmoid(1.702 u) 这个近似公式，误差有百分之一
def normal_cdf(x, mean, std):
    return 1 / (1 + np.exp(-1.702 * (np.asarray(x) - mean) / std))


# %% wrong integrated
# 从 μ − 8σ 起做数值积分，误差远大于 1e-12
def normal_cdf(x, mean, std):
    def area(value):
        u = np.linspace(-8, (value - mean) / std, 2001)
        return np.trapezoid(np.exp(-(u**2) / 2), u) / np.sqrt(2 * np.pi)

    return np.vectorize(area, otypes=[float])(x)


# %% right loop
# 一个一个算，再把形状变回来
def normal_cdf(x, mean, std):
    x = np.asarray(x)
    return np.array([(1 + math.erf((v - mean) / std / 2**0.5)) / 2 for v in x.flat]).reshape(x.shape)


# %% right number-first
# 一个数单独处理，返回 Python 的 float
def normal_cdf(x, mean, std):
    if np.ndim(x) == 0:
        return 0.5 * (1.0 + math.erf((float(x) - mean) / (std * math.sqrt(2.0))))
    out = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        out[i] = normal_cdf(x[i], mean, std)
    return out


# %% right by-torch
# 用 PyTorch 的 erf
import torch


def normal_cdf(x, mean, std):
    z = torch.tensor(np.array(x, dtype=float)).sub(mean).div(std)
    return torch.special.ndtr(z).numpy()


# %% right complementary
# 用 math.erfc
def normal_cdf(x, mean, std):
    tail = np.frompyfunc(math.erfc, 1, 1)((mean - np.asarray(x, dtype=float)) / (std * math.sqrt(2)))
    return np.asarray(0.5 * tail, dtype=float)
