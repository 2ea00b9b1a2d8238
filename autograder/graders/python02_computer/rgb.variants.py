# %% wrong not-doubled
# 短写的一位没有写两遍，a 就当成 10
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    digits = _digits(text)
    if len(text) == 4:
        return int(text[1], 16), int(text[2], 16), int(text[3], 16)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


# %% wrong zero-appended
# 短写的一位后面补了 0，a 成了 a0
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    digits = _digits(text)
    if len(text) == 4:
        return int(text[1], 16) * 16, int(text[2], 16) * 16, int(text[3], 16) * 16
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


# %% wrong repeated-whole
# 短写的三位整个写了两遍，abc 成了 abcabc
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    digits = _digits(text)
    if len(text) == 4:
        digits = text[1:] * 2
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


# %% wrong short-refused
# 三位的短写不肯收
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    digits = _digits(text)
    if len(text) == 4:
        raise ValueError
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


# %% wrong int-lets-through
# 直接用 int(…, 16) 读，正负号和空格混了进来
def rgb(text):
    if text[:1] != "#":
        raise ValueError
    digits = text[1:]
    if len(digits) == 3:
        digits = digits[0] * 2 + digits[1] * 2 + digits[2] * 2
    if len(digits) != 6:
        raise ValueError
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


# %% wrong no-hash-needed
# 没有查 #，第一个字是什么都行
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    digits = _digits("#" + text[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


# %% wrong hash-optional
# 没有 # 的也收下了
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    digits = _digits("#" + text.lstrip("#"))
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


# %% wrong any-length
# 没有查长度，五位、七位、更多位的也收下了
def rgb(text):
    if text[:1] != "#":
        raise ValueError
    digits = text[1:]
    if len(digits) == 3:
        digits = digits[0] * 2 + digits[1] * 2 + digits[2] * 2
    return from_base(digits[:2], 16), from_base(digits[2:4], 16), from_base(digits[4:], 16)


# %% wrong one-place-each
# 切片只取到一位：以为 [0:1] 也含编号 1
def rgb(text):
    if text[:1] != "#":
        raise ValueError
    digits = text[1:]
    if len(digits) == 3:
        digits = digits[0] * 2 + digits[1] * 2 + digits[2] * 2
    if len(digits) != 6:
        raise ValueError
    return from_base(digits[0:1], 16), from_base(digits[2:3], 16), from_base(digits[4:5], 16)


# %% wrong too-long-accepted
# 多出来的位没有管，八位的也收下了
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    digits = _digits(text[:7] if len(text) > 7 else text)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


# %% wrong zeros-for-missing
# 不够六位的，左边补了 0，没有抛出错误
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    if text[:1] != "#" or len(text) > 7:
        raise ValueError
    digits = _digits(text) if len(text) == 4 else _digits("#" + text[1:].zfill(6))
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


# %% wrong capitals-refused
# 大写字母不认
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    digits = _digits(text)
    if digits != digits.lower():
        raise ValueError
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


# %% wrong blue-first
# 次序反了，成了蓝、绿、红
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    digits = _digits(text)
    return int(digits[4:], 16), int(digits[2:4], 16), int(digits[:2], 16)


# %% wrong digits-swapped
# 两位的高低反了，1a 读成了 a1
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    digits = _digits(text)
    return int(digits[1::-1], 16), int(digits[3:1:-1], 16), int(digits[5:3:-1], 16)


# %% wrong decimal-places
# 两位按十进制合起来，1a 读成了 20
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    digits = [int(c, 16) for c in _digits(text)]
    return digits[0] * 10 + digits[1], digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]


# %% wrong one-number
# 交还的是一整个数，没有分成三个
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    return int(_digits(text), 16)


# %% wrong texts
# 交还的是三段文字，没有换成数
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    digits = _digits(text)
    return digits[:2], digits[2:4], digits[4:]


# %% wrong none-for-bad
# 遇到不是颜色的交还 None，没有抛出错误
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    try:
        digits = _digits(text)
    except ValueError:
        return None
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


# %% wrong zeros-after
# 短写的后面补了三个 0，abc 成了 abc000
def rgb(text):
    if text[:1] != "#":
        raise ValueError
    digits = text[1:]
    if len(digits) == 3:
        digits = digits + "000"
    if len(digits) != 6:
        raise ValueError
    return from_base(digits[:2], 16), from_base(digits[2:4], 16), from_base(digits[4:], 16)


# %% wrong blue-one-place
# 最后一段的切片只取到一位
def rgb(text):
    if text[:1] != "#":
        raise ValueError
    digits = text[1:]
    if len(digits) == 3:
        digits = digits[0] * 2 + digits[1] * 2 + digits[2] * 2
    if len(digits) != 6:
        raise ValueError
    return from_base(digits[:2], 16), from_base(digits[2:4], 16), from_base(digits[4:5], 16)


# %% wrong five-accepted
# 只查了长度是不是太长，五位的也收下了
def rgb(text):
    if text[:1] != "#":
        raise ValueError
    digits = text[1:]
    if len(digits) == 3:
        digits = digits[0] * 2 + digits[1] * 2 + digits[2] * 2
    if len(digits) > 6:
        raise ValueError
    return from_base(digits[:2], 16), from_base(digits[2:4], 16), from_base(digits[4:], 16)


# %% wrong hashes-removed
# 把 # 全去掉了，多写了一个 # 的也收下了
def rgb(text):
    if text[:1] != "#":
        raise ValueError
    digits = text.replace("#", "")
    if len(digits) == 3:
        digits = digits[0] * 2 + digits[1] * 2 + digits[2] * 2
    if len(digits) != 6:
        raise ValueError
    return from_base(digits[:2], 16), from_base(digits[2:4], 16), from_base(digits[4:], 16)


# %% wrong stripped
# 两头的空格先去掉了，没有当成错误
def rgb(text):
    text = text.strip()
    if text[:1] != "#":
        raise ValueError
    digits = text[1:]
    if len(digits) == 3:
        digits = digits[0] * 2 + digits[1] * 2 + digits[2] * 2
    if len(digits) != 6:
        raise ValueError
    return from_base(digits[:2], 16), from_base(digits[2:4], 16), from_base(digits[4:], 16)


# %% wrong other-digits
# 没有只认 0 到 9、a 到 f：别的文字里的数字也收下了
def rgb(text):
    if not text[1:].isalnum():
        raise ValueError
    if text[:1] != "#":
        raise ValueError
    digits = text[1:]
    if len(digits) == 3:
        digits = digits[0] * 2 + digits[1] * 2 + digits[2] * 2
    if len(digits) != 6:
        raise ValueError
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


# %% wrong text
# 交还的是一段文字，不是三个数
def rgb(text):
    if text[:1] != "#":
        raise ValueError
    digits = text[1:]
    if len(digits) == 3:
        digits = digits[0] * 2 + digits[1] * 2 + digits[2] * 2
    if len(digits) != 6:
        raise ValueError
    return f"({from_base(digits[:2], 16)}, {from_base(digits[2:4], 16)}, {from_base(digits[4:], 16)})"


# %% wrong printed
# 用 print 显示了三个数，没有用 return 交还
def _digits(text):
    """Six digits of a right text; ValueError."""
    if text[:1] != "#" or len(text) not in (4, 7):
        raise ValueError
    for c in text[1:]:
        if c not in "0123456789abcdefABCDEF":
            raise ValueError
    return text[1:] if len(text) == 7 else text[1] * 2 + text[2] * 2 + text[3] * 2


def rgb(text):
    digits = _digits(text)
    print(int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))


