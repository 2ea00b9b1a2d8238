"""Hidden tests of seconds_to_clock."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import seconds_to_clock


@pytest.mark.exercise(core=True)
def test_clock_examples(student):
    """例子里的几段时间写得对。"""
    kit.agree(student.seconds_to_clock, seconds_to_clock, [(59,), (3661,), (90000,)])


@pytest.mark.exercise(core=True)
def test_clock_of_a_day(student, rng):
    """一天以内的时间写得对。"""
    kit.agree(student.seconds_to_clock, seconds_to_clock, [(draws.whole(rng, 0, 86399),) for _ in range(20)])


@pytest.mark.exercise
def test_clock_padding(student):
    """分和秒不够两位时补一个零，小时不补。"""
    kit.agree(
        student.seconds_to_clock,
        seconds_to_clock,
        [(0,), (7,), (60,), (600,), (3600,), (3605,), (35999,), (36000,)],
    )


@pytest.mark.exercise
def test_clock_edges(student):
    """正好进位的前一秒和那一秒。"""
    kit.agree(
        student.seconds_to_clock, seconds_to_clock, [(3599,), (3600,), (7199,), (7200,), (119,), (120,)]
    )


@pytest.mark.exercise
def test_clock_long(student, rng):
    """超过一天时，小时照写。"""
    inputs = [(86400,), (100 * 3600,), *((draws.whole(rng, 86400, 10**8),) for _ in range(8))]
    kit.agree(student.seconds_to_clock, seconds_to_clock, inputs)
