"""Python 第 2 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import pytest

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 一个一个地走 ---------------------------------------------------------------------------------


@exercise("check_digit", core=True)
def test_check_digit_book(student):
    """书号 978030640615 的第十三位是 7。"""
    kit.same(student.check_digit("978030640615"), 7)


@exercise("check_digit", core=True)
def test_check_digit_shop(student):
    """400638133393 的第十三位是 1。"""
    kit.same(student.check_digit("400638133393"), 1)


@exercise("check_digit")
def test_check_digit_zero(student):
    """已经是 10 的倍数时，第十三位是 0。"""
    kit.same(student.check_digit("978700000007"), 0)


@exercise("check_digit")
@pytest.mark.parametrize("digits", ["", "97803064061", "9780306406157", "97803064061X", "978 30640615"])
def test_check_digit_refuses(student, digits):
    """不是正好十二个数字，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.check_digit(digits)


# --- 换一种进位 -----------------------------------------------------------------------------------


@exercise("to_binary", core=True)
def test_to_binary_10(student):
    """10 是 1010，13 是 1101，6 是 110。"""
    results = [student.to_binary(n) for n in (10, 13, 6)]
    for result, want in zip(results, ("1010", "1101", "110")):
        kit.same(result, want)


@exercise("to_binary")
def test_to_binary_0(student):
    """0 写作 0。"""
    kit.same(student.to_binary(0), "0")


@exercise("to_binary")
def test_to_binary_minus_5(student):
    """-5 写作 -101。"""
    kit.same(student.to_binary(-5), "-101")


@exercise("to_binary", core=True, structure=True)
def test_to_binary_by_hand(student):
    """自己写，没有用 bin、format 和 f-string 里的 :b。"""
    kit.not_calling(student, "to_binary", {"bin", "format", "format_map", ":b"})


@exercise("from_base", core=True)
def test_from_base_2(student):
    """二进制的 1101 是 13，八进制的 17 是 15。"""
    results = [student.from_base("1101", 2), student.from_base("17", 8)]
    kit.same(results[0], 13)
    kit.same(results[1], 15)


@exercise("from_base", core=True)
def test_from_base_16(student):
    """十六进制的 7f 是 127。"""
    kit.same(student.from_base("7f", 16), 127)


@exercise("from_base")
def test_from_base_either_case(student):
    """字母大小写都认：fF 是 255。"""
    kit.same(student.from_base("fF", 16), 255)


@exercise("from_base")
def test_from_base_leading_zeros(student):
    """开头可以有 0：00f 是 15。"""
    kit.same(student.from_base("00f", 16), 15)


@exercise("from_base")
def test_from_base_36(student):
    """三十六进制的 zz 是 1295。"""
    kit.same(student.from_base("zz", 36), 1295)


@exercise("from_base")
@pytest.mark.parametrize(
    ("digits", "base"),
    [("129", 8), ("8", 8), ("", 10), ("1", 1), ("1", 37), ("-1", 10), ("1 0", 2), ("1_0", 2)],
)
def test_from_base_refuses(student, digits, base):
    """空的、有的字不是一位、进位制不在 2 到 36 之间，都抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.from_base(digits, base)


@exercise("from_base", core=True, structure=True)
def test_from_base_by_hand(student):
    """自己写，没有用 int。"""
    kit.not_calling(student, "from_base", {"int", "type", "__class__"})


# --- 颜色 -----------------------------------------------------------------------------------------


@exercise("rgb", core=True)
def test_rgb_long(student):
    """#1a2B3c 是红 26、绿 43、蓝 60。"""
    kit.same(student.rgb("#1a2B3c"), (26, 43, 60))


@exercise("rgb", core=True)
def test_rgb_short(student):
    """#abc 每一位写两遍：170、187、204。"""
    kit.same(student.rgb("#abc"), (170, 187, 204))


@exercise("rgb")
@pytest.mark.parametrize(
    "text", ["1a2b3c", "x1a2b3c", "", "#", "#12345", "#1a2b3c4d", "#+1+2+3", "# 1 2 3", "#ggg"]
)
def test_rgb_refuses(student, text):
    """不是颜色的写法，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.rgb(text)


# --- 没有负号的负数 -------------------------------------------------------------------------------


@exercise("twos_complement", core=True)
def test_twos_complement_negative(student):
    """8 位的 -1 是八个 1，4 位的 -3 是 1101。"""
    results = [student.twos_complement(-1, 8), student.twos_complement(-3, 4)]
    kit.same(results[0], "11111111")
    kit.same(results[1], "1101")


@exercise("twos_complement", core=True)
def test_twos_complement_positive(student):
    """8 位的 5，左边补 0。"""
    kit.same(student.twos_complement(5, 8), "00000101")


@exercise("twos_complement")
def test_twos_complement_bottom(student):
    """8 位最小的是 -128。"""
    kit.same(student.twos_complement(-128, 8), "10000000")


@exercise("twos_complement")
def test_twos_complement_one_bit(student):
    """只有一位时，0 是 0，-1 是 1。"""
    results = [student.twos_complement(0, 1), student.twos_complement(-1, 1)]
    kit.same(results[0], "0")
    kit.same(results[1], "1")


@exercise("twos_complement")
@pytest.mark.parametrize(("n", "bits"), [(128, 8), (-129, 8), (1, 1)])
def test_twos_complement_refuses(student, n, bits):
    """放不下时，抛出 OverflowError。"""
    with kit.raises("OverflowError"):
        student.twos_complement(n, bits)


@exercise("from_twos_complement", core=True)
def test_from_twos_complement_four_bits(student):
    """四位：1000 是 -8，0111 是 7，1101 是 -3。"""
    results = [student.from_twos_complement(pattern) for pattern in ("1000", "0111", "1101")]
    for result, want in zip(results, (-8, 7, -3)):
        kit.same(result, want)


@exercise("from_twos_complement", core=True)
def test_from_twos_complement_other_lengths(student):
    """位数就是字数：一位的 1 是 -1，八位的 11111110 是 -2。"""
    results = [student.from_twos_complement(pattern) for pattern in ("1", "11111110")]
    kit.same(results[0], -1)
    kit.same(results[1], -2)


@exercise("from_twos_complement")
@pytest.mark.parametrize("pattern", ["", "0b1", "12"])
def test_from_twos_complement_refuses(student, pattern):
    """空的，或者有别的字，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.from_twos_complement(pattern)


