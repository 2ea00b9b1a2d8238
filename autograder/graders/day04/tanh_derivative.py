"""Hidden tests of tanh_derivative: a formula without cancellation, also far out, where others overflow."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import SHAPES


def tanh_derivative(z: np.ndarray) -> np.ndarray:
    """``4·e^(−2|z|) / (1 + e^(−2|z|))²``, free of overflow and of cancellation."""
    decay = np.exp(-2.0 * np.abs(z))
    return 4.0 * decay / (1.0 + decay) ** 2


@pytest.mark.exercise(core=True)
def test_tanh_derivative_values(student, rng):
    """返回 tanh 在 z 处的导数（z 是 tanh 的输入，不是它的输出），形状不变。"""
    z = rng.normal(size=(5, 7))
    want = tanh_derivative(z)
    kit.close(student.tanh_derivative(z), want, rtol=1e-5, atol=1e-7)


@pytest.mark.exercise
def test_tanh_derivative_exact(student, rng):
    """结果精确到浮点数的舍入误差，在 z = 0 处正好是 1。"""
    z = np.append(rng.normal(scale=3.0, size=46), 0.0)
    want = tanh_derivative(z)
    kit.close(student.tanh_derivative(z), want, rtol=1e-12, atol=1e-12)


@pytest.mark.exercise
def test_tanh_derivative_far_out(student, rng):
    """离 0 很远的 z，导数趋于 0。"""
    # Where e^(2z) is still a number: overflow has a test of its own.
    z = rng.uniform(20.0, 300.0, size=(3, 7)) * np.resize([-1.0, 1.0], (3, 7))
    want = tanh_derivative(z)
    kit.close(student.tanh_derivative(z), want, atol=1e-12)


@pytest.mark.exercise
def test_tanh_derivative_no_overflow(student, rng):
    """z 是几百、上千的正数或负数时，不会溢出成 NaN 或 Inf。"""
    z = rng.uniform(800.0, 1000.0, size=(3, 7)) * np.resize([-1.0, 1.0], (3, 7))
    finite = np.isfinite(kit.array(student.tanh_derivative(z), z.shape))
    kit.record(student, finite)
    if not finite.all():
        kit.fail("not-finite", "z 离 0 很远时，结果里有 NaN 或 Inf")


@pytest.mark.exercise
def test_tanh_derivative_any_shape(student, rng):
    """一维、二维、三维数组都能用，输出的形状与输入相同。"""
    inputs = [rng.normal(size=shape) for shape in SHAPES]
    wants = [tanh_derivative(z) for z in inputs]
    results = [student.tanh_derivative(z) for z in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=1e-5, atol=1e-7)


@pytest.mark.exercise
def test_tanh_derivative_integers(student, rng):
    """整数数组也能用，结果是浮点数。"""
    z = rng.integers(-3, 4, size=(5, 7))
    want = tanh_derivative(z)
    kit.close(student.tanh_derivative(z), want, rtol=1e-5, atol=1e-7)


@pytest.mark.exercise
def test_tanh_derivative_keeps_input(student, rng):
    """传进去的 z 在调用之后保持原样。"""
    z = rng.normal(size=(5, 7))
    before = z.copy()
    student.tanh_derivative(z)
    kit.unchanged(z, before, "z")