# %% right find
# 一位一位用 find
def rgb(text):
    if len(text) != 4 and len(text) != 7:
        raise ValueError("长度")
    if text[0] != "#":
        raise ValueError("#")
    values = []
    for c in text[1:].lower():
        v = "0123456789abcdef".find(c)
        if v < 0:
            raise ValueError(c)
        values.append(v)
    if len(values) == 3:
        return values[0] * 17, values[1] * 17, values[2] * 17
    return values[0] * 16 + values[1], values[2] * 16 + values[3], values[4] * 16 + values[5]


# %% right regex
# 用正则表达式查，bytes.fromhex 读
import re


def rgb(text: str) -> tuple:
    if re.fullmatch("#[0-9a-fA-F]{3}", text):
        text = "#" + "".join(c + c for c in text[1:])
    if not re.fullmatch("#[0-9a-fA-F]{6}", text):
        raise ValueError(text)
    return tuple(bytes.fromhex(text[1:]))


# %% right own-from-base
# 用自己的 from_base，列表
def rgb(text):
    if not text.startswith("#"):
        raise ValueError
    digits = text[1:]
    if len(digits) == 3:
        return [from_base(c * 2, 16) for c in digits]
    if len(digits) == 6:
        return [from_base(digits[i : i + 2], 16) for i in range(0, 6, 2)]
    raise ValueError
