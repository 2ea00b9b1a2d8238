# %%
import math

import numpy as np


# %% wrong finished-extended
# 写完的又被接着写
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        total, prefix = beam
        return total / ((5 + len(prefix) - 1) / 6) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max_length):
        unfinished = beams
        if all(beam[1][-1] == end for beam in beams):
            break
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = []
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return beams[0][1][1:]


# %% wrong finished-set-aside
# 写完的立刻拿到一边，不再和没写完的争位子
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        return beam[0] / ((5 + len(beam[1]) - 1) / 6) ** alpha

    beams, done = [(0.0, [start])], []
    for _ in range(max_length):
        if not beams or len(done) >= width:
            break
        table = step([prefix for _, prefix in beams])
        candidates = []
        for (total, prefix), row in zip(beams, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        kept = sorted(candidates, key=score, reverse=True)[:width]
        done += [beam for beam in kept if beam[1][-1] == end]
        beams = [beam for beam in kept if beam[1][-1] != end]
    return max(done + beams, key=score)[1][1:]


# %% wrong finished-lost
# 写完的没有带到下一轮，丢了
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        total, prefix = beam
        return total / ((5 + len(prefix) - 1) / 6) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max_length):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = []
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return beams[0][1][1:]


# %% wrong stops-at-the-first
# 有一个写完就停了，没有等留下的全写完
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        total, prefix = beam
        return total / ((5 + len(prefix) - 1) / 6) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max_length):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if len(unfinished) < len(beams):
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = [beam for beam in beams if beam[1][-1] == end]
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return beams[0][1][1:]


# %% wrong start-counted
# 长度多算了一个：把 start 也数了进去
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        total, prefix = beam
        return total / ((5 + len(prefix)) / 6) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max_length):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = [beam for beam in beams if beam[1][-1] == end]
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return beams[0][1][1:]


# %% wrong no-penalty
# 按对数概率之和来排：没有除以长度的惩罚，或者长的短的除的是同一个数
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        return beam[0]

    beams = [(0.0, [start])]
    for _ in range(max_length):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = [beam for beam in beams if beam[1][-1] == end]
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return beams[0][1][1:]


# %% wrong plain-length
# 除以的是 n 的 α 次方，不是 ((5 + n) / 6) 的 α 次方
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        total, prefix = beam
        return total / max(1, len(prefix) - 1) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max_length):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = [beam for beam in beams if beam[1][-1] == end]
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return beams[0][1][1:]


# %% wrong penalty-multiplied
# 乘上了长度惩罚，应当是除
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        total, prefix = beam
        return total * ((5 + len(prefix) - 1) / 6) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max_length):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = [beam for beam in beams if beam[1][-1] == end]
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return beams[0][1][1:]


# %% wrong best-sum
# 途中按 score 排，最后却挑了和最大的
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        total, prefix = beam
        return total / ((5 + len(prefix) - 1) / 6) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max_length):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = [beam for beam in beams if beam[1][-1] == end]
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return max(beams)[1][1:]


# %% wrong ranked-by-sum
# 途中按和来排，只有最后才按 score 挑
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        total, prefix = beam
        return total / ((5 + len(prefix) - 1) / 6) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max_length):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = [beam for beam in beams if beam[1][-1] == end]
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=lambda beam: beam[0], reverse=True)[:width]
    return max(beams, key=score)[1][1:]


# %% wrong separate-greedy
# 每个开头各自只留自己最好的一个后代：成了几条互不相干的贪心
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        total, prefix = beam
        return total / ((5 + len(prefix) - 1) / 6) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max_length):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = [beam for beam in beams if beam[1][-1] == end]
        for (total, prefix), row in zip(unfinished, table):
            heads = sorted(((total + float(p), [*prefix, w]) for w, p in enumerate(row)), reverse=True)
            candidates += heads[: width if prefix == [start] else 1]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return beams[0][1][1:]


# %% wrong start-returned
# 返回时带着 start
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        total, prefix = beam
        return total / ((5 + len(prefix) - 1) / 6) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max_length):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = [beam for beam in beams if beam[1][-1] == end]
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return beams[0][1]


# %% wrong end-removed
# 返回时去掉了 end
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        total, prefix = beam
        return total / ((5 + len(prefix) - 1) / 6) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max_length):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = [beam for beam in beams if beam[1][-1] == end]
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return [w for w in beams[0][1][1:] if w != end]


# %% wrong one-word-more
# 比 max_length 多写了一个词
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        total, prefix = beam
        return total / ((5 + len(prefix) - 1) / 6) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max_length + 1):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = [beam for beam in beams if beam[1][-1] == end]
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return beams[0][1][1:]


# %% wrong start-in-the-length
# max_length 把 start 也算了进去，少写了一个词
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        total, prefix = beam
        return total / ((5 + len(prefix) - 1) / 6) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max(1, max_length - 1)):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = [beam for beam in beams if beam[1][-1] == end]
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + float(p), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return beams[0][1][1:]


# %% wrong probabilities-summed
# 加的是概率，不是对数概率
def beam_search(step, start, end, width, max_length, alpha=0.6):

    def score(beam):
        total, prefix = beam
        return total / ((5 + len(prefix) - 1) / 6) ** alpha

    beams = [(0.0, [start])]
    for _ in range(max_length):
        unfinished = [beam for beam in beams if beam[1][-1] != end]
        if not unfinished:
            break
        table = step([prefix for _, prefix in unfinished])
        candidates = [beam for beam in beams if beam[1][-1] == end]
        for (total, prefix), row in zip(unfinished, table):
            candidates += [(total + math.exp(float(p)), [*prefix, w]) for w, p in enumerate(row)]
        beams = sorted(candidates, key=score, reverse=True)[:width]
    return beams[0][1][1:]


# %% right dictionaries
# 每一个记成字典，写完的带着标记
def beam_search(step, start, end, width, max_length, alpha=0.6):
    beams = [{"words": [], "sum": 0.0, "score": 0.0, "done": False}]
    n = 0
    while n < max_length and any(not beam["done"] for beam in beams):
        n += 1
        running = [beam for beam in beams if not beam["done"]]
        pool = [beam for beam in beams if beam["done"]]
        table = np.asarray(step([[start] + beam["words"] for beam in running]))
        sums = np.array([beam["sum"] for beam in running])[:, None] + table
        for flat in np.argsort(-sums, axis=None)[:width]:
            i, word = divmod(int(flat), table.shape[1])
            value = float(sums[i, word])
            pool.append(
                {
                    "words": running[i]["words"] + [word],
                    "sum": value,
                    "score": value / ((5 + n) / 6) ** alpha,
                    "done": word == end,
                }
            )
        pool.sort(key=lambda beam: -beam["score"])
        beams = pool[:width]
    return max(beams, key=lambda beam: beam["score"])["words"]


# %% right heapq
# 用 heapq.nlargest，写完的 score 存着
def beam_search(step, start, end, width, max_length, alpha=0.6):
    import heapq

    beams = [(0.0, 0.0, (start,))]
    for n in range(1, max_length + 1):
        going = [b for b in beams if b[2][-1] != end]
        if not going:
            break
        fresh = []
        for (_, total, words), row in zip(going, step([list(b[2]) for b in going])):
            for word in range(len(row)):
                s = total + row[word]
                fresh.append((s / ((5 + n) / 6) ** alpha, s, (*words, word)))
        done = [b for b in beams if b[2][-1] == end]
        beams = heapq.nlargest(width, done + fresh)
    return tuple(beams[0][2][1:])
