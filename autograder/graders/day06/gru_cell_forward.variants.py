# %%
# The cells are run beside the lesson's setup, which has sigmoid.
import numpy as np


# %% wrong update-swapped
# z 和 1 − z 用反了
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return z * np.tanh(u_n + r * v_n) + (1 - z) * h


# %% wrong order-zrn
# r 和 z 的次序反了
def gru_cell_forward(x_t, h, params):
    u_z, u_r, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_z, v_r, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return (1 - z) * np.tanh(u_n + r * v_n) + z * h


# %% wrong reset-before
# 先把 r 乘在 h 上再乘矩阵，r 应当乘在乘积之后
def gru_cell_forward(x_t, h, params):
    k = h.shape[1]
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, _ = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + (r * h) @ params["wh"][:, 2 * k :] + params["bh"][2 * k :])
    return (1 - z) * n + z * h


# %% wrong bias-outside
# bh 的第三段加在了 r 的括号外面
def gru_cell_forward(x_t, h, params):
    k = h.shape[1]
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"] + params["bh"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"], 3, axis=1)
    assert u_r.shape[1] == k
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return (1 - z) * np.tanh(u_n + r * v_n) + z * h


# %% wrong no-bh
# 没有加 bh
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return (1 - z) * np.tanh(u_n + r * v_n) + z * h


# %% wrong no-reset
# 候选里没有乘重置门 r
def gru_cell_forward(x_t, h, params):
    _, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    _, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    z = sigmoid(u_z + v_z)
    return (1 - z) * np.tanh(u_n + v_n) + z * h


# %% wrong sigmoid-candidate
# 候选 n 用了 sigmoid，应当是 tanh
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return (1 - z) * sigmoid(u_n + r * v_n) + z * h


# %% wrong reset-on-all
# r 乘在了整个打分上，连输入那一份也乘了
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return (1 - z) * np.tanh(r * (u_n + v_n)) + z * h


# %% wrong reset-before-update-swapped
# 照另一种 GRU 写的：先把 r 乘在 h 上再乘矩阵，z 和 1 − z 也反了
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, _ = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + (r * h) @ params["wh"][:, 2 * h.shape[1] :] + params["bh"][2 * h.shape[1] :])
    return (1 - z) * h + z * n


# %% wrong reset-before-order-zrn
# 次序用成了 z、r、n，而且先把 r 乘在 h 上再乘矩阵
def gru_cell_forward(x_t, h, params):
    u_z, u_r, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_z, v_r, _ = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + (r * h) @ params["wh"][:, 2 * h.shape[1] :] + params["bh"][2 * h.shape[1] :])
    return (1 - z) * n + z * h


# %% wrong reset-before-order-zrn-swapped
# 照另一本书写的：次序是 z、r、n，r 先乘在 h 上，z 和 1 − z 也反了
def gru_cell_forward(x_t, h, params):
    u_z, u_r, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_z, v_r, _ = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + (r * h) @ params["wh"][:, 2 * h.shape[1] :] + params["bh"][2 * h.shape[1] :])
    return (1 - z) * h + z * n


# %% wrong order-zrn-swapped
# 次序用成了 z、r、n，z 和 1 − z 也反了
def gru_cell_forward(x_t, h, params):
    u_z, u_r, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_z, v_r, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - z) * h + z * n


# %% wrong reset-before-without-bias
# 先把 r 乘在 h 上再乘矩阵，bh 的第三段也漏了
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, _ = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + (r * h) @ params["wh"][:, 2 * h.shape[1] :])
    return (1 - z) * n + z * h


# %% wrong order-rnz
# z 和 n 的次序反了
def gru_cell_forward(x_t, h, params):
    u_r, u_n, u_z = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_n, v_z = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - z) * n + z * h


# %% wrong order-nrz
# 次序用成了 n、r、z
def gru_cell_forward(x_t, h, params):
    u_n, u_r, u_z = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_n, v_r, v_z = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - z) * n + z * h


# %% wrong no-bx
# 没有加 bx
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - z) * n + z * h


# %% wrong reset-on-input
# r 乘在了输入那一份上，应当乘在状态那一份上
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(r * u_n + v_n)
    return (1 - z) * n + z * h


# %% wrong reset-by-z
# 候选里乘的是 z，应当是 r
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    _r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + z * v_n)
    return (1 - z) * n + z * h


