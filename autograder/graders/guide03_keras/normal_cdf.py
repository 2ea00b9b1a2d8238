"""Hidden tests of normal_cdf: the complementary error function, number by number, on either side of the mean."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from autograder import kit

EXACT: dict[str, Any] = {"rtol": 0.0, "atol": 1e-12}


def normal_cdf(x: np.ndarray | float, mean: float, std: float) -> np.ndarray:
    """One half of ``erfc`` of the distance below the mean."""
    areas = [math.erfc((mean - value) / (std * math.sqrt(2.0))) / 2 for value in np.ravel(x).astype(float)]
    return np.array(areas).reshape(np.shape(x))


@pytest.mark.exercise(core=True)
def test_cdf_values(student, rng):
    """平均值和标准差任意时，x 左边的面积算得对，形状与 x 相同。"""
    x = rng.normal(-1.3, 1.8, size=(3, 7))
    want = normal_cdf(x, -1.3, 1.8)
    kit.close(student.normal_cdf(x, -1.3, 1.8), want, atol=1e-9)


@pytest.mark.exercise
def test_cdf_exact(student, rng):
    """误差要小到浮点数的末几位：不是近似公式，也不是数值积分。"""
    x = rng.uniform(-5, 5, size=31)
    want = normal_cdf(x, 0.0, 1.0)
    kit.close(student.normal_cdf(x, 0.0, 1.0), want, **EXACT)


@pytest.mark.exercise
def test_cdf_both_ends(student):
    """从左到右由 0 升到 1，在平均值处是一半。"""
    x = np.array([-40.0, 3.0, 46.0])
    want = normal_cdf(x, 3.0, 0.5)
    kit.close(student.normal_cdf(x, 3.0, 0.5), want, **EXACT)


@pytest.mark.exercise
def test_cdf_of_a_number(student):
    """给一个数，还一个数；整数也行。"""
    values = (0, -1, 2.5)
    wants = [normal_cdf(np.float64(value), 0.5, 2.0) for value in values]
    results = [student.normal_cdf(value, 0.5, 2.0) for value in values]
    for want, result in zip(wants, results):
        kit.close(result, want, **EXACT)


@pytest.mark.exercise
def test_cdf_shapes(student, rng):
    """任意形状、整数、不连续的数组都行，形状照原样。"""
    arrays = [rng.normal(size=(2, 3, 5)), rng.integers(-3, 4, size=(7, 2)), kit.with_gaps(rng.normal(size=5))]
    wants = [normal_cdf(a, 0.0, 1.5) for a in arrays]
    results = [student.normal_cdf(a, 0.0, 1.5) for a in arrays]
    for want, result in zip(wants, results):
        kit.close(result, want, **EXACT)


@pytest.mark.exercise
def test_cdf_keeps_input(student, rng):
    """传进去的 x 在调用之后保持原样。"""
    x = rng.normal(size=(3, 5))
    before = x.copy()
    student.normal_cdf(x, 0.5, 2.0)
    kit.unchanged(x, before, "x")
