# %%
import numpy as np


# %% wrong cell-path-dropped
# 记忆那条路断了：传给前一步的 c 的梯度是 0
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * (1 - g**2),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T, 0 * dc
    return dx, dh, dc, grads


# %% wrong through-output-dropped
# c 的梯度里漏了经过这一步输出 h 的那条路
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        dc = dc + 0
        parts = [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * (1 - g**2),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T, dc * f
    return dx, dh, dc, grads


# %% wrong dh-each-step
# 最后状态的梯度 dh 每一步都加了一遍
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    last = dh
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * (1 - g**2),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T + (last if s else 0), dc * f
    return dx, dh, dc, grads


# %% wrong dc-each-step
# 最后状态的梯度 dc 每一步都加了一遍
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    last = dc
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * (1 - g**2),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T, dc * f + (last if s else 0)
    return dx, dh, dc, grads


# %% wrong dc-ignored
# 没有用上传来的 dc
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    dc = 0 * dc
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * (1 - g**2),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T, dc * f
    return dx, dh, dc, grads


# %% wrong dh-ignored
# 没有用上传来的 dh
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    dh = 0 * dh
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * (1 - g**2),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T, dc * f
    return dx, dh, dc, grads


# %% wrong overwritten
# 参数的梯度用了 =，只剩第一步的
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * (1 - g**2),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] = x[:, s].T @ da
        grads["wh"] = h.T @ da
        grads["b"] = da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T, dc * f
    return dx, dh, dc, grads


# %% wrong hidden-path-dropped
# 没有经过打分把梯度传给前一步的 h
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * (1 - g**2),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = 0 * dh, dc * f
    return dx, dh, dc, grads


# %% wrong new-memory
# 遗忘门的打分乘了新的记忆，不是走这一步之前的
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * g * i * (1 - i),
            dc * (f * c + i * g) * f * (1 - f),
            dc * i * (1 - g**2),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T, dc * f
    return dx, dh, dc, grads


# %% wrong changes-upstream
# 把后一步的梯度加在了传来的 dhs 上，改了调用者的数组
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dhs[:, s] += dh
        dh = dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * (1 - g**2),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T, dc * f
    return dx, dh, dc, grads


# %% wrong changes-last
# 用 += 改了调用者的 dh
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh += dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * (1 - g**2),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T, dc * f
    return dx, dh, dc, grads


# %% wrong order-of-scores
# 四份打分的梯度没有照 i、f、g、o 的次序并排
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * c * f * (1 - f),
            dc * g * i * (1 - i),
            dc * i * (1 - g**2),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T, dc * f
    return dx, dh, dc, grads


# %% wrong candidate-slope
# 候选的局部导数用了 g(1 − g)，那是 sigmoid 的
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * g * (1 - g),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T, dc * f
    return dx, dh, dc, grads


# %% wrong output-memory
# 输出门的打分乘了记忆 c，漏了 tanh
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * (1 - g**2),
            dh * (f * c + i * g) * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T, dc * f
    return dx, dh, dc, grads


# %% wrong mean-over-batch
# 参数的梯度又除了一次批的大小
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    dx = np.zeros(x.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        dc = dc + dh * o * (1 - squashed**2)
        parts = [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * (1 - g**2),
            dh * squashed * o * (1 - o),
        ]
        da = np.concatenate(parts, axis=1)
        grads["wx"] += x[:, s].T @ da
        grads["wh"] += h.T @ da
        grads["b"] += da.sum(axis=0)
        dx[:, s] = da @ params["wx"].T
        dh, dc = da @ params["wh"].T, dc * f
    grads = {key: value / len(x) for key, value in grads.items()}
    return dx, dh, dc, grads


# %% right by-einsum
# 参数的梯度存下各步的打分梯度，最后一次求和
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    n, t, _ = x.shape
    das = np.zeros((n, t, params["b"].size))
    before = np.zeros((n, t, dh.shape[1]))
    for s in range(t - 1, -1, -1):
        h, c, i, f, g, o, squashed = steps[s]
        whole = dhs[:, s] + dh
        memory = dc + whole * o * (1 - squashed * squashed)
        slopes = np.stack([g, c, i, squashed]) * np.stack([i - i**2, f - f**2, 1 - g * g, o - o**2])
        sent = np.stack([memory, memory, memory, whole]) * slopes
        das[:, s] = sent.swapaxes(0, 1).reshape(n, -1)
        before[:, s] = h
        dh, dc = das[:, s] @ params["wh"].T, memory * f
    grads = {
        "wx": np.einsum("ntd,nta->da", x, das),
        "wh": np.einsum("nth,nta->ha", before, das),
        "b": das.sum((0, 1)),
    }
    return das @ params["wx"].T, np.array(dh), np.array(dc), grads


# %% right lists
# 先把各步的结果放进列表，最后叠起来
def lstm_backward(dhs, dh, dc, cache):
    x, steps, params = cache
    dh, dc = np.array(dh), np.array(dc)
    wx, wh, b = params["wx"], params["wh"], params["b"]
    gradients, dx = [np.zeros_like(wx), np.zeros_like(wh), np.zeros_like(b)], []
    for s in range(len(steps))[::-1]:
        h, c, i, f, g, o, squashed = steps[s]
        dh = dh + dhs[:, s]
        d_o = dh * squashed
        dc = dc + dh * o * (1 - squashed**2)
        d_i, d_f, d_g = dc * g, dc * c, dc * i
        da = np.hstack([d_i * i * (1 - i), d_f * f * (1 - f), d_g * (1 - g**2), d_o * o * (1 - o)])
        gradients[0] = gradients[0] + x[:, s].T @ da
        gradients[1] = gradients[1] + h.T @ da
        gradients[2] = gradients[2] + np.ones(len(da)) @ da
        dx.insert(0, da @ wx.T)
        dh, dc = da @ wh.T, dc * f
    dx = np.stack(dx, axis=1) if dx else np.zeros(x.shape)
    return [dx, dh, dc, dict(zip(("wx", "wh", "b"), gradients))]
