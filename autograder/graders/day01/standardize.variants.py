# %%
import numpy as np


# %% wrong per-row
# 沿 axis=1 对每一行标准化了，应当对每一列
def standardize(x):
    return (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)


# %% wrong global
# 没有写 axis，所有列用了同一个平均值和标准差
def standardize(x):
    return (x - x.mean()) / (x.std() or 1.0)


# %% wrong global-std
# 平均值是逐列的，标准差却对整个数组算
def standardize(x):
    return (x - x.mean(axis=0)) / (x.std() or 1.0)


# %% wrong global-std-tiny-epsilon
# 平均值是逐列的，标准差却对整个数组算
def standardize(x):
    return (x - x.mean(axis=0)) / (x.std() + 1e-9)


# %% wrong sample-std
# 标准差除以了 n − 1（ddof=1），不是 n
def standardize(x):
    std = x.std(axis=0, ddof=1) if len(x) > 1 else np.zeros(x.shape[1])
    return (x - x.mean(axis=0)) / np.where(std < 1e-12, 1, std)


# %% wrong zero-by-zero
# 常数列的标准差是 0，0 除以 0 得到了 NaN
def standardize(x):
    return (x - x.mean(axis=0)) / x.std(axis=0)


# %% wrong in-place
# 用 -= 和 /= 直接改了传进来的 x，整数数组还会报错
def standardize(x):
    std = x.std(axis=0)
    x -= x.mean(axis=0)
    x /= np.where(std < 1e-12, 1, std)
    return x


# %% wrong integer-result
# 结果存进了与 x 类型相同的数组，整数输入时小数部分丢了
def standardize(x):
    out = np.zeros_like(x)
    std = x.std(axis=0)
    out[...] = (x - x.mean(axis=0)) / np.where(std < 1e-12, 1, std)
    return out


# %% wrong variance
# 除以的是方差，不是标准差
def standardize(x):
    variance = x.var(axis=0)
    return (x - x.mean(axis=0)) / np.where(variance < 1e-12, 1, variance)


# %% wrong variance-constant-columns-found
# 除以的是方差，不是标准差
def standardize(x):
    constant = x.max(axis=0) == x.min(axis=0)
    variance = np.where(constant, 1, x.var(axis=0))
    return np.where(constant, 0, (x - x.mean(axis=0)) / variance)


# %% wrong only-centred
# 只减了平均值，没有除以标准差
def standardize(x):
    return x - x.mean(axis=0)


# %% wrong not-centred
# 只除以了标准差，没有减平均值
def standardize(x):
    std = x.std(axis=0)
    return x / np.where(std < 1e-12, 1, std)


# %% wrong to-unit-interval
# 缩放到了 0 与 1 之间（最小值变 0，最大值变 1），不是标准化
def standardize(x):
    spread = np.ptp(x, axis=0)
    return (x - x.min(axis=0)) / np.where(spread == 0, 1, spread)


# %% wrong missing-brackets
# 少了括号：先算了平均值除以标准差，再去减
def standardize(x):
    std = x.std(axis=0)
    return x - x.mean(axis=0) / np.where(std < 1e-12, 1, std)


# %% wrong large-epsilon
# 分母上加的数太大，标准差小的列就缩放得不够
def standardize(x):
    return (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-2)


# %% wrong std-is-zero
# 用 std == 0 来认常数列，平均值有舍入误差时认不出来
def standardize(x):
    std = x.std(axis=0)
    return (x - x.mean(axis=0)) / np.where(std == 0, 1, std)


# %% wrong median-centred
# 减去的是中位数，不是平均值
def standardize(x):
    std = x.std(axis=0)
    return (x - np.median(x, axis=0)) / np.where(std < 1e-12, 1, std)


# %% wrong divided-by-range
# 除以的是最大值与最小值之差，不是标准差
def standardize(x):
    spread = np.ptp(x, axis=0)
    return (x - x.mean(axis=0)) / np.where(spread == 0, 1, spread)


