# %% wrong first-line
# 取的是第一行，不是最后一行
def error_name(report):
    return report.strip().splitlines()[0].split(":")[0].strip()


# %% wrong first-colon-of-all
# 切在整段报错的第一个冒号上，没有先取最后一行
def error_name(report):
    return report.split(":")[0]


# %% wrong first-colon-stripped
# 去了全文两头的空白，却没有取最后一行，切在整段报错的第一个冒号上
def error_name(report):
    return report.strip().split(":")[0]


# %% wrong trailing-lines
# 没有先去掉末尾的空行，最后一行取到了空的
def error_name(report):
    return report.splitlines()[-1].split(":")[0].strip()


# %% wrong split-newline
# 用 \n 切开取最后一段：全文以换行结尾时，那一段是空的
def error_name(report):
    return report.split("\n")[-1].split(":")[0].strip()


# %% wrong second-last
# 取的是倒数第二行
def error_name(report):
    return report.split("\n")[-2].split(":")[0].strip()


# %% wrong newlines-only
# 末尾只去了换行，没有去空格，只有空格的行成了最后一行
def error_name(report):
    return report.rstrip("\n").splitlines()[-1].split(":")[0].strip()


# %% wrong last-colon
# 切在最后一个冒号上，说明的一部分也进来了
def error_name(report):
    return report.strip().splitlines()[-1].rsplit(":", 1)[0].strip()


# %% wrong piece-before-last
# 按冒号切开以后，取的是倒数第二段（[-2]），不是第一段
def error_name(report):
    return report.strip().splitlines()[-1].split(":")[-2].strip()


# %% wrong message
# 取的是冒号后面的说明
def error_name(report):
    return report.strip().splitlines()[-1].split(":")[-1].strip()


# %% wrong whole-line
# 交还的是整行，没有在冒号上切开
def error_name(report):
    return report.strip().splitlines()[-1]


# %% wrong colon-kept
# 名字后面的冒号还在
def error_name(report):
    last = report.strip().splitlines()[-1]
    return last.split()[0]


# %% wrong find-minus-one
# 用 find 找冒号：没有冒号时得到 -1，名字的最后一个字母丢了
def error_name(report):
    last = report.strip().splitlines()[-1]
    return last[: last.find(":")].strip()


# %% wrong blanks-kept
# 切开以后没有再去空格
def error_name(report):
    return report.strip().splitlines()[-1].split(":")[0]


# %% wrong first-of-chained
# 两段报错连在一起时，取了前一段的名字
def error_name(report):
    first = report.split("During handling")[0]
    return first.strip().splitlines()[-1].split(":")[0].strip()


# %% wrong last-word
# 取的是最后一个词
def error_name(report):
    return report.split()[-1]


# %% wrong letters-only
# 名字里的点也当成了分界，只剩最后一段
def error_name(report):
    return report.strip().splitlines()[-1].split(":")[0].strip().split(".")[-1]


# %% wrong ends-in-error
# 只认得名字以 Error 结尾的，别的都答空的
def error_name(report):
    name = report.strip().splitlines()[-1].split(":")[0].strip()
    if name[-5:] == "Error":
        return name
    return ""


# %% wrong pieces
# 交还的是切开的一排文字，没有取第一段
def error_name(report):
    return report.strip().splitlines()[-1].split(":")


# %% wrong colon-and-blank
# 按冒号加空格切，冒号后面没有空格的就切不开
def error_name(report):
    last = report.strip().splitlines()[-1]
    return last.split(": ")[0].strip()


# %% wrong chinese-colon
# 中文的冒号也当成了分界
def error_name(report):
    last = report.strip().splitlines()[-1]
    return last.replace("：", ":").split(":")[0].strip()


# %% wrong no-colon-empty
# 最后一行没有冒号的，交还了空的
def error_name(report):
    last = report.strip().splitlines()[-1]
    if ":" not in last:
        return ""
    return last.split(":")[0].strip()


# %% wrong first-word
# 按空格切，取了第一个词
def error_name(report):
    last = report.strip().splitlines()[-1]
    return last.split(" ")[0].replace(":", "")


# %% wrong printed
# 用 print 显示了名字，没有用 return 交还
def error_name(report):
    print(report.strip().splitlines()[-1].split(":")[0].strip())


# %% right find
# 用 find，先看有没有冒号
def error_name(report):
    lines = report.strip().splitlines()
    last = lines[len(lines) - 1].strip()
    where = last.find(":")
    if where == -1:
        return last
    return last[:where].strip()


# %% right loop
# 循环，留住最后一个不空的行
def error_name(report):
    last = ""
    for line in report.split("\n"):
        if line.strip() != "":
            last = line.strip()
    name = ""
    for c in last:
        if c == ":":
            break
        name += c
    return name.strip()


# %% right one-line
# 一行，用 partition
def error_name(report: str) -> str:
    return report.strip().split("\n")[-1].partition(":")[0].strip()
