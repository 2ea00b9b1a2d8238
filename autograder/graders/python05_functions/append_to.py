"""Hidden tests of append_to: what is returned, what became of the argument, and whether they are one."""

from __future__ import annotations

import copy

import pytest

from autograder import draws, kit


@pytest.mark.exercise(core=True)
def test_append_to_a_list(student, rng):
    """给了列表，item 加在它的末尾；返回的和给的那个，内容都是加好的。"""
    for length in (1, 2, 5):
        items = [draws.whole(rng, -99, 99) for _ in range(length)]
        item = draws.text(rng, 3)
        want = [*items, item]
        result = student.append_to(item, items)
        kit.same(result, want)
        kit.same(items, want, name="给的列表")


@pytest.mark.exercise(core=True)
def test_append_to_nothing(student, rng):
    """没有给列表，每次调用都是一个新的。"""
    things = [draws.whole(rng, -99, 99) for _ in range(3)]
    results = [student.append_to(thing) for thing in things]
    kit.same(results, [[thing] for thing in things])


@pytest.mark.exercise
def test_append_to_an_empty_list(student):
    """给的是空列表，就加在它上面。"""
    items: list[object] = []
    result = student.append_to("x", items)
    kit.same(result, ["x"])
    kit.same(items, ["x"], name="给的列表")


@pytest.mark.exercise
def test_append_to_none(student):
    """明说 items 是 None，和没有给一样。"""
    results = [student.append_to("a", None), student.append_to("b", items=None)]
    kit.same(results, [["a"], ["b"]])


@pytest.mark.exercise
def test_append_to_returns_the_same(student):
    """返回的是给的那个列表自己，空的也是。"""
    answers = [student.is_same_list(1, [0]), student.is_same_list(1, [])]
    kit.same(answers, [True, True], name="是不是同一个")


@pytest.mark.exercise
def test_append_to_any_item(student, rng):
    """item 可以是任何东西：None、0、空列表，列表也整个加进去。"""
    for item in (None, 0, "", [], [1, 2], (3,), {"a": 1}):
        items = ["x", draws.whole(rng, 0, 9)]
        want = [*items, copy.deepcopy(item)]
        result = student.append_to(item, items)
        kit.same(result, want)
