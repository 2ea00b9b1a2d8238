# %%
# The cells are run beside the lesson's setup, which has sigmoid and adam_update.
import numpy as np


# %% build_vocabulary / by-set
# 编号按字的大小排了序，不是按第一次出现的次序
def build_vocabulary(texts):
    return {character: i + 2 for i, character in enumerate(sorted(set("".join(texts))))}


# %% build_vocabulary / from-zero
# 编号从 0 开始，与填充和未知混在了一起
def build_vocabulary(texts):
    return {character: i for i, character in enumerate(dict.fromkeys("".join(texts)))}


# %% build_vocabulary / from-one
# 编号从 1 开始，与未知混在了一起
def build_vocabulary(texts):
    return {character: i + 1 for i, character in enumerate(dict.fromkeys("".join(texts)))}


# %% build_vocabulary / renumbered
# 重复出现的字又得到了新的编号
def build_vocabulary(texts):
    return {character: i + 2 for i, character in enumerate("".join(texts))}


# %% build_vocabulary / gaps
# 每读一个字计数就加一，重复的字也占了编号，编号不连续
def build_vocabulary(texts):
    vocabulary, number = {}, 2
    for text in texts:
        for character in text:
            vocabulary.setdefault(character, number)
            number += 1
    return vocabulary


# %% build_vocabulary / special-keys
# 把填充和未知也当成键放进了字典
def build_vocabulary(texts):
    vocabulary = {"<pad>": 0, "<unk>": 1}
    for character in "".join(texts):
        vocabulary.setdefault(character, len(vocabulary))
    return vocabulary


# %% build_vocabulary / by-frequency
# 编号按出现的次数从多到少排，不是按第一次出现的次序
def build_vocabulary(texts):
    joined = "".join(texts)
    order = sorted(dict.fromkeys(joined), key=lambda character: -joined.count(character))
    return {character: i + 2 for i, character in enumerate(order)}


# %% build_vocabulary / no-punctuation
# 跳过了标点和空格，只给字母、数字和汉字编号
def build_vocabulary(texts):
    kept = [character for character in "".join(texts) if character.isalnum()]
    return {character: i + 2 for i, character in enumerate(dict.fromkeys(kept))}


# %% build_vocabulary / whole-texts
# 给每条文本编了号，不是给每个字编号
def build_vocabulary(texts):
    return {text: i + 2 for i, text in enumerate(dict.fromkeys(texts))}


# %% encode / padded-left
# 0 补在了左边
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        numbers = [vocabulary.get(character, 1) for character in text[:length]]
        row[length - len(numbers) :] = numbers
    return ids


# %% encode / unknown-raises
# 遇到字表里没有的字就报错
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[:length]):
            row[j] = vocabulary[character]
    return ids


# %% encode / unknown-as-zero
# 没见过的字写成了 0，和填充一样
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[:length]):
            row[j] = vocabulary.get(character, 0)
    return ids


# %% encode / unknown-skipped
# 没见过的字被跳过了，后面的字往前挪
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        numbers = [vocabulary[character] for character in text if character in vocabulary][:length]
        row[: len(numbers)] = numbers
    return ids


# %% encode / keeps-the-end
# 太长的文本留下的是后面的字
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[-length:]):
            row[j] = vocabulary.get(character, 1)
    return ids


# %% encode / longest-text
# 宽度用的是最长的文本，没有用 length
def encode(texts, vocabulary, length):
    width = max((len(text) for text in texts), default=0)
    ids = np.zeros((len(texts), width), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text):
            row[j] = vocabulary.get(character, 1)
    return ids


# %% encode / grows-vocabulary
# 把没见过的字加进了字表，改动了传进来的字典
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[:length]):
            row[j] = vocabulary.setdefault(character, len(vocabulary) + 2)
    return ids


# %% encode / floats
# 返回的是浮点数组，不能当下标用
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length))
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[:length]):
            row[j] = vocabulary.get(character, 1)
    return ids


# %% encode / empty-shape
# 由列表的列表建数组，没有文本时形状是 (0,)
def encode(texts, vocabulary, length):
    rows = [[vocabulary.get(character, 1) for character in text] + [0] * length for text in texts]
    return np.array([row[:length] for row in rows], dtype=int)


# %% rnn_cell_forward / no-bias
# 没有加偏置 b
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + h @ params["wh"])


