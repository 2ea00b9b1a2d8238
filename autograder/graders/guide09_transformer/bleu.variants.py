# %%
import math
from collections import Counter

import numpy as np


# %% wrong mean-of-sentences
# 一句一句地算 BLEU，再取平均：命中数和总数应当先在所有句子上加起来
def bleu(candidates, references):
    scores = []
    for candidate, reference in zip(candidates, references):
        product = 1.0
        for n in range(1, 5):
            ours, theirs = (
                Counter(tuple(w[i : i + n]) for i in range(len(w) - n + 1)) for w in (candidate, reference)
            )
            total = ours.total()
            product *= (ours & theirs).total() / total if total else 0.0
        short = math.exp(min(0.0, 1 - len(reference) / len(candidate))) if candidate else 0.0
        scores.append(100 * short * product**0.25)
    return sum(scores) / len(scores)


# %% wrong mean-of-precisions
# 每一阶的精确率一句一句算再平均
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 5):
        shares = []
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(w[i : i + n]) for i in range(len(w) - n + 1)) for w in (candidate, reference)
            )
            if ours.total():
                shares.append((ours & theirs).total() / ours.total())
        product *= sum(shares) / len(shares) if shares else 0.0
    c, r = sum(map(len, candidates)), sum(map(len, references))
    return 100 * (min(1.0, math.exp(1 - r / c)) if c else 0.0) * product**0.25


# %% wrong not-clipped
# 没有截断：译文里重复的词，参考里有一个就全算命中
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 5):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += sum((count for gram, count in ours.items() if gram in theirs))
            total += ours.total()
        if hits == 0:
            return 0.0
        product *= hits / total
    c, r = (sum(map(len, candidates)), sum(map(len, references)))
    return 100 * min(1.0, math.exp(1 - r / c)) * product**0.25


# %% wrong no-brevity
# 没有罚短
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 5):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += ours.total()
        if hits == 0:
            return 0.0
        product *= hits / total
    return 100 * 1.0 * product**0.25


# %% wrong long-rewarded
# 译得比参考长时也乘了 e^(1 − r/c)，成了奖励
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 5):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += ours.total()
        if hits == 0:
            return 0.0
        product *= hits / total
    c, r = (sum(map(len, candidates)), sum(map(len, references)))
    return 100 * math.exp(1 - r / c) * product**0.25


# %% wrong brevity-inverted
# 罚短的 r 和 c 弄反了：写成了 e^(1 − c/r)
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 5):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += ours.total()
        if hits == 0:
            return 0.0
        product *= hits / total
    c, r = (sum(map(len, candidates)), sum(map(len, references)))
    return 100 * min(1.0, math.exp(1 - c / r)) * product**0.25


# %% wrong brevity-ratio
# 罚短用的是 c / r，不是 e^(1 − r/c)
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 5):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += ours.total()
        if hits == 0:
            return 0.0
        product *= hits / total
    c, r = (sum(map(len, candidates)), sum(map(len, references)))
    return 100 * min(1.0, c / r) * product**0.25


# %% wrong brevity-by-sentence
# 一句一句地罚短再平均：c 和 r 应当先加起来
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 5):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += ours.total()
        if hits == 0:
            return 0.0
        product *= hits / total
    each = [math.exp(min(0.0, 1 - len(b) / len(a))) if a else 0.0 for a, b in zip(candidates, references)]
    return 100 * sum(each) / len(each) * product**0.25


# %% wrong recall
# 除以的是参考里的总数：那是召回率
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 5):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += theirs.total()
        if hits == 0:
            return 0.0
        product *= hits / max(total, 1)
    c, r = (sum(map(len, candidates)), sum(map(len, references)))
    return 100 * min(1.0, math.exp(1 - r / c)) * product**0.25


# %% wrong arithmetic-mean
# 四个精确率取了算术平均，应当取几何平均
def bleu(candidates, references):
    product = 0.0
    for n in range(1, 5):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += ours.total()
        if hits == 0:
            return 0.0
        product += hits / total / 4
    c, r = (sum(map(len, candidates)), sum(map(len, references)))
    return 100 * min(1.0, math.exp(1 - r / c)) * product


