# %%
# Students pair neighbours with zip.
# ruff: noqa: RUF007
import numpy as np


# %% relu / leaky
# 负数没有变成 0，而是乘了 0.01（leaky ReLU）
def relu(z):
    return np.where(z > 0, z, 0.01 * z)


# %% relu / absolute-value
# 负数变成了它的绝对值，而不是 0
def relu(z):
    return np.abs(z)


# %% relu / returns-derivative
# 返回的是 ReLU 的导数（0 和 1），不是 ReLU 的值
def relu(z):
    return (z > 0).astype(float)


# %% relu / in-place
# 直接在传进来的 z 上把负数改成 0，调用者的数组也被改了
def relu(z):
    z[z < 0] = 0
    return z


# %% relu / capped-at-one
# 大于 1 的数也被截成了 1
def relu(z):
    return np.clip(z, 0, 1)


# %% relu / minimum
# 取的是 z 与 0 中较小的一个，留下的是负数
def relu(z):
    return np.minimum(z, 0)


# %% relu / max-along-axis
# 用了 np.max(z, 0)：这是沿第 0 轴求最大值，不是逐个元素与 0 比较（那是 np.maximum）
def relu(z):
    return np.max(z, 0)


# %% relu / built-in-max
# 用了 Python 自带的 max(0, z)：它不会逐个元素比较数组
def relu(z):
    return max(0, z)


# %% relu / drops-negatives
# 只取出了正数，负数的位置被丢掉，形状变了
def relu(z):
    return z[z > 0]


# %% relu / two-dimensional-only
# 用两层循环按行和列取元素，只适用于二维数组
def relu(z):
    out = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            if z[i, j] > 0:
                out[i, j] = z[i, j]
    return out


# %% relu / ravel-of-a-copy
# 改的是 ravel() 的结果：内存不连续时它是另一份拷贝，负数还留在原来的数组里
def relu(z):
    out = np.copy(z)
    flat = out.ravel()
    flat[flat < 0] = 0
    return out


# %% relu / negated
# 符号反了：算的是 max(−z, 0)，留下的是负数的绝对值
def relu(z):
    return np.maximum(-z, 0)


# %% relu / sigmoid
# 算的是 sigmoid，不是 ReLU
def relu(z):
    return 1 / (1 + np.exp(-z))


# %% relu / softplus
# 算的是 softplus（ln(1 + e^z)），它只是 ReLU 的光滑近似
def relu(z):
    return np.logaddexp(z, 0)


# %% relu_derivative / one-at-zero
# z 恰好为 0 时导数取了 1（判断条件写成了 >=）
def relu_derivative(z):
    return np.where(z >= 0, 1.0, 0.0)


# %% relu_derivative / half-at-zero
# z 恰好为 0 时导数取了 0.5
def relu_derivative(z):
    return (np.sign(z) + 1) / 2


# %% relu_derivative / boolean
# 返回的是 True 和 False，没有转换成数值 1 和 0
def relu_derivative(z):
    return z > 0


# %% relu_derivative / leaky
# z 为负时导数是 0.01（leaky ReLU），不是 0
def relu_derivative(z):
    return np.where(z > 0, 1.0, 0.01)


# %% relu_derivative / returns-relu
# 返回的是 ReLU 的值，不是它的导数
def relu_derivative(z):
    return np.maximum(z, 0)


# %% relu_derivative / sign
# 返回的是 z 的正负号：z 为负时得到 −1，而不是 0
def relu_derivative(z):
    return np.sign(z)


# %% relu_derivative / in-place
# 直接在传进来的 z 上写 0 和 1，调用者的数组也被改了
def relu_derivative(z):
    z[z > 0] = 1
    z[z <= 0] = 0
    return z


# %% relu_derivative / value-over-z
# 用 ReLU 的值除以 z 来求导数，z 为 0 时就成了 0 除以 0
def relu_derivative(z):
    return np.maximum(z, 0) / z


# %% relu_derivative / everywhere-one
# 导数处处是 1，没有区分正负
def relu_derivative(z):
    return np.ones(z.shape)


# %% relu_derivative / nonzero
# 只要 z 不等于 0，导数就取了 1，负数也一样
def relu_derivative(z):
    return (z != 0).astype(float)


# %% relu_derivative / finite-difference
# 用差商近似导数，在 0 附近不准
def relu_derivative(z):
    h = 1e-5
    return (np.maximum(z + h, 0) - np.maximum(z - h, 0)) / (2 * h)


# %% relu_derivative / flipped
# 方向反了：z 为负时取了 1，为正时取了 0
def relu_derivative(z):
    return (z < 0).astype(float)


# %% relu_derivative / flipped-with-zero
# 方向反了：z 不大于 0 时取了 1，为正时取了 0
def relu_derivative(z):
    return np.where(z > 0, 0.0, 1.0)


# %% relu_derivative / of-sigmoid
# 算的是 sigmoid 的导数，不是 ReLU 的导数
def relu_derivative(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


# %% relu_derivative / greater-than-one
# 判断条件写成了 z > 1，0 和 1 之间的导数成了 0
def relu_derivative(z):
    return (z > 1).astype(float)


# %% relu_derivative / zeros-left
# 只把正数改成了 1，负数原样留着
def relu_derivative(z):
    grad = z.astype(float)
    grad[grad > 0] = 1
    return grad


# %% tanh_derivative / of-the-output
# 算的是 1 − z²，也就是把 z 当成了 tanh 的输出
def tanh_derivative(z):
    return 1 - z**2


# %% tanh_derivative / missing-square
# 算的是 1 − tanh(z)，漏掉了平方
def tanh_derivative(z):
    return 1 - np.tanh(z)


# %% tanh_derivative / square-inside
# 平方写在了 tanh 的里面：算的是 1 − tanh(z²)
def tanh_derivative(z):
    return 1 - np.tanh(z**2)


# %% tanh_derivative / missing-one-minus
# 算的是 tanh²(z)，没有用 1 去减
def tanh_derivative(z):
    return np.tanh(z) ** 2


# %% tanh_derivative / plus-for-minus
# 算的是 1 + tanh²(z)，符号反了
def tanh_derivative(z):
    return 1 + np.tanh(z) ** 2


# %% tanh_derivative / of-sigmoid
# 算的是 sigmoid 的导数，不是 tanh 的导数
def tanh_derivative(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


# %% tanh_derivative / sigmoid-pattern
# 套用了 sigmoid 导数的写法：算的是 tanh(z)·(1 − tanh(z))
def tanh_derivative(z):
    a = np.tanh(z)
    return a * (1 - a)


# %% tanh_derivative / returns-tanh
# 返回的是 tanh(z) 本身，不是它的导数
def tanh_derivative(z):
    return np.tanh(z)


# %% tanh_derivative / overflow
# 直接用 e^z 和 e^(−z) 写 tanh，z 很大时溢出成 NaN
def tanh_derivative(z):
    a = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
    return 1 - a**2


# %% tanh_derivative / finite-difference
# 用差商近似导数，精度不够
def tanh_derivative(z):
    h = 1e-6
    return (np.tanh(z + h) - np.tanh(z)) / h


# %% tanh_derivative / in-place
# 把 tanh 的结果写回了传进来的 z，调用者的数组也被改了
def tanh_derivative(z):
    z[...] = np.tanh(z)
    return 1 - z**2


# %% tanh_derivative / square-outside
# 平方的括号错了：算的是 (1 − tanh(z))²
def tanh_derivative(z):
    return (1 - np.tanh(z)) ** 2


# %% tanh_derivative / doubled-for-squared
# 平方写成了乘 2：算的是 1 − 2·tanh(z)
def tanh_derivative(z):
    return 1 - np.tanh(z) * 2


# %% tanh_derivative / negated
# 减反了：算的是 tanh²(z) − 1
def tanh_derivative(z):
    return np.tanh(z) ** 2 - 1


# %% tanh_derivative / tan-for-tanh
# 用的是正切 np.tan，不是双曲正切 np.tanh
def tanh_derivative(z):
    return 1 - np.tan(z) ** 2


# %% tanh_derivative / hyperbolic-secant
# 算的是 1 / cosh(z)，漏掉了平方
def tanh_derivative(z):
    return 1 / np.cosh(z)


# %% softmax / sum-over-everything
# 分母对整个数组求和，没有逐行求和
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum()


# %% softmax / unshifted-sum-over-everything
# 没有减去最大值，分母又对整个数组求和
def softmax(z):
    return np.exp(z) / np.exp(z).sum()


# %% softmax / wrong-axis
# 沿 axis=0 归一化，让每一列（而不是每一行）的和为 1
def softmax(z):
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


# %% softmax / global-maximum-wrong-axis
# 减去的是整个数组的最大值，又沿 axis=0 归一化，让每一列的和为 1
def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=0)


# %% softmax / overflow
# 取指数之前没有减去每行的最大值，logits 很大时溢出
def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


# %% softmax / global-maximum
# 减去的是整个数组的最大值，不是每行各自的最大值，小得多的那些行就全变成了 0 除以 0
def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=1, keepdims=True)


