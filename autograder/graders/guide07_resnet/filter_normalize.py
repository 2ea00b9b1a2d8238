"""Hidden tests of filter_normalize: filters one after the other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal, turned

SHAPES = [(5, 3, 2, 4), (5,), (3, 7), (2, 1, 3, 3)]


def scaled(direction: list[Tensor], parameters: list[Tensor]) -> list[Tensor]:
    """Filter by filter, length by the root of a sum over numbers."""
    out = []
    for d, w in zip(direction, parameters):
        new = torch.zeros_like(d)
        if w.dim() > 1:
            for i in range(len(d)):
                own, target = (float(np.sqrt(np.square(t[i].numpy()).sum())) for t in (d, w))
                if own > 0:
                    new[i] = d[i] / own * target
        out.append(new)
    return out


def filters(rng: Any, shapes: list[tuple[int, ...]]) -> list[Tensor]:
    """Filters of unlike lengths."""
    found = []
    for shape in shapes:
        sizes = torch.tensor(rng.uniform(0.2, 4.0, (shape[0], *[1] * (len(shape) - 1))))
        found.append(normal(rng, *shape) * sizes)
    return found


def check(student: Any, direction: list[Tensor], parameters: list[Tensor]) -> None:
    """Compare all parts."""
    wants = scaled(direction, parameters)
    found = kit.sequence(student.filter_normalize(direction, parameters), len(wants))
    for got, want in zip(found, wants):
        kit.close(got, want)


@pytest.mark.exercise(core=True)
def test_filters_convolution(student, rng):
    """卷积的权重：每个滤波器的方向不变，长度与权重里同一个滤波器相同。"""
    check(student, filters(rng, [(5, 3, 2, 4)]), filters(rng, [(5, 3, 2, 4)]))


@pytest.mark.exercise(core=True)
def test_filters_dense(student, rng):
    """全连接层的权重：一行是一个滤波器。"""
    check(student, filters(rng, [(3, 7)]), filters(rng, [(3, 7)]))


@pytest.mark.exercise
def test_filters_one_axis(student, rng):
    """一个轴的参数，方向是零。"""
    check(student, filters(rng, [(5,), (1,)]), filters(rng, [(5,), (1,)]))


@pytest.mark.exercise
def test_filters_all(student, rng):
    """几个参数放在一起，各归各的。"""
    check(student, filters(rng, SHAPES), filters(rng, SHAPES))


@pytest.mark.exercise
def test_filters_zero_direction(student, rng):
    """方向里全是零的滤波器还是零，没有 NaN。"""
    direction, parameters = filters(rng, [(5, 3, 2, 2)]), filters(rng, [(5, 3, 2, 2)])
    direction[0][2] = 0
    check(student, direction, parameters)


@pytest.mark.exercise
def test_filters_zero_weights(student, rng):
    """权重里全是零的滤波器，方向也成了零。"""
    direction, parameters = filters(rng, [(5, 3, 2, 2)]), filters(rng, [(5, 3, 2, 2)])
    parameters[0][3] = 0
    check(student, direction, parameters)


@pytest.mark.exercise
def test_filters_square(student, rng):
    """进和出一样多时，滤波器仍在第一轴上。"""
    check(student, filters(rng, [(4, 4, 3, 3), (6, 6)]), filters(rng, [(4, 4, 3, 3), (6, 6)]))


@pytest.mark.exercise
def test_filters_tiny(student, rng):
    """权重和方向都很小时也对。"""
    direction, parameters = filters(rng, [(5, 3)]), filters(rng, [(5, 3)])
    wants = [1e-3 * want for want in scaled(direction, parameters)]
    found = kit.sequence(
        student.filter_normalize([1e-4 * d for d in direction], [1e-3 * w for w in parameters]), 1
    )
    kit.close(found[0], wants[0], rtol=1e-5, atol=1e-9)


@pytest.mark.exercise
def test_filters_keep_inputs(student, rng):
    """两串张量在调用之后都保持原样，内存怎样排列都行。"""
    direction, parameters = filters(rng, SHAPES), filters(rng, SHAPES)
    given = [turned(t) if t.dim() > 1 else t for t in direction]
    weights = [turned(t) if t.dim() > 1 else t for t in parameters]
    wants = scaled(direction, parameters)
    found = kit.sequence(student.filter_normalize(given, weights), len(wants))
    for now, before, name in ((given, direction, "direction"), (weights, parameters, "parameters")):
        for t, then in zip(now, before):
            kit.unchanged(t.numpy(), then.numpy(), name)
    for got, want in zip(found, wants):
        kit.close(got, want)


@pytest.mark.exercise
def test_filters_no_graph(student, rng):
    """结果不带计算图。"""
    direction, parameters = filters(rng, SHAPES[:2]), filters(rng, SHAPES[:2])
    parameters = [w.requires_grad_() for w in parameters]
    found = kit.sequence(student.filter_normalize(direction, parameters), 2)
    kit.require(not any(kit.tensor(t).requires_grad for t in found), "结果还连着计算图")
