# %%
import numpy as np


# %% predict / polyval
# 用 np.polyval
def predict(x, m, b):
    return np.polyval([m, b], x)


# %% predict / loop-float32
# 逐个元素循环，结果是 float32
def predict(x, m, b):
    x = np.asarray(x)
    out = np.zeros(x.shape, dtype=np.float32)
    for index in np.ndindex(x.shape):
        out[index] = m * x[index] + b
    return out


# %% predict / copy-in-place
# 复制一份浮点数组，在它上面乘和加
def predict(x, m, b):
    out = np.array(x, dtype=float)
    out *= m
    out += b
    return out


# %% predict / numpy-functions
# 用 np.add 和 np.multiply
def predict(x, m, b):
    return np.add(np.multiply(x, m), b)


# %% mean_squared_error / loop
# 用循环逐个元素累加
def mean_squared_error(y_pred, y_true):
    if np.shape(y_pred) != np.shape(y_true):
        raise ValueError("形状不同")
    total = 0.0
    for p, t in zip(y_pred.ravel(), y_true.ravel()):
        total += (p - t) ** 2
    return total / y_pred.size


# %% mean_squared_error / dot
# 拉平之后用点积，返回零维数组
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError("形状不同")
    r = (y_pred - y_true).reshape(-1)
    return np.array(r.dot(r) / len(r))


# %% mean_squared_error / float32
# 用 float32 计算
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError("形状不同")
    return np.square(y_pred.astype(np.float32) - y_true.astype(np.float32)).mean()


# %% mean_squared_error / norm
# 用长度的平方除以元素个数
def mean_squared_error(y_pred, y_true):
    a, b = np.asarray(y_pred, dtype=float), np.asarray(y_true, dtype=float)
    if not a.shape == b.shape:
        raise ValueError(f"shapes differ: {a.shape} and {b.shape}")
    return float(np.linalg.norm(a - b) ** 2 / a.size)


# %% mse_gradients / dot
# 用点积，返回列表
def mse_gradients(x, y, m, b):
    r = m * x + b - y
    return [2 * (r @ x) / len(x), 2 * r.sum() / len(x)]


# %% mse_gradients / loop
# 用循环逐个样本累加
def mse_gradients(x, y, m, b):
    dm = db = 0.0
    for xi, yi in zip(x, y):
        dm += 2 * (m * xi + b - yi) * xi / len(x)
        db += 2 * (m * xi + b - yi) / len(x)
    return dm, db


# %% mse_gradients / matrix
# 写成矩阵 2/n Xᵀ(Xw − y)，返回长度为 2 的列表
def mse_gradients(x, y, m, b):
    design = np.column_stack([x, np.ones(len(x))])
    return list(2 / len(x) * design.T @ (design @ np.array([m, b]) - y))


# %% mse_gradients / array
# 两个偏导数装在一维数组里返回
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.array([np.mean(residual * x), np.mean(residual)])


# %% mse_gradients / minus-outside
# 残差写成真值减预测，负号放在外面
def mse_gradients(x, y, m, b):
    n = float(len(x))
    y_hat = m * x + b
    dm = (-2 / n) * sum(x * (y - y_hat))
    db = (-2 / n) * sum(y - y_hat)
    return dm, db


# %% numerical_gradient / unit-vectors
# 每次加上一个单位向量的 eps 倍
def numerical_gradient(f, theta, eps=1e-6):
    theta = np.asarray(theta, dtype=np.float64)
    grad = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        step = np.zeros_like(theta)
        step[index] = eps
        grad[index] = (f(theta + step) - f(theta - step)) / (2 * eps)
    return grad


# %% numerical_gradient / nditer
# 用 np.nditer 走遍每个元素，在 theta 本身上动，用完放回原值
def numerical_gradient(f, theta, eps=1e-6):
    if theta.dtype.kind != "f":
        theta = theta.astype(float)
    grad = np.zeros(theta.shape)
    it = np.nditer(theta, flags=["multi_index"])
    for _ in it:
        index = it.multi_index
        old = theta[index]
        theta[index] = old + eps
        plus = f(theta)
        theta[index] = old - eps
        minus = f(theta)
        theta[index] = old
        grad[index] = (plus - minus) / (2 * eps)
    return grad


