# %%
import math

import torch
from torch import nn


# %% build_vocabulary / no-specials
# 没有留出四个特殊符号，普通的词从 0 开始编号
def build_vocabulary(corpus):
    vocabulary = {}
    for sentence in corpus:
        for word in sentence.split():
            vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% build_vocabulary / two-specials
# 只留了 <pad> 和 <unk>，漏掉 <bos> 和 <eos>，普通的词从 2 开始编号
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1}
    for sentence in corpus:
        for word in sentence.split():
            vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% build_vocabulary / specials-last
# 特殊符号排在普通的词后面
def build_vocabulary(corpus):
    vocabulary = {}
    for sentence in corpus:
        for word in sentence.split():
            vocabulary.setdefault(word, len(vocabulary))
    for word in ("<pad>", "<unk>", "<bos>", "<eos>"):
        vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% build_vocabulary / order-of-a-set
# 用 set 去掉重复的词，次序就不再是第一次出现的先后
def build_vocabulary(corpus):
    words = {word for sentence in corpus for word in sentence.split()}
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for word in words - set(vocabulary):
        vocabulary[word] = len(vocabulary)
    return vocabulary


# %% build_vocabulary / alphabetical
# 把词排序之后再编号，没有按第一次出现的先后
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for word in sorted({word for sentence in corpus for word in sentence.split()} - set(vocabulary)):
        vocabulary[word] = len(vocabulary)
    return vocabulary


# %% build_vocabulary / most-frequent-first
# 按出现的次数从多到少编号，没有按第一次出现的先后
def build_vocabulary(corpus):
    from collections import Counter

    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for word, _ in Counter(word for sentence in corpus for word in sentence.split()).most_common():
        vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% build_vocabulary / characters
# 把每个字符当成一个词，没有按空白分开
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for sentence in corpus:
        for word in sentence:
            if not word.isspace():
                vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% build_vocabulary / split-on-one-space
# 用 split(" ") 只按单个空格分，连着的空格会分出空字符串，制表符和换行留在词里
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for sentence in corpus:
        for word in sentence.split(" "):
            vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% build_vocabulary / repeated-words-count
# 重复的词也占编号，后一次的编号盖掉前一次的
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    number = 4
    for sentence in corpus:
        for word in sentence.split():
            if word not in ("<pad>", "<unk>", "<bos>", "<eos>"):
                vocabulary[word] = number
                number += 1
    return vocabulary


# %% build_vocabulary / gaps
# 编号是词在语料里的位置，遇到重复的词就跳过一个号，编号不连续
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    words = [word for sentence in corpus for word in sentence.split()]
    for number, word in enumerate(words, start=4):
        vocabulary.setdefault(word, number)
    return vocabulary


# %% build_vocabulary / specials-renumbered
# 语料里写着的特殊符号得到了新的编号，盖掉原来的
def build_vocabulary(corpus):
    words = dict.fromkeys(word for sentence in corpus for word in sentence.split())
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    return vocabulary | {word: number for number, word in enumerate(words, start=4)}


# %% build_vocabulary / first-sentence-only
# 只读了第一个句子
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for word in " ".join(corpus[:1]).split():
        vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% build_vocabulary / lower-case
# 把词都变成了小写
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for sentence in corpus:
        for word in sentence.lower().split():
            vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% build_vocabulary / remembers-the-last-call
# 词表是函数外面的一个字典，上一次调用留下的词还在里面
_words = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}


def build_vocabulary(corpus):
    for sentence in corpus:
        for word in sentence.split():
            _words.setdefault(word, len(_words))
    return _words


# %% build_vocabulary / consumes-the-corpus
# 用 pop 一句一句地取，调用者的列表被取空了
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    while corpus:
        for word in corpus.pop(0).split():
            vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% build_vocabulary / each-sentence-anew
# 每个句子都重新从 4 开始编号，不同的词得到了相同的编号
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for sentence in corpus:
        for number, word in enumerate(dict.fromkeys(sentence.split()), start=4):
            vocabulary.setdefault(word, number)
    return vocabulary


# %% build_vocabulary / number-to-word
# 字典反了：编号是键，词是值
def build_vocabulary(corpus):
    words = dict.fromkeys(["<pad>", "<unk>", "<bos>", "<eos>", *" ".join(corpus).split()])
    return dict(enumerate(words))


# %% build_vocabulary / from-five
# 普通的词从 5 开始编号，空了一个号
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for word in " ".join(corpus).split():
        vocabulary.setdefault(word, len(vocabulary) + 1)
    return vocabulary


# %% build_vocabulary / specials-in-another-order
# <bos> 和 <eos> 的编号反了
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 3, "<eos>": 2}
    for word in " ".join(corpus).split():
        vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% build_vocabulary / punctuation-stripped
# 去掉了词两头的标点
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for word in " ".join(corpus).split():
        vocabulary.setdefault(word.strip(".,!?()'-，。"), len(vocabulary))
    return vocabulary


# %% build_vocabulary / unk-first-split-on-one-space
# <unk> 编成了 0，<pad> 编成了 1；按单个空格切，切出了空的词
def build_vocabulary(corpus):
    numbers = {"<unk>": 0, "<pad>": 1, "<bos>": 2, "<eos>": 3}
    for sentence in corpus:
        for word in sentence.split(" "):
            numbers.setdefault(word, len(numbers))
    return numbers


# %% encode_words / adds-bos-and-eos
# 在两头加了 <bos> 和 <eos>
def encode_words(sentence, vocabulary):
    ids = [vocabulary.get(word, 1) for word in sentence.split()]
    return torch.tensor([2, *ids, 3])


# %% encode_words / adds-eos
# 在末尾加了 <eos>
def encode_words(sentence, vocabulary):
    return torch.tensor([vocabulary.get(word, 1) for word in [*sentence.split(), "<eos>"]])


# %% encode_words / skips-unknown-words
# 词表里没有的词被跳过了，不占位置
def encode_words(sentence, vocabulary):
    ids = [vocabulary[word] for word in sentence.split() if word in vocabulary]
    return torch.tensor(ids, dtype=torch.int64)


# %% encode_words / unknown-is-padding
# 词表里没有的词用了 0，那是 <pad> 的编号
def encode_words(sentence, vocabulary):
    return torch.tensor([vocabulary.get(word, 0) for word in sentence.split()], dtype=torch.int64)


# %% encode_words / unknown-raises
# 直接用 vocabulary[word] 查，遇到词表里没有的词就抛出 KeyError
def encode_words(sentence, vocabulary):
    return torch.tensor([vocabulary[word] for word in sentence.split()], dtype=torch.int64)


# %% encode_words / learns-new-words
# 词表里没有的词得到了新的编号，加进了词表
def encode_words(sentence, vocabulary):
    ids = [vocabulary.setdefault(word, len(vocabulary)) for word in sentence.split()]
    return torch.tensor(ids, dtype=torch.int64)


# %% encode_words / float-when-empty
# 没有写明 dtype，空句子得到的是 float32 张量
def encode_words(sentence, vocabulary):
    return torch.tensor([vocabulary.get(word, 1) for word in sentence.split()])


# %% encode_words / float
# 结果是浮点数张量
def encode_words(sentence, vocabulary):
    return torch.tensor([float(vocabulary.get(word, 1)) for word in sentence.split()])


# %% encode_words / batch-axis
# 多了一个批的轴，结果是 (1, n)
def encode_words(sentence, vocabulary):
    return torch.tensor([[vocabulary.get(word, 1) for word in sentence.split()]], dtype=torch.int64)


# %% encode_words / list
# 返回的是列表，不是张量
def encode_words(sentence, vocabulary):
    return [vocabulary.get(word, 1) for word in sentence.split()]


# %% encode_words / characters
# 把每个字符当成一个词
def encode_words(sentence, vocabulary):
    ids = [vocabulary.get(word, 1) for word in sentence if not word.isspace()]
    return torch.tensor(ids, dtype=torch.int64)


# %% encode_words / split-on-one-space
# 用 split(" ") 只按单个空格分，多出来的空白变成了 <unk>
def encode_words(sentence, vocabulary):
    return torch.tensor([vocabulary.get(word, 1) for word in sentence.split(" ")], dtype=torch.int64)


# %% encode_words / each-word-once
# 重复的词只留了一个
def encode_words(sentence, vocabulary):
    words = dict.fromkeys(sentence.split())
    return torch.tensor([vocabulary.get(word, 1) for word in words], dtype=torch.int64)


# %% encode_words / sorted
# 编号排了序，词的先后丢了
def encode_words(sentence, vocabulary):
    ids = sorted(vocabulary.get(word, 1) for word in sentence.split())
    return torch.tensor(ids, dtype=torch.int64)


# %% encode_words / lower-case
# 查之前把词变成了小写
def encode_words(sentence, vocabulary):
    return torch.tensor([vocabulary.get(word, 1) for word in sentence.lower().split()], dtype=torch.int64)


# %% encode_words / adds-unknown-words-as-unk
# 不认识的词用 setdefault 查，被加进了词表
def encode_words(sentence, vocabulary):
    ids = [vocabulary.setdefault(word, vocabulary["<unk>"]) for word in sentence.split()]
    return torch.tensor(ids, dtype=torch.int64)


