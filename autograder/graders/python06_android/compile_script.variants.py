# %% wrong newline-typed
# text 的行没有去掉换行，换行也当成了要打的字
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong hash-anywhere
# 行里有 # 就当成注释，text 后面的 # 没了
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip().split("#")[0]
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong hash-lines-dropped
# 行里哪里有 # 就整行跳过了
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or "#" in line:
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong double-blank-lost
# 整行 split 再接起来，连着的空格只剩一个
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(" ".join(words))]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong text-stripped
# 整行 strip 了，要打的字末尾的空格没了
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong text-lstripped
# text 后面头几个空格全去掉了
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest.lstrip())]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong first-word-typed
# text 只打了后面的第一个词
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(words[0])]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong not-escaped
# 要打的字没有经过 escape_text
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", rest]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong text-quoted
# 要打的字加了引号
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", "'" + escape_text(rest) + "'"]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong missing-file-swallowed
# 文件不存在时返回了空列表，没有抛出 FileNotFoundError
def compile_script(path, serial):
    import os

    if not os.path.exists(path):
        return []
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong missing-file-value-error
# 文件不存在时抛出了 ValueError，不是 FileNotFoundError
def compile_script(path, serial):
    import os

    if not os.path.exists(path):
        raise ValueError
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong unknown-skipped
# 不认识的词那一行跳过了，没有抛出 ValueError
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            elif word in ("text", "key", "tap", "swipe"):
                raise ValueError
            else:
                continue
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong ascii-encoding
# encoding 写成了 ascii，注释里有中文就出错
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="ascii") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong gbk-encoding
# encoding 写成了 gbk，不是 utf-8
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="gbk") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong numbers-unchecked
# 坐标没有查是不是整数，什么都收
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong negative-accepted
# 负的坐标也收
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    int(number)
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong decimals-accepted
# 用 float 查的，小数的坐标也收
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if float(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong milliseconds-unchecked
# 只查了前面四个数，swipe 的毫秒没有查
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words[:4]:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong numbers-as-int
# 坐标变成了数，没有变回文字
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
                commands.append(["adb", "-s", serial, "shell", "input", word, *map(int, words)])
                continue
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong too-many-accepted
# 词多了也收，多出来的不看
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) >= 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) >= counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words[: counts[word]]]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong counts-unchecked
# tap 和 swipe 后面有几个数没有查
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong swipe-count-unchecked
# tap 的个数查了，swipe 后面有几个数没有查
def compile_script(path, serial):
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word == "swipe" or (word == "tap" and len(words) == 2):
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong index-error
# 词不够时抛出的是 IndexError，不是 ValueError
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            if len(line.split()) < {"key": 2, "tap": 3, "swipe": 6}.get(line.split()[0], 1):
                raise IndexError
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong empty-text
# text 后面没有字也收
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong key-as-is
# key 的名字没有变成大写
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0]]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong no-keycode
# key 的名字前面没有加 KEYCODE_
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong key-word
# 写的是 key，不是 keyevent
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["key", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong no-shell
# 少了 shell
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "input", *parts))
    return commands


# %% wrong no-input
# 少了 input
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", *parts))
    return commands


# %% wrong no-serial
# 没有写上序列号
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(None, "shell", "input", *parts))
    return commands


# %% wrong one-string
# 每个命令是一整句文字，不是列表
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(" ".join(adb_command(serial, "shell", "input", *parts)))
    return commands