# %% rnn_cell_forward / no-state
# 没有用旧状态，只看这一步的输入
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + params["b"])


# %% rnn_cell_forward / no-tanh
# 漏了 tanh
def rnn_cell_forward(x_t, h, params):
    return x_t @ params["wx"] + h @ params["wh"] + params["b"]


# %% rnn_cell_forward / sigmoid
# 用了 sigmoid，没有用 tanh
def rnn_cell_forward(x_t, h, params):
    return sigmoid(x_t @ params["wx"] + h @ params["wh"] + params["b"])


# %% rnn_cell_forward / transposed
# 旧状态乘的是 wh 的转置
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + h @ params["wh"].T + params["b"])


# %% rnn_cell_forward / naive-tanh
# 用 exp 自己拼 tanh，输入很大时溢出成 NaN
def rnn_cell_forward(x_t, h, params):
    z = x_t @ params["wx"] + h @ params["wh"] + params["b"]
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


# %% rnn_cell_forward / state-added
# 旧状态直接加在了 tanh 的外面
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + params["b"]) + h @ params["wh"]


# %% rnn_cell_forward / in-place
# 把新状态写进了旧状态的数组
def rnn_cell_forward(x_t, h, params):
    h[...] = np.tanh(x_t @ params["wx"] + h @ params["wh"] + params["b"])
    return h.copy()


# %% rnn_forward / not-carried
# 每一步都从 h0 算起，状态没有接力
def rnn_forward(x, h0, params):
    hs = np.stack([rnn_cell_forward(x[:, s], h0, params) for s in range(x.shape[1])], axis=1)
    return hs, (x, h0, hs, params)


# %% rnn_forward / includes-h0
# 把 h0 也放进了 hs，多出一步
def rnn_forward(x, h0, params):
    hs = [h0]
    for s in range(x.shape[1]):
        hs.append(rnn_cell_forward(x[:, s], hs[-1], params))
    hs = np.stack(hs, axis=1)
    return hs, (x, h0, hs, params)


# %% rnn_forward / shifted
# hs 里存的是每一步之前的状态，错开了一格
def rnn_forward(x, h0, params):
    states, h = [], h0
    for s in range(x.shape[1]):
        states.append(h)
        h = rnn_cell_forward(x[:, s], h, params)
    hs = np.stack(states, axis=1).astype(float)
    return hs, (x, h0, hs, params)


# %% rnn_forward / starts-from-zero
# 没有用 h0，总是从 0 开始
def rnn_forward(x, h0, params):
    hs, h = [], np.zeros(h0.shape)
    for s in range(x.shape[1]):
        h = rnn_cell_forward(x[:, s], h, params)
        hs.append(h)
    hs = np.stack(hs, axis=1)
    return hs, (x, h0, hs, params)


# %% rnn_forward / last-only
# 只返回了最后一步的状态
def rnn_forward(x, h0, params):
    h = h0
    for s in range(x.shape[1]):
        h = rnn_cell_forward(x[:, s], h, params)
    return h, (x, h0, params)


# %% rnn_forward / time-first
# hs 的前两轴反了，时间在第一轴
def rnn_forward(x, h0, params):
    hs, h = [], h0
    for s in range(x.shape[1]):
        h = rnn_cell_forward(x[:, s], h, params)
        hs.append(h)
    hs = np.stack(hs)
    return hs, (x, h0, hs, params)


# %% rnn_forward / backwards
# 从最后一步往前读
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in reversed(range(x.shape[1])):
        h = rnn_cell_forward(x[:, s], h, params)
        hs[:, s] = h
    return hs, (x, h0, hs, params)


# %% rnn_forward / dtype-of-h0
# 结果存进与 h0 同类型的数组，h0 是整数时小数部分就丢了
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1]), dtype=h0.dtype), h0
    for s in range(x.shape[1]):
        h = rnn_cell_forward(x[:, s], h, params)
        hs[:, s] = h
    return hs, (x, h0, hs, params)


# %% rnn_forward / over-batch
# 把第一轴当成了时间，批里的样本一个接一个
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0[0]
    for i in range(x.shape[0]):
        h = rnn_cell_forward(x[i], h, params)
        hs[i] = h
        h = h[-1]
    return hs, (x, h0, hs, params)


# %% rnn_backward / no-time
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


# %% rnn_backward / overwritten
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


