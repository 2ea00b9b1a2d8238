"""What grading left of a class: the report of each submission and the texts that were graded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import msgspec
from nbgrader.coursedir import CourseDirectory

from autograder.assignment import SOLUTION_SUFFIX
from autograder.errors import UserError
from autograder.graded import REPORT
from autograder.report import Report, from_json


@dataclass(frozen=True)
class Graded:
    """One graded submission; ``texts``: what was in each exercise's cell."""

    report: Report
    texts: dict[str, str]


def graded_submissions(places: CourseDirectory) -> list[Graded]:
    """All that was graded of the places' assignment, by student; reads ``autograded/`` and writes nothing.

    Raises UserError if nothing was graded yet or if what lies there cannot be read.
    """
    day = places.assignment_id
    pattern = Path(places.format_path(places.autograded_directory, "*", day)) / REPORT
    paths = sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))
    if not paths:
        place = places.format_path(places.autograded_directory, "<学生>", day)
        raise UserError(f"{day} 还没有评过分：{place} 里没有 {REPORT}。请先运行 autograder grade {day}。")
    return [_read(path.parent, day) for path in paths]


def _read(folder: Path, day: str) -> Graded:
    try:
        (report,) = from_json((folder / REPORT).read_bytes())
        cells = json.loads((folder / f"{day}.ipynb").read_bytes())["cells"]
        names = [cell["metadata"].get("nbgrader", {}).get("grade_id", "") for cell in cells]
        texts = {
            name.removesuffix(SOLUTION_SUFFIX): "".join(cell["source"])
            for name, cell in zip(names, cells, strict=True)
            if name.endswith(SOLUTION_SUFFIX)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, msgspec.MsgspecError) as error:
        raise UserError(
            f"读不了 {folder} 里的评分结果（{type(error).__name__}）。请运行 autograder grade {day} --force 重新评分。"
        ) from error
    return Graded(report, texts)
