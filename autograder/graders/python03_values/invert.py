"""Hidden tests of invert: for each value, the keys that have it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import draws, kit

from common import NAMES, leaves_alone


def invert(book: dict[Any, Any]) -> dict[Any, list[Any]]:
    """Look through the whole book for every value."""
    return {value: [key for key in book if book[key] == value] for value in book.values()}


def random_book(rng: np.random.Generator, size: int, values: list[Any]) -> dict[Any, Any]:
    """So many names, in some order, each with one of the values."""
    return {name: draws.one_of(rng, values) for name in draws.shuffled(rng, NAMES)[:size]}


@pytest.mark.exercise(core=True)
def test_invert_worked(student, rng):
    """每个值对着有这个值的键，哪怕只有一个也是列表。"""
    kit.agree(student.invert, invert, [({"Ann": 3, "Bob": 5, "Cy": 3},), ({"a": "x"},)])


@pytest.mark.exercise
def test_invert_random(student, rng):
    """大小不同的字典都对，列表里按原来的次序。"""
    cases = [(random_book(rng, size, [1, 2, 3]),) for size in (2, 4, 7, 10)]
    cases += [(random_book(rng, 10, ["甲", "乙"]),) for _ in range(3)]
    kit.agree(student.invert, invert, cases)


@pytest.mark.exercise
def test_invert_order(student, rng):
    """列表里的次序是放进字典的次序，不是排好的次序。"""
    kit.agree(student.invert, invert, [({"丙": 1, "甲": 1, "乙": 1},), ({9: "b", 1: "a", 5: "b", 3: "a"},)])


@pytest.mark.exercise
def test_invert_alone(student, rng):
    """值各不相同时，每个值也对着一个列表；空字典得到空字典。"""
    kit.agree(student.invert, invert, [({"a": 1, "b": 2, "c": 3},), ({},)])


@pytest.mark.exercise
def test_invert_many(student, rng):
    """同一个值有许多个键时，一个不少。"""
    kit.agree(student.invert, invert, [({i: i % 3 for i in range(20)},), (dict.fromkeys(NAMES, 7),)])


@pytest.mark.exercise
def test_invert_falsy(student, rng):
    """值或键是零、空文字、None 时也一样。"""
    kit.agree(
        student.invert, invert, [({"a": 0, "b": "", "c": 0, "d": None},), ({0: "x", "": "x", None: "y"},)]
    )


@pytest.mark.exercise
def test_invert_keeps_book(student, rng):
    """传进去的字典不变。"""
    leaves_alone(student, "invert", (random_book(rng, 8, [1, 2]),))
