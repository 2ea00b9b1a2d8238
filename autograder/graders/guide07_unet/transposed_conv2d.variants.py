# %%
import numpy as np


# %% wrong overlaps-overwritten
# 后盖的印把先盖的擦掉了，没有相加
def transposed_conv2d(x, w, b, stride=1):
    n, _c, height, width = x.shape
    f, kh, kw = w.shape[1:]
    out = np.zeros((n, f, (height - 1) * stride + kh, (width - 1) * stride + kw))
    for i in range(height):
        for j in range(width):
            stamp = np.einsum("nc,cfab->nfab", x[:, :, i, j], w)
            out[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw] = stamp
    return out + b[:, None, None]


# %% wrong kernel-flipped
# 把核上下左右翻了过来再盖
def transposed_conv2d(x, w, b, stride=1):
    n, _c, height, width = x.shape
    f, kh, kw = w.shape[1:]
    w = w[:, :, ::-1, ::-1]
    out = np.zeros((n, f, (height - 1) * stride + kh, (width - 1) * stride + kw))
    for i in range(height):
        for j in range(width):
            stamp = np.einsum("nc,cfab->nfab", x[:, :, i, j], w)
            out[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw] += stamp
    return out + b[:, None, None]


# %% wrong channels-swapped
# 把 w 的第 0 轴当成了输出的通道，第 1 轴当成了输入的通道
def transposed_conv2d(x, w, b, stride=1):
    w = w.swapaxes(0, 1) if w.shape[0] == w.shape[1] else w
    n, _c, height, width = x.shape
    f, kh, kw = w.shape[1:]
    out = np.zeros((n, f, (height - 1) * stride + kh, (width - 1) * stride + kw))
    for i in range(height):
        for j in range(width):
            stamp = np.einsum("nc,cfab->nfab", x[:, :, i, j], w)
            out[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw] += stamp
    return out + b[:, None, None]


# %% wrong bias-stamped
# 每盖一次印就加一次偏置：重叠的地方加了好几次
def transposed_conv2d(x, w, b, stride=1):
    n, _c, height, width = x.shape
    f, kh, kw = w.shape[1:]
    out = np.zeros((n, f, (height - 1) * stride + kh, (width - 1) * stride + kw))
    for i in range(height):
        for j in range(width):
            stamp = np.einsum("nc,cfab->nfab", x[:, :, i, j], w) + b[:, None, None]
            out[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw] += stamp
    return out


# %% wrong bias-missing
# 没有加偏置
def transposed_conv2d(x, w, b, stride=1):
    n, _c, height, width = x.shape
    f, kh, kw = w.shape[1:]
    out = np.zeros((n, f, (height - 1) * stride + kh, (width - 1) * stride + kw))
    for i in range(height):
        for j in range(width):
            stamp = np.einsum("nc,cfab->nfab", x[:, :, i, j], w)
            out[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw] += stamp
    return out


# %% wrong cut-to-multiple
# 输出的高和宽是 h·stride、w·stride，伸到外面的印子裁掉了
def transposed_conv2d(x, w, b, stride=1):
    n, _c, height, width = x.shape
    f, kh, kw = w.shape[1:]
    out = np.zeros((n, f, height * stride + kh, width * stride + kw))
    for i in range(height):
        for j in range(width):
            stamp = np.einsum("nc,cfab->nfab", x[:, :, i, j], w)
            out[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw] += stamp
    return out[:, :, : height * stride, : width * stride] + b[:, None, None]


# %% wrong integer-output
# 输出沿用了 x 的 dtype：x 是整数时小数被截掉
def transposed_conv2d(x, w, b, stride=1):
    n, _c, height, width = x.shape
    f, kh, kw = w.shape[1:]
    out = np.zeros((n, f, (height - 1) * stride + kh, (width - 1) * stride + kw), dtype=x.dtype)
    for i in range(height):
        for j in range(width):
            stamp = np.einsum("nc,cfab->nfab", x[:, :, i, j], w)
            out[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw] += stamp.astype(out.dtype)
    return out + b[:, None, None]


# %% wrong stride-in-rows-only
# 步幅只用在了行上，列仍是一个挨一个
def transposed_conv2d(x, w, b, stride=1):
    n, _c, height, width = x.shape
    f, kh, kw = w.shape[1:]
    out = np.zeros((n, f, (height - 1) * stride + kh, (width - 1) + kw))
    for i in range(height):
        for j in range(width):
            stamp = np.einsum("nc,cfab->nfab", x[:, :, i, j], w)
            out[:, :, i * stride : i * stride + kh, j : j + kw] += stamp
    return out + b[:, None, None]


# %% wrong square-kernel
# 把核当成了方的：宽也用了 kh
def transposed_conv2d(x, w, b, stride=1):
    n, _, height, width = x.shape
    f, kh = w.shape[1:3]
    kw = kh
    out = np.zeros((n, f, (height - 1) * stride + kh, (width - 1) * stride + kw))
    for a in range(kh):
        for c in range(kw):
            rows = slice(a, a + (height - 1) * stride + 1, stride)
            columns = slice(c, c + (width - 1) * stride + 1, stride)
            out[:, :, rows, columns] += np.einsum("nchw,cf->nfhw", x, w[:, :, a, c])
    return out + b[:, None, None]


# %% right stamps
# 一个像素一个像素地盖
def transposed_conv2d(x, w, b, stride=1):
    n, _c, height, width = x.shape
    _, f, kh, kw = w.shape
    out = np.zeros((n, f, (height - 1) * stride + kh, (width - 1) * stride + kw))
    out += np.reshape(b, (1, f, 1, 1))
    for i in range(height):
        for j in range(width):
            top, left = i * stride, j * stride
            out[:, :, top : top + kh, left : left + kw] += np.tensordot(x[:, :, i, j], w, axes=(1, 0))
    return out


# %% right windows
# 先在像素之间插零，四周补零，再用翻转的核去卷积
def transposed_conv2d(x, w, b, stride=1):
    n, c, height, width = x.shape
    _f, kh, kw = w.shape[1:]
    wide = np.zeros((n, c, (height - 1) * stride + 2 * kh - 1, (width - 1) * stride + 2 * kw - 1))
    wide[:, :, kh - 1 : wide.shape[2] - kh + 1 : stride, kw - 1 : wide.shape[3] - kw + 1 : stride] = x
    view = np.lib.stride_tricks.sliding_window_view(wide, (kh, kw), axis=(2, 3))
    return np.einsum("ncijab,cfab->nfij", view, w[:, :, ::-1, ::-1]) + b[:, None, None]


# %% right matrix
# 逐个核的位置，用矩阵乘法混合通道
def transposed_conv2d(x, w, b, stride=1):
    n, _c, height, width = x.shape
    f, kh, kw = w.shape[1:]
    flat = x.transpose(0, 2, 3, 1)
    out = np.zeros((n, (height - 1) * stride + kh, (width - 1) * stride + kw, f))
    for i in range(kh):
        for j in range(kw):
            out[:, i : i + height * stride : stride, j : j + width * stride : stride][:, :height, :width] += (
                flat @ w[:, :, i, j]
            )
    return (out + b).transpose(0, 3, 1, 2)
