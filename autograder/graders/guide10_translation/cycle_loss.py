"""Hidden tests of cycle_loss: lines through the notebook's ``Line``, distances by hand."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal, turned

Weights = tuple[float, float]
G, F = (2.0, 0.5), (-0.7, 1.25)


def distance(a: Tensor, b: Tensor) -> Tensor:
    """How far apart on average."""
    return (torch.maximum(a, b) - torch.minimum(a, b)).sum() / a.numel()


def expected(x: Tensor, y: Tensor, g: Any, f: Any) -> Tensor:
    """Both circles."""
    back = f[0] * (g[0] * x + g[1]) + f[1]
    forth = g[0] * (f[0] * y + f[1]) + g[1]
    return distance(back, x) + distance(forth, y)


def check(student: Any, x: Tensor, y: Tensor, g: Weights = G, f: Weights = F) -> None:
    """Compare one call."""
    want = expected(x, y, g, f)
    found = student.cycle_loss(x.clone(), y.clone(), student.Line(*g), student.Line(*f))
    kit.close(found, want)


@pytest.mark.exercise(core=True)
def test_cycle_values(student, rng):
    """两个方向翻过去再翻回来，差多少正确。"""
    check(student, normal(rng, 3, 1, 5, 7), normal(rng, 3, 1, 5, 7))


@pytest.mark.exercise
def test_cycle_unlike_numbers(student, rng):
    """两边的个数不同也对。"""
    check(student, normal(rng, 5, 1, 3, 2), normal(rng, 2, 1, 3, 7))


@pytest.mark.exercise
def test_cycle_inverse(student, rng):
    """正好互相抵消的两个网络，没有损失。"""
    check(student, normal(rng, 3, 2), normal(rng, 5, 2), (4.0, 1.0), (0.25, -0.25))


@pytest.mark.exercise
def test_cycle_shifts(student, rng):
    """只挪不放大的两个网络也对。"""
    check(student, normal(rng, 3, 2), normal(rng, 5, 2), (1.0, 2.0), (1.0, 0.5))


@pytest.mark.exercise
def test_cycle_only_one_far(student, rng):
    """只有一个网络什么也不做时也对。"""
    check(student, normal(rng, 3, 2), normal(rng, 5, 2), (1.0, 0.0), (3.0, -1.0))
    check(student, normal(rng, 3, 2), normal(rng, 5, 2), (3.0, -1.0), (1.0, 0.0))


@pytest.mark.exercise(core=True)
def test_cycle_gradient(student, rng):
    """两个网络的权重都有梯度，走的那两步都算在内。"""
    x, y = normal(rng, 3, 5), normal(rng, 2, 7)
    leaves = [torch.tensor(w, dtype=torch.float64, requires_grad=True) for w in (G, F)]
    want = expected(x, y, *leaves)
    wants = torch.autograd.grad(want, leaves)
    found = kit.sequence(student.with_lines("cycle_loss", x, y, list(G), list(F)), 3, "with_lines")
    kit.close(found[0], want.detach())
    for got, right, name in zip(found[1:], wants, ("g", "f")):
        kit.gradient(got, right, name=f"对 {name} 的梯度")


@pytest.mark.exercise
def test_cycle_keeps_inputs(student, rng):
    """x 和 y 在调用之后不变。"""
    x, y = turned(normal(rng, 3, 5)), turned(normal(rng, 2, 7))
    before, want = (x.clone(), y.clone()), expected(x, y, G, F)
    found = student.cycle_loss(x, y, student.Line(*G), student.Line(*F))
    kit.unchanged(x.numpy(), before[0].numpy(), "x")
    kit.unchanged(y.numpy(), before[1].numpy(), "y")
    kit.close(found, want)
