"""Hidden tests of fuse: the groups as parts of a set, by joining pairs; the order by its property, since more than one may be right."""

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
# A row of elementwise nodes, one of which waits for a reduction that comes later.
WAITING = [
    ("x", "data", ""),
    ("a", "elementwise", "x"),
    ("b", "elementwise", "a"),
    ("r", "reduce", "x"),
    ("q", "reduce", "r"),
    ("c", "elementwise", "bq"),
]


def parts(plan: Plan, outputs: str) -> set[frozenset[str]]:
    """The groups: every node alone, then each that may joins the part of the one that uses it."""
    kinds = {name: kind for name, kind, _ in plan}
    part = {name: {name} for name, kind, _ in plan if kind != "data"}
    for name in list(part):
        users = {user for user, _, sources in plan if name in sources}
        if len(users) == 1 and name not in outputs:
            (user,) = users
            if kinds[name] == kinds[user] == "elementwise":
                joined = part[name] | part[user]
                for member in joined:
                    part[member] = joined
    return {frozenset(each) for each in part.values()}


def ask(student: Any, plan: Plan, outputs: str, line: str = "", where: str = "name") -> list[list[str]]:
    """The names in the student's groups; ``line``: the order in which the nodes are given."""
    nodes = graph(student, plan, where=where)
    line = line or "".join(name for name, kind, _ in plan if kind != "data")
    found = student.fuse([nodes[name] for name in line], [nodes[name] for name in outputs])
    if not isinstance(found, (list, tuple)):
        kit.fail("type", "应当是列表的列表")
    return [names(student, group, where) for group in found]


def check(student: Any, plan: Plan, outputs: str, line: str = "", where: str = "name") -> None:
    """Compare one call: the right groups, in an order in which they can be run."""
    want = parts(plan, outputs)
    groups = ask(student, plan, outputs, line, where)
    flat = [name for group in groups for name in group]
    kit.require(
        sorted(flat) == sorted(n for n, kind, _ in plan if kind != "data"), "每个结点应当恰好在一组里"
    )
    kit.require({frozenset(group) for group in groups} == want, "分组与规则不一致")
    sources = {name: set(above) for name, _, above in plan}
    kit.require(
        all(not sources[name] & (set(flat[i:]) - {name}) for i, name in enumerate(flat)), "照这个次序跑不了"
    )


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("outputs", ["p", "ps"], ids=str)
def test_fuse_softmax(student, outputs):
    """按行的 softmax：只有一步并得进去。"""
    check(student, SOFTMAX, outputs)


@pytest.mark.exercise
def test_fuse_chain(student):
    """一长串逐元素的运算，合成一组。"""
    plan = [("x", "data", "")] + [(b, "elementwise", a) for a, b in zip("xabcd", "abcde")]
    check(student, plan, "e")


@pytest.mark.exercise
def test_fuse_tree(student):
    """几个逐元素的结点汇到一个：全在一组。"""
    plan = [("x", "data", ""), ("y", "data", ""), ("a", "elementwise", "x"), ("b", "elementwise", "y")]
    check(student, [*plan, ("c", "elementwise", "ab"), ("d", "elementwise", "cx")], "d")


@pytest.mark.exercise
def test_fuse_before_a_reduction(student):
    """逐元素的结点被一个归约用：不并进归约的组。"""
    plan = [("x", "data", ""), ("a", "elementwise", "x"), ("b", "elementwise", "a"), ("r", "reduce", "b")]
    check(student, plan, "r")


@pytest.mark.exercise
def test_fuse_after_a_reduction(student):
    """归约被一个逐元素的结点用：也不并。"""
    plan = [("x", "data", ""), ("r", "reduce", "x"), ("a", "elementwise", "r"), ("b", "elementwise", "a")]
    check(student, plan, "b")


@pytest.mark.exercise
def test_fuse_two_reductions(student):
    """归约接着归约：各是各的。"""
    check(student, [("x", "data", ""), ("r", "reduce", "x"), ("q", "reduce", "r")], "q")


@pytest.mark.exercise
def test_fuse_used_twice(student):
    """一个结点被两个逐元素的结点用：自成一组。"""
    plan = [
        ("x", "data", ""),
        ("a", "elementwise", "x"),
        ("b", "elementwise", "a"),
        ("c", "elementwise", "a"),
    ]
    check(student, [*plan, ("d", "elementwise", "bc")], "d")


@pytest.mark.exercise
def test_fuse_square(student):
    """一个结点两次用到同一个 source：算一个，并在一起。"""
    plan = [
        ("x", "data", ""),
        ("a", "elementwise", "x"),
        ("b", "elementwise", "aa"),
        ("c", "elementwise", "bb"),
    ]
    check(student, plan, "c")


