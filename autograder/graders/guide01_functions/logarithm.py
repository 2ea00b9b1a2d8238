"""Hidden tests of logarithm: against forty digits of Python's decimal numbers."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import SHAPES, check_numbers, check_quiet, check_shapes

EXACT: dict[str, Any] = {"rtol": 1e-12, "atol": 0.0}


def logarithm(x: np.ndarray, base: float) -> np.ndarray:
    """The logarithm of each positive entry, NaN for the others."""
    with localcontext() as context:
        context.prec = 40
        below = Decimal(float(base)).ln()
        values = [float(Decimal(float(v)).ln() / below) if v > 0 else np.nan for v in np.ravel(x)]
    return np.array(values).reshape(np.shape(x))


@pytest.mark.exercise(core=True)
def test_logarithm_values(student, rng):
    """以 base 为底的对数，base 大于一。"""
    x = rng.uniform(0.05, 50.0, size=(3, 5))
    wants = [logarithm(x, base) for base in (3, 7.5)]
    results = [student.logarithm(x, base) for base in (3, 7.5)]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
@pytest.mark.parametrize("base", [0.5, 0.03, 0.9])
def test_logarithm_small_base(student, rng, base):
    """底小于一时也照公式。"""
    x = rng.uniform(0.05, 50.0, size=7)
    want = logarithm(x, base)
    kit.close(student.logarithm(x, base), want)


@pytest.mark.exercise
@pytest.mark.parametrize("base", [2, 10, 2.718281828459045, 1.001, 1e6])
def test_logarithm_exact(student, rng, base):
    """相对误差不超过题面给的界限，x 很大、很小、离一很近时也一样。"""
    x = np.concatenate([rng.uniform(0.05, 50.0, 7), [1e-300, 1e300, 1 + 1e-9, 1 - 1e-9, 1.0]])
    want = logarithm(x, base)
    kit.close(student.logarithm(x, base), want, **EXACT)


@pytest.mark.exercise
def test_logarithm_of_zero(student, rng):
    """零的对数是 NaN，不是负无穷大，也不发出警告。"""
    x = rng.permutation(np.array([0.0, 2.0, 0.5, 0.0]))
    want = logarithm(x, 2.0)
    check_quiet(student, lambda x: student.logarithm(x, 2.0), x, want)


@pytest.mark.exercise
def test_logarithm_of_negatives(student, rng):
    """负数的对数是 NaN，不发出警告。"""
    x = rng.permutation(np.array([-1.0, 2.0, -1e-9, 5.0, -300.0]))
    want = logarithm(x, 3.0)
    check_quiet(student, lambda x: student.logarithm(x, 3.0), x, want)


@pytest.mark.exercise
def test_logarithm_numbers(student, rng):
    """给一个数，还一个数；没有对数时是 NaN。"""
    inputs = [81, 0.2, np.float64(7.0), 0, -3.5, np.array(9.0)]
    wants = [float(logarithm(np.array(v), 3)) for v in inputs]
    check_numbers(lambda x: student.logarithm(x, 3), inputs, wants)


@pytest.mark.exercise
def test_logarithm_any_shape(student, rng):
    """任意形状、任意内存排列的 x 都能用（整数也能），形状不变，x 也不变。"""
    floats = [rng.normal(loc=0.5, size=shape) for shape in SHAPES]
    inputs = [*floats, *kit.layouts(rng.normal(loc=0.5, size=(3, 5))), rng.integers(-4, 9, size=(2, 7))]
    wants = [logarithm(x, 5.0) for x in inputs]
    check_shapes(lambda x: student.logarithm(x, 5.0), inputs, wants)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("base", [1, 1.0])
def test_logarithm_refuses_one(student, rng, base):
    """底是一时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.logarithm(rng.uniform(1.0, 2.0, size=3), base)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("base", [0, -2, -0.5])
def test_logarithm_refuses_what_is_not_positive(student, rng, base):
    """底是零或负数时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.logarithm(rng.uniform(1.0, 2.0, size=3), base)
