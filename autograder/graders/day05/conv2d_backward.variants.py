# %%
# Slips leave names unused.
# ruff: noqa: RUF059
import numpy as np


# %% wrong overwritten
# dx 里重叠的窗口互相覆盖了，没有累加
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] = np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong padding-not-cut
# dx 里补零的那几圈没有切掉
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong cut-by-negative-slice
# 用 [padding:-padding] 切，padding 为 0 时切出来是空的
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding:-padding, padding:-padding]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong padding-cut-at-the-end
# 补的零只从右边和下边切，切偏了
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, :height, :width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong bias-mean
# db 求了平均，没有求和
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.mean(axis=(0, 2, 3))


# %% wrong bias-over-samples-only
# db 只对样本求了和，没有对位置求和
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=0)


# %% wrong weights-overwritten
# dw 每个位置都覆盖前一个，没有累加
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw = np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong mean-over-batch
# dw 和 db 又除以了样本数
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw / len(x), dout.sum(axis=(0, 2, 3)) / len(x)


# %% wrong kernel-flipped
# 求 dx 时核旋转了 180°
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w[:, :, ::-1, ::-1])
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong stride-ignored
# 取窗口时没有乘步幅
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i, i + kh)
            columns = slice(j, j + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong dx-stride-ignored
# 求 dx 时没有用到步幅：窗口的起点没有乘步幅，或者做全卷积之前没有在 dout 里插零
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, i : i + kh, j : j + kw] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong swapped-results
# 返回的次序错了：dw 在最前，dx 在中间
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dw, dx, dout.sum(axis=(0, 2, 3))


# %% wrong upstream-ignored
# dw 没有乘 dout，相当于把它当成了全 1
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", np.ones_like(d), padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong unpadded-windows
# 求 dw 时窗口取自没有补零的图
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    dpadded = np.zeros(pad2d(x, padding).shape)
    padded = np.zeros(dpadded.shape)
    padded[:, :, :height, :width] = x
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong cut-one-ring
# 用 [1:-1] 切掉补的零，padding 不是 1 时就错了
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, 1:-1, 1:-1] if padding else dpadded
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong always-cut-one-ring
# 总是用 [1:-1] 切掉一圈，没有补零时也切
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, 1:-1, 1:-1]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong weights-mean
# dw 又除以了样本数
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw / len(x), dout.sum(axis=(0, 2, 3))


# %% wrong everything-mean
# 三个梯度都又除以了样本数
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    n = len(x)
    return dx / n, dw / n, dout.sum(axis=(0, 2, 3)) / n


# %% wrong bias-divided-by-samples
# db 又除以了样本数
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3)) / len(x)


# %% wrong bias-over-positions-only
# db 只对位置求了和，没有对样本求和
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(2, 3))


# %% wrong bias-total
# db 把所有元素加成了一个数，没有给每个核各留一个
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum()


# %% wrong bias-of-channels-axis
# db 沿着核的那一轴求了和
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(1, 2, 3))


# %% wrong bias-keepdims
# db 的形状不是 (f,)：求和时用了 keepdims=True
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3), keepdims=True)


# %% wrong bias-overwritten
# db 每个位置都覆盖前一个，没有累加
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout[:, :, -1, -1].sum(axis=0)


# %% wrong first-sample-only
# dw 只用了第一个样本，没有对样本求和
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("f,cuv->fcuv", d[0], padded[0, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong weights-of-last-sample
# dw 每个样本都覆盖前一个，只留下了最后一个样本的
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("f,cuv->fcuv", d[-1], padded[-1, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong input-of-last-kernel
# dx 每个核都覆盖前一个，没有对核求和
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("n,cuv->ncuv", d[:, -1], w[-1])
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong dx-ignores-dout
# dx 没有乘 dout，相当于把它当成了全 1
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", np.ones_like(d), w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong weights-flipped
# dw 旋转了 180°
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw[:, :, ::-1, ::-1], dout.sum(axis=(0, 2, 3))


# %% wrong both-flipped
# 前向没有翻转核，求 dx 和 dw 时却都旋转了 180°
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w[:, :, ::-1, ::-1])
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw[:, :, ::-1, ::-1], dout.sum(axis=(0, 2, 3))


# %% wrong overwritten-both
# dx 和 dw 都在每个位置覆盖前一个，没有累加
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw = np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] = np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong sign-flipped
# 三个梯度的符号都反了
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return -dx, -dw, -dout.sum(axis=(0, 2, 3))


# %% wrong stride-rows-only
# 步幅只用在了行上，列还是一步一步走
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j, j + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong one-position-too-few
# 循环少走了一步，最后一行和最后一列没有算
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2] - 1):
        for j in range(dout.shape[3] - 1):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong returned-in-the-loop