# %% wrong global-mean
# 标准差是逐列的，平均值却对整个数组算
def standardize(x):
    std = x.std(axis=0)
    return (x - x.mean()) / np.where(std < 1e-12, 1, std)


# %% wrong divided-by-norm
# 除以的是整列的长度（平方和的平方根），没有除以 n
def standardize(x):
    centred = x - x.mean(axis=0)
    length = np.linalg.norm(centred, axis=0)
    return centred / np.where(length < 1e-12, 1, length)


# %% wrong all-zero-if-any-constant
# 只要有一列是常数，就把整个结果写成了 0
def standardize(x):
    if np.any(np.ptp(x, axis=0) == 0):
        return np.zeros(x.shape)
    return (x - x.mean(axis=0)) / x.std(axis=0)


# %% wrong constant-columns-dropped
# 把常数列去掉了，列数变少
def standardize(x):
    x = x[:, np.ptp(x, axis=0) > 0]
    return (x - x.mean(axis=0)) / x.std(axis=0)


# %% wrong per-row-constant-rows-kept
# 沿 axis=1 对每一行标准化了（全都相同的行变成 0），应当对每一列
def standardize(x):
    std = x.std(axis=1, keepdims=True)
    return (x - x.mean(axis=1, keepdims=True)) / np.where(std < 1e-12, 1, std)


# %% wrong epsilon-in-root
# 根号里加了 1e-5，标准差小的列缩放得不够
def standardize(x):
    return (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5)


# %% wrong small-spread-taken-for-constant
# 拿标准差和一个不够小的数比，很小但不是 0 的列也被当成了常数列，变成了 0
def standardize(x):
    centred, std = x - x.mean(axis=0), x.std(axis=0)
    return np.where(std < 1e-3, 0.0, centred / np.where(std < 1e-3, 1.0, std))


# %% wrong variance-of-constant
# 除以的是方差，不是标准差；常数列 0 除以 0 得到了 NaN
def standardize(x):
    return (x - x.mean(axis=0)) / x.var(axis=0)


# %% right tiny-epsilon
# 分母加 1e-8
def standardize(x):
    return (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-8)


# %% right tiny-epsilon-minus-nine
# 分母加 1e-9
def standardize(x):
    return (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-9)


# %% right tiny-epsilon-minus-ten
# 分母加 1e-10
def standardize(x):
    return (x - np.mean(x, axis=0)) / (np.std(x, axis=0) + 1e-10)


# %% right tiny-epsilon-minus-twelve
# 分母加 1e-12
def standardize(x):
    mu, sigma = x.mean(axis=0), x.std(axis=0)
    return (x - mu) / (sigma + 1e-12)


# %% right column-loop
# 一列一列地算，最大值等于最小值的列留着 0
def standardize(x):
    out = np.zeros(x.shape)
    for j in range(x.shape[1]):
        column = x[:, j].astype(float)
        if max(column) == min(column):
            continue
        centred = column - sum(column) / len(column)
        out[:, j] = centred / np.sqrt(sum(centred**2) / len(column))
    return out


# %% right divide-where
# 用 np.divide 的 where 参数，keepdims
def standardize(x):
    mean, std = np.mean(x, axis=0, keepdims=True), np.std(x, axis=0, keepdims=True)
    varies = np.ptp(x, axis=0, keepdims=True) > 0
    centred = x - mean
    return np.divide(centred, std, out=np.zeros_like(centred), where=varies)


# %% right transposed
# 转置之后按行做，返回转置的视图；与第一列比较认出常数列
def standardize(x):
    t = x.T - x.T.mean(axis=1)[:, None]
    t[np.all(x == x[0], axis=0)] = 0
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.nan_to_num(t / np.sqrt((t * t).mean(axis=1))[:, None]).T


# %% right threshold
# 标准差小到可以忽略的列，分母换成 1
def standardize(x):
    x = np.asarray(x, dtype=float)
    mu, sigma = x.mean(0), x.std(0)
    sigma[sigma < 1e-10] = 1.0
    return (x - mu) / sigma
