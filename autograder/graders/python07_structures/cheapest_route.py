"""Hidden tests of cheapest_route: costs by relaxing every edge again and again; any way that costs as little is right."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from autograder import draws, kit

from common import check_path, lattice

SECONDS = 1.0
Graph = dict[str, dict[str, int]]
PRICES: Graph = {"a": {"b": 4, "c": 1}, "b": {"d": 1}, "c": {"b": 2, "d": 6}, "d": {}}


def costs(graph: Graph, start: str) -> dict[str, int]:
    """What it costs to get to every name that can be reached."""
    found, changed = {start: 0}, True
    while changed:
        changed = False
        for here, edges in graph.items():
            for there, more in edges.items() if here in found else ():
                if found[here] + more < found.get(there, found[here] + more + 1):
                    found[there] = found[here] + more
                    changed = True
    return found


def drawn(rng: np.random.Generator, names: list[str], edges: int, least: int, most: int) -> Graph:
    """Edges between these, each with a cost."""
    graph = draws.graph(rng, names, edges)
    return {
        name: {there: draws.whole(rng, least, most) for there in others} for name, others in graph.items()
    }


def ask(student: Any, graph: Graph, pairs: Iterable[tuple[str, str]]) -> None:
    """Fail unless every answer is as cheap as can be, and its cost that of its route."""
    for start, goal in pairs:
        want = costs(graph, start).get(goal)
        answer = student.cheapest_route(copy.deepcopy(graph), start, goal)
        if want is None:
            kit.same(answer, None)
            continue
        cost, path = kit.sequence(answer, 2)
        kit.same(cost, want, name="总花费")
        check_path(path, graph, start, goal)
        kit.require(sum(graph[a][b] for a, b in itertools.pairwise(path)) == want, "路线的花费不是最小的")


@pytest.mark.exercise(core=True)
def test_cheapest_route_example(student):
    """讲义里的例子：绕远一点，便宜一点。"""
    kit.same(student.cheapest_route(copy.deepcopy(PRICES), "a", "d"), (4, ["a", "c", "b", "d"]))
    ask(student, PRICES, [("a", "b"), ("a", "c"), ("c", "d"), ("b", "d")])


@pytest.mark.exercise(core=True)
def test_cheapest_route_drawn(student, rng):
    """随便画的图，花费最小的路。"""
    names = list("甲乙丙丁戊己庚辛壬癸")
    for edges in (15, 25, 45, 70):
        graph = drawn(rng, names, edges, 1, 30)
        ask(student, graph, [(a, b) for a in names[:3] for b in names[2:] if a != b])


@pytest.mark.exercise
def test_cheapest_route_far_and_cheap(student):
    """许多条便宜的边，胜过一条贵的。"""
    names = [f"p{k}" for k in range(12)]
    graph = {a: {b: 2} for a, b in itertools.pairwise(names)} | {"p11": {}}
    graph["p0"]["p11"] = 23
    ask(student, graph, [("p0", "p11"), ("p1", "p11")])
    graph["p0"]["p11"] = 21
    ask(student, graph, [("p0", "p11")])


@pytest.mark.exercise
def test_cheapest_route_dead_ends(student):
    """眼前便宜的边通向死路，或者通向很贵的路。"""
    ask(student, {"a": {"x": 1, "b": 5}, "x": {}, "b": {"c": 5}, "c": {}}, [("a", "c")])
    ask(student, {"a": {"b": 1, "c": 5}, "b": {"d": 20}, "c": {"d": 1}, "d": {}}, [("a", "d")])


@pytest.mark.exercise
def test_cheapest_route_cheaper_later(student):
    """先看到的花费，后来换成更便宜的，一连换好几次。"""
    graph = {"s": {"a": 1, "t": 100}, "a": {"b": 1, "t": 50}, "b": {"c": 1, "t": 20}, "c": {"t": 1}, "t": {}}
    ask(student, graph, [("s", "t"), ("a", "t"), ("b", "t")])
    dear_news = {"a": {"b": 1, "c": 2}, "b": {"d": 1}, "c": {"d": 9}, "d": {}}
    ask(student, dear_news, [("a", "d")])


@pytest.mark.exercise
def test_cheapest_route_nothing_to_pay(student, rng):
    """花费可以是 0，绕着圈都是 0 也走得完。"""
    student.seconds = SECONDS
    ask(
        student,
        {"a": {"b": 0, "c": 3}, "b": {"c": 0, "a": 0}, "c": {"b": 0}},
        [("a", "c"), ("c", "a"), ("b", "c")],
    )
    names = list("abcdefg")
    graph = drawn(rng, names, 20, 0, 2)
    ask(student, graph, [("a", name) for name in names[1:]])


@pytest.mark.exercise
def test_cheapest_route_here(student):
    """起点就是终点，花费 0，只有一个点。"""
    kit.same(student.cheapest_route(copy.deepcopy(PRICES), "b", "b"), (0, ["b"]))
    kit.same(student.cheapest_route({"a": {}}, "a", "a"), (0, ["a"]))
    kit.same(student.cheapest_route({"a": {"b": 2}, "b": {"a": 1}}, "a", "a"), (0, ["a"]))


@pytest.mark.exercise
def test_cheapest_route_nowhere(student):
    """到不了，是 None；边是单行的。"""
    ask(student, PRICES, [("d", "a"), ("b", "c"), ("c", "a")])
    kit.same(student.cheapest_route({"a": {}, "b": {}}, "a", "b"), None)


@pytest.mark.exercise
def test_cheapest_route_equal(student):
    """几条一样便宜，哪条都行。"""
    graph = {"a": {"b": 1, "c": 1, "d": 2}, "b": {"d": 1}, "c": {"d": 1}, "d": {"e": 1}, "e": {}}
    ask(student, graph, [("a", "d"), ("a", "e")])


@pytest.mark.exercise
def test_cheapest_route_keeps_the_graph(student, rng):
    """图不变。"""
    graph = drawn(rng, list("abcdefg"), 16, 1, 9)
    before = copy.deepcopy(graph)
    student.cheapest_route(graph, "a", "g")
    kit.unchanged(graph, before, "graph")


@pytest.mark.exercise(weight=2)
def test_cheapest_route_big(student, rng):
    """两千个点、一万条边，一秒之内。"""
    student.seconds = SECONDS
    graph: Graph = {f"n{k}": {f"n{(k + 1) % 2000}": 40} for k in range(2000)}
    for a, b, cost in rng.integers(0, 2000, (8000, 3)).tolist():
        if a != b:
            graph[f"n{a}"][f"n{b}"] = 20 + cost % 80
    ask(student, graph, [("n0", "n1000")])


@pytest.mark.exercise(weight=2)
def test_cheapest_route_streets(student):
    """30 × 30 的街道，每条边都是 1，一样便宜的路极多，也在一秒之内。"""
    student.seconds = SECONDS
    streets = {corner: dict.fromkeys(others, 1) for corner, others in lattice(30).items()}
    ask(student, streets, [("0,0", "29,29")])
