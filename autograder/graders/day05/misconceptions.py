# %%
# Slips leave names unused.
# ruff: noqa: F841, RUF059
import numpy as np
import torch
from torch import nn


# %% pad2d / every-axis
# 样本和通道的轴也补了零
def pad2d(x, padding):
    return np.pad(x, padding)


# %% pad2d / one-side
# 只在上边和左边补了零
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(padding, 0)] * 2)


# %% pad2d / far-side
# 只在下边和右边补了零
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(0, padding)] * 2)


# %% pad2d / rows-only
# 只在上下补了零，左右没有补
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(padding, padding), (0, 0)])


# %% pad2d / float-output
# 没有保留 dtype，结果一律成了 float64
def pad2d(x, padding):
    h, w = x.shape[-2:]
    out = np.zeros((*x.shape[:-2], h + 2 * padding, w + 2 * padding), dtype=float)
    out[..., padding : padding + h, padding : padding + w] = x
    return out


# %% pad2d / edge-values
# 补的不是零，而是边上的像素
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(padding, padding)] * 2, mode="edge")


# %% pad2d / ones
# 补的是 1，不是 0
def pad2d(x, padding):
    h, w = x.shape[-2:]
    out = np.ones((*x.shape[:-2], h + 2 * padding, w + 2 * padding), dtype=x.dtype)
    out[..., padding : padding + h, padding : padding + w] = x
    return out


# %% pad2d / same-array-for-zero
# padding 为 0 时直接返回了 x 本身，不是新数组
def pad2d(x, padding):
    if padding == 0:
        return x
    h, w = x.shape[-2:]
    out = np.zeros((*x.shape[:-2], h + 2 * padding, w + 2 * padding), dtype=x.dtype)
    out[..., padding : padding + h, padding : padding + w] = x
    return out


# %% pad2d / negative-slice
# 用 [padding:-padding] 取中间，padding 为 0 时取出来是空的
def pad2d(x, padding):
    h, w = x.shape[-2:]
    out = np.zeros((*x.shape[:-2], h + 2 * padding, w + 2 * padding), dtype=x.dtype)
    out[..., padding:-padding, padding:-padding] = x
    return out


# %% pad2d / four-axes-only
# 假定 x 一定有四个轴
def pad2d(x, padding):
    return np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])


# %% pad2d / first-two-axes
# 补的是最前面的两个轴，不是最后两个
def pad2d(x, padding):
    return np.pad(x, [(padding, padding)] * 2 + [(0, 0)] * (x.ndim - 2))


# %% pad2d / one-ring
# 只补了一圈零，没有用到 padding
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(1, 1)] * 2)


# %% pad2d / doubled
# 每一边补了 2·padding 圈
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(2 * padding, 2 * padding)] * 2)


# %% pad2d / columns-only
# 只在左右补了零，上下没有补
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 1) + [(padding, padding)])


# %% pad2d / corner
# 大小对了，图却放在了左上角，没有放在正中
def pad2d(x, padding):
    h, w = x.shape[-2:]
    out = np.zeros((*x.shape[:-2], h + 2 * padding, w + 2 * padding), dtype=x.dtype)
    out[..., :h, :w] = x
    return out


# %% pad2d / reflect
# 补的不是零，而是把边上的像素翻折出去
def pad2d(x, padding):
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(padding, padding)] * 2, mode="symmetric")


# %% conv2d_output_size / missing-one
# 忘了加 1
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room // stride


