"""Hidden tests of least_squares_losses: squares expanded, summed and divided."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal, turned


def expected(real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    """Both losses."""
    squares = (real * real - 2 * real + 1).sum() / real.numel(), (fake * fake).sum() / fake.numel()
    return 0.5 * (squares[0] + squares[1]), squares[1] - 2 * fake.sum() / fake.numel() + 1


def check(student: Any, real: Tensor, fake: Tensor) -> None:
    """Compare one call."""
    want = expected(real, fake)
    found = kit.sequence(student.least_squares_losses(real.clone(), fake.clone()), 2)
    for got, right, name in zip(found, want, ("d_loss", "g_loss")):
        kit.close(got, right, name=name)


@pytest.mark.exercise(core=True)
def test_squares_values(student, rng):
    """两个损失的数都对。"""
    check(student, normal(rng, 3, 1, 5, 7), normal(rng, 3, 1, 5, 7))


@pytest.mark.exercise
def test_squares_unlike_numbers(student, rng):
    """真的和假的打分个数不同时也对。"""
    check(student, normal(rng, 5, 1, 3, 2), normal(rng, 2, 1, 7, 5))


@pytest.mark.exercise
def test_squares_single(student, rng):
    """各只有一个打分也行。"""
    check(student, normal(rng, 1), normal(rng, 1))


@pytest.mark.exercise
def test_squares_satisfied(student):
    """假的全打零时，判别器那一项没有了；全打一时，生成器没有损失。"""
    check(student, torch.ones(3).double(), torch.zeros(2, 5).double())
    check(student, torch.zeros(3).double(), torch.ones(2, 5).double())


@pytest.mark.exercise
def test_squares_large(student, rng):
    """打分很大时也对。"""
    check(student, 1e3 * normal(rng, 4, 3), -1e3 * normal(rng, 2, 3))


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("which", [0, 1], ids=["d_loss", "g_loss"])
def test_squares_gradient(student, rng, which):
    """可以求导，计算图没有断开。"""
    real, fake = normal(rng, 3, 5), normal(rng, 2, 7)
    leaves = [t.clone().requires_grad_() for t in (real, fake)]
    wants = torch.autograd.grad(expected(*leaves)[which], leaves, allow_unused=True)
    upstream = torch.ones((), dtype=torch.float64)
    arrived = student.vjp("least_squares_losses", [real.clone(), fake.clone()], upstream, output=which)
    for got, want, name in zip(arrived.inputs, wants, ("real", "fake")):
        if want is not None:
            kit.gradient(got, want, name=f"对 {name} 的梯度")


@pytest.mark.exercise
def test_squares_keep_inputs(student, rng):
    """两份打分在调用之后不变。"""
    real, fake = turned(normal(rng, 3, 5)), turned(normal(rng, 2, 7))
    before, want = (real.clone(), fake.clone()), expected(real, fake)
    found = kit.sequence(student.least_squares_losses(real, fake), 2)
    kit.unchanged(real.numpy(), before[0].numpy(), "real")
    kit.unchanged(fake.numpy(), before[1].numpy(), "fake")
    kit.close(found[0], want[0], name="d_loss")
