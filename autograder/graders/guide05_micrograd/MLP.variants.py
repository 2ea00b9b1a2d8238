# %%
import numpy as np


# %% wrong tanh-at-the-end
# 最后一层也过了 tanh
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        for size in sizes:
            self.layers.append([Neuron(n_inputs, rng) for _ in range(size)])
            n_inputs = size

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0] if len(x) == 1 else x

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


# %% wrong all-linear
# 每一层都没有过 tanh，叠起来还是一条直线
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        for size in sizes:
            self.layers.append([Neuron(n_inputs, rng, linear=True) for _ in range(size)])
            n_inputs = size

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0] if len(x) == 1 else x

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


# %% wrong first-linear
# 不过 tanh 的是第一层，应当是最后一层
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        for i, size in enumerate(sizes, start=1):
            self.layers.append([Neuron(n_inputs, rng, i == 1) for _ in range(size)])
            n_inputs = size

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0] if len(x) == 1 else x

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


# %% wrong linear-by-width
# 凭大小认最后一层：和最后一层一样宽的中间层也没有过 tanh
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        for size in sizes:
            self.layers.append([Neuron(n_inputs, rng, size == sizes[-1]) for _ in range(size)])
            n_inputs = size

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0] if len(x) == 1 else x

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


# %% wrong shared-neurons
# 同一层里放的是同一个神经元
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        for i, size in enumerate(sizes, start=1):
            self.layers.append([Neuron(n_inputs, rng, i == len(sizes))] * size)
            n_inputs = size

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0] if len(x) == 1 else x

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


# %% wrong same-inputs
# 每一层的输入数都是 n_inputs，没有换成前一层的大小
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        for i, size in enumerate(sizes, start=1):
            self.layers.append([Neuron(n_inputs, rng, i == len(sizes)) for _ in range(size)])

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0] if len(x) == 1 else x

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


# %% wrong list-of-one
# 只有一个输出时返回的是长度为 1 的列表
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        for i, size in enumerate(sizes, start=1):
            self.layers.append([Neuron(n_inputs, rng, i == len(sizes)) for _ in range(size)])
            n_inputs = size

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


# %% wrong first-output
# 不管有几个输出，只返回第一个
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        for i, size in enumerate(sizes, start=1):
            self.layers.append([Neuron(n_inputs, rng, i == len(sizes)) for _ in range(size)])
            n_inputs = size

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0]

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


# %% wrong last-layer-only
# parameters() 只有最后一层的
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        for i, size in enumerate(sizes, start=1):
            self.layers.append([Neuron(n_inputs, rng, i == len(sizes)) for _ in range(size)])
            n_inputs = size

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0] if len(x) == 1 else x

    def parameters(self):
        return [p for layer in self.layers[-1:] for neuron in layer for p in neuron.parameters()]


# %% wrong weights-then-biases
# parameters() 每层先放全部权重，再放全部偏置
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        for i, size in enumerate(sizes, start=1):
            self.layers.append([Neuron(n_inputs, rng, i == len(sizes)) for _ in range(size)])
            n_inputs = size

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0] if len(x) == 1 else x

    def parameters(self):
        found = []
        for layer in self.layers:
            found += [p for neuron in layer for p in neuron.parameters()[:-1]]
            found += [neuron.parameters()[-1] for neuron in layer]
        return found


# %% wrong last-layer-first
# parameters() 从最后一层排起
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        for i, size in enumerate(sizes, start=1):
            self.layers.append([Neuron(n_inputs, rng, i == len(sizes)) for _ in range(size)])
            n_inputs = size

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0] if len(x) == 1 else x

    def parameters(self):
        return [p for layer in reversed(self.layers) for neuron in layer for p in neuron.parameters()]


# %% wrong same-seed
# 每个神经元都用一个新造的、种子相同的 rng，权重一模一样
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        seed = rng.integers(2**31)
        for i, size in enumerate(sizes, start=1):
            self.layers.append(
                [Neuron(n_inputs, np.random.default_rng(seed), i == len(sizes)) for _ in range(size)]
            )
            n_inputs = size

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0] if len(x) == 1 else x

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


# %% wrong every-layer-reads-x
# 每一层读的都是网络的输入，没有读前一层的输出
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        for i, size in enumerate(sizes, start=1):
            self.layers.append([Neuron(n_inputs, rng, i == len(sizes)) for _ in range(size)])
            n_inputs = size

    def __call__(self, x):
        for layer in self.layers:
            out = [neuron(x) for neuron in layer]
        return out[0] if len(out) == 1 else out

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


# %% wrong layers-detached
# 层与层之间只传了 data，梯度传不到前面的层
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        for i, size in enumerate(sizes, start=1):
            self.layers.append([Neuron(n_inputs, rng, i == len(sizes)) for _ in range(size)])
            n_inputs = size

    def __call__(self, x):
        for layer in self.layers:
            x = [
                neuron([getattr(v, "data", v) if isinstance(v, Value) else v for v in x]) for neuron in layer
            ]
        return x[0] if len(x) == 1 else x

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


# %% wrong sizes-used-up
# 一层一层地从 sizes 里取出来，把传进来的列表改空了
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        self.layers = []
        while sizes:
            size = sizes.pop(0)
            self.layers.append([Neuron(n_inputs, rng, not sizes) for _ in range(size)])
            n_inputs = size

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0] if len(x) == 1 else x

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


# %% right pairs
# 相邻的大小配成对，最后一层单独造
class MLP:
    def __init__(self, n_inputs, sizes, rng):
        widths = [n_inputs, *sizes]
        self.hidden = [[Neuron(widths[i], rng) for _ in range(widths[i + 1])] for i in range(len(sizes) - 1)]
        self.last = [Neuron(widths[-2], rng, linear=True) for _ in range(widths[-1])]

    def __call__(self, x):
        for layer in self.hidden:
            x = [neuron(x) for neuron in layer]
        outs = tuple(neuron(x) for neuron in self.last)
        return outs if len(outs) > 1 else outs[0]

    def parameters(self):
        found = []
        for layer in [*self.hidden, self.last]:
            for neuron in layer:
                found.extend(neuron.parameters())
        return found


# %% right a-layer-class
# 另写一个层的类
class Layer:
    def __init__(self, n_inputs, n_outputs, rng, linear):
        self.neurons = [Neuron(n_inputs, rng, linear=linear) for _ in range(n_outputs)]

    def __call__(self, x):
        return [neuron(x) for neuron in self.neurons]


class MLP:
    def __init__(self, n_inputs, sizes, rng):
        widths = (n_inputs, *sizes)
        self.layers = [Layer(widths[i], widths[i + 1], rng, i + 1 == len(sizes)) for i in range(len(sizes))]

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        if len(x) == 1:
            return x[0]
        return x

    def parameters(self):
        found = []
        for layer in self.layers:
            for neuron in layer.neurons:
                found += neuron.parameters()
        return found
