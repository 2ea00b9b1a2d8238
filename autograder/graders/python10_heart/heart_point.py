"""Hidden tests of heart_point: powers of a complex number."""

from __future__ import annotations

import math

import pytest

from autograder import kit

from common import heart_point


@pytest.mark.exercise(core=True)
def test_point_worked(student):
    """讲义用笔算过的点。"""
    for t in (0, math.pi / 2, math.pi):
        kit.same(student.heart_point(t), heart_point(t))


@pytest.mark.exercise(core=True)
def test_point_anywhere(student, rng):
    """一圈里任意的 t。"""
    for t in rng.uniform(0, math.tau, 20).tolist():
        kit.same(student.heart_point(t), heart_point(t))


@pytest.mark.exercise
def test_point_negative_and_beyond_a_turn(student, rng):
    """t 是负数，或者超过一圈。"""
    for t in [-0.5, -3.0, 7.0, *rng.uniform(-40, 40, 10).tolist()]:
        kit.same(student.heart_point(t), heart_point(t))


@pytest.mark.exercise
def test_point_whole_t(student):
    """t 是整数。"""
    for t in (1, 2, 3, -4, 5):
        kit.same(student.heart_point(t), heart_point(t))
