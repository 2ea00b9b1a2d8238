"""Hidden tests of add_tomorrow: a dict of days, in which the next one is looked up."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import (
    WEATHERS,
    Columns,
    amounts,
    days_from,
    frame_of,
    keeps,
    labels,
    next_day,
    read,
    same_cells,
    same_table,
    some_days,
)

KINDS = {"date": "date", "precipitation": "number", "rain_tomorrow": "bool"}
MORE = {"wind": "number", "weather": "text"}


def with_tomorrow(columns: Columns) -> Columns:
    """The rows whose next day is there, and whether it rained then."""
    rain = dict(zip(columns["date"], columns["precipitation"]))
    kept = [number for number, day in enumerate(columns["date"]) if next_day(day) in rain]
    result = {name: [values[number] for number in kept] for name, values in columns.items()}
    return {**result, "rain_tomorrow": [rain[next_day(day)] > 0 for day in result["date"]]}


def table(rng, days):
    """Random weather of these days with further columns, of which some cells are empty."""
    count = len(days)
    return {
        "date": days,
        "precipitation": amounts(rng, count),
        "wind": amounts(rng, count, 0.3),
        "weather": draws.some_of(rng, [*WEATHERS, None], count),
    }


def tomorrow(student, columns, index=None):
    """What the answer makes of a table."""
    return read(student, student.add_tomorrow(frame_of(student, columns, index)))


@pytest.mark.exercise(core=True)
def test_tomorrow_without_gaps(student, rng):
    """日子连着的时候：除了最后一行，每行都有明天的答案。"""
    columns = {"date": days_from("2015-12-20", 23), "precipitation": amounts(rng, 23)}
    same_table(tomorrow(student, columns), with_tomorrow(columns), KINDS)


@pytest.mark.exercise(core=True)
def test_tomorrow_random_tables(student, rng):
    """有缺口的表：没有下一个日历日的行去掉，其余每行的答案来自下一个日历日。"""
    tables = [table(rng, some_days(rng, 31)) for _ in range(4)]
    wants = [with_tomorrow(columns) for columns in tables]
    results = [tomorrow(student, columns) for columns in tables]
    for result, want in zip(results, wants):
        same_table(result, want, KINDS | MORE)


@pytest.mark.exercise
def test_tomorrow_is_the_next_day(student):
    """只有一个雨天：有雨的是它的前一天那一行。"""
    columns = {"date": days_from("2016-02-26", 7), "precipitation": [0.0, 0.0, 0.0, 4.5, 0.0, 0.0, 0.0]}
    same_table(tomorrow(student, columns), with_tomorrow(columns), KINDS)


@pytest.mark.exercise
def test_tomorrow_across_a_gap(student):
    """缺口前面的那一行去掉，不拿缺口后面的雨当明天的。"""
    days = ["2015-02-27", "2015-02-28", "2015-03-02", "2015-03-03", "2015-03-10", "2015-03-11"]
    columns = {"date": days, "precipitation": [0.0, 1.0, 3.0, 0.0, 2.0, 5.5]}
    same_table(tomorrow(student, columns), with_tomorrow(columns), KINDS)


@pytest.mark.exercise
def test_tomorrow_drops_the_last_row(student):
    """最后一行没有明天，去掉，不写成没有雨。"""
    columns = {"date": days_from("2014-12-30", 4), "precipitation": [1.0, 1.0, 1.0, 1.0]}
    same_table(tomorrow(student, columns), with_tomorrow(columns), KINDS)


@pytest.mark.exercise
def test_tomorrow_any_rain_is_rain(student):
    """雨量正好是 0 才算没有雨，再小也是雨。"""
    columns = {"date": days_from("2014-12-30", 6), "precipitation": [5.0, 0.1, 0.0, 0.3, 0.9, 0.0]}
    same_table(tomorrow(student, columns), with_tomorrow(columns), KINDS)


@pytest.mark.exercise
def test_tomorrow_is_a_bool(student, rng):
    """新的一列是真假，不是数，也不是文本。"""
    plain = tomorrow(student, {"date": days_from("2015-05-01", 9), "precipitation": amounts(rng, 9)})
    kit.same(plain["kinds"].get("rain_tomorrow"), "bool", name="rain_tomorrow 的种类")


@pytest.mark.exercise
def test_tomorrow_when_nobody_has_one(student):
    """一行也没有明天时，得到一张没有行的表，列都在。"""
    for days in (["2015-03-01"], ["2015-03-01", "2015-03-03", "2015-03-09"]):
        columns = {"date": days, "precipitation": [1.5] * len(days)}
        plain = tomorrow(student, columns)
        same_cells(plain, {"date": [], "precipitation": [], "rain_tomorrow": []})


@pytest.mark.exercise
def test_tomorrow_any_row_numbers(student, rng):
    """行号不是 0、1、2 也一样。"""
    columns = table(rng, some_days(rng, 23))
    want = with_tomorrow(columns)
    same_table(tomorrow(student, columns, labels(rng, len(columns["date"]))), want, KINDS | MORE)


@pytest.mark.exercise
def test_tomorrow_keeps_the_argument(student, rng):
    """传进来的表在调用之后保持原样。"""
    frame = frame_of(student, table(rng, some_days(rng, 17)))
    before = student.as_plain(frame)
    kit.require(student.add_tomorrow(frame) is not None, "没有返回表")
    keeps(student, frame, before)
