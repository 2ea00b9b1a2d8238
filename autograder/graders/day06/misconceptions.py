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


# %% build_vocabulary / number-to-character
# 字典反了：编号是键，字是值
def build_vocabulary(texts):
    return dict(enumerate(dict.fromkeys("".join(texts)), start=2))


# %% build_vocabulary / first-text-only
# return 写在了循环里，只读了第一条文本
def build_vocabulary(texts):
    vocabulary = {}
    for text in texts:
        for character in text:
            vocabulary.setdefault(character, len(vocabulary) + 2)
        return vocabulary
    return vocabulary


# %% build_vocabulary / each-text-anew
# 每条文本都重新从 2 开始编号，不同的字得到了相同的编号
def build_vocabulary(texts):
    vocabulary = {}
    for text in texts:
        for number, character in enumerate(dict.fromkeys(text), start=2):
            vocabulary.setdefault(character, number)
    return vocabulary


# %% build_vocabulary / spaces-dropped
# 跳过了空格和制表符，没有给它们编号
def build_vocabulary(texts):
    kept = [character for character in "".join(texts) if not character.isspace()]
    return {character: i + 2 for i, character in enumerate(dict.fromkeys(kept))}


# %% build_vocabulary / lower-case
# 字母都变成了小写，大小写不再区分
def build_vocabulary(texts):
    return {character: i + 2 for i, character in enumerate(dict.fromkeys("".join(texts).lower()))}


# %% build_vocabulary / consumes-texts
# 用 pop 一条一条地取，调用者的列表被取空了
def build_vocabulary(texts):
    vocabulary = {}
    while texts:
        for character in texts.pop(0):
            vocabulary.setdefault(character, len(vocabulary) + 2)
    return vocabulary


# %% build_vocabulary / stripped
# 去掉了每条文本两头的空白
def build_vocabulary(texts):
    joined = "".join(text.strip() for text in texts)
    return {character: i + 2 for i, character in enumerate(dict.fromkeys(joined))}


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


# %% encode / ids-wrap
# 编号存成了 uint8，超过 255 就绕回到 0
def encode(texts, vocabulary, length):
    rows = [[vocabulary.get(character, 1) for character in text[:length]] for text in texts]
    rows = [row + [0] * (length - len(row)) for row in rows]
    return np.array(rows, dtype=np.int64).reshape(len(texts), length).astype(np.uint8)


# %% encode / ids-wrap-at-int16
# 编号存成了 int16，超过 32767 就变成了负数
def encode(texts, vocabulary, length):
    rows = [[vocabulary.get(character, 1) for character in text[:length]] for text in texts]
    rows = [row + [0] * (length - len(row)) for row in rows]
    return np.array(rows, dtype=np.int64).reshape(len(texts), length).astype(np.int16)


# %% encode / at-most-100
# 不管 length 多大，每条文本最多只读前 100 个字
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[: min(length, 100)]):
            row[j] = vocabulary.get(character, 1)
    return ids


# %% encode / unknown-dropped-after-cut
# 先截断，再跳过没见过的字，后面的字往前挪
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        numbers = [vocabulary[character] for character in text[:length] if character in vocabulary]
        row[: len(numbers)] = numbers
    return ids


# %% encode / padded-with-one
# 短的文本右边补的是 1，和没见过的字一样
def encode(texts, vocabulary, length):
    ids = np.ones((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[:length]):
            row[j] = vocabulary.get(character, 1)
    return ids


# %% encode / flat
# 所有文本接成了一行，结果只有一个轴
def encode(texts, vocabulary, length):
    ids = []
    for text in texts:
        row = [vocabulary.get(character, 1) for character in text[:length]]
        ids += row + [0] * (length - len(row))
    return np.array(ids, dtype=int)


# %% encode / first-text-only
# return 写在了循环里，只处理了第一条文本
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[:length]):
            row[j] = vocabulary.get(character, 1)
        return ids
    return ids


# %% encode / empty-padded
# 空文本当成了一个没见过的字，写成了 1
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(list(text[:length]) or [""]):
            row[j] = vocabulary.get(character, 1)
    return ids


# %% encode / adds-unknown-as-one
# 没见过的字用 setdefault 查，被加进了字表
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[:length]):
            row[j] = vocabulary.setdefault(character, 1)
    return ids


