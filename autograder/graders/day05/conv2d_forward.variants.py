# %%
# Slips leave names unused.
# ruff: noqa: RUF059
import numpy as np


# %% wrong flipped-kernel
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


# %% wrong stride-rows-only
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


# %% wrong stride-not-applied
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


# %% wrong no-bias
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


# %% wrong bias-per-window-entry
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


# %% wrong first-channel-only
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


# %% wrong kh-kw-swapped
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


# %% wrong square-output
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


# %% wrong padding-ignored
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


# %% wrong integer-output
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


# %% wrong samples-mixed
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


# %% wrong only-out
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


# %% wrong channels-last
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


# %% wrong width-by-kh
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


# %% wrong stride-columns-only
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


# %% wrong stride-ignored
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


# %% wrong rows-and-columns-swapped
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


# %% wrong output-transposed
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


# %% wrong image-size-swapped
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


# %% wrong padding-not-in-size
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


# %% wrong must-divide
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


# %% wrong w-overwritten
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


# %% wrong flipped-rows
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


# %% wrong first-kernel-everywhere
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


# %% wrong first-bias-everywhere
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


# %% wrong bias-summed
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


# %% wrong bias-subtracted
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


# %% wrong bias-per-channel
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


# %% wrong mean-for-sum
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


# %% wrong channels-averaged
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


# %% wrong relu-inside
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


# %% wrong first-sample-only
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


# %% wrong one-position-too-few
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


# %% wrong returned-in-the-loop
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


# %% wrong padded-twice
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


# %% wrong far-side-padding
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


# %% wrong filters-and-channels-swapped
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


# %% wrong padding-counted-twice
# 算输出的大小时补零算了两次：图已经补过零，又把 padding 传了进去
def conv2d_forward(x, w, b, stride=1, padding=0):
    x = pad2d(x, padding)
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    out = np.zeros((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.einsum("aquv,mquv->am", window, w) + b
    return out, (x, w, stride, padding)


# %% wrong padding-counted-twice-tensordot
# 算输出的大小时补零算了两次：图已经补过零，又把 padding 传了进去
def conv2d_forward(x, w, b, stride=1, padding=0):
    x = pad2d(x, padding)
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    out = np.zeros((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = np.tensordot(window, w, axes=([1, 2, 3], [1, 2, 3])) + b
    return out, (x, w, stride, padding)


# %% wrong padding-counted-twice-product
# 算输出的大小时补零算了两次：图已经补过零，又把 padding 传了进去
def conv2d_forward(x, w, b, stride=1, padding=0):
    x = pad2d(x, padding)
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    out = np.zeros((n, f, out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + kh, left : left + kw]
            out[:, :, i, j] = window.reshape(n, -1) @ w.reshape(f, -1).T + b
    return out, (x, w, stride, padding)


# %% right seven-loops
# 照定义逐项循环
def conv2d_forward(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = (height + 2 * padding - kh) // stride + 1
    out_w = (width + 2 * padding - kw) // stride + 1
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    out = np.zeros((n, f, out_h, out_w))
    for k in range(f):
        for i in range(out_h):
            for j in range(out_w):
                window = padded[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
                out[:, k, i, j] = (window * w[k]).sum(axis=(1, 2, 3)) + b[k]
    return out, {"x": x, "w": w, "stride": stride, "padding": padding}


def conv2d_backward(dout, cache):
    x, w, stride, padding = (cache[key] for key in ("x", "w", "stride", "padding"))
    kh, kw = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    dpadded, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for n, k, i, j in np.ndindex(*dout.shape):
        at = (n, slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dw[k] += dout[n, k, i, j] * padded[at]
        dpadded[at] += dout[n, k, i, j] * w[k]
    dx = dpadded[:, :, padding : padding + x.shape[2], padding : padding + x.shape[3]]
    return dx, dw, dout.sum(axis=(0, 2, 3))


# %% right kernel-loop
# 对核里的位置循环，每次取一个带步长的切片
def conv2d_forward(x, w, b, stride=1, padding=0):
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(x.shape[2], kh, stride, padding)
    out_w = conv2d_output_size(x.shape[3], kw, stride, padding)
    padded = pad2d(x, padding)
    out = np.zeros((x.shape[0], f, out_h, out_w)) + b.reshape(1, -1, 1, 1)
    for u in range(kh):
        for v in range(kw):
            part = padded[:, :, u : u + stride * out_h : stride, v : v + stride * out_w : stride]
            out += np.tensordot(part, w[:, :, u, v], axes=(1, 1)).transpose(0, 3, 1, 2)
    return out, (x, w, stride, padding)


# %% right strided-view-float32
# 用 sliding_window_view，结果是 float32
def conv2d_forward(x, w, b, stride=1, padding=0):
    view = np.lib.stride_tricks.sliding_window_view(pad2d(x, padding), w.shape[2:], axis=(2, 3))
    view = view[:, :, ::stride, ::stride]
    out = np.einsum("ncijuv,fcuv->nfij", view, w) + b[:, None, None]
    return out.astype(np.float32), (x, w, stride, padding)
