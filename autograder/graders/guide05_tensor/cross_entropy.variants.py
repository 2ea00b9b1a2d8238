# %%
import numpy as np


# %% wrong sum
# 对样本求了和，没有除以 n
def cross_entropy(logits, labels):
    logits = as_tensor(logits)
    n, k = logits.shape
    shifted = logits - max_(logits, axis=1, keepdims=True)
    right = take(reshape(shifted, (n * k,)), np.arange(n) * k + labels)
    return sum_(log(sum_(exp(shifted), axis=1)) - right)


# %% wrong without-maximum
# 没有减去最大值，大的打分一取指数就溢出
def cross_entropy(logits, labels):
    logits = as_tensor(logits)
    n, k = logits.shape
    right = take(reshape(logits, (n * k,)), np.arange(n) * k + labels)
    return sum_(log(sum_(exp(logits), axis=1)) - right) * (1 / n)


# %% wrong one-maximum
# 整个数组只减了一个最大值，别的行的指数可能全成了 0
def cross_entropy(logits, labels):
    logits = as_tensor(logits)
    n, k = logits.shape
    shifted = logits - max_(logits)
    right = take(reshape(shifted, (n * k,)), np.arange(n) * k + labels)
    return sum_(log(sum_(exp(shifted), axis=1)) - right) * (1 / n)


# %% wrong log-of-softmax
# 先算出概率再取对数，概率小到 0 时是 ln 0
def cross_entropy(logits, labels):
    logits = as_tensor(logits)
    n, k = logits.shape
    e = exp(logits - max_(logits, axis=1, keepdims=True))
    chance = e * exp(-log(sum_(e, axis=1, keepdims=True)))
    right = take(reshape(chance, (n * k,)), np.arange(n) * k + labels)
    return sum_(log(right)) * (-1 / n)


# %% wrong outside-the-graph
# 在 logits.data 上用 NumPy 算，图断了，梯度回不去
def cross_entropy(logits, labels):
    z = as_tensor(logits).data
    shifted = z - z.max(axis=1, keepdims=True)
    losses = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(z)), labels]
    return Tensor(losses.mean())


# %% wrong own-rule
# 自己另写了一条导数规则，没有用前面的运算拼
def cross_entropy(logits, labels):
    logits = as_tensor(logits)
    z = logits.data
    n, k = z.shape
    shifted = z - z.max(axis=1, keepdims=True)
    total = np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    one_hot = np.eye(k)[labels]

    def rule(g):
        logits.grad += g * (np.exp(shifted - total) - one_hot) / n

    return Tensor((total[:, 0] - (shifted * one_hot).sum(axis=1)).mean(), (logits,), rule)


# %% wrong over-all
# 除以了全部元素的个数，不是样本数
def cross_entropy(logits, labels):
    logits = as_tensor(logits)
    n, k = logits.shape
    shifted = logits - max_(logits, axis=1, keepdims=True)
    right = take(reshape(shifted, (n * k,)), np.arange(n) * k + labels)
    return sum_(log(sum_(exp(shifted), axis=1)) - right) * (1 / (n * k))


# %% wrong half-shifted
# 指数里减了最大值，取正确的那个时却用了没减过的
def cross_entropy(logits, labels):
    logits = as_tensor(logits)
    n, k = logits.shape
    shifted = logits - max_(logits, axis=1, keepdims=True)
    right = take(reshape(logits, (n * k,)), np.arange(n) * k + labels)
    return sum_(log(sum_(exp(shifted), axis=1)) - right) * (1 / n)


# %% wrong right-only
# 只取了正确那一类的打分，漏了对数里的那一项
def cross_entropy(logits, labels):
    logits = as_tensor(logits)
    n, k = logits.shape
    shifted = logits - max_(logits, axis=1, keepdims=True)
    return sum_(take(reshape(shifted, (n * k,)), np.arange(n) * k + labels)) * (-1 / n)


# %% wrong flat-by-n
# 拉成一长条以后按 n 换行，不是按 k
def cross_entropy(logits, labels):
    logits = as_tensor(logits)
    n, k = logits.shape
    shifted = logits - max_(logits, axis=1, keepdims=True)
    right = take(reshape(shifted, (n * k,)), (np.arange(n) * n + labels) % (n * k))
    return sum_(log(sum_(exp(shifted), axis=1)) - right) * (1 / n)


# %% wrong columns-maximum
# 每一列减了自己的最大值，不是每一行
def cross_entropy(logits, labels):
    logits = as_tensor(logits)
    n, k = logits.shape
    shifted = logits - max_(logits, axis=0, keepdims=True)
    right = take(reshape(shifted, (n * k,)), np.arange(n) * k + labels)
    return sum_(log(sum_(exp(shifted), axis=1)) - right) * (1 / n)


# %% wrong flat-by-columns
# 拉成一长条以后按列数过去，第 i 行第 t 列算成了第 t·n + i 个
def cross_entropy(logits, labels):
    logits = as_tensor(logits)
    n, k = logits.shape
    shifted = logits - max_(logits, axis=1, keepdims=True)
    right = take(reshape(shifted, (n * k,)), np.arange(n) + labels * n)
    return sum_(log(sum_(exp(shifted), axis=1)) - right) * (1 / n)


# %% right one-hot
# 标签写成 0/1 的表，乘上去再求和；最大值当作常数
def cross_entropy(logits, labels):
    logits = as_tensor(logits)
    n, k = logits.shape
    table = np.zeros((n, k))
    table[np.arange(n), labels] = 1.0
    top = logits.data.max(axis=1, keepdims=True)
    shifted = add(logits, -top)
    losses = add(log(sum_(exp(shifted), axis=1)), multiply(-1, sum_(multiply(shifted, table), axis=1)))
    return multiply(sum_(losses), 1 / n)


# %% right log-softmax
# 先拼出 log softmax，再取出来求平均
def cross_entropy(logits, labels):
    logits = as_tensor(logits)
    z = logits - max_(logits, axis=-1, keepdims=True)
    logp = z - log(sum_(exp(z), axis=-1, keepdims=True))
    chosen = np.eye(logits.shape[1])[labels] / -len(labels)
    return sum_(logp * chosen)


# %% right transposed
# 样本放在第二轴上算
def cross_entropy(logits, labels):
    z = permute(as_tensor(logits), (1, 0))
    k, n = z.shape
    z = z - max_(z, axis=0, keepdims=True)
    right = take(reshape(z, (k * n,)), labels * n + np.arange(n))
    return (sum_(log(sum_(exp(z), axis=0))) - sum_(right)) * (1.0 / n)
