# %%
# Slips leave names unused.
# ruff: noqa: F841
import numpy as np


# %% wrong channels-last
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


# %% wrong kernel-transposed
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


# %% wrong positions-transposed
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


# %% wrong no-transpose
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


# %% wrong windows-as-columns
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


# %% wrong batch-merged
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


# %% wrong stride-rows-only
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


# %% wrong stride-columns-only
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


# %% wrong padding-ignored
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


# %% wrong kh-kw-swapped
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


# %% wrong square-kernel
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


# %% wrong integer-kernel-only
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


# %% wrong tuple-kernel-only
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


# %% wrong width-by-kh
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


# %% wrong stride-ignored
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


# %% wrong stride-not-applied
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


# %% wrong channels-in-the-middle
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


# %% wrong both-transposed
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


# %% wrong four-axes
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


# %% wrong flipped-windows
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


# %% wrong first-channel-only
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


# %% wrong windows-as-columns-merged
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


# %% wrong image-size-swapped
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


# %% wrong row-number-by-height
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


# %% wrong view-not-transposed
# sliding_window_view 的结果没有换轴就直接 reshape，数错了位
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    view = np.lib.stride_tricks.sliding_window_view(pad2d(x, padding), (kh, kw), axis=(2, 3))
    view = view[:, :, ::stride, ::stride]
    n, c, out_h, out_w = view.shape[:4]
    return view.reshape(n, out_h * out_w, c * kh * kw)


# %% wrong must-divide
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


# %% wrong slice-without-end
# 带步长的切片没有写终点，取到的比窗口的个数多
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    columns = np.zeros((n, c, kh, kw, out_h, out_w), dtype=x.dtype)
    for u in range(kh):
        for v in range(kw):
            columns[:, :, u, v] = padded[:, :, u::stride, v::stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(n, out_h * out_w, c * kh * kw)


# %% wrong positions-before-samples
# 位置排在了样本前面，没有换轴就 reshape，各个样本的行混在了一起
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    n, c, height, width = x.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    padded = pad2d(x, padding)
    rows = []
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            rows.append(padded[:, :, top : top + kh, left : left + kw].reshape(n, -1))
    return np.array(rows).reshape(n, out_h * out_w, c * kh * kw)


# %% right strided-view
# 用 sliding_window_view，没有循环
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = (kernel, kernel) if np.isscalar(kernel) else kernel
    view = np.lib.stride_tricks.sliding_window_view(pad2d(x, padding), (kh, kw), axis=(2, 3))
    view = view[:, :, ::stride, ::stride].transpose(0, 2, 3, 1, 4, 5)
    return view.reshape(len(x), view.shape[1] * view.shape[2], -1)


# %% right window-by-window
# 对位置循环，一次拉平一个窗口
def im2col(x, kernel, stride=1, padding=0):
    kh, kw = kernel if isinstance(kernel, (tuple, list)) else (kernel, kernel)
    padded = pad2d(x, padding)
    rows = []
    for i in range(0, padded.shape[2] - kh + 1, stride):
        for j in range(0, padded.shape[3] - kw + 1, stride):
            rows.append(padded[:, :, i : i + kh, j : j + kw].reshape(len(x), -1))
    return np.stack(rows, axis=1).astype(float)
