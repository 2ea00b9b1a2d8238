# %%
import jax
import jax.numpy as jnp
import numpy as np


# %% wrong first-argument-only
# 没有写 argnums，只有 w 的梯度，db 是补上的 0
def jax_gradients(x, w, b):
    def loss(w, b):
        return jnp.mean(jnp.tanh(x @ w + b) ** 2)

    value, dw = jax.value_and_grad(loss)(w, b)
    return float(value), np.asarray(dw), np.zeros_like(b)


# %% wrong wrong-argnums
# 参数是 (x, w, b)，argnums 写成 (0, 1)：求的是 x 和 w 的梯度
def jax_gradients(x, w, b):
    def loss(x, w, b):
        return jnp.mean(jnp.tanh(x @ w + b) ** 2)

    value, (dw, db) = jax.value_and_grad(loss, argnums=(0, 1))(x, w, b)
    return float(value), np.asarray(dw), np.asarray(db)


# %% wrong returns-jax
# 返回的是 JAX 的数组
def jax_gradients(x, w, b):
    def loss(w, b):
        return jnp.mean(jnp.tanh(x @ w + b) ** 2)

    value, (dw, db) = jax.value_and_grad(loss, argnums=(0, 1))(w, b)
    return float(value), dw, db


# %% wrong batch-mean
# 只对样本取了平均，没有对输出的各列取
def jax_gradients(x, w, b):
    def loss(w, b):
        return jnp.sum(jnp.tanh(x @ w + b) ** 2) / len(x)

    value, (dw, db) = jax.value_and_grad(loss, argnums=(0, 1))(w, b)
    return float(value), np.asarray(dw), np.asarray(db)


# %% wrong sum
# 损失是所有元素之和，没有取平均
def jax_gradients(x, w, b):
    def loss(w, b):
        return jnp.sum(jnp.tanh(x @ w + b) ** 2)

    value, (dw, db) = jax.value_and_grad(loss, argnums=(0, 1))(w, b)
    return float(value), np.asarray(dw), np.asarray(db)


# %% wrong numpy-inside
# 里面用了 np.tanh，替身变不成 NumPy 数组
def jax_gradients(x, w, b):
    def loss(w, b):
        return jnp.mean(np.tanh(np.asarray(x @ w + b)) ** 2)

    value, (dw, db) = jax.value_and_grad(loss, argnums=(0, 1))(w, b)
    return float(value), np.asarray(dw), np.asarray(db)


# %% wrong no-square
# 忘了平方，平均的是 tanh 本身
def jax_gradients(x, w, b):
    def loss(w, b):
        return jnp.mean(jnp.tanh(x @ w + b))

    value, (dw, db) = jax.value_and_grad(loss, argnums=(0, 1))(w, b)
    return float(value), np.asarray(dw), np.asarray(db)


# %% wrong no-tanh
# 忘了 tanh，平均的是 x @ w + b 的平方
def jax_gradients(x, w, b):
    def loss(w, b):
        return jnp.mean((x @ w + b) ** 2)

    value, (dw, db) = jax.value_and_grad(loss, argnums=(0, 1))(w, b)
    return float(value), np.asarray(dw), np.asarray(db)


# %% wrong mean-squared
# 先平均再平方，次序反了
def jax_gradients(x, w, b):
    def loss(w, b):
        return jnp.mean(jnp.tanh(x @ w + b)) ** 2

    value, (dw, db) = jax.value_and_grad(loss, argnums=(0, 1))(w, b)
    return float(value), np.asarray(dw), np.asarray(db)


# %% wrong swapped
# argnums 写成 (1, 0)：两个梯度拿反了
def jax_gradients(x, w, b):
    def loss(w, b):
        return jnp.mean(jnp.tanh(x @ w + b) ** 2)

    value, (dw, db) = jax.value_and_grad(loss, argnums=(1, 0))(w, b)
    return float(value), np.asarray(dw), np.asarray(db)


# %% right pytree
# 参数放在一个 dict 里；损失另算一遍
def jax_gradients(x, w, b):
    def loss(params):
        return (jnp.tanh(jnp.asarray(x) @ params["w"] + params["b"]) ** 2).mean()

    params = {"w": jnp.array(w), "b": jnp.array(b)}
    grads = jax.grad(loss)(params)
    return np.float32(loss(params)), np.array(grads["w"]), np.array(grads["b"])


# %% right vjp
# 用 jax.vjp，上游是 1
@jax.jit
def _loss(x, w, b):
    return jnp.mean(jnp.square(jnp.tanh(jnp.dot(x, w) + b)))


def jax_gradients(x, w, b):
    value, back = jax.vjp(_loss, x, w, b)
    _, dw, db = back(jnp.ones_like(value))
    return [value.item(), np.asarray(dw), np.asarray(db)]


# %% right three-arguments
# 三个参数，argnums=(1, 2)
def jax_gradients(x, w, b):
    value, grads = jax.value_and_grad(lambda x, w, b: jnp.mean(jnp.tanh(x @ w + b) ** 2), (1, 2))(x, w, b)
    return (float(value), *map(np.asarray, grads))
