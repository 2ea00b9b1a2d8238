"""Hidden tests of check_digit."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import check_digit, refused

GOOD = "978030640615"


@pytest.mark.exercise(core=True)
def test_check_examples(student):
    """例子里的几个条形码算得对。"""
    kit.agree(student.check_digit, check_digit, [(GOOD,), ("400638133393",)])


@pytest.mark.exercise(core=True)
def test_check_random(student, rng):
    """随便十二位数字，第十三位都对。"""
    kit.agree(student.check_digit, check_digit, [(draws.text(rng, 12, "0123456789"),) for _ in range(40)])


@pytest.mark.exercise
def test_check_zero(student):
    """已经是 10 的倍数时，第十三位是 0。"""
    kit.agree(student.check_digit, check_digit, [("978700000007",), ("000000000000",), ("550000000000",)])


@pytest.mark.exercise
def test_check_single_places(student):
    """只有一位不是零：每个位置乘的数都对。"""
    kit.agree(student.check_digit, check_digit, [("0" * i + "1" + "0" * (11 - i),) for i in range(12)])


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("digits", ["", GOOD[:-1], GOOD + "7", GOOD * 2])
def test_check_length(student, digits):
    """不是十二个字，抛出 ValueError。"""
    refused(student.check_digit, [(digits,)])


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("c", ["X", "-", " ", ".", "a"])
def test_check_characters(student, rng, c):
    """十二个字里有一个不是数字，抛出 ValueError。"""
    i = draws.whole(rng, 0, 11)
    refused(student.check_digit, [(GOOD[:i] + c + GOOD[i + 1 :],)])


@pytest.mark.exercise
def test_check_other_digits(student):
    """别的文字里的数字不算，抛出 ValueError。"""
    places = (0, 5, 11)
    refused(
        student.check_digit,
        [(GOOD[:i] + c + GOOD[i + 1 :],) for c in "\u00b2\u0663\uff19" for i in places],
    )
