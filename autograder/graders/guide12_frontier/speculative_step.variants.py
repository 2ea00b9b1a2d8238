# %% wrong drawn-from-p
# 退掉以后从 p 里重抽，不是从差额里
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < p[rows, tokens] / q[rows, tokens]
    rest = p
    edges = rest.cumsum(axis=1)
    drawn = rng.random((len(tokens), 1)) * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% wrong ratio-inverted
# 收下的概率写成了 q/p
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < np.divide(
        q[rows, tokens], p[rows, tokens], out=np.zeros(len(tokens)), where=p[rows, tokens] > 0
    )
    rest = np.maximum(p - q, 0.0)
    edges = rest.cumsum(axis=1)
    drawn = rng.random((len(tokens), 1)) * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% wrong rest-inverted
# 差额写成了 max(0, q − p)
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < p[rows, tokens] / q[rows, tokens]
    rest = np.maximum(q - p, 0.0)
    edges = rest.cumsum(axis=1)
    drawn = rng.random((len(tokens), 1)) * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% wrong swapped
# p 和 q 全弄反了：收下按 q/p，差额是 q − p
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < np.divide(
        q[rows, tokens], p[rows, tokens], out=np.zeros(len(tokens)), where=p[rows, tokens] > 0
    )
    rest = np.maximum(q - p, 0.0)
    edges = rest.cumsum(axis=1)
    drawn = rng.random((len(tokens), 1)) * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% wrong absolute-rest
# 差额用了绝对值
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < p[rows, tokens] / q[rows, tokens]
    rest = np.abs(p - q)
    edges = rest.cumsum(axis=1)
    drawn = rng.random((len(tokens), 1)) * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% wrong argmax-of-rest
# 退掉以后取差额最大的那个，没有抽
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < p[rows, tokens] / q[rows, tokens]
    rest = np.maximum(p - q, 0.0)
    redrawn = rest.argmax(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% wrong zero-by-zero
# p = q 时差额的和是 0，0 ÷ 0
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < p[rows, tokens] / q[rows, tokens]
    rest = np.maximum(p - q, 0.0)
    edges = (rest / rest.sum(axis=1, keepdims=True)).cumsum(axis=1)
    drawn = rng.random((len(tokens), 1))
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% wrong one-draw
# 一批里只抽了一个随机数决定收不收
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random() < p[rows, tokens] / q[rows, tokens]
    rest = np.maximum(p - q, 0.0)
    edges = rest.cumsum(axis=1)
    drawn = rng.random((len(tokens), 1)) * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% wrong one-redraw
# 重抽时一批只用了一个随机数
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < p[rows, tokens] / q[rows, tokens]
    rest = np.maximum(p - q, 0.0)
    edges = rest.cumsum(axis=1)
    drawn = rng.random() * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% wrong same-draw
# 收不收、重抽哪个，用了同一个随机数
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    u = rng.random(len(tokens))
    accepted = u < p[rows, tokens] / q[rows, tokens]
    rest = np.maximum(p - q, 0.0)
    edges = rest.cumsum(axis=1)
    drawn = u[:, None] * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% wrong p-is-the-chance
# 以概率 p 收下，没有除以 q
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < p[rows, tokens]
    rest = np.maximum(p - q, 0.0)
    edges = rest.cumsum(axis=1)
    drawn = rng.random((len(tokens), 1)) * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% wrong always-redrawn
# 收下的也重抽了
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < p[rows, tokens] / q[rows, tokens]
    rest = np.maximum(p - q, 0.0)
    edges = rest.cumsum(axis=1)
    drawn = rng.random((len(tokens), 1)) * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return redrawn, accepted


# %% wrong never-redrawn
# 没有收下的没有换
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < p[rows, tokens] / q[rows, tokens]
    return tokens, accepted


# %% wrong accepted-inverted
# 返回的 accepted 反了：True 表示退掉的
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < p[rows, tokens] / q[rows, tokens]
    rest = np.maximum(p - q, 0.0)
    edges = rest.cumsum(axis=1)
    drawn = rng.random((len(tokens), 1)) * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), ~accepted


# %% wrong uniform-redraw
# 退掉以后在差额大于 0 的词里均匀地抽
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < p[rows, tokens] / q[rows, tokens]
    rest = (p > q).astype(float)
    edges = rest.cumsum(axis=1)
    drawn = rng.random((len(tokens), 1)) * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% wrong first-row
# 重抽时每一行都用第一行的差额
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < p[rows, tokens] / q[rows, tokens]
    rest = np.maximum(p - q, 0.0)
    edges = np.repeat(rest[:1], len(rest), axis=0).cumsum(axis=1)
    drawn = rng.random((len(tokens), 1)) * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% wrong half-threshold
# p/q 大于一半就收下，没有抽
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = p[rows, tokens] / q[rows, tokens] > 0.5
    rest = np.maximum(p - q, 0.0)
    edges = rest.cumsum(axis=1)
    drawn = rng.random((len(tokens), 1)) * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% wrong p-without-the-word
# 退掉以后从 p 里去掉退掉的词，再重抽
def speculative_step(
    p: np.ndarray, q: np.ndarray, tokens: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(len(tokens))
    accepted = rng.random(len(tokens)) < p[rows, tokens] / q[rows, tokens]
    rest = p.copy()
    rest[rows, tokens] = 0
    edges = rest.cumsum(axis=1)
    drawn = rng.random((len(tokens), 1)) * edges[:, -1:]
    redrawn = (edges <= drawn).sum(axis=1)
    return np.where(accepted, tokens, redrawn), accepted


# %% right row-by-row
# 一行一行地 rng.choice
def speculative_step(p, q, tokens, rng):
    new, kept = tokens.copy(), np.ones(len(tokens), dtype=bool)
    for i, token in enumerate(tokens):
        if rng.uniform() >= min(1.0, p[i, token] / q[i, token]):
            rest = np.clip(p[i] - q[i], 0, None)
            new[i] = rng.choice(len(rest), p=rest / rest.sum())
            kept[i] = False
    return new, kept


# %% right exponentials
# 重抽用指数分布的最小值，只抽退掉的行
def speculative_step(p, q, tokens, rng):
    at = np.take_along_axis
    ratio = (at(p, tokens[:, None], 1) / at(q, tokens[:, None], 1))[:, 0]
    kept = rng.random(len(tokens)) < np.minimum(ratio, 1.0)
    out = np.array(tokens)
    rest = np.maximum(p[~kept] - q[~kept], 0)
    waits = np.full(rest.shape, np.inf)
    np.divide(rng.exponential(size=rest.shape), rest, out=waits, where=rest > 0)
    out[~kept] = waits.argmin(axis=1)
    return [out, kept]


# %% right multiplied
# 不除，比 u·q 和 p；归一化以后累加
def speculative_step(p, q, tokens, rng):
    rows = np.arange(len(p))
    kept = rng.random(len(p)) * q[rows, tokens] < p[rows, tokens]
    rest = np.where(p > q, p - q, 0.0)
    total = rest.sum(axis=1, keepdims=True)
    share = np.where(total > 0, rest / np.where(total > 0, total, 1.0), p)
    cumulative = share.cumsum(axis=1)
    cumulative = cumulative / cumulative[:, -1:]
    redrawn = (rng.random(len(p))[:, None] < cumulative).argmax(axis=1)
    return np.where(kept, tokens, redrawn), kept
