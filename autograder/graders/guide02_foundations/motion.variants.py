# %%
import numpy as np


# %% wrong wraps
# 直接用 uint8 相减，负的差绕回去成了很大的数
def motion(frames, threshold):
    return np.abs(frames[1:] - frames[:-1]) > threshold


# %% wrong int8
# 变成了 int8，大于 127 的像素绕成了负数
def motion(frames, threshold):
    return np.abs(np.diff(frames.astype(np.int8).astype(int), axis=0)) > threshold


# %% wrong brighter-only
# 只看变亮的，没有取绝对值
def motion(frames, threshold):
    return np.diff(frames.astype(int), axis=0) > threshold


# %% wrong darker-only
# 前一帧减后一帧，没有取绝对值，只看变暗的
def motion(frames, threshold):
    return frames[:-1].astype(int) - frames[1:] > threshold


# %% wrong at-threshold
# 恰好相差 threshold 的也算动了
def motion(frames, threshold):
    return np.abs(np.diff(frames.astype(int), axis=0)) >= threshold


# %% wrong against-the-first
# 每一帧都和第一帧比
def motion(frames, threshold):
    return np.abs(frames[1:].astype(int) - frames[:1]) > threshold


# %% wrong integers
# 返回的是 0 和 1，不是布尔
def motion(frames, threshold):
    return (np.abs(np.diff(frames.astype(int), axis=0)) > threshold).astype(np.uint8)


# %% wrong differences
# 返回的是差的大小，没有和 threshold 比
def motion(frames, threshold):
    return np.abs(np.diff(frames.astype(int), axis=0))


# %% wrong as-many-frames
# 在开头补了一帧，帧数没有少 1
def motion(frames, threshold):
    moved = np.abs(np.diff(frames.astype(int), axis=0)) > threshold
    return np.concatenate([np.zeros_like(frames[:1], dtype=bool), moved])


# %% wrong along-columns
# 比较的是左右相邻的像素，不是前后相邻的帧
def motion(frames, threshold):
    return np.abs(np.diff(frames.astype(int))) > threshold


# %% wrong int8-throughout
# 用 int8 相减：它只装得下 −128 到 127，像素和差都绕了回去
def motion(frames, threshold):
    return np.abs(np.diff(frames.astype(np.int8), axis=0)) > threshold


# %% right larger-minus-smaller
# 大的减小的，不会有负数
def motion(frames, threshold):
    before, after = frames[:-1], frames[1:]
    return np.maximum(before, after) - np.minimum(before, after) > threshold


# %% right both-sides
# 变亮和变暗分别看
def motion(frames, threshold):
    d = frames[1:].astype(np.float32) - frames[:-1].astype(np.float32)
    return (d > threshold) | (d < -threshold)


# %% right loop
# 一帧一帧地比
def motion(frames, threshold):
    t, h, w = frames.shape
    out = np.zeros((t - 1, h, w), dtype=bool)
    for i in range(t - 1):
        out[i] = np.abs(frames[i + 1].astype(int) - frames[i].astype(int)) > threshold
    return out
