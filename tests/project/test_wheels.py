"""What learners install: the self-check, the public tests and the lessons; nothing that is not theirs, and no nbgrader."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.course.assignment import Course

COURSE = Course.find(Path(__file__).parent)
NAME = COURSE.names()[0]
# As on a machine where nothing of the instructor's is installed.
WITHOUT = """\
import sys
for missing in ("nbgrader", "jupytext", "nbconvert", "jupyterlab", "rapidfuzz"):
    sys.modules[missing] = None
sys.argv = ["autograder", *sys.argv[1:]]
from autograder.cli.learner import main
main()
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheels() -> dict[str, Path]:
    """Both, by the word that tells them apart; the folder is no part of the repository."""
    subprocess.run([sys.executable, COURSE.root / "tools" / "wheels.py"], check=True)
    return {path.name.split("-")[0].split("_")[-1]: path for path in (COURSE.root / "dist").glob("*.whl")}


@pytest.fixture(scope="module")
def installed(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheels["exercises"]) as archive:
        archive.extractall(folder)
    return folder


def learner(installed: Path, cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(installed), "AUTOGRADER_LANG": "zh", "COLUMNS": "200"}
    # The current folder is no place to import from.
    return subprocess.run(
        [sys.executable, "-P", "-c", WITHOUT, *words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_there_are_two_wheels(wheels: dict[str, Path]) -> None:
    assert {*wheels} == {"exercises", "instructor"}


def test_the_learners_wheel_holds_the_lessons_and_nothing_of_the_instructors(wheels: dict[str, Path]) -> None:
    with zipfile.ZipFile(wheels["exercises"]) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert f"autograder/lessons/{NAME}/{NAME}.ipynb" in files
    assert "autograder/lessons/index.ipynb" in files
    rooms = {Path(name).parts[1] for name in files if name.startswith("autograder/")}
    assert not rooms & {"graders", "authoring", "classroom", "nbgrader_hooks", "reports", "grading"}
    hidden = {path.read_bytes() for path in (COURSE.root / "autograder" / "graders").rglob("*.py")}
    keys = {path.read_bytes() for path in COURSE.solutions.rglob("*.ipynb")}
    assert not (hidden | keys - {b""}) & {*files.values()}
    assert not any(b"### BEGIN SOLUTION" in data for name, data in files.items() if name.endswith(".ipynb"))


def test_lessons_are_laid_out_checked_and_counted_without_nbgrader(installed: Path, tmp_path: Path) -> None:
    done = learner(installed, tmp_path, "lessons", NAME)
    assert done.returncode == 0, done.stderr
    notebook = tmp_path / NAME / f"{NAME}.ipynb"
    done = learner(installed, tmp_path, "check", str(notebook))
    assert done.returncode == 1, done.stderr
    assert "尚未完成" in done.stdout
    solved = json.loads((COURSE.solutions / NAME / f"{NAME}.ipynb").read_bytes())
    notebook.write_text(json.dumps(solved))
    done = learner(installed, tmp_path, "check", str(notebook))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✗" not in done.stdout
    assert "公开测试全部通过" in done.stdout


def test_what_a_learner_has_written_is_never_touched(installed: Path, tmp_path: Path) -> None:
    learner(installed, tmp_path, "lessons", NAME)
    notebook = tmp_path / NAME / f"{NAME}.ipynb"
    notebook.write_text("mine")
    done = learner(installed, tmp_path, "lessons", NAME)
    assert done.returncode == 0, done.stderr
    assert "没有动" in done.stdout
    assert notebook.read_text() == "mine"


def test_an_unknown_lesson_is_a_sentence(installed: Path, tmp_path: Path) -> None:
    done = learner(installed, tmp_path, "lessons", NAME + "x")
    assert (done.returncode, done.stdout) == (2, "")
    assert NAME in done.stderr
    assert "Traceback" not in done.stderr
    assert not any(tmp_path.iterdir())


def test_the_instructors_verbs_are_not_there(installed: Path, tmp_path: Path) -> None:
    done = learner(installed, tmp_path, "grade", NAME)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
