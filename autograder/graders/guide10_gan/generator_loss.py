"""Hidden tests of generator_loss: softplus spelled out, in float64."""

from __future__ import annotations

import pytest
import torch

from autograder import kit

from common import ATOL, RTOL, normal, softplus


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("size", [1, 7])
def test_loss_values(student, rng, size):
    """一批打分，损失与定义一致。"""
    fake = normal(rng, size, scale=2.0)
    want = softplus(-fake).mean()
    kit.close(student.generator_loss(fake.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
def test_loss_of_bad_fakes(student):
    """一眼就被看穿的假样本，损失有限，而且很大。"""
    fake = torch.tensor([-1e4, -30.0, 2.0])
    want = softplus(-fake.double()).mean().float()
    kit.close(student.generator_loss(fake), want, rtol=1e-5, atol=1e-5)


@pytest.mark.exercise
@pytest.mark.parametrize("size", [1.0, 40.0, 1e4])
def test_loss_gradients(student, size):
    """越差的假样本，梯度越大；打分极低也没有消失。"""
    fake = torch.tensor([-size, 0.5, size])
    leaf = fake.double().requires_grad_()
    (want,) = torch.autograd.grad(softplus(-leaf).mean(), leaf)
    arrived = student.vjp("generator_loss", [fake], torch.tensor(1.0))
    kit.gradient(arrived.inputs[0], want.float(), rtol=1e-5, atol=1e-6)


@pytest.mark.exercise
def test_loss_of_good_fakes(student):
    """以假乱真的样本，损失几乎是零。"""
    fake = torch.tensor([50.0, 1e4])
    kit.close(student.generator_loss(fake), torch.tensor(0.0), atol=1e-6)


@pytest.mark.exercise
def test_loss_keeps_scores(student, rng):
    """打分在调用之后保持原样。"""
    fake = normal(rng, 5)
    before = fake.clone()
    student.generator_loss(fake)
    kit.unchanged(fake.numpy(), before.numpy(), "fake")
