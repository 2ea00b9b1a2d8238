"""Hidden tests of weighted_cross_entropy: the definition, written out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal

Case = tuple[Tensor, Tensor, Tensor]


def reference(logits: Tensor, target: Tensor, weights: Tensor) -> Tensor:
    """Log of the sum of exponentials less the right class's score, weighted, over the number of pixels."""
    peak = logits.detach().amax(dim=1)
    total = (logits - peak[:, None]).exp().sum(dim=1).log() + peak
    right = sum((logits[:, k] * (target == k) for k in range(logits.shape[1])), torch.zeros_like(total))
    return (weights * (total - right)).sum() / target.numel()


def some(rng: np.random.Generator, n: int, c: int, h: int, w: int, scale: float = 2.0) -> Case:
    """Random scores, classes and weights that differ a lot."""
    target = torch.tensor(rng.integers(c, size=(n, h, w)))
    return normal(rng, n, c, h, w, scale=scale), target, torch.tensor(rng.uniform(0.2, 9.0, size=(n, h, w)))


def compare(student: Any, *cases: Case) -> None:
    """Compare the student's losses with the reference."""
    wants = [reference(*case) for case in cases]
    found = [student.weighted_cross_entropy(*case) for case in cases]
    for got, want in zip(found, wants):
        kit.close(got, want)


@pytest.mark.exercise(core=True)
def test_weighted_one_picture(student, rng):
    """一张图、两类：带权重的交叉熵，除以像素个数。"""
    compare(student, some(rng, 1, 2, 3, 5))


@pytest.mark.exercise(core=True)
def test_weighted_batch(student, rng):
    """几张图、几类。"""
    compare(student, some(rng, 3, 5, 4, 7))


@pytest.mark.exercise
def test_weighted_ones(student, rng):
    """权重全是一时，就是普通的交叉熵。"""
    logits, target, weights = some(rng, 2, 3, 4, 5)
    compare(student, (logits, target, torch.ones_like(weights)))


@pytest.mark.exercise
def test_weighted_scale(student, rng):
    """权重整体加倍，损失也加倍。"""
    logits, target, weights = some(rng, 2, 3, 4, 5)
    compare(student, (logits, target, weights), (logits, target, 2 * weights))


@pytest.mark.exercise
def test_weighted_zeros(student, rng):
    """权重是零的像素不说话，但仍算在像素个数里；全是零时损失是零。"""
    logits, target, weights = some(rng, 2, 3, 4, 5)
    some_zero = weights.clone()
    some_zero[:, :2] = 0
    compare(student, (logits, target, some_zero), (logits, target, 0 * weights))


@pytest.mark.exercise
@pytest.mark.parametrize("scale", [300.0, 900.0])
def test_weighted_large_scores(student, rng, scale):
    """打分很大时，损失也是有限的数。"""
    compare(student, some(rng, 2, 3, 4, 5, scale))


@pytest.mark.exercise
def test_weighted_as_many_classes_as_rows(student, rng):
    """类数恰好等于高、等于宽时，也没有弄混。"""
    compare(student, some(rng, 2, 4, 4, 4))


@pytest.mark.exercise
def test_weighted_gradient(student, rng):
    """梯度能传回打分，而且是对的。"""
    logits, target, weights = some(rng, 2, 3, 4, 5)
    leaf = logits.clone().requires_grad_()
    (want,) = torch.autograd.grad(reference(leaf, target, weights), leaf)
    arrived = student.vjp("weighted_cross_entropy", [logits, target, weights], torch.tensor(1.0).double())
    kit.tensor(arrived.result, ())
    kit.gradient(arrived.inputs[0], want, name="对打分的梯度")


@pytest.mark.exercise
def test_weighted_keeps_inputs(student, rng):
    """三个张量在调用之后保持原样，内存怎样排列都行。"""
    logits, target, weights = (t.mT.contiguous().mT for t in some(rng, 2, 3, 4, 5))
    case = logits, target, weights
    before = [t.clone() for t in case]
    compare(student, case)
    for now, then, name in zip(case, before, ("logits", "target", "weights")):
        kit.unchanged(now.numpy(), then.numpy(), name)
