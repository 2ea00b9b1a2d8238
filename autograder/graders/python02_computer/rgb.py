"""Hidden tests of rgb."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import refused, rgb

SMALL, BOTH = "0123456789abcdef", "0123456789abcdefABCDEF"


@pytest.mark.exercise(core=True)
def test_rgb_long(student, rng):
    """六位的写法，红、绿、蓝都对。"""
    kit.agree(student.rgb, rgb, [("#1a2b3c",), *(("#" + draws.text(rng, 6, SMALL),) for _ in range(12))])


@pytest.mark.exercise(core=True)
def test_rgb_digits_only(student, rng):
    """只有数字的六位写法。"""
    kit.agree(student.rgb, rgb, [("#" + draws.text(rng, 6, "0123456789"),) for _ in range(6)])


@pytest.mark.exercise(core=True)
def test_rgb_short(student, rng):
    """三位的写法，每一位写两遍。"""
    kit.agree(
        student.rgb,
        rgb,
        [("#abc",), ("#000",), ("#fff",), *(("#" + draws.text(rng, 3, SMALL),) for _ in range(8))],
    )


@pytest.mark.exercise
def test_rgb_capitals(student, rng):
    """字母大小写都行。"""
    kit.agree(student.rgb, rgb, [("#1a2B3c",), ("#ABC",), ("#" + draws.text(rng, 6, BOTH),), ("#FFEEDD",)])


@pytest.mark.exercise
def test_rgb_ends(student):
    """全黑、全白和单独一种颜色。"""
    kit.agree(
        student.rgb, rgb, [("#000000",), ("#ffffff",), ("#ff0000",), ("#00ff00",), ("#0000ff",), ("#010203",)]
    )


@pytest.mark.exercise(weight=0.25)
@pytest.mark.parametrize("text", ["1a2b3c", "abc", "1a2b3c#", "0x1a2b3c", " #abc", "", "1234567", "1234"])
def test_rgb_no_hash(student, text):
    """不是以 # 开头，抛出 ValueError。"""
    refused(student.rgb, [(text,)])


@pytest.mark.exercise(weight=0.25)
@pytest.mark.parametrize("n", [0, 1, 2, 4, 5, 7, 8, 9])
def test_rgb_length(student, rng, n):
    """位数不对，抛出 ValueError。"""
    refused(student.rgb, [("#" + draws.text(rng, n, SMALL),)])


@pytest.mark.exercise(weight=0.25)
@pytest.mark.parametrize("text", ["#ggg", "#12345g", "#xyzxyz", "##abc", "#12.456", "#\uff11\uff12\uff13"])
def test_rgb_other_characters(student, text):
    """有一位不是十六进制的，抛出 ValueError。"""
    refused(student.rgb, [(text,)])


@pytest.mark.exercise(weight=0.25)
@pytest.mark.parametrize("text", ["#+1+2+3", "# 1 2 3", "#-1-2-3", "#1 2 3 ", "#+1+2+ ", "#0x0x0x"])
def test_rgb_signs_and_blanks(student, text):
    """正负号、空格不是一位，抛出 ValueError。"""
    refused(student.rgb, [(text,)])
