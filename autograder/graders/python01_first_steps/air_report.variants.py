# %% wrong strict
# 分界用了 <，正好等于分界的数算到重一级去了
def air_report(pm25):
    if pm25 < 35:
        level = "优"
    elif pm25 < 75:
        level = "良"
    elif pm25 < 115:
        level = "轻度污染"
    elif pm25 < 150:
        level = "中度污染"
    else:
        level = "重度污染"
    return f"{pm25:.1f} {level}"


# %% wrong class-of-rounded
# 先四舍五入到一位小数，再拿它去判断说法
def air_report(pm25):
    pm25 = float(f"{pm25:.1f}")
    if pm25 <= 35:
        level = "优"
    elif pm25 <= 75:
        level = "良"
    elif pm25 <= 115:
        level = "轻度污染"
    elif pm25 <= 150:
        level = "中度污染"
    else:
        level = "重度污染"
    return f"{pm25:.1f} {level}"


# %% wrong class-of-whole
# 判断说法之前取了整，35.04 也成了 35
def air_report(pm25):
    whole = int(pm25)
    if whole <= 35:
        level = "优"
    elif whole <= 75:
        level = "良"
    elif whole <= 115:
        level = "轻度污染"
    elif whole <= 150:
        level = "中度污染"
    else:
        level = "重度污染"
    return f"{pm25:.1f} {level}"


# %% wrong if-for-elif
# 几个条件都成立时留下了最宽的那一个：elif 写成了 if，或者从大往小问
def air_report(pm25):
    if pm25 <= 35:
        level = "优"
    if pm25 <= 75:
        level = "良"
    if pm25 <= 115:
        level = "轻度污染"
    if pm25 <= 150:
        level = "中度污染"
    if pm25 > 150:
        level = "重度污染"
    return f"{pm25:.1f} {level}"


# %% wrong round
# 用 round 写的数，整数后面没有 .0
def air_report(pm25):
    if pm25 <= 35:
        level = "优"
    elif pm25 <= 75:
        level = "良"
    elif pm25 <= 115:
        level = "轻度污染"
    elif pm25 <= 150:
        level = "中度污染"
    else:
        level = "重度污染"
    return f"{round(pm25, 1)} {level}"


# %% wrong not-formatted
# 数原样写了出来，没有照 :.1f
def air_report(pm25):
    if pm25 <= 35:
        level = "优"
    elif pm25 <= 75:
        level = "良"
    elif pm25 <= 115:
        level = "轻度污染"
    elif pm25 <= 150:
        level = "中度污染"
    else:
        level = "重度污染"
    return f"{pm25} {level}"


# %% wrong two-digits
# 小数点后留了两位
def air_report(pm25):
    if pm25 <= 35:
        level = "优"
    elif pm25 <= 75:
        level = "良"
    elif pm25 <= 115:
        level = "轻度污染"
    elif pm25 <= 150:
        level = "中度污染"
    else:
        level = "重度污染"
    return f"{pm25:.2f} {level}"


# %% wrong no-digits
# 小数点后一位也没有留
def air_report(pm25):
    if pm25 <= 35:
        level = "优"
    elif pm25 <= 75:
        level = "良"
    elif pm25 <= 115:
        level = "轻度污染"
    elif pm25 <= 150:
        level = "中度污染"
    else:
        level = "重度污染"
    return f"{pm25:.0f} {level}"


# %% wrong cut-off
# 一位以后的小数直接砍掉了，没有照 :.1f 舍入
def air_report(pm25):
    if pm25 <= 35:
        level = "优"
    elif pm25 <= 75:
        level = "良"
    elif pm25 <= 115:
        level = "轻度污染"
    elif pm25 <= 150:
        level = "中度污染"
    else:
        level = "重度污染"
    return f"{int(pm25 * 10) / 10:.1f} {level}"


# %% wrong half-up
# 正好在中间的数总是进上去，75.25 写成了 75.3
def air_report(pm25):
    if pm25 <= 35:
        level = "优"
    elif pm25 <= 75:
        level = "良"
    elif pm25 <= 115:
        level = "轻度污染"
    elif pm25 <= 150:
        level = "中度污染"
    else:
        level = "重度污染"
    return f"{int(pm25 * 10 + 0.5) / 10:.1f} {level}"


