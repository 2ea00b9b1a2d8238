"""An exercise whose library is not installed is told apart from a wrong one, and counts for nobody."""

import atexit
import csv
import importlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from nbgrader.api import Gradebook
from packaging.requirements import Requirement
from rich.console import Console
from toy import DAY, ROOT, hand_in, make_course, nbgrader, released, solved
from verbs import autograder

from autograder.authoring.build import build, source_notebook, write_notebook
from autograder.authoring.empty_answers import empty_answers
from autograder.authoring.proof import prove
from autograder.checking.program import libraries, profile
from autograder.classroom.classroom import Classroom
from autograder.classroom.results import ClassResults, GradedSubmission
from autograder.cli.tables import class_table
from autograder.course import packages
from autograder.course.assignment import Course
from autograder.errors import UserError
from autograder.grading.failures import why_left_out
from autograder.grading.report import ExerciseReport, LeftOut, to_json
from autograder.reports.class_page import write_class_report
from autograder.reports.exports import export
from autograder.sandbox import ONE_THREAD, THREADS

MISSING = "no_such_library"
INSTALL = f"pip install {MISSING}"
HEADER, CHECK = "#     minutes: 2\n", 'points=60 minutes=1 uses=["double"]'


def course_with(root: Path, *changes: tuple[str, str]) -> Path:
    """The toy course with another text, made anew and released."""
    return Path(shutil.copytree(_made(changes), root / "course"))


@cache
def _made(changes: tuple[tuple[str, str], ...]) -> Path:
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    root = make_course(folder)
    text = root / "source" / DAY / f"{DAY}.py"
    source = text.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    text.write_text(source, encoding="utf-8")
    write_notebook(source_notebook(text), text.with_suffix(".ipynb"))
    assert nbgrader(root, "generate_assignment", DAY, "--force") == 0
    return root


ALL = (HEADER, f"{HEADER}#     packages: [{MISSING}]\n")
ONE = (CHECK, f'{CHECK} packages=["{MISSING}"]')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """``total`` needs what is not there; ``double`` needs nothing."""
    return course_with(tmp_path, ALL, ONE)


@pytest.fixture
def graded(root: Path) -> tuple[Path, list[GradedSubmission]]:
    hand_in(root, "ada", solved(root))
    hand_in(root, "bob", released(root))
    with Classroom(Course(root), DAY) as classroom:
        list(classroom.grade(1))
        return root, classroom.class_results().graded


