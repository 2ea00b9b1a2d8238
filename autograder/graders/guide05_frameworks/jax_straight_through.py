"""Hidden tests of jax_straight_through: signs and masks with NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import as_array, numbers, signs


def check(student: Any, x: np.ndarray, upstream: np.ndarray, how: str = "plain") -> None:
    """Fail unless value and gradient are right."""
    wanted = signs(x, upstream)
    found = kit.sequence(student.straight_through_vjp(x, upstream, how), 2)
    kit.close(found[0], wanted[0], name="前向")
    kit.close(found[1], wanted[1], name="反向")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(11,), (3, 5), (2, 3, 2)])
def test_values_and_gradients(student, rng, shape):
    """前向是符号，反向在中间放行上游的梯度；形状不限。"""
    check(student, numbers(rng, *shape, scale=1.3), numbers(rng, *shape, scale=3.0))


@pytest.mark.exercise
@pytest.mark.parametrize("how", ["vmap", "jit"])
def test_transformed(student, rng, how):
    """放进 jax.vmap、jax.jit，结果一样。"""
    check(student, numbers(rng, 7, scale=1.3), numbers(rng, 7), how)


@pytest.mark.exercise
def test_small_inputs(student, rng):
    """x 都离零很近：上游的梯度全部原样通过，正负都一样，再大也一样。"""
    check(student, numbers(rng, 5, scale=0.1), numbers(rng, 5, scale=40.0))


@pytest.mark.exercise
def test_large_inputs(student, rng):
    """x 都离零很远：一点梯度也不通过。"""
    check(student, np.float32([-3, 5, 1.5, -2]), numbers(rng, 4))


@pytest.mark.exercise
def test_ends(student):
    """正好在两端，放行；刚刚超过，不放行。"""
    x = np.float32([1, -1, 1.0001, -1.0001, 0.9999])
    check(student, x, np.float32([2, 3, 4, 5, 6]))


@pytest.mark.exercise
def test_zero(student):
    """零的符号是零，梯度照样通过。"""
    check(student, np.zeros((2, 3), np.float32), np.arange(6, dtype=np.float32).reshape(2, 3))


@pytest.mark.exercise
def test_numpy_input(student, rng):
    """直接给 NumPy 的数组也行，得到 JAX 的数组；输入保持原样。"""
    x = numbers(rng, 3, 4, scale=1.3)
    before, want = x.copy(), np.sign(x.astype(np.float64))
    found = student.jax_straight_through(x)
    kit.unchanged(x, before, "x")
    kit.close(as_array(student, found, own=True), want, name="前向")
