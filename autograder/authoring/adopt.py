"""From a class to a better grader: a wrong answer that somebody gave becomes a misconception for its author to name."""

from __future__ import annotations

import ast
from pathlib import Path

from autograder.authoring.new import MARK
from autograder.authoring.proof import chosen
from autograder.classroom.coursedir import find_coursedir
from autograder.classroom.results import class_results
from autograder.course.assignment import Course
from autograder.course.variants import VARIANTS, read_variants
from autograder.errors import UserError
from autograder.files import PUBLIC, write_whole
from autograder.language import _

_NAME = "adopted"


def adopt(
    course: Course, day: str, student: str, exercise: str, folder: Path | None = None
) -> tuple[Path, str]:
    """Add what a student wrote for an exercise to its misconceptions, as one that has yet to be named.

    Nothing tells whose it was: comments and docstrings stay behind.  Gives the file and the name of the new cell.
    Raises UserError, and writes nothing, where there is nothing to learn: full marks, a blank, a text that is no Python.
    """
    assignment = course.assignment(day)
    (blank,) = chosen(assignment, [exercise])
    one = class_results(find_coursedir(course, day, folder), everybody=True).of(student)
    text = one.texts.get(exercise, "")
    report = next((report for report in one.report.exercises if report.name == exercise), None)
    if report is None or report.score >= report.points or text.strip() == blank.stub.strip():
        raise UserError(
            _(
                "{student} 的 {exercise} 没有可以收的错法：得了满分，没有评，或者没有动过。",
                student=student,
                exercise=exercise,
            )
        )
    path = assignment.graders / f"{exercise}{VARIANTS}"
    taken = {variant.name for variant in read_variants(path)[0]}
    name = next(name for number in range(1, len(taken) + 2) if (name := f"{_NAME}-{number}") not in taken)
    cell = f"# %% wrong {name}\n# {MARK}\n{_bare(text, student)}\n"
    whole = path.read_text(encoding="utf-8").rstrip("\n") + f"\n\n\n{cell}"
    write_whole(path, whole.encode(), PUBLIC)
    return path, name


def _bare(text: str, student: str) -> str:
    """A cell's code without comments and docstrings."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError) as error:
        raise UserError(
            _("{student} 写的不是 Python，收不了：{reason}。", student=student, reason=error)
        ) from error
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and ast.get_docstring(
            node
        ):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)