# %% encode / cuts-the-texts
# 把截断的文本写回了列表，调用者的 texts 被改了
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for i in range(len(texts)):
        texts[i] = texts[i][:length]
        for j, character in enumerate(texts[i]):
            ids[i, j] = vocabulary.get(character, 1)
    return ids


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


# %% rnn_cell_forward / bias-outside
# 偏置加在了 tanh 的外面
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + h @ params["wh"]) + params["b"]


# %% rnn_cell_forward / no-input
# 没有用这一步的输入，只看旧状态
def rnn_cell_forward(x_t, h, params):
    return np.tanh(h @ params["wh"] + params["b"])


# %% rnn_cell_forward / relu
# 用了 ReLU，没有用 tanh
def rnn_cell_forward(x_t, h, params):
    return np.maximum(0.0, x_t @ params["wx"] + h @ params["wh"] + params["b"])


# %% rnn_cell_forward / bias-subtracted
# 偏置是减去的，应当加上
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + h @ params["wh"] - params["b"])


# %% rnn_cell_forward / tanh-on-each
# 两个乘积各自取了 tanh 再相加
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"]) + np.tanh(h @ params["wh"]) + params["b"]


# %% rnn_cell_forward / h-untouched
# 旧状态没有乘 wh，直接加进了括号里
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + h + params["b"])


# %% rnn_cell_forward / mixed-with-h
# 把旧状态和 tanh 的结果平均了
def rnn_cell_forward(x_t, h, params):
    return 0.5 * h + 0.5 * np.tanh(x_t @ params["wx"] + h @ params["wh"] + params["b"])


# %% rnn_cell_forward / adds-to-params
# 把中间结果存进了 params，调用者的字典多了一个键
def rnn_cell_forward(x_t, h, params):
    params["z"] = x_t @ params["wx"] + h @ params["wh"] + params["b"]
    return np.tanh(params["z"])


# %% rnn_cell_forward / naive-tanh-doubled
# 用 exp(2z) 自己拼 tanh，输入很大时溢出成 NaN
def rnn_cell_forward(x_t, h, params):
    power = np.exp(2 * (x_t @ params["wx"] + h @ params["wh"] + params["b"]))
    return (power - 1) / (power + 1)


# %% rnn_cell_forward / no-bias-transposed
# 没有加偏置，旧状态乘的还是 wh 的转置
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + h @ params["wh"].T)


# %% rnn_cell_forward / state-outside-transposed
# h 乘的是 wh 的转置，而且加在了 tanh 的外面
def rnn_cell_forward(x_t, h, params):
    return np.tanh(x_t @ params["wx"] + params["b"]) + h @ params["wh"].T


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
# 第一步没有用 h0，总是从 0 开始（前一步写成 hs[:, s − 1] 也是这样）
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


# %% rnn_forward / over-batch
# 把第一轴当成了时间，批里的样本一个接一个
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0[0]
    for i in range(x.shape[0]):
        h = rnn_cell_forward(x[i], h, params)
        hs[i] = h
        h = h[-1]
    return hs, (x, h0, hs, params)


# %% rnn_forward / first-step-only
# return 写在了循环里，只走了第一步
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1]):
        h = rnn_cell_forward(x[:, s], h, params)
        hs[:, s] = h
        return hs, (x, h0, hs, params)


# %% rnn_forward / last-step-missing
# 循环少走了一步，最后一步的状态没有算
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1] - 1):
        h = rnn_cell_forward(x[:, s], h, params)
        hs[:, s] = h
    return hs, (x, h0, hs, params)


# %% rnn_forward / first-sample-state
# 整批都从第一个样本的 h0 出发
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), np.repeat(h0[:1], len(x), axis=0)
    for s in range(x.shape[1]):
        h = rnn_cell_forward(x[:, s], h, params)
        hs[:, s] = h
    return hs, (x, h0, hs, params)


# %% rnn_forward / same-array-each-step
# 每一步都记下同一个数组，最后各步都成了最后一步的状态
def rnn_forward(x, h0, params):
    hs, h = [], h0.copy()
    for s in range(x.shape[1]):
        h[...] = rnn_cell_forward(x[:, s], h, params)
        hs.append(h)
    hs = np.stack(hs, axis=1)
    return hs, (x, h0, hs, params)


