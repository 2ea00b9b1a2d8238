# %% wrong not-scaled
# 打分没有除以 √d
def attention_forward(q, k, v, mask=None):
    scores = q @ np.swapaxes(k, -1, -2)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return (weights @ v, (q, k, v, weights))


# %% wrong scaled-by-d
# 除以的是 d，不是 √d
def attention_forward(q, k, v, mask=None):
    scores = q @ np.swapaxes(k, -1, -2) / q.shape[-1]
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return (weights @ v, (q, k, v, weights))


# %% wrong scaled-by-keys
# 除以的是键的个数的平方根，不是 √d
def attention_forward(q, k, v, mask=None):
    scores = q @ np.swapaxes(k, -1, -2) / math.sqrt(k.shape[-2])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return (weights @ v, (q, k, v, weights))


# %% wrong softmax-over-queries
# softmax 沿查询那一轴：应当让每个查询的权重加起来是 1
def attention_forward(q, k, v, mask=None):
    scores = q @ np.swapaxes(k, -1, -2) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-2, keepdims=True)
    powers = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    total = powers.sum(axis=-2, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return (weights @ v, (q, k, v, weights))


# %% wrong mask-inverted
# 掩码用反了：把 True 的地方当成了不许看
def attention_forward(q, k, v, mask=None):
    scores = q @ np.swapaxes(k, -1, -2) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = np.where(mask, -np.inf, scores)
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return (weights @ v, (q, k, v, weights))


# %% wrong mask-ignored
# 没有用 mask
def attention_forward(q, k, v, mask=None):
    scores = q @ np.swapaxes(k, -1, -2) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores + 0.0
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return (weights @ v, (q, k, v, weights))


# %% wrong masked-after-softmax
# 先做 softmax 再把不许看的乘成 0：余下的权重加起来不到 1
def attention_forward(q, k, v, mask=None):
    scores = q @ np.swapaxes(k, -1, -2) / math.sqrt(q.shape[-1])
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    weights = weights if mask is None else weights * mask
    return (weights @ v, (q, k, v, weights))


# %% wrong row-nan
# 一个都不许看的行，−∞ 减 −∞ 得到 NaN
def attention_forward(q, k, v, mask=None):
    np.seterr(invalid="ignore")
    scores = q @ np.swapaxes(k, -1, -2) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - top)
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return (weights @ v, (q, k, v, weights))


# %% wrong row-average
# 用一个很小的数代替 −∞：一个都不许看的行得到了所有值的平均
def attention_forward(q, k, v, mask=None):
    scores = q @ np.swapaxes(k, -1, -2) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -1e30)
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return (weights @ v, (q, k, v, weights))


# %% wrong overflow
# 没有减去最大值，打分大时溢出
def attention_forward(q, k, v, mask=None):
    np.seterr(over="ignore", invalid="ignore")
    scores = q @ np.swapaxes(k, -1, -2) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    powers = np.exp(scores)
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return (weights @ v, (q, k, v, weights))


# %% wrong values-not-mixed
# 返回的是权重，不是加权平均的值
def attention_forward(q, k, v, mask=None):
    scores = q @ np.swapaxes(k, -1, -2) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return (weights, (q, k, v, weights))


# %% wrong scaled-by-value-width
# 除以的是 √d_v（值的宽度），不是 √d
def attention_forward(q, k, v, mask=None):
    scores = q @ np.swapaxes(k, -1, -2) / math.sqrt(v.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return (weights @ v, (q, k, v, weights))


# %% wrong multiplied-by-root
# 乘了 √d，应当是除
def attention_forward(q, k, v, mask=None):
    scores = q @ np.swapaxes(k, -1, -2) * math.sqrt(q.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - np.where(np.isfinite(top), top, 0.0))
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total == 0, 1.0, total)
    return (weights @ v, (q, k, v, weights))


# %% right einsum
# 用 einsum
def attention_forward(q, k, v, mask=None):
    scores = np.einsum("...id,...jd->...ij", q, k) * q.shape[-1] ** -0.5
    allowed = np.ones(scores.shape, bool) if mask is None else np.broadcast_to(mask, scores.shape)
    low = np.where(allowed, scores, np.finfo(scores.dtype).min)
    powers = np.exp(low - low.max(axis=-1, keepdims=True)) * allowed
    weights = powers / np.maximum(powers.sum(axis=-1, keepdims=True), 1e-300)
    return np.einsum("...ij,...je->...ie", weights, v), {"q": q, "k": k, "v": v, "a": weights}


# %% right divide-where
# np.divide 只在有得看的地方除
def attention_forward(q, k, v, mask=None):
    scores = (q / np.sqrt(q.shape[-1])) @ k.swapaxes(-1, -2)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = np.maximum(scores.max(axis=-1, keepdims=True), -1e300)
    e = np.exp(scores - top)
    total = e.sum(axis=-1, keepdims=True)
    weights = np.divide(e, total, out=np.zeros_like(e), where=total > 0)
    return [weights @ v, (q.copy(), k.copy(), v.copy(), weights)]
