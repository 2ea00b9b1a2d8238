# %%
# Students pair neighbours with zip.
# ruff: noqa: RUF007
import numpy as np


# %% relu / product-with-mask
# 用 z 乘以 z > 0
def relu(z):
    return z * (z > 0)


# %% relu / copy-and-assign
# 先拷贝，再把拷贝里的负数改成 0
def relu(z):
    out = z.copy()
    out[out < 0] = 0
    return out


# %% relu / half-sum
# 用 (z + |z|) / 2，整数输入得到浮点数
def relu(z):
    return (z + np.abs(z)) / 2


# %% relu / loop-float32
# 逐个元素循环，结果是 float32
def relu(z):
    out = np.zeros(z.shape, dtype=np.float32)
    for index in np.ndindex(z.shape):
        out[index] = z[index] if z[index] > 0 else 0.0
    return out


# %% relu / clip
# 用 clip，只给下界
def relu(z):
    return np.clip(z, 0, None)


# %% relu_derivative / integers
# 返回整数 0 和 1
def relu_derivative(z):
    return (z > 0).astype(np.int8)


# %% relu_derivative / where
# 用 np.where
def relu_derivative(z):
    return np.where(z > 0, 1, 0)


# %% relu_derivative / heaviside
# 用 np.heaviside
def relu_derivative(z):
    return np.heaviside(z, 0.0)


# %% relu_derivative / vectorized-python
# 用 np.vectorize 逐个元素判断
def relu_derivative(z):
    return np.vectorize(lambda v: 1.0 if v > 0 else 0.0)(z)


# %% relu_derivative / assigned
# 先建全零数组，再把正数的位置写成 1
def relu_derivative(z):
    grad = np.zeros_like(z)
    grad[z > 0] = 1
    return grad


# %% tanh_derivative / cosh
# 用 1 / cosh²(z)
def tanh_derivative(z):
    return 1 / np.cosh(z) ** 2


# %% tanh_derivative / product
# 用 (1 − tanh)(1 + tanh)
def tanh_derivative(z):
    a = np.tanh(z)
    return (1 - a) * (1 + a)


# %% tanh_derivative / by-sigmoid
# 用不会溢出的 sigmoid：4·σ(2z)·(1 − σ(2z))
def tanh_derivative(z):
    s = 0.5 * (1 + np.tanh(z))
    return 4 * s * (1 - s)


# %% softmax / row-loop
# 一行一行地算
def softmax(z):
    out = np.empty(z.shape, dtype=float)
    for i, row in enumerate(z):
        e = np.exp(row - max(row))
        out[i] = e / sum(e)
    return out


# %% softmax / float32
# 用 float32 计算
def softmax(z):
    z = z.astype(np.float32)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% softmax / log-sum-exp
# 先用 logaddexp 求 log-softmax，再取指数
def softmax(z):
    z = z.astype(float)
    return np.exp(z - np.logaddexp.reduce(z, axis=1)[:, None])


# %% softmax / transposed
# 在转置上计算，返回转置的视图
def softmax(z):
    t = z.T - z.max(axis=-1)
    e = np.exp(t)
    return (e / e.sum(axis=0)).T


# %% softmax / small-eps
# 分母加了 1e-9
def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / (np.sum(e, axis=1, keepdims=True) + 1e-9)


# %% cross_entropy / python-loop
# 用 Python 循环累加，返回 float
def cross_entropy(probs, labels):
    total = 0.0
    for p, label in zip(probs, labels):
        total -= float(np.log(max(p[label], 1e-12)))
    return total / len(labels)


# %% cross_entropy / one-hot-float32
# 在函数里转成 one-hot，用 float32 计算，返回 np.float32
def cross_entropy(probs, labels):
    p = np.clip(probs, 1e-7, 1.0).astype(np.float32)
    onehot = np.eye(p.shape[1], dtype=np.float32)[labels]
    return -(onehot * np.log(p)).sum(dtype=np.float32) / np.float32(len(labels))