# %% numerical_gradient / flat-and-reshape
# 拉平成一维，每次调用 f 之前再恢复形状
def numerical_gradient(f, theta, eps=1e-6):
    shape = np.shape(theta)
    flat = np.array(theta, dtype=float).reshape(-1)
    rows = eps * np.eye(flat.size)
    slopes = [(f((flat + e).reshape(shape)) - f((flat - e).reshape(shape))) / (2 * eps) for e in rows]
    return np.array(slopes).reshape(shape)


# %% numerical_gradient / two-copies
# 每次复制两份，一份往上，一份往下
def numerical_gradient(f, theta, eps=1e-6):
    theta = theta.astype(np.float64)
    grad = np.empty(theta.shape)
    for idx in np.ndindex(*theta.shape):
        plus, minus = theta.copy(), theta.copy()
        plus[idx] += eps
        minus[idx] -= eps
        grad[idx] = (f(plus) - f(minus)) / 2 / eps
    return grad


# %% gradient_descent / losses-array
# 事先建好损失的数组，公式自己写，不调用前面的函数
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = np.empty(steps)
    for i in range(steps):
        r = m * x + b - y
        losses[i] = np.mean(r**2)
        m, b = m - lr * 2 * np.mean(r * x), b - lr * 2 * np.mean(r)
    return m, b, losses


# %% gradient_descent / vector-of-parameters
# 把 m 和 b 装进一个数组一起更新，返回列表
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    theta, losses = np.array([m, b], dtype=float), []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, *theta), y))
        theta = theta - lr * np.array(mse_gradients(x, y, *theta))
    return [theta[0], theta[1], losses]


# %% gradient_descent / recursion
# 用递归，每次走一步，损失是元组
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    if steps == 0:
        return float(m), float(b), ()
    loss = mean_squared_error(predict(x, m, b), y)
    dm, db = mse_gradients(x, y, m, b)
    last_m, last_b, rest = gradient_descent(x, y, lr, steps - 1, m - lr * dm, b - lr * db)
    return last_m, last_b, (loss, *rest)


# %% gradient_descent / while
# 用 while，一步一步写出梯度，最后换成列表
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses, step = [], 0
    while step < steps:
        predictions = predict(x, m, b)
        losses.append(float(np.square(predictions - y).mean()))
        gradient_m, gradient_b = mse_gradients(x, y, m, b)
        m -= lr * gradient_m
        b -= lr * gradient_b
        step += 1
    return m, b, losses


# %% least_squares_line / polyfit
# 检查之后用 np.polyfit
def least_squares_line(x, y):
    if np.ptp(x) == 0:
        raise ValueError("x 全都相等")
    m, b = np.polyfit(x, y, 1)
    return m, b


# %% least_squares_line / polyfit-array
# 检查之后把 np.polyfit 给出的一维数组原样返回
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError("x 全都相等")
    return np.polyfit(x, y, 1)


# %% least_squares_line / lstsq
# 检查之后用 np.linalg.lstsq 解两个未知数，返回列表
def least_squares_line(x, y):
    if len(np.unique(x)) == 1:
        raise ValueError("x 全都相等")
    design = np.stack([x, np.ones(len(x))], axis=1)
    return list(np.linalg.lstsq(design, y, rcond=None)[0])


# %% least_squares_line / cov
# 用 np.cov 给出的协方差矩阵，分子分母同样除以 n − 1
def least_squares_line(x, y):
    if x.max() == x.min():
        raise ValueError("x 全都相等")
    table = np.cov(x, y)
    m = table[0, 1] / table[0, 0]
    return m, y.mean() - m * x.mean()


# %% least_squares_line / variance-is-zero
# 标准差与数据的大小相比小到可以忽略，就算全都相等
def least_squares_line(x, y):
    if np.std(x) <= 1e-12 * np.max(np.abs(x)):
        raise ValueError("x 全都相等")
    m = np.mean((x - np.mean(x)) * (y - np.mean(y))) / np.var(x)
    return float(m), float(np.mean(y) - m * np.mean(x))


# %% r_squared / by-mse
# 用均方误差除以总体方差
def r_squared(y_true, y_pred):
    if len(np.unique(y_true)) == 1:
        raise ValueError("真值全都相等")
    return 1 - mean_squared_error(y_pred, y_true) / np.var(y_true)


