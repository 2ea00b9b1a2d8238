# %%
import torch


# %% wrong weight-by-p
# 权重用了 1 − p，不是 1 − p_t：标签为 0 的样本越错越不计较
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        s = (2 * y - 1) * logits
        return keras.ops.mean(keras.ops.exp(-gamma * keras.ops.softplus(logits)) * keras.ops.softplus(-s))

    return loss


# %% wrong weight-of-certain
# 权重写成了 p_t 的 γ 次方
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        s = (2 * y - 1) * logits
        return keras.ops.mean(keras.ops.exp(-gamma * keras.ops.softplus(-s)) * keras.ops.softplus(-s))

    return loss


# %% wrong naive
# 先求 sigmoid 再取对数：分数很大时是无穷大和 NaN
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        p = keras.ops.sigmoid(logits)
        p_t = y * p + (1 - y) * (1 - p)
        return keras.ops.mean((1 - p_t) ** gamma * -keras.ops.log(p_t))

    return loss


# %% wrong softplus-by-hand
# 自己写 log(1 + exp(s))，没有用 softplus：分数很大时 exp 溢出
def focal_loss(gamma):
    def softplus(s):
        return torch.log(1 + torch.exp(s))

    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        s = (2 * keras.ops.cast(y_true, logits.dtype) - 1) * logits
        return torch.mean(torch.exp(-gamma * softplus(s)) * softplus(-s))

    return loss


# %% wrong clipped
# 把概率截断了：损失是有限的，判错得最离谱的样本却没有梯度
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        p = keras.ops.clip(keras.ops.sigmoid(logits), 1e-7, 1 - 1e-7)
        p_t = y * p + (1 - y) * (1 - p)
        return keras.ops.mean((1 - p_t) ** gamma * -keras.ops.log(p_t))

    return loss


# %% wrong power-of-sigmoid
# 交叉熵是稳定的，权重却用概率的幂来算，导数在那里是无穷大
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        s = (2 * y - 1) * logits
        return keras.ops.mean((1 - keras.ops.sigmoid(s)) ** gamma * keras.ops.softplus(-s))

    return loss


# %% wrong weight-detached
# 权重没有参加求导
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        s = (2 * y - 1) * logits
        weight = keras.ops.stop_gradient(keras.ops.exp(-gamma * keras.ops.softplus(s)))
        return keras.ops.mean(weight * keras.ops.softplus(-s))

    return loss


# %% wrong shapes-not-checked
# 没有比较形状，(n,) 与 (n, 1) 广播成了 (n, n)
def focal_loss(gamma):
    def loss(y_true, logits):
        y = keras.ops.cast(y_true, logits.dtype)
        s = (2 * y - 1) * logits
        return keras.ops.mean(keras.ops.exp(-gamma * keras.ops.softplus(s)) * keras.ops.softplus(-s))

    return loss


# %% wrong sum
# 对样本求了和，没有求平均
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        s = (2 * y - 1) * logits
        return keras.ops.sum(keras.ops.exp(-gamma * keras.ops.softplus(s)) * keras.ops.softplus(-s))

    return loss


# %% wrong per-sample
# 返回了每个样本的损失，没有平均
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        s = (2 * y - 1) * logits
        return keras.ops.exp(-gamma * keras.ops.softplus(s)) * keras.ops.softplus(-s)

    return loss


# %% wrong last-axis-only
# 只沿最后一轴求了平均
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        s = (2 * y - 1) * logits
        return keras.ops.mean(keras.ops.exp(-gamma * keras.ops.softplus(s)) * keras.ops.softplus(-s), axis=-1)

    return loss


# %% wrong no-weight
# 没有乘权重，就是普通的交叉熵
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        return keras.ops.mean(keras.ops.softplus((1 - 2 * y) * logits))

    return loss


# %% wrong gamma-times
# γ 写成了乘数，不是指数
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        s = (2 * y - 1) * logits
        return keras.ops.mean(gamma * keras.ops.sigmoid(-s) * keras.ops.softplus(-s))

    return loss


# %% wrong positive-only
# 只有标签为 1 的那一项
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        return keras.ops.mean(
            y * keras.ops.exp(-gamma * keras.ops.softplus(logits)) * keras.ops.softplus(-logits)
        )

    return loss


# %% wrong negative
# 漏掉了负号，损失是负的
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        s = (2 * y - 1) * logits
        return -keras.ops.mean(keras.ops.exp(-gamma * keras.ops.softplus(s)) * keras.ops.softplus(-s))

    return loss


# %% wrong labels-flipped
# 标签 0 和 1 弄反了
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        s = (1 - 2 * y) * logits
        return keras.ops.mean(keras.ops.exp(-gamma * keras.ops.softplus(s)) * keras.ops.softplus(-s))

    return loss


# %% wrong probabilities-expected
# 把分数当成了概率，没有过 sigmoid
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        p = keras.ops.clip(logits, 1e-7, 1 - 1e-7)
        p_t = y * p + (1 - y) * (1 - p)
        return keras.ops.mean((1 - p_t) ** gamma * -keras.ops.log(p_t))

    return loss


# %% wrong weight-after-mean
# 先求平均交叉熵，再乘平均权重
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        s = (2 * y - 1) * logits
        return keras.ops.mean(keras.ops.exp(-gamma * keras.ops.softplus(s))) * keras.ops.mean(
            keras.ops.softplus(-s)
        )

    return loss


# %% wrong called-at-once
# focal_loss 本身就当成了损失，没有返回函数
def focal_loss(gamma, y_true=None, logits=None):
    return 0.0


# %% right log-sigmoid
# 用 log_sigmoid
def focal_loss(gamma):
    def loss(y_true, logits):
        if y_true.shape != logits.shape:
            raise ValueError("形状不同")
        y = keras.ops.cast(y_true, logits.dtype)
        s = keras.ops.where(y > 0.5, logits, -logits)
        return -keras.ops.mean(keras.ops.exp(gamma * keras.ops.log_sigmoid(-s)) * keras.ops.log_sigmoid(s))

    return loss


# %% right torch
# 用 PyTorch 的函数
def focal_loss(gamma):
    def loss(y_true, logits):
        if tuple(y_true.shape) != tuple(logits.shape):
            raise ValueError
        y = y_true.to(logits.dtype)
        bce = torch.nn.functional.binary_cross_entropy_with_logits(logits, y, reduction="none")
        other = torch.nn.functional.binary_cross_entropy_with_logits(logits, 1 - y, reduction="none")
        return (torch.exp(-gamma * other) * bce).mean()

    return loss


# %% right partial
# 用 functools.partial 固定 gamma
from functools import partial


def focal_loss(gamma):
    return partial(weighted, gamma)


def weighted(gamma, y_true, logits):
    if len(y_true.shape) != len(logits.shape) or tuple(y_true.shape) != tuple(logits.shape):
        raise ValueError("y_true 和 logits 的形状不同")
    y = keras.ops.cast(y_true, "float32")
    ones = keras.ops.exp(-gamma * keras.ops.softplus(logits)) * keras.ops.softplus(-logits)
    zeros = keras.ops.exp(-gamma * keras.ops.softplus(-logits)) * keras.ops.softplus(logits)
    return keras.ops.mean(y * ones + (1 - y) * zeros)
