# %%
import math

import numpy as np


# %% wrong variance-for-std
# 指数里除以了 2σ，应当是 2σ²：把标准差当成了方差
def normal_pdf(x, mean, std):
    return np.exp(-((x - mean) ** 2) / (2 * std)) / (std * np.sqrt(2 * np.pi))


# %% wrong std-for-variance
# 前面的系数写成了 1/√(2πσ)，根号里的应当是 σ²
def normal_pdf(x, mean, std):
    return np.exp(-((x - mean) ** 2) / (2 * std**2)) / np.sqrt(2 * np.pi * std)


# %% wrong variance-throughout
# 整个公式里都用 std 代替了方差 σ²
def normal_pdf(x, mean, std):
    return np.exp(-((x - mean) ** 2) / (2 * std)) / np.sqrt(2 * np.pi * std)


# %% wrong missing-std
# 漏掉了前面的 1/σ
def normal_pdf(x, mean, std):
    return np.exp(-((x - mean) ** 2) / (2 * std**2)) / np.sqrt(2 * np.pi)


# %% wrong no-coefficient
# 只算了指数，没有除以 σ√(2π)
def normal_pdf(x, mean, std):
    return np.exp(-((x - mean) ** 2) / (2 * std**2))


# %% wrong missing-brackets
# 指数里先除以 2 再乘 σ²：分母没有加括号
def normal_pdf(x, mean, std):
    return np.exp(-((x - mean) ** 2) / 2 * std**2) / (std * np.sqrt(2 * np.pi))


# %% wrong coefficient-without-brackets
# 先除以 σ 再乘 √(2π)：系数的分母没有加括号
def normal_pdf(x, mean, std):
    return np.exp(-((x - mean) ** 2) / (2 * std**2)) / std * np.sqrt(2 * np.pi)


# %% wrong pi-outside-root
# π 写到了根号外面
def normal_pdf(x, mean, std):
    return np.exp(-((x - mean) ** 2) / (2 * std**2)) / (std * np.sqrt(2) * np.pi)


# %% wrong two-pi-without-root
# 没有开方，除以了 2πσ
def normal_pdf(x, mean, std):
    return np.exp(-((x - mean) ** 2) / (2 * std**2)) / (std * 2 * np.pi)


# %% wrong missing-half
# 指数里漏掉了 ½
def normal_pdf(x, mean, std):
    return np.exp(-(((x - mean) / std) ** 2)) / (std * np.sqrt(2 * np.pi))


# %% wrong positive-exponent
# 指数漏掉了负号，离平均值越远反而越大
def normal_pdf(x, mean, std):
    return np.exp((x - mean) ** 2 / (2 * std**2)) / (std * np.sqrt(2 * np.pi))


# %% wrong not-squared
# 指数里用了 |x − μ|，没有平方
def normal_pdf(x, mean, std):
    return np.exp(-np.abs(x - mean) / (2 * std**2)) / (std * np.sqrt(2 * np.pi))


# %% wrong mean-ignored
# 没有减去平均值
def normal_pdf(x, mean, std):
    return np.exp(-(x**2) / (2 * std**2)) / (std * np.sqrt(2 * np.pi))


# %% wrong in-place
# 在传进来的数组上原地减去平均值、除以标准差
def normal_pdf(x, mean, std):
    x -= mean
    x /= std
    return np.exp(-0.5 * x**2) / (std * np.sqrt(2 * np.pi))


# %% right textbook
# 照着公式写
def normal_pdf(x, mean, std):
    variance = std**2
    return 1 / np.sqrt(2 * np.pi * variance) * np.exp(-((x - mean) ** 2) / (2 * variance))


# %% right by-logarithm
# 先求密度的对数
def normal_pdf(x, mean, std):
    u = np.divide(np.subtract(x, mean, dtype=float), std)
    return np.exp(-u * u / 2 - np.log(std) - math.log(2 * math.pi) / 2)


# %% right by-torch
# 用 PyTorch 的正态分布
import torch


def normal_pdf(x, mean, std):
    x, mean, std = (torch.tensor(np.array(a, dtype=float)) for a in (x, mean, std))
    return torch.distributions.Normal(mean, std).log_prob(x).exp().numpy()
