# %%
import numpy as np


# %% wrong assigns
# 规则里写了 =，没有往上加：别人传来的、上一次的都被盖掉了，同一个数用两次就少一份
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (a, b), "+")

    def rule():
        a.grad = out.grad
        b.grad = out.grad

    out.rule = rule
    return out


# %% wrong left-number
# 左边是普通的数时没有包成 Value
def add(a, b):
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (a, b), "+")

    def rule():
        a.grad += out.grad
        b.grad += out.grad

    out.rule = rule
    return out


# %% wrong right-number
# 右边是普通的数时没有包成 Value
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    out = Value(a.data + b.data, (a, b), "+")

    def rule():
        a.grad += out.grad
        b.grad += out.grad

    out.rule = rule
    return out


# %% wrong no-upstream
# 传回去的只有这个运算自己的导数，漏乘了 out.grad
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (a, b), "+")

    def rule():
        a.grad += 1.0
        b.grad += 1.0

    out.rule = rule
    return out


# %% wrong grad-too-early
# 在规则外面就读了 out.grad，那时它还是 0
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (a, b), "+")
    upstream = out.grad

    def rule():
        a.grad += upstream
        b.grad += upstream

    out.rule = rule
    return out


# %% wrong rule-on-operand
# 规则交给了来源 (a.rule = rule)，没有交给结果
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (a, b), "+")

    def rule():
        a.grad += out.grad
        b.grad += out.grad

    a.rule = rule
    return out


# %% wrong rule-called
# 写成 out.rule = rule()：当场运行了规则，留下的是 None
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (a, b), "+")

    def rule():
        a.grad += out.grad
        b.grad += out.grad

    out.rule = rule()
    return out


# %% wrong no-parents
# 结果没有记 parents，从它往回走找不到路
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (), "+")

    def rule():
        a.grad += out.grad
        b.grad += out.grad

    out.rule = rule
    return out


# %% wrong left-only
# 梯度只给了左边
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (a, b), "+")

    def rule():
        a.grad += out.grad

    out.rule = rule
    return out


# %% wrong right-only
# 梯度只给了右边
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (a, b), "+")

    def rule():
        b.grad += out.grad

    out.rule = rule
    return out


# %% wrong in-place
# 结果写回了左边的 data，没有造新的 Value 来放
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    a.data = a.data + b.data
    out = Value(a.data, (a, b), "+")

    def rule():
        a.grad += out.grad
        b.grad += out.grad

    out.rule = rule
    return out


# %% wrong one-parent
# parents 里只记了左边
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (a,), "+")

    def rule():
        a.grad += out.grad
        b.grad += out.grad

    out.rule = rule
    return out


# %% wrong halved
# 梯度两边各分了一半，应当各得一整份
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (a, b), "+")

    def rule():
        a.grad += out.grad / 2
        b.grad += out.grad / 2

    out.rule = rule
    return out


# %% wrong minus
# 右边的梯度多了一个负号
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (a, b), "+")

    def rule():
        a.grad += out.grad
        b.grad -= out.grad

    out.rule = rule
    return out


# %% wrong same-counted-once
# 两边是同一个 Value 时只加了一份
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (a, b), "+")

    def rule():
        a.grad += out.grad
        if b is not a:
            b.grad += out.grad

    out.rule = rule
    return out


# %% wrong number-cuts
# 一边是普通的数时，返回的 Value 没有来源也没有规则，梯度到这里断了
def add(a, b):
    if not isinstance(a, Value):
        return Value(a + b.data)
    if not isinstance(b, Value):
        return Value(a.data + b)
    out = Value(a.data + b.data, (a, b), "+")

    def rule():
        a.grad += out.grad
        b.grad += out.grad

    out.rule = rule
    return out


# %% right loop
# 规则里用循环
def add(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (a, b), "plus")

    def rule():
        for source in out.parents:
            source.grad += out.grad

    out.rule = rule
    return out


# %% right values-only
# parents 里只放原来就是 Value 的
def add(a, b):
    sources = [term for term in (a, b) if isinstance(term, Value)]
    out = Value(sum(t.data if isinstance(t, Value) else t for t in (a, b)), sources, "+")

    def rule():
        for source in sources:
            source.grad = source.grad + out.grad

    out.rule = rule
    return out


# %% right by-number
# 先看是不是数
def add(a, b):
    if isinstance(a, (int, float, np.number)):
        a = Value(a)
    if isinstance(b, (int, float, np.number)):
        b = Value(b)
    out = Value(a.data + b.data, [a, b])

    def backward_step():
        a.grad += 1.0 * out.grad
        b.grad += 1.0 * out.grad

    out.rule = backward_step
    return out
