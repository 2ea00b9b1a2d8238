# %% wrong no-specials
# 没有留出四个特殊符号，普通的词从 0 开始编号
def build_vocabulary(corpus):
    vocabulary = {}
    for sentence in corpus:
        for word in sentence.split():
            vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% wrong two-specials
# 只留了 <pad> 和 <unk>，漏掉 <bos> 和 <eos>，普通的词从 2 开始编号
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1}
    for sentence in corpus:
        for word in sentence.split():
            vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% wrong specials-last
# 特殊符号排在普通的词后面
def build_vocabulary(corpus):
    vocabulary = {}
    for sentence in corpus:
        for word in sentence.split():
            vocabulary.setdefault(word, len(vocabulary))
    for word in ("<pad>", "<unk>", "<bos>", "<eos>"):
        vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% wrong order-of-a-set
# 用 set 去掉重复的词，次序就不再是第一次出现的先后
def build_vocabulary(corpus):
    words = {word for sentence in corpus for word in sentence.split()}
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for word in words - set(vocabulary):
        vocabulary[word] = len(vocabulary)
    return vocabulary


# %% wrong alphabetical
# 把词排序之后再编号，没有按第一次出现的先后
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for word in sorted({word for sentence in corpus for word in sentence.split()} - set(vocabulary)):
        vocabulary[word] = len(vocabulary)
    return vocabulary


# %% wrong most-frequent-first
# 按出现的次数从多到少编号，没有按第一次出现的先后
def build_vocabulary(corpus):
    from collections import Counter

    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for word, _ in Counter(word for sentence in corpus for word in sentence.split()).most_common():
        vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% wrong characters
# 把每个字符当成一个词，没有按空白分开
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for sentence in corpus:
        for word in sentence:
            if not word.isspace():
                vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% wrong split-on-one-space
# 用 split(" ") 只按单个空格分，连着的空格会分出空字符串，制表符和换行留在词里
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for sentence in corpus:
        for word in sentence.split(" "):
            vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% wrong repeated-words-count
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


# %% wrong gaps
# 编号是词在语料里的位置，遇到重复的词就跳过一个号，编号不连续
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    words = [word for sentence in corpus for word in sentence.split()]
    for number, word in enumerate(words, start=4):
        vocabulary.setdefault(word, number)
    return vocabulary


# %% wrong specials-renumbered
# 语料里写着的特殊符号得到了新的编号，盖掉原来的
def build_vocabulary(corpus):
    words = dict.fromkeys(word for sentence in corpus for word in sentence.split())
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    return vocabulary | {word: number for number, word in enumerate(words, start=4)}


# %% wrong first-sentence-only
# 只读了第一个句子
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for word in " ".join(corpus[:1]).split():
        vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% wrong lower-case
# 把词都变成了小写
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for sentence in corpus:
        for word in sentence.lower().split():
            vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% wrong remembers-the-last-call
# 词表是函数外面的一个字典，上一次调用留下的词还在里面
_words = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}


def build_vocabulary(corpus):
    for sentence in corpus:
        for word in sentence.split():
            _words.setdefault(word, len(_words))
    return _words


# %% wrong consumes-the-corpus
# 用 pop 一句一句地取，调用者的列表被取空了
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    while corpus:
        for word in corpus.pop(0).split():
            vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% wrong each-sentence-anew
# 每个句子都重新从 4 开始编号，不同的词得到了相同的编号
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for sentence in corpus:
        for number, word in enumerate(dict.fromkeys(sentence.split()), start=4):
            vocabulary.setdefault(word, number)
    return vocabulary


# %% wrong number-to-word
# 字典反了：编号是键，词是值
def build_vocabulary(corpus):
    words = dict.fromkeys(["<pad>", "<unk>", "<bos>", "<eos>", *" ".join(corpus).split()])
    return dict(enumerate(words))


# %% wrong from-five
# 普通的词从 5 开始编号，空了一个号
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for word in " ".join(corpus).split():
        vocabulary.setdefault(word, len(vocabulary) + 1)
    return vocabulary


# %% wrong specials-in-another-order
# <bos> 和 <eos> 的编号反了
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 3, "<eos>": 2}
    for word in " ".join(corpus).split():
        vocabulary.setdefault(word, len(vocabulary))
    return vocabulary


# %% wrong punctuation-stripped
# 去掉了词两头的标点
def build_vocabulary(corpus):
    vocabulary = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}
    for word in " ".join(corpus).split():
        vocabulary.setdefault(word.strip(".,!?()'-，。"), len(vocabulary))
    return vocabulary


# %% wrong unk-first-split-on-one-space
# <unk> 编成了 0，<pad> 编成了 1；按单个空格切，切出了空的词
def build_vocabulary(corpus):
    numbers = {"<unk>": 0, "<pad>": 1, "<bos>": 2, "<eos>": 3}
    for sentence in corpus:
        for word in sentence.split(" "):
            numbers.setdefault(word, len(numbers))
    return numbers


# %% right ordered-keys
# 先用 dict.fromkeys 去重，再一起编号
def build_vocabulary(corpus):
    words = ["<pad>", "<unk>", "<bos>", "<eos>", *" ".join(corpus).split()]
    return {word: number for number, word in enumerate(dict.fromkeys(words))}


# %% right list-and-index
# 先收集一个没有重复的列表，再编号
def build_vocabulary(corpus):
    words = ["<pad>", "<unk>", "<bos>", "<eos>"]
    for sentence in corpus:
        for word in sentence.split():
            if word not in words:
                words.append(word)
    return dict(zip(words, range(len(words))))


# %% right counter
# 用 itertools.count 发号
def build_vocabulary(corpus):
    from collections import defaultdict
    from itertools import chain, count

    numbers = defaultdict(count().__next__)
    for word in chain(("<pad>", "<unk>", "<bos>", "<eos>"), *(sentence.split() for sentence in corpus)):
        numbers[word]
    return dict(numbers)