# %% rnn_forward / h0-overwritten
# 每一步都把新状态写进 h0，调用者的 h0 被改了
def rnn_forward(x, h0, params):
    hs = np.zeros((*x.shape[:2], h0.shape[1]))
    for s in range(x.shape[1]):
        h0[...] = rnn_cell_forward(x[:, s], h0, params)
        hs[:, s] = h0
    return hs, (x, h0, hs, params)


# %% rnn_forward / first-input-each-step
# 每一步用的都是第一步的输入
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1]):
        h = rnn_cell_forward(x[:, 0], h, params)
        hs[:, s] = h
    return hs, (x, h0, hs, params)


# %% rnn_forward / own-step-without-bias
# 没有调用 rnn_cell_forward，自己写的一步漏了偏置
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1]):
        h = hs[:, s] = np.tanh(x[:, s] @ params["wx"] + h @ params["wh"])
    return hs, (x, h0, hs, params)


# %% rnn_forward / own-step-without-tanh
# 没有调用 rnn_cell_forward，自己写的一步漏了 tanh
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1]):
        h = hs[:, s] = x[:, s] @ params["wx"] + h @ params["wh"] + params["b"]
    return hs, (x, h0, hs, params)


# %% rnn_forward / own-step-transposed
# 没有调用 rnn_cell_forward，自己写的一步里旧状态乘的是 wh 的转置
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1]):
        h = hs[:, s] = np.tanh(x[:, s] @ params["wx"] + h @ params["wh"].T + params["b"])
    return hs, (x, h0, hs, params)


# %% rnn_forward / not-carried-time-first
# 每一步都从 h0 算起，hs 的前两轴也反了
def rnn_forward(x, h0, params):
    hs, _h = np.zeros((*x.shape[:2], h0.shape[1])), h0
    for s in range(x.shape[1]):
        hs[:, s] = rnn_cell_forward(x[:, s], h0, params)
    return hs.swapaxes(0, 1).copy(), (x, h0, hs, params)


# %% rnn_forward / zero-start-time-first
# 没有用 h0，总是从 0 开始，hs 的前两轴也反了
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), np.zeros(h0.shape)
    for s in range(x.shape[1]):
        h = hs[:, s] = rnn_cell_forward(x[:, s], h, params)
    return hs.swapaxes(0, 1).copy(), (x, h0, hs, params)


# %% rnn_forward / zero-start-without-bias
# 从全 0 的状态出发，没有用 h0；自己写的每一步也忘了加 b
def rnn_forward(x, h0, params):
    hs, h = np.zeros((*x.shape[:2], h0.shape[1])), np.zeros(h0.shape)
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ params["wx"] + h @ params["wh"])
        hs[:, t] = h
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


# %% rnn_backward / carried-past-tanh
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


# %% rnn_backward / derivative-of-previous
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


# %% rnn_backward / square-of-difference
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


# %% rnn_backward / sigmoid-derivative
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


# %% rnn_backward / not-squared
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


# %% rnn_backward / forwards
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


# %% rnn_backward / one-step-short
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


# %% rnn_backward / carries-upstream
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


# %% rnn_backward / not-through-wh
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


# %% rnn_backward / dh0-unset
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


# %% rnn_backward / dh0-at-the-first-state
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


# %% rnn_backward / dx-from-direct-only
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


# %% rnn_backward / dx-without-derivative
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


# %% rnn_backward / bias-not-summed
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


# %% rnn_backward / bias-direct-only
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


# %% rnn_backward / last-step-twice
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


# %% rnn_backward / wx-overwritten
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


# %% rnn_backward / wh-overwritten
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


# %% rnn_backward / mean-over-time
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


# %% rnn_backward / first-step-only
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


# %% rnn_backward / wraps-around
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


# %% rnn_backward / wx-without-derivative
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


# %% rnn_backward / wh-without-derivative
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


# %% rnn_backward / bias-without-derivative
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


# %% rnn_backward / bias-summed-over-units
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


# %% rnn_backward / bias-averaged
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


# %% rnn_backward / bias-overwritten
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


# %% rnn_backward / untransposed-bias-overwritten
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


# %% rnn_backward / untransposed-own-state
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


# %% rnn_backward / tanh-twice-wraps-around
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


# %% rnn_backward / no-time-own-state
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


# %% rnn_backward / no-time-wraps-around
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


