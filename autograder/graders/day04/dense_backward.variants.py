# %%
import numpy as np


# %% wrong mean-over-batch
# dw 和 db 又除以了样本数：平均已经在损失的梯度里做过了，这里应当求和
def dense_backward(dout, cache):
    x, w = cache
    n = x.shape[0]
    return dout @ w.T, x.T @ dout / n, dout.sum(axis=0) / n


# %% wrong bias-mean
# db 对样本求了平均，没有求和
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.mean(axis=0)


# %% wrong dx-untransposed
# 求 dx 时 w 没有转置
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w, x.T @ dout, dout.sum(axis=0)


# %% wrong dx-transposed
# 求 dx 时写成了 w @ dout.T，结果是转置的，形状是 (in, n)
def dense_backward(dout, cache):
    x, w = cache
    return w @ dout.T, x.T @ dout, dout.sum(axis=0)


# %% wrong dw-transposed
# dw 转置了，形状是 (out, in) 而不是 (in, out)
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, dout.T @ x, dout.sum(axis=0)


# %% wrong bias-not-summed
# db 没有对样本求和，形状仍是 (n, out)
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout


# %% wrong bias-wrong-axis
# db 沿着输出的方向（axis=1）求了和，而不是沿着样本的方向（axis=0）
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=1)


# %% wrong bias-total
# db 把所有元素加成了一个数，没有给每个输出单元各留一个
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum()


# %% wrong bias-keepdims
# db 的形状是 (1, out)，不是 (out,)
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0, keepdims=True)


# %% wrong swapped-results
# 返回的顺序错了：dw 在最前，dx 在中间
def dense_backward(dout, cache):
    x, w = cache
    return x.T @ dout, dout @ w.T, dout.sum(axis=0)


# %% wrong dx-last
# 返回的顺序错了：dx 放在了最后
def dense_backward(dout, cache):
    x, w = cache
    return x.T @ dout, dout.sum(axis=0), dout @ w.T


# %% wrong relu-inside
# 给 dx 乘上了 x > 0：全连接层里没有 ReLU，那一步不在这里
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T * (x > 0), x.T @ dout, dout.sum(axis=0)


# %% wrong cache-swapped
# 从 cache 里取出时 x 和 w 换了位：存的是 (x, w)，取的是 w, x
def dense_backward(dout, cache):
    w, x = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


# %% wrong upstream-ignored
# dw 没有乘上传回来的 dout，相当于把它当成了全 1
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ np.ones(dout.shape), dout.sum(axis=0)


# %% wrong squeezed
# 用 squeeze 去掉了长度为 1 的轴，只有一个样本或一个输出时形状就变了
def dense_backward(dout, cache):
    x, w = cache
    return np.squeeze(dout @ w.T), np.squeeze(x.T @ dout), np.squeeze(dout.sum(axis=0))


# %% wrong dout-divided
# 用 dout /= n 就地除以了样本数：三个梯度都变小了，调用者的 dout 也被改了
def dense_backward(dout, cache):
    x, w = cache
    dout /= x.shape[0]
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


# %% wrong weights-mean
# dw 对样本求了平均，没有求和
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout / len(x), dout.sum(axis=0)


# %% wrong everything-mean
# 三个梯度都除以了样本数：平均已经在损失的梯度里做过了
def dense_backward(dout, cache):
    x, w = cache
    n = len(x)
    return dout @ w.T / n, x.T @ dout / n, dout.sum(axis=0) / n


# %% wrong dw-untransposed
# 求 dw 时 x 没有转置
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x @ dout, dout.sum(axis=0)


# %% wrong dw-factors-swapped
# 求 dw 时乘的次序反了：dout @ x.T
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, dout @ x.T, dout.sum(axis=0)


# %% wrong dx-factors-swapped
# 求 dx 时乘的次序反了：写成了 w.T @ dout
def dense_backward(dout, cache):
    x, w = cache
    return w.T @ dout, x.T @ dout, dout.sum(axis=0)


# %% wrong dx-left-factor
# 求 dx 时写成了 w @ dout，次序反了
def dense_backward(dout, cache):
    x, w = cache
    return w @ dout, x.T @ dout, dout.sum(axis=0)


# %% wrong dx-elementwise
# 求 dx 时用 * 代替了 @
def dense_backward(dout, cache):
    x, w = cache
    return dout * w.T, x.T @ dout, dout.sum(axis=0)


# %% wrong dw-elementwise
# 求 dw 时用 * 代替了 @
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x * dout, dout.sum(axis=0)


# %% wrong bias-ones
# db 写成了样本数（把 dout 当成了全 1）
def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, np.full(w.shape[1], float(len(x)))


# %% wrong dx-ignores-dout
# dx 没有乘上传回来的 dout，直接返回了 w 的和
def dense_backward(dout, cache):
    x, w = cache
    return np.ones(dout.shape) @ w.T, x.T @ dout, dout.sum(axis=0)


# %% wrong sign-flipped
# 三个梯度的符号都反了
def dense_backward(dout, cache):
    x, w = cache
    return -dout @ w.T, -x.T @ dout, -dout.sum(axis=0)


# %% wrong latest-cache
# 把 x 和 w 存在全局变量里，没有用 cache，反向时用的总是最近一次前向的数据
latest = {}


def dense_forward(x, w, b):
    latest["x"], latest["w"] = x, w
    return x @ w + b, None


def dense_backward(dout, cache):
    return dout @ latest["w"].T, latest["x"].T @ dout, dout.sum(axis=0)


# %% right einsum
# 用 einsum，返回列表
def dense_backward(dout, cache):
    x, w = cache
    dx = np.einsum("no,io->ni", dout, w)
    dw = np.einsum("no,ni->io", dout, x)
    return [dx, dw, np.einsum("no->o", dout)]


# %% right sample-loop
# 一个样本一个样本地累加
def dense_backward(dout, cache):
    x, w = cache
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(w.shape[1])
    for i in range(len(x)):
        dx[i] = w @ dout[i]
        dw += np.outer(x[i], dout[i])
        db += dout[i]
    return dx, dw, db


# %% right dict-cache
# 自己的前向把 x、w 和 out 都放进 dict
def dense_forward(x, w, b):
    out = x @ w + b
    return out, {"x": x.copy(), "w": w.copy(), "out": out}


def dense_backward(dout, cache):
    dw = (dout.T @ cache["x"]).T
    return dout.dot(cache["w"].T), dw, np.ones(len(dout)) @ dout


# %% right class-cache
# cache 是自己写的类的对象
class Dense:
    def __init__(self, x, w):
        self.x, self.w = x, w


def dense_forward(x, w, b):
    return np.dot(x, w) + b, Dense(x, w)


def dense_backward(dout, cache):
    return np.matmul(dout, cache.w.T), np.matmul(cache.x.T, dout), np.sum(dout, axis=0)


# %% right closure
# cache 是一个函数，反向时调用它
def dense_forward(x, w, b):
    def backward(dout):
        return dout @ w.T, x.T @ dout, dout.sum(0)

    return x @ w + b, backward


def dense_backward(dout, cache):
    return cache(dout)
