"""Scores for other systems: Gradescope's results.json, the gradebook files of Moodle and Canvas, plain CSV.

The gradebook decides what somebody got, since scores changed by hand and late penalties are there; the report says why.
Formats, as documented:

- Gradescope: https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format
- Moodle: https://docs.moodle.org/311/en/Grade_import (columns are mapped when the file is uploaded)
- Canvas: https://teaching.resources.osu.edu/toolsets/carmencanvas/guides/calculating-final-grades/import-csv-file-carmen-grades
  and what Canvas itself reads, https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.classroom.coursedir import find_coursedir
from autograder.classroom.gradebook import Person
from autograder.classroom.results import ClassResults, GradedSubmission, results_now
from autograder.course.assignment import Course
from autograder.files import as_csv, make_folder, write_whole
from autograder.grading.failures import NOT_SEALED, exercise_lines, why_left_out
from autograder.grading.report import ExerciseReport, differ, number
from autograder.language import _

_log = logging.getLogger(__name__)

FOLDER = "export"
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # the last four: the same, full-width


def export(
    course: Course,
    day: str,
    system: str,
    folder: Path | None = None,
    out: Path | None = None,
    column: str | None = None,
    *,
    everybody: bool = False,
) -> list[Path]:
    """Write the scores of a day for ``gradescope``, ``moodle``, ``canvas`` or ``csv``; gives the files.

    ``folder``: where the class lies; ``out``: a folder for Gradescope, else a file, by default in ``export/`` beside the
    class; ``column``: the title of the scores' column in Moodle and Canvas, by default the day's name; ``everybody``: with those who
    are not in the roster.  Who handed nothing in has a row without a score, and no results.json.  Waits for whoever grades
    the class at the moment.  What being late costs is what the course says now.  Raises UserError, and writes no file, if nothing
    was graded or gradebook and graded notebooks do not belong together.
    """
    assignment = course.assignment(day)
    coursedir = find_coursedir(course, day, folder)
    results = results_now(coursedir, _log, everybody=everybody).said(assignment)
    rows = results.graded
    if out is None:
        name = {"gradescope": f"{day}-gradescope", "csv": f"{day}.csv"}.get(system, f"{day}-{system}.csv")
        out = Path(coursedir.root) / FOLDER / name
        make_folder(out.parent)
    if system == "gradescope":
        files = {out / row.student / "results.json": _json(gradescope(row)) for row in rows}
        for path in files:
            make_folder(path.parent)
    else:
        # Spreadsheets take a CSV file for UTF-8 only if it says so; Moodle and Canvas need no mark.
        encoding = "utf-8-sig" if system == "csv" else "utf-8"
        files = {out: as_csv(_TABLES[system](results, column or day)).encode(encoding)}
    for path, data in files.items():
        write_whole(path, data)
    left_out = why_left_out(dict.fromkeys(one for row in rows for one in row.report.left_out))
    for line in [*left_out, *results.notes]:
        _log.warning(line)
    return list(files)


def gradescope(row: GradedSubmission) -> dict[str, Any]:
    """The contents of results.json.

    Everything becomes visible when the instructor publishes the grades; all texts are shown as they are, no markup in
    them is obeyed.
    """
    report = row.report
    remarks = [*map(str, report.problems), *why_left_out(report.left_out)]
    if not report.sealed:
        remarks.append(_(NOT_SEALED))
    if row.marks.late_penalty:
        remarks.append(_("迟交扣 {points} 分。", points=number(row.marks.late_penalty)))
    return {
        "score": round(row.marks.total, 2),
        "execution_time": round(report.seconds),  # to the millisecond, it could say what a test put in
        "output": "\n".join(remarks),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "after_published",
        "stdout_visibility": "hidden",
        "tests": [
            _gradescope_test(place, exercise, row.marks.exercises[exercise.name].score)
            for place, exercise in enumerate(report.exercises, start=1)
        ],
    }


def moodle(results: ClassResults, column: str) -> list[list[str]]:
    """Moodle's grade import: names to look at, three columns that can identify a user, one grade item."""
    head = ["First name", "Last name", "Username", "ID number", "Email address", _text(column)]
    return [head] + [
        [*map(_text, (who.first_name, who.last_name, student, who.lms_id, who.email)), score]
        for student, who, score in _scores(results)
    ]


def _scores(results: ClassResults) -> list[tuple[str, Person, str]]:
    """Everybody of the class and what they got; nothing for who handed nothing in."""
    graded = [(row.student, row.person, number(row.marks.total)) for row in results.graded]
    return sorted(
        [*graded, *((student, person, "") for student, person in results.absent.items())],
        key=lambda one: one[0],
    )


def canvas(results: ClassResults, column: str) -> list[list[str]]:
    """Canvas's gradebook: five columns that it always has, the assignment, and a row of points possible.

    A number as LMS id is Canvas's own, anything else the id in the student information system.
    """
    maximum = max((row.maximum for row in results.graded), default=0.0)
    table = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", _text(column)],
        ["    Points Possible", "", "", "", "", number(maximum)],
    ]
    for student, who, score in _scores(results):
        name = ", ".join(filter(None, (who.last_name, who.first_name))) or student
        own = who.lms_id if who.lms_id.isascii() and who.lms_id.isdigit() else ""
        texts = (name, own, "" if own else who.lms_id, student)
        table.append([*map(_text, texts), "", score])
    return table


def plain(results: ClassResults, column: str) -> list[list[str]]:
    """One row a student, one column an exercise, then what was taken off, the total, the maximum and problems.

    Who handed nothing in comes last, without scores.
    """
    rows = results.graded
    exercises = list(dict.fromkeys(exercise.name for row in rows for exercise in row.report.exercises))
    who = [_("学生"), _("姓"), _("名"), _("邮箱")]
    head = [*who, *map(_text, exercises), _("迟交扣分"), _("总分"), _("满分"), _("问题")]
    absent = [
        [
            *map(_text, (student, who.last_name, who.first_name, who.email)),
            *[""] * (len(exercises) + 3),
            _("没有交"),
        ]
        for student, who in results.absent.items()
    ]
    scored = [
        [
            *map(_text, (row.student, row.person.last_name, row.person.first_name, row.person.email)),
            *(
                number(row.marks.exercises[name].score) if name in row.marks.exercises else ""
                for name in exercises
            ),
            number(row.marks.late_penalty),
            number(row.marks.total),
            number(row.maximum),
            _text(" ".join([*map(str, row.report.problems), *why_left_out(row.report.left_out)])),
        ]
        for row in rows
    ]
    return [head, *scored, *absent]


_TABLES: dict[str, Callable[[ClassResults, str], list[list[str]]]] = {
    "moodle": moodle,
    "canvas": canvas,
    "csv": plain,
}


def _gradescope_test(place: int, exercise: ExerciseReport, score: float) -> dict[str, Any]:
    details = exercise_lines(exercise)
    if differ(score, exercise.score):
        changed = _(
            "教师改过分数：评分器给 {ours} 分，成绩册里是 {theirs} 分。",
            ours=number(exercise.score),
            theirs=number(score),
        )
        details.insert(0, changed)
    return {
        "score": round(score, 2),
        "max_score": exercise.points,
        "status": "passed" if score >= exercise.points else "failed",
        "name": exercise.name,
        "number": str(place),
        "output": "\n".join(details),
        "tags": [diagnosis.misconception for diagnosis in exercise.diagnosis],
        "visibility": "after_published",
    }


def _text(text: str) -> str:
    """A cell that no spreadsheet computes; scores do not come through here, so that they stay numbers."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n"
