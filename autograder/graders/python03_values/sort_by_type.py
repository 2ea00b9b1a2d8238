"""Hidden tests of sort_by_type: for each name of a type, what of the list has it."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import draws, kit

from common import leaves_alone, thing


def sort_by_type(values: list[Any]) -> dict[str, list[Any]]:
    """Look through the list once for every type in it."""
    names = [value.__class__.__name__ for value in values]
    return {name: [value for value, own in zip(values, names) if own == name] for name in names}


@pytest.mark.exercise(core=True)
def test_sort_by_type_worked(student, rng):
    """键是类型的名字，值是这一类的东西，按原来的次序。"""
    kit.agree(student.sort_by_type, sort_by_type, [([1, True, "1", 2.0, None, 0],), (["b", 3, "a"],)])


@pytest.mark.exercise
def test_sort_by_type_random(student, rng):
    """什么类型都有的列表也对。"""
    cases = [([thing(rng) for _ in range(n)],) for n in (3, 8, 15, 40)]
    kit.agree(student.sort_by_type, sort_by_type, cases)


@pytest.mark.exercise
def test_sort_by_type_bools(student, rng):
    """True 和 1、False 和 0 不是一类。"""
    kit.agree(
        student.sort_by_type, sort_by_type, [([True, 1, False, 0, 1.0, 0.0],), ([0, False],), ([True, True],)]
    )


@pytest.mark.exercise
def test_sort_by_type_repeats(student, rng):
    """相等的东西都留着，一样不少。"""
    kit.agree(
        student.sort_by_type, sort_by_type, [([2, 2, "a", 2, "a"],), ([1, 1.0, True, 1],), ([None, None],)]
    )


@pytest.mark.exercise
def test_sort_by_type_order(student, rng):
    """每一类里按原来的次序，不是从小到大。"""
    kit.agree(
        student.sort_by_type,
        sort_by_type,
        [([3, "c", 1, "a", 2, "b"],), (draws.shuffled(rng, list(range(12))),)],
    )


@pytest.mark.exercise
def test_sort_by_type_containers(student, rng):
    """列表、元组、字典也是东西，整个放进抽屉；空的也算。"""
    kit.agree(student.sort_by_type, sort_by_type, [([[1, 2], (1, 2), {"a": 1}, [], (), {}],), ([[True, 1]],)])


@pytest.mark.exercise
def test_sort_by_type_empty(student, rng):
    """没有东西时是空字典。"""
    kit.agree(student.sort_by_type, sort_by_type, [([],)])


@pytest.mark.exercise
def test_sort_by_type_keeps_values(student, rng):
    """传进去的列表不变。"""
    leaves_alone(student, "sort_by_type", ([thing(rng) for _ in range(9)],))
