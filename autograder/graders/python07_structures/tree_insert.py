"""Hidden tests of tree_insert: the tree that grows from values in an order is built here top down, all of it at once."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from autograder import draws, kit

from common import Tree, drawn_values, grown


def insert_all(student: Any, values: list[Any]) -> Tree:
    """The student's tree after these."""
    tree = None
    for value in values:
        tree = student.tree_insert(tree, value)
    return tree


@pytest.mark.exercise(core=True)
def test_tree_insert_into_nothing(student, rng):
    """往空的树里添，得到只有一个值的树。"""
    for value in (5, draws.whole(rng, -9, 9), "字", 0.5):
        kit.same(student.tree_insert(None, value), (None, value, None))


@pytest.mark.exercise(core=True)
def test_tree_insert_grows(student, rng):
    """一个一个地添，小的在左，大的在右。"""
    kit.same(insert_all(student, [5, 2, 8]), grown([5, 2, 8]))
    for length in (4, 7, 12, 20):
        values = drawn_values(rng, length)
        kit.same(insert_all(student, values), grown(values))


@pytest.mark.exercise
def test_tree_insert_into_a_big_tree(student, rng):
    """往一棵大树里添一个，别的结点都还在原来的地方。"""
    for length in (3, 8, 15):
        values = drawn_values(rng, length + 1)
        kit.same(student.tree_insert(grown(values[:-1]), values[-1]), grown(values))


@pytest.mark.exercise
def test_tree_insert_both_sides_stay(student):
    """添在一边，另一边整个还在。"""
    tree = grown([50, 20, 80, 10, 30, 70, 90])
    for value in (5, 15, 25, 35, 65, 75, 85, 95):
        kit.same(student.tree_insert(tree, value), grown([50, 20, 80, 10, 30, 70, 90, value]))


@pytest.mark.exercise
def test_tree_insert_equal(student, rng):
    """已经有了的值，不论在哪一层，都不再添。"""
    values = drawn_values(rng, 9)
    tree = grown(values)
    for value in values:
        kit.same(student.tree_insert(tree, value), tree)


@pytest.mark.exercise
def test_tree_insert_zero_and_empty(student):
    """值是 0、空的文字，也是值。"""
    for values in ([0, 3, -3], [5, 0], [-5, 0], ["b", "", "c"], [0, 0], [3, 0, 0, -1]):
        kit.same(insert_all(student, values), grown(values))


@pytest.mark.exercise
def test_tree_insert_other_kinds(student, rng):
    """文字、小数也能添。"""
    words = draws.shuffled(rng, ["梨", "苹果", "香蕉", "a", "B", "b"])
    kit.same(insert_all(student, words), grown(words))
    numbers = draws.shuffled(rng, [0.5, -1.25, 3, 2.0, 7.75])
    kit.same(insert_all(student, numbers), grown(numbers))


@pytest.mark.exercise
def test_tree_insert_argument(student, rng):
    """原来的树不变，还可以从它接着添别的。"""
    values = drawn_values(rng, 6)
    tree = insert_all(student, values)
    before = copy.deepcopy(tree)
    first, second = student.tree_insert(tree, 1000), student.tree_insert(tree, -1000)
    kit.unchanged(tree, before, "tree")
    kit.same([first, second], [grown([*values, 1000]), grown([*values, -1000])], name="两棵新树")


@pytest.mark.exercise
def test_tree_insert_bamboo(student):
    """从小到大、从大到小地添，成了一根竹竿，也照样对。"""
    for values in (list(range(25)), list(range(25, 0, -1))):
        kit.same(insert_all(student, values), grown(values))


@pytest.mark.exercise
def test_tree_insert_zigzag(student):
    """往左又往右，往右又往左。"""
    for values in ([10, 1, 9, 2, 8, 3], [1, 10, 2, 9, 3, 8], [5, 1, 3, 2, 4]):
        kit.same(insert_all(student, values), grown(values))
