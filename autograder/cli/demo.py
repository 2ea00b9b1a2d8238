"""The whole way in one command, in a folder of its own: release, class, nbgrader's own autograde, tables."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from autograder.authoring.build import write_source_notebook
from autograder.authoring.simulate import simulate
from autograder.classroom import nbgrader_cli
from autograder.classroom.gradebook import create_if_missing
from autograder.cli.tables import class_table
from autograder.course.assignment import Course
from autograder.grading.report import Report, from_json
from autograder.grading.store import grader_version
from autograder.language import _
from autograder.reports.class_page import default_path, write_class_report
from autograder.reports.pages import TEMPLATES

STUDENTS = 12
SEED = 4


def run_demo(
    course: Course, days: Sequence[str], console: Console, progress: Progress, *, unsafe: bool = False
) -> None:
    """Generate, simulate, autograde, give feedback, report; print each day's table, where everything lies, how to see other days.

    Works in ``demo/<day>``, never in the course's own gradebook.  A second run does again only what depends on
    something that has changed.  Raises UserError if a step fails.
    """
    for day in days:
        with progress:
            _grade_a_class(course, day, progress, unsafe)
        console.print(f"[bold]{day}  {course.assignment(day).title}[/bold]", highlight=False)
        console.print(class_table(_reports(_folder(course, day), day)))
    _say_where(course, days, console)
    if others := [day for day in course.names() if day not in days]:
        console.print(
            _(
                "看别的一天：make demo DAY={name}；每一天都看：make demo ALL=1（或 autograder demo {name}、--all）",
                name=others[-1],
            ),
            highlight=False,
            markup=False,
            soft_wrap=True,
        )


def _grade_a_class(course: Course, day: str, progress: Progress, unsafe: bool) -> None:
    """Do every step for one day, unless all of it was done before."""
    folder = _folder(course, day)
    write_source_notebook(course, day)
    folder.mkdir(parents=True, exist_ok=True)
    # Nobody's but the demo's; those of an older text of the day are others.
    shutil.rmtree(folder / "submitted", ignore_errors=True)
    simulate(course.assignment(day), STUDENTS, SEED, folder / "submitted")
    stamp, fingerprint = folder / "fingerprint", _fingerprint(course, folder, day, unsafe)
    if stamp.is_file() and stamp.read_text() == fingerprint:
        return
    create_if_missing(_database(folder))
    log = folder / "nbgrader.log"
    nbgrader_cli.run(course.root, "generate_assignment", day, *_places(folder), log=log)
    _autograde(course, folder, day, progress, unsafe)
    nbgrader_cli.run(course.root, "generate_feedback", day, *_places(folder), log=log)
    write_class_report(course, day, folder)
    stamp.write_text(fingerprint)


def _folder(course: Course, day: str) -> Path:
    return course.root / "demo" / day


def _autograde(course: Course, folder: Path, day: str, progress: Progress, unsafe: bool) -> None:
    """Run ``nbgrader autograde``; the bar counts the reports it leaves."""
    task = progress.add_task(f"nbgrader autograde {day}", total=STUDENTS)
    for report in _report_paths(folder, day):
        report.unlink()
    log = folder / "autograde.log"
    words = ["autograde", day, "--force", *_places(folder)]
    if unsafe:
        words.append("--IntakeExporter.unsafe=True")
    running = nbgrader_cli.start(course.root, *words, log=log)
    while running.poll() is None:
        progress.update(task, completed=len(_report_paths(folder, day)))
        time.sleep(0.2)
    nbgrader_cli.finish(running, log)
    progress.update(task, completed=STUDENTS)


def _report_paths(folder: Path, day: str) -> list[Path]:
    return sorted(folder.glob(f"autograded/*/{day}/report.json"))


def _reports(folder: Path, day: str) -> list[Report]:
    return [report for path in _report_paths(folder, day) for report in from_json(path.read_bytes())]


def _say_where(course: Course, days: Sequence[str], console: Console) -> None:
    """Name the files of the day, or of every day with a placeholder in its place."""
    day = days[0] if len(days) == 1 else "dayNN"
    folder = _folder(course, day)
    places = {
        _("发给学生的 notebook"): course.release / day / f"{day}.ipynb",
        _("执行过的答案"): course.solutions / day / f"{day}.ipynb",
        _("模拟的提交"): folder / "submitted",
        _("评过分的 notebook"): folder / "autograded",
        _("给学生的反馈（HTML）"): folder / "feedback",
        _("班级报告（HTML）"): default_path(folder, day),
        _("成绩册（SQLite）"): folder / "gradebook.db",
    }
    for what, path in places.items():
        console.print(
            _("{what}：{detail}", what=what, detail=os.path.relpath(path)),
            highlight=False,
            markup=False,
            soft_wrap=True,
        )


def _database(folder: Path) -> str:
    return f"sqlite:///{folder / 'gradebook.db'}"


def _places(folder: Path) -> list[str]:
    """nbgrader options that keep a class's folders and gradebook inside ``folder``."""
    steps = ("submitted", "autograded", "feedback")
    return [
        *("--db", _database(folder)),
        *(f"--CourseDirectory.{step}_directory={folder / step}" for step in steps),
    ]


def _fingerprint(course: Course, folder: Path, day: str, unsafe: bool) -> str:
    """A hash of all that the results depend on: the grader, the day, the submissions, the look of the pages."""
    digest = hashlib.sha256(grader_version(course, day, unsafe=unsafe).encode())
    templates = TEMPLATES.glob("*.*")
    for path in sorted([*templates, *(folder / "submitted").rglob("*.ipynb")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
