# %% wrong unsigned
# 读成了平常的二进制，负数没有减 2 ** b
def _checked(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if c not in "01":
            raise ValueError
    return pattern


def from_twos_complement(pattern):
    return int(_checked(pattern), 2)


# %% wrong eight-bits
# 总当成八位，减的是 256
def _checked(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if c not in "01":
            raise ValueError
    return pattern


def from_twos_complement(pattern):
    value = int(_checked(pattern), 2)
    return value - 256 if value >= 128 else value


# %% wrong always-256
# 看了开头的一位，减的却总是 256
def _checked(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if c not in "01":
            raise ValueError
    return pattern


def from_twos_complement(pattern):
    value = int(_checked(pattern), 2)
    return value - 256 if pattern[0] == "1" else value


# %% wrong sign-and-magnitude
# 把开头的一位当成负号，后面照读
def _checked(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if c not in "01":
            raise ValueError
    return pattern


def from_twos_complement(pattern):
    value = int("0" + _checked(pattern)[1:], 2)
    return -value if pattern[0] == "1" else value


# %% wrong ones-complement
# 负数差了 1：减的是 2 ** b - 1
def _checked(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if c not in "01":
            raise ValueError
    return pattern


def from_twos_complement(pattern):
    value = int(_checked(pattern), 2)
    return value - 2 ** len(pattern) + 1 if pattern[0] == "1" else value


# %% wrong half-subtracted
# 减的是 2 ** (b - 1)，少减了一半
def _checked(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if c not in "01":
            raise ValueError
    return pattern


def from_twos_complement(pattern):
    value = int(_checked(pattern), 2)
    return value - 2 ** (len(pattern) - 1) if pattern[0] == "1" else value


# %% wrong last-bit
# 看的是最后一位，不是开头的一位
def _checked(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if c not in "01":
            raise ValueError
    return pattern


def from_twos_complement(pattern):
    value = int(_checked(pattern), 2)
    return value - 2 ** len(pattern) if pattern[-1] == "1" else value


# %% wrong always-subtracted
# 开头是 0 的也减了
def _checked(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if c not in "01":
            raise ValueError
    return pattern


def from_twos_complement(pattern):
    return int(_checked(pattern), 2) - 2 ** len(pattern)


# %% wrong negated
# 减反了，负数的符号不对
def _checked(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if c not in "01":
            raise ValueError
    return pattern


def from_twos_complement(pattern):
    value = int(_checked(pattern), 2)
    return 2 ** len(pattern) - value if pattern[0] == "1" else value


# %% wrong backwards
# 位从左边数起，高低颠倒
def _checked(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if c not in "01":
            raise ValueError
    return pattern


def from_twos_complement(pattern):
    value = int(_checked(pattern)[::-1], 2)
    return value - 2 ** len(pattern) if pattern[0] == "1" else value


# %% wrong int-lets-through
# 用 int(…, 2) 读，负号、空格、下划线混了进来
def from_twos_complement(pattern):
    value = int(pattern, 2)
    return value - 2 ** len(pattern) if pattern[0] == "1" else value


# %% wrong empty-is-zero
# 空的得到 0，没有抛出错误
def _checked(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if c not in "01":
            raise ValueError
    return pattern


def from_twos_complement(pattern):
    if pattern == "":
        return 0
    value = int(_checked(pattern), 2)
    return value - 2 ** len(pattern) if pattern[0] == "1" else value


# %% wrong others-are-zero
# 不是 1 的字都当成了 0，没有抛出错误
def from_twos_complement(pattern):
    if pattern == "":
        raise ValueError
    value = 0
    for c in pattern:
        value = 2 * value + (1 if c == "1" else 0)
    return value - 2 ** len(pattern) if pattern[0] == "1" else value


# %% wrong stripped
# 两头的空格先去掉了，没有当成错误
def _checked(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if c not in "01":
            raise ValueError
    return pattern


def from_twos_complement(pattern):
    pattern = _checked(pattern.strip())
    value = int(pattern, 2)
    return value - 2 ** len(pattern) if pattern[0] == "1" else value


# %% wrong text
# 交还的是文字，不是整数
def _checked(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if c not in "01":
            raise ValueError
    return pattern


def from_twos_complement(pattern):
    value = int(_checked(pattern), 2)
    return str(value - 2 ** len(pattern) if pattern[0] == "1" else value)


# %% wrong always-16
# 减的总是 16，没有看位数
def from_twos_complement(pattern):
    value = from_base(pattern, 2)
    if pattern[0] == "1":
        value -= 16
    return value


# %% wrong xor
# 乘方写成了 ^，那是另一种运算（异或）
def from_twos_complement(pattern):
    value = from_base(pattern, 2)
    if pattern[0] == "1":
        value -= 2 ^ len(pattern)
    return value


# %% wrong squared
# 减的是位数的平方，不是 2 的乘方
def from_twos_complement(pattern):
    value = from_base(pattern, 2)
    if pattern[0] == "1":
        value -= len(pattern) ** 2
    return value


# %% wrong lowest-missed
# 最小的负数（1 后面都是 0）没有减
def from_twos_complement(pattern):
    value = from_base(pattern, 2)
    if value > 2 ** (len(pattern) - 1):
        value -= 2 ** len(pattern)
    return value


# %% wrong other-digits
# 没有只认 0 和 1 这两个字：别的文字里的 0 和 1 也收下了
def from_twos_complement(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if int(c) > 1:
            raise ValueError
    value = int(pattern, 2)
    return value - 2 ** len(pattern) if value >= 2 ** (len(pattern) - 1) else value


# %% wrong printed
# 用 print 显示了结果，没有用 return 交还
def _checked(pattern):
    if pattern == "":
        raise ValueError
    for c in pattern:
        if c not in "01":
            raise ValueError
    return pattern


def from_twos_complement(pattern):
    value = int(_checked(pattern), 2)
    print(value - 2 ** len(pattern) if pattern[0] == "1" else value)


# %% right places
# 开头的位值取负，一位一位加
def from_twos_complement(pattern):
    if len(pattern) == 0:
        raise ValueError("空的")
    total = 0
    place = -(2 ** (len(pattern) - 1))
    for c in pattern:
        if c == "1":
            total += place
        elif c != "0":
            raise ValueError(c)
        place = abs(place) // 2
    return total


# %% right int-checked
# 先查字，再用 int
def from_twos_complement(pattern: str) -> int:
    if not pattern or set(pattern) - {"0", "1"}:
        raise ValueError(pattern)
    return int(pattern, 2) - (int(pattern[0]) << len(pattern))


# %% right flipped
# 负数翻过来再读
import re


def from_twos_complement(pattern):
    if not re.fullmatch("[01]+", pattern):
        raise ValueError
    if pattern.startswith("1"):
        flipped = pattern.translate(str.maketrans("01", "10"))
        return -from_base(flipped, 2) - 1
    return from_base(pattern, 2)
