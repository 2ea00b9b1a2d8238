# %%
import numpy as np


# %% wrong missing-mean
# 没有除以样本数 n
def logit_gradient(y_pred, y_true):
    return y_pred - y_true


# %% wrong sign
# 写反了，算的是 (y − p) / n
def logit_gradient(y_pred, y_true):
    return (y_true.astype(float) - y_pred) / len(y_true)


# %% wrong by-probabilities
# 返回的是对概率的导数，没有再乘 sigmoid 的导数
def logit_gradient(y_pred, y_true):
    return binary_cross_entropy_derivative(y_pred, y_true)


# %% wrong product-of-two
# 真的去乘了前两题的结果，概率恰好是 0 或 1 时成了 0 除以 0
def logit_gradient(y_pred, y_true):
    return binary_cross_entropy_derivative(y_pred, y_true) * y_pred * (1 - y_pred)


# %% wrong product-of-two-clipped
# 乘了前两题的结果，截断之后虽然没有除以 0，猜错的样本却没有了梯度
def logit_gradient(y_pred, y_true):
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return binary_cross_entropy_derivative(p, y_true) * y_pred * (1 - y_pred)


# %% wrong sigmoid-again
# 对已经是概率的 y_pred 又做了一次 sigmoid
def logit_gradient(y_pred, y_true):
    return (sigmoid(y_pred) - y_true) / len(y_true)


# %% wrong derivative-not-cancelled
# (p − y) 又乘了一遍 sigmoid 的导数 p(1 − p)
def logit_gradient(y_pred, y_true):
    return (y_pred - y_true) * y_pred * (1 - y_pred) / len(y_true)


# %% wrong summed
# 把各个样本的梯度加成了一个数
def logit_gradient(y_pred, y_true):
    return np.mean(y_pred - y_true)


# %% wrong in-place
# 用 -= 直接改了传进来的 y_pred，调用者的数组也被改了
def logit_gradient(y_pred, y_true):
    y_pred -= y_true
    return y_pred / len(y_true)


# %% wrong sign-without-mean
# 写反成 y − p，而且没有除以样本数 n
def logit_gradient(y_pred, y_true):
    return y_true.astype(float) - y_pred


# %% wrong factor-two
# 多乘了一个 2，那是均方误差的梯度
def logit_gradient(y_pred, y_true):
    return 2 * (y_pred - y_true) / len(y_true)


# %% wrong hard-decision
# 用判断（概率是否大于 0.5）代替了概率，再减去标签
def logit_gradient(y_pred, y_true):
    return ((y_pred > 0.5) - y_true.astype(float)) / len(y_true)


# %% wrong hard-decision-without-mean
# 用判断（概率是否大于 0.5）代替了概率，而且没有除以样本数 n
def logit_gradient(y_pred, y_true):
    return (y_pred > 0.5) - y_true.astype(float)


# %% right loop
# 逐个样本计算
def logit_gradient(y_pred, y_true):
    n = len(y_pred)
    out = np.zeros(n)
    for i in range(n):
        out[i] = (y_pred[i] - float(y_true[i])) / n
    return out


# %% right where
# 按标签分情形
def logit_gradient(y_pred, y_true):
    return np.where(y_true == 1, y_pred - 1, y_pred) / y_pred.shape[0]


# %% right float32
# 用 float32 计算
def logit_gradient(y_pred, y_true):
    return (y_pred.astype(np.float32) - y_true.astype(np.float32)) / np.float32(len(y_pred))


# %% right copy-then-subtract
# 复制一份，在标签为 1 的位置减 1
def logit_gradient(y_pred, y_true):
    out = y_pred.copy()
    out[y_true == 1] -= 1
    out /= len(out)
    return out
