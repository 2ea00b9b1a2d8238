"""Hidden tests of parse_devices: which lines are telephones, and what stands in them."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import draws, kit

from common import DAEMON, HEADING, STATES, parse_devices, serials


def rows(rng: np.random.Generator, count: int, states: list[str], separator: str = "\t") -> list[str]:
    """Lines of telephones."""
    return [f"{serial}{separator}{draws.one_of(rng, states)}" for serial in serials(rng, count)]


@pytest.mark.exercise(core=True)
def test_devices_example(student):
    """例子里的回答读得对。"""
    kit.agree(student.parse_devices, parse_devices, [(f"{HEADING}\n192.168.1.7:5555\toffline\n\n",)])


@pytest.mark.exercise(core=True)
def test_devices_ready(student, rng):
    """都连好了的手机，一部不少。"""
    outputs = [("\n".join([HEADING, *rows(rng, count, ["device"]), "", ""]),) for count in (1, 3, 5)]
    kit.agree(student.parse_devices, parse_devices, outputs)


@pytest.mark.exercise
def test_devices_states(student, rng):
    """状态是什么都要。"""
    outputs = [("\n".join([HEADING, *rows(rng, 6, STATES[1:]), "", ""]),) for _ in range(3)]
    kit.agree(student.parse_devices, parse_devices, outputs)


@pytest.mark.exercise
def test_devices_daemon(student, rng):
    """星号打头的行，在标题前面或后面，都不算。"""
    first = "\n".join([*DAEMON, HEADING, *rows(rng, 2, STATES), ""])
    after = "\n".join([HEADING, *DAEMON, *rows(rng, 2, STATES), ""])
    kit.agree(student.parse_devices, parse_devices, [(first,), (after,)])


@pytest.mark.exercise
def test_devices_newlines(student, rng):
    """换行是 \\r\\n 时也行。"""
    outputs = [("\r\n".join([HEADING, *rows(rng, 3, STATES), "", ""]),) for _ in range(2)]
    kit.agree(student.parse_devices, parse_devices, outputs)


@pytest.mark.exercise
def test_devices_long(student, rng):
    """-l 的回答：只要前两个词。"""
    lines = [f"{row} product:p model:Pixel_6 transport_id:1" for row in rows(rng, 4, STATES, "      ")]
    kit.agree(student.parse_devices, parse_devices, [("\n".join([HEADING, *lines, "", ""]),)])


@pytest.mark.exercise
def test_devices_names_like_a_heading(student):
    """只看一行的开头：型号里有 List、daemon、星号的，也是手机。"""
    lines = [
        "ABC device model:List_daemon",
        "DEF device model:attached",
        "GHI offline model:List of devices*",
    ]
    kit.agree(student.parse_devices, parse_devices, [("\n".join([HEADING, *lines, ""]),)])


@pytest.mark.exercise
def test_devices_none(student):
    """一部也没有：空字典。"""
    kit.agree(student.parse_devices, parse_devices, [(f"{HEADING}\n\n",), ("",), (f"{HEADING}\r\n   \r\n",)])


@pytest.mark.exercise
def test_devices_without_heading(student, rng):
    """没有标题，或者标题后面有空白行，一部也不少。"""
    outputs = [("\n".join(rows(rng, 3, STATES)),), ("\n".join([HEADING, " ", *rows(rng, 2, STATES)]),)]
    kit.agree(student.parse_devices, parse_devices, outputs)
