"""Hidden tests of rational: quotients of polynomials given by their roots, so that zeros are exact."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import SHAPES, check_numbers, check_quiet, check_shapes


def coefficients(roots: list[int], lead: float = 1.0) -> list[float]:
    """Highest power first, from whole-number roots: exact."""
    row = np.array([float(lead)])
    for root in roots:
        row = np.convolve(row, [1.0, -root])
    return [float(c) for c in row]


def quotient(above: list[int], below: list[int], x: np.ndarray, lead: float = 1.0) -> np.ndarray:
    """The quotient from the roots; NaN at those below."""
    x = np.asarray(x, dtype=np.float64)
    top, bottom = np.full(x.shape, float(lead)), np.ones(x.shape)
    for root in above:
        top = top * (x - root)
    for root in below:
        bottom = bottom * (x - root)
    out = np.full(x.shape, np.nan)
    np.divide(top, bottom, out=out, where=bottom != 0)
    return out


@pytest.mark.exercise(core=True)
def test_rational_values(student, rng):
    """分母不为零的地方是 p(x)/q(x)。"""
    x = rng.uniform(4.0, 9.0, size=(3, 5))
    want = quotient([1, -2, 3], [2, -5], x, 1.5)
    kit.close(student.rational(coefficients([1, -2, 3], 1.5), coefficients([2, -5]), x), want)


@pytest.mark.exercise
def test_rational_poles(student, rng):
    """分母是零、分子不是的地方是 NaN，不是无穷大，也不发出警告；别处照算。"""
    x = rng.permutation(np.array([2.0, -5.0, 1.0, 0.0, 4.5, -1.5, 7.0]))
    want = quotient([1, 3], [2, -5], x)
    p, q = coefficients([1, 3]), coefficients([2, -5])
    check_quiet(student, lambda x: student.rational(p, q, x), x, want)


@pytest.mark.exercise
def test_rational_holes(student, rng):
    """分子分母都是零的地方也是 NaN，不发出警告；公因子不约去。"""
    x = rng.permutation(np.array([3.0, -1.0, 0.0, 0.5, 6.0]))
    want = quotient([3, 2], [3, 4], x)
    p, q = coefficients([3, 2]), coefficients([3, 4])
    check_quiet(student, lambda x: student.rational(p, q, x), x, want)


@pytest.mark.exercise
@pytest.mark.parametrize("exponent", [-20, -40])
def test_rational_close_to_a_pole(student, rng, exponent):
    """离分母的零点很近、但不在零点上的地方照样相除，不是 NaN。"""
    step = 2.0**exponent
    x = np.array([1 + step, 1 - step, 1.0])
    want = np.array([3.0 / step, -3.0 / step, np.nan])
    kit.close(student.rational([3], [1, -1], x), want)


@pytest.mark.exercise
def test_rational_small_denominator(student, rng):
    """分母处处都很小时，商也不走样。"""
    x = rng.uniform(1.0, 2.0, size=5)
    want = x / (2.0**-34 * x * x)
    kit.close(student.rational([1.0, 0.0], [2.0**-34, 0.0, 0.0], x), want)


@pytest.mark.exercise
def test_rational_numbers(student, rng):
    """给一个数，还一个数；在零点上是 NaN，不抛出异常。"""
    inputs = [4, 2.0, np.float64(-0.5), 2, np.array(6.0)]
    wants = [float(quotient([1], [2], np.array(v))) for v in inputs]
    check_numbers(lambda x: student.rational([1.0, -1.0], [1.0, -2.0], x), inputs, wants)


@pytest.mark.exercise
def test_rational_empty_coefficients(student, rng):
    """分子没有系数时是零，分母没有系数时处处是 NaN。"""
    x = rng.uniform(1.0, 2.0, size=(2, 3))
    results = [student.rational([], [1.0, 0.0], x), student.rational([1.0], [], x)]
    kit.close(results[0], np.zeros((2, 3)))
    kit.close(results[1], np.full((2, 3), np.nan))


@pytest.mark.exercise
def test_rational_any_shape(student, rng):
    """任意形状、任意内存排列的 x 都能用（整数也能），形状不变，x 也不变。"""
    floats = [rng.uniform(3.0, 5.0, size=shape) for shape in SHAPES]
    inputs = [*floats, *kit.layouts(rng.uniform(3.0, 5.0, size=(3, 5))), rng.integers(-4, 5, size=(2, 7))]
    wants = [quotient([1, -2], [2], x) for x in inputs]
    p, q = coefficients([1, -2]), coefficients([2])
    check_shapes(lambda x: student.rational(p, q, x), inputs, wants)
