# %% wrong weights-swapped
# 乘数反了，从 3 开始轮流乘 3、1
def _checked(digits):
    if len(digits) != 12:
        raise ValueError
    for c in digits:
        if c not in "0123456789":
            raise ValueError
    return digits


def check_digit(digits):
    _checked(digits)
    total = 0
    for i in range(12):
        total += int(digits[i]) * (3 if i % 2 == 0 else 1)
    return (10 - total % 10) % 10


# %% wrong ten
# 已经是 10 的倍数时，答的是 10，不是 0
def _checked(digits):
    if len(digits) != 12:
        raise ValueError
    for c in digits:
        if c not in "0123456789":
            raise ValueError
    return digits


def check_digit(digits):
    _checked(digits)
    total = 0
    for i in range(12):
        total += int(digits[i]) * (1 if i % 2 == 0 else 3)
    return 10 - total % 10


# %% wrong remainder
# 答的是和的余数，没有算还差几
def _checked(digits):
    if len(digits) != 12:
        raise ValueError
    for c in digits:
        if c not in "0123456789":
            raise ValueError
    return digits


def check_digit(digits):
    _checked(digits)
    total = 0
    for i in range(12):
        total += int(digits[i]) * (1 if i % 2 == 0 else 3)
    return total % 10


# %% wrong sum
# 答的是加起来的和
def _checked(digits):
    if len(digits) != 12:
        raise ValueError
    for c in digits:
        if c not in "0123456789":
            raise ValueError
    return digits


def check_digit(digits):
    _checked(digits)
    total = 0
    for i in range(12):
        total += int(digits[i]) * (1 if i % 2 == 0 else 3)
    return total


# %% wrong unweighted
# 十二位直接相加，没有轮流乘 1 和 3
def _checked(digits):
    if len(digits) != 12:
        raise ValueError
    for c in digits:
        if c not in "0123456789":
            raise ValueError
    return digits


def check_digit(digits):
    _checked(digits)
    total = 0
    for c in digits:
        total += int(c)
    return (10 - total % 10) % 10


# %% wrong all-threes
# 每一位都乘了 3
def _checked(digits):
    if len(digits) != 12:
        raise ValueError
    for c in digits:
        if c not in "0123456789":
            raise ValueError
    return digits


def check_digit(digits):
    _checked(digits)
    total = 0
    for c in digits:
        total += 3 * int(c)
    return (10 - total % 10) % 10


# %% wrong codes
# 加的是字的编码（ord），不是数字的大小
def _checked(digits):
    if len(digits) != 12:
        raise ValueError
    for c in digits:
        if c not in "0123456789":
            raise ValueError
    return digits


def check_digit(digits):
    _checked(digits)
    total = 0
    for i in range(12):
        total += ord(digits[i]) * (1 if i % 2 == 0 else 3)
    return (10 - total % 10) % 10


# %% wrong parity-of-digit
# 看的是数字本身的单双，不是位置的单双
def _checked(digits):
    if len(digits) != 12:
        raise ValueError
    for c in digits:
        if c not in "0123456789":
            raise ValueError
    return digits


def check_digit(digits):
    _checked(digits)
    total = 0
    for c in digits:
        total += int(c) * (1 if int(c) % 2 == 0 else 3)
    return (10 - total % 10) % 10


# %% wrong last-left-out
# 循环少走了一步，最后一位没有加进去
def _checked(digits):
    if len(digits) != 12:
        raise ValueError
    for c in digits:
        if c not in "0123456789":
            raise ValueError
    return digits


def check_digit(digits):
    _checked(digits)
    total = 0
    for i in range(11):
        total += int(digits[i]) * (1 if i % 2 == 0 else 3)
    return (10 - total % 10) % 10


# %% wrong isdigit
# 没有只认 0 到 9 这十个字：isdigit、int 都认别的文字里的数字
def check_digit(digits):
    if len(digits) != 12 or not digits.isdigit():
        raise ValueError
    total = 0
    for i in range(12):
        total += int(digits[i]) * (1 if i % 2 == 0 else 3)
    return (10 - total % 10) % 10


# %% wrong first-only
# 只查了第一个字是不是数字，后面的没有查
def check_digit(digits):
    if len(digits) != 12 or digits[0] not in "0123456789":
        raise ValueError
    total = 0
    for i in range(12):
        total += int(digits[i]) * (1 if i % 2 == 0 else 3)
    return (10 - total % 10) % 10


# %% wrong returned-in-the-loop
# return 缩进在循环里，走了第一步就交还了
def check_digit(digits):
    if len(digits) != 12:
        raise ValueError
    total = 0
    for i in range(12):
        if digits[i] not in "0123456789":
            raise ValueError
        total += int(digits[i]) * (1 if i % 2 == 0 else 3)
        return (10 - total % 10) % 10


# %% wrong any-length
# 没有查长度，几位都算
def check_digit(digits):
    total = 0
    for i in range(len(digits)):
        if digits[i] not in "0123456789":
            raise ValueError
        total += int(digits[i]) * (1 if i % 2 == 0 else 3)
    return (10 - total % 10) % 10


