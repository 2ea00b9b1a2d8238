"""Hidden tests of linear_decay: points of a straight line between two known ends."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def expected(epoch: int, start: int, total: int) -> float:
    """Interpolated."""
    return float(np.interp(epoch, [start, total], [1.0, 0.0])) if start < total else float(epoch < total)


def check(student: Any, start: int, total: int, epochs: range) -> None:
    """Compare a stretch of epochs."""
    wants = np.array([expected(e, start, total) for e in epochs])
    found = [kit.scalar(student.linear_decay(e, start, total)) for e in epochs]
    kit.close(np.array(found), wants)


@pytest.mark.exercise(core=True)
def test_decay_all(student):
    """从头到尾，先不变，再沿直线降。"""
    check(student, 3, 10, range(11))


@pytest.mark.exercise
def test_decay_before(student):
    """到 start 为止都是一。"""
    check(student, 7, 12, range(8))


@pytest.mark.exercise
def test_decay_slope(student):
    """斜坡上的每一轮。"""
    check(student, 5, 13, range(6, 13))


@pytest.mark.exercise
def test_decay_beyond(student):
    """走过 total 以后是零。"""
    check(student, 3, 10, range(10, 25))


@pytest.mark.exercise
def test_decay_from_zero(student):
    """start 是零时，从第零轮以后就降。"""
    check(student, 0, 8, range(9))


@pytest.mark.exercise
def test_decay_no_slope(student):
    """start 等于 total 时没有斜坡，也不出错。"""
    check(student, 5, 5, range(5))
    check(student, 5, 5, range(6, 9))


@pytest.mark.exercise
def test_decay_no_slope_at_the_end(student):
    """start 等于 total、正好走到那里时，是零或者一。"""
    found = kit.scalar(student.linear_decay(5, 5, 5))
    kit.require(found in (0.0, 1.0), "应当是 0 或 1")


@pytest.mark.exercise
def test_decay_steep(student):
    """只有一轮的斜坡。"""
    check(student, 4, 5, range(8))


@pytest.mark.exercise
def test_decay_paper(student):
    """论文的一百轮加一百轮。"""
    check(student, 100, 200, range(0, 201, 25))
