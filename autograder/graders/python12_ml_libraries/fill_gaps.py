"""Hidden tests of fill_gaps: every day looked at alone, with a loop to the known values on its two sides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from autograder import draws, kit

from common import WEATHERS, Columns, amounts, days_from, frame_of, keeps, labels, read, same_table, some_days

KINDS = {"date": "date", "temp": "number", "wind": "number", "weather": "text"}


def filled(columns: Columns) -> Columns:
    """The table with every day and with what lies between known numbers."""
    days = columns["date"]
    count = (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days + 1
    every = days_from(days[0], count)
    result: Columns = {"date": every}
    for name in columns:
        if name != "date":
            given = dict(zip(days, columns[name]))
            values = [given.get(day) for day in every]
            result[name] = values if KINDS[name] == "text" else [_between(values, i) for i in range(count)]
    return result


def _between(values: list[Any], place: int) -> float | None:
    """The value there, or on the line from the last known one before to the first known one after."""
    known = [number for number, value in enumerate(values) if value is not None]
    before = [number for number in known if number <= place]
    after = [number for number in known if number >= place]
    if not before or not after:
        return None
    left, right = before[-1], after[0]
    if left == right:
        return float(values[left])
    return float(values[left] + (values[right] - values[left]) * (place - left) / (right - left))


def table(rng, days, missing=0.25):
    """Random weather of these days; the first and the last temperature are known, those of the wind are not."""
    count = len(days)
    temp, wind = amounts(rng, count, missing), amounts(rng, count, missing)
    temp[0], temp[-1], wind[0], wind[-1] = 7.5, -2.0, None, None
    return {"date": days, "temp": temp, "wind": wind, "weather": draws.some_of(rng, [*WEATHERS, None], count)}


def fill(student, columns, index=None):
    """What the answer makes of a table."""
    return read(student, student.fill_gaps(frame_of(student, columns, index)))


@pytest.mark.exercise(core=True)
def test_fill_one_missing_day(student, rng):
    """缺一天：补上一行，数是前后两天的正中间。"""
    days = days_from("2015-02-26", 5)
    low, *rest = amounts(rng, 4)
    columns = {"date": days[:2] + days[3:], "temp": [low, rest[0], rest[1], rest[2]]}
    want = filled(columns)
    same_table(fill(student, columns), want, {"date": "date", "temp": "number"})


@pytest.mark.exercise(core=True)
def test_fill_random_tables(student, rng):
    """缺行、缺数混在一起：每天一行，数在前后两个知道的数之间按天数连直线。"""
    tables = [table(rng, some_days(rng, 31)) for _ in range(4)]
    wants = [filled(columns) for columns in tables]
    results = [fill(student, columns) for columns in tables]
    for result, want in zip(results, wants):
        same_table(result, want, KINDS)


@pytest.mark.exercise
def test_fill_numbers_where_no_day_is_missing(student, rng):
    """日子齐全、只缺数的时候。"""
    columns = {"date": days_from("2016-02-27", 7), "temp": [4.0, None, None, 10.0, None, 3.0, 3.5]}
    same_table(fill(student, columns), filled(columns), {"date": "date", "temp": "number"})


@pytest.mark.exercise
def test_fill_counts_days_not_rows(student):
    """有行无数的日子和没有行的日子挨着：直线按天走，不按行走。"""
    days = ["2014-12-29", "2014-12-30", "2015-01-03", "2015-01-04", "2015-01-08"]
    columns = {"date": days, "temp": [5.0, None, 10.0, None, 30.0]}
    same_table(fill(student, columns), filled(columns), {"date": "date", "temp": "number"})


@pytest.mark.exercise
def test_fill_leaves_the_ends(student):
    """一列里第一个知道的数之前、最后一个之后，仍是空缺。"""
    days = ["2015-05-01", "2015-05-02", "2015-05-04", "2015-05-05", "2015-05-07"]
    columns = {"date": days, "temp": [None, 2.0, 6.0, None, None], "wind": [1.0, None, 4.0, 5.0, None]}
    kinds = {"date": "date", "temp": "number", "wind": "number"}
    same_table(fill(student, columns), filled(columns), kinds)


@pytest.mark.exercise
def test_fill_leaves_text(student):
    """文本的空缺仍是空缺，不用前一天的顶上。"""
    days = ["2015-05-01", "2015-05-02", "2015-05-04", "2015-05-05"]
    columns = {"date": days, "weather": ["sun", None, "rain", "fog"], "temp": [1.0, 2.0, 4.0, 5.0]}
    kinds = {"date": "date", "weather": "text", "temp": "number"}
    same_table(fill(student, columns), filled(columns), kinds)


@pytest.mark.exercise
def test_fill_one_row(student):
    """只有一行时，还是那一行。"""
    columns = {"date": ["2015-05-01"], "temp": [3.5], "weather": ["sun"]}
    kinds = {"date": "date", "temp": "number", "weather": "text"}
    same_table(fill(student, columns), columns, kinds)


@pytest.mark.exercise
def test_fill_any_row_numbers(student, rng):
    """行号不是 0、1、2 也一样。"""
    columns = table(rng, some_days(rng, 17))
    want = filled(columns)
    same_table(fill(student, columns, labels(rng, len(columns["date"]))), want, KINDS)


@pytest.mark.exercise
def test_fill_keeps_the_argument(student, rng):
    """传进来的表在调用之后保持原样。"""
    frame = frame_of(student, table(rng, some_days(rng, 17)))
    before = student.as_plain(frame)
    result = student.fill_gaps(frame)
    kit.require(result is not None, "没有返回表")
    keeps(student, frame, before)
