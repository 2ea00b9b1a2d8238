# %%
import numpy as np
import torch


# %% wrong by-logits
# 返回的是对打分的梯度 (p − y) / n，没有除以 p(1 − p)
def binary_cross_entropy_derivative(y_pred, y_true):
    return (y_pred - y_true) / len(y_true)


# %% wrong missing-mean
# 没有除以样本数 n
def binary_cross_entropy_derivative(y_pred, y_true):
    return (y_pred - y_true) / (y_pred * (1 - y_pred))


# %% wrong sign
# 符号反了，算的是 (y − p) / (p(1 − p)) / n
def binary_cross_entropy_derivative(y_pred, y_true):
    return (y_true - y_pred) / (y_pred * (1 - y_pred)) / len(y_true)


# %% wrong inner-derivative-forgotten
# 对 ln(1 − p) 求导时漏掉了里面的 −1，两项成了同号
def binary_cross_entropy_derivative(y_pred, y_true):
    return -(y_true / y_pred + (1 - y_true) / (1 - y_pred)) / len(y_true)


# %% wrong positive-term-only
# 只对 y·ln p 一项求了导，标签为 0 的样本导数都是 0
def binary_cross_entropy_derivative(y_pred, y_true):
    return -(y_true / y_pred) / len(y_true)


# %% wrong summed
# 把各个样本的导数加成了一个数
def binary_cross_entropy_derivative(y_pred, y_true):
    return np.mean((y_pred - y_true) / (y_pred * (1 - y_pred)))


# %% wrong negated-labels
# 负号先作用在标签上，标签是无符号整数时 −1 变成了 255
def binary_cross_entropy_derivative(y_pred, y_true):
    return (-y_true / y_pred + (1 - y_true) / (1 - y_pred)) / len(y_true)


# %% wrong clipped-too-early
# 先把概率截到了 0.001 和 0.999 之间，两端的导数算小了
def binary_cross_entropy_derivative(y_pred, y_true):
    p = np.clip(y_pred, 1e-3, 1 - 1e-3)
    return (p - y_true) / (p * (1 - p)) / len(y_true)


# %% wrong by-logits-without-mean
# 写成了 p − y，那是对打分的导数，而且没有除以样本数 n
def binary_cross_entropy_derivative(y_pred, y_true):
    return y_pred - y_true


# %% wrong mean-on-one-term
# 少了括号，只有后一项除以了 n
def binary_cross_entropy_derivative(y_pred, y_true):
    y = y_true.astype(float)
    return -y / y_pred + (1 - y) / (1 - y_pred) / len(y)


# %% wrong missing-brackets
# 分母少了括号，(p − y) / p * (1 − p) 是先除再乘
def binary_cross_entropy_derivative(y_pred, y_true):
    return (y_pred - y_true) / y_pred * (1 - y_pred) / len(y_true)


# %% wrong sign-without-mean
# 符号反了，而且没有除以样本数 n
def binary_cross_entropy_derivative(y_pred, y_true):
    return (y_true - y_pred) / (y_pred * (1 - y_pred))


# %% wrong arguments-swapped
# 预测和标签的角色弄反了，除以了标签
def binary_cross_entropy_derivative(y_pred, y_true):
    y = np.clip(y_true, 1e-7, 1 - 1e-7)
    return (y - y_pred) / (y * (1 - y)) / len(y_true)


# %% wrong in-place
# 用 -= 直接改了传进来的 y_pred，调用者的数组也被改了
def binary_cross_entropy_derivative(y_pred, y_true):
    spread = y_pred * (1 - y_pred)
    y_pred -= y_true
    return y_pred / spread / len(y_true)


# %% wrong missing-brackets-without-mean
# 分母少了括号，(p − y) / p * (1 − p) 是先除再乘，而且没有除以样本数 n
def binary_cross_entropy_derivative(y_pred, y_true):
    return (y_pred - y_true) / y_pred * (1 - y_pred)


# %% right two-terms
# 写成两项
def binary_cross_entropy_derivative(y_pred, y_true):
    y = y_true.astype(float)
    return ((1 - y) / (1 - y_pred) - y / y_pred) / y_pred.size


# %% right where
# 按标签分情形，先截断
def binary_cross_entropy_derivative(y_pred, y_true):
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return np.where(y_true == 1, -1 / p, 1 / (1 - p)) / len(p)


# %% right autograd
# 让 PyTorch 求导
from torch.nn import functional as F


def binary_cross_entropy_derivative(y_pred, y_true):
    p = torch.tensor(np.ascontiguousarray(y_pred), requires_grad=True)
    F.binary_cross_entropy(p, torch.tensor(y_true.astype(float))).backward()
    return p.grad.numpy()


# %% right tiny-epsilon
# 分母加上 1e-8，防止除以 0
def binary_cross_entropy_derivative(y_pred, y_true):
    n = y_pred.shape[0]
    return (1 / n) * (y_pred - y_true) / (y_pred * (1 - y_pred) + 1e-8)
