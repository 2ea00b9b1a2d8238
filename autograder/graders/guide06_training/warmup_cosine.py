"""Hidden tests of warmup_cosine: the cosine as half a turn of a complex number."""

from __future__ import annotations

import cmath

import numpy as np
import pytest

from autograder import kit

EXACT = {"rtol": 1e-9, "atol": 1e-12}


def rate(step: int, warmup: int, total: int, peak: float, floor: float = 0.0) -> float:
    """The learning rate, by interpolation between its two ends."""
    if step >= total:
        return floor
    if step < warmup:
        return float(np.interp(step + 1, [0, warmup], [0.0, peak]))
    turn = cmath.rect(1.0, cmath.pi * (step - warmup) / (total - warmup))
    share = (1 + turn.real) / 2
    return share * peak + (1 - share) * floor


def check(student, steps, *args):
    """Ask for all steps before any is compared."""
    wants = [rate(step, *args) for step in steps]
    found = [student.warmup_cosine(step, *args) for step in steps]
    for got, want in zip(found, wants):
        kit.close(got, want, name="学习率", **EXACT)


@pytest.mark.exercise(core=True)
def test_rate_warms_up(student, rng):
    """预热时每一步都高同样多，第一步就不是零，最后一步正好到最高。"""
    check(student, range(7), 7, 100, float(rng.uniform(0.5, 2)))


@pytest.mark.exercise(core=True)
def test_rate_falls(student, rng):
    """预热之后沿半个余弦下降，从最高降到最低。"""
    check(student, range(7, 20), 7, 20, float(rng.uniform(0.5, 2)))


@pytest.mark.exercise
def test_rate_floor(student, rng):
    """floor 是最低的学习率，预热之后从 peak 降到它。"""
    check(student, range(3, 11), 3, 11, float(rng.uniform(1, 2)), float(rng.uniform(0.1, 0.5)))


@pytest.mark.exercise
def test_rate_warms_up_whatever_the_floor(student, rng):
    """预热与 floor 无关。"""
    check(student, range(5), 5, 11, float(rng.uniform(1, 2)), float(rng.uniform(0.1, 0.5)))


@pytest.mark.exercise
@pytest.mark.parametrize("floor", [0.0, 0.3])
def test_rate_stays_down(student, rng, floor):
    """走完以后一直是 floor。"""
    check(student, [13, 14, 20, 26, 1000], 4, 13, float(rng.uniform(1, 2)), floor)


@pytest.mark.exercise
def test_rate_without_warmup(student, rng):
    """不预热时，第一步就是最高。"""
    check(student, range(8), 0, 7, float(rng.uniform(0.5, 2)))


@pytest.mark.exercise
def test_rate_nothing_but_warmup(student, rng):
    """预热到底时，最后一步是最高，下一步就是最低。"""
    check(student, range(7), 5, 5, float(rng.uniform(1, 2)), 0.25)


@pytest.mark.exercise
def test_rate_single_steps(student, rng):
    """只预热一步、一共只有一步也对。"""
    peak = float(rng.uniform(1, 2))
    check(student, range(4), 1, 3, peak)
    check(student, range(3), 0, 1, peak)
