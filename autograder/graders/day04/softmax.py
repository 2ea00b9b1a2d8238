"""Hidden tests of softmax: the exponential of logits less their log-sum-exp."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import on_grid, softmax


@pytest.mark.exercise(core=True)
def test_softmax_values(student, rng):
    """每一行各自变成概率：该行的指数除以该行指数之和。"""
    z = on_grid(rng.normal(scale=2.0, size=(5, 7)))
    want = softmax(z)
    kit.close(student.softmax(z), want)


@pytest.mark.exercise
def test_softmax_one_row(student, rng):
    """只有一个样本时也返回二维数组。"""
    z = on_grid(rng.normal(scale=2.0, size=(1, 7)))
    want = softmax(z)
    kit.close(student.softmax(z), want)


@pytest.mark.exercise
def test_softmax_as_many_rows_as_columns(student, rng):
    """样本数与类别数恰好相等时，仍然一行一行地算。"""
    z = on_grid(rng.normal(scale=2.0, size=(5, 5)))
    want = softmax(z)
    kit.close(student.softmax(z), want)


@pytest.mark.exercise
def test_softmax_shifted(student, rng):
    """所有 logits 都加上同一个很大的正数或负数，概率不变。"""
    z = on_grid(rng.normal(scale=2.0, size=(5, 7)))
    want = softmax(z)
    results = [student.softmax(z + shift) for shift in (3000.0, -3000.0)]
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise
def test_softmax_rows_far_apart(student, rng):
    """各行的大小相差悬殊时，每一行仍然是正确的概率。"""
    z = on_grid(rng.normal(scale=2.0, size=(5, 7)))
    shifts = np.array([[0.0], [-4000.0], [5000.0], [1000.0], [-900.0]])
    want = softmax(z)
    kit.close(student.softmax(z + shifts), want)


@pytest.mark.exercise
def test_softmax_wide_row(student, rng):
    """同一行里的 logits 相差悬殊时，结果不会溢出。"""
    z = on_grid(rng.normal(scale=5000.0, size=(3, 7)))
    z[1] = [9000.0, 9001.0, -9000.0, 8999.5, 0.0, 1.0, -1.0]
    want = softmax(z)
    kit.close(student.softmax(z), want)


@pytest.mark.exercise
def test_softmax_integers(student, rng):
    """整数 logits 也能用，结果是浮点数。"""
    z = rng.integers(-5, 6, size=(5, 7))
    want = softmax(z)
    kit.close(student.softmax(z), want)


@pytest.mark.exercise
def test_softmax_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也能用。"""
    z = on_grid(rng.normal(scale=2.0, size=(5, 7)))
    want = softmax(z)
    results = [student.softmax(same) for same in kit.layouts(z)]
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise
def test_softmax_keeps_input(student, rng):
    """传进去的 z 在调用之后保持原样。"""
    z = on_grid(rng.normal(scale=2.0, size=(5, 7)))
    before = z.copy()
    student.softmax(z)
    kit.unchanged(z, before, "z")
