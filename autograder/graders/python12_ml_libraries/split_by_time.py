"""Hidden tests of split_by_time: dates compared as texts."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import WEATHERS, Columns, amounts, days_from, frame_of, keeps, labels, read, same_table, some_days

KINDS = {"date": "date", "precipitation": "number", "weather": "text"}
NAMES = ("前一份", "后一份")


def parts_of(columns: Columns, day: str) -> tuple[Columns, Columns]:
    """The rows before that day, and the others."""
    early = [one < day for one in columns["date"]]
    before = {name: [v for v, yes in zip(values, early) if yes] for name, values in columns.items()}
    after = {name: [v for v, yes in zip(values, early) if not yes] for name, values in columns.items()}
    return before, after


def table(rng, days):
    """Random weather of these days."""
    count = len(days)
    return {
        "date": days,
        "precipitation": amounts(rng, count, 0.2),
        "weather": draws.some_of(rng, WEATHERS, count),
    }


def split(student, columns, day, index=None):
    """Both parts, as they are read."""
    result = kit.sequence(student.split_by_time(frame_of(student, columns, index), day), 2)
    return [read(student, part, name) for part, name in zip(result, NAMES)]


def same_parts(plain, columns, day):
    """Fail unless both parts hold what they should."""
    for part, want, name in zip(plain, parts_of(columns, day), NAMES):
        kinds = KINDS if want["date"] else part["kinds"]  # an empty column has no kind to speak of
        same_table(part, want, kinds, name)


@pytest.mark.exercise(core=True)
def test_split_at_a_day_of_the_table(student, rng):
    """那一天在表里：它属于后一份；两份合起来每行恰好一次。"""
    columns = table(rng, days_from("2014-12-20", 29))
    same_parts(split(student, columns, "2015-01-01"), columns, "2015-01-01")


@pytest.mark.exercise
def test_split_at_a_day_between(student, rng):
    """那一天不在表里，照样按日期分。"""
    days = [day for day in some_days(rng, 60) if not day.endswith(("-11", "-12"))]
    columns = table(rng, days)
    for day in (days[0][:8] + "11", days[-1][:8] + "12"):
        same_parts(split(student, columns, day), columns, day)


@pytest.mark.exercise
def test_split_far_from_the_middle(student, rng):
    """切在离中间很远的地方。"""
    columns = table(rng, days_from("2013-05-01", 19))
    for day in ("2013-05-02", "2013-05-19"):
        same_parts(split(student, columns, day), columns, day)


@pytest.mark.exercise
def test_split_outside(student, rng):
    """那一天在最前面之前、正是第一天、或者在最后之后：有一份一行也没有，列都在。"""
    columns = table(rng, days_from("2013-05-01", 7))
    for day in ("2013-04-30", "2013-05-01", "2013-05-08"):
        same_parts(split(student, columns, day), columns, day)


@pytest.mark.exercise
def test_split_rows_in_any_order(student, rng):
    """行不是从早到晚的，也按日期分；每份里行的次序不变。"""
    columns = table(rng, draws.shuffled(rng, days_from("2015-02-20", 17)))
    same_parts(split(student, columns, "2015-03-01"), columns, "2015-03-01")


@pytest.mark.exercise
def test_split_any_row_numbers(student, rng):
    """行号不是 0、1、2 也一样。"""
    columns = table(rng, days_from("2015-02-20", 13))
    same_parts(split(student, columns, "2015-02-26", labels(rng, 13)), columns, "2015-02-26")


@pytest.mark.exercise
def test_split_keeps_the_argument(student, rng):
    """传进来的表在调用之后保持原样。"""
    frame = frame_of(student, table(rng, draws.shuffled(rng, days_from("2015-02-20", 13))))
    before = student.as_plain(frame)
    kit.require(student.split_by_time(frame, "2015-02-26") is not None, "没有返回两张表")
    keeps(student, frame, before)