# %% conv2d_output_size / ceil
# 除不尽时向上取整了
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return -(-room // stride) + 1


# %% conv2d_output_size / float
# 用了 /，得到的是浮点数
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room / stride + 1


# %% conv2d_output_size / padding-once
# padding 只加了一次，没有乘 2
def conv2d_output_size(size, kernel, stride, padding):
    room = size + padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room // stride + 1


# %% conv2d_output_size / padding-ignored
# 没有用到 padding
def conv2d_output_size(size, kernel, stride, padding):
    room = size - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room // stride + 1


# %% conv2d_output_size / stride-ignored
# 没有用到 stride
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room + 1


# %% conv2d_output_size / no-error
# 核放不下时没有报错，照公式算了出来
def conv2d_output_size(size, kernel, stride, padding):
    return (size + 2 * padding - kernel) // stride + 1


# %% conv2d_output_size / zero-instead-of-error
# 核放不下时返回 0，没有抛出 ValueError
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    return room // stride + 1 if room >= 0 else 0


# %% conv2d_output_size / error-for-equal
# 核恰好与输入一样长时也报了错
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room <= 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room // stride + 1


# %% conv2d_output_size / checks-unpadded
# 判断放不放得下时没有算上补的零
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if kernel > size:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room // stride + 1


# %% conv2d_output_size / error-on-result
# 算完之后结果为负才报错：步幅大时结果是 0，漏掉了
def conv2d_output_size(size, kernel, stride, padding):
    result = (size + 2 * padding - kernel) // stride + 1
    if result < 0:
        raise ValueError("核太大")
    return result


# %% conv2d_output_size / padding-subtracted
# 减去了 padding，应当加上
def conv2d_output_size(size, kernel, stride, padding):
    room = size - 2 * padding - kernel
    if kernel > size + 2 * padding:
        raise ValueError("核太大")
    return room // stride + 1


# %% conv2d_output_size / kernel-ignored
# 没有减去核的长度：每 stride 个像素就算一处
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return (size + 2 * padding) // stride


# %% conv2d_output_size / one-added-before-division
# 括号错了：先加 1，再除以步幅
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return (room + 1) // stride


# %% conv2d_output_size / rounded
# 四舍五入了，应当向下取整
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return round(room / stride) + 1


# %% conv2d_output_size / must-divide
# 断言除得尽：最后不够一步的应当丢掉，不应当报错
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    assert room % stride == 0
    return room // stride + 1


# %% conv2d_output_size / error-unless-divisible
# 除不尽时抛出了异常：最后不够一步的应当丢掉，不算错误
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    if room % stride:
        raise ValueError("除不尽")
    return room // stride + 1


# %% conv2d_output_size / missing-one-no-error
# 忘了加 1，核放不下时也没有报错
def conv2d_output_size(size, kernel, stride, padding):
    return (size + 2 * padding - kernel) // stride


# %% conv2d_output_size / another-error
# 核放不下时抛出的不是 ValueError
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    assert room >= 0
    return room // stride + 1


# %% conv2d_output_size / dtype-float-floor
# 用了 np.floor，得到的是浮点数
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return np.floor(room / stride) + 1


# %% conv2d_forward / flipped-kernel
# 核旋转了 180°：深度学习里的卷积不翻转
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w[:, :, ::-1, ::-1]) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / stride-rows-only
# 步幅只用在了行上，列还是一步一步走
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / stride-not-applied
# 输出的大小算了步幅，取窗口时却没有乘步幅
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i, j
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / no-bias
# 忘了加偏置
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w)
    return out, (x, w, stride, padding)


# %% conv2d_forward / bias-per-window-entry
# 偏置在窗口的每个元素上都加了一次
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b * w[0].size
    return out, (x, w, stride, padding)


# %% conv2d_forward / first-channel-only
# 只用了第一个通道，没有对通道求和
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("nuv,fuv->nf", window[:, 0], w[:, 0]) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / kh-kw-swapped
# 把核的高 kh 和宽 kw 弄反了，或者当成了同一个数
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kw, kh = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / square-output
# 输出的宽用了和高一样的值
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = out_h
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / padding-ignored
# 没有补零
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, 0)
    out_w = conv2d_output_size(width, kw, stride, 0)
    padded = x
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / integer-output
# out 用了 x 的 dtype，整数图的结果被截断了
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w), dtype=x.dtype)
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / samples-mixed
# 把一批里的样本加在了一起
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->f", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / only-out
# 只返回了 out，没有返回 cache
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out


# %% conv2d_forward / channels-last
# 输出的通道放在了最后一轴，形状是 (n, out_h, out_w, f)
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out.transpose(0, 2, 3, 1), (x, w, stride, padding)


# %% conv2d_forward / width-by-kh
# 算输出的宽时用了核的高 kh
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kh, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / stride-columns-only
# 步幅只用在了列上，行还是一步一步走
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / stride-ignored
# 没有用到步幅，总是一步一步走，输出也因此大了
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, 1, padding)
    out_w = conv2d_output_size(width, kw, 1, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i, j
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / rows-and-columns-swapped
# 取窗口时行和列写反了
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, left : left + kh, top : top + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / output-transposed
# 写进 out 时行和列写反了
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, j, i] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / image-size-swapped
# 把图的高和宽读反了
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, width, height = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / padding-not-in-size
# 补了零，算输出的大小时却没有算上
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, 0)
    out_w = conv2d_output_size(width, kw, stride, 0)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / must-divide
