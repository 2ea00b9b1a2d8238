"""Hidden tests of route: seats handed out from a list of wishes in Python."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal, slope, strided


def routed(logits: Tensor, k: int, capacity: int) -> tuple[Tensor, Tensor]:
    """(experts, weights) by sorting pairs."""
    n, e = logits.shape
    wishes = [[i for _, i in sorted((-z, i) for i, z in enumerate(row))[:k]] for row in logits.tolist()]
    experts = torch.tensor(wishes)
    chosen = torch.stack([logits[i, wishes[i]] for i in range(n)])
    weights = (chosen - chosen.logsumexp(dim=1, keepdim=True)).exp()
    left, seats = [capacity] * e, torch.zeros(n, k, dtype=logits.dtype)
    for choice, token in ((c, t) for c in range(k) for t in range(n)):
        if left[wishes[token][choice]] > 0:
            left[wishes[token][choice]] -= 1
            seats[token, choice] = 1
    return experts, weights * seats


def check(student: Any, *cases: tuple[Tensor, int, int]) -> None:
    """Compare some calls."""
    wants = [routed(*case) for case in cases]
    found = [student.route(*case) for case in cases]
    for got, want in zip(found, wants):
        experts, weights = kit.sequence(got, 2)
        kit.close(kit.tensor(experts, None, "iu", "experts"), want[0], name="experts")
        kit.close(weights, want[1], rtol=1e-6, atol=1e-9, name="weights")


@pytest.mark.exercise(core=True)
def test_route_values(student, rng):
    """位子够的时候，挑分最高的几个，权重在挑中的上面归一化。"""
    check(student, (normal(rng, 7, 5), 3, 7))


@pytest.mark.exercise(core=True)
def test_route_crowded(student, rng):
    """位子不够的时候，先坐第一志愿，再坐第二志愿，落空的权重是零。"""
    check(student, *((normal(rng, 13, 5), 3, capacity) for capacity in (2, 3, 6)))


@pytest.mark.exercise
def test_route_order(student):
    """后来的词的第一志愿，先于先来的词的第二志愿。"""
    logits = torch.tensor([[2.0, 1.0, 0.0], [2.5, 1.5, 0.0], [0.0, 3.0, 1.0]], dtype=torch.float64)
    check(student, (logits, 2, 1), (logits, 2, 2))


@pytest.mark.exercise
def test_route_first_come(student):
    """志愿相同时，先来的词先坐。"""
    logits = torch.tensor([[1.0, 0.0]] * 5, dtype=torch.float64)
    check(student, (logits, 1, 2), (logits, 1, 3))


@pytest.mark.exercise
def test_route_ties(student):
    """分数一样时编号小的在前，专家很多时也是。"""
    few = torch.tensor([[0.0, 0.0, 0.0], [1.0, 2.0, 2.0], [2.0, 1.0, 2.0]], dtype=torch.float64)
    many = torch.zeros(3, 67, dtype=torch.float64)
    many[1, 40:] = 1.0
    check(student, (few, 2, 3), (many, 5, 3))


@pytest.mark.exercise
def test_route_ends(student, rng):
    """一个专家、一个词、全部专家都请、没有位子，都对。"""
    logits = normal(rng, 5, 3)
    check(student, (logits, 3, 5), (logits, 2, 0), (normal(rng, 1, 3), 2, 1), (normal(rng, 4, 1), 1, 2))


@pytest.mark.exercise
def test_route_single(student, rng):
    """只请一个时，坐得下的权重是一。"""
    check(student, (normal(rng, 7, 3), 1, 7), (normal(rng, 7, 3), 1, 2))


@pytest.mark.exercise
def test_route_gradient(student, rng):
    """权重对打分可以求导，落空的没有梯度。"""
    logits, up = normal(rng, 7, 5), normal(rng, 7, 3)
    leaf = logits.clone().requires_grad_()
    want = slope((routed(leaf, 3, 3)[1] * up).sum(), leaf)
    found = student.vjp("route", (logits, 3, 3), up, output=1)
    kit.gradient(found.inputs[0], want, rtol=1e-6, atol=1e-9, name="对 logits 的梯度")


@pytest.mark.exercise
def test_route_keeps(student, rng):
    """dtype 与打分相同，打分不变，内存怎样排列、打分多大都行。"""
    logits = strided(normal(rng, 7, 5)).float()
    before = logits.clone()
    found = kit.sequence(student.route(logits, 2, 3), 2)
    kit.require(kit.tensor(found[1]).dtype is torch.float32, "weights 的 dtype 应当与 logits 相同")
    kit.close(found[1], routed(before.double(), 2, 3)[1].float(), name="weights")
    kit.unchanged(logits.numpy(), before.numpy(), "logits")
    check(student, (before.double() * 1e4, 2, 3))
