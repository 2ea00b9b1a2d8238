"""Hidden tests of SwiGLU: the gate by exponentials, in float64."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import Shapes, Weights, filled, normal, put, swiglu


def built(student: Any, rng: np.random.Generator, d: int = 5, hidden: int = 11) -> tuple[Any, Weights]:
    """A network with random weights, and these."""
    part = student.SwiGLU(d, hidden)
    want: Shapes = {"w1.weight": (hidden, d), "w2.weight": (d, hidden), "w3.weight": (hidden, d)}
    return part, filled(student, part, want, rng)


def check(student: Any, part: Any, weights: Weights, x: Tensor) -> None:
    """Compare one call."""
    want = swiglu(weights, x.double()).float()
    kit.close(student.invoke(part, "__call__", x), want)


@pytest.mark.exercise(core=True)
def test_swiglu_values(student, rng):
    """门、内容、出去，三个矩阵各在其位。"""
    check(student, *built(student, rng), normal(rng, 2, 7, 5))


@pytest.mark.exercise(core=True)
def test_swiglu_closed_gate(student, rng):
    """门关着的时候，几乎什么也过不去；内容是负的时候照样过。"""
    part, weights = built(student, rng)
    weights["w1.weight"] = -weights["w1.weight"].abs() * 3
    put(student, part, weights)
    check(student, part, weights, normal(rng, 4, 5).abs())
    check(student, part, weights, -normal(rng, 4, 5).abs())


@pytest.mark.exercise
def test_swiglu_sizes(student, rng):
    """窄的隐藏层，宽度是一，一个轴，都行。"""
    check(student, *built(student, rng, 7, 3), normal(rng, 4, 7))
    check(student, *built(student, rng, 1, 1), normal(rng, 2, 3, 1))
    check(student, *built(student, rng), normal(rng, 5))


@pytest.mark.exercise
def test_swiglu_zero(student, rng):
    """输入是零，输出也是零：没有偏置。"""
    part, _ = built(student, rng)
    kit.close(student.invoke(part, "__call__", torch.zeros(2, 5)), torch.zeros(2, 5))


@pytest.mark.exercise
def test_swiglu_gradient(student, rng):
    """梯度传得到输入和三个矩阵。"""
    part, weights = built(student, rng)
    x, up = normal(rng, 3, 5), normal(rng, 3, 5)
    leaves = {name: w.double().requires_grad_() for name, w in weights.items()}
    leaf = x.double().requires_grad_()
    wants = torch.autograd.grad(swiglu(leaves, leaf), [leaf, *leaves.values()], up.double())
    found = student.vjp(part, (x,), up)
    kit.gradient(found.inputs[0], wants[0].float(), name="对 x 的梯度")
    for name, want in zip(leaves, wants[1:]):
        kit.gradient(found.parameters[name], want.float(), name=f"对 {name} 的梯度")


@pytest.mark.exercise
def test_swiglu_keeps_input(student, rng):
    """x 在调用之后不变。"""
    part, _ = built(student, rng)
    x = normal(rng, 3, 5)
    before = x.clone()
    student.invoke(part, "__call__", x)
    kit.unchanged(x.numpy(), before.numpy(), "x")
