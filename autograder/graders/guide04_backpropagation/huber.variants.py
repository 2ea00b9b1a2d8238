# %%
import numpy as np


# %% wrong line-without-offset
# 远处写成 δ|r|，和抛物线接不上
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * size)
    return losses.mean(), np.clip(r, -delta, delta) / r.size


# %% wrong line-without-slope
# 远处写成 |r| − δ/2，漏了外面的 δ
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, size - delta / 2)
    return losses.mean(), np.clip(r, -delta, delta) / r.size


# %% wrong whole-offset
# 远处写成 δ(|r| − δ)，少减了一半
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta))
    return losses.mean(), np.clip(r, -delta, delta) / r.size


# %% wrong parabola-without-half
# 近处写成 r²，没有除以 2
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2, delta * (size - delta / 2))
    return losses.mean(), np.clip(r, -delta, delta) / r.size


# %% wrong gradient-of-sum
# 梯度没有除以元素个数，是总和的梯度
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return losses.mean(), np.clip(r, -delta, delta)


# %% wrong sign
# 残差写成了 y_true − y_pred，梯度反了号
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return losses.mean(), np.clip(-r, -delta, delta) / r.size


# %% wrong gradient-unbounded
# 梯度在远处还是 r，没有封顶在 ±δ
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return losses.mean(), r / r.size


# %% wrong gradient-sign-only
# 梯度在远处是 ±1，没有乘 δ
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return losses.mean(), np.where(size <= delta, r, np.sign(r)) / r.size


# %% wrong gradient-magnitude
# 梯度在远处总是正的 δ，丢了符号
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return losses.mean(), np.where(size <= delta, r, delta) / r.size


# %% wrong gradient-doubled
# 近处的梯度写成了 2r
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return losses.mean(), np.where(size <= delta, 2 * r, delta * np.sign(r)) / r.size


# %% wrong summed
# 损失是总和，不是平均
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return losses.sum(), np.clip(r, -delta, delta) / r.size


# %% wrong broadcasts
# 没有查形状，形状不同时悄悄广播
def huber(y_pred, y_true, delta=1.0):
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return losses.mean(), np.clip(r, -delta, delta) / r.size


# %% wrong length-only
# 只比了长度，(n,) 和 (n, 1) 放了过去
def huber(y_pred, y_true, delta=1.0):
    if len(y_pred) != len(y_true):
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return losses.mean(), np.clip(r, -delta, delta) / r.size


# %% wrong delta-ignored
# 没有用 delta，总当成 1
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    delta = 1.0
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return losses.mean(), np.clip(r, -delta, delta) / r.size


# %% wrong only-mean-over-rows
# 梯度除以的是行数，不是元素个数
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return losses.mean(), np.clip(r, -delta, delta) / len(r)


# %% wrong halves-swapped
# 远近两段用反了
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size > delta, r**2 / 2, delta * (size - delta / 2))
    return losses.mean(), np.clip(r, -delta, delta) / r.size


# %% wrong changes-input
# 用 y_pred -= y_true 求残差，改了传进来的数组
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = np.subtract(y_pred, y_true, out=y_pred) if y_pred.dtype.kind == "f" else y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return losses.mean(), np.clip(r, -delta, delta) / r.size


# %% wrong gradient-of-the-mean-loss
# 梯度又乘了平均损失
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    return losses.mean(), losses.mean() * np.clip(r, -delta, delta) / r.size


# %% wrong integer-gradient
# 梯度装在 np.zeros_like(r) 里，整数输入时小数全被截掉
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError("shapes differ")
    r = y_pred - y_true
    size = np.abs(r)
    losses = np.where(size <= delta, r**2 / 2, delta * (size - delta / 2))
    gradient = np.zeros_like(r)
    gradient[...] = np.clip(r, -delta, delta) / r.size
    return losses.mean(), gradient


# %% right masks
# 用布尔掩码分开填，返回列表
def huber(y_pred, y_true, delta=1.0):
    if np.shape(y_pred) != np.shape(y_true):
        raise ValueError
    r = np.array(y_pred, dtype=float) - y_true
    near = np.abs(r) <= delta
    loss, gradient = np.empty(r.shape), np.empty(r.shape)
    loss[near], gradient[near] = 0.5 * r[near] ** 2, r[near]
    loss[~near] = delta * np.abs(r[~near]) - 0.5 * delta**2
    gradient[~near] = delta * np.sign(r[~near])
    return [float(np.mean(loss)), gradient / np.size(r)]


# %% right one-formula
# 夹住的残差 c：损失是 c·r − c²/2
def huber(y_pred, y_true, delta=1.0):
    if y_true.shape != y_pred.shape:
        raise ValueError("形状不同")
    r = y_pred - y_true
    c = np.minimum(np.maximum(r, -delta), delta)
    return np.average(c * r - c * c / 2), c * (1.0 / r.size)


# %% right loop
# 一个元素一个元素地算
def huber(y_pred, y_true, delta=1.0):
    if y_pred.shape != y_true.shape:
        raise ValueError(f"{y_pred.shape} != {y_true.shape}")
    total, gradient = 0.0, np.zeros(y_pred.shape)
    for i in np.ndindex(y_pred.shape):
        r = float(y_pred[i]) - float(y_true[i])
        if abs(r) < delta:
            total += r * r / 2
            gradient[i] = r
        else:
            total += delta * (abs(r) - delta / 2)
            gradient[i] = delta if r > 0 else -delta
    return total / y_pred.size, gradient / y_pred.size