# 断言除得尽：最后不够一步的边应当丢掉，不应当报错
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    assert (height + 2 * padding - kh) % stride == 0
    assert (width + 2 * padding - kw) % stride == 0
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / w-overwritten
# 拆 x.shape 时用了名字 w（图的宽），盖掉了权重 w
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, c, h, w = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(h, kh, stride, padding)
    out_w = conv2d_output_size(w, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / flipped-rows
# 核只上下翻转了：深度学习里的卷积不翻转
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w[:, :, ::-1]) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / first-kernel-everywhere
# 每个输出通道用的都是第一个核
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w[:1]) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / first-bias-everywhere
# 每个输出通道加的都是第一个偏置
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b[0]
    return out, (x, w, stride, padding)


# %% conv2d_forward / bias-summed
# 加的是所有偏置的和，每个核没有用自己的
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b.sum()
    return out, (x, w, stride, padding)


# %% conv2d_forward / bias-subtracted
# 减去了偏置，应当加上
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) - b
    return out, (x, w, stride, padding)


# %% conv2d_forward / bias-per-channel
# 每个通道都加了一次偏置，一共加了 c 次
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b * x.shape[1]
    return out, (x, w, stride, padding)


# %% conv2d_forward / mean-for-sum
# 窗口与核相乘之后求了平均，应当求和
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) / w[0].size + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / channels-averaged
# 对通道求了平均，应当求和
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) / x.shape[1] + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / relu-inside
# 卷积之后又做了 ReLU，负数都成了 0
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return np.maximum(out, 0), (x, w, stride, padding)