# %% softmax / column-maximum
# 减去的是每一列的最大值，同一行里各类别减的数不同，概率就变了
def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=1, keepdims=True)


# %% softmax / minus-mean
# 减去的是每行的平均值，不是最大值，一行里相差悬殊时仍会溢出
def softmax(z):
    e = np.exp(z - z.mean(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% softmax / no-keepdims
# 求最大值和求和时没有写 keepdims=True，(n,) 与 (n, c) 对不上
def softmax(z):
    e = np.exp(z - z.max(axis=1))
    return e / e.sum(axis=1)


# %% softmax / in-place
# 用 -= 直接改了传进来的 z，调用者的数组也被改了
def softmax(z):
    z -= z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


# %% softmax / log-softmax
# 返回的是概率的对数（log-softmax），不是概率
def softmax(z):
    shifted = z - z.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


# %% softmax / no-exponential
# 没有取指数，直接用 z 除以每行的和
def softmax(z):
    return z / z.sum(axis=1, keepdims=True)


# %% softmax / clipped
# 把 logits 截在 −500 到 500 之间来防止溢出，超出范围的差别就丢了
def softmax(z):
    e = np.exp(np.clip(z, -500, 500))
    return e / e.sum(axis=1, keepdims=True)


# %% softmax / not-normalised
# 取了指数，但没有除以每行的和
def softmax(z):
    return np.exp(z - z.max(axis=1, keepdims=True))


# %% softmax / squeezed
# 用 squeeze 去掉了长度为 1 的轴，只有一个样本时返回了一维数组
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return np.squeeze(e / e.sum(axis=1, keepdims=True))


# %% softmax / global-maximum-sum-over-everything
# 减去的是整个数组的最大值，分母也对整个数组求和：所有行加起来才等于 1
def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


# %% softmax / unshifted-wrong-axis
# 没有减去最大值，又沿 axis=0 归一化，让每一列的和为 1
def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=0)


# %% softmax / row-maximum-wrong-axis
# 最大值是逐行减的，求和却沿了 axis=0（Python 自带的 sum 也是这样），让每一列的和为 1
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=0)


# %% softmax / column-maximum-sum-over-everything
# 减去的是每一列的最大值，分母又对整个数组求和
def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum()


# %% softmax / no-keepdims-in-sum
# 求和时没有写 keepdims=True，(n, c) 除以 (n,) 对不上；恰好 n = c 时每个数除以了别的行的和
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)


# %% softmax / unshifted-no-keepdims
# 没有减去最大值，求和时又没有写 keepdims=True，(n, c) 除以 (n,) 对不上
def softmax(z):
    e = np.exp(z)
    return e / np.sum(e, axis=1)


# %% softmax / minus-minimum
# 减去的是每行的最小值，不是最大值，一行里相差悬殊时会溢出
def softmax(z):
    e = np.exp(z - z.min(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% softmax / maximum-added
# 加上了每行的最大值，应当减去，结果更容易溢出
def softmax(z):
    e = np.exp(z + z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% softmax / divided-by-maximum
# 用每行的最大值去除，不是减去它，概率就变了
def softmax(z):
    e = np.exp(z / z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% softmax / mean-for-sum
# 除以的是每行指数的平均，不是总和
def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.mean(axis=1, keepdims=True)


# %% softmax / unshifted-not-normalised
# 只取了指数，没有除以每行的和，也没有减去最大值
def softmax(z):
    return np.exp(z)


# %% softmax / sigmoid
# 逐个元素做了 sigmoid，每行的和不是 1
def softmax(z):
    return 1 / (1 + np.exp(-z))


# %% softmax / negated
# 指数里的符号反了：打分越高，概率越低
def softmax(z):
    e = np.exp(z.min(axis=1, keepdims=True) - z)
    return e / e.sum(axis=1, keepdims=True)


# %% softmax / one-row-too-few
# 循环少走了一步，最后一行没有算
def softmax(z):
    out = np.zeros(z.shape)
    for i in range(len(z) - 1):
        e = np.exp(z[i] - z[i].max())
        out[i] = e / e.sum()
    return out


# %% softmax / returned-in-the-loop
# return 缩进在循环里，只算了第一行
def softmax(z):
    out = np.zeros(z.shape)
    for i in range(len(z)):
        e = np.exp(z[i] - z[i].max())
        out[i] = e / e.sum()
        return out


# %% softmax / integer-output
# 把结果存进了与 z 同类型的数组，z 是整数时概率都成了 0
def softmax(z):
    out = np.zeros_like(z)
    for i in range(len(z)):
        e = np.exp(z[i] - z[i].max())
        out[i] = e / e.sum()
    return out


# %% cross_entropy / sum
# 对样本求了和，没有求平均
def cross_entropy(probs, labels):
    return -np.sum(np.log(probs[np.arange(len(labels)), labels] + 1e-12))


# %% cross_entropy / mean-over-everything
# 除以的是样本数乘类别数，不是样本数
def cross_entropy(probs, labels):
    onehot = np.eye(probs.shape[1])[labels]
    return -np.mean(onehot * np.log(probs + 1e-12))


# %% cross_entropy / labels-unused
# 对整个矩阵的 log 概率求了平均，没有用标签挑出正确类别
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs + 1e-12))


# %% cross_entropy / missing-minus
# 漏掉了负号，损失成了负数
def cross_entropy(probs, labels):
    return np.mean(np.log(probs[np.arange(len(labels)), labels] + 1e-12))


# %% cross_entropy / log-of-zero
# 没有防止 log 0，概率恰好为 0 时损失是无穷大
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs[np.arange(len(labels)), labels]))


# %% cross_entropy / base-two
# 取的是以 2 为底的对数，不是自然对数
def cross_entropy(probs, labels):
    return -np.mean(np.log2(probs[np.arange(len(labels)), labels] + 1e-12))


# %% cross_entropy / one-hot-assumed
# 把整数标签当成 one-hot 编码，直接与 log 概率相乘
def cross_entropy(probs, labels):
    return -np.mean(np.sum(labels * np.log(probs + 1e-12), axis=1))


# %% cross_entropy / all-pairs
# 用了 probs[:, labels]：取出的是每个样本在所有标签上的概率，共 n×n 个，而不是每个样本一个
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs[:, labels] + 1e-12))


# %% cross_entropy / log-of-mean
# 先对概率求平均再取对数，顺序反了
def cross_entropy(probs, labels):
    return -np.log(np.mean(probs[np.arange(len(labels)), labels]) + 1e-12)


# %% cross_entropy / per-sample
# 返回了每个样本各自的损失，没有求平均成一个数
def cross_entropy(probs, labels):
    return -np.log(probs[np.arange(len(labels)), labels] + 1e-12)


# %% cross_entropy / binary-terms
# 还加上了二分类交叉熵的另一项 log(1 − p)，多分类的损失里没有这一项
def cross_entropy(probs, labels):
    p = np.clip(probs, 1e-12, 1 - 1e-12)
    onehot = np.eye(p.shape[1])[labels]
    return -np.mean(np.sum(onehot * np.log(p) + (1 - onehot) * np.log(1 - p), axis=1))


# %% cross_entropy / coarse-clipping
# 概率的下限取得太大，概率小却不是 0 的样本，损失也被压低了
def cross_entropy(probs, labels):
    p = np.clip(probs, 0.01, 1.0)
    return -np.mean(np.log(p[np.arange(len(labels)), labels]))


# %% cross_entropy / zeros-skipped
# 把概率为 0 的样本的损失当成了 0，最错的样本反而不受罚
def cross_entropy(probs, labels):
    p = probs[np.arange(len(labels)), labels]
    logs = np.zeros(len(p))
    logs[p > 0] = np.log(p[p > 0])
    return -np.mean(logs)


# %% cross_entropy / softmax-again
# 对已经是概率的输入又做了一次 softmax
def cross_entropy(probs, labels):
    e = np.exp(probs - probs.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return -np.mean(np.log(p[np.arange(len(labels)), labels]))


# %% cross_entropy / largest-probability
# 取的是每行最大的概率，没有用到标签
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs.max(axis=1) + 1e-12))


