"""What the hidden tests of python06_android share: answers of telephones that nobody has, and the references.

The references read texts by regular expressions where the lesson cuts them apart, and follow a clock by arithmetic.
``tests/content/references`` compares them with the answer key and with ``shlex``.  No test starts a process.

Where a test makes several calls it makes them all before it compares anything: what a failed test has seen is
what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from autograder import draws, kit

SPECIAL = "\\'\"`$&|;<>()*?~#[]{}!"
PLAIN = "abcxyzABC0189.,:-_=+/@^%"
STATES = ["device", "offline", "unauthorized", "recovery", "sideload", "bootloader"]
HEADING = "List of devices attached"
DAEMON = ["* daemon not running; starting now at tcp:5037", "* daemon started successfully"]


def serials(rng: np.random.Generator, count: int) -> list[str]:
    """Names of telephones, half of them with an address and a port."""
    found: dict[str, None] = {}
    while len(found) < count:
        if rng.random() < 0.5:
            found[draws.text(rng, 8, "ABCDEFGH23456789")] = None
        else:
            found[f"10.0.{draws.whole(rng, 0, 255)}.{draws.whole(rng, 1, 254)}:5555"] = None
    return list(found)


def parse_devices(output: str) -> dict[str, str]:
    """First and second word of every line that begins with neither a star nor the heading."""
    rows = re.findall(r"^(?!\*|List of devices)[ \t]*(\S+)[ \t]+(\S+)", output, re.MULTILINE)
    return dict(rows)


def adb_command(serial: str | None, *parts: Any) -> list[str]:
    """A program, whom it speaks to, what it says."""
    return ["adb", *(() if serial is None else ("-s", serial)), *map(str, parts)]


def parse_battery(output: str) -> dict[str, Any]:
    """Every line by one pattern; what a value looks like decides what becomes of it."""
    found: dict[str, Any] = {}
    for name, value in re.findall(r"^[ \t]*([^:\r\n]*?)[ \t]*:[ \t]*(\S.*?)[ \t\r]*$", output, re.MULTILINE):
        whole = re.fullmatch(r"-?[0-9]+", value)
        found[name] = int(value) if whole else {"true": True, "false": False}.get(value, value)
    return found


def screen_size(output: str) -> tuple[int, ...]:
    """The first word decides: O stands before P."""
    found = sorted(re.findall(r"^(Override|Physical) size: (\d+)x(\d+)", output, re.MULTILINE))
    if not found:
        raise ValueError(output)
    first = min(found, key=lambda row: row[0])
    return tuple(int(part) for part in first[1:])


def center(bounds: str) -> tuple[int, ...]:
    """Shifted by a bit, which goes down."""
    found = re.fullmatch(r"\[(-?\d+),(-?\d+)\]\[(-?\d+),(-?\d+)\]", bounds)
    if found is None:
        raise ValueError(bounds)
    left, top, right, bottom = map(int, found.groups())
    return (left + right) >> 1, (top + bottom) >> 1


def find_nodes(nodes: list[dict[str, str]], **conditions: str) -> list[dict[str, str]]:
    """Pairs of key and value are a subset of the dict's."""
    wanted = {(key.replace("_", "-"), value) for key, value in conditions.items()}
    return [node for node in nodes if wanted <= set(node.items())]


def escape_text(text: str) -> str:
    """By a pattern of what can be typed, then each character."""
    if not re.fullmatch(r"[ -~]*", text) or "%s" in text:
        raise ValueError(text)
    return "".join("%s" if c == " " else "\\" + c if c in SPECIAL else c for c in text)


def wait_until(
    script: Sequence[Any], timeout: float, interval: float, cost: float
) -> tuple[bool, int, list[float]]:
    """Result, probes and naps, where a probe takes ``cost`` seconds: what the moments are is known beforehand."""
    probes = 0
    while True:
        answer = script[min(probes, len(script) - 1)]
        probes += 1
        if answer or probes * cost + (probes - 1) * interval >= timeout:
            return bool(answer), probes, [interval] * (probes - 1)


def compile_script(text: str, serial: str) -> list[list[str]]:
    """Lines by patterns."""
    patterns = {
        r"(tap) ([0-9]+) ([0-9]+)": None,
        r"(swipe)" + r" ([0-9]+)" * 5: None,
        r"(key) (\S+)": "keyevent",
        r"(text) (.+)": "text",
    }
    commands = []
    for line in text.replace("\r\n", "\n").split("\n"):
        row = line.lstrip()
        if not row or row[0] == "#":
            continue
        matches = [(re.fullmatch(pattern, row), name) for pattern, name in patterns.items()]
        hits = [(list(found.groups()), name) for found, name in matches if found]
        if not hits:
            raise ValueError(line)
        [(parts, name)] = hits
        if name == "keyevent":
            parts = [name, f"KEYCODE_{parts[1].upper()}"]
        elif name == "text":
            parts = [name, escape_text(parts[1])]
        commands.append(adb_command(serial, "shell", "input", *parts))
    return commands


def waits(student: Any, cases: Iterable[tuple[list[Any], float, float, float]]) -> None:
    """Let the student wait in every case with a clock of its own, then compare results, probes and naps."""
    found = []
    cases = list(cases)
    for script, timeout, interval, cost in cases:
        clock = student.FakeClock()
        probe = student.Probe(script, clock, cost)
        result = student.wait_until(probe, timeout, interval, clock)
        found.append((result, probe.calls, clock.naps))
    for result, case in zip(found, cases):
        kit.same(result, wait_until(*case))


def scripts(student: Any, texts: Iterable[str], serial: str = "R58M42ABCDE") -> None:
    """Let the student compile every text, each in a file of its own, then compare."""
    texts = list(texts)
    results = []
    for number, text in enumerate(texts):
        path = student.give_file(f"script{number}.txt", text.encode())
        results.append(student.compile_script(path, serial))
    for result, text in zip(results, texts):
        kit.same(result, compile_script(text, serial))
