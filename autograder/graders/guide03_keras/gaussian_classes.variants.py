# %%
import numpy as np


# %% wrong factor-not-transposed
# 乘的是 L，没有转置：协方差成了 LᵀL
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = rng.permutation(np.arange(n) % k)
    x = rng.standard_normal((n, d))
    for c in range(k):
        x[y == c] = means[c] + x[y == c] @ np.linalg.cholesky(covariances[c])
    return x, y


# %% wrong covariance-as-factor
# 直接乘了协方差矩阵，没有取它的平方根
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = rng.permutation(np.arange(n) % k)
    x = rng.standard_normal((n, d))
    for c in range(k):
        x[y == c] = means[c] + x[y == c] @ covariances[c]
    return x, y


# %% wrong diagonal-only
# 只用了对角线上的方差，坐标之间的协方差丢了
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = rng.permutation(np.arange(n) % k)
    x = rng.standard_normal((n, d))
    for c in range(k):
        x[y == c] = means[c] + x[y == c] * np.sqrt(np.diag(covariances[c]))
    return x, y


# %% wrong elementwise-root
# 对协方差矩阵逐元素开方，那不是矩阵的平方根
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = rng.permutation(np.arange(n) % k)
    x = rng.standard_normal((n, d))
    for c in range(k):
        root = np.sign(covariances[c]) * np.sqrt(np.abs(covariances[c]))
        x[y == c] = means[c] + x[y == c] @ root
    return x, y


# %% wrong sorted-by-class
# 没有打乱，标签从小到大排着
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = np.sort(np.arange(n) % k)
    x = rng.standard_normal((n, d))
    for c in range(k):
        x[y == c] = means[c] + x[y == c] @ np.linalg.cholesky(covariances[c]).T
    return x, y


# %% wrong in-turn
# 没有打乱，各类轮流排着
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = np.arange(n) % k
    x = rng.standard_normal((n, d))
    for c in range(k):
        x[y == c] = means[c] + x[y == c] @ np.linalg.cholesky(covariances[c]).T
    return x, y


# %% wrong shuffled-apart
# 点和标签分开打乱，对不上了
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = np.sort(np.arange(n) % k)
    x = rng.standard_normal((n, d))
    for c in range(k):
        x[y == c] = means[c] + x[y == c] @ np.linalg.cholesky(covariances[c]).T
    return rng.permutation(x), rng.permutation(y)


# %% wrong labels-not-shuffled
# 只打乱了点，标签留在原来的次序
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = np.sort(np.arange(n) % k)
    x = rng.standard_normal((n, d))
    for c in range(k):
        x[y == c] = means[c] + x[y == c] @ np.linalg.cholesky(covariances[c]).T
    return rng.permutation(x), y


# %% wrong random-labels
# 标签是随机抽的，各类的个数不均匀
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = rng.integers(k, size=n)
    x = rng.standard_normal((n, d))
    for c in range(k):
        x[y == c] = means[c] + x[y == c] @ np.linalg.cholesky(covariances[c]).T
    return x, y


