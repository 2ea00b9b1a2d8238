# %% wrong search
# 用了 search，前面多了东西的行也收下
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.search(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong greedy
# 级别那一圈太贪心，吃到了消息里的方括号
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[(.*)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong any-level
# 级别里什么字符都收
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([^\]]*)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong lower-level
# 小写的级别也收下了
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Za-z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong shape-only
# 时刻只看了样子，没有查日历
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((m[1].replace(" ", "T"), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong date-only-checked
# 只查了日期，没有查时分秒
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1][:10]).isoformat()[:10] + "T" + m[1][11:], m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong stops-at-bad
# 遇到一行坏的就停了，后面的没有读
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
            break
    return records, bad


# %% wrong gives-up
# 遇到一行坏的就抛出了错误
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            raise
    return records, bad


# %% wrong strptime-only
# 只靠 strptime，月、日、时是一位的也收下
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\S+ \S+) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            moment = datetime.strptime(m[1], "%Y-%m-%d %H:%M:%S")
            records.append((moment.isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong fromisoformat-only
# 只靠 fromisoformat，没有秒的、没有减号的也收下
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\S+ \S+) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong blank-not-t
# 时刻中间写的是空格，不是 T
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(" "), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong datetime-objects
# 时刻没有变成文本
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong stripped
# 用了 strip()，空的消息和消息尾的空格都丢了
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.strip())
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong right-stripped
# 用了 rstrip()，空的消息和消息尾的空格都丢了，行首的没有
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.rstrip())
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong message-stripped
# 消息去掉了头尾的空格
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3].strip()))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong newline-kept
# 没有去掉行末的换行，那些行都算成了坏的
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line)
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong empty-message-bad
# 空的消息算成了坏的
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.+)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong message-to-bracket
# 消息只取到第一个方括号
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] ([^\[]*).*", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong bad-lines
# bad 是坏的行的列表，不是行数
def parse_log(lines):
    records, bad = [], []
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad.append(line)
    return records, bad


# %% wrong counted-all
# bad 数的是全部的行
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, len(lines)


# %% wrong blank-skipped
# 空行没有算成坏的
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        if not line.strip():
            continue
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong records-only
# 只返回了好的，没有返回坏的行数
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        try:
            if m is None:
                raise ValueError
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records


# %% wrong empty-level
# 空的级别 [] 也收下了
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]*)\] (.*)", line.removesuffix("\n"))
        if m is None:
            bad += 1
            continue
        try:
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong breaks-at-bad-time
# 遇到不存在的时刻就停了，后面的没有读
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        if m is None:
            bad += 1
            continue
        try:
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
            break
    return records, bad


# %% wrong shape-not-counted
# 样子不合的行没有数进去
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        if m is None:
            continue
        try:
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad


# %% wrong returns-early
# return 写进了循环里，只读了第一行
def parse_log(lines):
    records, bad = [], 0
    for line in lines:
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line.removesuffix("\n"))
        if m is None:
            bad += 1
        else:
            try:
                records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
            except ValueError:
                bad += 1
        return records, bad


# %% right pieces
# 不用正则表达式，按位置切
def parse_log(lines):
    good = []
    for line in lines:
        if line.endswith("\n"):
            line = line[:-1]
        record = one_line(line)
        if record is not None:
            good.append(record)
    return good, len(lines) - len(good)


def one_line(line):
    stamp, rest = line[:19], line[19:]
    shape = "".join("9" if "0" <= c <= "9" else c for c in stamp)
    if shape != "9999-99-99 99:99:99" or rest[:2] != " [":
        return None
    level, found, message = rest[2:].partition("] ")
    if not found or level == "" or any(not "A" <= c <= "Z" for c in level):
        return None
    try:
        moment = datetime.strptime(stamp, "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return None
    return moment.isoformat(), level, message


# %% right named-groups
# 有名字的圈，编好的规则
LINE = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}) (?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2}) \[(?P<level>[A-Z]+)\] (?P<text>.*)\n?",
    re.DOTALL,
)


def parse_log(lines):
    records = []
    bad = 0
    for line in lines:
        match = LINE.fullmatch(line)
        if not match:
            bad = bad + 1
            continue
        year, month, day = map(int, match["day"].split("-"))
        hour, minute, second = map(int, match["time"].split(":"))
        try:
            when = datetime(year, month, day, hour, minute, second)
        except ValueError:
            bad = bad + 1
        else:
            records.append([when.isoformat(), match["level"], match["text"].removesuffix("\n")])
    return (records, bad)
