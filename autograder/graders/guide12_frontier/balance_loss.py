"""Hidden tests of balance_loss: shares counted one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal, slope, strided


def balance(logits: Tensor, experts: Tensor) -> Tensor:
    """The sum over the tokens, first choices only."""
    n, e = logits.shape
    mean = (logits - logits.logsumexp(dim=1, keepdim=True)).exp().sum(dim=0) / n
    return torch.stack([mean[i] for i in experts[:, 0].tolist()]).sum() * e / n


def some(rng: np.random.Generator, n: int, e: int, k: int) -> tuple[Tensor, Tensor]:
    """Logits and wishes that have nothing to do with them."""
    experts = np.stack([rng.permutation(e)[:k] for _ in range(n)])
    return normal(rng, n, e, scale=1.5), torch.tensor(experts)


def check(student: Any, *cases: tuple[Tensor, Tensor]) -> None:
    """Compare some losses."""
    wants = [balance(*case) for case in cases]
    found = [student.balance_loss(*case) for case in cases]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-6, atol=1e-9)


@pytest.mark.exercise(core=True)
def test_balance_values(student, rng):
    """请一位时，是专家数乘上比例与平均概率的积之和。"""
    check(student, some(rng, 11, 5, 1))


@pytest.mark.exercise(core=True)
def test_balance_choices(student, rng):
    """请几位时，只数第一志愿。"""
    check(student, some(rng, 11, 5, 3), some(rng, 7, 3, 2))


@pytest.mark.exercise
def test_balance_absent(student):
    """编号大的专家没有人请，也对。"""
    logits = torch.tensor([[0.5, 1.0, -1.0, 2.0, 0.0]] * 3, dtype=torch.float64)
    check(student, (logits, torch.tensor([[0, 1], [1, 0], [0, 4]])))


@pytest.mark.exercise
def test_balance_ends(student, rng):
    """一个词、一个专家、打分很大，都对。"""
    check(student, some(rng, 1, 5, 2), some(rng, 7, 1, 1))
    logits, experts = some(rng, 7, 3, 1)
    check(student, (logits * 1e4, experts))


@pytest.mark.exercise
def test_balance_gradient(student, rng):
    """对打分可以求导，经过的只有平均概率。"""
    logits, experts = some(rng, 11, 5, 2)
    leaf = logits.clone().requires_grad_()
    want = slope(1.7 * balance(leaf, experts), leaf)
    found = student.vjp("balance_loss", (logits, experts), torch.tensor(1.7, dtype=torch.float64))
    kit.gradient(found.inputs[0], want, rtol=1e-6, atol=1e-9, name="对 logits 的梯度")


@pytest.mark.exercise
def test_balance_keeps(student, rng):
    """输入不变，内存怎样排列都行，dtype 与打分相同。"""
    logits, experts = some(rng, 11, 5, 2)
    logits = strided(logits)
    before, wishes = logits.clone(), experts.clone()
    want = balance(before, wishes)
    found = student.balance_loss(logits, experts)
    kit.close(found, want, rtol=1e-6)
    kit.unchanged(logits.numpy(), before.numpy(), "logits")
    kit.unchanged(experts.numpy(), wishes.numpy(), "experts")
    single = student.balance_loss(before.float(), experts)
    kit.require(kit.tensor(single, ()).dtype is torch.float32, "dtype 应当与 logits 相同")
