# %% wrong sine-only
# 只用正弦试探，余弦的声音听不见
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * abs(s)


# %% wrong cosine-only
# 只用余弦试探，正弦的声音听不见
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * abs(c)


# %% wrong no-two-over-n
# 没有乘 2/n，声音越长越强
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return math.sqrt(c * c + s * s)


# %% wrong one-over-n
# 除以了 n，忘了乘 2
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 1 / len(track) * math.sqrt(c * c + s * s)


# %% wrong two-only
# 乘了 2，没有除以 n
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 * math.sqrt(c * c + s * s)


# %% wrong power
# 没有开平方根
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * (c * c + s * s)


# %% wrong squared-strength
# 返回的是强度的平方
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return (2 / len(track)) ** 2 * (c * c + s * s)


# %% wrong sum-of-sizes
# 两个和没有先平方，直接相加了
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * (abs(c) + abs(s))


# %% wrong signed-sum
# 把余弦的和与正弦的和相加了，没有平方，也没有开方
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * (c + s)


# %% wrong two-over-n-inside
# 2/n 乘在了根号里面
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return math.sqrt(2 / len(track) * (c * c + s * s))


# %% wrong nearest-bin
# 把频率凑成了整数圈再算
def strength(track, rate, frequency):
    if not track:
        return 0.0
    frequency = round(frequency * len(track) / rate) * rate / len(track)
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * math.sqrt(c * c + s * s)


# %% wrong no-two-pi
# 角度里忘了乘 2π
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * math.sqrt(c * c + s * s)


# %% wrong half-turn
# 角度里一圈写成了 π
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * math.sqrt(c * c + s * s)


# %% wrong not-by-rate
# 角度里没有除以采样率
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * math.sqrt(c * c + s * s)


# %% wrong from-one
# i 从 1 数起，又多走了一步才停，全零也不对
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track + track[:1], 1):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * math.sqrt(c * c + s * s)


# %% wrong division-by-zero
# 空列表时除以了 0
def strength(track, rate, frequency):
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * math.sqrt(c * c + s * s)


# %% wrong last-left-out
# 最后一个采样没有算
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track[:-1]):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * math.sqrt(c * c + s * s)


# %% wrong root-of-n
# 除以了 n 的平方根
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / math.sqrt(len(track)) * math.sqrt(c * c + s * s)


# %% wrong loudness
# 和频率没有关系，算的是整段有多响
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return math.sqrt(2 * sum(x * x for x in track) / len(track))


# %% wrong pair
# 返回的是两个和，没有合起来
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return c, s


# %% wrong library
# 用了 cmath，正弦和余弦没有自己分开算
def strength(track, rate, frequency):
    import cmath

    if not track:
        return 0.0
    turns = (x * cmath.exp(-2j * math.pi * frequency * i / rate) for i, x in enumerate(track))
    return 2 * abs(sum(turns)) / len(track)


# %% wrong two-over-rate
# 除以的是采样率，不是采样的个数
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / rate * math.sqrt(c * c + s * s)


# %% wrong larger-of-both
# 只取了两个和里大的那一个，没有合起来
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * max(abs(c), abs(s))


# %% wrong overwritten
# 两个和没有累加，每一步都把前面的盖掉了
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c = x * math.cos(angle)
        s = x * math.sin(angle)
    return 2 / len(track) * math.sqrt(c * c + s * s)


# %% wrong zero-sum-empty
# 各个数加起来是 0 的声音当成了空的
def strength(track, rate, frequency):
    if sum(track) == 0:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * math.sqrt(c * c + s * s)


# %% wrong mean-removed
# 先减去了平均数
def strength(track, rate, frequency):
    if not track:
        return 0.0
    mean = sum(track) / len(track)
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += (x - mean) * math.cos(angle)
        s += (x - mean) * math.sin(angle)
    return 2 / len(track) * math.sqrt(c * c + s * s)


# %% wrong rounded
# 答案四舍五入到了两位小数
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return round(2 / len(track) * math.sqrt(c * c + s * s), 2)


# %% wrong angle-by-count
# 角度里除以的是采样的个数，不是采样率
def strength(track, rate, frequency):
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / len(track)
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * math.sqrt(c * c + s * s)


# %% right sums
# 两个生成器，math.hypot
def strength(track, rate, frequency):
    n = len(track)
    if n == 0:
        return 0.0
    w = math.tau * frequency / rate
    c = sum(x * math.cos(w * i) for i, x in enumerate(track))
    s = sum(x * math.sin(w * i) for i, x in enumerate(track))
    return math.hypot(c, s) * 2 / n


# %% right complex
# 复数，exp 自己用正弦和余弦写
def strength(track, rate, frequency):
    total = 0j
    for i in range(len(track)):
        angle = 2 * math.pi * frequency * i / rate
        total += track[i] * complex(math.cos(angle), -math.sin(angle))
    return 2 * abs(total) / len(track) if track else 0.0


# %% right lists
# 先列出两条试探的波，再用 zip 逐个相乘
def strength(track, rate, frequency):
    if len(track) == 0:
        return 0
    angles = [2 * math.pi * frequency * i / rate for i in range(len(track))]
    a = math.fsum([x * math.sin(t) for x, t in zip(track, angles)])
    b = math.fsum([x * math.cos(t) for x, t in zip(track, angles)])
    return (a**2 + b**2) ** 0.5 / (len(track) / 2)