# %% wrong too-long-accepted
# 只查了不够十二位的，多出来的没有管
def _checked(digits):
    if len(digits) != 12:
        raise ValueError
    for c in digits:
        if c not in "0123456789":
            raise ValueError
    return digits


def check_digit(digits):
    if len(digits) < 12:
        raise ValueError
    _checked(digits[:12])
    total = 0
    for i in range(12):
        total += int(digits[i]) * (1 if i % 2 == 0 else 3)
    return (10 - total % 10) % 10


# %% wrong others-skipped
# 不是数字的字跳了过去，没有抛出错误
def check_digit(digits):
    if len(digits) != 12:
        raise ValueError
    total = 0
    for i in range(12):
        if digits[i] in "0123456789":
            total += int(digits[i]) * (1 if i % 2 == 0 else 3)
    return (10 - total % 10) % 10


# %% wrong none-for-bad
# 遇到不对的文字交还 None，没有抛出错误
def check_digit(digits):
    if len(digits) != 12:
        return None
    for c in digits:
        if c not in "0123456789":
            return None
    total = 0
    for i in range(12):
        total += int(digits[i]) * (1 if i % 2 == 0 else 3)
    return (10 - total % 10) % 10


# %% wrong text
# 交还的是文字，不是整数
def _checked(digits):
    if len(digits) != 12:
        raise ValueError
    for c in digits:
        if c not in "0123456789":
            raise ValueError
    return digits


def check_digit(digits):
    _checked(digits)
    total = 0
    for i in range(12):
        total += int(digits[i]) * (1 if i % 2 == 0 else 3)
    return str((10 - total % 10) % 10)


# %% wrong whole-code
# 交还的是整个十三位
def _checked(digits):
    if len(digits) != 12:
        raise ValueError
    for c in digits:
        if c not in "0123456789":
            raise ValueError
    return digits


def check_digit(digits):
    _checked(digits)
    total = 0
    for i in range(12):
        total += int(digits[i]) * (1 if i % 2 == 0 else 3)
    return digits + str((10 - total % 10) % 10)


# %% wrong assigned
# 循环里写的是 total =，不是 total +=，只留下了最后一步
def check_digit(digits):
    if len(digits) != 12:
        raise ValueError
    total = 0
    for i in range(12):
        if digits[i] not in "0123456789":
            raise ValueError
        total = int(digits[i]) if i % 2 == 0 else 3 * int(digits[i])
    return (10 - total % 10) % 10


# %% wrong first-left-out
# 循环从编号 1 走起，第一位没有加进去
def check_digit(digits):
    if len(digits) != 12:
        raise ValueError
    total = 0
    for i in range(1, 12):
        if digits[i] not in "0123456789":
            raise ValueError
        if i % 2 == 0:
            total += int(digits[i])
        else:
            total += 3 * int(digits[i])
    return (10 - total % 10) % 10


# %% wrong too-short-accepted
# 只查了多于十二位的，不够的没有管
def check_digit(digits):
    if len(digits) > 12:
        raise ValueError
    total = 0
    for i in range(len(digits)):
        if digits[i] not in "0123456789":
            raise ValueError
        if i % 2 == 0:
            total += int(digits[i])
        else:
            total += 3 * int(digits[i])
    return (10 - total % 10) % 10


# %% wrong nine
# 是从 9 里减的，不是从 10 里减
def check_digit(digits):
    if len(digits) != 12:
        raise ValueError
    total = 0
    for i in range(12):
        if digits[i] not in "0123456789":
            raise ValueError
        if i % 2 == 0:
            total += int(digits[i])
        else:
            total += 3 * int(digits[i])
    return 9 - total % 10


# %% wrong printed
# 用 print 显示了第十三位，没有用 return 交还
def _checked(digits):
    if len(digits) != 12:
        raise ValueError
    for c in digits:
        if c not in "0123456789":
            raise ValueError
    return digits


def check_digit(digits):
    _checked(digits)
    total = 0
    for i in range(12):
        total += int(digits[i]) * (1 if i % 2 == 0 else 3)
    print((10 - total % 10) % 10)


# %% right for-in
# 一个字一个字走，乘数轮流换
def check_digit(digits):
    if len(digits) != 12:
        raise ValueError("长度")
    total = 0
    weight = 1
    for c in digits:
        if c < "0" or c > "9":
            raise ValueError("数字")
        total = total + weight * (ord(c) - 48)
        weight = 4 - weight
    last = 10 - total % 10
    if last == 10:
        last = 0
    return last


# %% right one-line
# 切片求和，负数取余
def check_digit(digits: str) -> int:
    if len(digits) != 12 or not set(digits) <= set("0123456789"):
        raise ValueError(digits)
    return -(sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))) % 10


# %% right regex-while
# 用正则表达式查，用 while 一个一个试
import re


def check_digit(digits):
    if not re.fullmatch("[0-9]{12}", digits):
        raise ValueError
    total = sum(int(c) * (1, 3)[i % 2] for i, c in enumerate(digits))
    last = 0
    while (total + last) % 10 != 0:
        last += 1
    return last
