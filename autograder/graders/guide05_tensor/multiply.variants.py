# %%
import numpy as np


# %% wrong own-factor
# 梯度乘上了自己的值，不是对方的值
def multiply(a, b):
    a, b = as_tensor(a), as_tensor(b)

    def rule(g):
        a.grad += unbroadcast(g * a.data, a.shape)
        b.grad += unbroadcast(g * b.data, b.shape)

    return Tensor(a.data * b.data, (a, b), rule)


# %% wrong overwrites
# 用 = 代替了 +=，别处来的梯度被盖掉，x·x 只剩一份
def multiply(a, b):
    a, b = as_tensor(a), as_tensor(b)

    def rule(g):
        a.grad = unbroadcast(g * b.data, a.shape)
        b.grad = unbroadcast(g * a.data, b.shape)

    return Tensor(a.data * b.data, (a, b), rule)


# %% wrong collects-first
# 先把来的梯度收成自己的形状，再乘对方
def multiply(a, b):
    a, b = as_tensor(a), as_tensor(b)

    def rule(g):
        a.grad = a.grad + unbroadcast(g, a.shape) * b.data
        b.grad = b.grad + unbroadcast(g, b.shape) * a.data

    return Tensor(a.data * b.data, (a, b), rule)


# %% wrong keeps-broadcast
# 没有收回广播抄出来的份，梯度成了结果的形状
def multiply(a, b):
    a, b = as_tensor(a), as_tensor(b)

    def rule(g):
        a.grad = a.grad + g * b.data
        b.grad = b.grad + g * a.data

    return Tensor(a.data * b.data, (a, b), rule)


# %% wrong keeps-broadcast-right
# 只收回了左边操作数的梯度，右边的成了结果的形状
def multiply(a, b):
    a, b = as_tensor(a), as_tensor(b)

    def rule(g):
        a.grad += unbroadcast(g * b.data, a.shape)
        b.grad = b.grad + g * a.data

    return Tensor(a.data * b.data, (a, b), rule)


# %% wrong without-upstream
# 忘了乘来的梯度
def multiply(a, b):
    a, b = as_tensor(a), as_tensor(b)
    shape = (a.data * b.data).shape

    def rule(g):
        a.grad += unbroadcast(np.broadcast_to(b.data, shape), a.shape)
        b.grad += unbroadcast(np.broadcast_to(a.data, shape), b.shape)

    return Tensor(a.data * b.data, (a, b), rule)


# %% wrong tensors-only
# 没有把普通的数变成 Tensor，直接取它的 data
def multiply(a, b):
    def rule(g):
        a.grad += unbroadcast(g * b.data, a.shape)
        b.grad += unbroadcast(g * a.data, b.shape)

    return Tensor(a.data * b.data, (a, b), rule)


# %% wrong only-left
# 只给了左边的操作数梯度
def multiply(a, b):
    a, b = as_tensor(a), as_tensor(b)

    def rule(g):
        a.grad += unbroadcast(g * b.data, a.shape)

    return Tensor(a.data * b.data, (a, b), rule)


# %% wrong once-for-itself
# 两边是同一个 Tensor 时只加了一份
def multiply(a, b):
    a, b = as_tensor(a), as_tensor(b)

    def rule(g):
        a.grad += unbroadcast(g * b.data, a.shape)
        if a is not b:
            b.grad += unbroadcast(g * a.data, b.shape)

    return Tensor(a.data * b.data, (a, b), rule)


# %% wrong upstream-changed
# 在收到的梯度上原地乘，后面用的就不是原来的了
def multiply(a, b):
    a, b = as_tensor(a), as_tensor(b)

    def rule(g):
        other = unbroadcast(g * a.data, b.shape)
        g *= b.data
        a.grad += unbroadcast(g, a.shape)
        b.grad += other

    return Tensor(a.data * b.data, (a, b), rule)


# %% right assigned
# 先造结果，再把规则装上去；累加写成重新赋值
def multiply(a, b):
    left = a if isinstance(a, Tensor) else Tensor(a)
    right = b if isinstance(b, Tensor) else Tensor(b)
    out = Tensor(np.multiply(left.data, right.data), [left, right])

    def rule(g):
        left.grad = left.grad + unbroadcast(g * right.data, left.shape)
        right.grad = right.grad + unbroadcast(g * left.data, right.shape)

    out.rule = rule
    return out


# %% right loop
# 一个循环走两边
def multiply(a, b):
    parents = as_tensor(a), as_tensor(b)

    def rule(g):
        for own, other in (parents, parents[::-1]):
            own.grad += unbroadcast(other.data * g, own.data.shape)

    return Tensor(parents[0].data * parents[1].data, parents, rule=rule)


# %% right only-tensors-are-parents
# 普通的数不算 parent
def multiply(a, b):
    parents = tuple(x for x in (a, b) if isinstance(x, Tensor))
    x, y = as_tensor(a), as_tensor(b)

    def rule(g):
        x.grad += unbroadcast(g * y.data, x.shape)
        y.grad += unbroadcast(g * x.data, y.shape)

    return Tensor(x.data * y.data, parents, rule)