@pytest.mark.exercise
@pytest.mark.parametrize("outputs", ["bd", "db", "abd", "dca"])
def test_fuse_outputs(student, outputs):
    """半路上的输出要留下来：它另起一组，它前面的并进它的组；输出有几个，次序不论。"""
    plan = [("x", "data", "")] + [(b, "elementwise", a) for a, b in zip("xabc", "abcd")]
    check(student, plan, outputs)


@pytest.mark.exercise
@pytest.mark.parametrize(
    "pairs", ["a:x b:a c:ba", "a:x b:a c:b d:ca", "a:x b:a c:ab d:cb", "a:x b:a c:a d:bca e:d"], ids=str
)
def test_fuse_used_twice_in_a_group(student, pairs):
    """一个结点被两个结点用，这两个虽然在同一组：还是自成一组。"""
    plan = [(name, "elementwise", sources) for name, sources in (pair.split(":") for pair in pairs.split())]
    check(student, [("x", "data", ""), *plan], plan[-1][0])


@pytest.mark.exercise
@pytest.mark.parametrize("plan", [SOFTMAX, WAITING], ids=["softmax", "waiting"])
def test_fuse_alike(student, plan):
    """没有名字的结点，打印出来都一样，还是各是各的。"""
    check(student, plan, plan[-1][0], where="value")


@pytest.mark.exercise
@pytest.mark.parametrize("line", ["acbde", "cabde"])
def test_fuse_apart(student, line):
    """用它的结点不紧跟在它后面，也并。"""
    plan = [("x", "data", ""), ("a", "elementwise", "x"), ("c", "elementwise", "x")]
    plan += [("b", "elementwise", "a"), ("d", "elementwise", "c"), ("e", "reduce", "d")]
    check(student, plan, "eb", line)


@pytest.mark.exercise
def test_fuse_waits(student):
    """组里后来的结点要等归约：这一组排在归约后面。"""
    check(student, WAITING, "c")


@pytest.mark.exercise
def test_fuse_another_order(student):
    """同样的图，nodes 换一个能跑的次序：分组一样。"""
    check(student, WAITING, "c", "raqbc")


@pytest.mark.exercise
def test_fuse_order_in_a_group(student):
    """组里 sources 在前。"""
    plan = [("x", "data", "")] + [(b, "elementwise", a) for a, b in zip("xab", "abc")]
    groups = ask(student, plan, "c")
    kit.require(groups == [["a", "b", "c"]], "应当是一组，sources 在前")


@pytest.mark.exercise
def test_fuse_one_and_none(student):
    """只有一个结点，或者一个也没有。"""
    one = ask(student, [("x", "data", ""), ("a", "elementwise", "x")], "a")
    none = ask(student, [("x", "data", "")], "")
    kit.require(one == [["a"]], "一个结点，一组")
    kit.require(none == [], "没有结点，没有组")


@pytest.mark.exercise
def test_fuse_users_that_are_done(student):
    """只数 nodes 里的：一个已经算好的结点也用过它，不算。"""
    plan = [
        ("x", "data", ""),
        ("a", "elementwise", "x"),
        ("b", "elementwise", "a"),
        ("c", "elementwise", "a"),
    ]
    nodes = graph(student, plan, done="c")
    found = student.fuse([nodes["a"], nodes["b"]], [nodes["b"]])
    kit.require([names(student, group) for group in found] == [["a", "b"]], "应当是一组")


@pytest.mark.exercise
@pytest.mark.parametrize("number", range(8))
def test_fuse_random(student, rng, number):
    """随机的图；半路上的输出有两个。"""
    plan = random_plan(rng, 12)
    later = [name for name, kind, _ in plan if kind != "data"]
    used = "".join(sources for _, _, sources in plan)
    outputs = [name for name in later if name not in used] + rng.choice(later, size=2).tolist()
    check(student, plan, "".join(rng.permutation(list(dict.fromkeys(outputs)))))


@pytest.mark.exercise
def test_fuse_changes_nothing(student):
    """传进去的列表不变，结点的 sources 不变。"""
    nodes = graph(student, SOFTMAX)
    line, outputs = [nodes[name] for name in "mtesp"], [nodes["p"]]
    student.fuse(line, outputs)
    kit.require(names(student, line) == list("mtesp") and len(outputs) == 1, "传进去的列表变了")
    kept = [names(student, student.attribute(nodes[name], "sources")) for name in "mtesp"]
    kit.require(kept == [["x"], ["x", "m"], ["t"], ["e"], ["e", "s"]], "结点的 sources 变了")