# %% cross_entropy / eps-inside
# 在对数里加 1e-7
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs[np.arange(len(labels)), labels] + 1e-7))


# %% cross_entropy / tiny
# 用最小的正浮点数防止 log 0，用 take_along_axis 取概率
def cross_entropy(probs, labels):
    rows = labels[:, None].astype(np.int64)
    chosen = np.take_along_axis(probs, rows, axis=1)
    return np.negative(np.log(np.maximum(chosen, np.finfo(float).tiny))).mean()


# %% cross_entropy / both-sides-clipped
# 概率截在 [1e-7, 1 − 1e-7]，返回 0 维数组
def cross_entropy(probs, labels):
    p = np.clip(probs, 1e-7, 1 - 1e-7)
    return np.array(-np.log(p[range(len(labels)), labels]).sum() / probs.shape[0])


# %% softmax_cross_entropy_gradient / one-hot
# 用 one-hot 矩阵相减
def softmax_cross_entropy_gradient(logits, labels):
    return (softmax(logits) - np.eye(logits.shape[1])[labels]) / len(labels)


# %% softmax_cross_entropy_gradient / sample-loop
# 一个样本一个样本地算，自己写 softmax
def softmax_cross_entropy_gradient(logits, labels):
    n, c = logits.shape
    grad = np.zeros((n, c))
    for i in range(n):
        e = np.exp(logits[i] - logits[i].max())
        for j in range(c):
            grad[i, j] = (e[j] / e.sum() - (1 if j == labels[i] else 0)) / n
    return grad


# %% softmax_cross_entropy_gradient / jacobian
# 用 softmax 的雅可比矩阵乘以损失对概率的导数
def softmax_cross_entropy_gradient(logits, labels):
    p = softmax(logits)
    rows = np.arange(len(labels))
    jacobian = np.einsum("ij,jk->ijk", p, np.eye(p.shape[1])) - np.einsum("ij,ik->ijk", p, p)
    # ∂(−log p[label]) / ∂z = −J[label] / p[label]
    return -jacobian[rows, labels] / p[rows, labels][:, None] / len(labels)


# %% softmax_cross_entropy_gradient / float32
# 用 float32 计算
def softmax_cross_entropy_gradient(logits, labels):
    grad = softmax(logits).astype(np.float32)
    grad[np.arange(len(labels)), labels] -= np.float32(1)
    return grad / np.float32(len(labels))


# %% initialize / standard-normal
# 先取标准正态分布，再乘标准差
def initialize(layer_sizes, rng):
    layers = []
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        layers.append({"b": np.zeros(n_out), "w": rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in)})
    return layers


# %% initialize / backwards-float32
# 从最后一层开始取随机数，用 float32
def initialize(layer_sizes, rng):
    layers = []
    for i in reversed(range(len(layer_sizes) - 1)):
        shape = (layer_sizes[i], layer_sizes[i + 1])
        w = rng.standard_normal(shape, dtype=np.float32) * np.float32((2 / shape[0]) ** 0.5)
        layers.insert(0, {"w": w, "b": np.zeros(shape[1], dtype=np.float32)})
    return layers


# %% initialize / one-draw
# 一次取出全部随机数再切开
def initialize(layer_sizes, rng):
    shapes = list(zip(layer_sizes, layer_sizes[1:]))
    numbers = rng.normal(size=sum(a * b for a, b in shapes))
    layers, start = [], 0
    for n_in, n_out in shapes:
        w = numbers[start : start + n_in * n_out].reshape(n_in, n_out) * (2 / n_in) ** 0.5
        layers.append({"w": w, "b": np.zeros((n_out,))})
        start += n_in * n_out
    return tuple(layers)


# %% initialize / drawn-transposed
# 取 (out, in) 的随机数再转置，得到视图
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in)).T, "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% dense_forward / einsum-dict
# 用 einsum，cache 是 dict
def dense_forward(x, w, b):
    return np.einsum("ni,io->no", x, w) + b, {"x": x, "w": w, "b": b}


