# %% wrong labels-not-mixed
# 只混了 x，标签没有混
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = rng.beta(alpha, alpha), rng.permutation(len(x))
    return share * x + (1 - share) * x[partner], y * 1.0


# %% wrong other-partners
# x 和 y 各抽了一个排列，搭档对不上
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = rng.beta(alpha, alpha), rng.permutation(len(x))
    other = rng.permutation(len(x))
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[other]


# %% wrong other-share
# x 和 y 各抽了一个比例
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = rng.beta(alpha, alpha), rng.permutation(len(x))
    other = rng.beta(alpha, alpha)
    return share * x + (1 - share) * x[partner], other * y + (1 - other) * y[partner]


# %% wrong uniform-share
# 比例是均匀地抽的，不管 alpha
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = rng.random(), rng.permutation(len(x))
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


# %% wrong share-per-sample
# 每个样本各抽一个比例
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = rng.beta(alpha, alpha, size=len(x)), rng.permutation(len(x))
    wide = share.reshape(-1, *[1] * (x.ndim - 1))
    share = share[:, None]
    return wide * x + (1 - wide) * x[partner], share * y + (1 - share) * y[partner]


# %% wrong drawn-with-replacement
# 搭档是一个一个随便抽的，不是排列
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = rng.beta(alpha, alpha), rng.integers(len(x), size=len(x))
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


# %% wrong zero-alpha
# alpha 是 0 时没有单独处理
def mixup(x, y, alpha, rng):
    share, partner = rng.beta(alpha, alpha), rng.permutation(len(x))
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


# %% wrong reversed-partners
# 搭档总是把这一批倒过来，没有打乱
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = rng.beta(alpha, alpha), np.arange(len(x))[::-1]
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


# %% wrong next-partner
# 搭档总是下一个样本，没有打乱
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = rng.beta(alpha, alpha), np.roll(np.arange(len(x)), -1)
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


# %% wrong larger-share
# 比例总取大的那一半：自己永远占多数
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = rng.beta(alpha, alpha), rng.permutation(len(x))
    share = max(share, 1 - share)
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


# %% wrong beta-alpha-one
# 比例抽自 Beta(alpha, 1)，两个参数不同
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = rng.beta(alpha, 1.0), rng.permutation(len(x))
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


# %% wrong half
# 比例总是一半
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = 0.5, rng.permutation(len(x))
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


# %% wrong alpha-as-share
# 把 alpha 直接当成了比例
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = min(alpha, 1.0), rng.permutation(len(x))
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


# %% wrong labels-rounded
# 标签混完以后又变回了 one-hot
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = rng.beta(alpha, alpha), rng.permutation(len(x))
    y = share * y + (1 - share) * y[partner]
    return share * x + (1 - share) * x[partner], (y == y.max(axis=1, keepdims=True)).astype(float)


# %% wrong uint8-mixed
# 结果转回了 x 的类型，无符号整数的小数丢了
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = rng.beta(alpha, alpha), rng.permutation(len(x))
    return (share * x + (1 - share) * x[partner]).astype(x.dtype), share * y + (1 - share) * y[partner]


# %% wrong weights-swapped
# 标签的两个比例弄反了
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    share, partner = rng.beta(alpha, alpha), rng.permutation(len(x))
    return share * x + (1 - share) * x[partner], (1 - share) * y + share * y[partner]


# %% wrong seeded
# 没有用传进来的 rng，自己造了一个种子固定的
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x, y
    rng = np.random.default_rng(0)
    share, partner = rng.beta(alpha, alpha), rng.permutation(len(x))
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


# %% right partner-first
# 比例乘在搭档上：两边是对称的
def mixup(x, y, alpha, rng):
    if not alpha:
        return np.array(x), np.array(y)
    order = rng.permutation(x.shape[0])
    lam = rng.beta(alpha, alpha)
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    return x + lam * (x[order] - x), y + lam * (y[order] - y)


# %% right shuffled-index
# 用 rng.shuffle 打乱下标，Beta 由两个 Gamma 得到
def mixup(x, y, alpha, rng):
    if alpha == 0:
        return x.copy(), y.copy()
    index = np.arange(len(x))
    rng.shuffle(index)
    a, b = rng.gamma(alpha, size=2)
    lam = a / (a + b)
    return x * lam + x[index] * (1 - lam), y * lam + y[index] * (1 - lam)


# %% right loop
# 一个一个地混，结果是 float32
def mixup(x, y, alpha, rng):
    lam = float(rng.beta(alpha, alpha)) if alpha > 0 else 1.0
    partner = rng.permutation(len(x))
    new_x = np.empty(x.shape, dtype=np.float32)
    new_y = np.empty(y.shape, dtype=np.float32)
    for i, j in enumerate(partner):
        new_x[i] = lam * x[i].astype(np.float64) + (1 - lam) * x[j]
        new_y[i] = lam * y[i] + (1 - lam) * y[j]
    return new_x, new_y