# %% rnn_backward / mean-own-state
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


# %% clip_gradients / half-not-root
# 开方写成了 ** 1/2，先算乘方再除，得到的是平方和的一半
def clip_gradients(grads, max_norm):
    norm = sum(np.sum(grad**2) for grad in grads.values()) ** 1 / 2
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% clip_gradients / ratio-inverted
# 缩放的比例反了：乘的是范数除以 max_norm，越裁越大
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    if norm > max_norm:
        for grad in grads.values():
            grad *= norm / max_norm
    return float(norm)


# %% clip_gradients / to-norm-one
# 缩到了范数 1，没有乘 max_norm
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    if norm > max_norm:
        for grad in grads.values():
            grad /= norm
    return float(norm)


# %% clip_gradients / times-max-norm
# 只乘了 max_norm，没有除以范数
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm
    return float(norm)


# %% clip_gradients / mean-square
# 范数用了平方的平均，不是平方的和
def clip_gradients(grads, max_norm):
    flat = np.concatenate([grad.ravel() for grad in grads.values()])
    norm = np.sqrt(np.mean(flat**2))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% clip_gradients / absolute-sum
# 范数用了绝对值之和，不是平方和的平方根
def clip_gradients(grads, max_norm):
    norm = sum(np.sum(np.abs(grad)) for grad in grads.values())
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% clip_gradients / first-array-only
# return 写在了循环里，只缩小了第一个数组
def clip_gradients(grads, max_norm):
    norm = float(np.sqrt(sum(np.sum(grad**2) for grad in grads.values())))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
            return norm
    return norm


# %% clip_gradients / no-check-no-eps
# 没有判断大小就除以范数：小的梯度被放大，全是 0 时成了 NaN
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    for grad in grads.values():
        grad *= max_norm / norm
    return float(norm)


# %% clip_gradients / norm-of-the-last
# 循环里的范数每次都重新算，留下的只是最后一个数组的
def clip_gradients(grads, max_norm):
    for grad in grads.values():
        norm = np.sqrt(np.sum(grad**2))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% clip_gradients / returns-the-scale
# 返回的是缩放的比例，不是范数
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    scale = min(1.0, max_norm / max(norm, 1e-12))
    for grad in grads.values():
        grad *= scale
    return float(scale)


# %% clip_gradients / returns-grads
# 返回的是字典，不是范数
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return grads


# %% clip_gradients / not-scaled
# 只返回了范数，没有缩小梯度
def clip_gradients(grads, max_norm):
    return float(np.sqrt(sum(np.sum(grad**2) for grad in grads.values())))


# %% clip_gradients / root-of-sum-of-norms
# 把各数组的范数加起来再开方，范数忘了平方
def clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.linalg.norm(grad) for grad in grads.values()))
    if norm > max_norm:
        for grad in grads.values():
            grad *= max_norm / norm
    return float(norm)


# %% clip_gradients / per-array-replaced
# 每个数组各缩各的，换掉的还是字典里的数组，返回最后一个数组的范数
def clip_gradients(grads, max_norm):
    for key, grad in grads.items():
        norm = np.linalg.norm(grad)
        if norm > max_norm:
            grads[key] = grad * max_norm / norm
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


# %% lstm_cell_forward / order-fiog
# 门的次序用成了 f、i、o、g
def lstm_cell_forward(x_t, h, c, params):
    f, i, o, g = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / order-iofg
# 门的次序用成了 i、o、f、g
def lstm_cell_forward(x_t, h, c, params):
    i, o, f, g = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / order-igfo
# 门的次序用成了 i、g、f、o
def lstm_cell_forward(x_t, h, c, params):
    i, g, f, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / order-gifo
# 门的次序用成了 g、i、f、o
def lstm_cell_forward(x_t, h, c, params):
    g, i, f, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / order-fgio
# 门的次序用成了 f、g、i、o
def lstm_cell_forward(x_t, h, c, params):
    f, g, i, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / order-iogf
# 门的次序用成了 i、o、g、f
def lstm_cell_forward(x_t, h, c, params):
    i, o, g, f = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / no-input-gate
# 候选没有乘输入门
def lstm_cell_forward(x_t, h, c, params):
    _i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / no-forget-gate
