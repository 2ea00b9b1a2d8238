# %%
import math

import numpy as np


# %% wrong times-x
# 导数乘的是 x，不是结果
def exp(x):
    out = Value(math.exp(x.data), (x,), "exp")

    def rule():
        x.grad += x.data * out.grad

    out.rule = rule
    return out


# %% wrong like-a-power
# 照乘方的样子，导数写成了 x·eˣ⁻¹
def exp(x):
    out = Value(math.exp(x.data), (x,), "exp")

    def rule():
        x.grad += x.data * math.exp(x.data - 1) * out.grad

    out.rule = rule
    return out


# %% wrong exp-of-result
# 导数里对结果又取了一次指数
def exp(x):
    out = Value(math.exp(x.data), (x,), "exp")

    def rule():
        x.grad += math.exp(out.data) * out.grad

    out.rule = rule
    return out


# %% wrong base-two
# 底数用了 2
def exp(x):
    out = Value(2**x.data, (x,), "exp")

    def rule():
        x.grad += out.data * math.log(2) * out.grad

    out.rule = rule
    return out


# %% wrong slope-one
# 梯度原样传了回去，没有乘导数
def exp(x):
    out = Value(math.exp(x.data), (x,), "exp")

    def rule():
        x.grad += out.grad

    out.rule = rule
    return out


# %% wrong assigns
# 规则里写了 =，没有往上加：别人传来的、上一次的都被盖掉了
def exp(x):
    out = Value(math.exp(x.data), (x,), "exp")

    def rule():
        x.grad = out.data * out.grad

    out.rule = rule
    return out


# %% wrong no-upstream
# 传回去的只有这个运算自己的导数，漏乘了 out.grad
def exp(x):
    out = Value(math.exp(x.data), (x,), "exp")

    def rule():
        x.grad += out.data

    out.rule = rule
    return out


# %% wrong rule-on-operand
# 规则交给了来源 (x.rule = rule)，没有交给结果
def exp(x):
    out = Value(math.exp(x.data), (x,), "exp")

    def rule():
        x.grad += out.data * out.grad

    x.rule = rule
    return out


# %% wrong rule-called
# 写成 out.rule = rule()：当场运行了规则，留下的是 None
def exp(x):
    out = Value(math.exp(x.data), (x,), "exp")

    def rule():
        x.grad += out.data * out.grad

    out.rule = rule()
    return out


# %% wrong no-parents
# 结果没有记 parents，从它往回走到不了 x
def exp(x):
    out = Value(math.exp(x.data), (), "exp")

    def rule():
        x.grad += out.data * out.grad

    out.rule = rule
    return out


# %% wrong grad-too-early
# 在规则外面就读了 out.grad，那时它还是 0
def exp(x):
    out = Value(math.exp(x.data), (x,), "exp")
    upstream = out.grad

    def rule():
        x.grad += out.data * upstream

    out.rule = rule
    return out


# %% right again
# 规则里再算一遍指数
def exp(x):
    out = Value(math.exp(x.data), (x,), "exp")

    def rule():
        x.grad += math.exp(x.data) * out.grad

    out.rule = rule
    return out


# %% right numpy
# 用 NumPy 来算
def exp(x):
    value = np.exp(x.data)
    out = Value(value, (x,), "e^")

    def step():
        x.grad = x.grad + value * out.grad

    out.rule = step
    return out


# %% right e-to-the
# 用 math.e 的乘方
def exp(x):
    out = Value(math.e**x.data, (x,), "exp")

    def rule():
        x.grad += out.grad * out.data

    out.rule = rule
    return out
