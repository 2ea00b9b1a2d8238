# %%
import numpy as np


# %% wrong even-terms
# 加的是 1, 2, 3, … 倍的频率，把偶数倍的也加进来了
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = np.zeros(t.shape)
    for j in range(1, terms + 1):
        total += np.sin(j * 2 * np.pi * t / period) / j
    return 4 / np.pi * total


# %% wrong missing-four-over-pi
# 漏了 4/π
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = np.zeros(t.shape)
    for j in range(terms):
        total += np.sin((2 * j + 1) * 2 * np.pi * t / period) / (2 * j + 1)
    return total


# %% wrong amplitudes-missing
# 每一项都没有除以 2j+1
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = np.zeros(t.shape)
    for j in range(terms):
        total += np.sin((2 * j + 1) * 2 * np.pi * t / period)
    return 4 / np.pi * total


# %% wrong degrees
# 角度用了度，np.sin 只认弧度
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = np.zeros(t.shape)
    for j in range(terms):
        total += np.sin((2 * j + 1) * 360 * t / period) / (2 * j + 1)
    return 4 / np.pi * total


# %% wrong clipped
# 把超过 ±1 的部分截掉了
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = np.zeros(t.shape)
    for j in range(terms):
        total += np.sin((2 * j + 1) * 2 * np.pi * t / period) / (2 * j + 1)
    return np.clip(4 / np.pi * total, -1, 1)


# %% wrong terms-as-highest
# 把 terms 当成了最大的奇数，项数少了一半
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = np.zeros(t.shape)
    for odd in range(1, terms + 1, 2):
        total += np.sin(odd * 2 * np.pi * t / period) / odd
    return 4 / np.pi * total


# %% wrong one-term-too-many
# 多加了一项，j 一直加到了 terms
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = np.zeros(t.shape)
    for j in range(terms + 1):
        total += np.sin((2 * j + 1) * 2 * np.pi * t / period) / (2 * j + 1)
    return 4 / np.pi * total


# %% wrong first-term-lost
# j 从 1 数起，少了频率最低的那一项
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = np.zeros(t.shape)
    for j in range(1, terms + 1):
        total += np.sin((2 * j + 1) * 2 * np.pi * t / period) / (2 * j + 1)
    return 4 / np.pi * total


# %% wrong cosine
# 用了余弦，不是正弦
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = np.zeros(t.shape)
    for j in range(terms):
        total += np.cos((2 * j + 1) * 2 * np.pi * t / period) / (2 * j + 1)
    return 4 / np.pi * total


# %% wrong two-pi-missing
# 角度里漏了 2π
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = np.zeros(t.shape)
    for j in range(terms):
        total += np.sin((2 * j + 1) * t / period) / (2 * j + 1)
    return 4 / np.pi * total


# %% wrong multiplied-by-period
# 乘了周期，应当除以周期
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = np.zeros(t.shape)
    for j in range(terms):
        total += np.sin((2 * j + 1) * 2 * np.pi * t * period) / (2 * j + 1)
    return 4 / np.pi * total


# %% wrong sharp-edges
# 返回的是真正的方波（±1），不是前几项之和
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    return np.sign(np.sin(2 * np.pi * t / period)) * (terms > 0)


# %% wrong alternating-signs
# 各项的正负交替了
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = np.zeros(t.shape)
    for j in range(terms):
        total += (-1) ** j * np.sin((2 * j + 1) * 2 * np.pi * t / period) / (2 * j + 1)
    return 4 / np.pi * total


# %% wrong number-without-terms
# 从 0 这个数开始累加，一项也没有时返回的是一个数，没有 t 的形状
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = 0.0
    for j in range(terms):
        total = total + np.sin((2 * j + 1) * 2 * np.pi * t / period) / (2 * j + 1)
    return 4 / np.pi * total


# %% wrong sums-everything
# 求和没有写明沿哪个轴，把所有的 t 也加在了一起
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    odd = 2 * np.arange(terms) + 1
    return 4 / np.pi * np.sum(np.sin(odd * (2 * np.pi * t[..., None] / period)) / odd)


# %% wrong sums-over-time
# 沿 t 的轴求和，应当沿“第几项”的轴
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    odd = 2 * np.arange(terms) + 1
    return 4 / np.pi * np.sum(np.sin(odd * (2 * np.pi * t[..., None] / period)) / odd, axis=0)


# %% wrong two-over-pi
# 前面的系数写成了 2/π，应当是 4/π
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = np.zeros(t.shape)
    for j in range(terms):
        total += np.sin((2 * j + 1) * 2 * np.pi * t / period) / (2 * j + 1)
    return 2 / np.pi * total


# %% wrong integer-total
# 加起来的和换成了 t 的类型：t 是整数时，小数部分都截掉了
def square_wave(t, period, terms):
    t = np.asarray(t)
    total = np.zeros(t.shape)
    for j in range(terms):
        total += np.sin((2 * j + 1) * 2 * np.pi * t / period) / (2 * j + 1)
    return 4 / np.pi * total.astype(t.dtype)


# %% right loop
# 从全 0 开始，一项一项地加
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    total = np.zeros(t.shape)
    for j in range(terms):
        total = total + np.sin((2 * j + 1) * 2 * np.pi * t / period) / (2 * j + 1)
    return 4 / np.pi * total


# %% right leading-axis
# “第几项”的轴放在最前面
def square_wave(t, period, terms):
    t = np.asarray(t, dtype=float)
    odd = np.arange(1, 2 * terms, 2).reshape((-1,) + (1,) * t.ndim)
    return (4 / np.pi / odd * np.sin(2 * np.pi * odd / period * t)).sum(axis=0)


# %% right matrix-product
# 正弦的表乘上 1/(2j+1) 这一列
def square_wave(t, period, terms):
    t = np.array(t, dtype=float)
    odd = np.arange(1.0, 2 * terms, 2)
    table = np.sin(np.multiply.outer(t, odd) * 2 * np.pi / period)
    return table @ (4 / (np.pi * odd))
