# %%
import numpy as np


# %% wrong order-reversed-no-relu
# 梯度没有倒回来，与 layers 对不上；反向时也没有乘 ReLU 的导数
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for cache, _ in reversed(caches):
        dout, dw, db = dense_backward(dout, cache)
        grads.append({"w": dw, "b": db})
    return grads


# %% wrong shared-dict
# 用 [{}] * n 建列表，每一项其实是同一个 dict，最后全是第一层的梯度
def network_backward(dlogits, caches):
    grads = [{}] * len(caches)
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads[i]["w"], grads[i]["b"] = dw, db
    return grads


# %% wrong mask-of-gradient
# 看的是梯度自己的正负，不是 z 的正负：ReLU 的导数要在 z 处取
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, _ = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(dout)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong mask-for-gradient
# 传下去的只剩 relu_derivative(z)，没有乘上手里的梯度
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong last-layer-only
# return 缩进在循环里，只算了最后一层的梯度
def network_backward(dlogits, caches):
    grads = [None] * len(caches)
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads[i] = {"w": dw, "b": db}
        return grads


# %% wrong first-layer-left-empty
# 循环少走了一步，第一层的梯度还是 None
def network_backward(dlogits, caches):
    grads = [None] * len(caches)
    dout = dlogits
    for i in range(len(caches) - 1, 0, -1):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads[i] = {"w": dw, "b": db}
    return grads


# %% wrong bias-keepdims
# 自己求了 db，用了 keepdims=True：形状是 (1, out)，不是 (out,)
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        db = dout.sum(axis=0, keepdims=True)
        dout, dw, _ = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong dlogits-overwritten
# 用 *= 把 ReLU 的导数乘进了 dlogits，调用者的数组也被改了，最后一层也多乘了一次
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for cache, z in reversed(caches):
        dout *= relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong divided-by-batch-at-start
# 一开始就把 dlogits 除以了样本数，平均已经包含在 dlogits 里了；除法用的是 /=，调用者的数组也被改了
def network_backward(dlogits, caches):
    dlogits /= len(dlogits)
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong order-reversed
# 梯度按从后往前的顺序返回，没有再倒回来，与 layers 对不上
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.append({"w": dw, "b": db})
    return grads


# %% wrong no-relu
# 反向时没有乘 ReLU 的导数，梯度直接穿过了每一层
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for cache, _ in reversed(caches):
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong relu-on-logits
# 最后一层也乘了 ReLU 的导数，但 logits 之后没有 ReLU
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for cache, z in reversed(caches):
        dout, dw, db = dense_backward(dout * relu_derivative(z), cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong relu-of-value
# 乘的是 ReLU 的值，不是它的导数
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong mask-of-next-layer
# 乘的是后一层的 z 的导数，ReLU 的导数与层错开了一个
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, _ = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(caches[i + 1][1])
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong relu-once
# 只在最后一个隐藏层乘了 ReLU 的导数，再往前的层漏了
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i == len(caches) - 2:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong one-at-zero
# 自己写了 z >= 0 作为 ReLU 的导数，z 恰好为 0 时梯度也穿了过去
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * (z >= 0)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong same-upstream
# 每一层都直接用了 dlogits，没有把算出的 dx 往回传
def network_backward(dlogits, caches):
    grads = []
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        dout = dlogits
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        _, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong same-upstream-no-relu
# 每一层都直接用了 dlogits，没有把算出的 dx 往回传，也没有乘 ReLU 的导数
def network_backward(dlogits, caches):
    grads = []
    for cache, _ in reversed(caches):
        _, dw, db = dense_backward(dlogits, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong first-layer-missing
# 循环少走了一步，没有算第一层的梯度
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in range(len(caches) - 1, 0, -1):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong tuples
# 每一层返回的是 (dw, db) 元组，不是含 w 和 b 的 dict
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, (dw, db))
    return grads


# %% wrong wrong-keys
# 键名写成了 dw 和 db，与 layers 的 w 和 b 对不上
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"dw": dw, "db": db})
    return grads


# %% wrong divided-again
# 梯度又除以了一次样本数，平均已经包含在 dlogits 里了
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw / len(dlogits), "b": db / len(dlogits)})
    return grads


# %% wrong mask-after-dense
# 先过全连接层、后乘这一层 z 的 ReLU 导数，次序反了
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        dout, dw, db = dense_backward(dout, cache)
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong two-layers-only
# 层数写死成了两层，其余的层没有算
def network_backward(dlogits, caches):
    (first, z), (second, _) = caches[0], caches[-1]
    dh, dw2, db2 = dense_backward(dlogits, second)
    _, dw1, db1 = dense_backward(dh * relu_derivative(z), first)
    return [{"w": dw1, "b": db1}, {"w": dw2, "b": db2}]


# %% wrong first-two-layers-only
# 层数写死成了两层，只算了前两层的梯度
def network_backward(dlogits, caches):
    hidden, output = caches[0], caches[1]
    dh, dw2, db2 = dense_backward(dlogits, output[0])
    _, dw1, db1 = dense_backward(dh * relu_derivative(hidden[1]), hidden[0])
    return [{"w": dw1, "b": db1}, {"w": dw2, "b": db2}]


# %% wrong mask-of-previous-layer
# 乘的是前一层的 z 的导数，ReLU 的导数与层错开了一个
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, _ = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(caches[i - 1][1])
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong tanh-derivative
# 乘的是 tanh 的导数，但层与层之间用的是 ReLU
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * (1 - np.tanh(z) ** 2)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% wrong dict-by-number
# 返回的是以层号为键的 dict，不是列表
def network_backward(dlogits, caches):
    grads = {}
    d = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            d = d * relu_derivative(z)
        d, dw, db = dense_backward(d, cache)
        grads[i] = {"w": dw, "b": db}
    return grads


# %% right mask-by-output
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


# %% right flat-caches
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


# %% right own-arithmetic
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


# %% right in-place-on-own-arrays
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