# --- 一个汉字三个字节 -----------------------------------------------------------------------------


@exercise("utf8_encode", core=True)
def test_utf8_one_of_each(student):
    """A、é、你、😀：一、二、三、四个字节。"""
    results = [student.utf8_encode(code_point) for code_point in (0x41, 0xE9, 0x4F60, 0x1F600)]
    wanted = [b"A", b"\xc3\xa9", b"\xe4\xbd\xa0", b"\xf0\x9f\x98\x80"]
    for result, want in zip(results, wanted):
        kit.same(result, want)


@exercise("utf8_encode")
def test_utf8_last_of_a_row(student):
    """每一行最后的码位：0x7F、0x7FF、0xFFFF、0x10FFFF。"""
    results = [student.utf8_encode(code_point) for code_point in (0x7F, 0x7FF, 0xFFFF, 0x10FFFF)]
    wanted = [b"\x7f", b"\xdf\xbf", b"\xef\xbf\xbf", b"\xf4\x8f\xbf\xbf"]
    for result, want in zip(results, wanted):
        kit.same(result, want)


@exercise("utf8_encode")
def test_utf8_first_of_a_row(student):
    """每一行最前的码位：0、0x80、0x800、0x10000。"""
    results = [student.utf8_encode(code_point) for code_point in (0, 0x80, 0x800, 0x10000)]
    wanted = [b"\x00", b"\xc2\x80", b"\xe0\xa0\x80", b"\xf0\x90\x80\x80"]
    for result, want in zip(results, wanted):
        kit.same(result, want)


@exercise("utf8_encode")
@pytest.mark.parametrize("code_point", [-1, 0x110000, 0xD800, 0xDFFF])
def test_utf8_refuses(student, code_point):
    """没有的码位，和留着不给字用的一段，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.utf8_encode(code_point)


@exercise("utf8_encode", core=True, structure=True)
def test_utf8_by_hand(student):
    """自己装，没有用 encode、chr、format 和 f-string 里的 :c。"""
    kit.not_calling(student, "utf8_encode", {"encode", "chr", "format", ":c"})


# --- 小数 -----------------------------------------------------------------------------------------


def pattern(sign, e, f):
    """64 位：符号一位，e 十一位，f 五十二位。"""
    return f"{sign}{e:011b}{f:052b}"


@exercise("float_from_bits", core=True)
def test_float_six_and_a_half(student):
    """6.5 和 -6.5。"""
    results = [student.float_from_bits(pattern(sign, 1025, 5 << 49)) for sign in (0, 1)]
    kit.same(results[0], 6.5, tol=0)
    kit.same(results[1], -6.5, tol=0)


@exercise("float_from_bits", core=True)
def test_float_a_tenth(student):
    """0.1 的 64 位，读出来一点不差。"""
    kit.same(student.float_from_bits(pattern(0, 1019, 0x999999999999A)), 0.1, tol=0)


@exercise("float_from_bits")
def test_float_smallest(student):
    """e 是 0：0.0，和最小的正数 5e-324。"""
    results = [student.float_from_bits(pattern(0, 0, f)) for f in (0, 1)]
    kit.same(results[0], 0.0, tol=0)
    kit.same(results[1], 5e-324, tol=0)


@exercise("float_from_bits")
def test_float_minus_zero(student):
    """第一位是 1、其余是 0：-0.0。"""
    kit.same(student.float_from_bits(pattern(1, 0, 0)), -0.0, tol=0)


@exercise("float_from_bits")
def test_float_infinite(student):
    """e 是 2047：f 是 0 时是无穷大，否则是 nan。"""
    results = [student.float_from_bits(pattern(0, 2047, f)) for f in (0, 1)]
    kit.same(results[0], float("inf"), tol=0)
    kit.same(results[1], float("nan"), tol=0)


@exercise("float_from_bits", core=True, structure=True)
def test_float_by_hand(student):
    """自己拆，没有用 struct 和 fromhex。"""
    kit.not_calling(student, "float_from_bits", {"struct", "fromhex"})