# %% cross_entropy / in-place
# 用 np.clip(..., out=probs) 截断，调用者的概率也被改了
def cross_entropy(probs, labels):
    np.clip(probs, 1e-7, 1.0, out=probs)
    return -np.mean(np.log(probs[np.arange(len(labels)), labels]))


# %% cross_entropy / base-ten
# 取的是以 10 为底的对数，不是自然对数
def cross_entropy(probs, labels):
    return -np.mean(np.log10(probs[np.arange(len(labels)), labels] + 1e-12))


# %% cross_entropy / rows-of-labels
# 写成了 probs[labels]：取出的是编号为 labels 的那几行，不是每行的正确类别
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs[labels] + 1e-12))


# %% cross_entropy / rows-of-labels-summed
# 写成了 probs[labels]，取出的是编号为 labels 的那几行；求和之后除以样本数
def cross_entropy(probs, labels):
    return -np.sum(np.log(probs[labels] + 1e-12)) / len(labels)


# %% cross_entropy / index-swapped
# 下标写反了：probs[labels, 样本]，行和列颠倒
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs[labels, np.arange(len(labels))] + 1e-12))


# %% cross_entropy / divided-by-classes
# 除以的是类别数，不是样本数
def cross_entropy(probs, labels):
    return -np.sum(np.log(probs[np.arange(len(labels)), labels] + 1e-12)) / probs.shape[1]


# %% cross_entropy / missing-minus-sum
# 漏掉了负号，又对样本求了和
def cross_entropy(probs, labels):
    return np.sum(np.log(probs[np.arange(len(labels)), labels] + 1e-12))


# %% cross_entropy / no-logarithm
# 没有取对数，返回的是 1 减去正确类别的平均概率
def cross_entropy(probs, labels):
    return 1 - np.mean(probs[np.arange(len(labels)), labels])


# %% cross_entropy / negative-probability
# 没有取对数，返回的是正确类别平均概率的相反数
def cross_entropy(probs, labels):
    return -np.mean(probs[np.arange(len(labels)), labels])


# %% cross_entropy / log-one-plus
# 取的是 log(1 + p)，不是 log p
def cross_entropy(probs, labels):
    return -np.mean(np.log(1 + probs[np.arange(len(labels)), labels]))


# %% cross_entropy / entropy
# 算的是概率自己的熵（−Σ p·log p），没有用到标签
def cross_entropy(probs, labels):
    return -np.mean(np.sum(probs * np.log(probs + 1e-12), axis=1))


# %% cross_entropy / weighted-by-probability
# 每一项又乘了概率自己：−p·log p
def cross_entropy(probs, labels):
    p = probs[np.arange(len(labels)), labels]
    return -np.mean(p * np.log(p + 1e-12))


# %% cross_entropy / returned-in-the-loop
# return 缩进在循环里，只算了第一个样本
def cross_entropy(probs, labels):
    total = 0.0
    for i in range(len(labels)):
        total -= np.log(max(probs[i, labels[i]], 1e-12))
        return total / len(labels)


# %% cross_entropy / coarse-eps
# 概率的下限取得太大（应当不大于 1e-7），概率为 0 时的损失被压低了
def cross_entropy(probs, labels):
    return -np.mean(np.log(probs[np.arange(len(labels)), labels] + 1e-5))


# %% softmax_cross_entropy_gradient / missing-mean
# 漏了除以样本数 n，算成了总损失（而不是平均损失）的梯度
def softmax_cross_entropy_gradient(logits, labels):
    grad = softmax(logits).copy()
    grad[np.arange(len(labels)), labels] -= 1
    return grad


# %% softmax_cross_entropy_gradient / wrong-sign
# 符号反了：算的是标签减概率
def softmax_cross_entropy_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return (onehot - softmax(logits)) / len(labels)


# %% softmax_cross_entropy_gradient / divided-by-size
# 除以的是样本数乘类别数，不是样本数
def softmax_cross_entropy_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return (softmax(logits) - onehot) / logits.size


# %% softmax_cross_entropy_gradient / divided-by-classes
# 除以的是类别数，不是样本数
def softmax_cross_entropy_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return (softmax(logits) - onehot) / logits.shape[1]


# %% softmax_cross_entropy_gradient / half-divided
# 少了括号：只有标签那一项除以了样本数
def softmax_cross_entropy_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return softmax(logits) - onehot / len(labels)


# %% softmax_cross_entropy_gradient / in-place
# 把结果写回了传进来的 logits，调用者的数组也被改了
def softmax_cross_entropy_gradient(logits, labels):
    probs = softmax(logits)
    logits[...] = probs
    logits[np.arange(len(labels)), labels] -= 1
    return logits / len(labels)


# %% softmax_cross_entropy_gradient / by-probabilities
# 求的是损失对概率的导数（−1/p），没有继续求到 logits
def softmax_cross_entropy_gradient(logits, labels):
    probs = softmax(logits)
    grad = np.zeros(logits.shape)
    rows = np.arange(len(labels))
    grad[rows, labels] = -1 / (probs[rows, labels] + 1e-12)
    return grad / len(labels)


# %% softmax_cross_entropy_gradient / whole-columns
# 用 grad[:, labels] -= 1 减 1，每一行在所有出现过的类别上都被减了，而不是只减自己的类别
def softmax_cross_entropy_gradient(logits, labels):
    grad = softmax(logits)
    grad[:, labels] -= 1
    return grad / len(labels)


# %% softmax_cross_entropy_gradient / no-softmax
# 忘了先做 softmax，直接用 logits 减标签
def softmax_cross_entropy_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return (logits - onehot) / len(labels)


# %% softmax_cross_entropy_gradient / derivative-twice
# 在 p − y 之外又乘了一次 p(1 − p)，softmax 的导数乘了两遍
def softmax_cross_entropy_gradient(logits, labels):
    probs = softmax(logits)
    onehot = np.eye(logits.shape[1])[labels]
    return (probs - onehot) * probs * (1 - probs) / len(labels)


# %% softmax_cross_entropy_gradient / labels-left-out
# 没有减去标签，返回的只是概率除以样本数
def softmax_cross_entropy_gradient(logits, labels):
    return softmax(logits) / len(labels)


# %% softmax_cross_entropy_gradient / own-naive-softmax
# 自己又写了一遍 softmax，没有减去每行的最大值，logits 很大时溢出
def softmax_cross_entropy_gradient(logits, labels):
    probs = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    probs[np.arange(len(labels)), labels] -= 1
    return probs / len(labels)


# %% softmax_cross_entropy_gradient / wrong-sign-missing-mean
# 符号反了，又漏了除以样本数：算的是标签减概率
def softmax_cross_entropy_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return onehot - softmax(logits)


# %% softmax_cross_entropy_gradient / one-added
# 正确类别那一格加了 1，应当减 1
def softmax_cross_entropy_gradient(logits, labels):
    grad = softmax(logits)
    grad[np.arange(len(labels)), labels] += 1
    return grad / len(labels)


# %% softmax_cross_entropy_gradient / labels-as-numbers
# 用概率直接减去了标签的编号，没有先变成 one-hot
def softmax_cross_entropy_gradient(logits, labels):
    return (softmax(logits) - labels[:, None]) / len(labels)


# %% softmax_cross_entropy_gradient / labels-across-classes
# 用概率直接减去了标签数组：没有变成 one-hot，样本数恰好等于类别数时还不报错
def softmax_cross_entropy_gradient(logits, labels):
    return (softmax(logits) - labels) / len(labels)


# %% softmax_cross_entropy_gradient / index-swapped
# 下标写反了：在 [标签, 样本] 处减了 1
def softmax_cross_entropy_gradient(logits, labels):
    grad = softmax(logits)
    grad[labels, np.arange(len(labels))] -= 1
    return grad / len(labels)


# %% softmax_cross_entropy_gradient / whole-rows
# 写成了 grad[labels] -= 1：编号为 labels 的整行都减了 1
def softmax_cross_entropy_gradient(logits, labels):
    grad = softmax(logits)
    grad[labels] -= 1
    return grad / len(labels)


# %% softmax_cross_entropy_gradient / no-softmax-missing-mean
# 忘了先做 softmax，又漏了除以样本数：直接用 logits 减标签
def softmax_cross_entropy_gradient(logits, labels):
    return logits - np.eye(logits.shape[1])[labels]