# %% dense_forward / loops-list
# 三重循环，返回列表
def dense_forward(x, w, b):
    n, d = x.shape
    out = np.tile(b, (n, 1)).astype(float)
    for i in range(n):
        for j in range(w.shape[1]):
            for k in range(d):
                out[i, j] += x[i, k] * w[k, j]
    return [out, [x, w]]


# %% dense_forward / ones-column
# 给 x 添一列 1，把 b 并进 w 里
def dense_forward(x, w, b):
    extended = np.hstack([x, np.ones((len(x), 1))])
    return extended @ np.vstack([w, b]), (extended, w)


# %% dense_forward / float32
# 用 float32 计算，cache 里什么都没有
def dense_forward(x, w, b):
    return x.astype(np.float32) @ w.astype(np.float32) + b.astype(np.float32), None


# %% dense_forward / single-precision-inside
# 中途用 float32 计算，再转回 float64
def dense_forward(x, w, b):
    out = x.astype(np.float32) @ w.astype(np.float32) + b.astype(np.float32)
    return out.astype(np.float64), (x, w)


# %% dense_backward / einsum
# 用 einsum，返回列表
def dense_backward(dout, cache):
    x, w = cache
    dx = np.einsum("no,io->ni", dout, w)
    dw = np.einsum("no,ni->io", dout, x)
    return [dx, dw, np.einsum("no->o", dout)]


# %% dense_backward / sample-loop
# 一个样本一个样本地累加
def dense_backward(dout, cache):
    x, w = cache
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(w.shape[1])
    for i in range(len(x)):
        dx[i] = w @ dout[i]
        dw += np.outer(x[i], dout[i])
        db += dout[i]
    return dx, dw, db


# %% dense_backward / dict-cache
# 自己的前向把 x、w 和 out 都放进 dict
def dense_forward(x, w, b):
    out = x @ w + b
    return out, {"x": x.copy(), "w": w.copy(), "out": out}


def dense_backward(dout, cache):
    dw = (dout.T @ cache["x"]).T
    return dout.dot(cache["w"].T), dw, np.ones(len(dout)) @ dout


# %% dense_backward / class-cache
# cache 是自己写的类的对象
class Dense:
    def __init__(self, x, w):
        self.x, self.w = x, w


def dense_forward(x, w, b):
    return np.dot(x, w) + b, Dense(x, w)


def dense_backward(dout, cache):
    return np.matmul(dout, cache.w.T), np.matmul(cache.x.T, dout), np.sum(dout, axis=0)


# %% dense_backward / closure
# cache 是一个函数，反向时调用它
def dense_forward(x, w, b):
    def backward(dout):
        return dout @ w.T, x.T @ dout, dout.sum(0)

    return x @ w + b, backward


def dense_backward(dout, cache):
    return cache(dout)


# %% network_forward / recursion
# 用递归写，caches 是嵌套的元组
def network_forward(x, layers):
    out, cache = dense_forward(x, layers[0]["w"], layers[0]["b"])
    if len(layers) == 1:
        return out, (cache,)
    logits, rest = network_forward(relu(out), layers[1:])
    return logits, (cache, out, rest)


# %% network_forward / own-arithmetic
# 不调用 dense_forward，自己写矩阵乘法；caches 是 dict
def network_forward(x, layers):
    activations, zs = [x], []
    for layer in layers[:-1]:
        zs.append(activations[-1] @ layer["w"] + layer["b"])
        activations.append(np.maximum(zs[-1], 0.0))
    logits = activations[-1] @ layers[-1]["w"] + layers[-1]["b"]
    return logits, {"activations": activations, "zs": zs, "layers": layers}


# %% network_forward / float32
# 用 float32 计算，返回列表
def network_forward(x, layers):
    out = x.astype(np.float32)
    for i, layer in enumerate(layers):
        if i:
            out *= out > 0
        out = out @ layer["w"].astype(np.float32) + layer["b"].astype(np.float32)
    return [out, []]


