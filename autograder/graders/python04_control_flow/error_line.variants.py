# %% wrong first-frame
# 取了第一处的行号，不是最后一处
def error_line(report):
    for line in report.splitlines():
        line = line.strip()
        if line.startswith(('File "', "Cell In[")) and ", line " in line:
            return int(line.split(", line ")[1].split(",")[0])
    raise ValueError(report)


# %% wrong message-number
# 没有看一行怎样开头，说明里的行号也当成了位置
def error_line(report):
    found = None
    for line in report.splitlines():
        if "line " in line:
            digits = ""
            for c in line.split("line ")[-1]:
                if not c.isdecimal():
                    break
                digits += c
            if digits:
                found = int(digits)
    if found is None:
        raise ValueError(report)
    return found


# %% wrong anywhere-in-line
# 只问了一行里有没有 File 或者 Cell In，没有问是不是这样开头
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if ('File "' in line or "Cell In[" in line) and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0].strip("'"))
    if found is None:
        raise ValueError(report)
    return found


# %% wrong comma-line
# 只问了一行里有没有“, line ”，没有看它怎样开头
def error_line(report):
    found = None
    for line in report.splitlines():
        if ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError(report)
    return found


# %% wrong file-without-quote
# 只问了开头是不是 File，没有带上引号：FileExistsError 这样的说明也当成了位置
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith(("File", "Cell In[")) and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError(report)
    return found


# %% wrong file-is-enough
# 开头是 File 就去取行号：FileNotFoundError 那一行没有行号，报了 IndexError
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith("File") or line.startswith("Cell"):
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError(report)
    return found


# %% wrong start-is-enough
# 开头对了就去取行号，没有问里面有没有“, line ”
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith('File "') or line.startswith("Cell In["):
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError(report)
    return found


# %% wrong or-and
# or 和 and 写在一起没有加括号，and 先算：只有 Cell In 那一半才问有没有“, line ”
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith('File "') or (line.startswith("Cell In[") and ", line " in line):
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError(report)
    return found


# %% wrong text
# 交出的是文字，没有变成整数
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith(('File "', "Cell In[")) and ", line " in line:
            found = line.split(", line ")[1].split(",")[0]
    if found is None:
        raise ValueError(report)
    return found


# %% wrong files-only
# 只认得 File 开头的，不认得 notebook 的报告
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith('File "') and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError(report)
    return found


# %% wrong cells-only
# 只认得 Cell In 开头的，不认得直接运行文件的报告
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith("Cell In[") and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError(report)
    return found


# %% wrong one-digit
# 只取了行号的第一个数字
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith(('File "', "Cell In[")) and ", line " in line:
            found = int(line.split(", line ")[1][0])
    if found is None:
        raise ValueError(report)
    return found


# %% wrong blanks-not-stripped
# 没有去掉开头的空白，缩进的 File 行都不认得
def error_line(report):
    found = None
    for line in report.splitlines():
        if line.startswith(('File "', "Cell In[")) and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError(report)
    return found


# %% wrong cell-number
# 取了方括号里的数：那是第几格，不是第几行
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith("Cell In["):
            found = int(line.split("[")[1].split("]")[0])
        elif line.startswith('File "') and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError(report)
    return found


# %% wrong none-for-nothing
# 没有说位置的行时交出了 None，没有抛出 ValueError
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith(('File "', "Cell In[")) and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
    return found


# %% wrong zero-for-nothing
# 没有说位置的行时交出了 0，没有抛出 ValueError
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith(('File "', "Cell In[")) and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        return 0
    return found


# %% wrong function-kept
# 后面的函数名没有切掉，有函数名的行变不成整数
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith(('File "', "Cell In[")) and ", line " in line:
            found = int(line.split(", line ")[1])
    if found is None:
        raise ValueError(report)
    return found


# %% wrong last-line
# 只看了报告的最后一行
def error_line(report):
    line = ["", *report.splitlines()][-1].strip()
    if line.startswith(('File "', "Cell In[")) and ", line " in line:
        return int(line.split(", line ")[1].split(",")[0])
    raise ValueError(report)


# %% wrong largest
# 取了最大的行号，不是最后一处的
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith(('File "', "Cell In[")) and ", line " in line:
            here = int(line.split(", line ")[1].split(",")[0])
            found = here if found is None else max(found, here)
    if found is None:
        raise ValueError(report)
    return found


