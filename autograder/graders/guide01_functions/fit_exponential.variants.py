# %%
import numpy as np


# %% wrong a-left-as-logarithm
# 截距没有变回去，a 仍然是对数
def fit_exponential(t, y):
    if np.any(y <= 0) or np.all(t == t[0]):
        raise ValueError
    k, b = np.polyfit(t, np.log(y), 1)
    return b, k


# %% wrong log10
# 用了以 10 为底的对数，变回去却用了 e
def fit_exponential(t, y):
    if np.any(y <= 0) or np.all(t == t[0]):
        raise ValueError
    k, b = np.polyfit(t, np.log10(y), 1)
    return np.exp(b), k


# %% wrong log10-both-ways
# 用了以 10 为底的对数，a 对了，k 却是以 10 为底的增长率
def fit_exponential(t, y):
    if np.any(y <= 0) or np.all(t == t[0]):
        raise ValueError
    k, b = np.polyfit(t, np.log10(y), 1)
    return 10**b, k


# %% wrong log2-both-ways
# 用了以 2 为底的对数，a 对了，k 却是以 2 为底的增长率
def fit_exponential(t, y):
    if np.any(y <= 0) or np.all(t == t[0]):
        raise ValueError
    k, b = np.polyfit(t, np.log2(y), 1)
    return 2**b, k


# %% wrong swapped
# 返回的次序反了，是 (k, a)
def fit_exponential(t, y):
    if np.any(y <= 0) or np.all(t == t[0]):
        raise ValueError
    k, b = np.polyfit(t, np.log(y), 1)
    return k, np.exp(b)


# %% wrong y-unchecked
# 没有检查 y，对 0 和负数也取了对数
def fit_exponential(t, y):
    if np.all(t == t[0]):
        raise ValueError
    dt = t - np.mean(t)
    z = np.log(y)
    k = np.sum(dt * (z - np.mean(z))) / np.sum(dt**2)
    return np.exp(np.mean(z) - k * np.mean(t)), k


# %% wrong only-negative-refused
# 只拒绝了负数，y 是 0 时取了对数
def fit_exponential(t, y):
    if np.any(y < 0) or np.all(t == t[0]):
        raise ValueError
    dt = t - np.mean(t)
    z = np.log(y)
    k = np.sum(dt * (z - np.mean(z))) / np.sum(dt**2)
    return np.exp(np.mean(z) - k * np.mean(t)), k


# %% wrong t-unchecked
# 没有检查 t 是否全都相等，除以了 0
def fit_exponential(t, y):
    if np.any(y <= 0):
        raise ValueError
    dt = t - np.mean(t)
    z = np.log(y)
    k = np.sum(dt * (z - np.mean(z))) / np.sum(dt**2)
    return np.exp(np.mean(z) - k * np.mean(t)), k


# %% wrong polyfit-unchecked
# 直接用 np.polyfit，没有检查 t 是否全都相等
def fit_exponential(t, y):
    if np.any(y <= 0):
        raise ValueError
    k, b = np.polyfit(t, np.log(y), 1)
    return np.exp(b), k


# %% wrong drops-bad-points
# 悄悄扔掉了 y 不大于 0 的点，没有报错
def fit_exponential(t, y):
    if np.all(t == t[0]):
        raise ValueError
    good = y > 0
    k, b = np.polyfit(t[good], np.log(y[good]), 1)
    return np.exp(b), k


# %% wrong weighted-by-y
# 给每个点按 y 加了权，近似于让 y 的误差最小，不是让 ln y 的误差最小
def fit_exponential(t, y):
    if np.any(y <= 0) or np.all(t == t[0]):
        raise ValueError
    k, b = np.polyfit(t, np.log(y), 1, w=y)
    return np.exp(b), k


# %% wrong first-and-last
# 只用了第一个点和最后一个点
def fit_exponential(t, y):
    if np.any(y <= 0) or np.all(t == t[0]):
        raise ValueError
    k = np.log(y[-1] / y[0]) / (t[-1] - t[0])
    return y[0] * np.exp(-k * t[0]), k


# %% wrong a-from-first-point
# a 取成了第一个点的高度，不是 t = 0 处的
def fit_exponential(t, y):
    if np.any(y <= 0) or np.all(t == t[0]):
        raise ValueError
    k, _ = np.polyfit(t, np.log(y), 1)
    return float(y[0]), k


# %% wrong line-without-logarithm
# 没有取对数，求的是 y 自己的最小二乘直线
def fit_exponential(t, y):
    if np.any(y <= 0) or np.all(t == t[0]):
        raise ValueError
    k, b = np.polyfit(t, y, 1)
    return b, k


# %% wrong growth-factor
# k 返回的是每单位时间的倍数 e^k，不是增长率 k
def fit_exponential(t, y):
    if np.any(y <= 0) or np.all(t == t[0]):
        raise ValueError
    k, b = np.polyfit(t, np.log(y), 1)
    return np.exp(b), np.exp(k)


# %% wrong close-times-refused
# 用 np.allclose 之类判断 t 是否全都相等，间隔很小的 t 也报了错
def fit_exponential(t, y):
    if np.any(y <= 0) or np.allclose(t, t[0]):
        raise ValueError
    k, b = np.polyfit(t, np.log(y), 1)
    return np.exp(b), k


# %% wrong line-through-first-point
# 直线固定穿过第一个点，没有用 t 和 ln y 的平均值
def fit_exponential(t, y):
    if np.any(y <= 0) or np.all(t == t[0]):
        raise ValueError
    z = np.log(y)
    dt, dz = t - t[0], z - z[0]
    k = np.sum(dt * dz) / np.sum(dt**2)
    return np.exp(z[0] - k * t[0]), k


# %% wrong logarithm-and-swapped
# 截距没有变回去，返回的次序也反了，是 (k, ln a)
def fit_exponential(t, y):
    if np.any(y <= 0) or np.all(t == t[0]):
        raise ValueError
    return tuple(np.polyfit(t, np.log(y), 1))


# %% right polyfit
# 检查之后用 np.polyfit
def fit_exponential(t, y):
    if np.min(y) <= 0:
        raise ValueError("y")
    if np.ptp(t) == 0:
        raise ValueError("t")
    k, b = np.polyfit(t, np.log(y), 1)
    return float(np.exp(b)), float(k)


# %% right lstsq
# 用 np.linalg.lstsq 解两个未知数
def fit_exponential(t, y):
    if (y <= 0).any() or len(np.unique(t)) == 1:
        raise ValueError
    design = np.stack([np.ones(len(t)), t], axis=1)
    b, k = np.linalg.lstsq(design, np.log(y), rcond=None)[0]
    return [np.exp(b), k]


# %% right cov
# 用 np.cov 给出的协方差矩阵
def fit_exponential(t, y):
    if not np.all(y > 0) or t.max() == t.min():
        raise ValueError
    z = np.log(y)
    table = np.cov(t, z)
    k = table[0, 1] / table[0, 0]
    return np.exp(z.mean() - k * t.mean()), k
