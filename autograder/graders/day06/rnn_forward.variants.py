# %%
import numpy as np


# %% wrong not-carried
# 每一步都从 h0 算起，状态没有接力
def rnn_forward(x, h0, params):
    hs = np.stack([rnn_cell_forward(x[:, s], h0, params) for s in range(x.shape[1])], axis=1)
    return hs, (x, h0, hs, params)


# %% wrong includes-h0
# 把 h0 也放进了 hs，多出一步
def rnn_forward(x, h0, params):
    hs = [h0]
    for s in range(x.shape[1]):
        hs.append(rnn_cell_forward(x[:, s], hs[-1], params))
    hs = np.stack(hs, axis=1)
    return hs, (x, h0, hs, params)


# %% wrong shifted
# hs 里存的是每一步之前的状态，错开了一格
def rnn_forward(x, h0, params):
    states, h = [], h0
    for s in range(x.shape[1]):
        states.append(h)
        h = rnn_cell_forward(x[:, s], h, params)
    hs = np.stack(states, axis=1).astype(float)
    return hs, (x, h0, hs, params)


# %% wrong starts-from-zero
# 第一步没有用 h0，总是从 0 开始（前一步写成 hs[:, s − 1] 也是这样）
def rnn_forward(x, h0, params):
    hs, h = [], np.zeros(h0.shape)
    for s in range(x.shape[1]):
        h = rnn_cell_forward(x[:, s], h, params)
        hs.append(h)
    hs = np.stack(hs, axis=1)
    return hs, (x, h0, hs, params)


# %% wrong last-only
# 只返回了最后一步的状态
def rnn_forward(x, h0, params):
    h = h0
    for s in range(x.shape[1]):
        h = rnn_cell_forward(x[:, s], h, params)
    return h, (x, h0, params)


# %% wrong time-first
# hs 的前两轴反了，时间在第一轴
def rnn_forward(x, h0, params):
    hs, h = [], h0
    for s in range(x.shape[1]):
        h = rnn_cell_forward(x[:, s], h, params)
        hs.append(h)
    hs = np.stack(hs)
    return hs, (x, h0, hs, params)


# %% wrong backwards
# 从最后一步往前读
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in reversed(range(x.shape[1])):
        h = rnn_cell_forward(x[:, s], h, params)
        hs[:, s] = h
    return hs, (x, h0, hs, params)


# %% wrong over-batch
# 把第一轴当成了时间，批里的样本一个接一个
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0[0]
    for i in range(x.shape[0]):
        h = rnn_cell_forward(x[i], h, params)
        hs[i] = h
        h = h[-1]
    return hs, (x, h0, hs, params)


# %% wrong first-step-only
# return 写在了循环里，只走了第一步
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1]):
        h = rnn_cell_forward(x[:, s], h, params)
        hs[:, s] = h
        return hs, (x, h0, hs, params)


# %% wrong last-step-missing
# 循环少走了一步，最后一步的状态没有算
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1] - 1):
        h = rnn_cell_forward(x[:, s], h, params)
        hs[:, s] = h
    return hs, (x, h0, hs, params)


# %% wrong first-sample-state
# 整批都从第一个样本的 h0 出发
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), np.repeat(h0[:1], len(x), axis=0)
    for s in range(x.shape[1]):
        h = rnn_cell_forward(x[:, s], h, params)
        hs[:, s] = h
    return hs, (x, h0, hs, params)


# %% wrong same-array-each-step
# 每一步都记下同一个数组，最后各步都成了最后一步的状态
def rnn_forward(x, h0, params):
    hs, h = [], h0.copy()
    for s in range(x.shape[1]):
        h[...] = rnn_cell_forward(x[:, s], h, params)
        hs.append(h)
    hs = np.stack(hs, axis=1)
    return hs, (x, h0, hs, params)