# %% rnn_backward / own-state
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


# %% rnn_backward / h0-forgotten
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


# %% rnn_backward / wraps-around
# 第一步用 hs[:, -1] 当了前一步的状态，那是最后一步
def rnn_backward(dhs, cache):
    x, h0, hs, params = cache
    dx, dh = np.zeros(x.shape), np.zeros(h0.shape)
    grads = {key: np.zeros(params[key].shape) for key in ("wx", "wh", "b")}
    for s in reversed(range(x.shape[1])):
        dz = (dhs[:, s] + dh) * (1 - hs[:, s] ** 2)
        grads["wx"] += x[:, s].T @ dz
        grads["wh"] += (hs[:, s - 1] if x.shape[1] > 1 else h0).T @ dz
        grads["b"] += dz.sum(axis=0)
        dx[:, s] = dz @ params["wx"].T
        dh = dz @ params["wh"].T
    return dx, dh, grads


# %% rnn_backward / no-tanh-derivative
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


# %% rnn_backward / tanh-twice
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


# %% rnn_backward / untransposed
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


# %% rnn_backward / carried-twice
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


# %% rnn_backward / changes-dhs
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


# %% rnn_backward / mean-over-batch
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


# %% clip_gradients / per-array
# 每个数组各算各的范数、各缩各的
def clip_gradients(grads, max_norm):
    total = 0.0
    for grad in grads.values():
        norm = np.linalg.norm(grad)
        total += norm**2
        if norm > max_norm:
            grad *= max_norm / norm
    return float(np.sqrt(total))


# %% clip_gradients / always
# 没有判断大小，范数小的梯度也被放大到 max_norm
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    for grad in grads.values():
        grad *= max_norm / (norm + 1e-12)
    return float(norm)


# %% clip_gradients / replaced
# 换掉了字典里的数组，原来的数组没有变
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    if norm > max_norm:
        for key in grads:
            grads[key] = grads[key] * max_norm / norm
    return float(norm)


# %% clip_gradients / norm-after
# 返回的是缩小之后的范数
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(min(norm, max_norm))


# %% clip_gradients / elementwise
# 把每个元素截在 ±max_norm 之间，没有看总范数
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    for grad in grads.values():
        np.clip(grad, -max_norm, max_norm, out=grad)
    return float(norm)


# %% clip_gradients / no-root
# 范数忘了开平方
def clip_gradients(grads, max_norm):
    norm = sum(np.sum(grad**2) for grad in grads.values())
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% clip_gradients / sum-of-norms
# 总范数算成了各数组范数之和
def clip_gradients(grads, max_norm):
    norm = sum(np.linalg.norm(grad) for grad in grads.values())
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% clip_gradients / largest-entry
# 看的是绝对值最大的元素，不是总范数
def clip_gradients(grads, max_norm):
    norm = max(np.abs(grad).max() for grad in grads.values())
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% lstm_cell_forward / order-ifog
# 门的次序用成了 i、f、o、g
def lstm_cell_forward(x_t, h, c, params):
    i, f, o, g = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / order-figo
# 输入门和遗忘门的次序反了
def lstm_cell_forward(x_t, h, c, params):
    f, i, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / sigmoid-candidate
# 候选 g 也用了 sigmoid，应当是 tanh
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(sigmoid(x_t @ params["wx"] + h @ params["wh"] + params["b"]), 4, axis=1)
    c_next = f * c + i * g
    return o * np.tanh(c_next), c_next


# %% lstm_cell_forward / no-tanh-on-c
# 算 h 时漏了对 c 取 tanh
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * c_next, c_next


# %% lstm_cell_forward / old-memory
# 算 h 时用了旧的 c，不是新的
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c_next


# %% lstm_cell_forward / swapped
# 返回的次序反了：c 在前，h 在后
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return c_next, sigmoid(o) * np.tanh(c_next)


# %% lstm_cell_forward / no-bias
# 没有加偏置 b
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / in-place
# 把新的记忆写进了旧的 c
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c *= sigmoid(f)
    c += sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c.copy()


# %% lstm_cell_forward / interleaved
# 四个门隔列取，没有按整段切开
def lstm_cell_forward(x_t, h, c, params):
    a = x_t @ params["wx"] + h @ params["wh"] + params["b"]
    i, f, g, o = (a[:, k::4] for k in range(4))
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% gru_cell_forward / update-swapped
# z 和 1 − z 用反了
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return z * np.tanh(u_n + r * v_n) + (1 - z) * h


