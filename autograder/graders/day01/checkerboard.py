"""Hidden tests of checkerboard: the parities of row and column, one square at a time."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit


def checkerboard(n: int) -> np.ndarray:
    """1 where row and column differ in parity."""
    return np.array([[int(i % 2 != j % 2) for j in range(n)] for i in range(n)], dtype=int).reshape(n, n)


@pytest.mark.exercise(core=True)
def test_checkerboard_even(student):
    """边长是偶数时，0 和 1 交替，左上角是 0，相邻两行错开一格。"""
    results = [student.checkerboard(n) for n in (6, 10)]
    for n, result in zip((6, 10), results):
        kit.close(result, checkerboard(n))


@pytest.mark.exercise(weight=2)
def test_checkerboard_odd(student):
    """边长是奇数时，最后一行、最后一列也在。"""
    results = [student.checkerboard(n) for n in (3, 5, 11)]
    for n, result in zip((3, 5, 11), results):
        kit.close(result, checkerboard(n))


@pytest.mark.exercise
@pytest.mark.parametrize("n", [0, 1, 2])
def test_checkerboard_tiny(student, n):
    """边长很小时（包括 0）也是对的。"""
    kit.close(student.checkerboard(n), checkerboard(n))


@pytest.mark.exercise
def test_checkerboard_integer(student):
    """元素是整数，不是浮点数。"""
    kit.array(student.checkerboard(8), (8, 8), dtype="iu")


@pytest.mark.exercise
def test_checkerboard_number(student):
    """元素是数 0 和 1，不是 True 和 False。"""
    kit.array(student.checkerboard(8), (8, 8), dtype="iuf")
