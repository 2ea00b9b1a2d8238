"""Hidden tests of from_base."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import DIGITS, from_base, refused


@pytest.mark.exercise(core=True)
def test_base_two(student, rng):
    """二进制读得对。"""
    kit.agree(
        student.from_base, from_base, [("1101", 2), *(("1" + draws.text(rng, 8, "01"), 2) for _ in range(10))]
    )


@pytest.mark.exercise(core=True)
def test_base_small_digits(student, rng):
    """三到十进制读得对。"""
    # None begins with a zero: another test asks for that.
    inputs = [("1" + draws.text(rng, draws.whole(rng, 0, 7), DIGITS[:base]), base) for base in range(3, 11)]
    kit.agree(student.from_base, from_base, inputs)


@pytest.mark.exercise
def test_base_letters(student, rng):
    """带小写字母的，到三十五进制。"""
    inputs = [("1" + draws.text(rng, draws.whole(rng, 0, 7), DIGITS[:base]), base) for base in range(11, 36)]
    kit.agree(student.from_base, from_base, inputs)


@pytest.mark.exercise(core=True)
def test_base_capitals(student, rng):
    """大写字母也认，大小写可以混着。"""
    inputs = [("fF", 16), ("CAFE", 16), ("Ab", 12)]
    kit.agree(
        student.from_base, from_base, [*inputs, *(("1" + draws.text(rng, 5, "ABab01"), 16) for _ in range(6))]
    )


@pytest.mark.exercise
def test_base_36(student, rng):
    """最大的进位制也行。"""
    kit.agree(
        student.from_base, from_base, [("10", 36), ("zz", 36), ("z", 36), (draws.text(rng, 6, DIGITS), 36)]
    )


@pytest.mark.exercise
def test_base_zeros_and_long(student, rng):
    """开头的零不要紧；很长的也一位不差。"""
    kit.agree(
        student.from_base,
        from_base,
        [("00fF", 16), ("0", 2), ("000", 7), ("0012", 3), (draws.text(rng, 60, DIGITS[:16]), 16)],
    )


@pytest.mark.exercise(core=True, weight=0.25)
@pytest.mark.parametrize(
    ("digits", "base"), [("2", 2), ("129", 8), ("a", 10), ("1g", 16), ("z1", 35), ("G", 16)]
)
def test_base_digit_too_large(student, digits, base):
    """有一位不比进位制小，抛出 ValueError。"""
    refused(student.from_base, [(digits, base)])


@pytest.mark.exercise(weight=0.25)
@pytest.mark.parametrize("base", [1, 0, -2, 37, 100])
def test_base_outside(student, base):
    """没有这样的进位制，抛出 ValueError。"""
    refused(student.from_base, [("1", base), ("0", base)])


@pytest.mark.exercise
def test_base_empty(student):
    """空的文字，抛出 ValueError。"""
    refused(student.from_base, [("", 10), ("", 2)])


@pytest.mark.exercise(weight=0.25)
@pytest.mark.parametrize("digits", ["-1", "+1", "1_0", " 1", "1 ", "1.0", "0x1", "?", "一", "²"])
def test_base_other_characters(student, digits):
    """别的字，抛出 ValueError，在哪一位都一样。"""
    refused(student.from_base, [(digits, 16)])


@pytest.mark.exercise(core=True, structure=True)
def test_base_by_hand(student):
    """自己写，没有用现成的换算。"""
    # The type of a whole number is int under another name.
    kit.not_calling(student, "from_base", {"int", "type", "__class__"})
