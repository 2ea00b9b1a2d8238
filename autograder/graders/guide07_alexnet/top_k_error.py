"""Hidden tests of top_k_error, against the rank of the right class counted in NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal, turned, unchanged


def expected(logits: Tensor, labels: Tensor, k: int) -> float:
    """Share of rows in which k classes or more have a higher score than the right one."""
    scores = logits.numpy()
    own = scores[np.arange(len(scores)), labels.numpy()]
    return float(np.mean((scores > own[:, None]).sum(axis=1) >= k))


def compare(student: Any, logits: Tensor, labels: Tensor, k: int) -> None:
    """Fail unless the student's share is right."""
    want = expected(logits, labels, k)
    kit.close(student.top_k_error(logits.clone(), labels.clone(), k), want, rtol=1e-6, atol=1e-6)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("k", [1, 2, 3])
def test_top_values(student, rng, k):
    """错的比例，一行一行地数。"""
    labels = torch.tensor(rng.integers(7, size=41))
    compare(student, normal(rng, 41, 7), labels, k)


@pytest.mark.exercise
def test_top_one_row(student):
    """只有一行：要么全对，要么全错。"""
    logits = torch.tensor([[4.0, 3.0, 2.0, 1.0, 0.0]])
    for label, k in ((0, 2), (1, 2), (2, 2), (4, 2), (0, 1), (1, 1)):
        compare(student, logits, torch.tensor([label]), k)


@pytest.mark.exercise
def test_top_all_classes(student, rng):
    """k 等于类数时，从来不错。"""
    compare(student, normal(rng, 11, 4), torch.tensor(rng.integers(4, size=11)), 4)


@pytest.mark.exercise
def test_top_default(student, rng):
    """不给 k 时看前五名。"""
    logits, labels = normal(rng, 53, 13), torch.tensor(rng.integers(13, size=53))
    want = expected(logits, labels, 5)
    kit.close(student.top_k_error(logits, labels), want, rtol=1e-6, atol=1e-6)


@pytest.mark.exercise
def test_top_k_too_large(student, rng):
    """k 比类数大时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.top_k_error(normal(rng, 3, 4), torch.tensor([0, 1, 2]), 5)


@pytest.mark.exercise
def test_top_keeps_inputs(student, rng):
    """传进去的张量不变，内存怎样排列都行；float32 和别的整数类型也行。"""
    logits, labels = turned(normal(rng, 11, 5)), torch.tensor(rng.integers(5, size=11))
    before, want = logits.clone(), expected(logits, labels, 2)
    results = [
        student.top_k_error(logits, labels, 2),
        student.top_k_error(before.float(), labels.int(), 2),
    ]
    unchanged(logits, before, "logits")
    for result in results:
        kit.close(result, want, rtol=1e-6, atol=1e-6)
