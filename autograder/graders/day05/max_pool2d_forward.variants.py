# %%
# Slips leave names unused.
# ruff: noqa: RUF059
import numpy as np


# %% wrong average
# 取的是平均值，不是最大值
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].mean(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong minimum
# 取的是最小值
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].min(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong channels-merged
# 把通道也一起取了最大值
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(1, 2, 3))[:, None]
    return out, (x, size, stride)


# %% wrong samples-merged
# 把一批里的样本也一起取了最大值
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(0, 2, 3))
    return out, (x, size, stride)


# %% wrong stride-is-size
# 没有用 stride，步幅总是等于窗口的边长
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    stride = size
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong size-is-stride
# 没有用 size，窗口的边长总是等于步幅
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    size = stride
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong starts-from-zero
# 从 0 开始比大小，全是负数的窗口得到了 0
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3), initial=0)
    return out, (x, size, stride)


# %% wrong leftover-kept
# 凑不满一个窗口的边也留下了
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = -(-(height - size) // stride) + 1
    out_w = -(-(width - size) // stride) + 1
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong leftover-kept-checked
# 输出的大小向上取整，凑不满一个窗口的边也留下了
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    if size > min(height, width):
        raise ValueError(f"边长为 {size} 的窗口放不进 {height}×{width} 的图")
    out_h = -(-(height - size) // stride) + 1
    out_w = -(-(width - size) // stride) + 1
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong no-error
# 窗口比图大时没有报错
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = max(0, (height - size) // stride + 1)
    out_w = max(0, (width - size) // stride + 1)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong height-checked-only
# 只看了图的高，窗口比图宽时没有报错
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = max(0, (width - size) // stride + 1)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong only-out
# 只返回了 out，没有返回 cache
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out


# %% wrong integer-truncated
# out 建成了整数数组，小数部分丢了
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=int)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong padded
# 边上补了一圈零再池化
def max_pool2d_forward(x, size, stride):
    x = pad2d(x, 1)
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong stride-not-applied
# 输出的大小算了步幅，窗口的起点却没有乘步幅
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i, j
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong column-start-without-stride
# 窗口的起点只有行乘了步幅，列没有乘
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong rows-and-columns-swapped
# 取窗口时行和列写反了
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, left : left + size, top : top + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong output-transposed
# 写进 out 时行和列写反了
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, j, i] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong must-divide
# 断言除得尽：凑不满一个窗口的边应当丢掉，不应当报错
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    assert (height - size) % stride == 0
    assert (width - size) % stride == 0
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong size-by-stride
# 输出的大小写成了 高 // stride，没有减去窗口：最后几个窗口凑不满
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = height // stride
    out_w = width // stride
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong square-output
# 输出的宽用了和高一样的值
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = out_h
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong missing-one
# 输出的大小忘了加 1
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = (height - size) // stride
    out_w = (width - size) // stride
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong image-size-swapped
# 把图的高和宽读反了
def max_pool2d_forward(x, size, stride):
    n, c, width, height = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong rows-only
# 只在行的方向取了最大值，列没有合起来，只留下了窗口的第一列
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left].max(axis=2)
    return out, (x, size, stride)


# %% wrong returned-in-the-loop
# return 缩进在循环里，只算了第一行
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.zeros((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
        return out, (x, size, stride)


# %% wrong absolute
# 比的是绝对值，取出的是绝对值最大的那个的绝对值
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = np.abs(x[:, :, top : top + size, left : left + size]).max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong size-by-stride-not-applied
# 输出的大小写成了 高 // stride，窗口的起点又没有乘步幅
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = height // stride
    out_w = width // stride
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i, j
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong blocks-by-reshape
# 用 reshape 把图切成 size × size 的块：只有步幅等于 size、图又除得尽时才行
def max_pool2d_forward(x, size, stride):
    n, c, h, w = x.shape
    blocks = x.reshape(n, c, h // size, size, w // size, size)
    return blocks.max(axis=(3, 5)), (x, size, stride)


# %% wrong index-for-value
# 返回的是最大值的下标，不是最大值
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].reshape(n, c, -1).argmax(axis=2)
    return out, (x, size, stride)


# %% wrong starts-by-size
# 输出的大小算了步幅，窗口却一个挨着一个地取：起点乘的是 size，不是 stride
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * size, j * size
            window = x[:, :, top : top + size, left : left + size]
            out[:, :, i, j] = window.max(axis=(2, 3))
    return out, (x, size, stride)


# %% wrong windows-by-stride
# 窗口的终点用了步幅：从 i·stride 取到 (i + 1)·stride，边长不是 size
def max_pool2d_forward(x, size, stride):
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, size, stride, 0)
    out_w = conv2d_output_size(width, size, stride, 0)
    out = np.empty((n, c, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + stride, left : left + stride]
            out[:, :, i, j] = window.max(axis=(2, 3))
    return out, (x, size, stride)


# %% right strided-view
# 用 sliding_window_view，没有循环
def max_pool2d_forward(x, size, stride):
    if size > min(x.shape[2:]):
        raise ValueError("窗口比图还大")
    view = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return view[:, :, ::stride, ::stride].max(axis=(4, 5)), (x, size, stride)


# %% right window-loop-list
# 对窗口里的位置循环，返回列表
def max_pool2d_forward(x, size, stride):
    out_h = conv2d_output_size(x.shape[2], size, stride, 0)
    out_w = conv2d_output_size(x.shape[3], size, stride, 0)
    out = np.full((*x.shape[:2], out_h, out_w), -np.inf)
    for u in range(size):
        for v in range(size):
            part = x[:, :, u : u + stride * out_h : stride, v : v + stride * out_w : stride]
            out = np.maximum(out, part)
    return [out, (x, size, stride)]
