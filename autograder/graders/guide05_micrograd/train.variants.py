# %%
import numpy as np


# %% wrong not-zeroed
# 没有清零，梯度一步一步越攒越大
def train(model, x, y, steps, lr, batch_size, rng):
    parameters = model.parameters()
    losses = []
    for k in range(steps):
        chosen = rng.permutation(len(x))[:batch_size]
        loss = margin_loss([model(row) for row in x[chosen]], y[chosen], 1e-4, parameters)
        losses.append(loss.data)
        backward(loss)
        for p in parameters:
            p.data -= lr * (1 - 0.9 * k / steps) * p.grad
    return losses


# %% wrong zeroed-afterwards
# 每步更新之后才清零，第一步带着别人留下的梯度
def train(model, x, y, steps, lr, batch_size, rng):
    parameters = model.parameters()
    losses = []
    for k in range(steps):
        chosen = rng.permutation(len(x))[:batch_size]
        loss = margin_loss([model(row) for row in x[chosen]], y[chosen], 1e-4, parameters)
        losses.append(loss.data)
        backward(loss)
        for p in parameters:
            p.data -= lr * (1 - 0.9 * k / steps) * p.grad
            p.grad = 0.0
    return losses


# %% wrong uphill
# 加上了梯度，往山上走
def train(model, x, y, steps, lr, batch_size, rng):
    parameters = model.parameters()
    losses = []
    for k in range(steps):
        chosen = rng.permutation(len(x))[:batch_size]
        loss = margin_loss([model(row) for row in x[chosen]], y[chosen], 1e-4, parameters)
        losses.append(loss.data)
        for p in parameters:
            p.grad = 0.0
        backward(loss)
        for p in parameters:
            p.data += lr * (1 - 0.9 * k / steps) * p.grad
    return losses


# %% wrong constant-rate
# 学习率一直是 lr，没有降
def train(model, x, y, steps, lr, batch_size, rng):
    parameters = model.parameters()
    losses = []
    for _ in range(steps):
        chosen = rng.permutation(len(x))[:batch_size]
        loss = margin_loss([model(row) for row in x[chosen]], y[chosen], 1e-4, parameters)
        losses.append(loss.data)
        for p in parameters:
            p.grad = 0.0
        backward(loss)
        for p in parameters:
            p.data -= lr * p.grad
    return losses


# %% wrong down-to-zero
# 学习率降到了零：写成了 1 − k/steps
def train(model, x, y, steps, lr, batch_size, rng):
    parameters = model.parameters()
    losses = []
    for k in range(steps):
        chosen = rng.permutation(len(x))[:batch_size]
        loss = margin_loss([model(row) for row in x[chosen]], y[chosen], 1e-4, parameters)
        losses.append(loss.data)
        for p in parameters:
            p.grad = 0.0
        backward(loss)
        for p in parameters:
            p.data -= lr * (1 - k / steps) * p.grad
    return losses


# %% wrong one-step-short
# 学习率的分母写成了 steps − 1，降得快了一点
def train(model, x, y, steps, lr, batch_size, rng):
    parameters = model.parameters()
    losses = []
    for k in range(steps):
        chosen = rng.permutation(len(x))[:batch_size]
        loss = margin_loss([model(row) for row in x[chosen]], y[chosen], 1e-4, parameters)
        losses.append(loss.data)
        for p in parameters:
            p.grad = 0.0
        backward(loss)
        for p in parameters:
            p.data -= lr * (1 - 0.9 * k / max(1, steps - 1)) * p.grad
    return losses


# %% wrong one-batch
# 只在开头抽了一次批，每步都用它
def train(model, x, y, steps, lr, batch_size, rng):
    parameters = model.parameters()
    losses = []
    chosen = rng.permutation(len(x))[:batch_size]
    for k in range(steps):
        loss = margin_loss([model(row) for row in x[chosen]], y[chosen], 1e-4, parameters)
        losses.append(loss.data)
        for p in parameters:
            p.grad = 0.0
        backward(loss)
        for p in parameters:
            p.data -= lr * (1 - 0.9 * k / steps) * p.grad
    return losses


# %% wrong not-shuffled
# 没有抽，每步都用最前面的几个
def train(model, x, y, steps, lr, batch_size, rng):
    parameters = model.parameters()
    losses = []
    for k in range(steps):
        chosen = np.arange(len(x))[:batch_size]
        loss = margin_loss([model(row) for row in x[chosen]], y[chosen], 1e-4, parameters)
        losses.append(loss.data)
        for p in parameters:
            p.grad = 0.0
        backward(loss)
        for p in parameters:
            p.data -= lr * (1 - 0.9 * k / steps) * p.grad
    return losses


