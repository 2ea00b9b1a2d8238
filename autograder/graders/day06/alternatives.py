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


# %% build_vocabulary / counter
# 编号由一个计数器给出，不在字典里才加一
def build_vocabulary(texts):
    vocabulary, number = {}, 2
    for i in range(len(texts)):
        for j in range(len(texts[i])):
            if vocabulary.get(texts[i][j]) is None:
                vocabulary[texts[i][j]] = number
                number += 1
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


# %% encode / ljust
# 先用一个字补齐，再整句查表
def encode(texts, vocabulary, length):
    ids = np.empty((len(texts), length), dtype=np.int32)
    for row, text in zip(ids, texts):
        known = text[:length]
        row[: len(known)] = [vocabulary.get(c, 1) for c in known]
        row[len(known) :] = 0
    return ids


# %% encode / try-except
# 查不到就捕捉 KeyError
def encode(texts, vocabulary, length):
    result = []
    for text in texts:
        row = []
        for character in text:
            try:
                row.append(vocabulary[character])
            except KeyError:
                row.append(1)
        while len(row) < length:
            row.append(0)
        result.append(row[:length])
    if not result:
        return np.zeros((0, length), dtype=int)
    return np.array(result)


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


# %% rnn_cell_forward / einsum
# 乘积用 einsum，权重先取出来
def rnn_cell_forward(x_t, h, params):
    wx, wh, b = params["wx"], params["wh"], params["b"]
    z = np.einsum("nd,dh->nh", x_t, wx) + np.einsum("nk,kh->nh", h, wh)
    z += b
    return np.tanh(z, out=z)


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


# %% rnn_forward / dtype-of-h0
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


# %% rnn_forward / with-h0-then-cut
# 先连 h0 一起存，最后去掉第一步
def rnn_forward(x, h0, params):
    n, t, _ = x.shape
    states = np.empty((t + 1, n, h0.shape[1]))
    states[0] = h0
    for s, x_t in enumerate(x.swapaxes(0, 1)):
        states[s + 1] = rnn_cell_forward(x_t, states[s], params)
    return states[1:].swapaxes(0, 1), {"states": states, "x": x}


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


# %% rnn_backward / helper-for-one-step
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


# %% clip_gradients / small-number-in-the-ratio
# 分母上加一个很小的数，比例不超过 1
def clip_gradients(grads, max_norm):
    total = 0
    for key in grads:
        total += (grads[key] ** 2).sum()
    total_norm = np.sqrt(total)
    coefficient = max_norm / (total_norm + 1e-6)
    if coefficient < 1:
        for key in grads:
            grads[key] *= coefficient
    return total_norm


# %% clip_gradients / vdot
# 平方和用 vdot，范数用 math.hypot
def clip_gradients(grads, max_norm):
    import math

    norm = math.hypot(*[math.sqrt(np.vdot(grad, grad)) for grad in grads.values()])
    if norm > max_norm:
        for grad in grads.values():
            grad /= norm / max_norm
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


# %% lstm_cell_forward / separate-gates
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


# %% gru_cell_forward / stacked-gates
# 两个门一起算，偏置先加好
def gru_cell_forward(x_t, h, params):
    n, k = h.shape
    x_part = (x_t @ params["wx"] + params["bx"]).reshape(n, 3, k)
    h_part = (h @ params["wh"] + params["bh"]).reshape(n, 3, k)
    r, z = np.moveaxis(1 / (1 + np.exp(-(x_part[:, :2] + h_part[:, :2]))), 1, 0)
    candidate = np.tanh(x_part[:, 2] + r * h_part[:, 2])
    return candidate - z * candidate + z * h


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


# %% last_valid / mask-and-sum
# 用 0 和 1 的掩码挑出那一步，再对时间求和
def last_valid(hs, lengths):
    picked = np.arange(hs.shape[1]) == (lengths - 1)[:, None]
    return np.einsum("nt,nth->nh", picked.astype(hs.dtype), hs)


# %% last_valid / comprehension
# 列表推导式，再叠起来
def last_valid(hs, lengths):
    return np.array([state[length - 1] for state, length in zip(hs, lengths)])


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
# embedding 的梯度用 one-hot 相乘；句长之外的 dx 先清零
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
            dx[np.arange(ids.shape[1]) >= steps[:, None]] = 0.0
            d_embedding += np.einsum("ntw,ntd->wd", np.eye(len(d_embedding))[ids], dx)
            grads = {
                **{key: rnn_grads[key] for key in ("wx", "wh", "b")},
                "embedding": d_embedding,
                "w_out": last.T @ dz,
                "b_out": dz.sum(axis=0),
            }
            clip_gradients(grads, 5.0)
            adam_update(params, grads, state, lr)
        history.append(total / len(x))
    return history


# %% train_sentiment / loss-after-epoch
# 损失在一轮走完之后算，由概率算
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = np.arange(len(x))
        rng.shuffle(order)
        for start in range(0, len(x), 32):
            batch = order[start : start + 32]
            steps, target = lengths[batch], y[batch]
            ids, n = x[batch], len(batch)
            h0 = np.zeros((n, params["wh"].shape[0]))
            hs, cache = rnn_forward(params["embedding"][ids], h0, params)
            last = last_valid(hs, steps)
            z = (last @ params["w_out"] + params["b_out"])[:, 0]
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
        hs, _ = rnn_forward(params["embedding"][x], np.zeros((len(x), params["wh"].shape[0])), params)
        p = sigmoid(last_valid(hs, lengths) @ params["w_out"] + params["b_out"])[:, 0]
        p = np.clip(p, 1e-12, 1 - 1e-12)
        history.append(float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))))
    return history


# %% train_sentiment / column-targets
# 一切都留成 (n, 1) 的列；梯度一句一句地加；平均损失按句数加权
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = np.arange(len(x))
        rng.shuffle(order)
        total = 0.0
        for start in range(0, len(x), 32):
            batch = order[start : start + 32]
            steps, target = lengths[batch], y[batch].reshape(-1, 1).astype(float)
            ids, n = x[batch], len(batch)
            h0 = np.zeros((n, params["wh"].shape[0]))
            hs, cache = rnn_forward(params["embedding"][ids], h0, params)
            last = last_valid(hs, steps)
            z = last @ params["w_out"] + params["b_out"]
            total += n * float(np.mean(np.maximum(z, 0) - z * target + np.log1p(np.exp(-np.abs(z)))))
            dz = (sigmoid(z) - target) / n
            dhs = np.zeros(hs.shape)
            dhs[np.arange(n), steps - 1] = dz @ params["w_out"].T
            dx, _, rnn_grads = rnn_backward(dhs, cache)
            d_embedding = np.zeros(params["embedding"].shape)
            for row, length, slopes in zip(ids, steps, dx):
                for word, slope in zip(row[:length], slopes):
                    d_embedding[word] += slope
            grads = {
                **{key: rnn_grads[key] for key in ("wx", "wh", "b")},
                "embedding": d_embedding,
                "w_out": last.T @ dz,
                "b_out": dz.sum(axis=0),
            }
            clip_gradients(grads, 5.0)
            adam_update(params, grads, state, lr)
        history.append(total / len(x))
    return history
