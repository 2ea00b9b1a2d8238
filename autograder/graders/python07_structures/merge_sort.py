"""Hidden tests of merge_sort: rows are drawn with few different keys, and sorted here by Python."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from autograder import draws, kit

# Twenty times what the right way needs.
SECONDS = 2.0
# As many times.
MANY = 20_000


def merge_sort(rows: list[Any], column: int) -> list[Any]:
    """The rows by that column; Python's own sort is stable."""
    return sorted(rows, key=lambda row: row[column])


def drawn(rng: np.random.Generator, length: int, span: int) -> list[list[Any]]:
    """Rows of a name, a key below a bound, and the number of the row."""
    return [[draws.text(rng, 2), draws.whole(rng, -span, span), number] for number in range(length)]


def ask(student: Any, rows: list[Any], column: int) -> None:
    """Fail unless the rows come back in the right order."""
    want = merge_sort(copy.deepcopy(rows), column)
    kit.same(student.merge_sort(rows, column), want)


@pytest.mark.exercise(core=True)
def test_merge_sort_order(student, rng):
    """按那一列从小到大，一行不多，一行不少。"""
    ask(student, [("小红", 90), ("小明", 85), ("小刚", 90)], 1)
    for length in (2, 3, 4, 5, 8, 13, 40):
        keys = draws.shuffled(rng, list(range(length)))
        ask(student, [[key, draws.text(rng, 3)] for key in keys], 0)


@pytest.mark.exercise(core=True)
def test_merge_sort_stable(student, rng):
    """相等的保持原来的先后。"""
    for length in (3, 6, 11, 30):
        ask(student, drawn(rng, length, 2), 1)
    ask(student, [[1, number] for number in range(9, -1, -1)], 0)


@pytest.mark.exercise
def test_merge_sort_one_column_only(student):
    """只比那一列：别的列可能比不了大小。"""
    ask(student, [[None, 2], ["x", 1], [3, 2], [{}, 1], [[], 2]], 1)
    ask(student, [(1, None), (0, "a"), (1, 5), (0, {}), (1, "b")], 0)


@pytest.mark.exercise
def test_merge_sort_any_column(student, rng):
    """第几列都行；那一列可以是文字、小数。"""
    rows = [(draws.text(rng, 2, "abc"), float(rng.normal()), draws.whole(rng, -5, 5)) for _ in range(12)]
    for column in (0, 1, 2):
        ask(student, list(rows), column)


@pytest.mark.exercise
def test_merge_sort_few(student):
    """没有行，一行，两行。"""
    for rows in ([], [[5, "x"]], [[2, "a"], [1, "b"]], [[1, "a"], [2, "b"]], [[1, "a"], [1, "b"]]):
        ask(student, rows, 0)


@pytest.mark.exercise
def test_merge_sort_ordered_already(student):
    """本来就排好的，和正好反着的。"""
    ask(student, [[k, str(k)] for k in range(17)], 0)
    ask(student, [[k, str(k)] for k in range(17, 0, -1)], 0)


@pytest.mark.exercise
def test_merge_sort_argument(student, rng):
    """给的列表和它的每一行都不变。"""
    for length in (1, 2, 9):
        rows = drawn(rng, length, 3)
        before = copy.deepcopy(rows)
        student.merge_sort(rows, 1)
        kit.unchanged(rows, before, "rows")


@pytest.mark.exercise
def test_merge_sort_new(student):
    """返回的是新的列表，没有行、只有一行也是。"""
    answers = [student.is_new_list(rows, 0) for rows in ([], [[1]], [[2], [1]])]
    kit.same(answers, [True, True, True], name="是不是新的")


@pytest.mark.exercise(weight=2)
def test_merge_sort_many(student, rng):
    """两万行不超过两秒。"""
    student.seconds = SECONDS
    rows = [[int(key), number] for number, key in enumerate(rng.integers(0, 5000, MANY))]
    ask(student, rows, 0)


@pytest.mark.exercise(structure=True)
def test_merge_sort_by_hand(student):
    """自己排，没有用 sorted、sort、heapq。"""
    kit.not_calling(student, "merge_sort", {"sorted", "sort", "*heap*", "nsmallest", "*insort*"})
