"""Every exercise has a place in its lesson that a reader can be sent to."""

from pathlib import Path

import nbformat
import pytest

from autograder.course.assignment import Course
from autograder.course.lesson import Passage, passages

COURSE = Course.find(Path(__file__).parent)


@pytest.mark.parametrize("day", COURSE.names())
def test_every_exercise_has_a_heading_below_a_part_of_the_lesson(day):
    assignment = COURSE.assignment(day)
    found = passages(assignment.released)
    assert list(found) == [exercise.name for exercise in assignment.exercises]
    for name, place in found.items():
        assert place.title.startswith("练习 ")
        assert place.title.endswith(f" {name}")
        assert place.path
        assert not any("练习" in heading or "（约" in heading for heading in place.path)
    assert len({place.title for place in found.values()}) == len(found)


def lesson(*cells: str) -> nbformat.NotebookNode:
    """Text cells, and for a lone word the blank of that name."""
    made = []
    for cell in cells:
        if cell.isidentifier():
            made.append(
                nbformat.v4.new_code_cell(
                    metadata={"nbgrader": {"grade_id": f"{cell}-solution", "grade": False}}
                )
            )
        else:
            made.append(nbformat.v4.new_markdown_cell(cell))
    return nbformat.v4.new_notebook(cells=made)


def test_a_topic_leads_to_the_exercise_after_it_and_a_part_to_all():
    found = passages(
        lesson(
            "# 标题\n\n## 1　上半",
            "### 话题\n\n```\n## 不是标题\n```",
            "### 练习 1.1 one（约 4 分钟，4 分）\n\n<details><summary>提示一</summary>",
            "one",
            "### 练习 1.2 two（约 4 分钟，4 分）",
            "two",
            "## 2　下半\n\n### 练习 1.3 three（约 4 分钟，4 分）",
            "three",
        )
    )
    assert found == {
        "one": Passage("练习 1.1 one", ("1　上半", "话题"), hint=True),
        "two": Passage("练习 1.2 two", ("1　上半",), hint=False),
        "three": Passage("练习 1.3 three", ("2　下半",), hint=False),
    }


def test_without_a_heading_of_its_own_it_is_found_by_those_above():
    found = passages(lesson("## 1　上半\n\n### 练习 1.1 one", "one", "two"))
    assert found["two"] == Passage("two", ("1　上半", "练习 1.1 one"), hint=False)
    assert passages(lesson("one"))["one"] == Passage("one", (), hint=False)