# %% gru_cell_forward / order-zrn
# r 和 z 的次序反了
def gru_cell_forward(x_t, h, params):
    u_z, u_r, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_z, v_r, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return (1 - z) * np.tanh(u_n + r * v_n) + z * h


# %% gru_cell_forward / reset-before
# 先把 r 乘在 h 上再乘矩阵，r 应当乘在乘积之后
def gru_cell_forward(x_t, h, params):
    k = h.shape[1]
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, _ = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + (r * h) @ params["wh"][:, 2 * k :] + params["bh"][2 * k :])
    return (1 - z) * n + z * h


# %% gru_cell_forward / bias-outside
# bh 的第三段加在了 r 的括号外面
def gru_cell_forward(x_t, h, params):
    k = h.shape[1]
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"] + params["bh"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"], 3, axis=1)
    assert u_r.shape[1] == k
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return (1 - z) * np.tanh(u_n + r * v_n) + z * h


# %% gru_cell_forward / no-bh
# 没有加 bh
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return (1 - z) * np.tanh(u_n + r * v_n) + z * h


# %% gru_cell_forward / no-reset
# 候选里没有乘重置门 r
def gru_cell_forward(x_t, h, params):
    _, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    _, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    z = sigmoid(u_z + v_z)
    return (1 - z) * np.tanh(u_n + v_n) + z * h


# %% gru_cell_forward / sigmoid-candidate
# 候选 n 用了 sigmoid，应当是 tanh
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return (1 - z) * sigmoid(u_n + r * v_n) + z * h


# %% gru_cell_forward / reset-on-all
# r 乘在了整个打分上，连输入那一份也乘了
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return (1 - z) * np.tanh(r * (u_n + v_n)) + z * h


# %% last_valid / last-step
# 取的是最后一步，没有看 lengths
def last_valid(hs, lengths):
    return hs[:, -1]


# %% last_valid / off-by-one
# 没有减 1，取到了后面一步（最长的行越界时取最后一步）
def last_valid(hs, lengths):
    return hs[np.arange(len(hs)), np.minimum(lengths, hs.shape[1] - 1)]


# %% last_valid / out-of-range
# 没有减 1，长度等于 t 的行下标越界
def last_valid(hs, lengths):
    return hs[np.arange(len(hs)), lengths]


# %% last_valid / all-pairs
# 用 hs[:, lengths − 1] 取，每一行都取了所有的长度
def last_valid(hs, lengths):
    return hs[:, lengths - 1]


# %% last_valid / first-step
# 取的是第一步
def last_valid(hs, lengths):
    return hs[:, 0]


# %% last_valid / shared-length
# 所有行都用了批里最长的那个长度
def last_valid(hs, lengths):
    return hs[:, lengths.max() - 1]


# %% last_valid / mean
# 把句长之内的状态求了平均，不是取最后一个
def last_valid(hs, lengths):
    return np.stack([row[:length].mean(axis=0) for row, length in zip(hs, lengths)])


# %% last_valid / squeezed
# 用 squeeze 去掉了长度为 1 的轴
def last_valid(hs, lengths):
    return np.squeeze(hs[np.arange(len(hs)), lengths - 1])


# %% last_valid / lengths-changed
# 用 lengths -= 1 减 1，调用者的 lengths 被改了
def last_valid(hs, lengths):
    lengths -= 1
    return hs[np.arange(len(hs)), lengths]


# %% train_sentiment / last-step
# 取的是最后一步的状态，梯度也放在最后一步，填充也算了进去
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), 32):
            batch = order[start : start + 32]
            target = y[batch]
            ids, n = x[batch], len(batch)
            h0 = np.zeros((n, params["wh"].shape[0]))
            hs, cache = rnn_forward(params["embedding"][ids], h0, params)
            last = hs[:, -1]
            z = (last @ params["w_out"] + params["b_out"])[:, 0]
            total += np.sum(np.logaddexp(0.0, z) - target * z)
            dz = ((sigmoid(z) - target) / n)[:, None]
            dhs = np.zeros(hs.shape)
            dhs[:, -1] = dz @ params["w_out"].T
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
    return history


