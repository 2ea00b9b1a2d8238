# %%
# Slips leave names unused.
# ruff: noqa: F841, RUF059
import numpy as np


# %% wrong falls-back-to-loops
# 退回到了循环：自己写了循环，或者调用了带循环的 conv2d_forward
def conv2d_im2col(x, w, b, stride=1, padding=0):
    return conv2d_forward(x, w, b, stride, padding)[0]


# %% wrong no-transpose
# 没有换轴，把 (n, L, f) 直接 reshape 成了 (n, f, out_h, out_w)
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.reshape(n, f, out_h, out_w)


# %% wrong kernels-reshaped-wrong
# 用 w.reshape(-1, f) 代替了转置，次序不对
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(-1, f) + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong no-bias
# 忘了加偏置
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong channels-last
# 输出的通道放在了最后一轴
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.reshape(n, out_h, out_w, f)


# %% wrong stride-not-passed
# 没有把 stride 和 padding 传给 im2col
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw)) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong stride-and-padding-swapped
# stride 和 padding 传给 im2col 时写反了
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), padding, stride) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong square-kernel
# 传给 im2col 的只有 kh，假定核是方的
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, kh, stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong square-kernel-in-two-steps
# 传给 im2col 的只有 kh，假定核是方的
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    columns = im2col(x, kh, stride, padding)
    out = columns @ w.reshape(f, -1).T + b
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    return out.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong out-transposed
# 输出的行和列对调了
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_w, out_h)


# %% wrong not-reshaped
# 没有拆回 (out_h, out_w)，返回的只有三个轴
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1)


# %% wrong flipped-kernel
# 核旋转了 180°
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w[:, :, ::-1, ::-1].reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong padding-not-passed
# 没有把 padding 传给 im2col
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong bias-per-entry
# 偏置在每个元素上都加了一次，再求和
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b * w[0].size
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong bias-subtracted
# 减去了偏置，应当加上
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T - b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong bias-summed
# 加的是所有偏置的和，每个核没有用自己的
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b.sum()
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong first-bias-everywhere
# 每个输出通道加的都是第一个偏置
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b[0]
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong kernel-transposed
# 摊平核之前把 kh 和 kw 对调了
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.transpose(0, 1, 3, 2).reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong kernel-channels-last
# 摊平核之前把通道换到了最后，与 im2col 的列的次序不一致
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.transpose(0, 2, 3, 1).reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong width-by-kh
# 算输出的宽时用了核的高 kh
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kh, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong square-output
# 输出的宽用了和高一样的值
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = out_h
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong side-by-square-root
# 假定输出是方的：边长取的是位置个数的平方根
def conv2d_im2col(x, w, b, stride=1, padding=0):
    windows = im2col(x, w.shape[2:], stride, padding)
    rows = windows @ w.reshape(len(w), -1).T + b
    length = int(windows.shape[1] ** 0.5)
    return rows.swapaxes(1, 2).reshape(len(x), len(w), length, length)


# %% wrong positions-first
# 换轴换错了：次序成了 (n, f, out_w, out_h)
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w).swapaxes(2, 3)


# %% wrong w-overwritten
# 拆 x.shape 时用了名字 w（图的宽），盖掉了权重 w
def conv2d_im2col(x, w, b, stride=1, padding=0):
    f, _, kh, kw = w.shape
    n, c, h, w = x.shape
    out_h = conv2d_output_size(h, kh, stride, padding)
    out_w = conv2d_output_size(w, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% wrong kernels-before-samples
# 换轴换错了：核排在了样本前面，再 reshape，样本和核混在了一起
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    rows = im2col(x, (kh, kw), stride, padding) @ w.reshape(f, -1).T + b
    return rows.transpose(2, 0, 1).reshape(n, f, out_h, out_w)


# %% wrong stride-and-padding-swapped-in-two-steps
# stride 和 padding 传给 im2col 时写反了
def conv2d_im2col(x, w, b, stride=1, padding=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    out_h = conv2d_output_size(height, kh, stride, padding)
    out_w = conv2d_output_size(width, kw, stride, padding)
    columns = im2col(x, (kh, kw), padding, stride)
    return (columns @ w.reshape(f, -1).T + b).transpose(0, 2, 1).reshape(n, f, out_h, out_w)


# %% right kernels-first
# 核在左，窗口在右，不用换轴
def conv2d_im2col(x, w, b, stride=1, padding=0):
    columns = im2col(x, w.shape[2:], stride, padding).transpose(0, 2, 1)
    out = w.reshape(len(w), -1) @ columns + b[:, None]
    out_h = (x.shape[2] + 2 * padding - w.shape[2]) // stride + 1
    return out.reshape(len(x), len(w), out_h, -1)


# %% right tensordot-with-helper
# 用 tensordot，大小由不带循环的辅助函数算
def shape_after(x, w, stride, padding):
    return (np.array(x.shape[2:]) + 2 * padding - w.shape[2:]) // stride + 1


def conv2d_im2col(x, w, b, stride=1, padding=0):
    rows = np.tensordot(im2col(x, w.shape[2:], stride, padding), w.reshape(len(w), -1), axes=(2, 1))
    out_h, out_w = shape_after(x, w, stride, padding)
    return np.moveaxis((rows + b).reshape(len(x), out_h, out_w, len(w)), 3, 1)


# %% right counted-size-and-own-names
# 大小由数出来的 conv2d_output_size 算，变量名与内置的函数相同
def conv2d_output_size(size, kernel, stride, padding):
    count = 0
    while count * stride + kernel <= size + 2 * padding:
        count += 1
    return count


def conv2d_im2col(x, w, b, stride=1, padding=0):
    filter = w.reshape(len(w), -1)
    map = im2col(x, w.shape[2:], stride, padding) @ filter.T + b
    out_h = conv2d_output_size(x.shape[2], w.shape[2], stride, padding)
    return map.swapaxes(1, 2).reshape(len(x), len(w), out_h, -1)
