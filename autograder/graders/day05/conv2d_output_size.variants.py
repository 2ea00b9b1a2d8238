# %%
import numpy as np


# %% wrong missing-one
# 忘了加 1
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room // stride


# %% wrong ceil
# 除不尽时向上取整了
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return -(-room // stride) + 1


# %% wrong rounded-half-up
# 加 0.5 再取整，成了四舍五入，没有向下取整
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return int(room / stride + 0.5) + 1


# %% wrong float
# 用了 /，得到的是浮点数
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room / stride + 1


# %% wrong padding-once
# padding 只加了一次，没有乘 2
def conv2d_output_size(size, kernel, stride, padding):
    room = size + padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room // stride + 1


# %% wrong padding-ignored
# 没有用到 padding
def conv2d_output_size(size, kernel, stride, padding):
    room = size - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room // stride + 1


# %% wrong stride-ignored
# 没有用到 stride
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room + 1


# %% wrong no-error
# 核放不下时没有报错，照公式算了出来
def conv2d_output_size(size, kernel, stride, padding):
    return (size + 2 * padding - kernel) // stride + 1


# %% wrong zero-instead-of-error
# 核放不下时返回 0，没有抛出 ValueError
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    return room // stride + 1 if room >= 0 else 0


# %% wrong error-for-equal
# 核恰好与输入一样长时也报了错
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room <= 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room // stride + 1


# %% wrong checks-unpadded
# 判断放不放得下时没有算上补的零
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if kernel > size:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return room // stride + 1


# %% wrong error-on-result
# 算完之后结果为负才报错：步幅大时结果是 0，漏掉了
def conv2d_output_size(size, kernel, stride, padding):
    result = (size + 2 * padding - kernel) // stride + 1
    if result < 0:
        raise ValueError("核太大")
    return result


# %% wrong padding-subtracted
# 减去了 padding，应当加上
def conv2d_output_size(size, kernel, stride, padding):
    room = size - 2 * padding - kernel
    if kernel > size + 2 * padding:
        raise ValueError("核太大")
    return room // stride + 1


# %% wrong kernel-ignored
# 没有减去核的长度：每 stride 个像素就算一处
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return (size + 2 * padding) // stride


# %% wrong one-added-before-division
# 括号错了：先加 1，再除以步幅
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return (room + 1) // stride


# %% wrong rounded
# 四舍五入了，应当向下取整
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return round(room / stride) + 1


# %% wrong must-divide
# 断言除得尽：最后不够一步的应当丢掉，不应当报错
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    assert room % stride == 0
    return room // stride + 1


# %% wrong error-unless-divisible
# 除不尽时抛出了异常：最后不够一步的应当丢掉，不算错误
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    if room % stride:
        raise ValueError("除不尽")
    return room // stride + 1


# %% wrong missing-one-no-error
# 忘了加 1，核放不下时也没有报错
def conv2d_output_size(size, kernel, stride, padding):
    return (size + 2 * padding - kernel) // stride


# %% wrong another-error
# 核放不下时抛出的不是 ValueError
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    assert room >= 0
    return room // stride + 1


# %% wrong dtype-float-floor
# 用了 np.floor，得到的是浮点数
def conv2d_output_size(size, kernel, stride, padding):
    room = size + 2 * padding - kernel
    if room < 0:
        raise ValueError(f"长为 {kernel} 的核放不进补零后长为 {size + 2 * padding} 的输入")
    return np.floor(room / stride) + 1


# %% right range
# 数一数能从哪些位置开始
def conv2d_output_size(size, kernel, stride, padding):
    starts = range(0, size + 2 * padding - kernel + 1, stride)
    if len(starts) == 0:
        raise ValueError("核比补零之后的输入还长")
    return len(starts)


# %% right numpy-integer
# 用 np.floor 再转成 NumPy 的整数
def conv2d_output_size(size, kernel, stride, padding):
    if kernel > size + 2 * padding:
        raise ValueError("核比补零之后的输入还长")
    return np.int64(np.floor((size + 2 * padding - kernel) / stride)) + 1
