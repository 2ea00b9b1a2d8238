# %%
import jax
import jax.numpy as jnp
import numpy as np


# %% wrong primal
# 返回了 jax.jvp 的第一样，那是梯度
def jax_hvp(f, x, v):
    return np.asarray(jax.jvp(jax.grad(f), (x,), (v,))[0])


# %% wrong swapped
# x 和 v 的位置反了
def jax_hvp(f, x, v):
    return np.asarray(jax.jvp(jax.grad(f), (v,), (x,))[1])


# %% wrong jvp-of-f
# 对 f 本身用了 jax.jvp，得到一个数
def jax_hvp(f, x, v):
    return np.asarray(jax.jvp(f, (x,), (v,))[1])


# %% wrong whole-hessian
# 用 jax.hessian 造出了整个矩阵
def jax_hvp(f, x, v):
    matrix = jax.hessian(f)(x).reshape(x.size, x.size)
    return np.asarray(matrix @ v.reshape(-1)).reshape(x.shape)


# %% wrong returns-jax
# 返回的是 JAX 的数组
def jax_hvp(f, x, v):
    return jax.jvp(jax.grad(f), (x,), (v,))[1]


# %% wrong row-sums
# 梯度的和的梯度再乘 v：那是黑塞矩阵每行之和
def jax_hvp(f, x, v):
    return np.asarray(jax.grad(lambda x: jnp.sum(jax.grad(f)(x)))(x) * v)


# %% wrong no-second
# 只求了一次导，逐元素乘了 v
def jax_hvp(f, x, v):
    return np.asarray(jax.grad(f)(x) * v)


# %% wrong by-gradient
# 黑塞矩阵乘的是梯度，不是 v
def jax_hvp(f, x, v):
    return np.asarray(jax.grad(lambda x: jnp.sum(jax.grad(f)(x) ** 2) / 2)(x))


# %% wrong unit-direction
# 先把 v 缩成了单位长
def jax_hvp(f, x, v):
    v = v / (np.linalg.norm(v) + np.float32(1e-12))
    return np.asarray(jax.jvp(jax.grad(f), (x,), (v,))[1])


# %% wrong differences
# 用梯度的差商代替第二次求导，float32 里不够准
def jax_hvp(f, x, v):
    gradient = jax.grad(f)
    step = np.float32(1e-4)
    return np.asarray((gradient(x + step * v) - gradient(x - step * v)) / (2 * step))


# %% wrong differences-wider
# 用梯度的中心差分（步长千分之一）代替第二次求导，float32 里不够准
def jax_hvp(f, x, v):
    gradient = jax.grad(f)
    step = np.float32(1e-3)
    return np.asarray((gradient(x + step * v) - gradient(x - step * v)) / (2 * step))


# %% wrong flattened
# 结果拉成了一维，不是 x 的形状
def jax_hvp(f, x, v):
    return np.asarray(jax.jvp(jax.grad(f), (x,), (v,))[1]).ravel()


# %% right reverse-twice
# 往回两次：梯度与 v 的点积的梯度
def jax_hvp(f, x, v):
    return np.asarray(jax.grad(lambda x: jnp.sum(jax.grad(f)(x) * v))(jnp.asarray(x)))


# %% right vjp
# 梯度的 vjp：黑塞矩阵是对称的
def jax_hvp(f, x, v):
    _, back = jax.vjp(jax.grad(f), x)
    (product,) = back(jnp.asarray(v))
    return np.array(product)


# %% right linearize
# jax.linearize，编译过
def jax_hvp(f, x, v):
    @jax.jit
    def product(x, v):
        _, along = jax.linearize(jax.grad(f), x)
        return along(v)

    return np.asarray(product(x, v), dtype=np.float32)
