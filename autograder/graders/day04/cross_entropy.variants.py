# %%
import numpy as np


# %% wrong sum
# 对样本求了和，没有求平均
def cross_entropy(probs, labels):
    return -np.sum(np.log(probs[np.arange(len(labels)), labels] + 1e-12))


# %% wrong mean-over-everything
# 除以的是样本数乘类别数，不是样本数
def cross_entropy(probs, labels):
    onehot = np.eye(probs.shape[1])[labels]
    return -np.mean(onehot * np.log(probs + 1e-12))


# %% wrong labels-unused
# 对整个矩阵的 log 概率求了平均，没有用标签挑出正确类别
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs + 1e-12))


# %% wrong missing-minus
# 漏掉了负号，损失成了负数
def cross_entropy(probs, labels):
    return np.mean(np.log(probs[np.arange(len(labels)), labels] + 1e-12))


# %% wrong log-of-zero
# 取 log 之前没有给概率一个下限，概率恰好为 0 时损失就不是一个有限的数
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs[np.arange(len(labels)), labels]))


# %% wrong base-two
# 取的是以 2 为底的对数，不是自然对数
def cross_entropy(probs, labels):
    return -np.mean(np.log2(probs[np.arange(len(labels)), labels] + 1e-12))


# %% wrong one-hot-assumed
# 把整数标签当成 one-hot 编码，直接与 log 概率相乘
def cross_entropy(probs, labels):
    return -np.mean(np.sum(labels * np.log(probs + 1e-12), axis=1))


# %% wrong all-pairs
# 用了 probs[:, labels]：取出的是每个样本在所有标签上的概率，共 n×n 个，而不是每个样本一个
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs[:, labels] + 1e-12))


# %% wrong log-of-mean
# 先对概率求平均再取对数，顺序反了
def cross_entropy(probs, labels):
    return -np.log(np.mean(probs[np.arange(len(labels)), labels]) + 1e-12)


# %% wrong per-sample
# 返回了每个样本各自的损失，没有求平均成一个数
def cross_entropy(probs, labels):
    return -np.log(probs[np.arange(len(labels)), labels] + 1e-12)


# %% wrong binary-terms
# 还加上了二分类交叉熵的另一项 log(1 − p)，多分类的损失里没有这一项
def cross_entropy(probs, labels):
    p = np.clip(probs, 1e-12, 1 - 1e-12)
    onehot = np.eye(p.shape[1])[labels]
    return -np.mean(np.sum(onehot * np.log(p) + (1 - onehot) * np.log(1 - p), axis=1))


# %% wrong coarse-clipping
# 概率的下限取得太大，概率小却不是 0 的样本，损失也被压低了
def cross_entropy(probs, labels):
    p = np.clip(probs, 0.01, 1.0)
    return -np.mean(np.log(p[np.arange(len(labels)), labels]))


# %% wrong zeros-skipped
# 把概率为 0 的样本的损失当成了 0，最错的样本反而不受罚
def cross_entropy(probs, labels):
    p = probs[np.arange(len(labels)), labels]
    logs = np.zeros(len(p))
    logs[p > 0] = np.log(p[p > 0])
    return -np.mean(logs)


# %% wrong softmax-again
# 对已经是概率的输入又做了一次 softmax
def cross_entropy(probs, labels):
    e = np.exp(probs - probs.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return -np.mean(np.log(p[np.arange(len(labels)), labels]))


# %% wrong largest-probability
# 取的是每行最大的概率，没有用到标签
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs.max(axis=1) + 1e-12))


# %% wrong in-place
# 用 np.clip(..., out=probs) 截断，调用者的概率也被改了
def cross_entropy(probs, labels):
    np.clip(probs, 1e-7, 1.0, out=probs)
    return -np.mean(np.log(probs[np.arange(len(labels)), labels]))


# %% wrong base-ten
# 取的是以 10 为底的对数，不是自然对数
def cross_entropy(probs, labels):
    return -np.mean(np.log10(probs[np.arange(len(labels)), labels] + 1e-12))


