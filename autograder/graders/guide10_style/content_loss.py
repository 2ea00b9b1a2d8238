"""Hidden tests of content_loss."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal


def apart(a: Tensor, b: Tensor) -> Tensor:
    """The mean of the squares, number by number."""
    return torch.stack([(x - y) ** 2 for x, y in zip(a.flatten(), b.flatten())]).mean()


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(1, 3, 5, 2), (2, 7)])
def test_content_values(student, rng, shape):
    """所有元素的均方差。"""
    a, b = normal(rng, *shape), normal(rng, *shape)
    want = apart(a, b)
    kit.close(student.content_loss(a, b), want)


@pytest.mark.exercise
def test_content_single_number(student):
    """只有一个数。"""
    a, b = torch.tensor([7.0]).double(), torch.tensor([4.0]).double()
    kit.close(student.content_loss(a, b), torch.tensor(9.0).double())


@pytest.mark.exercise(core=True)
def test_content_gradient(student, rng):
    """对图的梯度。"""
    a, b = normal(rng, 2, 3, 5), normal(rng, 2, 3, 5)
    want = 2 * (a - b) / a.numel()
    arrived = student.vjp("content_loss", [a, b], torch.tensor(1.0).double())
    kit.gradient(arrived.inputs[0], want)


@pytest.mark.exercise
def test_content_target_stays(student, rng):
    """梯度不流向目标。"""
    a, b = normal(rng, 3, 5), normal(rng, 3, 5)
    arrived = student.vjp("content_loss", [a, b], torch.tensor(1.0).double())
    reached = arrived.inputs[1]
    kit.require(reached is None or not reached.any(), "目标也得到了梯度")


@pytest.mark.exercise
def test_content_keeps_inputs(student, rng):
    """两个张量保持原样。"""
    a, b = normal(rng, 3, 5), normal(rng, 3, 5)
    before = a.clone(), b.clone()
    student.content_loss(a, b)
    kit.unchanged(a, before[0], "a")
    kit.unchanged(b, before[1], "b")
