"""What regrades whom: a score is computed anew where it can be another one, and nowhere else."""

import json
import re
from pathlib import Path

import pytest
from toy import DAY, hand_in, hidden_tests, make_course, solved

from autograder.classroom.classroom import Classroom
from autograder.course.assignment import Course
from autograder.grading.report import Report


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A class of one that has been graded."""
    course = Course(make_course(tmp_path))
    wrong = "def total(x):\n    return double(np.sum(x)) + 1\n"
    hand_in(course.root, "ann", solved(course.root, {"total-solution": wrong}))
    assert grade(course).score == 40
    return course


def pending(course: Course) -> list[str]:
    with Classroom(course, DAY) as classroom:
        return classroom.pending


def grade(course: Course) -> Report:
    with Classroom(course, DAY) as classroom:
        list(classroom.grade(jobs=1))
        report = classroom.class_results().graded[0].report
    return report


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def mark_what_is_known(course: Course) -> None:
    """Change what is remembered of double: a report that shows it was not graded anew."""
    (kept,) = (course.root / ".autograder" / DAY).glob("*.json")
    known = json.loads(kept.read_bytes())
    known["report"]["exercises"][0]["score"] = 39.5
    kept.write_text(json.dumps(known))


def scores(report: Report) -> dict[str, float]:
    return {exercise.name: exercise.score for exercise in report.exercises}


def notebooks(course: Course) -> list[Path]:
    return [room / DAY / f"{DAY}.ipynb" for room in (course.source, course.release)]


@pytest.mark.slow
def test_words_regrade_nobody(course):
    graders = hidden_tests(course.root, "total").parent
    for notebook in notebooks(course):
        edit(notebook, "玩具：两道题", "最后一天")
    edit(graders / "total.py", "返回值是总和的两倍。", "返回的是总和乘以 2。")
    edit(graders / "total.py", "    expected = 2 * x.sum()", "    # once more\n    expected = 2 * x.sum()")
    edit(course.source / DAY / f"{DAY}.ipynb", "return 2 * x  # secret", "return 2 * x  # no secret")
    assert pending(course) == []


@pytest.mark.slow
def test_a_new_misconception_regrades_nobody(course):
    with (hidden_tests(course.root, "double").parent / "total.variants.py").open(
        "a", encoding="utf-8"
    ) as variants:
        variants.write(
            "\n\n# %% wrong plus-one\n# 多加了 1\ndef total(x):\n    return double(np.sum(x)) + 1\n"
        )
    assert pending(course) == []
    with Classroom(course, DAY, force=True) as classroom:
        (report,) = classroom.grade(jobs=1)
    assert [named.misconception for named in report.exercises[1].diagnosis] == ["plus-one"]


@pytest.mark.slow
def test_another_exercises_test_regrades_no_other_exercise(course):
    mark_what_is_known(course)
    edit(
        hidden_tests(course.root, "double").parent / "total.py",
        "expected = 2 * x.sum()",
        "expected = 2 * x.sum() + 1",
    )
    assert pending(course) == ["ann"]
    report = grade(course)
    assert scores(report) == {"double": 39.5, "total": 60}
    assert report.score == 99.5
    assert pending(course) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("double.py", "expected = 2 * x", "expected = 2.0 * x"),
        ("common.py", "SECRET = ", "SECRET = '' + "),
    ],
)
def test_what_an_exercise_rests_on_regrades_it(course, file, old, new):
    mark_what_is_known(course)
    edit(hidden_tests(course.root, "double").parent / file, old, new)
    assert scores(grade(course)) == {"double": 40, "total": 0}


@pytest.mark.slow
def test_a_cell_that_every_notebook_has_regrades_all(course):
    mark_what_is_known(course)
    for notebook in notebooks(course):
        edit(notebook, "import numpy as np", "import numpy as np\\nprint()")
    assert scores(grade(course)) == {"double": 40, "total": 0}


@pytest.mark.slow
def test_what_no_longer_holds_is_removed(course):
    folder = course.root / ".autograder" / DAY
    before = set(folder.iterdir())
    other = "def total(x):\n    return double(np.sum(x)) + 2\n"
    hand_in(course.root, "ann", solved(course.root, {"total-solution": other}))
    edit(hidden_tests(course.root, "double").parent / "double.py", "expected = 2 * x", "expected = 2.0 * x")
    assert grade(course).score == 40
    left = [
        path.name for path in before & set(folder.iterdir()) if re.search(r"\.(json|profile)$", path.name)
    ]
    assert left == []
