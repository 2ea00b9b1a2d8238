# %%
import numpy as np


# %% wrong order-ifog
# 四段当成了 i、f、o、g：候选和输出门换了位置
def lstm_forward(x, h0, c0, params):
    n, t, _ = x.shape
    h, c = h0.copy(), c0.copy()
    hs, steps = np.zeros((n, t, h0.shape[1])), []
    for s in range(t):
        a = x[:, s] @ params["wx"] + h @ params["wh"] + params["b"]
        a_i, a_f, a_o, a_g = np.split(a, 4, axis=1)
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
        c_next = f * c + i * g
        steps.append((h, c, i, f, g, o, np.tanh(c_next)))
        h, c = o * np.tanh(c_next), c_next
        hs[:, s] = h
    return hs, (h, c), (x, steps, params)


# %% wrong order-figo
# 四段当成了 f、i、g、o：输入门和遗忘门换了位置
def lstm_forward(x, h0, c0, params):
    n, t, _ = x.shape
    h, c = h0.copy(), c0.copy()
    hs, steps = np.zeros((n, t, h0.shape[1])), []
    for s in range(t):
        a = x[:, s] @ params["wx"] + h @ params["wh"] + params["b"]
        a_f, a_i, a_g, a_o = np.split(a, 4, axis=1)
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
        c_next = f * c + i * g
        steps.append((h, c, i, f, g, o, np.tanh(c_next)))
        h, c = o * np.tanh(c_next), c_next
        hs[:, s] = h
    return hs, (h, c), (x, steps, params)


# %% wrong first-row-state
# 整批都从第一行的 h0、c0 出发
def lstm_forward(x, h0, c0, params):
    n, t, _ = x.shape
    h, c = np.repeat(h0[:1], n, 0), np.repeat(c0[:1], n, 0)
    hs, steps = np.zeros((n, t, h0.shape[1])), []
    for s in range(t):
        a = x[:, s] @ params["wx"] + h @ params["wh"] + params["b"]
        a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
        c_next = f * c + i * g
        steps.append((h, c, i, f, g, o, np.tanh(c_next)))
        h, c = o * np.tanh(c_next), c_next
        hs[:, s] = h
    return hs, (h, c), (x, steps, params)


# %% wrong memory-not-carried
# 记忆没有接力：每一步的 c 都从 c0 算起
def lstm_forward(x, h0, c0, params):
    n, t, _ = x.shape
    h, c = h0.copy(), c0.copy()
    hs, steps = np.zeros((n, t, h0.shape[1])), []
    for s in range(t):
        a = x[:, s] @ params["wx"] + h @ params["wh"] + params["b"]
        a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
        c_next = f * c0 + i * g
        steps.append((h, c, i, f, g, o, np.tanh(c_next)))
        h, c = o * np.tanh(c_next), c_next
        hs[:, s] = h
    return hs, (h, c), (x, steps, params)


# %% wrong starts-from-zero
# 没有用 h0、c0，从 0 出发
def lstm_forward(x, h0, c0, params):
    n, t, _ = x.shape
    h, c = np.zeros(h0.shape), np.zeros(c0.shape)
    hs, steps = np.zeros((n, t, h0.shape[1])), []
    for s in range(t):
        a = x[:, s] @ params["wx"] + h @ params["wh"] + params["b"]
        a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
        c_next = f * c + i * g
        steps.append((h, c, i, f, g, o, np.tanh(c_next)))
        h, c = o * np.tanh(c_next), c_next
        hs[:, s] = h
    return hs, (h, c), (x, steps, params)


# %% wrong before-the-step
# hs 里放的是走这一步之前的 h，整个错开一格
def lstm_forward(x, h0, c0, params):
    n, t, _ = x.shape
    h, c = h0.copy(), c0.copy()
    hs, steps = np.zeros((n, t, h0.shape[1])), []
    for s in range(t):
        a = x[:, s] @ params["wx"] + h @ params["wh"] + params["b"]
        a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
        c_next = f * c + i * g
        steps.append((h, c, i, f, g, o, np.tanh(c_next)))
        hs[:, s] = h
        h, c = o * np.tanh(c_next), c_next
    return hs, (h, c), (x, steps, params)


# %% wrong memories-out
# hs 里放的是记忆 c，不是输出 h
def lstm_forward(x, h0, c0, params):
    n, t, _ = x.shape
    h, c = h0.copy(), c0.copy()
    hs, steps = np.zeros((n, t, h0.shape[1])), []
    for s in range(t):
        a = x[:, s] @ params["wx"] + h @ params["wh"] + params["b"]
        a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
        c_next = f * c + i * g
        steps.append((h, c, i, f, g, o, np.tanh(c_next)))
        h, c = o * np.tanh(c_next), c_next
        hs[:, s] = c
    return hs, (h, c), (x, steps, params)


