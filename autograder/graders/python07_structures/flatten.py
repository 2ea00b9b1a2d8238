"""Hidden tests of flatten: what was nested here is known in order beforehand."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from autograder import draws, kit

DEEP = 20_000
# Ten times what a stack needs.
SECONDS = 0.5
LEAVES = [0, 1, -3, 2.5, "ab", "", "两个字", None, True, b"xy"]


def leaves(value: Any) -> list[Any]:
    """What is in the lists and tuples, in order."""
    if not isinstance(value, (list, tuple)):
        return [value]
    return [leaf for item in value for leaf in leaves(item)]


def drawn(rng: np.random.Generator, depth: int) -> list[Any]:
    """Lists and tuples in a list."""
    return [draws.nested(rng, depth, lambda: draws.one_of(rng, LEAVES)) for _ in range(3)]


def deep(depth: int) -> list[Any]:
    """What is in the lesson's ``nest(depth)``."""
    return [*range(depth - 1, -1, -1), "底", *map(str, range(depth))]


def ask(student: Any, nested: list[Any]) -> None:
    """Fail unless it comes back flat."""
    want = leaves(nested)
    kit.same(student.flatten(nested), want)


@pytest.mark.exercise(core=True)
def test_flatten_lists(student):
    """列表套列表，全部拆开，次序不变。"""
    ask(student, [1, [2, [3, 4], 5], [[6]], 7])
    ask(student, [[[1, 2], 3], [4, [5]]])


@pytest.mark.exercise(core=True)
def test_flatten_tuples_too(student, rng):
    """列表、元组怎样套都行。"""
    ask(student, [1, [2, ("ab", [])], 3])
    ask(student, [(1, 2), ([3], (4, (5,))), 6])
    for _ in range(25):
        ask(student, drawn(rng, 5))


@pytest.mark.exercise
def test_flatten_texts(student):
    """文字是一样东西，不拆开；一个字的、空的也是。"""
    ask(student, ["ab", ["c", ("", "两个字")], b"xy"])
    ask(student, [["a"], "a"])


@pytest.mark.exercise
def test_flatten_other_things(student):
    """字典、集合、None、0、False 都整个放进去。"""
    ask(student, [{"a": [1, [2]]}, [{1, 2}, None], (0, False, 0.0)])


@pytest.mark.exercise
def test_flatten_empty(student):
    """空的列表、元组里什么也没有。"""
    ask(student, [])
    ask(student, [[], (), [[], ([],)]])
    ask(student, [[], 1, (), [2, []]])


@pytest.mark.exercise
def test_flatten_flat(student, rng):
    """本来就平的，还是原来的样子；相等的一样也不少。"""
    ask(student, draws.some_of(rng, [1, 2, 3], 12))
    ask(student, [[1, 1], (1,), 1])


@pytest.mark.exercise
def test_flatten_argument(student, rng):
    """给的列表，从外到里都不变。"""
    lists: list[list[Any]] = [[1, [2, [3]], 4], [[]], drawn(rng, 4)]
    for nested in lists:
        before = copy.deepcopy(nested)
        student.flatten(nested)
        kit.unchanged(nested, before, "nested")


@pytest.mark.exercise
def test_flatten_beyond_recursion(student):
    """套了三千层，也不会因为太深而出错。"""
    kit.same(student.flatten_nest(3000), deep(3000))


@pytest.mark.exercise
def test_flatten_deep_and_soon(student):
    """套了两万层，半秒之内。"""
    student.seconds = SECONDS
    kit.same(student.flatten_nest(DEEP), deep(DEEP))


@pytest.mark.exercise
def test_flatten_wide(student):
    """几万样东西，半秒之内。"""
    student.seconds = SECONDS
    nested = [[k, (k + 1, k + 2)] for k in range(0, 45_000, 3)]
    kit.same(student.flatten(nested), list(range(45_000)))


@pytest.mark.exercise(structure=True)
def test_flatten_by_a_stack(student):
    """没有去调递归层数的限制。"""
    kit.not_calling(student, "flatten", {"setrecursionlimit"})
