"""What a student's function does to its arguments is seen, in this process and behind the wire."""

import copy

import numpy as np
import pytest

from autograder import kit
from autograder.checking.kinds import Mismatch
from autograder.checking.student import LocalStudent, StudentError

CELL = """
import numpy as np

def reads(layers, names): return len(layers) + len(names)
def appends(layers, names): layers.append({"w": np.ones(2)})
def replaces(layers, names): layers[1] = {"w": layers[1]["w"] * 2}
def replaces_deep_down(layers, names): layers[1]["w"] = layers[1]["w"] + 1
def changes_in_place(layers, names): layers[1]["w"] += 1
def pops(layers, names): return layers.pop()
def adds_a_key(layers, names): layers[0]["v"] = 0
def drops_a_key(layers, names): del layers[0]["w"]
def sorts(layers, names): names.sort()
def replaces_by_the_same(layers, names): layers[0]["w"] = layers[0]["w"].copy()
def adds(seen, word): seen.add(word)
def fails(layers, names):
    layers.clear()
    raise ValueError
"""


def arguments() -> tuple[list[dict], list[str]]:
    return [{"w": np.zeros(2)}, {"w": np.arange(3.0)}], ["b", "a"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("appends", "调用之后 layers 的元素从 2 个变成了 3 个"),
        ("pops", "调用之后 layers 的元素从 2 个变成了 1 个"),
        ("replaces", '调用之后 layers[1]["w"] 的内容变了'),
        ("replaces_deep_down", '调用之后 layers[1]["w"] 的内容变了'),
        ("changes_in_place", '调用之后 layers[1]["w"] 的内容变了'),
        ("adds_a_key", '调用之后 layers[0] 里多了键 "v"'),
        ("drops_a_key", '调用之后 layers[0] 里少了键 "w"'),
    ],
)
def test_a_changed_list_or_dict_is_seen_and_the_place_is_named(student, name, said):
    layers, names = arguments()
    before = copy.deepcopy(layers)
    getattr(student, name)(layers, names)
    with pytest.raises(Mismatch) as caught:
        kit.unchanged(layers, before, "layers")
    assert caught.value.kind == "input-changed"
    assert caught.value.detail == said
    kit.unchanged(names, ["b", "a"])


def test_a_sorted_list_is_a_changed_one(student):
    layers, names = arguments()
    student.sorts(layers, names)
    with pytest.raises(Mismatch, match=r"names\[0\] 的内容变了"):
        kit.unchanged(names, ["b", "a"], "names")


def test_a_changed_set_is_seen(student):
    seen = {"a"}
    student.adds(seen, "a")
    kit.unchanged(seen, {"a"})
    student.adds(seen, "b")
    with pytest.raises(Mismatch):
        kit.unchanged(seen, {"a"})


@pytest.mark.parametrize("name", ["reads", "replaces_by_the_same"])
def test_what_holds_the_same_afterwards_is_unchanged(student, name):
    layers, names = arguments()
    before = copy.deepcopy((layers, names))
    getattr(student, name)(layers, names)
    kit.unchanged((layers, names), before)
    assert student.calls[0].changed == {}


def test_changes_before_an_exception_are_seen(student):
    layers, names = arguments()
    with pytest.raises(StudentError):
        student.fails(layers, names)
    assert layers == []


def test_a_transcript_keeps_what_became_of_lists_and_dicts(student):
    layers, names = arguments()
    student.sorts(layers, names)
    student.adds_a_key(layers, names)
    sorted_names, added = (call.changed for call in student.calls)
    assert list(sorted_names.values()) == [["a", "b"]]
    assert [sorted(contents) for contents in added.values()] == [["v", "w"]]


def test_a_list_that_is_made_to_hold_itself_ends_no_notebook():
    def swallows(items):
        items.append(items)

    student = LocalStudent({"swallows": swallows})
    items = [1]
    student.swallows(items)
    with pytest.raises(Mismatch, match="从 1 个变成了 2 个"):
        kit.unchanged(items, [1])


def test_a_live_namespace_tells_what_its_names_stand_for():
    import math

    names = {"__name__": "here", "m": math, "root": math.sqrt, "size": 3, "length": len, "_": 1, "out[0]": 2}
    assert LocalStudent(names).sources() == [
        "import math as m",
        "from math import sqrt as root",
        "size = ...",
        "length = len",
    ]


def test_a_students_parameters_may_have_any_names():
    def layer(name, thing, method):
        return f"{name} {thing} {method}"

    student = LocalStudent({"layer": layer})
    assert student.layer(name="a", thing="b", method="c") == "a b c"


def test_a_methods_parameters_may_have_any_names():
    class Layer:
        def rename(self, name, thing, method):
            return f"{name} {thing} {method}"

    student = LocalStudent({"Layer": Layer})
    assert student.invoke(student.Layer(), "rename", name="a", thing="b", method="c") == "a b c"


def test_a_live_namespace_tells_what_is_written_in_c_by_the_name_it_is_imported_from():
    import bisect
    import functools
    import operator

    names = {"__name__": "here", "fold": functools.reduce, "plus": operator.add, "place": bisect.bisect}
    assert LocalStudent(names).sources() == [
        "from functools import reduce as fold",
        "from operator import add as plus",
        "from bisect import bisect_right as place",
    ]
