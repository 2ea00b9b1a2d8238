# %%
import numpy as np


# %% wrong b-with-new-m
# 先更新了 m，再用新的 m 去算 db
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        m = m - lr * mse_gradients(x, y, m, b)[0]
        b = b - lr * mse_gradients(x, y, m, b)[1]
    return m, b, losses


# %% wrong loss-after-step
# 损失是走完这一步之后才记的，整个列表错开一格
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
        losses.append(mean_squared_error(predict(x, m, b), y))
    return m, b, losses


# %% wrong one-loss-too-many
# 走完之后又记了一次损失，losses 比步数多一个
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = [mean_squared_error(predict(x, m, b), y)]
    for _ in range(steps):
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
        losses.append(mean_squared_error(predict(x, m, b), y))
    return m, b, losses


# %% wrong uphill
# 加上了梯度，往上坡走
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m + lr * dm, b + lr * db
    return m, b, losses


# %% wrong ignores-start
# 没有用给定的出发点，每次都从 0 开始
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    m, b, losses = 0.0, 0.0, []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% wrong stops-early
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


# %% wrong stops-early-after-one
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


# %% wrong stops-at-a-millionth
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


# %% wrong last-loss-only
# 只返回了最后一次的损失，不是每一步的
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    loss = mean_squared_error(predict(x, m, b), y)
    for _ in range(steps):
        loss = mean_squared_error(predict(x, m, b), y)
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, loss


# %% wrong sample-by-sample
# 每一步只用了一个样本的梯度，不是全部样本的
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for step in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        i = step % len(x)
        dm, db = mse_gradients(x[i : i + 1], y[i : i + 1], m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% wrong one-direction-only
# 只更新了 m，b 一直没有动
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        m = m - lr * mse_gradients(x, y, m, b)[0]
    return m, b, losses


# %% wrong return-inside-loop
# return 写在了循环里面，走一步就返回了
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
        return m, b, losses
    return m, b, losses


# %% wrong learning-rate-forgotten
# 忘了乘学习率
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - dm, b - db
    return m, b, losses


# %% wrong divided-by-n-again
# 偏导数里已经是平均了，又除了一遍 n
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm / len(x), b - lr * db / len(x)
    return m, b, losses


# %% wrong one-step-too-many
# 多走了一步
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps + 1):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% wrong one-step-too-few
# 少走了一步
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(1, steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% wrong swapped
# 返回的次序反了，是 (b, m, losses)
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return b, m, losses


# %% wrong own-gradient-without-two
# 自己又写了一遍梯度，漏了 2
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        residual = m * x + b - y
        losses.append(np.mean(residual**2))
        m, b = m - lr * np.mean(residual * x), b - lr * np.mean(residual)
    return m, b, losses


# %% wrong loss-not-recorded
# losses 一直是空的，每一步的损失没有记进去
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% wrong gradients-once
# 偏导数只在循环之前算了一次，每一步用的都是它
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    dm, db = mse_gradients(x, y, m, b)
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% wrong gradients-named-m-and-b
# 求出的梯度又存进了 m 和 b 这两个名字，原来的斜率和截距被盖掉了
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        m, b = mse_gradients(x, y, m, b)
        m, b = m - lr * m, b - lr * b
    return m, b, losses


# %% wrong b-with-dm
# b 也是用 dm 更新的，应当用 db
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        dm, _db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * dm
    return m, b, losses


# %% wrong parameters-for-gradients
# 减去的是学习率乘 m、b 自己，不是乘它们的偏导数
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y))
        m, b = m - lr * m, b - lr * b
    return m, b, losses


# %% wrong root-of-loss
# losses 里记的是均方误差的平方根
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(np.sqrt(mean_squared_error(predict(x, m, b), y)))
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% wrong losses-not-returned
# 只返回了 m 和 b，没有返回 losses
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    for _ in range(steps):
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b


# %% wrong half-of-loss
# losses 里记的是均方误差的一半
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, m, b), y) / 2)
        dm, db = mse_gradients(x, y, m, b)
        m, b = m - lr * dm, b - lr * db
    return m, b, losses


# %% right losses-array
# 事先建好损失的数组，公式自己写，不调用前面的函数
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    losses = np.empty(steps)
    for i in range(steps):
        r = m * x + b - y
        losses[i] = np.mean(r**2)
        m, b = m - lr * 2 * np.mean(r * x), b - lr * 2 * np.mean(r)
    return m, b, losses


# %% right vector-of-parameters
# 把 m 和 b 装进一个数组一起更新，返回列表
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    theta, losses = np.array([m, b], dtype=float), []
    for _ in range(steps):
        losses.append(mean_squared_error(predict(x, *theta), y))
        theta = theta - lr * np.array(mse_gradients(x, y, *theta))
    return [theta[0], theta[1], losses]


# %% right recursion
# 用递归，每次走一步，损失是元组
def gradient_descent(x, y, lr, steps, m=0.0, b=0.0):
    if steps == 0:
        return float(m), float(b), ()
    loss = mean_squared_error(predict(x, m, b), y)
    dm, db = mse_gradients(x, y, m, b)
    last_m, last_b, rest = gradient_descent(x, y, lr, steps - 1, m - lr * dm, b - lr * db)
    return last_m, last_b, (loss, *rest)


# %% right while
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
