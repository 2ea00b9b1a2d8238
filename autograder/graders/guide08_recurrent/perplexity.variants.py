# %%
import math

import numpy as np


# %% wrong mean-of-means
# 各批的平均直接再平均，不管每批有几个字
def perplexity(losses, counts):
    total = sum(losses)
    return math.exp(total / len(losses))


# %% wrong mean-of-perplexities
# 先各自取指数，再按字数平均
def perplexity(losses, counts):
    return sum(math.exp(loss) * count for loss, count in zip(losses, counts)) / sum(counts)


# %% wrong plain-mean-of-perplexities
# 先各自取指数，再直接平均，也不管每批有几个字
def perplexity(losses, counts):
    return sum(math.exp(loss) for loss in losses) / len(losses)


# %% wrong base-two
# 底数用了 2，损失却是自然对数的
def perplexity(losses, counts):
    total = sum(loss * count for loss, count in zip(losses, counts))
    return 2 ** (total / sum(counts))


# %% wrong taken-as-sums
# 把 losses 当成了每批的总损失，没有乘字数
def perplexity(losses, counts):
    total = sum(loss for loss, count in zip(losses, counts))
    return math.exp(total / sum(counts))


# %% wrong no-exponential
# 没有取指数，返回的是平均损失
def perplexity(losses, counts):
    total = sum(loss * count for loss, count in zip(losses, counts))
    return total / sum(counts)


# %% wrong wrong-sign
# 指数里多了一个负号，得到的是平均概率的样子
def perplexity(losses, counts):
    total = sum(loss * count for loss, count in zip(losses, counts))
    return math.exp(-total / sum(counts))


# %% right by-numpy
# 用 np.average 加权
def perplexity(losses, counts):
    return np.exp(np.average(losses, weights=counts))


# %% right by-loop
# 一批一批地加
def perplexity(losses, counts):
    total, number = 0.0, 0
    for k in range(len(losses)):
        total += counts[k] * losses[k]
        number += counts[k]
    return math.e ** (total / number)
