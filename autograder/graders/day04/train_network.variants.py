# %%
# Students pair neighbours with zip.
# ruff: noqa: RUF007
import numpy as np


# %% wrong no-shuffle
# 没有打乱样本，每一轮都按原来的顺序取批
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        losses = []
        for start in range(0, len(x), batch_size):
            xb, yb = x[start : start + batch_size], y[start : start + batch_size]
            logits, caches = network_forward(xb, layers)
            losses.append(cross_entropy(softmax(logits), yb))
            grads = network_backward(softmax_cross_entropy_gradient(logits, yb), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong shuffled-once
# 只在训练开始前打乱了一次，之后每一轮都是同一个顺序
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    order = rng.permutation(len(x))
    for _ in range(epochs):
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong remainder-dropped
# 每一轮最后的那一批丢掉了：它不满 batch_size 时没有用上
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for i in range(len(x) // batch_size):
            batch = order[i * batch_size : (i + 1) * batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong remainder-dropped-mean-over-all
# 丢掉了每一轮最后不满 batch_size 的那一批，平均损失却仍除以全部样本数
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for i in range(len(x) // batch_size):
            batch = order[i * batch_size : (i + 1) * batch_size]
            logits, caches = network_forward(x[batch], layers)
            total += cross_entropy(softmax(logits), y[batch]) * len(batch)
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(total / len(x))
    return layers, history


# %% wrong remainder-dropped-mean-over-used
# 丢掉了每一轮最后不满 batch_size 的那一批，batch_size 比样本数还大时一步也没有走
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total, used = 0.0, 0
        for i in range(len(x) // batch_size):
            batch = order[i * batch_size : (i + 1) * batch_size]
            logits, caches = network_forward(x[batch], layers)
            total += cross_entropy(softmax(logits), y[batch]) * len(batch)
            used += len(batch)
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(total / max(used, 1))
    return layers, history


# %% wrong no-momentum
# 没有用上动量：每一步都从零速度开始（每一批都新建了 velocity），或者走的是普通的梯度下降
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong velocity-reset
# 每一轮开始时都把速度清零了，动量没有带到下一轮
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    history = []
    for _ in range(epochs):
        velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong initialised-each-epoch
# 每一轮开始时都重新初始化了网络，前几轮学到的都丢了
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        layers = initialize(layer_sizes, rng)
        velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong history-per-batch
# history 每一批记一次，不是每一轮记一次
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            history.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
    return layers, history


# %% wrong history-sum
# history 记的是一轮里各批损失的总和，没有求平均
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            total += cross_entropy(softmax(logits), y[batch])
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(total)
    return layers, history


# %% wrong history-divided-twice
# history 把各批的平均损失加起来之后除以了样本数，而不是批数
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            total += cross_entropy(softmax(logits), y[batch])
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(total / len(x))
    return layers, history


# %% wrong history-last-batch
# history 记的只是每一轮最后一批的损失，不是整轮的平均
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            loss = cross_entropy(softmax(logits), y[batch])
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(loss)
    return layers, history


# %% wrong shuffled-apart
# x 和 y 各打乱各的，样本与标签不再对应
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        x_order, y_order = rng.permutation(len(x)), rng.permutation(len(y))
        losses = []
        for start in range(0, len(x), batch_size):
            xb, yb = x[x_order[start : start + batch_size]], y[y_order[start : start + batch_size]]
            logits, caches = network_forward(xb, layers)
            losses.append(cross_entropy(softmax(logits), yb))
            grads = network_backward(softmax_cross_entropy_gradient(logits, yb), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong labels-not-shuffled
# 只打乱了 x，标签还是原来的顺序
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            xb, yb = x[order[start : start + batch_size]], y[start : start + batch_size]
            logits, caches = network_forward(xb, layers)
            losses.append(cross_entropy(softmax(logits), yb))
            grads = network_backward(softmax_cross_entropy_gradient(logits, yb), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong own-generator
# 没有用传进来的 rng，自己新建了一个种子固定的随机数生成器
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    rng = np.random.default_rng(0)
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong with-replacement
# 每一批都是有放回地随机抽取的，一轮里有的样本用了几次，有的一次也没有用
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        losses = []
        for start in range(0, len(x), batch_size):
            batch = rng.integers(0, len(x), min(batch_size, len(x) - start))
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong with-replacement-full-batches
# 每一批都是有放回地随机抽取的，最后一批也抽满：一轮里有的样本用了几次，有的一次也没有用
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        losses = []
        for _ in range(-(-len(x) // batch_size)):
            batch = rng.integers(0, len(x), min(batch_size, len(x)))
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong with-replacement-history-last-batch
# 每一批都是有放回地随机抽取的，history 记的又只是最后一批的损失
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        for _ in range(-(-len(x) // batch_size)):
            batch = rng.integers(0, len(x), min(batch_size, len(x)))
            logits, caches = network_forward(x[batch], layers)
            loss = cross_entropy(softmax(logits), y[batch])
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(loss)
    return layers, history


# %% wrong last-batch-dropped
# 循环的终点写成了 len(x) − batch_size，每一轮的最后一批都没有用上，不管满不满
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x) - batch_size, batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong first-batch-repeated
# 每一步取的都是这一轮的第一批（order[:batch_size]），别的样本没有用到
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for _ in range(0, len(x), batch_size):
            batch = order[:batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong first-batch-only
# 每一轮只用第一批走了一步，别的样本没有用到
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for _ in range(1):
            batch = order[:batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong with-replacement-never-short
# 每一批都有放回地抽足 batch_size 个：一轮里有的样本用了几次，有的一次也没有用
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        losses = []
        for _ in range(0, len(x), batch_size):
            batch = rng.integers(0, len(x), batch_size)
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong initialised-again-each-epoch
# 循环之前已经建好了网络，每一轮开始时又重新初始化，前几轮学到的都丢了
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        layers = initialize(layer_sizes, rng)
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong whole-set-each-step
# 每一步都用了全部样本，没有分成小批
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        losses = []
        for _ in range(0, len(x), batch_size):
            logits, caches = network_forward(x, layers)
            losses.append(cross_entropy(softmax(logits), y))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong step-each-epoch
# 每一轮只用最后一批走了一步：更新参数那一行缩进错了，在批的循环之外
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
        sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong divided-again
# 梯度又除以了一次 batch_size，平均已经在损失的梯度里做过了
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            dlogits = softmax_cross_entropy_gradient(logits, y[batch]) / len(batch)
            sgd_momentum_step(layers, network_backward(dlogits, caches), velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong data-shuffled-in-place
# 直接打乱了传进来的 x 和 y，调用者的数据也被改了
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        x[:], y[:] = x[order], y[order]
        losses = []
        for start in range(0, len(x), batch_size):
            xb, yb = x[start : start + batch_size], y[start : start + batch_size]
            logits, caches = network_forward(xb, layers)
            losses.append(cross_entropy(softmax(logits), yb))
            grads = network_backward(softmax_cross_entropy_gradient(logits, yb), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong pixels-scaled-again
# 把 x 又除以了 255，但它本来就在 0 到 1 之间
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    x = x / 255
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong velocity-shares-weights
# 用 layer.copy() 当作初始速度：拷贝的只是 dict，速度和权重是同样的数组
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [layer.copy() for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong velocity-starts-at-weights
# 初始速度是权重的拷贝，不是零
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: value.copy() for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong softmax-twice
# 先对 logits 做了 softmax，再把概率交给 softmax_cross_entropy_gradient，softmax 做了两遍
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(softmax(logits), y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong loss-of-logits
# 求损失时忘了先做 softmax，直接把 logits 当成概率交给了 cross_entropy
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(np.maximum(logits, 1e-12), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong history-accuracy
# history 记的是正确率，不是损失
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append((logits.argmax(axis=1) == y[batch]).mean())
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong history-running-total
# 计算平均的列表没有在每一轮开始时清空，history 是从头到现在的平均
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history, losses = [], []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong epoch-missing
# 少训练了一轮：循环写成了 range(1, epochs)
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(1, epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong returned-in-the-loop
# return 缩进在循环里，第一轮之后就结束了
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
        return layers, history


# %% wrong no-update
# 求了梯度，却没有调用 sgd_momentum_step，参数一直没有更新
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong momentum-half
# 动量系数用的是 0.5，不是 0.9
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr, 0.5)
        history.append(float(np.mean(losses)))
    return layers, history


# %% wrong shared-biases
# 同样宽的两层用了同一个 b 数组（initialize 里只建了一次），更新一层，另一层也跟着变
def initialize(layer_sizes, rng):
    biases = {n_out: np.zeros(n_out) for n_out in layer_sizes}
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": biases[n_out]}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% right order-first
# 先取出各轮的顺序、再初始化；顺序用 rng.shuffle 得到；history 是 ndarray
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    orders = []
    for _ in range(epochs):
        order = np.arange(len(x))
        rng.shuffle(order)
        orders.append(order)
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = np.zeros(epochs)
    for epoch, order in enumerate(orders):
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            history[epoch] += cross_entropy(softmax(logits), y[batch]) * len(batch) / len(x)
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
    return layers, history


# %% right loss-after-epoch
# 每一轮结束后在全部样本上求损失；打乱的是 x 和 y 的拷贝；返回列表
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers, history = initialize(layer_sizes, rng), []
    velocity = [{"w": np.zeros(p["w"].shape), "b": np.zeros(p["b"].shape)} for p in layers]
    for _ in range(epochs):
        order = rng.permutation(len(y))
        xs, ys = x[order], y[order]
        while len(xs):
            logits, caches = network_forward(xs[:batch_size], layers)
            dlogits = softmax_cross_entropy_gradient(logits, ys[:batch_size])
            sgd_momentum_step(layers, network_backward(dlogits, caches), velocity, lr, 0.9)
            xs, ys = xs[batch_size:], ys[batch_size:]
        history.append(cross_entropy(softmax(network_forward(x, layers)[0]), y))
    return [layers, history]


# %% right array-split
# 用 np.array_split 分批，用 rng.choice 不放回地抽出顺序
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: value * 0 for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.choice(len(x), size=len(x), replace=False)
        losses = []
        for batch in np.array_split(order, range(batch_size, len(x), batch_size)):
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9)
        history.append(np.mean(losses))
    return layers, tuple(history)


# %% right float32
# 全部用 float32 训练，动量自己写
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = [{k: v.astype(np.float32) for k, v in p.items()} for p in initialize(layer_sizes, rng)]
    velocity = [{k: np.zeros_like(v) for k, v in p.items()} for p in layers]
    x, history = x.astype(np.float32), []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), np.float32(0)
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            total += np.float32(cross_entropy(softmax(logits), y[batch]) * len(batch))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            for p, g, v in zip(layers, grads, velocity):
                for key in p:
                    v[key] = np.float32(0.9) * v[key] - np.float32(lr) * g[key].astype(np.float32)
                    p[key] = p[key] + v[key]
        history.append(np.float32(total / len(x)))
    return layers, history
