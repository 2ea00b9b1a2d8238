# %%
import tensorflow as tf


# %% wrong replaced
# w = w - … 只换了名字指向的东西，Variable 里没有变
def tensorflow_step(w, b, x, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w = w - lr * dw
    b = b - lr * db
    return float(loss)


# %% wrong assigned
# 用了 assign，Variable 里只剩下要减的那一步
def tensorflow_step(w, b, x, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign(lr * dw)
    b.assign(lr * db)
    return float(loss)


# %% wrong uphill
# 用了 assign_add，往上坡走
def tensorflow_step(w, b, x, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_add(lr * dw)
    b.assign_add(lr * db)
    return float(loss)


# %% wrong loss-afterwards
# 返回的是走完以后的损失
def tensorflow_step(w, b, x, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return float(tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2))


# %% wrong one-after-the-other
# 更新了 w 以后才求 b 的梯度
def tensorflow_step(w, b, x, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    w.assign_sub(lr * tape.gradient(loss, w))
    with tf.GradientTape() as tape:
        again = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    b.assign_sub(lr * tape.gradient(again, b))
    return float(loss)


# %% wrong weights-only
# 只更新了 w
def tensorflow_step(w, b, x, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    w.assign_sub(lr * tape.gradient(loss, w))
    return float(loss)


# %% wrong sum
# reduce_sum 是求和，没有取平均
def tensorflow_step(w, b, x, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(tf.tanh(tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return float(loss)


# %% wrong no-rate
# 忘了乘学习率
def tensorflow_step(w, b, x, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(dw)
    b.assign_sub(db)
    return float(loss)


# %% wrong returns-tensor
# 返回的是张量，不是一个数
def tensorflow_step(w, b, x, lr):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(lr * dw)
    b.assign_sub(lr * db)
    return loss


# %% wrong twice
# 走了两步
def tensorflow_step(w, b, x, lr):
    first = None
    for _ in range(2):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
        dw, db = tape.gradient(loss, [w, b])
        w.assign_sub(lr * dw)
        b.assign_sub(lr * db)
        first = loss if first is None else first
    return float(first)


# %% right assign
# 用 assign 写入算好的新值；只求一次 dict 的梯度
def tensorflow_step(w, b, x, lr):
    variables = {"w": w, "b": b}
    with tf.GradientTape() as tape:
        out = tf.tanh(x @ w + b)
        loss = tf.reduce_mean(out * out)
    for name, gradient in tape.gradient(loss, variables).items():
        variables[name].assign(variables[name] - lr * gradient)
    return loss.numpy()


# %% right minus-add
# assign_add 一个负数
def tensorflow_step(w, b, x, lr):
    with tf.GradientTape(persistent=True) as tape:
        loss = tf.reduce_mean(tf.square(tf.math.tanh(tf.matmul(tf.constant(x), w) + b)))
    dw, db = tape.gradient(loss, w), tape.gradient(loss, b)
    for variable, gradient in zip((w, b), (dw, db)):
        variable.assign_add(-lr * gradient)
    return loss.numpy().item()
