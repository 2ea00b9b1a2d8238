# %%
import numpy as np
import tensorflow as tf


# %% wrong not-watched
# w、b 是普通的张量，带子没有盯着，梯度是 None
def tensorflow_gradients(x, w, b):
    w, b = tf.constant(w), tf.constant(b)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    return float(loss), dw, db


# %% wrong outside-the-tape
# 前向写在 with 外面，带子上什么也没有
def tensorflow_gradients(x, w, b):
    w, b = tf.Variable(w), tf.Variable(b)
    loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    with tf.GradientTape() as tape:
        pass
    dw, db = tape.gradient(loss, [w, b], unconnected_gradients="zero")
    return float(loss), dw.numpy(), db.numpy()


# %% wrong sum
# reduce_sum 是求和，没有取平均
def tensorflow_gradients(x, w, b):
    w, b = tf.Variable(w), tf.Variable(b)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(tf.tanh(tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    return float(loss), dw.numpy(), db.numpy()


# %% wrong swapped
# 两个梯度拿反了
def tensorflow_gradients(x, w, b):
    w, b = tf.Variable(w), tf.Variable(b)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [b, w])
    return float(loss), dw.numpy(), db.numpy()


# %% wrong batch-mean
# 只对样本取了平均，没有对输出的各列取
def tensorflow_gradients(x, w, b):
    w, b = tf.Variable(w), tf.Variable(b)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(tf.tanh(tf.matmul(x, w) + b) ** 2) / len(x)
    dw, db = tape.gradient(loss, [w, b])
    return float(loss), dw.numpy(), db.numpy()


# %% wrong gradient-of-outputs
# 对没有求平均的那张表求梯度，带子把它们加了起来
def tensorflow_gradients(x, w, b):
    w, b = tf.Variable(w), tf.Variable(b)
    with tf.GradientTape() as tape:
        squares = tf.tanh(tf.matmul(x, w) + b) ** 2
    dw, db = tape.gradient(squares, [w, b])
    return float(tf.reduce_mean(squares)), dw.numpy(), db.numpy()


# %% wrong no-square
# 忘了平方，平均的是 tanh 本身
def tensorflow_gradients(x, w, b):
    w, b = tf.Variable(w), tf.Variable(b)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b))
    dw, db = tape.gradient(loss, [w, b])
    return float(loss), dw.numpy(), db.numpy()


# %% wrong no-tanh
# 忘了 tanh，平均的是 x @ w + b 的平方
def tensorflow_gradients(x, w, b):
    w, b = tf.Variable(w), tf.Variable(b)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    return float(loss), dw.numpy(), db.numpy()


# %% wrong no-bias
# 前向漏了偏置，db 全是 0
def tensorflow_gradients(x, w, b):
    w = tf.Variable(w)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w)) ** 2)
    return float(loss), tape.gradient(loss, w).numpy(), np.zeros_like(b)


# %% wrong variable-kept
# 两个 Variable 存在函数外面，第一次之后没有换成新的数
KEPT = {}


def tensorflow_gradients(x, w, b):
    w = KEPT.setdefault(w.shape, tf.Variable(w))
    b = KEPT.setdefault(b.shape, tf.Variable(b))
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    return float(loss), dw.numpy(), db.numpy()


# %% wrong returns-tensors
# 返回的是 TensorFlow 的张量
def tensorflow_gradients(x, w, b):
    w, b = tf.Variable(w), tf.Variable(b)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(tf.matmul(x, w) + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    return float(loss), dw, db


# %% right watch
# 普通的张量，用 tape.watch 盯着
def tensorflow_gradients(x, w, b):
    w, b = tf.convert_to_tensor(w), tf.convert_to_tensor(b)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch([w, b])
        out = tf.math.tanh(tf.linalg.matmul(tf.constant(x), w) + b)
        loss = tf.reduce_mean(tf.square(out))
    return loss.numpy(), tape.gradient(loss, w).numpy(), np.asarray(tape.gradient(loss, b))


# %% right operator
# 用 @ 和数的除法
def tensorflow_gradients(x, w, b):
    variables = {"w": tf.Variable(w), "b": tf.Variable(b)}
    with tf.GradientTape() as tape:
        out = tf.nn.tanh(x @ variables["w"] + variables["b"])
        loss = tf.reduce_sum(out * out) / (out.shape[0] * out.shape[1])
    grads = tape.gradient(loss, variables)
    return [float(loss.numpy()), np.array(grads["w"]), np.array(grads["b"])]
