"""Hidden tests of StraightThrough: signs and masks with NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import numbers, signs, single


def check(student: Any, x: np.ndarray, upstream: np.ndarray) -> None:
    """Fail unless value and gradient are right."""
    value, passed = signs(x, upstream)
    arrived = student.vjp("straight_through", [torch.tensor(x)], torch.tensor(upstream))
    kit.close(arrived.result, torch.tensor(value), name="前向")
    kit.gradient(arrived.inputs[0], torch.tensor(passed))


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(11,), (3, 5), (2, 3, 2)])
def test_values_and_gradients(student, rng, shape):
    """前向是符号，反向在中间放行上游的梯度；形状不限。"""
    check(student, numbers(rng, *shape, scale=1.3), numbers(rng, *shape, scale=3.0))


@pytest.mark.exercise
def test_small_inputs(student, rng):
    """x 都离零很近：上游的梯度全部原样通过，正负都一样，再大也一样。"""
    check(student, numbers(rng, 11, scale=0.1), numbers(rng, 11, scale=40.0))


@pytest.mark.exercise
def test_large_inputs(student, rng):
    """x 都离零很远：一点梯度也不通过。"""
    x = numbers(rng, 11)
    check(student, x + 2 * np.sign(x), numbers(rng, 11))


@pytest.mark.exercise
def test_ends(student):
    """正好在两端，放行；刚刚超过，不放行。"""
    x = single([1, -1, 1.0001, -1.0001, 0.9999, -0.9999, 1, -1, 2, -2, 0.5])
    check(student, x, np.arange(2, 13, dtype=np.float32))


@pytest.mark.exercise
def test_zero(student):
    """零的符号是零，梯度照样通过。"""
    upstream = np.arange(1, 16, dtype=np.float32).reshape(3, 5)
    check(student, np.zeros((3, 5), np.float32), upstream)


@pytest.mark.exercise
def test_keeps_dtype_and_input(student, rng):
    """float64 的输入得到 float64；输入保持原样。"""
    x = torch.tensor(rng.normal(size=(3, 4)))
    before, want = x.clone(), torch.tensor(np.sign(x.numpy()))
    found = student.straight_through(x)
    kit.unchanged(x, before, "x")
    kit.close(found, want, name="前向")
    kit.require(found.dtype == torch.float64, "结果的 dtype 与输入的不同")