# %% conv2d_forward / first-sample-only
# 只算了第一个样本，其余的样本与它一样
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("cuv,fcuv->f", window[0], w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / one-position-too-few
# 循环少走了一步，最后一行和最后一列没有算
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.zeros((n, f, out_h, out_w))
    for i in range(out_h - 1):
        for j in range(out_w - 1):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / returned-in-the-loop
# return 缩进在循环里，只算了第一行
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.zeros((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
        return out, (x, w, stride, padding)


# %% conv2d_forward / padded-twice
# 补零补了两次
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(pad2d(x, padding), padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / far-side-padding
# 图放在了左上角，零都补在了下边和右边
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = np.pad(x, ((0, 0), (0, 0), (0, 2 * padding), (0, 2 * padding)))
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("ncuv,fcuv->nf", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_forward / filters-and-channels-swapped
# f 和 c 写反了：对核求了和，每个通道给出一个输出通道
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.empty((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("nfuv,fcuv->nc", window, w) + b
    return out, (x, w, stride, padding)


# %% conv2d_backward / overwritten
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


# %% conv2d_backward / padding-not-cut
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


# %% conv2d_backward / cut-by-negative-slice
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


# %% conv2d_backward / padding-cut-at-the-end
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


# %% conv2d_backward / bias-mean
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


# %% conv2d_backward / bias-over-samples-only
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


# %% conv2d_backward / weights-overwritten
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


# %% conv2d_backward / mean-over-batch
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


# %% conv2d_backward / kernel-flipped
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


# %% conv2d_backward / stride-ignored
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


# %% conv2d_backward / dx-stride-ignored
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


# %% conv2d_backward / swapped-results
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


# %% conv2d_backward / upstream-ignored
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


# %% conv2d_backward / unpadded-windows
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


# %% conv2d_backward / cut-one-ring
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


# %% conv2d_backward / always-cut-one-ring
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


# %% conv2d_backward / weights-mean
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


# %% conv2d_backward / everything-mean
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


# %% conv2d_backward / bias-divided-by-samples
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


# %% conv2d_backward / bias-over-positions-only
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


# %% conv2d_backward / bias-total
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


# %% conv2d_backward / bias-of-channels-axis
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


# %% conv2d_backward / bias-keepdims
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


# %% conv2d_backward / bias-overwritten
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


# %% conv2d_backward / first-sample-only
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


# %% conv2d_backward / weights-of-last-sample
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


# %% conv2d_backward / input-of-last-kernel
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


# %% conv2d_backward / dx-ignores-dout
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


# %% conv2d_backward / weights-flipped
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


# %% conv2d_backward / both-flipped
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


# %% conv2d_backward / overwritten-both
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


# %% conv2d_backward / sign-flipped
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


# %% conv2d_backward / stride-rows-only
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


# %% conv2d_backward / one-position-too-few
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


# %% conv2d_backward / returned-in-the-loop
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


# %% conv2d_backward / integer-output
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


# %% conv2d_backward / latest-cache
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


# %% im2col / channels-last
# 一行里通道排在了最后
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 2, 3, 1).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / kernel-transposed
# 窗口按列优先拉平了，kw 在 kh 前面
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 3, 2).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / positions-transposed
# 位置按列优先排了，out_w 在 out_h 前面
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 5, 4, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / no-transpose
# 没有换轴就直接 reshape，数错了位
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / windows-as-columns
# 窗口排成了列，形状是 (n, c · kh · kw, out_h · out_w)
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    table = columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)
    return table.transpose(0, 2, 1)


# %% im2col / batch-merged
# 样本和位置并成了一个轴，形状是 (n · out_h · out_w, c · kh · kw)
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n * out_h * out_w, c * kh * kw)


# %% im2col / stride-rows-only
# 步幅只用在了行上
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v : v + out_w]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / stride-columns-only
# 步幅只用在了列上
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            right = v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u : u + out_h, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / padding-ignored
# 没有补零
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, 0)
    out_w = conv2d_output_size(width, kw, stride, 0)
    padded = x
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / kh-kw-swapped
# kernel 里的 kh 和 kw 读反了
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel[::-1]
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / square-kernel
# 只用了 kernel 的第一个数，假定核是方的
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else (kernel[0], kernel[0])
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / integer-kernel-only
# 只接受整数的 kernel，给 (kh, kw) 就出错
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = int(kernel), int(kernel)
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / tuple-kernel-only
# 只接受 (kh, kw)，kernel 是整数时出错
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / width-by-kh
# 算输出的宽时用了核的高 kh
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kh, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / stride-ignored
# 没有用到步幅，总是一步一步走
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    stride = 1
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / stride-not-applied
# 窗口的个数算了步幅，取窗口时却没有乘步幅
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            columns[:, :, u, v] = padded[:, :, u : u + out_h, v : v + out_w]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / channels-in-the-middle
# 一行里的次序成了 (kh, c, kw)，通道应当在最前
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 2, 1, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / both-transposed
# 窗口里和位置都按列优先排了
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 5, 4, 1, 3, 2).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / four-axes
# 没有把位置并成一个轴，形状是 (n, out_h, out_w, c · kh · kw)
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h, out_w, c * kh * kw)


# %% im2col / flipped-windows
# 每个窗口都旋转了 180°
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, kh - 1 - u, kw - 1 - v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / first-channel-only
# 只放了第一个通道
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    c = 1
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :1, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / windows-as-columns-merged
# 窗口排成了列，样本也并了进去，形状是 (c · kh · kw, n · out_h · out_w)
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(1, 2, 3, 0, 4, 5).reshape(c * kh * kw, n * out_h * out_w)


# %% im2col / image-size-swapped
# 把图的高和宽读反了
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, width, height = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / row-number-by-height
# 行号写成了 i * out_h + j，应当是 i * out_w + j
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    rows = np.zeros((n, out_h * out_w, c * kh * kw))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            rows[:, i * out_h + j] = padded[:, :, top : top + kh, left : left + kw].reshape(n, -1)
    return rows


# %% im2col / view-not-transposed
# sliding_window_view 的结果没有换轴就直接 reshape，数错了位
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    view = np.lib.stride_tricks.sliding_window_view(pad2d(x, padding), (kh, kw), axis=(2, 3))
    view = view[:, :, ::stride, ::stride]
    n, c, out_h, out_w = view.shape[:4]
    return view.reshape(n, out_h * out_w, c * kh * kw)


