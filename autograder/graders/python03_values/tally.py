"""Hidden tests of tally: equal neighbours of the sorted list are one thing."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest

from autograder import draws, kit

from common import NAMES, leaves_alone


def tally(items: list[Any]) -> dict[Any, int]:
    """Runs of the list when it is sorted."""
    return {item: len(list(run)) for item, run in groupby(sorted(items, key=repr))}


@pytest.mark.exercise(core=True)
def test_tally_worked(student, rng):
    """每样东西对着它出现的次数。"""
    kit.agree(student.tally, tally, [(["可乐", "米饭", "可乐"],), ([3, 3, 3],), (list("abcab"),)])


@pytest.mark.exercise(core=True, structure=True)
def test_tally_by_itself(student, rng):
    """自己数，不用 Counter 和 .count。"""
    student.tally(["a", "b", "a"])
    kit.not_calling(student, "tally", {"Counter", "count", "countOf", "value_counts"})


@pytest.mark.exercise
def test_tally_random(student, rng):
    """长短不同的列表都对。"""
    cases: list[tuple[list[Any]]] = [(draws.some_of(rng, NAMES, n),) for n in (2, 5, 10, 30, 200)]
    cases += [(draws.some_of(rng, [5, 6, 7, -1], n),) for n in (1, 4, 17)]
    kit.agree(student.tally, tally, cases)


@pytest.mark.exercise
def test_tally_empty(student, rng):
    """没有东西时是空字典。"""
    kit.agree(student.tally, tally, [([],)])


@pytest.mark.exercise
def test_tally_keys(student, rng):
    """元组、空文字、零和 None 也能数。"""
    things = [(1, 2), (2, 1), "", None, 0, "0", (), 2.5]
    kit.agree(student.tally, tally, [(draws.some_of(rng, things, 40),), (things,)])


@pytest.mark.exercise
def test_tally_keeps_items(student, rng):
    """传进去的列表不变。"""
    leaves_alone(student, "tally", (draws.some_of(rng, NAMES, 12),))
