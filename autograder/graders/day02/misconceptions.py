# %%
import numpy as np


# %% predict / slope-and-intercept-swapped
# m 和 b 的角色弄反了，算成了 b·x + m
def predict(x, m, b):
    return b * x + m


# %% predict / bias-inside
# 先把 b 加到 x 上，再乘 m，算成了 m·(x + b)
def predict(x, m, b):
    return m * (x + b)


# %% predict / no-intercept
# 忘了加截距 b
def predict(x, m, b):
    return m * x


# %% predict / minus-intercept
# 截距的符号反了，算成了 m·x − b
def predict(x, m, b):
    return m * x - b


# %% predict / keeps-integer-type
# 结果换回了 x 的类型，整数 x 的预测被截掉了小数
def predict(x, m, b):
    return (m * np.asarray(x) + b).astype(np.asarray(x).dtype)


# %% predict / in-place
# 直接在传进来的 x 上乘和加，调用者的数组也被改了
def predict(x, m, b):
    if isinstance(x, np.ndarray) and x.dtype.kind == "f":
        x *= m
        x += b
        return x
    return m * x + b


# %% predict / one-axis-loop
# 用 len(x) 写了一层循环，只适用于一维数组
def predict(x, m, b):
    out = np.zeros(len(x))
    for i in range(len(x)):
        out[i] = m * x[i] + b
    return out


# %% predict / flattened
# 结果被拉平成了一维
def predict(x, m, b):
    return (m * np.asarray(x) + b).ravel()


# %% predict / prints
# 用 print 显示了结果，没有用 return 返回
def predict(x, m, b):
    print(m * x + b)


# %% predict / sum-over-x
# 用点积把各个 x 加在了一起，只得到一个数
def predict(x, m, b):
    return np.sum(m * x) + b


# %% predict / product
# 三个数全乘在了一起，截距成了乘数
def predict(x, m, b):
    return m * x * b


# %% predict / list
# 返回的是列表，不是数组
def predict(x, m, b):
    return [m * value + b for value in x] if np.ndim(x) else m * x + b


# %% predict / power
# 写成了 x 的 m 次方再加 b
def predict(x, m, b):
    return np.sign(x) * np.abs(x) ** m + b


# %% predict / swapped-and-flattened
# m 和 b 的角色弄反了，算成了 b·x + m；结果还被拉平成了一维
def predict(x, m, b):
    return np.array([b * value + m for value in np.ravel(x)])


# %% mean_squared_error / half
# 多除了一个 2
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.mean((y_pred - y_true) ** 2) / 2


# %% mean_squared_error / sum
# 只求了和，没有求平均
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.sum((y_pred - y_true) ** 2)


# %% mean_squared_error / root
# 开了平方根，那是 RMSE
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.sqrt(np.mean((y_pred - y_true) ** 2))


# %% mean_squared_error / absolute
# 取了残差的绝对值，没有平方
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.mean(np.abs(y_pred - y_true))


# %% mean_squared_error / square-of-mean
# 先求残差的平均，再平方，正负残差互相抵消了
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.mean(y_pred - y_true) ** 2


# %% mean_squared_error / broadcasts
# 没有检查形状，(n,) 与 (n, 1) 相减广播成了 (n, n)
def mean_squared_error(y_pred, y_true):
    return np.mean((y_pred - y_true) ** 2)


# %% mean_squared_error / compares-sizes
# 只比较了元素个数，形状不同的数组被拉平之后照算
def mean_squared_error(y_pred, y_true):
    if y_pred.size != y_true.size:
        raise ValueError
    return np.mean((y_pred.ravel() - y_true.ravel()) ** 2)


# %% mean_squared_error / compares-lengths
# 只比较了 len，第一轴一样长就照算
def mean_squared_error(y_pred, y_true):
    if len(y_pred) != len(y_true):
        raise ValueError
    return np.mean((y_pred - y_true) ** 2)


# %% mean_squared_error / assertion
# 用 assert 检查形状，抛出的是 AssertionError，不是 ValueError
def mean_squared_error(y_pred, y_true):
    assert y_pred.shape == y_true.shape
    return np.mean((y_pred - y_true) ** 2)


# %% mean_squared_error / over-first-axis
# 只除以样本数 len(y_true)，多维数组没有除以元素总数
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.sum((y_pred - y_true) ** 2) / len(y_true)


# %% mean_squared_error / half-of-sum
# 只求了和，没有求平均，还多除了一个 2
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.sum((y_pred - y_true) ** 2) / 2


# %% mean_squared_error / not-squared
# 残差没有平方就求了平均，正负互相抵消
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.mean(y_pred - y_true)


# %% mean_squared_error / along-one-axis
# 只沿第一轴求了平均，多维数组得到的不是一个数
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.mean((y_pred - y_true) ** 2, axis=0)


