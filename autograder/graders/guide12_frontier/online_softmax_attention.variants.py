# %%
import math

import numpy as np


# %% wrong not-corrected
# 最大值变了，攒着的分母和分子都没有乘修正
def online_softmax_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray, block: int) -> np.ndarray:
    top = np.full((len(q), 1), -np.inf)
    total = np.zeros((len(q), 1))
    out = np.zeros((len(q), v.shape[1]))
    for start in range(0, len(k), block):
        scores = q @ k[start : start + block].T / math.sqrt(q.shape[1])
        new_top = np.maximum(top, scores.max(axis=1, keepdims=True))
        powers = np.exp(scores - new_top)
        total = total + powers.sum(axis=1, keepdims=True)
        out = out + powers @ v[start : start + block]
        top = new_top
    return out / total


# %% wrong only-the-total
# 只修正了分母，没有修正分子
def online_softmax_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray, block: int) -> np.ndarray:
    top = np.full((len(q), 1), -np.inf)
    total = np.zeros((len(q), 1))
    out = np.zeros((len(q), v.shape[1]))
    for start in range(0, len(k), block):
        scores = q @ k[start : start + block].T / math.sqrt(q.shape[1])
        new_top = np.maximum(top, scores.max(axis=1, keepdims=True))
        correction = np.exp(top - new_top)
        powers = np.exp(scores - new_top)
        total = total * correction + powers.sum(axis=1, keepdims=True)
        out = out + powers @ v[start : start + block]
        top = new_top
    return out / total


# %% wrong only-the-values
# 只修正了分子，没有修正分母
def online_softmax_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray, block: int) -> np.ndarray:
    top = np.full((len(q), 1), -np.inf)
    total = np.zeros((len(q), 1))
    out = np.zeros((len(q), v.shape[1]))
    for start in range(0, len(k), block):
        scores = q @ k[start : start + block].T / math.sqrt(q.shape[1])
        new_top = np.maximum(top, scores.max(axis=1, keepdims=True))
        correction = np.exp(top - new_top)
        powers = np.exp(scores - new_top)
        total = total + powers.sum(axis=1, keepdims=True)
        out = out * correction + powers @ v[start : start + block]
        top = new_top
    return out / total


# %% wrong divided-in-each-tile
# 每一块各自做 softmax，再把各块的结果加起来
def online_softmax_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray, block: int) -> np.ndarray:
    top = np.full((len(q), 1), -np.inf)
    np.zeros((len(q), 1))
    out = np.zeros((len(q), v.shape[1]))
    for start in range(0, len(k), block):
        scores = q @ k[start : start + block].T / math.sqrt(q.shape[1])
        new_top = np.maximum(top, scores.max(axis=1, keepdims=True))
        powers = np.exp(scores - new_top)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        out = out + powers @ v[start : start + block] / powers.sum(axis=1, keepdims=True)
        top = new_top
    return out


# %% wrong mean-of-tiles
# 每一块各自做 softmax，再对各块取平均
def online_softmax_attention(q, k, v, block):
    outs = []
    for start in range(0, len(k), block):
        scores = q @ k[start : start + block].T / math.sqrt(q.shape[1])
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        outs.append(powers @ v[start : start + block] / powers.sum(axis=1, keepdims=True))
    return sum(outs) / len(outs)


# %% wrong last-tile-lost
# 最后不满的一块没有看
def online_softmax_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray, block: int) -> np.ndarray:
    top = np.full((len(q), 1), -np.inf)
    total = np.zeros((len(q), 1))
    out = np.zeros((len(q), v.shape[1]))
    for start in range(0, max(len(k) - block + 1, 1), block):
        scores = q @ k[start : start + block].T / math.sqrt(q.shape[1])
        new_top = np.maximum(top, scores.max(axis=1, keepdims=True))
        correction = np.exp(top - new_top)
        powers = np.exp(scores - new_top)
        total = total * correction + powers.sum(axis=1, keepdims=True)
        out = out * correction + powers @ v[start : start + block]
        top = new_top
    return out / total


