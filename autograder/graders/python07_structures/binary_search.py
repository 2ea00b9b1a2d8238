"""Hidden tests of binary_search: the place is the number of smaller items, by counting."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from autograder import draws, kit

SOON = 1.0


def place(items: list[Any], x: Any) -> int:
    """The leftmost place of x, or ``~i`` of where it would go."""
    smaller = sum(item < x for item in items)
    return smaller if x in items else ~smaller


def most(n: int) -> int:
    """As many looks are allowed."""
    return int(2 * math.log2(n + 1) + 4)


def drawn(rng: np.random.Generator, length: int, span: int) -> list[int]:
    """Sorted whole numbers below a bound; the smaller the bound, the more of them are equal."""
    return sorted(draws.whole(rng, -span, span) for _ in range(length))


def ask(student: Any, items: list[Any], wanted: list[Any]) -> None:
    """Fail unless every answer is right."""
    student.seconds = SOON
    for x in wanted:
        want = place(items, x)
        kit.same(student.binary_search(list(items), x), want)


@pytest.mark.exercise(core=True)
def test_binary_search_there(student, rng):
    """有的，答它的位置。"""
    ask(student, [1, 3, 3, 3, 8], [1, 8])
    for length in (2, 3, 7, 20):
        items = draws.shuffled(rng, list(range(3 * length)))[:length]
        items.sort()
        ask(student, items, items)


@pytest.mark.exercise(core=True)
def test_binary_search_not_there(student, rng):
    """没有的，答 ~i，i 是它该放的位置。"""
    ask(student, [1, 3, 3, 3, 8], [0, 2, 4, 9])
    for length in (2, 5, 8, 13):
        items = [2 * item for item in drawn(rng, length, 20)]
        ask(student, items, [draws.whole(rng, -25, 25) * 2 + 1 for _ in range(6)])


@pytest.mark.exercise
def test_binary_search_equal(student, rng):
    """有几个相等的，答最左边的。"""
    ask(student, [1, 3, 3, 3, 8], [3])
    ask(student, [7] * 9, [6, 7, 8])
    for length in (6, 15, 30):
        items = drawn(rng, length, 3)
        ask(student, items, list(range(-4, 5)))


@pytest.mark.exercise
def test_binary_search_ends(student, rng):
    """比所有的都小、都大，和正好是第一个、最后一个。"""
    for length in (1, 2, 3, 4, 10):
        items = drawn(rng, length, 50)
        ask(student, items, [items[0] - 1, items[0], items[-1], items[-1] + 1])


@pytest.mark.exercise
def test_binary_search_nothing(student):
    """空的列表，找什么都是 -1。"""
    ask(student, [], [0, 5])
    ask(student, [4], [3, 4, 5])


@pytest.mark.exercise
def test_binary_search_other_kinds(student, rng):
    """文字、小数、元组，能比大小的都能找。"""
    ask(student, sorted(["梨", "苹果", "香蕉", "a", "b", "b"]), ["b", "苹果", "c", "", "桃"])
    ask(student, [-1.5, 0.0, 0.25, 2.0], [0.25, 0.3, -2.0, 2])
    ask(student, [(1, "a"), (1, "b"), (2, "a")], [(1, "b"), (1, "c"), (0, "z")])


@pytest.mark.exercise
def test_binary_search_every_place(student):
    """从 0 样到 9 样，每个位置、每个空当都找一遍。"""
    student.seconds = SOON
    for length in range(10):
        items = list(range(1, 2 * length, 2))
        for x in range(2 * length + 1):
            want = place(items, x)
            kit.same(student.binary_search(list(items), x), want)


@pytest.mark.exercise(weight=2)
def test_binary_search_looks(student, rng):
    """每次砍掉一半：只用 len 和下标，看的次数不超过说好的。"""
    student.seconds = SOON
    for length in (1, 2, 10, 100, 1000, 20_000):
        items = drawn(rng, length, length)
        for x in (items[0], items[-1], draws.one_of(rng, items), items[-1] + 1, items[0] - 1):
            want = place(items, x)
            answer, reads = kit.sequence(student.watched_search(items, x), 2)
            kit.same(answer, want)
            kit.require(type(reads) is int and reads <= most(length), "看 items 的次数太多了")


@pytest.mark.exercise
def test_binary_search_looks_at_equal_ones(student):
    """几千个相等的，看的次数也不超过说好的。"""
    student.seconds = SOON
    for items, x in (([5] * 4000, 5), ([5] * 4000, 6), ([1] * 2000 + [2] * 2000, 2)):
        want = place(items, x)
        answer, reads = kit.sequence(student.watched_search(items, x), 2)
        kit.same(answer, want)
        kit.require(type(reads) is int and reads <= most(len(items)), "看 items 的次数太多了")


@pytest.mark.exercise(structure=True)
def test_binary_search_by_hand(student):
    """自己找，没有用 bisect 和 index。"""
    kit.not_calling(student, "binary_search", {"*bisect*", "index"})
