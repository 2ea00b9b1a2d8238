"""Hidden tests of AddNorm: layer norm of the sum, on a gamma and a beta from this side."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import NORMS, add_norm, layer_norm, loaded, normal, parameter_shapes, turned, unchanged


def norm_shapes(d_model: int) -> dict[str, tuple[int, ...]]:
    """The parameters of AddNorm."""
    return {"gamma": (d_model,), "beta": (d_model,)}


def pair(rng: np.random.Generator, *shape: int) -> list[Tensor]:
    """x and y of one shape, of different size and offset."""
    return [2.0 * normal(rng, *shape) + 1.0, normal(rng, *shape) - 0.5]


@pytest.mark.exercise(core=True)
def test_add_norm_fresh(student, rng):
    """刚建好时 gamma 全是 1、beta 全是 0，所以输出就是 x + y 归一化的结果。"""
    x, y = pair(rng, 3, 7, 5)
    handle = student.AddNorm(5)
    gamma, beta = (student.attribute(handle, name) for name in ("gamma", "beta"))
    out = student.invoke(handle, "__call__", x.float(), y.float())
    kit.close(gamma, torch.ones(5), name="gamma")
    kit.close(beta, torch.zeros(5), name="beta")
    want = layer_norm(x + y, torch.ones(5).double(), torch.zeros(5).double())
    kit.close(out, want, rtol=1e-4, atol=1e-4)


@pytest.mark.exercise(core=True)
def test_add_norm_values(student, rng):
    """换上别的 gamma 和 beta，输出是 x + y 归一化之后乘 gamma、加 beta。"""
    module, inputs = loaded(student, student.AddNorm(5), norm_shapes(5), rng), pair(rng, 3, 7, 5)
    want = add_norm(module.weights, *inputs)
    kit.close(student.invoke(module.handle, "__call__", *inputs), want)


@pytest.mark.exercise
def test_add_norm_parameters(student):
    """gamma 和 beta 是要学的参数 (nn.Parameter)，形状 (d_model,)，没有别的参数。"""
    found = parameter_shapes(student, student.AddNorm(7))
    kit.require(found == norm_shapes(7), "参数应当正好是 gamma 和 beta")


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(1, 1, 7), (11, 3), (2, 3, 5, 7)])
def test_add_norm_leading_axes(student, rng, shape):
    """只沿最后一个轴归一化，前面有几个轴都可以。"""
    module = loaded(student, student.AddNorm(shape[-1]), norm_shapes(shape[-1]), rng)
    inputs = pair(rng, *shape)
    want = add_norm(module.weights, *inputs)
    kit.close(student.invoke(module.handle, "__call__", *inputs), want)


@pytest.mark.exercise
def test_add_norm_gradients(student, rng):
    """梯度传得到 x、y、gamma 和 beta。"""
    module = loaded(student, student.AddNorm(5), norm_shapes(5), rng)
    module.gradients(student, add_norm, pair(rng, 3, 7, 5), rng, ("x", "y"))


@pytest.mark.exercise
def test_add_norm_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样。"""
    module = loaded(student, student.AddNorm(5), norm_shapes(5), rng)
    inputs = [turned(x) for x in pair(rng, 3, 7, 5)]
    before = [x.clone() for x in inputs]
    want = add_norm(module.weights, *inputs)
    result = student.invoke(module.handle, "__call__", *inputs)
    unchanged(inputs, before, ("x", "y"))
    kit.close(result, want)


@pytest.mark.exercise
def test_add_norm_small_variance(student, rng):
    """x + y 的方差很小或者是 0 时也能用，eps 是 layer_norm 的默认值。"""
    module = loaded(student, student.AddNorm(5), norm_shapes(5), rng)
    x, y = pair(rng, 3, 7, 5)
    cases = [(1e-3 * x, 1e-3 * y), (x, 0.25 - x)]
    wants = [add_norm(module.weights, *case) for case in cases]
    results = [student.invoke(module.handle, "__call__", *case) for case in cases]
    for want, result in zip(wants, results):
        kit.close(result, want, atol=1e-7)


@pytest.mark.exercise
def test_add_norms_are_separate(student, rng):
    """两个 AddNorm 各有各的 gamma 和 beta。"""
    first, second = (loaded(student, student.AddNorm(5), norm_shapes(5), rng) for _ in range(2))
    inputs = pair(rng, 3, 5)
    results = [student.invoke(module.handle, "__call__", *inputs) for module in (first, second)]
    for module, result in zip((first, second), results):
        kit.close(result, add_norm(module.weights, *inputs))


@pytest.mark.exercise(core=True, structure=True)
def test_add_norm_is_own_work(student):
    """归一化要自己写，不调用现成的。"""
    kit.not_calling(student, "AddNorm", NORMS)
