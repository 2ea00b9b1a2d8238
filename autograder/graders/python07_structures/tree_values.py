"""Hidden tests of tree_values: trees grow here from values that Python sorts."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import draws, kit

from common import drawn_values, grown


def ask(student: Any, values: list[Any]) -> None:
    """Fail unless the values of their tree come back in order."""
    kit.same(student.tree_values(grown(values)), sorted(values))


@pytest.mark.exercise(core=True)
def test_tree_values_small(student):
    """三四个值的树，从小到大。"""
    for values in ([5, 2, 8], [5, 2, 8, 3], [2, 1], [1, 2], [3, 1, 2]):
        ask(student, values)


@pytest.mark.exercise(core=True)
def test_tree_values_drawn(student, rng):
    """随便长的树，一个值不多，一个值不少。"""
    for length in (5, 9, 20, 40):
        ask(student, drawn_values(rng, length))


@pytest.mark.exercise
def test_tree_values_nothing(student):
    """空的树是 []。"""
    kit.same(student.tree_values(None), [])


@pytest.mark.exercise
def test_tree_values_one(student):
    """只有一个值的树；值可以是 0、空的文字。"""
    for value in (7, 0, "", -1.5):
        kit.same(student.tree_values((None, value, None)), [value])


@pytest.mark.exercise
def test_tree_values_zero_inside(student):
    """里面有 0 的树，0 不丢。"""
    for values in ([0, -2, 3], [4, 0, 2], [-4, -6, 0, -1]):
        ask(student, values)


@pytest.mark.exercise
def test_tree_values_bamboo(student):
    """一直往左、一直往右的竹竿。"""
    ask(student, list(range(25)))
    ask(student, list(range(25, 0, -1)))


@pytest.mark.exercise
def test_tree_values_texts(student, rng):
    """文字也一样，不拆开。"""
    ask(student, draws.shuffled(rng, ["ab", "梨", "苹果", "b", "香蕉", "a"]))


@pytest.mark.exercise
def test_tree_values_twice(student, rng):
    """接连问两棵树，各答各的。"""
    first, second = drawn_values(rng, 6), [100, 50, 70]
    for values in (first, second, first):
        ask(student, values)


@pytest.mark.exercise(structure=True)
def test_tree_values_by_walking(student):
    """由位置得到次序，没有用 sorted、sort。"""
    kit.not_calling(student, "tree_values", {"sorted", "sort", "*heap*", "*insort*"})
