# %%
import numpy as np


# %% wrong no-refit
# 返回的是获胜那一次过两个点的直线，没有用内点重新求
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    best, line = np.zeros(len(x), dtype=bool), (0.0, 0.0)
    for _ in range(trials):
        i = rng.integers(len(x))
        j = rng.choice(np.flatnonzero(x != x[i]))
        m = (y[j] - y[i]) / (x[j] - x[i])
        b = y[i] - m * x[i]
        close = np.abs(y - y[i] - m * (x - x[i])) <= threshold
        if close.sum() > best.sum():
            best, line = close, (m, b)
    return *line, best


# %% wrong refit-on-all
# 最后对所有的点求了最小二乘，没有只用内点
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    best = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        i = rng.integers(len(x))
        j = rng.choice(np.flatnonzero(x != x[i]))
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = np.abs(y - y[i] - m * (x - x[i])) <= threshold
        if close.sum() > best.sum():
            best = close
    m, b = np.polyfit(x, y, 1)
    return m, b, best


# %% wrong inliers-recomputed
# 用求出的 m、b 又算了一遍内点
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    best = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        i = rng.integers(len(x))
        j = rng.choice(np.flatnonzero(x != x[i]))
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = np.abs(y - y[i] - m * (x - x[i])) <= threshold
        if close.sum() > best.sum():
            best = close
    m, b = np.polyfit(x[best], y[best], 1)
    return m, b, np.abs(y - m * x - b) <= threshold


# %% wrong own-generator
# 自己建了一个固定种子的生成器，没有用传进来的 rng
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    rng = np.random.default_rng(0)
    best = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        i = rng.integers(len(x))
        j = rng.choice(np.flatnonzero(x != x[i]))
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = np.abs(y - y[i] - m * (x - x[i])) <= threshold
        if close.sum() > best.sum():
            best = close
    m, b = np.polyfit(x[best], y[best], 1)
    return m, b, best


# %% wrong global-generator
# 用了全局的 np.random，种子相同，两次的结果也不同
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    best = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        i = np.random.randint(len(x))
        j = np.random.choice(np.flatnonzero(x != x[i]))
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = np.abs(y - y[i] - m * (x - x[i])) <= threshold
        if close.sum() > best.sum():
            best = close
    m, b = np.polyfit(x[best], y[best], 1)
    return m, b, best


# %% wrong skips-equal-x
# 抽到 x 相同的点就跳过，这一次白费了
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    best = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        i, j = rng.choice(len(x), 2, replace=False)
        if x[i] == x[j]:
            continue
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = np.abs(y - y[i] - m * (x - x[i])) <= threshold
        if close.sum() > best.sum():
            best = close
    if not best.any():
        return 0.0, 0.0, best
    m, b = np.polyfit(x[best], y[best], 1)
    return m, b, best


# %% wrong constant-x-unchecked
# 所有的 x 都相同时没有报 ValueError，不停地重抽
def ransac_line(x, y, threshold, trials, rng):
    best = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        for _ in range(100000):
            i, j = rng.integers(len(x)), rng.integers(len(x))
            if x[i] != x[j]:
                break
        else:
            return 0.0, float(np.mean(y)), np.ones(len(x), dtype=bool)
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = np.abs(y - y[i] - m * (x - x[i])) <= threshold
        if close.sum() > best.sum():
            best = close
    m, b = np.polyfit(x[best], y[best], 1)
    return m, b, best


# %% wrong last-of-equals
# 用了 >=，内点一样多时后试的获胜
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    best = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        i = rng.integers(len(x))
        j = rng.choice(np.flatnonzero(x != x[i]))
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = np.abs(y - y[i] - m * (x - x[i])) <= threshold
        if close.sum() >= best.sum():
            best = close
    m, b = np.polyfit(x[best], y[best], 1)
    return m, b, best


# %% wrong edge-excluded
# 用了 <，距离恰好等于 threshold 的点没有算内点
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    best = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        i = rng.integers(len(x))
        j = rng.choice(np.flatnonzero(x != x[i]))
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = np.abs(y - y[i] - m * (x - x[i])) < threshold
        if close.sum() > best.sum():
            best = close
    m, b = np.polyfit(x[best], y[best], 1)
    return m, b, best


# %% wrong perpendicular-distance
# 量的是垂线段的长度，不是竖直距离
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    best = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        i = rng.integers(len(x))
        j = rng.choice(np.flatnonzero(x != x[i]))
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = np.abs(y - y[i] - m * (x - x[i])) / np.sqrt(1 + m**2) <= threshold
        if close.sum() > best.sum():
            best = close
    m, b = np.polyfit(x[best], y[best], 1)
    return m, b, best


# %% wrong squared-residual
# 拿残差的平方和 threshold 比
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    best = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        i = rng.integers(len(x))
        j = rng.choice(np.flatnonzero(x != x[i]))
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = (y - y[i] - m * (x - x[i])) ** 2 <= threshold
        if close.sum() > best.sum():
            best = close
    m, b = np.polyfit(x[best], y[best], 1)
    return m, b, best


