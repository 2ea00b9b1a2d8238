# %% wrong split
# 用 split() 切开，标点粘在词上
def word_count(text, n):
    words = text.lower().split()
    return Counter(words).most_common(n)


# %% wrong ties-sorted
# 次数相同的按字母排了序
def word_count(text, n):
    words = re.findall(r"[a-z]+(?:'[a-z]+)*|[\u4e00-\u9fff]", text.lower())
    return sorted(Counter(words).items(), key=lambda p: (-p[1], p[0]))[:n]


# %% wrong ties-last-first
# 次数相同的，后出现的排在了前面
def word_count(text, n):
    words = re.findall(r"[a-z]+(?:'[a-z]+)*|[\u4e00-\u9fff]", text.lower())
    pairs = list(Counter(words).items())
    pairs.reverse()
    pairs.sort(key=lambda p: -p[1])
    return pairs[:n]


# %% wrong chinese-runs
# 连着的汉字当成了一个词
def word_count(text, n):
    words = re.findall(r"[a-z]+(?:'[a-z]+)*|[\u4e00-\u9fff]+", text.lower())
    return Counter(words).most_common(n)


# %% wrong no-chinese
# 汉字没有算成词
def word_count(text, n):
    words = re.findall(r"[a-z]+(?:'[a-z]+)*", text.lower())
    return Counter(words).most_common(n)


# %% wrong outer-quotes
# 两头的撇号也算进了词里
def word_count(text, n):
    words = re.findall(r"[a-z']+|[\u4e00-\u9fff]", text.lower())
    return Counter(words).most_common(n)


# %% wrong no-apostrophes
# 撇号把 it's 分成了两个词
def word_count(text, n):
    words = re.findall(r"[a-z]+|[\u4e00-\u9fff]", text.lower())
    return Counter(words).most_common(n)


# %% wrong one-apostrophe
# 一个词里只认一个撇号
def word_count(text, n):
    words = re.findall(r"[a-z]+(?:'[a-z]+)?|[\u4e00-\u9fff]", text.lower())
    return Counter(words).most_common(n)


# %% wrong capturing
# 圈没有写成 (?:…)，findall 给的是圈里的
def word_count(text, n):
    words = re.findall(r"[a-z]+('[a-z]+)*|[\u4e00-\u9fff]", text.lower())
    return Counter(words).most_common(n)


# %% wrong case
# 没有 lower()，大小写不同的成了不同的词
def word_count(text, n):
    words = re.findall(r"[A-Za-z]+(?:'[A-Za-z]+)*|[\u4e00-\u9fff]", text)
    return Counter(words).most_common(n)


# %% wrong capitals-lost
# 没有 lower()，大写字母不见了
def word_count(text, n):
    words = re.findall(r"[a-z]+(?:'[a-z]+)*|[\u4e00-\u9fff]", text)
    return Counter(words).most_common(n)


# %% wrong word-characters
# 用了 \w，数字和下划线也成了词的一部分
def word_count(text, n):
    words = re.findall(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+(?:'[^\W\u4e00-\u9fff]+)*", text.lower())
    return Counter(words).most_common(n)


# %% wrong any-letter
# 带音标的字母也算成了词的一部分
def word_count(text, n):
    words = re.findall(r"[a-zà-ÿ]+(?:'[a-zà-ÿ]+)*|[\u4e00-\u9fff]", text.lower())
    return Counter(words).most_common(n)


# %% wrong all-given
# 没有理会 n，全部给了出来
def word_count(text, n):
    words = re.findall(r"[a-z]+(?:'[a-z]+)*|[\u4e00-\u9fff]", text.lower())
    return Counter(words).most_common()


# %% wrong least-common
# 给的是最少见的
def word_count(text, n):
    words = re.findall(r"[a-z]+(?:'[a-z]+)*|[\u4e00-\u9fff]", text.lower())
    return Counter(words).most_common()[: -n - 1 : -1]


# %% wrong dict
# 返回的是字典，不是元组的列表
def word_count(text, n):
    words = re.findall(r"[a-z]+(?:'[a-z]+)*|[\u4e00-\u9fff]", text.lower())
    return dict(Counter(words).most_common(n))


# %% wrong words-only
# 只给了词，没有给次数
def word_count(text, n):
    words = re.findall(r"[a-z]+(?:'[a-z]+)*|[\u4e00-\u9fff]", text.lower())
    return [word for word, _ in Counter(words).most_common(n)]


# %% wrong swapped
# 元组里次数写在了前面
def word_count(text, n):
    words = re.findall(r"[a-z]+(?:'[a-z]+)*|[\u4e00-\u9fff]", text.lower())
    return [(times, word) for word, times in Counter(words).most_common(n)]


# %% wrong word-characters-in-runs
# 用了 \w，连着的汉字、数字、下划线都粘成了词
def word_count(text, n):
    return Counter(re.findall(r"\w+(?:'\w+)*|[\u4e00-\u9fff]", text.lower())).most_common(n)


# %% wrong short-range
# 汉字的范围少了末尾一截：到 9fff，不是 9fa5
def word_count(text, n):
    return Counter(re.findall(r"[a-z]+(?:'[a-z]+)*|[\u4e00-\u9fa5]", text.lower())).most_common(n)


# %% right by-hand
# 不用正则表达式，一个一个字符地看
def word_count(text, n):
    counts = {}
    letters = "abcdefghijklmnopqrstuvwxyz"
    text = text.lower() + " "
    word = ""
    for i in range(len(text)):
        c = text[i]
        if c in letters or (c == "'" and word and text[i + 1] in letters):
            word += c
        else:
            if word:
                counts[word] = counts.get(word, 0) + 1
                word = ""
            if "\u4e00" <= c <= "\u9fff":
                counts[c] = counts.get(c, 0) + 1
    ranked = sorted(counts, key=counts.get, reverse=True)
    return [(word, counts[word]) for word in ranked[:n]]


# %% right finditer
# 用 finditer 和普通的字典
def word_count(text, n):
    counts = {}
    for match in re.finditer("[\u4e00-\u9fff]|[a-z]+('[a-z]+)*", text.lower()):
        word = match.group()
        if word not in counts:
            counts[word] = 0
        counts[word] += 1
    pairs = list(counts.items())
    pairs.sort(key=lambda pair: pair[1], reverse=True)
    return [[word, times] for word, times in pairs][0:n]
