"""Hidden tests of topological_order: any order is right in which sources stand first, once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from autograder import kit

# Of each node, the numbers of its sources; the last is the root.
Graph = Sequence[tuple[int, ...]]

GRAPHS: dict[str, Graph] = {
    "chain": [(), (0,), (1,), (2,), (3,)],
    "diamond": [(), (0,), (0,), (1, 2)],
    "twice": [(), (0, 0), (1, 1), (2, 2)],
    "short first": [(), (0,), (1,), (2,), (0, 3)],
    "short last": [(), (0,), (1,), (2,), (3, 0)],
    "inner short first": [(), (), (0, 1), (2,), (3, 1), (2, 4)],
    "inner short last": [(), (), (0, 1), (2,), (1, 3), (4, 2)],
    "many leaves": [(), (), (), (), (), (4, 0, 2, 3, 1)],
    "ladder": [(), (), (0, 1), (1, 2), (2, 3), (3, 4), (5, 4)],
}


def build(student: Any, graph: Graph, labels: Sequence[float]) -> list[Any]:
    """The nodes as Values, with these data."""
    nodes: list[Any] = []
    for sources, label in zip(graph, labels, strict=True):
        nodes.append(student.Value(label, tuple(nodes[i] for i in sources)))
    return nodes


def labels_for(rng: np.random.Generator, graph: Graph) -> list[float]:
    """Unlike numbers, in no order."""
    return (rng.permutation(len(graph)) + 1.0).tolist()


def names_in(student: Any, found: Any) -> list[float]:
    """The data of the nodes in a result, which must be a list."""
    if not isinstance(found, (list, tuple)):
        kit.fail("type", "返回值应当是列表")
    return list(student.data_of(list(found)))


def check_order(names: list[float], graph: Graph, labels: Sequence[float]) -> None:
    """Fail unless each node that the root rests on is there once, after its sources."""
    wanted, todo = set(), [len(graph) - 1]
    while todo:
        node = todo.pop()
        wanted.add(node)
        todo += [source for source in graph[node] if source not in wanted]
    kit.require(
        sorted(names) == sorted(labels[i] for i in wanted), "每个走得到的结点应当恰好出现一次，别的不出现"
    )
    for node in wanted:
        for source in graph[node]:
            first, second = names.index(labels[source]), names.index(labels[node])
            kit.require(first < second, "有一个结点排在了它的来源之前")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("name", GRAPHS)
def test_topological_order_small(student, rng, name):
    """小图：每个结点恰好一次，来源在前。"""
    graph = GRAPHS[name]
    labels = labels_for(rng, graph)
    nodes = build(student, graph, rng.permutation(len(graph)).tolist())
    found = student.topological_order(nodes[-1])
    student.set_data(nodes, labels)  # the nodes themselves are wanted, no copies
    check_order(names_in(student, found), graph, labels)


@pytest.mark.exercise
@pytest.mark.parametrize("seed", range(6))
def test_topological_order_random(student, rng, seed):
    """随便连成的图：每个结点恰好一次，来源在前；走不到的结点不算。"""
    graph: list[tuple[int, ...]] = [(), ()]
    while len(graph) < 23:
        sources = rng.integers(max(0, len(graph) - 7), len(graph), size=rng.integers(0, 4))
        graph.append(tuple(sources.tolist()))
    graph.append((22, 20, 22))
    labels = labels_for(rng, graph)
    root = build(student, graph, labels)[-1]
    check_order(names_in(student, student.topological_order(root)), graph, labels)


@pytest.mark.exercise
def test_topological_order_of_a_leaf(student):
    """叶子的图里只有它自己。"""
    found = names_in(student, student.topological_order(student.Value(7.0)))
    kit.require(found == [7.0], "应当只有它自己")


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("name", ["diamond", "ladder", "many leaves"])
def test_topological_order_equal_data(student, rng, name):
    """所有的 data 都相等时也一样：看的是对象，不是数。"""
    graph = GRAPHS[name]
    labels = labels_for(rng, graph)
    nodes = build(student, graph, [3.0] * len(graph))
    found = student.topological_order(nodes[-1])
    student.set_data(nodes, labels)
    check_order(names_in(student, found), graph, labels)


@pytest.mark.exercise
def test_topological_order_again(student, rng):
    """连着排几张图，前一张的结点不会混进后一张。"""
    for name in ("diamond", "chain", "diamond"):
        labels = labels_for(rng, GRAPHS[name])
        root = build(student, GRAPHS[name], labels)[-1]
        found = names_in(student, student.topological_order(root))
    check_order(found, GRAPHS["diamond"], labels)


@pytest.mark.exercise
def test_topological_order_same_root_again(student, rng):
    """同一个终点排两次，两次都完整。"""
    labels = labels_for(rng, GRAPHS["ladder"])
    root = build(student, GRAPHS["ladder"], labels)[-1]
    student.topological_order(root)
    check_order(names_in(student, student.topological_order(root)), GRAPHS["ladder"], labels)


@pytest.mark.exercise(weight=4, seconds=3)
def test_topological_order_diamonds(student):
    """同一个数自己加自己，叠很多次：路多得数不清，结点不多，很快排好。"""
    node = student.Value(0.0)
    for k in range(1, 61):
        node = student.Value(k, (node, node))
    kit.require(student.ordered(node) == [float(k) for k in range(61)], "次序应当从起点到终点")


@pytest.mark.exercise(weight=4, seconds=3)
def test_topological_order_two_before(student):
    """每个结点来自前面的两个，叠很多次：也很快排好。"""
    nodes = [student.Value(0.0), student.Value(1.0)]
    for k in range(2, 61):
        nodes.append(student.Value(k, nodes[-2:]))
    found = student.ordered(nodes[-1])
    kit.require(sorted(found[:2]) == [0.0, 1.0], "叶子应当在最前")
    kit.require(found[2:] == [float(k) for k in range(2, 61)], "次序应当从起点到终点")


@pytest.mark.exercise(weight=4, seconds=30)
def test_topological_order_deep(student):
    """一条上万步的链也排得出来。"""
    found = student.ordered(student.tower(student.Value(0.0), 9_999))
    kit.require(found == [float(k) for k in range(10_000)], "次序应当从起点到终点")


@pytest.mark.exercise
def test_topological_order_changes_nothing(student, rng):
    """排完以后，结点的 data、grad 和来源都和原来一样。"""
    graph = GRAPHS["ladder"]
    labels = labels_for(rng, graph)
    nodes = build(student, graph, labels)
    for node in nodes:
        node.grad = 0.5
    student.topological_order(nodes[-1])
    kit.require(student.data_of(nodes) == labels, "结点的 data 变了")
    kit.require(student.grads_of(nodes) == [0.5] * len(nodes), "结点的 grad 变了")
    for node, sources in zip(nodes, graph):
        found = student.data_of(student.attribute(node, "parents"))
        kit.require(found == [labels[i] for i in sources], "结点的 parents 变了")
