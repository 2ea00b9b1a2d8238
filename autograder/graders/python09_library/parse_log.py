"""Hidden tests of parse_log: good lines are put together, bad ones are good ones with one thing broken."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from autograder import draws, kit

from common import days_in, iso

Record = tuple[str, str, str]
MESSAGES = [
    "hi",
    "",
    "disk: [full]",
    "a] [b",
    "  两个空格",
    "尾巴 ",
    "2024-01-01 00:00:00 [INFO] x",
    ":",
    "\t",
]
BAD = {
    "没有这一天": "2023-02-29 10:00:00 [INFO] hi",
    "四月没有 31 日": "2024-04-31 10:00:00 [INFO] hi",
    "没有 13 月": "2024-13-01 10:00:00 [INFO] hi",
    "没有 25 点": "2024-03-01 25:00:00 [INFO] hi",
    "没有 60 分": "2024-03-01 10:60:00 [INFO] hi",
    "没有 60 秒": "2024-03-01 10:00:60 [INFO] hi",
    "前面多了东西": "x2024-03-01 10:00:00 [INFO] hi",
    "前面多了空格": " 2024-03-01 10:00:00 [INFO] hi",
    "月日不是两位": "2024-3-1 10:00:00 [INFO] hi",
    "时不是两位": "2024-03-01 9:00:00 [INFO] hi",
    "没有秒": "2024-03-01 10:00 [INFO] hi",
    "没有减号": "20240301 100000 [INFO] hi",
    "中间是 T": "2024-03-01T10:00:00 [INFO] hi",
    "小写的级别": "2024-03-01 10:00:00 [info] hi",
    "空的级别": "2024-03-01 10:00:00 [] hi",
    "级别里有数字": "2024-03-01 10:00:00 [E404] hi",
    "没有方括号": "2024-03-01 10:00:00 INFO hi",
    "方括号后没有空格": "2024-03-01 10:00:00 [INFO]hi",
    "两个空格": "2024-03-01 10:00:00  [INFO] hi",
    "空行": "",
    "只有换行": "\n",
    "别的话": "Traceback (most recent call last):",
}


def good(rng: np.random.Generator, message: str) -> tuple[str, Record]:
    """A good line, and what it says."""
    year, month = draws.whole(rng, 1970, 2035), draws.whole(rng, 1, 12)
    day = iso(year, month, draws.whole(rng, 1, days_in(year, month)))
    time = ":".join(f"{draws.whole(rng, 0, most):02}" for most in (23, 59, 59))
    level = draws.one_of(rng, ["INFO", "ERROR", "WARNING", "X"])
    end = draws.one_of(rng, ["", "\n"])
    return f"{day} {time} [{level}] {message}{end}", (f"{day}T{time}", level, message)


@pytest.mark.exercise(core=True)
def test_parse_log_example(student):
    """文档字符串里的例子：一行好的，一行坏的。"""
    found = student.parse_log(["2024-02-29 13:05:07 [ERROR] disk: [full]\n", "hi"])
    kit.same(found, ([("2024-02-29T13:05:07", "ERROR", "disk: [full]")], 1))


@pytest.mark.exercise(core=True)
def test_parse_log_random(student, rng):
    """好的坏的混在一起：好的一行不少，次序不变，坏的数对。"""
    for _ in range(6):
        pairs = [good(rng, message) for message in draws.some_of(rng, MESSAGES, 6)]
        bad = draws.some_of(rng, list(BAD.values()), 4)
        mixed = draws.shuffled(rng, [*pairs, *((line, None) for line in bad)])
        found = student.parse_log([line for line, _ in mixed])
        kit.same(found, ([record for _, record in mixed if record], 4))


@pytest.mark.exercise
@pytest.mark.parametrize("message", MESSAGES)
def test_parse_log_messages(student, rng, message):
    """消息原样保留：空的、有方括号的、头尾有空格的。"""
    line, record = good(rng, message)
    kit.same(student.parse_log([line]), ([record], 0))


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("line", BAD.values(), ids=[str(i) for i in range(len(BAD))])
def test_parse_log_bad(student, rng, line):
    """坏的一行只数一数，前后好的照样读。"""
    (first, a), (last, b) = good(rng, "hi"), good(rng, "ok")
    kit.same(student.parse_log([first, line, last]), ([a, b], 1))


@pytest.mark.exercise(core=True)
def test_parse_log_whole_lines(student):
    """整行都要合规矩：前面多了东西的是坏的。"""
    line = "2024-03-01 10:00:00 [INFO] hi"
    found = student.parse_log([f">> {line}", f" {line}", line])
    kit.same(found, ([("2024-03-01T10:00:00", "INFO", "hi")], 2))


@pytest.mark.exercise
def test_parse_log_leap_days(student):
    """2 月 29 日只在闰年有：1900 没有，2000 有。"""
    lines = [f"{year}-02-29 00:00:00 [X] y" for year in (1900, 2000, 2023, 2024)]
    kit.same(student.parse_log(lines), ([(f"{year}-02-29T00:00:00", "X", "y") for year in (2000, 2024)], 2))


@pytest.mark.exercise
def test_parse_log_nothing(student):
    """一行也没有，是 ([], 0)。"""
    kit.same(student.parse_log([]), ([], 0))


@pytest.mark.exercise
def test_parse_log_keeps_the_list(student, rng):
    """传进去的列表不变。"""
    lines = [good(rng, "a")[0], "bad\n"]
    before = copy.deepcopy(lines)
    student.parse_log(lines)
    kit.unchanged(lines, before, "lines")
