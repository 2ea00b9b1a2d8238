# %%
# Students pair neighbours with zip.
# ruff: noqa: RUF007
import numpy as np


# %% wrong variance-as-std
# 把 2/in 当成了标准差，没有开平方
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, 2 / n_in, size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong transposed
# w 的形状写成了 (out, in)
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong missing-two
# 方差用的是 1/in，没有乘 2
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(1 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong fan-out
# 方差用的是 2/out，除以的是输出个数而不是输入个数
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_out), size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong xavier
# 用的是 Xavier 初始化：方差是 2/(in + out)
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong first-layer-everywhere
# 每一层的方差都用了第一层的输入个数
def initialize(layer_sizes, rng):
    std = np.sqrt(2 / layer_sizes[0])
    return [
        {"w": rng.normal(0, std, size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong fixed-scale
# 标准差写死成了 0.01，没有随输入个数变化
def initialize(layer_sizes, rng):
    return [
        {"w": 0.01 * rng.standard_normal((n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong no-scale
# 权重直接取标准正态分布，没有乘 √(2/in)
def initialize(layer_sizes, rng):
    return [
        {"w": rng.standard_normal((n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong uniform
# 权重取自均匀分布，不是正态分布
def initialize(layer_sizes, rng):
    layers = []
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        limit = np.sqrt(6 / n_in)
        layers.append({"w": rng.uniform(-limit, limit, (n_in, n_out)), "b": np.zeros(n_out)})
    return layers


# %% wrong positive-only
# 用 rng.random 取随机数，权重全是正的
def initialize(layer_sizes, rng):
    return [
        {"w": rng.random((n_in, n_out)) * np.sqrt(2 / n_in), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong bias-row
# b 的形状是 (1, out)，不是 (out,)
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros((1, n_out))}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong ones-bias
# b 全是 1，不是 0
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.ones(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong random-bias
# b 也取了随机数，不是 0
def initialize(layer_sizes, rng):
    layers = []
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        std = np.sqrt(2 / n_in)
        layers.append({"w": rng.normal(0, std, (n_in, n_out)), "b": rng.normal(0, std, n_out)})
    return layers


# %% wrong integer-bias
# b 是整数数组，以后往上加小数会报错
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out, dtype=int)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong shared-dict
# 用 [{}] * n 建列表，每一层其实是同一个 dict，最后只剩下最后一层
def initialize(layer_sizes, rng):
    layers = [{}] * (len(layer_sizes) - 1)
    for i in range(len(layers)):
        n_in, n_out = layer_sizes[i], layer_sizes[i + 1]
        layers[i]["w"] = rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
        layers[i]["b"] = np.zeros(n_out)
    return layers


# %% wrong own-seed
# 没有用传进来的 rng，随机数来自自己固定的种子，每次调用都一样
def initialize(layer_sizes, rng):
    rng = np.random.default_rng(0)
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong global-generator
# 用的是 np.random，没有用传进来的 rng，结果无法重现
def initialize(layer_sizes, rng):
    return [
        {"w": np.random.randn(n_in, n_out) * np.sqrt(2 / n_in), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong last-layer-missing
# 少了最后一层：循环少走了一步
def initialize(layer_sizes, rng):
    layers = []
    for i in range(len(layer_sizes) - 2):
        n_in, n_out = layer_sizes[i], layer_sizes[i + 1]
        layers.append({"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out)})
    return layers


# %% wrong constant
# 权重全取了同一个数，同一层的单元永远一模一样
def initialize(layer_sizes, rng):
    return [
        {"w": np.full((n_in, n_out), np.sqrt(2 / n_in)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong zeros
# 权重全取了 0，梯度也就全是 0
def initialize(layer_sizes, rng):
    return [
        {"w": np.zeros((n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong one-over-out
# 方差用的是 1/out，既没有乘 2，除以的也不是输入个数
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(1 / n_out), size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong tenth
# 标准差写死成了 0.1，没有随输入个数变化
def initialize(layer_sizes, rng):
    return [
        {"w": 0.1 * rng.standard_normal((n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong reseeded-in-the-loop
# 每一层都从同一个种子重新开始，形状相同的两层权重一模一样
def initialize(layer_sizes, rng):
    seed = int(rng.integers(2**31))
    layers = []
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        w = np.random.default_rng(seed).normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
        layers.append({"w": w, "b": np.zeros(n_out)})
    return layers


# %% wrong bias-of-inputs
# b 的长度写成了输入个数，应当是输出个数
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_in)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong bias-column
# b 的形状是 (out, 1)，不是 (out,)
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros((n_out, 1))}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong transposed-bias-column
# w 的形状写成了 (out, in)，b 写成了 (out, 1)：那是 w @ x 的排法，这里用的是 x @ w
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in)), "b": np.zeros((n_out, 1))}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong tuples
# 每一层是 (w, b) 元组，不是含 w 和 b 的 dict
def initialize(layer_sizes, rng):
    return [
        (rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros(n_out))
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong numbered-keys
# 返回的是一个 dict，键是 w1、b1、w2、b2，不是每层一个 dict 的列表
def initialize(layer_sizes, rng):
    layers = {}
    for i, (n_in, n_out) in enumerate(zip(layer_sizes[:-1], layer_sizes[1:]), start=1):
        layers[f"w{i}"] = rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
        layers[f"b{i}"] = np.zeros(n_out)
    return layers


# %% wrong capital-keys
# 键名写成了大写的 W，不是 w
def initialize(layer_sizes, rng):
    return [
        {"W": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% wrong first-layer-only
# return 缩进在循环里，只建了第一层
def initialize(layer_sizes, rng):
    layers = []
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        layers.append({"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out)})
        return layers


# %% wrong one-layer-too-many
# 层数多了一层：n 个宽度只有 n − 1 层
def initialize(layer_sizes, rng):
    layers = []
    for i in range(len(layer_sizes)):
        n_in, n_out = layer_sizes[i - 1], layer_sizes[i]
        layers.append({"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out)})
    return layers


# %% wrong sizes-taken-out
# 用 layer_sizes.pop(0) 一个个取出宽度，调用者的列表也被改了
def initialize(layer_sizes, rng):
    layers = []
    n_in = layer_sizes.pop(0)
    while layer_sizes:
        n_out = layer_sizes.pop(0)
        layers.append({"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out)})
        n_in = n_out
    return layers


# %% right standard-normal
# 先取标准正态分布，再乘标准差
def initialize(layer_sizes, rng):
    layers = []
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        layers.append({"b": np.zeros(n_out), "w": rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in)})
    return layers


# %% right backwards-float32
# 从最后一层开始取随机数，用 float32
def initialize(layer_sizes, rng):
    layers = []
    for i in reversed(range(len(layer_sizes) - 1)):
        shape = (layer_sizes[i], layer_sizes[i + 1])
        w = rng.standard_normal(shape, dtype=np.float32) * np.float32((2 / shape[0]) ** 0.5)
        layers.insert(0, {"w": w, "b": np.zeros(shape[1], dtype=np.float32)})
    return layers


# %% right one-draw
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


# %% right drawn-transposed
# 取 (out, in) 的随机数再转置，得到视图
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in)).T, "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]
