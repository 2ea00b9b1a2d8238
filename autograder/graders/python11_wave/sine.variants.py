# %% wrong one-more
# 多了一个采样
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    return [amplitude * math.sin(2 * math.pi * frequency * i / rate) for i in range(count + 1)]


# %% wrong one-fewer
# 少了一个采样
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    return [amplitude * math.sin(2 * math.pi * frequency * i / rate) for i in range(count - 1)]


# %% wrong from-one
# i 从 1 数起，第一个采样不是 0
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    return [amplitude * math.sin(2 * math.pi * frequency * i / rate) for i in range(1, count + 1)]


# %% wrong no-two-pi
# 忘了乘 2π
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    return [amplitude * math.sin(frequency * i / rate) for i in range(count)]


# %% wrong half-turn
# 乘的是 π，不是 2π，频率低了一半
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    return [amplitude * math.sin(math.pi * frequency * i / rate) for i in range(count)]


# %% wrong not-by-rate
# 没有除以采样率
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    return [amplitude * math.sin(2 * math.pi * frequency * i) for i in range(count)]


# %% wrong rate-for-frequency
# 频率和采样率的位置反了
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    if frequency == 0:
        return [0.0] * count
    return [amplitude * math.sin(2 * math.pi * rate * i / frequency) for i in range(count)]


# %% wrong over-seconds
# 除以了采样的个数，频率成了整段里转几圈
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    return [amplitude * math.sin(2 * math.pi * frequency * i / count) for i in range(count)]


# %% wrong amplitude-forgotten
# 没有乘振幅
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    return [math.sin(2 * math.pi * frequency * i / rate) for i in range(count)]


# %% wrong amplitude-inside
# 振幅乘到了正弦的里面
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    return [math.sin(amplitude * 2 * math.pi * frequency * i / rate) for i in range(count)]


# %% wrong cosine
# 用的是余弦，第一个采样不是 0
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    return [amplitude * math.cos(2 * math.pi * frequency * i / rate) for i in range(count)]


# %% wrong cut-count
# 采样的个数截掉了小数，没有四舍五入
def sine(frequency, seconds, rate, amplitude=1.0):
    count = int(seconds * rate)
    return [amplitude * math.sin(2 * math.pi * frequency * i / rate) for i in range(count)]


# %% wrong degrees
# 一圈写成了 360：math.sin 要的是弧度
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    return [amplitude * math.sin(360 * frequency * i / rate) for i in range(count)]


# %% wrong library
# 用了 NumPy
def sine(frequency, seconds, rate, amplitude=1.0):
    import numpy as np

    i = np.arange(round(seconds * rate))
    return (amplitude * np.sin(2 * np.pi * frequency * i / rate)).tolist()


# %% wrong return-in-loop
# return 写在了循环里面，只有第一个采样
def sine(frequency, seconds, rate, amplitude=1.0):
    wave = []
    for i in range(round(seconds * rate)):
        wave.append(amplitude * math.sin(2 * math.pi * frequency * i / rate))
        return wave


# %% wrong no-frequency
# 没有乘频率
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    return [amplitude * math.sin(2 * math.pi * i / rate) for i in range(count)]


# %% wrong whole-frequency
# 频率取了整
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    return [amplitude * math.sin(2 * math.pi * int(frequency) * i / rate) for i in range(count)]


# %% wrong time-by-share
# 时刻是把 seconds 平分给各个采样算的，不是 i 除以采样率
def sine(frequency, seconds, rate, amplitude=1.0):
    count = round(seconds * rate)
    return [amplitude * math.sin(2 * math.pi * frequency * seconds * i / count) for i in range(count)]


# %% right loop
# 循环，一个一个加
def sine(frequency, seconds, rate, amplitude=1.0):
    track = []
    for i in range(round(seconds * rate)):
        t = i / rate
        track.append(amplitude * math.sin(2 * math.pi * frequency * t))
    return track


# %% right tau
# 用 math.tau 和生成器
def sine(frequency, seconds, rate, amplitude=1.0):
    angles = (math.tau * frequency * i / rate for i in range(int(seconds * rate + 0.5)))
    return tuple(math.sin(angle) * amplitude for angle in angles)


# %% right while
# 用 while
def sine(frequency, seconds, rate, amplitude=1.0):
    from math import pi, sin

    result, i, n = [], 0, round(seconds * rate)
    while i < n:
        result += [amplitude * sin(2 * pi * (frequency * i / rate))]
        i += 1
    return result