def rows(root: Path) -> dict[tuple[str, str], tuple[float | None, bool]]:
    """The gradebook: automatic score and whether somebody is still to grade, by student and exercise."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "dl_crash_course") as book:
        return {
            (submission.student.id, grade.name): (grade.auto_score, grade.needs_manual_grade)
            for submission in book.assignment_submissions(DAY)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


@pytest.mark.slow
def test_it_counts_neither_in_the_score_nor_in_the_maximum(
    graded: tuple[Path, list[GradedSubmission]],
) -> None:
    _, (ada, bob) = graded
    for one, score in ((ada, 40), (bob, 0)):
        for report in (one.report, one.counted):
            assert (report.score, report.max_score) == (score, 40)
            assert [exercise.name for exercise in report.exercises] == ["double"]
            assert report.left_out == [LeftOut("total", 60, MISSING)]


@pytest.mark.slow
def test_the_gradebook_gets_no_score_and_not_0(graded: tuple[Path, list[GradedSubmission]]) -> None:
    root, _ = graded
    assert rows(root) == {
        ("ada", "double"): (40, False),
        ("ada", "total"): (None, True),
        ("bob", "double"): (0, False),
        ("bob", "total"): (None, True),
    }
    with Classroom(Course(root), DAY) as again:
        assert again.pending == []


@pytest.mark.slow
def test_nbgrader_autograde_does_the_same(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    hand_in(root, "ada", solved(root))
    assert nbgrader(root, "autograde", DAY) == 0
    assert rows(root) == {("ada", "double"): (40, False), ("ada", "total"): (None, True)}
    assert f"ada: {why_left_out([LeftOut('total', 60, MISSING)])[0]}" in capfd.readouterr().err


@pytest.mark.slow
def test_once_the_library_is_there_everybody_is_graded_again(
    graded: tuple[Path, list[GradedSubmission]], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, _ = graded
    known = packages.version
    monkeypatch.setattr(
        "autograder.grading.versions.version", lambda name: "1.0" if name == MISSING else known(name)
    )
    with Classroom(Course(root), DAY) as classroom:
        assert classroom.pending == ["ada", "bob"]


@pytest.mark.slow
def test_every_report_says_it(
    graded: tuple[Path, list[GradedSubmission]], caplog: pytest.LogCaptureFixture
) -> None:
    root, reports = graded
    (sentence,) = why_left_out(reports[0].report.left_out)
    for part in ("total", MISSING, INSTALL, "不影响任何人"):
        assert part in sentence
    console = Console(width=1000, file=io.StringIO())
    console.print(class_table(ClassResults(reports)))
    assert sentence in console.file.getvalue()
    # As HTML, quotes are entities; there are none in it.
    assert sentence in write_class_report(Course(root), DAY).read_text(encoding="utf-8")
    assert nbgrader(root, "generate_feedback", DAY) == 0
    page = (root / "feedback" / "ada" / DAY / f"{DAY}.html").read_text(encoding="utf-8")
    assert sentence in page
    assert "40 / 40" in " ".join(page.split())
    notebook = nbformat.read(root / "autograded" / "ada" / DAY / f"{DAY}.ipynb", as_version=4)
    outputs = {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}
    assert [output["output_type"] for output in outputs["total"]] == ["stream"]
    assert sentence in outputs["total"][0]["text"]
    for system in ("csv", "moodle", "canvas", "gradescope"):
        caplog.clear()
        export(Course(root), DAY, system)
        assert sentence in caplog.text
    table = list(csv.reader((root / "export" / f"{DAY}.csv").read_text(encoding="utf-8-sig").splitlines()))
    ada = dict(zip(table[0], table[1], strict=True))
    assert (ada["总分"], ada["满分"], ada["问题"]) == ("40", "40", sentence)
    assert "total" not in ada
    canvas = list(
        csv.reader((root / "export" / f"{DAY}-canvas.csv").read_text(encoding="utf-8").splitlines())
    )
    assert (canvas[1][-1], canvas[2][-1]) == ("40", "40")
    result = json.loads((root / "export" / f"{DAY}-gradescope" / "ada" / "results.json").read_text())
    assert (result["score"], [test["name"] for test in result["tests"]]) == (40, ["double"])
    assert sentence in result["output"]


@pytest.mark.slow
def test_a_class_of_which_a_part_was_graded_before_the_library_came_is_to_be_graded_again(
    graded: tuple[Path, list[GradedSubmission]],
) -> None:
    root, (ada, _) = graded
    path = root / "autograded" / "ada" / DAY / "report.json"
    path.chmod(0o644)
    exercises = [*ada.report.exercises, ExerciseReport("total", 60, 60)]
    whole = replace(ada.report, exercises=exercises, left_out=[])
    path.write_bytes(to_json([whole]))
    with pytest.raises(UserError, match=f"autograder grade {DAY}"):
        write_class_report(Course(root), DAY)


@pytest.mark.slow
def test_a_score_that_an_instructor_gives_for_it_counts(graded: tuple[Path, list[GradedSubmission]]) -> None:
    root, _ = graded
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "dl_crash_course") as book:
        grade = book.find_grade("total", DAY, DAY, "ada")
        grade.manual_score = 30
        book.db.commit()
    export(Course(root), DAY, "csv")
    table = list(csv.reader((root / "export" / f"{DAY}.csv").read_text(encoding="utf-8-sig").splitlines()))
    ada, bob = (dict(zip(table[0], row, strict=True)) for row in table[1:])
    assert (ada["总分"], ada["满分"]) == ("70", "100")
    assert (bob["总分"], bob["满分"]) == ("0", "40")
    assert nbgrader(root, "generate_feedback", DAY) == 0
    page = (root / "feedback" / "ada" / DAY / f"{DAY}.html").read_text(encoding="utf-8")
    assert "70 / 100" in " ".join(page.split())


def test_an_exercise_that_rests_on_it_is_left_out_too(tmp_path: Path) -> None:
    root = course_with(tmp_path, ALL, ("points=40 minutes=1", f'points=40 minutes=1 packages=["{MISSING}"]'))
    assert Course(root).assignment(DAY).missing == {"double": MISSING, "total": MISSING}


@pytest.mark.slow
def test_where_all_exercises_need_it_nothing_is_graded_and_nothing_touched(tmp_path: Path) -> None:
    root = course_with(tmp_path, ALL)
    hand_in(root, "ada", solved(root))
    before = (root / "gradebook.db").read_bytes()
    with pytest.raises(UserError, match=f"没有装.*{INSTALL}.*成绩册没有改动"):
        Classroom(Course(root), DAY)
    assert (root / "gradebook.db").read_bytes() == before
    assert not (root / "autograded").exists()
    assert nbgrader(root, "autograde", DAY) != 0
    assert not (root / "autograded").exists()


@pytest.mark.slow
def test_what_cannot_be_tried_is_not_proven(root: Path) -> None:
    course = Course(root)
    assignment = course.assignment(DAY)
    proofs = {proof.exercise: proof for proof in prove(course, assignment, assignment.exercises)}
    assert MISSING in proofs["total"].faults[0]
    assert not any(MISSING in fault for fault in proofs["double"].faults)


def test_an_answer_key_is_not_made_without_it(root: Path) -> None:
    with pytest.raises(UserError, match=f"{MISSING}.*{INSTALL}"):
        build(Course(root), DAY)
    assert not (root / "solutions").exists()


def test_a_build_of_all_leaves_what_it_cannot_make_and_says_so(root: Path) -> None:
    """What is committed was made where nothing was missing."""
    committed = root / "solutions" / DAY / f"{DAY}.ipynb"
    committed.parent.mkdir(parents=True)
    committed.write_text("made elsewhere")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = autograder("build", cwd=root)
    assert done.returncode == 0, done.stderr
    for part in (DAY, MISSING, INSTALL, "没有改动"):
        assert part in done.stdout
    named = autograder("build", DAY, cwd=root)
    assert named.returncode == 2
    assert INSTALL in named.stderr
    for room in ("source", "release", "solutions"):
        kept = {path for path in before if path.is_relative_to(root / room / DAY)}
        assert {path: path.read_bytes() for path in (root / room / DAY).rglob("*") if path.is_file()} == {
            path: before[path] for path in kept
        }


def test_a_check_may_need_only_what_the_header_names(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=f"{MISSING}.*packages"):
        course_with(tmp_path, ONE)


@pytest.mark.slow
def test_an_exercise_in_jax_is_graded(tmp_path: Path) -> None:
    """From the header to the gradebook; the grader itself never imports it."""
    if not packages.is_installed("jax"):
        pytest.skip("jax is not installed")
    root = course_with(
        tmp_path,
        (HEADER, f"{HEADER}#     packages: [jax, {MISSING}]\n"),
        (CHECK, f'{CHECK} packages=["jax"]'),
        ("points=40 minutes=1", 'points=40 minutes=1 packages=["jax"]'),
        ("return double(np.sum(x))", "return double(np.asarray(total_in_jax(x)))"),
        ("import numpy as np\n", f"import numpy as np\n\n{IN_JAX}"),
    )
    hand_in(root, "ada", solved(root))
    hand_in(root, "bob", solved(root, {"total-solution": "def total(x):\n    return total_in_jax(x)"}))
    with Classroom(Course(root), DAY) as classroom:
        list(classroom.grade(2))
        assert [(one.marks.total, one.report.left_out) for one in classroom.class_results().graded] == [
            (100, []),
            (40, []),
        ]
    assert "jax" not in sys.modules


IN_JAX = """\
try:
    import jax
