"""The whole way in one command, in a folder of its own: release, class, nbgrader's own autograde, table."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from autograder import nbgrader_cli
from autograder.assignment import Course
from autograder.build import write_source_notebook
from autograder.render import class_table
from autograder.report import Report, from_json
from autograder.simulate import simulate

STUDENTS = 12
SEED = 4


def run_demo(course: Course, day: str, console: Console, progress: Progress) -> None:
    """Generate, simulate, autograde, give feedback; print the table and where everything lies.

    Works in ``demo/<day>``, never in the course's own gradebook.  A second run regrades only if something
    that grading depends on has changed.  Raises UserError if a step fails.
    """
    folder = course.root / "demo" / day
    write_source_notebook(course, day)
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "nbgrader.log"
    nbgrader_cli.run(course.root, "generate_assignment", day, *_places(course, folder), log=log)
    simulate(course.assignment(day), STUDENTS, SEED, folder / "submitted")
    stamp, fingerprint = folder / "fingerprint", _fingerprint(course, folder, day)
    if not stamp.is_file() or stamp.read_text() != fingerprint:
        with progress:
            _autograde(course, folder, day, progress)
        nbgrader_cli.run(course.root, "generate_feedback", day, *_places(course, folder), log=log)
        stamp.write_text(fingerprint)
    console.print(class_table(_reports(folder, day)))
    _say_where(course, folder, day, console)


def _autograde(course: Course, folder: Path, day: str, progress: Progress) -> None:
    """Run ``nbgrader autograde``; the bar counts the reports it leaves."""
    task = progress.add_task(f"nbgrader autograde {day}", total=STUDENTS)
    for report in _report_paths(folder, day):
        report.unlink()
    log = folder / "autograde.log"
    running = nbgrader_cli.start(course.root, "autograde", day, "--force", *_places(course, folder), log=log)
    while running.poll() is None:
        progress.update(task, completed=len(_report_paths(folder, day)))
        time.sleep(0.2)
    nbgrader_cli.finish(running, log)
    progress.update(task, completed=STUDENTS)


def _report_paths(folder: Path, day: str) -> list[Path]:
    return sorted(folder.glob(f"autograded/*/{day}/report.json"))


def _reports(folder: Path, day: str) -> list[Report]:
    return [report for path in _report_paths(folder, day) for report in from_json(path.read_bytes())]


def _say_where(course: Course, folder: Path, day: str, console: Console) -> None:
    places = {
        "发给学生的 notebook": course.release / day / f"{day}.ipynb",
        "执行过的答案": course.solutions / day / f"{day}.ipynb",
        "模拟的提交": folder / "submitted",
        "评过分的 notebook": folder / "autograded",
        "给学生的反馈（HTML）": folder / "feedback",
        "成绩册（SQLite）": folder / "gradebook.db",
    }
    for what, path in places.items():
        console.print(f"{what}：{os.path.relpath(path)}", highlight=False, markup=False, soft_wrap=True)


def _places(course: Course, folder: Path) -> list[str]:
    """nbgrader options that keep a class's folders and gradebook inside ``folder``."""
    steps = ("submitted", "autograded", "feedback")
    inside = folder.relative_to(course.root)
    return [
        *("--db", f"sqlite:///{folder / 'gradebook.db'}"),
        *(f"--CourseDirectory.{step}_directory={inside / step}" for step in steps),
    ]


def _fingerprint(course: Course, folder: Path, day: str) -> str:
    """A hash of all that grading this day depends on: our code, the day, the submissions."""
    code = course.root / "autograder"
    rooms = (code, course.release / day, course.source / day, folder / "submitted")
    other_days = [path for path in (code / "graders").glob("day*") if path.name != day]
    digest = hashlib.sha256()
    for path in sorted(path for room in rooms for path in room.rglob("*") if _counts(path)):
        if not any(path.is_relative_to(other) for other in other_days):
            digest.update(str(path.relative_to(course.root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _counts(path: Path) -> bool:
    return path.suffix in (".py", ".ipynb") and path.is_file() and ".ipynb_checkpoints" not in path.parts
