"""Hidden tests of top_p: a loop over rows that takes the largest until they suffice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit


def expected(logits: Tensor, p: float) -> Tensor:
    """Row by row."""
    flat = logits.reshape(-1, logits.shape[-1])
    out = torch.full_like(flat, -torch.inf)
    for row, kept in zip(flat.double().numpy(), out):
        powers = np.exp(row - row.max())
        probs, total = powers / powers.sum(), 0.0
        for place in sorted(range(len(row)), key=lambda i: -row[i]):
            kept[place] = float(row[place])
            total += probs[place]
            if total >= p:
                break
    return out.reshape(logits.shape)


def safe(logits: Tensor, p: float) -> bool:
    """Whether no sum comes near p, so that rounding decides nothing."""
    sums = logits.double().softmax(-1).sort(-1, descending=True).values.cumsum(-1)
    return bool((sums - p).abs().min() > 1e-4)


def check(student: Any, *cases: tuple[Tensor, float]) -> None:
    """Compare some results."""
    assert all(safe(*case) for case in cases)
    wants = [expected(*case) for case in cases]
    found = [student.top_p(*case) for case in cases]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-6, atol=1e-9)


def some(rng: np.random.Generator, *shape: int, p: float) -> tuple[Tensor, float]:
    """Random logits no sum of which comes near p."""
    while True:
        logits = torch.tensor(rng.normal(scale=1.5, size=shape))
        if safe(logits, p):
            return logits, p


def probs(*values: float) -> Tensor:
    """Logits of these probabilities, moved by a constant."""
    return torch.tensor(values).double().log() + 1.5


@pytest.mark.exercise(core=True)
def test_top_p_values(student, rng):
    """留下的打分和位置不变，其余是负无穷。"""
    check(student, *(some(rng, 7, p=p) for p in (0.35, 0.6, 0.85)), (probs(0.15, 0.5, 0.05, 0.3), 0.7))


@pytest.mark.exercise(core=True)
def test_top_p_rows(student, rng):
    """每一行各管各的。"""
    check(student, some(rng, 5, 11, p=0.5), some(rng, 2, 3, 7, p=0.8), some(rng, 3, 1, p=0.4))


@pytest.mark.exercise
def test_top_p_crosser(student, rng):
    """越过 p 的那一个也留，再往后的不留。"""
    row = probs(0.1, 0.4, 0.2, 0.3)
    check(student, *((row, p) for p in (0.39, 0.41, 0.69, 0.71, 0.89, 0.91)))


@pytest.mark.exercise
def test_top_p_at_least_one(student, rng):
    """p 很小时也留一个，就是最可能的。"""
    check(student, (probs(0.1, 0.2, 0.4, 0.3), 0.0), (probs(0.05, 0.9, 0.05), 0.01), some(rng, 4, 5, p=1e-3))


@pytest.mark.exercise
def test_top_p_flat_and_peaked(student, rng):
    """差不多一样时留得多，很有把握时只留一个。"""
    flat = torch.tensor(rng.permutation(20) * 1e-3)
    peaked = torch.tensor(rng.permutation(20) * 6.0)
    check(student, (torch.stack([flat, peaked]), 0.777))


@pytest.mark.exercise
def test_top_p_nearly_all(student, rng):
    """p 接近一时，差不多全留着。"""
    check(student, (probs(0.2, 0.3, 0.1, 0.4), 0.95), (probs(0.6, 0.4), 0.7))


@pytest.mark.exercise
def test_top_p_large(student, rng):
    """打分很大或很小时没有 NaN。"""
    check(student, (torch.tensor([1e4, 1e4 - 1, -1e4]).double(), 0.9))


@pytest.mark.exercise
def test_top_p_dtype(student, rng):
    """float32 进，float32 出。"""
    logits, p = some(rng, 3, 6, p=0.6)
    found = student.top_p(logits.float(), p)
    kit.close(found, expected(logits.float(), p))
    kit.require(str(found.dtype) == "torch.float32", "dtype 变了")


@pytest.mark.exercise
def test_top_p_keeps_input(student, rng):
    """logits 在调用之后不变。"""
    logits, p = some(rng, 3, 6, p=0.6)
    before = logits.clone()
    student.top_p(logits, p)
    kit.unchanged(logits, before, "logits")
