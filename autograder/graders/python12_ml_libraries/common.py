"""What the hidden tests of two or more exercises of python12_ml_libraries share.

A table is a dict of columns here, a date the text ``"2015-03-02"``, what is missing None.  The reference is made of Python's
own parts (csv, datetime, loops) and NumPy, never of pandas or scikit-learn: the process that grades need not have them.
``tests/content/references`` compares it with both.

The lesson's ``make_frame``, ``as_plain`` and ``artists`` make tables over there and read what comes back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import numpy as np

from autograder import kit

Columns = dict[str, Any]

WEATHERS = ["sun", "rain", "fog", "snow", "drizzle"]


def days_from(start: str, count: int) -> list[str]:
    """``count`` days one after another."""
    first = date.fromisoformat(start)
    return [(first + timedelta(days=number)).isoformat() for number in range(count)]


def next_day(day: str) -> str:
    """The day after."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def some_days(rng: np.random.Generator, count: int, share: float = 0.6) -> list[str]:
    """Days in order with gaps, about a share of ``count``; at least three."""
    start = (date(2012, 1, 1) + timedelta(days=int(rng.integers(0, 1400)))).isoformat()
    days = days_from(start, count)
    kept = [day for day in days if rng.random() < share]
    return kept if len(kept) >= 3 else days


def amounts(rng: np.random.Generator, count: int, missing: float = 0.0) -> list[float | None]:
    """Rain of a tenth of a millimetre at least, none on many days, unknown on some."""
    return [
        None
        if rng.random() < missing
        else round(float(rng.integers(1, 300)) / 10, 1) * int(rng.random() < 0.6)
        for _ in range(count)
    ]


def labels(rng: np.random.Generator, count: int) -> list[int]:
    """Numbers of rows that do not say where a row stands."""
    return [int(number) for number in rng.permutation(count) + 100]


def frame_of(student: Any, columns: Columns, index: list[int] | None = None) -> Any:
    """A table over there."""
    return student.make_frame(columns, index)


def read(student: Any, table: Any, name: str = "返回值") -> dict[str, Any]:
    """Kinds, columns and index of a table; fails if it is none."""
    if table is None:
        kit.fail("none", f"{name}应当是 DataFrame")
    plain: dict[str, Any] = student.as_plain(table)
    if "type" in plain:
        kit.fail("type", f"{name}应当是 DataFrame，得到的是 {plain['type']}")
    return plain


def same_table(plain: dict[str, Any], columns: Columns, kinds: dict[str, str], name: str = "返回值") -> None:
    """Fail unless a table has these columns, in any order, with these kinds and values; an int will do for a float."""
    same_columns(plain, kinds, name)
    kit.same(plain["kinds"], kinds, name=f"{name}每列的种类")
    floats = {
        column: [
            float(value) if kinds[column] == "number" and value is not None else value for value in values
        ]
        for column, values in columns.items()
    }
    same_cells(plain, floats, name)


def same_columns(plain: dict[str, Any], wanted: Iterable[str], name: str = "返回值") -> None:
    """Fail unless a table has columns of these names and no other; a table is no dict to a student."""
    found, names = list(plain["columns"]), list(wanted)
    for column in names:
        kit.require(column in found, f"{name}缺少 {column} 一列")
    for column in found:
        kit.require(column in names, f"{name}多了 {column} 一列")


def same_cells(plain: dict[str, Any], columns: Columns, name: str = "返回值") -> None:
    """Fail unless a table has these columns with these cells; a cell that is empty is called so."""
    same_columns(plain, columns, name)
    for column, wanted in columns.items():
        found = plain["columns"][column]
        if len(found) != len(wanted):
            kit.fail("length", f"{name}应当有 {len(wanted)} 行，得到 {len(found)} 行")
        for row, (cell, want) in enumerate(zip(found, wanted), start=1):
            place = f"{name}的 {column} 一列从上往下第 {row} 格"
            if cell is None and want is not None:
                kit.fail("unequal", f"{place}是空缺，应当是 {want}")
            if cell is not None and want is None:
                kit.fail("unequal", f"{place}应当空着，得到 {cell}")
        kit.same(found, wanted, name=f"{name}的 {column} 一列")


def keeps(student: Any, frame: Any, before: dict[str, Any], name: str = "frame") -> None:
    """Fail unless a table that was given is as it was."""
    after = student.as_plain(frame)
    kit.unchanged([after["columns"], after["index"]], [before["columns"], before["index"]], name)


def whole(value: Any) -> Any:
    """One of NumPy's integers as one of Python's; all else as it is."""
    return int(value) if isinstance(value, np.integer) else value