# %% softmax_cross_entropy_gradient / derivative-twice-missing-mean
# 在 p − y 之外又乘了一次 p(1 − p)，还漏了除以样本数
def softmax_cross_entropy_gradient(logits, labels):
    probs = softmax(logits)
    return (probs - np.eye(logits.shape[1])[labels]) * probs * (1 - probs)


# %% softmax_cross_entropy_gradient / classes-from-labels
# one-hot 的列数取自标签里最大的编号：这一批里没有最后一类时，列就少了
def softmax_cross_entropy_gradient(logits, labels):
    classes = int(np.max(labels)) + 1
    return (softmax(logits) - np.eye(classes)[labels]) / len(labels)


# %% softmax_cross_entropy_gradient / divided-twice
# 除以了两次样本数
def softmax_cross_entropy_gradient(logits, labels):
    onehot = np.eye(logits.shape[1])[labels]
    return (softmax(logits) - onehot) / len(labels) / len(labels)


# %% initialize / variance-as-std
# 把 2/in 当成了标准差，没有开平方
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, 2 / n_in, size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / transposed
# w 的形状写成了 (out, in)
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / missing-two
# 方差用的是 1/in，没有乘 2
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(1 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / fan-out
# 方差用的是 2/out，除以的是输出个数而不是输入个数
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_out), size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / xavier
# 用的是 Xavier 初始化：方差是 2/(in + out)
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / (n_in + n_out)), size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / first-layer-everywhere
# 每一层的方差都用了第一层的输入个数
def initialize(layer_sizes, rng):
    std = np.sqrt(2 / layer_sizes[0])
    return [
        {"w": rng.normal(0, std, size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / fixed-scale
# 标准差写死成了 0.01，没有随输入个数变化
def initialize(layer_sizes, rng):
    return [
        {"w": 0.01 * rng.standard_normal((n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / no-scale
# 权重直接取标准正态分布，没有乘 √(2/in)
def initialize(layer_sizes, rng):
    return [
        {"w": rng.standard_normal((n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / uniform
# 权重取自均匀分布，不是正态分布
def initialize(layer_sizes, rng):
    layers = []
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        limit = np.sqrt(6 / n_in)
        layers.append({"w": rng.uniform(-limit, limit, (n_in, n_out)), "b": np.zeros(n_out)})
    return layers


# %% initialize / positive-only
# 用 rng.random 取随机数，权重全是正的
def initialize(layer_sizes, rng):
    return [
        {"w": rng.random((n_in, n_out)) * np.sqrt(2 / n_in), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / bias-row
# b 的形状是 (1, out)，不是 (out,)
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros((1, n_out))}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / ones-bias
# b 全是 1，不是 0
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.ones(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / random-bias
# b 也取了随机数，不是 0
def initialize(layer_sizes, rng):
    layers = []
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        std = np.sqrt(2 / n_in)
        layers.append({"w": rng.normal(0, std, (n_in, n_out)), "b": rng.normal(0, std, n_out)})
    return layers


# %% initialize / integer-bias
# b 是整数数组，以后往上加小数会报错
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out, dtype=int)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / shared-dict
# 用 [{}] * n 建列表，每一层其实是同一个 dict，最后只剩下最后一层
def initialize(layer_sizes, rng):
    layers = [{}] * (len(layer_sizes) - 1)
    for i in range(len(layers)):
        n_in, n_out = layer_sizes[i], layer_sizes[i + 1]
        layers[i]["w"] = rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
        layers[i]["b"] = np.zeros(n_out)
    return layers


# %% initialize / own-seed
# 没有用传进来的 rng，随机数来自自己固定的种子，每次调用都一样
def initialize(layer_sizes, rng):
    rng = np.random.default_rng(0)
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / global-generator
# 用的是 np.random，没有用传进来的 rng，结果无法重现
def initialize(layer_sizes, rng):
    return [
        {"w": np.random.randn(n_in, n_out) * np.sqrt(2 / n_in), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / last-layer-missing
# 少了最后一层：循环少走了一步
def initialize(layer_sizes, rng):
    layers = []
    for i in range(len(layer_sizes) - 2):
        n_in, n_out = layer_sizes[i], layer_sizes[i + 1]
        layers.append({"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out)})
    return layers


# %% initialize / constant
# 权重全取了同一个数，同一层的单元永远一模一样
def initialize(layer_sizes, rng):
    return [
        {"w": np.full((n_in, n_out), np.sqrt(2 / n_in)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / zeros
# 权重全取了 0，梯度也就全是 0
def initialize(layer_sizes, rng):
    return [
        {"w": np.zeros((n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / one-over-out
# 方差用的是 1/out，既没有乘 2，除以的也不是输入个数
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(1 / n_out), size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / tenth
# 标准差写死成了 0.1，没有随输入个数变化
def initialize(layer_sizes, rng):
    return [
        {"w": 0.1 * rng.standard_normal((n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / reseeded-in-the-loop
# 每一层都从同一个种子重新开始，形状相同的两层权重一模一样
def initialize(layer_sizes, rng):
    seed = int(rng.integers(2**31))
    layers = []
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        w = np.random.default_rng(seed).normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
        layers.append({"w": w, "b": np.zeros(n_out)})
    return layers


# %% initialize / bias-of-inputs
# b 的长度写成了输入个数，应当是输出个数
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_in)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / bias-column
# b 的形状是 (out, 1)，不是 (out,)
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros((n_out, 1))}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / transposed-bias-column
# w 的形状写成了 (out, in)，b 写成了 (out, 1)：那是 w @ x 的排法，这里用的是 x @ w
def initialize(layer_sizes, rng):
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_out, n_in)), "b": np.zeros((n_out, 1))}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / tuples
# 每一层是 (w, b) 元组，不是含 w 和 b 的 dict
def initialize(layer_sizes, rng):
    return [
        (rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), np.zeros(n_out))
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / numbered-keys
# 返回的是一个 dict，键是 w1、b1、w2、b2，不是每层一个 dict 的列表
def initialize(layer_sizes, rng):
    layers = {}
    for i, (n_in, n_out) in enumerate(zip(layer_sizes[:-1], layer_sizes[1:]), start=1):
        layers[f"w{i}"] = rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))
        layers[f"b{i}"] = np.zeros(n_out)
    return layers


# %% initialize / capital-keys
# 键名写成了大写的 W，不是 w
def initialize(layer_sizes, rng):
    return [
        {"W": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out)}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


# %% initialize / first-layer-only
# return 缩进在循环里，只建了第一层
def initialize(layer_sizes, rng):
    layers = []
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        layers.append({"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out)})
        return layers


# %% initialize / one-layer-too-many
# 层数多了一层：n 个宽度只有 n − 1 层
def initialize(layer_sizes, rng):
    layers = []
    for i in range(len(layer_sizes)):
        n_in, n_out = layer_sizes[i - 1], layer_sizes[i]
        layers.append({"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out)})
    return layers


# %% initialize / sizes-taken-out
# 用 layer_sizes.pop(0) 一个个取出宽度，调用者的列表也被改了
def initialize(layer_sizes, rng):
    layers = []
    n_in = layer_sizes.pop(0)
    while layer_sizes:
        n_out = layer_sizes.pop(0)
        layers.append({"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": np.zeros(n_out)})
        n_in = n_out
    return layers


# %% dense_forward / no-bias
# 没有加上偏置 b
def dense_forward(x, w, b):
    return x @ w, (x, w)


# %% dense_forward / bias-inside
# 先把 b 加到了 w 上再相乘：算的是 x @ (w + b)
def dense_forward(x, w, b):
    return x @ (w + b), (x, w)


# %% dense_forward / bias-subtracted
# 减去了 b，而不是加上 b
def dense_forward(x, w, b):
    return x @ w - b, (x, w)


# %% dense_forward / bias-summed
# 加的是 b 的总和，每个输出单元没有用自己的偏置
def dense_forward(x, w, b):
    return x @ w + b.sum(), (x, w)


# %% dense_forward / relu-inside
# 在全连接层里就做了 ReLU，负的输出都成了 0
def dense_forward(x, w, b):
    return np.maximum(x @ w + b, 0), (x, w)


# %% dense_forward / sigmoid-inside
# 在全连接层里就做了 sigmoid，输出都在 0 和 1 之间
def dense_forward(x, w, b):
    return 1 / (1 + np.exp(-(x @ w + b))), (x, w)


# %% dense_forward / no-cache
# 只返回了 out，没有返回 cache
def dense_forward(x, w, b):
    return x @ w + b


# %% dense_forward / swapped-results
# 返回的顺序反了：cache 在前，out 在后
def dense_forward(x, w, b):
    return (x, w), x @ w + b


# %% dense_forward / transposed-weights
# 乘的是 w 的转置，形状对不上
def dense_forward(x, w, b):
    return x @ w.T + b, (x, w)


# %% dense_forward / squeezed
# 用 squeeze 去掉了长度为 1 的轴，只有一个样本或一个输出时形状就变了
def dense_forward(x, w, b):
    return np.squeeze(x @ w + b), (x, w)


# %% dense_forward / mean-over-inputs
# 把加权和除以了输入的个数
def dense_forward(x, w, b):
    return x @ w / x.shape[1] + b, (x, w)


# %% dense_forward / dtype-of-input
# 把结果存进了与 x 同类型的数组，x 是整数时小数部分就丢了
def dense_forward(x, w, b):
    out = np.zeros((x.shape[0], w.shape[1]), dtype=x.dtype)
    out[...] = x @ w + b
    return out, (x, w)


# %% dense_forward / elementwise-product
# 用 * 代替了 @：逐元素相乘，不是矩阵乘法
def dense_forward(x, w, b):
    return x * w + b, (x, w)


# %% dense_forward / factors-swapped
# 乘的次序反了：算的是 w @ x，不是 x @ w
def dense_forward(x, w, b):
    return w @ x + b, (x, w)


# %% dense_forward / bias-column
# 把 b 当成了一列，加到了每一行而不是每个输出单元上
def dense_forward(x, w, b):
    return x @ w + b[:, None], (x, w)


# %% dense_forward / transposed-result
# 按 w @ x 的排法算的，out 的形状成了 (out, n)
def dense_forward(x, w, b):
    return w.T @ x.T + b[:, None], (x, w)


# %% dense_forward / bias-per-input
# 偏置写在了对输入求和的循环里：每个输入都加了一次，一共加了 in 次
def dense_forward(x, w, b):
    out = np.zeros((x.shape[0], w.shape[1]))
    for k in range(x.shape[1]):
        out += np.outer(x[:, k], w[k]) + b
    return out, (x, w)


# %% dense_forward / truncated-at-each-sum
# 累加用的数组与 x 同类型，x 是整数时每加一次都丢掉小数部分
def dense_forward(x, w, b):
    out = np.zeros((x.shape[0], w.shape[1]), dtype=x.dtype)
    for row in range(x.shape[0]):
        for column in range(w.shape[1]):
            for k in range(x.shape[1]):
                out[row, column] += x[row, k] * w[k, column]
    return out + b, (x, w)


# %% dense_forward / bias-doubled
# 偏置加了两次
def dense_forward(x, w, b):
    out = x @ w + b
    return out + b, (x, w)


# %% dense_backward / mean-over-batch
# dw 和 db 又除以了样本数：平均已经在损失的梯度里做过了，这里应当求和
def dense_backward(dout, cache):
    x, w = cache
    n = x.shape[0]
    return dout @ w.T, x.T @ dout / n, dout.sum(axis=0) / n


# %% dense_backward / bias-mean
# db 对样本求了平均，没有求和
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.mean(axis=0)


# %% dense_backward / dx-untransposed
# 求 dx 时 w 没有转置
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w, x.T @ dout, dout.sum(axis=0)


# %% dense_backward / dx-transposed
# 求 dx 时写成了 w @ dout.T，结果是转置的，形状是 (in, n)
def dense_backward(dout, cache):
    x, w = cache
    return w @ dout.T, x.T @ dout, dout.sum(axis=0)


# %% dense_backward / dw-transposed
# dw 转置了，形状是 (out, in) 而不是 (in, out)
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, dout.T @ x, dout.sum(axis=0)


# %% dense_backward / bias-not-summed
# db 没有对样本求和，形状仍是 (n, out)
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout


# %% dense_backward / bias-wrong-axis
# db 沿着输出的方向（axis=1）求了和，而不是沿着样本的方向（axis=0）
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=1)


# %% dense_backward / bias-total
# db 把所有元素加成了一个数，没有给每个输出单元各留一个
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum()


# %% dense_backward / bias-keepdims
# db 的形状是 (1, out)，不是 (out,)
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0, keepdims=True)


# %% dense_backward / swapped-results
# 返回的顺序错了：dw 在最前，dx 在中间
def dense_backward(dout, cache):
    x, w = cache
    return x.T @ dout, dout @ w.T, dout.sum(axis=0)


# %% dense_backward / dx-last
# 返回的顺序错了：dx 放在了最后
def dense_backward(dout, cache):
    x, w = cache
    return x.T @ dout, dout.sum(axis=0), dout @ w.T


# %% dense_backward / relu-inside
# 给 dx 乘上了 x > 0：全连接层里没有 ReLU，那一步不在这里
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T * (x > 0), x.T @ dout, dout.sum(axis=0)


# %% dense_backward / upstream-ignored
# dw 没有乘上传回来的 dout，相当于把它当成了全 1
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ np.ones(dout.shape), dout.sum(axis=0)


# %% dense_backward / squeezed
# 用 squeeze 去掉了长度为 1 的轴，只有一个样本或一个输出时形状就变了
def dense_backward(dout, cache):
    x, w = cache
    return np.squeeze(dout @ w.T), np.squeeze(x.T @ dout), np.squeeze(dout.sum(axis=0))


# %% dense_backward / dout-divided
# 用 dout /= n 就地除以了样本数：三个梯度都变小了，调用者的 dout 也被改了
def dense_backward(dout, cache):
    x, w = cache
    dout /= x.shape[0]
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


# %% dense_backward / weights-mean
# dw 对样本求了平均，没有求和
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout / len(x), dout.sum(axis=0)


# %% dense_backward / everything-mean
# 三个梯度都除以了样本数：平均已经在损失的梯度里做过了
def dense_backward(dout, cache):
    x, w = cache
    n = len(x)
    return dout @ w.T / n, x.T @ dout / n, dout.sum(axis=0) / n


# %% dense_backward / dw-untransposed
# 求 dw 时 x 没有转置
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x @ dout, dout.sum(axis=0)


# %% dense_backward / dw-factors-swapped
# 求 dw 时乘的次序反了：dout @ x.T
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, dout @ x.T, dout.sum(axis=0)


# %% dense_backward / dx-factors-swapped
# 求 dx 时乘的次序反了：写成了 w.T @ dout
def dense_backward(dout, cache):
    x, w = cache
    return w.T @ dout, x.T @ dout, dout.sum(axis=0)


# %% dense_backward / dx-left-factor
# 求 dx 时写成了 w @ dout，次序反了
def dense_backward(dout, cache):
    x, w = cache
    return w @ dout, x.T @ dout, dout.sum(axis=0)


# %% dense_backward / dx-elementwise
# 求 dx 时用 * 代替了 @
def dense_backward(dout, cache):
    x, w = cache
    return dout * w.T, x.T @ dout, dout.sum(axis=0)


# %% dense_backward / dw-elementwise
# 求 dw 时用 * 代替了 @
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x * dout, dout.sum(axis=0)


# %% dense_backward / bias-ones
# db 写成了样本数（把 dout 当成了全 1）
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, np.full(w.shape[1], float(len(x)))


# %% dense_backward / dx-ignores-dout
# dx 没有乘上传回来的 dout，直接返回了 w 的和
def dense_backward(dout, cache):
    x, w = cache
    return np.ones(dout.shape) @ w.T, x.T @ dout, dout.sum(axis=0)


# %% dense_backward / sign-flipped
# 三个梯度的符号都反了
def dense_backward(dout, cache):
    x, w = cache
    return -dout @ w.T, -x.T @ dout, -dout.sum(axis=0)


# %% dense_backward / latest-cache
# 把 x 和 w 存在全局变量里，没有用 cache，反向时用的总是最近一次前向的数据
latest = {}


def dense_forward(x, w, b):
    latest["x"], latest["w"] = x, w
    return x @ w + b, None


def dense_backward(dout, cache):
    return dout @ latest["w"].T, latest["x"].T @ dout, dout.sum(axis=0)


# %% network_forward / relu-on-logits
# 最后一层之后也做了 ReLU，logits 里没有负数了
def network_forward(x, layers):
    caches = []
    for layer in layers:
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z)
    return x, caches


# %% network_forward / no-relu
# 层与层之间没有 ReLU，几层连起来仍然只是一个线性函数
def network_forward(x, layers):
    caches = []
    for layer in layers:
        x, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, x))
    return x, caches


# %% network_forward / relu-on-input
# ReLU 做在了每一层的前面，连输入 x 里的负数也被去掉了
def network_forward(x, layers):
    caches = []
    for layer in layers:
        x, cache = dense_forward(relu(x), layer["w"], layer["b"])
        caches.append((cache, x))
    return x, caches


# %% network_forward / softmax-on-logits
# 最后又做了 softmax，返回的是概率而不是 logits
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z) if i < len(layers) - 1 else softmax(z)
    return x, caches


# %% network_forward / relu-once
# 只在第一层之后做了 ReLU，更深的层之间没有
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z) if i == 0 and len(layers) > 1 else z
    return x, caches


# %% network_forward / relu-stops-early
# 判断哪一层是最后一层时差了一个，倒数第二层之后漏了 ReLU
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z) if i < len(layers) - 2 else z
    return x, caches


# %% network_forward / two-layers-only
# 层数写死成了两层，其余的层没有用上
def network_forward(x, layers):
    z, first = dense_forward(x, layers[0]["w"], layers[0]["b"])
    logits, second = dense_forward(relu(z), layers[1]["w"], layers[1]["b"])
    return logits, [(first, z), (second, logits)]


# %% network_forward / same-input
# 每一层的输入都是最初的 x，没有把上一层的输出传下去
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        out = relu(z) if i < len(layers) - 1 else z
    return out, caches


# %% network_forward / tanh
# 层与层之间用的是 tanh，不是 ReLU
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = np.tanh(z) if i < len(layers) - 1 else z
    return x, caches


# %% network_forward / no-caches
# 只返回了 logits，没有返回 caches
def network_forward(x, layers):
    for i, layer in enumerate(layers):
        x, _ = dense_forward(x, layer["w"], layer["b"])
        if i < len(layers) - 1:
            x = relu(x)
    return x


# %% network_forward / hidden-returned
# 返回的是最后一个隐藏层的输出，最后一层没有算
def network_forward(x, layers):
    caches = []
    for layer in layers[:-1]:
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z)
    return x, caches


# %% network_forward / input-overwritten
# 用 np.maximum(x, 0, out=x) 把 ReLU 就地做在每一层的输入上，调用者的 x 也被改了
def network_forward(x, layers):
    caches = []
    for layer in layers:
        np.maximum(x, 0, out=x)
        x, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, x))
    return x, caches


# %% network_forward / sigmoid
# 层与层之间用的是 sigmoid，不是 ReLU
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = 1 / (1 + np.exp(-z)) if i < len(layers) - 1 else z
    return x, caches


# %% network_forward / sigmoid-on-logits
# 最后又做了 sigmoid，返回的不是 logits
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z) if i < len(layers) - 1 else 1 / (1 + np.exp(-z))
    return x, caches


# %% network_forward / no-bias
# 各层都没有加偏置 b
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], np.zeros_like(layer["b"]))
        caches.append((cache, z))
        x = relu(z) if i < len(layers) - 1 else z
    return x, caches


# %% network_forward / last-layer-twice
# 循环里已经走完了所有的层，出来之后又把最后一层算了一遍
def network_forward(x, layers):
    caches = []
    for layer in layers:
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z)
    logits, cache = dense_forward(x, layers[-1]["w"], layers[-1]["b"])
    return logits, caches


# %% network_forward / returned-in-the-loop
# return 缩进在循环里，只过了第一层
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z) if i < len(layers) - 1 else z
        return x, caches


# %% network_forward / softmax-between
# 层与层之间用的是 softmax，不是 ReLU
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = softmax(z) if i < len(layers) - 1 else z
    return x, caches


# %% network_forward / stored-in-layers
# 把中间结果存进了 layers 的字典里，调用者的 layers 多出了东西
def network_forward(x, layers):
    caches = []
    for i, layer in enumerate(layers):
        layer["z"], cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, layer["z"]))
        x = relu(layer["z"]) if i < len(layers) - 1 else layer["z"]
    return x, caches


# %% network_forward / layers-taken-out
# 用 layers.pop(0) 一层层取出，调用者的列表也被改了
def network_forward(x, layers):
    caches = []
    while layers:
        layer = layers.pop(0)
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = relu(z) if layers else z
    return x, caches


# %% network_forward / tanh-everywhere
# 每一层之后都用了 tanh，最后一层之后也是：层与层之间应当用 ReLU，最后一层之后没有激活函数
def network_forward(x, layers):
    caches = []
    for layer in layers:
        z, cache = dense_forward(x, layer["w"], layer["b"])
        caches.append((cache, z))
        x = np.tanh(z)
    return x, caches


# %% network_backward / order-reversed-no-relu
# 梯度没有倒回来，与 layers 对不上；反向时也没有乘 ReLU 的导数
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for cache, _ in reversed(caches):
        dout, dw, db = dense_backward(dout, cache)
        grads.append({"w": dw, "b": db})
    return grads


# %% network_backward / shared-dict
# 用 [{}] * n 建列表，每一项其实是同一个 dict，最后全是第一层的梯度
def network_backward(dlogits, caches):
    grads = [{}] * len(caches)
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads[i]["w"], grads[i]["b"] = dw, db
    return grads


# %% network_backward / mask-of-gradient
# 看的是梯度自己的正负，不是 z 的正负：ReLU 的导数要在 z 处取
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, _ = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(dout)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / mask-for-gradient
# 传下去的只剩 relu_derivative(z)，没有乘上手里的梯度
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / last-layer-only
# return 缩进在循环里，只算了最后一层的梯度
def network_backward(dlogits, caches):
    grads = [None] * len(caches)
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads[i] = {"w": dw, "b": db}
        return grads


# %% network_backward / first-layer-left-empty
# 循环少走了一步，第一层的梯度还是 None
def network_backward(dlogits, caches):
    grads = [None] * len(caches)
    dout = dlogits
    for i in range(len(caches) - 1, 0, -1):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads[i] = {"w": dw, "b": db}
    return grads


# %% network_backward / bias-keepdims
# 自己求了 db，用了 keepdims=True：形状是 (1, out)，不是 (out,)
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        db = dout.sum(axis=0, keepdims=True)
        dout, dw, _ = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / dlogits-overwritten
# 用 *= 把 ReLU 的导数乘进了 dlogits，调用者的数组也被改了，最后一层也多乘了一次
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for cache, z in reversed(caches):
        dout *= relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / divided-by-batch-at-start
# 一开始就把 dlogits 除以了样本数，平均已经包含在 dlogits 里了；除法用的是 /=，调用者的数组也被改了
def network_backward(dlogits, caches):
    dlogits /= len(dlogits)
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / order-reversed
# 梯度按从后往前的顺序返回，没有再倒回来，与 layers 对不上
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.append({"w": dw, "b": db})
    return grads


# %% network_backward / no-relu
# 反向时没有乘 ReLU 的导数，梯度直接穿过了每一层
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for cache, _ in reversed(caches):
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / relu-on-logits
# 最后一层也乘了 ReLU 的导数，但 logits 之后没有 ReLU
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for cache, z in reversed(caches):
        dout, dw, db = dense_backward(dout * relu_derivative(z), cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / relu-of-value
# 乘的是 ReLU 的值，不是它的导数
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / mask-of-next-layer
# 乘的是后一层的 z 的导数，ReLU 的导数与层错开了一个
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, _ = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(caches[i + 1][1])
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / relu-once
# 只在最后一个隐藏层乘了 ReLU 的导数，再往前的层漏了
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i == len(caches) - 2:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / one-at-zero
# 自己写了 z >= 0 作为 ReLU 的导数，z 恰好为 0 时梯度也穿了过去
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * (z >= 0)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / same-upstream
# 每一层都直接用了 dlogits，没有把算出的 dx 往回传
def network_backward(dlogits, caches):
    grads = []
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        dout = dlogits
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        _, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / first-layer-missing
# 循环少走了一步，没有算第一层的梯度
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in range(len(caches) - 1, 0, -1):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / tuples
# 每一层返回的是 (dw, db) 元组，不是含 w 和 b 的 dict
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, (dw, db))
    return grads


# %% network_backward / wrong-keys
# 键名写成了 dw 和 db，与 layers 的 w 和 b 对不上
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"dw": dw, "db": db})
    return grads


# %% network_backward / divided-again
# 梯度又除以了一次样本数，平均已经包含在 dlogits 里了
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw / len(dlogits), "b": db / len(dlogits)})
    return grads


# %% network_backward / mask-after-dense
# 先过全连接层、后乘这一层 z 的 ReLU 导数，次序反了
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        dout, dw, db = dense_backward(dout, cache)
        if i < len(caches) - 1:
            dout = dout * relu_derivative(z)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / two-layers-only
# 层数写死成了两层，其余的层没有算
def network_backward(dlogits, caches):
    (first, z), (second, _) = caches[0], caches[-1]
    dh, dw2, db2 = dense_backward(dlogits, second)
    _, dw1, db1 = dense_backward(dh * relu_derivative(z), first)
    return [{"w": dw1, "b": db1}, {"w": dw2, "b": db2}]


# %% network_backward / first-two-layers-only
# 层数写死成了两层，只算了前两层的梯度
def network_backward(dlogits, caches):
    hidden, output = caches[0], caches[1]
    dh, dw2, db2 = dense_backward(dlogits, output[0])
    _, dw1, db1 = dense_backward(dh * relu_derivative(hidden[1]), hidden[0])
    return [{"w": dw1, "b": db1}, {"w": dw2, "b": db2}]


# %% network_backward / mask-of-previous-layer
# 乘的是前一层的 z 的导数，ReLU 的导数与层错开了一个
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, _ = caches[i]
        if i < len(caches) - 1:
            dout = dout * relu_derivative(caches[i - 1][1])
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / tanh-derivative
# 乘的是 tanh 的导数，但层与层之间用的是 ReLU
def network_backward(dlogits, caches):
    grads = []
    dout = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            dout = dout * (1 - np.tanh(z) ** 2)
        dout, dw, db = dense_backward(dout, cache)
        grads.insert(0, {"w": dw, "b": db})
    return grads


# %% network_backward / dict-by-number
# 返回的是以层号为键的 dict，不是列表
def network_backward(dlogits, caches):
    grads = {}
    d = dlogits
    for i in reversed(range(len(caches))):
        cache, z = caches[i]
        if i < len(caches) - 1:
            d = d * relu_derivative(z)
        d, dw, db = dense_backward(d, cache)
        grads[i] = {"w": dw, "b": db}
    return grads


# %% sgd_momentum_step / nesterov
# 用的是 Nesterov 动量：参数加的不是 v，而是 momentum·v − lr·g
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] += momentum * v[key] - lr * grad[key]


# %% sgd_momentum_step / lr-twice
# 学习率乘了两遍：v 里已经有 lr，更新参数时又乘了一次
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] += lr * v[key]