# %% mean_squared_error / not-averaged
# 返回了每个元素的平方，没有求平均
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return (y_pred - y_true) ** 2


# %% mean_squared_error / added
# 预测和真值相加了，应当相减
def mean_squared_error(y_pred, y_true):
    if y_pred.shape != y_true.shape:
        raise ValueError
    return np.mean((y_pred + y_true) ** 2)


# %% mean_squared_error / compares-sizes-and-broadcasts
# 只比较了元素个数，(n,) 与 (n, 1) 相减广播成了 (n, n)
def mean_squared_error(y_pred, y_true):
    if y_pred.size != y_true.size:
        raise ValueError
    return np.mean((y_pred - y_true) ** 2)


# %% mse_gradients / no-two
# 漏了求导得到的 2
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return np.mean(residual * x), np.mean(residual)


# %% mse_gradients / sign
# 残差写成了真值减预测，梯度整个反号
def mse_gradients(x, y, m, b):
    residual = y - predict(x, m, b)
    return 2 * np.mean(residual * x), 2 * np.mean(residual)


# %% mse_gradients / sum
# 对样本求了和，没有除以 n
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.sum(residual * x), 2 * np.sum(residual)


# %% mse_gradients / swapped
# 返回的次序反了，是 (db, dm)
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual), 2 * np.mean(residual * x)


# %% mse_gradients / no-x
# dm 里没有乘 x，两个偏导数一样
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual), 2 * np.mean(residual)


# %% mse_gradients / product-of-means
# 把残差的平均和 x 的平均相乘，没有先逐个相乘再平均
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual) * np.mean(x), 2 * np.mean(residual)


# %% mse_gradients / bias-times-b
# db 多乘了一个 b
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual * x), 2 * np.mean(residual) * b


# %% mse_gradients / no-intercept
# 残差里忘了 b
def mse_gradients(x, y, m, b):
    residual = m * x - y
    return 2 * np.mean(residual * x), 2 * np.mean(residual)


# %% mse_gradients / forward-difference
# 用前向差分近似，没有按公式算
def mse_gradients(x, y, m, b):
    def loss(m, b):
        return np.mean((m * x + b - y) ** 2)

    eps = 1e-4
    return (loss(m + eps, b) - loss(m, b)) / eps, (loss(m, b + eps) - loss(m, b)) / eps


# %% mse_gradients / sum-without-two
# 漏了 2，也没有除以 n
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return np.sum(residual * x), np.sum(residual)


# %% mse_gradients / sign-without-two
# 残差写成了真值减预测，还漏了 2
def mse_gradients(x, y, m, b):
    residual = y - predict(x, m, b)
    return np.mean(residual * x), np.mean(residual)


# %% mse_gradients / x-on-both
# db 也乘了 x，两个偏导数一样
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual * x), 2 * np.mean(residual * x)


# %% mse_gradients / db-not-averaged
# dm 是对的，db 却没有除以 n
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual * x), 2 * np.sum(residual)


# %% mse_gradients / dm-not-averaged
# db 是对的，dm 却没有除以 n
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.sum(residual * x), 2 * np.mean(residual)


# %% mse_gradients / two-on-dm-only
# db 漏了 2
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual * x), np.mean(residual)


# %% mse_gradients / two-on-db-only
# dm 漏了 2
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return np.mean(residual * x), 2 * np.mean(residual)


# %% mse_gradients / absolute-error
# 用的是残差的正负号，那是平均绝对误差的梯度
def mse_gradients(x, y, m, b):
    sign = np.sign(predict(x, m, b) - y)
    return np.mean(sign * x), np.mean(sign)


# %% mse_gradients / per-sample
# 返回的是每个样本的导数，没有求平均
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * residual * x, 2 * residual


# %% mse_gradients / return-inside-loop
# return 写在了循环里面，只算了第一个样本
def mse_gradients(x, y, m, b):
    dm = db = 0.0
    for i in range(len(x)):
        residual = m * x[i] + b - y[i]
        dm += 2 * residual * x[i] / len(x)
        db += 2 * residual / len(x)
        return dm, db


# %% mse_gradients / m-for-x
# dm 里乘的是 m，应当乘 x
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual * m), 2 * np.mean(residual)


# %% mse_gradients / bias-times-m
# db 多乘了一个 m
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return 2 * np.mean(residual * x), 2 * np.mean(residual) * m


# %% mse_gradients / swapped-without-two
# 返回的次序反了，是 (db, dm)，还漏了 2
def mse_gradients(x, y, m, b):
    residual = predict(x, m, b) - y
    return np.mean(residual), np.mean(residual * x)


# %% numerical_gradient / forward
# 只往前走了一步，是前向差分
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    here = f(t)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        grad[index] = (f(t) - here) / eps
        t[index] = kept
    return grad


