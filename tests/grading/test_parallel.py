"""Grading a class: what a limit of time took part in is tried once more, alone, and never remembered."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from toy import DAY, hand_in, make_course, solved

from autograder import language
from autograder.classroom.classroom import Classroom
from autograder.course.assignment import Course
from autograder.grading import parallel
from autograder.grading.intake import Submission
from autograder.grading.report import ExerciseReport, Report

SLOW = "def double(x):\n    return 2 * x  # slow\n"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = Course(make_course(tmp_path))
    for student in ("ada", "bob", "eve"):
        hand_in(course.root, student, solved(course.root, {"total-solution": f"# {student}\ntotal = sum\n"}))
    hand_in(course.root, "slow", solved(course.root, {"double-solution": SLOW}))
    return course


class Grading:
    """Stands in for the grader; the first ``provisional`` times, the slow submission runs into a limit."""

    def __init__(self, provisional: int) -> None:
        self.provisional = provisional
        self.order: list[str] = []
        self.beside = 0  # how many others ran when the slow one was tried again
        self._running = 0
        self._lock = threading.Lock()

    def __call__(
        self, root: str, day: str, submission: Submission, unsafe: bool, known: Sequence[ExerciseReport]
    ) -> Report:
        slow = "slow" in submission.cells["double-solution"]
        with self._lock:
            self._running += 1
            self.order.append("slow" if slow else "quick")
        if slow and self.order.count("slow") > 1:
            self.beside = self._running - 1
        time.sleep(0.02)
        late = slow and self.order.count("slow") <= self.provisional
        with self._lock:
            self._running -= 1
        exercises = [ExerciseReport("double", 0 if late else 40, 40), ExerciseReport("total", 60, 60)]
        score = sum(exercise.score for exercise in exercises)
        return Report("", day, score, 100, [], 0.1, 1, "A", exercises, provisional=late)


@pytest.fixture
def grade(course: Course, monkeypatch: pytest.MonkeyPatch) -> Iterator:
    def run(grading: Grading) -> dict[str, Report]:
        monkeypatch.setattr(parallel, "grade_one", grading)
        with ThreadPoolExecutor(2) as executor:
            return {report.student: report for report in Classroom(course, DAY).grade(executor=executor)}

    return run


def test_a_timeout_is_tried_once_more_when_all_else_is_done(grade):
    grading = Grading(provisional=1)
    reports = grade(grading)
    assert {student: report.score for student, report in reports.items()} == dict.fromkeys(
        ("ada", "bob", "eve", "slow"), 100
    )
    assert grading.order.count("slow") == 2
    assert grading.order[-1] == "slow"
    assert grading.beside == 0
    assert grade(Grading(provisional=0)) == {}


def test_a_timeout_is_a_result_but_not_remembered(grade):
    first, second = Grading(provisional=2), Grading(provisional=0)
    assert grade(first)["slow"].score == 60
    assert first.order.count("slow") == 2
    again = grade(second)
    assert set(again) == {"slow"}
    assert again["slow"].score == 100
    assert second.order == ["slow"]
    assert grade(Grading(provisional=0)) == {}


@pytest.mark.slow
def test_its_processes_speak_the_language_of_whoever_starts_them(course, monkeypatch):
    # The server from which they start keeps the environment of its first use.
    for spoken in ("zh", "en", "zh"):
        monkeypatch.setenv("AUTOGRADER_LANG", spoken)
        with parallel.processes(1, course.assignment(DAY)) as executor:
            assert executor.submit(language.chosen).result() == spoken