# %% im2col / must-divide
# 断言除得尽：最后不够一步的边应当丢掉，不应当报错
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    assert (height + 2 * padding - kh) % stride == 0
    assert (width + 2 * padding - kw) % stride == 0
    padded = pad2d(x, padding)
    columns = np.empty((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            bottom, right = u + stride * out_h, v + stride * out_w
            columns[:, :, u, v] = padded[:, :, u:bottom:stride, v:right:stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% conv2d_im2col / falls-back-to-loops
# 退回到了循环：自己写了循环，或者调用了带循环的 conv2d_forward
def conv2d_im2col(x, w, b, stride=1, padding=0):
    return conv2d_forward(x, w, b, stride, padding)[0]


# %% conv2d_im2col / no-transpose
# 没有换轴，把 (n, L, f) 直接 reshape 成了 (n, f, out_h, out_w)
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.reshape(n, f, out_h, out_w)


# %% conv2d_im2col / kernels-reshaped-wrong
# 用 w.reshape(-1, f) 代替了转置，次序不对
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(-1, f) + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / no-bias
# 忘了加偏置
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / channels-last
# 输出的通道放在了最后一轴
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.reshape(n, out_h, out_w, f)


# %% conv2d_im2col / stride-not-passed
# 没有把 stride 和 padding 传给 im2col
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw)) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / stride-and-padding-swapped
# stride 和 padding 传给 im2col 时写反了
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), padding, stride) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / square-kernel
# 传给 im2col 的只有 kh，假定核是方的
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, kh, stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / square-kernel-in-two-steps
# 传给 im2col 的只有 kh，假定核是方的
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    columns = im2col(x, kh, stride, padding)
    out = columns @ w.reshape(f, -1).T + b
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    return out.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / out-transposed
# 输出的行和列对调了
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_w, out_h)


# %% conv2d_im2col / not-reshaped
# 没有拆回 (out_h, out_w)，返回的只有三个轴
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1)


# %% conv2d_im2col / flipped-kernel
# 核旋转了 180°
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w[:, :, ::-1, ::-1].reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / padding-not-passed
# 没有把 padding 传给 im2col
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / bias-per-entry
# 偏置在每个元素上都加了一次，再求和
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b * w[0].size
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / bias-subtracted
# 减去了偏置，应当加上
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T - b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / bias-summed
# 加的是所有偏置的和，每个核没有用自己的
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b.sum()
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / first-bias-everywhere
# 每个输出通道加的都是第一个偏置
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b[0]
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / kernel-transposed
# 摊平核之前把 kh 和 kw 对调了
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.transpose(0, 1, 3, 2).reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / kernel-channels-last
# 摊平核之前把通道换到了最后，与 im2col 的列的次序不一致
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.transpose(0, 2, 3, 1).reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / width-by-kh
# 算输出的宽时用了核的高 kh
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kh, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / square-output
# 输出的宽用了和高一样的值
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = out_h
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% conv2d_im2col / side-by-square-root
# 假定输出是方的：边长取的是位置个数的平方根
def conv2d_im2col(x, w, b, stride=1, padding=0):
    windows = im2col(x, w.shape[2:], stride, padding)
    rows = windows @ w.reshape(len(w), -1).T + b
    length = int(windows.shape[1] ** 0.5)
    return rows.swapaxes(1, 2).reshape(len(x), len(w), length, length)


# %% conv2d_im2col / positions-first
# 换轴换错了：次序成了 (n, f, out_w, out_h)
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w).swapaxes(2, 3)


# %% max_pool2d_forward / average
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


# %% max_pool2d_forward / minimum
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


# %% max_pool2d_forward / channels-merged
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


# %% max_pool2d_forward / samples-merged
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


# %% max_pool2d_forward / stride-is-size
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


# %% max_pool2d_forward / size-is-stride
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


# %% max_pool2d_forward / starts-from-zero
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


# %% max_pool2d_forward / leftover-kept
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


# %% max_pool2d_forward / leftover-kept-checked
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


# %% max_pool2d_forward / no-error
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


# %% max_pool2d_forward / height-checked-only
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


# %% max_pool2d_forward / only-out
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


# %% max_pool2d_forward / integer-truncated
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


# %% max_pool2d_forward / padded
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


# %% max_pool2d_forward / stride-not-applied
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


# %% max_pool2d_forward / column-start-without-stride
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


# %% max_pool2d_forward / rows-and-columns-swapped
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


# %% max_pool2d_forward / output-transposed
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


# %% max_pool2d_forward / must-divide
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


# %% max_pool2d_forward / size-by-stride
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


# %% max_pool2d_forward / square-output
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


# %% max_pool2d_forward / missing-one
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