# %% numerical_gradient / divides-by-eps
# 除以了 eps，应当除以 2·eps
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad[index] = (above - f(t)) / eps
        t[index] = kept
    return grad


# %% numerical_gradient / never-restored
# 动过的元素没有放回去，后面的偏导数是在别处算的
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        t[index] += eps
        above = f(t)
        t[index] -= 2 * eps
        grad[index] = (above - f(t)) / (2 * eps)
    return grad


# %% numerical_gradient / theta-moved
# 直接在传进来的 theta 上加减 eps，最后与原来差了一点舍入误差
def numerical_gradient(f, theta, eps=1e-6):
    t = theta.astype(float) if theta.dtype.kind == "i" else theta
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        t[index] += eps
        above = f(t)
        t[index] -= 2 * eps
        grad[index] = (above - f(t)) / (2 * eps)
        t[index] += eps
    return grad


# %% numerical_gradient / integer-steps
# 整数的 theta 没有换成浮点数，加上 eps 之后又被截了回去
def numerical_gradient(f, theta, eps=1e-6):
    t = theta.copy()
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad[index] = (above - f(t)) / (2 * eps)
        t[index] = kept
    return grad


# %% numerical_gradient / integer-result
# 用 zeros_like(theta) 装结果，theta 是整数时梯度也被截成了整数
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros_like(theta)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad[index] = (above - f(t)) / (2 * eps)
        t[index] = kept
    return grad


# %% numerical_gradient / one-axis
# 只用一个下标循环，多维的 theta 会整行一起动
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for i in range(len(t)):
        kept = t[i].copy()
        t[i] = kept + eps
        above = f(t)
        t[i] = kept - eps
        grad[i] = (above - f(t)) / (2 * eps)
        t[i] = kept
    return grad


# %% numerical_gradient / all-at-once
# 所有元素一起动了，每一格都是各个偏导数之和
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    return np.full(t.shape, (f(t + eps) - f(t - eps)) / (2 * eps))


# %% numerical_gradient / fixed-eps
# 没有用参数 eps，步长写死了
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + 1e-5
        above = f(t)
        t[index] = kept - 1e-5
        grad[index] = (above - f(t)) / 2e-5
        t[index] = kept
    return grad


# %% numerical_gradient / ravel-of-a-copy
# 改的是 ravel() 的结果：内存不连续时它是另一份拷贝，f 看不到变化
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    flat, grad = t.ravel(), np.zeros(t.shape)
    for i in range(t.size):
        kept = flat[i]
        flat[i] = kept + eps
        above = f(t)
        flat[i] = kept - eps
        grad.flat[i] = (above - f(t)) / (2 * eps)
        flat[i] = kept
    return grad


# %% numerical_gradient / halved-times-eps
# 写成了 / 2 * eps，先除以 2 再乘 eps，分母没有加括号
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad[index] = (above - f(t)) / 2 * eps
        t[index] = kept
    return grad


# %% numerical_gradient / halved-only
# 只除以了 2，没有除以 eps
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad[index] = (above - f(t)) / 2
        t[index] = kept
    return grad


# %% numerical_gradient / backward
# 只往后走了一步，是后向差分
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    here = f(t)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept - eps
        grad[index] = (here - f(t)) / eps
        t[index] = kept
    return grad


# %% numerical_gradient / half-steps
# 往两边各走了 eps 的一半，除以 eps：步子不是题目要的大小
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps / 2
        above = f(t)
        t[index] = kept - eps / 2
        grad[index] = (above - f(t)) / eps
        t[index] = kept
    return grad


# %% numerical_gradient / sign
# 两次函数值相减的次序反了，梯度整个反号
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad[index] = (f(t) - above) / (2 * eps)
        t[index] = kept
    return grad


# %% numerical_gradient / aliased
# 往上和往下移的是同一个数组（没有复制），两次算的是同一个函数值，梯度全是 0
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        above, below = t, t
        kept = t[index]
        above[index] = kept + eps
        below[index] = kept - eps
        grad[index] = (f(above) - f(below)) / (2 * eps)
        t[index] = kept
    return grad


# %% numerical_gradient / return-inside-loop
# return 写在了循环里面，只算了第一个偏导数
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad[index] = (above - f(t)) / (2 * eps)
        t[index] = kept
        return grad


# %% numerical_gradient / flat
# 结果是一维的，没有恢复成 theta 的形状
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = []
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad.append((above - f(t)) / (2 * eps))
        t[index] = kept
    return np.array(grad)


# %% gradient_descent / b-with-new-m
# 先更新了 m，再用新的 m 去算 db
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        m = m - lr * mse_gradients(x, y, m, b)[0]
        b = b - lr * mse_gradients(x, y, m, b)[1]
    return m, b, losses


# %% gradient_descent / loss-after-step
# 损失是走完这一步之后才记的，整个列表错开一格
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
        losses.append(mean_squared_error(predict(x, m, b), y))
    return m, b, losses


