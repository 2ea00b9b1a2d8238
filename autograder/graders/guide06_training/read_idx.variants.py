# %% wrong little-endian-sizes
# 每个轴的长度照低位在前去读
import struct


def read_idx(data):
    types = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in types:
        raise ValueError("magic")
    dtype, axes = np.dtype(types[data[2]]), data[3]
    start = 4 + 4 * axes
    if len(data) < start:
        raise ValueError("header")
    shape = struct.unpack(f"<{axes}I", data[4:start])
    if len(data) - start != math.prod(shape) * dtype.itemsize:
        raise ValueError("length")
    return np.frombuffer(data, dtype, offset=start).reshape(shape).astype(dtype.newbyteorder("="))


# %% wrong little-endian-data
# 数据照低位在前去读，多字节的数就错了
def read_idx(data):
    types = {0x08: "u1", 0x09: "i1", 0x0B: "<i2", 0x0C: "<i4", 0x0D: "<f4", 0x0E: "<f8"}
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in types:
        raise ValueError("magic")
    dtype, axes = np.dtype(types[data[2]]), data[3]
    start = 4 + 4 * axes
    if len(data) < start:
        raise ValueError("header")
    shape = struct.unpack(f">{axes}I", data[4:start])
    if len(data) - start != math.prod(shape) * dtype.itemsize:
        raise ValueError("length")
    return np.frombuffer(data, dtype, offset=start).reshape(shape).copy()


# %% wrong always-uint8
# 没有看类型代号，一律当 uint8 读
def read_idx(data):
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in (8, 9, 11, 12, 13, 14):
        raise ValueError("magic")
    axes = data[3]
    start = 4 + 4 * axes
    if len(data) < start:
        raise ValueError("header")
    shape = struct.unpack(f">{axes}I", data[4:start])
    if len(data) - start != math.prod(shape):
        raise ValueError("length")
    return np.frombuffer(data, np.uint8, offset=start).reshape(shape).copy()


# %% wrong three-axes
# 只会读三个轴：文件头当成总是 16 个字节
def read_idx(data):
    types = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
    if len(data) < 16 or data[:2] != b"\0\0" or data[2] not in types:
        raise ValueError("magic")
    dtype = np.dtype(types[data[2]])
    shape = struct.unpack(">3I", data[4:16])
    if len(data) - 16 != math.prod(shape) * dtype.itemsize:
        raise ValueError("length")
    return np.frombuffer(data, dtype, offset=16).reshape(shape).astype(dtype.newbyteorder("="))


# %% wrong extra-bytes-ignored
# 只读够需要的数据，后面多出来的字节没有发现
def read_idx(data):
    types = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in types:
        raise ValueError("magic")
    dtype, axes = np.dtype(types[data[2]]), data[3]
    start = 4 + 4 * axes
    if len(data) < start:
        raise ValueError("header")
    shape = struct.unpack(f">{axes}I", data[4:start])
    count = math.prod(shape)
    if len(data) - start < count * dtype.itemsize:
        raise ValueError("length")
    numbers = np.frombuffer(data[start : start + count * dtype.itemsize], dtype)
    return numbers.reshape(shape).astype(dtype.newbyteorder("="))


# %% wrong magic-unchecked
# 没有检查前两个字节是不是 0
def read_idx(data):
    types = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
    if len(data) < 4 or data[2] not in types:
        raise ValueError("magic")
    dtype, axes = np.dtype(types[data[2]]), data[3]
    start = 4 + 4 * axes
    if len(data) < start:
        raise ValueError("header")
    shape = struct.unpack(f">{axes}I", data[4:start])
    if len(data) - start != math.prod(shape) * dtype.itemsize:
        raise ValueError("length")
    return np.frombuffer(data, dtype, offset=start).reshape(shape).astype(dtype.newbyteorder("="))


# %% wrong read-only
# 直接返回 np.frombuffer 的结果：只读，字节次序也还是文件里的
def read_idx(data):
    types = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in types:
        raise ValueError("magic")
    dtype, axes = np.dtype(types[data[2]]), data[3]
    start = 4 + 4 * axes
    if len(data) < start:
        raise ValueError("header")
    shape = struct.unpack(f">{axes}I", data[4:start])
    if len(data) - start != math.prod(shape) * dtype.itemsize:
        raise ValueError("length")
    return np.frombuffer(data, dtype, offset=start).reshape(shape)


# %% wrong file-order-kept
# 用 copy 得到了能写的数组，字节次序却还是文件里的
def read_idx(data):
    types = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in types:
        raise ValueError("magic")
    dtype, axes = np.dtype(types[data[2]]), data[3]
    start = 4 + 4 * axes
    if len(data) < start:
        raise ValueError("header")
    shape = struct.unpack(f">{axes}I", data[4:start])
    if len(data) - start != math.prod(shape) * dtype.itemsize:
        raise ValueError("length")
    return np.frombuffer(data, dtype, offset=start).reshape(shape).copy()


