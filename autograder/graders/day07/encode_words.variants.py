# %%
import torch


# %% wrong adds-bos-and-eos
# 在两头加了 <bos> 和 <eos>
def encode_words(sentence, vocabulary):
    ids = [vocabulary.get(word, 1) for word in sentence.split()]
    return torch.tensor([2, *ids, 3])


# %% wrong adds-eos
# 在末尾加了 <eos>
def encode_words(sentence, vocabulary):
    return torch.tensor([vocabulary.get(word, 1) for word in [*sentence.split(), "<eos>"]])


# %% wrong skips-unknown-words
# 词表里没有的词被跳过了，不占位置
def encode_words(sentence, vocabulary):
    ids = [vocabulary[word] for word in sentence.split() if word in vocabulary]
    return torch.tensor(ids, dtype=torch.int64)


# %% wrong unknown-is-padding
# 词表里没有的词用了 0，那是 <pad> 的编号
def encode_words(sentence, vocabulary):
    return torch.tensor([vocabulary.get(word, 0) for word in sentence.split()], dtype=torch.int64)


# %% wrong unknown-raises
# 直接用 vocabulary[word] 查，遇到词表里没有的词就抛出 KeyError
def encode_words(sentence, vocabulary):
    return torch.tensor([vocabulary[word] for word in sentence.split()], dtype=torch.int64)


# %% wrong learns-new-words
# 词表里没有的词得到了新的编号，加进了词表
def encode_words(sentence, vocabulary):
    ids = [vocabulary.setdefault(word, len(vocabulary)) for word in sentence.split()]
    return torch.tensor(ids, dtype=torch.int64)


# %% wrong float-when-empty
# 没有写明 dtype，空句子得到的是 float32 张量
def encode_words(sentence, vocabulary):
    return torch.tensor([vocabulary.get(word, 1) for word in sentence.split()])


# %% wrong float
# 结果是浮点数张量
def encode_words(sentence, vocabulary):
    return torch.tensor([float(vocabulary.get(word, 1)) for word in sentence.split()])


# %% wrong batch-axis
# 多了一个批的轴，结果是 (1, n)
def encode_words(sentence, vocabulary):
    return torch.tensor([[vocabulary.get(word, 1) for word in sentence.split()]], dtype=torch.int64)


# %% wrong list
# 返回的是列表，不是张量
def encode_words(sentence, vocabulary):
    return [vocabulary.get(word, 1) for word in sentence.split()]


# %% wrong characters
# 把每个字符当成一个词
def encode_words(sentence, vocabulary):
    ids = [vocabulary.get(word, 1) for word in sentence if not word.isspace()]
    return torch.tensor(ids, dtype=torch.int64)


# %% wrong split-on-one-space
# 用 split(" ") 只按单个空格分，多出来的空白变成了 <unk>
def encode_words(sentence, vocabulary):
    return torch.tensor([vocabulary.get(word, 1) for word in sentence.split(" ")], dtype=torch.int64)


# %% wrong each-word-once
# 重复的词只留了一个
def encode_words(sentence, vocabulary):
    words = dict.fromkeys(sentence.split())
    return torch.tensor([vocabulary.get(word, 1) for word in words], dtype=torch.int64)


# %% wrong sorted
# 编号排了序，词的先后丢了
def encode_words(sentence, vocabulary):
    ids = sorted(vocabulary.get(word, 1) for word in sentence.split())
    return torch.tensor(ids, dtype=torch.int64)


# %% wrong lower-case
# 查之前把词变成了小写
def encode_words(sentence, vocabulary):
    return torch.tensor([vocabulary.get(word, 1) for word in sentence.lower().split()], dtype=torch.int64)


# %% wrong adds-unknown-words-as-unk
# 不认识的词用 setdefault 查，被加进了词表
def encode_words(sentence, vocabulary):
    ids = [vocabulary.setdefault(word, vocabulary["<unk>"]) for word in sentence.split()]
    return torch.tensor(ids, dtype=torch.int64)


# %% wrong adds-bos
# 在开头加了 <bos>
def encode_words(sentence, vocabulary):
    ids = [vocabulary.get(word, 1) for word in ["<bos>", *sentence.split()]]
    return torch.tensor(ids, dtype=torch.int64)


# %% wrong int32
# 结果是 int32，编号应当是 int64
def encode_words(sentence, vocabulary):
    ids = [vocabulary.get(word, 1) for word in sentence.split()]
    return torch.tensor(ids, dtype=torch.int32)


# %% wrong unknown-is-bos
# 词表里没有的词用了 2，那是 <bos> 的编号
def encode_words(sentence, vocabulary):
    return torch.tensor([vocabulary.get(word, 2) for word in sentence.split()], dtype=torch.int64)


# %% wrong first-word-only
# return 写在了循环里，只编了第一个词
def encode_words(sentence, vocabulary):
    ids = []
    for word in sentence.split():
        ids.append(vocabulary.get(word, 1))
        return torch.tensor(ids, dtype=torch.int64)
    return torch.tensor(ids, dtype=torch.int64)


# %% wrong reversed
# 编号的次序倒了过来
def encode_words(sentence, vocabulary):
    ids = [vocabulary.get(word, 1) for word in sentence.split()]
    return torch.tensor(ids[::-1], dtype=torch.int64)


# %% wrong empty-is-unknown
# 空句子当成了一个不认识的词
def encode_words(sentence, vocabulary):
    ids = [vocabulary.get(word, 1) for word in sentence.split() or [""]]
    return torch.tensor(ids, dtype=torch.int64)


# %% right loop
# 用循环填一个预先建好的张量
def encode_words(sentence, vocabulary):
    words = sentence.split()
    ids = torch.zeros(len(words), dtype=torch.long)
    for i, word in enumerate(words):
        ids[i] = vocabulary[word] if word in vocabulary else vocabulary["<unk>"]
    return ids


# %% right through-numpy
# 先做成 NumPy 数组，再变成张量
def encode_words(sentence, vocabulary):
    import numpy as np

    ids = np.array([vocabulary.get(word, 1) for word in sentence.split()], dtype=np.int64)
    return torch.from_numpy(ids)


# %% right long-tensor
# 用 torch.LongTensor
def encode_words(sentence, vocabulary):
    return torch.LongTensor([vocabulary.get(word, vocabulary["<unk>"]) for word in sentence.split()])


# %% right conditional
# 用条件表达式查表，最后 .long()
def encode_words(sentence, vocabulary):
    ids = []
    for word in sentence.split():
        ids.append(vocabulary[word] if word in vocabulary else vocabulary["<unk>"])
    return torch.tensor(ids).long()
