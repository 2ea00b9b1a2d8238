"""Hidden tests of rotary: one angle after the other, by the math module."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch

from autograder import kit


def expected(length: int, head_dim: int, theta: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Both tables."""
    angles = [
        [p / math.exp(2 * i / head_dim * math.log(theta)) for i in range(head_dim // 2)]
        for p in range(length)
    ]
    return tuple(torch.tensor([[f(a) for a in row] for row in angles]) for f in (math.cos, math.sin))  # type: ignore[return-value]


def check(student: Any, length: int, head_dim: int, *theta: float, atol: float = 1e-5) -> None:
    """Compare one call."""
    wants = expected(length, head_dim, *(theta or (10000.0,)))
    found = kit.sequence(student.rotary(length, head_dim, *theta), 2)
    for got, want, name in zip(found, wants, ("cos", "sin")):
        kit.close(got, want, rtol=1e-5, atol=atol, name=name)


@pytest.mark.exercise(core=True)
def test_rotary_values(student):
    """每个位置、每一对的余弦和正弦。"""
    check(student, 7, 10)


@pytest.mark.exercise
def test_rotary_theta(student):
    """别的底数。"""
    for theta in (2.0, 100.0, 500000.0):
        check(student, 5, 6, theta)


@pytest.mark.exercise
def test_rotary_two(student):
    """只有一对时，每步转一弧度。"""
    check(student, 9, 2)


@pytest.mark.exercise
def test_rotary_one(student):
    """只有一个位置时不转。"""
    check(student, 1, 8)


@pytest.mark.exercise
def test_rotary_long(student):
    """很多位置，很宽的头，也准。"""
    check(student, 700, 128, atol=4e-3)


@pytest.mark.exercise
def test_rotary_single(student):
    """两张表都是 float32。"""
    for table in kit.sequence(student.rotary(5, 4), 2):
        kit.require(kit.tensor(table, (5, 2), "f").dtype is torch.float32, "dtype 应当是 torch.float32")