# %% wrong int8-as-uint8
# 0x09 也当成了 uint8，负数都变成了一百多
def read_idx(data):
    types = {0x08: "u1", 0x09: "u1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in types:
        raise ValueError("magic")
    dtype, axes = np.dtype(types[data[2]]), data[3]
    start = 4 + 4 * axes
    if len(data) < start:
        raise ValueError("header")
    shape = struct.unpack(f">{axes}I", data[4:start])
    if len(data) - start != math.prod(shape) * dtype.itemsize:
        raise ValueError("length")
    return np.frombuffer(data, dtype, offset=start).reshape(shape).astype(dtype.newbyteorder("="))


# %% wrong one-byte-sizes
# 每个轴的长度只看了最后一个字节，超过 255 就错了
def read_idx(data):
    types = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in types:
        raise ValueError("magic")
    dtype, axes = np.dtype(types[data[2]]), data[3]
    start = 4 + 4 * axes
    if len(data) < start:
        raise ValueError("header")
    shape = tuple(data[7:start:4])
    if len(data) - start != math.prod(shape) * dtype.itemsize:
        raise ValueError("length")
    return np.frombuffer(data, dtype, offset=start).reshape(shape).astype(dtype.newbyteorder("="))


# %% wrong fortran-order
# 数据当成第一轴变得最快
def read_idx(data):
    types = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in types:
        raise ValueError("magic")
    dtype, axes = np.dtype(types[data[2]]), data[3]
    start = 4 + 4 * axes
    if len(data) < start:
        raise ValueError("header")
    shape = struct.unpack(f">{axes}I", data[4:start])
    if len(data) - start != math.prod(shape) * dtype.itemsize:
        raise ValueError("length")
    numbers = np.frombuffer(data, dtype, offset=start).reshape(shape, order="F")
    return numbers.astype(dtype.newbyteorder("="))


# %% wrong empty-refused
# 有一个轴的长度是 0 时报错，以为没有数据就不是合法的文件
def read_idx(data):
    types = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
    if len(data) < 4 or data[:2] != b"\0\0" or data[2] not in types:
        raise ValueError("magic")
    dtype, axes = np.dtype(types[data[2]]), data[3]
    start = 4 + 4 * axes
    if len(data) <= start:
        raise ValueError("no data")
    shape = struct.unpack(f">{axes}I", data[4:start])
    if len(data) - start != math.prod(shape) * dtype.itemsize:
        raise ValueError("length")
    return np.frombuffer(data, dtype, offset=start).reshape(shape).astype(dtype.newbyteorder("="))


# %% right from-bytes
# 长度一个一个用 int.from_bytes 读，字节次序用 byteswap 换
import sys


def read_idx(data):
    names = {8: np.uint8, 9: np.int8, 11: np.int16, 12: np.int32, 13: np.float32, 14: np.float64}
    if data[:2] != b"\x00\x00" or len(data) < 4:
        raise ValueError("不是 IDX")
    if data[2] not in names:
        raise ValueError("类型")
    shape, place = [], 4
    for _ in range(data[3]):
        piece = data[place : place + 4]
        if len(piece) < 4:
            raise ValueError("文件头")
        shape.append(int.from_bytes(piece, "big"))
        place += 4
    kind = np.dtype(names[data[2]])
    total = kind.itemsize
    for size in shape:
        total *= size
    if len(data) != place + total:
        raise ValueError("长度")
    array = np.frombuffer(bytearray(data[place:]), dtype=kind)
    if sys.byteorder == "little":
        array = array.byteswap()
    return array.reshape(shape)


# %% right stream
# 像读文件那样一段一段地读，最后用 np.array 复制
import io


def read_idx(data):
    stream = io.BytesIO(data)
    head = stream.read(4)
    if len(head) != 4:
        raise ValueError("too short")
    zero, code, axes = struct.unpack(">HBB", head)
    kinds = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
    if zero or code not in kinds:
        raise ValueError("bad magic")
    sizes = stream.read(4 * axes)
    if len(sizes) != 4 * axes:
        raise ValueError("bad header")
    shape = np.frombuffer(sizes, ">u4").astype(int).tolist()
    rest = stream.read()
    if len(rest) != math.prod(shape) * int(kinds[code][2]):
        raise ValueError("bad length")
    big = np.frombuffer(rest, kinds[code]).reshape(shape)
    return np.array(big, dtype=big.dtype.newbyteorder("="))
