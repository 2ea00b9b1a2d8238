"""A graded notebook: the student's cells in our own skeleton, with the verdict in the grade cells."""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec
import nbformat
from nbformat import NotebookNode
from nbformat.v4.rwbase import split_lines

from autograder.classroom.handed_in import HandedIn, submitted_at
from autograder.course.assignment import SOLUTION_SUFFIX, Assignment, grade_id, is_grade
from autograder.grading import report as reports
from autograder.grading.failures import NOT_SEALED, exercise_text, in_the_readers_words, why_left_out
from autograder.grading.intake import Submission, printable, rebuild
from autograder.grading.problems import Problem
from autograder.grading.report import ExerciseReport, LeftOut, Report
from autograder.language import _

REPORT = "report.json"

MAX_LINES = 200
# In the metadata of a grade cell.
_LEFT_OUT = "autograder-left-out"
MAX_LINE = 500


@dataclass(frozen=True)
class Origin:
    """What a result was made from: the submitted file's fingerprint and the grader's version."""

    submission: str
    grader: str


def graded_notebook(
    assignment: Assignment, submission: Submission, report: Report, origin: Origin
) -> NotebookNode:
    """The notebook that goes into ``autograded/``."""
    notebook = rebuild(assignment, submission)
    write_verdicts(notebook, in_the_readers_words(report, assignment), origin)
    return notebook


def to_bytes(notebook: NotebookNode) -> bytes:
    """The file of a graded notebook: what ``nbformat.write`` writes, in a tenth of its time.

    nbformat copies the whole notebook and formats it in Python.
    """
    cells = [NotebookNode(cell) for cell in notebook.cells]
    for cell in cells:
        if "outputs" in cell:
            cell.outputs = [NotebookNode(output) for output in cell.outputs]
    lines = split_lines(NotebookNode(notebook, cells=cells))
    return msgspec.json.format(msgspec.json.encode(lines, order="sorted"), indent=1) + b"\n"


def write_verdicts(notebook: NotebookNode, report: Report, origin: Origin) -> None:
    """Fill every grade cell with feedback and a score; list problems at the top."""
    by_name = {exercise.name: exercise for exercise in report.exercises}
    left_out = {exercise.name: exercise for exercise in report.left_out}
    for cell in notebook.cells:
        if is_grade(cell) and grade_id(cell) in left_out:
            _write_left_out(cell, left_out[grade_id(cell)])
        elif is_grade(cell):
            _write_verdict(cell, by_name.get(grade_id(cell)))
    if report.problems:
        notebook.cells.insert(0, _problem_cell(report.problems))
    if not report.sealed:
        notebook.cells.insert(0, nbformat.v4.new_markdown_cell(_(NOT_SEALED), id="autograder-unsafe"))
    notebook.metadata["autograder"] = asdict(origin)


def origin_of(notebook: Path) -> Origin | None:
    """What one of our graded notebooks was made from; None if it is not there or not ours."""
    try:
        marks = json.loads(notebook.read_bytes())["metadata"]["autograder"]
        return Origin(marks["submission"], marks["grader"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_current(graded: Path, submitted: HandedIn, version: str) -> bool:
    """Whether the folder ``graded`` holds what this version of the grader makes of what was handed in.

    A provisional result is worth another try.
    """
    report = read_report(graded)
    return (
        origin_of(graded / submitted.notebook.name) == Origin(submitted.fingerprint(), version)
        and submitted_at(graded) == submitted.notes().submitted_at
        and report is not None
        and not report.provisional
    )


def read_report(folder: Path) -> Report | None:
    """The report beside a graded notebook; None if it is missing, damaged or of a grader whose reports were others."""
    try:
        (report,) = reports.from_json((folder / REPORT).read_bytes())
        return report
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


def read_texts(notebook: Path) -> dict[str, str] | None:
    """The student's text of each exercise in a graded notebook; None if it cannot be read."""
    try:
        found = {}
        for cell in json.loads(notebook.read_bytes())["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
            if name.endswith(SOLUTION_SUFFIX):
                found[name.removesuffix(SOLUTION_SUFFIX)] = "".join(cell["source"])
        return found
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _write_verdict(cell: NotebookNode, exercise: ExerciseReport | None) -> None:
    """Give a grade cell what nbgrader reads as a score: exactly one result, never more than its points.

    Silence, an odd number or NaN would be full marks.
    """
    points = float(cell.metadata.nbgrader["points"])
    text = exercise_text(exercise) if exercise else _("没有批改结果，计 0 分。")
    score = exercise.score if exercise and math.isfinite(exercise.score) else 0.0
    lines = [printable(line, MAX_LINE) for line in text.splitlines()[:MAX_LINES]]
    result = str(min(round(max(score, 0.0), 2), points))
    # Not nbformat's new_output: it validates each against the schema, which costs more than all else here.
    cell.outputs = nbformat.from_dict(
        [
            {"output_type": "stream", "name": "stdout", "text": "\n".join(lines) + "\n"},
            {
                "output_type": "execute_result",
                "data": {"text/plain": result},
                "metadata": {},
                "execution_count": None,
            },
        ]
    )


def _write_left_out(cell: NotebookNode, exercise: LeftOut) -> None:
    """Say in a grade cell why it has no score, where readers and :func:`is_left_out` look."""
    text = "\n".join(why_left_out([exercise]))
    cell.outputs = [nbformat.v4.new_output("stream", text=f"{text}\n")]
    cell.metadata[_LEFT_OUT] = exercise.package


def is_left_out(cell: NotebookNode) -> bool:
    """Whether a grade cell of a graded notebook has no score, since nobody could be graded on its exercise."""
    return _LEFT_OUT in cell.metadata


def _problem_cell(problems: list[Problem]) -> NotebookNode:
    """A markdown cell that lists problems as plain text, whatever they quote.

    Inside ``pre`` neither markdown nor MathJax looks; every punctuation mark is an entity.
    """
    lines = [
        re.sub(r"[!-/:-@\[-`{-~]", lambda mark: f"&#{ord(mark[0])};", printable(str(problem), MAX_LINE))
        for problem in problems
    ]
    style = "white-space: pre-wrap; font-family: inherit"
    title = _("这份提交有些问题")
    source = f'### {title}\n\n<pre style="{style}">' + "\n".join(lines) + "</pre>"
    return nbformat.v4.new_markdown_cell(source, id="autograder-problems")