# %% wrong not-scaled
# 打分没有除以 √d
def online_softmax_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray, block: int) -> np.ndarray:
    top = np.full((len(q), 1), -np.inf)
    total = np.zeros((len(q), 1))
    out = np.zeros((len(q), v.shape[1]))
    for start in range(0, len(k), block):
        scores = q @ k[start : start + block].T
        new_top = np.maximum(top, scores.max(axis=1, keepdims=True))
        correction = np.exp(top - new_top)
        powers = np.exp(scores - new_top)
        total = total * correction + powers.sum(axis=1, keepdims=True)
        out = out * correction + powers @ v[start : start + block]
        top = new_top
    return out / total


# %% wrong scaled-by-d
# 打分除以的是 d，不是 √d
def online_softmax_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray, block: int) -> np.ndarray:
    top = np.full((len(q), 1), -np.inf)
    total = np.zeros((len(q), 1))
    out = np.zeros((len(q), v.shape[1]))
    for start in range(0, len(k), block):
        scores = q @ k[start : start + block].T / q.shape[1]
        new_top = np.maximum(top, scores.max(axis=1, keepdims=True))
        correction = np.exp(top - new_top)
        powers = np.exp(scores - new_top)
        total = total * correction + powers.sum(axis=1, keepdims=True)
        out = out * correction + powers @ v[start : start + block]
        top = new_top
    return out / total


# %% wrong overflow
# 没有减去最大值，打分大的时候溢出
def online_softmax_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray, block: int) -> np.ndarray:
    top = np.full((len(q), 1), -np.inf)
    total = np.zeros((len(q), 1))
    out = np.zeros((len(q), v.shape[1]))
    for start in range(0, len(k), block):
        scores = q @ k[start : start + block].T / math.sqrt(q.shape[1])
        new_top = np.maximum(top, scores.max(axis=1, keepdims=True))
        correction = 1.0
        powers = np.exp(scores)
        total = total * correction + powers.sum(axis=1, keepdims=True)
        out = out * correction + powers @ v[start : start + block]
        top = new_top
    return out / total


# %% wrong tile-maximum
# 新的最大值只看这一块，没有和以前的比：以前的大，修正就会溢出
def online_softmax_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray, block: int) -> np.ndarray:
    top = np.full((len(q), 1), -np.inf)
    total = np.zeros((len(q), 1))
    out = np.zeros((len(q), v.shape[1]))
    for start in range(0, len(k), block):
        scores = q @ k[start : start + block].T / math.sqrt(q.shape[1])
        new_top = scores.max(axis=1, keepdims=True)
        correction = np.exp(top - new_top)
        powers = np.exp(scores - new_top)
        total = total * correction + powers.sum(axis=1, keepdims=True)
        out = out * correction + powers @ v[start : start + block]
        top = new_top
    return out / total


# %% wrong correction-inverted
# 修正写反了：乘的是 e 的（新的减旧的）
def online_softmax_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray, block: int) -> np.ndarray:
    top = np.full((len(q), 1), -np.inf)
    total = np.zeros((len(q), 1))
    out = np.zeros((len(q), v.shape[1]))
    for start in range(0, len(k), block):
        scores = q @ k[start : start + block].T / math.sqrt(q.shape[1])
        new_top = np.maximum(top, scores.max(axis=1, keepdims=True))
        correction = np.where(np.isinf(top), 0.0, np.exp(np.where(np.isinf(top), 0.0, new_top - top)))
        powers = np.exp(scores - new_top)
        total = total * correction + powers.sum(axis=1, keepdims=True)
        out = out * correction + powers @ v[start : start + block]
        top = new_top
    return out / total


# %% wrong one-maximum
# 所有查询共用一个最大值：别的查询打分大得多时，小的那些全成了 0
def online_softmax_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray, block: int) -> np.ndarray:
    top = np.full((len(q), 1), -np.inf)
    total = np.zeros((len(q), 1))
    out = np.zeros((len(q), v.shape[1]))
    for start in range(0, len(k), block):
        scores = q @ k[start : start + block].T / math.sqrt(q.shape[1])
        new_top = np.maximum(top, scores.max())
        correction = np.exp(top - new_top)
        powers = np.exp(scores - new_top)
        total = total * correction + powers.sum(axis=1, keepdims=True)
        out = out * correction + powers @ v[start : start + block]
        top = new_top
    return out / total


