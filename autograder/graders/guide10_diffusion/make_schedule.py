"""Hidden tests of make_schedule: the schedule step by step, with plain floats."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit


def steps_of(steps: int, kind: str) -> tuple[list[float], list[float]]:
    """(betas, bars), one after the other."""

    def signal(t: int) -> float:
        return math.cos((t / steps + 0.008) / 1.008 * math.pi / 2) ** 2

    betas, bars, bar = [], [], 1.0
    for t in range(steps):
        beta = (0.1 + 19.9 * t / (steps - 1)) / steps if kind == "linear" else 1 - signal(t + 1) / signal(t)
        beta = min(beta, 0.999)
        bar *= 1 - beta
        betas.append(beta)
        bars.append(bar)
    return betas, bars


def check(student: Any, steps: int, kind: str) -> None:
    """Compare one schedule."""
    betas, bars = (torch.tensor(row, dtype=torch.float32) for row in steps_of(steps, kind))
    found = kit.sequence(student.make_schedule(steps, kind), 2)
    kit.close(found[0], betas, name="betas")
    close_share(found[1], bars)


def close_share(found: Any, want: Tensor, least: float = 1e-4) -> None:
    """Compare the bars as shares: the last are small."""
    got = kit.tensor(found, tuple(want.shape), "f", name="bars")
    kit.close(got.float(), want, name="bars")
    shares = (got.double() / want.double() - 1).abs()
    kit.require(bool((shares < least).all()), "bars 里小的数不对")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("steps", [7, 100, 1000])
def test_schedule_linear(student, steps):
    """线性日程：betas 均匀排列，bars 是乘积。"""
    check(student, steps, "linear")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("steps", [5, 50, 1000])
def test_schedule_cosine(student, steps):
    """余弦日程：betas 由相邻的两个信号得到，bars 是乘积。"""
    check(student, steps, "cosine")


@pytest.mark.exercise
def test_schedule_default(student):
    """不写 kind，就是线性的。"""
    betas = torch.tensor(steps_of(30, "linear")[0], dtype=torch.float32)
    kit.close(kit.sequence(student.make_schedule(30), 2)[0], betas, name="betas")


@pytest.mark.exercise
@pytest.mark.parametrize("kind", ["linear", "cosine"])
def test_schedule_shortest(student, kind):
    """步数最少时也对。"""
    check(student, 2, kind)


@pytest.mark.exercise
@pytest.mark.parametrize("kind", ["linear", "cosine"])
def test_schedule_type(student, kind):
    """两个都是 float32。"""
    for part, name in zip(kit.sequence(student.make_schedule(11, kind), 2), ("betas", "bars")):
        kit.require(kit.tensor(part, (11,), name=name).dtype == torch.float32, f"{name} 应当是 float32")


@pytest.mark.exercise
@pytest.mark.parametrize("kind", ["linear", "cosine"])
def test_schedule_digits(student, kind):
    """用 float64 算好再转：每一个数都是 float32 里最近的那一个，最多差一格。"""
    betas, bars = steps_of(1000, kind)
    found = kit.sequence(student.make_schedule(1000, kind), 2)
    for part, want, name in zip(found, (betas, bars), ("betas", "bars")):
        exact = torch.tensor(want, dtype=torch.float64)
        got = kit.tensor(part, (1000,), "f", name=name).double()
        # 1 - f(t + 1) / f(t) loses digits in float64 too, a few 1e-16 of 1.
        room = 2.0**-23 * exact + 1e-15
        kit.require(bool(((got - exact).abs() <= room).all()), f"{name} 的最后几位不准")


@pytest.mark.exercise
@pytest.mark.parametrize("kind", ["quadratic", "", "Linear"])
def test_schedule_unknown(student, kind):
    """别的日程报 ValueError。"""
    with kit.raises("ValueError"):
        student.make_schedule(10, kind)
