"""Hidden tests of horner: against the sum of powers, and in exact whole numbers."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import SHAPES, check_numbers, check_shapes


def polynomial(coefficients: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The sum of powers."""
    powers = np.arange(len(coefficients))[::-1]
    return (np.asarray(x, dtype=np.float64)[..., None] ** powers) @ np.asarray(coefficients, dtype=np.float64)


@pytest.mark.exercise(core=True)
def test_horner_values(student, rng):
    """系数从最高次排起，结果是多项式在每个 x 处的值。"""
    coefficients, x = rng.normal(size=5), rng.normal(size=(3, 7))
    want = polynomial(coefficients, x)
    kit.close(student.horner(coefficients, x), want)


@pytest.mark.exercise
def test_horner_degree_one(student, rng):
    """一次多项式也正确。"""
    (slope, constant), x = rng.normal(size=2), rng.normal(size=5)
    want = slope * x + constant
    kit.close(student.horner([float(slope), float(constant)], x), want)


@pytest.mark.exercise
def test_horner_constant(student, rng):
    """只有一个系数时，处处等于它，形状与 x 相同。"""
    c, x = float(rng.normal()), rng.normal(size=(2, 5))
    kit.close(student.horner((c,), x), np.full((2, 5), c))


@pytest.mark.exercise
def test_horner_empty(student, rng):
    """一个系数也没有时，是与 x 同形状的 0；x 是一个数时，是 0。"""
    x = rng.normal(size=(2, 5))
    results = [student.horner([], x), student.horner((), 2.5)]
    kit.close(results[0], np.zeros((2, 5)))
    kit.close(results[1], 0.0)


@pytest.mark.exercise
def test_horner_large_integers(student, rng):
    """x 和系数都是整数时，结果超出六十四位整数也正确。"""
    coefficients = [int(c) for c in rng.integers(1, 9, 10)]
    x = np.array([1000, 997, -1000])
    want = np.array([float(sum(c * int(v) ** k for k, c in enumerate(reversed(coefficients)))) for v in x])
    kit.close(student.horner(coefficients, x), want, rtol=1e-12)


@pytest.mark.exercise
def test_horner_integer_coefficients(student, rng):
    """x 是浮点数、系数是整数数组时也正确。"""
    coefficients, x = rng.integers(-9, 10, 6), rng.normal(size=7)
    want = polynomial(coefficients, x)
    kit.close(student.horner(coefficients, x), want)


@pytest.mark.exercise
def test_horner_small_integers(student, rng):
    """整数的 x 配小数的系数，小数不会被截掉；结果是浮点数。"""
    coefficients, x = rng.normal(size=4), rng.integers(-4, 5, size=(3, 5))
    want = polynomial(coefficients, x)
    result = student.horner(coefficients, x)
    kit.close(kit.array(result, (3, 5), dtype="f"), want)


@pytest.mark.exercise
def test_horner_numbers(student, rng):
    """给一个数（int、float、np.float64、0 维数组），还一个数。"""
    coefficients = [float(c) for c in rng.normal(size=4)]
    inputs = [3, -2.5, np.float64(0.75), np.array(1.25)]
    wants = [float(polynomial(np.array(coefficients), np.array(v))) for v in inputs]
    check_numbers(lambda x: student.horner(coefficients, x), inputs, wants)


@pytest.mark.exercise
def test_horner_any_shape(student, rng):
    """任意形状、任意内存排列的 x 都能用，形状不变，x 也不变。"""
    coefficients = kit.with_gaps(rng.normal(size=4))
    inputs = [*(rng.normal(size=shape) for shape in SHAPES), *kit.layouts(rng.normal(size=(3, 5)))]
    wants = [polynomial(coefficients, x) for x in inputs]
    check_shapes(lambda x: student.horner(coefficients, x), inputs, wants)


@pytest.mark.exercise(seconds=1, costly=True)
def test_horner_fast(student, rng):
    """很多个 x 一起算，在题面给的时间之内。"""
    coefficients, x = rng.normal(size=20), rng.uniform(-1.0, 1.0, 1_000_000)
    some = slice(None, None, 99_991)
    want = polynomial(coefficients, x[some])
    result = kit.array(student.horner(coefficients, x), x.shape)
    kit.close(result[some], want)


@pytest.mark.exercise(core=True, structure=True)
def test_horner_is_handmade(student):
    """不用现成的多项式函数。"""
    kit.close(student.horner([2.0, 1.0], np.array([3.0])), [7.0])
    kit.not_calling(student, "horner", {"polyval", "*poly*"})
