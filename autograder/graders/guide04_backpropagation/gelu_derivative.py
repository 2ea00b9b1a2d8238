"""Hidden tests of gelu_derivative: by the complementary error function, one number at a time."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder import kit


def gelu_slope(z: np.ndarray) -> np.ndarray:
    """Φ(z) + z·φ(z)."""
    values = [
        math.erfc(-t / math.sqrt(2.0)) / 2.0 + t * math.exp(-t * t / 2.0 - math.log(2.0 * math.pi) / 2.0)
        for t in np.ravel(z).astype(np.float64).tolist()
    ]
    return np.array(values).reshape(np.shape(z))


@pytest.mark.exercise(core=True)
def test_gelu_values(student, rng):
    """每个元素都是 GELU 在那里的导数，形状不变。"""
    z = rng.normal(scale=1.5, size=(3, 5))
    want = gelu_slope(z)
    kit.close(student.gelu_derivative(z), want)


@pytest.mark.exercise
def test_gelu_exact(student, rng):
    """误差不超过题面给的界限，零处和十几上下也一样。"""
    z = np.concatenate([rng.uniform(-9, 9, size=101), [0.0, -12.0, 12.0]])
    want = gelu_slope(z)
    kit.close(student.gelu_derivative(z), want, rtol=0.0, atol=1e-12)


@pytest.mark.exercise
@pytest.mark.parametrize("sign", [-1.0, 1.0], ids=["below", "above"])
def test_gelu_far_out(student, rng, sign):
    """|z| 很大时趋于 0 或 1，不溢出，也不发出警告。"""
    z = sign * np.append(rng.uniform(40.0, 1e4, size=(3, 7)), 1e4)
    want = gelu_slope(z)
    with student.strict_warnings():
        result = student.gelu_derivative(z)
    kit.close(result, want, rtol=0.0, atol=1e-12)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(11,), (1, 5), (2, 3, 5)])
def test_gelu_any_shape(student, rng, shape):
    """一维、二维、三维数组都能用。"""
    z = rng.normal(size=shape)
    want = gelu_slope(z)
    kit.close(student.gelu_derivative(z), want)


@pytest.mark.exercise
def test_gelu_scalars(student, rng):
    """给一个数（float、int、np.float64），还一个数。"""
    inputs = [float(rng.normal()), 2, np.float64(-rng.uniform(0.5, 2))]
    wants = [float(gelu_slope(np.array(z))) for z in inputs]
    results = [student.gelu_derivative(z) for z in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_gelu_integers(student, rng):
    """整数数组也能用，结果是浮点数。"""
    z = rng.integers(-4, 5, size=(3, 5))
    want = gelu_slope(z)
    kit.close(student.gelu_derivative(z), want)


@pytest.mark.exercise
def test_gelu_keeps_input(student, rng):
    """传进去的 z 在调用之后保持原样，无论内存怎样排列。"""
    z = rng.normal(size=(3, 5))
    inputs = [z.copy(), *kit.layouts(z)]
    want = gelu_slope(z)
    results = [student.gelu_derivative(each) for each in inputs]
    for each, result in zip(inputs, results):
        kit.unchanged(each, z, "z")
        kit.close(result, want)
