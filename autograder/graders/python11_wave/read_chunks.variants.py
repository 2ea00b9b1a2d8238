# %% wrong no-padding
# 奇数个字节的块后面那个填充没有跳过，下一块从它开始读，名字错了一位
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        if at + 8 > len(data):
            raise ValueError
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4].decode("latin-1"), body))
        at += 8 + size
    return chunks


# %% wrong padding-always
# 偶数个字节的块后面也跳过了一个字节
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        if at + 8 > len(data):
            raise ValueError
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4].decode("latin-1"), body))
        at += 8 + size + 1
    return chunks


# %% wrong padding-in-body
# 填充的那个字节也算进了内容
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        if at + 8 > len(data):
            raise ValueError
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if len(data) < at + 8 + size:
            raise ValueError
        size += size % 2
        chunks.append((data[at : at + 4].decode("latin-1"), data[at + 8 : at + 8 + size]))
        at += 8 + size
    return chunks


# %% wrong big-endian
# 大小按大端读了
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "big")
        body = data[at + 8 : at + 8 + size]
        if at + 8 > len(data) or len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4].decode("latin-1"), body))
        at += 8 + size + size % 2
    return chunks


# %% wrong data-at-36
# 认定第 12 个字节是 fmt、第 36 个字节是 data，没有一块一块地走
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    size = int.from_bytes(data[40:44], "little")
    if len(data) < 44 + size:
        raise ValueError
    return [("fmt ", data[20:36]), ("data", data[44 : 44 + size])]


# %% wrong name-stripped
# 名字末尾的空格去掉了，"fmt " 成了 "fmt"
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if at + 8 > len(data) or len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4].decode("latin-1").strip(), body))
        at += 8 + size + size % 2
    return chunks


# %% wrong name-as-bytes
# 名字还是字节，没有变成文字
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if at + 8 > len(data) or len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4], body))
        at += 8 + size + size % 2
    return chunks


# %% wrong cut-accepted
# 内容比它说的短，也收下了
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        if at + 8 > len(data):
            raise ValueError
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        chunks.append((data[at : at + 4].decode("latin-1"), data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return chunks


# %% wrong cut-header-ignored
# 最后剩下不满 8 个字节时，当作文件已经完了
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4].decode("latin-1"), body))
        at += 8 + size + size % 2
    return chunks


# %% wrong nothing-checked
# 断了一截的块全收下了，名字和大小断了、内容断了都不管
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        chunks.append((data[at : at + 4].decode("latin-1"), data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return chunks


# %% wrong padding-demanded
# 末尾的奇数块没有填充，就当成了坏文件
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        if at + 8 > len(data):
            raise ValueError
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        if end > len(data):
            raise ValueError
        chunks.append((data[at : at + 4].decode("latin-1"), data[at + 8 : at + 8 + size]))
        at = end
    return chunks


# %% wrong riff-size-believed
# 走到 RIFF 的大小说的地方就停了
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at < end:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if at + 8 > len(data) or len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4].decode("latin-1"), body))
        at += 8 + size + size % 2
    return chunks


# %% wrong wave-not-checked
# 只看了 RIFF，没有看后面是不是 WAVE
def read_chunks(data):
    if data[:4] != b"RIFF":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if at + 8 > len(data) or len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4].decode("latin-1"), body))
        at += 8 + size + size % 2
    return chunks


# %% wrong riff-not-checked
# 只看了 WAVE，没有看开头是不是 RIFF
def read_chunks(data):
    if data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if at + 8 > len(data) or len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4].decode("latin-1"), body))
        at += 8 + size + size % 2
    return chunks


# %% wrong one-byte-of-size
# 大小只看了第一个字节，内容超过 255 个字节就错了
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        if at + 8 > len(data):
            raise ValueError
        size = data[at + 4]
        body = data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4].decode("latin-1"), body))
        at += 8 + size + size % 2
    return chunks


# %% wrong dict
# 返回的是字典，不是一项一项的列表
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = {}, 12
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if at + 8 > len(data) or len(body) < size:
            raise ValueError
        chunks[data[at : at + 4].decode("latin-1")] = body
        at += 8 + size + size % 2
    return chunks


# %% wrong first-only
# return 写在了循环里面，只拆出第一块
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if at + 8 > len(data) or len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4].decode("latin-1"), body))
        at += 8 + size + size % 2
        return chunks
    return chunks


