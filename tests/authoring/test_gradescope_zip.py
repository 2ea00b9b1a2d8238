"""The archive for Gradescope, unpacked as Gradescope does: /autograder/source, submission, results, and run_autograder beside them."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import nbformat
import pytest
from formats import GRADESCOPE
from toy import DAY, make_course, solved
from verbs import autograder

from autograder.course.assignment import Course

CONTAINER = Path(__file__).parents[1] / "sandbox" / "container.py"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("zip"))


@pytest.fixture
def place(course: Path, tmp_path: Path) -> Path:
    """What lies in /autograder before a submission is graded; setup.sh has been run elsewhere."""
    archive = tmp_path / "autograder.zip"
    done = autograder("export-grader", DAY, "--to", "gradescope", "--out", archive, cwd=course)
    assert done.returncode == 0, done.stderr
    root = tmp_path / "autograder"
    for folder in ("source", "submission", "results"):
        (root / folder).mkdir(parents=True)
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(root / "source")
        assert opened.getinfo("run_autograder").external_attr >> 16 & 0o111
    (root / "run_autograder").write_bytes((root / "source" / "run_autograder").read_bytes())
    (root / "run_autograder").chmod(0o755)
    (root / "venv").symlink_to(sys.prefix)
    return root


def graded(place: Path) -> dict:
    """The results as a container of Gradescope's leaves them: there no namespace can be made."""
    command = [sys.executable, CONTAINER, "--", place / "run_autograder"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads((place / "results" / "results.json").read_text(encoding="utf-8"))
    jsonschema.validate(results, GRADESCOPE)
    return results


def test_a_submission_is_graded_whatever_its_file_is_called(course, place):
    nbformat.write(solved(course), place / "submission" / "my homework (1).ipynb")
    results = graded(place)
    assert results["score"] == 100
    assert [test["status"] for test in results["tests"]] == ["passed", "passed"]


def test_a_wrong_answer_loses_its_points_and_says_why(course, place):
    wrong = solved(course, {"double-solution": "def double(x):\n    return x + 2\n"})
    nbformat.write(wrong, place / "submission" / f"{DAY}.ipynb")
    results = graded(place)
    assert results["score"] == 60
    assert "返回值是输入的两倍" in results["tests"][0]["output"]


@pytest.mark.parametrize("files", [[], ["a.ipynb", "b.ipynb"]])
def test_without_one_notebook_the_student_is_told(course, place, files):
    for name in files:
        nbformat.write(solved(course), place / "submission" / name)
    results = graded(place)
    assert results["score"] == 0
    assert f"{DAY}.ipynb" in results["output"]


def test_where_the_grader_cannot_work_there_is_no_result(course, place):
    """Gradescope tells the instructor; a student must not get 0 for it."""
    nbformat.write(solved(course), place / "submission" / f"{DAY}.ipynb")
    for path in (place / "source" / "course" / "autograder" / "graders").rglob("*.py"):
        path.unlink()
    done = subprocess.run([place / "run_autograder"], cwd=place, capture_output=True, text=True)
    assert done.returncode != 0
    assert not (place / "results" / "results.json").exists()


def test_only_this_assignment_is_in_it(place):
    course = Course(place / "source" / "course")
    assert [*course.names()] == [DAY]
    assert {path.name for path in (course.root / "autograder" / "graders").iterdir()} == {DAY}
    assert (course.root / ".autograder" / "secret").is_file()


def test_the_same_course_gives_the_same_archive(course, tmp_path):
    for name in ("one.zip", "two.zip"):
        autograder("export-grader", DAY, "--to", "gradescope", "--out", tmp_path / name, cwd=course)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_an_unknown_assignment_is_a_sentence(course):
    done = autograder("export-grader", "nothing", "--to", "gradescope", cwd=course)
    assert (done.returncode, done.stdout) == (2, "")
    assert DAY in done.stderr
