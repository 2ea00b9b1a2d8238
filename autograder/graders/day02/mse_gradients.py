"""Hidden tests of mse_gradients: the derivatives in moments of the data."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import BUILT_ATOL, BUILT_RTOL, least_squares_line, mse_gradients, numbers, pair


def gradients(actual: Any, want: tuple[float, float]) -> None:
    """Fail unless ``actual`` is the two derivatives ``want``."""
    pair(actual, want, ("dm", "db"), rtol=BUILT_RTOL, atol=BUILT_ATOL)


@pytest.mark.exercise(core=True)
def test_gradients_values(student, rng):
    """返回 (dm, db)，是均方误差对 m 和 b 的偏导数。"""
    x, y, (m, b) = numbers(rng, 11), numbers(rng, 11), rng.normal(size=2)
    want = mse_gradients(x, y, m, b)
    gradients(student.mse_gradients(x, y, float(m), float(b)), want)


@pytest.mark.exercise
def test_gradients_do_not_grow_with_samples(student, rng):
    """把全部样本重复几遍，两个偏导数不变：损失是平均，不是总和。"""
    x, y = numbers(rng, 7), numbers(rng, 7)
    want = mse_gradients(x, y, 0.9, -0.5)
    results = [student.mse_gradients(np.tile(x, k), np.tile(y, k), 0.9, -0.5) for k in (1, 3)]
    for result in results:
        gradients(result, want)


@pytest.mark.exercise
def test_gradients_one_sample(student, rng):
    """只有一个样本时也正确。"""
    x, y = numbers(rng, 1), numbers(rng, 1)
    want = mse_gradients(x, y, 1.4, -2.2)
    gradients(student.mse_gradients(x, y, 1.4, -2.2), want)


@pytest.mark.exercise
def test_gradients_at_origin(student, rng):
    """m 和 b 都是 0 时也正确。"""
    x, y = numbers(rng, 13), numbers(rng, 13)
    want = mse_gradients(x, y, 0.0, 0.0)
    gradients(student.mse_gradients(x, y, 0.0, 0.0), want)


@pytest.mark.exercise
def test_gradients_far_from_origin(student, rng):
    """x 的数值很大时，两个偏导数仍按公式精确。"""
    x, y = rng.normal(200.0, 14.0, size=17), rng.normal(4.0, 0.8, size=17)
    want = mse_gradients(x, y, 0.03, -2.5)
    gradients(student.mse_gradients(x, y, 0.03, -2.5), want)


@pytest.mark.exercise
def test_gradients_at_best_line(student, rng):
    """在最小二乘直线上，两个偏导数都是 0；平均残差为 0 时 dm 不一定是 0。"""
    x, y = numbers(rng, 11), numbers(rng, 11)
    m, b = least_squares_line(x, y)
    turned = m + 1.5
    through_mean = float(np.mean(y - turned * x))
    want = mse_gradients(x, y, turned, through_mean)
    at_best = student.mse_gradients(x, y, m, b)
    pivoted = student.mse_gradients(x, y, turned, through_mean)
    gradients(at_best, (0.0, 0.0))
    gradients(pivoted, want)


@pytest.mark.exercise
def test_gradients_integers(student, rng):
    """整数的 x 和 y 也能用。"""
    x, y = rng.integers(-9, 10, 7), rng.integers(-9, 10, 7)
    want = mse_gradients(x, y, 0.3, 1.6)
    gradients(student.mse_gradients(x, y, 0.3, 1.6), want)


@pytest.mark.exercise
def test_gradients_keep_inputs(student, rng):
    """x 和 y 在调用之后保持原样，内存不连续的数组也能用。"""
    x, y = kit.with_gaps(numbers(rng, 7)), kit.with_gaps(numbers(rng, 7))
    before = x.copy(), y.copy()
    want = mse_gradients(x, y, -0.6, 0.8)
    result = student.mse_gradients(x, y, -0.6, 0.8)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
    gradients(result, want)
