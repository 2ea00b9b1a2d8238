"""Hidden tests of parse_arguments: a command is put together from its parts."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from autograder import draws, kit

from common import check_each

BAD_COMMANDS = [
    [],
    ["--reverse"],
    ["--count", "3"],
    ["a.txt", "b.txt"],
    ["a.txt", "--count", "x"],
    ["a.txt", "--count", "2.5"],
    ["a.txt", "--count", ""],
    ["a.txt", "--count"],
    ["--count", "--reverse", "a.txt"],
    ["a.txt", "--loud"],
    ["a.txt", "-x"],
    ["a.txt", "--reverse=yes"],
]


def check_count(answer: Any, command: list[str]) -> None:
    """Fail where the count is None: that a value in a dictionary is, names no mistake by itself."""
    forgotten = isinstance(answer, dict) and "count" in answer and answer["count"] is None
    kit.require(not forgotten, f"{command} 的 count 是 None")


@pytest.mark.exercise(core=True)
def test_parse_arguments_example(student):
    """文档字符串里的例子。"""
    found = student.parse_arguments(["--reverse", "a.txt", "--count", "3"])
    kit.same(found, {"path": "a.txt", "count": 3, "reverse": True})


@pytest.mark.exercise(core=True)
def test_parse_arguments_random(student, rng):
    """三样东西随便排，可有可无的有时没有。"""
    commands, wants = [], []
    for _ in range(20):
        path = draws.one_of(rng, ["a.txt", "诗/唐.gz", "with blank.csv", "x", "3"])
        parts, want = [[path]], {"path": path, "count": 10, "reverse": False}
        if rng.random() < 0.6:
            want["count"] = draws.whole(rng, 0, 500)
            parts.append(["--count", str(want["count"])])
        if rng.random() < 0.5:
            want["reverse"] = True
            parts.append(["--reverse"])
        commands.append([word for part in draws.shuffled(rng, parts) for word in part])
        wants.append(want)
    found = [student.parse_arguments(list(command)) for command in commands]
    for answer, command in zip(found, commands, strict=True):
        check_count(answer, command)
    check_each(found, wants, [f"{command} 的结果" for command in commands])


@pytest.mark.exercise
def test_parse_arguments_defaults(student):
    """只有路径：count 是 10，reverse 是 False。"""
    found = student.parse_arguments(["poems.gz"])
    check_count(found, ["poems.gz"])
    kit.same(found, {"path": "poems.gz", "count": 10, "reverse": False})


@pytest.mark.exercise
def test_parse_arguments_equals_sign(student):
    """--count=7 与 --count 7 一样；0 也是一个数。"""
    found = [student.parse_arguments([option, "a"])["count"] for option in ("--count=7", "--count=0")]
    kit.same(found, [7, 0], name="count")


@pytest.mark.exercise
@pytest.mark.parametrize("argv", BAD_COMMANDS, ids=[str(i) for i in range(len(BAD_COMMANDS))])
def test_parse_arguments_bad(student, argv):
    """参数不对，抛出 ValueError，不让程序退出。"""
    with kit.meaning("KeyError", "抛出的是 KeyError，应当是 ValueError"), kit.raises("ValueError"):
        student.parse_arguments(list(argv))


@pytest.mark.exercise
def test_parse_arguments_each_call_anew(student):
    """前一次的参数不留到下一次。"""
    student.parse_arguments(["a", "--count", "3", "--reverse"])
    found = student.parse_arguments(["b"])
    check_count(found, ["b"])
    kit.same(found, {"path": "b", "count": 10, "reverse": False})


@pytest.mark.exercise
def test_parse_arguments_keeps_the_list(student):
    """传进去的列表不变。"""
    argv = ["--count", "3", "a"]
    before = copy.deepcopy(argv)
    student.parse_arguments(argv)
    kit.unchanged(argv, before, "argv")