# %% network_backward / mask-by-output
# caches 里放的是 ReLU 的输出，用输出是否为正作掩码；最后倒转列表
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        x = relu(z) if i < len(layers) - 1 else z
        caches.append({"dense": cache, "out": x})
    return x, caches


def network_backward(dlogits, caches):
    grads, dout = [], dlogits
    for i, cache in enumerate(caches[::-1]):
        if i > 0:
            dout = dout * (cache["out"] > 0)
        dout, dw, db = dense_backward(dout, cache["dense"])
        grads.append({"w": dw, "b": db})
    return grads[::-1]


# %% network_backward / flat-caches
# 全连接层和 ReLU 的 cache 放在同一个列表里，反向时一个个取出
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        if i > 0:
            caches.append(x)
            x = relu(x)
        x, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append(cache)
    return x, caches


def network_backward(dlogits, caches):
    count = (len(caches) + 1) // 2
    grads = [None] * count
    for i in range(count - 1, -1, -1):
        dx, dw, db = dense_backward(dlogits, caches.pop())
        grads[i] = {"b": db, "w": dw}
        if i > 0:
            dlogits = np.where(caches.pop() > 0, dx, 0.0)
    return grads


# %% network_backward / own-arithmetic
# 不调用 dense_backward，自己写矩阵乘法；caches 是自己的类的对象；返回元组
class Tape:
    def __init__(self, layers):
        self.layers, self.inputs = layers, []


def network_forward(x, layers):
    tape = Tape(layers)
    for i, layer in enumerate(layers):
        x = np.maximum(x, 0) if i else x
        tape.inputs.append(x)
        x = x @ layer["w"] + layer["b"]
    return x, tape


def network_backward(dlogits, caches):
    grads = ()
    for layer, x in zip(reversed(caches.layers), reversed(caches.inputs)):
        grads = ({"w": x.T @ dlogits, "b": dlogits.sum(axis=0), "x": dlogits @ layer["w"].T}, *grads)
        dlogits = grads[0]["x"] * np.sign(x)
    return grads


# %% network_backward / in-place-on-own-arrays
# 就地把掩码乘进自己算出来的 dx
def network_forward(x, layers):
    caches = []
    for layer in layers[:-1]:
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, relu_derivative(z)))
        x = relu(z)
    logits, cache = dense_forward(x, layers[-1]["w"], layers[-1]["b"])
    return logits, (caches, cache)


def network_backward(dlogits, caches):
    hidden, last = caches
    dout, dw, db = dense_backward(dlogits, last)
    grads = [{"w": dw, "b": db}]
    for cache, mask in reversed(hidden):
        dout *= mask
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% sgd_momentum_step / slice-assignment
# 算出新数组，再用 [...] 写回原来的数组
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for i in range(len(layers)):
        for key in ("w", "b"):
            velocity[i][key][...] = momentum * velocity[i][key] - lr * grads[i][key]
            layers[i][key][:] = layers[i][key] + velocity[i][key]


# %% sgd_momentum_step / new-velocity-first
# 先算出全部新速度，再更新全部参数
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    moved = [{key: momentum * v[key] - lr * g[key] for key in ("b", "w")} for v, g in zip(velocity, grads)]
    for layer, v, new in zip(layers, velocity, moved):
        for key, value in new.items():
            np.copyto(v[key], value)
            np.add(layer[key], value, out=layer[key])


# %% sgd_momentum_step / element-loop
# 逐个元素更新
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key, array in layer.items():
            for index in np.ndindex(array.shape):
                v[key][index] = momentum * v[key][index] - lr * grad[key][index]
                array[index] += v[key][index]


# %% sgd_momentum_step / local-names
# 用局部变量指向同一个数组，再用 *= 和 -= 就地更新
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, speed in zip(layers, grads, velocity):
        for key in layer:
            w, v = layer[key], speed[key]
            v *= momentum
            v -= lr * grad[key]
            w += v


# %% train_network / order-first
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


# %% train_network / loss-after-epoch
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


# %% train_network / array-split
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


# %% train_network / float32
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