# %% r_squared / loop
# 用循环累加两个平方和
def r_squared(y_true, y_pred):
    if len(set(y_true.tolist())) == 1:
        raise ValueError("真值全都相等")
    mean = sum(y_true) / len(y_true)
    residual = sum((t - p) ** 2 for t, p in zip(y_true, y_pred))
    return 1.0 - residual / sum((t - mean) ** 2 for t in y_true)


# %% r_squared / norms
# 用向量长度的平方之比
def r_squared(y_true, y_pred):
    if np.min(y_true) == np.max(y_true):
        raise ValueError("真值全都相等")
    centred = y_true - np.mean(y_true)
    return 1 - (np.linalg.norm(y_true - y_pred) / np.linalg.norm(centred)) ** 2


# %% design_matrix / hstack
# 不检查维数：一维的输入由 np.hstack 抛出 ValueError
def design_matrix(x):
    return np.hstack((np.ones((x.shape[0], 1)), x))


# %% design_matrix / filled
# 先建全 1 的数组，再填进 x；用解包检查维数
def design_matrix(x):
    n, d = x.shape
    out = np.ones((n, d + 1))
    out[:, 1:] = x
    return out


# %% design_matrix / insert-float32
# 换成 float32，用 np.insert
def design_matrix(x):
    if x.ndim == 1:
        raise ValueError("一维")
    return np.insert(x.astype(np.float32), 0, 1, axis=1)


# %% design_matrix / column-object
# 检查之后用 np.c_
def design_matrix(x):
    if len(x.shape) < 2:
        raise ValueError("一维")
    return np.c_[np.ones(len(x)), x]


# %% normal_equation / pinv
# 用 X 的广义逆
def normal_equation(x, y):
    return np.linalg.pinv(design_matrix(x)) @ y


# %% normal_equation / pinv-of-normal-matrix
# 用 XᵀX 的广义逆
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.pinv(design.T @ design) @ design.T @ y


# %% normal_equation / centred
# 先减去平均值求权重，再算偏置；共线时得到的是另一个最小解
def normal_equation(x, y):
    w = np.linalg.lstsq(x - x.mean(axis=0), y - y.mean(), rcond=None)[0]
    return np.concatenate([[y.mean() - x.mean(axis=0) @ w], w])


# %% normal_equation / lstsq-of-normal-equation
# 把正规方程交给 lstsq 去解
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.lstsq(design.T @ design, design.T @ y)[0]


# %% normal_equation / svd
# 自己用奇异值分解，去掉太小的奇异值
def normal_equation(x, y):
    design = design_matrix(x)
    u, s, vt = np.linalg.svd(design, full_matrices=False)
    inverse = np.array([1 / value if value > 1e-10 * s[0] else 0.0 for value in s])
    return vt.T @ (inverse * (u.T @ y))


# %% minibatches / list
# 返回列表，不是生成器
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    return [
        (x[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(x), batch_size)
    ]


# %% minibatches / shuffle-indices
# 用 rng.shuffle 打乱下标，while 循环，交出列表
def minibatches(x, y, batch_size, rng):
    order = np.arange(len(x))
    rng.shuffle(order)
    while len(order):
        batch, order = order[:batch_size], order[batch_size:]
        yield [x[batch], y[batch]]


# %% minibatches / argsort
# 给每个样本抽一个随机数，按它排序；先整个打乱再切片
def minibatches(x, y, batch_size, rng):
    order = np.argsort(rng.random(len(x)))
    xs, ys = x[order], y[order]
    start = 0
    while start < len(xs):
        yield xs[start : start + batch_size], ys[start : start + batch_size]
        start += batch_size


# %% minibatches / array-split
# 用 np.split 在 batch_size 的整数倍处切开
def minibatches(x, y, batch_size, rng):
    order = rng.choice(len(x), len(x), replace=False)
    for batch in np.split(order, np.arange(batch_size, len(x), batch_size)):
        yield np.take(x, batch, axis=0), np.take(y, batch, axis=0)


# %% minibatches / zipped
# 先整个打乱，再用列表推导式切好，逐个交出
def minibatches(x, y, batch_size, rng):
    idx = list(range(len(x)))
    rng.shuffle(idx)
    chunks = [idx[i : i + batch_size] for i in range(0, len(idx), batch_size)]
    for chunk in chunks:
        yield (x[chunk], y[chunk])
