# %%
import numpy as np


# %% wrong not-zeroed
# 没有清零，梯度一步一步累加
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    optimizer = Adam([p for layer in layers for p in layer], lr)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for i, (w, b) in enumerate(layers):
                out = (relu(out) if i else out) @ w + b
            loss = cross_entropy(out, y[batch])
            losses.append(float(loss.data))
            loss.backward()
            optimizer.step()
    return losses


# %% wrong drops-the-rest
# 最后不满的一批丢掉了
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    optimizer = Adam([p for layer in layers for p in layer], lr)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x) - batch_size + 1, batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for i, (w, b) in enumerate(layers):
                out = (relu(out) if i else out) @ w + b
            loss = cross_entropy(out, y[batch])
            losses.append(float(loss.data))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return losses


# %% wrong labels-stay
# x 打乱了，标签没有跟着打乱
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    optimizer = Adam([p for layer in layers for p in layer], lr)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for i, (w, b) in enumerate(layers):
                out = (relu(out) if i else out) @ w + b
            loss = cross_entropy(out, y[start : start + batch_size])
            losses.append(float(loss.data))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return losses


# %% wrong relu-at-the-end
# 最后一层后面也接了 relu
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    optimizer = Adam([p for layer in layers for p in layer], lr)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for w, b in layers:
                out = relu(out @ w + b)
            loss = cross_entropy(out, y[batch])
            losses.append(float(loss.data))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return losses


# %% wrong adam-each-epoch
# 每一轮新造一个 Adam，以前的滑动平均都丢了
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    losses = []
    for _ in range(epochs):
        optimizer = Adam([p for layer in layers for p in layer], lr)
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for i, (w, b) in enumerate(layers):
                out = (relu(out) if i else out) @ w + b
            loss = cross_entropy(out, y[batch])
            losses.append(float(loss.data))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return losses


# %% wrong shuffled-once
# 只打乱了一次，每一轮都是同一个次序
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    optimizer = Adam([p for layer in layers for p in layer], lr)
    losses = []
    order = rng.permutation(len(x))
    for _ in range(epochs):
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for i, (w, b) in enumerate(layers):
                out = (relu(out) if i else out) @ w + b
            loss = cross_entropy(out, y[batch])
            losses.append(float(loss.data))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return losses


# %% wrong loss-per-epoch
# 一轮只记了一个平均损失
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    optimizer = Adam([p for layer in layers for p in layer], lr)
    losses = []
    history = []
    for _ in range(epochs):
        losses = []
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for i, (w, b) in enumerate(layers):
                out = (relu(out) if i else out) @ w + b
            loss = cross_entropy(out, y[batch])
            losses.append(float(loss.data))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        history.append(np.mean(losses))
    return history


# %% wrong unshuffled
# 没有打乱，总是按原来的次序
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    optimizer = Adam([p for layer in layers for p in layer], lr)
    losses = []
    for _ in range(epochs):
        order = np.arange(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for i, (w, b) in enumerate(layers):
                out = (relu(out) if i else out) @ w + b
            loss = cross_entropy(out, y[batch])
            losses.append(float(loss.data))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return losses


# %% wrong no-relu
# 层与层之间没有 relu，叠起来还是一层
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    optimizer = Adam([p for layer in layers for p in layer], lr)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for w, b in layers:
                out = out @ w + b
            loss = cross_entropy(out, y[batch])
            losses.append(float(loss.data))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return losses


# %% wrong loss-afterwards
# 记的是更新之后的损失
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    optimizer = Adam([p for layer in layers for p in layer], lr)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for i, (w, b) in enumerate(layers):
                out = (relu(out) if i else out) @ w + b
            loss = cross_entropy(out, y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            out = Tensor(x[batch])
            for i, (w, b) in enumerate(layers):
                out = (relu(out) if i else out) @ w + b
            losses.append(float(cross_entropy(out, y[batch]).data))
    return losses


# %% wrong zeroed-each-epoch
# 一轮才清零一次
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    optimizer = Adam([p for layer in layers for p in layer], lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for i, (w, b) in enumerate(layers):
                out = (relu(out) if i else out) @ w + b
            loss = cross_entropy(out, y[batch])
            losses.append(float(loss.data))
            loss.backward()
            optimizer.step()
    return losses


# %% wrong zeroed-too-late
# 反向之后才清零，照着 0 走了一步
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    optimizer = Adam([p for layer in layers for p in layer], lr)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for i, (w, b) in enumerate(layers):
                out = (relu(out) if i else out) @ w + b
            loss = cross_entropy(out, y[batch])
            losses.append(float(loss.data))
            loss.backward()
            optimizer.zero_grad()
            optimizer.step()
    return losses


# %% wrong weights-only
# 只更新了 w，没有更新 b
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    optimizer = Adam([w for w, _ in layers], lr)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for i, (w, b) in enumerate(layers):
                out = (relu(out) if i else out) @ w + b
            loss = cross_entropy(out, y[batch])
            losses.append(float(loss.data))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return losses


# %% wrong another-draw
# 没有用 permutation，用 choice 有放回地抽
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    optimizer = Adam([p for layer in layers for p in layer], lr)
    losses = []
    for _ in range(epochs):
        order = rng.choice(len(x), size=len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = Tensor(x[batch])
            for i, (w, b) in enumerate(layers):
                out = (relu(out) if i else out) @ w + b
            loss = cross_entropy(out, y[batch])
            losses.append(float(loss.data))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return losses


# %% right helpers
# 前向写成一个函数，各个批先切好，梯度自己清零
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    def forward(rows):
        *hidden, (w, b) = layers
        out = rows
        for weight, bias in hidden:
            out = relu(add(matmul(out, weight), bias))
        return add(matmul(out, w), b)

    parameters = [*(w for w, _ in layers), *(b for _, b in layers)]
    optimizer = Adam(parameters, lr=lr)
    history = np.zeros(0)
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for batch in np.split(order, np.arange(batch_size, len(x), batch_size)):
            for p in parameters:
                p.grad = np.zeros_like(p.data)
            loss = cross_entropy(forward(x[batch]), y[batch])
            loss.backward()
            optimizer.step()
            history = np.append(history, loss.data)
    return history


# %% right one-optimizer-each
# 每一层一个 Adam，用之前的结果一起走
def train_mlp(x, y, layers, epochs, lr, batch_size, rng):
    optimizers = [Adam(layer, lr) for layer in layers]
    losses = []
    for _ in range(epochs):
        order = rng.permutation(x.shape[0])
        shuffled, labels = x[order], y[order]
        start = 0
        while start < len(order):
            out = as_tensor(shuffled[start : start + batch_size])
            for number, (w, b) in enumerate(layers, start=1):
                out = out @ w + b
                if number < len(layers):
                    out = relu(out)
            loss = cross_entropy(out, labels[start : start + batch_size])
            for optimizer in optimizers:
                optimizer.zero_grad()
            loss.backward()
            for optimizer in optimizers:
                optimizer.step()
            losses.append(loss.data)
            start += batch_size
    return losses
