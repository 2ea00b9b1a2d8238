# %%
import numpy as np


# %% wrong sigmoid-first
# 先算概率再取对数：远处是 ln 0，得到无穷和 NaN
def bce_with_logits(z, y):
    losses = -(y * np.log(1 / (1 + np.exp(-z))) + (1.0 - y) * np.log(1 - 1 / (1 + np.exp(-z))))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (p - y) / len(z)


# %% wrong clipped
# 把概率截到了 [1e-7, 1 − 1e-7]，损失最多 16
def bce_with_logits(z, y):
    p = (1 + np.tanh(z / 2)) / 2
    c = np.clip(p, 1e-7, 1 - 1e-7)
    losses = -np.where(y == 1, np.log(c), np.log(1 - c))
    return losses.mean(), (p - y) / len(z)


# %% wrong softplus-overflow
# 直接写 ln(1 + e^z)，z 大时溢出
def bce_with_logits(z, y):
    losses = np.log(1 + np.exp(z)) - z * y
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (p - y) / len(z)


# %% wrong sigmoid-overflow
# 梯度里的 sigmoid 写成 1 / (1 + e^(−z))，z 是很大的负数时溢出
def bce_with_logits(z, y):
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    p = 1 / (1 + np.exp(-z))
    return losses.mean(), (p - y) / len(z)


# %% wrong gradient-of-sum
# 梯度没有除以 n，是总和的梯度
def bce_with_logits(z, y):
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (p - y)


# %% wrong summed
# 损失是总和，不是平均
def bce_with_logits(z, y):
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.sum(), (p - y) / len(z)


# %% wrong derivative-twice
# 梯度又乘了一遍 p(1 − p)，它已经约掉了
def bce_with_logits(z, y):
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (p - y) * p * (1 - p) / len(z)


# %% wrong by-probability
# 梯度是对概率 p 的，还除着 p(1 − p)
def bce_with_logits(z, y):
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (p - y) / np.maximum(p * (1 - p), 1e-12) / len(z)


# %% wrong negated-labels
# 写成 −y·z：无符号标签的负号先作用，−1 成了 255
def bce_with_logits(z, y):
    losses = np.maximum(z, 0) + -y * z + np.log1p(np.exp(-np.abs(z)))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (p - y) / len(z)


# %% wrong gradient-sign
# 梯度写成了 y − p，反了号
def bce_with_logits(z, y):
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (y - p) / len(z)


# %% wrong sign-of-yz
# 损失里写成了 + y·z
def bce_with_logits(z, y):
    losses = np.maximum(z, 0) + z * y + np.log1p(np.exp(-np.abs(z)))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (p - y) / len(z)


# %% wrong labels-flipped
# 标签 0 和 1 用反了
def bce_with_logits(z, y):
    y = 1.0 - y
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (p - y) / len(z)


# %% wrong absolute-forgotten
# 指数里没有取绝对值，z 是负数时溢出或算错
def bce_with_logits(z, y):
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-z))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (p - y) / len(z)


# %% wrong positive-part-missing
# 漏了 max(z, 0) 这一项
def bce_with_logits(z, y):
    losses = -z * y + np.log1p(np.exp(-np.abs(z)))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (p - y) / len(z)


# %% wrong magnitude-for-positive-part
# max(z, 0) 写成了 |z|，z 是负数时损失多了 |z|
def bce_with_logits(z, y):
    losses = np.abs(z) - z * y + np.log1p(np.exp(-np.abs(z)))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (p - y) / len(z)


# %% wrong log2
# 用了以 2 为底的对数
def bce_with_logits(z, y):
    losses = np.maximum(z, 0) - z * y + np.log2(1 + np.exp(-np.abs(z)))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (p - y) / len(z)


# %% wrong z-clipped
# 先把 z 截到了 ±30，更远处的损失不再增长
def bce_with_logits(z, y):
    z = np.clip(z, -30, 30)
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean(), (p - y) / len(z)


# %% wrong scores-as-probabilities
# 梯度里忘了做 sigmoid，用的是打分减标签
def bce_with_logits(z, y):
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    p = z
    return losses.mean(), (p - y) / len(z)


# %% wrong sigmoid-without-half
# tanh 里没有除以 2，得到的是 σ(2z)
def bce_with_logits(z, y):
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    p = (1 + np.tanh(z)) / 2
    return losses.mean(), (p - y) / len(z)


# %% wrong halved-loss
# 损失多除以了 2
def bce_with_logits(z, y):
    losses = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))
    p = (1 + np.tanh(z / 2)) / 2
    return losses.mean() / 2, (p - y) / len(z)


# %% right logaddexp
# 用 logaddexp，sigmoid 用它的指数
def bce_with_logits(z, y):
    z = np.asarray(z, dtype=float)
    y = np.asarray(y, dtype=float)
    loss = np.mean(np.logaddexp(0, z) - y * z)
    return float(loss), (np.exp(-np.logaddexp(0, -z)) - y) / z.size


# %% right signed
# 标签变成 ±1，只看猜对那一边的打分
def bce_with_logits(z, y):
    s = np.where(np.asarray(y) == 1, 1.0, -1.0)
    margin = s * z
    e = np.exp(-np.abs(margin))
    losses = np.where(margin >= 0, 0.0, -margin) + np.log1p(e)
    wrong = np.where(margin >= 0, e, 1.0) / (1 + e)
    return losses.sum() / len(margin), -s * wrong / len(margin)


# %% right loop
# 一个样本一个样本地算
import math


def bce_with_logits(z, y):
    n, total, dz = len(z), 0.0, []
    for a, b in zip(z.tolist(), y.tolist()):
        e = math.exp(-abs(a))
        total += max(a, 0.0) - a * b + math.log(1 + e)
        p = 1 / (1 + e) if a >= 0 else e / (1 + e)
        dz.append((p - b) / n)
    return [total / n, np.array(dz)]
