"""Hidden tests of step_schedule: the rate by walking through all steps before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from autograder import kit


def rate(
    step: int, base: float, milestones: Sequence[int] = (), gamma: float = 0.1, warmup: int = 0
) -> float:
    """Walk from step 0 on; every milestone that is met cuts the rate."""
    if step < warmup:
        return base / 10
    found = base
    for now in range(step + 1):
        if now in milestones:
            found *= gamma
    return found


def check(student: Any, steps: Sequence[int], base: float, *args: Any, **options: Any) -> None:
    """Compare the rates of some steps."""
    wants = [rate(step, base, *args, **options) for step in steps]
    found = [student.step_schedule(step, base, *args, **options) for step in steps]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-9, atol=1e-15)


@pytest.mark.exercise(core=True)
def test_schedule_away_from_milestones(student):
    """里程碑之间，每过一个乘一次 gamma。"""
    check(student, [0, 5, 15, 25], 0.1, (10, 20))


@pytest.mark.exercise(core=True)
def test_schedule_at_milestones(student):
    """走到里程碑的那一步就降，前一步还没有。"""
    check(student, [9, 10, 11, 19, 20, 21], 0.1, (10, 20))


@pytest.mark.exercise
def test_schedule_defaults(student):
    """什么也不写就是论文的设置。"""
    steps = [0, 31999, 32000, 47999, 48000, 64000]
    wants = [0.1, 0.1, 0.01, 0.01, 0.001, 0.001]
    found = [student.step_schedule(step) for step in steps]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-9, atol=1e-15)


@pytest.mark.exercise
@pytest.mark.parametrize("gamma", [0.5, 0.2])
def test_schedule_gamma(student, gamma):
    """gamma 不是十分之一时也对。"""
    check(student, [0, 4, 8, 12], 0.3, (3, 6, 9), gamma)


@pytest.mark.exercise
@pytest.mark.parametrize("base", [0.1, 0.4])
def test_schedule_warmup(student, base):
    """预热的几步是 base 的十分之一，之后就是 base。"""
    check(student, [0, 1, 6, 7, 8], base, (20,), warmup=7)


@pytest.mark.exercise
def test_schedule_warmup_and_milestones(student):
    """里程碑不因预热推迟。"""
    check(student, [4, 9, 10, 14, 15, 19, 20, 25], 0.2, (10, 20), warmup=5)


@pytest.mark.exercise
def test_schedule_milestone_in_warmup(student):
    """里程碑落在预热里：预热时不管它，预热之后算数。"""
    check(student, [0, 2, 3, 4, 5, 9], 0.2, (3,), 0.5, 5)


@pytest.mark.exercise
def test_schedule_no_milestones(student):
    """没有里程碑时学习率不变。"""
    check(student, [0, 7, 1000], 0.25, ())


@pytest.mark.exercise
def test_schedule_many_milestones(student):
    """里程碑多几个也行，列表也行。"""
    check(student, [0, 1, 2, 3, 4, 5, 6], 0.8, [1, 2, 4, 5], 0.5)
