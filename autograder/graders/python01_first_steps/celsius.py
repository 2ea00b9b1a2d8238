"""Hidden tests of celsius: exact fractions, rounded once."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import celsius


@pytest.mark.exercise(core=True)
def test_celsius_examples(student):
    """例子里的几个温度换得对。"""
    kit.agree(student.celsius, celsius, [(50,), (-40,), (100,)])


@pytest.mark.exercise(core=True)
def test_celsius_decimals(student, rng):
    """带小数的温度也换得对，结果不四舍五入。"""
    kit.agree(student.celsius, celsius, [(draws.whole(rng, -9999, 9999) / 64,) for _ in range(12)])


@pytest.mark.exercise
def test_celsius_whole_numbers(student, rng):
    """整数的温度，除不尽时也不取整。"""
    kit.agree(student.celsius, celsius, [(draws.whole(rng, -200, 400),) for _ in range(20)])


@pytest.mark.exercise
def test_celsius_landmarks(student):
    """冰点、零下和沸点。"""
    kit.agree(student.celsius, celsius, [(32,), (0,), (212.0,), (-459.67,), (98.6,)])
