"""Hidden tests of noam_rate: the peak times how far one is from it."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import kit


def rate(step: int, d_model: int = 512, warmup: int = 4000) -> float:
    """Rises in a straight line to the peak, then falls with the root."""
    peak = 1 / (d_model * warmup) ** 0.5
    return peak * (step / warmup if step <= warmup else (warmup / step) ** 0.5)


def check(student: Any, steps: list[int], *args: int) -> None:
    """Ask for all steps before any is compared."""
    wants = [rate(step, *args) for step in steps]
    found = [student.noam_rate(step, *args) for step in steps]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-9, atol=1e-15, name="学习率")


@pytest.mark.exercise(core=True)
def test_noam_rises(student):
    """预热时直线上升。"""
    check(student, [1, 2, 5, 9], 37, 11)


@pytest.mark.exercise(core=True)
def test_noam_falls(student):
    """预热之后按平方根的倒数下降。"""
    check(student, [12, 20, 300, 10**6], 37, 11)


@pytest.mark.exercise
def test_noam_peak(student):
    """两支在预热的最后一步相接。"""
    check(student, [10, 11, 12], 37, 11)


@pytest.mark.exercise
def test_noam_zero(student):
    """第零步是零。"""
    check(student, [0], 37, 11)


@pytest.mark.exercise
def test_noam_defaults(student):
    """不传宽度和预热时，用论文的取值。"""
    check(student, [1, 4000, 100_000])


@pytest.mark.exercise
def test_noam_other_sizes(student):
    """别的宽度、别的预热，只预热一步也对。"""
    check(student, [1, 2, 7], 1, 1)
    check(student, [1, 3, 4000], 1024, 3)
    check(student, [1, 60, 900], 64, 60)
