"""Hidden tests of bootstrap_interval: samples so small that the distribution of their means is known exactly.

Quantiles lie far enough inside a step of that distribution: 4000 resamples miss it once in a million times.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

from autograder import kit


def exact_interval(x: np.ndarray, level: float) -> list[float]:
    """The quantiles of the means of all resamples."""
    means = np.sort([np.mean(chosen) for chosen in product(x, repeat=len(x))])
    return [float(means[int(p * len(means))]) for p in ((1 - level) / 2, (1 + level) / 2)]


def interval(student: Any, x: np.ndarray, level: float, n: int, seed: int) -> np.ndarray:
    """Call bootstrap_interval on a copy; return both numbers."""
    found = student.bootstrap_interval(x.copy(), level, n, np.random.default_rng(seed))
    low, high = kit.sequence(found, 2)
    return np.array([kit.scalar(low, "low"), kit.scalar(high, "high")])


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("level", [0.3, 0.6])
def test_interval_of_two_values(student, rng, level):
    """样本只有两个数时，重抽样的平均值只有三种，区间的两端因此是确定的。"""
    x = np.array([2.0, 5.0])
    want = exact_interval(x, level)
    kit.close(interval(student, x, level, 4000, kit.seed_of(rng)), want)


@pytest.mark.exercise
@pytest.mark.parametrize("level", [0.06, 0.6, 0.82])
def test_interval_of_lopsided_values(student, rng, level):
    """样本不对称时，区间也不对称：两端是重抽样平均值的分位数。"""
    x = np.array([0.0, 1.0, 10.0])
    want = exact_interval(x, level)
    kit.close(interval(student, x, level, 4000, kit.seed_of(rng)), want)


@pytest.mark.exercise
def test_interval_of_many_values(student, rng):
    """样本有几十个数时，区间的两端与理论值相近；份额越大，区间越宽。"""
    # Over 40 seeds and both levels an end is off by 0.086 standard errors at most where 0.2 are allowed.
    x = np.linspace(-3.0, 5.0, 41)
    error = x.std() / np.sqrt(len(x))
    for level, quantile in ((0.8, 1.2816), (0.95, 1.96)):
        found = interval(student, x, level, 4000, kit.seed_of(rng))
        want = 1.0 + quantile * error * np.array([-1.0, 1.0])
        kit.require(np.abs(found - want).max() < 0.2 * error, "区间与理论值差得太多")


@pytest.mark.exercise
def test_interval_of_equal_values(student, rng):
    """样本里的数全都相同，或者只有一个时，区间就是一点。"""
    for x in (np.full(7, 1.5), np.array([1.5])):
        kit.close(interval(student, x, 0.9, 50, kit.seed_of(rng)), [1.5, 1.5])


@pytest.mark.exercise
def test_interval_of_whole_numbers(student, rng):
    """样本可以是整数，也可以不连续；平均值不能截成整数。"""
    x = np.array([2, 5])
    want = exact_interval(x, 0.3)
    kit.close(interval(student, kit.with_gaps(x), 0.3, 4000, kit.seed_of(rng)), want)


@pytest.mark.exercise
def test_interval_uses_rng(student, rng):
    """随机数都来自 rng：种子相同结果相同，种子不同结果不同。"""
    x, seed = rng.normal(size=13), kit.seed_of(rng)
    first, again, other = (interval(student, x, 0.9, 40, s) for s in (seed, seed, seed + 1))
    kit.require(np.array_equal(first, again), "种子相同，结果应当相同")
    kit.require(not np.array_equal(first, other), "种子不同，结果应当不同")


@pytest.mark.exercise
def test_interval_resamples_n_times(student, rng):
    """只重抽样一次时，两端是同一个平均值。"""
    found = interval(student, rng.normal(size=13), 0.9, 1, kit.seed_of(rng))
    kit.close(found[0], found[1])


@pytest.mark.exercise
def test_interval_keeps_input(student, rng):
    """传进去的 x 在调用之后保持原样。"""
    x = rng.normal(size=13)
    before = x.copy()
    student.bootstrap_interval(x, 0.9, 30, np.random.default_rng(kit.seed_of(rng)))
    kit.unchanged(x, before, "x")
