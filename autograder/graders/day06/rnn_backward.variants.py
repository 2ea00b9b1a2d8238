# %%
import numpy as np


# %% wrong no-time
# 没有加上从后一步传回来的梯度
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    before = np.concatenate([h0[:, None], hs[:, :-1]], axis=1)
    dz = dhs * (1 - hs**2)
    grads = {
        "wx": np.einsum("ntd,nth->dh", x, dz),
        "wh": np.einsum("ntk,nth->kh", before, dz),
        "b": dz.sum(axis=(0, 1)),
    }
    return dz @ params["wx"].T, dz[:, 0] @ params["wh"].T, grads


# %% wrong overwritten
# 参数的梯度用了 =，每一步都把前面的盖掉
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh, grads = np.zeros(x.shape), np.zeros(h0.shape), {}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        before = hs[:, s - 1] if s > 0 else h0
        grads = {"wx": x[:, s].T @ dz, "wh": before.T @ dz, "b": dz.sum(axis=0)}
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong own-state
# dwh 用了这一步自己的状态，不是前一步的
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += hs[:, s].T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong h0-forgotten
# 第一步的 dwh 漏了 h0，当成了 0
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        if s > 0:
            grads["wh"] += hs[:, s - 1].T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong no-tanh-derivative
# 漏乘了 tanh 的导数
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = dhs[:, s] + dh
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong tanh-twice
# 对状态又取了一次 tanh 再求导，状态本来就是 tanh 的输出
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - np.tanh(hs[:, s]) ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong untransposed
# 往前一步传时乘的是 wh，没有转置
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"]
    return dx, dh, grads


# %% wrong carried-twice
# 传给前一步的梯度用了 +=，后面几步传回来的也混在里面
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh += dz @ params["wh"].T
    return dx, dh, grads


# %% wrong changes-dhs
# 把传回来的梯度加在了 dhs 上，调用者的数组被改了
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dhs[:, s] += dh
        dz = dhs[:, s] * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong mean-over-batch
# 参数的梯度对批求了平均，应当求和
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    n = len(x)
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz / n
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz / n
        grads["b"] += dz.mean(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong carried-past-tanh
# 从后一步传回来的梯度没有乘 tanh 的导数，直接加在了 dz 上
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = dhs[:, s] * (1 - hs[:, s] ** 2) + dh
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong derivative-of-previous
# tanh 的导数用了前一步的状态，不是这一步的
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        before = hs[:, s - 1] if s > 0 else h0
        dz = (dhs[:, s] + dh) * (1 - before**2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong square-of-difference
# tanh 的导数写成了 (1 − h)²，应当是 1 − h²
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s]) ** 2
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong sigmoid-derivative
# 用了 sigmoid 的导数 h(1 − h)，tanh 的导数是 1 − h²
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * hs[:, s] * (1 - hs[:, s])
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong not-squared
# tanh 的导数写成了 1 − h，忘了平方
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s])
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong forwards
# 从第一步往后走，梯度传反了方向
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in range(x.shape[1]):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong one-step-short
# 循环没有走到第一步，那一步的梯度漏了
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in range(x.shape[1] - 1, 0, -1):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong carries-upstream
# 传给前一步的是没有乘 tanh 导数的梯度
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = (dhs[:, s] + dh) @ params["wh"].T
    return dx, dh, grads


# %% wrong not-through-wh
# 传给前一步的梯度没有乘 wh 的转置
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz
    return dx, dh, grads


# %% wrong dh0-unset
# dh0 返回的是 0，没有用传到 h0 的梯度
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, np.zeros(h0.shape), grads


# %% wrong dh0-at-the-first-state
# dh0 返回的是第一步状态的梯度，没有再往前传一步
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        first = dhs[:, s] + dh
        dz = first * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, first, grads


# %% wrong dx-from-direct-only
# dx 只用了这一步直接的梯度，没有用从后面传回来的
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = (dhs[:, s] * (1 - hs[:, s] ** 2)) @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong dx-without-derivative
# dx 漏乘了 tanh 的导数
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        total = dhs[:, s] + dh
        dz = total * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = total @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong bias-not-summed
# b 的梯度没有对批求和，形状是 (n, hidden)
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    grads["b"] = dz
    return dx, dh, grads


