# %% wrong unsigned-24
# 24 位的数当成了没有负数的，−1.0 成了 1.0
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=bits != 24) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong unsigned
# 没有认出负数：16、24、32 位都当成了没有负数的
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little") / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong eight-not-shifted
# 8 位的没有减 128
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = raw[0] / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong eight-signed
# 8 位的也当成了补码
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = int.from_bytes(raw, "little", signed=True) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong eight-by-255
# 8 位的除以 255，再拉到 −1 和 1 之间
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = raw[0] / 255 * 2 - 1
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong eight-by-127
# 8 位的减了 128，却除以 127
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 127
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong one-track
# 声道没有分开，全都在一列里
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[]]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[0].append(value)
    return tracks


# %% wrong halves
# 前一半给了第一个声道，后一半给了下一个
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    flat = [x for frame in zip(*tracks) for x in frame]
    n = len(tracks[0])
    return [flat[i * n : (i + 1) * n] for i in range(channels)]


# %% wrong frames-for-tracks
# 返回的是一帧一帧的列表，不是一个声道一个声道的
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return [list(frame) for frame in zip(*tracks)]


# %% wrong first-channel-only
# 只返回了第一个声道
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks[:1]


# %% wrong bare-list
# 只有一个声道时，返回的是数的列表，外面少了一层
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks if channels > 1 else tracks[0]


# %% wrong shared-list
# 几个声道是同一个列表
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[]] * channels
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong by-32767
# 除数少了 1：16 位除以 32767
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / (2 ** (bits - 1) - 1)
            tracks[i].append(value)
    return tracks


# %% wrong by-bits
# 多除了一个 2：除的是 2 的 bits 次方
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2**bits
            tracks[i].append(value)
    return tracks


# %% wrong always-15
# 不管多少位，除的都是 2 的 15 次方
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2**15
            tracks[i].append(value)
    return tracks


# %% wrong big-endian
# 按大端读了
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack(">f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "big", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong float-as-integer
# kind 3 的四个字节当成了整数
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            signed = int.from_bytes(raw, "little", signed=True)
            value = (raw[0] - 128 if bits == 8 else signed) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong float-clipped
# kind 3 的小数被剪到了 −1 和 1 之间
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = max(-1.0, min(1.0, struct.unpack("<f", raw)[0]))
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong integers
# 没有除，返回的是整数
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = raw[0] - 128
            else:
                value = int.from_bytes(raw, "little", signed=True)
            tracks[i].append(value)
    return tracks


# %% wrong partial-frame
# 末尾不满一帧的也收下了，声道长短不一
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body), frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if len(raw) < step:
                break
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong partial-number
# 末尾不满一个数的字节，也当成了一个数
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body), frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if not raw:
                break
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong last-frame-lost
# 最后一帧漏掉了
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong unknown-accepted
# 没有查存法认不认得，什么都当成整数读
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong kind-not-checked
# 只查了位数，没有查 kind
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if bits not in (8, 16, 24, 32):
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong bits-not-checked
# 只查了 kind，没有查位数
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if kind not in (1, 3):
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw.ljust(4, b"\0")[:4])[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong no-data-as-silence
# 没有 data 块时返回了空的声道，没有抛出 ValueError
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        bodies = [b""]
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong key-error
# 没有 data 块时抛出的是 KeyError，不是 ValueError
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    body, step = dict(read_chunks(data))["data"], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong data-at-44
# 声音总从文件的第 44 个字节读
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = data[44:], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong whole-file
# 声音读的是整个文件，文件头也当成了采样
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = data, bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong library
# 用了现成的 wave 模块，没有自己拆文件
def samples(data):
    import io
    import wave

    try:
        with wave.open(io.BytesIO(data)) as file:
            channels, width, _, count, *_ = file.getparams()
            body = file.readframes(count)
    except (wave.Error, EOFError) as error:
        raise ValueError from error
    values = []
    for at in range(0, len(body), width):
        raw = body[at : at + width]
        value = raw[0] - 128 if width == 1 else int.from_bytes(raw, "little", signed=True)
        values.append(value / 2 ** (8 * width - 1))
    return [values[i::channels] for i in range(channels)]


# %% wrong float-tuple
# struct.unpack 给的是元组，没有取出里面的数
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong empty-data-refused
# data 块里什么也没有时，当成了没有 data 块
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies or not bodies[0]:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong next-after-fmt
# 把 fmt 后面的那一块当成了声音，没有看它叫不叫 data
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    chunks = read_chunks(data)
    bodies = [chunks[i + 1][1] for i in range(len(chunks) - 1) if chunks[i][0] == "fmt "]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong integer-bits-not-checked
# kind 1 的位数没有查，12 位、20 位的整数也照样读
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if kind != 1 and (kind, bits) != (3, 32):
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong float-64-accepted
# kind 3 的 64 位也收下了
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32), (3, 64)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f" if bits == 32 else "<d", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% wrong two-channels-at-most
# 只留下前两个声道，第三个起丢了
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks[:2]