# %% train_sentiment / gradient-at-last-step
# 前向取对了，梯度却放在了最后一步
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
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
            dhs[:, -1] = dz @ params["w_out"].T
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
    return history


# %% train_sentiment / repeats-lost
# embedding 的梯度用 += 按下标相加，重复的字只加了一次
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
            total += np.sum(np.logaddexp(0.0, z) - target * z)
            dz = ((sigmoid(z) - target) / n)[:, None]
            dhs = np.zeros(hs.shape)
            dhs[np.arange(n), steps - 1] = dz @ params["w_out"].T
            dx, _, rnn_grads = rnn_backward(dhs, cache)
            d_embedding = np.zeros(params["embedding"].shape)
            d_embedding[ids] += dx
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


# %% train_sentiment / embedding-frozen
# 没有更新 embedding
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
            total += np.sum(np.logaddexp(0.0, z) - target * z)
            dz = ((sigmoid(z) - target) / n)[:, None]
            dhs = np.zeros(hs.shape)
            dhs[np.arange(n), steps - 1] = dz @ params["w_out"].T
            dx, _, rnn_grads = rnn_backward(dhs, cache)
            d_embedding = np.zeros(params["embedding"].shape)
            np.add.at(d_embedding, ids, dx)
            grads = {
                **{key: rnn_grads[key] for key in ("wx", "wh", "b")},
                "w_out": last.T @ dz,
                "b_out": dz.sum(axis=0),
            }
            clip_gradients(grads, 5.0)
            adam_update(params, grads, state, lr)
        history.append(total / len(x))
    return history


# %% train_sentiment / output-frozen
# 没有更新最后的神经元 w_out 和 b_out
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
            }
            clip_gradients(grads, 5.0)
            adam_update(params, grads, state, lr)
        history.append(total / len(x))
    return history


# %% train_sentiment / state-each-batch
# 每一批都新建 Adam 的 state
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    history = []
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
            adam_update(params, grads, {}, lr)
        history.append(total / len(x))
    return history


# %% train_sentiment / plain-sgd
# 用的是普通的梯度下降，没有用 Adam
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    history = []
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
            for key in grads:
                params[key] -= lr * grads[key]
        history.append(total / len(x))
    return history


# %% train_sentiment / wrong-sign
# 梯度的符号反了，损失越练越大
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
            total += np.sum(np.logaddexp(0.0, z) - target * z)
            dz = ((target - sigmoid(z)) / n)[:, None]
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
    return history


# %% train_sentiment / copied-params
# 先复制了一份 params，更新的是副本
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    params = {key: value.copy() for key, value in params.items()}
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
    return history


# %% train_sentiment / derivative-twice
# 在 p − y 之外又乘了一次 sigmoid 的导数
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
            total += np.sum(np.logaddexp(0.0, z) - target * z)
            dz = ((sigmoid(z) - target) * sigmoid(z) * (1 - sigmoid(z)) / n)[:, None]
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
    return history


# %% train_sentiment / history-sum
# history 记的是总损失，没有除以句数
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
        history.append(total)
    return history


# %% train_sentiment / history-per-batch
# 每一批记一个损失，不是每一轮
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), 32):
            batch = order[start : start + 32]
            steps, target = lengths[batch], y[batch]
            ids, n = x[batch, : steps.max()], len(batch)
            h0 = np.zeros((n, params["wh"].shape[0]))
            hs, cache = rnn_forward(params["embedding"][ids], h0, params)
            last = last_valid(hs, steps)
            z = (last @ params["w_out"] + params["b_out"])[:, 0]
            history.append(np.mean(np.logaddexp(0.0, z) - target * z))
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
    return history


# %% train_sentiment / own-generator
# 没有用传进来的 rng，自己新建了一个种子固定的
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    rng = np.random.default_rng(0)
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
    return history


# %% train_sentiment / no-shuffle
# 没有打乱，总按同一个次序
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = np.arange(len(x))
        total = 0.0
        for start in range(0, len(x), 32):
            batch = order[start : start + 32]
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
    return history


# %% train_sentiment / labels-unpaired
# 句子打乱了，标签没有跟着打乱
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), 32):
            batch = order[start : start + 32]
            steps, target = lengths[batch], y[start : start + 32]
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
    return history


# %% train_sentiment / last-batch-dropped
# 最后不足一批的句子被丢掉了
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x) - 31, 32):
            batch = order[start : start + 32]
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
    return history