# %% wrong arrow
# 取了箭头后面的行号：直接运行文件的报告里没有箭头
def error_line(report):
    found = None
    for line in report.splitlines():
        if line.startswith("----> "):
            found = int(line.split()[1])
    if found is None:
        raise ValueError(report)
    return found


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith(('File "', "Cell In[")) and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError(report)
    print(found)


# %% wrong all-digits
# 把一行里所有的数字接在了一起
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if (line.startswith('File "') or line.startswith("Cell In[")) and ", line " in line:
            digits = ""
            for c in line:
                if c.isdecimal():
                    digits += c
            found = int(digits)
    if found is None:
        raise ValueError("没有位置")
    return found


# %% wrong cut-without-comma
# 切的是“line ”，没有带上前面的逗号和空格：文件名里的 line 也切开了
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if (line.startswith('File "') or line.startswith("Cell In[")) and ", line " in line:
            found = int(line.split("line ")[1].split(",")[0])
    if found is None:
        raise ValueError("没有位置")
    return found


# %% wrong bare-or
# or 的右边是一段光秃秃的文字，它自己就算真：不是位置的行也算了
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith('File "') or ("Cell In[" and ", line " in line):
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError("没有位置")
    return found


# %% wrong every-comma
# 按逗号切，取第二段：文件名里有逗号时切错了
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if (line.startswith('File "') or line.startswith("Cell In[")) and ", line " in line:
            found = int(line.split(",")[1].split(" ")[2])
    if found is None:
        raise ValueError("没有位置")
    return found


# %% wrong cell-anywhere
# 只问了一行里有没有 Cell In[，没有问是不是这样开头
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if (line.startswith('File "') or "Cell In[" in line) and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError("没有位置")
    return found


# %% wrong two-blanks
# 没有去掉开头的空白，只认得空格数正好的几种行
def error_line(report):
    found = None
    for line in report.splitlines():
        if (line.startswith('  File "') or line.startswith("Cell In[")) and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError("没有位置")
    return found


# %% wrong raises-at-once
# 一遇到不说位置的行就抛出了 ValueError，没有看完
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if (line.startswith('File "') or line.startswith("Cell In[")) and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
        else:
            raise ValueError("没有位置")
    return found


# %% wrong cell-without-bracket
# 开头只问了 Cell In，没有带上方括号
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if (line.startswith('File "') or line.startswith("Cell In")) and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError("没有位置")
    return found


# %% wrong file-anywhere
# 只问了一行里有没有 File，没有问是不是这样开头
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if ('File "' in line or line.startswith("Cell In[")) and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError("没有位置")
    return found


# %% wrong three-signs
# 只取了行号的前三个字，四位数的行号少了一位
def error_line(report):
    found = None
    for line in report.splitlines():
        line = line.strip()
        if (line.startswith('File "') or line.startswith("Cell In[")) and ", line " in line:
            found = int(line.split(", line ")[1][:3].strip(", i"))
    if found is None:
        raise ValueError("没有位置")
    return found


# %% right backwards
# 从最后一行往前找，逐个字取数字
def error_line(report):
    for line in reversed(report.split("\n")):
        line = line.lstrip()
        if (line[:6] == 'File "' or line[:8] == "Cell In[") and ", line " in line:
            number = 0
            for c in line[line.find(", line ") + 7 :]:
                if c not in "0123456789":
                    break
                number = 10 * number + int(c)
            return number
    raise ValueError("没有")


# %% right regex
# 正则表达式
def error_line(report):
    import re

    numbers = re.findall(r'^[ \t]*(?:File "|Cell In\[).*?, line (\d+)', report, re.M)
    if not numbers:
        raise ValueError("nowhere")
    return int(numbers[-1])


# %% right list-and-pop
# 先收成列表，再取最后一个
def error_line(report):
    places = [line.strip() for line in report.splitlines()]
    places = [p for p in places if p.startswith('File "') or p.startswith("Cell In[")]
    numbers = []
    for place in places:
        _, middle, after = place.partition(", line ")
        if middle:
            numbers.append(int(after.partition(",")[0]))
    try:
        return numbers.pop()
    except IndexError:
        raise ValueError("no line") from None