# %% wrong update-by-r
# 混合新旧状态用的是 r，应当是 z
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, _z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - r) * n + r * h


# %% wrong old-state-dropped
# 结果里没有旧状态，只有 (1 − z)·n
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - z) * n


# %% wrong all-of-the-candidate
# 候选没有乘 1 − z
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return n + z * h


# %% wrong candidate-linear
# 候选 n 没有过 tanh
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = u_n + r * v_n
    return (1 - z) * n + z * h


# %% wrong tanh-on-gates
# 两个门用了 tanh，应当是 sigmoid
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = np.tanh(u_r + v_r), np.tanh(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - z) * n + z * h


# %% wrong in-place
# 把新状态写进了旧状态的数组
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    h *= z
    h += (1 - z) * np.tanh(u_n + r * v_n)
    return h.copy()


# %% wrong adds-to-params
# 把中间结果存进了 params，调用者的字典多了几个键
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    params["r"], params["z"] = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return (1 - params["z"]) * np.tanh(u_n + params["r"] * v_n) + params["z"] * h


# %% wrong update-swapped-no-bh
# z 和 1 − z 用反了，也没有加 bh
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - z) * h + z * n


# %% wrong update-swapped-no-reset
# z 和 1 − z 用反了，候选里也没有乘重置门 r
def gru_cell_forward(x_t, h, params):
    _, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    _, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    z = sigmoid(u_z + v_z)
    n = np.tanh(u_n + v_n)
    return (1 - z) * h + z * n


# %% wrong update-swapped-bias-outside
# z 和 1 − z 用反了，bh 的第三段还加在了 r 的括号外面
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, _v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * (h @ params["wh"][:, 2 * h.shape[1] :]) + params["bh"][2 * h.shape[1] :])
    return (1 - z) * h + z * n


# %% wrong update-swapped-sigmoid-candidate
# z 和 1 − z 用反了，候选还用了 sigmoid
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = sigmoid(u_n + r * v_n)
    return (1 - z) * h + z * n


# %% wrong reset-from-input
# 重置门只看了 x_t，没有看 h
def gru_cell_forward(x_t, h, params):
    rx, zx, nx = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    _, zh, nh = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    z = sigmoid(zx + zh)
    return (1 - z) * np.tanh(nx + sigmoid(rx) * nh) + z * h


# %% wrong reset-from-input-update-swapped
# 重置门只看了 x_t，没有看 h；z 和 1 − z 也用反了
def gru_cell_forward(x_t, h, params):
    rx, zx, nx = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    _, zh, nh = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    z = sigmoid(zx + zh)
    return z * np.tanh(nx + sigmoid(rx) * nh) + (1 - z) * h


# %% right interpolation
# 写成 n + z·(h − n)
def gru_cell_forward(x_t, h, params):
    k = h.shape[1]
    u, v = x_t @ params["wx"] + params["bx"], h @ params["wh"] + params["bh"]
    gates = sigmoid(u[:, : 2 * k] + v[:, : 2 * k])
    n = np.tanh(u[:, 2 * k :] + gates[:, :k] * v[:, 2 * k :])
    return n + gates[:, k:] * (h - n)


# %% right separate-matrices
# 先把每个矩阵切成三个，再分别相乘
def gru_cell_forward(x_t, h, params):
    w_r, w_z, w_n = np.split(params["wx"], 3, axis=1)
    v_r, v_z, v_n = np.split(params["wh"], 3, axis=1)
    (b_r, b_z, b_n), (c_r, c_z, c_n) = np.split(params["bx"], 3), np.split(params["bh"], 3)
    r = sigmoid(x_t @ w_r + b_r + h @ v_r + c_r)
    z = sigmoid(x_t @ w_z + b_z + h @ v_z + c_z)
    n = np.tanh(x_t @ w_n + b_n + r * (h @ v_n + c_n))
    return (1 - z) * n + z * h


# %% right stacked-gates
# 两个门一起算，偏置先加好
def gru_cell_forward(x_t, h, params):
    n, k = h.shape
    x_part = (x_t @ params["wx"] + params["bx"]).reshape(n, 3, k)
    h_part = (h @ params["wh"] + params["bh"]).reshape(n, 3, k)
    r, z = np.moveaxis(1 / (1 + np.exp(-(x_part[:, :2] + h_part[:, :2]))), 1, 0)
    candidate = np.tanh(x_part[:, 2] + r * h_part[:, 2])
    return candidate - z * candidate + z * h
