# %%
import numpy as np


# %% wrong mean-over-batch
# dw 和 db 又除以了样本数：平均已经在损失的梯度里做过了
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout / len(dout), "b": dout.sum(axis=0) / len(dout)}
        return dout @ self.params["w"].T


# %% wrong bias-mean
# db 对样本求了平均，没有求和
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.mean(axis=0)}
        return dout @ self.params["w"].T


# %% wrong weights-mean
# dw 又除以了样本数
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout / len(dout), "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong input-mean
# dx 又除以了样本数
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T / len(dout)


# %% wrong accumulates
# 每次 backward 都往旧的 grads 上加
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        old = self.grads or {"w": 0.0, "b": 0.0}
        self.grads = {"w": old["w"] + self.x.T @ dout, "b": old["b"] + dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong keeps-the-same-x
# 只存了 self.x = x，没有拷贝，x 的内存后来被别的数占用
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = x
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong shared-cache
# 账本写在类里面，所有对象共用一本
class Dense:
    cache = {}

    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.cache["x"] = np.array(x)
        return x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.cache["x"].T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong shared-gradients
# grads 写在类里面，所有对象共用一个字典
class Dense:
    grads = {}

    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads["w"] = self.x.T @ dout
        self.grads["b"] = dout.sum(axis=0)
        return dout @ self.params["w"].T


# %% wrong shared-bias
# 偏置建在类里面，同样大小的层共用一个数组
class Dense:
    biases = {}

    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": self.biases.setdefault(n_out, np.zeros(n_out))}
        self.params["b"] *= 1.0
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong variance-for-deviation
# 把方差 2/n_in 当成了标准差，没有开方
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=2 / n_in, size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong fan-out
# 初始化除以的是输出数
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_out), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong one-over-n
# 方差写成了 1/n_in，少了 2
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(1 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong xavier
# 用了 Xavier 初始化：方差 2/(n_in + n_out)
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / (n_in + n_out)), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong small-weights
# 权重写死成 0.01 倍的正态分布
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=0.01, size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong uniform
# 权重来自均匀分布，不是正态分布
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.uniform(-np.sqrt(6 / n_in), np.sqrt(6 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong ones-for-bias
# 偏置从 1 开始
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.ones(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong random-bias
# 偏置也抽了随机数
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": rng.normal(size=n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong own-generator
# 权重来自自己建的生成器，没有用 rng
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = np.random.default_rng(0).normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong bias-keepdims
# db 的形状是 (1, n_out)，不是 (n_out,)
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0, keepdims=True)}
        return dout @ self.params["w"].T


# %% wrong bias-wrong-axis
# db 沿着输出的方向求了和
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=1)}
        return dout @ self.params["w"].T


# %% wrong bias-total
# db 把所有元素加成了一个数
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum()}
        return dout @ self.params["w"].T


# %% wrong bias-not-added
# 前向没有加偏置
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong dx-untransposed
# 求 dx 时 w 没有转置
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"]


# %% wrong dw-transposed
# dw 转置了，形状是 (n_out, n_in)
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": dout.T @ self.x, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong dw-without-dout
# dw 没有乘 dout，相当于把它当成了全 1
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ np.ones_like(dout), "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong first-forward
# 账本只记了第一次 forward 的 x
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x) if not hasattr(self, "x") else self.x
        return x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% wrong copied-params
# 前向和反向用的是另存的一份，原地改动 params 不起作用
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}
        self.w, self.b = w.copy(), np.zeros(n_out)

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.w + self.b

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.w.T


# %% wrong old-weights
# 反向用的是建好时的权重，没有跟着改动
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}
        self.w = w.copy()

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.w.T


# %% wrong transposed-weights
# 权重的形状是 (n_out, n_in)
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_out, n_in))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"].T + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": dout.T @ self.x, "b": dout.sum(axis=0)}
        return dout @ self.params["w"]


# %% wrong returns-gradients
# backward 还回了三个梯度，不是只还 dx
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T, self.grads["w"], self.grads["b"]


# %% wrong dout-divided
# 用 dout /= n 就地除以了样本数，调用者的 dout 也被改了
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.x = np.array(x)
        return self.x @ self.params["w"] + self.params["b"]

    def backward(self, dout):
        dout /= len(dout)
        self.grads = {"w": self.x.T @ dout, "b": dout.sum(axis=0)}
        return dout @ self.params["w"].T


# %% right attributes
# w、b 存成属性，params 里放同一个数组
class Dense:
    def __init__(self, n_in, n_out, rng):
        self.w = rng.standard_normal((n_in, n_out)) * (2 / n_in) ** 0.5
        self.b = np.zeros((n_out,))
        self.params = {"w": self.w, "b": self.b}
        self.grads = {"w": np.zeros_like(self.w), "b": np.zeros_like(self.b)}
        self._x = None

    def forward(self, x):
        self._x = x.copy()
        return np.dot(x, self.w) + self.b

    def backward(self, dout):
        self.grads["w"] = np.einsum("ni,no->io", self._x, dout)
        self.grads["b"] = np.ones(len(dout)) @ dout
        return np.einsum("no,io->ni", dout, self.w)


# %% right closure
# 前向时存下一个函数，反向时调用它
class Dense:
    def __init__(self, n_in, n_out, rng):
        self.params = {"b": np.zeros(n_out), "w": rng.normal(0, np.sqrt(2.0 / n_in), (n_in, n_out))}
        self.grads = {}

    def forward(self, x):
        x = np.array(x, copy=True)

        def undo(dout):
            self.grads = {"w": x.T.dot(dout), "b": np.sum(dout, 0)}
            return np.matmul(dout, self.params["w"].T)

        self.undo = undo
        return np.matmul(x, self.params["w"]) + self.params["b"]

    def backward(self, dout):
        return self.undo(dout)


# %% right sample-loop
# 一个样本一个样本地累加，grads 每次先清零
class Dense:
    def __init__(self, n_in, n_out, rng):
        w = np.empty((n_in, n_out))
        for i in range(n_in):
            w[i] = rng.normal(0.0, (2 / n_in) ** 0.5, n_out)
        self.params = {"w": w, "b": np.zeros(n_out)}
        self.grads = {}

    def forward(self, x):
        self.rows = [row.copy() for row in x]
        return np.array([row @ self.params["w"] + self.params["b"] for row in x])

    def backward(self, dout):
        dw, db = np.zeros(self.params["w"].shape), np.zeros(self.params["b"].shape)
        dx = []
        for row, d in zip(self.rows, dout):
            dw += np.outer(row, d)
            db += d
            dx.append(self.params["w"] @ d)
        self.grads = {"w": dw, "b": db}
        return np.array(dx)
