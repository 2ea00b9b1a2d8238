# %%
import numpy as np


# %% wrong no-bias
# 没有加偏置 b
def neuron_forward(x, w, b):
    return sigmoid(x @ w)


# %% wrong bias-on-weights
# 偏置加在了权重上，算的是 x·(w + b)
def neuron_forward(x, w, b):
    return sigmoid(x @ (w + b))


# %% wrong bias-on-inputs
# 偏置加在了输入上，算的是 (x + b)·w
def neuron_forward(x, w, b):
    return sigmoid((x + b) @ w)


# %% wrong minus-bias
# 减去了偏置，应当加上
def neuron_forward(x, w, b):
    return sigmoid(x @ w - b)


# %% wrong bias-after-sigmoid
# 偏置加在了 sigmoid 之后
def neuron_forward(x, w, b):
    return sigmoid(x @ w) + b


# %% wrong column
# 结果是 (n, 1)，不是 (n,)
def neuron_forward(x, w, b):
    return sigmoid(x @ w.reshape(-1, 1) + b)


# %% wrong no-sigmoid
# 返回的是打分，没有过 sigmoid
def neuron_forward(x, w, b):
    return x @ w + b


# %% wrong not-summed
# 特征乘了权重，却没有沿特征求和
def neuron_forward(x, w, b):
    return sigmoid(x * w + b)


# %% wrong hard-decision
# 返回的是判断（0 或 1），不是概率
def neuron_forward(x, w, b):
    return (x @ w + b > 0).astype(float)


# %% wrong mean-over-features
# 沿特征求了平均，没有求和
def neuron_forward(x, w, b):
    return sigmoid((x * w).mean(axis=1) + b)


# %% wrong summed-over-samples
# 求和的轴弄错了，加在一起的是各个样本
def neuron_forward(x, w, b):
    return sigmoid((x * w).sum(axis=0) + b)


# %% wrong one-number
# 求和没有写 axis，所有样本加成了一个数
def neuron_forward(x, w, b):
    return sigmoid(np.sum(x * w) + b)


# %% wrong score-without-bias
# 返回的是 x·w，没有加偏置，也没有过 sigmoid
def neuron_forward(x, w, b):
    return x @ w


# %% wrong bias-times-weights
# 先算了 b 倍的打分，偏置成了乘数
def neuron_forward(x, w, b):
    return sigmoid(x @ w * b)


# %% wrong in-place
# 用 *= 直接改了传进来的 x，调用者的数组也被改了
def neuron_forward(x, w, b):
    x *= w
    return sigmoid(x.sum(axis=1) + b)


# %% wrong column-with-bias-after-sigmoid
# 偏置加在了 sigmoid 之后，结果也成了 (n, 1)，不是 (n,)
def neuron_forward(x, w, b):
    return sigmoid(x @ w[:, None]) + b


# %% wrong shadowed-weights
# 函数里又给 w 赋了全 0 的初值，传进来的权重被遮住了，每个样本的打分都只剩 b
def neuron_forward(x, w, b):
    w = np.zeros(x.shape[1])
    return sigmoid(x @ w + b)


# %% right multiply-and-sum
# 逐元素相乘再求和
def neuron_forward(x, w, b):
    return sigmoid((x * w).sum(axis=1) + b)


# %% right column-of-ones
# 给 x 加一列 1，把偏置并进权重
def neuron_forward(x, w, b):
    return sigmoid(np.hstack([x, np.ones((len(x), 1))]) @ np.append(w, b))


# %% right loop-own-sigmoid
# 逐个样本计算，自己写稳定的 sigmoid
import math


def neuron_forward(x, w, b):
    return np.array([0.5 * (1 + math.tanh((float(row @ w) + b) / 2)) for row in x])


# %% right column-then-flat
# 权重先变成一列，最后再拉平
def neuron_forward(x, w, b):
    z = np.dot(x, w.reshape(-1, 1)) + b
    return sigmoid(z).ravel()
