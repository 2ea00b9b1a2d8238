# %%
import numpy as np


# %% wrong lowest
# 没有反过来，取的是分数最低的 k 个
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(scores, axis=1, kind="stable")[:, :k]


# %% wrong worst-first
# 取对了 k 个，但最高的排在了最后
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=1, kind="stable")[:, :k][:, ::-1]


# %% wrong unstable
# 排序不是稳定的（没有写 kind="stable"，或者用了 argpartition），一行长了，并列的次序就乱了
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=1)[:, :k]


# %% wrong ties-reversed
# 从小到大排好再倒过来，并列时下标大的跑到了前面
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(scores, axis=1, kind="stable")[:, ::-1][:, :k]


# %% wrong values
# 返回的是分数本身，不是下标
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return -np.sort(-scores, axis=1)[:, :k]


# %% wrong down-the-columns
# 沿 axis=0 排了序，比的是同一列里的各行
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=0, kind="stable")[:, :k]


# %% wrong first-rows
# 最后取的是前 k 行，不是每行的前 k 个
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=1, kind="stable")[:k]


# %% wrong whole-array
# 把整个数组拉平了再排，没有一行一行地比
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=None, kind="stable")[:k]


# %% wrong no-error
# k 比列数大时没有报错，悄悄少给了几列
def top_k(scores, k):
    return np.argsort(-scores, axis=1, kind="stable")[:, :k]


# %% wrong compared-with-rows
# 检查时拿 k 和行数比了，应当和列数比
def top_k(scores, k):
    if k > len(scores):
        raise ValueError
    return np.argsort(-scores, axis=1, kind="stable")[:, :k]


# %% wrong all-refused
# 检查写成了 k >= c，k 恰好等于列数时也报错
def top_k(scores, k):
    if k >= scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=1, kind="stable")[:, :k]


# %% wrong unsorted
# 只用 argpartition 分出了最高的 k 个，它们之间没有排好次序
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argpartition(-scores, k - 1, axis=1)[:, :k]


# %% wrong in-place
# 用 *= 给传进来的 scores 变了号，调用者的数组也变了
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    scores *= -1
    return np.argsort(scores, axis=1, kind="stable")[:, :k]


# %% wrong ranks
# 排了两次序，得到的是每个分数的名次，不是下标
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    order = np.argsort(-scores, axis=1, kind="stable")
    return np.argsort(order, axis=1, kind="stable")[:, :k]


# %% wrong last-k
# 从小到大排好之后取最后 k 个，没有倒过来，最高的排在了最后
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(scores, axis=1, kind="stable")[:, -k:]


# %% wrong one-too-few
# 切片写成了 :k - 1，少取了一个
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=1, kind="stable")[:, : k - 1]


# %% wrong assertion
# 用 assert 检查 k，抛出的是 AssertionError，不是 ValueError
def top_k(scores, k):
    assert k <= scores.shape[1]
    return np.argsort(-scores, axis=1, kind="stable")[:, :k]


# %% wrong float-indices
# 返回的下标是浮点数，不是整数
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    out = np.zeros((len(scores), k))
    out[...] = np.argsort(-scores, axis=1, kind="stable")[:, :k]
    return out


# %% wrong squeezed
# 只有一行时结果被压成了一维
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=1, kind="stable")[:, :k].squeeze()


# %% right sorted-rows
# 每行用 Python 的 sorted
def top_k(scores, k):
    n, c = scores.shape
    if k > c:
        raise ValueError("k > c")
    rows = [sorted(range(c), key=lambda j: -row[j])[:k] for row in scores.tolist()]
    return np.array(rows, dtype=np.int32).reshape(n, k)


# %% right lexsort
# 用 lexsort，先按负分数，再按下标
def top_k(scores, k):
    c = scores.shape[1]
    if c < k:
        raise ValueError
    index = np.broadcast_to(np.arange(c), scores.shape)
    return np.lexsort((index, -scores), axis=-1)[:, :k]


# %% right reversed-both-ways
# 先把每行倒过来再稳定排序，最后换算回下标
def top_k(scores, k):
    c = scores.shape[1]
    if k > c:
        raise ValueError
    order = np.argsort(scores[:, ::-1], axis=1, kind="stable")[:, ::-1]
    return (c - 1 - order)[:, :k]


# %% right repeated-argmax
# 每次取最大值，再把它抹成负无穷
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError(k)
    left = scores.astype(float)
    picked = []
    for _ in range(k):
        best = left.argmax(axis=1)
        left[np.arange(len(left)), best] = -np.inf
        picked.append(best)
    return np.stack(picked, axis=1)
