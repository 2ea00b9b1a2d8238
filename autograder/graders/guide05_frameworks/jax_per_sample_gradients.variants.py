# %%
import jax
import jax.numpy as jnp
import numpy as np


# %% wrong mean
# 求的是平均损失的梯度，没有批轴
def jax_per_sample_gradients(loss, params, x, y):
    def total(params):
        return jnp.mean(jax.vmap(loss, in_axes=(None, 0, 0))(params, x, y))

    return jax.grad(total)(params)


# %% wrong divided
# 每个样本的梯度又除以了样本数
def jax_per_sample_gradients(loss, params, x, y):
    def share(params, x_i, y_i):
        return loss(params, x_i, y_i) / len(x)

    return jax.vmap(jax.grad(share), in_axes=(None, 0, 0))(params, x, y)


# %% wrong y-not-split
# 只拆开了 x，每个样本都对着第一个 y
def jax_per_sample_gradients(loss, params, x, y):
    return jax.vmap(jax.grad(loss), in_axes=(None, 0, None))(params, x, y[0])


# %% wrong by-x
# 求的是对 x_i 的梯度
def jax_per_sample_gradients(loss, params, x, y):
    found = jax.vmap(jax.grad(loss, argnums=1), in_axes=(None, 0, 0))(params, x, y)
    return dict.fromkeys(("w", "b"), found)


# %% wrong loop
# 用推导式一个样本一个样本地求
def jax_per_sample_gradients(loss, params, x, y):
    found = [jax.grad(loss)(params, x_i, y_i) for x_i, y_i in zip(x, y)]
    return {name: jnp.stack([one[name] for one in found]) for name in params}


# %% wrong sum
# 求的是损失之和的梯度，没有批轴
def jax_per_sample_gradients(loss, params, x, y):
    def total(params):
        return jnp.sum(jax.vmap(loss, in_axes=(None, 0, 0))(params, x, y))

    return jax.grad(total)(params)


# %% wrong batch-last
# 批轴排在了最后
def jax_per_sample_gradients(loss, params, x, y):
    return jax.vmap(jax.grad(loss), in_axes=(None, 0, 0), out_axes=-1)(params, x, y)


# %% wrong first-sample
# 每个样本都是第一个样本的梯度
def jax_per_sample_gradients(loss, params, x, y):
    def one(i):
        return jax.grad(loss)(params, x[0], y[0])

    return jax.vmap(one)(jnp.arange(len(x)))


# %% wrong no-in-axes
# 没有写 in_axes，连 params 也沿第 0 轴拆开，报错
def jax_per_sample_gradients(loss, params, x, y):
    return jax.vmap(jax.grad(loss))(params, x, y)


# %% wrong negative
# 返回的是梯度的相反数
def jax_per_sample_gradients(loss, params, x, y):
    def minus(params, x_i, y_i):
        return -loss(params, x_i, y_i)

    return jax.vmap(jax.grad(minus), in_axes=(None, 0, 0))(params, x, y)


# %% wrong reversed
# 样本的次序反了
def jax_per_sample_gradients(loss, params, x, y):
    return jax.vmap(jax.grad(loss), in_axes=(None, 0, 0))(params, x[::-1], y[::-1])


# %% wrong bias-shared
# 偏置的梯度对样本取了平均，再抄给每个样本
def jax_per_sample_gradients(loss, params, x, y):
    found = jax.vmap(jax.grad(loss), in_axes=(None, 0, 0))(params, x, y)
    if "b" in found:
        mean = jnp.mean(found["b"], axis=0, keepdims=True)
        found["b"] = jnp.broadcast_to(mean, found["b"].shape)
    return found


# %% right jitted
# 编译过，写成里层的函数
def jax_per_sample_gradients(loss, params, x, y):
    def one(x_i, y_i):
        return jax.grad(loss)(params, x_i, y_i)

    return jax.jit(jax.vmap(one))(jnp.asarray(x), jnp.asarray(y))


# %% right jacobian
# 所有样本的损失对参数的雅可比，就是各自的梯度
def jax_per_sample_gradients(loss, params, x, y):
    def losses(params):
        return jax.vmap(lambda x_i, y_i: loss(params, x_i, y_i))(x, y)

    return jax.jacrev(losses)(params)


# %% right value-and-grad
# value_and_grad，只要第二样；变成 NumPy 数组
from jax import value_and_grad, vmap


def jax_per_sample_gradients(loss, params, x, y):
    both = vmap(value_and_grad(loss), in_axes=(None, 0, 0))
    _, gradients = both(params, x, y)
    if "b" in gradients:
        return {"w": np.asarray(gradients["w"]), "b": np.asarray(gradients["b"])}
    return {"w": np.asarray(gradients["w"])}
