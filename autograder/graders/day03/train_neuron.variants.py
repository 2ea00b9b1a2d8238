# %%
import numpy as np


# %% wrong no-shuffling
# 没有打乱样本，每一轮都按原来的次序取
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        total = 0.0
        for start in range(0, len(x), batch_size):
            xb, yb = x[start : start + batch_size], y[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(xb, w, b), yb) * len(xb)
            dw, db = neuron_gradients(xb, yb, w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong shuffled-once
# 只在开头打乱了一次，每一轮的批都一样
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    order = rng.permutation(len(x))
    for _ in range(epochs):
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong labels-stay-behind
# 只打乱了 x，y 还是原来的次序，样本和标签对不上
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        shuffled, total = x[rng.permutation(len(x))], 0.0
        for start in range(0, len(x), batch_size):
            xb, yb = shuffled[start : start + batch_size], y[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(xb, w, b), yb) * len(xb)
            dw, db = neuron_gradients(xb, yb, w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong with-replacement
# 每一批用 rng.integers 抽下标，是有放回的抽样：有的样本用了几次，有的一次没用
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.integers(0, len(x), len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong short-batch-dropped
# 最后不足一批的样本没有自成一批（被丢掉了，或者摊进了前面几批），一轮少走了一步
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for i in range(max(1, len(x) // batch_size)):
            batch = order[i * batch_size : (i + 1) * batch_size]
            losses.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong state-reset-each-batch
# 每一批都从空的 state 开始，Adam 什么也记不住
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, history = np.zeros(x.shape[1]), 1.0, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, _ = adam_step(w, dw, {}, lr)
            b, _ = adam_step(b, db, {}, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong state-reset-each-epoch
# 每一轮开头都把 state 清空了
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, history = np.zeros(x.shape[1]), 1.0, []
    for _ in range(epochs):
        w_state, b_state = {}, {}
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong shared-state
# w 和 b 共用了一个 state，两边的滑动平均混在一起
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, state, history = np.zeros(x.shape[1]), 1.0, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, state = adam_step(w, dw, state, lr)
            b, state = adam_step(b, db, state, lr)
            b = float(np.mean(b))
        history.append(total / len(x))
    return w, b, history


# %% wrong plain-gradient-descent
# 用的是普通的梯度下降，没有用 Adam
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, history = np.zeros(x.shape[1]), 1.0, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, b = w - lr * dw, b - lr * db
        history.append(total / len(x))
    return w, b, history


# %% wrong whole-batch
# 没有分批，每一轮用全部样本只走了一步
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        history.append(binary_cross_entropy(neuron_forward(x, w, b), y))
        dw, db = neuron_gradients(x, y, w, b)
        w, w_state = adam_step(w, dw, w_state, lr)
        b, b_state = adam_step(b, db, b_state, lr)
    return w, b, history


# %% wrong bias-from-zero
# 偏置从 0 开始，题目要求从 1 开始
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 0.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong learning-rate-ignored
# 没有把 lr 传给 adam_step，用的是它的默认值 0.01
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state)
            b, b_state = adam_step(b, db, b_state)
        history.append(total / len(x))
    return w, b, history


# %% wrong loss-per-batch
# 每一批记了一个损失，history 比轮数长
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            history.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
    return w, b, history


# %% wrong loss-summed
# 一轮里各批的损失只加了起来，没有求平均
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch])
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total)
    return w, b, history


# %% wrong own-generator
# 打乱用的不是传进来的 rng，而是自己建的生成器
def train_neuron(x, y, epochs, lr, batch_size, rng):
    rng = np.random.default_rng(0)
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong evenly-split
# 用 array_split 平均分成几份，前面几批的样本数不等于 batch_size
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for batch in np.array_split(order, -(-len(x) // batch_size)):
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong fewer-and-larger-batches
# 用 array_split 分成 n // batch_size 份，零头摊进了各批，有的批比 batch_size 还大
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for batch in np.array_split(order, max(1, len(x) // batch_size)):
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong shuffled-apart
# x 和 y 各打乱了一次，样本和标签对不上
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        xs, ys, total = x[rng.permutation(len(x))], y[rng.permutation(len(x))], 0.0
        for start in range(0, len(x), batch_size):
            xb, yb = xs[start : start + batch_size], ys[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(xb, w, b), yb) * len(xb)
            dw, db = neuron_gradients(xb, yb, w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong return-inside-loop
# return 写在了循环里面，一轮之后就返回了
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
        return w, b, history


# %% wrong loss-of-last-batch
# 记进 history 的是一轮里最后一批的损失，不是这一轮的平均
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch])
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(loss)
    return w, b, history


# %% wrong bias-not-updated
# 只更新了 w，b 一直是 1
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, history = np.zeros(x.shape[1]), 1.0, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, _ = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong in-place
# 直接打乱了传进来的 x 和 y，调用者的数组也被改了
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        x[...], y[...] = x[order], y[order]
        for start in range(0, len(x), batch_size):
            xb, yb = x[start : start + batch_size], y[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(xb, w, b), yb) * len(xb)
            dw, db = neuron_gradients(xb, yb, w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong bias-from-zero-mean-of-batches
# 偏置从 0 开始，题目要求从 1 开始
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 0.0, {}, {}, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            losses.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong batch-shadows-data
# 把一批存进了 x 和 y 这两个名字，全部样本被遮住了，下一批就没有可取的
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    n = len(x)
    for _ in range(epochs):
        order, total = rng.permutation(n), 0.0
        for start in range(0, n, batch_size):
            batch = order[start : start + batch_size]
            x, y = x[batch], y[batch]
            total += binary_cross_entropy(neuron_forward(x, w, b), y) * len(x)
            dw, db = neuron_gradients(x, y, w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / n)
    return w, b, history


# %% wrong restarts-each-epoch
# w 和 b 的初值写在了每一轮的循环里面，每一轮都从头学起
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, history = np.zeros(x.shape[1]), 1.0, []
    w_state, b_state = {}, {}
    for _ in range(epochs):
        w, b = np.zeros(x.shape[1]), 1.0
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong restarts-each-epoch-with-state
# w、b 的初值和空的 state 都写在了每一轮的循环里面，每一轮都从头学起
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, history = np.zeros(x.shape[1]), 1.0, []
    for _ in range(epochs):
        w, b, w_state, b_state = np.zeros(x.shape[1]), 1.0, {}, {}
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong update-dropped
# adam_step 返回的新参数没有存回 w 和 b，参数一直是初值
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            _w, w_state = adam_step(w, dw, w_state, lr)
            _b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% wrong return-for-yield
# 取批的循环第一次就 return 了（该写 yield），一轮只用了第一批
def train_neuron(x, y, epochs, lr, batch_size, rng):
    def batches():
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            return [order[start : start + batch_size]]

    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        losses = []
        for batch in batches():
            losses.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong pair-returned-for-yield
# 取批的生成器里写的是 return 而不是 yield，循环拿到的不是一批一批的 (x, y)，拆不开就报错
def train_neuron(x, y, epochs, lr, batch_size, rng):
    def batches():
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            return x[batch], y[batch]

    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        losses = []
        for xb, yb in batches():
            losses.append(binary_cross_entropy(neuron_forward(xb, w, b), yb))
            dw, db = neuron_gradients(xb, yb, w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong slices-shadow-data
# 把一批存进了 x 和 y 这两个名字，全部样本被遮住了，下一批就没有可取的
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, sw, sb, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        x, y = x[order], y[order]
        for s in range(0, len(x), batch_size):
            x, y = x[s : s + batch_size], y[s : s + batch_size]
            losses.append(binary_cross_entropy(neuron_forward(x, w, b), y))
            dw, db = neuron_gradients(x, y, w, b)
            w, sw = adam_step(w, dw, sw, lr)
            b, sb = adam_step(b, db, sb, lr)
        history.append(sum(losses) / len(losses))
    return w, b, history


# %% wrong indices-returned-for-yield
# 取批的生成器里写的是 return 而不是 yield，循环拿到的是一个一个的下标，不是一批一批的
def train_neuron(x, y, epochs, lr, batch_size, rng):
    def batches():
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            return order[start : start + batch_size]

    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        losses = []
        for batch in batches():
            losses.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong learning-rate-ignored-mean-of-batches
# 没有把 lr 传给 adam_step，用的是它的默认值 0.01
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            losses.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state)
            b, b_state = adam_step(b, db, b_state)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong plain-gradient-descent-mean-of-batches
# 用的是普通的梯度下降，没有用 Adam
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, history = np.zeros(x.shape[1]), 1.0, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            losses.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, b = w - lr * dw, b - lr * db
        history.append(np.mean(losses))
    return w, b, history


# %% wrong labels-stay-behind-mean-of-batches
# 只打乱了 x，y 还是原来的次序，样本和标签对不上
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        xs, losses = x[rng.permutation(len(x))], []
        for start in range(0, len(x), batch_size):
            xb, yb = xs[start : start + batch_size], y[start : start + batch_size]
            losses.append(binary_cross_entropy(neuron_forward(xb, w, b), yb))
            dw, db = neuron_gradients(xb, yb, w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong x-shuffled-alone
# 只打乱了 x，y 还是原来的次序，样本和标签对不上
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    x = x.copy()
    for _ in range(epochs):
        rng.shuffle(x)
        losses = []
        for start in range(0, len(x), batch_size):
            xb, yb = x[start : start + batch_size], y[start : start + batch_size]
            losses.append(binary_cross_entropy(neuron_forward(xb, w, b), yb))
            dw, db = neuron_gradients(xb, yb, w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong x-shuffled-again
# x 一轮一轮接着打乱，y 却总从原来的次序取：从第二轮起样本和标签对不上
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        x, ys = x[order], y[order]
        for start in range(0, len(x), batch_size):
            xb, yb = x[start : start + batch_size], ys[start : start + batch_size]
            losses.append(binary_cross_entropy(neuron_forward(xb, w, b), yb))
            dw, db = neuron_gradients(xb, yb, w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong drawn-anew-each-batch
# 每一批都重新打乱再取开头几个：一轮里有的样本用了几次，有的一次没用
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        losses = []
        for _ in range(0, len(x), batch_size):
            batch = rng.permutation(len(x))[:batch_size]
            losses.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong bias-gradient-after-update
# 先更新了 w，才用新的 w 求 b 的梯度：两个梯度应当在更新之前一起求
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            losses.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            w, w_state = adam_step(w, neuron_gradients(x[batch], y[batch], w, b)[0], w_state, lr)
            b, b_state = adam_step(b, neuron_gradients(x[batch], y[batch], w, b)[1], b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong slice-short-by-one
# 切片的末尾少写了一个，每一批都漏掉一个样本
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size - 1]
            losses.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong own-generator-other-seed
# 打乱用的不是传进来的 rng，而是自己建的生成器
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    rng = np.random.default_rng(42)
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            losses.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong fewer-and-larger-batches-mean
# 用 array_split 分成 n // batch_size 份，零头摊进了各批，有的批比 batch_size 还大
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for batch in np.array_split(order, max(1, len(x) // batch_size)):
            losses.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong bias-with-state-of-w
# 更新 b 时传进去的是 w 的 state，b 成了和 w 一样长的数组
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, history = np.zeros(x.shape[1]), 1.0, {}, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            losses.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, _b_state = adam_step(b, db, w_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% wrong in-place-twin-generators
# 直接打乱了传进来的 x 和 y，调用者的数组也被改了
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        seed, losses = rng.integers(1_000_000), []
        np.random.default_rng(seed).shuffle(x)
        np.random.default_rng(seed).shuffle(y)
        for start in range(0, len(x), batch_size):
            xb, yb = x[start : start + batch_size], y[start : start + batch_size]
            losses.append(binary_cross_entropy(neuron_forward(xb, w, b), yb))
            dw, db = neuron_gradients(xb, yb, w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% right loss-at-the-end
# 一轮结束之后，在全部样本上算损失；用 rng.shuffle 打乱下标
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    order = np.arange(len(x))
    for _ in range(epochs):
        rng.shuffle(order)
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr=lr)
            b, b_state = adam_step(b, db, b_state, lr=lr)
        history.append(float(binary_cross_entropy(neuron_forward(x, w, b), y)))
    return w, float(b), history


# %% right one-parameter-array
# 把 w 和 b 拼成一个数组，只用一个 state；损失按批平均，history 是数组
def train_neuron(x, y, epochs, lr, batch_size, rng):
    theta, state = np.append(np.zeros(x.shape[1]), 1.0), {}
    history = np.zeros(epochs)
    for epoch in range(epochs):
        order = np.argsort(rng.random(len(x)))
        losses = []
        for batch in np.split(order, range(batch_size, len(x), batch_size)):
            p = neuron_forward(x[batch], theta[:-1], theta[-1])
            losses.append(binary_cross_entropy(p, y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], theta[:-1], theta[-1])
            theta, state = adam_step(theta, np.append(dw, db), state, lr)
        history[epoch] = np.mean(losses)
    return theta[:-1], theta[-1], history


# %% right generator-of-batches
# 先写一个小批量的生成器，x 和 y 一起打乱
def train_neuron(x, y, epochs, lr, batch_size, rng):
    def batches():
        order = rng.permutation(len(x))
        xs, ys = x[order], y[order]
        for start in range(0, len(x), batch_size):
            yield xs[start : start + batch_size], ys[start : start + batch_size]

    params, states, history = [np.zeros(x.shape[1]), np.array(1.0)], [{}, {}], []
    for _ in range(epochs):
        total = 0.0
        for xb, yb in batches():
            total += len(xb) * binary_cross_entropy(neuron_forward(xb, *params), yb)
            for i, grad in enumerate(neuron_gradients(xb, yb, *params)):
                params[i], states[i] = adam_step(params[i], grad, states[i], lr)
        history.append(total / len(x))
    return params[0], params[1], history


# %% right shuffled-copies
# 每一轮把 x 和 y 按同一个次序打乱，用 while 取批
def train_neuron(x, y, epochs, lr, batch_size, rng):
    n, d = x.shape
    w, b = np.zeros((d,)), 1.0
    sw, sb = {}, {}
    history = []
    for _ in range(epochs):
        index = rng.choice(n, size=n, replace=False)
        xs, ys = x[index], y[index]
        batch_losses, i = [], 0
        while i < n:
            xb, yb = xs[i : i + batch_size], ys[i : i + batch_size]
            batch_losses.append(binary_cross_entropy(neuron_forward(xb, w, b), yb))
            gw, gb = neuron_gradients(xb, yb, w, b)
            w, sw = adam_step(w, gw, sw, lr=lr)
            b, sb = adam_step(b, gb, sb, lr=lr)
            i += batch_size
        history.append(sum(batch_losses) / len(batch_losses))
    return w, b, history