# %% sgd_momentum_step / not-in-place
# 新算出的数组没有写回原来的数组，只是换掉了 dict 里的条目或换了个名字
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] = momentum * v[key] - lr * grad[key]
            layer[key] = layer[key] + v[key]


# %% sgd_momentum_step / velocity-not-in-place
# 参数更新了，但新的速度只换掉了 dict 里的条目，原来的速度数组没有变
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in ("w", "b"):
            v[key] = momentum * v[key] - lr * grad[key]
            layer[key] += v[key]


# %% sgd_momentum_step / layers-not-in-place
# 速度更新了，但新的参数只换掉了 dict 里的条目，原来的参数数组没有变
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] = layer[key] + v[key]


# %% sgd_momentum_step / uphill
# 符号反了：沿着梯度的方向走，损失会越来越大
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] += lr * grad[key]
            layer[key] += v[key]


# %% sgd_momentum_step / lr-outside
# 速度里没有乘 lr，更新参数时才乘（v ← momentum·v + g，w ← w − lr·v），与题目的 v 不同
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] += grad[key]
            layer[key] -= lr * v[key]


# %% sgd_momentum_step / no-momentum
# 没有用速度，走的是普通的梯度下降
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad in zip(layers, grads):
        for key in layer:
            layer[key] -= lr * grad[key]