# %% wrong empty-last-lost
# 最后一块没有内容时，把它漏了
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at + 8 < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4].decode("ascii"), body))
        at += 8 + size + size % 2
    if at < len(data) < at + 8:
        raise ValueError
    return chunks


# %% wrong end-refused
# 内容正好到文件末尾的块也当成断了：该是 > 的地方写了 >=
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        if at + 8 > len(data):
            raise ValueError
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size >= len(data):
            raise ValueError
        chunks.append((data[at : at + 4].decode("ascii"), data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return chunks


# %% wrong and-for-or
# 开头的两样都不对才当成坏文件：and 该是 or
def read_chunks(data):
    if data[:4] != b"RIFF" and data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        if at + 8 > len(data):
            raise ValueError
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4].decode("ascii"), body))
        at += 8 + size + size % 2
    return chunks


# %% wrong doubles-lost
# 同名的块只留下了最后一个
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = {}, 12
    while at < len(data):
        if at + 8 > len(data):
            raise ValueError
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise ValueError
        chunks[data[at : at + 4].decode("ascii")] = body
        at += 8 + size + size % 2
    return list(chunks.items())


# %% wrong empty-refused
# 没有内容的块当成了坏的
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        if at + 8 > len(data):
            raise ValueError
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if not body or len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4].decode("ascii"), body))
        at += 8 + size + size % 2
    return chunks


# %% wrong two-bytes-of-size
# 大小只看了前两个字节，内容超过 65535 个字节就错了
def read_chunks(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError
    chunks, at = [], 12
    while at < len(data):
        if at + 8 > len(data):
            raise ValueError
        size = int.from_bytes(data[at + 4 : at + 6], "little")
        body = data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise ValueError
        chunks.append((data[at : at + 4].decode("ascii"), body))
        at += 8 + size + size % 2
    return chunks


# %% right struct
# 用 struct 一次取名字和大小，它在不够 8 个字节时报错
def read_chunks(data):
    if not (data.startswith(b"RIFF") and data[8:12] == b"WAVE"):
        raise ValueError("不是 WAVE")
    result = []
    at = 12
    while at < len(data):
        try:
            name, size = struct.unpack_from("<4sI", data, at)
        except struct.error:
            raise ValueError("断了") from None
        at += 8
        if at + size > len(data):
            raise ValueError("断了")
        result.append([name.decode(), data[at : at + size]])
        at += size
        if size % 2 == 1:
            at += 1
    return result


# %% right eaten
# 一口一口地吃掉前面的字节
def read_chunks(data):
    if len(data) < 12 or (data[0:4], data[8:12]) != (b"RIFF", b"WAVE"):
        raise ValueError
    rest = data[12:]
    result = []
    while wave := rest:
        if len(wave) < 8:
            raise ValueError
        name = "".join(chr(b) for b in rest[:4])
        size = rest[4] + 256 * rest[5] + 65536 * rest[6] + 16777216 * rest[7]
        rest = rest[8:]
        if len(rest) < size:
            raise ValueError
        chunk = (name, rest[:size])
        result.append(chunk)
        rest = rest[size + size % 2 :]
    return result


# %% right file
# 当作文件来读
def read_chunks(data):
    import io

    file = io.BytesIO(data)
    start = file.read(12)
    if start[:4] != b"RIFF" or start[8:] != b"WAVE":
        raise ValueError
    result = []
    while True:
        head = file.read(8)
        if head == b"":
            return result
        if len(head) != 8:
            raise ValueError
        size = int.from_bytes(head[4:], byteorder="little")
        body = file.read(size)
        if len(body) != size:
            raise ValueError
        result.append((str(head[:4], "ascii"), body))
        if size & 1:
            file.read(1)


# %% right generator
# 生成器拆，列表收
def split_chunks(data):
    at = 12
    while at < len(data):
        if len(data) - at < 8:
            raise ValueError
        (size,) = struct.unpack("<I", data[at + 4 : at + 8])
        if len(data) - at - 8 < size:
            raise ValueError
        yield data[at : at + 4].decode("ascii"), data[at + 8 : at + 8 + size]
        at += 8 + (size + 1) // 2 * 2


def read_chunks(data):
    if data[:4] + data[8:12] != b"RIFFWAVE":
        raise ValueError
    return list(split_chunks(data))