# %% encode_words / adds-bos
# 在开头加了 <bos>
def encode_words(sentence, vocabulary):
    ids = [vocabulary.get(word, 1) for word in ["<bos>", *sentence.split()]]
    return torch.tensor(ids, dtype=torch.int64)


# %% encode_words / int32
# 结果是 int32，编号应当是 int64
def encode_words(sentence, vocabulary):
    ids = [vocabulary.get(word, 1) for word in sentence.split()]
    return torch.tensor(ids, dtype=torch.int32)


# %% encode_words / unknown-is-bos
# 词表里没有的词用了 2，那是 <bos> 的编号
def encode_words(sentence, vocabulary):
    return torch.tensor([vocabulary.get(word, 2) for word in sentence.split()], dtype=torch.int64)


# %% encode_words / first-word-only
# return 写在了循环里，只编了第一个词
def encode_words(sentence, vocabulary):
    ids = []
    for word in sentence.split():
        ids.append(vocabulary.get(word, 1))
        return torch.tensor(ids, dtype=torch.int64)
    return torch.tensor(ids, dtype=torch.int64)


# %% encode_words / reversed
# 编号的次序倒了过来
def encode_words(sentence, vocabulary):
    ids = [vocabulary.get(word, 1) for word in sentence.split()]
    return torch.tensor(ids[::-1], dtype=torch.int64)


# %% encode_words / empty-is-unknown
# 空句子当成了一个不认识的词
def encode_words(sentence, vocabulary):
    ids = [vocabulary.get(word, 1) for word in sentence.split() or [""]]
    return torch.tensor(ids, dtype=torch.int64)


# %% embed / no-scale
# 漏掉了 √d_model
def embed(ids, table):
    return table[ids]


# %% embed / scaled-by-d
# 乘的是 d_model，没有开方
def embed(ids, table):
    return table[ids] * table.shape[1]


# %% embed / divided-by-root
# 除以了 √d_model，应当是乘
def embed(ids, table):
    return table[ids] / math.sqrt(table.shape[1])


# %% embed / root-of-vocabulary
# 乘的是 √vocab_size，用错了表的轴
def embed(ids, table):
    return table[ids] * math.sqrt(table.shape[0])


# %% embed / root-of-length
# 乘的是 √(ids 最后一个轴的长度)，不是 √d_model
def embed(ids, table):
    return table[ids] * math.sqrt(ids.shape[-1])


# %% embed / one-hot-float
# 用 one-hot 的 float32 矩阵去乘表，表是 float64 时类型对不上
def embed(ids, table):
    from torch.nn import functional as F

    return F.one_hot(ids, len(table)).float() @ table * math.sqrt(table.shape[1])


# %% embed / one-hot-too-narrow
# one-hot 的宽度取成了 ids 里最大的编号加 1，没有用到的词被漏掉了
def embed(ids, table):
    from torch.nn import functional as F

    return F.one_hot(ids).to(table.dtype) @ table * math.sqrt(table.shape[1])


# %% embed / scales-the-table
# 用 *= 把表本身也乘了 √d_model，调用者的表被改了
def embed(ids, table):
    table *= math.sqrt(table.shape[1])
    return table[ids]


# %% embed / no-gradient
# 查表时切断了计算图，表学不到东西
def embed(ids, table):
    return table.detach()[ids] * math.sqrt(table.shape[1])


# %% embed / padding-zeroed
# 把编号 0 的向量变成了 0
def embed(ids, table):
    return table[ids] * math.sqrt(table.shape[1]) * (ids != 0).unsqueeze(-1)


# %% embed / columns
# 取的是表的列，不是行
def embed(ids, table):
    return table.T[ids] * math.sqrt(table.shape[1])


# %% embed / flattened
# 把 ids 压平成一维再查，结果丢了 ids 的形状
def embed(ids, table):
    return table[ids.flatten()] * math.sqrt(table.shape[1])


# %% embed / flattened-no-scale
# 把 ids 压平成一维再查，结果丢了 ids 的形状；也没有乘 √d_model
def embed(ids, table):
    return table[ids.flatten()]


# %% embed / two-axes-only
# 只能处理 (n, t) 两个轴的 ids
def embed(ids, table):
    n, t = ids.shape
    return table[ids.reshape(-1)].reshape(n, t, -1) * math.sqrt(table.shape[1])


# %% embed / always-float32
# 结果总是 float32，表是 float64 时丢了精度
def embed(ids, table):
    return (table[ids] * math.sqrt(table.shape[1])).float()


# %% embed / half-power-slip
# 写成了 d_model ** 1 / 2，乘的是 d_model 的一半
def embed(ids, table):
    return table[ids] * table.shape[1] ** 1 / 2


# %% embed / normalised-rows
# 把每一行除以了自己的长度
def embed(ids, table):
    rows = table[ids]
    return rows / rows.norm(dim=-1, keepdim=True) * math.sqrt(table.shape[1])


# %% embed / off-by-one
# 编号减了 1 再查，取的是上一行
def embed(ids, table):
    return table[ids - 1] * math.sqrt(table.shape[1])


# %% positional_encoding / halves
# 前一半列全是 sin，后一半列全是 cos，没有交错
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    return torch.cat([torch.sin(angle), torch.cos(angle)], dim=1)


# %% positional_encoding / cos-first
# sin 和 cos 的列对调了
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.cos(angle)
    encoding[:, 1::2] = torch.sin(angle)
    return encoding


# %% positional_encoding / exponent-halved
# 指数用的是 i / d_model，漏掉了 2
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(d_model // 2) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / exponent-doubled
# 列号已经是 2i，又乘了一次 2，指数大了一倍
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-2 * torch.arange(0, d_model, 2) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / own-angle-for-each-column
# 每一列都有自己的角：奇数列用的是 2i+1，没有和前一列共用
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(d_model) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle[:, 0::2])
    encoding[:, 1::2] = torch.cos(angle[:, 1::2])
    return encoding


# %% positional_encoding / from-one
# 位置从 1 数起
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(1, length + 1)[:, None] * 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / base-1000
# 底数写成了 1000
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 1000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / multiplied
# 位置乘了 10000^(2i / d_model)，应当是除
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None].double() * 10000.0 ** (
        torch.arange(0, d_model, 2).double() / d_model
    )
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / all-sines
# 每一列都是 sin，没有 cos
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    return torch.sin(angle).repeat_interleave(2, dim=1)


