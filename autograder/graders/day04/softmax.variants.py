# %%
import numpy as np


# %% wrong sum-over-everything
# 分母对整个数组求和，没有逐行求和
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum()


# %% wrong unshifted-sum-over-everything
# 没有减去最大值，分母又对整个数组求和
def softmax(z):
    return np.exp(z) / np.exp(z).sum()


# %% wrong wrong-axis
# 沿 axis=0 归一化，让每一列（而不是每一行）的和为 1
def softmax(z):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


# %% wrong global-maximum-wrong-axis
# 减去的是整个数组的最大值，又沿 axis=0 归一化，让每一列的和为 1
def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=0)


# %% wrong overflow
# 取指数之前没有减去每行的最大值，logits 很大时溢出
def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


# %% wrong global-maximum
# 减去的是整个数组的最大值，不是每行各自的最大值，小得多的那些行就全变成了 0 除以 0
def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=1, keepdims=True)


# %% wrong column-maximum
# 减去的是每一列的最大值，同一行里各类别减的数不同，概率就变了
def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong minus-mean
# 减去的是每行的平均值，不是最大值，一行里相差悬殊时仍会溢出
def softmax(z):
    e = np.exp(z - z.mean(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong no-keepdims
# 求最大值和求和时没有写 keepdims=True，(n,) 与 (n, c) 对不上
def softmax(z):
    e = np.exp(z - z.max(axis=1))
    return e / e.sum(axis=1)


# %% wrong in-place
# 用 -= 直接改了传进来的 z，调用者的数组也被改了
def softmax(z):
    z -= z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


# %% wrong log-softmax
# 返回的是概率的对数（log-softmax），不是概率
def softmax(z):
    shifted = z - z.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


# %% wrong no-exponential
# 没有取指数，直接用 z 除以每行的和
def softmax(z):
    return z / z.sum(axis=1, keepdims=True)


# %% wrong clipped
# 把 logits 截在 −500 到 500 之间来防止溢出，超出范围的差别就丢了
def softmax(z):
    e = np.exp(np.clip(z, -500, 500))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong not-normalised
# 取了指数，但没有除以每行的和
def softmax(z):
    return np.exp(z - z.max(axis=1, keepdims=True))


# %% wrong squeezed
# 用 squeeze 去掉了长度为 1 的轴，只有一个样本时返回了一维数组
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return np.squeeze(e / e.sum(axis=1, keepdims=True))


# %% wrong global-maximum-sum-over-everything
# 减去的是整个数组的最大值，分母也对整个数组求和：所有行加起来才等于 1
def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


# %% wrong unshifted-wrong-axis
# 没有减去最大值，又沿 axis=0 归一化，让每一列的和为 1
def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=0)


# %% wrong row-maximum-wrong-axis
# 最大值是逐行减的，求和却沿了 axis=0（Python 自带的 sum 也是这样），让每一列的和为 1
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=0)


# %% wrong column-maximum-sum-over-everything
# 减去的是每一列的最大值，分母又对整个数组求和
def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum()


# %% wrong no-keepdims-in-sum
# 求和时没有写 keepdims=True，(n, c) 除以 (n,) 对不上；恰好 n = c 时每个数除以了别的行的和
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)


# %% wrong unshifted-no-keepdims
# 没有减去最大值，求和时又没有写 keepdims=True，(n, c) 除以 (n,) 对不上
def softmax(z):
    e = np.exp(z)
    return e / np.sum(e, axis=1)


# %% wrong numerator-unshifted
# 分母里减去了每行的最大值，分子里没有减：两边减的数要一样才约得掉
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return np.exp(z) / e.sum(axis=1, keepdims=True)


# %% wrong denominator-unshifted
# 分子里减去了每行的最大值，分母里没有减：两边减的数要一样才约得掉
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / np.exp(z).sum(axis=1, keepdims=True)


# %% wrong minus-minimum
# 减去的是每行的最小值，不是最大值，一行里相差悬殊时会溢出
def softmax(z):
    e = np.exp(z - z.min(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong maximum-added
# 加上了每行的最大值，应当减去，结果更容易溢出
def softmax(z):
    e = np.exp(z + z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong divided-by-maximum
# 用每行的最大值去除，不是减去它，概率就变了
def softmax(z):
    e = np.exp(z / z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% wrong mean-for-sum
# 除以的是每行指数的平均，不是总和
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.mean(axis=1, keepdims=True)


# %% wrong unshifted-not-normalised
# 只取了指数，没有除以每行的和，也没有减去最大值
def softmax(z):
    return np.exp(z)


# %% wrong sigmoid
# 逐个元素做了 sigmoid，每行的和不是 1
def softmax(z):
    return 1 / (1 + np.exp(-z))


# %% wrong negated
# 指数里的符号反了：打分越高，概率越低
def softmax(z):
    e = np.exp(z.min(axis=1, keepdims=True) - z)
    return e / e.sum(axis=1, keepdims=True)


# %% wrong one-row-too-few
# 循环少走了一步，最后一行没有算
def softmax(z):
    out = np.zeros(z.shape)
    for i in range(len(z) - 1):
        e = np.exp(z[i] - z[i].max())
        out[i] = e / e.sum()
    return out


# %% wrong returned-in-the-loop
# return 缩进在循环里，只算了第一行
def softmax(z):
    out = np.zeros(z.shape)
    for i in range(len(z)):
        e = np.exp(z[i] - z[i].max())
        out[i] = e / e.sum()
        return out


# %% wrong integer-output
# 把结果存进了与 z 同类型的数组，z 是整数时概率都成了 0
def softmax(z):
    out = np.zeros_like(z)
    for i in range(len(z)):
        e = np.exp(z[i] - z[i].max())
        out[i] = e / e.sum()
    return out


# %% right row-loop
# 一行一行地算
def softmax(z):
    out = np.empty(z.shape, dtype=float)
    for i, row in enumerate(z):
        e = np.exp(row - max(row))
        out[i] = e / sum(e)
    return out


# %% right float32
# 用 float32 计算
def softmax(z):
    z = z.astype(np.float32)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% right log-sum-exp
# 先用 logaddexp 求 log-softmax，再取指数
def softmax(z):
    z = z.astype(float)
    return np.exp(z - np.logaddexp.reduce(z, axis=1)[:, None])


# %% right transposed
# 在转置上计算，返回转置的视图
def softmax(z):
    t = z.T - z.max(axis=-1)
    e = np.exp(t)
    return (e / e.sum(axis=0)).T


# %% right small-eps
# 分母加了 1e-9
def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / (np.sum(e, axis=1, keepdims=True) + 1e-9)
