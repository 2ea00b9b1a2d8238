# %% wrong half-size
# 算的是宽和高的一半，不是正中
def center(bounds):
    x1, y1, x2, y2 = [int(part) for part in bounds.replace("][", ",").strip("[]").split(",")]
    return ((x2 - x1) // 2, (y2 - y1) // 2)


# %% wrong toward-zero
# 用 int(… / 2)，负的一半往 0 走了
def center(bounds):
    x1, y1, x2, y2 = [int(part) for part in bounds.replace("][", ",").strip("[]").split(",")]
    return (int((x1 + x2) / 2), int((y1 + y2) / 2))


# %% wrong floats
# 用了 /，得到的是小数
def center(bounds):
    x1, y1, x2, y2 = [int(part) for part in bounds.replace("][", ",").strip("[]").split(",")]
    return ((x1 + x2) / 2, (y1 + y2) / 2)


# %% wrong rounded
# 用了 round，一半时有的往上
def center(bounds):
    x1, y1, x2, y2 = [int(part) for part in bounds.replace("][", ",").strip("[]").split(",")]
    return (round((x1 + x2) / 2), round((y1 + y2) / 2))


# %% wrong halves-up
# 一半时总往大处取
def center(bounds):
    x1, y1, x2, y2 = [int(part) for part in bounds.replace("][", ",").strip("[]").split(",")]
    return ((x1 + x2 + 1) // 2, (y1 + y2 + 1) // 2)


# %% wrong minus-lost
# 只认数字，负号丢了
def center(bounds):
    parts = bounds.replace("][", ",").strip("[]").split(",")
    x1, y1, x2, y2 = [int(part.replace("-", "")) for part in parts]
    return ((x1 + x2) // 2, (y1 + y2) // 2)


# %% wrong minus-refused
# 用 isdigit 查，负的坐标成了 ValueError
def center(bounds):
    parts = bounds.replace("][", ",").strip("[]").split(",")
    for part in parts:
        if not part.isdigit():
            raise ValueError
    x1, y1, x2, y2 = [int(part) for part in parts]
    return ((x1 + x2) // 2, (y1 + y2) // 2)


# %% wrong pairs-mixed
# 左和上配成了一对，右和下配成了一对
def center(bounds):
    x1, y1, x2, y2 = [int(part) for part in bounds.replace("][", ",").strip("[]").split(",")]
    return ((x1 + y1) // 2, (x2 + y2) // 2)


# %% wrong swapped
# x 和 y 弄反了
def center(bounds):
    x1, y1, x2, y2 = [int(part) for part in bounds.replace("][", ",").strip("[]").split(",")]
    return ((y1 + y2) // 2, (x1 + x2) // 2)


# %% wrong not-halved
# 忘了除以 2
def center(bounds):
    x1, y1, x2, y2 = [int(part) for part in bounds.replace("][", ",").strip("[]").split(",")]
    return (x1 + x2, y1 + y2)


# %% wrong corner
# 返回的是左上角
def center(bounds):
    x1, y1, x2, y2 = [int(part) for part in bounds.replace("][", ",").strip("[]").split(",")]
    return (min(x1, x2), min(y1, y2))


# %% wrong precedence
# 少了括号，只有后一个除以了 2
def center(bounds):
    x1, y1, x2, y2 = [int(part) for part in bounds.replace("][", ",").strip("[]").split(",")]
    return (x1 + x2 // 2, y1 + y2 // 2)


# %% wrong more-accepted
# 多于四个数也照收，后面的不看
def center(bounds):
    parts = [int(part) for part in bounds.replace("][", ",").strip("[]").split(",")]
    if len(parts) < 4:
        raise ValueError
    return ((parts[0] + parts[2]) // 2, (parts[1] + parts[3]) // 2)


# %% wrong index-error
# 数不够时抛出的是 IndexError
def center(bounds):
    parts = [int(part) for part in bounds.replace("][", ",").strip("[]").split(",")]
    if len(parts) > 4:
        raise ValueError
    return ((parts[0] + parts[2]) // 2, (parts[1] + parts[3]) // 2)


# %% wrong decimals-accepted
# 用了 float，小数的坐标也收
def center(bounds):
    x1, y1, x2, y2 = [float(part) for part in bounds.replace("][", ",").strip("[]").split(",")]
    return (int((x1 + x2) // 2), int((y1 + y2) // 2))


# %% wrong none-if-bad
# 坏的返回了 None，没有抛出 ValueError
def center(bounds):
    try:
        x1, y1, x2, y2 = [int(part) for part in bounds.replace("][", ",").strip("[]").split(",")]
    except ValueError:
        return None
    return ((x1 + x2) // 2, (y1 + y2) // 2)


# %% right two-corners
# 先分两个角，再分 x 和 y
def center(bounds):
    first, second = bounds[1:-1].split("][")
    left, top = first.split(",")
    right, bottom = second.split(",")
    x = (int(left) + int(right)) // 2
    y = (int(top) + int(bottom)) // 2
    return (x, y)


# %% right half-way
# 起点加一半的宽
def center(bounds):
    numbers = [int(part) for part in bounds.replace("[", " ").replace("]", " ").replace(",", " ").split()]
    if len(numbers) != 4:
        raise ValueError("不是四个数")
    x, y = numbers[0], numbers[1]
    return (x + (numbers[2] - x) // 2, y + (numbers[3] - y) // 2)


# %% right regex
# 正则表达式，向下取整
import math
import re


def center(bounds):
    match = re.fullmatch(r"\[(-?\d+),(-?\d+)\]\[(-?\d+),(-?\d+)\]", bounds)
    if not match:
        raise ValueError(bounds)
    x1, y1, x2, y2 = map(int, match.groups())
    return math.floor((x1 + x2) / 2), math.floor((y1 + y2) / 2)
