"""Hidden tests of relu: z where it is positive."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import SHAPES, relu


@pytest.mark.exercise(core=True)
def test_relu_values(student, rng):
    """正数原样返回，负数变成 0，形状不变。"""
    z = rng.normal(scale=2.0, size=(5, 7))
    want = relu(z)
    kit.close(student.relu(z), want)


@pytest.mark.exercise
def test_relu_large_and_small(student, rng):
    """无论正数多大或多小都原样返回，无论负数多大都正好是 0。"""
    z = rng.normal(size=(3, 7)) * np.array([[1e-5], [1e2], [1e5]])
    want = relu(z)
    kit.close(student.relu(z), want, atol=1e-12)


@pytest.mark.exercise
def test_relu_any_shape(student, rng):
    """一维、二维、三维数组都能用，输出的形状与输入相同。"""
    inputs = [rng.normal(size=shape) for shape in SHAPES]
    wants = [relu(z) for z in inputs]
    results = [student.relu(z) for z in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_relu_integers(student, rng):
    """整数数组也能用。"""
    z = rng.integers(-9, 10, size=(5, 7))
    want = relu(z)
    kit.close(student.relu(z), want)


@pytest.mark.exercise
def test_relu_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也能用。"""
    z = rng.normal(size=(5, 7))
    want = relu(z)
    results = [student.relu(same) for same in kit.layouts(z)]
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise
def test_relu_keeps_input(student, rng):
    """传进去的 z 在调用之后保持原样。"""
    z = rng.normal(size=(5, 7))
    before = z.copy()
    student.relu(z)
    kit.unchanged(z, before, "z")
