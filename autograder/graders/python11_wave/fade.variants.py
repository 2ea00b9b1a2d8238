# %% wrong last-not-zero
# 最后一个采样不是 0：淡出的分子写成了 n - i
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0:
            x *= min(1, i / (fade_in * rate))
        if fade_out > 0:
            x *= min(1, (n - i) / (fade_out * rate))
        faded.append(x)
    return faded


# %% wrong first-not-zero
# 第一个采样不是 0：淡入的分子写成了 i + 1
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0:
            x *= min(1, (i + 1) / (fade_in * rate))
        if fade_out > 0:
            x *= min(1, (n - 1 - i) / (fade_out * rate))
        faded.append(x)
    return faded


# %% wrong only-in
# 只做了淡入
def fade(track, rate, fade_in, fade_out):
    if fade_in == 0:
        return list(track)
    return [x * min(1, i / (fade_in * rate)) for i, x in enumerate(track)]


# %% wrong only-out
# 只做了淡出
def fade(track, rate, fade_in, fade_out):
    n = len(track)
    if fade_out == 0:
        return list(track)
    return [x * min(1, (n - 1 - i) / (fade_out * rate)) for i, x in enumerate(track)]


# %% wrong division-by-zero
# 0 秒时除以了 0
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        x *= min(1, i / (fade_in * rate))
        x *= min(1, (n - 1 - i) / (fade_out * rate))
        faded.append(x)
    return faded


# %% wrong seconds-as-samples
# 把秒数当成了采样的个数，没有乘采样率
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0:
            x *= min(1, i / fade_in)
        if fade_out > 0:
            x *= min(1, (n - 1 - i) / fade_out)
        faded.append(x)
    return faded


# %% wrong in-place
# 改动了传进来的列表
def fade(track, rate, fade_in, fade_out):
    n = len(track)
    for i in range(n):
        if fade_in > 0:
            track[i] *= min(1, i / (fade_in * rate))
        if fade_out > 0:
            track[i] *= min(1, (n - 1 - i) / (fade_out * rate))
    return track


# %% wrong not-limited
# 系数没有停在 1，越来越大
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0:
            x *= i / (fade_in * rate)
        if fade_out > 0:
            x *= (n - 1 - i) / (fade_out * rate)
        faded.append(x)
    return faded


# %% wrong smaller-of-both
# 两个系数只乘了小的那一个，没有都乘
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        first = i / (fade_in * rate) if fade_in else 1
        last = (n - 1 - i) / (fade_out * rate) if fade_out else 1
        faded.append(x * min(1, first, last))
    return faded


# %% wrong ends-swapped
# 淡入和淡出的秒数弄反了
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_out > 0:
            x *= min(1, i / (fade_out * rate))
        if fade_in > 0:
            x *= min(1, (n - 1 - i) / (fade_in * rate))
        faded.append(x)
    return faded


# %% wrong silent-at-zero
# 0 秒的那一头，系数成了 0，整段没了声音
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        first = min(1, i / (fade_in * rate)) if fade_in else 0
        last = min(1, (n - 1 - i) / (fade_out * rate)) if fade_out else 0
        faded.append(x * first * last)
    return faded


# %% wrong elif
# 写了 elif：有淡入就不做淡出了
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0:
            x *= min(1, i / (fade_in * rate))
        elif fade_out > 0:
            x *= min(1, (n - 1 - i) / (fade_out * rate))
        faded.append(x)
    return faded


# %% wrong reversed-ramp
# 淡出的坡反了：从 0 升到 1
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0:
            x *= min(1, i / (fade_in * rate))
        if fade_out > 0:
            start = n - 1 - fade_out * rate
            x *= 1 if i < start else (i - start) / (fade_out * rate)
        faded.append(x)
    return faded


# %% wrong both-or-none
# 有一头是 0 秒，另一头也没有做
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0 and fade_out > 0:
            x *= min(1, i / (fade_in * rate)) * min(1, (n - 1 - i) / (fade_out * rate))
        faded.append(x)
    return faded


# %% wrong in-cut
# 淡入的采样数取了整，没有照着除
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0:
            x *= min(1, i / max(1, int(fade_in * rate)))
        if fade_out > 0:
            x *= min(1, (n - 1 - i) / (fade_out * rate))
        faded.append(x)
    return faded


# %% wrong out-cut
# 淡出的采样数取了整，没有照着除
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0:
            x *= min(1, i / (fade_in * rate))
        if fade_out > 0:
            x *= min(1, (n - 1 - i) / max(1, int(fade_out * rate)))
        faded.append(x)
    return faded


# %% wrong both-cut
# 淡入和淡出的采样数都截掉了小数，没有照着除
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0:
            x *= min(1, i / max(1, int(fade_in * rate)))
        if fade_out > 0:
            x *= min(1, (n - 1 - i) / max(1, int(fade_out * rate)))
        faded.append(x)
    return faded


# %% wrong both-rounded
# 淡入和淡出的采样数都四舍五入了，没有照着除
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0:
            x *= min(1, i / max(1, round(fade_in * rate)))
        if fade_out > 0:
            x *= min(1, (n - 1 - i) / max(1, round(fade_out * rate)))
        faded.append(x)
    return faded


# %% wrong in-not-limited
# 淡入的系数没有停在 1，越来越大
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0:
            x *= i / (fade_in * rate)
        if fade_out > 0:
            x *= min(1, (n - 1 - i) / (fade_out * rate))
        faded.append(x)
    return faded


# %% wrong out-not-limited
# 淡出的系数没有停在 1，开头太大
def fade(track, rate, fade_in, fade_out):
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0:
            x *= min(1, i / (fade_in * rate))
        if fade_out > 0:
            x *= (n - 1 - i) / (fade_out * rate)
        faded.append(x)
    return faded


# %% wrong same-list
# 两头都是 0 秒时，返回的就是传进来的列表
def fade(track, rate, fade_in, fade_out):
    if fade_in == 0 and fade_out == 0:
        return track
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0:
            x *= min(1, i / (fade_in * rate))
        if fade_out > 0:
            x *= min(1, (n - 1 - i) / (fade_out * rate))
        faded.append(x)
    return faded


# %% right comprehension
# 一行推导式，另写一个求系数的函数
def ramp(steps, seconds, rate):
    return min(1.0, steps / (seconds * rate)) if seconds else 1.0


def fade(track, rate, fade_in, fade_out):
    last = len(track) - 1
    return [x * ramp(i, fade_in, rate) * ramp(last - i, fade_out, rate) for i, x in enumerate(track)]


# %% right twice
# 复制一份，正着走一遍，倒着走一遍
def fade(track, rate, fade_in, fade_out):
    faded = track.copy()
    if fade_in != 0:
        for i in range(len(faded)):
            if i < fade_in * rate:
                faded[i] = faded[i] * i / (fade_in * rate)
    if fade_out != 0:
        for i in range(len(faded)):
            if i < fade_out * rate:
                faded[-1 - i] = faded[-1 - i] * i / (fade_out * rate)
    return faded


# %% right try
# 除以 0 就当作 1
def fade(track, rate, fade_in, fade_out):
    def factor(steps, seconds):
        try:
            return min(1, steps / (seconds * rate))
        except ZeroDivisionError:
            return 1

    result = []
    for i in range(len(track)):
        result.append(track[i] * factor(i, fade_in) * factor(len(track) - 1 - i, fade_out))
    return result