# %% wrong third-channel-empty
# 只读了前两个声道，第三个起是空的
def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(min(channels, 2)):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks


# %% right struct
# 每种存法一个函数，最后用切片分声道
def numbers(body, kind, bits):
    if kind == 3:
        return list(struct.unpack(f"<{len(body) // 4}f", body))
    if bits == 8:
        return [b / 128 - 1 for b in body]
    if bits == 16:
        return [v / 32768 for (v,) in struct.iter_unpack("<h", body)]
    if bits == 32:
        return [v / 2**31 for v in struct.unpack(f"<{len(body) // 4}i", body)]
    found = []
    for i in range(0, len(body), 3):
        v = body[i] + 256 * body[i + 1] + 65536 * body[i + 2]
        if v >= 2**23:
            v -= 2**24
        found.append(v / 2**23)
    return found


def samples(data):
    form = wave_format(data)
    key = (form["kind"], form["bits"])
    if key not in {(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)}:
        raise ValueError("不认得")
    chunks = dict(read_chunks(data))
    if "data" not in chunks:
        raise ValueError("没有声音")
    body, c = chunks["data"], form["channels"]
    frame = c * form["bits"] // 8
    flat = numbers(body[: len(body) // frame * frame], *key)
    return [flat[i::c] for i in range(c)]


# %% right frames
# 先切成帧，再 zip
def one(raw, kind):
    match kind, len(raw):
        case 1, 1:
            return (raw[0] - 128) / 128
        case 1, n:
            return int.from_bytes(raw, "little", signed=True) / (1 << (8 * n - 1))
        case _:
            return struct.unpack("<f", raw)[0]


def samples(data):
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if not ((kind == 1 and bits in (8, 16, 24, 32)) or (kind == 3 and bits == 32)):
        raise ValueError
    body = None
    for name, content in read_chunks(data):
        if name == "data" and body is None:
            body = content
    if body is None:
        raise ValueError
    step = bits // 8
    count = len(body) // (step * channels)
    values = [one(body[i * step : (i + 1) * step], kind) for i in range(count * channels)]
    result = []
    for channel in range(channels):
        track = []
        for i in range(channel, len(values), channels):
            track.append(values[i])
        result.append(track)
    return result


# %% right array
# 用 array 模块，24 位的前面补一个字节变成 32 位
def samples(data):
    import sys
    from array import array

    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    body = next((body for name, body in read_chunks(data) if name == "data"), None)
    codes = {(1, 8): "B", (1, 16): "h", (1, 24): "i", (1, 32): "i", (3, 32): "f"}
    if body is None or (kind, bits) not in codes:
        raise ValueError
    frame = channels * bits // 8
    body = body[: len(body) - len(body) % frame]
    if bits == 24:
        body = b"".join(b"\0" + body[i : i + 3] for i in range(0, len(body), 3))
        bits = 32
    values = array(codes[kind, bits])
    values.frombytes(body)
    if sys.byteorder == "big":
        values.byteswap()
    if kind == 1:
        shift = 128 if bits == 8 else 0
        values = [(v - shift) / 2 ** (bits - 1) for v in values]
    return tuple(list(values[i::channels]) for i in range(channels))
