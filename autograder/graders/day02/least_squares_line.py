"""Hidden tests of least_squares_line: slope and intercept from the pairwise differences of the points."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import least_squares_line, numbers, pair


@pytest.mark.exercise(core=True)
def test_line_values(student, rng):
    """返回 (m, b)，是使均方误差最小的斜率和截距。"""
    x, y = numbers(rng, 11), numbers(rng, 11)
    want = least_squares_line(x, y)
    pair(student.least_squares_line(x, y), want, ("m", "b"))


@pytest.mark.exercise
def test_line_two_points(student, rng):
    """两个点确定的直线穿过这两个点。"""
    x, y = numbers(rng, 2), numbers(rng, 2)
    want = least_squares_line(x, y)
    pair(student.least_squares_line(x, y), want, ("m", "b"), rtol=1e-6)


@pytest.mark.exercise
def test_line_far_from_origin(student, rng):
    """x 的平均值远离 0 时也正确。"""
    x, y = rng.normal(200.0, 14.0, size=17), rng.normal(4.0, 0.8, size=17)
    want = least_squares_line(x, y)
    pair(student.least_squares_line(x, y), want, ("m", "b"), rtol=1e-6)


@pytest.mark.exercise
def test_line_constant_y(student, rng):
    """y 全都相等时斜率是 0，这不是错误。"""
    x, y = numbers(rng, 7), np.full(7, -3.5)
    pair(student.least_squares_line(x, y), (0.0, -3.5), ("m", "b"))


@pytest.mark.exercise
def test_line_descending_integers(student, rng):
    """整数数据、下降的直线也正确。"""
    x = rng.integers(-9, 10, 13)
    y = 5 - 3 * x + rng.integers(-2, 3, 13)
    want = least_squares_line(x, y)
    pair(student.least_squares_line(x, y), want, ("m", "b"))


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize(("n", "value"), [(7, 2.5), (5, 0.0), (3, -64.0), (1, 1.5)])
def test_line_refuses_constant_x(student, rng, n, value):
    """所有的 x 都相等（包括只有一个样本）时抛出 ValueError。"""
    x, y = np.full(n, value), numbers(rng, n)
    with kit.raises("ValueError"):
        student.least_squares_line(x, y)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("value", [0.1, 0.7])
def test_line_refuses_constant_x_that_rounds(student, rng, value):
    """所有的 x 都相等时抛出 ValueError，平均值有舍入误差、算出来的方差不正好是 0 时也一样。"""
    y = numbers(rng, 3)
    with kit.raises("ValueError"):
        student.least_squares_line(np.full(3, value), y)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("scale", [1e-9, 1e-6, 1e5])
def test_line_other_units(student, rng, scale):
    """换一个单位，x 的数值很小或很大，只要不全相等就照样算。"""
    x, y = numbers(rng, 11), numbers(rng, 11)
    m, b = least_squares_line(x, y)
    pair(student.least_squares_line(x * scale, y), (m / scale, b), ("m", "b"), rtol=1e-6)


@pytest.mark.exercise
def test_line_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样。"""
    x, y = kit.with_gaps(numbers(rng, 7)), kit.with_gaps(numbers(rng, 7))
    before = x.copy(), y.copy()
    student.least_squares_line(x, y)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
