# %%
import numpy as np


# %% wrong padded-left
# 0 补在了左边
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        numbers = [vocabulary.get(character, 1) for character in text[:length]]
        row[length - len(numbers) :] = numbers
    return ids


# %% wrong unknown-raises
# 遇到字表里没有的字就报错
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[:length]):
            row[j] = vocabulary[character]
    return ids


# %% wrong unknown-as-zero
# 没见过的字写成了 0，和填充一样
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[:length]):
            row[j] = vocabulary.get(character, 0)
    return ids


# %% wrong unknown-skipped
# 没见过的字被跳过了，后面的字往前挪
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        numbers = [vocabulary[character] for character in text if character in vocabulary][:length]
        row[: len(numbers)] = numbers
    return ids


# %% wrong keeps-the-end
# 太长的文本留下的是后面的字
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[-length:]):
            row[j] = vocabulary.get(character, 1)
    return ids


# %% wrong longest-text
# 宽度用的是最长的文本，没有用 length
def encode(texts, vocabulary, length):
    width = max((len(text) for text in texts), default=0)
    ids = np.zeros((len(texts), width), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text):
            row[j] = vocabulary.get(character, 1)
    return ids


# %% wrong grows-vocabulary
# 把没见过的字加进了字表，改动了传进来的字典
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[:length]):
            row[j] = vocabulary.setdefault(character, len(vocabulary) + 2)
    return ids


# %% wrong floats
# 返回的是浮点数组，不能当下标用
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length))
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[:length]):
            row[j] = vocabulary.get(character, 1)
    return ids


# %% wrong empty-shape
# 由列表的列表建数组，没有文本时形状是 (0,)
def encode(texts, vocabulary, length):
    rows = [[vocabulary.get(character, 1) for character in text] + [0] * length for text in texts]
    return np.array([row[:length] for row in rows], dtype=int)


# %% wrong ids-wrap
# 编号存成了 uint8，超过 255 就绕回到 0
def encode(texts, vocabulary, length):
    rows = [[vocabulary.get(character, 1) for character in text[:length]] for text in texts]
    rows = [row + [0] * (length - len(row)) for row in rows]
    return np.array(rows, dtype=np.int64).reshape(len(texts), length).astype(np.uint8)


# %% wrong ids-wrap-at-int16
# 编号存成了 int16，超过 32767 就变成了负数
def encode(texts, vocabulary, length):
    rows = [[vocabulary.get(character, 1) for character in text[:length]] for text in texts]
    rows = [row + [0] * (length - len(row)) for row in rows]
    return np.array(rows, dtype=np.int64).reshape(len(texts), length).astype(np.int16)


# %% wrong at-most-100
# 不管 length 多大，每条文本最多只读前 100 个字
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[: min(length, 100)]):
            row[j] = vocabulary.get(character, 1)
    return ids


# %% wrong unknown-dropped-after-cut
# 先截断，再跳过没见过的字，后面的字往前挪
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        numbers = [vocabulary[character] for character in text[:length] if character in vocabulary]
        row[: len(numbers)] = numbers
    return ids


# %% wrong padded-with-one
# 短的文本右边补的是 1，和没见过的字一样
def encode(texts, vocabulary, length):
    ids = np.ones((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[:length]):
            row[j] = vocabulary.get(character, 1)
    return ids


# %% wrong flat
# 所有文本接成了一行，结果只有一个轴
def encode(texts, vocabulary, length):
    ids = []
    for text in texts:
        row = [vocabulary.get(character, 1) for character in text[:length]]
        ids += row + [0] * (length - len(row))
    return np.array(ids, dtype=int)


# %% wrong first-text-only
# return 写在了循环里，只处理了第一条文本
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[:length]):
            row[j] = vocabulary.get(character, 1)
        return ids
    return ids


# %% wrong empty-padded
# 空文本当成了一个没见过的字，写成了 1
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(list(text[:length]) or [""]):
            row[j] = vocabulary.get(character, 1)
    return ids


# %% wrong adds-unknown-as-one
# 没见过的字用 setdefault 查，被加进了字表
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for row, text in zip(ids, texts):
        for j, character in enumerate(text[:length]):
            row[j] = vocabulary.setdefault(character, 1)
    return ids


# %% wrong cuts-the-texts
# 把截断的文本写回了列表，调用者的 texts 被改了
def encode(texts, vocabulary, length):
    ids = np.zeros((len(texts), length), dtype=int)
    for i in range(len(texts)):
        texts[i] = texts[i][:length]
        for j, character in enumerate(texts[i]):
            ids[i, j] = vocabulary.get(character, 1)
    return ids


# %% right rows
# 先拼出一行行列表，再建 int32 数组
def encode(texts, vocabulary, length):
    rows = [[vocabulary.get(c, 1) for c in text[:length]] for text in texts]
    rows = [row + [0] * (length - len(row)) for row in rows]
    return np.array(rows, dtype=np.int32).reshape(len(texts), length)


# %% right if-else
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


# %% right ljust
# 先用一个字补齐，再整句查表
def encode(texts, vocabulary, length):
    ids = np.empty((len(texts), length), dtype=np.int32)
    for row, text in zip(ids, texts):
        known = text[:length]
        row[: len(known)] = [vocabulary.get(c, 1) for c in known]
        row[len(known) :] = 0
    return ids


# %% right try-except
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
