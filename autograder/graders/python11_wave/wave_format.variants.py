# %% wrong fixed-offset
# 总从文件的第 20 个字节读，没有去找 "fmt " 块
def wave_format(data):
    if data[12:16] != b"fmt " and len(read_chunks(data)) < 2:
        raise ValueError
    if int.from_bytes(data[16:20], "little") < 16:
        raise ValueError
    kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", data[20:36])
    if kind == 0xFFFE:
        kind = int.from_bytes(data[44:46], "little")
    return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}


# %% wrong first-chunk
# 把第一块当成说明书，没有看它的名字
def wave_format(data):
    chunks = read_chunks(data)
    if not chunks or len(chunks[0][1]) < 16:
        raise ValueError
    body = chunks[0][1]
    kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
    if kind == 0xFFFE:
        kind = int.from_bytes(body[24:26], "little")
    return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}


# %% wrong block-for-bits
# 把一帧的字节数（第 12、13 个字节）当成了位数
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            if len(body) < 16:
                raise ValueError
            kind, channels, rate, _, block, _ = struct.unpack("<HHIIHH", body[:16])
            if kind == 0xFFFE:
                kind = int.from_bytes(body[24:26], "little")
            return {"kind": kind, "channels": channels, "rate": rate, "bits": block}
    raise ValueError


# %% wrong byte-rate-for-rate
# 把每秒的字节数当成了采样率
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            if len(body) < 16:
                raise ValueError
            kind, channels, _, rate, _, bits = struct.unpack("<HHIIHH", body[:16])
            if kind == 0xFFFE:
                kind = int.from_bytes(body[24:26], "little")
            return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}
    raise ValueError


# %% wrong extensible-left
# 扩展格式原样留着 65534，没有去看里面真正的格式
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            if len(body) < 16:
                raise ValueError
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}
    raise ValueError


# %% wrong extensible-from-file
# 扩展格式时，24 是从文件开头数的，不是从块的内容数的
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            if len(body) < 16:
                raise ValueError
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            if kind == 0xFFFE:
                kind = int.from_bytes(data[24:26], "little")
            return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}
    raise ValueError


# %% wrong extensible-at-16
# 扩展格式时，真正的格式从第 16 个字节读了
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            if len(body) < 16:
                raise ValueError
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            if kind == 0xFFFE:
                kind = int.from_bytes(body[16:18], "little")
            return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}
    raise ValueError


# %% wrong none-if-missing
# 没有 "fmt " 块时什么也没有抛出，得到 None
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            if len(body) < 16:
                raise ValueError
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            if kind == 0xFFFE:
                kind = int.from_bytes(body[24:26], "little")
            return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}


# %% wrong raise-in-loop
# 第一块不是 "fmt " 就抛出了 ValueError，没有接着往下找
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt " and len(body) >= 16:
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            if kind == 0xFFFE:
                kind = int.from_bytes(body[24:26], "little")
            return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}
        else:
            raise ValueError
    raise ValueError


# %% wrong short-accepted
# "fmt " 块太短也照样读，缺的字节当作 0
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16].ljust(16, b"\0"))
            if kind == 0xFFFE:
                kind = int.from_bytes(body[24:26], "little")
            return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}
    raise ValueError


# %% wrong struct-error
# "fmt " 块太短时抛出的是 struct.error，不是 ValueError
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            if kind == 0xFFFE:
                kind = int.from_bytes(body[24:26], "little")
            return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}
    raise ValueError


# %% wrong key-error
# 没有 "fmt " 块时抛出的是 KeyError，不是 ValueError
def wave_format(data):
    body = dict(read_chunks(data))["fmt "]
    if len(body) < 16:
        raise ValueError
    kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
    if kind == 0xFFFE:
        kind = int.from_bytes(body[24:26], "little")
    return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}


# %% wrong big-endian
# 四个数都按大端读了
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            if len(body) < 16:
                raise ValueError
            kind, channels, rate, _, _, bits = struct.unpack(">HHIIHH", body[:16])
            if kind == 0xFEFF:
                kind = int.from_bytes(body[24:26], "big")
            return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}
    raise ValueError


# %% wrong rate-of-two-bytes
# 采样率只读了两个字节，大于 65535 的就错了
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            if len(body) < 16:
                raise ValueError
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            if kind == 0xFFFE:
                kind = int.from_bytes(body[24:26], "little")
            return {"kind": kind, "channels": channels, "rate": rate % 65536, "bits": bits}
    raise ValueError