# %% wrong no-root
# 四个精确率的乘积没有开四次方
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 5):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += ours.total()
        if hits == 0:
            return 0.0
        product *= hits / total
    c, r = (sum(map(len, candidates)), sum(map(len, references)))
    return 100 * min(1.0, math.exp(1 - r / c)) * product


# %% wrong empty-order-skipped
# 哪一阶没有命中就跳过去，没有得 0
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 5):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += ours.total()
        if hits == 0:
            continue
        product *= hits / total
    c, r = (sum(map(len, candidates)), sum(map(len, references)))
    return 100 * min(1.0, math.exp(1 - r / c)) * product**0.25


# %% wrong not-in-percent
# 没有乘 100
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 5):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += ours.total()
        if hits == 0:
            return 0.0
        product *= hits / total
    c, r = (sum(map(len, candidates)), sum(map(len, references)))
    return min(1.0, math.exp(1 - r / c)) * product**0.25


# %% wrong distinct-only
# 数的是不重复的 n 元组，重复的只算一个
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 5):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter({tuple(words[i : i + n]) for i in range(len(words) - n + 1)})
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += ours.total()
        if hits == 0:
            return 0.0
        product *= hits / total
    c, r = (sum(map(len, candidates)), sum(map(len, references)))
    return 100 * min(1.0, math.exp(1 - r / c)) * product**0.25


# %% wrong up-to-three
# 只数到 3 元组
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 4):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += ours.total()
        if hits == 0:
            return 0.0
        product *= hits / total
    c, r = (sum(map(len, candidates)), sum(map(len, references)))
    return 100 * min(1.0, math.exp(1 - r / c)) * product ** (1 / 3)


# %% wrong smoothed
# 每一阶的命中数和总数都加了 1：题目要的是不平滑
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 5):
        hits = total = 1
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += ours.total()
        if hits == 0:
            return 0.0
        product *= hits / total
    c, r = (sum(map(len, candidates)), sum(map(len, references)))
    return 100 * min(1.0, math.exp(1 - r / c)) * product**0.25


# %% wrong brevity-inverted-and-turned
# 译得短时罚的是 e^(1 − c/r)，比 1 还大，反而成了奖励
def bleu(candidates, references):
    product = 1.0
    for n in range(1, 5):
        hits = total = 0
        for candidate, reference in zip(candidates, references):
            ours, theirs = (
                Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
                for words in (candidate, reference)
            )
            hits += (ours & theirs).total()
            total += ours.total()
        if hits == 0:
            return 0.0
        product *= hits / total
    c, r = (sum(map(len, candidates)), sum(map(len, references)))
    return 100 * (math.exp(1 - c / r) if c < r else 1.0) * product**0.25


# %% right logarithms
# 用对数，列表数
def bleu(candidates, references):
    logs = []
    for n in (1, 2, 3, 4):
        hits, total = 0, 0
        for a, b in zip(candidates, references):
            left = [tuple(b[i : i + n]) for i in range(len(b) - n + 1)]
            for i in range(len(a) - n + 1):
                total += 1
                gram = tuple(a[i : i + n])
                if gram in left:
                    left.remove(gram)
                    hits += 1
        if not hits:
            return 0
        logs.append(math.log(hits) - math.log(total))
    c = sum(len(a) for a in candidates)
    r = sum(len(b) for b in references)
    penalty = 1.0 if c >= r else math.exp(1 - r / c)
    return 100 * penalty * math.exp(sum(logs) / 4)


# %% right with-arrays
# 命中数和总数放在数组里
def bleu(candidates, references):
    hits, total = np.zeros(4), np.zeros(4)
    for candidate, reference in zip(candidates, references):
        for n in range(4):
            ours, theirs = (Counter(zip(*(w[i:] for i in range(n + 1)))) for w in (candidate, reference))
            hits[n] += sum((ours & theirs).values())
            total[n] += max(0, len(candidate) - n)
    if (hits == 0).any():
        return np.float64(0)
    c, r = sum(map(len, candidates)), sum(map(len, references))
    return 100 * np.exp(np.log(hits / total).mean() + min(0, 1 - r / c))
