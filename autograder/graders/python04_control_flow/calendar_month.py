"""Hidden tests of calendar_month against the weeks of the standard library."""

from __future__ import annotations

import calendar

import pytest

from autograder import draws, kit


def calendar_month(year: int, month: int) -> str:
    """A day that is not of the month is 0 there."""
    weeks = calendar.Calendar(0).monthdayscalendar(year, month)
    return "\n".join(" ".join(f"{day or '':>2}" for day in week).rstrip() for week in weeks)


@pytest.mark.exercise(core=True)
def test_calendar_worked(student, rng):
    """六行的月份和四行的月份。"""
    kit.agree(student.calendar_month, calendar_month, [(2026, 8), (2021, 2), (2024, 2)])


@pytest.mark.exercise(core=True, structure=True)
def test_calendar_by_itself(student, rng):
    """不用现成的月历。"""
    student.calendar_month(2026, 8)
    kit.not_calling(student, "calendar_month", {"calendar", "*calendar*", "monthrange", "monthcalendar"})


@pytest.mark.exercise
def test_calendar_random(student, rng):
    """任何一年任何一个月。"""
    cases = [(draws.whole(rng, 1, 3000), draws.whole(rng, 1, 12)) for _ in range(30)]
    kit.agree(student.calendar_month, calendar_month, cases)


@pytest.mark.exercise
def test_calendar_every_month(student, rng):
    """一年里的每一个月。"""
    kit.agree(
        student.calendar_month,
        calendar_month,
        [(draws.whole(rng, 1900, 2100), month) for month in range(1, 13)],
    )


@pytest.mark.exercise
def test_calendar_begins_on_monday(student, rng):
    """一号是星期一时，前面没有空行。"""
    kit.agree(student.calendar_month, calendar_month, [(2026, 6), (2023, 5), (2024, 7), (2010, 2)])


@pytest.mark.exercise
def test_calendar_ends_on_sunday(student, rng):
    """最后一天是星期日时，后面没有空行。"""
    kit.agree(student.calendar_month, calendar_month, [(2026, 5), (2023, 4), (2024, 3), (2027, 2)])


@pytest.mark.exercise
def test_calendar_begins_on_sunday(student, rng):
    """一号是星期日时，第一行只有它，排在最右边。"""
    kit.agree(student.calendar_month, calendar_month, [(2026, 2), (2026, 3), (2023, 10), (2024, 9)])
