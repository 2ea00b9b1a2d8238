# %% wrong token-by-token
# 一个词元一个词元地读成文字，分在几个词元里的字拆坏了
def table_of(merges):
    table = [bytes([i]) for i in range(256)]
    for a, b in merges:
        table.append(table[a] + table[b])
    return table


def checked(ids, table):
    for i in ids:
        if not 0 <= i < len(table):
            raise ValueError(i)
    return [table[i] for i in ids]


def decode(ids, merges):
    return "".join(piece.decode(errors="replace") for piece in checked(ids, table_of(merges)))


# %% wrong strict
# 遇到不成字的字节就报错，没有换成替换符
def table_of(merges):
    table = [bytes([i]) for i in range(256)]
    for a, b in merges:
        table.append(table[a] + table[b])
    return table


def checked(ids, table):
    for i in ids:
        if not 0 <= i < len(table):
            raise ValueError(i)
    return [table[i] for i in ids]


def decode(ids, merges):
    return b"".join(checked(ids, table_of(merges))).decode()


# %% wrong ignored
# 不成字的字节丢掉了，没有换成替换符
def table_of(merges):
    table = [bytes([i]) for i in range(256)]
    for a, b in merges:
        table.append(table[a] + table[b])
    return table


def checked(ids, table):
    for i in ids:
        if not 0 <= i < len(table):
            raise ValueError(i)
    return [table[i] for i in ids]


def decode(ids, merges):
    return b"".join(checked(ids, table_of(merges))).decode(errors="ignore")


# %% wrong one-level
# 一个词元只展开了一层，里面的新编号没有再展开
def table_of(merges):
    table = [bytes([i]) for i in range(256)]
    for a, b in merges:
        table.append(table[a] + table[b])
    return table


def checked(ids, table):
    for i in ids:
        if not 0 <= i < len(table):
            raise ValueError(i)
    return [table[i] for i in ids]


def decode(ids, merges):
    checked(ids, table_of(merges))
    data = []
    for i in ids:
        data += [i] if i < 256 else list(merges[i - 256])
    return bytes(b for b in data if b < 256).decode(errors="replace")


# %% wrong halves-swapped
# 一对里的两半接反了
def checked(ids, table):
    for i in ids:
        if not 0 <= i < len(table):
            raise ValueError(i)
    return [table[i] for i in ids]


def decode(ids, merges):
    table = [bytes([i]) for i in range(256)]
    for a, b in merges:
        table.append(table[b] + table[a])
    return b"".join(checked(ids, table)).decode(errors="replace")


# %% wrong negative-accepted
# 负的编号从表尾取了一个，没有抛出 ValueError
def table_of(merges):
    table = [bytes([i]) for i in range(256)]
    for a, b in merges:
        table.append(table[a] + table[b])
    return table


def decode(ids, merges):
    table = table_of(merges)
    if any(i >= len(table) for i in ids):
        raise ValueError
    return b"".join(table[i % len(table)] for i in ids).decode(errors="replace")


# %% wrong unknown-skipped
# 表里没有的编号跳过去了，没有抛出 ValueError
def table_of(merges):
    table = [bytes([i]) for i in range(256)]
    for a, b in merges:
        table.append(table[a] + table[b])
    return table


def decode(ids, merges):
    table = table_of(merges)
    return b"".join(table[i] for i in ids if 0 <= i < len(table)).decode(errors="replace")


# %% wrong wrong-error
# 表里没有的编号报了错，抛出的却不是 ValueError
def decode(ids, merges):
    table = {i: bytes([i]) for i in range(256)}
    for i, (a, b) in enumerate(merges):
        table[256 + i] = table[a] + table[b]
    return b"".join(table[i] for i in ids).decode(errors="replace")


# %% wrong not-checked
# 没有检查编号：太大的抛出的不是 ValueError，负的从表尾取了一个
def decode(ids, merges):
    table = [bytes([i]) for i in range(256)]
    for a, b in merges:
        table.append(table[a] + table[b])
    return b"".join(table[i] for i in ids).decode(errors="replace")


# %% wrong latin-1
# 每个字节读成了一个字符，没有按 UTF-8 读
def table_of(merges):
    table = [bytes([i]) for i in range(256)]
    for a, b in merges:
        table.append(table[a] + table[b])
    return table


def checked(ids, table):
    for i in ids:
        if not 0 <= i < len(table):
            raise ValueError(i)
    return [table[i] for i in ids]


def decode(ids, merges):
    return b"".join(checked(ids, table_of(merges))).decode("latin-1")


# %% right dictionary
# 用字典，自己管次数或编号
def decode(ids, merges):
    table = {i: bytes([i]) for i in range(256)}
    for i, (a, b) in enumerate(merges):
        table[256 + i] = table[a] + table[b]
    data = bytearray()
    for i in ids:
        if i not in table:
            raise ValueError(f"unknown {i}")
        data.extend(table[i])
    return str(data, "utf-8", "replace")


# %% right recursive
# 递归地展开
def decode(ids, merges):
    def bytes_of(i):
        if i < 0 or i >= 256 + len(merges):
            raise ValueError(i)
        return bytes([i]) if i < 256 else bytes_of(merges[i - 256][0]) + bytes_of(merges[i - 256][1])

    return b"".join(map(bytes_of, ids)).decode("utf-8", errors="replace")