# %% gradient_descent / one-loss-too-many
# 走完之后又记了一次损失，losses 比步数多一个
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = [mean_squared_error(predict(x, m, b), y)]
    for _ in range(steps):
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
        losses.append(mean_squared_error(predict(x, m, b), y))
    return m, b, losses


# %% gradient_descent / uphill
# 加上了梯度，往上坡走
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m + lr * dm, b + lr * db
    return m, b, losses


# %% gradient_descent / ignores-start
# 没有用给定的出发点，每次都从 0 开始
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    m, b, losses = 0.0, 0.0, []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% gradient_descent / stops-early
# 走到几乎不再变化时就提前停了，没有走满 steps 步
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        if len(losses) > 1 and abs(losses[-1] - losses[-2]) < 1e-15:
            break
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% gradient_descent / stops-early-after-one
# 走到几乎不再变化时就提前停了，没有走满 steps 步
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        loss = mean_squared_error(predict(x, m, b), y)
        if losses and abs(losses[-1] - loss) < 1e-15:
            break
        losses.append(loss)
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% gradient_descent / stops-at-a-millionth
# 损失的变化不到百万分之一时就停了，没有走满 steps 步，离最好的直线还差一点
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for step in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        if step and abs(losses[-1] - losses[-2]) < 1e-6:
            return m, b, losses
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% gradient_descent / last-loss-only
# 只返回了最后一次的损失，不是每一步的
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    loss = mean_squared_error(predict(x, m, b), y)
    for _ in range(steps):
        loss = mean_squared_error(predict(x, m, b), y)
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, loss


# %% gradient_descent / sample-by-sample
# 每一步只用了一个样本的梯度，不是全部样本的
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for step in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        i = step % len(x)
        dm, db = mse_gradients(x[i : i + 1], y[i : i + 1], m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% gradient_descent / one-direction-only
# 只更新了 m，b 一直没有动
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        m = m - lr * mse_gradients(x, y, m, b)[0]
    return m, b, losses


# %% gradient_descent / return-inside-loop
# return 写在了循环里面，走一步就返回了
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
        return m, b, losses
    return m, b, losses


# %% gradient_descent / learning-rate-forgotten
# 忘了乘学习率
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - dm, b - db
    return m, b, losses


# %% gradient_descent / divided-by-n-again
# 偏导数里已经是平均了，又除了一遍 n
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm / len(x), b - lr * db / len(x)
    return m, b, losses


# %% gradient_descent / one-step-too-many
# 多走了一步
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps + 1):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% gradient_descent / one-step-too-few
# 少走了一步
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(1, steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% gradient_descent / swapped
# 返回的次序反了，是 (b, m, losses)
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return b, m, losses


# %% gradient_descent / own-gradient-without-two
# 自己又写了一遍梯度，漏了 2
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        residual = m * x + b - y
        losses.append(np.mean(residual**2))
        m, b = m - lr * np.mean(residual * x), b - lr * np.mean(residual)
    return m, b, losses


# %% gradient_descent / loss-not-recorded
# losses 一直是空的，每一步的损失没有记进去
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% gradient_descent / gradients-once
# 偏导数只在循环之前算了一次，每一步用的都是它
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    dm, db = mse_gradients(x, y, m, b)
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% gradient_descent / root-of-loss
# losses 里记的是均方误差的平方根
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(np.sqrt(mean_squared_error(predict(x, m, b), y)))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% gradient_descent / losses-not-returned
# 只返回了 m 和 b，没有返回 losses
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    for _ in range(steps):
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b


# %% gradient_descent / half-of-loss
# losses 里记的是均方误差的一半
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y) / 2)
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% least_squares_line / ddof-mixed
# 协方差除以 n−1，方差除以 n，斜率大了 n/(n−1) 倍
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    m = np.cov(x, y)[0, 1] / np.var(x)
    return m, np.mean(y) - m * np.mean(x)


# %% least_squares_line / divides-by-zero
# 没有检查 x 是否全都相等，0 除以 0 得到了 NaN
def least_squares_line(x, y):
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return m, np.mean(y) - m * np.mean(x)


# %% least_squares_line / flat-for-constant
# x 全都相等时返回了水平线，没有报错
def least_squares_line(x, y):
    if np.all(x == x[0]):
        return 0.0, np.mean(y)
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return m, np.mean(y) - m * np.mean(x)


# %% least_squares_line / through-origin
# 没有减去平均值，算的是穿过原点的直线
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    return np.sum(x * y) / np.sum(x**2), 0.0


# %% least_squares_line / x-from-y
# 分母用了 y 的平方和，算的是由 y 预测 x 的斜率
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx, dy = x - np.mean(x), y - np.mean(y)
    m = np.sum(dx * dy) / np.sum(dy**2)
    return m, np.mean(y) - m * np.mean(x)


