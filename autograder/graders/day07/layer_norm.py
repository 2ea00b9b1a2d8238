"""Hidden tests of layer_norm: mean and variance as matrix products."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import NORMS, function_gradients, keeps_dtype, layer_norm, normal, turned, unchanged


def norm_inputs(rng: np.random.Generator, *shape: int) -> list[Any]:
    """x of this shape, neither centred nor of variance 1; gamma, beta."""
    x = 3.0 * normal(rng, *shape) + 1.5
    return [x, normal(rng, shape[-1]), normal(rng, shape[-1])]


def normalised(student: Any, cases: Sequence[Sequence[Any]], atol: float = 1e-9) -> None:
    """Compare some calls."""
    wants = [layer_norm(*case) for case in cases]
    results = [student.layer_norm(*case) for case in cases]
    for want, result in zip(wants, results):
        kit.close(result, want, atol=atol)


@pytest.mark.exercise(core=True)
def test_norm_values(student, rng):
    """每个位置的向量减平均值、除以标准差，再乘 gamma、加 beta。"""
    normalised(student, [norm_inputs(rng, 3, 7, 5)])


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(5,), (1, 7), (11, 3), (2, 3, 5, 7)])
def test_norm_leading_axes(student, rng, shape):
    """只沿最后一个轴算，前面有几个轴都可以，没有也可以。"""
    normalised(student, [norm_inputs(rng, *shape)])


@pytest.mark.exercise
def test_norm_eps(student, rng):
    """eps 加在方差上、根号里面；由参数给出。"""
    x, gamma, beta = norm_inputs(rng, 3, 7, 5)
    normalised(student, [(0.3 * x, gamma, beta, 0.5), (0.1 * x, gamma, beta, 0.125)])


@pytest.mark.exercise
def test_norm_default_eps(student, rng):
    """不给 eps 时用默认值：方差很小的一行看得出来。"""
    x, gamma, beta = norm_inputs(rng, 3, 5)
    normalised(student, [(1e-3 * x, gamma, beta)])


@pytest.mark.exercise
def test_norm_constant_rows(student, rng):
    """一行的数都相等时，结果就是 beta，不是 NaN。"""
    x, gamma, beta = norm_inputs(rng, 5, 7)
    x[1], x[3] = 0.0, 2.0
    normalised(student, [(x, gamma, beta)], atol=1e-8)


@pytest.mark.exercise
def test_norm_far_from_zero(student, rng):
    """一行的平均值比标准差大几百万倍，或者全是同一个很大的数，方差仍然算得准。"""
    x, gamma, beta = norm_inputs(rng, 7, 5)
    # In float64 a mean of 1e7 is off by 1e-9, and a mean of squares by 1e-2.
    far, constant = x + 1e7, x[:, :1].expand(7, 5) + 1e5
    normalised(student, [(far, gamma, beta), (constant, gamma, beta)], atol=1e-6)


@pytest.mark.exercise
def test_norm_constant_row_gradient(student, rng):
    """一行的数都相等时，梯度也是有限的，不是 NaN。"""
    x, gamma, beta = norm_inputs(rng, 5, 7)
    x[2] = 0.5
    function_gradients(student, "layer_norm", layer_norm, (x, gamma, beta, 0.25), rng, ("x", "gamma", "beta"))


@pytest.mark.exercise
def test_norm_gradients(student, rng):
    """对 x、gamma、beta 都可以求导：平均值和标准差也依赖 x。"""
    function_gradients(
        student, "layer_norm", layer_norm, norm_inputs(rng, 3, 7, 5), rng, ("x", "gamma", "beta")
    )


@pytest.mark.exercise
def test_norm_keeps_inputs(student, rng):
    """参数在调用之后保持原样，内存怎样排列都行；dtype 与 x 相同。"""
    inputs = norm_inputs(rng, 3, 7, 5)
    inputs[0] = turned(inputs[0])
    before = [x.clone() for x in inputs]
    want = layer_norm(*inputs)
    double = student.layer_norm(*inputs)
    single = student.layer_norm(*[x.float() for x in inputs])
    unchanged(inputs, before, ("x", "gamma", "beta"))
    for result, dtype in ((double, torch.float64), (single, torch.float32)):
        keeps_dtype(result, dtype)
        kit.close(result, want)


@pytest.mark.exercise(core=True, structure=True)
def test_norm_is_own_work(student):
    """归一化要自己写，不调用现成的。"""
    kit.not_calling(student, "layer_norm", NORMS)
