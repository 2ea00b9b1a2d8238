# %% wrong wraps
# 没有剪两头，1.0 绕成了最小的负数
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = (round(x * top) + top) % (2 * top) - top
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong overflow-error
# 没有剪两头，1.0 放不进去，抛出了错误
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = round(x * top)
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong top-only
# 只剪了上头，没有剪下头
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = (min(top - 1, round(x * top)) + top) % (2 * top) - top
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong clips-at-minus-top-plus-one
# 下头剪到了 −32767，不是 −32768
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(1 - top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong times-32767
# 乘的是 2 的 bits − 1 次方减 1
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * (top - 1))))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong no-scale
# 没有乘 2 的 bits − 1 次方，写进去的只有 −1、0、1
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong eight-signed
# 8 位的忘了加 128
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value % 256]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong eight-from-127
# 8 位的加的是 127，不是 128
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([max(0, value + 127)]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong channels-in-turn
# 写完一个声道再写下一个，没有轮流站
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for track in channels:
        for x in track:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong big-endian
# 声音按大端写了
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "big", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong header-big-endian
# 文件头里的数按大端写了
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack(">IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack(">I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack(">I", size) + body + bytes(padding)


# %% wrong riff-whole-file
# RIFF 的大小写成了整个文件的大小
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 44 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong riff-like-data
# RIFF 的大小写成了声音的字节数
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong padding-not-in-riff
# 填充没有算进 RIFF 的大小
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong padding-counted-in-data
# 填充算进了 data 的大小
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size + padding) + body + bytes(padding)


# %% wrong no-padding
# 奇数个字节没有补填充
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), 0
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong data-in-samples
# data 的大小写成了采样的个数，不是字节数
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size // block) + body + bytes(padding)


