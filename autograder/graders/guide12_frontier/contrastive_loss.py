"""Hidden tests of contrastive_loss: cosines one pair at a time, both directions spelled out."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal, strided


def contrastive(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Half the sum of both means."""
    rows = [torch.stack([x @ y / (x @ x).sqrt() / (y @ y).sqrt() / temperature for y in b]) for x in a]
    scores = torch.stack(rows)
    right = scores.diagonal()
    return ((scores.logsumexp(dim=1) - right).mean() + (scores.logsumexp(dim=0) - right).mean()) / 2


def check(student: Any, *cases: tuple[Tensor, Tensor, float]) -> None:
    """Compare some losses."""
    wants = [contrastive(*case) for case in cases]
    found = [student.contrastive_loss(*case) for case in cases]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-6, atol=1e-9)


@pytest.mark.exercise(core=True)
def test_contrastive_values(student, rng):
    """两个方向的交叉熵，相加除以二；温度不是一。"""
    check(student, (normal(rng, 7, 5), normal(rng, 7, 5), 0.4))


@pytest.mark.exercise(core=True)
def test_contrastive_lengths(student, rng):
    """每一行的长短不影响结果。"""
    a, b = normal(rng, 7, 5), normal(rng, 7, 5)
    stretch = torch.tensor(rng.uniform(0.2, 9.0, size=(2, 7, 1)))
    check(student, (a * stretch[0], b * stretch[1], 1.0), (a * stretch[0], b, 1.0), (a, b * stretch[1], 1.0))


@pytest.mark.exercise
def test_contrastive_temperatures(student, rng):
    """温度高的、低的都对。"""
    a, b = normal(rng, 5, 3), normal(rng, 5, 3)
    check(student, (a, b, 0.05), (a, b, 3.0))


@pytest.mark.exercise
def test_contrastive_one_sided(student):
    """一个方向容易、另一个方向难时，两个都算。"""
    a = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], dtype=torch.float64)
    b = torch.tensor([[1.0, 0.2], [1.0, 0.1], [1.0, 0.0]], dtype=torch.float64)
    check(student, (a, b, 0.2), (b, a, 0.2))


@pytest.mark.exercise
def test_contrastive_ends(student, rng):
    """一对、两对、一维，都对；打分相差很大也不溢出。"""
    check(student, (normal(rng, 1, 3), normal(rng, 1, 3), 0.5), (normal(rng, 2, 7), normal(rng, 2, 7), 0.5))
    check(student, (normal(rng, 5, 1), normal(rng, 5, 1), 0.5), (normal(rng, 5, 3), normal(rng, 5, 3), 1e-4))


@pytest.mark.exercise
def test_contrastive_gradient(student, rng):
    """对两边都可以求导。"""
    a, b = normal(rng, 7, 5), normal(rng, 7, 5)
    leaves = [x.clone().requires_grad_() for x in (a, b)]
    wants = torch.autograd.grad(1.7 * contrastive(leaves[0], leaves[1], 0.4), leaves)
    found = student.vjp("contrastive_loss", (a, b, 0.4), torch.tensor(1.7, dtype=torch.float64))
    for got, want, name in zip(found.inputs, wants, "ab"):
        kit.gradient(got, want, rtol=1e-6, atol=1e-9, name=f"对 {name} 的梯度")


@pytest.mark.exercise
def test_contrastive_keeps(student, rng):
    """输入不变，内存怎样排列都行，dtype 与输入相同。"""
    a, b = strided(normal(rng, 7, 5)), strided(normal(rng, 7, 5))
    before = a.clone(), b.clone()
    want = contrastive(*before, 0.4)
    found = student.contrastive_loss(a, b, 0.4)
    kit.close(found, want, rtol=1e-6)
    for x, y, name in zip((a, b), before, "ab"):
        kit.unchanged(x.numpy(), y.numpy(), name)
    single = student.contrastive_loss(a.float(), b.float(), 0.4)
    kit.require(kit.tensor(single, ()).dtype is torch.float32, "dtype 应当与 a 相同")