# %% positional_encoding / reaches-ten-thousand
# 指数除以 d_model − 2，让最后一对列正好到 10000
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(0, d_model, 2) / max(d_model - 2, 1))
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / transposed
# 结果转置了，形状是 (d_model, length)
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)[:, None] * torch.arange(length)
    encoding = torch.zeros(d_model, length)
    encoding[0::2] = torch.sin(angle)
    encoding[1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / batch-axis
# 前面多了一个批的轴，形状是 (1, length, d_model)
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    encoding = torch.zeros(1, length, d_model)
    encoding[0, :, 0::2] = torch.sin(angle)
    encoding[0, :, 1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / odd-accepted
# d_model 是奇数时没有报错
def positional_encoding(length, d_model):
    angle = torch.arange(length)[:, None] * 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)[:, : d_model // 2]
    return encoding


# %% positional_encoding / float64
# 结果是 float64，加到 float32 的词向量上会改变它的类型
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = torch.arange(length)[:, None] * 10000.0 ** (-column / d_model)
    return torch.stack([torch.sin(angle), torch.cos(angle)], dim=-1).flatten(1)


# %% positional_encoding / twice-the-column
# 每一列各有一个角，指数的分子是列号的两倍
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(d_model, dtype=torch.float64)
    angle = position / 10000.0 ** (2 * column / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle[:, 0::2])
    encoding[:, 1::2] = torch.cos(angle[:, 1::2])
    return encoding


# %% positional_encoding / whole-exponent
# 指数用了整除，全成了 0，每一对都转得一样快
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = position / 10000.0 ** (column // d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / no-power
# 10000 乘了指数，应当是 10000 的幂
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = position / (10000.0 * (column + 1) / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / exponent-over-length
# 指数除以了 length，应当除以 d_model
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = position / 10000.0 ** (column / length)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / full-turns
# 角多乘了 2π
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = 2 * math.pi * position / 10000.0 ** (column / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / base-100000
# 底数写成了 100000
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = position / 100000.0 ** (column / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / position-halved
# 位置除以了 length，成了 0 到 1 之间的小数
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = position / length / 10000.0 ** (column / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / scaled-by-root
# 编码多乘了 √d_model
def positional_encoding(length, d_model):
    if d_model % 2:
        raise ValueError("d_model must be even")
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = position / 10000.0 ** (column / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding * math.sqrt(d_model)


# %% positional_encoding / odd-asserted
# d_model 是奇数时用 assert 报错，抛出的不是 ValueError
def positional_encoding(length, d_model):
    assert d_model % 2 == 0
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(0, d_model, 2, dtype=torch.float64)
    angle = position / 10000.0 ** (column / d_model)
    encoding = torch.zeros(length, d_model)
    encoding[:, 0::2] = torch.sin(angle)
    encoding[:, 1::2] = torch.cos(angle)
    return encoding


# %% positional_encoding / odd-crashes
# 没有检查 d_model 是不是奇数，填 cos 那几列时报了别的错
def positional_encoding(length, d_model):
    pe = torch.zeros(length, d_model)
    position = torch.arange(0, length).unsqueeze(1).float()
    frequency = torch.exp(torch.arange(0, d_model, 2).float() * -(math.log(10000.0) / d_model))
    pe[:, 0::2] = torch.sin(position * frequency)
    pe[:, 1::2] = torch.cos(position * frequency)
    return pe


# %% additive_attention_scores / no-tanh
# 漏掉了 tanh
def additive_attention_scores(q, k, w_q, w_k, v):
    return ((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v


# %% additive_attention_scores / tanh-last
# 先乘 v，再做 tanh
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh(((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v)


# %% additive_attention_scores / tanh-before-sum
# 查询和键分别做 tanh，然后才相加
def additive_attention_scores(q, k, w_q, w_k, v):
    return (torch.tanh(q @ w_q).unsqueeze(-2) + torch.tanh(k @ w_k).unsqueeze(-3)) @ v


# %% additive_attention_scores / sigmoid
# 用了 sigmoid，不是 tanh
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.sigmoid((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v


# %% additive_attention_scores / exponentials
# tanh 用 e^z 的公式自己算，z 很大时溢出
def additive_attention_scores(q, k, w_q, w_k, v):
    z = (q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)
    return ((z.exp() - (-z).exp()) / (z.exp() + (-z).exp())) @ v


# %% additive_attention_scores / softmax
# 最后多做了一次 softmax，返回的是权重
def additive_attention_scores(q, k, w_q, w_k, v):
    scores = torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v
    return torch.softmax(scores, dim=-1)


# %% additive_attention_scores / transposed
# 查询和键的轴反了，结果是 (…, t_k, t_q)
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_q).unsqueeze(-3) + (k @ w_k).unsqueeze(-2)) @ v


# %% additive_attention_scores / weights-swapped
# w_q 和 w_k 用反了
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_k).unsqueeze(-2) + (k @ w_q).unsqueeze(-3)) @ v


# %% additive_attention_scores / scaled
# 多除了一个 √h，那是点积注意力的做法
def additive_attention_scores(q, k, w_q, w_k, v):
    scores = torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v
    return scores / math.sqrt(len(v))


# %% additive_attention_scores / difference
# 查询减去键，应当是相加
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_q).unsqueeze(-2) - (k @ w_k).unsqueeze(-3)) @ v


# %% additive_attention_scores / dot-product
# 查询和键相乘，应当是相加
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_q).unsqueeze(-2) * (k @ w_k).unsqueeze(-3)) @ v


# %% additive_attention_scores / trailing-axis
# 末尾多了一个长度为 1 的轴
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v[:, None]


# %% additive_attention_scores / three-axes-only
# 轴的位置写死成了 1 和 2，只适用于 (n, t, d)
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_q).unsqueeze(2) + (k @ w_k).unsqueeze(1)) @ v


# %% additive_attention_scores / squeezed
# 用 squeeze() 去掉末尾的轴，长度为 1 的别的轴也一起没了
def additive_attention_scores(q, k, w_q, w_k, v):
    pairs = torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3))
    return (pairs @ v[:, None]).squeeze()


# %% additive_attention_scores / no-gradient
# 在 torch.no_grad() 里算，梯度传不回去
def additive_attention_scores(q, k, w_q, w_k, v):
    with torch.no_grad():
        return torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v


# %% additive_attention_scores / always-float32
# 算之前都变成了 float32，丢了精度和 dtype
def additive_attention_scores(q, k, w_q, w_k, v):
    q, k, w_q, w_k, v = (x.float() for x in (q, k, w_q, w_k, v))
    return torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v


# %% additive_attention_scores / paired
# 直接相加，没有插入新轴：第 i 个查询只配了第 i 个键
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh(q @ w_q + k @ w_k) @ v


# %% additive_attention_scores / no-query
# 没有加查询那一半
def additive_attention_scores(q, k, w_q, w_k, v):
    keys = torch.tanh((k @ w_k).unsqueeze(-3)) @ v
    return keys.expand(*keys.shape[:-2], q.shape[-2], keys.shape[-1])


# %% additive_attention_scores / no-key
# 没有加键那一半
def additive_attention_scores(q, k, w_q, w_k, v):
    queries = torch.tanh((q @ w_q).unsqueeze(-2)) @ v
    return queries.expand(*queries.shape[:-1], k.shape[-2])


# %% additive_attention_scores / summed
# 没有和 v 做点积，直接把 h 个数加起来
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)).sum(-1)


# %% additive_attention_scores / mean-for-dot
# 和 v 相乘之后取了平均，应当求和
def additive_attention_scores(q, k, w_q, w_k, v):
    return (torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) * v).mean(-1)


# %% additive_attention_scores / not-reduced
# 没有消去 h 那个轴，返回的是 (…, t_q, t_k, h)
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.tanh((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) * v


# %% additive_attention_scores / relu
# 用了 ReLU，不是 tanh
def additive_attention_scores(q, k, w_q, w_k, v):
    return torch.relu((q @ w_q).unsqueeze(-2) + (k @ w_k).unsqueeze(-3)) @ v


# %% additive_attention_scores / mean-with-fixed-axes
# 对最后一个轴取了平均，不是求和；轴加在固定的位置，只有正好一个批轴时才对
def additive_attention_scores(q, k, w_q, w_k, v):
    hidden = torch.tanh((q @ w_q).unsqueeze(2) + (k @ w_k).unsqueeze(1))
    return (hidden * v).mean(dim=-1)


# %% scaled_dot_product_attention / no-scale
# 漏掉了 1/√d
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / divided-by-d
# 除以的是 d，没有开方
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / q.shape[-1]
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / root-of-length
# 除以的是 √t_k，用错了轴
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(k.shape[-2])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / softmax-over-queries
# softmax 沿着查询那个轴做，每一列的和是 1
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-2)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / mask-ignored
# 没有用 mask
def scaled_dot_product_attention(q, k, v, mask=None):
    weights = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), dim=-1)
    return weights @ v, weights


# %% scaled_dot_product_attention / mask-inverted
# mask 用反了：True 的位置被遮住
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is None:
        weights = torch.softmax(scores, dim=-1)
    else:
        scores = scores.masked_fill(mask, torch.finfo(scores.dtype).min)
        weights = torch.softmax(scores, dim=-1).masked_fill(mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / masked-after-softmax
# 先做 softmax，再乘 mask，剩下的权重没有重新归一
def scaled_dot_product_attention(q, k, v, mask=None):
    weights = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), dim=-1)
    if mask is not None:
        weights = weights * mask
    return weights @ v, weights


# %% scaled_dot_product_attention / renormalised-after-softmax
# 先对所有的键做 softmax，再乘 mask、重新归一：不许看的键分数高得多时，允许看的权重已经下溢成 0
def scaled_dot_product_attention(q, k, v, mask=None):
    weights = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), dim=-1)
    if mask is not None:
        weights = weights * mask
        weights = weights / weights.sum(dim=-1, keepdim=True).clamp(min=1e-9)
    return weights @ v, weights


# %% scaled_dot_product_attention / scores-times-mask
# softmax 之前把遮住的分数变成了 0（例如乘 mask，或者填 1e-9），0 分仍然分到权重
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores * mask
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights


# %% scaled_dot_product_attention / fill-not-low-enough
# 遮住的位置填的是 −1000，别的分数比它还低时就遮不住了
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -1e3)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights * mask.any(dim=-1, keepdim=True)
    return weights @ v, weights


# %% scaled_dot_product_attention / nan-without-keys
# 用 −inf 遮住，一个键都不许看的行是 0/0，成了 NaN
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights


# %% scaled_dot_product_attention / uniform-without-keys
# 用很小的负数遮住，一个键都不许看的行变成了平均分配
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights


# %% scaled_dot_product_attention / nan-left-in-out
# 只把 weights 里的 NaN 换成了 0，out 里的还在
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, torch.nan_to_num(weights)


# %% scaled_dot_product_attention / nan-gradient
# 把 −inf 加到分数上再用 nan_to_num 补救，结果对了，梯度还是 NaN
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores + torch.zeros(mask.shape, dtype=q.dtype).masked_fill(~mask, -math.inf)
    weights = torch.nan_to_num(torch.softmax(scores, dim=-1))
    return weights @ v, weights


# %% scaled_dot_product_attention / overflow
# softmax 自己写，没有先减最大值，分数大时溢出
def scaled_dot_product_attention(q, k, v, mask=None):
    powers = torch.exp(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]))
    if mask is not None:
        powers = powers * mask
    weights = powers / powers.sum(dim=-1, keepdim=True).clamp_min(1e-30)
    return weights @ v, weights