# return 缩进在循环里，只走了第一行
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
        dx = dpadded[:, :, padding : padding + height, padding : padding + width]
        return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong integer-output
# dx 用了 x 的 dtype，整数图的梯度出错或被截断
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros_like(padded)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong latest-cache
# 把 x 和 w 存在全局变量里，没有用 cache，反向时用的总是最近一次前向的数据
latest = {}


def conv2d_forward(x, w, b, stride=1, padding=0):
    kh, kw = w.shape[2:]
    view = np.lib.stride_tricks.sliding_window_view(pad2d(x, padding), (kh, kw), axis=(2, 3))
    latest["all"] = x, w, stride, padding
    out = np.einsum("ncijuv,fcuv->nfij", view[:, :, ::stride, ::stride], w)
    return out + b[:, None, None], None


def conv2d_backward(dout, cache):
    x, w, stride, padding = latest["all"]
    _, _, kh, kw = w.shape
    _, _, height, width = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros(w.shape)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% wrong w-overwritten
# 拆 x.shape 时用了名字 w（图的宽），盖掉了权重 w
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    _, _, kh, kw = w.shape
    n, c, h, w = x.shape
    padded = pad2d(x, padding)
    dpadded = np.zeros(padded.shape)
    dw = np.zeros((dout.shape[1], c, kh, kw))
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + kh)
            columns = slice(j * stride, j * stride + kw)
            d = dout[:, :, i, j]
            dw += np.einsum("nf,ncuv->fcuv", d, padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fcuv->ncuv", d, w)
    dx = dpadded[:, :, padding : padding + h, padding : padding + w]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% right kernel-loop
# 对核里的位置循环，变量名里有 grad
def conv2d_backward(grad, cache):
    x, w, stride, padding = cache
    kh, kw = w.shape[2:]
    out_h, out_w = grad.shape[2:]
    padded = pad2d(x, padding)
    dpadded, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for u in range(kh):
        for v in range(kw):
            at = np.s_[:, :, u : u + stride * out_h : stride, v : v + stride * out_w : stride]
            dw[:, :, u, v] = np.einsum("nfij,ncij->fc", grad, padded[at])
            dpadded[at] += np.einsum("nfij,fc->ncij", grad, w[:, :, u, v])
    h, width = x.shape[2:]
    return [dpadded[:, :, padding : padding + h, padding : padding + width], dw, grad.sum((0, 2, 3))]


# %% right full-correlation
# dx 用隔开的 dout 与翻转的核再做一次卷积
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    padded = pad2d(x, padding)
    spread = np.zeros((n, f, padded.shape[2] + kh - 1, padded.shape[3] + kw - 1))
    bottom = kh - 1 + stride * dout.shape[2]
    right = kw - 1 + stride * dout.shape[3]
    spread[:, :, kh - 1 : bottom : stride, kw - 1 : right : stride] = dout
    view = np.lib.stride_tricks.sliding_window_view(spread, (kh, kw), axis=(2, 3))
    dpadded = np.einsum("nfijuv,fcuv->ncij", view, w[:, :, ::-1, ::-1])
    view = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(2, 3))
    dw = np.einsum("nfij,ncijuv->fcuv", dout, view[:, :, ::stride, ::stride])
    dx = dpadded[:, :, padding : padding + height, padding : padding + width]
    return dx, dw, np.einsum("nfij->f", dout)