# %% wrong whole-data
# 每步用了全部样本，没有分批
def train(model, x, y, steps, lr, batch_size, rng):
    parameters = model.parameters()
    losses = []
    for k in range(steps):
        chosen = rng.permutation(len(x))
        loss = margin_loss([model(row) for row in x[chosen]], y[chosen], 1e-4, parameters)
        losses.append(loss.data)
        for p in parameters:
            p.grad = 0.0
        backward(loss)
        for p in parameters:
            p.data -= lr * (1 - 0.9 * k / steps) * p.grad
    return losses


# %% wrong loss-after
# 记下的是更新之后的损失
def train(model, x, y, steps, lr, batch_size, rng):
    parameters = model.parameters()
    losses = []
    for k in range(steps):
        chosen = rng.permutation(len(x))[:batch_size]
        loss = margin_loss([model(row) for row in x[chosen]], y[chosen], 1e-4, parameters)
        for p in parameters:
            p.grad = 0.0
        backward(loss)
        for p in parameters:
            p.data -= lr * (1 - 0.9 * k / steps) * p.grad
        scores = [model(row) for row in x[chosen]]
        losses.append(margin_loss(scores, y[chosen], 1e-4, parameters).data)
    return losses


# %% wrong zero-one-labels
# 把标签换成了 0/1 再给损失
def train(model, x, y, steps, lr, batch_size, rng):
    parameters = model.parameters()
    losses = []
    for k in range(steps):
        chosen = rng.permutation(len(x))[:batch_size]
        loss = margin_loss([model(row) for row in x[chosen]], (y[chosen] + 1) / 2, 1e-4, parameters)
        losses.append(loss.data)
        for p in parameters:
            p.grad = 0.0
        backward(loss)
        for p in parameters:
            p.data -= lr * (1 - 0.9 * k / steps) * p.grad
    return losses


# %% wrong renamed
# 写成 p = p − …：只换了名字，网络没有变
def train(model, x, y, steps, lr, batch_size, rng):
    parameters = model.parameters()
    losses = []
    for k in range(steps):
        chosen = rng.permutation(len(x))[:batch_size]
        loss = margin_loss([model(row) for row in x[chosen]], y[chosen], 1e-4, parameters)
        losses.append(loss.data)
        for p in parameters:
            p.grad = 0.0
        backward(loss)
        for p in parameters:
            p = p - lr * (1 - 0.9 * k / steps) * p.grad
    return losses


# %% wrong no-penalty
# 正则系数用了 0
def train(model, x, y, steps, lr, batch_size, rng):
    parameters = model.parameters()
    losses = []
    for k in range(steps):
        chosen = rng.permutation(len(x))[:batch_size]
        loss = margin_loss([model(row) for row in x[chosen]], y[chosen], 0.0, parameters)
        losses.append(loss.data)
        for p in parameters:
            p.grad = 0.0
        backward(loss)
        for p in parameters:
            p.data -= lr * (1 - 0.9 * k / steps) * p.grad
    return losses


# %% wrong biases-spared
# 偏置没有罚：没有把全部参数交给损失
def train(model, x, y, steps, lr, batch_size, rng):
    parameters = model.parameters()
    losses = []
    for k in range(steps):
        chosen = rng.permutation(len(x))[:batch_size]
        loss = margin_loss(
            [model(row) for row in x[chosen]],
            y[chosen],
            1e-4,
            [p for p in parameters if p is not parameters[-1]],
        )
        losses.append(loss.data)
        for p in parameters:
            p.grad = 0.0
        backward(loss)
        for p in parameters:
            p.data -= lr * (1 - 0.9 * k / steps) * p.grad
    return losses


# %% right rows-by-number
# 一个样本一个样本地取
def train(model, x, y, steps, lr, batch_size, rng):
    losses = []
    n = len(y)
    for step in range(steps):
        rows = rng.permutation(n)[:batch_size].tolist()
        scores, labels = [], []
        for i in rows:
            scores.append(model(x[i].tolist()))
            labels.append(float(y[i]))
        for p in model.parameters():
            p.grad = 0
        loss = margin_loss(scores, labels, 0.0001, model.parameters())
        loss.backward()
        rate = lr * (1.0 - 0.9 * step / steps)
        for p in model.parameters():
            p.data = p.data - rate * p.grad
        losses.append(float(loss.data))
    return losses


# %% right an-array-of-losses
# 损失放在数组里，输入先包成 Value
def train(model, x, y, steps, lr, batch_size, rng):
    losses = np.zeros(steps)
    for k, rate in zip(range(steps), lr * (1 - 0.9 * np.arange(steps) / max(steps, 1))):
        chosen = rng.permutation(len(x))[:batch_size]
        for p in model.parameters():
            p.grad = 0.0
        scores = [model([Value(number) for number in x[i]]) for i in chosen]
        loss = margin_loss(scores, [int(y[i]) for i in chosen], 1e-4, model.parameters())
        backward(loss)
        for p in model.parameters():
            p.data -= float(rate) * p.grad
        losses[k] = loss.data
    return losses
