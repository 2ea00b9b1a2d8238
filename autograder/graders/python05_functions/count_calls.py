"""Hidden tests of count_calls: the lesson's functions in their coats, and what the coats carry."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import draws, kit

from common import read, run

THINGS: list[Any] = [0, 1, -5, "ab", None, (1, 2), 2.5, ""]


@pytest.mark.exercise(core=True)
def test_count_calls_passes_on(student, rng):
    """参数和结果原样通过。"""
    f = student.count_calls(student.tool("add"))
    for _ in range(4):
        a, b = draws.whole(rng, -99, 99), draws.whole(rng, 1, 99)
        kit.same(run(student, f, a, b), a + b)
        kit.same(run(student, f, a), a)


@pytest.mark.exercise(core=True)
def test_count_calls_counts(student, rng):
    """calls 从 0 开始，每调用一次加 1。"""
    f = student.count_calls(student.tool("double"))
    read(student, f, "calls", 0)
    for number in range(1, 5):
        run(student, f, draws.whole(rng, 0, 9))
        read(student, f, "calls", number)


@pytest.mark.exercise
def test_count_calls_passes_keywords(student, rng):
    """按名字给的参数也原样通过。"""
    f = student.count_calls(student.tool("multiply"))
    for _ in range(3):
        a, b = draws.whole(rng, 2, 99), draws.whole(rng, 2, 99)
        kit.same(run(student, f, a, b=b), a * b)
        kit.same(run(student, f, b=b, a=a), a * b)


@pytest.mark.exercise
def test_count_calls_passes_exactly(student):
    """里面的函数收到的，就是给外套的：几个都行，没有也行。"""
    fake = student.probe([1, 2, 3])
    f = student.count_calls(fake)
    run(student, f)
    run(student, f, [1, 2], "x", z=None)
    run(student, f, k=(1,))
    kit.same(
        student.attribute(fake, "seen"),
        [((), {}), (([1, 2], "x"), {"z": None}), ((), {"k": (1,)})],
        name="里面的函数收到的",
    )


@pytest.mark.exercise
def test_count_calls_any_result(student, rng):
    """结果是什么都原样交回，None、0、空的也是。"""
    answers = draws.shuffled(rng, THINGS)
    f = student.count_calls(student.probe(answers))
    kit.same([run(student, f) for _ in answers], answers)
    read(student, f, "calls", len(answers))


@pytest.mark.exercise
def test_count_calls_failures_count(student):
    """抛出异常的那次也算。"""
    f = student.count_calls(student.probe(["boom", 1, "boom", "boom"]))
    for number, fails in enumerate([True, False, True, True], start=1):
        if fails:
            with kit.raises("ValueError"):
                run(student, f, number)
        else:
            kit.same(run(student, f, number), 1)
    read(student, f, "calls", 4)


@pytest.mark.exercise
def test_count_calls_failures_pass(student):
    """异常的种类原样通过。"""
    f = student.count_calls(student.tool("count"))
    with kit.raises("TypeError"):
        run(student, f, 5)
    g = student.count_calls(student.probe(["boom"]))
    with kit.raises("ValueError"):
        run(student, g)


@pytest.mark.exercise
def test_count_calls_name(student):
    """名字和说明都是原来那个函数的。"""
    for name, says in (("double", "翻倍。"), ("words", "切成词。")):
        f = student.count_calls(student.tool(name))
        read(student, f, "__name__", name)
        read(student, f, "__doc__", says)


@pytest.mark.exercise
def test_count_calls_apart(student, rng):
    """几个函数各数各的，同一个函数穿两件外套也是。"""
    inner = student.tool("double")
    coats = [student.count_calls(inner), student.count_calls(inner), student.count_calls(student.tool("add"))]
    order = draws.some_of(rng, [0, 1, 2], 11)
    for who in order:
        run(student, coats[who], 1)
    want = [order.count(who) for who in range(3)]
    kit.same([student.attribute(coat, "calls") for coat in coats], want, name="三个 calls")


@pytest.mark.exercise
def test_count_calls_made_later(student):
    """后穿的外套从 0 数起，不打扰先穿的。"""
    first = student.count_calls(student.tool("double"))
    run(student, first, 1)
    second = student.count_calls(student.tool("double"))
    kit.same([student.attribute(coat, "calls") for coat in (first, second)], [1, 0], name="两个 calls")