# %% wrong tuple
# 返回的是元组，不是字典
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            if len(body) < 16:
                raise ValueError
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            if kind == 0xFFFE:
                kind = int.from_bytes(body[24:26], "little")
            return kind, channels, rate, bits
    raise ValueError


# %% wrong exactly-16
# "fmt " 块只要不正好是 16 个字节，就当成坏的
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            if len(body) != 16:
                raise ValueError
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}
    raise ValueError


# %% wrong library
# 用了现成的 wave 模块，没有自己读说明书
def wave_format(data):
    import io
    import wave

    try:
        with wave.open(io.BytesIO(data)) as file:
            channels, width, rate, *_ = file.getparams()
    except (wave.Error, EOFError) as error:
        raise ValueError from error
    return {"kind": 1, "channels": channels, "rate": rate, "bits": 8 * width}


# %% wrong only-first-chunk
# 只看了第一块，它不叫 fmt 就不再往下找，一块也没有时还越了界
def wave_format(data):
    name, body = read_chunks(data)[0]
    if name != "fmt " or len(body) < 16:
        raise ValueError
    kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
    if kind == 0xFFFE:
        kind = int.from_bytes(body[24:26], "little")
    return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}


# %% wrong raise-in-loop-only
# raise 只写在了循环里：第一块不是 fmt 就抛出，一块也没有时又不抛出
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt " and len(body) >= 16:
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            if kind == 0xFFFE:
                kind = int.from_bytes(body[24:26], "little")
            return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}
        else:
            raise ValueError


# %% wrong bits-from-frame
# 位数是由一帧的字节数除以声道数算出来的，没有读第 14、15 个字节
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            if len(body) < 16:
                raise ValueError
            kind, channels, rate, _, frame, _ = struct.unpack("<HHIIHH", body[:16])
            if kind == 0xFFFE:
                kind = int.from_bytes(body[24:26], "little")
            return {"kind": kind, "channels": channels, "rate": rate, "bits": frame // channels * 8}
    raise ValueError


# %% wrong valid-bits
# 扩展格式时，位数读成了第 18、19 个字节的有效位数
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            if len(body) < 16:
                raise ValueError
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            if kind == 0xFFFE:
                kind = int.from_bytes(body[24:26], "little")
                bits = int.from_bytes(body[18:20], "little")
            return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}
    raise ValueError


# %% wrong long-is-extensible
# 块有 40 个字节就当成扩展格式，没有看格式是不是 0xFFFE
def wave_format(data):
    for name, body in read_chunks(data):
        if name == "fmt ":
            if len(body) < 16:
                raise ValueError
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            if len(body) >= 40:
                kind = int.from_bytes(body[24:26], "little")
            return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}
    raise ValueError


# %% right dictionary
# 先变成字典，再取
def wave_format(data):
    found = dict(read_chunks(data))
    if "fmt " not in found or len(found["fmt "]) < 16:
        raise ValueError("没有说明书")
    body = found["fmt "]
    names = ["kind", "channels", "rate", "second", "frame", "bits"]
    form = dict(zip(names, struct.unpack_from("<2H2I2H", body)))
    if form["kind"] == 65534:
        form["kind"] = struct.unpack_from("<H", body, 24)[0]
    del form["second"], form["frame"]
    return form


# %% right by-hand
# 自己把字节合成数
def little(some):
    value = 0
    for byte in reversed(some):
        value = value * 256 + byte
    return value


def wave_format(data):
    body = None
    for name, content in read_chunks(data):
        if name == "fmt ":
            body = content
    if body is None or len(body) < 16:
        raise ValueError
    kind = little(body[0:2])
    if body[:2] == b"\xfe\xff":
        kind = little(body[24:26])
    return {
        "kind": kind,
        "channels": little(body[2:4]),
        "rate": little(body[4:8]),
        "bits": little(body[14:16]),
    }


# %% right try
# 取不到就抛出
def wave_format(data):
    try:
        body = next(body for name, body in read_chunks(data) if name == "fmt ")
        kind, channels, rate, _, _, bits = struct.unpack("<HHLLHH", body[:16])
    except (StopIteration, struct.error) as error:
        raise ValueError("没有说明书") from error
    return {
        "bits": bits,
        "rate": rate,
        "channels": channels,
        "kind": int.from_bytes(body[24:26], "little") if kind == 0xFFFE else kind,
    }
