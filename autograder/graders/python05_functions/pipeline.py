"""Hidden tests of pipeline: the lesson's small functions, composed by hand here."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import pytest

from autograder import draws, kit

from common import run

NUMBERS: dict[str, Callable[[Any], Any]] = {
    "plus_one": lambda x: x + 1,
    "double": lambda x: x * 2,
    "add": lambda x: x,
    "multiply": lambda x: x,
}


def composed(names: list[str], value: Any) -> Any:
    """The value after these steps."""
    return reduce(lambda so_far, name: NUMBERS[name](so_far), names, value)


@pytest.mark.exercise(core=True)
def test_pipeline_order(student):
    """从左到右，上一个的结果是下一个的输入。"""
    one, two = student.tool("plus_one"), student.tool("double")
    results = [
        run(student, student.pipeline(*steps), 3) for steps in ((one, two), (two, one), (two, two, one))
    ]
    kit.same(results, [8, 7, 13], name="三条流水线")


@pytest.mark.exercise
def test_pipeline_of_many(student, rng):
    """许多步，也可以有相同的。"""
    for length in (1, 3, 6, 11):
        names = draws.some_of(rng, ["plus_one", "double"], length)
        value = draws.whole(rng, -20, 20)
        f = student.pipeline(*[student.tool(name) for name in names])
        kit.same(run(student, f, value), composed(names, value))


@pytest.mark.exercise
def test_pipeline_of_other_kinds(student, rng):
    """一步的结果可以换一种东西：文字切成词，词数个数。"""
    f = student.pipeline(student.tool("words"), student.tool("count"), student.tool("double"))
    for length in (0, 1, 4):
        text = " ".join(draws.text(rng, 3) for _ in range(length))
        kit.same(run(student, f, text), 2 * length)


@pytest.mark.exercise
def test_pipeline_of_nothing(student):
    """一个函数也没有，收到什么就答什么。"""
    f = student.pipeline()
    for value in (5, "x", None, [1, [2]], 0):
        kit.same(run(student, f, value), value)


@pytest.mark.exercise
def test_pipeline_again(student, rng):
    """一条流水线可以用许多次，每次都从头走一遍。"""
    f = student.pipeline(student.tool("plus_one"), student.tool("double"))
    values = [draws.whole(rng, -50, 50) for _ in range(4)]
    kit.same([run(student, f, value) for value in values], [2 * (value + 1) for value in values])


@pytest.mark.exercise
def test_pipelines_apart(student):
    """两条流水线互不相干；流水线本身也可以是一步。"""
    one, two = student.tool("plus_one"), student.tool("double")
    f, g = student.pipeline(one, two), student.pipeline(two)
    both = student.pipeline(f, g, one)
    kit.same([run(student, h, 5) for h in (f, g, both)], [12, 10, 25], name="三条流水线")


@pytest.mark.exercise
def test_pipeline_calls_once(student):
    """每一步只调用一次；中间的结果是 0、None 也照样往下走。"""
    first, second = student.probe([0, None]), student.probe(["甲", "乙"])
    f = student.pipeline(first, second)
    kit.same([run(student, f, 1), run(student, f, 2)], ["甲", "乙"])
    kit.same(student.attribute(first, "seen"), [((1,), {}), ((2,), {})], name="第一步收到的")
    kit.same(student.attribute(second, "seen"), [((0,), {}), ((None,), {})], name="第二步收到的")
