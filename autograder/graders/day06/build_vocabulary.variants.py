# %% wrong by-set
# 编号按字的大小排了序，不是按第一次出现的次序
def build_vocabulary(texts):
    return {character: i + 2 for i, character in enumerate(sorted(set("".join(texts))))}


# %% wrong from-zero
# 编号从 0 开始，与填充和未知混在了一起
def build_vocabulary(texts):
    return {character: i for i, character in enumerate(dict.fromkeys("".join(texts)))}


# %% wrong from-one
# 编号从 1 开始，与未知混在了一起
def build_vocabulary(texts):
    return {character: i + 1 for i, character in enumerate(dict.fromkeys("".join(texts)))}


# %% wrong renumbered
# 重复出现的字又得到了新的编号
def build_vocabulary(texts):
    return {character: i + 2 for i, character in enumerate("".join(texts))}


# %% wrong overwritten
# 没有先问字典里有没有：重复的字被改成了新的编号，会和别的字相同
def build_vocabulary(texts):
    vocabulary = {}
    for text in texts:
        for character in text:
            vocabulary[character] = len(vocabulary) + 2
    return vocabulary


# %% wrong gaps
# 每读一个字计数就加一，重复的字也占了编号，编号不连续
def build_vocabulary(texts):
    vocabulary, number = {}, 2
    for text in texts:
        for character in text:
            vocabulary.setdefault(character, number)
            number += 1
    return vocabulary


# %% wrong special-keys
# 把填充和未知也当成键放进了字典
def build_vocabulary(texts):
    vocabulary = {"<pad>": 0, "<unk>": 1}
    for character in "".join(texts):
        vocabulary.setdefault(character, len(vocabulary))
    return vocabulary


# %% wrong by-frequency
# 编号按出现的次数从多到少排，不是按第一次出现的次序
def build_vocabulary(texts):
    joined = "".join(texts)
    order = sorted(dict.fromkeys(joined), key=lambda character: -joined.count(character))
    return {character: i + 2 for i, character in enumerate(order)}


# %% wrong no-punctuation
# 跳过了标点和空格，只给字母、数字和汉字编号
def build_vocabulary(texts):
    kept = [character for character in "".join(texts) if character.isalnum()]
    return {character: i + 2 for i, character in enumerate(dict.fromkeys(kept))}


# %% wrong whole-texts
# 给每条文本编了号，不是给每个字编号
def build_vocabulary(texts):
    return {text: i + 2 for i, text in enumerate(dict.fromkeys(texts))}


# %% wrong number-to-character
# 字典反了：编号是键，字是值
def build_vocabulary(texts):
    return dict(enumerate(dict.fromkeys("".join(texts)), start=2))


# %% wrong first-text-only
# return 写在了循环里，只读了第一条文本
def build_vocabulary(texts):
    vocabulary = {}
    for text in texts:
        for character in text:
            vocabulary.setdefault(character, len(vocabulary) + 2)
        return vocabulary
    return vocabulary


# %% wrong each-text-anew
# 每条文本都重新从 2 开始编号，不同的字得到了相同的编号
def build_vocabulary(texts):
    vocabulary = {}
    for text in texts:
        for number, character in enumerate(dict.fromkeys(text), start=2):
            vocabulary.setdefault(character, number)
    return vocabulary


# %% wrong spaces-dropped
# 跳过了空格和制表符，没有给它们编号
def build_vocabulary(texts):
    kept = [character for character in "".join(texts) if not character.isspace()]
    return {character: i + 2 for i, character in enumerate(dict.fromkeys(kept))}


# %% wrong lower-case
# 字母都变成了小写，大小写不再区分
def build_vocabulary(texts):
    return {character: i + 2 for i, character in enumerate(dict.fromkeys("".join(texts).lower()))}


# %% wrong consumes-texts
# 用 pop 一条一条地取，调用者的列表被取空了
def build_vocabulary(texts):
    vocabulary = {}
    while texts:
        for character in texts.pop(0):
            vocabulary.setdefault(character, len(vocabulary) + 2)
    return vocabulary


# %% wrong stripped
# 去掉了每条文本两头的空白
def build_vocabulary(texts):
    joined = "".join(text.strip() for text in texts)
    return {character: i + 2 for i, character in enumerate(dict.fromkeys(joined))}


# %% right dict-fromkeys
# 先用 dict.fromkeys 去重，再编号
def build_vocabulary(texts):
    return {character: i for i, character in enumerate(dict.fromkeys("".join(texts)), start=2)}


# %% right list-index
# 先收集成列表，再由位置得到编号
def build_vocabulary(texts):
    seen = []
    for text in texts:
        for character in text:
            if character not in seen:
                seen.append(character)
    return {character: seen.index(character) + 2 for character in seen}


# %% right setdefault
# 用 setdefault
def build_vocabulary(texts):
    vocabulary = {}
    for character in "".join(texts):
        vocabulary.setdefault(character, len(vocabulary) + 2)
    return vocabulary


# %% right counter
# 编号由一个计数器给出，不在字典里才加一
def build_vocabulary(texts):
    vocabulary, number = {}, 2
    for i in range(len(texts)):
        for j in range(len(texts[i])):
            if vocabulary.get(texts[i][j]) is None:
                vocabulary[texts[i][j]] = number
                number += 1
    return vocabulary
