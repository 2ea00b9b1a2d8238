# %%
import numpy as np


# %% wrong correlation-squared
# 算的是相关系数的平方，看不出整体的偏移
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    dt, dp = y_true - np.mean(y_true), y_pred - np.mean(y_pred)
    return np.sum(dt * dp) ** 2 / (np.sum(dt**2) * np.sum(dp**2))


# %% wrong swapped
# 两个参数的角色弄反了，把预测当成了真值
def r_squared(y_true, y_pred):
    if np.all(y_pred == y_pred[0]):
        raise ValueError
    return 1 - np.sum((y_true - y_pred) ** 2) / np.sum((y_pred - np.mean(y_pred)) ** 2)


# %% wrong without-one-minus
# 忘了用 1 去减，得到的是残差平方和与总平方和之比
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return np.sum((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_true)) ** 2)


# %% wrong ratio-of-variances
# 算的是预测的方差与真值的方差之比
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return np.var(y_pred) / np.var(y_true)


# %% wrong variance-of-residual
# 残差先减去了自己的平均，整体的偏移不见了
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.var(y_true - y_pred) / np.var(y_true)


# %% wrong ddof-mixed
# 残差平方的平均除以 n，真值的方差除以 n−1
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.mean((y_true - y_pred) ** 2) / np.var(y_true, ddof=1)


# %% wrong clipped
# 负数被截成了 0
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return max(0.0, 1 - np.sum((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_true)) ** 2))


# %% wrong divides-by-zero
# 没有检查真值是否全都相等，除以了 0
def r_squared(y_true, y_pred):
    return 1 - np.sum((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_true)) ** 2)


# %% wrong zero-for-constant
# 真值全都相等时返回了 0，没有报错
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        return 0.0
    return 1 - np.sum((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_true)) ** 2)


# %% wrong total-about-prediction
# 分母里减去的是预测的平均，不是真值的平均
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.sum((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_pred)) ** 2)


# %% wrong denominator-is-zero
# 用“分母 == 0”判断真值是否全都相等，平均值有舍入误差时认不出来
def r_squared(y_true, y_pred):
    total = np.sum((y_true - np.mean(y_true)) ** 2)
    if total == 0:
        raise ValueError
    return 1 - np.sum((y_true - y_pred) ** 2) / total


# %% wrong one-for-constant
# 真值全都相等时返回了 1，没有报错
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        return 1.0
    return 1 - np.sum((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_true)) ** 2)


# %% wrong mean-over-sum
# 分子是残差平方的平均，分母却是总和，少除了一个 n
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.mean((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_true)) ** 2)


# %% wrong sum-over-mean
# 分子是残差的平方和，分母却是方差，多乘了一个 n
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.sum((y_true - y_pred) ** 2) / np.var(y_true)


# %% wrong absolute-deviations
# 用的是绝对值之和，没有平方
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.sum(np.abs(y_true - y_pred)) / np.sum(np.abs(y_true - np.mean(y_true)))


# %% wrong explained-over-total
# 分子是预测偏离真值平均的平方和，只有最小二乘的预测才恰好相等
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    mean = np.mean(y_true)
    return np.sum((y_pred - mean) ** 2) / np.sum((y_true - mean) ** 2)


# %% wrong not-centred
# 分母没有减去平均值，是真值的平方和
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.sum((y_true - y_pred) ** 2) / np.sum(y_true**2)


# %% wrong square-root
# 比值开了平方根
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.sqrt(np.sum((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_true)) ** 2))


# %% right by-mse
# 用均方误差除以总体方差
def r_squared(y_true, y_pred):
    if len(np.unique(y_true)) == 1:
        raise ValueError("真值全都相等")
    return 1 - mean_squared_error(y_pred, y_true) / np.var(y_true)


# %% right loop
# 用循环累加两个平方和
def r_squared(y_true, y_pred):
    if len(set(y_true.tolist())) == 1:
        raise ValueError("真值全都相等")
    mean = sum(y_true) / len(y_true)
    residual = sum((t - p) ** 2 for t, p in zip(y_true, y_pred))
    return 1.0 - residual / sum((t - mean) ** 2 for t in y_true)


# %% right norms
# 用向量长度的平方之比
def r_squared(y_true, y_pred):
    if np.min(y_true) == np.max(y_true):
        raise ValueError("真值全都相等")
    centred = y_true - np.mean(y_true)
    return 1 - (np.linalg.norm(y_true - y_pred) / np.linalg.norm(centred)) ** 2
