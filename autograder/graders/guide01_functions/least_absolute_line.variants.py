# %%
import numpy as np


# %% wrong squares
# 求的是平方和最小的直线，权重没有用上
def least_absolute_line(x, y, steps=100):
    m, b = np.polyfit(x, y, 1)
    return m, b


# %% wrong divides-by-zero
# 权重取 1/|r|，有点正好在线上时除以 0
def least_absolute_line(x, y, steps=100):
    w = np.ones(len(x))
    for _ in range(steps):
        mx, my = np.sum(w * x) / np.sum(w), np.sum(w * y) / np.sum(w)
        m = np.sum(w * (x - mx) * (y - my)) / np.sum(w * (x - mx) ** 2)
        b = my - m * mx
        w = 1 / np.abs(y - m * x - b)
    return m, b


# %% wrong weights-upside-down
# 权重取了 |r|，越远的点说话越重
def least_absolute_line(x, y, steps=100):
    w = np.ones(len(x))
    for _ in range(steps):
        mx, my = np.average(x, weights=w), np.average(y, weights=w)
        m = np.sum(w * (x - mx) * (y - my)) / np.sum(w * (x - mx) ** 2)
        b = my - m * mx
        w = np.maximum(np.abs(y - m * x - b), 1e-9)
    return m, b


# %% wrong weights-squared
# 权重取了 1/r²，最小的不是绝对值之和；把 1/|r| 直接交给 np.polyfit 的 w 也是这样，它会再平方一次
def least_absolute_line(x, y, steps=100):
    w = np.ones(len(x))
    for _ in range(steps):
        mx, my = np.average(x, weights=w), np.average(y, weights=w)
        m = np.sum(w * (x - mx) * (y - my)) / np.sum(w * (x - mx) ** 2)
        b = my - m * mx
        w = 1 / np.maximum((y - m * x - b) ** 2, 1e-9)
    return m, b


# %% wrong root-of-weights
# 权重取了 1/√|r|，让 1.5 次方之和最小了
def least_absolute_line(x, y, steps=100):
    w = np.ones(len(x))
    for _ in range(steps):
        mx, my = np.average(x, weights=w), np.average(y, weights=w)
        m = np.sum(w * (x - mx) * (y - my)) / np.sum(w * (x - mx) ** 2)
        b = my - m * mx
        w = 1 / np.sqrt(np.maximum(np.abs(y - m * x - b), 1e-9))
    return m, b


# %% wrong last-iterate
# 次梯度下降的步长不变，交出的是最后一步，还在最好的附近来回跳
def least_absolute_line(x, y, steps=5000):
    m, b = 0.0, 0.0
    for _ in range(steps):
        sign = np.sign(y - m * x - b)
        m, b = m + 0.01 * np.mean(sign * x), b + 0.01 * np.mean(sign)
    return m, b


# %% wrong too-few-steps
# 只反复加权了三次，还没有走到
def least_absolute_line(x, y, steps=3):
    w = np.ones(len(x))
    for _ in range(steps):
        mx, my = np.average(x, weights=w), np.average(y, weights=w)
        m = np.sum(w * (x - mx) * (y - my)) / np.sum(w * (x - mx) ** 2)
        b = my - m * mx
        w = 1 / np.maximum(np.abs(y - m * x - b), 1e-9)
    return m, b


# %% wrong large-epsilon
# 分母里的 ε 取得太大，残差小的点都一样重
def least_absolute_line(x, y, steps=100):
    w = np.ones(len(x))
    for _ in range(steps):
        mx, my = np.average(x, weights=w), np.average(y, weights=w)
        m = np.sum(w * (x - mx) * (y - my)) / np.sum(w * (x - mx) ** 2)
        b = my - m * mx
        w = 1 / (np.abs(y - m * x - b) + 0.5)
    return m, b


# %% wrong plain-means
# 加权求了斜率，减去的却是不加权的平均值
def least_absolute_line(x, y, steps=100):
    w = np.ones(len(x))
    for _ in range(steps):
        mx, my = np.mean(x), np.mean(y)
        m = np.sum(w * (x - mx) * (y - my)) / np.sum(w * (x - mx) ** 2)
        b = my - m * mx
        w = 1 / np.maximum(np.abs(y - m * x - b), 1e-9)
    return m, b


