"""Hidden tests of change: coins taken one at a time."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import change


@pytest.mark.exercise(core=True)
def test_change_examples(student):
    """例子里的几笔零钱找得对。"""
    kit.agree(student.change, change, [(93,), (49,), (0,)])


@pytest.mark.exercise(core=True)
def test_change_small(student, rng):
    """一两百分以内，每种枚数都对，次序从 50 分到 1 分。"""
    kit.agree(student.change, change, [(cents,) for cents in draws.shuffled(rng, range(200))[:60]])


@pytest.mark.exercise
def test_change_every_single_coin(student):
    """正好是一种硬币的面值时，就用一枚。"""
    kit.agree(student.change, change, [(cents,) for cents in (1, 5, 10, 20, 50)])


@pytest.mark.exercise
def test_change_just_below(student):
    """比面值少一分时，不用那一种。"""
    kit.agree(student.change, change, [(cents,) for cents in (4, 9, 19, 49, 99)])


@pytest.mark.exercise
def test_change_large(student, rng):
    """钱多的时候也对。"""
    kit.agree(student.change, change, [(draws.whole(rng, 1000, 10**9),) for _ in range(10)])
