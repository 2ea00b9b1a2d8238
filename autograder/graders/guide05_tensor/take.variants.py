# %%
import numpy as np


# %% wrong fancy-add
# x.grad[ids] += g：重复的行只加了最后一次
def take(x, ids):
    x = as_tensor(x)

    def rule(g):
        x.grad[ids] += g

    return Tensor(x.data[ids], (x,), rule)


# %% wrong counts
# 只数了每行取过几次，没有用来的梯度
def take(x, ids):
    x = as_tensor(x)

    def rule(g):
        np.add.at(x.grad, ids, np.ones(g.shape))

    return Tensor(x.data[ids], (x,), rule)


# %% wrong averaged
# 取了几次的行，几次的梯度取了平均
def take(x, ids):
    x = as_tensor(x)

    def rule(g):
        total = np.zeros(x.shape)
        np.add.at(total, ids, g)
        count = np.maximum(np.bincount(np.ravel(ids), minlength=len(total)), 1)
        x.grad += total / count.reshape((-1,) + (1,) * (total.ndim - 1))

    return Tensor(x.data[ids], (x,), rule)


# %% wrong columns
# 取成了最后一个轴上的列
def take(x, ids):
    x = as_tensor(x)

    def rule(g):
        np.add.at(np.moveaxis(x.grad, -1, 0), ids, np.moveaxis(g, -1, 0))

    return Tensor(np.take(x.data, ids, axis=-1), (x,), rule)


# %% wrong flattened
# np.take 没有写 axis，先拉平再取
def take(x, ids):
    x = as_tensor(x)

    def rule(g):
        flat = np.zeros(x.data.size)
        np.add.at(flat, ids, g)
        x.grad += flat.reshape(x.shape)

    return Tensor(np.take(x.data, ids), (x,), rule)


# %% wrong overwrites
# 先清零再加，别处来的梯度被盖掉
def take(x, ids):
    x = as_tensor(x)

    def rule(g):
        x.grad = np.zeros(x.shape)
        np.add.at(x.grad, ids, g)

    return Tensor(x.data[ids], (x,), rule)


# %% wrong last-wins
# x.grad[ids] = g：既没有加，重复的行也只剩最后一次
def take(x, ids):
    x = as_tensor(x)

    def rule(g):
        x.grad[ids] = g

    return Tensor(x.data[ids], (x,), rule)


# %% wrong first-rows
# 梯度按先后放到了前几行，没有按编号
def take(x, ids):
    x = as_tensor(x)

    def rule(g):
        np.add.at(x.grad, np.arange(np.size(ids)).reshape(np.shape(ids)) % len(x.grad), g)

    return Tensor(x.data[ids], (x,), rule)


# %% wrong row-by-row
# ids 的第一个轴上一块一块地加，一块里面重复的只加了一次
def take(x, ids):
    x = as_tensor(x)

    def rule(g):
        if ids.ndim == 0:
            x.grad[ids] += g
            return
        for each, part in zip(ids, g):
            x.grad[each] += part

    return Tensor(x.data[ids], (x,), rule)


# %% wrong padding
# 第 0 行当成了填充，不给它梯度
def take(x, ids):
    x = as_tensor(x)

    def rule(g):
        np.add.at(x.grad, ids[ids != 0], g[ids != 0])

    return Tensor(x.data[ids], (x,), rule)


# %% right one-hot
# 乘一张 0/1 的表
def take(x, ids):
    x = as_tensor(x)
    table = (np.reshape(ids, (-1, 1)) == np.arange(x.shape[0])).astype(float)

    def rule(g):
        flat = g.reshape(len(table), -1)
        x.grad = x.grad + (table.T @ flat).reshape(x.shape)

    return Tensor(x.data[ids], (x,), rule)


# %% right loop
# 一个位置一个位置地加
def take(x, ids):
    x = as_tensor(x)
    ids = np.asarray(ids)

    def rule(g):
        for position in np.ndindex(ids.shape):
            x.grad[ids[position]] += g[position]

    return Tensor(np.take(x.data, ids, axis=0), [x], rule)
