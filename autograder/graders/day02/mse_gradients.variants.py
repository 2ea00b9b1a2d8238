# %%
import numpy as np


# %% wrong no-two
# 漏了求导得到的 2
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return np.mean(residual * x), np.mean(residual)


# %% wrong sign
# 残差写成了真值减预测，梯度整个反号
def mse_gradients(x, y, m, b):
    residual = y - predict(x, m, b)
    return 2 * np.mean(residual * x), 2 * np.mean(residual)


# %% wrong sum
# 对样本求了和，没有除以 n
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.sum(residual * x), 2 * np.sum(residual)


# %% wrong swapped
# 返回的次序反了，是 (db, dm)
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual), 2 * np.mean(residual * x)


# %% wrong no-x
# dm 里没有乘 x，两个偏导数一样
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual), 2 * np.mean(residual)


# %% wrong product-of-means
# 把残差的平均和 x 的平均相乘，没有先逐个相乘再平均
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual) * np.mean(x), 2 * np.mean(residual)


# %% wrong bias-times-b
# db 多乘了一个 b
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual * x), 2 * np.mean(residual) * b


# %% wrong no-intercept
# 残差里忘了 b
def mse_gradients(x, y, m, b):
    residual = m * x - y
    return 2 * np.mean(residual * x), 2 * np.mean(residual)


# %% wrong forward-difference
# 用前向差分近似，没有按公式算
def mse_gradients(x, y, m, b):
    def loss(m, b):
        return np.mean((m * x + b - y) ** 2)

    eps = 1e-4
    return (loss(m + eps, b) - loss(m, b)) / eps, (loss(m, b + eps) - loss(m, b)) / eps


# %% wrong sum-without-two
# 漏了 2，也没有除以 n
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return np.sum(residual * x), np.sum(residual)


# %% wrong sign-without-two
# 残差写成了真值减预测，还漏了 2
def mse_gradients(x, y, m, b):
    residual = y - predict(x, m, b)
    return np.mean(residual * x), np.mean(residual)


# %% wrong x-on-both
# db 也乘了 x，两个偏导数一样
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual * x), 2 * np.mean(residual * x)


# %% wrong db-not-averaged
# dm 是对的，db 却没有除以 n
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual * x), 2 * np.sum(residual)


# %% wrong dm-not-averaged
# db 是对的，dm 却没有除以 n
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.sum(residual * x), 2 * np.mean(residual)


# %% wrong two-on-dm-only
# db 漏了 2
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual * x), np.mean(residual)


# %% wrong two-on-db-only
# dm 漏了 2
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return np.mean(residual * x), 2 * np.mean(residual)


# %% wrong absolute-error
# 用的是残差的正负号，那是平均绝对误差的梯度
def mse_gradients(x, y, m, b):
    sign = np.sign(predict(x, m, b) - y)
    return np.mean(sign * x), np.mean(sign)


# %% wrong per-sample
# 返回的是每个样本的导数，没有求平均
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * residual * x, 2 * residual


# %% wrong return-inside-loop
# return 写在了循环里面，只算了第一个样本
def mse_gradients(x, y, m, b):
    dm = db = 0.0
    for i in range(len(x)):
        residual = m * x[i] + b - y[i]
        dm += 2 * residual * x[i] / len(x)
        db += 2 * residual / len(x)
        return dm, db


# %% wrong residual-squared-times-x
# dm 里的残差先平方了，再乘 x：平方求导之后，残差只剩一次方
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual**2 * x), 2 * np.mean(residual)


# %% wrong residual-squared-in-both
# 两个偏导数里的残差都是先平方了的：平方求导之后，残差只剩一次方
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual**2 * x), 2 * np.mean(residual**2)


# %% wrong sign-of-db
# dm 是对的，db 反了号
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual * x), -2 * np.mean(residual)


# %% wrong m-for-x
# dm 里乘的是 m，应当乘 x
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual * m), 2 * np.mean(residual)


# %% wrong bias-times-m
# db 多乘了一个 m
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual * x), 2 * np.mean(residual) * m


# %% wrong swapped-without-two
# 返回的次序反了，是 (db, dm)，还漏了 2
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return np.mean(residual), np.mean(residual * x)


# %% right dot
# 用点积，返回列表
def mse_gradients(x, y, m, b):
    r = m * x + b - y
    return [2 * (r @ x) / len(x), 2 * r.sum() / len(x)]


# %% right loop
# 用循环逐个样本累加
def mse_gradients(x, y, m, b):
    dm = db = 0.0
    for xi, yi in zip(x, y):
        dm += 2 * (m * xi + b - yi) * xi / len(x)
        db += 2 * (m * xi + b - yi) / len(x)
    return dm, db


# %% right matrix
# 写成矩阵 2/n Xᵀ(Xw − y)，返回长度为 2 的列表
def mse_gradients(x, y, m, b):
    design = np.column_stack([x, np.ones(len(x))])
    return list(2 / len(x) * design.T @ (design @ np.array([m, b]) - y))


# %% right array
# 两个偏导数装在一维数组里返回
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.array([np.mean(residual * x), np.mean(residual)])


# %% right minus-outside
# 残差写成真值减预测，负号放在外面
def mse_gradients(x, y, m, b):
    n = float(len(x))
    y_hat = m * x + b
    dm = (-2 / n) * sum(x * (y - y_hat))
    db = (-2 / n) * sum(y - y_hat)
    return dm, db
