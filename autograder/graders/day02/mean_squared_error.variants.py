# %%
import numpy as np


# %% wrong half
# 多除了一个 2
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.mean((y_pred - y_true) ** 2) / 2


# %% wrong sum
# 只求了和，没有求平均
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.sum((y_pred - y_true) ** 2)


# %% wrong root
# 开了平方根，那是 RMSE
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.sqrt(np.mean((y_pred - y_true) ** 2))


# %% wrong absolute
# 取了残差的绝对值，没有平方
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.mean(np.abs(y_pred - y_true))


# %% wrong square-of-mean
# 先求残差的平均，再平方，正负残差互相抵消了
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.mean(y_pred - y_true) ** 2


# %% wrong broadcasts
# 没有检查形状，(n,) 与 (n, 1) 相减广播成了 (n, n)
def mean_squared_error(y_pred, y_true):
    return np.mean((y_pred - y_true) ** 2)


# %% wrong compares-sizes
# 只比较了元素个数，形状不同的数组被拉平之后照算
def mean_squared_error(y_pred, y_true):
    if y_pred.size != y_true.size:
        raise ValueError
    return np.mean((y_pred.ravel() - y_true.ravel()) ** 2)


# %% wrong compares-lengths
# 只比较了 len，第一轴一样长就照算
def mean_squared_error(y_pred, y_true):
    if len(y_pred) != len(y_true):
        raise ValueError
    return np.mean((y_pred - y_true) ** 2)


# %% wrong ravelled-unchecked
# 任何形状都照算，一个也不报错：没有检查形状，两边拉平之后才相减
def mean_squared_error(y_pred, y_true):
    return np.mean((y_pred.ravel() - y_true.ravel()) ** 2)


# %% wrong assertion
# 用 assert 检查形状，抛出的是 AssertionError，不是 ValueError
def mean_squared_error(y_pred, y_true):
    assert y_pred.shape == y_true.shape
    return np.mean((y_pred - y_true) ** 2)


# %% wrong over-first-axis
# 只除以样本数 len(y_true)，多维数组没有除以元素总数
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.sum((y_pred - y_true) ** 2) / len(y_true)


# %% wrong half-of-sum
# 只求了和，没有求平均，还多除了一个 2
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.sum((y_pred - y_true) ** 2) / 2


# %% wrong not-squared
# 残差没有平方就求了平均，正负互相抵消
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.mean(y_pred - y_true)


# %% wrong along-one-axis
# 只沿第一轴求了平均，多维数组得到的不是一个数
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.mean((y_pred - y_true) ** 2, axis=0)


# %% wrong not-averaged
# 返回了每个元素的平方，没有求平均
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return (y_pred - y_true) ** 2


# %% wrong added
# 预测和真值相加了，应当相减
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.mean((y_pred + y_true) ** 2)


# %% wrong compares-sizes-and-broadcasts
# 只比较了元素个数，(n,) 与 (n, 1) 相减广播成了 (n, n)
def mean_squared_error(y_pred, y_true):
    if y_pred.size != y_true.size:
        raise ValueError
    return np.mean((y_pred - y_true) ** 2)


# %% right loop
# 用循环逐个元素累加
def mean_squared_error(y_pred, y_true):
    if np.shape(y_pred) != np.shape(y_true):
        raise ValueError("形状不同")
    total = 0.0
    for p, t in zip(y_pred.ravel(), y_true.ravel()):
        total += (p - t) ** 2
    return total / y_pred.size


# %% right dot
# 拉平之后用点积，返回零维数组
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError("形状不同")
    r = (y_pred - y_true).reshape(-1)
    return np.array(r.dot(r) / len(r))


# %% right float32
# 用 float32 计算
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError("形状不同")
    return np.square(y_pred.astype(np.float32) - y_true.astype(np.float32)).mean()


# %% right norm
# 用长度的平方除以元素个数
def mean_squared_error(y_pred, y_true):
    a, b = np.asarray(y_pred, dtype=float), np.asarray(y_true, dtype=float)
    if not a.shape == b.shape:
        raise ValueError(f"shapes differ: {a.shape} and {b.shape}")
    return float(np.linalg.norm(a - b) ** 2 / a.size)
