"""What grading left of a class: the report of each submission and the texts that were graded."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from autograder.classroom.gradebook import (
    Marks,
    Person,
    Recorder,
    database_file,
    marks,
    people,
    undisturbed,
)
from autograder.classroom.graded import REPORT, read_report, read_texts
from autograder.course.assignment import Assignment
from autograder.errors import UserError
from autograder.grading.failures import in_the_readers_words
from autograder.grading.report import Report
from autograder.language import _, listed

# How many students a sentence names.
MOST_NAMES = 12


@dataclass(frozen=True)
class GradedSubmission:
    """One graded submission: the gradebook's ``marks`` say what counts, the ``report`` says why.

    ``texts``: what was in each exercise's cell; ``person``: whose it is.
    """

    report: Report
    texts: dict[str, str]
    marks: Marks
    person: Person

    @property
    def student(self) -> str:
        """The name of the student's folder."""
        return self.report.student

    @property
    def maximum(self) -> float:
        """The points of all exercises that have a score."""
        return sum(mark.points for mark in self.marks.exercises.values())

    def said(self, assignment: Assignment) -> GradedSubmission:
        """The same with the course's sentences in the reader's language, where they were translated."""
        return replace(self, report=in_the_readers_words(self.report, assignment))

    @cached_property
    def counted(self) -> Report:
        """The report with what counts: scores as an instructor changed them, a total without what being late costs."""
        held = self.marks.exercises
        exercises = [
            replace(exercise, score=held[exercise.name].score, points=held[exercise.name].points)
            for exercise in self.report.exercises
        ]
        return replace(self.report, score=self.marks.total, max_score=self.maximum, exercises=exercises)


def results_now(coursedir: CourseDirectory, log: logging.Logger) -> list[GradedSubmission]:
    """What :func:`class_results` gives once nobody grades the class, with late penalties by the rule and the dates that hold now."""
    _report_files(coursedir)  # where nothing was graded, not even a lock is made
    with undisturbed(coursedir, log):
        found = class_results(coursedir)
        with Recorder(coursedir, coursedir.assignment_id) as recorder:
            recorder.renew_penalties()
        held = marks(coursedir, coursedir.assignment_id)
    return [replace(one, marks=held[one.student]) for one in found]


def class_results(coursedir: CourseDirectory) -> list[GradedSubmission]:
    """What became of everybody who was graded on the directory's assignment, by student; writes nothing.

    Whoever shows a score takes it from here.  Raises UserError if nothing was graded yet, if what lies there cannot be read, or
    if somebody is in the gradebook only, or in ``autograded/`` only.
    """
    day = coursedir.assignment_id
    graded = [_read(path.parent, day) for path in _report_files(coursedir)]
    found = {report.student: (report, texts) for report, texts in graded}
    file = database_file(coursedir.db_url)
    missing = UserError(
        _(
            "成绩册 {file} 里没有 {day} 的成绩。请先运行 autograder grade {day}。",
            file=file or coursedir.db_url,
            day=day,
        )
    )
    if file is not None and not file.is_file():
        raise missing  # opening it would make an empty one
    held, known = marks(coursedir, day), people(coursedir)
    if not held:
        raise missing
    if alone := sorted(held.keys() ^ found.keys()):
        raise UserError(
            _(
                "成绩册和 autograded/ 对不上：{names} 只在其中一处。"
                "请运行 autograder grade {day}，或者删掉多余的那一份，再来一次。",
                names=listed(alone),
                day=day,
            )
        )
    return [
        _result(report, texts, held[student], known[student])
        for student, (report, texts) in sorted(found.items())
    ]


def _result(report: Report, texts: dict[str, str], held: Marks, person: Person) -> GradedSubmission:
    if not {exercise.name for exercise in report.exercises} <= held.exercises.keys():
        raise UserError(
            _(
                "成绩册里 {day} 的练习和评过的不同（{student}）。请运行 autograder grade {day} --force。",
                day=report.assignment,
                student=report.student,
            )
        )
    return GradedSubmission(report, texts, held, person)


def _report_files(coursedir: CourseDirectory) -> list[Path]:
    """The reports in ``autograded/``, by student; UserError if there is none."""
    day = coursedir.assignment_id
    pattern = Path(coursedir.format_path(coursedir.autograded_directory, "*", day)) / REPORT
    paths = sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))
    if not paths:
        folder = coursedir.format_path(coursedir.autograded_directory, _("<学生>"), day)
        raise UserError(
            _(
                "{day} 还没有评过分：{folder} 里没有 {file}。请先运行 autograder grade {day}。",
                day=day,
                folder=folder,
                file=REPORT,
            )
        )
    return paths


def _read(folder: Path, day: str) -> tuple[Report, dict[str, str]]:
    report, texts = read_report(folder), read_texts(folder / f"{day}.ipynb")
    if report is None or texts is None:
        raise UserError(
            _(
                "读不了 {folder} 里的评分结果。请运行 autograder grade {day} --force 重新评分。",
                folder=folder,
                day=day,
            )
        )
    return report, texts
