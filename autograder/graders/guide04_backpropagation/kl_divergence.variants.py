# %%
import numpy as np


# %% wrong swapped
# p 和 q 对换了，算的是 D(q‖p)
def kl_divergence(p, q):
    p, q = q, p
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = p[both] * np.log(p[both] / q[both])
    terms[(p > 0) & (q == 0)] = np.inf
    return terms.sum(axis=1)


# %% wrong zero-log-zero
# 没有管 p 为 0 的格子，0·log 0 成了 NaN，还有警告
def kl_divergence(p, q):
    return np.sum(p * np.log(p / q), axis=1)


# %% wrong drops-zeros
# q 为 0 的格子也丢掉了，该是无穷的成了有限的数
def kl_divergence(p, q):
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = p[both] * np.log(p[both] / q[both])
    return terms.sum(axis=1)


# %% wrong clipped
# 给概率截了下限，无穷变成了有限的数
def kl_divergence(p, q):
    p, q = np.clip(p, 1e-15, 1), np.clip(q, 1e-15, 1)
    return np.sum(p * np.log(p / q), axis=1)


# %% wrong added-epsilon
# 给概率加了一个小数，值都偏了一点，无穷也没有了
def kl_divergence(p, q):
    return np.sum(p * np.log((p + 1e-5) / (q + 1e-5)), axis=1)


# %% wrong cross-entropy
# 只算了 −Σ p·ln q，那是交叉熵，没有减去熵
def kl_divergence(p, q):
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = p[both] * -np.log(q[both])
    terms[(p > 0) & (q == 0)] = np.inf
    return terms.sum(axis=1)


# %% wrong entropy-only
# 只算了 Σ p·ln p，没有用到 q
def kl_divergence(p, q):
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = p[both] * np.log(p[both])
    terms[(p > 0) & (q == 0)] = np.inf
    return terms.sum(axis=1)


# %% wrong mean-over-rows
# 对各行又求了平均，只还了一个数
def kl_divergence(p, q):
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = p[both] * np.log(p[both] / q[both])
    terms[(p > 0) & (q == 0)] = np.inf
    return terms.sum(axis=1).mean()


# %% wrong total
# 把所有的格子加成了一个数
def kl_divergence(p, q):
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = p[both] * np.log(p[both] / q[both])
    terms[(p > 0) & (q == 0)] = np.inf
    return terms.sum()


# %% wrong mean-over-classes
# 每行求了平均，没有求和
def kl_divergence(p, q):
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = p[both] * np.log(p[both] / q[both])
    terms[(p > 0) & (q == 0)] = np.inf
    return terms.mean(axis=1)


# %% wrong wrong-axis
# 沿着样本的方向求了和
def kl_divergence(p, q):
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = p[both] * np.log(p[both] / q[both])
    terms[(p > 0) & (q == 0)] = np.inf
    return terms.sum(axis=0)


# %% wrong log2
# 用了以 2 为底的对数
def kl_divergence(p, q):
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = p[both] * np.log2(p[both] / q[both])
    terms[(p > 0) & (q == 0)] = np.inf
    return terms.sum(axis=1)


# %% wrong unweighted
# 没有乘 p，只把对数加了起来
def kl_divergence(p, q):
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = np.log(p[both] / q[both])
    terms[(p > 0) & (q == 0)] = np.inf
    return terms.sum(axis=1)


# %% wrong weighted-by-q
# 乘的是 q，应当乘 p
def kl_divergence(p, q):
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = q[both] * np.log(p[both] / q[both])
    terms[(p > 0) & (q == 0)] = np.inf
    return terms.sum(axis=1)


# %% wrong infinite-everywhere
# q 为 0 的格子都给了无穷，没有看 p 是不是也为 0
def kl_divergence(p, q):
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = p[both] * np.log(p[both] / q[both])
    terms[q == 0] = np.inf
    return terms.sum(axis=1)


# %% wrong finite-maximum
# q 为 0 时给了一个很大的有限的数，不是无穷
def kl_divergence(p, q):
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = p[both] * np.log(p[both] / q[both])
    terms[(p > 0) & (q == 0)] = np.finfo(float).max
    return terms.sum(axis=1)


# %% wrong warns
# 用 np.where 挑选，两边都先算了一遍，警告照样来
def kl_divergence(p, q):
    terms = np.where(p > 0, p * np.log(np.where(p > 0, p, 1) / q), 0.0)
    return terms.sum(axis=1)


# %% wrong column
# 返回了 (n, 1)，求和时留下了 keepdims
def kl_divergence(p, q):
    terms = np.zeros(p.shape)
    both = (p > 0) & (q > 0)
    terms[both] = p[both] * np.log(p[both] / q[both])
    terms[(p > 0) & (q == 0)] = np.inf
    return terms.sum(axis=1, keepdims=True)


# %% right errstate
# 关掉警告再用 np.where 挑
def kl_divergence(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(p == 0, 0.0, p * (np.log(p) - np.log(q)))
    return np.sum(terms, axis=-1)


# %% right row-by-row
# 一行一行、一格一格地加
import math


def kl_divergence(p, q):
    result = []
    for row_p, row_q in zip(p, q):
        total = 0.0
        for a, b in zip(row_p.tolist(), row_q.tolist()):
            if a > 0:
                total += a * math.log(a / b) if b > 0 else math.inf
        result.append(total)
    return np.array(result, dtype=float)


# %% right divide-where
# 用 np.divide 和 np.log 的 where 参数
def kl_divergence(p, q):
    ratio = np.ones(p.shape)
    np.divide(p, q, out=ratio, where=(q > 0) & (p > 0))
    result = np.einsum("ij,ij->i", p * 1.0, np.log(ratio))
    result[((q == 0) & (p > 0)).any(axis=1)] = float("inf")
    return result
