"""The timetable at the head of a lesson is the sum of what its exercises and its header say."""

import itertools
import re
from pathlib import Path

import pytest

from autograder.course.assignment import Course

COURSE = Course.find(Path(__file__).parent)
_HEAD = "节 | 内容 | 分钟 | 分 |"
_SECTION = re.compile(r"^# ## (\d+)　")
_MARK = re.compile(r'^# %% check="(?P<name>\w+)".* points=(?P<points>\d+) minutes=(?P<minutes>\d+)')
_HEADING = re.compile(
    r"^# ### 练习 [\d.]+[ 　](?P<name>\w+).*（约 (?P<minutes>\d+) 分钟，(?P<points>\d+) 分）$"
)


def timetable(lines: list[str]) -> list[tuple[str, int, int]]:
    """Section, minutes and points of each row; a pause has none, and the end of a lesson no section."""
    start = next(number for number, line in enumerate(lines) if line.endswith(_HEAD)) + 2
    rows = []
    for line in itertools.takewhile(lambda line: line.startswith("# |"), lines[start:]):
        section, _, minutes, points = (cell.strip() for cell in line.split("|")[-5:-1])
        rows.append((section, int(minutes or 0), int(points or 0)))
    return rows


@pytest.mark.parametrize("name", COURSE.names())
def test_a_timetable_adds_up(name):
    lines = COURSE.text(name).read_text(encoding="utf-8").splitlines()
    rows = timetable(lines)
    marks = {match["name"]: match for line in lines if (match := _MARK.match(line))}
    headings = {match["name"]: match for line in lines if (match := _HEADING.match(line))}

    said = {exercise: (match["minutes"], match["points"]) for exercise, match in headings.items()}
    assert said == {exercise: (match["minutes"], match["points"]) for exercise, match in marks.items()}
    assert sum(int(match["points"]) for match in marks.values()) == 100
    assert sum(minutes for _, minutes, _ in rows) == COURSE.assignment(name).header.minutes

    section, points = "", {}
    for line in lines:
        if match := _SECTION.match(line):
            section = match[1]
        elif match := _MARK.match(line):
            points[section] = points.get(section, 0) + int(match["points"])
    assert {number: worth for number, _, worth in rows if worth} == {
        number: worth for number, worth in points.items() if worth
    }
