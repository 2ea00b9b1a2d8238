"""``python -m benchmarks``: measure, and write the table into ``benchmarks/RESULTS.md``."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from autograder import nbgrader_cli
from autograder.assignment import Course
from autograder.parallel import available_cores
from autograder.store import FOLDER, write_whole
from benchmarks.answer import answer_times
from benchmarks.course import REPOSITORY, make_class, make_course
from benchmarks.floor import bare_fork, own_calls
from benchmarks.measure import Measured, run

NUMPY_DAY, TORCH_DAY = "day04", "day03"
RESULTS = REPOSITORY / "benchmarks" / "RESULTS.md"


@dataclass(frozen=True)
class Row:
    """One class, graded in three ways; ours once before and once after the others."""

    day: str
    students: int
    stock: Measured
    hooked: Measured
    ours: tuple[Measured, Measured]
    again: Measured


def main(
    size: Annotated[list[int] | None, typer.Option(help="class sizes to compare at")] = None,
    growth: Annotated[list[int] | None, typer.Option(help="class sizes for the growth of the cost")] = None,
    out: Annotated[Path, typer.Option(help="where to write the table")] = RESULTS,
) -> None:
    """Measure everything and write the tables."""
    sizes, growth = size or [20, 100], growth or [20, 50, 100, 200]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Path(folder)
        rows = [compare(bench, day, size) for day in (NUMPY_DAY, TORCH_DAY) for size in sizes]
        growing = [(size, grade(bench, NUMPY_DAY, size)) for size in growth]
        floors = [floor(bench, row) for row in rows if row.students == max(sizes)]
    answers = [
        (day, *answer_times(REPOSITORY / "solutions" / day / f"{day}.ipynb"))
        for day in (NUMPY_DAY, TORCH_DAY)
    ]
    text = "\n\n".join(
        [_heading(), _comparison(rows), _growth(growing), "\n".join(floors), _answers(answers)]
    )
    write_whole(out, (text + "\n").encode())
    print(text)


def compare(bench: Path, day: str, size: int) -> Row:
    """Grade the same class with stock nbgrader, with this course's configuration, and by ``autograder grade``."""
    stock = _course(bench, day, stock=True)
    own = _course(bench, day, stock=False)
    before = grade(bench, day, size)
    _seat(bench, stock, day, size)
    by_stock = run(["nbgrader", "autograde", day, "--force"], stock)
    _seat(bench, own, day, size)
    hooked = run(["nbgrader", "autograde", day, "--force"], own)
    after = grade(bench, day, size)
    again = run(["autograder.cli", "grade", day], own)
    print(day, size, by_stock, hooked, before, after, again, flush=True)
    return Row(day, size, by_stock, hooked, (before, after), again)


def grade(bench: Path, day: str, size: int) -> Measured:
    """One run of ``autograder grade`` on a class that it never saw, with nothing remembered."""
    own = _course(bench, day, stock=False)
    _seat(bench, own, day, size)
    return run(["autograder.cli", "grade", day], own)


def floor(bench: Path, row: Row) -> str:
    """The least that grading this class could take, as a sentence."""
    course = Course(_course(bench, row.day, stock=False))
    fork = bare_fork(course.assignment(row.day))
    calls = own_calls(course, row.day, _class(bench, row.day, row.students))
    least = (fork + calls) * row.students / available_cores()
    ours = min(measured.seconds for measured in row.ours)
    return (
        f"- {row.day}, {row.students} submissions: a bare sealed fork takes {1000 * fork:.1f} ms, the students' own calls "
        f"{1000 * calls:.0f} ms a submission; on {available_cores()} cores the floor is {least:.1f} s, "
        f"`autograder grade` takes {ours:.1f} s, {ours / least:.1f} times as long."
    )


def _course(bench: Path, day: str, *, stock: bool) -> Path:
    folder = bench / f"{day}-{'stock' if stock else 'own'}"
    if not folder.exists():
        make_course(folder, day, stock=stock)
    return folder


def _class(bench: Path, day: str, size: int) -> Path:
    folder = bench / f"{day}-class-{size}"
    if not folder.exists():
        make_class(folder, Course(_course(bench, day, stock=False)), day, size)
    return folder


def _seat(bench: Path, course: Path, day: str, size: int) -> None:
    """A fresh gradebook, nothing graded, nothing remembered, and this class's submissions."""
    for name in ("submitted", "autograded", FOLDER):
        shutil.rmtree(course / name, ignore_errors=True)
    (course / "gradebook.db").unlink(missing_ok=True)
    shutil.copytree(_class(bench, day, size), course / "submitted")
    nbgrader_cli.run(course, "generate_assignment", day, "--force", log=course / "release.log")


def _heading() -> str:
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("nbgrader", "numpy", "torch"))
    return (
        "# Measurements\n\n"
        f"`make bench` wrote this on {date.today()}: {available_cores()} cores, {platform.machine()}, "
        f"Linux {os.uname().release.split('-')[0]}, Python {platform.python_version()}, {versions}. "
        "README.md in this folder says what is measured."
    )


def _comparison(rows: list[Row]) -> str:
    lines = [
        "## A class, graded in three ways",
        "",
        "| day | submissions | way | seconds | submissions/s | times stock | peak memory (MB) |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        ways = {
            "stock `nbgrader autograde`": row.stock,
            "`nbgrader autograde` in this course": row.hooked,
            "`autograder grade`, before": row.ours[0],
            "`autograder grade`, after": row.ours[1],
            "`autograder grade`, nothing new": row.again,
        }
        for way, measured in ways.items():
            lines.append(
                f"| {row.day} | {row.students} | {way} | {measured.seconds:.1f} | "
                f"{row.students / measured.seconds:.2f} | {row.stock.seconds / measured.seconds:.1f} | "
                f"{measured.memory / 1e6:.0f} |"
            )
    return "\n".join(lines)


def _growth(growing: list[tuple[int, Measured]]) -> str:
    lines = [
        f"## Cost against the size of the class ({NUMPY_DAY}, `autograder grade`)",
        "",
        "| submissions | seconds | ms a submission | peak memory (MB) |",
        "|---|---|---|---|",
    ]
    for size, measured in growing:
        each = 1000 * measured.seconds / size
        lines.append(f"| {size} | {measured.seconds:.1f} | {each:.0f} | {measured.memory / 1e6:.0f} |")
    lines += ["", "## The floor", ""]
    return "\n".join(lines)


def _answers(answers: list[tuple[str, float, float, float]]) -> str:
    lines = [
        "## From Shift-Enter to the answer of `check`",
        "",
        "| day | first in a kernel (s) | later, median (s) | later, slowest (s) |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {day} | {first:.3f} | {later:.3f} | {slowest:.3f} |" for day, first, later, slowest in answers
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    typer.run(main)
