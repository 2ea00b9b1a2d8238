# %%
import jax
import jax.numpy as jnp
import numpy as np


# %% wrong changes-params
# 把新的数组写进了传进来的 dict
def jax_step(params, x, lr):
    def loss(params):
        return jnp.mean(jnp.tanh(x @ params["w"] + params["b"]) ** 2)

    value, grads = jax.value_and_grad(loss)(params)
    for name in ("w", "b"):
        params[name] = params[name] - lr * grads[name]
    return params, value


# %% wrong float-inside
# 里面把损失变成了 float，放进 jax.jit 就报错
def jax_step(params, x, lr):
    def loss(params):
        return jnp.mean(jnp.tanh(x @ params["w"] + params["b"]) ** 2)

    value, grads = jax.value_and_grad(loss)(params)
    value = jnp.array(float(value))
    return {name: params[name] - lr * grads[name] for name in ("w", "b")}, value


# %% wrong loss-first
# 返回的次序反了，损失在前
def jax_step(params, x, lr):
    def loss(params):
        return jnp.mean(jnp.tanh(x @ params["w"] + params["b"]) ** 2)

    value, grads = jax.value_and_grad(loss)(params)
    return value, {name: params[name] - lr * grads[name] for name in ("w", "b")}


# %% wrong weights-only
# 只更新了 w
def jax_step(params, x, lr):
    def loss(params):
        return jnp.mean(jnp.tanh(x @ params["w"] + params["b"]) ** 2)

    value, grads = jax.value_and_grad(loss)(params)
    return {"w": params["w"] - lr * grads["w"], "b": params["b"]}, value


# %% wrong uphill
# 符号反了，往上坡走
def jax_step(params, x, lr):
    def loss(params):
        return jnp.mean(jnp.tanh(x @ params["w"] + params["b"]) ** 2)

    value, grads = jax.value_and_grad(loss)(params)
    return {name: params[name] + lr * grads[name] for name in ("w", "b")}, value


# %% wrong loss-afterwards
# 返回的是走完以后的损失
def jax_step(params, x, lr):
    def loss(params):
        return jnp.mean(jnp.tanh(x @ params["w"] + params["b"]) ** 2)

    grads = jax.grad(loss)(params)
    new = {name: params[name] - lr * grads[name] for name in ("w", "b")}
    return new, loss(new)


# %% wrong sum
# 损失是所有元素之和，没有取平均
def jax_step(params, x, lr):
    def loss(params):
        return jnp.sum(jnp.tanh(x @ params["w"] + params["b"]) ** 2)

    value, grads = jax.value_and_grad(loss)(params)
    return {name: params[name] - lr * grads[name] for name in ("w", "b")}, value


# %% wrong returns-gradients
# 返回的是梯度，没有走那一步
def jax_step(params, x, lr):
    def loss(params):
        return jnp.mean(jnp.tanh(x @ params["w"] + params["b"]) ** 2)

    value, grads = jax.value_and_grad(loss)(params)
    return grads, value


# %% wrong no-rate
# 忘了乘学习率
def jax_step(params, x, lr):
    def loss(params):
        return jnp.mean(jnp.tanh(x @ params["w"] + params["b"]) ** 2)

    value, grads = jax.value_and_grad(loss)(params)
    return {name: params[name] - grads[name] for name in ("w", "b")}, value


# %% wrong numpy-result
# 把新的参数变成了 NumPy 数组，放进 jax.jit 就报错
def jax_step(params, x, lr):
    def loss(params):
        return jnp.mean(jnp.tanh(x @ params["w"] + params["b"]) ** 2)

    value, grads = jax.value_and_grad(loss)(params)
    return {name: np.asarray(params[name] - lr * grads[name]) for name in ("w", "b")}, value


# %% wrong jitted-state
# 参数存在函数外面，第一次之后不看传进来的
STATE = {}


def jax_step(params, x, lr):
    def loss(params):
        return jnp.mean(jnp.tanh(x @ params["w"] + params["b"]) ** 2)

    params = STATE.setdefault(params["w"].shape, dict(params))
    value, grads = jax.value_and_grad(loss)(params)
    return {name: params[name] - lr * grads[name] for name in ("w", "b")}, value


# %% right tree-map
# 用 jax.tree.map 更新
def jax_step(params, x, lr):
    def loss(params, x):
        out = jnp.tanh(jnp.dot(x, params["w"]) + params["b"])
        return (out**2).mean()

    value, grads = jax.value_and_grad(loss)(params, x)
    return jax.tree.map(lambda p, g: p - lr * g, params, grads), value


# %% right argnums
# 两个参数分开求导
def jax_step(params, x, lr):
    w, b = jnp.asarray(params["w"]), jnp.asarray(params["b"])

    def loss(w, b):
        return jnp.mean(jnp.square(jnp.tanh(x @ w + b)))

    value, (dw, db) = jax.value_and_grad(loss, (0, 1))(w, b)
    return {"w": w - lr * dw, "b": b - lr * db}, value


# %% right compiled-inside
# 里面自己也用了 jax.jit
@jax.jit
def _value_and_gradients(params, x):
    return jax.value_and_grad(lambda p: jnp.mean(jnp.tanh(x @ p["w"] + p["b"]) ** 2))(params)


def jax_step(params, x, lr):
    value, grads = _value_and_gradients(params, x)
    return [{**params, "w": params["w"] - lr * grads["w"], "b": params["b"] - lr * grads["b"]}, value]
