# %%
import numpy as np


# %% wrong ddof-mixed
# 协方差除以 n−1，方差除以 n，斜率大了 n/(n−1) 倍
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    m = np.cov(x, y)[0, 1] / np.var(x)
    return m, np.mean(y) - m * np.mean(x)


# %% wrong divides-by-zero
# 没有检查 x 是否全都相等，0 除以 0 得到了 NaN
def least_squares_line(x, y):
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return m, np.mean(y) - m * np.mean(x)


# %% wrong flat-for-constant
# x 全都相等时返回了水平线，没有报错
def least_squares_line(x, y):
    if np.all(x == x[0]):
        return 0.0, np.mean(y)
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return m, np.mean(y) - m * np.mean(x)


# %% wrong through-origin
# 没有减去平均值，算的是穿过原点的直线
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    return np.sum(x * y) / np.sum(x**2), 0.0


# %% wrong x-from-y
# 分母用了 y 的平方和，算的是由 y 预测 x 的斜率
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx, dy = x - np.mean(x), y - np.mean(y)
    m = np.sum(dx * dy) / np.sum(dy**2)
    return m, np.mean(y) - m * np.mean(x)


# %% wrong intercept-is-mean
# 截距取了 y 的平均值，没有减去 m 乘以 x 的平均值
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx = x - np.mean(x)
    return np.sum(dx * (y - np.mean(y))) / np.sum(dx**2), np.mean(y)


# %% wrong correlation
# 斜率取成了相关系数
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx, dy = x - np.mean(x), y - np.mean(y)
    m = np.sum(dx * dy) / np.sqrt(np.sum(dx**2) * np.sum(dy**2))
    return m, np.mean(y) - m * np.mean(x)


# %% wrong swapped
# 返回的次序反了，是 (b, m)
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return np.mean(y) - m * np.mean(x), m


# %% wrong absolute-threshold
# 用固定的小数判断方差是不是 0，数值很小的 x 也被当成了全都相等
def least_squares_line(x, y):
    if np.isclose(np.var(x), 0.0):
        raise ValueError
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return m, np.mean(y) - m * np.mean(x)


# %% wrong denominator-is-zero
# 用“分母 == 0”判断 x 是否全都相等，平均值有舍入误差时认不出来
def least_squares_line(x, y):
    dx = x - np.mean(x)
    denominator = np.sum(dx**2)
    if denominator == 0:
        raise ValueError
    m = np.sum(dx * (y - np.mean(y))) / denominator
    return m, np.mean(y) - m * np.mean(x)


# %% wrong ddof-mixed-the-other-way
# 协方差除以 n，方差除以 n−1，斜率小了 (n−1)/n 倍
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    m = np.mean((x - np.mean(x)) * (y - np.mean(y))) / np.var(x, ddof=1)
    return m, np.mean(y) - m * np.mean(x)


# %% wrong uncentred-slope
# 求斜率时没有减去平均值，算的是 Σxy / Σx²
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    m = np.sum(x * y) / np.sum(x**2)
    return m, np.mean(y) - m * np.mean(x)


# %% wrong inverted
# 斜率的分子和分母弄反了
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx = x - np.mean(x)
    m = np.sum(dx**2) / np.sum(dx * (y - np.mean(y)))
    return m, np.mean(y) - m * np.mean(x)


# %% wrong intercept-sign
# 截距写成了 y 的平均值加上 m 乘以 x 的平均值，应当相减
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return m, np.mean(y) + m * np.mean(x)


# %% wrong first-and-last-point
# 画的是穿过第一个点和最后一个点的直线
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    m = (y[-1] - y[0]) / (x[-1] - x[0])
    return m, y[0] - m * x[0]


# %% wrong covariance-as-slope
# 斜率取成了协方差，没有除以 x 的方差
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    m = np.mean((x - np.mean(x)) * (y - np.mean(y)))
    return m, np.mean(y) - m * np.mean(x)


# %% wrong textbook-formula-unchecked
# 用展开的公式 (nΣxy − ΣxΣy) / (nΣx² − (Σx)²)，没有检查 x 是否全都相等
def least_squares_line(x, y):
    n = len(x)
    m = (n * np.sum(x * y) - np.sum(x) * np.sum(y)) / (n * np.sum(x**2) - np.sum(x) ** 2)
    return m, (np.sum(y) - m * np.sum(x)) / n


# %% wrong polyfit-unchecked
# 直接用 np.polyfit，没有检查 x 是否全都相等
def least_squares_line(x, y):
    m, b = np.polyfit(x, y, 1)
    return m, b


# %% wrong intercept-from-first-point
# 截距取成了让直线穿过第一个点，应当穿过两个平均值
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return m, y[0] - m * x[0]


# %% wrong allclose
# 拿一个固定的小数判断 x 是否全都相等（np.allclose，或者看标准差够不够小），换了单位、数值很小的 x 也被误判了
def least_squares_line(x, y):
    if np.allclose(x, x[0]):
        raise ValueError("所有的 x 都相等")
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return m, np.mean(y) - m * np.mean(x)


# %% wrong intercept-negated
# 斜率是对的，截距反了号：应当是 y 的平均值减去 m 乘以 x 的平均值
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return m, m * np.mean(x) - np.mean(y)


# %% right polyfit
# 检查之后用 np.polyfit
def least_squares_line(x, y):
    if np.ptp(x) == 0:
        raise ValueError("x 全都相等")
    m, b = np.polyfit(x, y, 1)
    return m, b


# %% right polyfit-array
# 检查之后把 np.polyfit 给出的一维数组原样返回
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError("x 全都相等")
    return np.polyfit(x, y, 1)


# %% right lstsq
# 检查之后用 np.linalg.lstsq 解两个未知数，返回列表
def least_squares_line(x, y):
    if len(np.unique(x)) == 1:
        raise ValueError("x 全都相等")
    design = np.stack([x, np.ones(len(x))], axis=1)
    return list(np.linalg.lstsq(design, y, rcond=None)[0])


# %% right cov
# 用 np.cov 给出的协方差矩阵，分子分母同样除以 n − 1
def least_squares_line(x, y):
    if x.max() == x.min():
        raise ValueError("x 全都相等")
    table = np.cov(x, y)
    m = table[0, 1] / table[0, 0]
    return m, y.mean() - m * x.mean()


# %% right variance-is-zero
# 标准差与数据的大小相比小到可以忽略，就算全都相等
def least_squares_line(x, y):
    if np.std(x) <= 1e-12 * np.max(np.abs(x)):
        raise ValueError("x 全都相等")
    m = np.mean((x - np.mean(x)) * (y - np.mean(y))) / np.var(x)
    return float(m), float(np.mean(y) - m * np.mean(x))
