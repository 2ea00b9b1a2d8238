# %%
# Slips leave names unused.
# ruff: noqa: F841, RUF059
import numpy as np


# %% wrong every-maximum
# 并列的最大值都拿到了整份梯度
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            mask = window == window.max(axis=(2, 3), keepdims=True)
            dx[:, :, top : top + size, left : left + size] += mask * dout[:, :, i, j][:, :, None, None]
    return dx


# %% wrong shared-among-maxima
# 并列的最大值平分了梯度
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            mask = window == window.max(axis=(2, 3), keepdims=True)
            mask = mask / mask.sum(axis=(2, 3), keepdims=True)
            dx[:, :, top : top + size, left : left + size] += mask * dout[:, :, i, j][:, :, None, None]
    return dx


# %% wrong average
# 梯度平均分给了窗口里的每个像素
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            dx[:, :, top : top + size, left : left + size] += dout[:, :, i, j][:, :, None, None] / size**2
    return dx


# %% wrong everybody
# 窗口里的每个像素都拿到了整份梯度
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            dx[:, :, top : top + size, left : left + size] += dout[:, :, i, j][:, :, None, None]
    return dx


# %% wrong overwritten
# 窗口重叠处覆盖了，没有累加
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmax(axis=2), size)
            dx[samples, channels, top + row, left + column] = dout[:, :, i, j]
    return dx


# %% wrong last-maximum
# 并列时给了最后一个最大值
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(size**2 - 1 - window.reshape(n, c, -1)[:, :, ::-1].argmax(axis=2), size)
            dx[samples, channels, top + row, left + column] += dout[:, :, i, j]
    return dx


# %% wrong column-major
# 并列时按列优先数第一个
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            turned = window.transpose(0, 1, 3, 2).reshape(n, c, -1)
            column, row = divmod(turned.argmax(axis=2), size)
            dx[samples, channels, top + row, left + column] += dout[:, :, i, j]
    return dx


# %% wrong row-and-column-swapped
# 最大值的行和列写反了
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmax(axis=2), size)
            dx[samples, channels, top + column, left + row] += dout[:, :, i, j]
    return dx


# %% wrong divided-by-stride
# 由下标求窗口里的行和列时除以的是步幅，应当除以窗口的边长 size
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmax(axis=2), stride)
            dx[samples, channels, top + row, left + column] += dout[:, :, i, j]
    return dx


# %% wrong window-not-moved
# 没有加上窗口的起点，梯度都落在了左上角
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmax(axis=2), size)
            dx[samples, channels, row, column] += dout[:, :, i, j]
    return dx


# %% wrong value-multiplied
# 梯度又乘了最大值
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmax(axis=2), size)
            dx[samples, channels, top + row, left + column] += dout[:, :, i, j] * window.max(axis=(2, 3))
    return dx


# %% wrong integer-output
# dx 用了 x 的 dtype，整数图的梯度出错或被截断
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros_like(x)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmax(axis=2), size)
            dx[samples, channels, top + row, left + column] += dout[:, :, i, j]
    return dx


# %% wrong every-maximum-overwritten
# 并列的最大值都拿到了整份梯度，窗口重叠处又互相覆盖
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            mask = window == window.max(axis=(2, 3), keepdims=True)
            dx[:, :, top : top + size, left : left + size] = mask * dout[:, :, i, j][:, :, None, None]
    return dx


# %% wrong shared-overwritten
# 并列的最大值平分了梯度，窗口重叠处又互相覆盖
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            mask = window == window.max(axis=(2, 3), keepdims=True)
            mask = mask / mask.sum(axis=(2, 3), keepdims=True)
            dx[:, :, top : top + size, left : left + size] = mask * dout[:, :, i, j][:, :, None, None]
    return dx


# %% wrong ones
# 最大值处写的是 1，没有乘 dout
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmax(axis=2), size)
            dx[samples, channels, top + row, left + column] += 1.0
    return dx


# %% wrong value-for-gradient
# 最大值处写的是最大值自己，不是梯度
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmax(axis=2), size)
            dx[samples, channels, top + row, left + column] += window.max(axis=(2, 3))
    return dx


# %% wrong minimum
# 梯度给了最小值，不是最大值
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmin(axis=2), size)
            dx[samples, channels, top + row, left + column] += dout[:, :, i, j]
    return dx


# %% wrong first-pixel
# 梯度总给窗口左上角的像素，没有看哪个最大
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            dx[:, :, top, left] += dout[:, :, i, j]
    return dx


# %% wrong stride-not-applied
# 窗口的起点没有乘步幅
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i, j
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmax(axis=2), size)
            dx[samples, channels, top + row, left + column] += dout[:, :, i, j]
    return dx


# %% wrong divided-by-window
# 梯度给了最大值，却又除以了窗口里的个数
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmax(axis=2), size)
            dx[samples, channels, top + row, left + column] += dout[:, :, i, j] / size**2
    return dx


# %% wrong one-channel-for-all
# 每个通道用的都是第一个通道的最大值的位置
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window[:, :1].reshape(n, 1, -1).argmax(axis=2), size)
            dx[samples, channels, top + row, left + column] += dout[:, :, i, j]
    return dx


# %% wrong small-output
# 返回的 dx 与 dout 同形状，不与 x 同形状
def max_pool2d_backward(dout, cache):
    return dout.copy()


# %% wrong stride-is-size
# 没有用 stride，窗口的起点总是乘 size
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    stride = size
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmax(axis=2), size)
            dx[samples, channels, top + row, left + column] += dout[:, :, i, j]
    return dx


# %% wrong latest-cache
# 把 x 存在全局变量里，没有用 cache，反向时用的总是最近一次前向的数据
latest = {}


def max_pool2d_forward(x, size, stride):
    latest["all"] = x, size, stride
    view = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return view[:, :, ::stride, ::stride].max(axis=(4, 5)), None


def max_pool2d_backward(dout, cache):
    x, size, stride = latest["all"]
    n, c = x.shape[:2]
    dx = np.zeros(x.shape)
    samples, channels = np.arange(n)[:, None], np.arange(c)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            row, column = divmod(window.reshape(n, c, -1).argmax(axis=2), size)
            dx[samples, channels, top + row, left + column] += dout[:, :, i, j]
    return dx


# %% right scatter-add
# 用 np.add.at 一次加回去
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    view = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    view = view[:, :, ::stride, ::stride]
    first = view.reshape(*view.shape[:4], -1).argmax(axis=4)
    n, c, i, j = np.indices(first.shape)
    dx = np.zeros(x.shape)
    np.add.at(dx, (n, c, i * stride + first // size, j * stride + first % size), dout)
    return dx


# %% right four-loops
# 四重循环，一次处理一个窗口
def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros_like(x, dtype=np.float64)
    for n, c, i, j in np.ndindex(*dout.shape):
        top, left = i * stride, j * stride
        window = x[n, c, top : top + size, left : left + size]
        u, v = np.unravel_index(np.argmax(window), window.shape)
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx
