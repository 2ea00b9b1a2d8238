# %%
import numpy as np


# %% wrong drops-remainder
# 丢掉了最后不足一批的零头
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for k in range(len(x) // batch_size):
        batch = order[k * batch_size : (k + 1) * batch_size]
        yield x[batch], y[batch]


# %% wrong empty-last-batch
# 正好分完时，最后又多交出一个空批
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for k in range(len(x) // batch_size + 1):
        batch = order[k * batch_size : (k + 1) * batch_size]
        yield x[batch], y[batch]


# %% wrong shuffled-apart
# x 和 y 各打乱各的，对不上了
def minibatches(x, y, batch_size, rng):
    order_x, order_y = rng.permutation(len(x)), rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        part = slice(start, start + batch_size)
        yield x[order_x[part]], y[order_y[part]]


# %% wrong not-shuffled
# 没有打乱（或者打乱了下标却没有用它），样本还是原来的次序
def minibatches(x, y, batch_size, rng):
    for start in range(0, len(x), batch_size):
        yield x[start : start + batch_size], y[start : start + batch_size]


# %% wrong own-generator
# 没有用传进来的 rng，自己建了一个固定种子的生成器，每一轮的次序都一样
def minibatches(x, y, batch_size, rng):
    order = np.random.default_rng(0).permutation(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]


# %% wrong remembers-first-order
# 第一次打乱之后记住了次序，以后每一轮都用它
remembered = {}


def minibatches(x, y, batch_size, rng):
    if len(x) not in remembered:
        remembered[len(x)] = rng.permutation(len(x))
    order = remembered[len(x)]
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]


# %% wrong shuffles-batches-only
# 先切成固定的批，再打乱批的次序，每一批里总是那几个样本
def minibatches(x, y, batch_size, rng):
    starts = np.arange(0, len(x), batch_size)
    full = starts[starts + batch_size <= len(x)]
    for start in [*rng.permutation(full), *starts[len(full) :]]:
        yield x[start : start + batch_size], y[start : start + batch_size]


# %% wrong shuffles-inside-batches
# 先按原来的次序切开，只在每一批里面打乱
def minibatches(x, y, batch_size, rng):
    for start in range(0, len(x), batch_size):
        batch = start + rng.permutation(len(x[start : start + batch_size]))
        yield x[batch], y[batch]


# %% wrong with-replacement
# 有放回地抽样，有的样本出现几次，有的一次也没有
def minibatches(x, y, batch_size, rng):
    order = rng.integers(0, len(x), len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]


# %% wrong in-place
# 直接打乱了传进来的 x 和 y，调用者的数组也被改了
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    x[...], y[...] = x[order], y[order]
    for start in range(0, len(x), batch_size):
        yield x[start : start + batch_size].copy(), y[start : start + batch_size].copy()


# %% wrong evenly-split
# 用 array_split 平分，各批的样本数不等于 batch_size
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for batch in np.array_split(order, -(-len(x) // batch_size)):
        yield x[batch], y[batch]


# %% wrong indices
# 交出的是下标，不是样本
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        yield batch, batch


# %% wrong return-for-yield
# 循环里写了 return，交出第一批就结束了，应当用 yield
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        return x[batch], y[batch]


# %% wrong first-batch-only
# 交出的只有第一批
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    batch = order[:batch_size]
    yield x[batch], y[batch]


# %% wrong labels-stay-behind
# 只打乱了 x，y 还是原来的次序
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        yield x[order[start : start + batch_size]], y[start : start + batch_size]


# %% wrong global-generator
# 打乱用的是 np.random，没有用传进来的 rng
def minibatches(x, y, batch_size, rng):
    order = np.random.permutation(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]


# %% wrong step-of-one
# range 忘了写步长 batch_size，每次只往后挪一个，批与批重叠
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(len(x)):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]


# %% wrong one-too-few
# 切片的终点写成了 start + batch_size - 1，每批少一个
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size - 1]
        yield x[batch], y[batch]


# %% wrong x-only
# 只交出了 xb，没有一起交出 yb
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        yield x[order[start : start + batch_size]]


# %% wrong shuffled-apart-in-place
# 用 rng.shuffle 把传进来的 x 和 y 就地各打乱了一次：对不上了，调用者的数组也被改了
def minibatches(x, y, batch_size, rng):
    rng.shuffle(x)
    rng.shuffle(y)
    for start in range(0, len(x), batch_size):
        yield x[start : start + batch_size], y[start : start + batch_size]


# %% wrong chosen-per-batch
# 每一批各抽各的，不同的批会抽到同一个样本，有的样本一次也没有
def minibatches(x, y, batch_size, rng):
    for _ in range(0, len(x), batch_size):
        batch = rng.choice(len(x), min(batch_size, len(x)), replace=False)
        yield x[batch], y[batch]


# %% wrong chosen-per-batch-with-remainder
# 每一批各抽各的，不同的批会抽到同一个样本，有的样本一次也没有
def minibatches(x, y, batch_size, rng):
    for start in range(0, len(x), batch_size):
        batch = rng.choice(len(x), min(batch_size, len(x) - start), replace=False)
        yield x[batch], y[batch]


# %% wrong single-batch-in-order
# 一批就装得下全部样本时没有打乱，原样交了出来
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x)) if batch_size < len(x) else np.arange(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]


# %% right list
# 返回列表，不是生成器
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    return [
        (x[order[i : i + batch_size]], y[order[i : i + batch_size]]) for i in range(0, len(x), batch_size)
    ]


# %% right shuffle-indices
# 用 rng.shuffle 打乱下标，while 循环，交出列表
def minibatches(x, y, batch_size, rng):
    order = np.arange(len(x))
    rng.shuffle(order)
    while len(order):
        batch, order = order[:batch_size], order[batch_size:]
        yield [x[batch], y[batch]]


# %% right argsort
# 给每个样本抽一个随机数，按它排序；先整个打乱再切片
def minibatches(x, y, batch_size, rng):
    order = np.argsort(rng.random(len(x)))
    xs, ys = x[order], y[order]
    start = 0
    while start < len(xs):
        yield xs[start : start + batch_size], ys[start : start + batch_size]
        start += batch_size


# %% right array-split
# 用 np.split 在 batch_size 的整数倍处切开
def minibatches(x, y, batch_size, rng):
    order = rng.choice(len(x), len(x), replace=False)
    for batch in np.split(order, np.arange(batch_size, len(x), batch_size)):
        yield np.take(x, batch, axis=0), np.take(y, batch, axis=0)


# %% right zipped
# 先整个打乱，再用列表推导式切好，逐个交出
def minibatches(x, y, batch_size, rng):
    idx = list(range(len(x)))
    rng.shuffle(idx)
    chunks = [idx[i : i + batch_size] for i in range(0, len(idx), batch_size)]
    for chunk in chunks:
        yield (x[chunk], y[chunk])