# %% least_squares_line / intercept-is-mean
# 截距取了 y 的平均值，没有减去 m 乘以 x 的平均值
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx = x - np.mean(x)
    return np.sum(dx * (y - np.mean(y))) / np.sum(dx**2), np.mean(y)


# %% least_squares_line / correlation
# 斜率取成了相关系数
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx, dy = x - np.mean(x), y - np.mean(y)
    m = np.sum(dx * dy) / np.sqrt(np.sum(dx**2) * np.sum(dy**2))
    return m, np.mean(y) - m * np.mean(x)


# %% least_squares_line / swapped
# 返回的次序反了，是 (b, m)
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return np.mean(y) - m * np.mean(x), m


# %% least_squares_line / absolute-threshold
# 用固定的小数判断方差是不是 0，数值很小的 x 也被当成了全都相等
def least_squares_line(x, y):
    if np.isclose(np.var(x), 0.0):
        raise ValueError
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return m, np.mean(y) - m * np.mean(x)


# %% least_squares_line / denominator-is-zero
# 用“分母 == 0”判断 x 是否全都相等，平均值有舍入误差时认不出来
def least_squares_line(x, y):
    dx = x - np.mean(x)
    denominator = np.sum(dx**2)
    if denominator == 0:
        raise ValueError
    m = np.sum(dx * (y - np.mean(y))) / denominator
    return m, np.mean(y) - m * np.mean(x)


# %% least_squares_line / ddof-mixed-the-other-way
# 协方差除以 n，方差除以 n−1，斜率小了 (n−1)/n 倍
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    m = np.mean((x - np.mean(x)) * (y - np.mean(y))) / np.var(x, ddof=1)
    return m, np.mean(y) - m * np.mean(x)


# %% least_squares_line / uncentred-slope
# 求斜率时没有减去平均值，算的是 Σxy / Σx²
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    m = np.sum(x * y) / np.sum(x**2)
    return m, np.mean(y) - m * np.mean(x)


# %% least_squares_line / inverted
# 斜率的分子和分母弄反了
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx = x - np.mean(x)
    m = np.sum(dx**2) / np.sum(dx * (y - np.mean(y)))
    return m, np.mean(y) - m * np.mean(x)


# %% least_squares_line / intercept-sign
# 截距写成了 y 的平均值加上 m 乘以 x 的平均值，应当相减
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return m, np.mean(y) + m * np.mean(x)


# %% least_squares_line / first-and-last-point
# 画的是穿过第一个点和最后一个点的直线
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    m = (y[-1] - y[0]) / (x[-1] - x[0])
    return m, y[0] - m * x[0]


# %% least_squares_line / covariance-as-slope
# 斜率取成了协方差，没有除以 x 的方差
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    m = np.mean((x - np.mean(x)) * (y - np.mean(y)))
    return m, np.mean(y) - m * np.mean(x)


# %% least_squares_line / textbook-formula-unchecked
# 用展开的公式 (nΣxy − ΣxΣy) / (nΣx² − (Σx)²)，没有检查 x 是否全都相等
def least_squares_line(x, y):
    n = len(x)
    m = (n * np.sum(x * y) - np.sum(x) * np.sum(y)) / (n * np.sum(x**2) - np.sum(x) ** 2)
    return m, (np.sum(y) - m * np.sum(x)) / n


# %% least_squares_line / polyfit-unchecked
# 直接用 np.polyfit，没有检查 x 是否全都相等
def least_squares_line(x, y):
    m, b = np.polyfit(x, y, 1)
    return m, b


# %% least_squares_line / intercept-from-first-point
# 截距取成了让直线穿过第一个点，应当穿过两个平均值
def least_squares_line(x, y):
    if np.all(x == x[0]):
        raise ValueError
    dx = x - np.mean(x)
    m = np.sum(dx * (y - np.mean(y))) / np.sum(dx**2)
    return m, y[0] - m * x[0]


# %% least_squares_line / spread-threshold
# 拿 x 的标准差和一个固定的小数比，换了单位、数值很小的 x 也被当成了全都相等
def least_squares_line(x, y):
    if np.std(x) < 1e-8:
        raise ValueError
    m, b = np.polyfit(x, y, 1)
    return m, b


# %% r_squared / correlation-squared
# 算的是相关系数的平方，看不出整体的偏移
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    dt, dp = y_true - np.mean(y_true), y_pred - np.mean(y_pred)
    return np.sum(dt * dp) ** 2 / (np.sum(dt**2) * np.sum(dp**2))


# %% r_squared / swapped
# 两个参数的角色弄反了，把预测当成了真值
def r_squared(y_true, y_pred):
    if np.all(y_pred == y_pred[0]):
        raise ValueError
    return 1 - np.sum((y_true - y_pred) ** 2) / np.sum((y_pred - np.mean(y_pred)) ** 2)


