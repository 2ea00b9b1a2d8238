"""What the hidden tests of two or more exercises of python09_library share.

The references use none of the modules that the lesson teaches: words are found character by character, dates counted by a
calendar of its own, tables written by hand.  ``tests/content/references`` compares them with the standard library.
"""

from __future__ import annotations

from typing import Any

from autograder import kit

LONG = {1, 3, 5, 7, 8, 10, 12}


def days_in(year: int, month: int) -> int:
    """How long a month is."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 31 if month in LONG else 30


def iso(year: int, month: int, day: int) -> str:
    """A date as text."""
    return f"{year:04}-{month:02}-{day:02}"


def check_each(found: list[Any], wants: list[Any], names: list[Any]) -> None:
    """Compare one by one, each under its own name; all calls have been made by then."""
    for got, want, name in zip(found, wants, names, strict=True):
        kit.same(got, want, name=str(name))
