"""Hidden tests of dpo_loss: the loss as log(1 + exp(−x)), pair by pair."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import no_gradient, normal


def preference(c: Tensor, r: Tensor, rc: Tensor, rr: Tensor, beta: float = 0.1) -> Tensor:
    """The mean over the pairs; the references are numbers."""
    x = beta * (c - r - (rc - rr).detach())
    return torch.logaddexp(torch.zeros_like(x), -x).sum() / len(c)


def some(rng: np.random.Generator, n: int) -> list[Tensor]:
    """Four rows of log-probabilities."""
    return [normal(rng, n, scale=3.0) - 20 for _ in range(4)]


def check(student: Any, *cases: tuple[Any, Any]) -> None:
    """Compare some losses."""
    wants = [preference(*numbers, **options) for numbers, options in cases]
    found = [student.dpo_loss(*numbers, **options) for numbers, options in cases]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-6, atol=1e-9)


@pytest.mark.exercise(core=True)
def test_dpo_values(student, rng):
    """几对的平均，beta 在括号里面。"""
    check(student, (some(rng, 7), {"beta": 0.5}))


@pytest.mark.exercise(core=True)
def test_dpo_default(student, rng):
    """不传 beta 时是默认的。"""
    check(student, (some(rng, 7), {}))


@pytest.mark.exercise
def test_dpo_each_number(student, rng):
    """四个数各有各的位置。"""
    for place in range(4):
        numbers = [torch.full((3,), -5.0, dtype=torch.float64) for _ in range(4)]
        numbers[place] = numbers[place] + normal(rng, 3, scale=4.0)
        check(student, (numbers, {"beta": 0.7}))


@pytest.mark.exercise
def test_dpo_betas(student, rng):
    """beta 大的、小的都对；一对也行。"""
    check(
        student, (some(rng, 5), {"beta": 2.0}), (some(rng, 5), {"beta": 0.01}), (some(rng, 1), {"beta": 1.0})
    )


@pytest.mark.exercise
def test_dpo_far(student):
    """两边差得很远也是有限的，梯度也是。"""
    zero = torch.zeros(2, dtype=torch.float64)
    far = torch.tensor([1e4, -1e4], dtype=torch.float64)
    check(student, ([far, zero, zero, zero], {"beta": 1.0}), ([zero, zero, far, -far], {"beta": 0.5}))
    found = student.vjp("dpo_loss", (far, zero, zero, zero, 1.0), torch.tensor(1.0, dtype=torch.float64))
    want = torch.tensor([0.0, -0.5], dtype=torch.float64)
    kit.gradient(found.inputs[0], want, name="对 chosen 的梯度")


@pytest.mark.exercise(core=True)
def test_dpo_gradient(student, rng):
    """梯度到模型的两个数，不到参考模型。"""
    numbers = some(rng, 7)
    leaves = [x.clone().requires_grad_() for x in numbers[:2]]
    wants = torch.autograd.grad(1.7 * preference(leaves[0], leaves[1], numbers[2], numbers[3], 0.5), leaves)
    found = student.vjp("dpo_loss", (*numbers, 0.5), torch.tensor(1.7, dtype=torch.float64))
    for got, want, name in zip(found.inputs[:2], wants, ("chosen", "rejected")):
        kit.gradient(got, want, rtol=1e-6, atol=1e-9, name=f"对 {name} 的梯度")
    for got in found.inputs[2:4]:
        no_gradient(got, "参考模型")


@pytest.mark.exercise
def test_dpo_keeps(student, rng):
    """输入不变，dtype 与输入相同。"""
    numbers = some(rng, 5)
    before = [x.clone() for x in numbers]
    check(student, (numbers, {"beta": 0.3}))
    for now, then in zip(numbers, before):
        kit.unchanged(now.numpy(), then.numpy())
    single = student.dpo_loss(*(x.float() for x in before), 0.3)
    kit.require(kit.tensor(single, ()).dtype is torch.float32, "dtype 应当与 chosen 相同")
