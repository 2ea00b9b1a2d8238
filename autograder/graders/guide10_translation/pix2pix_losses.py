"""Hidden tests of pix2pix_losses: the notebook's linear judge, losses by softplus, gradients by PyTorch."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal, turned

WEIGHTS = [0.7, -1.3, 0.4]


def softplus(x: Tensor) -> Tensor:
    """log(1 + e^x), also far out."""
    return x.clamp(min=0) + torch.log1p(torch.exp(-x.abs()))


def expected(
    weights: list[float], x: Tensor, y: Tensor, fake: Tensor, weight: float
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """d_loss, g_loss, the gradient of g_loss by fake, that of d_loss by the judge."""
    own = torch.tensor(weights, dtype=torch.float64, requires_grad=True)
    leaf = fake.clone().requires_grad_()

    def scores(picture: Tensor) -> Tensor:
        return own[0] * x.mean(1) + own[1] * picture.mean(1) + own[2]

    d_loss = softplus(-scores(y)).mean() / 2 + softplus(scores(fake)).mean() / 2
    g_loss = softplus(-scores(leaf)).mean() + weight * ((leaf - y) ** 2).sqrt().sum() / y.numel()
    (by_fake,) = torch.autograd.grad(g_loss, leaf, retain_graph=True)
    (by_judge,) = torch.autograd.grad(d_loss, own)
    return d_loss.detach(), g_loss.detach(), by_fake, by_judge


def some(rng: Any, a: int = 1, b: int = 1) -> list[Tensor]:
    """x, y, fake."""
    return [normal(rng, 3, c, 5, 7) for c in (a, b, b)]


def run(student: Any, x: Tensor, y: Tensor, fake: Tensor, weight: float) -> list[Any]:
    """What the notebook's function saw."""
    return kit.sequence(student.judged(WEIGHTS, x, y, fake, weight), 5, "judged")


@pytest.mark.exercise(core=True)
def test_losses_values(student, rng):
    """两个损失的数都对。"""
    x, y, fake = some(rng)
    want = expected(WEIGHTS, x, y, fake, 3.0)
    found = run(student, x, y, fake, 3.0)
    kit.close(found[0], want[0], name="d_loss")
    kit.close(found[1], want[1], name="g_loss")


@pytest.mark.exercise(core=True)
def test_losses_fake_gradient(student, rng):
    """g_loss 的两项都有通向 fake 的梯度，d_loss 没有。"""
    x, y, fake = some(rng)
    want = expected(WEIGHTS, x, y, fake, 0.5)
    found = run(student, x, y, fake, 0.5)
    kit.require(found[2] is None or not kit.tensor(found[2]).any(), "d_loss 的梯度流进了 fake")
    kit.gradient(found[3], want[2], name="g_loss 对 fake 的梯度")


@pytest.mark.exercise(core=True)
def test_losses_judge_gradient(student, rng):
    """d_loss 有通向判别器权重的梯度。"""
    x, y, fake = some(rng)
    want = expected(WEIGHTS, x, y, fake, 2.0)
    kit.gradient(run(student, x, y, fake, 2.0)[4], want[3], name="d_loss 对判别器的梯度")


@pytest.mark.exercise
def test_losses_no_pixels(student, rng):
    """weight 是零时，只剩对抗的一项。"""
    x, y, fake = some(rng)
    want = expected(WEIGHTS, x, y, fake, 0.0)
    found = run(student, x, y, fake, 0.0)
    kit.close(found[0], want[0], name="d_loss")
    kit.close(found[1], want[1], name="g_loss")


@pytest.mark.exercise
def test_losses_perfect(student, rng):
    """写得和真的一样时，g_loss 只剩对抗的一项。"""
    x, y, _ = some(rng)
    want = expected(WEIGHTS, x, y, y, 50.0)
    found = run(student, x, y, y.clone(), 50.0)
    kit.close(found[1], want[1], name="g_loss")


@pytest.mark.exercise
def test_losses_channels(student, rng):
    """x 和 y 的通道数可以不同。"""
    x, y, fake = some(rng, 2, 3)
    want = expected(WEIGHTS, x, y, fake, 3.0)
    found = run(student, x, y, fake, 3.0)
    kit.close(found[0], want[0], name="d_loss")
    kit.close(found[1], want[1], name="g_loss")


@pytest.mark.exercise
def test_losses_default_weight(student, rng):
    """weight 不写时，是题面的默认值。"""
    x, y, fake = some(rng)
    want = expected(WEIGHTS, x, y, fake, 100.0)
    found = kit.sequence(student.pix2pix_losses(student.Judge(WEIGHTS), x, y, fake), 2)
    kit.close(found[1], want[1], name="g_loss")


@pytest.mark.exercise
def test_losses_far_out(student, rng):
    """打分很大时，损失仍是有限的数。"""
    x, y, fake = (400 * t for t in some(rng))
    want = expected(WEIGHTS, x, y, fake, 1.0)
    found = run(student, x, y, fake, 1.0)
    kit.close(found[0], want[0], name="d_loss")
    kit.close(found[1], want[1], name="g_loss")


@pytest.mark.exercise
def test_losses_keep_inputs(student, rng):
    """x、y、fake 在调用之后不变，内存怎样排列都行。"""
    given = [turned(t) for t in some(rng)]
    before, want = [t.clone() for t in given], expected(WEIGHTS, given[0], given[1], given[2], 3.0)
    found = kit.sequence(student.pix2pix_losses(student.Judge(WEIGHTS), *given, weight=3.0), 2)
    for now, then, name in zip(given, before, ("x", "y", "fake")):
        kit.unchanged(now.numpy(), then.numpy(), name)
    kit.close(found[0], want[0], name="d_loss")
    kit.close(found[1], want[1], name="g_loss")
