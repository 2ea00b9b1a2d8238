"""Hidden tests of from_twos_complement."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import from_twos_complement, refused


@pytest.mark.exercise(core=True)
def test_from_twos_negative(student, rng):
    """开头是一的，读成负数。"""
    inputs = [("1000",), ("1101",), *(("1" + draws.text(rng, bits, "01"),) for bits in range(2, 12))]
    kit.agree(student.from_twos_complement, from_twos_complement, inputs)


@pytest.mark.exercise(core=True)
def test_from_twos_positive(student, rng):
    """开头是零的，读成平常的二进制。"""
    inputs = [("0111",), ("0",), *(("0" + draws.text(rng, bits, "01"),) for bits in range(2, 12))]
    kit.agree(student.from_twos_complement, from_twos_complement, inputs)


@pytest.mark.exercise
def test_from_twos_ends(student):
    """最小的、最大的，和负一，几位都行。"""
    inputs = [first + c * more for more in (0, 1, 3, 7, 15) for first, c in ("10", "01", "11")]
    kit.agree(student.from_twos_complement, from_twos_complement, [(text,) for text in inputs])


@pytest.mark.exercise
def test_from_twos_wide(student, rng):
    """位数很多也行。"""
    inputs = [("1" + draws.text(rng, 90, "01"),), ("0" + draws.text(rng, 70, "01"),)]
    kit.agree(student.from_twos_complement, from_twos_complement, inputs)


@pytest.mark.exercise
def test_from_twos_empty(student):
    """空的，抛出 ValueError。"""
    refused(student.from_twos_complement, [("",)])


@pytest.mark.exercise(weight=0.25)
@pytest.mark.parametrize("text", ["012", "1a", "2", "1.0", "一", "10\u0660"])
def test_from_twos_other_characters(student, text):
    """有零和一以外的字，抛出 ValueError。"""
    refused(student.from_twos_complement, [(text,)])


@pytest.mark.exercise(weight=0.25)
@pytest.mark.parametrize("text", ["0b1", "-1", "+1", " 1", "1 ", "1_0", "-10", "1\n"])
def test_from_twos_what_int_takes(student, text):
    """前缀、正负号、空格、下划线都不行，抛出 ValueError。"""
    refused(student.from_twos_complement, [(text,)])
