# %%
# The cells are run beside the lesson's setup, which has sigmoid.
import numpy as np


# %% wrong order-ifog
# 门的次序用成了 i、f、o、g
def lstm_cell_forward(x_t, h, c, params):
    i, f, o, g = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong order-figo
# 输入门和遗忘门的次序反了
def lstm_cell_forward(x_t, h, c, params):
    f, i, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong sigmoid-candidate
# 候选 g 也用了 sigmoid，应当是 tanh
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(sigmoid(x_t @ params["wx"] + h @ params["wh"] + params["b"]), 4, axis=1)
    c_next = f * c + i * g
    return o * np.tanh(c_next), c_next


# %% wrong no-tanh-on-c
# 算 h 时漏了对 c 取 tanh
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * c_next, c_next


# %% wrong old-memory
# 算 h 时用了旧的 c，不是新的
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c_next


# %% wrong swapped
# 返回的次序反了：c 在前，h 在后
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return c_next, sigmoid(o) * np.tanh(c_next)


# %% wrong no-bias
# 没有加偏置 b
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong in-place
# 把新的记忆写进了旧的 c
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c *= sigmoid(f)
    c += sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c.copy()


# %% wrong interleaved
# 四个门隔列取，没有按整段切开
def lstm_cell_forward(x_t, h, c, params):
    a = x_t @ params["wx"] + h @ params["wh"] + params["b"]
    i, f, g, o = (a[:, k::4] for k in range(4))
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong order-fiog
# 门的次序用成了 f、i、o、g
def lstm_cell_forward(x_t, h, c, params):
    f, i, o, g = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong order-iofg
# 门的次序用成了 i、o、f、g
def lstm_cell_forward(x_t, h, c, params):
    i, o, f, g = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong order-igfo
# 门的次序用成了 i、g、f、o
def lstm_cell_forward(x_t, h, c, params):
    i, g, f, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong order-gifo
# 门的次序用成了 g、i、f、o
def lstm_cell_forward(x_t, h, c, params):
    g, i, f, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong order-fgio
# 门的次序用成了 f、g、i、o
def lstm_cell_forward(x_t, h, c, params):
    f, g, i, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong order-iogf
# 门的次序用成了 i、o、g、f
def lstm_cell_forward(x_t, h, c, params):
    i, o, g, f = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong no-input-gate
# 候选没有乘输入门
def lstm_cell_forward(x_t, h, c, params):
    _i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong no-forget-gate
# 旧记忆没有乘遗忘门，全部留下了
def lstm_cell_forward(x_t, h, c, params):
    i, _f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong coupled-gates
# 输入门用的是 1 − f，没有用 i
def lstm_cell_forward(x_t, h, c, params):
    _i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + (1 - sigmoid(f)) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong forget-bias
# 遗忘门的打分多加了 1
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f + 1) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong no-output-gate
# h 没有乘输出门
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, _o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return np.tanh(c_next), c_next


# %% wrong sigmoid-on-c
# 算 h 时对 c 用了 sigmoid，应当是 tanh
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * sigmoid(c_next), c_next


# %% wrong no-state
# 打分里没有旧的 h
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong tanh-on-gates
# 三个门用了 tanh，应当是 sigmoid
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = np.tanh(f) * c + np.tanh(i) * np.tanh(g)
    return np.tanh(o) * np.tanh(c_next), c_next


# %% wrong candidate-linear
# 候选 g 没有过 tanh
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * g
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong c-squashed
# 把 tanh(c) 也当成了新的记忆
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = np.tanh(sigmoid(f) * c + sigmoid(i) * np.tanh(g))
    return sigmoid(o) * c_next, c_next


# %% wrong adds-to-params
# 把中间结果存进了 params，调用者的字典多了一个键
def lstm_cell_forward(x_t, h, c, params):
    params["a"] = x_t @ params["wx"] + h @ params["wh"] + params["b"]
    i, f, g, o = np.split(params["a"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong order-figo-no-tanh-on-c
# 输入门和遗忘门的次序反了，算 h 时还漏了 tanh
def lstm_cell_forward(x_t, h, c, params):
    f, i, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * c_next, c_next


# %% wrong order-ifog-sigmoid-candidate
# 门的次序用成了 i、f、o、g，候选还用了 sigmoid
def lstm_cell_forward(x_t, h, c, params):
    i, f, o, g = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * sigmoid(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong order-ifog-no-tanh-on-c
# 门的次序用成了 i、f、o、g，算 h 时还漏了 tanh
def lstm_cell_forward(x_t, h, c, params):
    i, f, o, g = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * c_next, c_next


# %% wrong order-figo-sigmoid-candidate
# 输入门和遗忘门的次序反了，候选还用了 sigmoid
def lstm_cell_forward(x_t, h, c, params):
    f, i, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * sigmoid(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% wrong sigmoid-candidate-no-tanh-on-c
# 候选用了 sigmoid，算 h 时还漏了 tanh
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * sigmoid(g)
    return sigmoid(o) * c_next, c_next


# %% wrong no-bias-order-ifog
# 门的次序用成了 i、f、o、g，也没有加偏置
def lstm_cell_forward(x_t, h, c, params):
    i, f, o, g = np.split(x_t @ params["wx"] + h @ params["wh"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% right slices
# 用切片取四段
def lstm_cell_forward(x_t, h, c, params):
    k = h.shape[1]
    a = x_t @ params["wx"] + h @ params["wh"] + params["b"]
    gates = sigmoid(a)
    c_next = gates[:, k : 2 * k] * c + gates[:, :k] * np.tanh(a[:, 2 * k : 3 * k])
    return [gates[:, 3 * k :] * np.tanh(c_next), c_next]


# %% right reshaped
# 把打分改成 (n, 4, hidden) 再取，sigmoid 自己写
def lstm_cell_forward(x_t, h, c, params):
    a = (np.hstack([x_t, h]) @ np.vstack([params["wx"], params["wh"]]) + params["b"]).reshape(len(h), 4, -1)
    i, f, o = (1 / (1 + np.exp(-a[:, gate])) for gate in (0, 1, 3))
    c_next = f * c + i * np.tanh(a[:, 2])
    return o * np.tanh(c_next), c_next


# %% right separate-gates
# 四个门各算各的，一个门一份权重
def lstm_cell_forward(x_t, h, c, params):
    scores = []
    for wx, wh, b in zip(*(np.array_split(params[key], 4, axis=-1) for key in ("wx", "wh", "b"))):
        scores.append(np.dot(x_t, wx) + np.dot(h, wh) + b)
    i, f, o = sigmoid(scores[0]), sigmoid(scores[1]), sigmoid(scores[3])
    g = np.tanh(scores[2])
    c_next = np.add(f * c, i * g)
    h_next = o * np.tanh(c_next)
    return h_next, c_next