# 旧记忆没有乘遗忘门，全部留下了
def lstm_cell_forward(x_t, h, c, params):
    i, _f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / coupled-gates
# 输入门用的是 1 − f，没有用 i
def lstm_cell_forward(x_t, h, c, params):
    _i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + (1 - sigmoid(f)) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / forget-bias
# 遗忘门的打分多加了 1
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f + 1) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / no-output-gate
# h 没有乘输出门
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, _o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return np.tanh(c_next), c_next


# %% lstm_cell_forward / sigmoid-on-c
# 算 h 时对 c 用了 sigmoid，应当是 tanh
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * sigmoid(c_next), c_next


# %% lstm_cell_forward / no-state
# 打分里没有旧的 h
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / tanh-on-gates
# 三个门用了 tanh，应当是 sigmoid
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = np.tanh(f) * c + np.tanh(i) * np.tanh(g)
    return np.tanh(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / candidate-linear
# 候选 g 没有过 tanh
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * g
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / c-squashed
# 把 tanh(c) 也当成了新的记忆
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = np.tanh(sigmoid(f) * c + sigmoid(i) * np.tanh(g))
    return sigmoid(o) * c_next, c_next


# %% lstm_cell_forward / adds-to-params
# 把中间结果存进了 params，调用者的字典多了一个键
def lstm_cell_forward(x_t, h, c, params):
    params["a"] = x_t @ params["wx"] + h @ params["wh"] + params["b"]
    i, f, g, o = np.split(params["a"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / order-figo-no-tanh-on-c
# 输入门和遗忘门的次序反了，算 h 时还漏了 tanh
def lstm_cell_forward(x_t, h, c, params):
    f, i, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * c_next, c_next


# %% lstm_cell_forward / order-ifog-sigmoid-candidate
# 门的次序用成了 i、f、o、g，候选还用了 sigmoid
def lstm_cell_forward(x_t, h, c, params):
    i, f, o, g = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * sigmoid(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / order-ifog-no-tanh-on-c
# 门的次序用成了 i、f、o、g，算 h 时还漏了 tanh
def lstm_cell_forward(x_t, h, c, params):
    i, f, o, g = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * c_next, c_next


# %% lstm_cell_forward / order-figo-sigmoid-candidate
# 输入门和遗忘门的次序反了，候选还用了 sigmoid
def lstm_cell_forward(x_t, h, c, params):
    f, i, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * sigmoid(g)
    return sigmoid(o) * np.tanh(c_next), c_next


# %% lstm_cell_forward / sigmoid-candidate-no-tanh-on-c
# 候选用了 sigmoid，算 h 时还漏了 tanh
def lstm_cell_forward(x_t, h, c, params):
    i, f, g, o = np.split(x_t @ params["wx"] + h @ params["wh"] + params["b"], 4, axis=1)
    c_next = sigmoid(f) * c + sigmoid(i) * sigmoid(g)
    return sigmoid(o) * c_next, c_next


# %% lstm_cell_forward / no-bias-order-ifog
# 门的次序用成了 i、f、o、g，也没有加偏置
def lstm_cell_forward(x_t, h, c, params):
    i, f, o, g = np.split(x_t @ params["wx"] + h @ params["wh"], 4, axis=1)
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


# %% gru_cell_forward / reset-before-update-swapped
# 照另一种 GRU 写的：先把 r 乘在 h 上再乘矩阵，z 和 1 − z 也反了
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, _ = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + (r * h) @ params["wh"][:, 2 * h.shape[1] :] + params["bh"][2 * h.shape[1] :])
    return (1 - z) * h + z * n


# %% gru_cell_forward / reset-before-order-zrn
# 次序用成了 z、r、n，而且先把 r 乘在 h 上再乘矩阵
def gru_cell_forward(x_t, h, params):
    u_z, u_r, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_z, v_r, _ = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + (r * h) @ params["wh"][:, 2 * h.shape[1] :] + params["bh"][2 * h.shape[1] :])
    return (1 - z) * n + z * h


# %% gru_cell_forward / reset-before-order-zrn-swapped
# 照另一本书写的：次序是 z、r、n，r 先乘在 h 上，z 和 1 − z 也反了
def gru_cell_forward(x_t, h, params):
    u_z, u_r, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_z, v_r, _ = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + (r * h) @ params["wh"][:, 2 * h.shape[1] :] + params["bh"][2 * h.shape[1] :])
    return (1 - z) * h + z * n


# %% gru_cell_forward / order-zrn-swapped
# 次序用成了 z、r、n，z 和 1 − z 也反了
def gru_cell_forward(x_t, h, params):
    u_z, u_r, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_z, v_r, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - z) * h + z * n