# %% wrong remainder-lost
# 每类都是 n // k 个，除不尽的那几个丢了
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = rng.permutation(np.repeat(np.arange(k), n // k))
    x = rng.standard_normal((len(y), d))
    for c in range(k):
        x[y == c] = means[c] + x[y == c] @ np.linalg.cholesky(covariances[c]).T
    return x, y


# %% wrong remainder-in-last
# 除不尽的几个全给了最后一类
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = rng.permutation(np.minimum(np.arange(n) // max(n // k, 1), k - 1))
    x = rng.standard_normal((n, d))
    for c in range(k):
        x[y == c] = means[c] + x[y == c] @ np.linalg.cholesky(covariances[c]).T
    return x, y


# %% wrong n-per-class
# 每一类都造了 n 个点，一共 n·k 个
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = rng.permutation(np.arange(n * k) % k)
    x = rng.standard_normal((n * k, d))
    for c in range(k):
        x[y == c] = means[c] + x[y == c] @ np.linalg.cholesky(covariances[c]).T
    return x, y


# %% wrong shared-noise
# 各类共用同一批标准正态数，点不独立
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = rng.permutation(np.arange(n) % k)
    noise, x = rng.standard_normal((n, d)), np.zeros((n, d))
    for c in range(k):
        m = int((y == c).sum())
        x[y == c] = means[c] + noise[:m] @ np.linalg.cholesky(covariances[c]).T
    return x, y


# %% wrong one-number-a-point
# 一个点只抽了一个随机数，几个坐标共用
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = rng.permutation(np.arange(n) % k)
    x = np.repeat(rng.standard_normal((n, 1)), d, axis=1)
    for c in range(k):
        x[y == c] = means[c] + x[y == c] @ np.linalg.cholesky(covariances[c]).T
    return x, y


# %% wrong uniform
# 抽的是均匀分布的数，不是正态的
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = rng.permutation(np.arange(n) % k)
    x = rng.random((n, d))
    for c in range(k):
        x[y == c] = means[c] + x[y == c] @ np.linalg.cholesky(covariances[c]).T
    return x, y


# %% wrong centre-forgotten
# 没有加上各类的中心
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = rng.permutation(np.arange(n) % k)
    x = rng.standard_normal((n, d))
    for c in range(k):
        x[y == c] = x[y == c] @ np.linalg.cholesky(covariances[c]).T
    return x, y


# %% wrong whole-numbers
# x 建成了与 means 同类型的数组，整数中心把小数截掉了
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = rng.permutation(np.arange(n) % k)
    z, x = rng.standard_normal((n, d)), np.zeros((n, d), dtype=means.dtype)
    for c in range(k):
        x[y == c] = means[c] + z[y == c] @ np.linalg.cholesky(covariances[c]).T
    return x, y


# %% wrong rng-ignored
# 没有用 rng，用了全局的 np.random
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = np.random.permutation(np.arange(n) % k)
    x = np.random.standard_normal((n, d))
    for c in range(k):
        x[y == c] = means[c] + x[y == c] @ np.linalg.cholesky(covariances[c]).T
    return x, y


# %% wrong library
# 用了 rng.multivariate_normal，它就是这道题本身
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = rng.permutation(np.arange(n) % k)
    x = np.zeros((n, d))
    for c in range(k):
        x[y == c] = rng.multivariate_normal(means[c], covariances[c], size=int((y == c).sum()))
    return x, y


# %% right all-at-once
# 一次分解所有的协方差，按标签取出来相乘
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    labels = rng.permutation(n) % k
    factors = np.linalg.cholesky(covariances)
    z = rng.normal(size=(n, d))
    return means[labels] + np.einsum("nij,nj->ni", factors[labels], z), labels


# %% right lists
# 一类一类造，拼起来，最后用同一个次序打乱
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    xs, ys = [], []
    for c in range(k):
        m = n // k + (1 if c < n % k else 0)
        factor = np.linalg.cholesky(covariances[c])
        for _ in range(m):
            xs.append(means[c] + factor @ rng.standard_normal(d))
            ys.append(c)
    order = rng.permutation(n)
    x, y = np.array(xs, dtype=float).reshape(n, d), np.array(ys, dtype=int)
    return x[order], y[order]


# %% right eigenvectors
# 用特征分解求平方根
def gaussian_classes(n, means, covariances, rng):
    k, d = means.shape
    y = np.arange(n, dtype=np.int32) % k
    rng.shuffle(y)
    x = np.empty((n, d))
    for c in range(k):
        values, vectors = np.linalg.eigh(covariances[c])
        root = vectors * np.sqrt(np.maximum(values, 0))
        x[y == c] = rng.standard_normal((np.count_nonzero(y == c), d)) @ root.T + means[c]
    return x, y