# %% max_pool2d_forward / image-size-swapped
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


# %% max_pool2d_forward / rows-only
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


# %% max_pool2d_forward / returned-in-the-loop
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


# %% max_pool2d_forward / absolute
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


# %% max_pool2d_forward / size-by-stride-not-applied
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


# %% max_pool2d_forward / blocks-by-reshape
# 用 reshape 把图切成 size × size 的块：只有步幅等于 size、图又除得尽时才行
def max_pool2d_forward(x, size, stride):
    n, c, h, w = x.shape
    blocks = x.reshape(n, c, h // size, size, w // size, size)
    return blocks.max(axis=(3, 5)), (x, size, stride)


# %% max_pool2d_forward / index-for-value
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


# %% max_pool2d_backward / every-maximum
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


# %% max_pool2d_backward / shared-among-maxima
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


# %% max_pool2d_backward / average
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


# %% max_pool2d_backward / everybody
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


# %% max_pool2d_backward / overwritten
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


# %% max_pool2d_backward / last-maximum
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


# %% max_pool2d_backward / column-major
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


# %% max_pool2d_backward / row-and-column-swapped
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


# %% max_pool2d_backward / divided-by-stride
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


# %% max_pool2d_backward / window-not-moved
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


# %% max_pool2d_backward / value-multiplied
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


# %% max_pool2d_backward / integer-output
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


# %% max_pool2d_backward / every-maximum-overwritten
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


# %% max_pool2d_backward / shared-overwritten
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


# %% max_pool2d_backward / ones
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


# %% max_pool2d_backward / value-for-gradient
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


# %% max_pool2d_backward / minimum
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


# %% max_pool2d_backward / first-pixel
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


# %% max_pool2d_backward / stride-not-applied
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


# %% max_pool2d_backward / divided-by-window
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


# %% max_pool2d_backward / one-channel-for-all
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


# %% max_pool2d_backward / small-output
# 返回的 dx 与 dout 同形状，不与 x 同形状
def max_pool2d_backward(dout, cache):
    return dout.copy()


# %% max_pool2d_backward / stride-is-size
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


# %% max_pool2d_backward / latest-cache
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


# %% avg_pool2d_forward / maximum
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


# %% avg_pool2d_forward / sum
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


# %% avg_pool2d_forward / divided-by-size
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


# %% avg_pool2d_forward / integer-output
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


# %% avg_pool2d_forward / channels-merged
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


# %% avg_pool2d_forward / stride-is-size
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


# %% avg_pool2d_forward / leftover-kept
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


# %% avg_pool2d_forward / no-error
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


# %% avg_pool2d_forward / median
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


# %% avg_pool2d_forward / returns-cache
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


# %% avg_pool2d_forward / uint8-sum
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


# %% avg_pool2d_forward / stride-not-applied
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


# %% avg_pool2d_forward / rows-and-columns-swapped
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


# %% avg_pool2d_forward / output-transposed
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


# %% avg_pool2d_forward / must-divide
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


# %% avg_pool2d_forward / size-by-stride
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


# %% avg_pool2d_forward / square-output
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


# %% avg_pool2d_forward / missing-one
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


# %% avg_pool2d_forward / image-size-swapped
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


# %% avg_pool2d_forward / rows-only
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


# %% avg_pool2d_forward / returned-in-the-loop
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


# %% avg_pool2d_forward / divided-by-stride
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


# %% avg_pool2d_forward / samples-merged
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


# %% avg_pool2d_forward / floor-division
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


# %% avg_pool2d_forward / size-by-stride-not-applied
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


# %% avg_pool2d_forward / blocks-by-reshape
# 用 reshape 把图切成 size × size 的块：只有步幅等于 size、图又除得尽时才行
def avg_pool2d_forward(x, size, stride):
    n, c, h, w = x.shape
    blocks = x.reshape(n, c, h // size, size, w // size, size)
    return blocks.mean(axis=(3, 5))


# %% avg_pool2d_forward / size-is-stride
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


# %% build_cnn / softmax-at-the-end
# 最后加了 softmax，输出的是概率，不是 logits
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
        nn.Softmax(dim=1),
    )


# %% build_cnn / log-softmax-at-the-end
# 最后加了 log_softmax
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
        nn.LogSoftmax(dim=1),
    )


# %% build_cnn / relu-at-the-end
# 最后一层之后也用了 ReLU，没有负的打分
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
        nn.ReLU(),
    )