# %% scaled_dot_product_attention / only-out
# 只返回了 out
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is None:
        return torch.softmax(scores, dim=-1) @ v
    scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    return torch.softmax(scores, dim=-1).masked_fill(~mask, 0.0) @ v


# %% scaled_dot_product_attention / order-swapped
# 两个返回值的次序反了：先 weights，后 out
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights, weights @ v


# %% scaled_dot_product_attention / returns-scores
# 第二个返回的是 softmax 之前的分数
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, scores


# %% scaled_dot_product_attention / detached-weights
# weights 从计算图上取了下来，从它往回走没有梯度
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights.detach()


# %% scaled_dot_product_attention / transposes-everything
# 转置用了 k.T，把所有的轴都倒了过来
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.T / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / three-axes-only
# 用 torch.bmm，只适用于三个轴
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = torch.bmm(q, k.transpose(1, 2)) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return torch.bmm(weights, v), weights


# %% scaled_dot_product_attention / needs-contiguous
# 用 view 合并批的轴，内存不连续的张量会报错
def scaled_dot_product_attention(q, k, v, mask=None):
    lead, (t_q, d), t_k = q.shape[:-2], q.shape[-2:], k.shape[-2]
    scores = torch.bmm(q.view(-1, t_q, d), k.view(-1, t_k, d).transpose(1, 2)) / math.sqrt(d)
    scores = scores.view(*lead, t_q, t_k)
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / ready-made
# 直接调用了 F.scaled_dot_product_attention
def scaled_dot_product_attention(q, k, v, mask=None):
    from torch.nn import functional as F

    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is None:
        return F.scaled_dot_product_attention(q, k, v), torch.softmax(scores, dim=-1)
    scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1).masked_fill(~mask, 0.0)
    return F.scaled_dot_product_attention(q, k, v, attn_mask=mask), weights


# %% scaled_dot_product_attention / root-of-value-size
# 除以的是 √d_v，用错了张量
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(v.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / root-of-axis-one
# 除以的是 √q.shape[1]，那不是最后一个轴
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / power-before-division
# 写成了 / d ** 1 / 2，先算乘方再除，除的是 2d
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 1 / 2
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / multiplied-by-root
# 乘了 √d，应当是除
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) * math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / softmax-axis-one
# softmax 写死了 dim=1，只有打分是二维时才是最后一个轴
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / softmax-over-the-batch
# softmax 沿着第一个轴做
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=0)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / mask-inverted-uniform
# mask 用反了，而且全被挡住的行变成了平均分配
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask, -1e9)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights


# %% scaled_dot_product_attention / mask-inverted-nan
# mask 用反了，填的是 −∞，全被挡住的行成了 NaN
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask, -math.inf)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights


# %% scaled_dot_product_attention / no-softmax
# 没有做 softmax，权重就是打分
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = scores
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / unscaled-uniform
# 漏掉了 1/√d，而且一个键都不许看的行变成了平均分配
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights


# %% scaled_dot_product_attention / softmax-over-queries-uniform
# softmax 沿着查询那个轴做，一个键都不许看的行也没有单独处理
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-2)
    return weights @ v, weights


# %% scaled_dot_product_attention / unmasked-out
# out 用的是没有遮住的权重
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), dim=-1) @ v, weights


# %% scaled_dot_product_attention / values-from-keys
# 加权和乘的是 k，应当是 v
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ k, weights


# %% scaled_dot_product_attention / log-softmax
# 用了 log_softmax，权重是概率的对数
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.log_softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights


# %% scaled_dot_product_attention / root-of-length-uniform
# 除以的是 √t_k，一个键都不许看的行还变成了平均分配
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(k.shape[-2])
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights


# %% scaled_dot_product_attention / divided-by-d-uniform
# 除以的是 d，一个键都不许看的行还变成了平均分配
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / q.shape[-1]
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights


# %% scaled_dot_product_attention / power-before-division-uniform
# 写成了 / d ** 1 / 2，一个键都不许看的行还变成了平均分配
def scaled_dot_product_attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 1 / 2
    if mask is not None:
        scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights


# %% causal_mask / strict
# 不包括自己：对角线是 False
def causal_mask(length):
    return torch.ones(length, length, dtype=torch.bool).tril(diagonal=-1)


# %% causal_mask / upper
# 取成了上三角，只能看自己和后面的
def causal_mask(length):
    return torch.ones(length, length, dtype=torch.bool).triu()


# %% causal_mask / inverted
# True 和 False 用反了，True 成了不许看（只看得到后面的）
def causal_mask(length):
    return torch.ones(length, length, dtype=torch.bool).triu(diagonal=1)


# %% causal_mask / everything-allowed
# 全是 True，什么也没有遮住
def causal_mask(length):
    return torch.ones(length, length, dtype=torch.bool)


# %% causal_mask / one-too-many
# 每个位置多看了后面一个
def causal_mask(length):
    return torch.ones(length, length, dtype=torch.bool).tril(diagonal=1)


# %% causal_mask / float
# 用的是 0 和 1 的浮点数，不是布尔值
def causal_mask(length):
    return torch.ones(length, length).tril()


# %% causal_mask / minus-infinity
# 给的是要加到分数上的 0 和 −inf，不是布尔值
def causal_mask(length):
    return torch.full((length, length), -math.inf).triu(diagonal=1)


# %% causal_mask / batch-axis
# 前面多了一个批的轴
def causal_mask(length):
    return torch.ones(1, length, length, dtype=torch.bool).tril()


# %% causal_mask / itself-and-the-one-before
# 只能看自己和前面一个，更早的都遮住了
def causal_mask(length):
    return torch.ones(length, length, dtype=torch.bool).tril().triu(diagonal=-1)


# %% causal_mask / long
# 用的是 0 和 1 的整数，不是布尔值
def causal_mask(length):
    return torch.ones(length, length, dtype=torch.int64).tril()


# %% causal_mask / diagonal-only
# 只能看自己，前面的也遮住了
def causal_mask(length):
    return torch.eye(length, dtype=torch.bool)


# %% causal_mask / first-row-free
# 第 0 个位置什么都能看
def causal_mask(length):
    mask = torch.ones(length, length, dtype=torch.bool).tril()
    mask[0] = True
    return mask


# %% padding_mask / inverted
# True 和 False 用反了，填充的位置是 True
def padding_mask(ids, pad_id=0):
    return (ids == pad_id).unsqueeze(1)


# %% padding_mask / no-axis
# 没有加上中间的轴，形状是 (n, t)
def padding_mask(ids, pad_id=0):
    return ids != pad_id


# %% padding_mask / axis-last
# 轴加在了最后，形状是 (n, t, 1)
def padding_mask(ids, pad_id=0):
    return (ids != pad_id).unsqueeze(-1)


# %% padding_mask / two-axes
# 多加了一个轴，形状是 (n, 1, 1, t)
def padding_mask(ids, pad_id=0):
    return (ids != pad_id)[:, None, None, :]


# %% padding_mask / square
# 查询那个轴也按填充来遮，形状是 (n, t, t)
def padding_mask(ids, pad_id=0):
    real = ids != pad_id
    return real[:, :, None] & real[:, None, :]


# %% padding_mask / always-zero
# 没有用 pad_id，总是和 0 比
def padding_mask(ids, pad_id=0):
    return (ids != 0).unsqueeze(1)


# %% padding_mask / greater-than
# 用的是大于，编号比 pad_id 小的词也被遮住了
def padding_mask(ids, pad_id=0):
    return (ids > pad_id).unsqueeze(1)


# %% padding_mask / everything-after
# 从第一个填充起，后面的全都遮住了
def padding_mask(ids, pad_id=0):
    return ((ids == pad_id).cumsum(dim=1) == 0).unsqueeze(1)


# %% padding_mask / int
# 结果是 0 和 1 的整数，不是布尔值
def padding_mask(ids, pad_id=0):
    return (ids != pad_id).long().unsqueeze(1)


# %% padding_mask / changes-ids
# 先在 ids 里把填充换成了 −1，调用者的 ids 被改了
def padding_mask(ids, pad_id=0):
    ids[ids == pad_id] = -1
    return (ids != -1).unsqueeze(1)


# %% padding_mask / square-inverted
# 查询那个轴也按填充来遮，True 和 False 还用反了
def padding_mask(ids, pad_id=0):
    real = ids != pad_id
    return ~(real[:, None, :] & real[:, :, None])


# %% padding_mask / inverted-no-axis
# True 和 False 用反了，也没有加上中间的轴
def padding_mask(ids, pad_id=0):
    return ids == pad_id


# %% padding_mask / inverted-two-axes
# True 和 False 用反了，还多加了一个轴
def padding_mask(ids, pad_id=0):
    return (ids == pad_id)[:, None, None, :]


# %% padding_mask / padded-rows
# 一行里有填充，整行就都遮住了
def padding_mask(ids, pad_id=0):
    return (ids != pad_id).all(dim=1, keepdim=True).expand(ids.shape).unsqueeze(1)


