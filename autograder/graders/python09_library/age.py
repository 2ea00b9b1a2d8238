"""Hidden tests of age: birthdays are counted one by one."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import check_each, days_in, iso

Day = tuple[int, int, int]


def years_old(born: Day, now: Day) -> int:
    """The birthdays up to now; one on 29 February is on 1 March where there is none."""
    year, month, day = born
    return sum(
        ((y, month, day) if day <= days_in(y, month) else (y, 3, 1)) <= now
        for y in range(year + 1, now[0] + 1)
    )


def random_day(rng, first: int, last: int) -> Day:
    """A day of some year."""
    year, month = draws.whole(rng, first, last), draws.whole(rng, 1, 12)
    return year, month, draws.whole(rng, 1, days_in(year, month))


@pytest.mark.exercise(core=True)
def test_age_example(student):
    """文档字符串里的例子：2 月 29 日生的人，在平年。"""
    found = [student.age("2004-02-29", day) for day in ("2023-02-28", "2023-03-01")]
    kit.same(found, [18, 19], name="两天的岁数")


@pytest.mark.exercise(core=True)
def test_age_random(student, rng):
    """随机的生日和日子。"""
    pairs = [(random_day(rng, 1920, 1999), random_day(rng, 2000, 2060)) for _ in range(30)]
    wants = [years_old(*pair) for pair in pairs]
    found = [student.age(iso(*born), iso(*now)) for born, now in pairs]
    check_each(found, wants, [f"{iso(*born)} 到 {iso(*now)}" for born, now in pairs])


@pytest.mark.exercise
def test_age_around_birthdays(student, rng):
    """生日的前一天、当天、后一天，在各种月份。"""
    for _ in range(6):
        year, month = draws.whole(rng, 1950, 2000), draws.whole(rng, 1, 12)
        day, then = draws.whole(rng, 2, 27), draws.whole(rng, 2001, 2060)
        found = [student.age(iso(year, month, day), iso(then, month, day + more)) for more in (-1, 0, 1)]
        years = then - year
        kit.same(found, [years - 1, years, years], name="三天的岁数")


@pytest.mark.exercise
def test_age_month_and_day(student):
    """先看月，月相同才看日。"""
    days = ["2020-04-30", "2020-05-09", "2020-05-10", "2020-06-01", "2020-12-01"]
    kit.same([student.age("2000-05-10", day) for day in days], [19, 19, 20, 20, 20], name="五天的岁数")


@pytest.mark.exercise
def test_age_leap_days(student):
    """2 月 29 日生的人：闰年在那一天，平年在 3 月 1 日；1900 和 2100 是平年。"""
    cases = [
        ("2000-02-29", "2024-02-28", 23),
        ("2000-02-29", "2024-02-29", 24),
        ("2000-02-29", "2001-02-28", 0),
        ("2000-02-29", "2001-03-01", 1),
        ("1896-02-29", "1900-02-28", 3),
        ("1896-02-29", "1900-03-01", 4),
        ("2096-02-29", "2100-03-01", 4),
    ]
    found = [student.age(born, now) for born, now, _ in cases]
    check_each(found, [want for *_, want in cases], [f"{born} 到 {now}" for born, now, _ in cases])


@pytest.mark.exercise
def test_age_on_the_day(student):
    """出生那天是 0 岁。"""
    with kit.meaning("ValueError", "出生那天是 0 岁，不该抛出错误"):
        found = [student.age("2024-05-01", day) for day in ("2024-05-01", "2025-04-30", "2025-05-01")]
    kit.same(found, [0, 0, 1], name="三天的岁数")


@pytest.mark.exercise
@pytest.mark.parametrize("today", ["2024-04-30", "2023-05-02", "1999-12-31"])
def test_age_not_yet_born(student, today):
    """today 比 birthday 早，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.age("2024-05-01", today)


@pytest.mark.exercise
@pytest.mark.parametrize("text", ["2023-02-29", "2001-13-01", "2001-04-31", "2001/04/01", "", "春节"])
def test_age_not_a_date(student, text):
    """不是日期的文本，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.age(text, "2024-05-01")


@pytest.mark.exercise
@pytest.mark.parametrize("text", ["2023-02-29", "2030-00-10", "today"])
def test_age_today_not_a_date(student, text):
    """today 不是日期，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.age("2000-05-01", text)
