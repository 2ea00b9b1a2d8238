# %%
import numpy as np


# %% wrong no-window
# 没有乘窗
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    return np.abs(np.fft.rfft(frames_of(signal, size, hop), axis=1))


# %% wrong power
# 绝对值又平方了，是功率
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    return np.abs(np.fft.rfft(frames_of(signal, size, hop) * np.hanning(size), axis=1)) ** 2


# %% wrong decibels
# 取了对数，变成了分贝
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    magnitude = np.abs(np.fft.rfft(frames_of(signal, size, hop) * np.hanning(size), axis=1))
    return 20 * np.log10(magnitude + 1e-10)


# %% wrong frames-in-columns
# 一段一列，横竖颠倒了
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    return np.abs(np.fft.rfft(frames_of(signal, size, hop) * np.hanning(size), axis=1)).T


# %% wrong full-fft
# 用了 np.fft.fft，后一半是前一半的镜像
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    return np.abs(np.fft.fft(frames_of(signal, size, hop) * np.hanning(size), axis=1))


# %% wrong half-of-fft
# 只取了 size // 2 个频率，少了最后一个
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    return np.abs(np.fft.fft(frames_of(signal, size, hop) * np.hanning(size), axis=1))[:, : size // 2]


# %% wrong padded-tail
# 结尾补 0 凑成了一段
def spectrogram(signal, size, hop):
    count = max(1, 1 + -(-(len(signal) - size) // hop))
    padded = np.concatenate([signal, np.zeros(size + hop)])
    frames = np.array([padded[i * hop : i * hop + size] for i in range(count)])
    return np.abs(np.fft.rfft(frames * np.hanning(size), axis=1))


# %% wrong one-frame-less
# 少了最后一段：段数漏加了 1
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    frames = frames_of(signal, size, hop)[:-1]
    return np.abs(np.fft.rfft(frames * np.hanning(size), axis=1))


# %% wrong integer-frames
# 乘窗的结果写回了声音自己的类型，整数里的小数没了
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    frames = frames_of(signal, size, hop).copy()
    frames[:] = (frames * np.hanning(size)).astype(signal.dtype)
    return np.abs(np.fft.rfft(frames, axis=1))


# %% wrong integer-overflow
# 声音在自己的整数类型里放大，溢出绕了回去
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    doubled = signal + signal
    return np.abs(np.fft.rfft(frames_of(doubled, size, hop) * np.hanning(size) / 2, axis=1))


# %% wrong periodic-window
# 窗是周期的 Hann 窗，不是 np.hanning
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    window = np.hanning(size + 1)[:-1]
    return np.abs(np.fft.rfft(frames_of(signal, size, hop) * window, axis=1))


# %% wrong hamming
# 用了 Hamming 窗
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    return np.abs(np.fft.rfft(frames_of(signal, size, hop) * np.hamming(size), axis=1))


# %% wrong scaled
# 多除以了一段的采样数
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    return np.abs(np.fft.rfft(frames_of(signal, size, hop) * np.hanning(size), axis=1)) / size


# %% wrong loudest-is-one
# 先把声音除以了最大的绝对值
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    largest = np.abs(signal.astype(float)).max(initial=0.0) or 1.0
    return np.abs(np.fft.rfft(frames_of(signal / largest, size, hop) * np.hanning(size), axis=1))


# %% wrong real-part
# 取的是实部的绝对值，丢了虚部
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    return np.abs(np.fft.rfft(frames_of(signal, size, hop) * np.hanning(size), axis=1).real)


# %% wrong too-short-fails
# 不够一段时没有挡住，形状不对或者报错
def spectrogram(signal, size, hop):
    rows = []
    for start in range(0, len(signal) - size + 1, hop):
        rows.append(np.abs(np.fft.rfft(signal[start : start + size] * np.hanning(size))))
    return np.array(rows)


# %% wrong exact-end-lost
# range 的终点少了 1：结尾恰好凑满的那一段丢了
def spectrogram(signal, size, hop):
    starts = range(0, len(signal) - size, hop)
    frames = np.array([signal[i : i + size] for i in starts]).reshape(-1, size)
    return np.abs(np.fft.rfft(frames * np.hanning(size), axis=1))


# %% wrong frame-mean-subtracted
# 每一段先减去了自己的平均值
def frames_of(signal, size, hop):
    count = max(0, 1 + (len(signal) - size) // hop)
    return signal[hop * np.arange(count)[:, None] + np.arange(size)]


def spectrogram(signal, size, hop):
    frames = frames_of(signal, size, hop)
    frames = frames - frames.mean(axis=1, keepdims=True)
    return np.abs(np.fft.rfft(frames * np.hanning(size), axis=1))


# %% right comprehension
# 列表推导式一段一段地切
def spectrogram(signal, size, hop):
    window = np.hanning(size)
    rows = [np.abs(np.fft.rfft(signal[i : i + size] * window)) for i in range(0, len(signal) - size + 1, hop)]
    return np.array(rows, dtype=float).reshape(-1, size // 2 + 1)


# %% right views
# sliding_window_view 取出所有的窗，每隔 hop 取一个
def spectrogram(signal, size, hop):
    if len(signal) < size:
        return np.empty((0, size // 2 + 1))
    frames = np.lib.stride_tricks.sliding_window_view(signal, size)[::hop].astype(np.float64)
    spectrum = np.fft.rfft(frames * np.hanning(size))
    return np.sqrt(spectrum.real**2 + spectrum.imag**2)


# %% right fft-half
# 用 np.fft.fft，只留前一半
def spectrogram(signal, size, hop):
    count = (len(signal) - size) // hop + 1 if len(signal) >= size else 0
    out = np.zeros((count, size // 2 + 1))
    for i in range(count):
        frame = signal[i * hop :][:size].astype(float) * np.hanning(size)
        out[i] = np.absolute(np.fft.fft(frame))[: size // 2 + 1]
    return out