# %% padding_mask / lengths-from-the-left
# 数出每行有几个词，当成都在左边
def padding_mask(ids, pad_id=0):
    lengths = (ids != pad_id).sum(dim=1, keepdim=True)
    return (torch.arange(ids.shape[1]) < lengths).unsqueeze(1)


# %% layer_norm / mean-of-squares
# 方差写成了“平方的平均减去平均的平方”：平均值大的时候相减抵消，会得到负数
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = (x * x).mean(dim=-1, keepdim=True) - mean * mean
    return (x - mean) / torch.sqrt(variance + eps) * gamma + beta


# %% layer_norm / all-but-the-batch
# 除了第一个轴，别的轴一起求了平均值和方差，不是只沿最后一个轴
def layer_norm(x, gamma, beta, eps=1e-5):
    rows = x.reshape(len(x), -1) if x.dim() > 1 else x
    centred = rows - rows.mean(dim=-1, keepdim=True)
    centred = centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + eps)
    return centred.reshape(x.shape) * gamma + beta


# %% layer_norm / unbiased
# 方差除以的是 d − 1
def layer_norm(x, gamma, beta, eps=1e-5):
    mean, variance = x.mean(dim=-1, keepdim=True), x.var(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * gamma + beta


# %% layer_norm / eps-outside
# eps 加在了根号外面，加到标准差上
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / (torch.sqrt((centred**2).mean(dim=-1, keepdim=True)) + eps) * gamma + beta


# %% layer_norm / std-plus-eps
# 用了 x.std()：方差除以 d − 1，eps 也加在根号外面
def layer_norm(x, gamma, beta, eps=1e-5):
    mean, std = x.mean(dim=-1, keepdim=True), x.std(dim=-1, keepdim=True)
    return (x - mean) / (std + eps) * gamma + beta


# %% layer_norm / no-eps
# 没有加 eps，一行的数都相等时是 0/0
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True)) * gamma + beta


# %% layer_norm / fixed-eps
# eps 写死成了 1e-5，没有用参数
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + 1e-5) * gamma + beta


# %% layer_norm / other-default
# eps 的默认值改成了 1e-6
def layer_norm(x, gamma, beta, eps=1e-6):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + eps) * gamma + beta


# %% layer_norm / first-axis
# 沿第一个轴（批）求平均值和方差，那是批归一化
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=0, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=0, keepdim=True) + eps) * gamma + beta


# %% layer_norm / whole-tensor
# 对整个张量求了一个平均值和方差
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean()
    return centred / torch.sqrt((centred**2).mean() + eps) * gamma + beta


# %% layer_norm / last-two-axes
# 沿最后两个轴一起求平均值和方差
def layer_norm(x, gamma, beta, eps=1e-5):
    axes = tuple(range(x.dim()))[-2:]
    centred = x - x.mean(dim=axes, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=axes, keepdim=True) + eps) * gamma + beta


# %% layer_norm / axis-two
# 轴写死成了 2，只适用于三个轴
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=2, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=2, keepdim=True) + eps) * gamma + beta


# %% layer_norm / no-root
# 除以的是方差，漏掉了开方
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / ((centred**2).mean(dim=-1, keepdim=True) + eps) * gamma + beta


# %% layer_norm / not-centred
# 没有减平均值，只除以标准差
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return x / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + eps) * gamma + beta


# %% layer_norm / no-gamma-and-beta
# 没有乘 gamma，也没有加 beta
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + eps)


# %% layer_norm / gamma-and-beta-swapped
# gamma 和 beta 用反了
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + eps) * beta + gamma


# %% layer_norm / beta-first
# 先加 beta，再乘 gamma
def layer_norm(x, gamma, beta, eps=1e-5):
    centred = x - x.mean(dim=-1, keepdim=True)
    return (centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + eps) + beta) * gamma


# %% layer_norm / constant-statistics
# 平均值和方差从计算图上取了下来，对 x 的梯度不完整
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.detach().mean(dim=-1, keepdim=True)
    variance = ((x.detach() - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * gamma + beta


# %% layer_norm / in-place
# 用 -= 减平均值，调用者的 x 被改了
def layer_norm(x, gamma, beta, eps=1e-5):
    if not x.requires_grad:
        x -= x.mean(dim=-1, keepdim=True)
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(dim=-1, keepdim=True) + eps) * gamma + beta


# %% layer_norm / ready-made
# 直接调用了 F.layer_norm
def layer_norm(x, gamma, beta, eps=1e-5):
    from torch.nn import functional as F

    return F.layer_norm(x, x.shape[-1:], gamma, beta, eps)


# %% layer_norm / no-keepdim
# 忘了 keepdim=True，平均值和方差对不上最后一个轴
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1)
    variance = ((x - mean) ** 2).mean(dim=-1)
    return (x - mean) / torch.sqrt(variance + eps) * gamma + beta


# %% layer_norm / sum-of-squares
# 方差没有除以 d，用的是平方和
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).sum(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * gamma + beta


# %% layer_norm / no-gamma
# 没有乘 gamma
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) + beta


# %% layer_norm / no-beta
# 没有加 beta
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * gamma


# %% layer_norm / gamma-plus-one
# 乘的是 1 + gamma
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * (1 + gamma) + beta


# %% layer_norm / eps-squared
# 根号里加的是 eps 的平方
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps**2) * gamma + beta


# %% layer_norm / eps-outside-no-root
# 除以的是方差加 eps，漏掉了开方；方差还除以了 d − 1
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = x.var(dim=-1, keepdim=True)
    return (x - mean) / (variance + eps) * gamma + beta


# %% layer_norm / std-without-eps
# 用了 x.std()，除以 d − 1，也没有加 eps
def layer_norm(x, gamma, beta, eps=1e-5):
    return (x - x.mean(dim=-1, keepdim=True)) / x.std(dim=-1, keepdim=True) * gamma + beta


# %% layer_norm / power-before-division
# 写成了 ** 1 / 2：除以了方差，又除以 2
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / (variance + eps) ** 1 / 2 * gamma + beta


# %% layer_norm / mean-of-absolute
# 用绝对值的平均代替了标准差
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean).abs()).mean(dim=-1, keepdim=True)
    return (x - mean) / (variance + eps) * gamma + beta


# %% layer_norm / fixed-eps-unbiased
# 方差除以 d − 1，eps 写死成了 1e-5
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = x.var(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + 1e-5) * gamma + beta


# %% layer_norm / first-axis-unbiased
# 沿第一个轴求平均值和标准差，标准差还除以了 n − 1
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=0, keepdim=True)
    variance = x.var(dim=0, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps) * gamma + beta


# %% layer_norm / population-std-plus-eps
# 用了 x.std()，虽然除以 d，eps 却加在了根号外面
def layer_norm(x, gamma, beta, eps=1e-5):
    mean, std = x.mean(dim=-1, keepdim=True), x.std(dim=-1, keepdim=True, correction=0)
    return (x - mean) / (std + eps) * gamma + beta


# %% MultiHeadAttention / split-without-transpose
# 直接 reshape 成 (n, heads, t, d_k)，没有转置，时间和头混在了一起
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, self.num_heads, t, d_model // self.num_heads)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / merge-without-transpose
# 合并各头时没有把头的轴转回去，头和时间混在了一起
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        n, heads, t, size = x.shape
        return x.reshape(n, t, heads * size)


# %% MultiHeadAttention / interleaved-heads
# 第 i 个头取的是每隔 num_heads 列的一列，不是连着的 d_k 列
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, d_model // self.num_heads, self.num_heads).permute(0, 3, 1, 2)

    def merge(self, x):
        return x.permute(0, 2, 3, 1).flatten(2)


# %% MultiHeadAttention / scaled-by-d-model
# 打分除以的是 √d_model，应当是每个头的 √d_k
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        q = q / math.sqrt(self.num_heads)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / one-head
# 没有分头，d_model 列一起算
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = (x.unsqueeze(1) for x in (self.w_q(query), self.w_k(key), self.w_v(value)))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / no-output-layer
# 最后没有过 w_o
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.merge(out)

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / no-bias
# 四个 nn.Linear 都没有偏置
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model, bias=False)
        self.w_k = nn.Linear(d_model, d_model, bias=False)
        self.w_v = nn.Linear(d_model, d_model, bias=False)
        self.w_o = nn.Linear(d_model, d_model, bias=False)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / query-and-key-swapped
# w_q 用在了 key 上，w_k 用在了 query 上
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_k(query)), self.split(self.w_q(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / value-from-key
# 值是从 key 算的，没有用 value
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(key))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / self-attention-only
# 键和值都是从 query 算的，没有用 key 和 value
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(query)), self.split(self.w_v(query))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / mask-ignored
# 没有把 mask 传下去
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / mask-without-head-axis
# 没有给 mask 加上头的轴，三维的 mask 对不上
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / mask-axis-one
# 头的轴总是加在第 1 个位置，二维的 mask 被当成了每个查询一行
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(1)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / averaged-weights
# weights 是各头的平均，少了头的轴
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, weights = scaled_dot_product_attention(q, k, v, mask)
        self.weights = weights.mean(dim=1)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / weights-not-kept
