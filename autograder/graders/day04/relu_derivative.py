"""Hidden tests of relu_derivative: 1 where z is positive, else 0, however near to 0."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import SHAPES, relu_derivative


@pytest.mark.exercise(core=True)
def test_relu_derivative_values(student, rng):
    """z 为正的位置导数是 1，为负的位置是 0，形状不变。"""
    z = rng.normal(scale=2.0, size=(5, 7))
    want = relu_derivative(z)
    kit.close(student.relu_derivative(z), want)


@pytest.mark.exercise
def test_relu_derivative_at_zero(student, rng):
    """z 恰好等于 0 时导数取 0。"""
    # Nothing negative here, and no zeros elsewhere: what goes wrong at 0 shows alone.
    z = np.abs(rng.normal(size=(5, 7)))
    z[rng.random(z.shape) < 0.4] = 0.0
    z[0, 0], z[2, 3] = 0.0, -0.0
    want = relu_derivative(z)
    kit.close(student.relu_derivative(z), want)


@pytest.mark.exercise
def test_relu_derivative_small(student, rng):
    """再小的正数，导数也是 1；再小的负数，导数也是 0。"""
    z = rng.normal(size=(5, 7)) * 1e-9
    want = relu_derivative(z)
    kit.close(student.relu_derivative(z), want)


@pytest.mark.exercise
def test_relu_derivative_any_shape(student, rng):
    """一维、二维、三维数组都能用，输出的形状与输入相同。"""
    inputs = [rng.normal(size=shape) for shape in SHAPES]
    wants = [relu_derivative(z) for z in inputs]
    results = [student.relu_derivative(z) for z in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_relu_derivative_is_numeric(student, rng):
    """结果是数值 0 和 1（整数或浮点数都可以），不是 True 和 False。"""
    floats, integers = (
        rng.normal(size=(5, 7)),
        rng.integers(1, 5, size=(5, 7)) * rng.choice([-1, 1], size=(5, 7)),
    )
    wants = [relu_derivative(z) for z in (floats, integers)]
    results = [student.relu_derivative(z) for z in (floats, integers)]
    for want, result in zip(wants, results):
        kit.array(result, want.shape, dtype="iuf")
        kit.close(result, want)


@pytest.mark.exercise
def test_relu_derivative_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也能用。"""
    z = rng.normal(size=(5, 7))
    want = relu_derivative(z)
    results = [student.relu_derivative(same) for same in kit.layouts(z)]
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise
def test_relu_derivative_keeps_input(student, rng):
    """传进去的 z 在调用之后保持原样。"""
    z = rng.normal(size=(5, 7))
    before = z.copy()
    student.relu_derivative(z)
    kit.unchanged(z, before, "z")
