"""``python -m benchmarks``: measure, and write the table into ``benchmarks/RESULTS.md``."""

from __future__ import annotations

import math
import os
import platform
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from autograder.classroom import nbgrader_cli
from autograder.classroom.gradebook import create_if_missing
from autograder.course.assignment import Course
from autograder.files import write_whole
from autograder.grading.parallel import available_cores
from autograder.grading.store import FOLDER
from benchmarks.answer import Answers, answer_times
from benchmarks.cluster import Spread, spread
from benchmarks.course import REPOSITORY, make_class, make_course
from benchmarks.floor import bare_fork, own_calls
from benchmarks.measure import Measured, run

NUMPY_DAY, TORCH_DAY = "day04", "day03"
# Graded in three ways at one size alone: the day whose graders compute most, and an assignment in Keras.
OTHERS = ("day07", "guide03_keras")
RESULTS = REPOSITORY / "benchmarks" / "RESULTS.md"

OURS = ("autograder.cli", "grade")
NBGRADERS = ("nbgrader", "autograde", "--force")
# Where all ways leave what they have graded.
RESULT = "autograded/*/*/*.ipynb"
# Stock nbgrader grades a larger class in parts of this size, with ours in between: a machine is not as fast all the time.
PART = 25
WORKERS = (1, 2, 4)


@dataclass(frozen=True)
class Row:
    """One class, graded in three ways: ``stock`` in parts, ``hooked`` before and after, ``ours`` also between them."""

    day: str
    students: int
    stock: list[Measured]
    hooked: list[Measured]
    ours: list[Measured]
    again: Measured


def main(
    size: Annotated[list[int] | None, typer.Option(help="class sizes to compare at")] = None,
    growth: Annotated[list[int] | None, typer.Option(help="class sizes for the growth of the cost")] = None,
    out: Annotated[Path, typer.Option(help="where to write the table")] = RESULTS,
) -> None:
    """Measure everything and write the tables."""
    sizes, growth = size or [25, 100], growth or [25, 100, 400, 1000]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Path(folder)
        rows = [compare(bench, day, size) for day in (NUMPY_DAY, TORCH_DAY) for size in sizes]
        rows += [compare(bench, day, PART) for day in OTHERS]
        # Once upwards, once downwards: what else a machine does only adds to the time.
        growing = [(size, grade(bench, NUMPY_DAY, size)) for size in [*growth, *reversed(growth)]]
        spreads = [on_a_cluster(bench, NUMPY_DAY, max(sizes), workers) for workers in WORKERS]
        floors = [floor(bench, row) for row in rows if row.students == max(sizes)]
    answers = [
        (day, answer_times(REPOSITORY / "solutions" / day / f"{day}.ipynb")) for day in (NUMPY_DAY, TORCH_DAY)
    ]
    text = "\n\n".join(
        [
            _heading(),
            _comparison(rows),
            _growth(growing),
            "\n".join(floors),
            _spreads(spreads, max(sizes)),
            _answers(answers),
        ]
    )
    write_whole(out, (text + "\n").encode())
    print(text)


def compare(bench: Path, day: str, size: int) -> Row:
    """Grade the same class with stock nbgrader, with this course's configuration, and by ``autograder grade``."""
    stock = _course(bench, day, stock=True)
    own = _course(bench, day, stock=False)
    students = sorted(folder.name for folder in _class(bench, day, size).iterdir())
    hooked, by_stock, ours = [grade(bench, day, size, NBGRADERS)], [], [grade(bench, day, size)]
    for start in range(0, size, PART):
        _seat(bench, stock, day, size, students[start : start + PART])
        by_stock.append(run([*NBGRADERS, day], stock, RESULT))
        ours.append(grade(bench, day, size))
    again = run([*OURS, day], own)
    hooked.append(grade(bench, day, size, NBGRADERS))
    row = Row(day, size, by_stock, hooked, ours, again)
    print(row, flush=True)
    return row


def grade(bench: Path, day: str, size: int, command: Sequence[str] = OURS) -> Measured:
    """One run of a command in this course, on a class that it never saw, with nothing remembered."""
    own = _course(bench, day, stock=False)
    _seat(bench, own, day, size)
    return run([*command, day], own, RESULT)


def on_a_cluster(bench: Path, day: str, size: int, workers: int) -> Spread:
    """The same class graded by so many workers of a cluster on this machine."""
    own = _course(bench, day, stock=False)
    _seat(bench, own, day, size)
    return spread(own, day, workers)


def floor(bench: Path, row: Row) -> str:
    """The least that grading this class could take, as a sentence."""
    course = Course(_course(bench, row.day, stock=False))
    fork = bare_fork(course.assignment(row.day))
    calls = own_calls(course, row.day, _class(bench, row.day, row.students))
    least = (fork + calls) * row.students / available_cores()
    ours = _middle(row.ours).seconds
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


