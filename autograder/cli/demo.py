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
from autograder.classroom.coursedir import find_coursedir
from autograder.classroom.gradebook import create_if_missing
from autograder.classroom.results import class_results
from autograder.cli.tables import class_table
from autograder.course.assignment import Course
from autograder.grading.store import Store
from autograder.language import LOCALE, _, chosen
from autograder.reports.class_page import default_path, write_class_report
from autograder.reports.pages import TEMPLATES

STUDENTS = 12
SEED = 4


def run_demo(
    course: Course, names: Sequence[str], console: Console, progress: Progress, *, unsafe: bool = False
) -> None:
    """Generate, simulate, autograde, give feedback, report; print each class's table, where everything lies, how to see other assignments.

    Works in ``demo/NAME``, never in the course's own gradebook.  A second run does again only what depends on
    something that has changed.  Raises UserError if a step fails.
    """
    for name in names:
        with progress:
            _grade_a_class(course, name, progress, unsafe)
        assignment = course.assignment(name)
        console.print(f"[bold]{name}  {assignment.title}[/bold]", highlight=False)
        results = class_results(find_coursedir(course, name, _folder(course, name)))
        console.print(class_table(results.said(assignment)))
    _say_where(course, names, console)
    if others := [name for name in course.names() if name not in names]:
        console.print(
            _(
                "看别的作业：make demo ASSIGNMENT={name}；每个都看：make demo ALL=1（或 autograder demo {name}、--all）",
                name=others[-1],
            ),
            highlight=False,
            markup=False,
            soft_wrap=True,
        )


def _grade_a_class(course: Course, name: str, progress: Progress, unsafe: bool) -> None:
    """Do every step for one assignment, unless all of it was done before."""
    folder = _folder(course, name)
    write_source_notebook(course, name)
    folder.mkdir(parents=True, exist_ok=True)
    # Nobody's but the demo's; those of an older text are others.
    shutil.rmtree(folder / "submitted", ignore_errors=True)
    simulate(course.assignment(name), STUDENTS, SEED, folder / "submitted")
    stamp, fingerprint = folder / "fingerprint", _fingerprint(course, folder, name, unsafe)
    if stamp.is_file() and stamp.read_text() == fingerprint:
        return
    create_if_missing(_database(folder))
    log = folder / "nbgrader.log"
    nbgrader_cli.run(course.root, "generate_assignment", name, *_options(folder), log=log)
    _autograde(course, folder, name, progress, unsafe)
    nbgrader_cli.run(course.root, "generate_feedback", name, *_options(folder), log=log)
    write_class_report(course, name, folder)
    stamp.write_text(fingerprint)


def _folder(course: Course, name: str) -> Path:
    return course.root / "demo" / name


def _autograde(course: Course, folder: Path, name: str, progress: Progress, unsafe: bool) -> None:
    """Run ``nbgrader autograde``; the bar counts the reports it leaves."""
    task = progress.add_task(f"nbgrader autograde {name}", total=STUDENTS)
    for report in _report_paths(folder, name):
        report.unlink()
    log = folder / "autograde.log"
    words = ["autograde", name, "--force", *_options(folder)]
    if unsafe:
        words.append("--IntakeExporter.unsafe=True")
    running = nbgrader_cli.start(course.root, *words, log=log)
    while running.poll() is None:
        progress.update(task, completed=len(_report_paths(folder, name)))
        time.sleep(0.2)
    nbgrader_cli.finish(running, log)
    progress.update(task, completed=STUDENTS)


def _report_paths(folder: Path, name: str) -> list[Path]:
    return sorted(folder.glob(f"autograded/*/{name}/report.json"))


def _say_where(course: Course, names: Sequence[str], console: Console) -> None:
    """Name the files of the assignment, or of every one with a placeholder in its place."""
    name = names[0] if len(names) == 1 else "NAME"
    folder = _folder(course, name)
    made = {
        _("发给学生的 notebook"): course.release / name / f"{name}.ipynb",
        _("执行过的答案"): course.solutions / name / f"{name}.ipynb",
        _("模拟的提交"): folder / "submitted",
        _("评过分的 notebook"): folder / "autograded",
        _("给学生的反馈（HTML）"): folder / "feedback",
        _("班级报告（HTML）"): default_path(folder, name),
        _("成绩册（SQLite）"): folder / "gradebook.db",
    }
    for what, path in made.items():
        console.print(
            _("{what}：{detail}", what=what, detail=os.path.relpath(path)),
            highlight=False,
            markup=False,
            soft_wrap=True,
        )


def _database(folder: Path) -> str:
    return f"sqlite:///{folder / 'gradebook.db'}"


def _options(folder: Path) -> list[str]:
    """nbgrader options that keep a class's folders and gradebook inside ``folder``."""
    steps = ("submitted", "autograded", "feedback")
    return [
        *("--db", _database(folder)),
        *(f"--CourseDirectory.{step}_directory={folder / step}" for step in steps),
    ]


def _fingerprint(course: Course, folder: Path, name: str, unsafe: bool) -> str:
    """A hash of all that the results depend on: grader, assignment and submissions, look and language of the pages."""
    assignment = course.assignment(name)
    digest = hashlib.sha256(f"{Store(course, assignment, unsafe=unsafe).version} {chosen()}".encode())
    package = Path(__file__).parents[1]
    ours = [path for path in package.rglob("*.py") if package / "graders" not in path.parents]
    shown = [*ours, *LOCALE.rglob("*.mo"), *TEMPLATES.glob("*.*"), *assignment.graders.glob("*.py")]
    for path in sorted([*shown, *(folder / "submitted").rglob("*.ipynb")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