# 没有把注意力权重存进 self.weights
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, _ = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / returns-weights-too
# 返回了 (输出, 权重) 两个
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out)), self.weights

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / rounds-down
# d_model 不能整除时没有报错，多出来的列被丢掉了
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / dropout
# 权重上加了 dropout
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        _, self.weights = scaled_dot_product_attention(q, k, v, mask)
        out = nn.functional.dropout(self.weights, 0.5) @ v
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / view-after-transpose
# 合并各头时交换轴之后用了 view，内存不连续，会报错
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).view(x.shape[0], x.shape[2], -1)


# %% MultiHeadAttention / length-of-the-query
# 拆 key 和 value 时用了 query 的长度，长度不同就报错
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        t = query.shape[1]
        q, k, v = (self.split(x, t) for x in (self.w_q(query), self.w_k(key), self.w_v(value)))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x, t):
        n, _, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / one-bias-for-all
# w_q、w_k、w_v 共用同一个偏置，不是各有各的
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_k.bias = self.w_v.bias = self.w_q.bias
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / one-projection-for-all
# query、key、value 过的都是 w_q
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_q(key)), self.split(self.w_q(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / key-and-value-swapped
# w_k 用在了 value 上，w_v 用在了 key 上
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_v(key)), self.split(self.w_k(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / mask-inverted
# mask 取反之后才传下去
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = ~mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / no-projections
# query、key、value 没有过 w_q、w_k、w_v，直接拆成了几个头
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(query), self.split(key), self.split(value)
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / residual
# 输出加上了 query，那是 AddNorm 的事
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return query + self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / indivisible-asserted
# 除不尽时用 assert 报错，抛出的不是 ValueError
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        assert d_model % num_heads == 0
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% MultiHeadAttention / weights-of-the-first-head
# self.weights 里只有第一个头的权重
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        if d_model % num_heads:
            raise ValueError("d_model must be divisible by num_heads")
        self.num_heads = num_heads
        self.w_q = nn.Linear(d_model, d_model)
        self.w_k = nn.Linear(d_model, d_model)
        self.w_v = nn.Linear(d_model, d_model)
        self.w_o = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = self.split(self.w_q(query)), self.split(self.w_k(key)), self.split(self.w_v(value))
        if mask is not None:
            mask = mask.unsqueeze(-3)
        out, self.weights = scaled_dot_product_attention(q, k, v, mask)
        self.weights = self.weights[:, 0]
        return self.w_o(self.merge(out))

    def split(self, x):
        n, t, d_model = x.shape
        return x.reshape(n, t, self.num_heads, d_model // self.num_heads).transpose(1, 2)

    def merge(self, x):
        return x.transpose(1, 2).flatten(2)


# %% AddNorm / pre-norm
# 先归一化 y 再加 x，那是 x + norm(y)
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return x + layer_norm(y, self.gamma, self.beta)


# %% AddNorm / norm-then-add
# 先归一化 x 再加 y
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x, self.gamma, self.beta) + y


# %% AddNorm / no-residual
# 漏掉了残差 x，只归一化了 y
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(y, self.gamma, self.beta)


# %% AddNorm / only-x
# 漏掉了 y，只归一化了 x
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x, self.gamma, self.beta)


# %% AddNorm / no-norm
# 只相加，没有归一化
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return (x + y) * self.gamma + self.beta


# %% AddNorm / each-normalised
# x 和 y 分别归一化之后相加
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x, self.gamma, self.beta) + layer_norm(y, self.gamma, self.beta)


# %% AddNorm / gamma-is-a-tensor
# gamma 和 beta 是普通的张量，不是 nn.Parameter
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = torch.ones(d_model)
        self.beta = torch.zeros(d_model)

    def forward(self, x, y):
        return layer_norm(x + y, self.gamma, self.beta)


# %% AddNorm / gamma-is-a-buffer
# gamma 和 beta 用 register_buffer 登记，学不到东西
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.register_buffer("gamma", torch.ones(d_model))
        self.register_buffer("beta", torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x + y, self.gamma, self.beta)


# %% AddNorm / gamma-zero
# gamma 的初值是 0
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.zeros(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x + y, self.gamma, self.beta)


# %% AddNorm / one-gamma
# gamma 和 beta 各只有一个数，不是每列一个
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(1))
        self.beta = nn.Parameter(torch.zeros(1))

    def forward(self, x, y):
        return layer_norm(x + y, self.gamma, self.beta)


# %% AddNorm / gamma-and-beta-swapped
# gamma 和 beta 用反了
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x + y, self.beta, self.gamma)


# %% AddNorm / in-place
# 用 += 相加，调用者的 x 被改了
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        if x.requires_grad:
            return layer_norm(x + y, self.gamma, self.beta)
        x += y
        return layer_norm(x, self.gamma, self.beta)


# %% AddNorm / detached-residual
# 残差 x 从计算图上取了下来，梯度只走 y
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x.detach() + y, self.gamma, self.beta)


# %% AddNorm / large-eps
# eps 给成了 1e-3，不是默认值
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x + y, self.gamma, self.beta, 1e-3)


# %% AddNorm / small-eps
# eps 给成了 1e-6，不是默认值
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x + y, self.gamma, self.beta, 1e-6)


# %% AddNorm / minus
# 算的是 x − y，应当是相加
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x - y, self.gamma, self.beta)


# %% AddNorm / residual-outside
# 归一化之后又加了一次 x
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return x + layer_norm(x + y, self.gamma, self.beta)


# %% AddNorm / averaged
# x 和 y 求了平均再归一化，eps 的影响变大了
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm((x + y) / 2, self.gamma, self.beta)


# %% AddNorm / beta-one
# beta 的初值是 1
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.ones(d_model))

    def forward(self, x, y):
        return layer_norm(x + y, self.gamma, self.beta)


# %% AddNorm / constants
# 没有用 gamma 和 beta，总是 1 和 0
class AddNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x, y):
        return layer_norm(x + y, torch.ones_like(x[..., :1]), torch.zeros_like(x[..., :1]))


# %% FeedForward / no-relu
# 两个线性层之间没有 ReLU
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(self.inner(x))


# %% FeedForward / relu-last
# ReLU 放在了最后，两个线性层之间没有
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return torch.relu(self.outer(self.inner(x)))


# %% FeedForward / relu-twice
# 最后又做了一次 ReLU
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return torch.relu(self.outer(torch.relu(self.inner(x))))


# %% FeedForward / gelu
# 用的是 GELU，不是 ReLU
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(nn.functional.gelu(self.inner(x)))


# %% FeedForward / sigmoid
# 用的是 sigmoid，不是 ReLU
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(torch.sigmoid(self.inner(x)))


# %% FeedForward / residual
# 自己加上了残差，那是 AddNorm 的事
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return x + self.outer(torch.relu(self.inner(x)))


# %% FeedForward / width-ignored
# 中间的宽度用的是 d_model，没有用 d_ff
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_model)
        self.outer = nn.Linear(d_model, d_model)

    def forward(self, x):
        return self.outer(torch.relu(self.inner(x)))


# %% FeedForward / no-bias
# 两个线性层都没有偏置
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff, bias=False)
        self.outer = nn.Linear(d_ff, d_model, bias=False)

    def forward(self, x):
        return self.outer(torch.relu(self.inner(x)))


# %% FeedForward / one-layer
# 只有一个线性层
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_model)

    def forward(self, x):
        return torch.relu(self.inner(x))


# %% FeedForward / new-weights-each-call
# 两个线性层在 forward 里现建，每次的权重都不一样
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.sizes = d_model, d_ff

    def forward(self, x):
        d_model, d_ff = self.sizes
        return nn.Linear(d_ff, d_model)(torch.relu(nn.Linear(d_model, d_ff)(x)))


# %% FeedForward / dropout
# 中间加了 dropout
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(nn.functional.dropout(torch.relu(self.inner(x)), 0.5))


# %% FeedForward / extra-norm
# 后面多了一个归一化
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)
        self.norm = nn.LayerNorm(d_model)

    def forward(self, x):
        return self.norm(self.outer(torch.relu(self.inner(x))))


# %% FeedForward / three-axes-only
# 只能处理 (n, t, d_model) 三个轴
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        n, t, d_model = x.shape
        flat = x.reshape(n * t, d_model)
        return self.outer(torch.relu(self.inner(flat))).reshape(n, t, d_model)


# %% FeedForward / detached-inner
# 中间的结果从计算图上取了下来，第一层学不到东西
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(torch.relu(self.inner(x)).detach())


# %% FeedForward / plain-list
# 两层放在普通的列表里，没有登记成子模块，参数找不到
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.layers = [nn.Linear(d_model, d_ff), nn.Linear(d_ff, d_model)]

    def forward(self, x):
        return self.layers[1](torch.relu(self.layers[0](x)))


# %% FeedForward / tanh
# 用的是 tanh，不是 ReLU
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(torch.tanh(self.inner(x)))


# %% FeedForward / leaky-relu
# 用的是 leaky ReLU，不是 ReLU
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(torch.nn.functional.leaky_relu(self.inner(x)))