# %% wrong sign-of-residual
# 残差没有取绝对值，在直线下方的点都算了内点
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    best = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        i = rng.integers(len(x))
        j = rng.choice(np.flatnonzero(x != x[i]))
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = y - y[i] - m * (x - x[i]) <= threshold
        if close.sum() > best.sum():
            best = close
    m, b = np.polyfit(x[best], y[best], 1)
    return m, b, best


# %% wrong indices-for-booleans
# inliers 返回的是下标，不是 (n,) 的布尔数组
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    best = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        i = rng.integers(len(x))
        j = rng.choice(np.flatnonzero(x != x[i]))
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = np.abs(y - y[i] - m * (x - x[i])) <= threshold
        if close.sum() > best.sum():
            best = close
    m, b = np.polyfit(x[best], y[best], 1)
    return m, b, np.flatnonzero(best)


# %% wrong last-trial
# 没有比较，交出的总是最后一次试验
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    for _ in range(trials):
        i = rng.integers(len(x))
        j = rng.choice(np.flatnonzero(x != x[i]))
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = np.abs(y - y[i] - m * (x - x[i])) <= threshold
    m, b = np.polyfit(x[close], y[close], 1)
    return m, b, close


# %% wrong neighbours-only
# 只抽相邻的两个点
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    best = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        i = int(rng.integers(len(x) - 1))
        while x[i] == x[i + 1]:
            i = int(rng.integers(len(x) - 1))
        m = (y[i + 1] - y[i]) / (x[i + 1] - x[i])
        close = np.abs(y - y[i] - m * (x - x[i])) <= threshold
        if close.sum() > best.sum():
            best = close
    m, b = np.polyfit(x[best], y[best], 1)
    return m, b, best


# %% wrong drawn-in-a-block
# 先一口气抽完所有的第一个点，再抽第二个点：第 i 次抽到谁，随 trials 而变
def ransac_line(x, y, threshold, trials, rng):
    if np.all(x == x[0]):
        raise ValueError
    best = np.zeros(len(x), dtype=bool)
    for i in rng.integers(len(x), size=trials):
        j = rng.choice(np.flatnonzero(x != x[i]))
        m = (y[j] - y[i]) / (x[j] - x[i])
        close = np.abs(y - y[i] - m * (x - x[i])) <= threshold
        if close.sum() > best.sum():
            best = close
    m, b = np.polyfit(x[best], y[best], 1)
    return m, b, best


# %% right redraw
# 抽两个不同的下标，x 相同就重抽
def ransac_line(x, y, threshold, trials, rng):
    if len(np.unique(x)) < 2:
        raise ValueError("x 全都相同")
    best, most = None, -1
    for _ in range(trials):
        i, j = rng.choice(len(x), size=2, replace=False)
        while x[i] == x[j]:
            i, j = rng.choice(len(x), size=2, replace=False)
        m = (y[j] - y[i]) / (x[j] - x[i])
        b = y[i] - m * x[i]
        inliers = np.abs(m * x + b - y) <= threshold
        inliers[[i, j]] = True
        if np.count_nonzero(inliers) > most:
            best, most = inliers, np.count_nonzero(inliers)
    m, b = np.polyfit(x[best], y[best], 1)
    return m, b, best


# %% right permutation
# 打乱全部下标，取最前面两个 x 不同的
def ransac_line(x, y, threshold, trials, rng):
    if np.ptp(x) == 0:
        raise ValueError("x 全都相同")
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    tries = []
    for _ in range(trials):
        order = rng.permutation(len(x))
        i = order[0]
        j = next(k for k in order if x[k] != x[i])
        m = (y[j] - y[i]) / (x[j] - x[i])
        tries.append(np.abs((y - y[i]) - m * (x - x[i])) <= threshold)
    inliers = max(tries, key=lambda mask: mask.sum())
    return [*least_squares_line(x[inliers], y[inliers]), inliers]


# %% right all-pairs-listed
# 先列出所有 x 不同的点对，再从里面抽
def ransac_line(x, y, threshold, trials, rng):
    pairs = [(i, j) for i in range(len(x)) for j in range(i) if x[i] != x[j]]
    if not pairs:
        raise ValueError("没有 x 不同的两个点")
    inliers = np.zeros(len(x), dtype=bool)
    for _ in range(trials):
        i, j = pairs[rng.integers(len(pairs))]
        slope = (y[i] - y[j]) / (x[i] - x[j])
        now = abs(y - y[j] - slope * (x - x[j])) <= threshold
        inliers = now if sum(now) > sum(inliers) else inliers
    design = np.stack([x[inliers], np.ones(inliers.sum())], axis=1)
    m, b = np.linalg.lstsq(design, y[inliers], rcond=None)[0]
    return m, b, inliers
