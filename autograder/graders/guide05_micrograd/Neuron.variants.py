# %%
import numpy as np


# %% wrong no-bias
# 忘了加偏置
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = Value(0)
        for weight, number in zip(self.w, x):
            total = total + weight * number
        return total if self.linear else tanh(total)

    def parameters(self):
        return [*self.w, self.b]


# %% wrong linear-ignored
# linear=True 时也过了 tanh
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + weight * number
        return tanh(total)

    def parameters(self):
        return [*self.w, self.b]


# %% wrong never-bent
# 不管 linear 是什么，都没有过 tanh
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + weight * number
        return total

    def parameters(self):
        return [*self.w, self.b]


# %% wrong linear-inverted
# linear 用反了
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + weight * number
        return tanh(total) if self.linear else total

    def parameters(self):
        return [*self.w, self.b]


# %% wrong own-randomness
# 权重不来自 rng，是自己另造的随机数
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(np.random.default_rng(i).uniform(-1, 1)) for i in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + weight * number
        return total if self.linear else tanh(total)

    def parameters(self):
        return [*self.w, self.b]


# %% wrong zero-to-one
# 权重从 0 到 1 抽，没有负的
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.uniform()) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + weight * number
        return total if self.linear else tanh(total)

    def parameters(self):
        return [*self.w, self.b]


# %% wrong normal
# 权重用了正态分布，不是均匀分布
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.normal()) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + weight * number
        return total if self.linear else tanh(total)

    def parameters(self):
        return [*self.w, self.b]


# %% wrong same-weight
# 只抽了一个数，各个权重都是它
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        first = rng.uniform(-1, 1)
        self.w = [Value(first) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + weight * number
        return total if self.linear else tanh(total)

    def parameters(self):
        return [*self.w, self.b]


# %% wrong random-bias
# 偏置也从 rng 抽，应当是 0
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.b = Value(rng.uniform(-1, 1))
        self.linear = linear

    def __call__(self, x):
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + weight * number
        return total if self.linear else tanh(total)

    def parameters(self):
        return [*self.w, self.b]


# %% wrong bias-first
# parameters() 里偏置在前
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + weight * number
        return total if self.linear else tanh(total)

    def parameters(self):
        return [self.b, *self.w]


# %% wrong bias-not-listed
# parameters() 里没有偏置
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + weight * number
        return total if self.linear else tanh(total)

    def parameters(self):
        return list(self.w)


# %% wrong copies
# parameters() 给的是新的 Value，改了也不影响神经元
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + weight * number
        return total if self.linear else tanh(total)

    def parameters(self):
        return [Value(p.data) for p in (*self.w, self.b)]


# %% wrong detached
# 用权重的 data 去算：值对，图断了，梯度传不到权重
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + weight.data * number
        return total if self.linear else tanh(total)

    def parameters(self):
        return [*self.w, self.b]


# %% wrong bias-detached
# 用偏置的 data 去算，梯度传不到偏置
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = Value(self.b.data)
        for weight, number in zip(self.w, x):
            total = total + weight * number
        return total if self.linear else tanh(total)

    def parameters(self):
        return [*self.w, self.b]


# %% wrong inputs-detached
# 输入是 Value 时取了它的 data，梯度传不到前一层
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + weight * getattr(number, "data", number).real
        return total if self.linear else tanh(total)

    def parameters(self):
        return [*self.w, self.b]


# %% wrong remembers
# 总和存在了神经元里，第二次调用接着上一次的加
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        self.total = getattr(self, "total", self.b)
        for weight, number in zip(self.w, x):
            self.total = self.total + weight * number
        total = self.total
        return total if self.linear else tanh(total)

    def parameters(self):
        return [*self.w, self.b]


# %% wrong tanh-each
# 每一项先过 tanh 再相加
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear

    def __call__(self, x):
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + (weight * number if self.linear else tanh(weight * number))
        return total

    def parameters(self):
        return [*self.w, self.b]


# %% right summed
# 用 sum 从偏置加起，权重一次抽完
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.weights = list(map(Value, rng.uniform(-1, 1, size=n_inputs)))
        self.bias = Value(0.0)
        self.activation = (lambda total: total) if linear else tanh

    def __call__(self, x):
        return self.activation(sum((w * v for w, v in zip(self.weights, x)), self.bias))

    def parameters(self):
        return [*self.weights, self.bias]


# %% right one-list
# 参数放在一个列表里，偏置最后
class Neuron:
    def __init__(self, n_inputs, rng, linear=False):
        self.values = [Value(2 * rng.random() - 1) for _ in range(n_inputs)] + [Value(0)]
        self.linear = linear

    def __call__(self, x):
        out = sum(p * v for p, v in zip(self.values, [*x, 1.0]))
        if not self.linear:
            out = tanh(out)
        return out

    def parameters(self):
        return self.values