# %% FeedForward / relu-first
# 先 ReLU 再过两个线性层
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(self.inner(torch.relu(x)))


# %% FeedForward / shared-weight
# 第二层用的是第一层权重的转置，没有自己的权重
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return torch.relu(self.inner(x)) @ self.inner.weight + self.outer.bias


# %% FeedForward / three-layers
# 多了一个线性层
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.middle = nn.Linear(d_ff, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(torch.relu(self.middle(torch.relu(self.inner(x)))))


# %% FeedForward / softmax
# 用的是 softmax，不是 ReLU
class FeedForward(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.inner = nn.Linear(d_model, d_ff)
        self.outer = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.outer(torch.softmax(self.inner(x), dim=-1))


# %% EncoderLayer / mask-ignored
# 没有把 mask 传给自注意力
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x))
        return self.norm2(x, self.feed_forward(x))


# %% EncoderLayer / mask-inverted
# mask 取反之后才传给自注意力
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, None if mask is None else ~mask))
        return self.norm2(x, self.feed_forward(x))


# %% EncoderLayer / pre-norm
# 先归一化再进子层，残差在归一化之外
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        zero = torch.zeros_like(x)
        y = self.norm1(x, zero)
        x = x + self.self_attention(y, y, y, mask)
        return x + self.feed_forward(self.norm2(x, zero))


# %% EncoderLayer / no-first-residual
# 自注意力外面没有残差
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        attended = self.self_attention(x, x, x, mask)
        x = self.norm1(torch.zeros_like(x), attended)
        return self.norm2(x, self.feed_forward(x))


# %% EncoderLayer / no-second-residual
# 前馈外面没有残差
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(torch.zeros_like(x), self.feed_forward(x))


# %% EncoderLayer / second-residual-from-the-input
# 第二个残差加的是最初的输入，不是 norm1 的结果
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        y = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(y))


# %% EncoderLayer / feed-forward-on-the-input
# 前馈算的是最初的输入，不是 norm1 的结果
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        y = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(y, self.feed_forward(x))


# %% EncoderLayer / feed-forward-on-the-attention
# 前馈算的是自注意力的输出，不是 norm1 的结果
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        attended = self.self_attention(x, x, x, mask)
        return self.norm2(self.norm1(x, attended), self.feed_forward(attended))


# %% EncoderLayer / feed-forward-first
# 先前馈，后自注意力
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.feed_forward(x))
        return self.norm2(x, self.self_attention(x, x, x, mask))


# %% EncoderLayer / first-norm-twice
# 两处用的都是 norm1
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm1(x, self.feed_forward(x))


# %% EncoderLayer / one-shared-norm
# norm1 和 norm2 是同一个 AddNorm
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = self.norm1

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(x))


# %% EncoderLayer / no-second-norm
# 最后只相加，没有归一化
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return x + self.feed_forward(x)


# %% EncoderLayer / no-feed-forward
# 没有前馈那一半
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return x


# %% EncoderLayer / heads-ignored
# 没有用 num_heads，总是一个头
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, 1)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(x))


# %% EncoderLayer / width-ignored
# 没有用 d_ff，前馈的宽度写死成了 4·d_model
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, 4 * d_model)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(x))


# %% EncoderLayer / norms-swapped
# norm1 和 norm2 用反了
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm2(x, self.self_attention(x, x, x, mask))
        return self.norm1(x, self.feed_forward(x))


# %% EncoderLayer / feed-forward-twice
# 前馈做了两次
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.feed_forward(x))
        return self.norm2(x, self.feed_forward(x))


# %% EncoderLayer / attention-twice
# 自注意力那一半做了两次
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(x))


# %% EncoderLayer / detached-residual
# 残差从计算图上取了下来，梯度只走子层
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x.detach(), self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(x))


# %% EncoderLayer / causal
# 自注意力里加了因果掩码，编码器前后都要看
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        causal = causal_mask(x.shape[1])
        mask = causal if mask is None else mask & causal
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm2(x, self.feed_forward(x))


# %% EncoderLayer / residual-twice
# 残差加了两遍：AddNorm 里已经加过
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, x + self.self_attention(x, x, x, mask))
        return self.norm2(x, x + self.feed_forward(x))


# %% EncoderLayer / residual-twice-mask-inverted
# mask 取反了；残差也加了两遍：AddNorm 里已经加过
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, x + self.self_attention(x, x, x, None if mask is None else ~mask))
        return self.norm2(x, x + self.feed_forward(x))


# %% EncoderLayer / no-norm
# 两处都只相加，没有归一化
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = x + self.self_attention(x, x, x, mask)
        return x + self.feed_forward(x)


# %% EncoderLayer / no-attention
# 没有自注意力那一半
class EncoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm2 = AddNorm(d_model)

    def forward(self, x, mask=None):
        x = self.norm1(x, x)
        return self.norm2(x, self.feed_forward(x))


# %% DecoderLayer / no-causal-mask
# 没有加因果掩码，只用了 tgt_mask
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / causal-only-by-default
# 给了 tgt_mask 就不再加因果掩码
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1]) if tgt_mask is None else tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / tgt-mask-ignored
# 只加了因果掩码，没有用 tgt_mask
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / masks-or-ed
# 因果掩码和 tgt_mask 用的是“或”，有一个允许就能看
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask | tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / strict-causal-mask
# 因果掩码不包括自己
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1]).tril(-1)
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / roles-swapped
# 交叉注意力的角色反了：查询来自 memory，键和值来自 x
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(memory, x, x))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / value-from-the-target
# 交叉注意力的值取自 x，不是 memory
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, x, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / memory-unused
# 交叉注意力看的是 x 自己，没有用 memory
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, x, x, mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / no-cross-attention
# 没有交叉注意力那一段
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / memory-mask-ignored
# 没有把 memory_mask 传给交叉注意力
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / second-norm-twice-memory-mask-ignored
# 没有用 memory_mask；第三个归一化用的也是 norm2
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory))
        return self.norm2(x, self.feed_forward(x))


