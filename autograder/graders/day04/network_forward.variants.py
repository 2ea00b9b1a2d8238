# %%
import numpy as np


# %% wrong relu-on-logits
# 最后一层之后也做了 ReLU，logits 里没有负数了
def network_forward(x, layers):
    caches = []
    for layer in layers:
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z)
    return x, caches


# %% wrong no-relu
# 层与层之间没有 ReLU，几层连起来仍然只是一个线性函数
def network_forward(x, layers):
    caches = []
    for layer in layers:
        x, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, x))
    return x, caches


# %% wrong relu-on-input
# ReLU 做在了每一层的前面，连输入 x 里的负数也被去掉了
def network_forward(x, layers):
    caches = []
    for layer in layers:
        x, cache = dense_forward(relu(x), layer["w"], layer["b"])
        caches.append((cache, x))
    return x, caches


# %% wrong softmax-on-logits
# 最后又做了 softmax，返回的是概率而不是 logits
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z) if i < len(layers) - 1 else softmax(z)
    return x, caches


# %% wrong relu-once
# 只在第一层之后做了 ReLU，更深的层之间没有
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z) if i == 0 and len(layers) > 1 else z
    return x, caches


# %% wrong relu-after-first-layer
# 只在 i == 0 那一层之后做了 ReLU：更深的层之间没有，只有一层时却做在了 logits 上
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z) if i == 0 else z
    return x, caches


# %% wrong relu-stops-early
# 判断哪一层是最后一层时差了一个，倒数第二层之后漏了 ReLU
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z) if i < len(layers) - 2 else z
    return x, caches


# %% wrong two-layers-only
# 层数写死成了两层，其余的层没有用上
def network_forward(x, layers):
    z, first = dense_forward(x, layers[0]["w"], layers[0]["b"])
    logits, second = dense_forward(relu(z), layers[1]["w"], layers[1]["b"])
    return logits, [(first, z), (second, logits)]


# %% wrong same-input
# 每一层的输入都是最初的 x，没有把上一层的输出传下去
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        out = relu(z) if i < len(layers) - 1 else z
    return out, caches


# %% wrong tanh
# 层与层之间用的是 tanh，不是 ReLU
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = np.tanh(z) if i < len(layers) - 1 else z
    return x, caches


# %% wrong no-caches
# 只返回了 logits，没有返回 caches
def network_forward(x, layers):
    for i, layer in enumerate(layers):
        x, _ = dense_forward(x, layer["w"], layer["b"])
        if i < len(layers) - 1:
            x = relu(x)
    return x


# %% wrong hidden-returned
# 返回的是最后一个隐藏层的输出，最后一层没有算
def network_forward(x, layers):
    caches = []
    for layer in layers[:-1]:
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z)
    return x, caches


# %% wrong input-overwritten
# 用 np.maximum(x, 0, out=x) 把 ReLU 就地做在每一层的输入上，调用者的 x 也被改了
def network_forward(x, layers):
    caches = []
    for layer in layers:
        np.maximum(x, 0, out=x)
        x, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, x))
    return x, caches


# %% wrong sigmoid
# 层与层之间用的是 sigmoid，不是 ReLU
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = 1 / (1 + np.exp(-z)) if i < len(layers) - 1 else z
    return x, caches


# %% wrong sigmoid-on-logits
# 最后又做了 sigmoid，返回的不是 logits
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z) if i < len(layers) - 1 else 1 / (1 + np.exp(-z))
    return x, caches


# %% wrong no-bias
# 各层都没有加偏置 b
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], np.zeros_like(layer["b"]))
        caches.append((cache, z))
        x = relu(z) if i < len(layers) - 1 else z
    return x, caches


# %% wrong last-layer-twice
# 循环里已经走完了所有的层，出来之后又把最后一层算了一遍
def network_forward(x, layers):
    caches = []
    for layer in layers:
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z)
    logits, cache = dense_forward(x, layers[-1]["w"], layers[-1]["b"])
    return logits, caches


# %% wrong returned-in-the-loop
# return 缩进在循环里，只过了第一层
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z) if i < len(layers) - 1 else z
        return x, caches


# %% wrong softmax-between
# 层与层之间用的是 softmax，不是 ReLU
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = softmax(z) if i < len(layers) - 1 else z
    return x, caches


# %% wrong stored-in-layers
# 把中间结果存进了 layers 的字典里，调用者的 layers 多出了东西
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        layer["z"], cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, layer["z"]))
        x = relu(layer["z"]) if i < len(layers) - 1 else layer["z"]
    return x, caches


# %% wrong layers-taken-out
# 用 layers.pop(0) 一层层取出，调用者的列表也被改了
def network_forward(x, layers):
    caches = []
    while layers:
        layer = layers.pop(0)
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z) if layers else z
    return x, caches


# %% wrong tanh-everywhere
# 每一层之后都用了 tanh，最后一层之后也是：层与层之间应当用 ReLU，最后一层之后没有激活函数
def network_forward(x, layers):
    caches = []
    for layer in layers:
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = np.tanh(z)
    return x, caches


# %% right recursion
# 用递归写，caches 是嵌套的元组
def network_forward(x, layers):
    out, cache = dense_forward(x, layers[0]["w"], layers[0]["b"])
    if len(layers) == 1:
        return out, (cache,)
    logits, rest = network_forward(relu(out), layers[1:])
    return logits, (cache, out, rest)


# %% right own-arithmetic
# 不调用 dense_forward，自己写矩阵乘法；caches 是 dict
def network_forward(x, layers):
    activations, zs = [x], []
    for layer in layers[:-1]:
        zs.append(activations[-1] @ layer["w"] + layer["b"])
        activations.append(np.maximum(zs[-1], 0.0))
    logits = activations[-1] @ layers[-1]["w"] + layers[-1]["b"]
    return logits, {"activations": activations, "zs": zs, "layers": layers}


# %% right float32
# 用 float32 计算，返回列表
def network_forward(x, layers):
    out = x.astype(np.float32)
    for i, layer in enumerate(layers):
        if i:
            out *= out > 0
        out = out @ layer["w"].astype(np.float32) + layer["b"].astype(np.float32)
    return [out, []]
