# %% wrong empty-first-week
# 1 号是星期一时，前面多了一个空行
def calendar_month(year, month):
    cells = ["  "] * (first_weekday(year, month) or 7)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong empty-last-week
# 最后一天是星期日时，后面多了一个空行
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells) + 1, 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong sunday-first
# 星期日排在了最左边
def calendar_month(year, month):
    cells = ["  "] * ((first_weekday(year, month) + 1) % 7)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong one-place-off
# 1 号前面多空了一天，每天都排到了后一天
def calendar_month(year, month):
    cells = ["  "] * (first_weekday(year, month) + 1)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong trailing-blanks
# 每行右边的空白没有去掉：最后一行补满了七天
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    cells += ["  "] * (-len(cells) % 7)
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]))
    return "\n".join(lines)


# %% wrong newline-at-end
# 最后多了一个换行
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines) + "\n"


# %% wrong one-wide
# 一位数的日子没有占两格
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong left-aligned
# 一位数的日子靠左，空格补在了右边
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:<2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong zero-padded
# 一位数的日子左边补的是 0，不是空格
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:02d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong last-day-missing
# 最后一天没有写上
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month)):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong always-thirty-one
# 每个月都写了 31 天
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, 32):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong no-blanks-before
# 1 号前面没有空，总是从最左边开始
def calendar_month(year, month):
    cells = []
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong blank-days-too-narrow
# 空着的一天只占了一格，第一行往左歪了
def calendar_month(year, month):
    cells = [" "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong stripped-both-ends
# 每行两边的空白都去掉了，左边也没有了
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).strip())
    return "\n".join(lines)


# %% wrong no-blank-between
# 天与天之间没有空格
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append("".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong lines-as-list
# 交出的是一行一行的列表，没有接成一段文字
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return lines


# %% wrong last-week-lost
# 不满七天的最后一行丢了
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells) - 6, 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong first-as-second
# 1 号写成了 0 号，整个月差一天
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(days_in_month(year, month)):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    print("\n".join(lines))


# %% wrong month-before
# 天数取的是上个月的
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    days = days_in_month(year, month - 1) if month > 1 else 31
    for day in range(1, days + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong three-wide
# 每天占了三格，每行最左边多了一个空格
def calendar_month(year, month):
    line = "   " * first_weekday(year, month)
    place = first_weekday(year, month)
    lines = []
    for day in range(1, days_in_month(year, month) + 1):
        line += f"{day:3d}"
        place += 1
        if place == 7:
            lines.append(line)
            line = ""
            place = 0
    if line:
        lines.append(line)
    return "\n".join(lines)


# %% wrong one-place-early
# 1 号前面少空了一天，每天都排到了前一天
def calendar_month(year, month):
    cells = ["  "] * (first_weekday(year, month) - 1)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong six-lines
# 总是排六行，月份短的时候后面多了空行
def calendar_month(year, month):
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, 42, 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong blanks-inside
# 只去掉了整段末尾的空白，中间各行的右边还留着
def calendar_month(year, month):
    text = "   " * first_weekday(year, month)
    place = first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        text += f"{day:2d} "
        place += 1
        if place % 7 == 0:
            text += "\n"
    return text.rstrip()


# %% wrong no-leap-years
# 没有用 days_in_month，闰年的二月少了一天
def calendar_month(year, month):
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)


# %% wrong first-week-too-long
# 第一行前面补了空格，却还是排了七天
def calendar_month(year, month):
    cells = []
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "   " * first_weekday(year, month) + "\n".join(lines)


# %% right day-by-day
# 一天一天地走，星期日换行
def calendar_month(year, month):
    weekday = first_weekday(year, month)
    text = "   " * weekday
    for day in range(1, days_in_month(year, month) + 1):
        text += str(day).rjust(2)
        weekday = (weekday + 1) % 7
        if day < days_in_month(year, month):
            text += "\n" if weekday == 0 else " "
    return text


# %% right nested
# 两层循环，第一行从负数的日子开始
def calendar_month(year, month):
    last, monday, weeks = days_in_month(year, month), 1 - first_weekday(year, month), []
    while monday <= last:
        week = [f"{d:2}" if 1 <= d <= last else "  " for d in range(monday, monday + 7)]
        weeks.append(" ".join(week).rstrip())
        monday += 7
    return "\n".join(weeks)


# %% right one-long-text
# 一长段文字，每 21 个字切一刀
def calendar_month(year, month):
    days = "".join(f"{d:2d} " for d in range(1, days_in_month(year, month) + 1))
    line = " " * (3 * first_weekday(year, month)) + days
    rows = []
    while line:
        rows.append(line[:21].rstrip())
        line = line[21:]
    return "\n".join(rows)
