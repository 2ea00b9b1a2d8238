# %%
# The cells are run beside the lesson's setup, which has sigmoid and adam_update.
import numpy as np


# %% build_vocabulary / dict-fromkeys
# 先用 dict.fromkeys 去重，再编号
def build_vocabulary(texts):
    return {character: i for i, character in enumerate(dict.fromkeys("".join(texts)), start=2)}


# %% build_vocabulary / list-index
# 先收集成列表，再由位置得到编号
def build_vocabulary(texts):
    seen = []
    for text in texts:
        for character in text:
            if character not in seen:
                seen.append(character)
    return {character: seen.index(character) + 2 for character in seen}


# %% build_vocabulary / setdefault
# 用 setdefault
def build_vocabulary(texts):
    vocabulary = {}
    for character in "".join(texts):
        vocabulary.setdefault(character, len(vocabulary) + 2)
    return vocabulary


# %% encode / rows
# 先拼出一行行列表，再建 int32 数组
def encode(texts, vocabulary, length):
    rows = [[vocabulary.get(c, 1) for c in text[:length]] for text in texts]
    rows = [row + [0] * (length - len(row)) for row in rows]
    return np.array(rows, dtype=np.int32).reshape(len(texts), length)


# %% encode / if-else
# 用 if 判断字在不在字表里
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for i in range(len(texts)):
        for j in range(min(length, len(texts[i]))):
            character = texts[i][j]
            if character in vocabulary:
                ids[i, j] = vocabulary[character]
            else:
                ids[i, j] = 1
    return ids


# %% rnn_cell_forward / stacked
# 把输入和状态拼起来，只做一次矩阵乘法
def rnn_cell_forward(x_t, h, params):
    both = np.concatenate([x_t, h], axis=1)
    return np.tanh(both @ np.vstack([params["wx"], params["wh"]]) + params["b"])


# %% rnn_cell_forward / by-sigmoid
# 用 2·sigmoid(2z) − 1 代替 tanh
def rnn_cell_forward(x_t, h, params):
    z = np.dot(x_t, params["wx"]) + np.dot(h, params["wh"]) + params["b"]
    return 2 * sigmoid(2 * z) - 1


# %% rnn_cell_forward / float32
# 用 float32 计算
def rnn_cell_forward(x_t, h, params):
    wx, wh, b = (params[key].astype(np.float32) for key in ("wx", "wh", "b"))
    return np.tanh(x_t.astype(np.float32) @ wx + h.astype(np.float32) @ wh + b)


# %% rnn_forward / stack
# 状态收在列表里，最后用 np.stack 叠起来；返回列表
def rnn_forward(x, h0, params):
    states = []
    for s in range(x.shape[1]):
        states.append(rnn_cell_forward(x[:, s], states[-1] if states else h0, params))
    return [np.stack(states, axis=1), {"x": x, "states": states}]


# %% rnn_forward / own-arithmetic
# 先一次算好所有输入的乘积，不调用 rnn_cell_forward
def rnn_forward(x, h0, params):
    projected = x @ params["wx"] + params["b"]
    hs = np.empty(projected.shape)
    h = h0
    for s in range(x.shape[1]):
        h = hs[:, s] = np.tanh(projected[:, s] + h @ params["wh"])
    return hs, None


# %% rnn_backward / vectorised-sums
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


# %% rnn_backward / step-caches
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


# %% clip_gradients / concatenated
# 先把所有梯度接成一个长向量求范数，再用 [...] 写回
def clip_gradients(grads, max_norm):
    norm = np.linalg.norm(np.concatenate([grad.ravel() for grad in grads.values()]))
    scale = min(1.0, max_norm / (norm + 1e-12))
    for key in grads:
        grads[key][...] = grads[key] * scale
    return norm


# %% clip_gradients / python-sum
# 用 Python 循环累加平方和，用 np.multiply 的 out 写回
def clip_gradients(grads, max_norm):
    total = 0.0
    for grad in grads.values():
        for value in grad.ravel():
            total += float(value) ** 2
    norm = total**0.5
    if norm >= max_norm:
        for grad in grads.values():
            np.multiply(grad, max_norm / norm, out=grad)
    return norm


# %% lstm_cell_forward / slices
# 用切片取四段
def lstm_cell_forward(x_t, h, c, params):
    k = h.shape[1]
    a = x_t @ params["wx"] + h @ params["wh"] + params["b"]
    gates = sigmoid(a)
    c_next = gates[:, k : 2 * k] * c + gates[:, :k] * np.tanh(a[:, 2 * k : 3 * k])
    return [gates[:, 3 * k :] * np.tanh(c_next), c_next]


# %% lstm_cell_forward / reshaped
# 把打分改成 (n, 4, hidden) 再取，sigmoid 自己写
def lstm_cell_forward(x_t, h, c, params):
    a = (np.hstack([x_t, h]) @ np.vstack([params["wx"], params["wh"]]) + params["b"]).reshape(len(h), 4, -1)
    i, f, o = (1 / (1 + np.exp(-a[:, gate])) for gate in (0, 1, 3))
    c_next = f * c + i * np.tanh(a[:, 2])
    return o * np.tanh(c_next), c_next


# %% gru_cell_forward / interpolation
# 写成 n + z·(h − n)
def gru_cell_forward(x_t, h, params):
    k = h.shape[1]
    u, v = x_t @ params["wx"] + params["bx"], h @ params["wh"] + params["bh"]
    gates = sigmoid(u[:, : 2 * k] + v[:, : 2 * k])
    n = np.tanh(u[:, 2 * k :] + gates[:, :k] * v[:, 2 * k :])
    return n + gates[:, k:] * (h - n)