# %% build_cnn / sigmoid-at-the-end
# 最后加了 sigmoid
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
        nn.Sigmoid(),
    )


# %% build_cnn / too-large
# 全连接层太大，参数超过了 60000
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 128),
        nn.ReLU(),
        nn.Linear(128, 10),
    )


# %% build_cnn / no-pooling
# 没有用池化，靠步幅缩小图
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, stride=2, padding=1),
        nn.ReLU(),
        nn.Conv2d(8, 16, 3, stride=2, padding=1),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% build_cnn / no-relu
# 卷积层之后没有用 ReLU
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% build_cnn / one-convolution
# 只有一个卷积层
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(8 * 14 * 14, 10),
    )


# %% build_cnn / three-convolutions
# 用了三个卷积层
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 16, 3, padding=1),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% build_cnn / dropout
# 有随机的层（例如 dropout）：同一张图送进去两次，输出不一样
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Dropout(0.3),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% build_cnn / batch-norm
# 加了批归一化：它自己带参数，一张图的输出还受同一批别的图影响
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.BatchNorm2d(16),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% build_cnn / one-shared-model
# 模型建在函数外面，每次返回的是同一个
_model = nn.Sequential(
    nn.Conv2d(1, 8, 3, padding=1),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Conv2d(8, 16, 3, padding=1),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(16 * 7 * 7, 10),
)


def build_cnn():
    return _model


# %% build_cnn / dense-only
# 没有用卷积，是昨天的全连接网络
def build_cnn():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))


# %% build_cnn / batch-flattened
# 拉平时把样本那一轴也拉进去了
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(start_dim=0),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% build_cnn / wrong-width
# 没有推对拉平之后的个数，前向会出错
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 14 * 14, 10),
    )


# %% build_cnn / softmax-in-use
# 训练时返回 logits，评估模式（eval）下却又做了 softmax
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
        )
        self.out = nn.Linear(16 * 7 * 7, 10)

    def forward(self, x):
        x = self.out(self.features(x))
        return x if self.training else x.softmax(dim=1)


def build_cnn():
    return Net()


# %% build_cnn / softmax-over-batch
# 最后加了 softmax，而且是沿着样本的方向
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
        nn.Softmax(dim=0),
    )


# %% build_cnn / tanh-at-the-end
# 最后加了 tanh
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
        nn.Tanh(),
    )


# %% build_cnn / one-output
# 最后一层只输出 1 个数，应当输出 10 个
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 1),
    )


# %% build_cnn / second-convolution-unused
# 建了两个卷积层，前向里只用了一个
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 16, 3, padding=1)
        self.out = nn.Linear(16 * 7 * 7, 10)

    def forward(self, x):
        x = nn.functional.max_pool2d(torch.relu(self.conv1(x)), 4)
        return self.out(x.flatten(1))


def build_cnn():
    return Net()


# %% build_cnn / layer-norm
# 加了层归一化（LayerNorm）：题目不用卷积层和全连接层之外带参数的层
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.LayerNorm([16, 7, 7]),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )


# %% build_cnn / frozen-weights
# 卷积层的权重冻结了，不求梯度
def build_cnn():
    model = nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 10),
    )
    for parameter in model[0].parameters():
        parameter.requires_grad = False
    return model


# %% build_cnn / too-many-after-flattening
# 没有用池化，拉平之后有一万多个数，全连接层的参数就超了
def build_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(16 * 28 * 28, 10),
    )


# %% train_cnn / gradients-not-cleared
# 没有调用 zero_grad()，每一步用的都是历史梯度的总和
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / no-step
# 参数一直没有更新：没有调用 optimizer.step()，或者在它之前就把梯度清零了
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / sgd
# 优化器用的是带动量的 SGD，不是 Adam
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / adamw
# 优化器用的是 AdamW，而且权重会衰减
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=0.1)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / learning-rate-ignored
# 没有把 lr 传给优化器，用的是 Adam 默认的 0.001
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters())
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / new-optimizer-each-batch
# 每一批都新建一个优化器，Adam 的滑动平均没有了
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer = torch.optim.Adam(model.parameters(), lr=lr)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / new-optimizer-each-epoch
# 每一轮都新建一个优化器
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        optimizer = torch.optim.Adam(model.parameters(), lr=lr)
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / reseeded-each-epoch
# 每一轮的次序都一样：每轮都重新播了种，或者只打乱了一次
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        generator = torch.Generator().manual_seed(seed)
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / not-shuffled
# 没有打乱，总按原来的次序
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.arange(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / seed-ignored
# 没有用 seed，次序每次都是随机的
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x))
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / drops-short-batch
# 最后不足一批的样本没有用上
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x) - batch_size + 1, batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / pairs-broken
# 图和标签分开打乱，对不上了
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch.flip(0)])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / history-per-batch
# 每一批记了一个损失，不是每轮一个
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            history.append(loss.item())
    return history


