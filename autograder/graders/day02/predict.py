"""Hidden tests of predict: the line as a polynomial."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import numbers, predict

SHAPES = [(11,), (1, 5), (2, 3, 5)]


@pytest.mark.exercise(core=True)
def test_predict_values(student, rng):
    """预测是 m·x + b，逐元素计算。"""
    x = numbers(rng, 11)
    want = predict(x, -1.7, 0.6)
    kit.close(student.predict(x, -1.7, 0.6), want)


@pytest.mark.exercise
def test_predict_any_shape(student, rng):
    """一维、二维、三维数组都能用，结果的形状与 x 相同。"""
    inputs = [numbers(rng, *shape) for shape in SHAPES]
    wants = [predict(x, 2.3, -0.4) for x in inputs]
    results = [student.predict(x, 2.3, -0.4) for x in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_predict_one_number(student, rng):
    """x 是一个数时，返回一个数。"""
    x, m, b = (float(value) for value in numbers(rng, 3))
    want = float(predict(np.array(x), m, b))
    kit.close(student.predict(x, m, b), want)


@pytest.mark.exercise
def test_predict_integers(student, rng):
    """整数 x 配上小数的 m 和 b，结果不取整。"""
    x = rng.integers(-9, 10, size=(3, 7))
    want = predict(x, 0.37, -2.6)
    kit.close(student.predict(x, 0.37, -2.6), want)


@pytest.mark.exercise
def test_predict_negative_slopes(student, rng):
    """斜率和截距可以是负数，也可以是 0。"""
    x = numbers(rng, 7)
    lines = [(-0.8, -1.9), (0.0, 1.3), (2.6, 0.0)]
    wants = [predict(x, m, b) for m, b in lines]
    results = [student.predict(x, m, b) for m, b in lines]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_predict_keeps_input(student, rng):
    """传进去的 x 在调用之后保持原样。"""
    x = numbers(rng, 5, 3)
    before = x.copy()
    student.predict(x, 2.0, 1.0)
    kit.unchanged(x, before, "x")
