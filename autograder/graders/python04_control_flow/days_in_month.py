"""Hidden tests of days_in_month against the standard library's calendar."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import days_in_month, refused


@pytest.mark.exercise(core=True)
def test_days_worked(student, rng):
    """平年的每个月，和各种年份的二月。"""
    cases = [(2026, month) for month in range(1, 13)] + [(2024, 2), (1900, 2), (2000, 2)]
    kit.agree(student.days_in_month, days_in_month, cases)


@pytest.mark.exercise(core=True, structure=True)
def test_days_by_itself(student, rng):
    """自己算，不用现成的月历和日期。"""
    student.days_in_month(2026, 2)
    kit.not_calling(
        student, "days_in_month", {"calendar", "datetime", "*calendar*", "*datetime*", "monthrange", "isleap"}
    )


@pytest.mark.exercise
def test_days_random(student, rng):
    """任何一年任何一个月。"""
    cases = [(draws.whole(rng, 1, 4000), draws.whole(rng, 1, 12)) for _ in range(60)]
    kit.agree(student.days_in_month, days_in_month, cases)


@pytest.mark.exercise
def test_days_leap_years(student, rng):
    """能被四整除的年份是闰年，别的不是。"""
    cases = [(year, 2) for year in (4, 1996, 2012, 2096, 1, 2, 3, 2019, 2021, 2022)]
    kit.agree(student.days_in_month, days_in_month, cases)


@pytest.mark.exercise
def test_days_centuries(student, rng):
    """整百的年份，只有能被四百整除的是闰年。"""
    cases = [(100 * century, 2) for century in (1, 2, 3, 15, 17, 18, 19, 21, 22, 23)]
    kit.agree(student.days_in_month, days_in_month, cases)


@pytest.mark.exercise
def test_days_quadricentennials(student, rng):
    """能被四百整除的年份是闰年。"""
    kit.agree(student.days_in_month, days_in_month, [(400, 2), (1600, 2), (2400, 2)])


@pytest.mark.exercise
def test_days_leap_year_elsewhere(student, rng):
    """闰年里，别的月份的天数不变。"""
    kit.agree(
        student.days_in_month, days_in_month, [(2024, m) for m in range(1, 13)] + [(1900, 1), (1900, 3)]
    )


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("month", [0, 13, -1, -11, 100])
def test_days_of_no_month(student, rng, month):
    """月份太小或者太大时抛出 ValueError。"""
    refused(student, "days_in_month", 2026, month)
