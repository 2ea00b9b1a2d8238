# %% wrong not-scaled
# 训练时没有放大，mask 里是 0 和 1
def dropout(x, rate, rng, training):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return x.copy() * 1.0, np.ones(x.shape)
    mask = (rng.random(x.shape) >= rate).astype(float)
    return x * mask, mask


# %% wrong scaled-at-test
# 训练时不放大，评估时乘 1 − rate
def dropout(x, rate, rng, training):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        mask = np.full(x.shape, 1 - rate)
        return x * mask, mask
    mask = (rng.random(x.shape) >= rate).astype(float)
    return x * mask, mask


# %% wrong keep-probability
# 把 rate 当成了留下的概率
def dropout(x, rate, rng, training):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return x.copy() * 1.0, np.ones(x.shape)
    keep = rate or 1.0
    mask = (rng.random(x.shape) < keep) / keep
    return x * mask, mask


# %% wrong mask-per-row
# 一个样本要么全留，要么全丢
def dropout(x, rate, rng, training):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return x.copy() * 1.0, np.ones(x.shape)
    rows = rng.random((len(x), *[1] * (x.ndim - 1))) >= rate
    mask = np.broadcast_to(rows, x.shape) / (1 - rate)
    return x * mask, mask


# %% wrong mask-per-column
# 所有的样本共用一个 mask
def dropout(x, rate, rng, training):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return x.copy() * 1.0, np.ones(x.shape)
    one = rng.random((1, *x.shape[1:])) >= rate
    mask = np.broadcast_to(one, x.shape) / (1 - rate)
    return x * mask, mask


# %% wrong drops-in-eval
# 评估时也在丢
def dropout(x, rate, rng, training):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    mask = (rng.random(x.shape) >= rate) / (1 - rate)
    return x * mask, mask


# %% wrong one-accepted
# rate 是 1 时没有报错
def dropout(x, rate, rng, training):
    if not 0 <= rate <= 1:
        raise ValueError("rate")
    if not training:
        return x.copy() * 1.0, np.ones(x.shape)
    mask = (rng.random(x.shape) >= rate) / max(1 - rate, 1e-12)
    return x * mask, mask


# %% wrong unchecked
# 没有核对 rate
def dropout(x, rate, rng, training):
    if not training:
        return x.copy() * 1.0, np.ones(x.shape)
    mask = (rng.random(x.shape) >= rate) / max(1 - rate, 1e-12)
    return x * mask, mask


# %% wrong checked-in-training-only
# 评估时没有核对 rate
def dropout(x, rate, rng, training):
    if not training:
        return x.copy() * 1.0, np.ones(x.shape)
    if not 0 <= rate < 1:
        raise ValueError("rate")
    mask = (rng.random(x.shape) >= rate) / (1 - rate)
    return x * mask, mask


# %% wrong zero-refused
# rate 是 0 时也报错了
def dropout(x, rate, rng, training):
    if not 0 < rate < 1:
        raise ValueError("rate")
    if not training:
        return x.copy() * 1.0, np.ones(x.shape)
    mask = (rng.random(x.shape) >= rate) / (1 - rate)
    return x * mask, mask


# %% wrong divided-by-rate
# 留下的放大到 1/rate 倍
def dropout(x, rate, rng, training):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return x.copy() * 1.0, np.ones(x.shape)
    mask = (rng.random(x.shape) >= rate) / (rate or 1.0)
    return x * mask, mask


# %% wrong out-not-multiplied
# out 是另外掷的一次，与 mask 对不上
def dropout(x, rate, rng, training):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return x.copy() * 1.0, np.ones(x.shape)
    mask = (rng.random(x.shape) >= rate) / (1 - rate)
    other = (rng.random(x.shape) >= rate) / (1 - rate)
    return x * other, mask


# %% wrong exact-count
# 正好丢掉 rate 那么多个：排在最前面的那几个位置
def dropout(x, rate, rng, training):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return x.copy() * 1.0, np.ones(x.shape)
    mask = np.full(x.shape, 1 / (1 - rate))
    mask.reshape(-1)[: round(rate * x.size)] = 0
    return x * mask, mask


# %% wrong global-random
# 没有用传进来的 rng，用的是 np.random
def dropout(x, rate, rng, training):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return x.copy() * 1.0, np.ones(x.shape)
    mask = (np.random.random(x.shape) >= rate) / (1 - rate)
    return x * mask, mask


# %% wrong in-place
# 在 x 上原地乘了 mask
def dropout(x, rate, rng, training):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    if not training:
        return x.copy() * 1.0, np.ones(x.shape)
    mask = (rng.random(x.shape) >= rate) / (1 - rate)
    if x.dtype.kind == "f":
        x *= mask
        return x, mask
    return x * mask, mask


# %% wrong fixed-count
# 位置是随机的，丢掉的个数却是固定的：正好 rate 那么多
def dropout(x, rate, rng, training):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    mask = np.ones(x.size)
    if training:
        mask[rng.choice(x.size, size=round(rate * x.size), replace=False)] = 0
        mask /= 1 - rate
    mask = mask.reshape(x.shape)
    return x * mask, mask


# %% right binomial
# 用二项分布掷硬币
def dropout(x, rate, rng, training):
    if rate < 0 or rate >= 1:
        raise ValueError(f"bad rate {rate}")
    keep = 1.0 - rate
    mask = rng.binomial(1, keep, size=np.shape(x)) / keep if training else np.ones(np.shape(x))
    out = np.asarray(x, dtype=float) * mask
    return out, mask


# %% right where
# 用 np.where，结果是 float32
def dropout(x, rate, rng, training):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    mask = np.ones(x.shape, dtype=np.float32)
    if training:
        mask = np.where(rng.uniform(size=x.shape) < rate, 0, 1 / (1 - rate)).astype(np.float32)
    return (x * mask).astype(np.float32), mask


# %% right choice
# 用 rng.choice 从两个值里抽
def dropout(x, rate, rng, training):
    if not 0 <= rate < 1:
        raise ValueError("rate")
    values = [0.0, 1.0 / (1.0 - rate)] if training else [1.0, 1.0]
    mask = rng.choice(values, size=x.shape, p=[rate, 1 - rate])
    return x * mask, mask
