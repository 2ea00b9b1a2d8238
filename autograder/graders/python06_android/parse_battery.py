"""Hidden tests of parse_battery: names, and values by what they look like."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import draws, kit

from common import parse_battery

NAMES = ["AC powered", "level", "scale", "voltage", "Charge counter", "status", "present", "technology"]


def lines(rng: np.random.Generator, values: list[str], newline: str = "\n") -> str:
    """A line for each value."""
    names = draws.shuffled(rng, NAMES)
    return "".join(f"  {name}: {value}{newline}" for name, value in zip(names, values))


@pytest.mark.exercise(core=True)
def test_battery_example(student):
    """例子里的回答。"""
    output = "state:\n  level: 85\n  present: false\n  time: 08:15:00\n"
    kit.agree(student.parse_battery, parse_battery, [(output,)])


@pytest.mark.exercise(core=True)
def test_battery_whole(student, rng):
    """不小于 0 的整数变成 int。"""
    outputs = [(lines(rng, [str(draws.whole(rng, 0, 10**6)) for _ in range(5)]),) for _ in range(4)]
    kit.agree(student.parse_battery, parse_battery, [*outputs, ("status: 0\nhealth: 1\n",)])


@pytest.mark.exercise
def test_battery_negative(student, rng):
    """负的整数也变成 int。"""
    outputs = [(lines(rng, [str(-draws.whole(rng, 1, 10**6)) for _ in range(4)]),) for _ in range(3)]
    kit.agree(student.parse_battery, parse_battery, outputs)


@pytest.mark.exercise
def test_battery_booleans(student, rng):
    """true、false 变成布尔值。"""
    outputs = [(lines(rng, draws.some_of(rng, ["true", "false"], 6)),) for _ in range(3)]
    kit.agree(student.parse_battery, parse_battery, [*outputs, ("a: false\nb: true\n",)])


@pytest.mark.exercise
def test_battery_texts(student, rng):
    """别的是文字，里面的空格留着。"""
    values = ["Li-ion", "4.2", "a-1", "1-2", "12V", "not  charging", "-", "none"]
    kit.agree(
        student.parse_battery, parse_battery, [(lines(rng, draws.shuffled(rng, values)),) for _ in range(2)]
    )


@pytest.mark.exercise
def test_battery_colons(student, rng):
    """值里有冒号时，只在第一个处切开。"""
    kit.agree(
        student.parse_battery, parse_battery, [(lines(rng, ["08:15:00", "a: b", "x::y", ":1", "b :c"]),)]
    )


@pytest.mark.exercise
def test_battery_no_value(student):
    """没有冒号、没有值的行跳过。"""
    outputs = ["Battery state:\n  level: 7\n", "hello\n\n  level: 7\n  empty:   \n", "", "\n", "a:\nb: \n"]
    kit.agree(student.parse_battery, parse_battery, [(output,) for output in outputs])


@pytest.mark.exercise
def test_battery_newlines(student, rng):
    """换行是 \\r\\n 时也行。"""
    kit.agree(student.parse_battery, parse_battery, [(lines(rng, ["85", "true", "Li-ion", "-12"], "\r\n"),)])


@pytest.mark.exercise
def test_battery_blanks(student):
    """冒号两边的空白，多少都行。"""
    kit.agree(student.parse_battery, parse_battery, [("level:85\n\t scale :   100  \n   a b:  c d \n",)])
