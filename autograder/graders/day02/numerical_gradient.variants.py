# %%
import numpy as np


# %% wrong forward
# 只往前走了一步，是前向差分
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    here = f(t)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        grad[index] = (f(t) - here) / eps
        t[index] = kept
    return grad


# %% wrong divides-by-eps
# 除以了 eps，应当除以 2·eps
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad[index] = (above - f(t)) / eps
        t[index] = kept
    return grad


# %% wrong never-restored
# 动过的元素没有放回去，后面的偏导数是在别处算的
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        t[index] += eps
        above = f(t)
        t[index] -= 2 * eps
        grad[index] = (above - f(t)) / (2 * eps)
    return grad


# %% wrong theta-moved
# 直接在传进来的 theta 上加减 eps，最后与原来差了一点舍入误差
def numerical_gradient(f, theta, eps=1e-6):
    t = theta.astype(float) if theta.dtype.kind == "i" else theta
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        t[index] += eps
        above = f(t)
        t[index] -= 2 * eps
        grad[index] = (above - f(t)) / (2 * eps)
        t[index] += eps
    return grad


# %% wrong integer-steps
# 整数的 theta 没有换成浮点数，加上 eps 之后又被截了回去
def numerical_gradient(f, theta, eps=1e-6):
    t = theta.copy()
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad[index] = (above - f(t)) / (2 * eps)
        t[index] = kept
    return grad


# %% wrong integer-result
# 用 zeros_like(theta) 装结果，theta 是整数时梯度也被截成了整数
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros_like(theta)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad[index] = (above - f(t)) / (2 * eps)
        t[index] = kept
    return grad


# %% wrong one-axis
# 只用一个下标循环，多维的 theta 会整行一起动
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for i in range(len(t)):
        kept = t[i].copy()
        t[i] = kept + eps
        above = f(t)
        t[i] = kept - eps
        grad[i] = (above - f(t)) / (2 * eps)
        t[i] = kept
    return grad


# %% wrong all-at-once
# 所有元素一起动了，每一格都是各个偏导数之和
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    return np.full(t.shape, (f(t + eps) - f(t - eps)) / (2 * eps))


# %% wrong fixed-eps
# 没有用参数 eps，步长写死了
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + 1e-5
        above = f(t)
        t[index] = kept - 1e-5
        grad[index] = (above - f(t)) / 2e-5
        t[index] = kept
    return grad


# %% wrong ravel-of-a-copy
# 改的是 ravel() 的结果：内存不连续时它是另一份拷贝，f 看不到变化
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    flat, grad = t.ravel(), np.zeros(t.shape)
    for i in range(t.size):
        kept = flat[i]
        flat[i] = kept + eps
        above = f(t)
        flat[i] = kept - eps
        grad.flat[i] = (above - f(t)) / (2 * eps)
        flat[i] = kept
    return grad


# %% wrong halved-times-eps
# 写成了 / 2 * eps，先除以 2 再乘 eps，分母没有加括号
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad[index] = (above - f(t)) / 2 * eps
        t[index] = kept
    return grad


# %% wrong halved-only
# 只除以了 2，没有除以 eps
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad[index] = (above - f(t)) / 2
        t[index] = kept
    return grad


# %% wrong back-to-the-start-only
# 往回走的一步是从推过的位置减去 eps，只退回了原处：分子只有该有的一半
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = t[index] - eps
        grad[index] = (above - f(t)) / (2 * eps)
        t[index] = kept
    return grad


# %% wrong backward
# 只往后走了一步，是后向差分
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    here = f(t)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept - eps
        grad[index] = (here - f(t)) / eps
        t[index] = kept
    return grad


# %% wrong half-steps
# 往两边各走了 eps 的一半，除以 eps：步子不是题目要的大小
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps / 2
        above = f(t)
        t[index] = kept - eps / 2
        grad[index] = (above - f(t)) / eps
        t[index] = kept
    return grad


# %% wrong sign
# 两次函数值相减的次序反了，梯度整个反号
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad[index] = (f(t) - above) / (2 * eps)
        t[index] = kept
    return grad


# %% wrong aliased
# 往上和往下移的是同一个数组（没有复制），两次算的是同一个函数值，梯度全是 0
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        above, below = t, t
        kept = t[index]
        above[index] = kept + eps
        below[index] = kept - eps
        grad[index] = (f(above) - f(below)) / (2 * eps)
        t[index] = kept
    return grad


# %% wrong return-inside-loop
# return 写在了循环里面，只算了第一个偏导数
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = np.zeros(t.shape)
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad[index] = (above - f(t)) / (2 * eps)
        t[index] = kept
        return grad


# %% wrong flat
# 结果是一维的，没有恢复成 theta 的形状
def numerical_gradient(f, theta, eps=1e-6):
    t = np.array(theta, dtype=float)
    grad = []
    for index in np.ndindex(t.shape):
        kept = t[index]
        t[index] = kept + eps
        above = f(t)
        t[index] = kept - eps
        grad.append((above - f(t)) / (2 * eps))
        t[index] = kept
    return np.array(grad)


# %% right unit-vectors
# 每次加上一个单位向量的 eps 倍
def numerical_gradient(f, theta, eps=1e-6):
    theta = np.asarray(theta, dtype=np.float64)
    grad = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        step = np.zeros_like(theta)
        step[index] = eps
        grad[index] = (f(theta + step) - f(theta - step)) / (2 * eps)
    return grad


# %% right nditer
# 用 np.nditer 走遍每个元素，在 theta 本身上动，用完放回原值
def numerical_gradient(f, theta, eps=1e-6):
    if theta.dtype.kind != "f":
        theta = theta.astype(float)
    grad = np.zeros(theta.shape)
    it = np.nditer(theta, flags=["multi_index"])
    for _ in it:
        index = it.multi_index
        old = theta[index]
        theta[index] = old + eps
        plus = f(theta)
        theta[index] = old - eps
        minus = f(theta)
        theta[index] = old
        grad[index] = (plus - minus) / (2 * eps)
    return grad


# %% right flat-and-reshape
# 拉平成一维，每次调用 f 之前再恢复形状
def numerical_gradient(f, theta, eps=1e-6):
    shape = np.shape(theta)
    flat = np.array(theta, dtype=float).reshape(-1)
    rows = eps * np.eye(flat.size)
    slopes = [(f((flat + e).reshape(shape)) - f((flat - e).reshape(shape))) / (2 * eps) for e in rows]
    return np.array(slopes).reshape(shape)


# %% right two-copies
# 每次复制两份，一份往上，一份往下
def numerical_gradient(f, theta, eps=1e-6):
    theta = theta.astype(np.float64)
    grad = np.empty(theta.shape)
    for idx in np.ndindex(*theta.shape):
        plus, minus = theta.copy(), theta.copy()
        plus[idx] += eps
        minus[idx] -= eps
        grad[idx] = (f(plus) - f(minus)) / 2 / eps
    return grad
