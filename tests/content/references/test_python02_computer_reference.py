"""The references of python02_computer, and its answer key, against Python's own conversions."""

import itertools
import math
import struct
import zlib

import numpy as np
import pytest
from references import answer_key, reference

ref = reference("python02_computer")
key = answer_key("python02_computer")


def both(name):
    """The reference and the answer key of an exercise."""
    return getattr(ref, name), key[name]


@pytest.fixture
def rng():
    return np.random.default_rng(2)


def test_binary_is_what_python_writes():
    for n in [*range(-300, 300), 2**53 + 1, 2**200, -(2**200) + 7]:
        for to_binary in both("to_binary"):
            assert to_binary(n) == f"{n:b}"


def test_bases_are_what_python_reads():
    for base in range(2, 37):
        digits = ref.DIGITS[:base]
        for text in ("".join(three) for three in itertools.product(digits[:2] + digits[-2:], repeat=3)):
            for from_base in both("from_base"):
                assert from_base(text, base) == from_base(text.upper(), base) == int(text, base)


@pytest.mark.parametrize(
    ("digits", "base"),
    [("129", 8), ("", 10), ("1", 1), ("1", 37), ("-1", 10), ("+1", 10), ("1_0", 10), (" 1", 10), ("z", 35)],
)
def test_other_texts_are_refused(digits, base):
    with pytest.raises(ValueError, match=r"进位制|进制"):
        key["from_base"](digits, base)


def test_twos_complement_is_what_the_machine_keeps():
    for n in range(-128, 128):
        pattern = f"{int(np.int8(n).view(np.uint8)):08b}"
        for twos_complement in both("twos_complement"):
            assert twos_complement(n, 8) == pattern
        for from_twos_complement in both("from_twos_complement"):
            assert from_twos_complement(pattern) == n
    for n in (-(2**31), -7, 0, 2**31 - 1):
        pattern = "".join(f"{byte:08b}" for byte in struct.pack(">i", n))
        assert {f(n, 32) for f in both("twos_complement")} == {pattern}
        assert {f(pattern) for f in both("from_twos_complement")} == {n}
    for n, bits in ((128, 8), (-129, 8), (1, 1), (-2, 1)):
        with pytest.raises(OverflowError):
            key["twos_complement"](n, bits)


def test_every_code_point():
    for code_point in range(0x110000):
        if not 0xD800 <= code_point <= 0xDFFF:
            assert key["utf8_encode"](code_point) == chr(code_point).encode("utf-8")
    for code_point in (-1, 0xD800, 0xDFFF, 0x110000):
        with pytest.raises(ValueError, match=r"码位|不给字用"):
            key["utf8_encode"](code_point)


def test_doubles_bit_for_bit(rng):
    patterns = [f"{int(bits):064b}" for bits in rng.integers(0, 2**64, size=20_000, dtype=np.uint64)]
    patterns += ["0" * 64, "1" + "0" * 63, "0" * 63 + "1", "0" * 12 + "1" * 52, "0" + "1" * 11 + "0" * 52]
    for pattern in patterns:
        expected = float(np.array(int(pattern, 2), dtype=np.uint64).view(np.float64))
        for float_from_bits in both("float_from_bits"):
            got = float_from_bits(pattern)
            assert repr(got) == repr(expected) or (math.isnan(got) and math.isnan(expected))


def test_check_digits():
    for digits, last in (("978030640615", 7), ("400638133393", 1), ("978700000007", 0)):
        assert {f(digits) for f in both("check_digit")} == {last}
    for n in range(0, 10**12, 10**12 // 997):
        digits = f"{n:012d}"
        for check_digit in both("check_digit"):
            weighted = [int(c) * (1, 3)[i % 2] for i, c in enumerate(digits + str(check_digit(digits)))]
            assert sum(weighted) % 10 == 0


def test_colours():
    for red, green, blue in itertools.product((0, 9, 16, 171, 255), repeat=3):
        for rgb in both("rgb"):
            assert tuple(rgb(f"#{red:02x}{green:02X}{blue:02x}")) == (red, green, blue)
    for three in itertools.product("05aF", repeat=3):
        text = "".join(three)
        for rgb in both("rgb"):
            assert tuple(rgb("#" + text)) == tuple(bytes.fromhex("".join(2 * c for c in text)))


def test_the_seven_lines_of_crc_32(rng):
    def crc32(data):
        crc = 0xFFFFFFFF
        for byte in data:
            crc = crc ^ byte
            for _ in range(8):
                crc = (crc >> 1) ^ (0xEDB88320 * (crc & 1))
        return crc ^ 0xFFFFFFFF

    for length in (0, 1, 9, 100):
        data = rng.bytes(length)
        assert crc32(data) == zlib.crc32(data)
