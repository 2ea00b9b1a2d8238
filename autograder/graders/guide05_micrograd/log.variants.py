# %%
import math

import numpy as np


# %% wrong one-over-result
# 导数写成了一比结果，应当是一比来源
def log(x):
    out = Value(math.log(x.data), (x,), "log")

    def rule():
        x.grad += 1 / out.data * out.grad

    out.rule = rule
    return out


# %% wrong base-ten
# 用了以 10 为底的对数
def log(x):
    out = Value(math.log10(x.data), (x,), "log")

    def rule():
        x.grad += out.grad / x.data

    out.rule = rule
    return out


# %% wrong numpy-log
# 用 np.log：x 不是正数时得到 −inf 或 NaN，没有抛出错误
def log(x):
    with np.errstate(all="ignore"):
        out = Value(np.log(x.data), (x,), "log")

        def rule():
            x.grad += out.grad / x.data

        out.rule = rule
        return out


# %% wrong clamped
# x 太小就换成 1e-12：x 不是正数时给了一个假的对数
def log(x):
    out = Value(math.log(max(x.data, 1e-12)), (x,), "log")

    def rule():
        x.grad += out.grad / x.data

    out.rule = rule
    return out


# %% wrong absolute
# 先取了绝对值，负数也给了对数
def log(x):
    out = Value(math.log(abs(x.data)), (x,), "log")

    def rule():
        x.grad += out.grad / x.data

    out.rule = rule
    return out


# %% wrong zero-allowed
# 只挡住了负数，x = 0 时返回负无穷
def log(x):
    out = Value(math.log(x.data) if x.data else -math.inf, (x,), "log")

    def rule():
        x.grad += out.grad / x.data

    out.rule = rule
    return out


# %% wrong slope-x
# 导数乘了 x，应当除以 x
def log(x):
    out = Value(math.log(x.data), (x,), "log")

    def rule():
        x.grad += x.data * out.grad

    out.rule = rule
    return out


# %% wrong one-plus-x
# 算成了 ln(1 + x)
def log(x):
    if x.data <= 0:
        raise ValueError("x 应当是正数")
    out = Value(math.log(1 + x.data), (x,), "log")

    def rule():
        x.grad += out.grad / (1 + x.data)

    out.rule = rule
    return out


# %% wrong assigns
# 规则里写了 =，没有往上加：别人传来的、上一次的都被盖掉了
def log(x):
    out = Value(math.log(x.data), (x,), "log")

    def rule():
        x.grad = 1 / x.data * out.grad

    out.rule = rule
    return out


# %% wrong no-upstream
# 传回去的只有这个运算自己的导数，漏乘了 out.grad
def log(x):
    out = Value(math.log(x.data), (x,), "log")

    def rule():
        x.grad += 1 / x.data

    out.rule = rule
    return out


# %% wrong rule-on-operand
# 规则交给了来源 (x.rule = rule)，没有交给结果
def log(x):
    out = Value(math.log(x.data), (x,), "log")

    def rule():
        x.grad += 1 / x.data * out.grad

    x.rule = rule
    return out


# %% wrong rule-called
# 写成 out.rule = rule()：当场运行了规则，留下的是 None
def log(x):
    out = Value(math.log(x.data), (x,), "log")

    def rule():
        x.grad += 1 / x.data * out.grad

    out.rule = rule()
    return out


# %% wrong no-parents
# 结果没有记 parents，从它往回走到不了 x
def log(x):
    out = Value(math.log(x.data), (), "log")

    def rule():
        x.grad += 1 / x.data * out.grad

    out.rule = rule
    return out


# %% wrong grad-too-early
# 在规则外面就读了 out.grad，那时它还是 0
def log(x):
    out = Value(math.log(x.data), (x,), "log")
    upstream = out.grad

    def rule():
        x.grad += 1 / x.data * upstream

    out.rule = rule
    return out


# %% right raises-itself
# 自己先检查定义域
def log(x):
    if x.data <= 0:
        raise ValueError(f"{x.data} 没有对数")
    out = Value(np.log(x.data), (x,), "log")

    def rule():
        x.grad += 1 / x.data * out.grad

    out.rule = rule
    return out


# %% right by-power
# 导数写成 −1 次方
def log(x):
    out = Value(math.log(x.data), (x,), "log")

    def rule():
        x.grad += x.data**-1 * out.grad

    out.rule = rule
    return out


# %% right from-result
# 导数由结果算：e 的负 out 次方
def log(x):
    out = Value(math.log(x.data), (x,), "log")

    def rule():
        x.grad += math.exp(-out.data) * out.grad

    out.rule = rule
    return out
