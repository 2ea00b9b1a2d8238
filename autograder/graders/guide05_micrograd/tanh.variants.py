# %%
import math

import numpy as np


# %% wrong one-minus-x-squared
# 导数写成了 1 − x²，应当用结果
def tanh(x):
    out = Value(math.tanh(x.data), (x,), "tanh")

    def rule():
        x.grad += (1 - x.data**2) * out.grad

    out.rule = rule
    return out


# %% wrong not-squared
# 导数写成了 1 − out，忘了平方
def tanh(x):
    out = Value(math.tanh(x.data), (x,), "tanh")

    def rule():
        x.grad += (1 - out.data) * out.grad

    out.rule = rule
    return out


# %% wrong overflows
# 照 (e²ˣ − 1)/(e²ˣ + 1) 来算，x 很大时溢出
def tanh(x):
    e = math.exp(2 * x.data)
    out = Value((e - 1) / (e + 1), (x,), "tanh")

    def rule():
        x.grad += (1 - out.data**2) * out.grad

    out.rule = rule
    return out


# %% wrong definition
# 照 (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ) 来算，两头都溢出
def tanh(x):
    up, down = math.exp(x.data), math.exp(-x.data)
    out = Value((up - down) / (up + down), (x,), "tanh")

    def rule():
        x.grad += (1 - out.data**2) * out.grad

    out.rule = rule
    return out


# %% wrong cosh-overflows
# 值是好的，导数用 1/cosh²x 来算，远处溢出
def tanh(x):
    out = Value(math.tanh(x.data), (x,), "tanh")

    def rule():
        x.grad += out.grad / math.cosh(x.data) ** 2

    out.rule = rule
    return out


# %% wrong like-sigmoid
# 导数写成了 sigmoid 的 out(1 − out)
def tanh(x):
    out = Value(math.tanh(x.data), (x,), "tanh")

    def rule():
        x.grad += out.data * (1 - out.data) * out.grad

    out.rule = rule
    return out


# %% wrong slope-one
# 梯度原样传了回去，没有乘导数
def tanh(x):
    out = Value(math.tanh(x.data), (x,), "tanh")

    def rule():
        x.grad += out.grad

    out.rule = rule
    return out


# %% wrong tanh-twice
# 导数写成了 1 − tanh²(out)：结果又过了一次 tanh
def tanh(x):
    out = Value(math.tanh(x.data), (x,), "tanh")

    def rule():
        x.grad += (1 - math.tanh(out.data) ** 2) * out.grad

    out.rule = rule
    return out


# %% wrong sigmoid
# 写成了 sigmoid
def tanh(x):
    out = Value((1 + math.tanh(x.data / 2)) / 2, (x,), "tanh")

    def rule():
        x.grad += out.data * (1 - out.data) * out.grad

    out.rule = rule
    return out


# %% wrong clipped
# 把 x 截到 −3 到 3 之间再算，远处的值不够准
def tanh(x):
    out = Value(math.tanh(min(3.0, max(-3.0, x.data))), (x,), "tanh")

    def rule():
        x.grad += (1 - out.data**2) * out.grad

    out.rule = rule
    return out


# %% wrong assigns
# 规则里写了 =，没有往上加：别人传来的、上一次的都被盖掉了
def tanh(x):
    out = Value(math.tanh(x.data), (x,), "tanh")

    def rule():
        x.grad = (1 - out.data**2) * out.grad

    out.rule = rule
    return out


# %% wrong no-upstream
# 传回去的只有这个运算自己的导数，漏乘了 out.grad
def tanh(x):
    out = Value(math.tanh(x.data), (x,), "tanh")

    def rule():
        x.grad += 1 - out.data**2

    out.rule = rule
    return out


# %% wrong rule-on-operand
# 规则交给了来源 (x.rule = rule)，没有交给结果
def tanh(x):
    out = Value(math.tanh(x.data), (x,), "tanh")

    def rule():
        x.grad += (1 - out.data**2) * out.grad

    x.rule = rule
    return out


# %% wrong rule-called
# 写成 out.rule = rule()：当场运行了规则，留下的是 None
def tanh(x):
    out = Value(math.tanh(x.data), (x,), "tanh")

    def rule():
        x.grad += (1 - out.data**2) * out.grad

    out.rule = rule()
    return out


# %% wrong no-parents
# 结果没有记 parents，从它往回走到不了 x
def tanh(x):
    out = Value(math.tanh(x.data), (), "tanh")

    def rule():
        x.grad += (1 - out.data**2) * out.grad

    out.rule = rule
    return out


# %% wrong grad-too-early
# 在规则外面就读了 out.grad，那时它还是 0
def tanh(x):
    out = Value(math.tanh(x.data), (x,), "tanh")
    upstream = out.grad

    def rule():
        x.grad += (1 - out.data**2) * upstream

    out.rule = rule
    return out


# %% right factored
# 导数写成 (1 − out)(1 + out)
def tanh(x):
    out = Value(math.tanh(x.data), (x,), "tanh")

    def rule():
        x.grad += (1 - out.data) * (1 + out.data) * out.grad

    out.rule = rule
    return out


# %% right numpy
# 用 NumPy，先算好导数
def tanh(x):
    t = float(np.tanh(x.data))
    slope = 1 - t * t
    out = Value(t, (x,))

    def rule():
        x.grad = x.grad + slope * out.grad

    out.rule = rule
    return out


# %% right by-sign
# 按正负分开，指数总不大于 0
def tanh(x):
    e = math.exp(-2 * abs(x.data))
    out = Value(math.copysign((1 - e) / (1 + e), x.data), (x,), "tanh")

    def rule():
        x.grad += 4 * e / (1 + e) ** 2 * out.grad

    out.rule = rule
    return out
