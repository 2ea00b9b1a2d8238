# %%
import jax
import jax.numpy as jnp


# %% wrong plain-sign
# 直接用 jnp.sign，梯度处处是 0
def jax_straight_through(x):
    return jnp.sign(x)


# %% wrong no-upstream
# 反向只返回了 0 和 1，没有乘上游的梯度
def jax_straight_through(x):
    @jax.custom_vjp
    def sign(x):
        return jnp.sign(x)

    sign.defvjp(lambda x: (jnp.sign(x), x), lambda x, upstream: ((jnp.abs(x) <= 1).astype(x.dtype),))
    return sign(jnp.asarray(x))


# %% wrong open-interval
# 写成了 |x| < 1，正好 ±1 的地方也关掉了
def jax_straight_through(x):
    @jax.custom_vjp
    def sign(x):
        return jnp.sign(x)

    sign.defvjp(lambda x: (jnp.sign(x), x), lambda x, upstream: (upstream * (jnp.abs(x) < 1),))
    return sign(x)


# %% wrong clip
# 借用 jnp.clip 的梯度：正好 ±1 的地方只有一半
def jax_straight_through(x):
    near = jnp.clip(x, -1, 1)
    return near + jax.lax.stop_gradient(jnp.sign(x) - near)


# %% wrong python-if
# 用了 if，只对一个数有效
def jax_straight_through(x):
    @jax.custom_vjp
    def sign(x):
        return jnp.sign(x)

    def backward(x, upstream):
        return (upstream if abs(x) <= 1 else 0.0 * upstream,)

    sign.defvjp(lambda x: (jnp.sign(x), x), backward)
    return sign(x)


# %% wrong everywhere
# 哪里都放行
def jax_straight_through(x):
    return x + jax.lax.stop_gradient(jnp.sign(x) - x)


# %% wrong sign-of-zero
# 0 的符号当作了 1
def jax_straight_through(x):
    @jax.custom_vjp
    def sign(x):
        return jnp.where(x >= 0, 1.0, -1.0)

    sign.defvjp(lambda x: (sign(x), x), lambda x, upstream: (upstream * (jnp.abs(x) <= 1),))
    return sign(x)


# %% wrong mask-by-upstream
# 拿上游的梯度去和 1 比
def jax_straight_through(x):
    @jax.custom_vjp
    def sign(x):
        return jnp.sign(x)

    sign.defvjp(lambda x: (sign(x), None), lambda _, upstream: (upstream * (jnp.abs(upstream) <= 1),))
    return sign(x)


# %% wrong one-sided
# 只看了 x ≤ 1，没有取绝对值
def jax_straight_through(x):
    @jax.custom_vjp
    def sign(x):
        return jnp.sign(x)

    sign.defvjp(lambda x: (sign(x), x), lambda x, upstream: (upstream * (x <= 1),))
    return sign(x)


# %% wrong mask-inverted
# 条件反了：远的放行，近的关掉
def jax_straight_through(x):
    @jax.custom_vjp
    def sign(x):
        return jnp.sign(x)

    sign.defvjp(lambda x: (sign(x), x), lambda x, upstream: (upstream * (jnp.abs(x) > 1),))
    return sign(x)


# %% wrong no-tuple
# 反向返回的不是 tuple，报错
def jax_straight_through(x):
    @jax.custom_vjp
    def sign(x):
        return jnp.sign(x)

    sign.defvjp(lambda x: (sign(x), x), lambda x, upstream: upstream * (jnp.abs(x) <= 1))
    return sign(x)


# %% wrong clamped-forward
# 前向是夹在 −1 到 1 之间的 x，不是符号
def jax_straight_through(x):
    @jax.custom_vjp
    def sign(x):
        return jnp.clip(x, -1, 1)

    sign.defvjp(lambda x: (sign(x), x), lambda x, upstream: (upstream * (jnp.abs(x) <= 1),))
    return sign(x)


# %% right outside
# 写在函数外面，装饰器加在函数自己身上
@jax.custom_vjp
def jax_straight_through(x):
    return jnp.sign(x)


def _forward(x):
    return jnp.sign(x), (x >= -1) & (x <= 1)


def _backward(passing, upstream):
    return (jnp.where(passing, upstream, 0),)


jax_straight_through.defvjp(_forward, _backward)


# %% right stopped
# 用 stop_gradient：能通行的部分加上一个没有梯度的差
def jax_straight_through(x):
    passing = jnp.where(jnp.abs(x) <= 1, x, 0.0)
    return passing + jax.lax.stop_gradient(jnp.sign(x) - passing)


# %% right jvp
# 用 custom_jvp：前向的切向量也乘上条件
@jax.custom_jvp
def _sign(x):
    return jnp.sign(x)


@_sign.defjvp
def _along(primals, tangents):
    (x,), (t,) = primals, tangents
    return jnp.sign(x), jnp.where(jnp.abs(x) <= 1, t, 0)


def jax_straight_through(x):
    return _sign(jnp.asarray(x))
