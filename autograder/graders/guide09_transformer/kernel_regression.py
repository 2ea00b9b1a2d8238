"""Hidden tests of kernel_regression: kernels relative to the nearest point, one query after the other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def regression(
    query: np.ndarray, x: np.ndarray, y: np.ndarray, width: float
) -> tuple[np.ndarray, np.ndarray]:
    """(prediction, weights) by loops."""
    weights = np.zeros((len(query), len(x)))
    for i, q in enumerate(query):
        nearest = min(abs(q - p) for p in x)
        for j, p in enumerate(x):
            weights[i, j] = np.exp((nearest - abs(q - p)) * (nearest + abs(q - p)) / (2 * width * width))
        weights[i] /= weights[i].sum()
    prediction = np.array([sum(a * b for a, b in zip(row, y)) for row in weights])
    return prediction.reshape(len(query), *y.shape[1:]), weights


def check(student: Any, query: np.ndarray, x: np.ndarray, y: np.ndarray, width: float) -> None:
    """Compare both results."""
    wants = regression(query, x, y, width)
    found = kit.sequence(student.kernel_regression(query, x, y, width), 2)
    for got, want, name in zip(found, wants, ("prediction", "weights")):
        kit.close(got, want, rtol=1e-7, atol=1e-9, name=name)


@pytest.mark.exercise(core=True)
def test_kernel_values(student, rng):
    """预测和权重都对，点没有排好序。"""
    check(student, rng.uniform(0, 5, 7), rng.uniform(0, 5, 11), rng.normal(size=11), 0.7)


@pytest.mark.exercise
@pytest.mark.parametrize("width", [0.25, 3.0])
def test_kernel_widths(student, rng, width):
    """宽度窄的、宽的都对。"""
    check(student, rng.uniform(0, 5, 5), rng.uniform(0, 5, 7), rng.normal(size=7), width)


@pytest.mark.exercise
def test_kernel_unit_width(student, rng):
    """宽度是 1 时也对。"""
    check(student, rng.uniform(0, 5, 5), rng.uniform(0, 5, 7), rng.normal(size=7), 1.0)


@pytest.mark.exercise
def test_kernel_columns(student, rng):
    """y 有几列时，每一列各自预测；只有一列也是二维。"""
    for d in (3, 1):
        check(student, rng.uniform(0, 5, 5), rng.uniform(0, 5, 7), rng.normal(size=(7, d)), 0.7)


@pytest.mark.exercise
def test_kernel_far(student, rng):
    """离所有点都远的查询也给出正确的数，没有警告。"""
    x, y = rng.uniform(-1, 1, 7), rng.normal(2.0, 0.3, size=7)
    with student.strict_warnings():
        for query in (-900.0, 400.0):
            check(student, np.array([query]), x, y, 0.3)


@pytest.mark.exercise
def test_kernel_far_and_near(student, rng):
    """有的查询离得近，有的离得远，一起问也对。"""
    x, y = rng.uniform(-1, 1, 7), rng.normal(2.0, 0.3, size=7)
    with student.strict_warnings():
        check(student, np.array([0.1, -900.0]), x, y, 0.3)


@pytest.mark.exercise
def test_kernel_single(student, rng):
    """只有一个例子时，权重是 1；只问一个点、一个也不问也行。"""
    check(student, rng.normal(size=3), rng.normal(size=1), rng.normal(size=1), 0.5)
    check(student, rng.normal(size=1), rng.normal(size=4), rng.normal(size=4), 0.5)
    check(student, np.zeros(0), rng.normal(size=4), rng.normal(size=4), 0.5)


@pytest.mark.exercise
def test_kernel_same_distance(student):
    """一样近的例子，权重一样。"""
    check(student, np.array([0.0]), np.array([1.0, -1.0, 2.0]), np.array([4.0, 8.0, 1.0]), 1.5)


@pytest.mark.exercise
def test_kernel_keeps_inputs(student, rng):
    """传进来的数组不变，内存怎样排列都行。"""
    query, x, y = (kit.with_gaps(a) for a in (rng.normal(size=5), rng.normal(size=7), rng.normal(size=7)))
    before = query.copy(), x.copy(), y.copy()
    student.kernel_regression(query, x, y, 0.7)
    same = [bool(np.array_equal(a, b)) for a, b in zip((query, x, y), before)]
    kit.record(student, same)
    for a, b, name in zip((query, x, y), before, ("query", "x", "y")):
        kit.unchanged(a, b, name)
