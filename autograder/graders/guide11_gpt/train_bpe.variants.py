# %%
from collections import Counter, defaultdict
from itertools import pairwise


# %% wrong characters
# 从字符的编号出发，没有变成 UTF-8 字节
def start_of(text, vocab_size):
    if vocab_size < 256:
        raise ValueError
    return list(text.encode())


def swap(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


def learn(ids, vocab_size, pick=None, count=None, swap=swap, least=2):
    merges = []
    for new in range(256, vocab_size):
        counts = (count or (lambda ids: Counter(pairwise(ids))))(ids)
        if not counts:
            break
        pair = (pick or (lambda c: max(c, key=c.get)))(counts)
        if counts[pair] < least:
            break
        merges.append(pair)
        ids = swap(ids, pair, new)
    return merges


def train_bpe(text, vocab_size):
    start_of(text, vocab_size)
    return learn([ord(c) for c in text], vocab_size)


# %% wrong ties-by-largest
# 一样多的时候挑了编号大的一对，不是最先出现的
def start_of(text, vocab_size):
    if vocab_size < 256:
        raise ValueError
    return list(text.encode())


def swap(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


def learn(ids, vocab_size, pick=None, count=None, swap=swap, least=2):
    merges = []
    for new in range(256, vocab_size):
        counts = (count or (lambda ids: Counter(pairwise(ids))))(ids)
        if not counts:
            break
        pair = (pick or (lambda c: max(c, key=c.get)))(counts)
        if counts[pair] < least:
            break
        merges.append(pair)
        ids = swap(ids, pair, new)
    return merges


def train_bpe(text, vocab_size):
    return learn(start_of(text, vocab_size), vocab_size, pick=lambda c: max(c, key=lambda p: (c[p], p)))


# %% wrong ties-by-smallest
# 一样多的时候挑了编号小的一对，不是最先出现的
def start_of(text, vocab_size):
    if vocab_size < 256:
        raise ValueError
    return list(text.encode())


def swap(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


def learn(ids, vocab_size, pick=None, count=None, swap=swap, least=2):
    merges = []
    for new in range(256, vocab_size):
        counts = (count or (lambda ids: Counter(pairwise(ids))))(ids)
        if not counts:
            break
        pair = (pick or (lambda c: max(c, key=c.get)))(counts)
        if counts[pair] < least:
            break
        merges.append(pair)
        ids = swap(ids, pair, new)
    return merges


def train_bpe(text, vocab_size):
    return learn(start_of(text, vocab_size), vocab_size, pick=lambda c: max(sorted(c), key=c.get))


# %% wrong ties-by-last
# 一样多的时候挑了最后才出现的一对
def start_of(text, vocab_size):
    if vocab_size < 256:
        raise ValueError
    return list(text.encode())


def swap(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


def learn(ids, vocab_size, pick=None, count=None, swap=swap, least=2):
    merges = []
    for new in range(256, vocab_size):
        counts = (count or (lambda ids: Counter(pairwise(ids))))(ids)
        if not counts:
            break
        pair = (pick or (lambda c: max(c, key=c.get)))(counts)
        if counts[pair] < least:
            break
        merges.append(pair)
        ids = swap(ids, pair, new)
    return merges


def train_bpe(text, vocab_size):
    return learn(start_of(text, vocab_size), vocab_size, pick=lambda c: max(reversed(list(c)), key=c.get))


# %% wrong overlapping
# 换 aaa 这样的一串时重叠着换，换出了两个
def start_of(text, vocab_size):
    if vocab_size < 256:
        raise ValueError
    return list(text.encode())


def swap(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


def learn(ids, vocab_size, pick=None, count=None, swap=swap, least=2):
    merges = []
    for new in range(256, vocab_size):
        counts = (count or (lambda ids: Counter(pairwise(ids))))(ids)
        if not counts:
            break
        pair = (pick or (lambda c: max(c, key=c.get)))(counts)
        if counts[pair] < least:
            break
        merges.append(pair)
        ids = swap(ids, pair, new)
    return merges


def train_bpe(text, vocab_size):
    def overlapping(ids, pair, new):
        out, i = [], 0
        while i < len(ids):
            if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
                out.append(new)
                i += 1 if i + 2 < len(ids) and (ids[i + 1], ids[i + 2]) == pair else 2
            else:
                out.append(ids[i])
                i += 1
        return out

    return learn(start_of(text, vocab_size), vocab_size, swap=overlapping)


# %% wrong counted-without-overlap
# 数的时候跳着数，aaa 里的 aa 只算了一次
def start_of(text, vocab_size):
    if vocab_size < 256:
        raise ValueError
    return list(text.encode())


def swap(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


def learn(ids, vocab_size, pick=None, count=None, swap=swap, least=2):
    merges = []
    for new in range(256, vocab_size):
        counts = (count or (lambda ids: Counter(pairwise(ids))))(ids)
        if not counts:
            break
        pair = (pick or (lambda c: max(c, key=c.get)))(counts)
        if counts[pair] < least:
            break
        merges.append(pair)
        ids = swap(ids, pair, new)
    return merges


def train_bpe(text, vocab_size):
    def count(ids):
        counts, last = Counter(), None
        for i, pair in enumerate(pairwise(ids)):
            if pair[0] == pair[1] and last == (i - 1, pair):
                last = None
                continue
            counts[pair] += 1
            last = (i, pair)
        return counts

    return learn(start_of(text, vocab_size), vocab_size, count=count)


# %% wrong merges-singles
# 只出现一次的一对也合并了，没有停
def start_of(text, vocab_size):
    if vocab_size < 256:
        raise ValueError
    return list(text.encode())


def swap(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


def learn(ids, vocab_size, pick=None, count=None, swap=swap, least=2):
    merges = []
    for new in range(256, vocab_size):
        counts = (count or (lambda ids: Counter(pairwise(ids))))(ids)
        if not counts:
            break
        pair = (pick or (lambda c: max(c, key=c.get)))(counts)
        if counts[pair] < least:
            break
        merges.append(pair)
        ids = swap(ids, pair, new)
    return merges


def train_bpe(text, vocab_size):
    return learn(start_of(text, vocab_size), vocab_size, least=1)


# %% wrong needs-three
# 出现两次的一对没有合并，停得早了一步
def start_of(text, vocab_size):
    if vocab_size < 256:
        raise ValueError
    return list(text.encode())


def swap(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


def learn(ids, vocab_size, pick=None, count=None, swap=swap, least=2):
    merges = []
    for new in range(256, vocab_size):
        counts = (count or (lambda ids: Counter(pairwise(ids))))(ids)
        if not counts:
            break
        pair = (pick or (lambda c: max(c, key=c.get)))(counts)
        if counts[pair] < least:
            break
        merges.append(pair)
        ids = swap(ids, pair, new)
    return merges


def train_bpe(text, vocab_size):
    return learn(start_of(text, vocab_size), vocab_size, least=3)


# %% wrong counted-once
# 对子只在开头数了一遍，合并以后没有重新数
def start_of(text, vocab_size):
    if vocab_size < 256:
        raise ValueError
    return list(text.encode())


def train_bpe(text, vocab_size):
    ids = start_of(text, vocab_size)
    counts = Counter(pairwise(ids))
    return [pair for pair, n in counts.most_common(vocab_size - 256) if n >= 2]


# %% wrong too-many
# 合并了 vocab_size 次，没有减去 256 个字节
def start_of(text, vocab_size):
    if vocab_size < 256:
        raise ValueError
    return list(text.encode())


def swap(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


def learn(ids, vocab_size, pick=None, count=None, swap=swap, least=2):
    merges = []
    for new in range(256, vocab_size):
        counts = (count or (lambda ids: Counter(pairwise(ids))))(ids)
        if not counts:
            break
        pair = (pick or (lambda c: max(c, key=c.get)))(counts)
        if counts[pair] < least:
            break
        merges.append(pair)
        ids = swap(ids, pair, new)
    return merges


def train_bpe(text, vocab_size):
    return learn(start_of(text, vocab_size), vocab_size + 256)


# %% wrong one-short
# 少合并了一次
def start_of(text, vocab_size):
    if vocab_size < 256:
        raise ValueError
    return list(text.encode())


def swap(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


def learn(ids, vocab_size, pick=None, count=None, swap=swap, least=2):
    merges = []
    for new in range(256, vocab_size):
        counts = (count or (lambda ids: Counter(pairwise(ids))))(ids)
        if not counts:
            break
        pair = (pick or (lambda c: max(c, key=c.get)))(counts)
        if counts[pair] < least:
            break
        merges.append(pair)
        ids = swap(ids, pair, new)
    return merges


def train_bpe(text, vocab_size):
    return learn(start_of(text, vocab_size), vocab_size - 1)


# %% wrong small-accepted
# vocab_size 装不下全部字节，也没有抛出 ValueError
def swap(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


def learn(ids, vocab_size, pick=None, count=None, swap=swap, least=2):
    merges = []
    for new in range(256, vocab_size):
        counts = (count or (lambda ids: Counter(pairwise(ids))))(ids)
        if not counts:
            break
        pair = (pick or (lambda c: max(c, key=c.get)))(counts)
        if counts[pair] < least:
            break
        merges.append(pair)
        ids = swap(ids, pair, new)
    return merges


def train_bpe(text, vocab_size):
    return learn(list(text.encode()), vocab_size)


# %% wrong first-place-only
# 每次只换了第一处，后面的没有换
def start_of(text, vocab_size):
    if vocab_size < 256:
        raise ValueError
    return list(text.encode())


def swap(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


def learn(ids, vocab_size, pick=None, count=None, swap=swap, least=2):
    merges = []
    for new in range(256, vocab_size):
        counts = (count or (lambda ids: Counter(pairwise(ids))))(ids)
        if not counts:
            break
        pair = (pick or (lambda c: max(c, key=c.get)))(counts)
        if counts[pair] < least:
            break
        merges.append(pair)
        ids = swap(ids, pair, new)
    return merges


def train_bpe(text, vocab_size):
    def once(ids, pair, new):
        for i in range(len(ids) - 1):
            if (ids[i], ids[i + 1]) == pair:
                return [*ids[:i], new, *ids[i + 2 :]]
        return ids

    return learn(start_of(text, vocab_size), vocab_size, swap=once)


# %% wrong split-at-blanks
# 先按空白切开了，合并不跨过空格
def start_of(text, vocab_size):
    if vocab_size < 256:
        raise ValueError
    return list(text.encode())


def swap(ids, pair, new):
    out, i = [], 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) == pair:
            out.append(new)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


def train_bpe(text, vocab_size):
    start_of(text, vocab_size)
    words = [list(word.encode()) for word in text.split()]
    merges = []
    for new in range(256, vocab_size):
        counts = Counter(pair for ids in words for pair in pairwise(ids))
        if not counts or max(counts.values()) < 2:
            break
        pair = max(counts, key=counts.get)
        merges.append(pair)
        words = [swap(ids, pair, new) for ids in words]
    return merges


# %% right string-replace
# 把编号当成字符，用字符串的 replace
def train_bpe(text, vocab_size):
    if vocab_size < 256:
        raise ValueError("too small")
    chars = text.encode().decode("latin-1")
    merges = []
    while len(merges) < vocab_size - 256:
        counts = Counter(pairwise(chars))
        if not counts or max(counts.values()) < 2:
            break
        (a, b), _ = counts.most_common(1)[0]
        chars = chars.replace(a + b, chr(256 + len(merges)))
        merges.append((ord(a), ord(b)))
    return merges


# %% right lists-and-arrays
# 用 NumPy 数对子，每一对是列表
def train_bpe(text, vocab_size):
    import numpy as np

    if vocab_size < 256:
        raise ValueError("字节就有 256 种")
    ids = np.frombuffer(text.encode("utf-8"), dtype=np.uint8).astype(np.int64)
    merges = []
    for new in range(256, vocab_size):
        if len(ids) < 2:
            break
        codes = ids[:-1] * 2**20 + ids[1:]
        kinds, first, counts = np.unique(codes, return_index=True, return_counts=True)
        best = np.flatnonzero(counts == counts.max())
        best = best[np.argmin(first[best])]
        if counts[best] < 2:
            break
        a, b = divmod(int(kinds[best]), 2**20)
        merges.append([a, b])
        keep, i, hits = [], 0, set(np.flatnonzero(codes == kinds[best]).tolist())
        plain = ids.tolist()
        while i < len(plain):
            keep.append(new if i in hits else plain[i])
            i += 2 if i in hits else 1
        ids = np.array(keep)
    return merges


# %% right dictionary
# 用字典，自己管次数或编号
from collections import defaultdict


def train_bpe(text: str, vocab_size: int):
    if vocab_size < 256:
        raise ValueError
    ids, merges = list(text.encode("utf8")), []
    while 256 + len(merges) < vocab_size:
        counts = defaultdict(int)
        for i in range(len(ids) - 1):
            counts[ids[i], ids[i + 1]] += 1
        pair = None
        for candidate, times in counts.items():
            if times >= 2 and (pair is None or times > counts[pair]):
                pair = candidate
        if pair is None:
            return merges
        i = 0
        while i < len(ids) - 1:
            if (ids[i], ids[i + 1]) == pair:
                ids[i : i + 2] = [256 + len(merges)]
            i += 1
        merges.append(pair)
    return merges
