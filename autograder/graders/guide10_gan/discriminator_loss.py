"""Hidden tests of discriminator_loss: softplus spelled out, in float64."""

from __future__ import annotations

import pytest
import torch

from autograder import kit

from common import ATOL, RTOL, normal, softplus


@pytest.mark.exercise(core=True)
def test_loss_values(student, rng):
    """真假两批打分，损失与定义一致。"""
    real, fake = normal(rng, 7, scale=2.0), normal(rng, 7, scale=2.0)
    want = softplus(-real).sum() / 7 + softplus(fake).sum() / 7
    kit.close(student.discriminator_loss(real.clone(), fake.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
def test_loss_of_unlike_sizes(student, rng):
    """两批不一样大时，各自平均。"""
    real, fake = normal(rng, 3) + 1, normal(rng, 11)
    want = softplus(-real).mean() + softplus(fake).mean()
    kit.close(student.discriminator_loss(real.clone(), fake.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise
@pytest.mark.parametrize("which", ["real", "fake"])
def test_loss_of_one_side(student, rng, which):
    """另一边已经认准时，损失只剩这一边。"""
    side, sure = normal(rng, 5), torch.full((5,), 60.0, dtype=torch.float64)
    args = (side, -sure) if which == "real" else (sure, side)
    want = softplus(-side if which == "real" else side).mean()
    kit.close(student.discriminator_loss(*args), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise
@pytest.mark.parametrize("size", [1e2, 1e4])
def test_loss_of_large_scores(student, size):
    """打分极大、极小，而且全错的时候，损失仍是有限的。"""
    real, fake = torch.tensor([-size, 0.0, size]), torch.tensor([size, 2.0])
    want = softplus(-real.double()).mean() + softplus(fake.double()).mean()
    kit.close(student.discriminator_loss(real, fake), want.float(), rtol=1e-5, atol=1e-5)


@pytest.mark.exercise
@pytest.mark.parametrize("size", [1.0, 40.0, 1e4])
def test_loss_gradients(student, size):
    """梯度在哪里都对，打分极大也没有消失。"""
    real, fake = torch.tensor([-size, 0.5, size, 1.0]), torch.tensor([size, -0.3])
    leaves = [real.double().requires_grad_(), fake.double().requires_grad_()]
    loss = softplus(-leaves[0]).mean() + softplus(leaves[1]).mean()
    wants = torch.autograd.grad(loss, leaves)
    arrived = student.vjp("discriminator_loss", [real, fake], torch.tensor(1.0))
    for got, want, name in zip(arrived.inputs, wants, ("real", "fake")):
        kit.gradient(got, want.float(), rtol=1e-5, atol=1e-6, name=f"对 {name} 的梯度")


@pytest.mark.exercise
def test_loss_keeps_scores(student, rng):
    """打分在调用之后保持原样。"""
    real, fake = normal(rng, 5), normal(rng, 5)
    before = real.clone(), fake.clone()
    student.discriminator_loss(real, fake)
    kit.unchanged(real.numpy(), before[0].numpy(), "real")
    kit.unchanged(fake.numpy(), before[1].numpy(), "fake")
