"""Hidden tests of load_weather: the file read again with ``csv``, a dict by the date."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from autograder import draws, kit

from common import WEATHERS, Columns, amounts, days_from, read, same_cells, same_columns, same_table

KINDS = {"date": "date", "precipitation": "number", "wind": "number", "weather": "text"}


def loaded(text: str) -> Columns:
    """The columns that reading this file gives."""
    last = {row["date"]: row for row in csv.DictReader(io.StringIO(text))}
    rows = [last[day] for day in sorted(last)]

    def value(name: str, cell: str) -> object:
        return None if cell == "" else float(cell) if KINDS[name] == "number" else cell

    return {name: [value(name, row[name]) for row in rows] for name in rows[0]}


def table(rows: list[list[Any]], header: tuple[str, ...] = tuple(KINDS)) -> str:
    """A file with these rows."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in [list(header), *rows]]
    return "".join(",".join(row) + "\n" for row in cells)


def rows_of(rng, days, missing=0.0):
    """A row for each of these days."""
    return [
        [day, rain, wind, draws.one_of(rng, WEATHERS)]
        for day, rain, wind in zip(days, amounts(rng, len(days), missing), amounts(rng, len(days), missing))
    ]


def load(student, name, text):
    """What the answer makes of a file."""
    return read(student, student.load_weather(student.give_file(name, text.encode())))


@pytest.mark.exercise(core=True)
def test_load_values(student, rng):
    """文件里每天一行、已经从早到晚的时候，读出来的列和值与文件相同。"""
    text = table(rows_of(rng, days_from("2013-02-20", 23)))
    plain = load(student, "values.csv", text)
    same_cells(plain, loaded(text))


@pytest.mark.exercise
def test_load_kinds(student, rng):
    """date 是日期，数是数，文本是文本。"""
    text = table(rows_of(rng, days_from("2014-06-27", 11)))
    plain = load(student, "kinds.csv", text)
    same_columns(plain, KINDS)
    kit.same(plain["kinds"], KINDS, name="每列的种类")


@pytest.mark.exercise
def test_load_sorts(student, rng):
    """行的次序打乱了也从早到晚。"""
    text = table(rows_of(rng, draws.shuffled(rng, days_from("2012-12-20", 29))))
    same_cells(load(student, "sorts.csv", text), loaded(text))


@pytest.mark.exercise
def test_load_index(student, rng):
    """行号从 0 开始，一个接一个。"""
    days = draws.shuffled(rng, days_from("2012-12-20", 17) + days_from("2012-12-23", 5))
    text = table(rows_of(rng, days))
    kit.same(load(student, "index.csv", text)["index"], list(range(17)), name="行号")


@pytest.mark.exercise
def test_load_doubles(student, rng):
    """同一天有几行时，只留文件里最后的那一行。"""
    days = days_from("2015-04-01", 7)
    # In order, but for what was written again at the end.
    text = table(rows_of(rng, [*days, days[2], days[5], days[2]]))
    same_cells(load(student, "doubles.csv", text), loaded(text))


@pytest.mark.exercise
def test_load_many_doubles(student, rng):
    """行很多、每天都有好几行时，留下的仍是文件里最后的那一行。"""
    days = days_from("2012-01-01", 400)
    text = table(rows_of(rng, draws.shuffled(rng, days * 5)))
    plain = load(student, "many.csv", text)
    same_cells(plain, loaded(text))


@pytest.mark.exercise
def test_load_missing(student, rng):
    """空格子是空缺，不论是数还是文本；最后那一行是空的，也照样以它为准。"""
    rows = rows_of(rng, days_from("2015-04-01", 9), missing=0.4)
    rows[3][3] = None
    rows += [[rows[1][0], 2.5, None, None]]
    rows += [[rows[4][0], None, 1.5, "fog"]]
    text = table(rows)
    same_table(load(student, "missing.csv", text), loaded(text), KINDS)


@pytest.mark.exercise
def test_load_other_columns(student, rng):
    """列可以少，次序可以不同，只有一行也行。"""
    text = table([["snow", "2016-02-29"]], ("weather", "date"))
    same_table(
        load(student, "one.csv", text),
        {"weather": ["snow"], "date": ["2016-02-29"]},
        {"weather": "text", "date": "date"},
    )
