"""Hidden tests of sigmoid: values in logarithms, also far out, where the formula overflows."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import SHAPES, check_far_out, sigmoid


@pytest.mark.exercise(core=True)
def test_sigmoid_values(student, rng):
    """每个元素 z 变成 1 / (1 + e^(−z))，形状不变。"""
    z = rng.normal(scale=3.0, size=(5, 7))
    want = sigmoid(z)
    kit.close(student.sigmoid(z), want, atol=1e-7)


@pytest.mark.exercise
def test_sigmoid_exact(student, rng):
    """绝对误差不超过题面给的界限，z 在几十上下时也一样。"""
    z = np.append(rng.uniform(-45.0, 45.0, size=101), 0.0)
    want = sigmoid(z)
    kit.close(student.sigmoid(z), want, rtol=1e-12, atol=1e-12)


@pytest.mark.exercise
def test_sigmoid_far_below(student, rng):
    """z 是很大的负数时结果趋于 0，计算中不溢出，也不发出警告。"""
    z = np.append(-rng.uniform(20.0, 1e4, size=(3, 7)), -1e4)
    want = sigmoid(z)
    check_far_out(student, "sigmoid", z, want)


@pytest.mark.exercise
def test_sigmoid_far_above(student, rng):
    """z 是很大的正数时结果趋于 1，计算中不溢出，也不发出警告。"""
    z = np.append(rng.uniform(20.0, 1e4, size=(3, 7)), 1e4)
    want = sigmoid(z)
    check_far_out(student, "sigmoid", z, want)


@pytest.mark.exercise
def test_sigmoid_any_shape(student, rng):
    """一维、二维、三维数组都能用，输出的形状与输入相同。"""
    inputs = [rng.normal(size=shape) for shape in SHAPES]
    wants = [sigmoid(z) for z in inputs]
    results = [student.sigmoid(z) for z in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_sigmoid_scalars(student, rng):
    """给一个数（float、np.float64），还一个数。"""
    inputs = [float(rng.normal()), -float(rng.uniform(1, 3)), np.float64(rng.normal())]
    wants = [float(sigmoid(z)) for z in inputs]
    results = [student.sigmoid(z) for z in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_sigmoid_integers(student, rng):
    """整数数组也能用，结果是浮点数。"""
    z = rng.integers(-9, 10, size=(5, 7))
    want = sigmoid(z)
    kit.close(student.sigmoid(z), want)


@pytest.mark.exercise
def test_sigmoid_keeps_input(student, rng):
    """传进去的 z 在调用之后保持原样，无论内存怎样排列，也无论里面的数有多大。"""
    plain, scattered = rng.normal(size=(5, 7)), rng.normal(size=(5, 7))
    for z in (plain, scattered):
        z[0, :2] = [-1000.0, 1000.0]
    inputs = [plain, *kit.layouts(scattered)]
    before = [z.copy() for z in inputs]
    results = [student.sigmoid(z) for z in inputs]
    for z, then, result in zip(inputs, before, results):
        kit.unchanged(z, then, "z")
        kit.close(result, sigmoid(then))
