"""Hidden tests of sigmoid_derivative: σ(z) · σ(−z) in logarithms."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import SHAPES, check_far_out


def sigmoid_derivative(z: np.ndarray | float) -> np.ndarray:
    """``σ(z) · σ(−z)`` in logarithms."""
    z = np.asarray(z, dtype=np.float64)
    return np.exp(-np.logaddexp(0.0, z) - np.logaddexp(0.0, -z))


@pytest.mark.exercise(core=True)
def test_sigmoid_derivative_values(student, rng):
    """返回 sigmoid 在 z 处的导数（z 是 sigmoid 的输入，不是它的输出），形状不变。"""
    z = rng.normal(scale=2.0, size=(5, 7))
    want = sigmoid_derivative(z)
    kit.close(student.sigmoid_derivative(z), want, rtol=1e-5, atol=1e-7)


@pytest.mark.exercise
def test_sigmoid_derivative_exact(student, rng):
    """绝对误差不超过题面给的界限，在 z = 0 处正好是四分之一。"""
    z = np.append(rng.uniform(-45.0, 45.0, size=101), 0.0)
    want = sigmoid_derivative(z)
    kit.close(student.sigmoid_derivative(z), want, rtol=1e-12, atol=1e-12)


@pytest.mark.exercise(weight=2)
def test_sigmoid_derivative_far_out(student, rng):
    """离 0 很远的 z，导数趋于 0，不溢出，不发出警告，也不是 NaN。"""
    z = np.append(rng.uniform(20.0, 1e4, size=21) * rng.choice([-1.0, 1.0], size=21), [1e4, -1e4, 2.5, -3.0])
    want = sigmoid_derivative(z)
    check_far_out(student, "sigmoid_derivative", z, want)


@pytest.mark.exercise
def test_sigmoid_derivative_any_shape(student, rng):
    """一维、二维、三维数组都能用；整数数组得到浮点数；给一个数，还一个数。"""
    inputs = [*(rng.normal(size=shape) for shape in SHAPES), rng.integers(-4, 5, size=(3, 7)), 0.75]
    wants = [sigmoid_derivative(z) for z in inputs]
    results = [student.sigmoid_derivative(z) for z in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=1e-5, atol=1e-7)


@pytest.mark.exercise
def test_sigmoid_derivative_keeps_input(student, rng):
    """传进去的 z 在调用之后保持原样。"""
    z = rng.normal(size=(5, 7))
    before = z.copy()
    student.sigmoid_derivative(z)
    kit.unchanged(z, before, "z")
