"""Hidden tests of find_nodes: conditions by keyword, every one of them."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from autograder import draws, kit

from common import find_nodes

TEXTS = ["6", "7", "77", "67", "", "OK", "Ok"]


def screen(rng: np.random.Generator, count: int) -> list[dict[str, str]]:
    """A list of nodes that have every key."""
    return [
        {
            "text": draws.one_of(rng, TEXTS),
            "clickable": draws.one_of(rng, ["true", "false"]),
            "content-desc": draws.one_of(rng, ["", "six", "seven"]),
            "long-clickable": draws.one_of(rng, ["true", "false"]),
            "id": f"n{number}",
        }
        for number in range(count)
    ]


def found(student: Any, cases: list[tuple[list[dict[str, str]], dict[str, str]]]) -> None:
    """Let the student look for everything, then compare."""
    wanted = [find_nodes(nodes, **conditions) for nodes, conditions in cases]
    results = [student.find_nodes(copy.deepcopy(nodes), **conditions) for nodes, conditions in cases]
    for result, want in zip(results, wanted):
        kit.same(result, want)


@pytest.mark.exercise(core=True)
def test_nodes_example(student):
    """例子里的两个键。"""
    found(student, [([{"text": "6"}, {"text": "7"}], {"text": "7"})])


@pytest.mark.exercise(core=True)
def test_nodes_one(student, rng):
    """一个条件：符合的都要，次序不变。"""
    found(student, [(screen(rng, 12), {"clickable": "true"}) for _ in range(4)])


@pytest.mark.exercise
def test_nodes_exact(student, rng):
    """值要完全相等，大小写也是。"""
    nodes = [{"text": text} for text in draws.shuffled(rng, TEXTS * 2)]
    found(student, [(nodes, {"text": text}) for text in TEXTS])


@pytest.mark.exercise
def test_nodes_minus(student, rng):
    """名字里的下划线是减号。"""
    cases = [(screen(rng, 12), {"content_desc": "six"}), (screen(rng, 12), {"long_clickable": "true"})]
    cases.append(([{"a-b-c": "1"}, {"a-b_c": "1"}, {"a_b_c": "1"}], {"a_b_c": "1"}))
    found(student, cases)


@pytest.mark.exercise
def test_nodes_every(student, rng):
    """几个条件，每个都要符合。"""
    cases = []
    for _ in range(6):
        nodes = screen(rng, 20)
        node = draws.one_of(rng, nodes)
        cases.append((nodes, {"text": node["text"], "clickable": node["clickable"]}))
        cases.append((nodes, {"clickable": node["clickable"], "text": node["text"]}))
    found(student, cases)


@pytest.mark.exercise
def test_nodes_missing_key(student, rng):
    """有的字典没有这个键：不符合。"""
    nodes = [{"text": "6"}, {"text": "7", "id": "a"}, {"id": "a"}, {}]
    found(student, [(nodes, {"id": "a"}), (nodes, {"text": "7", "id": "a"}), (nodes, {"nothing": "x"})])


@pytest.mark.exercise
def test_nodes_missing_is_not_empty(student):
    """没有这个键，和值是空的文字，是两回事。"""
    nodes = [{"text": "6"}, {"text": "7", "id": ""}, {"id": ""}]
    found(student, [(nodes, {"id": ""}), (nodes, {"text": ""}), (nodes, {"text": "7", "id": ""})])


@pytest.mark.exercise
def test_nodes_no_conditions(student, rng):
    """没有条件：全部都要。"""
    found(student, [(screen(rng, 5), {}), ([], {})])


@pytest.mark.exercise(weight=0.5)
def test_nodes_none_found(student, rng):
    """没有符合的：空列表。"""
    found(student, [(screen(rng, 5), {"text": "nobody"}), ([], {"text": "7"})])


@pytest.mark.exercise
def test_nodes_unchanged(student, rng):
    """不改动传进来的列表和字典。"""
    nodes = screen(rng, 8)
    before, want = copy.deepcopy(nodes), find_nodes(nodes, clickable="true")
    got = student.find_nodes(nodes, clickable="true")
    kit.same(got, want)
    kit.unchanged(nodes, before)
