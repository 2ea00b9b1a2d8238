"""The class report: one page for the instructor, from what grading left of a day."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote as quoted
from urllib.parse import quote

from nbgrader.coursedir import CourseDirectory

from autograder.checking.sentences import sentence
from autograder.classroom.coursedir import find_coursedir
from autograder.classroom.results import ClassResults, GradedSubmission, results_now, sign
from autograder.course.assignment import Assignment, Course
from autograder.course.variants import read_graders
from autograder.errors import UserError
from autograder.files import make_folder, write_whole
from autograder.grading.failures import why_left_out
from autograder.grading.intake import printable
from autograder.grading.report import number
from autograder.language import _, _n, listed
from autograder.reports.class_statistics import (
    BINS,
    ENOUGH,
    ClassStatistics,
    class_statistics,
)
from autograder.reports.pages import render
from autograder.reports.side_by_side import MAX_LINE, Side, known_texts, shown, sides
from autograder.reports.similarity import MIN_EXERCISES, resembling

_log = logging.getLogger(__name__)

FOLDER = "report"
# A page for people: what goes beyond is counted, not shown.
MAX_NAMES = 12
MAX_ROWS = 40
MAX_MISTAKES = 15
MAX_GROUPS = 20
MAX_PAIRS = 10
MAX_LISTED_PAIRS = 100
MAX_SIDES = 8


@dataclass(frozen=True)
class _Row:
    """A student as the table shows: ``signs`` has one for each exercise; ``link`` is empty where no feedback was made."""

    student: str
    name: str
    score: float
    signs: str
    link: str


@dataclass(frozen=True)
class _Suspicion:
    first: str
    second: str
    bits: float
    exercises: int
    sides: tuple[Side, ...]


def write_class_report(
    course: Course,
    day: str,
    folder: Path | None = None,
    out: Path | None = None,
    *,
    everybody: bool = False,
) -> Path:
    """Write the report of a day; gives the file, by default ``report/<day>.html`` beside the class.

    ``folder``: where the class lies, as for grading; ``everybody``: with those who are not in the roster.  Whoever grades the class
    at the moment is waited for; what being late costs is what the course says now.  Raises UserError if nothing was graded yet or
    the file cannot be written.
    """
    assignment = course.assignment(day)
    coursedir = find_coursedir(course, day, folder)
    results = results_now(coursedir, _log, everybody=everybody)
    if out is None:
        out = default_path(Path(coursedir.root), day)
        make_folder(out.parent)
    write_whole(out, class_page(assignment, results, _feedback(coursedir, results, out.parent)).encode())
    return out


def _feedback(coursedir: CourseDirectory, results: ClassResults, folder: Path) -> dict[str, str]:
    """Where the feedback of each student lies that has been made, as an address from a folder."""
    day = coursedir.assignment_id
    paths = {
        one.student: Path(
            coursedir.format_path(coursedir.feedback_directory, one.student, day), f"{day}.html"
        )
        for one in results.graded
    }
    return {
        student: quote(os.path.relpath(path, folder.resolve()))
        for student, path in paths.items()
        if path.is_file()
    }


def default_path(folder: Path, day: str) -> Path:
    """Where the report of a class lies that lies in ``folder``."""
    return folder / FOLDER / f"{day}.html"


def class_page(assignment: Assignment, results: ClassResults, links: Mapping[str, str] | None = None) -> str:
    """The page for at least one graded submission; ``links``: where a student's feedback lies, as an address from the page.

    Raises UserError where not everybody was graded on the same exercises: a library came, and not all were graded again.
    """
    graded = results.said(assignment).graded
    if len({tuple(exercise.name for exercise in one.report.exercises) for one in graded}) > 1:
        raise UserError(
            _(
                "{assignment} 有的练习只评过一部分人，合不成一份报告。请先运行 autograder grade {assignment}。",
                assignment=assignment.name,
            )
        )
    stubs = {exercise.name: exercise.stub for exercise in assignment.exercises}
    found = class_statistics(graded, stubs)
    graders = read_graders(assignment)
    sentences = {
        (one.exercise, one.name): assignment.said(one.sentence)
        for hidden in graders.values()
        for one in hidden.misconceptions
    }
    texts = [one.texts for one in graded]
    known = known_texts(assignment, graders)
    resemblance = resembling(texts, known)
    return render(
        "class_report.html.j2",
        day=assignment.name,
        title=assignment.title,
        found=found,
        steps=_steps(found),
        rows=[_row(one, links or {}) for one in graded],
        absent=[(printable(student), printable(person.name)) for student, person in results.absent.items()],
        notes=[*why_left_out(found.left_out), *results.notes],
        enough=ENOUGH,
        resemblance=resemblance,
        suspicions=[
            _Suspicion(
                printable(graded[pair.first].report.student),
                printable(graded[pair.second].report.student),
                pair.bits,
                len(pair.agreements),
                sides(pair, texts, known, stubs, MAX_SIDES) if place < MAX_PAIRS else (),
            )
            for place, pair in enumerate(resemblance.pairs)
        ],
        max_rows=MAX_ROWS,
        least=MIN_EXERCISES,
        max_groups=MAX_GROUPS,
        max_pairs=MAX_PAIRS,
        max_listed=MAX_LISTED_PAIRS,
        max_mistakes=MAX_MISTAKES,
        sentence=lambda one: sentences.get((one.exercise, one.name), one.sentence),
        failure=sentence,
        percent=_percent,
        duration=_duration,
        signed=_signed,
        people=_people,
        who=printable,
        line=lambda text: printable(text, MAX_LINE),
        code=lambda exercise, text: shown(text, stubs[exercise]),
        adopt=lambda group: f"autograder adopt {assignment.name} {quoted(group.author)} {group.exercise}",
    )


def _row(one: GradedSubmission, links: Mapping[str, str]) -> _Row:
    report = one.counted
    signs = "".join(map(sign, report.exercises))
    return _Row(
        printable(one.student), printable(one.person.name), report.score, signs, links.get(one.student, "")
    )


def _steps(found: ClassStatistics) -> list[str]:
    """The ends of the histogram's steps."""
    return [number(found.scores.maximum * step / BINS) for step in range(BINS + 1)]


def _people(names: Sequence[str]) -> str:
    """``甲、乙、丙`` or ``甲、乙 等 30 人``."""
    shown = listed([printable(name) for name in names[:MAX_NAMES]])
    return shown if len(names) <= MAX_NAMES else _n("{names} 等 {number} 人", len(names), names=shown)


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _signed(value: float) -> str:
    """A correlation: 0.42, −0.10."""
    return f"{value:z.2f}".replace("-", "−")


def _duration(seconds: float) -> str:
    if seconds < 60:
        return _("{seconds} 秒", seconds=f"{seconds:.1f}")
    minutes, rest = divmod(round(seconds), 60)
    return _("{minutes} 分 {seconds} 秒", minutes=minutes, seconds=rest)
