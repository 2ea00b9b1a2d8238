"""Hidden tests of air_report."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import air_report


@pytest.mark.exercise(core=True)
def test_air_examples(student):
    """例子里的几个数说得对。"""
    kit.agree(student.air_report, air_report, [(35,), (35.04,), (75.25,)])


@pytest.mark.exercise(core=True)
def test_air_each_class(student, rng):
    """每一种说法都有：离分界远的数。"""
    inside = [(5, 30), (40, 70), (80, 110), (120, 145), (160, 240)]
    kit.agree(
        student.air_report, air_report, [(draws.whole(rng, low * 8, high * 8) / 8,) for low, high in inside]
    )


@pytest.mark.exercise
def test_air_limits_included(student):
    """正好在分界上，算轻的那一种。"""
    kit.agree(
        student.air_report, air_report, [(limit,) for limit in (35.0, 75, 75.0, 115, 115.0, 150, 150.0)]
    )


@pytest.mark.exercise
def test_air_just_above(student):
    """比分界多一点点，算重的那一种，哪怕写出来的数看不出。"""
    kit.agree(student.air_report, air_report, [(limit + 0.04,) for limit in (35, 75, 115, 150)])


@pytest.mark.exercise
def test_air_just_below(student):
    """比分界少一点点，还是轻的那一种，哪怕写出来的数进了上去。"""
    kit.agree(student.air_report, air_report, [(limit - 0.04,) for limit in (35, 75, 115, 150)])


@pytest.mark.exercise
def test_air_whole_numbers(student, rng):
    """整数也写出一位小数；零也可以。"""
    kit.agree(student.air_report, air_report, [(0,), *((draws.whole(rng, 1, 200),) for _ in range(8))])


@pytest.mark.exercise
def test_air_digits(student, rng):
    """小数点后只留一位，末位照格式给的。"""
    inputs = [(0.25,), (12.75,), (12.25,), (99.96,), *((draws.whole(rng, 0, 3000) / 16,) for _ in range(12))]
    kit.agree(student.air_report, air_report, inputs)


@pytest.mark.exercise
def test_air_very_bad(student, rng):
    """再高也是最后一种说法。"""
    kit.agree(student.air_report, air_report, [(250,), (251,), (300.5,), (draws.whole(rng, 400, 5000),)])
