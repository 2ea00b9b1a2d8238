"""Hidden tests of schedule: the set of nodes by walking the names, the order by its property, since more than one is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from autograder import kit

from common import graph, names, random_plan

Plan = Sequence[tuple[str, str, str]]

SOFTMAX = [
    ("x", "data", ""),
    ("m", "reduce", "x"),
    ("t", "elementwise", "xm"),
    ("e", "elementwise", "t"),
    ("s", "reduce", "e"),
    ("p", "elementwise", "es"),
]


def needed(plan: Plan, outputs: str, done: str = "") -> set[str]:
    """The names of what is to be computed: whatever is asked for makes its sources asked for, from the last node back."""
    asked, found = set(outputs), set()
    for name, kind, sources in reversed(plan):
        if name in asked and kind != "data" and name not in done:
            found.add(name)
            asked |= set(sources)
    return found


def check(student: Any, plan: Plan, outputs: str, done: str = "", where: str = "name") -> None:
    """Compare one call: the right nodes, each once, sources first."""
    want = needed(plan, outputs, done)
    nodes = graph(student, plan, done, where)
    found = names(student, student.schedule([nodes[name] for name in outputs]), where)
    kit.require(set(found) >= want, "少了要算的结点")
    kit.require(set(found) <= want, "多了不用算的结点")
    kit.require(len(found) == len(set(found)), "有结点出现了不止一次")
    sources = {name: above for name, _, above in plan}
    late = [
        name
        for i, name in enumerate(found)
        if any(above in want and above not in found[:i] for above in sources[name])
    ]
    kit.require(not late, "有结点排在了它的 source 前面")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("output", ["p", "e"])
def test_schedule_softmax(student, output):
    """一个输出：要算的都在，每个一次，sources 在前。"""
    check(student, SOFTMAX, output)


@pytest.mark.exercise
@pytest.mark.parametrize("done", ["m", "t", "e", "ts"], ids=str)
def test_schedule_stops(student, done):
    """有的已经算好：它们不在其中，只通过它们才走得到的也不在。"""
    check(student, SOFTMAX, "p", done)


@pytest.mark.exercise
def test_schedule_around_a_realized_node(student):
    """算好的结点背后的东西，若从别的路还用得着，照样要算。"""
    plan = [("x", "data", ""), ("a", "elementwise", "x"), ("b", "reduce", "a"), ("c", "elementwise", "ab")]
    check(student, plan, "c", "b")


@pytest.mark.exercise
@pytest.mark.parametrize("outputs", ["mp", "pm", "ps", "pp"], ids=str)
def test_schedule_outputs(student, outputs):
    """几个输出，有的在别的背后，有的给了两遍：每个结点还是一次。"""
    check(student, SOFTMAX, outputs)


@pytest.mark.exercise
def test_schedule_outputs_apart(student):
    """几个输出各走各的路：都要算。"""
    plan = [("x", "data", ""), ("a", "elementwise", "x"), ("b", "reduce", "x"), ("c", "elementwise", "x")]
    check(student, plan, "bc")


@pytest.mark.exercise
@pytest.mark.parametrize(("outputs", "done"), [("p", "p"), ("ep", "e"), ("", ""), ("x", "")], ids=str)
def test_schedule_realized_outputs(student, outputs, done):
    """输出已经算好，或者一个输出也没有：不用再算它。"""
    check(student, SOFTMAX, outputs, done)


@pytest.mark.exercise
def test_schedule_square(student):
    """一个结点两次用到同一个 source：还是一次。"""
    check(student, [("x", "data", ""), ("t", "elementwise", "x"), ("q", "elementwise", "tt")], "q")


@pytest.mark.exercise
def test_schedule_shared(student):
    """后来的结点很早就被用到：仍然排在用它的所有结点前面。"""
    plan = [("x", "data", ""), ("a", "elementwise", "x"), ("b", "reduce", "a"), ("c", "elementwise", "b")]
    plan += [("d", "elementwise", "ac"), ("e", "elementwise", "da"), ("f", "reduce", "e")]
    check(student, plan, "f")
    check(student, plan, "af")


@pytest.mark.exercise
@pytest.mark.parametrize("done", ["", "m", "t"], ids=str)
def test_schedule_alike(student, done):
    """没有名字的结点，打印出来都一样，还是各是各的。"""
    check(student, SOFTMAX, "p", done, where="value")


@pytest.mark.exercise
@pytest.mark.parametrize("sources", ["ae", "ea", "aec"])
def test_schedule_near_and_far(student, sources):
    """一个结点离输出又近又远：按远的那条路排。"""
    plan = [("x", "data", ""), ("a", "elementwise", "x"), ("b", "reduce", "a"), ("c", "elementwise", "b")]
    plan += [("d", "reduce", "c"), ("e", "elementwise", "d")]
    check(student, [*plan, ("f", "elementwise", sources)], "f")


@pytest.mark.exercise
def test_schedule_many_paths(student):
    """两条路一再交汇的图：不会越走越慢。"""
    nodes = [student.Node("data", realized=True, name="0")]
    for i in range(1, 61):
        nodes.append(student.Node("elementwise", [nodes[-1], nodes[-1]], name=str(i)))
    student.seconds = 2.0
    found = names(student, student.schedule([nodes[-1]]))
    kit.require(found == [str(i) for i in range(1, 61)], "应当每个结点一次，依次排列")


@pytest.mark.exercise
@pytest.mark.parametrize("number", range(6))
def test_schedule_random(student, rng, number):
    """随机的图，有的结点已经算好。"""
    plan = random_plan(rng, 14)
    later = [name for name, kind, _ in plan if kind != "data"]
    done = "".join(name for name in later[:-2] if rng.random() < 0.25)
    check(student, plan, "".join(rng.choice(later, size=2, replace=False)) + later[-1], done)


@pytest.mark.exercise
def test_schedule_changes_nothing(student):
    """结点和传进去的列表都不变；再来一次，结果一样。"""
    nodes = graph(student, SOFTMAX, "m")
    outputs = [nodes["p"]]
    first = names(student, student.schedule(outputs))
    again = names(student, student.schedule(outputs))
    flags = [student.attribute(nodes[name], "realized") for name in "xmtesp"]
    kit.require(first == again == ["t", "e", "s", "p"], "两次的结果都应当是要算的四个结点")
    kit.require(flags == [True, True, False, False, False, False], "结点的 realized 变了")
    kit.require(len(outputs) == 1, "传进去的列表变了")
