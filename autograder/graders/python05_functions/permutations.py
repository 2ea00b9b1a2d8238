"""Hidden tests of permutations: the k-th permutation is written down from the digits of k in the factorial system."""

from __future__ import annotations

from math import factorial
from typing import Any

import pytest

from autograder import draws, kit

from common import FIRST, SOON


def permutations(items: list[Any], most: int = FIRST) -> list[tuple[Any, ...]]:
    """The first ``most`` permutations, each from its number."""
    found = []
    for number in range(min(factorial(len(items)), most)):
        left, one = list(items), []
        for size in range(len(items) - 1, -1, -1):
            place, number = divmod(number, factorial(size))
            one.append(left.pop(place))
        found.append(tuple(one))
    return found


@pytest.mark.exercise(core=True)
def test_permutations_three(student):
    """三样东西，六种排法，次序按位置。"""
    kit.same(student.permutations([1, 2, 3]), permutations([1, 2, 3]))
    kit.same(student.permutations(["b", "c", "a"]), permutations(["b", "c", "a"]))


@pytest.mark.exercise(core=True)
def test_permutations_more(student, rng):
    """两样到五样东西，一种不多，一种不少。"""
    for length in (2, 4, 5):
        items = draws.shuffled(rng, list(range(10)))[:length]
        kit.same(student.permutations(list(items)), permutations(items))


@pytest.mark.exercise
def test_permutations_equal(student, rng):
    """相等的东西各算各的，次序仍按位置。"""
    kit.same(student.permutations([1, 1]), [(1, 1), (1, 1)])
    for items in (["a", "b", "a"], ["b", "a", "a", "b"], draws.some_of(rng, ["a", "b", "c"], 4)):
        kit.same(student.permutations(list(items)), permutations(items))
    kit.same(student.permutations([0, 0, 0]), [(0, 0, 0)] * 6)


@pytest.mark.exercise
def test_permutations_none(student):
    """没有东西，有一种排法：空元组。"""
    kit.same(student.permutations([]), [()])


@pytest.mark.exercise
def test_permutations_one(student):
    """一样东西，一种排法。"""
    kit.same(student.permutations(["独"]), [("独",)])


@pytest.mark.exercise
def test_permutations_any_kind(student):
    """里面什么都行：列表、None、不能互相比较的。"""
    items = [None, [1], "x", {"a": 1}]
    kit.same(student.permutations([None, [1], "x", {"a": 1}]), permutations(items))


@pytest.mark.exercise
def test_permutations_leaves_items(student, rng):
    """items 在调用之后保持原样。"""
    for length in (0, 1, 4):
        items = draws.some_of(rng, [1, 2, 3], length)
        before = list(items)
        student.permutations(items)
        kit.unchanged(items, before, "items")


@pytest.mark.exercise
def test_permutations_left_halfway(student):
    """取到一半停下，items 也保持原样。"""
    for number in (1, 2, 4):
        items = ["甲", "乙", "丙"]
        student.nth_permutation(items, number)
        kit.unchanged(items, ["甲", "乙", "丙"], "items")


@pytest.mark.exercise
def test_permutations_twice(student):
    """接连要两遍，两遍一样。"""
    items = ["甲", "乙", "丙"]
    first, second = student.permutations(items), student.permutations(items)
    kit.same([first, second], [permutations(["甲", "乙", "丙"])] * 2)


@pytest.mark.exercise(weight=2)
def test_permutations_one_by_one(student):
    """要一个才做一个：二十样东西，前一万种马上就有。"""
    student.seconds = SOON
    want = permutations(list(range(20)))
    for number in (1, 2, 777, FIRST):
        kit.same(student.nth_permutation(list(range(20)), number), want[number - 1], name=f"第 {number} 种")


@pytest.mark.exercise(structure=True)
def test_permutations_by_hand(student):
    """自己排，没有用 itertools。"""
    kit.not_calling(student, "permutations", {"*itertools*", "*permutations*"})