# %% gru_cell_forward / reset-before-without-bias
# 先把 r 乘在 h 上再乘矩阵，bh 的第三段也漏了
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, _ = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + (r * h) @ params["wh"][:, 2 * h.shape[1] :])
    return (1 - z) * n + z * h


# %% gru_cell_forward / order-rnz
# z 和 n 的次序反了
def gru_cell_forward(x_t, h, params):
    u_r, u_n, u_z = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_n, v_z = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - z) * n + z * h


# %% gru_cell_forward / order-nrz
# 次序用成了 n、r、z
def gru_cell_forward(x_t, h, params):
    u_n, u_r, u_z = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_n, v_r, v_z = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - z) * n + z * h


# %% gru_cell_forward / no-bx
# 没有加 bx
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - z) * n + z * h


# %% gru_cell_forward / reset-on-input
# r 乘在了输入那一份上，应当乘在状态那一份上
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(r * u_n + v_n)
    return (1 - z) * n + z * h


# %% gru_cell_forward / reset-by-z
# 候选里乘的是 z，应当是 r
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    _r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + z * v_n)
    return (1 - z) * n + z * h


# %% gru_cell_forward / update-by-r
# 混合新旧状态用的是 r，应当是 z
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, _z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - r) * n + r * h


# %% gru_cell_forward / old-state-dropped
# 结果里没有旧状态，只有 (1 − z)·n
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - z) * n


# %% gru_cell_forward / all-of-the-candidate
# 候选没有乘 1 − z
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return n + z * h


# %% gru_cell_forward / candidate-linear
# 候选 n 没有过 tanh
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = u_n + r * v_n
    return (1 - z) * n + z * h


# %% gru_cell_forward / tanh-on-gates
# 两个门用了 tanh，应当是 sigmoid
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = np.tanh(u_r + v_r), np.tanh(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - z) * n + z * h


# %% gru_cell_forward / in-place
# 把新状态写进了旧状态的数组
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    h *= z
    h += (1 - z) * np.tanh(u_n + r * v_n)
    return h.copy()


# %% gru_cell_forward / adds-to-params
# 把中间结果存进了 params，调用者的字典多了几个键
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    params["r"], params["z"] = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    return (1 - params["z"]) * np.tanh(u_n + params["r"] * v_n) + params["z"] * h


# %% gru_cell_forward / update-swapped-no-bh
# z 和 1 − z 用反了，也没有加 bh
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * v_n)
    return (1 - z) * h + z * n


# %% gru_cell_forward / update-swapped-no-reset
# z 和 1 − z 用反了，候选里也没有乘重置门 r
def gru_cell_forward(x_t, h, params):
    _, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    _, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    z = sigmoid(u_z + v_z)
    n = np.tanh(u_n + v_n)
    return (1 - z) * h + z * n


# %% gru_cell_forward / update-swapped-bias-outside
# z 和 1 − z 用反了，bh 的第三段还加在了 r 的括号外面
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, _v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = np.tanh(u_n + r * (h @ params["wh"][:, 2 * h.shape[1] :]) + params["bh"][2 * h.shape[1] :])
    return (1 - z) * h + z * n


# %% gru_cell_forward / update-swapped-sigmoid-candidate
# z 和 1 − z 用反了，候选还用了 sigmoid
def gru_cell_forward(x_t, h, params):
    u_r, u_z, u_n = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    v_r, v_z, v_n = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    r, z = sigmoid(u_r + v_r), sigmoid(u_z + v_z)
    n = sigmoid(u_n + r * v_n)
    return (1 - z) * h + z * n


# %% gru_cell_forward / reset-from-input
# 重置门只看了 x_t，没有看 h
def gru_cell_forward(x_t, h, params):
    rx, zx, nx = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    _, zh, nh = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    z = sigmoid(zx + zh)
    return (1 - z) * np.tanh(nx + sigmoid(rx) * nh) + z * h