def _seat(bench: Path, course: Path, day: str, size: int, students: Sequence[str] | None = None) -> None:
    """A fresh gradebook, nothing graded, nothing remembered, and submissions of this class: all, or of these students."""
    for name in ("submitted", "autograded", FOLDER):
        shutil.rmtree(course / name, ignore_errors=True)
    (course / "gradebook.db").unlink(missing_ok=True)
    everybody = _class(bench, day, size)
    for student in students or [folder.name for folder in everybody.iterdir()]:
        shutil.copytree(everybody / student, course / "submitted" / student)
    create_if_missing(f"sqlite:///{course / 'gradebook.db'}")
    nbgrader_cli.run(course, "generate_assignment", day, "--force", log=course / "release.log")


def _heading() -> str:
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("nbgrader", "numpy", "torch"))
    return (
        "# Measurements\n\n"
        f"`make bench` wrote this on {date.today()}: {available_cores()} cores, {platform.machine()}, "
        f"Linux {os.uname().release.split('-')[0]}, Python {platform.python_version()}, {versions}. "
        "README.md in this folder says what is measured."
    )


def _middle(measured: Sequence[Measured]) -> Measured:
    """The run of median time, the slower one of two."""
    return sorted(measured, key=lambda one: one.seconds)[len(measured) // 2]


def _range(measured: Sequence[Measured]) -> str:
    """How often something was measured, and how far the runs lay apart."""
    seconds = sorted(one.seconds for one in measured)
    return f"median of {len(seconds)} ({seconds[0]:.1f} to {seconds[-1]:.1f} s)"


def _comparison(rows: list[Row]) -> str:
    lines = [
        "## A class, graded in three ways",
        "",
        "| day | submissions | way | first result (s) | seconds | submissions/s | times stock | peak memory (MB) |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        stock = Measured(
            sum(part.seconds for part in row.stock),
            max(part.memory for part in row.stock),
            row.stock[0].first,
        )
        ways = {
            "stock `nbgrader autograde`": stock,
            f"`nbgrader autograde` in this course, {_range(row.hooked)}": _middle(row.hooked),
            f"`autograder grade`, {_range(row.ours)}": _middle(row.ours),
            "`autograder grade`, nothing new": row.again,
        }
        for way, measured in ways.items():
            lines.append(
                f"| {row.day} | {row.students} | {way} | {_or_none(measured.first)} | {measured.seconds:.1f} | "
                f"{row.students / measured.seconds:.2f} | {stock.seconds / measured.seconds:.1f} | "
                f"{measured.memory / 1e6:.0f} |"
            )
    return "\n".join(lines)


def _or_none(seconds: float) -> str:
    return "" if math.isnan(seconds) else f"{seconds:.1f}"


def _growth(growing: list[tuple[int, Measured]]) -> str:
    lines = [
        f"## Cost against the size of the class ({NUMPY_DAY}, `autograder grade`)",
        "",
        "| submissions | seconds (the faster of two runs) | ms a submission | peak memory (MB) |",
        "|---|---|---|---|",
    ]
    for size in sorted({size for size, _ in growing}):
        measured = min((one for other, one in growing if other == size), key=lambda one: one.seconds)
        each = 1000 * measured.seconds / size
        lines.append(f"| {size} | {measured.seconds:.1f} | {each:.0f} | {measured.memory / 1e6:.0f} |")
    lines += ["", "## The floor"]
    return "\n".join(lines)


def _spreads(spreads: list[Spread], size: int) -> str:
    lines = [
        f"## On a cluster ({NUMPY_DAY}, {size} submissions, `autograder grade --cluster`)",
        "",
        "Scheduler, workers and command share this machine. What the command computes itself (reading, the gradebook, graded "
        "notebooks) no worker takes over.",
        "",
        "| workers | seconds | ms a submission | of these computed by the command |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {one.workers} | {one.seconds:.1f} | {1000 * one.seconds / size:.0f} | {1000 * one.own / size:.0f} |"
        for one in spreads
    ]
    return "\n".join(lines)


def _answers(answers: list[tuple[str, Answers]]) -> str:
    lines = [
        "## From Shift-Enter to the answer of `check`",
        "",
        "| day | first in a kernel (s) | first of an exercise: median, slowest (s) | again: median, slowest (s) |",
        "|---|---|---|---|",
    ]
    for day, times in answers:
        first, again = (
            f"{statistics.median(some):.3f}, {max(some):.3f}" for some in (times.first[1:], times.again)
        )
        lines.append(f"| {day} | {times.first[0]:.3f} | {first} | {again} |")
    return "\n".join(lines)


if __name__ == "__main__":
    typer.run(main)
