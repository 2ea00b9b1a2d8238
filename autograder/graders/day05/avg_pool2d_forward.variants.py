# %%
# Slips leave names unused.
# ruff: noqa: RUF059
import numpy as np


# %% wrong maximum
# 取的是最大值，不是平均值
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out


# %% wrong sum
# 只求了和，没有除以窗口里的个数
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].sum(axis=(2, 3))
    return out


# %% wrong divided-by-size
# 除以的是边长，不是窗口里的个数
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].sum(axis=(2, 3)) / size
    return out


# %% wrong integer-output
# out 用了 x 的 dtype，整数图的平均值被截断了
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out


# %% wrong channels-merged
# 把通道也一起平均了
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(1, 2, 3))[:, None]
    return out


# %% wrong stride-is-size
# 没有用 stride，步幅总是等于窗口的边长
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    stride = size
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out


# %% wrong leftover-kept
# 凑不满一个窗口的边也平均了
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = -(-(height - size) // stride) + 1
    out_w = -(-(width - size) // stride) + 1
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out


# %% wrong no-error
# 窗口比图大时没有报错
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = max(0, (height - size) // stride + 1)
    out_w = max(0, (width - size) // stride + 1)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out


# %% wrong median
# 取的是中位数
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = np.median(x[:, :, top : top + size, left : left + size], axis=(2, 3))
    return out


# %% wrong returns-cache
# 像最大池化那样返回了 (out, cache)
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out, x


# %% wrong uint8-sum
# 在 uint8 里求和，超过 255 就绕了回去
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = (
                x[:, :, top : top + size, left : left + size].sum(axis=(2, 3), dtype=x.dtype) / size**2
            )
    return out


# %% wrong stride-not-applied
# 输出的大小算了步幅，窗口的起点却没有乘步幅
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i, j
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out


# %% wrong rows-and-columns-swapped
# 取窗口时行和列写反了
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, left : left + size, top : top + size].mean(axis=(2, 3))
    return out


# %% wrong output-transposed
# 写进 out 时行和列写反了
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, j, i] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out


# %% wrong must-divide
# 断言除得尽：凑不满一个窗口的边应当丢掉，不应当报错
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    assert (height - size) % stride == 0
    assert (width - size) % stride == 0
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out


# %% wrong size-by-stride
# 输出的大小写成了 高 // stride，没有减去窗口：最后几个窗口凑不满
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = height // stride
    out_w = width // stride
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out


# %% wrong square-output
# 输出的宽用了和高一样的值
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = out_h
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out


# %% wrong missing-one
# 输出的大小忘了加 1
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = (height - size) // stride
    out_w = (width - size) // stride
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out


# %% wrong image-size-swapped
# 把图的高和宽读反了
def avg_pool2d_forward(x, size, stride):
    n, c, width, height = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out


# %% wrong rows-only
# 只在行的方向取了平均值，列没有合起来，只留下了窗口的第一列
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left].mean(axis=2)
    return out


# %% wrong returned-in-the-loop
# return 缩进在循环里，只算了第一行
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.zeros((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
        return out


# %% wrong divided-by-stride
# 除以的是步幅的平方，不是窗口里的个数
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].sum(axis=(2, 3)) / stride**2
    return out


# %% wrong samples-merged
# 把一批里的样本也一起平均了
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(0, 2, 3))
    return out


# %% wrong floor-division
# 用了 //，小数部分丢了
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].sum(axis=(2, 3)) // size**2
    return out


# %% wrong size-by-stride-not-applied
# 输出的大小写成了 高 // stride，窗口的起点又没有乘步幅
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = height // stride
    out_w = width // stride
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i, j
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out


# %% wrong blocks-by-reshape
# 用 reshape 把图切成 size × size 的块：只有步幅等于 size、图又除得尽时才行
def avg_pool2d_forward(x, size, stride):
    n, c, h, w = x.shape
    blocks = x.reshape(n, c, h // size, size, w // size, size)
    return blocks.mean(axis=(3, 5))


# %% wrong size-is-stride
# 没有用 size，窗口的边长总是等于步幅
def avg_pool2d_forward(x, size, stride):
    size = stride
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out


# %% right strided-view
# 用 sliding_window_view
def avg_pool2d_forward(x, size, stride):
    if size > x.shape[2] or size > x.shape[3]:
        raise ValueError("窗口比图还大")
    view = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return view[:, :, ::stride, ::stride].mean(axis=(4, 5))


# %% right as-convolution
# 当作卷积，每个通道各自用 1/size² 的核
def avg_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    kernel = np.full((1, 1, size, size), 1 / size**2)
    out, _ = conv2d_forward(x.reshape(n * c, 1, height, width), kernel, np.zeros(1), stride)
    return out.reshape(n, c, *out.shape[2:])
