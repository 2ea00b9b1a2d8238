# %%
import numpy as np


# %% wrong not-in-place
# 写成 p = p − lr·g，只换了名字，网络没有变
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p = p - lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong not-shuffled
# 没有打乱，每一轮都按原来的次序
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = np.arange(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong shuffled-once
# 只在开头打乱了一次，每一轮的批都一样
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    order = rng.permutation(len(x))
    for _ in range(epochs):
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong labels-stay
# x 打乱了，y 没有跟着打乱
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[start : start + batch_size])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong shuffled-apart
# x 和 y 各打乱了一次，点和标签对不上
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        other = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[other[start : start + batch_size]])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong drops-the-rest
# 最后不足一批的丢掉了
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x) - batch_size + 1, batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong loss-per-batch
# 每一批记了一个损失
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            history.append(loss)
    return history


# %% wrong loss-summed
# 一轮里各批的损失只加了起来，没有求平均
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss
        history.append(total)
    return history


# %% wrong loss-of-last-batch
# 记的是一轮里最后一批的损失
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(loss)
    return history


# %% wrong uphill
# 更新写成了加 lr·g
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p += lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong learning-rate-ignored
# 没有用 lr，步长写死成 0.1
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= 0.1 * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong gradient-of-sum
# dz 又乘了这一批的样本数，步子大了这么多倍
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None] * len(batch))
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong divided-by-all
# 梯度除以的是全部样本数，短的批步子就不对了
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None] * len(batch) / len(x))
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong with-replacement
# 每一批都有放回地抽，有的样本用两次，有的没用到
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = rng.integers(0, len(x), size=len(order[start : start + batch_size]))
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong whole-batch
# 没有分批，一轮用全部样本只走了一步
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for batch in [order]:
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong one-at-a-time
# 没有用 batch_size，一批一个样本
def train(model, x, y, epochs, lr, batch_size, rng):
    history, batch_size = [], 1
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong own-generator
# 打乱用的不是 rng，而是自己建的生成器
def train(model, x, y, epochs, lr, batch_size, rng):
    history, rng = [], np.random.default_rng(0)
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong momentum
# 加了动量，题目要的是朴素的 SGD
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    velocity = [np.zeros_like(p) for p in model.parameters()]
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, v, g in zip(model.parameters(), velocity, model.gradients()):
                v *= 0.9
                v -= lr * g
                p += v
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong last-layer-only
# 只更新了最后一层
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters()[-2:], model.gradients()[-2:]):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong weights-only
# 只更新了权重，偏置没有动
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters()[::2], model.gradients()[::2]):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong once-per-epoch
# 一轮只在最后更新了一次，用的是最后一批的梯度
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            total += loss * len(batch)
        for p, g in zip(model.parameters(), model.gradients()):
            p -= lr * g
        history.append(total / len(x))
    return history


# %% wrong evenly-split
# 用 array_split 平均分成几份，前面几批不是 batch_size 个
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for batch in np.array_split(order, -(-len(x) // batch_size)):
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong return-inside-loop
# return 写在了循环里面，一轮之后就返回了
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
        return history


# %% wrong in-place
# 直接打乱了传进来的 x 和 y
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        x[...], y[...] = x[order], y[order]
        order = np.arange(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% wrong decaying
# 学习率一轮比一轮小
def train(model, x, y, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        lr = 0.9 * lr
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss, dz = bce_with_logits(model.forward(x[batch])[:, 0], y[batch])
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p -= lr * g
            total += loss * len(batch)
        history.append(total / len(x))
    return history


# %% right loss-at-the-end
# 一轮结束之后，在全部样本上算损失；用 rng.shuffle
def train(model, x, y, epochs, lr, batch_size, rng):
    order = np.arange(len(x))
    history = np.zeros(epochs)
    for epoch in range(epochs):
        rng.shuffle(order)
        i = 0
        while i < len(order):
            chosen = order[i : i + batch_size]
            out = model.forward(x[chosen])
            _, dz = bce_with_logits(out.ravel(), y[chosen])
            model.backward(dz.reshape(out.shape))
            parameters, gradients = model.parameters(), model.gradients()
            for k in range(len(parameters)):
                parameters[k][...] = parameters[k] - lr * gradients[k]
            i += batch_size
        history[epoch] = bce_with_logits(model.forward(x)[:, 0], y)[0]
    return history


# %% right generator
# 先写一个小批量的生成器，损失按批平均
def train(model, x, y, epochs, lr, batch_size, rng):
    def batches():
        index = rng.choice(len(x), size=len(x), replace=False)
        for part in np.split(index, range(batch_size, len(x), batch_size)):
            yield x[part], y[part]

    history = []
    for _ in range(epochs):
        losses = []
        for xb, yb in batches():
            loss, dz = bce_with_logits(model.forward(xb)[:, 0], yb)
            losses.append(loss)
            model.backward(dz[:, np.newaxis])
            for p, g in zip(model.parameters(), model.gradients()):
                np.subtract(p, lr * g, out=p)
        history.append(float(np.mean(losses)))
    return history


# %% right shuffled-copies
# 每一轮把 x 和 y 按同一个次序抄一份
def train(model, x, y, epochs, lr, batch_size, rng):
    n, history = len(y), []
    for _ in range(epochs):
        keys = rng.random(n)
        xs, ys = x[keys.argsort()], y[keys.argsort()]
        losses, sizes = [], []
        for a in range(0, n, batch_size):
            b = min(a + batch_size, n)
            loss, dz = bce_with_logits(model.forward(xs[a:b])[:, 0], ys[a:b])
            losses.append(loss)
            sizes.append(b - a)
            model.backward(dz[:, None])
            for p, g in zip(model.parameters(), model.gradients()):
                p += -lr * g
        history.append(np.average(losses, weights=sizes))
    return history
