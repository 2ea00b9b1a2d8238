# %%
import numpy as np


# %% wrong reversed
# 次序反了，最后一层在前
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[::2]][::-1])


# %% wrong own-weights
# 自己另抽了权重，没有用 Dense 的初始化
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    for layer in layers[::2]:
        layer.params["w"][...] = rng.normal(size=(width, width)) / np.sqrt(width)
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[::2]])


# %% wrong gradient-of-sum
# 送进去的 dout 是全 1，那是总和的梯度
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.ones(out.shape))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[::2]])


# %% wrong mean-over-batch-only
# 只除以了样本数，没有除以宽度
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / len(out)))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[::2]])


# %% wrong mean-over-width-only
# 只除以了宽度，没有除以样本数
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / width))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[::2]])


# %% wrong with-biases
# 把偏置的梯度也排了进去
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()])


# %% wrong biases
# 取的是偏置的梯度，不是权重的
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[1::2]])


# %% wrong squared
# 长度没有开方
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.sum(dw**2) for dw in model.gradients()[::2]])


# %% wrong sum-of-absolutes
# 取的是绝对值之和，不是长度
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.abs(dw).sum() for dw in model.gradients()[::2]])


# %% wrong spectral
# 用了 np.linalg.norm(dw, 2)，那是最大的奇异值
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw, 2) for dw in model.gradients()[::2]])


# %% wrong root-mean-square
# 求了均方根，没有求长度
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.sqrt(np.mean(dw**2)) for dw in model.gradients()[::2]])


# %% wrong largest
# 取的是最大的一格
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.abs(dw).max() for dw in model.gradients()[::2]])


# %% wrong activation-ignored
# 没有用 activation，总是 relu
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation("relu")]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[::2]])


# %% wrong without-activation
# 层与层之间没有激活层
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[::2]])


# %% wrong last-without-activation
# 最后一层后面没有接激活层
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers[:-1])
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[::2]])


# %% wrong one-too-many
# 多叠了一层
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth + 1):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[::2]])


# %% wrong width-ignored
# 没有用 width，总是 64
def gradient_norms(depth, activation, rng, width=64):
    layers, width = [], 64
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[::2]])


# %% wrong rows-as-width
# 抽的输入行数等于宽度，不是 32
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(width, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[::2]])


# %% wrong shared-layer
# 只建了一层，重复用了 depth 次
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    layers = [Dense(width, width, rng), Activation(activation)] * depth
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[::2]])


# %% wrong weights-length
# 返回的是权重自己的长度，不是它们的梯度的
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.normal(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw) for dw in model.parameters()[::2]])


# %% wrong uniform-inputs
# 输入来自 0 到 1 的均匀分布，不是标准正态
def gradient_norms(depth, activation, rng, width=64):
    layers = []
    for _ in range(depth):
        layers += [Dense(width, width, rng), Activation(activation)]
    model = Sequential(layers)
    out = model.forward(rng.random(size=(32, width)))
    model.backward(np.full(out.shape, 1 / out.size))
    return np.array([np.linalg.norm(dw) for dw in model.gradients()[::2]])


# %% right inputs-first
# 先抽输入；不用 Sequential，一层一层地走
def gradient_norms(depth, activation, rng, width=64):
    x = rng.standard_normal((32, width))
    dense = [Dense(width, width, rng) for _ in range(depth)]
    gates = [Activation(activation) for _ in range(depth)]
    for layer, gate in zip(dense, gates):
        x = gate.forward(layer.forward(x))
    dout = np.ones((32, width)) / (32 * width)
    for layer, gate in zip(reversed(dense), reversed(gates)):
        dout = layer.backward(gate.backward(dout))
    return np.array([np.sqrt((layer.grads["w"] ** 2).sum()) for layer in dense])


# %% right reading-the-layers
# 从各层的 grads 里取，填进备好的数组
def gradient_norms(depth, activation, rng, width=64):
    layers = [
        make()
        for _ in range(depth)
        for make in (lambda: Dense(width, width, rng), lambda: Activation(activation))
    ]
    model = Sequential(layers)
    out = model.forward(rng.normal(0, 1, (32, width)))
    model.backward(np.zeros_like(out) + 1 / (out.shape[0] * out.shape[1]))
    norms = np.empty(depth)
    for i, layer in enumerate(layers[0::2]):
        norms[i] = np.linalg.norm(layer.grads["w"].ravel())
    return norms
