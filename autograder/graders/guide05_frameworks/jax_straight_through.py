"""Hidden tests of jax_straight_through: signs and masks with NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import as_array, numbers, signs, single


def check(student: Any, x: np.ndarray, upstream: np.ndarray, how: str = "plain") -> None:
    """Fail unless value and gradient are right."""
    wanted = signs(x, upstream)
    found = kit.sequence(student.straight_through_vjp(x, upstream, how), 2)
    kit.close(found[0], wanted[0], name="前向")
    kit.close(found[1], wanted[1], name="反向")


@pytest.mark.exercise(core=True, seconds=60)
@pytest.mark.parametrize("shape", [(11,), (3, 5), (2, 3, 2)])
def test_values_and_gradients(student, rng, shape):
    """前向是符号，反向在中间放行上游的梯度；形状不限。"""
    check(student, numbers(rng, *shape, scale=1.3), numbers(rng, *shape, scale=3.0))


@pytest.mark.exercise(seconds=60)
@pytest.mark.parametrize("how", ["vmap", "jit"])
def test_transformed(student, rng, how):
    """放进 jax.vmap、jax.jit，结果一样。"""
    check(student, numbers(rng, 11, scale=1.3), numbers(rng, 11), how)


@pytest.mark.exercise(seconds=60)
def test_small_inputs(student, rng):
    """x 都离零很近：上游的梯度全部原样通过，正负都一样，再大也一样。"""
    check(student, numbers(rng, 11, scale=0.1), numbers(rng, 11, scale=40.0))


@pytest.mark.exercise(seconds=60)
def test_large_inputs(student, rng):
    """x 都离零很远：一点梯度也不通过。"""
    x = numbers(rng, 11)
    check(student, x + 2 * np.sign(x), numbers(rng, 11))


@pytest.mark.exercise(seconds=60)
def test_ends(student):
    """正好在两端，放行；刚刚超过，不放行。"""
    x = single([1, -1, 1.0001, -1.0001, 0.9999, -0.9999, 1, -1, 2, -2, 0.5])
    check(student, x, np.arange(2, 13, dtype=np.float32))


@pytest.mark.exercise(seconds=60)
def test_zero(student):
    """零的符号是零，梯度照样通过。"""
    upstream = np.arange(1, 16, dtype=np.float32).reshape(3, 5)
    check(student, np.zeros((3, 5), np.float32), upstream)


@pytest.mark.exercise(seconds=60)
def test_numpy_input(student, rng):
    """直接给 NumPy 的数组也行，得到 JAX 的数组；输入保持原样。"""
    x = numbers(rng, 3, 5, scale=1.3)
    before, want = x.copy(), np.sign(x.astype(np.float64))
    found = student.jax_straight_through(x)
    kit.unchanged(x, before, "x")
    kit.close(as_array(student, found, own=True), want, name="前向")
