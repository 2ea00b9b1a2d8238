# %% wrong capitals-refused
# 大写字母不认
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits:
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong small-letters-refused
# 小写字母不认
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits:
        digit = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong digit-too-large
# 没有查每一位是不是比 base 小
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if digit == -1:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong digit-equal-accepted
# 查得松了一个：等于 base 的一位也收下了
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if digit == -1 or digit > base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong minus-one
# find 找不到的 -1 没有挡住，算了进去
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong empty-is-zero
# 空的文字得到 0，没有抛出错误
def from_base(digits, base):
    if base < 2 or base > 36:
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong base-36-refused
# 三十六进制不肯做，上限少了一个
def from_base(digits, base):
    if base < 2 or base >= 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong z-missing
# 字母表里漏了 z
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = "0123456789abcdefghijklmnopqrstuvwxy".find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong base-2-refused
# 二进制不肯做，下限多了一个
def from_base(digits, base):
    if base <= 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong any-base
# 没有查 base，没有的进位制也照算
def from_base(digits, base):
    if digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong backwards
# 位从左边数起，高低颠倒
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for place, c in enumerate(digits.lower()):
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value += digit * base**place
    return value


# %% wrong digit-times-base
# 加的是这一位乘 base，原来的值没有乘
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = symbols.find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value += digit * base
    return value


# %% wrong one-place-too-many
# 每一位都多乘了一次 base
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = (value + digit) * base
    return value


# %% wrong letters-one-off
# 字母的值少了 1，a 当成了 9
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + (digit if digit < 10 else digit - 1)
    return value


# %% wrong others-skipped
# 不认识的字跳了过去，没有抛出错误
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if 0 <= digit < base:
            value = value * base + digit
        elif digit >= base:
            raise ValueError
    return value


# %% wrong stripped
# 两头的空格先去掉了，没有当成错误
def from_base(digits, base):
    digits = digits.strip()
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong sign-accepted
# 负号也收下了，读成了负数
def from_base(digits, base):
    if digits[:1] == "-":
        return -from_base(digits[1:], base)
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong built-in
# 用了 int
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "" or not digits.isascii() or not digits.isalnum():
        raise ValueError
    return int(digits, base)


# %% wrong always-ten
# 总是乘 10，没有乘 base
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = symbols.find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * 10 + digit
    return value


# %% wrong starts-at-one
# value 是从 1 攒起的，不是从 0
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 1
    for c in digits.lower():
        digit = symbols.find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong not-multiplied
# 各位直接相加，原来的值没有乘 base
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = symbols.find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value += digit
    return value


# %% wrong returned-in-the-loop
# return 缩进在循环里，读了第一位就交还了
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = symbols.find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
        return value


# %% wrong nothing-refused-first
# base 和空的文字都没有挡住
def from_base(digits, base):
    if base < 2 and base > 36 and digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = symbols.find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong base-1-accepted
# 一进制没有挡住
def from_base(digits, base):
    if base < 1 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = symbols.find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong base-37-accepted
# 三十七进制没有挡住，上限松了一个
def from_base(digits, base):
    if base < 2 or base > 37 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = symbols.find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong no-upper-limit
# 没有查 base 是不是大于 36
def from_base(digits, base):
    if base < 2 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = symbols.find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong leading-zero-refused
# 开头的 0 当成了错误
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "" or (digits[0] == "0" and len(digits) > 1):
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = symbols.find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    return value


# %% wrong bad-skipped
# 不合格的字（不认识的、太大的）都跳了过去，没有抛出错误
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = symbols.find(c)
        if 0 <= digit < base:
            value = value * base + digit
    return value


# %% wrong printed
# 用 print 显示了结果，没有用 return 交还
def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    value = 0
    for c in digits.lower():
        digit = "0123456789abcdefghijklmnopqrstuvwxyz".find(c)
        if digit == -1 or digit >= base:
            raise ValueError
        value = value * base + digit
    print(value)


# %% right given-symbols
# 用课文里给的 symbols
def from_base(digits: str, base: int) -> int:
    if not 2 <= base <= 36 or len(digits) == 0:
        raise ValueError(f"{base} {digits}")
    value = 0
    for c in digits.lower():
        if c not in symbols[:base]:
            raise ValueError(c)
        value = value * base + symbols.find(c)
    return value


# %% right codes
# 用 ord 算每一位的值
def from_base(digits, base):
    if not 2 <= base <= 36:
        raise ValueError("base")
    if len(digits) == 0:
        raise ValueError("empty")
    value = 0
    for c in digits:
        if "0" <= c <= "9":
            digit = ord(c) - ord("0")
        elif "a" <= c <= "z":
            digit = ord(c) - ord("a") + 10
        elif "A" <= c <= "Z":
            digit = ord(c) - ord("A") + 10
        else:
            raise ValueError(c)
        if digit >= base:
            raise ValueError(c)
        value *= base
        value += digit
    return value


# %% right index-from-the-right
# 用 string 的字母表和 index，从右边按位值加
import string


def from_base(digits: str, base: int) -> int:
    allowed = (string.digits + string.ascii_lowercase)[:base]
    if base not in range(2, 37) or not digits:
        raise ValueError("no such base, or no digits")
    return sum(allowed.index(c) * base**i for i, c in enumerate(digits.lower()[::-1]))


# %% right reduce
# 先做一张表，再用 reduce
from functools import reduce


def from_base(digits, base):
    if base < 2 or base > 36 or digits == "":
        raise ValueError
    table = {c: v for v, c in enumerate("0123456789abcdefghijklmnopqrstuvwxyz"[:base])}
    table.update({c.upper(): v for c, v in table.items()})
    try:
        return reduce(lambda value, c: value * base + table[c], digits, 0)
    except KeyError:
        raise ValueError("no such digit") from None
