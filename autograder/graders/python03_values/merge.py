"""Hidden tests of merge: the union of the keys, each with the value of who had the last word."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import draws, kit

from common import leaves_alone, thing


def merge(defaults: dict[str, Any], overrides: dict[str, Any]) -> dict[str, Any]:
    """Key by key."""
    return {key: (overrides if key in overrides else defaults)[key] for key in [*defaults, *overrides]}


def some_settings(rng: np.random.Generator, size: int) -> dict[str, Any]:
    """So many of eight settings, with values of any type."""
    return {name: thing(rng) for name in draws.shuffled(rng, "abcdefgh")[:size]}


@pytest.mark.exercise(core=True)
def test_merge_worked(student, rng):
    """两边的键都有，改过的以用户的为准。"""
    cases = [
        ({"声音": True, "音量": 7}, {"声音": False, "主题": "夜间"}),
        ({"a": 1, "b": 2}, {"b": 3, "c": 4}),
    ]
    kit.agree(student.merge, merge, cases)


@pytest.mark.exercise
def test_merge_random(student, rng):
    """大小不同、值的类型不同的字典都对。"""
    cases = [
        (some_settings(rng, m), some_settings(rng, n)) for m, n in [(3, 3), (5, 2), (2, 6), (8, 8), (7, 4)]
    ]
    kit.agree(student.merge, merge, cases)


@pytest.mark.exercise
def test_merge_false_and_zero(student, rng):
    """改成 False、零、空文字、空列表都算改过。"""
    defaults = {"a": True, "b": 7, "c": "朋友", "d": [1], "e": 0.5}
    kit.agree(student.merge, merge, [(defaults, {"a": False, "b": 0, "c": "", "d": [], "e": 0.0})])


@pytest.mark.exercise
def test_merge_none(student, rng):
    """改成 None 也算改过；默认的是 None、用户没有改的，还是 None。"""
    kit.agree(student.merge, merge, [({"a": "猫", "b": 1}, {"a": None}), ({"a": None, "b": None}, {"b": 2})])


@pytest.mark.exercise
def test_merge_new_keys(student, rng):
    """用户新添的键也在里面，哪怕它的值算假。"""
    kit.agree(student.merge, merge, [({"a": 1}, {"b": 0, "c": None}), ({"x": 1}, {"y": 2})])


@pytest.mark.exercise
def test_merge_empty(student, rng):
    """一边或者两边是空的。"""
    kit.agree(student.merge, merge, [({}, {"a": 1}), ({"a": 1}, {}), ({}, {})])


@pytest.mark.exercise
def test_merge_keeps_both(student, rng):
    """传进去的两个字典都不变。"""
    leaves_alone(student, "merge", ({"a": 1, "b": 2}, {"b": 3, "c": 4}))


@pytest.mark.exercise
def test_merge_is_new(student, rng):
    """交出的是一个新的字典，一边是空的时候也是。"""
    cases: list[tuple[dict[str, int], dict[str, int]]] = [
        ({"a": 1}, {"b": 2}),
        ({"a": 1}, {}),
        ({}, {"b": 2}),
        ({}, {}),
    ]
    new = [student.merge_is_new(*case) for case in cases]
    kit.require(all(one is True for one in new), "交出的就是传进去的字典")
