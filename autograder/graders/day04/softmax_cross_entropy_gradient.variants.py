# %%
import numpy as np


# %% wrong missing-mean
# 漏了除以样本数 n，算成了总损失（而不是平均损失）的梯度
def softmax_cross_entropy_gradient(logits, labels):
    grad = softmax(logits).copy()
    grad[np.arange(len(labels)), labels] -= 1
    return grad


# %% wrong wrong-sign
# 符号反了：算的是标签减概率
def softmax_cross_entropy_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return (onehot - softmax(logits)) / len(labels)


# %% wrong divided-by-size
# 除以的是样本数乘类别数，不是样本数
def softmax_cross_entropy_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return (softmax(logits) - onehot) / logits.size


# %% wrong divided-by-classes
# 除以的是类别数，不是样本数
def softmax_cross_entropy_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return (softmax(logits) - onehot) / logits.shape[1]


# %% wrong half-divided
# 少了括号：只有标签那一项除以了样本数
def softmax_cross_entropy_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return softmax(logits) - onehot / len(labels)


# %% wrong in-place
# 把结果写回了传进来的 logits，调用者的数组也被改了
def softmax_cross_entropy_gradient(logits, labels):
    probs = softmax(logits)
    logits[...] = probs
    logits[np.arange(len(labels)), labels] -= 1
    return logits / len(labels)


# %% wrong by-probabilities
# 求的是损失对概率的导数（−1/p），没有继续求到 logits
def softmax_cross_entropy_gradient(logits, labels):
    probs = softmax(logits)
    grad = np.zeros(logits.shape)
    rows = np.arange(len(labels))
    grad[rows, labels] = -1 / (probs[rows, labels] + 1e-12)
    return grad / len(labels)


# %% wrong whole-columns
# 用 grad[:, labels] -= 1 减 1，每一行在所有出现过的类别上都被减了，而不是只减自己的类别
def softmax_cross_entropy_gradient(logits, labels):
    grad = softmax(logits)
    grad[:, labels] -= 1
    return grad / len(labels)


# %% wrong no-softmax
# 忘了先做 softmax，直接用 logits 减标签
def softmax_cross_entropy_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return (logits - onehot) / len(labels)


# %% wrong derivative-twice
# 在 p − y 之外又乘了一次 p(1 − p)，softmax 的导数乘了两遍
def softmax_cross_entropy_gradient(logits, labels):
    probs = softmax(logits)
    onehot = np.eye(logits.shape[1])[labels]
    return (probs - onehot) * probs * (1 - probs) / len(labels)


# %% wrong labels-left-out
# 没有减去标签，返回的只是概率除以样本数
def softmax_cross_entropy_gradient(logits, labels):
    return softmax(logits) / len(labels)


# %% wrong own-naive-softmax
# 自己又写了一遍 softmax，没有减去每行的最大值，logits 很大时溢出
def softmax_cross_entropy_gradient(logits, labels):
    probs = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    probs[np.arange(len(labels)), labels] -= 1
    return probs / len(labels)


# %% wrong wrong-sign-missing-mean
# 符号反了，又漏了除以样本数：算的是标签减概率
def softmax_cross_entropy_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return onehot - softmax(logits)


# %% wrong one-added
# 正确类别那一格加了 1，应当减 1
def softmax_cross_entropy_gradient(logits, labels):
    grad = softmax(logits)
    grad[np.arange(len(labels)), labels] += 1
    return grad / len(labels)


# %% wrong labels-as-numbers
# 用概率直接减去了标签的编号，没有先变成 one-hot
def softmax_cross_entropy_gradient(logits, labels):
    return (softmax(logits) - labels[:, None]) / len(labels)


# %% wrong labels-across-classes
# 用概率直接减去了标签数组：没有变成 one-hot，样本数恰好等于类别数时还不报错
def softmax_cross_entropy_gradient(logits, labels):
    return (softmax(logits) - labels) / len(labels)


# %% wrong index-swapped
# 下标写反了：在 [标签, 样本] 处减了 1
def softmax_cross_entropy_gradient(logits, labels):
    grad = softmax(logits)
    grad[labels, np.arange(len(labels))] -= 1
    return grad / len(labels)


# %% wrong whole-rows
# 写成了 grad[labels] -= 1：编号为 labels 的整行都减了 1
def softmax_cross_entropy_gradient(logits, labels):
    grad = softmax(logits)
    grad[labels] -= 1
    return grad / len(labels)


# %% wrong no-softmax-missing-mean
# 忘了先做 softmax，又漏了除以样本数：直接用 logits 减标签
def softmax_cross_entropy_gradient(logits, labels):
    return logits - np.eye(logits.shape[1])[labels]


# %% wrong derivative-twice-missing-mean
# 在 p − y 之外又乘了一次 p(1 − p)，还漏了除以样本数
def softmax_cross_entropy_gradient(logits, labels):
    probs = softmax(logits)
    return (probs - np.eye(logits.shape[1])[labels]) * probs * (1 - probs)


# %% wrong classes-from-labels
# one-hot 的列数取自标签里最大的编号：这一批里没有最后一类时，列就少了
def softmax_cross_entropy_gradient(logits, labels):
    classes = int(np.max(labels)) + 1
    return (softmax(logits) - np.eye(classes)[labels]) / len(labels)


# %% wrong divided-twice
# 除以了两次样本数
def softmax_cross_entropy_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return (softmax(logits) - onehot) / len(labels) / len(labels)


# %% right one-hot
# 用 one-hot 矩阵相减
def softmax_cross_entropy_gradient(logits, labels):
    return (softmax(logits) - np.eye(logits.shape[1])[labels]) / len(labels)


# %% right sample-loop
# 一个样本一个样本地算，自己写 softmax
def softmax_cross_entropy_gradient(logits, labels):
    n, c = logits.shape
    grad = np.zeros((n, c))
    for i in range(n):
        e = np.exp(logits[i] - logits[i].max())
        for j in range(c):
            grad[i, j] = (e[j] / e.sum() - (1 if j == labels[i] else 0)) / n
    return grad


# %% right jacobian
# 用 softmax 的雅可比矩阵乘以损失对概率的导数
def softmax_cross_entropy_gradient(logits, labels):
    p = softmax(logits)
    rows = np.arange(len(labels))
    jacobian = np.einsum("ij,jk->ijk", p, np.eye(p.shape[1])) - np.einsum("ij,ik->ijk", p, p)
    # ∂(−log p[label]) / ∂z = −J[label] / p[label]
    return -jacobian[rows, labels] / p[rows, labels][:, None] / len(labels)


# %% right float32
# 用 float32 计算
def softmax_cross_entropy_gradient(logits, labels):
    grad = softmax(logits).astype(np.float32)
    grad[np.arange(len(labels)), labels] -= np.float32(1)
    return grad / np.float32(len(labels))
