"""Hidden tests of utf8_encode."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import refused, utf8_encode


@pytest.mark.exercise(core=True)
def test_utf8_examples(student):
    """例子里的几个码位装得对。"""
    kit.agree(student.utf8_encode, utf8_encode, [(0x41,), (0xE9,), (0x4F60,), (0x1F600,)])


@pytest.mark.exercise(core=True)
def test_utf8_three(student, rng):
    """三个字节的汉字。"""
    kit.agree(student.utf8_encode, utf8_encode, [(draws.whole(rng, 0x4E00, 0x9FFF),) for _ in range(16)])


@pytest.mark.exercise
def test_utf8_one(student, rng):
    """一个字节的。"""
    kit.agree(student.utf8_encode, utf8_encode, [(draws.whole(rng, 1, 0x7E),) for _ in range(8)])


@pytest.mark.exercise
def test_utf8_two(student, rng):
    """两个字节的。"""
    kit.agree(student.utf8_encode, utf8_encode, [(draws.whole(rng, 0x81, 0x7FE),) for _ in range(12)])


@pytest.mark.exercise
def test_utf8_four(student, rng):
    """四个字节的。"""
    kit.agree(student.utf8_encode, utf8_encode, [(draws.whole(rng, 0x10001, 0x10FFFE),) for _ in range(12)])


@pytest.mark.exercise(core=True)
def test_utf8_lowest(student):
    """每一行最前的码位。"""
    kit.agree(student.utf8_encode, utf8_encode, [(0,), (0x80,), (0x800,), (0x10000,)])


@pytest.mark.exercise(core=True)
def test_utf8_highest(student):
    """前三行最后的码位。"""
    kit.agree(student.utf8_encode, utf8_encode, [(0x7F,), (0x7FF,), (0xFFFF,)])


@pytest.mark.exercise
def test_utf8_very_last(student):
    """最后一个码位也能用。"""
    kit.agree(student.utf8_encode, utf8_encode, [(0x10FFFF,)])


@pytest.mark.exercise
def test_utf8_beside_surrogates(student):
    """留着不给字用的一段，前一个和后一个都能用。"""
    kit.agree(student.utf8_encode, utf8_encode, [(0xD7FF,), (0xE000,)])


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("code_point", [-1, -65, -0x4F60])
def test_utf8_negative(student, code_point):
    """负数，抛出 ValueError。"""
    refused(student.utf8_encode, [(code_point,)])


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("code_point", [0x110000, 0x1FFFFF, 0x200000])
def test_utf8_too_large(student, code_point):
    """太大，抛出 ValueError。"""
    refused(student.utf8_encode, [(code_point,)])


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("code_point", [0xD800, 0xDABC, 0xDFFF])
def test_utf8_surrogates(student, code_point):
    """留着不给字用的一段，含两头，抛出 ValueError。"""
    refused(student.utf8_encode, [(code_point,)])


@pytest.mark.exercise(core=True, structure=True)
def test_utf8_by_hand(student):
    """自己装，没有用现成的编码。"""
    kit.not_calling(student, "utf8_encode", {"encode", "chr", "format", ":c"})
