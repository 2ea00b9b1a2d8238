# %% wrong no-padding
# 分和秒没有补 0
def seconds_to_clock(seconds):
    return f"{seconds // 3600}:{seconds % 3600 // 60}:{seconds % 60}"


# %% wrong seconds-padded-only
# 秒补了 0，分没有补
def seconds_to_clock(seconds):
    return f"{seconds // 3600}:{seconds % 3600 // 60}:{seconds % 60:02d}"


# %% wrong minutes-padded-only
# 分补了 0，秒没有补
def seconds_to_clock(seconds):
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60}"


# %% wrong minutes-above-59
# 分钟是从总秒数直接除的，没有减掉小时，会超过 59
def seconds_to_clock(seconds):
    return f"{seconds // 3600}:{seconds // 60:02d}:{seconds % 60:02d}"


# %% wrong seconds-above-59
# 秒是减掉小时以后剩下的，没有再减掉分钟
def seconds_to_clock(seconds):
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 3600:02d}"


# %% wrong hours-of-a-day
# 小时用 % 24 归了零，超过一天就不对
def seconds_to_clock(seconds):
    return f"{seconds // 3600 % 24}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


# %% wrong hours-padded
# 小时也补成了两位
def seconds_to_clock(seconds):
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


# %% wrong slash
# 用了一道斜线 /，时和分成了小数
def seconds_to_clock(seconds):
    return f"{seconds / 3600}:{seconds % 3600 / 60}:{seconds % 60:02d}"


# %% wrong slash-with-02d
# 用了 /，小数不能照 :02d 写，出了 ValueError
def seconds_to_clock(seconds):
    hours = seconds / 3600
    minutes = seconds % 3600 / 60
    return f"{hours}:{minutes:02d}:{seconds % 60:02d}"


# %% wrong rounded-up
# 小时四舍五入了，半小时以上就多算一个小时
def seconds_to_clock(seconds):
    return f"{round(seconds / 3600)}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


# %% wrong minutes-from-100
# 把一小时当成了 100 分钟
def seconds_to_clock(seconds):
    return f"{seconds // 6000}:{seconds % 6000 // 60:02d}:{seconds % 60:02d}"


# %% wrong three-places
# 写成了三位，多补了一个 0
def seconds_to_clock(seconds):
    return f"{seconds // 3600}:{seconds % 3600 // 60:03d}:{seconds % 60:03d}"


# %% wrong padded-with-blanks
# 用空格补成了两位，不是用 0
def seconds_to_clock(seconds):
    return f"{seconds // 3600}:{seconds % 3600 // 60:2d}:{seconds % 60:2d}"


# %% wrong no-hours
# 不到一小时就没有写小时
def seconds_to_clock(seconds):
    if seconds < 3600:
        return f"{seconds // 60}:{seconds % 60:02d}"
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


# %% wrong timedelta
# 用了 timedelta 的文字，超过一天时写的是 1 day
import datetime


def seconds_to_clock(seconds):
    return str(datetime.timedelta(seconds=seconds))


# %% wrong strftime
# 用 strftime 写的是几点钟：小时两位，过了 24 归零
import time


def seconds_to_clock(seconds):
    return time.strftime("%H:%M:%S", time.gmtime(seconds))


# %% wrong numbers
# 交还的是三个数，不是一段文字
def seconds_to_clock(seconds):
    return seconds // 3600, seconds % 3600 // 60, seconds % 60


# %% wrong no-f
# 忘了 f，花括号原样留在文字里
def seconds_to_clock(seconds):
    return "{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


# %% wrong full-width-colon
# 冒号用了中文的，应当是英文的
def seconds_to_clock(seconds):
    return f"{seconds // 3600}：{seconds % 3600 // 60:02d}：{seconds % 60:02d}"


# %% wrong hours-of-minutes
# 秒数已经换成了分钟，求小时却还是除以 3600
def seconds_to_clock(seconds):
    rest = seconds % 60
    seconds = seconds // 60
    return f"{seconds // 3600}:{seconds % 60:02d}:{rest:02d}"


# %% wrong no-hours-padded
# 不到一小时只写了两位的分和秒，没有写小时
def seconds_to_clock(seconds):
    if seconds < 3600:
        return f"{seconds // 60:02d}:{seconds % 60:02d}"
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


# %% wrong reversed
# 次序反了，写成了秒、分、时
def seconds_to_clock(seconds):
    return f"{seconds % 60:02d}:{seconds % 3600 // 60:02d}:{seconds // 3600}"


# %% wrong always-a-zero
# 分和秒前面总加一个 0，两位的成了三位
def seconds_to_clock(seconds):
    return f"{seconds // 3600}:0{seconds % 3600 // 60}:0{seconds % 60}"


# %% wrong hour-of-360
# 把一小时当成了 360 秒
def seconds_to_clock(seconds):
    rest = seconds % 360
    return f"{seconds // 360}:{rest // 60:02d}:{rest % 60:02d}"


# %% wrong printed
# 用 print 显示了时间，没有用 return 交还
def seconds_to_clock(seconds):
    print(f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}")


# %% right divmod
# 用 divmod 从秒往上进
def seconds_to_clock(seconds):
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


# %% right padded-by-if
# 用 if 自己补 0
def seconds_to_clock(seconds):
    hours = seconds // 3600
    minutes = (seconds - hours * 3600) // 60
    rest = seconds - hours * 3600 - minutes * 60
    m = str(minutes)
    if minutes < 10:
        m = "0" + m
    s = str(rest)
    if rest < 10:
        s = "0" + s
    return str(hours) + ":" + m + ":" + s


# %% right zfill
# 用 zfill 和 join
def seconds_to_clock(seconds: int) -> str:
    parts = [str(seconds // 3600), str(seconds // 60 % 60).zfill(2), str(seconds % 60).zfill(2)]
    return ":".join(parts)


# %% right slices
# 补得太多，再取最后两个字
def seconds_to_clock(seconds):
    m = "0" + str(seconds // 60 % 60)
    s = "0" + str(seconds % 60)
    return str(int(seconds / 3600)) + ":" + m[-2:] + ":" + s[-2:]
