"""Hidden tests of deep_copy: the copy against the original, the types in it, and the original after the copy was scribbled on."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from autograder import draws, kit

LEAVES = [0, 1, -7, 2.5, True, None, "", "abc", "两个 字", b"xy"]


def drawn(rng: np.random.Generator, depth: int) -> Any:
    """Lists, tuples and dicts in one another, at most ``depth`` levels."""
    if depth == 0 or rng.random() < 0.25:
        return draws.one_of(rng, LEAVES)
    parts = [drawn(rng, depth - 1) for _ in range(int(rng.integers(0, 4)))]
    kind = int(rng.integers(3))
    if kind == 2:
        return {draws.one_of(rng, ["a", "b", 1, (2, 3), None]): part for part in parts}
    return parts if kind else tuple(parts)


def check_copy(result: Any, expected: Any) -> None:
    """Fail unless both are equal, and a list is a list and a tuple a tuple at every level."""
    kit.same(result, expected)
    kit.require(forms(result) == forms(expected), "列表、元组、字典的种类变了")


def forms(value: Any) -> Any:
    """What is a list, what a tuple and what a dict; the order of a dict's keys left out."""
    if isinstance(value, (list, tuple)):
        return [type(value).__name__, *map(forms, value)]
    if isinstance(value, dict):
        return ["dict", *sorted((repr(key), repr(forms(item))) for key, item in value.items())]
    return ""


def deep(depth: int) -> Any:
    """So many levels, each in its turn a list, a tuple and a dict."""
    value: Any = "底"
    for level in range(depth):
        value = ([value, level], (level, value), {"里": value})[level % 3]
    return value


@pytest.mark.exercise(core=True)
def test_deep_copy_is_equal(student, rng):
    """复制品和原件内容相同，每一层的种类也相同。"""
    example = ({"a": [1, (2,)]}, 3)
    check_copy(student.deep_copy(example), example)
    for _ in range(25):
        value = drawn(rng, 4)
        check_copy(student.deep_copy(copy.deepcopy(value)), value)


@pytest.mark.exercise(core=True)
def test_deep_copy_shares_no_list(student):
    """列表套列表，每一层都是新的：涂改复制品，原件不变。"""
    values: list[Any] = [[], [1, 2], [[1], [2, [3, [4]]]], [[[]]]]
    for value in values:
        kit.same(student.scribble(copy.deepcopy(value)), value, name="原件")


@pytest.mark.exercise
def test_deep_copy_shares_no_list_in_a_tuple(student):
    """元组里的列表也是新的，不论套了几层。"""
    values: list[Any] = [([1],), ((), ([1], 2)), [((([],),),)]]
    for value in values:
        kit.same(student.scribble(copy.deepcopy(value)), value, name="原件")


@pytest.mark.exercise
def test_deep_copy_shares_no_dict(student):
    """字典是新的，字典里的字典也是。"""
    values: list[Any] = [{}, {"a": 1}, {"a": {"b": {}}}, [{"x": 0}]]
    for value in values:
        kit.same(student.scribble(copy.deepcopy(value)), value, name="原件")


@pytest.mark.exercise
def test_deep_copy_shares_no_list_in_a_dict(student):
    """字典的值里的列表也是新的。"""
    values: list[Any] = [{"a": [1]}, {"a": ([], [2])}, [{1: [{2: [3]}]}]]
    for value in values:
        kit.same(student.scribble(copy.deepcopy(value)), value, name="原件")


@pytest.mark.exercise
def test_deep_copy_of_anything_mixed(student, rng):
    """随便怎样套，涂改复制品，原件都不变。"""
    for _ in range(25):
        value = drawn(rng, 5)
        check_copy(student.scribble(copy.deepcopy(value)), value)


@pytest.mark.exercise
def test_deep_copy_keeps_keys(student):
    """字典的键照旧，元组、数、None 都可以作键。"""
    value = {(1, (2, 3)): "甲", 5: ["乙"], None: {}, "键": ()}
    check_copy(student.deep_copy(copy.deepcopy(value)), value)


@pytest.mark.exercise
def test_deep_copy_of_plain_things(student):
    """不是列表、元组、字典的东西，内容不变：文字不拆开，集合、空值也照旧。"""
    values: list[Any] = ["文字", 3, 2.5, False, None, b"ab", {1, 2}, [{"x"}, "ab"]]
    for value in values:
        check_copy(student.deep_copy(copy.deepcopy(value)), value)


@pytest.mark.exercise
def test_deep_copy_thirty_levels(student):
    """套了近三十层也能复制。"""
    for depth in (10, 28):
        check_copy(student.scribble(deep(depth)), deep(depth))


@pytest.mark.exercise(structure=True)
def test_deep_copy_by_hand(student):
    """自己从里到外走一遍，没有用 copy、json、pickle。"""
    kit.not_calling(student, "deep_copy", {"*copy*", "*json*", "*pickle*"})