# %% wrong starts-at-zero
# 最大值从 0 开始，不是负无穷：打分都很负时指数全是 0
def online_softmax_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray, block: int) -> np.ndarray:
    top = np.zeros((len(q), 1))
    total = np.zeros((len(q), 1))
    out = np.zeros((len(q), v.shape[1]))
    for start in range(0, len(k), block):
        scores = q @ k[start : start + block].T / math.sqrt(q.shape[1])
        new_top = np.maximum(top, scores.max(axis=1, keepdims=True))
        correction = np.exp(top - new_top)
        powers = np.exp(scores - new_top)
        total = total * correction + powers.sum(axis=1, keepdims=True)
        out = out * correction + powers @ v[start : start + block]
        top = new_top
    return out / total


# %% wrong whole-table
# 先算好了整张表，再一块一块地看
def online_softmax_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray, block: int) -> np.ndarray:
    top = np.full((len(q), 1), -np.inf)
    total = np.zeros((len(q), 1))
    out = np.zeros((len(q), v.shape[1]))
    table = q @ k.T / math.sqrt(q.shape[1])
    for start in range(0, len(k), block):
        scores = table[:, start : start + block]
        new_top = np.maximum(top, scores.max(axis=1, keepdims=True))
        correction = np.exp(top - new_top)
        powers = np.exp(scores - new_top)
        total = total * correction + powers.sum(axis=1, keepdims=True)
        out = out * correction + powers @ v[start : start + block]
        top = new_top
    return out / total


# %% right queries-too
# 查询也分块
def online_softmax_attention(q, k, v, block):
    parts = []
    for first in range(0, len(q), 256):
        rows = np.asarray(q[first : first + 256], dtype=np.float64) / np.sqrt(q.shape[1])
        m = total = o = None
        for start in range(0, len(k), block):
            s = rows @ k[start : start + block].T
            new = s.max(axis=1) if m is None else np.maximum(m, s.max(axis=1))
            e = np.exp(s - new[:, None])
            if m is None:
                total, o = e.sum(axis=1), e @ v[start : start + block]
            else:
                fix = np.exp(m - new)
                total = total * fix + e.sum(axis=1)
                o = o * fix[:, None] + e @ v[start : start + block]
            m = new
        parts.append(o / total[:, None])
    return np.concatenate(parts)


# %% right always-normalised
# 每一步都保持归一化，按分母加权
def online_softmax_attention(q, k, v, block):
    log_total = np.full(len(q), -np.inf)
    out = np.zeros((len(q), v.shape[1]))
    for start in range(0, len(k), block):
        scores = np.einsum("id,jd->ij", q, k[start : start + block]) / q.shape[1] ** 0.5
        top = scores.max(axis=1)
        powers = np.exp(scores - top[:, None])
        here = top + np.log(powers.sum(axis=1))
        both = np.logaddexp(log_total, here)
        mine = powers @ v[start : start + block] / powers.sum(axis=1)[:, None]
        out = out * np.exp(log_total - both)[:, None] + mine * np.exp(here - both)[:, None]
        log_total = both
    return out


# %% right maximum-first
# 走两遍：第一遍只找最大值
def online_softmax_attention(q, k, v, block):
    q = q / math.sqrt(q.shape[1])
    tiles = [slice(i, i + block) for i in range(0, len(k), block)]
    top = np.full(len(q), -np.inf)
    for tile in tiles:
        top = np.maximum(top, (q @ k[tile].T).max(axis=1))
    total, out = 0.0, 0.0
    for tile in tiles:
        powers = np.exp(q @ k[tile].T - top[:, None])
        total = total + powers.sum(axis=1)
        out = out + powers @ v[tile]
    return out / total[:, None]