# %% wrong h0-overwritten
# 每一步都把新状态写进 h0，调用者的 h0 被改了
def rnn_forward(x, h0, params):
    hs = np.zeros((*x.shape[:2], h0.shape[1]))
    for s in range(x.shape[1]):
        h0[...] = rnn_cell_forward(x[:, s], h0, params)
        hs[:, s] = h0
    return hs, (x, h0, hs, params)


# %% wrong first-input-each-step
# 每一步用的都是第一步的输入
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1]):
        h = rnn_cell_forward(x[:, 0], h, params)
        hs[:, s] = h
    return hs, (x, h0, hs, params)


# %% wrong own-step-without-bias
# 没有调用 rnn_cell_forward，自己写的一步漏了偏置
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1]):
        h = hs[:, s] = np.tanh(x[:, s] @ params["wx"] + h @ params["wh"])
    return hs, (x, h0, hs, params)


# %% wrong own-step-without-tanh
# 没有调用 rnn_cell_forward，自己写的一步漏了 tanh
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1]):
        h = hs[:, s] = x[:, s] @ params["wx"] + h @ params["wh"] + params["b"]
    return hs, (x, h0, hs, params)


# %% wrong own-step-transposed
# 没有调用 rnn_cell_forward，自己写的一步里旧状态乘的是 wh 的转置
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1]):
        h = hs[:, s] = np.tanh(x[:, s] @ params["wx"] + h @ params["wh"].T + params["b"])
    return hs, (x, h0, hs, params)


# %% wrong not-carried-time-first
# 每一步都从 h0 算起，hs 的前两轴也反了
def rnn_forward(x, h0, params):
    hs, _h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1]):
        hs[:, s] = rnn_cell_forward(x[:, s], h0, params)
    return hs.swapaxes(0, 1).copy(), (x, h0, hs, params)


# %% wrong zero-start-time-first
# 没有用 h0，总是从 0 开始，hs 的前两轴也反了
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), np.zeros(h0.shape)
    for s in range(x.shape[1]):
        h = hs[:, s] = rnn_cell_forward(x[:, s], h, params)
    return hs.swapaxes(0, 1).copy(), (x, h0, hs, params)


# %% wrong zero-start-without-bias
# 从全 0 的状态出发，没有用 h0；自己写的每一步也忘了加 b
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), np.zeros(h0.shape)
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ params["wx"] + h @ params["wh"])
        hs[:, t] = h
    return hs, (x, h0, hs, params)


# %% right stack
# 状态收在列表里，最后用 np.stack 叠起来；返回列表
def rnn_forward(x, h0, params):
    states = []
    for s in range(x.shape[1]):
        states.append(rnn_cell_forward(x[:, s], states[-1] if states else h0, params))
    return [np.stack(states, axis=1), {"x": x, "states": states}]


# %% right own-arithmetic
# 先一次算好所有输入的乘积，不调用 rnn_cell_forward
def rnn_forward(x, h0, params):
    projected = x @ params["wx"] + params["b"]
    hs = np.empty(projected.shape)
    h = h0
    for s in range(x.shape[1]):
        h = hs[:, s] = np.tanh(projected[:, s] + h @ params["wh"])
    return hs, None


# %% right dtype-of-h0
# 结果的 dtype 取自 h0；cache 是每一步的列表
def rnn_forward(x, h0, params):
    n, t, _d = x.shape
    hs = np.zeros((n, t, h0.shape[1]), dtype=h0.dtype)
    before, h = [], h0.copy()
    for s in range(t):
        before.append(h)
        h = rnn_cell_forward(x[:, s, :], h, params)
        hs[:, s, :] = h
    return hs, (x, before, hs, params)


# %% right with-h0-then-cut
# 先连 h0 一起存，最后去掉第一步
def rnn_forward(x, h0, params):
    n, t, _ = x.shape
    states = np.empty((t + 1, n, h0.shape[1]))
    states[0] = h0
    for s, x_t in enumerate(x.swapaxes(0, 1)):
        states[s + 1] = rnn_cell_forward(x_t, states[s], params)
    return states[1:].swapaxes(0, 1), {"states": states, "x": x}
