# %%

# %% wrong assigns
# 规则里写了 =，没有往上加：别人传来的、上一次的都被盖掉了，同一个数用两次就少一份
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad = b.data * out.grad
        b.grad = a.data * out.grad

    out.rule = rule
    return out


# %% wrong left-number
# 左边是普通的数时没有包成 Value
def multiply(a, b):
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += b.data * out.grad
        b.grad += a.data * out.grad

    out.rule = rule
    return out


# %% wrong right-number
# 右边是普通的数时没有包成 Value
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += b.data * out.grad
        b.grad += a.data * out.grad

    out.rule = rule
    return out


# %% wrong no-upstream
# 传回去的只有这个运算自己的导数，漏乘了 out.grad
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += b.data
        b.grad += a.data

    out.rule = rule
    return out


# %% wrong grad-too-early
# 在规则外面就读了 out.grad，那时它还是 0
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")
    upstream = out.grad

    def rule():
        a.grad += b.data * upstream
        b.grad += a.data * upstream

    out.rule = rule
    return out


# %% wrong rule-on-operand
# 规则交给了来源 (a.rule = rule)，没有交给结果
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += b.data * out.grad
        b.grad += a.data * out.grad

    a.rule = rule
    return out


# %% wrong rule-called
# 写成 out.rule = rule()：当场运行了规则，留下的是 None
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += b.data * out.grad
        b.grad += a.data * out.grad

    out.rule = rule()
    return out


# %% wrong no-parents
# 结果没有记 parents，从它往回走找不到路
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (), "×")

    def rule():
        a.grad += b.data * out.grad
        b.grad += a.data * out.grad

    out.rule = rule
    return out


# %% wrong left-only
# 梯度只给了左边
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += b.data * out.grad

    out.rule = rule
    return out


# %% wrong right-only
# 梯度只给了右边
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        b.grad += a.data * out.grad

    out.rule = rule
    return out


# %% wrong in-place
# 结果写回了左边的 data，没有造新的 Value 来放
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    a.data = a.data * b.data
    out = Value(a.data, (a, b), "×")

    def rule():
        a.grad += b.data * out.grad
        b.grad += a.data * out.grad

    out.rule = rule
    return out


# %% wrong one-parent
# parents 里只记了左边
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a,), "×")

    def rule():
        a.grad += b.data * out.grad
        b.grad += a.data * out.grad

    out.rule = rule
    return out


# %% wrong own-factor
# 搭配错了：每一边的梯度乘了自己，应当乘另一个因子
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += a.data * out.grad
        b.grad += b.data * out.grad

    out.rule = rule
    return out


# %% wrong like-sum
# 照加法的样子，梯度原样传了回去
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += out.grad
        b.grad += out.grad

    out.rule = rule
    return out


# %% wrong times-product
# 梯度乘了整个积，应当只乘另一个因子
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += out.data * out.grad
        b.grad += out.data * out.grad

    out.rule = rule
    return out


# %% wrong one-wrong-partner
# 左边的梯度乘对了，右边的乘了它自己
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += b.data * out.grad
        b.grad += b.data * out.grad

    out.rule = rule
    return out


# %% wrong grad-for-data
# 规则里把 a.data 写成了 a.grad：b 得到的不是另一个因子
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += b.data * out.grad
        b.grad += a.grad * out.grad

    out.rule = rule
    return out


# %% wrong same-counted-once
# 两边是同一个 Value 时只加了一份
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += b.data * out.grad
        if b is not a:
            b.grad += a.data * out.grad

    out.rule = rule
    return out


# %% wrong number-cuts
# 一边是普通的数时，返回的 Value 没有来源也没有规则，梯度到这里断了
def multiply(a, b):
    if not isinstance(a, Value):
        return Value(a * b.data)
    if not isinstance(b, Value):
        return Value(a.data * b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += b.data * out.grad
        b.grad += a.data * out.grad

    out.rule = rule
    return out


# %% wrong rounded-number
# 普通的数先取了整，0.5 倍成了 0 倍
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(int(a))
    b = b if isinstance(b, Value) else Value(int(b))
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += b.data * out.grad
        b.grad += a.data * out.grad

    out.rule = rule
    return out


# %% right loop
# 规则里用循环，另一个因子放在旁边
def multiply(a, b):
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "mul")

    def rule():
        for source, other in ((a, b), (b, a)):
            source.grad += other.data * out.grad

    out.rule = rule
    return out


# %% right values-only
# 一边是数时只有一个来源
def multiply(a, b):
    if not isinstance(a, Value):
        a, b = b, a
    if not isinstance(b, Value):
        out = Value(a.data * b, (a,), "*")
        out.rule = lambda: setattr(a, "grad", a.grad + b * out.grad)
        return out
    out = Value(a.data * b.data, (a, b), "*")

    def rule():
        a.grad += b.data * out.grad
        b.grad += a.data * out.grad

    out.rule = rule
    return out
