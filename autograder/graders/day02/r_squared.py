"""Hidden tests of r_squared: one minus mean squared error over variance."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import least_squares_line, mean_squared_error, numbers


def r_squared(y_true: np.ndarray, y_pred: np.ndarray) -> float:
    """One minus mean squared error over population variance."""
    return 1.0 - mean_squared_error(y_pred, y_true) / float(np.var(np.asarray(y_true, dtype=np.float64)))


@pytest.mark.exercise(core=True)
def test_r_squared_values(student, rng):
    """1 减去残差平方和与总平方和之比；真值是第一个参数。"""
    y_true = numbers(rng, 11)
    y_pred = y_true + rng.normal(scale=0.5, size=11)
    want = r_squared(y_true, y_pred)
    kit.close(student.r_squared(y_true, y_pred), want)


@pytest.mark.exercise
def test_r_squared_of_least_squares(student, rng):
    """预测来自最小二乘直线时，结果在 0 和 1 之间。"""
    x, y = numbers(rng, 13), numbers(rng, 13)
    m, b = least_squares_line(x, y)
    y_pred = m * x + b
    want = r_squared(y, y_pred)
    kit.close(student.r_squared(y, y_pred), want)


@pytest.mark.exercise
def test_r_squared_shifted(student, rng):
    """预测整体偏高或偏低时，结果变小：它不只看起伏是否一致。"""
    y_true = numbers(rng, 11)
    y_pred = y_true + rng.normal(scale=0.3, size=11) + 0.6
    want = r_squared(y_true, y_pred)
    kit.close(student.r_squared(y_true, y_pred), want)


@pytest.mark.exercise
def test_r_squared_negative(student, rng):
    """比永远回答平均值还差时，结果是负数，不截成 0。"""
    y_true, y_pred = numbers(rng, 7), numbers(rng, 7) + 3.0
    want = r_squared(y_true, y_pred)
    kit.close(student.r_squared(y_true, y_pred), want)


@pytest.mark.exercise
def test_r_squared_two_samples(student, rng):
    """样本很少时也照同一个公式，不做自由度修正。"""
    y_true, y_pred = np.array([1.25, -0.5]), numbers(rng, 2)
    want = r_squared(y_true, y_pred)
    kit.close(student.r_squared(y_true, y_pred), want)


@pytest.mark.exercise
def test_r_squared_tiny_units(student, rng):
    """换一个单位，结果不变，哪怕数值很小。"""
    y_true, y_pred = numbers(rng, 11), numbers(rng, 11)
    want = r_squared(y_true, y_pred)
    kit.close(student.r_squared(y_true * 1e-6, y_pred * 1e-6), want, rtol=1e-6)


@pytest.mark.exercise
@pytest.mark.parametrize("right", [False, True])
def test_r_squared_refuses_constant_truth(student, rng, right):
    """真值全都相等时抛出 ValueError，预测完全正确时也一样。"""
    y_true = np.full(7, -2.25)
    y_pred = y_true.copy() if right else numbers(rng, 7)
    with kit.raises("ValueError"):
        student.r_squared(y_true, y_pred)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("value", [0.1, 0.7])
def test_r_squared_refuses_constant_truth_that_rounds(student, rng, value):
    """真值全都相等时抛出 ValueError，平均值有舍入误差、算出来的方差不正好是 0 时也一样。"""
    y_pred = numbers(rng, 3)
    with kit.raises("ValueError"):
        student.r_squared(np.full(3, value), y_pred)


@pytest.mark.exercise
def test_r_squared_constant_prediction(student, rng):
    """预测全都相等不是错误。"""
    y_true, y_pred = numbers(rng, 7), np.full(7, 0.5)
    want = r_squared(y_true, y_pred)
    kit.close(student.r_squared(y_true, y_pred), want)


@pytest.mark.exercise
def test_r_squared_keeps_inputs(student, rng):
    """传进去的两个数组在调用之后保持原样；整数也能用。"""
    y_true, y_pred = rng.integers(-9, 10, 7), rng.integers(-9, 10, 7)
    before = y_true.copy(), y_pred.copy()
    want = r_squared(y_true, y_pred)
    result = student.r_squared(y_true, y_pred)
    kit.unchanged(y_true, before[0], "y_true")
    kit.unchanged(y_pred, before[1], "y_pred")
    kit.close(result, want)