# %% wrong bias-direct-only
# b 的梯度只加了直接的梯度，没有从后面传回来的
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += (dhs[:, s] * (1 - hs[:, s] ** 2)).sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong last-step-twice
# dh 从 dhs 的最后一步开始，最后一步的梯度加了两遍
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), dhs[:, -1].copy()
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong wx-overwritten
# wx 的梯度用了 =，每一步都把前面的盖掉
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] = x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong wh-overwritten
# wh 的梯度用了 =，每一步都把前面的盖掉
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] = (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong mean-over-time
# 参数的梯度对时间求了平均，应当求和
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    grads = {key: grad / x.shape[1] for key, grad in grads.items()}
    return dx, dh, grads


# %% wrong first-step-only
# return 写在了循环里，只走了最后一步
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
        return dx, dh, grads


# %% wrong wraps-around
# 第一步用 hs[:, -1] 当了前一步的状态，那是最后一步
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += hs[:, s - 1].T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong wx-without-derivative
# wx 的梯度漏乘了 tanh 的导数
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ (dhs[:, s] + dh)
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong wh-without-derivative
# wh 的梯度漏乘了 tanh 的导数
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ (dhs[:, s] + dh)
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong bias-without-derivative
# b 的梯度漏乘了 tanh 的导数
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += (dhs[:, s] + dh).sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong bias-summed-over-units
# b 的梯度对单元也求了和，每个单元都一样
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.sum()
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong bias-averaged
# b 的梯度对批求了平均，应当求和
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] += dz.mean(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong bias-overwritten
# b 的梯度用了 =，每一步都把前面的盖掉
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] = dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong untransposed-bias-overwritten
# 往前一步传时乘的是 wh，没有转置；b 的梯度也用了 =，前面的都盖掉了
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if s > 0 else h0).T @ dz
        grads["b"] = dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"]
    return dx, dh, grads


# %% wrong untransposed-own-state
# 往前一步传时乘的是没有转置的 wh，dwh 还用了这一步自己的状态
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += hs[:, s].T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"]
    return dx, dh, grads


# %% wrong tanh-twice-wraps-around
# 对状态又取了一次 tanh 再求导，第一步还用了 hs[:, -1]
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - np.tanh(hs[:, s]) ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += hs[:, s - 1].T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong no-time-own-state
# 没有加上从后一步传回来的梯度，dwh 还用了这一步自己的状态
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = dhs[:, s] * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += hs[:, s].T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong no-time-wraps-around
# 没有加上从后一步传回来的梯度，第一步还用了 hs[:, -1]
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = dhs[:, s] * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += hs[:, s - 1].T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% wrong mean-own-state
# 参数的梯度对批求了平均，dwh 还用了这一步自己的状态
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += hs[:, s].T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    grads = {key: grad / len(x) for key, grad in grads.items()}
    return dx, dh, grads


# %% right vectorised-sums
# 循环里只算 dz，参数的梯度最后一次求和；cache 是 dict
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1]):
        h = hs[:, s] = rnn_cell_forward(x[:, s], h, params)
    return hs, {"x": x, "all": np.concatenate([h0[:, None], hs], axis=1), "params": params}


def rnn_backward(dhs, cache):
    x, states, params = cache["x"], cache["all"], cache["params"]
    dz, dh = np.zeros(dhs.shape), 0.0
    for s in range(dhs.shape[1] - 1, -1, -1):
        dz[:, s] = (dhs[:, s] + dh) * (1 - states[:, s + 1] ** 2)
        dh = dz[:, s] @ params["wh"].T
    grads = {
        "wx": np.einsum("ntd,nth->dh", x, dz),
        "wh": np.einsum("ntk,nth->kh", states[:, :-1], dz),
        "b": dz.sum(axis=(0, 1)),
    }
    return dz @ params["wx"].T, dh, grads


# %% right step-caches
# 每一步一个 cache，反向时从列表末尾一个个取；返回列表
def rnn_forward(x, h0, params):
    steps, hs, h = [], [], h0
    for s in range(x.shape[1]):
        new = rnn_cell_forward(x[:, s], h, params)
        steps.append((x[:, s], h, new))
        hs.append(new)
        h = new
    return np.stack(hs, axis=1), (steps, params)


def rnn_backward(dhs, cache):
    steps, params = cache
    grads = {key: np.zeros_like(params[key]) for key in params}
    dxs, dh = [], np.zeros_like(dhs[:, 0])
    for (x_t, h, new), direct in zip(steps[::-1], dhs.transpose(1, 0, 2)[::-1]):
        dz = (direct + dh) * (1 + new) * (1 - new)
        grads["wx"] = grads["wx"] + x_t.T @ dz
        grads["wh"] = grads["wh"] + h.T @ dz
        grads["b"] = grads["b"] + dz.sum(0)
        dxs.insert(0, dz @ params["wx"].T)
        dh = dz @ params["wh"].T
    return [np.stack(dxs, axis=1), dh, grads]


# %% right helper-for-one-step
# 一步的反向写成另一个函数
def _step_backward(dh, x_t, before, after, params):
    dz = dh * (1.0 - np.square(after))
    return dz @ params["wx"].T, dz @ params["wh"].T, x_t.T @ dz, before.T @ dz, np.sum(dz, axis=0)


def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    n, t, hidden = dhs.shape
    dx, dh = np.zeros_like(x), np.zeros((n, hidden))
    dwx, dwh, db = np.zeros_like(params["wx"]), np.zeros_like(params["wh"]), np.zeros(hidden)
    for s in range(t - 1, -1, -1):
        before = h0 if s == 0 else hs[:, s - 1]
        dx[:, s], dh, a, b, c = _step_backward(dhs[:, s] + dh, x[:, s], before, hs[:, s], params)
        dwx, dwh, db = dwx + a, dwh + b, db + c
    return dx, dh, {"b": db, "wh": dwh, "wx": dwx}
