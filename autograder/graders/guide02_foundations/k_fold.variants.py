# %%
import numpy as np


# %% wrong leak
# train 是全部样本，要考的也在里面
def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    order = rng.permutation(n)
    return [(order, part) for part in np.array_split(order, k)]


# %% wrong remainder-lost
# 每份 n // k 个，剩下的零头从来没有考过
def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    order, size = rng.permutation(n), n // k
    out = []
    for i in range(k):
        test = order[i * size : (i + 1) * size]
        out.append((np.setdiff1d(order, test), test))
    return out


# %% wrong remainder-in-last
# 零头全给了最后一份
def pairs(parts):
    return [
        (np.concatenate([p for j, p in enumerate(parts) if j != i]), part) for i, part in enumerate(parts)
    ]


def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    size = n // k
    return pairs(np.split(rng.permutation(n), [i * size for i in range(1, k)]))


# %% wrong rounded-up
# 每份的大小向上取整，最后一份少了很多，甚至是空的
def pairs(parts):
    return [
        (np.concatenate([p for j, p in enumerate(parts) if j != i]), part) for i, part in enumerate(parts)
    ]


def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    size = -(-n // k)
    order = rng.permutation(n)
    return pairs([order[i * size : (i + 1) * size] for i in range(k)])


# %% wrong unshuffled
# 没有打乱，按原来的次序切开
def pairs(parts):
    return [
        (np.concatenate([p for j, p in enumerate(parts) if j != i]), part) for i, part in enumerate(parts)
    ]


def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    rng.random()
    return pairs(np.array_split(np.arange(n), k))


# %% wrong parts-shuffled
# 先按原来的次序切成段，再打乱段的次序
def pairs(parts):
    return [
        (np.concatenate([p for j, p in enumerate(parts) if j != i]), part) for i, part in enumerate(parts)
    ]


def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    parts = np.array_split(np.arange(n), k)
    return pairs([parts[i] for i in rng.permutation(k)])


# %% wrong reshuffles
# 每一份都重新打乱了一次，有的样本考两次，有的一次也没有
def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    out = []
    for i in range(k):
        parts = np.array_split(rng.permutation(n), k)
        out.append((np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]))
    return out


# %% wrong own-seed
# 自己造了一个固定种子的生成器，没有用传进来的 rng
def pairs(parts):
    return [
        (np.concatenate([p for j, p in enumerate(parts) if j != i]), part) for i, part in enumerate(parts)
    ]


def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    return pairs(np.array_split(np.random.default_rng(0).permutation(n), k))


# %% wrong swapped
# 每一对的次序反了，test 在前
def pairs(parts):
    return [
        (np.concatenate([p for j, p in enumerate(parts) if j != i]), part) for i, part in enumerate(parts)
    ]


def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    return [(test, train) for train, test in pairs(np.array_split(rng.permutation(n), k))]


# %% wrong no-check
# 没有检查 k
def k_fold(n, k, rng):
    order = rng.permutation(n)
    return [(np.setdiff1d(order, order[i::k]), order[i::k]) for i in range(k)]


# %% wrong one-allowed
# k = 1 没有报错
def k_fold(n, k, rng):
    if not 1 <= k <= n:
        raise ValueError
    order = rng.permutation(n)
    return [(np.setdiff1d(order, order[i::k]), order[i::k]) for i in range(k)]


# %% wrong next-part-left-out
# train 里少了下一份：只用了一部分没考的样本
def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    parts = np.array_split(rng.permutation(n), k)
    rest = [[p for j, p in enumerate(parts) if j not in (i, (i + 1) % k)] for i in range(k)]
    return [(np.concatenate(r or [parts[0][:0]]), part) for r, part in zip(rest, parts)]


# %% wrong masks
# 返回的是布尔掩码，不是下标
def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    folds = rng.permutation(n) % k
    return [(folds != i, folds == i) for i in range(k)]


# %% wrong only-tests
# 只返回了每一份的 test
def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    return np.array_split(rng.permutation(n), k)


# %% wrong shuffled-inside
# 先按原来的次序切成段，再在每一段里面打乱：谁和谁一份没有变
def pairs(parts):
    return [
        (np.concatenate([p for j, p in enumerate(parts) if j != i]), part) for i, part in enumerate(parts)
    ]


def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    return pairs([rng.permutation(part) for part in np.array_split(np.arange(n), k)])


# %% wrong reshuffles-strided
# 每一份都重新打乱了一次，再每隔 k 个取一个：有的样本考两次，有的一次也没有
def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    out = []
    for i in range(k):
        order = rng.permutation(n)
        out.append((np.delete(order, np.s_[i::k]), order[i::k]))
    return out


# %% wrong independent-draws
# 每个样本自己抽一份，各份的大小就不齐了，还可能是空的
def k_fold(n, k, rng):
    if not 2 <= k <= n:
        raise ValueError
    fold = rng.integers(0, k, size=n)
    return [(np.flatnonzero(fold != i), np.flatnonzero(fold == i)) for i in range(k)]


# %% wrong all-refused
# k = n 也报了错：每份一个样本本来可以
def k_fold(n, k, rng):
    if not 2 <= k < n:
        raise ValueError
    order = rng.permutation(n)
    return [(np.delete(order, np.s_[i::k]), order[i::k]) for i in range(k)]


# %% right strided
# 每隔 k 个取一个，train 用 setdiff1d
def k_fold(n, k, rng):
    if k < 2 or k > n:
        raise ValueError("k")
    order = np.arange(n)
    rng.shuffle(order)
    out = []
    for i in range(k):
        test = order[i::k]
        out.append([np.setdiff1d(np.arange(n), test), test])
    return out


# %% right numbered
# 给每个样本一个份的编号，编号打乱
def k_fold(n, k, rng):
    if not (1 < k <= n):
        raise ValueError
    fold = rng.permutation(np.arange(n) % k)
    return tuple((np.flatnonzero(fold != i), np.flatnonzero(fold == i)) for i in range(k))


# %% right sorted-noise
# 用随机数的次序打乱，按比例取边界，delete 去掉要考的
def k_fold(n, k, rng):
    if k <= 1 or n < k:
        raise ValueError
    order = np.argsort(rng.random(n))
    out = []
    for i in range(k):
        here = slice(i * n // k, (i + 1) * n // k)
        out.append((np.delete(order, here), order[here].astype(np.int32)))
    return out
