"""Hidden tests of pairwise_distances: one pair of points at a time, and no loop in the student's code."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from autograder import kit

# The expanded square loses half of the digits where two points coincide.
DISTANCE_ATOL = 1e-6


def pairwise_distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """One pair at a time."""
    return np.array([[math.dist(p, q) for q in b.tolist()] for p in a.tolist()])


def check_distances(result: Any, want: np.ndarray, scale: float) -> None:
    """Compare with what the expanded square may lose for coordinates of this size."""
    kit.close(result, want, rtol=1e-6, atol=DISTANCE_ATOL * scale)


@pytest.mark.exercise(core=True)
def test_pairwise_values(student, rng):
    """第 i 行第 j 列是 a 的第 i 行到 b 的第 j 行的欧几里得距离。"""
    a, b = rng.normal(size=(5, 3)), rng.normal(size=(7, 3))
    want = pairwise_distances(a, b)
    check_distances(student.pairwise_distances(a, b), want, 1.0)


@pytest.mark.exercise(core=True, structure=True)
def test_pairwise_no_loops(student, rng):
    """不用 Python 循环。"""
    student.pairwise_distances(rng.normal(size=(5, 3)), rng.normal(size=(7, 3)))
    kit.no_python_loops(student, "pairwise_distances")


@pytest.mark.exercise(core=True, structure=True)
def test_pairwise_no_library(student, rng):
    """不用现成的距离函数。"""
    student.pairwise_distances(rng.normal(size=(5, 3)), rng.normal(size=(7, 3)))
    kit.not_calling(
        student, "pairwise_distances", {"cdist", "pdist", "*cdist*", "*pdist*", "*distance*", "*tree*"}
    )


@pytest.mark.exercise
def test_pairwise_same_number(student, rng):
    """两边的行数相等、a 与 b 不同时，结果不对称。"""
    a, b = rng.normal(size=(11, 3)), rng.normal(size=(11, 3))
    want = pairwise_distances(a, b)
    check_distances(student.pairwise_distances(a, b), want, 1.0)


@pytest.mark.exercise
def test_pairwise_square(student, rng):
    """行数恰好等于列数时，求和的仍是列那一个轴。"""
    a, b = rng.normal(size=(5, 5)), rng.normal(size=(5, 5))
    want = pairwise_distances(a, b)
    check_distances(student.pairwise_distances(a, b), want, 1.0)


@pytest.mark.exercise
def test_pairwise_itself(student, rng):
    """相同的两行距离是 0，不会因为舍入误差得到 NaN。"""
    a = 10.0 + rng.normal(size=(101, 5))
    want = pairwise_distances(a, a)
    check_distances(student.pairwise_distances(a, a.copy()), want, 10.0)


@pytest.mark.exercise
def test_pairwise_few(student, rng):
    """只有一行、只有一列时，结果的形状和数值也正确。"""
    shapes = [((1, 3), (7, 3)), ((5, 3), (1, 3)), ((5, 1), (7, 1)), ((1, 1), (1, 1))]
    inputs = [(rng.normal(size=a), rng.normal(size=b)) for a, b in shapes]
    wants = [pairwise_distances(a, b) for a, b in inputs]
    results = [student.pairwise_distances(a, b) for a, b in inputs]
    for want, result in zip(wants, results):
        check_distances(result, want, 1.0)


@pytest.mark.exercise
def test_pairwise_sizes(student, rng):
    """数值很大或很小、列数很多时也准确。"""
    inputs = [(scale * rng.normal(size=(5, 29)), scale * rng.normal(size=(3, 29))) for scale in (1e-3, 1e4)]
    wants = [pairwise_distances(a, b) for a, b in inputs]
    results = [student.pairwise_distances(a, b) for a, b in inputs]
    for scale, want, result in zip((1e-3, 1e4), wants, results):
        check_distances(result, want, scale)


@pytest.mark.exercise
def test_pairwise_integers(student, rng):
    """整数数组也可以，结果是浮点数。"""
    a, b = rng.integers(-9, 10, size=(5, 3)), rng.integers(-9, 10, size=(7, 3))
    want = pairwise_distances(a, b)
    result = student.pairwise_distances(a, b)
    check_distances(kit.array(result, (5, 7), dtype="f"), want, 9.0)


@pytest.mark.exercise
def test_pairwise_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也可以。"""
    a, b = rng.normal(size=(5, 3)), rng.normal(size=(7, 3))
    want = pairwise_distances(a, b)
    results = [student.pairwise_distances(p, q) for p, q in zip(kit.layouts(a), kit.layouts(b))]
    for result in results:
        check_distances(result, want, 1.0)


@pytest.mark.exercise
def test_pairwise_keeps_inputs(student, rng):
    """传进去的 a 和 b 在调用之后保持原样。"""
    a, b = rng.normal(size=(5, 3)), rng.normal(size=(7, 3))
    before = a.copy(), b.copy()
    student.pairwise_distances(a, b)
    kit.unchanged(a, before[0], "a")
    kit.unchanged(b, before[1], "b")


@pytest.mark.exercise(core=True, seconds=0.5, structure=True, costly=True)
def test_pairwise_many_rows(student, rng):
    """几十万行也在一瞬间算完：是整个数组一起算的，不是一行一行算的。"""
    # Half a million rows together take some 0.05 s, one after the other at least 2 s: what no look at the text has found.
    kit.no_python_loops(student, "pairwise_distances")
    rows, point = rng.normal(size=(500_000, 2)), rng.normal(size=(1, 2))
    want = np.sqrt(((rows - point) ** 2).sum(axis=1))
    check_distances(student.pairwise_distances(rows, point), want[:, np.newaxis], 1.0)
    check_distances(student.pairwise_distances(point, rows), want[np.newaxis], 1.0)
