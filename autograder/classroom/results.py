"""What grading left of a class: the report of each submission and the texts that were graded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from autograder.classroom.graded import REPORT, read_report, read_texts
from autograder.errors import UserError
from autograder.grading.report import Report
from autograder.language import _


@dataclass(frozen=True)
class GradedSubmission:
    """One graded submission; ``texts``: what was in each exercise's cell."""

    report: Report
    texts: dict[str, str]


def graded_submissions(coursedir: CourseDirectory) -> list[GradedSubmission]:
    """All that was graded of the directory's assignment, by student; reads ``autograded/`` and writes nothing.

    Raises UserError if nothing was graded yet or if what lies there cannot be read.
    """
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
    return [_read(path.parent, day) for path in paths]


def _read(folder: Path, day: str) -> GradedSubmission:
    report, texts = read_report(folder), read_texts(folder / f"{day}.ipynb")
    if report is None or texts is None:
        raise UserError(
            _(
                "读不了 {folder} 里的评分结果。请运行 autograder grade {day} --force 重新评分。",
                folder=folder,
                day=day,
            )
        )
    return GradedSubmission(report, texts)