# %% r_squared / without-one-minus
# 忘了用 1 去减，得到的是残差平方和与总平方和之比
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return np.sum((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_true)) ** 2)


# %% r_squared / ratio-of-variances
# 算的是预测的方差与真值的方差之比
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return np.var(y_pred) / np.var(y_true)


# %% r_squared / variance-of-residual
# 残差先减去了自己的平均，整体的偏移不见了
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.var(y_true - y_pred) / np.var(y_true)


# %% r_squared / ddof-mixed
# 残差平方的平均除以 n，真值的方差除以 n−1
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.mean((y_true - y_pred) ** 2) / np.var(y_true, ddof=1)


# %% r_squared / clipped
# 负数被截成了 0
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return max(0.0, 1 - np.sum((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_true)) ** 2))


# %% r_squared / divides-by-zero
# 没有检查真值是否全都相等，除以了 0
def r_squared(y_true, y_pred):
    return 1 - np.sum((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_true)) ** 2)


# %% r_squared / zero-for-constant
# 真值全都相等时返回了 0，没有报错
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        return 0.0
    return 1 - np.sum((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_true)) ** 2)


# %% r_squared / total-about-prediction
# 分母里减去的是预测的平均，不是真值的平均
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.sum((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_pred)) ** 2)


# %% r_squared / denominator-is-zero
# 用“分母 == 0”判断真值是否全都相等，平均值有舍入误差时认不出来
def r_squared(y_true, y_pred):
    total = np.sum((y_true - np.mean(y_true)) ** 2)
    if total == 0:
        raise ValueError
    return 1 - np.sum((y_true - y_pred) ** 2) / total


# %% r_squared / one-for-constant
# 真值全都相等时返回了 1，没有报错
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        return 1.0
    return 1 - np.sum((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_true)) ** 2)


# %% r_squared / mean-over-sum
# 分子是残差平方的平均，分母却是总和，少除了一个 n
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.mean((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_true)) ** 2)


# %% r_squared / sum-over-mean
# 分子是残差的平方和，分母却是方差，多乘了一个 n
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.sum((y_true - y_pred) ** 2) / np.var(y_true)


# %% r_squared / absolute-deviations
# 用的是绝对值之和，没有平方
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.sum(np.abs(y_true - y_pred)) / np.sum(np.abs(y_true - np.mean(y_true)))


# %% r_squared / explained-over-total
# 分子是预测偏离真值平均的平方和，只有最小二乘的预测才恰好相等
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    mean = np.mean(y_true)
    return np.sum((y_pred - mean) ** 2) / np.sum((y_true - mean) ** 2)


# %% r_squared / not-centred
# 分母没有减去平均值，是真值的平方和
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.sum((y_true - y_pred) ** 2) / np.sum(y_true**2)


# %% r_squared / square-root
# 比值开了平方根
def r_squared(y_true, y_pred):
    if np.all(y_true == y_true[0]):
        raise ValueError
    return 1 - np.sqrt(np.sum((y_true - y_pred) ** 2) / np.sum((y_true - np.mean(y_true)) ** 2))


# %% design_matrix / ones-last
# 那一列 1 添在了最后
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    return np.hstack([x, np.ones((len(x), 1))])


# %% design_matrix / one-axis-as-column
# 没有检查维数，一维的输入被当成了一列
def design_matrix(x):
    return np.column_stack([np.ones(len(x)), x])


# %% design_matrix / one-axis-as-row
# 没有检查维数，一维的输入被当成了一行
def design_matrix(x):
    x = np.atleast_2d(x)
    return np.hstack([np.ones((len(x), 1)), x])


# %% design_matrix / index-error
# 一维的输入抛出的是 IndexError，不是 ValueError
def design_matrix(x):
    out = np.ones((x.shape[0], x.shape[1] + 1))
    out[:, 1:] = x
    return out


# %% design_matrix / integer-matrix
# 整数的 x 得到了整数矩阵
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    return np.hstack([np.ones((len(x), 1), dtype=x.dtype), x])


# %% design_matrix / overwrites-first-column
# 把 x 的第 0 列换成了 1，没有多出一列
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    out = x.astype(float)
    out[:, 0] = 1
    return out


# %% design_matrix / row-of-ones
# 添的是一行 1，不是一列
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    return np.vstack([np.ones((1, x.shape[1])), x])


# %% design_matrix / zeros
# 添的那一列是 0，不是 1
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    out = np.zeros((x.shape[0], x.shape[1] + 1))
    out[:, 1:] = x
    return out


# %% design_matrix / assertion
# 用 assert 检查维数，抛出的是 AssertionError，不是 ValueError
def design_matrix(x):
    assert x.ndim == 2
    return np.hstack([np.ones((len(x), 1)), x])


# %% design_matrix / transposed
# 行和列颠倒了，返回的是 (d + 1, n)
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    return np.vstack([np.ones(len(x)), x.T])


