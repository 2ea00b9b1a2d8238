# %%
import numpy as np


# %% wrong leaky
# 负数没有变成 0，而是乘了 0.01（leaky ReLU）
def relu(z):
    return np.where(z > 0, z, 0.01 * z)


# %% wrong absolute-value
# 负数变成了它的绝对值，而不是 0
def relu(z):
    return np.abs(z)


# %% wrong returns-derivative
# 返回的是 ReLU 的导数（0 和 1），不是 ReLU 的值
def relu(z):
    return (z > 0).astype(float)


# %% wrong in-place
# 直接在传进来的 z 上把负数改成 0，调用者的数组也被改了
def relu(z):
    z[z < 0] = 0
    return z


# %% wrong capped-at-one
# 大于 1 的数也被截成了 1
def relu(z):
    return np.clip(z, 0, 1)


# %% wrong minimum
# 取的是 z 与 0 中较小的一个，留下的是负数
def relu(z):
    return np.minimum(z, 0)


# %% wrong max-along-axis
# 用了 np.max(z, 0)：这是沿第 0 轴求最大值，不是逐个元素与 0 比较（那是 np.maximum）
def relu(z):
    return np.max(z, 0)


# %% wrong built-in-max
# 用了 Python 自带的 max(0, z)：它不会逐个元素比较数组
def relu(z):
    return max(0, z)


# %% wrong built-in-max-array-first
# 用了 Python 自带的 max(z, 0)：它只比较整个数组一次，不会逐个元素比较
def relu(z):
    return max(z, 0)


# %% wrong drops-negatives
# 只取出了正数，负数的位置被丢掉，形状变了
def relu(z):
    return z[z > 0]


# %% wrong two-dimensional-only
# 用两层循环按行和列取元素，只适用于二维数组
def relu(z):
    out = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            if z[i, j] > 0:
                out[i, j] = z[i, j]
    return out


# %% wrong ravel-of-a-copy
# 改的是 ravel() 的结果：内存不连续时它是另一份拷贝，负数还留在原来的数组里
def relu(z):
    out = np.copy(z)
    flat = out.ravel()
    flat[flat < 0] = 0
    return out


# %% wrong negated
# 符号反了：算的是 max(−z, 0)，留下的是负数的绝对值
def relu(z):
    return np.maximum(-z, 0)


# %% wrong sigmoid
# 算的是 sigmoid，不是 ReLU
def relu(z):
    return 1 / (1 + np.exp(-z))


# %% wrong softplus
# 算的是 softplus（ln(1 + e^z)），它只是 ReLU 的光滑近似
def relu(z):
    return np.logaddexp(z, 0)


# %% right product-with-mask
# 用 z 乘以 z > 0
def relu(z):
    return z * (z > 0)


# %% right copy-and-assign
# 先拷贝，再把拷贝里的负数改成 0
def relu(z):
    out = z.copy()
    out[out < 0] = 0
    return out


# %% right half-sum
# 用 (z + |z|) / 2，整数输入得到浮点数
def relu(z):
    return (z + np.abs(z)) / 2


# %% right loop-float32
# 逐个元素循环，结果是 float32
def relu(z):
    out = np.zeros(z.shape, dtype=np.float32)
    for index in np.ndindex(z.shape):
        out[index] = z[index] if z[index] > 0 else 0.0
    return out


# %% right clip
# 用 clip，只给下界
def relu(z):
    return np.clip(z, 0, None)