# %% wrong rows-of-labels
# 写成了 probs[labels]：取出的是编号为 labels 的那几行，不是每行的正确类别
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs[labels] + 1e-12))


# %% wrong rows-of-labels-summed
# 写成了 probs[labels]，取出的是编号为 labels 的那几行；求和之后除以样本数
def cross_entropy(probs, labels):
    return -np.sum(np.log(probs[labels] + 1e-12)) / len(labels)


# %% wrong index-swapped
# 下标写反了：probs[labels, 样本]，行和列颠倒
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs[labels, np.arange(len(labels))] + 1e-12))


# %% wrong divided-by-classes
# 除以的是类别数，不是样本数
def cross_entropy(probs, labels):
    return -np.sum(np.log(probs[np.arange(len(labels)), labels] + 1e-12)) / probs.shape[1]


# %% wrong missing-minus-sum
# 漏掉了负号，又对样本求了和
def cross_entropy(probs, labels):
    return np.sum(np.log(probs[np.arange(len(labels)), labels] + 1e-12))


# %% wrong no-logarithm
# 没有取对数，返回的是 1 减去正确类别的平均概率
def cross_entropy(probs, labels):
    return 1 - np.mean(probs[np.arange(len(labels)), labels])


# %% wrong negative-probability
# 没有取对数，返回的是正确类别平均概率的相反数
def cross_entropy(probs, labels):
    return -np.mean(probs[np.arange(len(labels)), labels])


# %% wrong log-one-plus
# 取的是 log(1 + p)，不是 log p
def cross_entropy(probs, labels):
    return -np.mean(np.log(1 + probs[np.arange(len(labels)), labels]))


# %% wrong entropy
# 算的是概率自己的熵（−Σ p·log p），没有用到标签
def cross_entropy(probs, labels):
    return -np.mean(np.sum(probs * np.log(probs + 1e-12), axis=1))


# %% wrong weighted-by-probability
# 每一项又乘了概率自己：−p·log p
def cross_entropy(probs, labels):
    p = probs[np.arange(len(labels)), labels]
    return -np.mean(p * np.log(p + 1e-12))


# %% wrong returned-in-the-loop
# return 缩进在循环里，只算了第一个样本
def cross_entropy(probs, labels):
    total = 0.0
    for i in range(len(labels)):
        total -= np.log(max(probs[i, labels[i]], 1e-12))
        return total / len(labels)


# %% wrong coarse-eps
# 概率的下限取得太大（应当不大于 1e-7），概率为 0 时的损失被压低了
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs[np.arange(len(labels)), labels] + 1e-5))


# %% right python-loop
# 用 Python 循环累加，返回 float
def cross_entropy(probs, labels):
    total = 0.0
    for p, label in zip(probs, labels):
        total -= float(np.log(max(p[label], 1e-12)))
    return total / len(labels)


# %% right one-hot-float32
# 在函数里转成 one-hot，用 float32 计算，返回 np.float32
def cross_entropy(probs, labels):
    p = np.clip(probs, 1e-7, 1.0).astype(np.float32)
    onehot = np.eye(p.shape[1], dtype=np.float32)[labels]
    return -(onehot * np.log(p)).sum(dtype=np.float32) / np.float32(len(labels))


# %% right eps-inside
# 在对数里加 1e-7
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs[np.arange(len(labels)), labels] + 1e-7))


# %% right tiny
# 用最小的正浮点数防止 log 0，用 take_along_axis 取概率
def cross_entropy(probs, labels):
    rows = labels[:, None].astype(np.int64)
    chosen = np.take_along_axis(probs, rows, axis=1)
    return np.negative(np.log(np.maximum(chosen, np.finfo(float).tiny))).mean()


# %% right both-sides-clipped
# 概率截在 [1e-7, 1 − 1e-7]，返回 0 维数组
def cross_entropy(probs, labels):
    p = np.clip(probs, 1e-7, 1 - 1e-7)
    return np.array(-np.log(p[range(len(labels)), labels]).sum() / probs.shape[0])
