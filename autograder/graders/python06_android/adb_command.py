"""Hidden tests of adb_command: a list whose parts are texts, each as it was."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import PLAIN, SPECIAL, adb_command


@pytest.mark.exercise(core=True)
def test_command_examples(student):
    """例子里的命令。"""
    kit.agree(student.adb_command, adb_command, [("x", "tap", 540), (None, "a b; rm")])


@pytest.mark.exercise(core=True)
def test_command_words(student, rng):
    """有序列号，各项是词。"""
    inputs = [("R58:5555", *(draws.text(rng, 5) for _ in range(count))) for count in (1, 2, 4, 7)]
    kit.agree(student.adb_command, adb_command, inputs)


@pytest.mark.exercise
def test_command_none(student, rng):
    """没有序列号时没有 -s。"""
    kit.agree(student.adb_command, adb_command, [(None, "devices", "-l"), (None, "x", 3)])


@pytest.mark.exercise
def test_command_numbers(student, rng):
    """各种数变成文字。"""
    inputs = [("s", draws.whole(rng, -9, 2400), 0, -7, 2.5) for _ in range(4)]
    kit.agree(student.adb_command, adb_command, inputs)


@pytest.mark.exercise
def test_command_whole_parts(student, rng):
    """带空格、引号、分号的一项还是原来的一项。"""
    inputs: list[tuple[str, ...]] = [
        ("s", "push", draws.text(rng, 9, PLAIN + SPECIAL + "   ")) for _ in range(12)
    ]
    inputs += [("s", " a  b "), ("s", ""), ("s", "你 好\n")]
    kit.agree(student.adb_command, adb_command, inputs)


@pytest.mark.exercise(weight=0.5)
def test_command_nothing_more(student):
    """后面一项也没有。"""
    results = [student.adb_command("s"), student.adb_command(None)]
    kit.same(results, [["adb", "-s", "s"], ["adb"]])
