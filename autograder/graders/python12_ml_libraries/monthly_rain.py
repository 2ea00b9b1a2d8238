"""Hidden tests of monthly_rain: a dict of months, filled day by day."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import WEATHERS, Columns, amounts, days_from, frame_of, keeps, labels, read, same_table, some_days

KINDS = {"month": "text", "total": "number", "days": "number"}


def rain_by_month(columns: Columns) -> Columns:
    """Every month from the first to the last with the sum and the number of known values."""
    first, last = columns["date"][0][:7], columns["date"][-1][:7]
    months = [f"{year}-{month:02d}" for year in range(2000, 2030) for month in range(1, 13)]
    totals = {month: [0.0, 0] for month in months if first <= month <= last}
    for day, rain in zip(columns["date"], columns["precipitation"]):
        if rain is not None:
            totals[day[:7]][0] += rain
            totals[day[:7]][1] += 1
    return {
        "month": list(totals),
        "total": [total for total, _ in totals.values()],
        "days": [days for _, days in totals.values()],
    }


def table(rng, days, missing=0.2):
    """Random weather of these days, with a column that has nothing to do with it."""
    count = len(days)
    return {
        "date": days,
        "precipitation": amounts(rng, count, missing),
        "wind": amounts(rng, count),
        "weather": draws.some_of(rng, WEATHERS, count),
    }


def by_month(student, columns, index=None):
    """What the answer makes of a table."""
    return read(student, student.monthly_rain(frame_of(student, columns, index)))


@pytest.mark.exercise(core=True)
def test_rain_of_whole_months(student, rng):
    """三个月里每天都有数：每月的总和与天数。"""
    columns = table(rng, days_from("2015-03-01", 92), missing=0.0)
    same_table(by_month(student, columns), rain_by_month(columns), KINDS)


@pytest.mark.exercise
def test_rain_months_begin_and_end_anywhere(student, rng):
    """从月中开始、月中结束，头尾两个月也在。"""
    columns = table(rng, days_from("2015-03-27", 40), missing=0.0)
    same_table(by_month(student, columns), rain_by_month(columns), KINDS)


@pytest.mark.exercise
def test_rain_keeps_years_apart(student, rng):
    """不同年份的同一个月是两个月。"""
    columns = table(rng, some_days(rng, 500, 0.3), missing=0.0)
    same_table(by_month(student, columns), rain_by_month(columns), KINDS)


@pytest.mark.exercise
def test_rain_months_without_rows(student, rng):
    """中间一行也没有的月仍在，总和 0.0，天数 0；跨年也一样。"""
    days = days_from("2013-10-29", 5) + days_from("2014-03-30", 4)
    columns = table(rng, days, missing=0.0)
    same_table(by_month(student, columns), rain_by_month(columns), KINDS)


@pytest.mark.exercise
def test_rain_counts_known_values(student, rng):
    """没有记雨量的日子不算进天数；整个月都没有记，总和 0.0，天数 0。"""
    columns = table(rng, days_from("2015-01-20", 60), missing=0.4)
    columns["precipitation"] = [
        None if day.startswith("2015-02") else rain
        for day, rain in zip(columns["date"], columns["precipitation"])
    ]
    same_table(by_month(student, columns), rain_by_month(columns), KINDS)


@pytest.mark.exercise
def test_rain_of_unknown_first_and_last_months(student):
    """第一个月和最后一个月一天也没有记，仍在，总和 0.0，天数 0。"""
    columns = {"date": ["2015-01-05", "2015-02-01", "2015-03-09"], "precipitation": [None, 4.0, None]}
    same_table(by_month(student, columns), rain_by_month(columns), KINDS)


@pytest.mark.exercise
def test_rain_dry_days_count(student):
    """雨量是 0 的日子也是记了的日子。"""
    columns = {"date": days_from("2015-07-01", 5), "precipitation": [0.0, 0.0, 1.5, 0.0, None]}
    same_table(by_month(student, columns), rain_by_month(columns), KINDS)


@pytest.mark.exercise
def test_rain_one_row(student):
    """只有一行时，一个月。"""
    columns = {"date": ["2016-02-29"], "precipitation": [2.5]}
    same_table(by_month(student, columns), rain_by_month(columns), KINDS)


@pytest.mark.exercise
def test_rain_any_row_numbers(student, rng):
    """行号不是 0、1、2 也一样。"""
    columns = table(rng, some_days(rng, 90))
    result = by_month(student, columns, labels(rng, len(columns["date"])))
    same_table(result, rain_by_month(columns), KINDS)


@pytest.mark.exercise
def test_rain_keeps_the_argument(student, rng):
    """传进来的表在调用之后保持原样。"""
    frame = frame_of(student, table(rng, some_days(rng, 60)))
    before = student.as_plain(frame)
    result = student.monthly_rain(frame)
    kit.require(result is not None, "没有返回表")
    keeps(student, frame, before)