# %% gru_cell_forward / separate-matrices
# 先把每个矩阵切成三个，再分别相乘
def gru_cell_forward(x_t, h, params):
    w_r, w_z, w_n = np.split(params["wx"], 3, axis=1)
    v_r, v_z, v_n = np.split(params["wh"], 3, axis=1)
    (b_r, b_z, b_n), (c_r, c_z, c_n) = np.split(params["bx"], 3), np.split(params["bh"], 3)
    r = sigmoid(x_t @ w_r + b_r + h @ v_r + c_r)
    z = sigmoid(x_t @ w_z + b_z + h @ v_z + c_z)
    n = np.tanh(x_t @ w_n + b_n + r * (h @ v_n + c_n))
    return (1 - z) * n + z * h


# %% last_valid / loop
# 一行一行地取
def last_valid(hs, lengths):
    out = np.zeros((hs.shape[0], hs.shape[2]))
    for i in range(len(hs)):
        out[i] = hs[i, lengths[i] - 1]
    return out


# %% last_valid / take-along-axis
# 用 take_along_axis
def last_valid(hs, lengths):
    index = (lengths.astype(np.int64) - 1)[:, None, None]
    return np.take_along_axis(hs, index, axis=1)[:, 0]


# %% train_sentiment / shuffled-whole
# 打乱用 rng.shuffle，每批都跑满全部步数，history 是 ndarray
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = np.arange(len(x))
        rng.shuffle(order)
        total = 0.0
        for start in range(0, len(x), 32):
            batch = order[start : start + 32]
            steps, target = lengths[batch], y[batch]
            ids, n = x[batch], len(batch)
            h0 = np.zeros((n, params["wh"].shape[0]))
            hs, cache = rnn_forward(params["embedding"][ids], h0, params)
            last = last_valid(hs, steps)
            z = (last @ params["w_out"] + params["b_out"])[:, 0]
            total += np.sum(np.logaddexp(0.0, z) - target * z)
            dz = ((sigmoid(z) - target) / n)[:, None]
            dhs = np.zeros(hs.shape)
            dhs[np.arange(n), steps - 1] = dz @ params["w_out"].T
            dx, _, rnn_grads = rnn_backward(dhs, cache)
            d_embedding = np.zeros(params["embedding"].shape)
            np.add.at(d_embedding, ids, dx)
            grads = {
                **{key: rnn_grads[key] for key in ("wx", "wh", "b")},
                "embedding": d_embedding,
                "w_out": last.T @ dz,
                "b_out": dz.sum(axis=0),
            }
            clip_gradients(grads, 5.0)
            adam_update(params, grads, state, lr)
        history.append(total / len(x))
    return np.array(history)


# %% train_sentiment / one-hot-gradient
# embedding 的梯度用 one-hot 相乘；没有裁剪；每批 16 句
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), 16):
            batch = order[start : start + 16]
            steps, target = lengths[batch], y[batch]
            ids, n = x[batch, : steps.max()], len(batch)
            h0 = np.zeros((n, params["wh"].shape[0]))
            hs, cache = rnn_forward(params["embedding"][ids], h0, params)
            last = last_valid(hs, steps)
            z = (last @ params["w_out"] + params["b_out"])[:, 0]
            total += np.sum(np.logaddexp(0.0, z) - target * z)
            dz = ((sigmoid(z) - target) / n)[:, None]
            dhs = np.zeros(hs.shape)
            dhs[np.arange(n), steps - 1] = dz @ params["w_out"].T
            dx, _, rnn_grads = rnn_backward(dhs, cache)
            d_embedding = np.zeros(params["embedding"].shape)
            d_embedding += np.einsum("ntw,ntd->wd", np.eye(len(d_embedding))[ids], dx)
            grads = {
                **{key: rnn_grads[key] for key in ("wx", "wh", "b")},
                "embedding": d_embedding,
                "w_out": last.T @ dz,
                "b_out": dz.sum(axis=0),
            }
            adam_update(params, grads, state, lr)
        history.append(total / len(x))
    return history


# %% train_sentiment / loss-after-epoch
# 损失由概率算，history 是各批平均损失的平均
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), 32):
            batch = order[start : start + 32]
            steps, target = lengths[batch], y[batch]
            ids, n = x[batch, : steps.max()], len(batch)
            h0 = np.zeros((n, params["wh"].shape[0]))
            hs, cache = rnn_forward(params["embedding"][ids], h0, params)
            last = last_valid(hs, steps)
            z = (last @ params["w_out"] + params["b_out"])[:, 0]
            p = np.clip(sigmoid(z), 1e-12, 1 - 1e-12)
            total -= np.mean(target * np.log(p) + (1 - target) * np.log(1 - p))
            dz = ((sigmoid(z) - target) / n)[:, None]
            dhs = np.zeros(hs.shape)
            dhs[np.arange(n), steps - 1] = dz @ params["w_out"].T
            dx, _, rnn_grads = rnn_backward(dhs, cache)
            d_embedding = np.zeros(params["embedding"].shape)
            np.add.at(d_embedding, ids, dx)
            grads = {
                **{key: rnn_grads[key] for key in ("wx", "wh", "b")},
                "embedding": d_embedding,
                "w_out": last.T @ dz,
                "b_out": dz.sum(axis=0),
            }
            clip_gradients(grads, 5.0)
            adam_update(params, grads, state, lr)
        history.append(total / -(-len(x) // 32))
    return history
