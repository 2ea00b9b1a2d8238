"""Hidden tests of read_command: one regular expression a verb."""

from __future__ import annotations

import re

import numpy as np
import pytest

from autograder import draws, kit

GO = re.compile(r"go\s+(north|south|east|west)", re.IGNORECASE)
TAKE = re.compile(r"take\s+(.+)", re.IGNORECASE | re.DOTALL)
QUIT = re.compile(r"quit|exit", re.IGNORECASE)


def read_command(line: str) -> tuple[str, ...]:
    """The first pattern that the whole line has."""
    line = line.strip()
    if found := GO.fullmatch(line):
        return "go", found[1].lower()
    if found := TAKE.fullmatch(line):
        return "take", re.sub(r"\s+", " ", found[1])
    return ("quit",) if QUIT.fullmatch(line) else ("unknown", line)


def mixed(rng: np.random.Generator, word: str) -> str:
    """A word with some letters in capitals."""
    return "".join(c.upper() if rng.random() < 0.5 else c for c in word)


def cases_of(*lines: str) -> list[tuple[str]]:
    """Each line as the arguments of a call."""
    return [(line,) for line in lines]


@pytest.mark.exercise(core=True)
def test_read_command_worked(student, rng):
    """走、拿、结束，和听不懂的话。"""
    kit.agree(student.read_command, read_command, cases_of("go North", "take lamp", "quit", "exit", "dance"))


@pytest.mark.exercise
def test_read_command_directions(student, rng):
    """四个方向，大写小写都行，交出小写。"""
    lines = [f"go {mixed(rng, way)}" for way in ("north", "south", "east", "west") for _ in range(2)]
    kit.agree(student.read_command, read_command, cases_of(*lines, "go WEST"))


@pytest.mark.exercise
def test_read_command_verbs(student, rng):
    """动词大写小写都行。"""
    lines = ["GO east", "Go South", "TAKE lamp", "Take Lamp", "QUIT", "Exit", f"{mixed(rng, 'take')} x"]
    kit.agree(student.read_command, read_command, cases_of(*lines))


@pytest.mark.exercise
def test_read_command_things(student, rng):
    """东西的名字可以有好几个词，大小写不动，词与词之间一个空格。"""
    lines = [
        " take  brass   Lamp ",
        "take THE Old  Map of Rome",
        "take go north",
        "take quit",
        "take 钥匙",
        "take take",
    ]
    kit.agree(student.read_command, read_command, cases_of(*lines))


@pytest.mark.exercise
def test_read_command_blanks(student, rng):
    """两头和中间的空白多少都行，制表符也行。"""
    kit.agree(
        student.read_command,
        read_command,
        cases_of("  go   north  ", "\tgo\twest\n", "  quit ", "take\t a\t\tb"),
    )


@pytest.mark.exercise
def test_read_command_incomplete(student, rng):
    """缺了词，或者方向不对，都听不懂。"""
    kit.agree(
        student.read_command,
        read_command,
        cases_of("go", "take", "go up", "go 北", " go ", "TAKE  ", "go nor", "GO o"),
    )


@pytest.mark.exercise
def test_read_command_too_much(student, rng):
    """多了词也听不懂。"""
    kit.agree(
        student.read_command, read_command, cases_of("quit now", "exit game", "go north east", "go north now")
    )


@pytest.mark.exercise
def test_read_command_empty(student, rng):
    """空的一句话，只有空白的一句话。"""
    kit.agree(student.read_command, read_command, cases_of("", "   ", "\n"))


@pytest.mark.exercise
def test_read_command_unknown(student, rng):
    """听不懂的原话只去掉两头的空白，里面不动。"""
    lines = [
        "  Dance   Now ",
        "north",
        "gonorth",
        "Take-lamp",
        "goes north",
        "it",
        "exi",
        f" {draws.text(rng, 5)}  X",
    ]
    kit.agree(student.read_command, read_command, cases_of(*lines))
