"""Hidden tests of shortest_path: distances by growing sets; any way of that length along edges is right."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

import pytest

from autograder import draws, kit

from common import check_path, lattice

SECONDS = 1.0
TOWN = {"家": ["书店", "公园"], "书店": ["医院"], "公园": ["医院", "学校"], "医院": [], "学校": ["家"]}


def distance(graph: dict[str, list[str]], start: str, goal: str) -> int | None:
    """How many edges lie between, one ring of names after the other; None if there is no way."""
    ring, seen, steps = {start}, {start}, 0
    while ring:
        if goal in ring:
            return steps
        ring = {there for here in ring for there in graph[here]} - seen
        seen |= ring
        steps += 1
    return None


def ask(student: Any, graph: dict[str, list[str]], pairs: Iterable[tuple[str, str]]) -> None:
    """Fail unless every path is as short as can be."""
    for start, goal in pairs:
        path = student.shortest_path(copy.deepcopy(graph), start, goal)
        steps = distance(graph, start, goal)
        if steps is None:
            kit.same(path, None)
            continue
        check_path(path, graph, start, goal)
        kit.require(len(path) == steps + 1, "有边数更少的路")


@pytest.mark.exercise(core=True)
def test_shortest_path_town(student):
    """讲义里的小城，几条路。"""
    ask(student, TOWN, [("家", "学校"), ("家", "医院"), ("学校", "医院"), ("公园", "书店")])


@pytest.mark.exercise(core=True)
def test_shortest_path_drawn(student, rng):
    """随便画的图，两点之间边数最少的路。"""
    for edges in (12, 18, 30):
        names = list("甲乙丙丁戊己庚辛壬癸")
        graph = draws.graph(rng, names, edges)
        ask(student, graph, [(a, b) for a in names[:4] for b in names[3:] if a != b])


@pytest.mark.exercise
def test_shortest_path_not_the_first_way(student):
    """先写着的路更长，找的还是最短的。"""
    graph = {"a": ["b", "d"], "b": ["c"], "c": ["d"], "d": ["e"], "e": []}
    ask(student, graph, [("a", "e"), ("a", "d")])
    mirrored = {"a": ["d", "b"], "b": ["c"], "c": ["d"], "d": ["e"], "e": []}
    ask(student, mirrored, [("a", "e")])


@pytest.mark.exercise
def test_shortest_path_one_way(student):
    """边是单行的，不倒着走。"""
    graph = {"a": ["b"], "b": ["c"], "c": ["d"], "d": ["a"]}
    ask(student, graph, [("b", "a"), ("a", "d"), ("d", "c")])
    ask(student, {"a": ["b"], "b": [], "c": ["b"]}, [("b", "a"), ("a", "c"), ("c", "a")])


@pytest.mark.exercise
def test_shortest_path_next_door(student):
    """一条边就到。"""
    kit.same(student.shortest_path({"a": ["b"], "b": []}, "a", "b"), ["a", "b"])
    kit.same(student.shortest_path({"a": ["c", "b"], "b": ["c"], "c": ["b"]}, "a", "b"), ["a", "b"])


@pytest.mark.exercise
def test_shortest_path_here(student):
    """起点就是终点，只有一个点；没有边也是。"""
    kit.same(student.shortest_path({"a": []}, "a", "a"), ["a"])
    kit.same(student.shortest_path({"a": ["b"], "b": ["a"]}, "b", "b"), ["b"])


@pytest.mark.exercise
def test_shortest_path_nowhere(student, rng):
    """到不了，是 None，绕着圈也不会走不完。"""
    student.seconds = SECONDS
    kit.same(student.shortest_path({"a": [], "b": []}, "a", "b"), None)
    graph = {"a": ["b"], "b": ["c"], "c": ["a", "b"], "d": ["a"]}
    kit.same(student.shortest_path(graph, "a", "d"), None)


@pytest.mark.exercise
def test_shortest_path_keeps_the_graph(student, rng):
    """图不变。"""
    graph = draws.graph(rng, list("abcdefg"), 14)
    before = copy.deepcopy(graph)
    student.shortest_path(graph, "a", "g")
    kit.unchanged(graph, before, "graph")


@pytest.mark.exercise
def test_shortest_path_of_words(student):
    """名字是长长的文字，也整个地用。"""
    graph = {
        "北京南站": ["济南西站", "天津站"],
        "天津站": ["济南西站"],
        "济南西站": ["南京南站"],
        "南京南站": [],
    }
    ask(student, graph, [("北京南站", "南京南站"), ("天津站", "南京南站")])


@pytest.mark.exercise(weight=2)
def test_shortest_path_streets(student):
    """15 × 15 的街道，一秒之内；到不了的角落也是。"""
    student.seconds = SECONDS
    streets = lattice(15)
    ask(student, streets, [("0,0", "14,14"), ("14,0", "0,14"), ("7,7", "0,3")])
    streets["岛"] = ["0,0"]
    ask(student, streets, [("0,0", "岛")])
