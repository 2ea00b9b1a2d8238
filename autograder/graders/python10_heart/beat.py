"""Hidden tests of beat: the square of a sine in place of the cosine."""

from __future__ import annotations

import math

import pytest

from autograder import kit


def pulse(t: float, period: float = 1.0) -> float:
    """The same by 1 - cos(2a) = 2 sin²(a)."""
    return 1.0 + 0.2 * math.sin(math.pi * t / period) ** 2


@pytest.mark.exercise(core=True)
def test_beat_worked(student):
    """讲义的例子，周期 1 秒。"""
    for t in (0, 0.25, 0.5, 0.75, 1):
        kit.same(student.beat(t), pulse(t))


@pytest.mark.exercise(core=True)
def test_beat_random(student, rng):
    """任意的时刻和周期。"""
    for t, period in rng.uniform(0.2, 5, (15, 2)).tolist():
        kit.same(student.beat(t, period), pulse(t, period))


@pytest.mark.exercise
def test_beat_default(student, rng):
    """不写周期，就是 1 秒；跳过许多次也一样。"""
    for t in rng.uniform(0, 30, 8).tolist():
        kit.same(student.beat(t), pulse(t))


@pytest.mark.exercise
def test_beat_by_name(student):
    """周期可以用名字给。"""
    kit.same(student.beat(0.3, period=0.8), pulse(0.3, 0.8))


@pytest.mark.exercise
def test_beat_starts_small(student):
    """不论周期是多少，一开始最小，过半个周期最大，一个周期又最小。"""
    for period in (0.5, 2, 3):
        for t in (0, period / 2, period):
            kit.same(student.beat(t, period), pulse(t, period))
