# %%

# %% wrong compared-with-one
# 门和 1 比，不是和 0 比：0 和 1 之间的梯度丢了
def relu(x):
    out = Value(max(0.0, x.data), (x,), "relu")

    def rule():
        x.grad += (x.data > 1) * out.grad

    out.rule = rule
    return out


# %% wrong open-at-zero
# 用了 >=，x = 0 时放过了梯度
def relu(x):
    out = Value(max(0.0, x.data), (x,), "relu")

    def rule():
        x.grad += (x.data >= 0) * out.grad

    out.rule = rule
    return out


# %% wrong always-open
# 门一直开着，x 是负数时也传梯度
def relu(x):
    out = Value(max(0.0, x.data), (x,), "relu")

    def rule():
        x.grad += out.grad

    out.rule = rule
    return out


# %% wrong gated-by-gradient
# 看的是 out.grad 的正负，不是 x 的
def relu(x):
    out = Value(max(0.0, x.data), (x,), "relu")

    def rule():
        x.grad += max(0.0, out.grad)

    out.rule = rule
    return out


# %% wrong gated-twice
# x 是正的、out.grad 也是正的才传
def relu(x):
    out = Value(max(0.0, x.data), (x,), "relu")

    def rule():
        x.grad += (x.data > 0) * max(0.0, out.grad)

    out.rule = rule
    return out


# %% wrong leaky
# 负数没有变成 0，漏过去了一点
def relu(x):
    out = Value(x.data if x.data > 0 else 0.01 * x.data, (x,), "relu")

    def rule():
        x.grad += (1.0 if x.data > 0 else 0.01) * out.grad

    out.rule = rule
    return out


# %% wrong leaky-slope
# 值是 0，导数却取了 0.01
def relu(x):
    out = Value(max(0.0, x.data), (x,), "relu")

    def rule():
        x.grad += (1.0 if x.data > 0 else 0.01) * out.grad

    out.rule = rule
    return out


# %% wrong absolute
# 写成了绝对值
def relu(x):
    out = Value(abs(x.data), (x,), "relu")

    def rule():
        x.grad += (1.0 if x.data > 0 else -1.0 if x.data < 0 else 0.0) * out.grad

    out.rule = rule
    return out


# %% wrong times-x
# 梯度乘了结果，没有原样通过
def relu(x):
    out = Value(max(0.0, x.data), (x,), "relu")

    def rule():
        x.grad += out.data * out.grad

    out.rule = rule
    return out


# %% wrong half-at-zero
# x = 0 时导数取了一半
def relu(x):
    out = Value(max(0.0, x.data), (x,), "relu")

    def rule():
        x.grad += (0.5 if x.data == 0 else x.data > 0) * out.grad

    out.rule = rule
    return out


# %% wrong capped
# 结果不许超过 6
def relu(x):
    out = Value(min(6.0, max(0.0, x.data)), (x,), "relu")

    def rule():
        x.grad += (0 < x.data < 6) * out.grad

    out.rule = rule
    return out


# %% wrong assigns
# 规则里写了 =，没有往上加：别人传来的、上一次的都被盖掉了
def relu(x):
    out = Value(max(0.0, x.data), (x,), "relu")

    def rule():
        x.grad = (x.data > 0) * out.grad

    out.rule = rule
    return out


# %% wrong no-upstream
# 传回去的只有这个运算自己的导数，漏乘了 out.grad
def relu(x):
    out = Value(max(0.0, x.data), (x,), "relu")

    def rule():
        x.grad += x.data > 0

    out.rule = rule
    return out


# %% wrong rule-on-operand
# 规则交给了来源 (x.rule = rule)，没有交给结果
def relu(x):
    out = Value(max(0.0, x.data), (x,), "relu")

    def rule():
        x.grad += (x.data > 0) * out.grad

    x.rule = rule
    return out


# %% wrong rule-called
# 写成 out.rule = rule()：当场运行了规则，留下的是 None
def relu(x):
    out = Value(max(0.0, x.data), (x,), "relu")

    def rule():
        x.grad += (x.data > 0) * out.grad

    out.rule = rule()
    return out


# %% wrong no-parents
# 结果没有记 parents，从它往回走到不了 x
def relu(x):
    out = Value(max(0.0, x.data), (), "relu")

    def rule():
        x.grad += (x.data > 0) * out.grad

    out.rule = rule
    return out


# %% wrong grad-too-early
# 在规则外面就读了 out.grad，那时它还是 0
def relu(x):
    out = Value(max(0.0, x.data), (x,), "relu")
    upstream = out.grad

    def rule():
        x.grad += (x.data > 0) * upstream

    out.rule = rule
    return out


# %% right from-result
# 由结果看门开着没有
def relu(x):
    out = Value(x.data if x.data > 0 else 0, (x,), "relu")

    def rule():
        x.grad += out.grad if out.data > 0 else 0

    out.rule = rule
    return out


# %% right by-if
# 门开着才有规则可做
def relu(x):
    out = Value(x.data * (x.data > 0), (x,), "ReLU")

    def rule():
        if x.data > 0:
            x.grad += out.grad

    out.rule = rule
    return out
