# %%
import numpy as np


# %% wrong input-for-output
# 拿输入套了“用输出来写”的式子：1 − x²、x(1 − x)
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - x**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = x * (1 - x)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong tanh-of-input
# tanh 的导数写成了 1 − x²，x 是输入
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - x**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong sigmoid-of-input
# sigmoid 的导数写成了 x(1 − x)，x 是输入
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = x * (1 - x)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong derivative-at-output
# 在输出处又求了一次导数：σ'(σ(x))、tanh'(tanh(x))
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - np.tanh(out) ** 2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = (1 - np.tanh(out / 2) ** 2) / 4
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong shared-cache
# 账本写在类里面，所有对象共用一本
class Activation:
    cache = {}

    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.cache["slope"] = x > 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.cache["slope"] = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.cache["slope"] = out * (1 - out)
        return out

    def backward(self, dout):
        return dout * self.cache["slope"]


# %% wrong shared-name
# 名字存在了类上，后建的对象改了先建的
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        Activation.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong any-name
# 不认识的名字也收下了，建的时候没有报错
class Activation:
    def __init__(self, name):
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong any-case
# 名字不分大小写，ReLU 也收下了
class Activation:
    def __init__(self, name):
        name = name.lower()
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong sigmoid-overflow
# sigmoid 写成 1 / (1 + e^(−x))，x 是很大的负数时溢出
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = 1 / (1 + np.exp(-x))
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong without-dout
# 还回的只是导数，没有乘 dout
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        return 1.0 * self.slope


# %% wrong relu-of-dout
# relu 的反向看的是 dout 的正负，不是 x 的
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        if self.name == "relu":
            return np.maximum(dout, 0)
        return dout * self.slope


# %% wrong one-at-zero
# relu 在 0 处的导数取了 1
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = x >= 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong half-at-zero
# relu 在 0 处的导数取了一半
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = (np.sign(x) + 1) / 2
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong leaky
# relu 在负数处漏了一点（leaky ReLU）
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = np.where(x > 0, 1, 0.01)
            return np.maximum(x, 0.01 * x)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong relu-without-mask
# relu 的反向没有挡住负的那些
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = 1.0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong keeps-the-same-x
# 只存了 x 本身，没有拷贝，x 的内存后来被别的数占用
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        self.x = x
        if self.name == "relu":
            return np.maximum(x, 0)
        return np.tanh(x) if self.name == "tanh" else (1 + np.tanh(x / 2)) / 2

    def backward(self, dout):
        if self.name == "relu":
            return dout * (self.x > 0)
        if self.name == "tanh":
            return dout * (1 - np.tanh(self.x) ** 2)
        return dout * (1 - np.tanh(self.x / 2) ** 2) / 4


# %% wrong in-place
# relu 就地改了传进来的 x
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0, out=x)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong sigmoid-without-half
# sigmoid 用 tanh 写时没有除以 2，得到的是 σ(2x)
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x)) / 2
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong tanh-and-sigmoid-swapped
# tanh 和 sigmoid 用反了
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0)
        if self.name == "sigmoid":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong first-forward
# 账本只记了第一次 forward 的
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name
        self.params = {}
        self.grads = {}

    def forward(self, x):
        if self.name == "relu":
            self.slope = getattr(self, "slope", x > 0)
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = getattr(self, "slope", 1 - out**2)
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = getattr(self, "slope", out * (1 - out))
        return out

    def backward(self, dout):
        return dout * self.slope


# %% wrong no-dicts
# 没有 params 和 grads 这两个字典
class Activation:
    def __init__(self, name):
        if name not in ("relu", "tanh", "sigmoid"):
            raise ValueError(name)
        self.name = name

    def forward(self, x):
        if self.name == "relu":
            self.slope = x > 0
            return np.maximum(x, 0)
        if self.name == "tanh":
            out = np.tanh(x)
            self.slope = 1 - out**2
        else:
            out = (1 + np.tanh(x / 2)) / 2
            self.slope = out * (1 - out)
        return out

    def backward(self, dout):
        return dout * self.slope


# %% right copies
# 存 x 的拷贝，反向时再求导数
class Activation:
    def __init__(self, name):
        functions = {
            "relu": (lambda x: x * (x > 0), lambda x: (x > 0).astype(float)),
            "tanh": (np.tanh, lambda x: 1 - np.tanh(x) ** 2),
            "sigmoid": (
                lambda x: np.exp(-np.logaddexp(0, -x)),
                lambda x: np.exp(-np.logaddexp(0, -x) - np.logaddexp(0, x)),
            ),
        }
        if name not in functions:
            raise ValueError("没有 " + name)
        self.f, self.df = functions[name]
        self.params, self.grads = {}, {}

    def forward(self, x):
        self._x = np.array(x)
        return self.f(self._x)

    def backward(self, dout):
        return self.df(self._x) * dout


# %% right outputs
# 存输出的拷贝，用输出来写导数
class Activation:
    params = {}
    grads = {}

    def __init__(self, name):
        self.forward_of = {"relu": self.relu, "tanh": np.tanh, "sigmoid": self.sigmoid}.get(name)
        if self.forward_of is None:
            raise ValueError(name)
        self.name = name

    def relu(self, x):
        return np.where(x > 0, x, 0.0)

    def sigmoid(self, x):
        e = np.exp(-np.abs(x))
        return np.where(x >= 0, 1.0, e) / (1 + e)

    def forward(self, x):
        self.a = self.forward_of(x)
        return self.a.copy()

    def backward(self, dout):
        if self.name == "relu":
            return np.where(self.a > 0, dout, 0.0)
        return dout * (1 - self.a**2) if self.name == "tanh" else dout * self.a * (1 - self.a)


# %% right match
# 用 match，前向时存下一个反向的函数
class Activation:
    def __init__(self, name):
        self.name, self.params, self.grads = name, {}, {}
        self.forward(np.zeros(1))

    def forward(self, x):
        match self.name:
            case "relu":
                out = np.clip(x, 0, None)
                slope = np.heaviside(x, 0)
            case "tanh":
                out = np.tanh(x)
                slope = (1 - out) * (1 + out)
            case "sigmoid":
                out = 0.5 + 0.5 * np.tanh(0.5 * x)
                slope = out - out * out
            case _:
                raise ValueError(f"unknown activation {self.name}")
        self.backward = lambda dout: np.multiply(dout, slope)
        return out

    def backward(self, dout):
        raise RuntimeError("forward first")
