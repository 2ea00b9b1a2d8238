# %%
# The cells are run beside the lesson's setup, which has sigmoid.
import numpy as np


# %% wrong no-bias
# 没有加偏置 b
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + h @ params["wh"])


# %% wrong no-state
# 没有用旧状态，只看这一步的输入
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + params["b"])


# %% wrong no-tanh
# 漏了 tanh
def rnn_cell_forward(x_t, h, params):
    return x_t @ params["wx"] + h @ params["wh"] + params["b"]


# %% wrong sigmoid
# 用了 sigmoid，没有用 tanh
def rnn_cell_forward(x_t, h, params):
    return sigmoid(x_t @ params["wx"] + h @ params["wh"] + params["b"])


# %% wrong transposed
# 旧状态乘的是 wh 的转置
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + h @ params["wh"].T + params["b"])


# %% wrong naive-tanh
# 用 exp 自己拼 tanh，输入很大时溢出成 NaN
def rnn_cell_forward(x_t, h, params):
    z = x_t @ params["wx"] + h @ params["wh"] + params["b"]
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


# %% wrong state-added
# 旧状态直接加在了 tanh 的外面
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + params["b"]) + h @ params["wh"]


# %% wrong in-place
# 把新状态写进了旧状态的数组
def rnn_cell_forward(x_t, h, params):
    h[...] = np.tanh(x_t @ params["wx"] + h @ params["wh"] + params["b"])
    return h.copy()


# %% wrong bias-outside
# 偏置加在了 tanh 的外面
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + h @ params["wh"]) + params["b"]


# %% wrong no-input
# 没有用这一步的输入，只看旧状态
def rnn_cell_forward(x_t, h, params):
    return np.tanh(h @ params["wh"] + params["b"])


# %% wrong relu
# 用了 ReLU，没有用 tanh
def rnn_cell_forward(x_t, h, params):
    return np.maximum(0.0, x_t @ params["wx"] + h @ params["wh"] + params["b"])


# %% wrong bias-subtracted
# 偏置是减去的，应当加上
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + h @ params["wh"] - params["b"])


# %% wrong tanh-on-each
# 两个乘积各自取了 tanh 再相加
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"]) + np.tanh(h @ params["wh"]) + params["b"]


# %% wrong h-untouched
# 旧状态没有乘 wh，直接加进了括号里
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + h + params["b"])


# %% wrong mixed-with-h
# 把旧状态和 tanh 的结果平均了
def rnn_cell_forward(x_t, h, params):
    return 0.5 * h + 0.5 * np.tanh(x_t @ params["wx"] + h @ params["wh"] + params["b"])


# %% wrong adds-to-params
# 把中间结果存进了 params，调用者的字典多了一个键
def rnn_cell_forward(x_t, h, params):
    params["z"] = x_t @ params["wx"] + h @ params["wh"] + params["b"]
    return np.tanh(params["z"])


# %% wrong naive-tanh-doubled
# 用 exp(2z) 自己拼 tanh，输入很大时溢出成 NaN
def rnn_cell_forward(x_t, h, params):
    power = np.exp(2 * (x_t @ params["wx"] + h @ params["wh"] + params["b"]))
    return (power - 1) / (power + 1)


# %% wrong no-bias-transposed
# 没有加偏置，旧状态乘的还是 wh 的转置
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + h @ params["wh"].T)


# %% wrong state-outside-transposed
# h 乘的是 wh 的转置，而且加在了 tanh 的外面
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + params["b"]) + h @ params["wh"].T


# %% right stacked
# 把输入和状态拼起来，只做一次矩阵乘法
def rnn_cell_forward(x_t, h, params):
    both = np.concatenate([x_t, h], axis=1)
    return np.tanh(both @ np.vstack([params["wx"], params["wh"]]) + params["b"])


# %% right by-sigmoid
# 用 2·sigmoid(2z) − 1 代替 tanh
def rnn_cell_forward(x_t, h, params):
    z = np.dot(x_t, params["wx"]) + np.dot(h, params["wh"]) + params["b"]
    return 2 * sigmoid(2 * z) - 1


# %% right einsum
# 乘积用 einsum，权重先取出来
def rnn_cell_forward(x_t, h, params):
    wx, wh, b = params["wx"], params["wh"], params["b"]
    z = np.einsum("nd,dh->nh", x_t, wx) + np.einsum("nk,kh->nh", h, wh)
    z += b
    return np.tanh(z, out=z)