# %% wrong one-flat-list
# 所有命令接成了一个列表
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.extend(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong indent-refused
# 行首的空格没有去掉，缩进的行看不懂
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n")
            if line.strip() == "" or line.lstrip().startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong blank-line-refused
# 空白的行没有跳过
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong comments-refused
# 注释没有跳过
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "":
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong first-only
# return 写在了循环里面，只有第一个命令
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            return [adb_command(serial, "shell", "input", *parts)]
    return commands


# %% wrong last-character-cut
# 去掉换行用的是 [:-1]，末尾没有换行时少了一个字
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line[:-1].lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong stops-at-bad-line
# 碰到坏的一行就停下，把前面的交了出去
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    import contextlib

    with contextlib.suppress(ValueError), open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError
                parts = [word, *words]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong bad-line-skipped
# 坏的一行悄悄跳过了，没有抛出 ValueError
def compile_script(path, serial):
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            try:
                if word == "text" and rest != "":
                    parts = ["text", escape_text(rest)]
                elif word == "key" and len(words) == 1:
                    parts = ["keyevent", "KEYCODE_" + words[0].upper()]
                elif word in counts and len(words) == counts[word]:
                    for number in words:
                        if int(number) < 0:
                            raise ValueError
                    parts = [word, *words]
                else:
                    raise ValueError
            except ValueError:
                continue
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong word-by-its-beginning
# 只看了行的开头几个字母，texts、taps 也当成认识的词
def compile_script(path, serial):
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            words = line.split()
            if not words or line.startswith("#"):
                continue
            if line.startswith("text") and line[5:] != "":
                parts = ["text", escape_text(line[5:])]
            elif line.startswith("key") and len(words) == 2:
                parts = ["keyevent", "KEYCODE_" + words[1].upper()]
            elif line.startswith(("tap", "swipe")) and len(words) == (3 if line[0] == "t" else 6):
                if min([int(number) for number in words[1:]]) < 0:
                    raise ValueError
                parts = ["tap" if line[0] == "t" else "swipe", *words[1:]]
            else:
                raise ValueError
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong too-many-numbers
# 个数写成了 >=，tap、swipe 后面的数多了也收
def compile_script(path: str, serial: str) -> list:
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _blank, rest = line.partition(" ")
            numbers = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(numbers) == 1:
                parts = ["keyevent", "KEYCODE_" + numbers[0].upper()]
            elif (word == "tap" and len(numbers) >= 2) or (word == "swipe" and len(numbers) >= 5):
                for number in numbers:
                    if int(number) < 0:
                        raise ValueError("坐标是负的")
                parts = [word, *numbers]
            else:
                raise ValueError("看不懂：" + line)
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong comment-asked-too-early
# 先看是不是 # 打头，后去行首的空格，缩进的注释看不懂
def compile_script(path: str, serial: str) -> list:
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() == "" or line.startswith("#"):
                continue
            line = line.strip("\n").lstrip()
            word, _blank, rest = line.partition(" ")
            numbers = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(numbers) == 1:
                parts = ["keyevent", "KEYCODE_" + numbers[0].upper()]
            elif (word == "tap" and len(numbers) == 2) or (word == "swipe" and len(numbers) == 5):
                for number in numbers:
                    if int(number) < 0:
                        raise ValueError("坐标是负的")
                parts = [word, *numbers]
            else:
                raise ValueError("看不懂：" + line)
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong first-number-only
# 只查了第一个数，后面的数没有查
def compile_script(path: str, serial: str) -> list:
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _blank, rest = line.partition(" ")
            numbers = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(numbers) == 1:
                parts = ["keyevent", "KEYCODE_" + numbers[0].upper()]
            elif (word == "tap" and len(numbers) == 2) or (word == "swipe" and len(numbers) == 5):
                if int(numbers[0]) < 0:
                    raise ValueError("坐标是负的")
                parts = [word, *numbers]
            else:
                raise ValueError("看不懂：" + line)
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong capitals-accepted
# 动作的词不分大小写，TAP 也收
def compile_script(path: str, serial: str) -> list:
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _blank, rest = line.partition(" ")
            word = word.lower()
            numbers = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(numbers) == 1:
                parts = ["keyevent", "KEYCODE_" + numbers[0].upper()]
            elif (word == "tap" and len(numbers) == 2) or (word == "swipe" and len(numbers) == 5):
                for number in numbers:
                    if int(number) < 0:
                        raise ValueError("坐标是负的")
                parts = [word, *numbers]
            else:
                raise ValueError("看不懂：" + line)
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% wrong yields
# 写成了生成器，不是列表：坏的一行要取到那里才报错
def compile_script(path: str, serial: str) -> list:
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _blank, rest = line.partition(" ")
            numbers = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(numbers) == 1:
                parts = ["keyevent", "KEYCODE_" + numbers[0].upper()]
            elif (word == "tap" and len(numbers) == 2) or (word == "swipe" and len(numbers) == 5):
                for number in numbers:
                    if int(number) < 0:
                        raise ValueError("坐标是负的")
                parts = [word, *numbers]
            else:
                raise ValueError("看不懂：" + line)
            yield adb_command(serial, "shell", "input", *parts)


# %% wrong comments-at-the-end
# tap、key 那些行末尾的 # 也当成注释切掉，坏的一行收下了
def compile_script(path: str, serial: str) -> list:
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if not line.startswith("text"):
                line = line.partition("#")[0]
            if line == "" or line.startswith("#"):
                continue
            word, _blank, rest = line.partition(" ")
            numbers = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(numbers) == 1:
                parts = ["keyevent", "KEYCODE_" + numbers[0].upper()]
            elif (word == "tap" and len(numbers) == 2) or (word == "swipe" and len(numbers) == 5):
                for number in numbers:
                    if int(number) < 0:
                        raise ValueError("坐标是负的")
                parts = [word, *numbers]
            else:
                raise ValueError("看不懂：" + line)
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


# %% right match
# match，另写一个查数的函数
def whole(text):
    if text == "" or any(c not in "0123456789" for c in text):
        raise ValueError(f"不是整数：{text}")
    return int(text)


def compile_script(path, serial):
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    result = []
    for line in lines:
        line = line.lstrip(" ")
        if not line or line[0] == "#":
            continue
        if line.startswith("text "):
            if len(line) == 5:
                raise ValueError("text 后面没有字")
            result.append(adb_command(serial, "shell", "input", "text", escape_text(line[5:])))
            continue
        match line.split():
            case ["tap", x, y]:
                rest = ("tap", whole(x), whole(y))
            case ["swipe", x1, y1, x2, y2, ms]:
                rest = ("swipe", whole(x1), whole(y1), whole(x2), whole(y2), whole(ms))
            case ["key", name]:
                rest = ("keyevent", f"KEYCODE_{name.upper()}")
            case _:
                raise ValueError(line)
        result.append(adb_command(serial, "shell", "input", *rest))
    return result


# %% right pathlib
# 一次读完，正则表达式
import re
from pathlib import Path


def compile_script(path, serial):
    start = ["adb", "-s", serial, "shell", "input"]
    commands = []
    for number, line in enumerate(Path(path).read_text(encoding="utf8").splitlines(), start=1):
        line = line.lstrip()
        if not line or line.startswith("#"):
            continue
        if m := re.fullmatch(r"text (.+)", line):
            commands.append([*start, "text", escape_text(m[1])])
        elif m := re.fullmatch(r"key (\w+)", line):
            commands.append([*start, "keyevent", "KEYCODE_" + m[1].upper()])
        elif re.fullmatch(r"tap( [0-9]+){2}|swipe( [0-9]+){5}", line):
            commands.append([*start, *line.split()])
        else:
            raise ValueError(f"line {number}")
    return commands


# %% right generator
# 一个生成器给命令，最后收成列表
def actions(file):
    for line in file:
        line = line.lstrip().removesuffix("\n")
        if line and line[0] != "#":
            yield line


def compile_script(path, serial):
    with open(path, encoding="utf-8") as file:
        commands = []
        for line in actions(file):
            word, *words = line.split(" ")
            if word == "text":
                if not words:
                    raise ValueError("没有字")
                rest = [escape_text(" ".join(words))]
            elif word == "key":
                (name,) = words
                word, rest = "keyevent", ["KEYCODE_" + name.upper()]
            elif word in ("tap", "swipe"):
                rest = [n for n in words if n.isdigit()]
                if rest != words or len(rest) != (2 if word == "tap" else 5):
                    raise ValueError(line)
            else:
                raise ValueError(line)
            commands.append(adb_command(serial, "shell", "input", word, *rest))
        return commands
