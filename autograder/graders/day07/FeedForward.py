"""Hidden tests of FeedForward: linear, ReLU, linear, on weights from this side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit
from autograder.checking.student import Call

from common import (
    Module,
    feed_forward,
    feed_forward_names,
    feed_forward_shapes,
    loaded,
    normal,
    parameter_shapes,
    turned,
    unchanged,
    untouched,
)


def feed_forward_module(student: Any, rng: np.random.Generator, d_model: int = 5, d_ff: int = 11) -> Module:
    """A feed-forward network with random weights, in float64."""
    handle = student.FeedForward(d_model, d_ff)
    names = feed_forward_names(parameter_shapes(student, handle), d_model, d_ff)
    return loaded(student, handle, feed_forward_shapes(d_model, d_ff), rng, names)


@pytest.mark.exercise(core=True)
def test_feed_forward_fresh(student, rng):
    """刚建好的模块，输出与用它自己的两个 nn.Linear 算出来的一致。"""
    handle, x = student.FeedForward(5, 11), normal(rng, 3, 7, 5)
    names = feed_forward_names(parameter_shapes(student, handle), 5, 11)
    weights, out = untouched(student, handle, names, [x])
    kit.close(out, feed_forward(weights, x), rtol=1e-4, atol=1e-4)


@pytest.mark.exercise(core=True)
def test_feed_forward_values(student, rng):
    """换上别的权重和偏置，输出是线性、ReLU、线性。"""
    module, x = feed_forward_module(student, rng), normal(rng, 3, 7, 5)
    want = feed_forward(module.weights, x)
    kit.close(student.invoke(module.handle, "__call__", x), want)


@pytest.mark.exercise
def test_feed_forward_parameters(student):
    """正好两个带偏置的 nn.Linear，中间的宽度是 d_ff，没有别的参数。"""
    handle, x = student.FeedForward(7, 3), torch.ones(2, 7)
    with kit.unrecorded(student):
        first, again = (student.invoke(handle, "__call__", x) for _ in range(2))
    # Layers that are made anew in each call and layers in a plain list both leave no parameters.
    student.calls.append(Call("the same twice", torch.equal(kit.tensor(first), kit.tensor(again)), {}))
    found = parameter_shapes(student, handle)
    wanted = sorted(feed_forward_shapes(7, 3).values())
    kit.require(sorted(found.values()) == wanted, "参数的个数或形状与题面不同")


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(5,), (13, 5), (1, 1, 5), (2, 3, 7, 5)])
def test_feed_forward_leading_axes(student, rng, shape):
    """前面有几个轴都可以，没有也可以。"""
    module, x = feed_forward_module(student, rng), normal(rng, *shape)
    want = feed_forward(module.weights, x)
    kit.close(student.invoke(module.handle, "__call__", x), want)


@pytest.mark.exercise
def test_feed_forward_widths(student, rng):
    """d_ff 可以比 d_model 小；输入放大很多倍也不会饱和。"""
    modules = [feed_forward_module(student, rng, d_model, d_ff) for d_model, d_ff in ((11, 3), (2, 29))]
    inputs = [30.0 * normal(rng, 3, 5, size) for size in (11, 2)]
    wants = [feed_forward(module.weights, x) for module, x in zip(modules, inputs)]
    results = [student.invoke(module.handle, "__call__", x) for module, x in zip(modules, inputs)]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_feed_forward_gradients(student, rng):
    """梯度传得到输入和两个 nn.Linear 的参数。"""
    module = feed_forward_module(student, rng)
    module.gradients(student, feed_forward, [normal(rng, 3, 7, 5)], rng, ["x"])


@pytest.mark.exercise
def test_feed_forward_position_by_position(student, rng):
    """每个位置各算各的：换掉一个位置，别的位置不变；输入保持原样。"""
    module, x = feed_forward_module(student, rng), turned(normal(rng, 3, 7, 5))
    other = x.clone()
    other[1, 2] = normal(rng, 5)
    before = x.clone()
    results = [student.invoke(module.handle, "__call__", given) for given in (x, other)]
    unchanged([x], [before], ["x"])
    for given, result in zip((before, other), results):
        kit.close(result, feed_forward(module.weights, given))
