# %%
import numpy as np


# %% wrong without-replacement
# 无放回地抽了全部，每次的平均值都一样，区间宽度是 0
def bootstrap_interval(x, level, n, rng):
    means = [rng.permutation(x).mean() for _ in range(n)]
    return np.quantile(means, (1 - level) / 2), np.quantile(means, (1 + level) / 2)


# %% wrong data-quantiles
# 取的是数据本身的分位数，没有重抽样求平均
def bootstrap_interval(x, level, n, rng):
    return np.quantile(x, (1 - level) / 2), np.quantile(x, (1 + level) / 2)


# %% wrong pooled-draws
# 把抽到的数混在一起取分位数，没有先求每次的平均
def bootstrap_interval(x, level, n, rng):
    draws = rng.choice(x, size=(n, len(x)))
    return np.quantile(draws, (1 - level) / 2), np.quantile(draws, (1 + level) / 2)


# %% wrong std-of-data
# 用平均值加减数据的标准差，不是平均值的散布
def bootstrap_interval(x, level, n, rng):
    means = rng.choice(x, size=(n, len(x))).mean(axis=1)
    return means.mean() - np.std(x), means.mean() + np.std(x)


# %% wrong std-of-means
# 用重抽样平均值的标准差加减一次，与 level 无关
def bootstrap_interval(x, level, n, rng):
    means = rng.choice(x, size=(n, len(x))).mean(axis=1)
    return means.mean() - means.std(), means.mean() + means.std()


# %% wrong normal-around-means
# 重抽样之后用了正态近似：加减几个标准差，没有取分位数，区间总是对称的
def bootstrap_interval(x, level, n, rng):
    from statistics import NormalDist

    means = rng.choice(x, size=(n, len(x))).mean(axis=1)
    reach = NormalDist().inv_cdf((1 + level) / 2) * means.std()
    return means.mean() - reach, means.mean() + reach


# %% wrong level-as-tail
# 把 level 当成了一头砍掉的份额
def bootstrap_interval(x, level, n, rng):
    means = rng.choice(x, size=(n, len(x))).mean(axis=1)
    return np.quantile(means, min(level, 1 - level)), np.quantile(means, max(level, 1 - level))


# %% wrong half-level-as-tail
# 两头各砍了 level/2，剩下的是 1 − level
def bootstrap_interval(x, level, n, rng):
    means = rng.choice(x, size=(n, len(x))).mean(axis=1)
    return np.quantile(means, level / 2), np.quantile(means, 1 - level / 2)


# %% wrong both-tails-whole
# 两头各砍了 1 − level，加起来砍了两倍
def bootstrap_interval(x, level, n, rng):
    means = np.sort(rng.choice(x, size=(n, len(x))).mean(axis=1))
    return np.quantile(means, min(1 - level, 0.5)), np.quantile(means, max(level, 0.5))


# %% wrong one-tail-only
# 只在上面砍掉了 1 − level，下面取了最小值
def bootstrap_interval(x, level, n, rng):
    means = rng.choice(x, size=(n, len(x))).mean(axis=1)
    return means.min(), np.quantile(means, level)


# %% wrong ends-swapped
# 两端返回反了，先大后小
def bootstrap_interval(x, level, n, rng):
    means = rng.choice(x, size=(n, len(x))).mean(axis=1)
    return np.quantile(means, (1 + level) / 2), np.quantile(means, (1 - level) / 2)


# %% wrong medians
# 每次重抽样求的是中位数，不是平均值
def bootstrap_interval(x, level, n, rng):
    middles = np.median(rng.choice(x, size=(n, len(x))), axis=1)
    return np.quantile(middles, (1 - level) / 2), np.quantile(middles, (1 + level) / 2)


# %% wrong size-n-samples
# 每次抽了 n 个，不是 len(x) 个：平均值散得太窄
def bootstrap_interval(x, level, n, rng):
    means = rng.choice(x, size=(n, n)).mean(axis=1)
    return np.quantile(means, (1 - level) / 2), np.quantile(means, (1 + level) / 2)


# %% wrong axis-zero
# 沿第 0 轴求平均，得到的是各个位置的平均，不是各次抽样的
def bootstrap_interval(x, level, n, rng):
    means = rng.choice(x, size=(n, len(x))).mean(axis=0)
    return np.quantile(means, (1 - level) / 2), np.quantile(means, (1 + level) / 2)


# %% wrong normal-approximation
# 没有重抽样，用了正态近似：平均值加减几个标准误
def bootstrap_interval(x, level, n, rng):
    from statistics import NormalDist

    reach = NormalDist().inv_cdf((1 + level) / 2) * np.std(x) / np.sqrt(len(x))
    return np.mean(x) - reach, np.mean(x) + reach


# %% wrong whole-numbers
# 平均值放进了与 x 同类型的数组，整数样本把小数截掉了
def bootstrap_interval(x, level, n, rng):
    means = np.empty(n, dtype=x.dtype)
    for i in range(n):
        means[i] = rng.choice(x, len(x)).mean()
    return np.quantile(means, (1 - level) / 2), np.quantile(means, (1 + level) / 2)


# %% wrong rng-ignored
# 没有用 rng，用了全局的 np.random
def bootstrap_interval(x, level, n, rng):
    means = np.random.choice(x, size=(n, len(x))).mean(axis=1)
    return np.quantile(means, (1 - level) / 2), np.quantile(means, (1 + level) / 2)


# %% right loop
# 一次一次地抽，用百分位数
def bootstrap_interval(x, level, n, rng):
    means = []
    for _ in range(n):
        means.append(np.mean(x[rng.integers(0, len(x), len(x))]))
    tail = 100 * (1 - level) / 2
    return np.percentile(means, tail), np.percentile(means, 100 - tail)


# %% right by-counts
# 每次抽样用多项分布：每个数被抽到几次
def bootstrap_interval(x, level, n, rng):
    m = len(x)
    counts = rng.multinomial(m, np.full(m, 1 / m), size=n)
    return np.quantile(counts @ x / m, [0.5 - level / 2, 0.5 + level / 2])


# %% right sorted-by-hand
# 自己排序，自己做线性插值
def bootstrap_interval(x, level, n, rng):
    means = sorted(float(sum(rng.choice(x, len(x)))) / len(x) for _ in range(n))

    def at(p):
        place = p * (n - 1)
        low = int(place)
        high = min(low + 1, n - 1)
        return means[low] + (place - low) * (means[high] - means[low])

    return at((1 - level) / 2), at((1 + level) / 2)
