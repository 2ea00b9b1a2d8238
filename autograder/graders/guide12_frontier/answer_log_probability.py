"""Hidden tests of answer_log_probability: word by word."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal, slope


def total(logits: Tensor, ids: Tensor, answer_start: Tensor) -> Tensor:
    """The sum over each answer."""
    sums = []
    for scores, words, start in zip(logits, ids.tolist(), answer_start.tolist()):
        value = scores.sum() * 0.0
        for place in range(start, len(words)):
            row = scores[place - 1]
            value = value + row[words[place]] - row.logsumexp(0)
        sums.append(value)
    return torch.stack(sums)


def some(rng: np.random.Generator, n: int, t: int, v: int, *starts: int) -> tuple[Tensor, Tensor, Tensor]:
    """Logits, words and starts."""
    return normal(rng, n, t, v, scale=2.0), torch.tensor(rng.integers(v, size=(n, t))), torch.tensor(starts)


def check(student: Any, *cases: tuple[Tensor, Tensor, Tensor]) -> None:
    """Compare some sums."""
    wants = [total(*case) for case in cases]
    found = [student.answer_log_probability(*case) for case in cases]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-6, atol=1e-9)


@pytest.mark.exercise(core=True)
def test_answer_values(student, rng):
    """提问只有一个词时，是其余所有词的对数概率的和。"""
    check(student, some(rng, 3, 7, 5, 1, 1, 1))


@pytest.mark.exercise(core=True)
def test_answer_starts(student, rng):
    """每行的回答从各自的位置开始，提问不算。"""
    check(student, some(rng, 5, 7, 11, 3, 1, 6, 2, 5))


@pytest.mark.exercise
def test_answer_last(student, rng):
    """回答只有最后一个词，或者没有回答。"""
    check(student, some(rng, 2, 5, 3, 4, 4), some(rng, 2, 5, 3, 5, 5), some(rng, 2, 5, 3, 5, 2))


@pytest.mark.exercise
def test_answer_small(student, rng):
    """一行、一个词、两个词、只有一种词，都对。"""
    check(student, some(rng, 1, 5, 3, 2), some(rng, 2, 1, 3, 1, 1), some(rng, 2, 2, 3, 1, 1))
    check(student, some(rng, 2, 5, 1, 2, 3))


@pytest.mark.exercise
def test_answer_large(student, rng):
    """打分很大也没有 NaN。"""
    logits, ids, starts = some(rng, 3, 7, 5, 2, 4, 1)
    check(student, (logits * 3e3, ids, starts))


@pytest.mark.exercise
def test_answer_gradient(student, rng):
    """对打分可以求导，提问那里和最后一个位置没有梯度。"""
    logits, ids, starts = some(rng, 3, 7, 5, 2, 4, 1)
    up = normal(rng, 3)
    leaf = logits.clone().requires_grad_()
    want = slope((total(leaf, ids, starts) * up).sum(), leaf)
    found = student.vjp("answer_log_probability", (logits, ids, starts), up)
    kit.gradient(found.inputs[0], want, rtol=1e-6, atol=1e-9, name="对 logits 的梯度")


@pytest.mark.exercise
def test_answer_keeps(student, rng):
    """输入不变，dtype 与打分相同，内存怎样排列都行。"""
    logits, ids, starts = some(rng, 3, 7, 5, 2, 4, 1)
    logits = logits.transpose(0, 1).contiguous().transpose(0, 1)
    before = logits.clone(), ids.clone(), starts.clone()
    want = total(*before)
    found = student.answer_log_probability(logits, ids, starts)
    kit.close(found, want, rtol=1e-6)
    for now, then, name in zip((logits, ids, starts), before, ("logits", "ids", "answer_start")):
        kit.unchanged(now.numpy(), then.numpy(), name)
    single = student.answer_log_probability(before[0].float(), ids, starts)
    kit.require(kit.tensor(single, (3,)).dtype is torch.float32, "dtype 应当与 logits 相同")