# %% train_cnn / losses-as-tensors
# 存进列表的是张量，没有取成 Python 的数
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.detach() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / summed-losses
# history 记的是损失之和，不是平均
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total)
    return history


# %% train_cnn / softmax-twice
# 先做了 softmax 再送进交叉熵，softmax 做了两次
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]).softmax(dim=1), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / another-model
# 训练的是函数里新建的模型，传进来的 model 没有动
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    model = build_dense()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / last-layer-only
# 优化器里只放了最后一层的参数
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(list(model.parameters())[-2:], lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / summed-loss
# 损失对样本求了和，没有求平均
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss(reduction="sum")
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / own-seed
# 没有用 seed，次序来自自己固定的种子
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(0)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / epoch-missing
# 少训练了一轮：循环写成了 range(1, epochs)
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(1, epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / returned-in-the-loop
# return 缩进在循环里，第一轮之后就结束了
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
        return history


# %% train_cnn / gradients-cleared-each-epoch
# 每一轮才清零一次梯度，同一轮里各批的梯度加在了一起
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        optimizer.zero_grad()
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / step-each-epoch
# 每一轮只在最后走了一步：step() 缩进在批的循环之外
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            total += loss.item() * len(batch)
        optimizer.step()
        history.append(total / len(x))
    return history


# %% train_cnn / plain-sgd
# 优化器用的是 SGD，不是 Adam
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / weight-decay
# 给 Adam 加了 weight_decay，题目要用默认的
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr, weight_decay=0.01)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / small-weight-decay
# 给 Adam 加了 weight_decay，题目要用默认的
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr, weight_decay=1e-4)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / other-betas
# 给 Adam 换了 betas，题目要用默认的
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr, betas=(0.5, 0.999))
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / history-last-batch
# history 记的只是每一轮最后一批的损失，不是整轮的平均
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(loss.item())
    return history


# %% train_cnn / history-running-total
# total 没有在每一轮开始时清零，history 越记越大
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    total = 0.0
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / history-divided-by-samples
# 把各批的平均损失加起来之后除以了样本数，而不是批数
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
        history.append(total / len(x))
    return history


# %% train_cnn / history-accuracy
# history 记的是正确率，不是损失
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = model(x[batch])
            loss = loss_function(out, y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += (out.argmax(dim=1) == y[batch]).sum().item()
        history.append(total / len(x))
    return history


# %% train_cnn / mean-squared-error
# 损失用的是均方误差，不是交叉熵
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.MSELoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), nn.functional.one_hot(y[batch], 10).float())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / log-loss-of-logits
# 把 logits 直接交给了 NLLLoss，少了 log_softmax
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.NLLLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / labels-not-shuffled
# 只打乱了图，标签还是原来的次序
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), y[start : start + batch_size])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / shuffled-apart
# 图和标签各打乱各的，对不上了
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        labels = y[torch.randperm(len(x), generator=generator)]
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(model(x[batch]), labels[start : start + batch_size])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / whole-set-each-step
# 每一步都用了全部样本，没有分成小批
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for _ in range(0, len(x), batch_size):
            batch = order
            loss = loss_function(model(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history


# %% train_cnn / copy-trained
# 训练的是 model 的一份拷贝，传进来的 model 没有动
def train_cnn(model, x, y, epochs, lr, batch_size, seed):
    trained = build_dense()
    trained.load_state_dict(model.state_dict())
    optimizer = torch.optim.Adam(trained.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    generator = torch.Generator().manual_seed(seed)
    history = []
    for _ in range(epochs):
        order = torch.randperm(len(x), generator=generator)
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = loss_function(trained(x[batch]), y[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        history.append(total / len(x))
    return history
