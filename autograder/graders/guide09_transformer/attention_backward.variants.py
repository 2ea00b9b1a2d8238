# %% wrong diagonal-only
# softmax 的雅可比只取了对角线：da·a·(1 − a)，漏了权重之间此消彼长的部分
def attention_backward(dout, cache):
    q, k, v, weights = cache
    dv = np.swapaxes(weights, -1, -2) @ dout
    da = dout @ np.swapaxes(v, -1, -2)
    ds = da * weights * (1 - weights)
    ds = ds / math.sqrt(q.shape[-1])
    return (ds @ k, np.swapaxes(ds, -1, -2) @ q, dv)


# %% wrong mean-not-subtracted
# softmax 的反向只乘了权重，没有减去一行里的加权平均
def attention_backward(dout, cache):
    q, k, v, weights = cache
    dv = np.swapaxes(weights, -1, -2) @ dout
    da = dout @ np.swapaxes(v, -1, -2)
    ds = weights * da
    ds = ds / math.sqrt(q.shape[-1])
    return (ds @ k, np.swapaxes(ds, -1, -2) @ q, dv)


# %% wrong plain-mean
# 减去的是 da 的普通平均，应当用权重来加权
def attention_backward(dout, cache):
    q, k, v, weights = cache
    dv = np.swapaxes(weights, -1, -2) @ dout
    da = dout @ np.swapaxes(v, -1, -2)
    ds = weights * (da - da.mean(axis=-1, keepdims=True))
    ds = ds / math.sqrt(q.shape[-1])
    return (ds @ k, np.swapaxes(ds, -1, -2) @ q, dv)


# %% wrong sum-over-queries
# 加权平均沿查询那一轴加了
def attention_backward(dout, cache):
    q, k, v, weights = cache
    dv = np.swapaxes(weights, -1, -2) @ dout
    da = dout @ np.swapaxes(v, -1, -2)
    ds = weights * (da - (weights * da).sum(axis=-2, keepdims=True))
    ds = ds / math.sqrt(q.shape[-1])
    return (ds @ k, np.swapaxes(ds, -1, -2) @ q, dv)


# %% wrong softmax-skipped
# 没有过 softmax 的导数：直接把权重的梯度当成了打分的梯度
def attention_backward(dout, cache):
    q, k, v, weights = cache
    dv = np.swapaxes(weights, -1, -2) @ dout
    da = dout @ np.swapaxes(v, -1, -2)
    ds = da
    ds = ds / math.sqrt(q.shape[-1])
    return (ds @ k, np.swapaxes(ds, -1, -2) @ q, dv)


# %% wrong not-scaled
# 反向没有除以 √d
def attention_backward(dout, cache):
    q, k, v, weights = cache
    dv = np.swapaxes(weights, -1, -2) @ dout
    da = dout @ np.swapaxes(v, -1, -2)
    ds = weights * (da - (weights * da).sum(axis=-1, keepdims=True))
    return (ds @ k, np.swapaxes(ds, -1, -2) @ q, dv)


# %% wrong scaled-once
# √d 只在 dq 里除了，dk 没有除
def attention_backward(dout, cache):
    q, k, v, weights = cache
    dv = np.swapaxes(weights, -1, -2) @ dout
    da = dout @ np.swapaxes(v, -1, -2)
    ds = weights * (da - (weights * da).sum(axis=-1, keepdims=True))
    return (ds @ k / math.sqrt(q.shape[-1]), np.swapaxes(ds, -1, -2) @ q, dv)


# %% wrong scaled-twice
# √d 除了两次
def attention_backward(dout, cache):
    q, k, v, weights = cache
    dv = np.swapaxes(weights, -1, -2) @ dout
    da = dout @ np.swapaxes(v, -1, -2)
    ds = weights * (da - (weights * da).sum(axis=-1, keepdims=True))
    ds = ds / q.shape[-1]
    return (ds @ k, np.swapaxes(ds, -1, -2) @ q, dv)


# %% wrong values-from-scores
# dv 用的是打分的梯度，应当用权重的转置乘 dout
def attention_backward(dout, cache):
    q, k, v, weights = cache
    da = dout @ np.swapaxes(v, -1, -2)
    ds = weights * (da - (weights * da).sum(axis=-1, keepdims=True))
    ds = ds / math.sqrt(q.shape[-1])
    return (ds @ k, np.swapaxes(ds, -1, -2) @ q, np.swapaxes(ds, -1, -2) @ dout)


# %% wrong swapped
# dq 和 dk 的次序反了
def attention_backward(dout, cache):
    q, k, v, weights = cache
    dv = np.swapaxes(weights, -1, -2) @ dout
    da = dout @ np.swapaxes(v, -1, -2)
    ds = weights * (da - (weights * da).sum(axis=-1, keepdims=True))
    ds = ds / math.sqrt(q.shape[-1])
    return (np.swapaxes(ds, -1, -2) @ q, ds @ k, dv)


# %% wrong sign
# dq、dk 的正负号反了
def attention_backward(dout, cache):
    q, k, v, weights = cache
    dv = np.swapaxes(weights, -1, -2) @ dout
    da = dout @ np.swapaxes(v, -1, -2)
    ds = weights * (da - (weights * da).sum(axis=-1, keepdims=True))
    ds = ds / math.sqrt(q.shape[-1])
    return (-ds @ k, -np.swapaxes(ds, -1, -2) @ q, dv)


# %% right output-trick
# 一行的加权平均就是 dout·out
def attention_backward(dout, cache):
    q, k, v, a = cache
    out = a @ v
    inner = (dout * out).sum(axis=-1, keepdims=True)
    ds = a * (dout @ v.swapaxes(-1, -2) - inner) * q.shape[-1] ** -0.5
    return (
        np.einsum("...ij,...jd->...id", ds, k),
        np.einsum("...ij,...id->...jd", ds, q),
        a.swapaxes(-1, -2) @ dout,
    )


# %% right whole-jacobian
# 把雅可比矩阵整个造出来
def attention_backward(dout, cache):
    q, k, v, a = cache
    jacobian = a[..., :, None] * (np.eye(a.shape[-1]) - a[..., None, :])
    da = np.einsum("...ie,...je->...ij", dout, v)
    ds = np.einsum("...ij,...ijl->...il", da, jacobian) / np.sqrt(k.shape[-1])
    return [ds @ k, np.swapaxes(ds, -1, -2) @ q, np.swapaxes(a, -1, -2) @ dout]