# %% wrong no-blank
# 数和说法之间没有空格
def air_report(pm25):
    if pm25 <= 35:
        level = "优"
    elif pm25 <= 75:
        level = "良"
    elif pm25 <= 115:
        level = "轻度污染"
    elif pm25 <= 150:
        level = "中度污染"
    else:
        level = "重度污染"
    return f"{pm25:.1f}{level}"


# %% wrong class-only
# 只交还了说法，没有写数
def air_report(pm25):
    if pm25 <= 35:
        return "优"
    elif pm25 <= 75:
        return "良"
    elif pm25 <= 115:
        return "轻度污染"
    elif pm25 <= 150:
        return "中度污染"
    else:
        return "重度污染"


# %% wrong six-classes
# 多了一种说法“严重污染”，今天只有五种
def air_report(pm25):
    if pm25 <= 35:
        level = "优"
    elif pm25 <= 75:
        level = "良"
    elif pm25 <= 115:
        level = "轻度污染"
    elif pm25 <= 150:
        level = "中度污染"
    elif pm25 <= 250:
        level = "重度污染"
    else:
        level = "严重污染"
    return f"{pm25:.1f} {level}"


# %% wrong upside-down
# 方向反了，数越小说得越重
def air_report(pm25):
    if pm25 >= 150:
        level = "优"
    elif pm25 >= 115:
        level = "良"
    elif pm25 >= 75:
        level = "轻度污染"
    elif pm25 >= 35:
        level = "中度污染"
    else:
        level = "重度污染"
    return f"{pm25:.1f} {level}"


# %% wrong last-class-missing
# 漏了“重度污染”，超过 150 也说中度污染
def air_report(pm25):
    if pm25 <= 35:
        level = "优"
    elif pm25 <= 75:
        level = "良"
    elif pm25 <= 115:
        level = "轻度污染"
    else:
        level = "中度污染"
    return f"{pm25:.1f} {level}"


# %% wrong class-missing
# 漏了“中度污染”，超过 115 就说重度污染
def air_report(pm25):
    if pm25 <= 35:
        level = "优"
    elif pm25 <= 75:
        level = "良"
    elif pm25 <= 115:
        level = "轻度污染"
    else:
        level = "重度污染"
    return f"{pm25:.1f} {level}"


# %% wrong two-values
# 交还的是数和说法两样东西，没有拼成一段文字
def air_report(pm25):
    if pm25 <= 35:
        level = "优"
    elif pm25 <= 75:
        level = "良"
    elif pm25 <= 115:
        level = "轻度污染"
    elif pm25 <= 150:
        level = "中度污染"
    else:
        level = "重度污染"
    return f"{pm25:.1f}", level


# %% wrong printed
# 用 print 显示了报告，没有用 return 交还
def air_report(pm25):
    if pm25 <= 35:
        level = "优"
    elif pm25 <= 75:
        level = "良"
    elif pm25 <= 115:
        level = "轻度污染"
    elif pm25 <= 150:
        level = "中度污染"
    else:
        level = "重度污染"
    print(f"{pm25:.1f} {level}")


# %% right returns
# 每一条都直接 return
def air_report(pm25):
    number = f"{pm25:.1f}"
    if pm25 <= 35:
        return number + " 优"
    if pm25 <= 75:
        return number + " 良"
    if pm25 <= 115:
        return number + " 轻度污染"
    if pm25 <= 150:
        return number + " 中度污染"
    return number + " 重度污染"


# %% right from-above
# 从大往小问，用 >
def air_report(pm25):
    level = "优"
    if pm25 > 150:
        level = "重度污染"
    elif pm25 > 115:
        level = "中度污染"
    elif pm25 > 75:
        level = "轻度污染"
    elif pm25 > 35:
        level = "良"
    return format(pm25, ".1f") + " " + level


# %% right table
# 查表
import bisect


def air_report(pm25: float) -> str:
    names = ["优", "良", "轻度污染", "中度污染", "重度污染"]
    return f"{pm25:.1f} {names[bisect.bisect_left([35, 75, 115, 150], pm25)]}"


# %% right round-of-float
# 先换成小数，再用 round
def air_report(pm25):
    level = "重度污染"
    if pm25 <= 150:
        level = "中度污染"
    if pm25 <= 115:
        level = "轻度污染"
    if pm25 <= 75:
        level = "良"
    if pm25 <= 35:
        level = "优"
    return str(round(float(pm25), 1)) + " " + level
