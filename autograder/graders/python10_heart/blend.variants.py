# %% wrong one-digit
# 小于 16 的没有补 0，写成了一位
def blend(color_a, color_b, ratio):
    result = "#"
    for i in (1, 3, 5):
        a, b = int(color_a[i : i + 2], 16), int(color_b[i : i + 2], 16)
        result += f"{round(a + (b - a) * ratio):x}"
    return result


# %% wrong blank-for-zero
# 小于 16 的前面补的是空格，不是 0
def blend(color_a, color_b, ratio):
    result = "#"
    for i in (1, 3, 5):
        a, b = int(color_a[i : i + 2], 16), int(color_b[i : i + 2], 16)
        result += f"{round(a + (b - a) * ratio):2x}"
    return result


# %% wrong truncated
# 小数被截掉了，没有四舍五入
def blend(color_a, color_b, ratio):
    result = "#"
    for i in (1, 3, 5):
        a, b = int(color_a[i : i + 2], 16), int(color_b[i : i + 2], 16)
        result += f"{int(a + (b - a) * ratio):02x}"
    return result


# %% wrong swapped
# 两种颜色反了，0 给出的是第二种
def blend(color_a, color_b, ratio):
    result = "#"
    for i in (1, 3, 5):
        a, b = int(color_a[i : i + 2], 16), int(color_b[i : i + 2], 16)
        result += f"{round(b + (a - b) * ratio):02x}"
    return result


# %% wrong one-number
# 把六位当成了一个大数来调和
def blend(color_a, color_b, ratio):
    a, b = int(color_a[1:], 16), int(color_b[1:], 16)
    return f"#{round(a + (b - a) * ratio):06x}"


# %% wrong capitals
# 结果写成了大写
def blend(color_a, color_b, ratio):
    result = "#"
    for i in (1, 3, 5):
        a, b = int(color_a[i : i + 2], 16), int(color_b[i : i + 2], 16)
        result += f"{round(a + (b - a) * ratio):02X}"
    return result


# %% wrong half
# 没有用 ratio，总是取正中间
def blend(color_a, color_b, ratio):
    result = "#"
    for i in (1, 3, 5):
        a, b = int(color_a[i : i + 2], 16), int(color_b[i : i + 2], 16)
        result += f"{int((a + b) / 2):02x}"
    return result


# %% wrong no-hash
# 开头的 # 没有了
def blend(color_a, color_b, ratio):
    result = ""
    for i in (1, 3, 5):
        a, b = int(color_a[i : i + 2], 16), int(color_b[i : i + 2], 16)
        result += f"{round(a + (b - a) * ratio):02x}"
    return result


# %% wrong decimal
# 写成了十进制的数
def blend(color_a, color_b, ratio):
    result = "#"
    for i in (1, 3, 5):
        a, b = int(color_a[i : i + 2], 16), int(color_b[i : i + 2], 16)
        result += f"{round(a + (b - a) * ratio):02d}"
    return result


# %% wrong blue-first
# 红和蓝的位置反了
def blend(color_a, color_b, ratio):
    result = "#"
    for i in (5, 3, 1):
        a, b = int(color_a[i : i + 2], 16), int(color_b[i : i + 2], 16)
        result += f"{round(a + (b - a) * ratio):02x}"
    return result


# %% wrong distance-only
# 只算了两种颜色之差乘比例，没有加上第一种
def blend(color_a, color_b, ratio):
    result = "#"
    for i in (1, 3, 5):
        a, b = int(color_a[i : i + 2], 16), int(color_b[i : i + 2], 16)
        result += f"{round(abs(b - a) * ratio):02x}"
    return result


# %% wrong tuple
# 返回的是三个数，没有写成文本
def blend(color_a, color_b, ratio):
    numbers = []
    for i in (1, 3, 5):
        a, b = int(color_a[i : i + 2], 16), int(color_b[i : i + 2], 16)
        numbers.append(round(a + (b - a) * ratio))
    return tuple(numbers)


# %% wrong digit-by-digit
# 一位一位地调，没有把两位当成一个数
def blend(color_a, color_b, ratio):
    pairs = zip(color_a[1:], color_b[1:])
    return "#" + "".join(f"{round(int(a, 16) + (int(b, 16) - int(a, 16)) * ratio):x}" for a, b in pairs)


# %% wrong a-not-subtracted
# 算成了 a + b·ratio，b 没有减去 a
def blend(color_a, color_b, ratio):
    result = "#"
    for i in (1, 3, 5):
        a, b = int(color_a[i : i + 2], 16), int(color_b[i : i + 2], 16)
        result += f"{round(a + b * ratio):02x}"
    return result


# %% right bytes
# bytes.fromhex 和 hex
def blend(color_a, color_b, ratio):
    a, b = bytes.fromhex(color_a[1:]), bytes.fromhex(color_b.lstrip("#"))
    return "#" + bytes(round((1 - ratio) * one + ratio * two) for one, two in zip(a, b)).hex()


# %% right three-channels
# 三种颜色一种一种写，加一半再截
def blend(color_a, color_b, ratio):
    red = int(int(color_a[1:3], 16) * (1 - ratio) + int(color_b[1:3], 16) * ratio + 0.5)
    green = int(int(color_a[3:5], 16) * (1 - ratio) + int(color_b[3:5], 16) * ratio + 0.5)
    blue = int(int(color_a[5:7], 16) * (1 - ratio) + int(color_b[5:7], 16) * ratio + 0.5)
    parts = []
    for part in (red, green, blue):
        digits = hex(part)[2:]
        if len(digits) == 1:
            digits = "0" + digits
        parts.append(digits)
    return "#" + "".join(parts)