# %% wrong swapped
# 返回的次序反了，是 (b, m)
def least_absolute_line(x, y, steps=100):
    w = np.ones(len(x))
    for _ in range(steps):
        mx, my = np.average(x, weights=w), np.average(y, weights=w)
        m = np.sum(w * (x - mx) * (y - my)) / np.sum(w * (x - mx) ** 2)
        b = my - m * mx
        w = 1 / np.maximum(np.abs(y - m * x - b), 1e-9)
    return b, m


# %% wrong median-slope
# 取了所有两点连线斜率的中位数（Theil–Sen），是另一种直线
def least_absolute_line(x, y, steps=100):
    i, j = np.triu_indices(len(x), 1)
    good = x[i] != x[j]
    m = np.median((y[i] - y[j])[good] / (x[i] - x[j])[good])
    return m, np.median(y - m * x)


# %% wrong residual-sign-lost
# 残差没有取绝对值就放进了分母，直线下方的点的权重都成了最大
def least_absolute_line(x, y, steps=100):
    w = np.ones(len(x))
    for _ in range(steps):
        mx, my = np.average(x, weights=w), np.average(y, weights=w)
        m = np.sum(w * (x - mx) * (y - my)) / np.sum(w * (x - mx) ** 2)
        b = my - m * mx
        w = 1 / np.maximum(y - m * x - b, 1e-9)
    return m, b


# %% wrong perpendicular-distances
# 距离取成了垂线段的长度之和，不是竖直距离之和
def least_absolute_line(x, y, steps=200):
    w = np.ones(len(x))
    for _ in range(steps):
        mx, my = np.average(x, weights=w), np.average(y, weights=w)
        dx, dy = x - mx, y - my
        angle = 0.5 * np.arctan2(2 * np.sum(w * dx * dy), np.sum(w * (dx**2 - dy**2)))
        across = np.cos(angle) * dy - np.sin(angle) * dx
        w = 1 / np.maximum(np.abs(across), 1e-9)
    m = np.tan(angle)
    return m, my - m * mx


# %% wrong one-added
# 分母里加了 1，残差小的点几乎一样重
def least_absolute_line(x, y, steps=100):
    w = np.ones(len(x))
    for _ in range(steps):
        mx, my = np.average(x, weights=w), np.average(y, weights=w)
        m = np.sum(w * (x - mx) * (y - my)) / np.sum(w * (x - mx) ** 2)
        b = my - m * mx
        w = 1 / (np.abs(y - m * x - b) + 1.0)
    return m, b


# %% wrong fifteen-steps
# 只反复加权了十五次左右，有的数据还没有走到
def least_absolute_line(x, y, steps=15):
    w = np.ones(len(x))
    for _ in range(steps):
        mx, my = np.average(x, weights=w), np.average(y, weights=w)
        m = np.sum(w * (x - mx) * (y - my)) / np.sum(w * (x - mx) ** 2)
        b = my - m * mx
        w = 1 / np.maximum(np.abs(y - m * x - b), 1e-9)
    return m, b


# %% right polyfit-with-roots
# 用 np.polyfit，权重先开平方，因为它会再平方一次
def least_absolute_line(x, y, steps=150):
    w = np.ones(len(x))
    for _ in range(steps):
        m, b = np.polyfit(x, y, 1, w=np.sqrt(w))
        w = 1 / (np.abs(y - m * x - b) + 1e-8)
    return m, b


# %% right subgradient
# 次梯度下降：先标准化，步子越走越小，记住走过的最好的一条
def least_absolute_line(x, y, steps=12000):
    u = (x - x.mean()) / x.std()
    m, b = 0.0, float(np.median(y))
    step = np.abs(y - b).mean() + 1e-9
    best, least = (m, b), np.inf
    for _ in range(steps):
        residual = y - m * u - b
        total = np.abs(residual).sum()
        if total < least:
            best, least = (m, b), total
        sign = np.sign(residual)
        m, b = m + step * (sign @ u) / len(x), b + step * sign.sum() / len(x)
        step *= 0.998
    m = best[0] / x.std()
    return m, best[1] - m * x.mean()


# %% right weighted-equations
# 每一步解加权的正规方程，走到不动为止
def least_absolute_line(x, y, steps=300):
    design = np.stack([x, np.ones(len(x))], axis=1).astype(float)
    w = np.ones(len(x))
    theta = np.zeros(2)
    for _ in range(steps):
        theta = np.linalg.lstsq(design * np.sqrt(w)[:, None], y * np.sqrt(w), rcond=None)[0]
        w = 1 / np.maximum(np.abs(y - design @ theta), 1e-8)
    return theta
