"""Hidden tests of average: the mean by fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from autograder import draws, kit


def average(numbers: Sequence[float]) -> float:
    """The exact mean, rounded once."""
    return float(sum(map(Fraction, numbers)) / len(numbers))


@pytest.mark.exercise(core=True)
def test_average_of_whole_numbers(student, rng):
    """几个整数的平均，不取整。"""
    kit.same(student.average(1, 2, 6), 3.0)
    kit.same(student.average(4, 5), 4.5)
    for length in (1, 2, 3, 4, 7, 30):
        numbers = [draws.whole(rng, -50, 50) for _ in range(length)]
        kit.same(student.average(*numbers), average(numbers))


@pytest.mark.exercise
def test_average_of_decimals(student, rng):
    """小数和整数可以混着给。"""
    for length in (2, 3, 5):
        numbers = [*rng.normal(size=length).tolist(), draws.whole(rng, -9, 9)]
        kit.same(student.average(*numbers), average(numbers))


@pytest.mark.exercise
def test_average_of_none(student):
    """一个数也没有，返回 None。"""
    kit.same(student.average(), None)


@pytest.mark.exercise
def test_average_of_none_with_default(student):
    """一个数也没有，原样返回按名字给的 default。"""
    for default in (0, 7, "没有", [1, 2], False):
        kit.same(student.average(default=default), default)


@pytest.mark.exercise
def test_average_of_some_with_default(student, rng):
    """有数的时候，default 不算在内。"""
    for length in (1, 2, 4):
        numbers = [draws.whole(rng, 1, 9) for _ in range(length)]
        kit.same(student.average(*numbers, default=draws.whole(rng, 100, 900)), average(numbers))


@pytest.mark.exercise
def test_average_of_zeros(student):
    """0 也是数：正好抵消，或者都是 0，平均就是 0。"""
    kit.same(student.average(-3, 3, default=5), 0.0)
    kit.same(student.average(0, 0, default=5), 0.0)
    kit.same(student.average(0), 0.0)