# %% wrong byte-rate-is-rate
# 每秒的字节数写成了采样率
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong byte-rate-of-one-channel
# 每秒的字节数没有乘声道数
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * step, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong byte-rate-without-step
# 每秒的字节数没有乘一个数的字节数
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * len(channels), block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong bit-rate
# 每秒的字节数写成了每秒的位数
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block * 8, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong block-of-one-channel
# 一帧的字节数没有乘声道数
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, step, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong always-mono
# 声道数总写 1
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, 1, rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong always-16
# 位数总写 16
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, 16)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong default-8
# 不写 bits 时当成了 8
def write_wave(channels, rate, bits=8):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong bits-not-checked
# bits 不是 8 和 16 时没有抛出 ValueError
def write_wave(channels, rate, bits=16):
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** max(0, bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(step + 1 if bits not in (8, 16) else 2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong shortest-channel
# 声道长短不一时按最短的写了，没有抛出 ValueError
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong first-two-compared
# 只比了前两个声道的长短
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len(channels) > 1 and len(channels[0]) != len(channels[1]):
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong in-place
# 改动了传进来的列表
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    for track in channels:
        for i, x in enumerate(track):
            track[i] = max(-1.0, min(1.0, x))
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong sound-only
# 只有声音，没有文件头
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    top = 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    padding = len(body) % 2
    return body + bytes(padding)


# %% wrong list-of-numbers
# 返回的是数的列表，不是 bytes
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return list(riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding))


# %% wrong library
# 用了现成的 wave 模块，没有自己写字节
def write_wave(channels, rate, bits=16):
    import io
    import wave

    if bits not in (8, 16) or len({len(track) for track in channels}) != 1:
        raise ValueError
    top = 2 ** (bits - 1)
    values = [max(-top, min(top - 1, round(x * top))) for frame in zip(*channels) for x in frame]
    body = bytes(v + 128 for v in values) if bits == 8 else struct.pack(f"<{len(values)}h", *values)
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((len(channels), bits // 8, rate, 0, "NONE", ""))
        out.writeframes(body)
    return file.getvalue()


# %% wrong fmt-big-endian
# fmt 块里的数按大端写了
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack(">IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong clips-before-scaling
# 先剪到 −1 和 1 之间再乘，1.0 还是成了放不进去的数，应当乘完、四舍五入以后再剪
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = round(max(-1, min(1, x)) * top)
            if bits == 8:
                pieces.append((value + 128).to_bytes(1, "little"))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong padding-by-samples
# 该不该填充，看的是采样有没有奇数个，不是字节
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(channels[0]) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong padding-by-samples-outside-riff
# 末尾补不补 00 看的是采样的个数，RIFF 的大小里却按字节的个数算了填充
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(channels[0]) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + size % 2) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong block-of-two-bytes
# 一帧的字节数总按一个数两个字节算，8 位的就错了
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    top = 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), 2 * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong eight-shifted-first
# 8 位的先加了 128 再剪到 −128 和 127，正的数全绕到了错的地方
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = round(x * top) + 128 * (bits == 8)
            value = max(-top, min(top - 1, value))
            if bits == 8:
                pieces.append(bytes([value % 256]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong pads-with-80
# 填充写的是 80，不是 00
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + b"\x80" * padding


# %% wrong eight-by-127
# 8 位的乘的是 127，不是 128
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * (127 if bits == 8 else top))))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% wrong empty-refused
# 没有采样的声音当成了坏的
def write_wave(channels, rate, bits=16):
    if bits not in (8, 16):
        raise ValueError
    if len({len(track) for track in channels}) != 1:
        raise ValueError
    if not channels[0]:
        raise ValueError
    step, top = bits // 8, 2 ** (bits - 1)
    pieces = []
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                pieces.append(bytes([value + 128]))
            else:
                pieces.append(value.to_bytes(2, "little", signed=True))
    body = b"".join(pieces)
    size, block, padding = len(body), step * len(channels), len(body) % 2
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = b"RIFF" + struct.pack("<I", 36 + size + padding) + b"WAVE"
    return riff + b"fmt " + head + b"data" + struct.pack("<I", size) + body + bytes(padding)


# %% right bytearray
# 全用 to_bytes，文件头攒在一个 bytearray 里，截断取整
def write_wave(channels, rate, bits=16):
    if bits != 8 and bits != 16:
        raise ValueError("bits")
    for track in channels:
        if len(track) != len(channels[0]):
            raise ValueError("长短不一")
    width = bits // 8
    half = 128 if bits == 8 else 32768
    sound = bytearray()
    for i in range(len(channels[0])):
        for track in channels:
            v = int(track[i] * half)
            if v > half - 1:
                v = half - 1
            if v < -half:
                v = -half
            if bits == 8:
                v += 128
            sound += (v % 65536).to_bytes(2, "little")[:width]
    size = len(sound)
    if size % 2 == 1:
        sound.append(0)
    frame = width * len(channels)
    out = bytearray(b"RIFF")
    out += (36 + len(sound)).to_bytes(4, "little")
    out += b"WAVEfmt "
    for value, n in [
        (16, 4),
        (1, 2),
        (len(channels), 2),
        (rate, 4),
        (rate * frame, 4),
        (frame, 2),
        (bits, 2),
    ]:
        out += value.to_bytes(n, "little")
    out += b"data" + size.to_bytes(4, "little") + sound
    return bytes(out)


# %% right pack-all
# 一个大格式一次打包
def write_wave(channels, rate, bits=16):
    if bits not in {8, 16} or min(map(len, channels)) != max(map(len, channels)):
        raise ValueError
    top = 1 << (bits - 1)
    values = [min(max(round(x * top), -top), top - 1) for frame in zip(*channels) for x in frame]
    if bits == 8:
        values = [value + 128 for value in values]
    body = struct.pack("<" + str(len(values)) + ("B" if bits == 8 else "h"), *values)
    n, c = len(body), len(channels)
    file = (
        struct.pack(
            "<4sI4s4sIHHIIHH4sI",
            b"RIFF",
            36 + n + n % 2,
            b"WAVE",
            b"fmt ",
            16,
            1,
            c,
            rate,
            rate * c * bits // 8,
            c * bits // 8,
            bits,
            b"data",
            n,
        )
        + body
    )
    return file + b"\0" if n % 2 else file


# %% right floor
# 加 0.5 再向下取整，用 array
def write_wave(channels, rate, bits=16):
    import sys
    from array import array

    if bits not in (8, 16):
        raise ValueError
    count = len(channels[0])
    if any(len(track) != count for track in channels):
        raise ValueError
    top = 2 ** (bits - 1)
    shift = 128 if bits == 8 else 0
    values = array("B" if bits == 8 else "h")
    for i in range(count):
        for track in channels:
            values.append(min(top - 1, max(-top, math.floor(track[i] * top + 0.5))) + shift)
    if sys.byteorder == "big":
        values.byteswap()
    body = values.tobytes()
    size = len(body)
    body += bytes(size % 2)
    block = len(channels) * bits // 8
    fmt = struct.pack("<HHIIHH", 1, len(channels), rate, rate * block, block, bits)
    inside = b"WAVE" + b"fmt " + struct.pack("<I", len(fmt)) + fmt + b"data" + struct.pack("<I", size) + body
    return b"RIFF" + struct.pack("<I", len(inside)) + inside
