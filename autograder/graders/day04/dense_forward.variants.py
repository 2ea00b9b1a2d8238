# %%
import numpy as np


# %% wrong no-bias
# 没有加上偏置 b
def dense_forward(x, w, b):
    return x @ w, (x, w)


# %% wrong bias-inside
# 先把 b 加到了 w 上再相乘：算的是 x @ (w + b)
def dense_forward(x, w, b):
    return x @ (w + b), (x, w)


# %% wrong bias-subtracted
# 减去了 b，而不是加上 b
def dense_forward(x, w, b):
    return x @ w - b, (x, w)


# %% wrong bias-summed
# 加的是 b 的总和，每个输出单元没有用自己的偏置
def dense_forward(x, w, b):
    return x @ w + b.sum(), (x, w)


# %% wrong relu-inside
# 在全连接层里就做了 ReLU，负的输出都成了 0
def dense_forward(x, w, b):
    return np.maximum(x @ w + b, 0), (x, w)


# %% wrong sigmoid-inside
# 在全连接层里就做了 sigmoid，输出都在 0 和 1 之间
def dense_forward(x, w, b):
    return 1 / (1 + np.exp(-(x @ w + b))), (x, w)


# %% wrong no-cache
# 只返回了 out，没有返回 cache
def dense_forward(x, w, b):
    return x @ w + b


# %% wrong swapped-results
# 返回的顺序反了：cache 在前，out 在后
def dense_forward(x, w, b):
    return (x, w), x @ w + b


# %% wrong transposed-weights
# 乘的是 w 的转置，形状对不上
def dense_forward(x, w, b):
    return x @ w.T + b, (x, w)


# %% wrong squeezed
# 用 squeeze 去掉了长度为 1 的轴，只有一个样本或一个输出时形状就变了
def dense_forward(x, w, b):
    return np.squeeze(x @ w + b), (x, w)


# %% wrong mean-over-inputs
# 把加权和除以了输入的个数
def dense_forward(x, w, b):
    return x @ w / x.shape[1] + b, (x, w)


# %% wrong dtype-of-input
# 把结果存进了与 x 同类型的数组，x 是整数时小数部分就丢了
def dense_forward(x, w, b):
    out = np.zeros((x.shape[0], w.shape[1]), dtype=x.dtype)
    out[...] = x @ w + b
    return out, (x, w)


# %% wrong elementwise-product
# 用 * 代替了 @：逐元素相乘，不是矩阵乘法
def dense_forward(x, w, b):
    return x * w + b, (x, w)


# %% wrong factors-swapped
# 乘的次序反了：算的是 w @ x，不是 x @ w
def dense_forward(x, w, b):
    return w @ x + b, (x, w)


# %% wrong bias-column
# 把 b 当成了一列，加到了每一行而不是每个输出单元上
def dense_forward(x, w, b):
    return x @ w + b[:, None], (x, w)


# %% wrong transposed-result
# 按 w @ x 的排法算的，out 的形状成了 (out, n)
def dense_forward(x, w, b):
    return w.T @ x.T + b[:, None], (x, w)


# %% wrong bias-per-input
# 偏置写在了对输入求和的循环里：每个输入都加了一次，一共加了 in 次
def dense_forward(x, w, b):
    out = np.zeros((x.shape[0], w.shape[1]))
    for k in range(x.shape[1]):
        out += np.outer(x[:, k], w[k]) + b
    return out, (x, w)


# %% wrong truncated-at-each-sum
# 累加用的数组与 x 同类型，x 是整数时每加一次都丢掉小数部分
def dense_forward(x, w, b):
    out = np.zeros((x.shape[0], w.shape[1]), dtype=x.dtype)
    for row in range(x.shape[0]):
        for column in range(w.shape[1]):
            for k in range(x.shape[1]):
                out[row, column] += x[row, k] * w[k, column]
    return out + b, (x, w)


# %% wrong bias-doubled
# 偏置加了两次
def dense_forward(x, w, b):
    out = x @ w + b
    return out + b, (x, w)


# %% right einsum-dict
# 用 einsum，cache 是 dict
def dense_forward(x, w, b):
    return np.einsum("ni,io->no", x, w) + b, {"x": x, "w": w, "b": b}


# %% right loops-list
# 三重循环，返回列表
def dense_forward(x, w, b):
    n, d = x.shape
    out = np.tile(b, (n, 1)).astype(float)
    for i in range(n):
        for j in range(w.shape[1]):
            for k in range(d):
                out[i, j] += x[i, k] * w[k, j]
    return [out, [x, w]]


# %% right ones-column
# 给 x 添一列 1，把 b 并进 w 里
def dense_forward(x, w, b):
    extended = np.hstack([x, np.ones((len(x), 1))])
    return extended @ np.vstack([w, b]), (extended, w)


# %% right float32
# 用 float32 计算，cache 里什么都没有
def dense_forward(x, w, b):
    return x.astype(np.float32) @ w.astype(np.float32) + b.astype(np.float32), None


# %% right single-precision-inside
# 中途用 float32 计算，再转回 float64
def dense_forward(x, w, b):
    out = x.astype(np.float32) @ w.astype(np.float32) + b.astype(np.float32)
    return out.astype(np.float64), (x, w)