# %% gru_cell_forward / reset-from-input-update-swapped
# 重置门只看了 x_t，没有看 h；z 和 1 − z 也用反了
def gru_cell_forward(x_t, h, params):
    rx, zx, nx = np.split(x_t @ params["wx"] + params["bx"], 3, axis=1)
    _, zh, nh = np.split(h @ params["wh"] + params["bh"], 3, axis=1)
    z = sigmoid(zx + zh)
    return z * np.tanh(nx + sigmoid(rx) * nh) + (1 - z) * h


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


# %% last_valid / one-too-early
# 多减了 1，取到了前面一步
def last_valid(hs, lengths):
    return hs[np.arange(len(hs)), lengths - 2]


# %% last_valid / first-length-for-all
# 所有行都用了第一行的长度
def last_valid(hs, lengths):
    return hs[:, lengths[0] - 1]


# %% last_valid / sum
# 把句长之内的状态加了起来，不是取最后一个
def last_valid(hs, lengths):
    return np.stack([row[:length].sum(axis=0) for row, length in zip(hs, lengths)])


# %% last_valid / axis-kept
# 时间那个轴留了下来，形状是 (n, 1, hidden)
def last_valid(hs, lengths):
    return np.stack([row[length - 1 : length] for row, length in zip(hs, lengths)])


# %% last_valid / last-nonzero
# 取的是最后一个不全为 0 的状态，没有看 lengths
def last_valid(hs, lengths):
    steps = [max(np.flatnonzero(row.any(axis=1)), default=0) for row in hs]
    return hs[np.arange(len(hs)), steps]


# %% last_valid / counted-from-the-end
# 从末尾往前数了 lengths 步
def last_valid(hs, lengths):
    return hs[np.arange(len(hs)), -lengths]


# %% last_valid / first-row-only
# return 写在了循环里，只填了第一行
def last_valid(hs, lengths):
    out = np.zeros((hs.shape[0], hs.shape[2]))
    for i in range(len(hs)):
        out[i] = hs[i, lengths[i] - 1]
        return out


# %% last_valid / one-too-late-squeezed
# lengths 没有减 1，超出的地方停在最后一步；长度是 1 的轴也被去掉了
def last_valid(hs, lengths):
    steps = np.minimum(lengths, hs.shape[1] - 1)
    return np.squeeze(hs[np.arange(len(hs)), steps])


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


# %% train_sentiment / target-broadcast
# (n, 1) 的 p 减去 (n,) 的 y，广播成了 (n, n)
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
            z = last @ params["w_out"] + params["b_out"]
            total += n * np.mean(np.logaddexp(0.0, z) - target * z)
            dz = (sigmoid(z) - target) / n
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


# %% train_sentiment / target-broadcast-averaged
# (n, 1) 的 p 减去 (n,) 的 y，广播成了 (n, n)，又平均回了 (n, 1)
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
            z = last @ params["w_out"] + params["b_out"]
            total += n * np.mean(np.logaddexp(0.0, z) - target * z)
            dz = np.mean(sigmoid(z) - target, axis=1, keepdims=True) / n
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


# %% train_sentiment / state-each-epoch
# 每一轮都新建 Adam 的 state
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    history = []
    for _ in range(epochs):
        state = {}
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


# %% train_sentiment / sum-not-mean
# dz 没有除以 n，梯度是一批的和，不是平均
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
            dz = (sigmoid(z) - target)[:, None]
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


# %% train_sentiment / divided-by-all
# dz 除以了全部句数，应当除以这一批的句数
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
            dz = ((sigmoid(z) - target) / len(x))[:, None]
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


# %% train_sentiment / divided-by-32
# dz 总是除以 32，最后一批不足 32 句时就小了
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
            dz = ((sigmoid(z) - target) / 32)[:, None]
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


# %% train_sentiment / history-of-batch-means
# history 记的是各批平均损失的平均，最后一批只有几句却一样重
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
            total += np.mean(np.logaddexp(0.0, z) - target * z)
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


# %% train_sentiment / history-of-last-batch
# history 只记了每轮最后一批的损失
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
            total = np.mean(np.logaddexp(0.0, z) - target * z)
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


# %% train_sentiment / history-accumulates
# total 没有每轮清零，history 越加越大
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history, total = {}, [], 0.0
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


