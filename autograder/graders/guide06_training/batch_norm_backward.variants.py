# %% wrong direct-only
# 只有直接的那条路：把平均和方差当成了常数
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    g = dout * gamma
    dx = g / std
    return dx, (dout * normal).sum(axis=0), dout.sum(axis=0)


# %% wrong mean-dropped
# 丢了经过平均的那条路
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    g = dout * gamma
    dx = (g - normal * (g * normal).mean(axis=0)) / std
    return dx, (dout * normal).sum(axis=0), dout.sum(axis=0)


# %% wrong variance-dropped
# 丢了经过方差的那条路
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    g = dout * gamma
    dx = (g - g.mean(axis=0)) / std
    return dx, (dout * normal).sum(axis=0), dout.sum(axis=0)


# %% wrong gamma-by-x
# dgamma 用的是没有减平均、没有除以标准差的 x
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    g = dout * gamma
    dx = (g - g.mean(axis=0) - normal * (g * normal).mean(axis=0)) / std
    return dx, (dout * (normal * std)).sum(axis=0), dout.sum(axis=0)


# %% wrong gamma-forgotten
# dx 里忘了乘 gamma
def batch_norm_backward(dout, cache):
    normal, _, std = cache
    g = dout
    dx = (g - g.mean(axis=0) - normal * (g * normal).mean(axis=0)) / std
    return dx, (dout * normal).sum(axis=0), dout.sum(axis=0)


# %% wrong parameters-averaged
# dgamma 和 dbeta 对样本求了平均
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    g = dout * gamma
    dx = (g - g.mean(axis=0) - normal * (g * normal).mean(axis=0)) / std
    return dx, (dout * normal).mean(axis=0), dout.mean(axis=0)


# %% wrong sums-for-means
# dx 里减去的是和，不是平均
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    g = dout * gamma
    dx = (g - g.sum(axis=0) - normal * (g * normal).sum(axis=0)) / std
    return dx, (dout * normal).sum(axis=0), dout.sum(axis=0)


# %% wrong std-forgotten
# dx 忘了除以标准差
def batch_norm_backward(dout, cache):
    normal, gamma, _ = cache
    g = dout * gamma
    dx = g - g.mean(axis=0) - normal * (g * normal).mean(axis=0)
    return dx, (dout * normal).sum(axis=0), dout.sum(axis=0)


# %% wrong variance-plus
# 经过方差的那一项符号反了
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    g = dout * gamma
    dx = (g - g.mean(axis=0) + normal * (g * normal).mean(axis=0)) / std
    return dx, (dout * normal).sum(axis=0), dout.sum(axis=0)


# %% wrong over-everything
# 平均是对整个数组求的，不是每一列
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    g = dout * gamma
    dx = (g - g.mean() - normal * (g * normal).mean()) / std
    return dx, (dout * normal).sum(axis=0), dout.sum(axis=0)


# %% wrong along-rows
# 平均沿着每一行求
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    g = dout * gamma
    dx = (g - g.mean(axis=1, keepdims=True) - normal * (g * normal).mean(axis=1, keepdims=True)) / std
    return dx, (dout * normal).sum(axis=0), dout.sum(axis=0)


# %% wrong squared-std
# 除以的是方差
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    g = dout * gamma
    dx = (g - g.mean(axis=0) - normal * (g * normal).mean(axis=0)) / std**2
    return dx, (dout * normal).sum(axis=0), dout.sum(axis=0)


# %% wrong gamma-gradient-by-g
# dgamma 里多乘了一次 gamma
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    g = dout * gamma
    dx = (g - g.mean(axis=0) - normal * (g * normal).mean(axis=0)) / std
    return dx, (g * normal).sum(axis=0), dout.sum(axis=0)


# %% wrong beta-gradient-by-gamma
# dbeta 里多乘了 gamma
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    g = dout * gamma
    dx = (g - g.mean(axis=0) - normal * (g * normal).mean(axis=0)) / std
    return dx, (dout * normal).sum(axis=0), g.sum(axis=0)


# %% wrong swapped
# dgamma 和 dbeta 的次序反了
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    g = dout * gamma
    dx = (g - g.mean(axis=0) - normal * (g * normal).mean(axis=0)) / std
    return dx, dout.sum(axis=0), (dout * normal).sum(axis=0)


# %% wrong unbiased
# 推导里的 1/n 写成了 1/(n − 1)
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    g = dout * gamma
    k = len(dout) - 1
    dx = (g - g.sum(axis=0) / k - normal * (g * normal).sum(axis=0) / k) / std
    return dx, (dout * normal).sum(axis=0), dout.sum(axis=0)


# %% right step-by-step
# 一站一站往回走：方差、平均、直接，三份分开算
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    n = dout.shape[0]
    dnormal = dout * gamma
    centred = normal * std
    dvar = np.sum(dnormal * centred * -0.5 * std**-3, axis=0)
    dmean = np.sum(-dnormal / std, axis=0) + dvar * np.mean(-2.0 * centred, axis=0)
    dx = dnormal / std + dvar * 2.0 * centred / n + dmean / n
    return dx, np.sum(dout * normal, axis=0), np.sum(dout, axis=0)


# %% right compact
# 先算 dgamma 和 dbeta，再由它们写出 dx
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    n = len(dout)
    dbeta = dout.sum(0)
    dgamma = (dout * normal).sum(0)
    dx = gamma / (n * std) * (n * dout - dbeta - normal * dgamma)
    return dx, dgamma, dbeta


# %% right jacobian
# 每一列写出整个雅可比矩阵，再乘
def batch_norm_backward(dout, cache):
    normal, gamma, std = cache
    n, d = normal.shape
    dx = np.empty((n, d))
    for j in range(d):
        h = normal[:, j]
        table = (np.eye(n) - 1 / n - np.outer(h, h) / n) / std[j]
        dx[:, j] = table @ (dout[:, j] * gamma[j])
    return dx, np.einsum("ij,ij->j", dout, normal), dout.sum(axis=0)
