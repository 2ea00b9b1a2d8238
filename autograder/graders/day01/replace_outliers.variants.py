# %%
import numpy as np


# %% wrong in-place
# 直接在传进来的 x 上改，调用者的数组也变了
def replace_outliers(x, k):
    far = np.abs(x - x.mean()) > k * x.std()
    middle = np.median(x)
    if x.dtype.kind == "f":
        x[far] = middle
        return x
    return np.where(far, middle, x)


# %% wrong boundary-too
# 判断写成了 >=，恰好等于 k 个标准差的元素也被换掉了
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) >= k * x.std(), np.median(x), x)


# %% wrong integer-copy
# 复制出来的仍是整数数组，中位数的小数部分丢了
def replace_outliers(x, k):
    out = x.copy()
    out[np.abs(x - x.mean()) > k * x.std()] = np.median(x)
    return out


# %% wrong mean-instead
# 换成的是平均值，不是中位数
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > k * x.std(), x.mean(), x)


# %% wrong median-of-the-rest
# 中位数是剔除异常值之后再算的，不是原来全部元素的中位数
def replace_outliers(x, k):
    far = np.abs(x - x.mean()) > k * x.std()
    return np.where(far, np.median(x[~far]) if np.any(~far) else np.median(x), x)


# %% wrong median-of-the-rest-unguarded
# 中位数是剔除异常值之后再算的，不是原来全部元素的中位数
def replace_outliers(x, k):
    far = np.abs(x - x.mean()) > k * x.std()
    return np.where(far, np.median(x[~far]), x)


# %% wrong sample-std
# 标准差除以了 n − 1（ddof=1），不是 n
def replace_outliers(x, k):
    std = x.std(ddof=1) if x.size > 1 else 0.0
    return np.where(np.abs(x - x.mean()) > k * std, np.median(x), x)


# %% wrong only-above
# 没有取绝对值，只换掉了太大的，太小的还在
def replace_outliers(x, k):
    return np.where(x - x.mean() > k * x.std(), np.median(x), x)


# %% wrong per-column
# 平均值、标准差和中位数沿 axis=0 算了，没有对全部元素算
def replace_outliers(x, k):
    far = np.abs(x - x.mean(axis=0)) > k * x.std(axis=0)
    return np.where(far, np.median(x, axis=0), x)


# %% wrong around-median
# 量的是离中位数多远，不是离平均值多远
def replace_outliers(x, k):
    return np.where(np.abs(x - np.median(x)) > k * x.std(), np.median(x), x)


# %% wrong variance
# 用了方差，不是标准差
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > k * x.var(), np.median(x), x)


# %% wrong without-std
# 直接和 k 比，漏乘了标准差
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > k, np.median(x), x)


# %% wrong removed
# 把异常值删掉了，元素的个数变了
def replace_outliers(x, k):
    return x[np.abs(x - x.mean()) <= k * x.std()].astype(float)


# %% wrong clipped
# 把异常值截到了平均值加减 k 个标准差，没有换成中位数
def replace_outliers(x, k):
    return np.clip(x, x.mean() - k * x.std(), x.mean() + k * x.std())


# %% wrong inside-replaced
# 判断写反了，换掉的是离平均值近的元素
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > k * x.std(), x, np.median(x))


# %% wrong without-k
# 漏乘了 k，离平均值超过一个标准差就换
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > x.std(), np.median(x), x)


# %% wrong zero-instead
# 换成的是 0，不是中位数
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > k * x.std(), 0.0, x)


# %% wrong nan-instead
# 换成的是 NaN，不是中位数
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > k * x.std(), np.nan, x)


# %% wrong only-below
# 没有取绝对值，只换掉了太小的，太大的还在
def replace_outliers(x, k):
    return np.where(x - x.mean() < -k * x.std(), np.median(x), x)


# %% wrong median-of-the-column
# 判断对全部元素做，换成的却是各列自己的中位数
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > k * x.std(), np.median(x, axis=0), x)


# %% wrong mean-of-the-rest
# 换成的是剔除异常值之后的平均值，不是中位数
def replace_outliers(x, k):
    far = np.abs(x - x.mean()) > k * x.std()
    return np.where(far, x[~far].mean() if np.any(~far) else x.mean(), x)


# %% wrong repeated
# 换了一遍之后又用换过的数重新算平均值和标准差，再换，直到没有可换的：只应当换一遍
def replace_outliers(x, k):
    x = x.astype(float)
    for _ in range(1000):
        far = np.abs(x - x.mean()) > k * x.std()
        if not np.any(far):
            break
        x = np.where(far, np.median(x), x)
    return x


# %% wrong per-column-by-mean
# 平均值和标准差沿 axis=0 算了，没有对全部元素算；换成的还是平均值，不是中位数
def replace_outliers(x, k):
    mean = x.mean(axis=0)
    return np.where(np.abs(x - mean) > k * x.std(axis=0), mean, x)


# %% right copy-and-assign
# 先转成浮点副本，再用布尔下标赋值
def replace_outliers(x, k):
    out = x.astype(float)
    out[np.abs(out - np.mean(out)) > k * np.std(out)] = np.median(x)
    return out


# %% right both-bounds
# 分别与上下界比较
def replace_outliers(x, k):
    mean = x.mean()
    width = k * np.sqrt(((x - mean) ** 2).mean())
    inside = (x - mean >= -width) & (x - mean <= width)
    return np.where(inside, x, np.median(x)).astype(float)


# %% right z-score
# 先除以标准差；标准差为 0 时直接返回副本
def replace_outliers(x, k):
    if x.std() == 0:
        return x.astype(np.float64).copy()
    return np.where(np.abs((x - x.mean()) / x.std()) > k, np.median(x), x) * 1.0


# %% right loop
# 拉平以后一个一个地换
def replace_outliers(x, k):
    mean, std, middle = np.mean(x), np.std(x), np.median(x)
    values = [middle if abs(v - mean) > k * std else v for v in x.ravel()]
    return np.array(values, dtype=float).reshape(x.shape)


# %% right flat-index
# 先求出要换的位置的下标，再逐个写进浮点副本
def replace_outliers(x, k):
    result = np.array(x, dtype=np.float64)
    mu, sigma = np.mean(result), np.sqrt(np.mean((result - np.mean(result)) ** 2))
    m = np.median(result)
    for index in zip(*np.nonzero((result < mu - k * sigma) | (result > mu + k * sigma))):
        result[index] = m
    return result