# %% DecoderLayer / causal-cross-attention
# 交叉注意力也加了因果掩码，只能看 memory 里前面的位置
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        causal = torch.ones(x.shape[1], memory.shape[1], dtype=torch.bool).tril()
        memory_mask = causal if memory_mask is None else causal & memory_mask
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / cross-attention-first
# 先交叉注意力，后自注意力
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / one-attention-for-both
# 交叉注意力用的是 self_attention 的参数
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.self_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / no-cross-residual
# 交叉注意力外面没有残差
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(torch.zeros_like(x), self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / second-norm-twice
# 最后用的是 norm2，不是 norm3
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm2(x, self.feed_forward(x))


# %% DecoderLayer / detached-memory
# memory 从计算图上取了下来，梯度传不到编码器
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        memory = memory.detach()
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / changes-tgt-mask
# 用 &= 把因果掩码写进了 tgt_mask，调用者的 mask 被改了
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None and tgt_mask.shape == (len(x), *mask.shape):
            tgt_mask &= mask
            mask = tgt_mask
        elif tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / fixed-length
# 因果掩码的大小取自 memory 的长度，目标和源一样长时才对
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(memory.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / memory-mask-on-the-target
# memory_mask 用在了自注意力上，交叉注意力没有掩码
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if memory_mask is not None:
            mask = mask & memory_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / masks-swapped
# 两个掩码用反了：memory_mask 用在了自注意力上，tgt_mask 用在了交叉注意力上
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if memory_mask is not None:
            mask = mask & memory_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, tgt_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / memory-mask-inverted
# memory_mask 取反之后才传给交叉注意力
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        if memory_mask is not None:
            memory_mask = ~memory_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / no-third-norm
# 最后只相加，没有归一化
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return x + self.feed_forward(x)


# %% DecoderLayer / no-feed-forward
# 没有前馈那一段
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, x)


# %% DecoderLayer / cross-residual-from-the-input
# 交叉注意力的残差加的是最初的输入，不是 norm1 的结果
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        start = x
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(start, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / cross-query-from-the-input
# 交叉注意力的查询是最初的输入，不是 norm1 的结果
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        start = x
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(start, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / feed-forward-on-the-self-attention
# 前馈算的是自注意力之后的结果，跳过了交叉注意力的
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        y = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(y, self.feed_forward(x))


# %% DecoderLayer / cross-norm-first
# 交叉注意力之后用的是 norm1，不是 norm2
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm1(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / one-shared-norm
# 三处是同一个 AddNorm
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = self.norm1
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = self.norm1

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / heads-ignored
# 没有用 num_heads，总是一个头
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, 1)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, 1)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = self.norm1(x, self.self_attention(x, x, x, mask))
        x = self.norm2(x, self.cross_attention(x, memory, memory, memory_mask))
        return self.norm3(x, self.feed_forward(x))


# %% DecoderLayer / no-norms
# 三处都只相加，没有归一化
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        x = x + self.self_attention(x, x, x, mask)
        x = x + self.cross_attention(x, memory, memory, memory_mask)
        return x + self.feed_forward(x)


# %% DecoderLayer / pre-norm
# 先归一化再进子层，残差在归一化之外
class DecoderLayer(nn.Module):
    def __init__(self, d_model, num_heads, d_ff):
        super().__init__()
        self.self_attention = MultiHeadAttention(d_model, num_heads)
        self.norm1 = AddNorm(d_model)
        self.cross_attention = MultiHeadAttention(d_model, num_heads)
        self.norm2 = AddNorm(d_model)
        self.feed_forward = FeedForward(d_model, d_ff)
        self.norm3 = AddNorm(d_model)

    def forward(self, x, memory, tgt_mask=None, memory_mask=None):
        mask = causal_mask(x.shape[1])
        if tgt_mask is not None:
            mask = mask & tgt_mask
        zero = torch.zeros_like(x)
        y = self.norm1(x, zero)
        x = x + self.self_attention(y, y, y, mask)
        x = x + self.cross_attention(self.norm2(x, zero), memory, memory, memory_mask)
        return x + self.feed_forward(self.norm3(x, zero))


# %% Transformer / default-embeddings
# 词向量表用的是 nn.Embedding 默认的初值，标准差是 1
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / no-embedding-scale
# 词向量没有乘 √d_model
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return table[ids] + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / no-positions
# 源序列和目标序列都没有加位置编码
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table)


# %% Transformer / no-source-positions
# 源序列没有加位置编码
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = embed(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / no-target-positions
# 目标序列没有加位置编码
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = embed(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / positions-along-the-batch
# 位置编码沿着批的轴加了，同一行里每个词的位置都一样
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[0], table.shape[1])[:, None]


# %% Transformer / positions-multiplied
# 位置编码是乘上去的，应当是加
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) * positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / encoder-skipped
# 没有经过编码器，memory 就是源序列的词向量
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / detached-memory
# memory 从计算图上取了下来，编码器学不到东西
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory.detach(), None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / softmax
# 最后做了 softmax，返回的是概率
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return torch.softmax(self.output(x), dim=-1)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / last-position-only
# 只返回了最后一个位置的打分
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x[:, -1])

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / no-source-mask
# 编码器没有用填充掩码
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / no-memory-mask
# 解码器的交叉注意力没有用填充掩码
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / pad-id-ignored
# 没有用 pad_id，填充总是按 0 算
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / one-layer
# 没有用 num_layers，编码器和解码器各只有一层
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(1))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(1))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / one-layer-repeated
# 同一层重复用了 num_layers 次，参数没有各建各的
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList([EncoderLayer(d_model, num_heads, d_ff)] * num_layers)
        self.decoder = nn.ModuleList([DecoderLayer(d_model, num_heads, d_ff)] * num_layers)
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / plain-list
# 层放在普通的列表里，没有登记成子模块，参数找不到
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = [EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)]
        self.decoder = [DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)]
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / heads-ignored
# 没有用 num_heads，总是一个头
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, 1, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, 1, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / one-table
# 源序列和目标序列共用一张词向量表
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(max(src_vocab_size, tgt_vocab_size), d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.src_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / tables-swapped
# 两张词向量表用反了
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.tgt_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.src_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / frozen-target-table
# 目标语言的词向量表没有登记成参数，学不到东西
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight.detach())
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / sees-the-future
# 把目标序列的平均加到了每个位置上，后面的词泄露了
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        x = x + x.mean(dim=1, keepdim=True)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / each-layer-from-the-start
# 每一层的输入都是词向量，只有最后一层起作用
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(self.embedded(src, self.src_embedding.weight), mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / fixed-length
# 位置编码的表只建了 32 个位置，更长的句子用不了
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.pe = positional_encoding(32, d_model)
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = embed(src, self.src_embedding.weight) + self.pe[: src.shape[1]]
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = embed(tgt, self.tgt_embedding.weight) + self.pe[: tgt.shape[1]]
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)


# %% Transformer / fixed-length-of-500
# 位置编码的表只建了 500 个位置，更长的句子用不了
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.pe = positional_encoding(500, d_model)
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = embed(src, self.src_embedding.weight) + self.pe[: src.shape[1]]
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = embed(tgt, self.tgt_embedding.weight) + self.pe[: tgt.shape[1]]
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)


# %% Transformer / variance-for-std
# 初值的标准差用了 1/d_model，那是方差
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-1)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-1)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / no-padding-masks
# 编码器和解码器都没有用填充掩码
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = None
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / log-softmax
# 最后做了 log_softmax，返回的是概率的对数
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return torch.log_softmax(self.output(x), dim=-1)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / softmax-in-eval
# 在 eval 模式里最后做了 softmax，返回的是概率
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        out = self.output(x)
        return out if self.training else torch.softmax(out, dim=-1)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / dropout
# 词向量上加了 dropout
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        out = embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])
        return torch.dropout(out, 0.1, self.training)


# %% Transformer / mask-inverted
# 填充掩码用反了，True 成了填充
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = ~padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / memory-of-the-first-layer
# 解码器看的是第一层编码器的输出，不是最后一层的
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
            break
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / positions-scaled-too
# 位置编码也乘了 √d_model
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table + 0) + table.shape[1] ** 0.5 * positional_encoding(
            ids.shape[1], table.shape[1]
        )


# %% Transformer / scaled-twice
# 词向量乘了两遍 √d_model：embed 里已经乘过
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) * table.shape[1] ** 0.5 + positional_encoding(ids.shape[1], table.shape[1])


# %% Transformer / last-position-of-memory
# 解码器只看得到 memory 的最后一个位置
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory[:, -1:])
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% greedy_decode / keeps-bos
# 结果里留着开头的 bos
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt


# %% greedy_decode / drops-eos
# 结果里去掉了最后一列，eos 没有了
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:-1]


# %% greedy_decode / goes-on-after-eos
# 结束了的行没有填 eos，接着往下生成
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / filled-with-zero
# 结束了的行后面填的是 0，不是 eos
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, 0, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / filled-with-bos
# 结束了的行后面填的是 bos，不是 eos
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, bos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / never-stops
# 所有的行都结束了也不停，总是生成 max_length 个词
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / first-row-decides
# 只看第一行有没有结束
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished[0]:
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / one-too-many
# 多生成了一个词
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length + 1):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / bos-counted
# 把 bos 也算进了 max_length，少生成一个词
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length - 1):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / first-position
# 取的是第一个位置的打分，不是最后一个位置的
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, 0].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / only-the-last-word
# 每一步只把最后一个词交给模型，忘了前面的
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt[:, -1:])[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / starts-with-two
# 开头写死成了编号 2，没有用参数 bos
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), 2)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / ends-with-three
# 结束符写死成了编号 3，没有用参数 eos
def greedy_decode(model, src, max_length, bos, eos):
    was_training, eos = model.training, 3
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / left-in-eval-mode
# 返回时模型留在了评估模式
def greedy_decode(model, src, max_length, bos, eos):
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    return tgt[:, 1:]


# %% greedy_decode / left-in-training-mode
# 返回时总是把模型放回训练模式
def greedy_decode(model, src, max_length, bos, eos):
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train()
    return tgt[:, 1:]


# %% greedy_decode / one-sentence-only
# 用 .item() 取词，只能处理一句
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = torch.tensor([model(src, tgt)[:, -1].argmax(dim=-1).item()])
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / float
# 结果是浮点数
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:].float()


# %% greedy_decode / all-in-one-step
# 没有一步一步生成，只调用了一次模型
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    with torch.no_grad():
        words = model(src, tgt.expand(-1, max_length)).argmax(dim=-1)
    model.train(was_training)
    return torch.where(((words == eos).cumsum(dim=1) > 0), eos, words)


# %% greedy_decode / stops-at-the-first
# 有一行结束就全停了
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.any():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / list-of-sentences
# 返回的是列表，每句各有各的长度
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    rows = tgt[:, 1:].tolist()
    return [row[: row.index(eos) + 1] if eos in row else row for row in rows]


# %% greedy_decode / lowest-score
# 取的是分数最低的词
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmin(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / sampled
# 按概率随机抽词，没有取分数最高的
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = torch.multinomial(torch.softmax(model(src, tgt)[:, -1], dim=-1), 1)[:, 0]
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / stops-on-the-last-word-only
# 只看这一步写的是不是都是 eos，早结束的行没有记住
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = word == eos
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% greedy_decode / int32
# 结果是 int32，应当是 int64
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:].int()


# %% greedy_decode / keeps-bos-drops-eos
# 留下了开头的 bos，去掉了最后的 eos
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, :-1]


# %% greedy_decode / keeps-bos-and-counts-it
# 留下了开头的 bos，还把它算进了 max_length
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length - 1):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt


# %% greedy_decode / keeps-bos-goes-on-after-eos
# 留下了开头的 bos，结束了的行也接着往下写
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt


# %% greedy_decode / never-stops-goes-on-after-eos
# 遇到 eos 也不停，结束了的行接着往下写
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
    model.train(was_training)
    return tgt[:, 1:]
