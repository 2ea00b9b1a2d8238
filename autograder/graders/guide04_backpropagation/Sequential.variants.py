# %% wrong backward-forwards
# backward 也从第一层走到了最后一层
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in self.layers:
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("w", "b") if key in layer.params]

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("w", "b") if key in layer.params]


# %% wrong gradients-reversed
# gradients() 按算出来的次序，最后一层在前
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("w", "b") if key in layer.params]

    def gradients(self):
        return [
            layer.grads[key] for layer in reversed(self.layers) for key in ("w", "b") if key in layer.params
        ]


# %% wrong parameters-reversed
# parameters() 从最后一层排起
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [
            layer.params[key] for layer in reversed(self.layers) for key in ("w", "b") if key in layer.params
        ]

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("w", "b") if key in layer.params]


# %% wrong copies
# parameters() 给的是拷贝，改了它网络不变
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [
            layer.params[key].copy() for layer in self.layers for key in ("w", "b") if key in layer.params
        ]

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("w", "b") if key in layer.params]


# %% wrong kept-copies
# 在构造时就把参数另存了一份，以后给的都是那时的
class Sequential:
    def __init__(self, layers):
        self.layers = layers
        self.kept = [
            layer.params[key].copy() for layer in layers for key in ("w", "b") if key in layer.params
        ]

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return self.kept

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("w", "b") if key in layer.params]


# %% wrong bias-first
# 每层先 b 后 w
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("b", "w") if key in layer.params]

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("b", "w") if key in layer.params]


# %% wrong gradients-bias-first
# gradients() 每层先 b 后 w，和 parameters() 对不上
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("w", "b") if key in layer.params]

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("b", "w") if key in layer.params]


# %% wrong parameters-bias-first
# parameters() 每层先 b 后 w，和 gradients() 对不上
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("b", "w") if key in layer.params]

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("w", "b") if key in layer.params]


# %% wrong returns-nothing
# backward 没有还回 dx
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("w", "b") if key in layer.params]

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("w", "b") if key in layer.params]


# %% wrong returns-dout
# backward 没有把 dx 接着往前传，每一层收到的都是同一个 dout
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("w", "b") if key in layer.params]

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("w", "b") if key in layer.params]


# %% wrong stale-gradients
# 梯度只在第一次 backward 之后取了一回，后来的还是旧的
class Sequential:
    def __init__(self, layers):
        self.layers = layers
        self.kept = None

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("w", "b") if key in layer.params]

    def gradients(self):
        if self.kept is None:
            self.kept = [
                layer.grads[key] for layer in self.layers for key in ("w", "b") if key in layer.params
            ]
        return self.kept


# %% wrong weights-first
# 先排全部的 w，再排全部的 b
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for key in ("w", "b") for layer in self.layers if key in layer.params]

    def gradients(self):
        return [layer.grads[key] for key in ("w", "b") for layer in self.layers if key in layer.params]


# %% wrong no-biases
# 只给了权重，没有偏置
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("w",) if key in layer.params]

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("w",) if key in layer.params]


# %% wrong gradients-without-biases
# gradients() 里没有偏置的
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("w", "b") if key in layer.params]

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("w",) if key in layer.params]


# %% wrong dictionaries
# 给的是每层的字典，没有摊成数组
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params for layer in self.layers]

    def gradients(self):
        return [layer.grads for layer in self.layers]


# %% wrong last-layer-skipped
# 反向漏掉了最后一层
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers[:-1]):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("w", "b") if key in layer.params]

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("w", "b") if key in layer.params]


# %% wrong first-layer-skipped
# 反向漏掉了第一层
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers[1:]):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("w", "b") if key in layer.params]

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("w", "b") if key in layer.params]


# %% wrong forward-without-last
# 前向漏掉了最后一层
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("w", "b") if key in layer.params]

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("w", "b") if key in layer.params]


# %% wrong list-reversed
# 用 reverse() 把列表本身倒了过来，再用时次序就反了
class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        self.layers.reverse()
        for layer in self.layers:
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("w", "b") if key in layer.params]

    def gradients(self):
        return [layer.grads[key] for layer in self.layers for key in ("w", "b") if key in layer.params]


# %% wrong gradients-summed
# gradients() 把历次的梯度加在了一起
class Sequential:
    def __init__(self, layers):
        self.layers = layers
        self.total = None

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        return [layer.params[key] for layer in self.layers for key in ("w", "b") if key in layer.params]

    def gradients(self):
        now = [layer.grads[key] for layer in self.layers for key in ("w", "b") if key in layer.params]
        self.total = (
            now
            if self.total is None or now[0].shape != self.total[0].shape
            else [a + b for a, b in zip(self.total, now)]
        )
        return self.total


# %% right loops
# 普通的循环，append
class Sequential:
    def __init__(self, layers):
        self.layers = list(layers)

    def forward(self, x):
        out = x
        for i in range(len(self.layers)):
            out = self.layers[i].forward(out)
        return out

    def backward(self, dout):
        for layer in self.layers[::-1]:
            dout = layer.backward(dout)
        return dout

    def parameters(self):
        result = []
        for layer in self.layers:
            if layer.params:
                result.append(layer.params["w"])
                result.append(layer.params["b"])
        return result

    def gradients(self):
        result = []
        for layer in self.layers:
            if layer.params:
                result += [layer.grads["w"], layer.grads["b"]]
        return result


# %% right reduce
# 用 functools.reduce；数组在构造时收好（就是那些数组本身）
from functools import reduce


class Sequential:
    def __init__(self, layers):
        self._layers = tuple(layers)
        self._parameters = [
            p for layer in layers if layer.params for p in (layer.params["w"], layer.params["b"])
        ]

    def forward(self, x):
        return reduce(lambda out, layer: layer.forward(out), self._layers, x)

    def backward(self, dout):
        return reduce(lambda d, layer: layer.backward(d), self._layers[::-1], dout)

    def parameters(self):
        return list(self._parameters)

    def gradients(self):
        return [g for layer in self._layers if layer.params for g in (layer.grads["w"], layer.grads["b"])]


# %% right collected
# 反向时把梯度收进列表，先倒着收，再倒回来
class Sequential:
    def __init__(self, layers):
        self.layers = layers
        self.collected = []

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, dout):
        collected = []
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
            if "w" in layer.grads:
                collected += [layer.grads["b"], layer.grads["w"]]
        self.collected = collected[::-1]
        return dout

    def parameters(self):
        owners = [layer.params for layer in self.layers if "w" in layer.params]
        return [array for params in owners for array in (params["w"], params["b"])]

    def gradients(self):
        return self.collected