# %% train_sentiment / no-clipping
# 更新参数之前没有裁剪梯度
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
            adam_update(params, grads, state, lr)
        history.append(total / len(x))
    return history


# %% train_sentiment / clipped-without-embedding
# 裁剪的时候还没有 embedding 的梯度：它不算在总范数里，也没有被裁
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
            grads["embedding"] = d_embedding
            adam_update(params, grads, state, lr)
        history.append(total / len(x))
    return history


# %% train_sentiment / clipped-to-one
# 梯度的总范数裁到了 1，应当是 5
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
            clip_gradients(grads, 1.0)
            adam_update(params, grads, state, lr)
        history.append(total / len(x))
    return history


# %% train_sentiment / batches-of-16
# 每批 16 句，应当是 32 句
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


# %% train_sentiment / batches-of-64
# 每批 64 句，应当是 32 句
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), 64):
            batch = order[start : start + 64]
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


# %% train_sentiment / one-batch
# 每轮只走一步，用了全部句子，没有分批
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), len(x)):
            batch = order[start : start + len(x)]
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


# %% train_sentiment / shuffled-once
# 只在开始时打乱了一次，以后每轮都是同一个次序
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    order = rng.permutation(len(x))
    for _ in range(epochs):
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


# %% train_sentiment / with-replacement
# 每批随机抽句子，有的句子一轮里用了几次，有的一次也没用
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = rng.integers(len(x), size=len(x))
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


# %% train_sentiment / rnn-frozen
# 没有更新 wx、wh 和 b
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
            dx, _, _rnn_grads = rnn_backward(dhs, cache)
            d_embedding = np.zeros(params["embedding"].shape)
            np.add.at(d_embedding, ids, dx)
            grads = {
                "embedding": d_embedding,
                "w_out": last.T @ dz,
                "b_out": dz.sum(axis=0),
            }
            clip_gradients(grads, 5.0)
            adam_update(params, grads, state, lr)
        history.append(total / len(x))
    return history


# %% train_sentiment / first-epoch-only
# return 写在了循环里，只训练了一轮
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
        history.append(total / len(x))
        return history


# %% train_sentiment / history-first-loss
# history 记的是每一轮开始时的损失
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history = {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = None
        for start in range(0, len(x), 32):
            batch = order[start : start + 32]
            steps, target = lengths[batch], y[batch]
            ids, n = x[batch, : steps.max()], len(batch)
            h0 = np.zeros((n, params["wh"].shape[0]))
            hs, cache = rnn_forward(params["embedding"][ids], h0, params)
            last = last_valid(hs, steps)
            z = (last @ params["w_out"] + params["b_out"])[:, 0]
            total = np.mean(np.logaddexp(0.0, z) - target * z) if total is None else total
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


# %% train_sentiment / state-carried
# 每一批的 h0 是上一批最后的状态，句子之间串在了一起
def train_sentiment(x, lengths, y, params, epochs, lr, rng):
    state, history, carried = {}, [], np.zeros((1, params["wh"].shape[0]))
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), 32):
            batch = order[start : start + 32]
            steps, target = lengths[batch], y[batch]
            ids, n = x[batch, : steps.max()], len(batch)
            h0 = np.repeat(carried, n, axis=0)
            hs, cache = rnn_forward(params["embedding"][ids], h0, params)
            last = last_valid(hs, steps)
            carried = last[-1:]
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


# %% train_sentiment / embedding-without-dx-of-last
# embedding 的梯度只加了每句最后一个字的
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
            rows = np.arange(n)
            np.add.at(d_embedding, ids[rows, steps - 1], dx[rows, steps - 1])
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


# %% train_sentiment / output-bias-mean
# b_out 的梯度又除了一次 n
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
                "b_out": dz.mean(axis=0),
            }
            clip_gradients(grads, 5.0)
            adam_update(params, grads, state, lr)
        history.append(total / len(x))
    return history


# %% train_sentiment / half-the-loss
# 损失多乘了一个 1/2
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
        history.append(total / (2 * len(x)))
    return history


# %% train_sentiment / accuracy-as-history
# history 记的是正确率，不是损失
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
            total += np.sum((z > 0) == target)
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


# %% train_sentiment / repeats-lost-no-clipping
# 重复的字只加了一次，也没有裁剪梯度
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
            adam_update(params, grads, state, lr)
        history.append(total / len(x))
    return history