# %% sgd_momentum_step / averaged
# 给梯度多乘了 (1 − momentum)，成了滑动平均
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= (1 - momentum) * lr * grad[key]
            layer[key] += v[key]


# %% sgd_momentum_step / weights-only
# 只更新了 w，忘了 b
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        v["w"] *= momentum
        v["w"] -= lr * grad["w"]
        layer["w"] += v["w"]


# %% sgd_momentum_step / old-velocity
# 先用旧的速度更新了参数，然后才更新速度，次序反了
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            layer[key] += v[key]
            v[key] *= momentum
            v[key] -= lr * grad[key]


# %% sgd_momentum_step / fixed-momentum
# momentum 写死成了 0.9，没有用参数
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= 0.9
            v[key] -= lr * grad[key]
            layer[key] += v[key]


# %% sgd_momentum_step / momentum-on-both
# momentum 把梯度那一项也乘上了：v ← momentum·(v − lr·g)
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] -= lr * grad[key]
            v[key] *= momentum
            layer[key] += v[key]


# %% sgd_momentum_step / gradients-changed
# 用 *= 把 lr 直接乘进了 grads，调用者的梯度也被改了
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            grad[key] *= lr
            v[key] *= momentum
            v[key] -= grad[key]
            layer[key] += v[key]


# %% sgd_momentum_step / first-layer-only
# return 缩进在循环里，只更新了第一层
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] += v[key]
        return


