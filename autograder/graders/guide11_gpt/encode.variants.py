# %%
from itertools import pairwise


# %% wrong greedy-longest
# 从左往右每次挑了最长的词元，没有照合并的次序
def pieces(merges):
    table = [bytes([i]) for i in range(256)]
    for a, b in merges:
        table.append(table[a] + table[b])
    return table


def encode(text, merges):
    table, data, out, i = pieces(merges), text.encode(), [], 0
    while i < len(data):
        best = max(
            (n for n, piece in enumerate(table) if data.startswith(piece, i)), key=lambda n: len(table[n])
        )
        out.append(best)
        i += len(table[best])
    return out


# %% wrong one-pass
# 从左到右只走了一遍，碰上表里的一对就并，并出来的没有再看
def encode(text, merges):
    rank = {tuple(pair): i for i, pair in enumerate(merges)}
    ids, out, i = list(text.encode()), [], 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) in rank:
            out.append(256 + rank[ids[i], ids[i + 1]])
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out


# %% wrong leftmost-first
# 反复合并最左边的那一对，不管它在表里排第几
def encode(text, merges):
    rank = {tuple(pair): i for i, pair in enumerate(merges)}
    ids, i = list(text.encode()), 0
    while i + 1 < len(ids):
        if (ids[i], ids[i + 1]) in rank:
            ids[i : i + 2] = [256 + rank[ids[i], ids[i + 1]]]
            i = 0
        else:
            i += 1
    return ids


# %% wrong backwards
# 合并表是从后往前走的
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


def encode(text, merges):
    ids = list(text.encode())
    for i in reversed(range(len(merges))):
        ids = swap(ids, tuple(merges[i]), 256 + i)
    return ids


# %% wrong first-place-only
# 每个合并只换了第一处
def encode(text, merges):
    ids = list(text.encode())
    for new, pair in enumerate(merges, start=256):
        for i in range(len(ids) - 1):
            if (ids[i], ids[i + 1]) == tuple(pair):
                ids[i : i + 2] = [new]
                break
    return ids


# %% wrong overlapping
# 换 aaa 这样的一串时重叠着换，换出了两个
def encode(text, merges):
    ids = list(text.encode())
    for new, pair in enumerate(merges, start=256):
        out, i = [], 0
        while i < len(ids):
            if i + 1 < len(ids) and (ids[i], ids[i + 1]) == tuple(pair):
                out.append(new)
                i += 1 if i + 2 < len(ids) and (ids[i + 1], ids[i + 2]) == tuple(pair) else 2
            else:
                out.append(ids[i])
                i += 1
        ids = out
    return ids


# %% wrong from-the-right
# 同样的两个挨在一起时，从右往左换的
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


def encode(text, merges):
    ids = list(text.encode())
    for new, (a, b) in enumerate(merges, start=256):
        ids = swap(ids[::-1], (b, a), new)[::-1]
    return ids


# %% wrong characters
# 从字符的编号出发，没有变成 UTF-8 字节
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


def encode(text, merges):
    ids = [ord(c) for c in text]
    for new, pair in enumerate(merges, start=256):
        ids = swap(ids, tuple(pair), new)
    return ids


# %% wrong last-pair-lost
# 最后两个从不合并，循环停早了一格
def encode(text, merges):
    ids = list(text.encode())
    for new, pair in enumerate(merges, start=256):
        out, i = [], 0
        while i < len(ids):
            if i < len(ids) - 2 and (ids[i], ids[i + 1]) == tuple(pair):
                out.append(new)
                i += 2
            else:
                out.append(ids[i])
                i += 1
        ids = out
    return ids


# %% wrong off-by-one
# 新编号从 255 起，差了一个
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


def encode(text, merges):
    ids = list(text.encode())
    for new, pair in enumerate(merges, start=256):
        ids = swap(ids, tuple(pair), new)
    return [i - 1 if i >= 256 else i for i in ids]


# %% right string-replace
# 把编号当成字符，用字符串的 replace
def encode(text, merges):
    chars = text.encode().decode("latin-1")
    for new, (a, b) in enumerate(merges, start=256):
        chars = chars.replace(chr(a) + chr(b), chr(new))
    return [ord(c) for c in chars]


# %% right lowest-rank
# 每一轮找排得最靠前的一对，返回 tuple
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


def encode(text, merges):
    ids, ranks = list(text.encode("utf-8")), {tuple(pair): i for i, pair in enumerate(merges)}
    while len(ids) >= 2:
        pair = min(pairwise(ids), key=lambda p: ranks.get(p, float("inf")))
        if pair not in ranks:
            break
        ids = swap(ids, pair, 256 + ranks[pair])
    return tuple(ids)
