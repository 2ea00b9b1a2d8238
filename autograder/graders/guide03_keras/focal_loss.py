"""Hidden tests of focal_loss: the formula in float64, sample by sample, by way of log p and log(1 − p)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import described, made, sequential


def focal(y: torch.Tensor, logits: torch.Tensor, gamma: float) -> torch.Tensor:
    """The mean over all entries, in float64."""
    log_p, log_q = (torch.nn.functional.logsigmoid(sign * logits.double()) for sign in (1, -1))
    right, wrong = torch.where(y.double() == 1, log_p, log_q), torch.where(y.double() == 1, log_q, log_p)
    return -(torch.exp(gamma * wrong) * right).mean()


def case(rng: np.random.Generator, *shape: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Labels of both kinds, and logits of which many are wrong."""
    y = rng.permutation(np.arange(int(np.prod(shape))) % 2).reshape(shape)
    return torch.tensor(y), torch.tensor(rng.normal(0.0, 2.0, shape), dtype=torch.float32)


def call(student: Any, gamma: float, y: torch.Tensor, logits: torch.Tensor) -> torch.Tensor:
    """The student's loss."""
    return student.invoke(student.focal_loss(gamma), "__call__", y, logits)


@pytest.mark.exercise(core=True, seconds=30)
def test_focal_values(student, rng):
    """每个样本的交叉熵乘上权重，再对样本求平均；标签两种都有。"""
    y, logits = case(rng, 13)
    want = focal(y, logits, 2.0).float()
    kit.close(call(student, 2.0, y.float(), logits), want)


@pytest.mark.exercise(seconds=30)
@pytest.mark.parametrize("label", [0, 1])
def test_focal_one_sample(student, rng, label):
    """只有一个样本时，标签是哪一种、判对判错都对。"""
    cases = [(torch.tensor([label]), torch.tensor([z])) for z in (-1.5, 0.7)]
    wants = [focal(*c, 1.5).float() for c in cases]
    results = [call(student, 1.5, y.float(), logits) for y, logits in cases]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise(seconds=30)
def test_focal_gamma_zero(student, rng):
    """gamma 为零时就是平均二元交叉熵，也可以是小数。"""
    y, logits = case(rng, 11)
    wants = [focal(y, logits, gamma).float() for gamma in (0.0, 0.5, 3.0)]
    results = [call(student, gamma, y.float(), logits) for gamma in (0.0, 0.5, 3.0)]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise(seconds=30)
def test_focal_kinds_of_input(student, rng):
    """形状任意，对全部元素求平均；标签可以是整数。"""
    cases = [case(rng, 7, 1), case(rng, 3, 5)]
    wants = [focal(*c, 2.0).float() for c in cases]
    results = [call(student, 2.0, *c) for c in cases]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise(seconds=30)
def test_focal_gradient(student, rng):
    """对分数的梯度与公式一致：权重里的分数也要求导。"""
    y, logits = case(rng, 9)
    leaf = logits.double().requires_grad_()
    (want,) = torch.autograd.grad(focal(y, leaf, 1.5), leaf)
    got = student.vjp(student.focal_loss(1.5), [y, logits], torch.tensor(1.0))
    kit.gradient(got.inputs[-1], want.float())


@pytest.mark.exercise(seconds=30)
def test_focal_far_out(student):
    """分数的绝对值很大时，损失是有限的数：判错时就是分数的大小，判对时是零。"""
    y, logits = torch.tensor([1.0, 0.0, 1.0, 0.0]), torch.tensor([-1e4, 1e4, 1e4, -1e4])
    for gamma in (0.0, 0.5, 2.0):
        want = focal(y, logits, gamma).float()
        kit.close(call(student, gamma, y, logits), want)


@pytest.mark.exercise(seconds=30, weight=2)
def test_focal_gradient_far_out(student):
    """分数的绝对值很大时，梯度也没有 NaN：判错的样本推得动，判对的不推。"""
    y, logits = torch.tensor([1.0, 0.0, 1.0, 0.0]), torch.tensor([-1e4, 60.0, 1e4, -60.0])
    for gamma in (0.0, 0.5, 2.0):
        got = student.vjp(student.focal_loss(gamma), [y.long(), logits], torch.tensor(1.0))
        kit.gradient(got.inputs[-1], torch.tensor([-0.25, 0.25, 0.0, 0.0]))


@pytest.mark.exercise(seconds=30)
def test_focal_shapes(student, rng):
    """标签和分数的形状不同时抛出 ValueError，不悄悄广播。"""
    y, logits = case(rng, 5)
    loss = student.focal_loss(2.0)
    for given in ((y.float(), logits[:, None]), (y.float()[:, None], logits), (y.float()[:1], logits)):
        with kit.raises("ValueError"):
            student.invoke(loss, "__call__", *given)


@pytest.mark.exercise(seconds=30)
def test_focal_in_a_model(student, rng):
    """交给 compile 当损失，evaluate 给出同样的数。"""
    model = made(student, sequential(1, described("layers", "Dense", units=1, kernel_initializer="ones")))
    y, logits = case(rng, 12, 1)
    want = float(focal(y, logits, 2.0))
    student.invoke(model, "compile", optimizer="sgd", loss=student.focal_loss(2.0))
    found = student.invoke(model, "evaluate", logits.numpy(), y.numpy(), verbose=0)
    kit.close(found, want, rtol=1e-4, atol=1e-5)
