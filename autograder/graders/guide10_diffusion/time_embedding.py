"""Hidden tests of time_embedding: number by number."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch

from autograder import kit


def check(student: Any, steps: list[int], dim: int, *period: float) -> None:
    """Compare one table."""
    base, half = (period or (10000.0,))[0], dim // 2
    rows = []
    for t in steps:
        angles = [t / base ** (i / half) for i in range(half)]
        rows.append([math.sin(a) for a in angles] + [math.cos(a) for a in angles])
    # Angles up to a thousand, in float32.
    want = torch.tensor(rows, dtype=torch.float32)
    kit.close(student.time_embedding(torch.tensor(steps), dim, *period), want, rtol=1e-3, atol=1e-3)


@pytest.mark.exercise(core=True)
def test_embedding_values(student):
    """正弦全在前，余弦全在后，频率正确。"""
    check(student, [0, 1, 7, 40, 3], 10)


@pytest.mark.exercise(core=True)
def test_embedding_long(student):
    """步数到一千、长度到几十时也对。"""
    check(student, [999, 500, 12], 64)


@pytest.mark.exercise
@pytest.mark.parametrize("period", [100.0, 30.0])
def test_embedding_period(student, period):
    """period 是多少就用多少。"""
    check(student, [5, 2, 11], 8, period)


@pytest.mark.exercise
@pytest.mark.parametrize("dim", [2, 4])
def test_embedding_short(student, dim):
    """最短的编码也对。"""
    check(student, [3, 1, 4], dim)


@pytest.mark.exercise
def test_embedding_one(student):
    """只有一个步数时也对。"""
    check(student, [17], 12)


@pytest.mark.exercise
@pytest.mark.parametrize("dim", [1, 7])
def test_embedding_odd(student, dim):
    """长度是奇数时报 ValueError。"""
    with kit.raises("ValueError"):
        student.time_embedding(torch.tensor([1, 2, 3]), dim)


@pytest.mark.exercise
def test_embedding_type(student):
    """返回浮点张量，t 不变。"""
    t = torch.tensor([1, 2, 3])
    kit.tensor(student.time_embedding(t, 6), (3, 6), "f")
    kit.unchanged(t, torch.tensor([1, 2, 3]), "t")