# %% design_matrix / as-many-ones-as-features
# 每个特征都配了一列 1，列数成了两倍
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    return np.hstack([np.ones(x.shape), x])


# %% design_matrix / unchanged
# 原样返回了 x，没有添那一列 1
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    return x.astype(float)


# %% design_matrix / ones-before-all
# 把 1 和 x 拉平了首尾相接再改形状，前几行全是 1，x 的元素都错了位
def design_matrix(x):
    if x.ndim != 2:
        raise ValueError
    n, d = x.shape
    return np.append(np.ones(n), x).reshape(n, d + 1)


# %% normal_equation / bias-last
# 偏置放在了最后
def normal_equation(x, y):
    w = np.linalg.lstsq(design_matrix(x), y, rcond=None)[0]
    return np.append(w[1:], w[0])


# %% normal_equation / no-bias
# 没有添上那一列 1，返回的权重里没有偏置
def normal_equation(x, y):
    return np.linalg.lstsq(x, y, rcond=None)[0]


# %% normal_equation / zero-bias
# 没有添上那一列 1 就求解，偏置直接填了 0
def normal_equation(x, y):
    return np.append(0.0, np.linalg.lstsq(x, y, rcond=None)[0])


# %% normal_equation / mean-as-bias
# 减去平均值再求权重是对的，但偏置取了 y 的平均值，没有减去各列平均值的贡献
def normal_equation(x, y):
    w = np.linalg.lstsq(x - x.mean(axis=0), y - y.mean(), rcond=None)[0]
    return np.append(y.mean(), w)


# %% normal_equation / inverse-of-singular
# 对 XᵀX 直接求逆，列共线时它不可逆
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.inv(design.T @ design) @ design.T @ y


# %% normal_equation / solve-of-singular
# 用 np.linalg.solve 解正规方程，列共线时 XᵀX 不可逆
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.solve(design.T @ design, design.T @ y)


# %% normal_equation / column-of-weights
# 返回的是 (d+1, 1) 的一列，不是一维数组
def normal_equation(x, y):
    return np.linalg.pinv(design_matrix(x)) @ y.reshape(-1, 1)


# %% normal_equation / ridge
# 在 XᵀX 的对角线上加了一个小数，算的是岭回归，不是最小二乘
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.solve(design.T @ design + 0.01 * np.eye(design.shape[1]), design.T @ y)


