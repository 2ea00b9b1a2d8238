"""Hidden tests of mean_squared_error: the squared length of the residual."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import mean_squared_error, numbers


@pytest.mark.exercise(core=True)
def test_mse_values(student, rng):
    """残差平方的平均，是一个数。"""
    y_pred, y_true = numbers(rng, 11), numbers(rng, 11)
    want = mean_squared_error(y_pred, y_true)
    kit.close(student.mean_squared_error(y_pred, y_true), want)


@pytest.mark.exercise
def test_mse_one_sample(student, rng):
    """只有一个样本时，就是这个残差的平方。"""
    y_pred, y_true = numbers(rng, 1), numbers(rng, 1)
    want = mean_squared_error(y_pred, y_true)
    kit.close(student.mean_squared_error(y_pred, y_true), want)


@pytest.mark.exercise
def test_mse_any_shape(student, rng):
    """形状相同的多维数组，对所有元素求平均，不是只沿一个轴。"""
    inputs = [(numbers(rng, *shape), numbers(rng, *shape)) for shape in [(7, 1), (3, 5), (2, 3, 5)]]
    wants = [mean_squared_error(*both) for both in inputs]
    results = [student.mean_squared_error(*both) for both in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_mse_perfect(student, rng):
    """全部说中时正好是 0，预测与真值互换时结果不变。"""
    y, other = numbers(rng, 13), numbers(rng, 13)
    want = mean_squared_error(y, other)
    results = [
        student.mean_squared_error(first, second) for first, second in ((y, y.copy()), (y, other), (other, y))
    ]
    for result, expected in zip(results, (0.0, want, want)):
        kit.close(result, expected)


@pytest.mark.exercise
def test_mse_integers(student, rng):
    """整数数组也能用，结果不取整。"""
    y_pred, y_true = rng.integers(-9, 10, 7), rng.integers(-9, 10, 7)
    want = mean_squared_error(y_pred, y_true)
    kit.close(student.mean_squared_error(y_pred, y_true), want)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize(
    ("first", "second"), [((7,), (7, 1)), ((7, 1), (7,)), ((7,), (1,)), ((1, 7), (7,)), ((3, 5), (5, 3))]
)
def test_mse_refuses_other_shapes(student, first, second):
    """形状不同就抛出 ValueError，不论能不能广播、元素个数是否相同。"""
    # All zeros: what an answer that should not be there is does not tell which formula gave it.
    with kit.raises("ValueError"):
        student.mean_squared_error(np.zeros(first), np.zeros(second))


@pytest.mark.exercise
def test_mse_keeps_inputs(student, rng):
    """传进去的两个数组在调用之后保持原样。"""
    y_pred, y_true = numbers(rng, 5, 3), numbers(rng, 5, 3)
    before = y_pred.copy(), y_true.copy()
    student.mean_squared_error(y_pred, y_true)
    kit.unchanged(y_pred, before[0], "y_pred")
    kit.unchanged(y_true, before[1], "y_true")
