"""Hidden tests of critic_loss: a critic that is equally steep everywhere, so that it does not matter where the penalty looks."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import ATOL, RTOL, normal


def expected(
    real: Tensor, fake: Tensor, slope: Tensor, bend: Tensor, weight: float
) -> tuple[Tensor, list[Tensor]]:
    """The loss and its gradients where the penalty is that of the real samples, or where all points are equally steep."""
    leaves = [slope.clone().requires_grad_(), bend.clone().requires_grad_()]

    def scores(x: Tensor) -> Tensor:
        return torch.stack([(leaves[0] * row + leaves[1] * row * row / 2).sum() for row in x])

    lengths = torch.stack([torch.sqrt(((leaves[0] + leaves[1] * row) ** 2).sum()) for row in real])
    loss = scores(fake).mean() - scores(real).mean() + weight * ((lengths - 1) ** 2).mean()
    return loss.detach(), list(torch.autograd.grad(loss, leaves))


def criticised(
    student: Any, real: Tensor, fake: Tensor, slope: Tensor, bend: Tensor, weight: float
) -> list[Any]:
    """Loss, gradients, and whether any reached the generator."""
    return kit.sequence(student.criticise(real, fake / 2, slope, bend, weight), 3, "criticise")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(7, 2), (5, 3, 2, 2)], ids=str)
@pytest.mark.parametrize("weight", [0.0, 10.0, 0.7])
def test_loss_of_a_plane(student, rng, shape, weight):
    """打分处处一样陡的评论家：损失与定义一致。"""
    real, fake, slope = normal(rng, *shape), normal(rng, *shape) + 2, normal(rng, *shape[1:])
    flat = torch.zeros_like(slope)
    want, _ = expected(real, fake, slope, flat, weight)
    loss, *_ = criticised(student, real, fake, slope, flat, weight)
    kit.close(loss, want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(7, 2), (5, 3, 2, 2)], ids=str)
def test_loss_of_a_bent_critic(student, rng, shape):
    """各处陡得不同的评论家，真假样本相同：只剩惩罚，与混合无关。"""
    real, slope, bend = normal(rng, *shape), normal(rng, *shape[1:]), 0.4 * normal(rng, *shape[1:])
    want, _ = expected(real, real, slope, bend, 3.0)
    loss, *_ = criticised(student, real, real.clone(), slope, bend, 3.0)
    kit.close(loss, want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("weight", [0.0, 2.0])
def test_loss_gradients(student, rng, weight):
    """损失对评论家的权重可以求导，惩罚那一项也教得了它。"""
    real, fake, slope = normal(rng, 7, 2), normal(rng, 7, 2) + 2, normal(rng, 2)
    flat = torch.zeros(2, dtype=torch.float64)
    if weight:
        fake = real.clone()
        flat = torch.tensor([0.5, -0.3], dtype=torch.float64)
    _, wants = expected(real, fake, slope, flat, weight)
    _, grads, _ = criticised(student, real, fake, slope, flat, weight)
    for got, want in zip(kit.sequence(grads, 2, "梯度"), wants):
        kit.gradient(got, want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(weight=2)
def test_loss_detaches(student, rng):
    """梯度不走进生成器。"""
    real, fake, slope = normal(rng, 7, 2), normal(rng, 7, 2), normal(rng, 2)
    *_, arrived = criticised(student, real, fake, slope, slope, 10.0)
    kit.require(not arrived, "梯度走进了生成器")


@pytest.mark.exercise
def test_loss_keeps_samples(student, rng):
    """真假样本在调用之后保持原样。"""
    real, start, slope = normal(rng, 7, 2), normal(rng, 7, 2), normal(rng, 2)
    before = real.clone(), start.clone()
    student.criticise(real, start, slope, slope, 10.0)
    kit.unchanged(real.numpy(), before[0].numpy(), "real")
    kit.unchanged(start.numpy(), before[1].numpy(), "fake")
