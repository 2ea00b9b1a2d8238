"""Hidden tests of group_advantages: exact fractions, group by group."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from autograder import kit


def advantages(rewards: np.ndarray) -> np.ndarray:
    """With means and variances that are exact."""
    out = np.zeros(rewards.shape)
    for row, group in zip(out, rewards.tolist()):
        exact = [Fraction(r) for r in group]
        mean = sum(exact) / len(exact)
        variance = sum((r - mean) ** 2 for r in exact) / len(exact)
        if variance:
            row[:] = [float(r - mean) / float(variance) ** 0.5 for r in exact]
    return out


def check(student: Any, *cases: np.ndarray) -> None:
    """Compare some calls, warnings not allowed."""
    wants = [advantages(case) for case in cases]
    with student.strict_warnings():
        found = [student.group_advantages(case) for case in cases]
    # Loose enough for 1e-8 added to the standard deviation.
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-4, atol=1e-4)


@pytest.mark.exercise(core=True)
def test_advantages_one(student, rng):
    """一组：减去平均，除以标准差。"""
    check(student, rng.normal(3.0, 2.0, size=(1, 7)))


@pytest.mark.exercise(core=True)
def test_advantages_groups(student, rng):
    """几组，难易不同：每组只和自己比。"""
    check(
        student, rng.normal(size=(5, 7)) * np.array([[1], [4], [0.3], [1], [9]]) + rng.normal(size=(5, 1)) * 8
    )


@pytest.mark.exercise
def test_advantages_whole_numbers(student, rng):
    """整数的分数也行。"""
    check(student, np.array([[1, 0, 0, 1, 1], [0, 0, 0, 0, 1], [3, 5, 2, 9, 9]]))


@pytest.mark.exercise
def test_advantages_equal(student):
    """一组全都一样，优势是零，没有警告；别的组照算。"""
    check(student, np.array([[2.0, 2.0, 2.0], [1.0, 0.0, 5.0], [0.0, 0.0, 0.0]]))


@pytest.mark.exercise
def test_advantages_all_equal(student):
    """每一组都全都一样。"""
    check(student, np.ones((3, 4)), np.zeros((2, 5)))


@pytest.mark.exercise
def test_advantages_rounding(student):
    """平均有舍入的时候，全都一样也还是零。"""
    check(student, np.array([[0.1] * 3, [0.7] * 3, [1.1] * 3]), np.array([[0.1] * 7, [0.3] * 7]))


@pytest.mark.exercise
def test_advantages_single(student, rng):
    """一组只有一个回答时，优势是零；只有两个时，一正一负。"""
    check(student, rng.normal(size=(5, 1)), rng.normal(size=(3, 2)))


@pytest.mark.exercise
def test_advantages_small_spread(student, rng):
    """分数相差很小、却不相等的组，照样除以它自己的标准差。"""
    check(student, 5.0 + rng.integers(1, 9, size=(3, 7)) / 1024)


@pytest.mark.exercise
def test_advantages_keeps(student, rng):
    """传进来的数组不变，内存怎样排列都行。"""
    for rewards in kit.layouts(rng.normal(2.0, 1.0, size=(3, 5))):
        before = rewards.copy()
        found = student.group_advantages(rewards)
        kit.record(student, [found, bool(np.array_equal(rewards, before))])
        kit.close(found, advantages(before), rtol=1e-6, atol=1e-6)
        kit.unchanged(rewards, before, "rewards")
