"""What grading left of a class: the report of each submission and the texts that were graded."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from autograder.classroom.roster import ROSTER, read_extensions, read_roster
from autograder.course.assignment import Assignment
from autograder.errors import UserError
from autograder.grading.failures import in_the_readers_words
from autograder.grading.report import ExerciseReport, Report, differ
from autograder.language import _, _n, listed

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
        return round(sum(mark.points for mark in self.marks.exercises.values()), 2)

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


def sign(exercise: ExerciseReport) -> str:
    """An exercise in one ASCII character (others are one or two columns wide, as the terminal pleases): full marks, a part, none."""
    if exercise.score >= exercise.points:
        return "+"
    return "~" if exercise.score > 0 else "-"


@dataclass(frozen=True)
class ClassResults:
    """What became of a class, by student.

    ``absent``: who is in the roster and handed nothing in; ``strangers``: who handed something in, is not in the roster and is
    left out therefore.  Both are empty where no roster was imported.
    """

    graded: list[GradedSubmission]
    absent: dict[str, Person] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()

    def said(self, assignment: Assignment) -> ClassResults:
        """The same with the course's sentences in the reader's language, where they were translated."""
        return replace(self, graded=[one.said(assignment) for one in self.graded])

    def of(self, student: str) -> GradedSubmission:
        """What became of one student; UserError if that one was not graded."""
        graded = {one.student: one for one in self.graded}
        if student not in graded:
            raise UserError(
                _(
                    "评过的人里没有 {student}。评过的：{names}。",
                    student=student,
                    names=listed(list(graded), MOST_NAMES),
                )
            )
        return graded[student]

    @property
    def notes(self) -> list[str]:
        """Who did not hand in, and who was left out, each in a line."""
        absent = _n(
            "没有交的 {number} 人：{names}",
            len(self.absent),
            names=listed(list(self.absent), MOST_NAMES),
        )
        strangers = _n(
            "交了、不在名单里、没有算进来的 {number} 人（要算上，加 --everybody）：{names}",
            len(self.strangers),
            names=listed(self.strangers, MOST_NAMES),
        )
        return [*([absent] if self.absent else []), *([strangers] if self.strangers else [])]


@dataclass(frozen=True)
class Change:
    """A student whose score is another one than before: the totals, and the exercises that changed it, each with both scores."""

    student: str
    before: float
    now: float
    exercises: dict[str, tuple[float, float]]


def changes(before: Mapping[str, Marks], now: Sequence[GradedSubmission]) -> list[Change]:
    """Whose score changed, by how much and by which exercise; ``before``: what the gradebook held of those who were graded then."""
    found = []
    for one in now:
        held = before.get(one.student)
        if held is None or not held.exercises or not differ(held.total, one.marks.total):
            continue
        pairs = {
            name: (held.exercises[name].score if name in held.exercises else 0.0, mark.score)
            for name, mark in one.marks.exercises.items()
        }
        exercises = {name: pair for name, pair in pairs.items() if differ(*pair)}
        found.append(Change(one.student, held.total, one.marks.total, exercises))
    return found


def results_now(coursedir: CourseDirectory, log: logging.Logger, *, everybody: bool = False) -> ClassResults:
    """What :func:`class_results` gives once nobody grades the class, with late penalties by the rule and the dates that hold now."""
    _report_files(coursedir)  # where nothing was graded, not even a lock is made
    with undisturbed(coursedir, log):
        found = class_results(coursedir, everybody=everybody)
        with Recorder(coursedir, coursedir.assignment_id, read_extensions(coursedir)) as recorder:
            recorder.renew_penalties()
        held = marks(coursedir, coursedir.assignment_id)
    return replace(found, graded=[replace(one, marks=held[one.student]) for one in found.graded])


def class_results(coursedir: CourseDirectory, *, everybody: bool = False) -> ClassResults:
    """What became of the class on the directory's assignment; writes nothing.

    Whoever shows a score takes it from here.  ``everybody``: who is not in the roster counts, too.  Raises UserError if nothing was
    graded yet, if what lies there cannot be read, or if somebody is in the gradebook only, or in ``autograded/`` only.
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
    roster = read_roster(coursedir)
    strangers = () if everybody or roster is None else tuple(sorted(found.keys() - roster.keys()))
    if len(strangers) == len(found):
        raise UserError(
            _(
                "评过的 {number} 人都不在名单 {path} 里：{names}。名单里的名字要和 submitted/ 里的文件夹名一样，"
                "用 autograder roster import 重新导入；要算上他们，加 --everybody。",
                number=len(found),
                path=Path(coursedir.root) / ROSTER,
                names=listed(strangers, MOST_NAMES),
            )
        )
    return ClassResults(
        [
            _result(report, texts, held[student], known[student])
            for student, (report, texts) in sorted(found.items())
            if student not in strangers
        ],
        {student: person for student, person in sorted((roster or {}).items()) if student not in found},
        strangers,
    )


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
