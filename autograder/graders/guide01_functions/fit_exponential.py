"""Hidden tests of fit_exponential: the slope of the logarithms from pairwise differences."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import allowed, least_squares, pair

NAMES = ("a", "k")


def fit(t: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Height at 0 and rate."""
    k, height = least_squares(t, np.log(np.asarray(y, dtype=np.float64)))
    return float(np.exp(height)), k


def noisy(rng: np.random.Generator, t: np.ndarray, a: float, k: float) -> np.ndarray:
    """An exponential whose logarithms are blurred."""
    return a * np.exp(k * t + rng.normal(scale=0.4, size=len(t)))


@pytest.mark.exercise(core=True)
def test_fit_values(student, rng):
    """返回 (a, k)，对 ln y 求的最小二乘直线变回来的指数曲线。"""
    t = rng.uniform(-1.0, 4.0, 11)
    y = noisy(rng, t, 2.5, 0.7)
    want = fit(t, y)
    pair(student.fit_exponential(t, y), want, NAMES, rtol=1e-6)


@pytest.mark.exercise
def test_fit_falling(student, rng):
    """衰减（k 是负数）时也正确。"""
    t = rng.uniform(0.0, 5.0, 13)
    y = noisy(rng, t, 40.0, -0.8)
    want = fit(t, y)
    pair(student.fit_exponential(t, y), want, NAMES, rtol=1e-6)


@pytest.mark.exercise
def test_fit_two_points(student, rng):
    """两个点时，曲线穿过这两个点。"""
    t, y = np.array([1.0, 3.0]), rng.uniform(0.5, 9.0, 2)
    want = fit(t, y)
    pair(student.fit_exponential(t, y), want, NAMES, rtol=1e-6)


@pytest.mark.exercise
def test_fit_far_from_zero(student, rng):
    """t 远离零（例如年份）时也正确。"""
    t = np.arange(2000.0, 2019.0)
    y = noisy(rng, t - 2000.0, 30.0, 0.02)
    want = fit(t, y)
    pair(student.fit_exponential(t, y), want, NAMES, rtol=1e-5)


@pytest.mark.exercise
def test_fit_close_times(student, rng):
    """t 之间的间隔很小时也正确：只要不全都相等，就不是错误。"""
    t = np.arange(7.0)
    y = noisy(rng, t, 2.0, 0.3)
    wants = [fit(t, y), fit(t * 1e-9, y)]
    with allowed("间隔很小的 t"):
        results = [student.fit_exponential(t, y), student.fit_exponential(t * 1e-9, y)]
    for want, result in zip(wants, results):
        pair(result, want, NAMES, rtol=1e-6)


@pytest.mark.exercise
def test_fit_integers(student, rng):
    """整数的 t 和 y 也能用。"""
    t, y = np.arange(7), rng.integers(1, 50, 7)
    want = fit(t, y)
    pair(student.fit_exponential(t, y), want, NAMES, rtol=1e-6)


@pytest.mark.exercise
def test_fit_constant(student, rng):
    """y 全都相等时 k 是零，这不是错误。"""
    t = rng.uniform(0.0, 5.0, 5)
    pair(student.fit_exponential(t, np.full(5, 4.0)), (4.0, 0.0), NAMES)


@pytest.mark.exercise
def test_fit_small_values(student, rng):
    """y 都小于一（对数是负数）时也正确。"""
    t = rng.uniform(0.0, 3.0, 9)
    y = noisy(rng, t, 0.01, 0.3)
    want = fit(t, y)
    pair(student.fit_exponential(t, y), want, NAMES, rtol=1e-6)


@pytest.mark.exercise
def test_fit_keeps_inputs(student, rng):
    """t 和 y 在调用之后保持原样，内存不连续也能用。"""
    t, y = kit.with_gaps(rng.uniform(0.0, 3.0, 7)), kit.with_gaps(rng.uniform(0.5, 9.0, 7))
    before, want = (t.copy(), y.copy()), fit(t, y)
    result = student.fit_exponential(t, y)
    kit.unchanged(t, before[0], "t")
    kit.unchanged(y, before[1], "y")
    pair(result, want, NAMES, rtol=1e-6)


@pytest.mark.exercise(weight=0.5)
def test_fit_refuses_negative(student, rng):
    """有一个 y 是负数时抛出 ValueError。"""
    y = rng.uniform(0.5, 9.0, 6)
    y[rng.integers(6)] *= -1
    with kit.raises("ValueError"):
        student.fit_exponential(np.arange(6.0), y)


@pytest.mark.exercise(weight=0.5)
def test_fit_refuses_zero(student, rng):
    """有一个 y 是零时抛出 ValueError。"""
    y = rng.uniform(0.5, 9.0, 6)
    y[rng.integers(6)] = 0
    with kit.raises("ValueError"):
        student.fit_exponential(np.arange(6.0), y)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize(("n", "value"), [(5, 0.0), (3, 64.0), (7, 0.1), (1, 2.0)])
def test_fit_refuses_one_time(student, rng, n, value):
    """所有的 t 都相等时（包括只有一个点）抛出 ValueError。"""
    y = rng.uniform(0.5, 9.0, n)
    with kit.raises("ValueError"):
        student.fit_exponential(np.full(n, value), y)