# %% wrong state-swapped
# 最后的状态写成了 (c, h)
def lstm_forward(x, h0, c0, params):
    n, t, _ = x.shape
    h, c = h0.copy(), c0.copy()
    hs, steps = np.zeros((n, t, h0.shape[1])), []
    for s in range(t):
        a = x[:, s] @ params["wx"] + h @ params["wh"] + params["b"]
        a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
        c_next = f * c + i * g
        steps.append((h, c, i, f, g, o, np.tanh(c_next)))
        h, c = o * np.tanh(c_next), c_next
        hs[:, s] = h
    return hs, (c, h), (x, steps, params)


# %% wrong no-tanh-on-c
# 输出里漏了 tanh：写成了 o 乘 c
def lstm_forward(x, h0, c0, params):
    n, t, _ = x.shape
    h, c = h0.copy(), c0.copy()
    hs, steps = np.zeros((n, t, h0.shape[1])), []
    for s in range(t):
        a = x[:, s] @ params["wx"] + h @ params["wh"] + params["b"]
        a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
        c_next = f * c + i * g
        steps.append((h, c, i, f, g, o, np.tanh(c_next)))
        h, c = o * c_next, c_next
        hs[:, s] = h
    return hs, (h, c), (x, steps, params)


# %% wrong sigmoid-candidate
# 候选 g 也用了 sigmoid
def lstm_forward(x, h0, c0, params):
    n, t, _ = x.shape
    h, c = h0.copy(), c0.copy()
    hs, steps = np.zeros((n, t, h0.shape[1])), []
    for s in range(t):
        a = x[:, s] @ params["wx"] + h @ params["wh"] + params["b"]
        a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), sigmoid(a_g), sigmoid(a_o)
        c_next = f * c + i * g
        steps.append((h, c, i, f, g, o, np.tanh(c_next)))
        h, c = o * np.tanh(c_next), c_next
        hs[:, s] = h
    return hs, (h, c), (x, steps, params)


# %% wrong naive-sigmoid
# 自己用 np.exp 拼 tanh，输入一大就溢出成了 NaN
def lstm_forward(x, h0, c0, params):
    n, t, _ = x.shape
    h, c = h0.copy(), c0.copy()
    hs, steps = np.zeros((n, t, h0.shape[1])), []
    for s in range(t):
        a = x[:, s] @ params["wx"] + h @ params["wh"] + params["b"]
        a_i, a_f, a_g, a_o = np.split(a, 4, axis=1)
        i, f, g, o = (
            sigmoid(a_i),
            sigmoid(a_f),
            (np.exp(a_g) - np.exp(-a_g)) / (np.exp(a_g) + np.exp(-a_g)),
            sigmoid(a_o),
        )
        c_next = f * c + i * g
        steps.append((h, c, i, f, g, o, np.tanh(c_next)))
        h, c = o * np.tanh(c_next), c_next
        hs[:, s] = h
    return hs, (h, c), (x, steps, params)


# %% right by-cells
# 一步一步调用给出的单元
def lstm_forward(x, h0, c0, params):
    h, c = [h0.copy()], [c0.copy()]
    for s in range(x.shape[1]):
        h_next, c_next = lstm_cell_forward(x[:, s], h[-1], c[-1], params)
        h.append(h_next)
        c.append(c_next)
    hs = np.stack(h[1:], axis=1) if len(h) > 1 else np.zeros((len(x), 0, h0.shape[1]))
    return hs, (h[-1], c[-1]), (x, h, c, params)


# %% right inputs-first
# 先把全部输入一次乘好，列表返回状态
def lstm_forward(x, h0, c0, params):
    size = h0.shape[1]
    prepared = x @ params["wx"] + params["b"]
    h, c, outs = h0, c0, []
    for s in range(x.shape[1]):
        a = prepared[:, s] + h @ params["wh"]
        i, f, o = (sigmoid(a[:, k * size : (k + 1) * size]) for k in (0, 1, 3))
        c = f * c + i * np.tanh(a[:, 2 * size : 3 * size])
        h = o * np.tanh(c)
        outs.append(h)
    hs = np.array(outs).reshape(x.shape[1], len(x), size).swapaxes(0, 1)
    return [hs, [h, c], {"x": x, "h0": h0, "c0": c0, "params": params}]
