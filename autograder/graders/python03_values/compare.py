"""Hidden tests of compare: every name there is, put where it belongs."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import NAMES, leaves_alone


def compare(mine: list[str], yours: list[str]) -> dict[str, list[str]]:
    """One name after the other, smallest first."""
    answer: dict[str, list[str]] = {"both": [], "mine": [], "yours": []}
    for name in sorted({*mine, *yours}):
        answer["both" if name in mine and name in yours else "mine" if name in mine else "yours"].append(name)
    return answer


@pytest.mark.exercise(core=True)
def test_compare_worked(student, rng):
    """两边都有的、只在一边的，各在各的键下，每个一次，排好次序。"""
    cases = [
        (["Cy", "Ann", "Cy", "Bob"], ["Bob", "Eve"]),
        (["b", "a", "c"], ["d", "c", "e", "b"]),
    ]
    kit.agree(student.compare, compare, cases)


@pytest.mark.exercise
def test_compare_random(student, rng):
    """长短不同、有重复的名单都对。"""
    cases = [
        (draws.some_of(rng, NAMES, m), draws.some_of(rng, NAMES, n))
        for m, n in [(3, 4), (8, 2), (12, 12), (1, 6)]
    ]
    kit.agree(student.compare, compare, cases)


@pytest.mark.exercise
def test_compare_duplicates(student, rng):
    """同一个名字出现许多次，也只写一次。"""
    kit.agree(student.compare, compare, [(["a", "a", "b"], ["b", "b", "c", "c"]), (["x"] * 3, ["y"] * 3)])


@pytest.mark.exercise
def test_compare_order(student, rng):
    """三个列表都从小到大排好。"""
    kit.agree(
        student.compare, compare, [(list("zyxcb"), list("cwbzv")), (["乙", "甲", "丙"], ["丁", "丙", "甲"])]
    )


@pytest.mark.exercise
def test_compare_empty(student, rng):
    """一边或者两边是空的时，三个键也都在。"""
    kit.agree(student.compare, compare, [([], ["b", "a"]), (["b", "a"], []), ([], [])])


@pytest.mark.exercise
def test_compare_same(student, rng):
    """两份名单一样，或者毫不相干。"""
    kit.agree(student.compare, compare, [(["b", "a"], ["a", "b"]), (["b", "a"], ["d", "c"])])


@pytest.mark.exercise
def test_compare_keeps_lists(student, rng):
    """传进去的两份名单不变，次序也不变。"""
    leaves_alone(student, "compare", (["zoe", *draws.some_of(rng, NAMES, 5), "Ann"], ["小明", "Bob", "Ann"]))
