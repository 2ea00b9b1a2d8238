"""Many submissions: find them, grade them one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from autograder.assignment import Assignment
from autograder.errors import UserError
from autograder.grading import Grader
from autograder.report import Report
from autograder.submission import read_submission


def find_submissions(folder: Path, day: str) -> dict[str, Path]:
    """``folder/<student>/<day>/<day>.ipynb`` by student; the notebook itself may be missing.

    Raises UserError if there is no such folder or nothing handed in for the day.
    """
    try:
        found = {path.parent.name: path / f"{day}.ipynb" for path in sorted(folder.glob(f"*/{day}"))}
    except OSError as error:
        raise UserError(f"读不了目录 {folder}：{error.strerror}。") from error
    if not found:
        raise UserError(f"{folder} 里没有 {day} 的提交。应当是 {folder}/<学生>/{day}/{day}.ipynb。")
    return found


def grade_class(assignment: Assignment, submissions: dict[str, Path]) -> Iterator[Report]:
    """Grade each submission; yields as it goes."""
    with Grader(assignment) as grader:
        for student, path in submissions.items():
            yield grader.grade(read_submission(path, assignment), student)
