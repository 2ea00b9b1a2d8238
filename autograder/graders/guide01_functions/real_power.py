"""Hidden tests of real_power: against powers of numbers whose roots are known, and Python's own floats."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import SHAPES, check_numbers, check_quiet, check_shapes


def one(x: float, p: int, q: int) -> float:
    """The real power of one number, in Python's floats."""
    power = Fraction(p, q)
    if power == 0:
        return 1.0
    if x == 0:
        return 0.0 if power > 0 else math.nan
    if x > 0:
        return math.exp(math.log(x) * p / q)
    if power.denominator % 2 == 0:
        return math.nan
    return (-1.0) ** power.numerator * math.exp(math.log(-x) * p / q)


def real_power(x: np.ndarray, p: int, q: int = 1) -> np.ndarray:
    """The real power of each entry."""
    return np.array([one(float(v), p, q) for v in np.ravel(x)]).reshape(np.shape(x))


def signed(rng: np.random.Generator, n: int) -> np.ndarray:
    """Numbers of both signs, none near 0."""
    return rng.permutation(rng.uniform(0.3, 5.0, n) * np.where(np.arange(n) % 2, 1.0, -1.0))


@pytest.mark.exercise(core=True)
def test_power_of_positive_numbers(student, rng):
    """正数的 p/q 次幂，p 正负都正确。"""
    x = rng.uniform(0.3, 5.0, size=(3, 5))
    wants = [real_power(x, p, q) for p, q in [(2, 3), (-3, 4), (5, 2)]]
    results = [student.real_power(x, p, q) for p, q in [(2, 3), (-3, 4), (5, 2)]]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
@pytest.mark.parametrize("p", [1, -1, 5])
@pytest.mark.parametrize("q", [3, 7])
def test_power_odd_over_odd(student, rng, p, q):
    """负数、分子分母都是奇数：结果是负的实数，不发出警告。"""
    x = signed(rng, 7)
    want = real_power(x, p, q)
    check_quiet(student, lambda x: student.real_power(x, p, q), x, want)


@pytest.mark.exercise
@pytest.mark.parametrize("p", [2, -4])
def test_power_even_over_odd(student, rng, p):
    """负数、分子是偶数、分母是奇数：结果是正的实数，不发出警告。"""
    x = signed(rng, 7)
    want = real_power(x, p, 5)
    check_quiet(student, lambda x: student.real_power(x, p, 5), x, want)


@pytest.mark.exercise
@pytest.mark.parametrize(("p", "q"), [(1, 2), (3, 4), (-1, 6)])
def test_power_even_root(student, rng, p, q):
    """负数的偶次根是 NaN，不发出警告；正数照算。"""
    x = signed(rng, 7)
    want = real_power(x, p, q)
    check_quiet(student, lambda x: student.real_power(x, p, q), x, want)


@pytest.mark.exercise
@pytest.mark.parametrize(("p", "q"), [(2, 6), (6, 4), (4, 2), (-6, 10), (9, 3)])
def test_power_is_reduced(student, rng, p, q):
    """先约成最简分数，再看分子分母的奇偶。"""
    x = signed(rng, 7)
    want = real_power(x, p, q)
    kit.close(student.real_power(x, p, q), want)


@pytest.mark.exercise
@pytest.mark.parametrize("p", [3, 2, -2])
def test_power_whole(student, rng, p):
    """不给分母时就是整数次幂，底数正负都正确。"""
    x = signed(rng, 7)
    want = real_power(x, p)
    kit.close(student.real_power(x, p), want)


@pytest.mark.exercise
@pytest.mark.parametrize(("p", "q"), [(-1, 1), (-2, 3), (-1, 2)])
def test_power_of_zero_negative(student, rng, p, q):
    """零的负数次幂是 NaN，不是无穷大，也不发出警告。"""
    x = np.array([2.0, 0.0, 4.5, 0.0])
    want = real_power(x, p, q)
    check_quiet(student, lambda x: student.real_power(x, p, q), x, want)


@pytest.mark.exercise
def test_power_of_zero_positive(student, rng):
    """零的正数次幂是零。"""
    results = [student.real_power(np.array([0.0, 1.0]), p, q) for p, q in [(2, 1), (1, 3), (3, 2)]]
    for result in results:
        kit.close(result, [0.0, 1.0])


@pytest.mark.exercise
@pytest.mark.parametrize("q", [1, 2, 4])
def test_power_zero(student, rng, q):
    """任何数的零次幂是一：零、负数也一样，分母是几都一样。"""
    x = np.array([-2.5, 0.0, 3.0])
    kit.close(student.real_power(x, 0, q), np.ones(3))


@pytest.mark.exercise
def test_power_integers(student, rng):
    """整数数组也能用，结果是浮点数，负数次幂也一样。"""
    x = np.array([[-8, -1, 2], [5, 27, 64]])
    wants = [real_power(x, p, q) for p, q in [(1, 3), (-1, 1), (-2, 3)]]
    results = [student.real_power(x, p, q) for p, q in [(1, 3), (-1, 1), (-2, 3)]]
    for want, result in zip(wants, results):
        kit.close(kit.array(result, x.shape, dtype="f"), want)


@pytest.mark.exercise
def test_power_large_integers(student, rng):
    """整数的高次幂超出六十四位整数也正确。"""
    x = np.array([-1000, 999])
    want = real_power(x, 9)
    kit.close(student.real_power(x, 9), want, rtol=1e-9)


@pytest.mark.exercise
def test_power_numbers(student, rng):
    """给一个数，还一个数；没有值时是 NaN。"""
    inputs: list[Any] = [-8, 27.0, np.float64(-0.125), np.array(64.0)]
    wants = [one(float(v), 1, 3) for v in inputs]
    check_numbers(lambda x: student.real_power(x, 1, 3), inputs, wants)
    check_numbers(lambda x: student.real_power(x, -1, 2), [-4.0, 0, 0.25], [math.nan, math.nan, 2.0])


@pytest.mark.exercise
def test_power_any_shape(student, rng):
    """任意形状、任意内存排列的 x 都能用，形状不变，x 也不变。"""
    inputs = [*(rng.normal(size=shape) for shape in SHAPES), *kit.layouts(rng.normal(size=(3, 5)))]
    wants = [real_power(x, 1, 3) for x in inputs]
    check_shapes(lambda x: student.real_power(x, 1, 3), inputs, wants)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("q", [0, -1, -4])
def test_power_refuses_bad_q(student, rng, q):
    """分母小于一时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.real_power(rng.uniform(1.0, 2.0, size=3), 2, q)