# %% sgd_momentum_step / ema
# 速度写成了滑动平均 v ← μ·v + (1 − μ)·g，更新时才乘 lr
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] += (1 - momentum) * grad[key]
            layer[key] -= lr * v[key]


# %% sgd_momentum_step / velocity-negated
# 速度的符号与题目相反：v ← μ·v + lr·g，再从参数里减去 v
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] += lr * grad[key]
            layer[key] -= v[key]


# %% sgd_momentum_step / subtracted
# 速度求对了，更新时却减去了它：沿着梯度的方向走
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] -= v[key]


# %% sgd_momentum_step / no-learning-rate
# 忘了乘学习率：v ← μ·v − g
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= grad[key]
            layer[key] += v[key]


# %% sgd_momentum_step / gradient-again
# 更新时除了速度，又减了一次 lr·g
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] += v[key] - lr * grad[key]


# %% sgd_momentum_step / momentum-and-rate-swapped
# lr 和 momentum 的位置写反了：v ← lr·v − μ·g
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= lr
            v[key] -= momentum * grad[key]
            layer[key] += v[key]


# %% sgd_momentum_step / no-decay
# 速度没有乘 momentum，只是不断累加
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] -= lr * grad[key]
            layer[key] += v[key]


# %% sgd_momentum_step / velocity-decays-by-complement
# 速度乘的是 1 − momentum，不是 momentum
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= 1 - momentum
            v[key] -= lr * grad[key]
            layer[key] += v[key]


# %% sgd_momentum_step / does-nothing
# 新算出的数只给了局部变量，一样也没有写回去：layers 和 velocity 都没有变
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            w, speed = layer[key], v[key]
            speed = momentum * speed - lr * grad[key]
            w = w + speed


# %% sgd_momentum_step / velocity-kept-local
# 新的速度只放在局部变量里，没有存回 velocity，下一步又从旧的速度开始
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            speed = momentum * v[key] - lr * grad[key]
            layer[key] += speed


# %% sgd_momentum_step / returns-layers
# 返回了 layers 或别的什么：更新写在数组里，说好没有返回值
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] += v[key]
    return layers


# %% sgd_momentum_step / biases-only
# 只更新了 b，忘了 w
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad, v in zip(layers, grads, velocity):
        v["b"] *= momentum
        v["b"] -= lr * grad["b"]
        layer["b"] += v["b"]


# %% sgd_momentum_step / last-layer-only
# 只更新了最后一层
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    layer, grad, v = layers[-1], grads[-1], velocity[-1]
    for key in layer:
        v[key] *= momentum
        v[key] -= lr * grad[key]
        layer[key] += v[key]


# %% sgd_momentum_step / gradients-taken-out
# 用 grads.pop() 一层层取出梯度，调用者的列表也被改了
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, v in zip(reversed(layers), reversed(velocity)):
        grad = grads.pop()
        for key in layer:
            v[key] *= momentum
            v[key] -= lr * grad[key]
            layer[key] += v[key]


# %% sgd_momentum_step / velocity-stored-in-layers
# 把速度存进了 layers 的字典里（键 vw、vb），没有用 velocity
def sgd_momentum_step(layers, grads, velocity, lr, momentum=0.9):
    for layer, grad in zip(layers, grads):
        for key in ("w", "b"):
            layer["v" + key] = momentum * layer.get("v" + key, 0) - lr * grad[key]
            layer[key] += layer["v" + key]