# %% normal_equation / standardized-weights
# 返回的是各列标准化之后的权重，没有换回原来的单位
def normal_equation(x, y):
    spread = x.std(axis=0)
    scaled = (x - x.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return np.linalg.lstsq(design_matrix(scaled), y, rcond=None)[0]


# %% normal_equation / whole-lstsq-answer
# 返回了 lstsq 给出的全部四样东西，没有只取第一样
def normal_equation(x, y):
    return np.linalg.lstsq(design_matrix(x), y, rcond=None)


# %% normal_equation / centred-zero-bias
# 先减去平均值求出了权重，偏置却填了 0
def normal_equation(x, y):
    w = np.linalg.lstsq(x - x.mean(axis=0), y - y.mean(), rcond=None)[0]
    return np.append(0.0, w)


# %% normal_equation / ridge-of-one
# 在 XᵀX 的对角线上加了 1，算的是岭回归，不是最小二乘
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.solve(design.T @ design + np.eye(design.shape[1]), design.T @ y)


# %% normal_equation / tiny-ridge
# 在 XᵀX 的对角线上加了一个很小的数，避开了不可逆，答案却差了一点
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.solve(design.T @ design + 1e-4 * np.eye(design.shape[1]), design.T @ y)


# %% normal_equation / not-inverted
# 只算了 Xᵀy，没有解方程
def normal_equation(x, y):
    return design_matrix(x).T @ y


# %% normal_equation / predictions
# 返回的是对各个样本的预测，不是权重
def normal_equation(x, y):
    design = design_matrix(x)
    return design @ np.linalg.lstsq(design, y, rcond=None)[0]


# %% normal_equation / ridge-of-a-thousandth
# 在 XᵀX 的对角线上加了 0.001，算的是岭回归，不是最小二乘
def normal_equation(x, y):
    design = design_matrix(x)
    return np.linalg.solve(design.T @ design + 1e-3 * np.eye(design.shape[1]), design.T @ y)


# %% normal_equation / bias-last-by-inverse
# 偏置放在了最后，又对 XᵀX 直接求逆，列共线时它不可逆
def normal_equation(x, y):
    design = np.hstack([x, np.ones((len(x), 1))])
    return np.linalg.inv(design.T @ design) @ design.T @ y


# %% minibatches / drops-remainder
# 丢掉了最后不足一批的零头
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for k in range(len(x) // batch_size):
        batch = order[k * batch_size : (k + 1) * batch_size]
        yield x[batch], y[batch]


# %% minibatches / empty-last-batch
# 正好分完时，最后又多交出一个空批
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for k in range(len(x) // batch_size + 1):
        batch = order[k * batch_size : (k + 1) * batch_size]
        yield x[batch], y[batch]


# %% minibatches / shuffled-apart
# x 和 y 各打乱各的，对不上了
def minibatches(x, y, batch_size, rng):
    order_x, order_y = rng.permutation(len(x)), rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        part = slice(start, start + batch_size)
        yield x[order_x[part]], y[order_y[part]]


# %% minibatches / not-shuffled
# 没有打乱（或者打乱了下标却没有用它），样本还是原来的次序
def minibatches(x, y, batch_size, rng):
    for start in range(0, len(x), batch_size):
        yield x[start : start + batch_size], y[start : start + batch_size]


# %% minibatches / own-generator
# 没有用传进来的 rng，自己建了一个固定种子的生成器，每一轮的次序都一样
def minibatches(x, y, batch_size, rng):
    order = np.random.default_rng(0).permutation(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]


# %% minibatches / remembers-first-order
# 第一次打乱之后记住了次序，以后每一轮都用它
remembered = {}


def minibatches(x, y, batch_size, rng):
    if len(x) not in remembered:
        remembered[len(x)] = rng.permutation(len(x))
    order = remembered[len(x)]
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]


# %% minibatches / shuffles-batches-only
# 先切成固定的批，再打乱批的次序，每一批里总是那几个样本
def minibatches(x, y, batch_size, rng):
    starts = np.arange(0, len(x), batch_size)
    full = starts[starts + batch_size <= len(x)]
    for start in [*rng.permutation(full), *starts[len(full) :]]:
        yield x[start : start + batch_size], y[start : start + batch_size]


# %% minibatches / shuffles-inside-batches
# 先按原来的次序切开，只在每一批里面打乱
def minibatches(x, y, batch_size, rng):
    for start in range(0, len(x), batch_size):
        batch = start + rng.permutation(len(x[start : start + batch_size]))
        yield x[batch], y[batch]


# %% minibatches / with-replacement
# 有放回地抽样，有的样本出现几次，有的一次也没有
def minibatches(x, y, batch_size, rng):
    order = rng.integers(0, len(x), len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]


# %% minibatches / in-place
# 直接打乱了传进来的 x 和 y，调用者的数组也被改了
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    x[...], y[...] = x[order], y[order]
    for start in range(0, len(x), batch_size):
        yield x[start : start + batch_size].copy(), y[start : start + batch_size].copy()


# %% minibatches / evenly-split
# 用 array_split 平分，各批的样本数不等于 batch_size
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for batch in np.array_split(order, -(-len(x) // batch_size)):
        yield x[batch], y[batch]


# %% minibatches / indices
# 交出的是下标，不是样本
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        yield batch, batch


# %% minibatches / return-for-yield
# 循环里写了 return，交出第一批就结束了，应当用 yield
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        return x[batch], y[batch]


# %% minibatches / first-batch-only
# 交出的只有第一批
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    batch = order[:batch_size]
    yield x[batch], y[batch]


# %% minibatches / labels-stay-behind
# 只打乱了 x，y 还是原来的次序
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        yield x[order[start : start + batch_size]], y[start : start + batch_size]


# %% minibatches / global-generator
# 打乱用的是 np.random，没有用传进来的 rng
def minibatches(x, y, batch_size, rng):
    order = np.random.permutation(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]


# %% minibatches / step-of-one
# range 忘了写步长 batch_size，每次只往后挪一个，批与批重叠
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(len(x)):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]


# %% minibatches / one-too-few
# 切片的终点写成了 start + batch_size - 1，每批少一个
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size - 1]
        yield x[batch], y[batch]


# %% minibatches / x-only
# 只交出了 xb，没有一起交出 yb
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        yield x[order[start : start + batch_size]]


# %% minibatches / shuffled-apart-in-place
# 用 rng.shuffle 把传进来的 x 和 y 就地各打乱了一次：对不上了，调用者的数组也被改了
def minibatches(x, y, batch_size, rng):
    rng.shuffle(x)
    rng.shuffle(y)
    for start in range(0, len(x), batch_size):
        yield x[start : start + batch_size], y[start : start + batch_size]


# %% minibatches / chosen-per-batch
# 每一批各抽各的，不同的批会抽到同一个样本，有的样本一次也没有
def minibatches(x, y, batch_size, rng):
    for _ in range(0, len(x), batch_size):
        batch = rng.choice(len(x), min(batch_size, len(x)), replace=False)
        yield x[batch], y[batch]


# %% minibatches / single-batch-in-order
# 一批就装得下全部样本时没有打乱，原样交了出来
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x)) if batch_size < len(x) else np.arange(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]
