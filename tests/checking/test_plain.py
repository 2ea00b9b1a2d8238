"""Plain values compared exactly, and random ones."""

import math

import numpy as np
import pytest

from autograder import draws, kit
from autograder.checking.kinds import Mismatch
from autograder.checking.student import StudentError

CELL = """
import sys

def given(value):
    return value

def three():
    return {"a": [1, (2.0, b"\\xff")], "b": {"x", "y"}, "c": None, 2: True}

def counting():
    return range(3)

def forever():
    n = 0
    while True:
        yield n
        n += 1

class Down:
    def __init__(self, start):
        self.left = start
    def __iter__(self):
        return self
    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return self.left + 1

def deep(levels):
    nest = []
    for _ in range(levels):
        nest = [nest]
    return nest

def by_type():
    return {int: [1], str: ["a"]}

def leaves():
    sys.exit(2)

def grow(items):
    items.append(len(items))
    return None
"""


def told(actual, expected, **how) -> tuple[str, str]:
    with pytest.raises(Mismatch) as caught:
        kit.same(actual, expected, **how)
    return caught.value.kind, caught.value.detail


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (3, 3),
        (3, 3.0),
        (0.1 + 0.2, 0.3),
        (math.inf, math.inf),
        (math.nan, math.nan),
        ([1, (2,)], (1, [2])),
        ({"b": 1, "a": [2]}, {"a": (2,), "b": 1}),
        ({1, 2}, {2, 1}),
        (1 << 200, 1 << 200),
        (b"\x00", b"\x00"),
        (np.float64(0.5), 0.5),
        (None, None),
    ],
)
def test_the_same(actual, expected):
    kit.same(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected", "kind"),
    [
        (True, 1, "type"),
        (1, True, "type"),
        (3.0, 3, "type"),
        ("3", 3, "type"),
        (None, 3, "none"),
        ([None], [3], "type"),
        ({"a": None}, {"a": 3}, "type"),
        (b"a", "a", "type"),
        ("a ", "a", "unequal"),
        (0.3 + 1e-6, 0.3, "unequal"),
        (10**400, 0.3, "unequal"),
        ([1, 2], [2, 1], "unequal"),
        ([1], [1, 2], "length"),
        ([1, 2, 3], [1, 2], "length"),
        ([1, True], [1, 1], "type"),
        ({"a": 1}, {"a": 1, "b": 2}, "keys"),
        ({"a": 1, "b": 2}, {"a": 1}, "keys"),
        ({True: "a"}, {1: "a"}, "keys"),
        ({(1, True): "a"}, {(1, 1): "a"}, "keys"),
        ({1, 2}, {1, 3}, "unequal"),
        ({1.0}, {1}, "unequal"),
        ([1], {1}, "type"),
        ("ab", ["a", "b"], "type"),
    ],
)
def test_not_the_same(actual, expected, kind):
    assert told(actual, expected)[0] == kind


def test_without_tolerance_the_sign_of_a_zero_counts():
    kit.same(-0.0, 0.0)
    assert told(-0.0, 0.0, tol=0)[0] == "unequal"
    assert told(0.1 + 0.2, 0.3, tol=0)[0] == "unequal"


def test_the_place_is_told():
    assert "返回值[0]['a'][1]" in told([{"a": [1, 2]}], [{"a": [1, 3]}])[1]


def test_of_texts_with_several_lines_the_first_line_that_differs_is_told():
    assert "第 2 行" in told("a\nb\nc", "a\nB\nc")[1]
    assert "应当有 3 行" in told("a\nb", "a\nb\nc")[1]


def test_long_values_are_cut():
    assert len(told("a" * 5000, "b" * 5000)[1]) < 400


def test_values_arrive_as_they_were(student):
    kit.same(student.three(), {"c": None, "a": [1, (2.0, b"\xff")], 2: True, "b": {"x", "y"}})
    kit.same(student.given(-(1 << 300)), -(1 << 300))


def test_of_a_generator_without_end_the_first_items_are_taken(student):
    kit.same(student.forever(), list(range(10_000)))


def test_who_leaves_the_process_raised_an_exception(student):
    with kit.raises("SystemExit"):
        student.leaves()


def test_an_object_that_is_its_own_iterator_is_an_object(student):
    down = student.Down(3)
    kit.same(student.attribute(down, "left"), 3)
    kit.same(student.invoke(down, "__iter__"), [3, 2, 1])


def test_keys_that_are_objects_are_a_mistake_like_any_other(student):
    found = student.by_type()
    assert told(found, {"int": [1], "str": ["a"]})[0] in ("type", "keys")
    kit.same(student.given(3), 3)  # the worker lives


def test_an_object_is_told_by_its_type(student):
    assert "一个 range 对象" in told(student.counting(), [0, 1, 2])[1]


def test_what_is_nested_too_deep_is_no_answer(student):
    with pytest.raises(StudentError) as caught:
        student.deep(20_000)
    assert caught.value.kind == "violation"


def test_what_became_of_a_list_is_seen(student):
    items = ["a", "b"]
    student.grow(items)
    kit.same(items, ["a", "b", 2])


def test_an_object_is_no_plain_value(student):
    with pytest.raises((Mismatch, StudentError)):
        kit.same(student.counting(), [0, 1, 2])


def test_draws_are_plain_and_follow_the_generator():
    def draw(seed: int) -> list:
        rng = np.random.default_rng(seed)
        return [
            draws.whole(rng, -3, 3),
            draws.whole(rng, 0, 1 << 200),
            draws.one_of(rng, ["a", 1, None]),
            draws.some_of(rng, [1, 2], 5),
            draws.shuffled(rng, [1, "b", None]),
            draws.text(rng, 8, "01"),
            draws.nested(rng, 3, lambda: draws.whole(rng, 0, 9)),
            draws.graph(rng, ["a", "b", "c"], 4),
        ]

    kit.same(draw(1), draw(1))
    assert draw(1) != draw(2)


def test_draws_stay_within_their_bounds():
    rng = np.random.default_rng(0)
    assert {draws.whole(rng, -1, 1) for _ in range(100)} == {-1, 0, 1}
    found = draws.graph(rng, ["a", "b", "c"], 6)
    assert sorted(map(sorted, found.values())) == [["a", "b"], ["a", "c"], ["b", "c"]]


def test_a_space_inside_a_text_is_never_ours():
    detail = told("35.0优", "35.0 优", name="答案x")[1]
    assert "'35.0优'" in detail
    assert "'35.0 优'" in detail
    assert detail.startswith("答案 x")
