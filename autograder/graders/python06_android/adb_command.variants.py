# %% wrong one-string
# 返回的是一整句文字，不是列表
def adb_command(serial, *parts):
    command = "adb"
    if serial is not None:
        command += " -s " + serial
    for part in parts:
        command += " " + str(part)
    return command


# %% wrong numbers-left
# 数没有变成文字
def adb_command(serial, *parts):
    command = ["adb"]
    if serial is not None:
        command += ["-s", serial]
    return command + list(parts)


# %% wrong parts-split
# 每一项又按空格切开了
def adb_command(serial, *parts):
    command = ["adb"]
    if serial is not None:
        command += ["-s", serial]
    for part in parts:
        command += str(part).split()
    return command


# %% wrong quoted
# 给带空格的一项加了引号
def adb_command(serial, *parts):
    command = ["adb"]
    if serial is not None:
        command += ["-s", serial]
    for part in parts:
        part = str(part)
        command.append(f'"{part}"' if " " in part else part)
    return command


# %% wrong nested
# 整个 parts 当成一项放了进去，列表里还有一个元组
def adb_command(serial, *parts):
    command = ["adb"]
    if serial is not None:
        command += ["-s", serial]
    command.append(tuple(str(part) for part in parts))
    return command


# %% wrong none-kept
# 没有序列号时也写了 -s
def adb_command(serial, *parts):
    return ["adb", "-s", serial, *map(str, parts)]


# %% wrong none-as-text
# 没有序列号时写成了 -s None
def adb_command(serial, *parts):
    return ["adb", "-s", str(serial), *map(str, parts)]


# %% wrong no-serial
# 有序列号时也没有写 -s
def adb_command(serial, *parts):
    return ["adb", *map(str, parts)]


# %% wrong no-dash-s
# 序列号前面没有写 -s
def adb_command(serial, *parts):
    command = ["adb"]
    if serial is not None:
        command.append(serial)
    return command + [str(part) for part in parts]


# %% wrong no-adb
# 开头没有 adb
def adb_command(serial, *parts):
    command = []
    if serial is not None:
        command += ["-s", serial]
    return command + [str(part) for part in parts]


# %% wrong text-of-tuple
# 整个 parts 变成了一段文字
def adb_command(serial, *parts):
    command = ["adb"]
    if serial is not None:
        command += ["-s", serial]
    command.append(str(parts))
    return command


# %% wrong stripped
# 每一项两头的空白去掉了
def adb_command(serial, *parts):
    command = ["adb"]
    if serial is not None:
        command += ["-s", serial]
    return command + [str(part).strip() for part in parts]


# %% wrong letters
# command += 文字，一个字符成了一项
def adb_command(serial, *parts):
    command = ["adb"]
    if serial is not None:
        command += ["-s", serial]
    for part in parts:
        command += str(part)
    return command


# %% wrong serial-last
# -s 和序列号写在了最后，没有紧跟着 adb
def adb_command(serial, *parts):
    command = ["adb"]
    for part in parts:
        command.append(str(part))
    if serial is not None:
        command += ["-s", serial]
    return command


# %% wrong serial-glued
# -s 和序列号合成了一项，应当是两项
def adb_command(serial, *parts):
    command = ["adb"]
    if serial is not None:
        command.append(f"-s {serial}")
    for part in parts:
        command.append(str(part))
    return command


# %% right one-line
# 一行，星号展开
def adb_command(serial, *parts):
    return ["adb", *([] if serial is None else ["-s", serial]), *map(str, parts)]


# %% right two-lists
# 一个一个添上去
def adb_command(serial, *parts):
    command = ["adb"]
    if serial:
        command.append("-s")
        command.append(serial)
    command.extend(f"{part}" for part in parts)
    return command


# %% right generator
# 一个一个给
def adb_command(serial, *parts):
    yield "adb"
    if serial:
        yield from ("-s", serial)
    for part in parts:
        yield str(part)
