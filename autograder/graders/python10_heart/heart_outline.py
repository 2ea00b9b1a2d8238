"""Hidden tests of heart_outline: the reference's own points."""

from __future__ import annotations

import pytest

from autograder import kit

from common import heart_outline


@pytest.mark.exercise(core=True)
def test_outline_worked(student):
    """讲义的例子。"""
    kit.same(student.heart_outline(4), heart_outline(4))


@pytest.mark.exercise(core=True)
def test_outline_any_number(student, rng):
    """任意的 n：点数、次序、每个点的位置都对。"""
    for n in [7, 100, *rng.integers(5, 60, 5).tolist()]:
        kit.same(student.heart_outline(n), heart_outline(n))


@pytest.mark.exercise
def test_outline_least(student):
    """三个点是最少的。"""
    kit.same(student.heart_outline(3), heart_outline(3))


@pytest.mark.exercise
def test_outline_starts_once(student):
    """起点不在最后再写一遍。"""
    kit.require(len(student.heart_outline(11)) == 11, "点数不对")


@pytest.mark.exercise
@pytest.mark.parametrize("n", [2, 1, 0, -5])
def test_outline_refuses(student, n):
    """点太少就抛出 ValueError，0 和负数也是。"""
    with kit.raises("ValueError"):
        student.heart_outline(n)