# %% train_network / no-shuffle
# 没有打乱样本，每一轮都按原来的顺序取批
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        losses = []
        for start in range(0, len(x), batch_size):
            xb, yb = x[start : start + batch_size], y[start : start + batch_size]
            logits, caches = network_forward(xb, layers)
            losses.append(cross_entropy(softmax(logits), yb))
            grads = network_backward(softmax_cross_entropy_gradient(logits, yb), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / shuffled-once
# 只在训练开始前打乱了一次，之后每一轮都是同一个顺序
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    order = rng.permutation(len(x))
    for _ in range(epochs):
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / remainder-dropped
# 丢掉了每一轮最后不满 batch_size 的那一批
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for i in range(len(x) // batch_size):
            batch = order[i * batch_size : (i + 1) * batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / remainder-dropped-mean-over-all
# 丢掉了每一轮最后不满 batch_size 的那一批，平均损失却仍除以全部样本数
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for i in range(len(x) // batch_size):
            batch = order[i * batch_size : (i + 1) * batch_size]
            logits, caches = network_forward(x[batch], layers)
            total += cross_entropy(softmax(logits), y[batch]) * len(batch)
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(total / len(x))
    return layers, history


# %% train_network / remainder-dropped-mean-over-used
# 丢掉了每一轮最后不满 batch_size 的那一批，batch_size 比样本数还大时一步也没有走
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total, used = 0.0, 0
        for i in range(len(x) // batch_size):
            batch = order[i * batch_size : (i + 1) * batch_size]
            logits, caches = network_forward(x[batch], layers)
            total += cross_entropy(softmax(logits), y[batch]) * len(batch)
            used += len(batch)
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(total / max(used, 1))
    return layers, history


# %% train_network / no-momentum
# 没有用上动量：每一步都从零速度开始（每一批都新建了 velocity），或者走的是普通的梯度下降
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / velocity-reset
# 每一轮开始时都把速度清零了，动量没有带到下一轮
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    history = []
    for _ in range(epochs):
        velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / initialised-each-epoch
# 每一轮开始时都重新初始化了网络，前几轮学到的都丢了
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    history = []
    for _ in range(epochs):
        layers = initialize(layer_sizes, rng)
        velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / history-per-batch
# history 每一批记一次，不是每一轮记一次
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            history.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
    return layers, history


# %% train_network / history-sum
# history 记的是一轮里各批损失的总和，没有求平均
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            total += cross_entropy(softmax(logits), y[batch])
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(total)
    return layers, history


# %% train_network / history-divided-twice
# history 把各批的平均损失加起来之后除以了样本数，而不是批数
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            total += cross_entropy(softmax(logits), y[batch])
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(total / len(x))
    return layers, history


# %% train_network / history-last-batch
# history 记的只是每一轮最后一批的损失，不是整轮的平均
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            loss = cross_entropy(softmax(logits), y[batch])
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(loss)
    return layers, history


# %% train_network / shuffled-apart
# x 和 y 各打乱各的，样本与标签不再对应
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        x_order, y_order = rng.permutation(len(x)), rng.permutation(len(y))
        losses = []
        for start in range(0, len(x), batch_size):
            xb, yb = x[x_order[start : start + batch_size]], y[y_order[start : start + batch_size]]
            logits, caches = network_forward(xb, layers)
            losses.append(cross_entropy(softmax(logits), yb))
            grads = network_backward(softmax_cross_entropy_gradient(logits, yb), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / labels-not-shuffled
# 只打乱了 x，标签还是原来的顺序
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            xb, yb = x[order[start : start + batch_size]], y[start : start + batch_size]
            logits, caches = network_forward(xb, layers)
            losses.append(cross_entropy(softmax(logits), yb))
            grads = network_backward(softmax_cross_entropy_gradient(logits, yb), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / own-generator
# 没有用传进来的 rng，自己新建了一个种子固定的随机数生成器
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    rng = np.random.default_rng(0)
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / with-replacement
# 每一批都是有放回地随机抽取的，一轮里有的样本用了几次，有的一次也没有用
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        losses = []
        for start in range(0, len(x), batch_size):
            batch = rng.integers(0, len(x), min(batch_size, len(x) - start))
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / with-replacement-full-batches
# 每一批都是有放回地随机抽取的，最后一批也抽满：一轮里有的样本用了几次，有的一次也没有用
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        losses = []
        for _ in range(-(-len(x) // batch_size)):
            batch = rng.integers(0, len(x), min(batch_size, len(x)))
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / with-replacement-history-last-batch
# 每一批都是有放回地随机抽取的，history 记的又只是最后一批的损失
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        for _ in range(-(-len(x) // batch_size)):
            batch = rng.integers(0, len(x), min(batch_size, len(x)))
            logits, caches = network_forward(x[batch], layers)
            loss = cross_entropy(softmax(logits), y[batch])
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(loss)
    return layers, history


# %% train_network / whole-set-each-step
# 每一步都用了全部样本，没有分成小批
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        losses = []
        for _ in range(0, len(x), batch_size):
            logits, caches = network_forward(x, layers)
            losses.append(cross_entropy(softmax(logits), y))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / step-each-epoch
# 每一轮只用最后一批走了一步：更新参数那一行缩进错了，在批的循环之外
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
        sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / divided-again
# 梯度又除以了一次 batch_size，平均已经在损失的梯度里做过了
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            dlogits = softmax_cross_entropy_gradient(logits, y[batch]) / len(batch)
            sgd_momentum_step(layers, network_backward(dlogits, caches), velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / data-shuffled-in-place
# 直接打乱了传进来的 x 和 y，调用者的数据也被改了
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        x[:], y[:] = x[order], y[order]
        losses = []
        for start in range(0, len(x), batch_size):
            xb, yb = x[start : start + batch_size], y[start : start + batch_size]
            logits, caches = network_forward(xb, layers)
            losses.append(cross_entropy(softmax(logits), yb))
            grads = network_backward(softmax_cross_entropy_gradient(logits, yb), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / pixels-scaled-again
# 把 x 又除以了 255，但它本来就在 0 到 1 之间
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    x = x / 255
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / velocity-shares-weights
# 用 layer.copy() 当作初始速度：拷贝的只是 dict，速度和权重是同样的数组
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [layer.copy() for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / velocity-starts-at-weights
# 初始速度是权重的拷贝，不是零
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: value.copy() for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / softmax-twice
# 先对 logits 做了 softmax，再把概率交给 softmax_cross_entropy_gradient，softmax 做了两遍
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(softmax(logits), y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / loss-of-logits
# 求损失时忘了先做 softmax，直接把 logits 当成概率交给了 cross_entropy
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(np.maximum(logits, 1e-12), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / history-accuracy
# history 记的是正确率，不是损失
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append((logits.argmax(axis=1) == y[batch]).mean())
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / history-running-total
# 计算平均的列表没有在每一轮开始时清空，history 是从头到现在的平均
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history, losses = [], []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / epoch-missing
# 少训练了一轮：循环写成了 range(1, epochs)
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(1, epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / returned-in-the-loop
# return 缩进在循环里，第一轮之后就结束了
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
        return layers, history


# %% train_network / no-update
# 求了梯度，却没有调用 sgd_momentum_step，参数一直没有更新
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / momentum-half
# 动量系数用的是 0.5，不是 0.9
def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr, 0.5)
        history.append(float(np.mean(losses)))
    return layers, history


# %% train_network / shared-biases
# 同样宽的两层用了同一个 b 数组（initialize 里只建了一次），更新一层，另一层也跟着变
def initialize(layer_sizes, rng):
    biases = {n_out: np.zeros(n_out) for n_out in layer_sizes}
    return [
        {"w": rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out)), "b": biases[n_out]}
        for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:])
    ]


def train_network(x, y, layer_sizes, epochs, lr, batch_size, rng):
    layers = initialize(layer_sizes, rng)
    velocity = [{key: np.zeros_like(value) for key, value in layer.items()} for layer in layers]
    history = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        losses = []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            logits, caches = network_forward(x[batch], layers)
            losses.append(cross_entropy(softmax(logits), y[batch]))
            grads = network_backward(softmax_cross_entropy_gradient(logits, y[batch]), caches)
            sgd_momentum_step(layers, grads, velocity, lr)
        history.append(float(np.mean(losses)))
    return layers, history
