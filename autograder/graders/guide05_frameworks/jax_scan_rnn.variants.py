# %%
import jax
import jax.numpy as jnp
import numpy as np


# %% wrong over-batch
# 没有换轴，沿批走：样本一个接一个
def jax_scan_rnn(x, h0, params):
    def step(h, x_s):
        h = jnp.tanh(x_s @ params["wx"] + h @ params["wh"] + params["b"])
        return h[-1:], h

    return jax.lax.scan(step, h0[:1], x)[1]


# %% wrong time-first
# 出来以后没有换回来，时间在第 0 轴
def jax_scan_rnn(x, h0, params):
    def step(h, x_s):
        h = jnp.tanh(x_s @ params["wx"] + h @ params["wh"] + params["b"])
        return h, h

    return jax.lax.scan(step, h0, jnp.swapaxes(x, 0, 1))[1]


# %% wrong shifted
# 每一步留下的是旧的状态，h0 进了结果
def jax_scan_rnn(x, h0, params):
    def step(h, x_s):
        return jnp.tanh(x_s @ params["wx"] + h @ params["wh"] + params["b"]), h

    return jnp.swapaxes(jax.lax.scan(step, h0, jnp.swapaxes(x, 0, 1))[1], 0, 1)


# %% wrong last-only
# 只返回了最后手里的状态
def jax_scan_rnn(x, h0, params):
    def step(h, x_s):
        h = jnp.tanh(x_s @ params["wx"] + h @ params["wh"] + params["b"])
        return h, h

    return jax.lax.scan(step, h0, jnp.swapaxes(x, 0, 1))[0]


# %% wrong loop
# 写了 for，编译时一步一步摊开
def jax_scan_rnn(x, h0, params):
    hs, h = [], h0
    for s in range(x.shape[1]):
        h = jnp.tanh(x[:, s] @ params["wx"] + h @ params["wh"] + params["b"])
        hs.append(h)
    return jnp.stack(hs, axis=1)


# %% wrong to-numpy
# 把结果变成了 NumPy 数组，不能再求导
def jax_scan_rnn(x, h0, params):
    def step(h, x_s):
        h = jnp.tanh(x_s @ params["wx"] + h @ params["wh"] + params["b"])
        return h, h

    hs = np.asarray(jax.lax.scan(step, h0, jnp.swapaxes(x, 0, 1))[1])
    return jnp.asarray(hs.swapaxes(0, 1))


# %% wrong with-h0
# 把 h0 接在了结果的前面，多出一步
def jax_scan_rnn(x, h0, params):
    def step(h, x_s):
        h = jnp.tanh(x_s @ params["wx"] + h @ params["wh"] + params["b"])
        return h, h

    hs = jax.lax.scan(step, h0, jnp.swapaxes(x, 0, 1))[1]
    return jnp.swapaxes(jnp.concatenate([jnp.asarray(h0)[None], hs]), 0, 1)


# %% wrong zero-start
# 没有用 h0，总是从 0 出发
def jax_scan_rnn(x, h0, params):
    def step(h, x_s):
        h = jnp.tanh(x_s @ params["wx"] + h @ params["wh"] + params["b"])
        return h, h

    return jnp.swapaxes(jax.lax.scan(step, jnp.zeros_like(h0), jnp.swapaxes(x, 0, 1))[1], 0, 1)


# %% wrong not-carried
# 手里拿着的没有更新，每一步都从 h0 算起
def jax_scan_rnn(x, h0, params):
    def step(h, x_s):
        return h, jnp.tanh(x_s @ params["wx"] + h @ params["wh"] + params["b"])

    return jnp.swapaxes(jax.lax.scan(step, jnp.asarray(h0), jnp.swapaxes(x, 0, 1))[1], 0, 1)


# %% wrong backwards
# 从最后一步往前走
def jax_scan_rnn(x, h0, params):
    def step(h, x_s):
        h = jnp.tanh(x_s @ params["wx"] + h @ params["wh"] + params["b"])
        return h, h

    return jnp.swapaxes(jax.lax.scan(step, h0, jnp.swapaxes(x, 0, 1), reverse=True)[1], 0, 1)


# %% wrong transposed
# 旧状态乘的是 wh 的转置
def jax_scan_rnn(x, h0, params):
    def step(h, x_s):
        h = jnp.tanh(x_s @ params["wx"] + h @ params["wh"].T + params["b"])
        return h, h

    return jnp.swapaxes(jax.lax.scan(step, h0, jnp.swapaxes(x, 0, 1))[1], 0, 1)


# %% wrong no-bias
# 漏了偏置
def jax_scan_rnn(x, h0, params):
    def step(h, x_s):
        h = jnp.tanh(x_s @ params["wx"] + h @ params["wh"])
        return h, h

    return jnp.swapaxes(jax.lax.scan(step, h0, jnp.swapaxes(x, 0, 1))[1], 0, 1)


# %% wrong no-tanh
# 漏了 tanh
def jax_scan_rnn(x, h0, params):
    def step(h, x_s):
        h = x_s @ params["wx"] + h @ params["wh"] + params["b"]
        return h, h

    return jnp.swapaxes(jax.lax.scan(step, h0, jnp.swapaxes(x, 0, 1))[1], 0, 1)


# %% wrong tanh-only-kept
# 留下的有 tanh，手里拿着的没有
def jax_scan_rnn(x, h0, params):
    def step(h, x_s):
        z = x_s @ params["wx"] + h @ params["wh"] + params["b"]
        return z, jnp.tanh(z)

    return jnp.swapaxes(jax.lax.scan(step, h0, jnp.swapaxes(x, 0, 1))[1], 0, 1)


# %% wrong first-sample-state
# 整批都从第一个样本的 h0 出发
def jax_scan_rnn(x, h0, params):
    def step(h, x_s):
        h = jnp.tanh(x_s @ params["wx"] + h @ params["wh"] + params["b"])
        return h, h

    start = jnp.broadcast_to(h0[:1], h0.shape)
    return jnp.swapaxes(jax.lax.scan(step, start, jnp.swapaxes(x, 0, 1))[1], 0, 1)


# %% right projected
# 先一次算好所有输入的乘积；用 moveaxis 和关键字参数
def jax_scan_rnn(x, h0, params):
    projected = jnp.asarray(x) @ params["wx"] + params["b"]
    wh = params["wh"]

    def step(h, z):
        new = jnp.tanh(z + h @ wh)
        return new, new

    _, hs = jax.lax.scan(f=step, init=jnp.asarray(h0), xs=jnp.moveaxis(projected, 1, 0))
    return jnp.moveaxis(hs, 0, 1)


# %% right per-sample
# 一个样本的 scan，再用 vmap 变成一批的
from jax import lax


def jax_scan_rnn(x, h0, params):
    def one(sample, start):
        def step(h, x_s):
            h = jnp.tanh(jnp.dot(x_s, params["wx"]) + jnp.dot(h, params["wh"]) + params["b"])
            return h, h

        return lax.scan(step, start, sample)[1]

    return jax.vmap(one)(x, h0)


# %% right decorated
# 整个函数用 jax.jit 编译
@jax.jit
def jax_scan_rnn(x, h0, params):
    def step(carry, x_s):
        carry = jnp.tanh(x_s @ params["wx"] + carry @ params["wh"] + params["b"])
        return carry, carry

    return jax.lax.scan(step, h0, x.transpose(1, 0, 2))[1].transpose(1, 0, 2)