except ModuleNotFoundError:
    jax = None

def total_in_jax(x):
    with jax.enable_x64(True):
        return np.asarray(jax.jit(lambda x: x.sum())(x))
"""


def test_an_answer_of_zeros_in_jax_is_one() -> None:
    """It earns nothing in a proof: it must be zeros whatever library the numbers are in."""
    if not packages.is_installed("jax"):
        pytest.skip("jax is not installed")
    text = "import jax, jax.numpy as jnp\ndef double(x):\n    return {'y': 2 * jnp.asarray(x)}, lambda x: jnp.cos(x)"
    exercise = replace(Course(ROOT).assignment("day01").exercises[0], name="double", reference=text)
    defined: dict[str, Any] = {}
    exec(empty_answers(exercise)["zeros"], defined)
    values, function = defined["double"](np.ones(3))
    for found in (values["y"], defined["jax"].jit(function)(np.ones(3))):
        assert found.shape == (3,)
        assert not found.any()


# --- What a learner reads ------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(root: Path) -> Path:
    """What a student got, with both blanks filled; whoever runs the second one meets a traceback."""
    folder = root / "release" / DAY
    broken = {"total-solution": f"import {MISSING}\ndef total(x):\n    return {MISSING}.total(x)"}
    nbformat.write(solved(root, broken), folder / f"{DAY}.ipynb")
    return folder


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ | {"COLUMNS": "200"},
    )


TOLD = f"total：要用 {MISSING}，这里没有装。请先在课程目录里运行 {INSTALL}"


@pytest.mark.slow
def test_a_check_says_what_to_install(folder: Path) -> None:
    done = run(folder, "-c", "from autograder import check\ncheck('total')\nprint('goes on')")
    assert done.stdout.startswith(TOLD)
    assert done.stdout.endswith("goes on\n")
    assert "Traceback" not in done.stderr
    assert not (folder / ".progress.json").exists()


@pytest.mark.slow
def test_a_cell_that_waits_for_it_says_what_to_install(folder: Path) -> None:
    done = run(folder, "-c", "from autograder import ready\nprint(ready('double', 'total'))")
    told, waiting, answer = done.stdout.splitlines()
    assert told.startswith(TOLD)
    assert "double" in waiting
    assert "total" not in waiting
    assert answer == "False"


def test_the_command_says_it_and_does_not_fail_for_it(folder: Path) -> None:
    done = autograder("check", f"{DAY}.ipynb", cwd=folder)
    assert "✓ double" in done.stdout
    assert f"○ {TOLD}" in done.stdout
    assert done.returncode == 0
    assert json.loads((folder / ".progress.json").read_bytes()) == ["double"]


@pytest.mark.slow
def test_pytest_says_it_and_skips(folder: Path) -> None:
    done = run(folder, "-m", "pytest", "-p", "no:cacheprovider")
    assert TOLD in done.stdout
    assert "1 passed, 1 skipped" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == 0


# --- What a course is told -----------------------------------------------------------------------------------------------


def test_libraries_that_start_threads_decide_what_workers_may_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.checking.program.is_installed", lambda name: name != "tensorflow")
    assert profile([]) == profile(["numpy", "tensorflow"]) == ONE_THREAD
    assert profile(["numpy", "jax"]) == profile(["tensorflow", "jax"]) == THREADS
    assert libraries(["x = 1"], ["jax", "tensorflow"]) == ("numpy", "jax")
    assert libraries(["x = 1"]) == ("numpy",)


def test_a_folder_is_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / MISSING).mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert not packages.is_installed(MISSING)
    assert packages.is_installed("numpy")
    assert not packages.is_installed(".")


def test_the_extras_that_are_told_exist() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    for name, source in packages.SOURCES.items():
        named = [Requirement(line).name for line in extras[source.extra]]
        assert set(source.distributions) & set(named), name


def test_what_is_installed_or_saved_meanwhile_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook, libraries = tmp_path / "lesson.ipynb", tmp_path / "libraries"
    libraries.mkdir()
    monkeypatch.syspath_prepend(str(libraries))

    def save(package: str, moment: int) -> None:
        facts = {"nbgrader": {"grade": True, "grade_id": "one"}, "autograder": {"packages": [package]}}
        notebook.write_text(json.dumps({"metadata": {}, "cells": [{"metadata": facts}]}))
        os.utime(notebook, ns=(moment, moment))

    save("late_library", 1)
    assert packages.missing_in(notebook) == {"one": "late_library"}
    (libraries / "late_library.py").touch()
    importlib.invalidate_caches()
    assert packages.missing_in(notebook) == {}
    save("another_library", 2)
    assert packages.missing_in(notebook) == {"one": "another_library"}
