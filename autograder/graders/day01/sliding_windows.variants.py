# %%
import numpy as np


# %% wrong last-lost
# 起点的个数少算了 1，恰好到头的最后一个窗口丢了
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = np.arange(0, len(x) - size, step)
    return x[start[:, None] + np.arange(size)]


# %% wrong overrun
# 窗口伸到了数组外面，缺的部分又从头取起
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = np.arange(0, len(x), step)
    return x[(start[:, None] + np.arange(size)) % len(x)]


# %% wrong padded
# 末尾不足一个窗口的部分补了 0，也当成一个窗口
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    count = -(-(len(x) - size) // step) + 1
    padded = np.concatenate([x, np.zeros(step, dtype=x.dtype)])
    return padded[np.arange(count)[:, None] * step + np.arange(size)]


# %% wrong step-ignored
# 没有用到 step，每次只走一步
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    return x[np.arange(len(x) - size + 1)[:, None] + np.arange(size)]


# %% wrong not-overlapping
# 窗口一个接一个，互不重叠，每次走了 size 步
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    count = len(x) // size
    return x[: count * size].reshape(count, size)


# %% wrong step-inside
# step 用在了窗口里面，取成了隔一个拿一个
def sliding_windows(x, size, step=1):
    reach = (size - 1) * step + 1
    if size > len(x):
        raise ValueError
    start = np.arange(max(0, len(x) - reach + 1))
    return x[start[:, None] + step * np.arange(size)]


# %% wrong no-error
# 窗口比数组长时没有报错，返回了零行的数组
def sliding_windows(x, size, step=1):
    start = np.arange(0, len(x) - size + 1, step)
    return x[start[:, None] + np.arange(size)]


# %% wrong equal-refused
# 检查写成了 size >= n，窗口与数组一样长时也报错
def sliding_windows(x, size, step=1):
    if size >= len(x):
        raise ValueError
    start = np.arange(0, len(x) - size + 1, step)
    return x[start[:, None] + np.arange(size)]


# %% wrong transposed
# 行和列颠倒了，一列才是一个窗口
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = np.arange(0, len(x) - size + 1, step)
    return x[start + np.arange(size)[:, None]]


# %% wrong count-divided
# 行数算成了 (n − size + 1) // step，除得尽与除不尽时不一样
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = step * np.arange((len(x) - size + 1) // step)
    return x[start[:, None] + np.arange(size)]


# %% wrong indices
# 返回的是下标，没有拿下标去取 x
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = np.arange(0, len(x) - size + 1, step)
    return start[:, None] + np.arange(size)


# %% wrong backwards
# 每个窗口里的次序是倒的
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = np.arange(0, len(x) - size + 1, step)
    return x[start[:, None] + np.arange(size)][:, ::-1]


# %% wrong itemsize-strides
# 用 as_strided 时把跨度写成了 x.itemsize，x 是切片得到的时，取到的是别处的数
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    m = (len(x) - size) // step + 1
    strides = (step * x.itemsize, x.itemsize)
    return np.lib.stride_tricks.as_strided(x, (m, size), strides)


# %% wrong assertion
# 用 assert 检查窗口长度，抛出的是 AssertionError，不是 ValueError
def sliding_windows(x, size, step=1):
    assert size <= len(x)
    start = np.arange(0, len(x) - size + 1, step)
    return x[start[:, None] + np.arange(size)]


# %% wrong list
# 返回的是列表，没有叠成数组
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    return [x[i : i + size] for i in range(0, len(x) - size + 1, step)]


# %% wrong flat
# 窗口首尾相接成了一维，没有一个窗口一行
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    return np.concatenate([x[i : i + size] for i in range(0, len(x) - size + 1, step)])


# %% wrong return-inside-loop
# return 写在了循环里面，只有第一个窗口
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    rows = []
    for i in range(0, len(x) - size + 1, step):
        rows.append(x[i : i + size])
        return np.array(rows)


# %% wrong integer
# 结果取成了整数，小数丢了
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = np.arange(0, len(x) - size + 1, step)
    return x[start[:, None] + np.arange(size)].astype(int)


# %% wrong means
# 返回的是每个窗口的平均值，不是窗口本身
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = np.arange(0, len(x) - size + 1, step)
    return x[start[:, None] + np.arange(size)].mean(axis=1)


# %% wrong no-error-empty
# 窗口比数组长时没有报错，返回了空数组
def sliding_windows(x, size, step=1):
    return np.array([x[i : i + size] for i in range(0, len(x) - size + 1, step)])


# %% wrong last-lost-no-error
# 起点的个数少算了 1，最后一个窗口丢了；窗口比数组长时也没有报错
def sliding_windows(x, size, step=1):
    return np.array([x[i : i + size] for i in range(0, len(x) - size, step)])


# %% wrong step-in-the-count-only
# 窗口的个数按 step 算了，起点却还是一次只走一步
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    count = (len(x) - size) // step + 1
    return np.array([x[i : i + size] for i in range(count)])


# %% wrong float
# 结果用 np.zeros 准备，没有写 dtype，放不进数以外的元素
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    windows = np.zeros(((len(x) - size) // step + 1, size))
    for i in range(len(windows)):
        windows[i] = x[i * step : i * step + size]
    return windows


# %% right stacked-slices
# 用循环切片再叠起来
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError("size > n")
    return np.stack([x[i : i + size] for i in range(0, len(x) - size + 1, step)])


# %% right library-view
# 用现成的 sliding_window_view，返回视图
def sliding_windows(x, size, step=1):
    return np.lib.stride_tricks.sliding_window_view(x, size)[::step]


# %% right strides
# 用 as_strided 造视图
def sliding_windows(x, size, step=1):
    m = (x.shape[0] - size) // step + 1
    if m < 1:
        raise ValueError
    (stride,) = x.strides
    return np.lib.stride_tricks.as_strided(x, (m, size), (step * stride, stride))


# %% right column-by-column
# 一列一列地填，元素类型与 x 相同
def sliding_windows(x, size, step=1):
    n = len(x)
    if n < size:
        raise ValueError
    out = np.zeros(((n - size) // step + 1, size), dtype=x.dtype)
    for j in range(size):
        out[:, j] = x[j : n - size + j + 1 : step]
    return out


# %% right index-grid
# 用 np.add.outer 算下标，用 np.take 去取
def sliding_windows(x, size, step=1):
    count = (len(x) - size) // step + 1
    if size > len(x):
        raise ValueError("window longer than the array")
    return np.take(x, np.add.outer(step * np.arange(count), np.arange(size)))
