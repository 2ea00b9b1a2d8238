# %% wrong minus-power
# 写成 -1 ** s，先算了乘方，结果全是负的
def float_from_bits(bits):
    sign = -(1.0 ** int(bits[0]))
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong sign-ignored
# 没有看第一位，结果全是正的
def float_from_bits(bits):
    sign = 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong sign-reversed
# 第一位的意思反了，0 当成了负
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "0" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong no-hidden-one
# 忘了括号里的 1
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (f / 2**52) * 2.0 ** (e - 1023)


# %% wrong no-smallest
# e 是 0 的没有另算，还是用了括号里的 1
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong smallest-half
# e 是 0 时用的是 2 ** -1075，小了一半
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * (f / 2**52) * 2.0**-1023
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong smallest-double
# e 是 0 时用的是 2 ** -1073，大了一倍
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1073
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong e-zero-is-zero
# e 是 0 时都答 0，最小的那些小数丢了
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * 0.0
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong bias-1024
# 减的是 1024，全都小了一半
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1024)


# %% wrong zero-sign-lost
# -0.0 的负号丢了
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074 if f else 0.0
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong no-nan
# e 是 2047 时全都答无穷大，没有 nan
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong no-infinity
# e 是 2047 时全都答 nan，没有无穷大
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong infinity-and-nan-swapped
# 无穷大和 nan 反了
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f != 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong infinity-unsigned
# 负无穷大的负号丢了
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong no-2047
# e 是 2047 的没有另算，乘方溢出了
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong fraction-over-51
# f 除的是 2 ** 51，大了一倍
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**51) * 2.0 ** (e - 1023)


# %% wrong cut-one-early
# e 和 f 的切片都早了一位：[1:11] 和 [11:]
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:11], 2)
    f = int(bits[11:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong fraction-over-53
# f 除的是 2 ** 53，小了一半
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**53) * 2.0 ** (e - 1023)


# %% wrong exponent-one-short
# e 只取了十位，少了一位
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:11], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong fraction-as-whole
# f 没有除以 2 ** 52
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f) * 2.0 ** (e - 1023)


# %% wrong rounded
# 结果只留了十二位
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return float(f"{sign * (1 + f / 2**52) * 2.0 ** (e - 1023):.12g}")


# %% wrong whole-number
# 把 64 位读成了一个整数
def float_from_bits(bits):
    return int(bits, 2)


# %% wrong struct
# 用了 struct
import struct


def float_from_bits(bits):
    return struct.unpack(">d", int(bits, 2).to_bytes(8, "big"))[0]


# %% wrong floor-division
# f 用了整除 //，除以 2 ** 52 总是 0
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f // 2**52) * 2.0 ** (e - 1023)


# %% wrong xor
# e 是 0 时的乘方写成了 ^，那是另一种运算（异或）
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * (2 ^ -1074)
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong smallest-unscaled
# e 是 0 时只算了 f / 2 ** 52，没有再乘很小的那个乘方
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f / 2**52
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong nan-in-quotes
# nan 加了引号，交还的是文字
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f == 0 else "nan"
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong fraction-cut-late
# f 的切片晚了一位，成了 [13:]
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    e = int(bits[1:12], 2)
    f = int(bits[13:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)


# %% wrong printed
# 用 print 显示了小数，没有用 return 交还
def float_from_bits(bits):
    sign = -1.0 if bits[0] == "1" else 1.0
    print(sign * (1 + int(bits[12:], 2) / 2**52) * 2.0 ** min(1023, int(bits[1:12], 2) - 1023))


# %% right halves
# 一位一位加二分之一、四分之一……
def float_from_bits(bits):
    exponent = 0
    for c in bits[1:12]:
        exponent = exponent * 2 + int(c)
    fraction = 0.0
    part = 0.5
    for c in bits[12:]:
        if c == "1":
            fraction += part
        part = part / 2
    if exponent == 2047:
        value = float("inf")
        if fraction > 0:
            value = float("nan")
    elif exponent == 0:
        value = fraction * 2.0**-1022
    else:
        value = (1 + fraction) * 2.0 ** (exponent - 1023)
    if bits[0] == "1":
        return -value
    return value


# %% right ldexp
# 用 math.ldexp
import math


def float_from_bits(bits: str) -> float:
    s, e, f = int(bits[0]), int(bits[1:12], 2), int(bits[12:], 2)
    if e == 2047:
        value = math.nan if f else math.inf
    elif e:
        value = math.ldexp(f + 2**52, e - 1075)
    else:
        value = math.ldexp(f, -1074)
    return math.copysign(value, -s) if s else value


# %% right fractions
# 用分数算到底，再换成小数
from fractions import Fraction


def float_from_bits(bits):
    e = from_base(bits[1:12], 2)
    f = from_base(bits[12:], 2)
    sign = (-1.0) ** int(bits[0])
    if e == 2047:
        return sign * float("inf") if f == 0 else float("nan")
    if e == 0:
        return sign * float(Fraction(f, 2**1074))
    return sign * float(Fraction(f + 2**52, 2**52) * Fraction(2) ** (e - 1023))
