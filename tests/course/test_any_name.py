"""An assignment may have any name and any total: every verb works on two tracks of such assignments."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from toy import DOUBLE, TOTAL, copy_engine, variants, write_assignment
from typer.testing import CliRunner

from autograder.classroom import nbgrader_cli
from autograder.cli.main import app
from autograder.errors import UserError

NAME, OTHER = "guide05_micrograd", "arrays"
COURSE_TOML = f"""
[[track]]
key = "guide"
title = "从零写起"
about = "一步一步。"
en = {{ title = "From scratch", about = "Step by step." }}
assignments = ["{NAME}"]

[[track]]
key = "python"
title = "先学 Python"
about = "热身。"
en = {{ title = "Python first", about = "Warming up." }}
assignments = ["{OTHER}"]
"""
WRONG = """\
# %% wrong thrice
# 乘了 3，没有乘以 2
def double(x):
    return 3 * x
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A course of two tracks, built; worth 60 points and 7."""
    root = tmp_path_factory.mktemp("guide")
    copy_engine(root)
    write_assignment(root, NAME, (24, 36))
    write_assignment(root, OTHER, (3, 4))
    variants(root, "double", NAME).write_text(WRONG, encoding="utf-8")
    (root / "source" / "course.toml").write_text(COURSE_TOML, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        said = run("build")
    assert f"{NAME}：更新了" in said
    assert "release/index.ipynb" in said
    return root


@pytest.fixture
def course(built, tmp_path, monkeypatch) -> Path:
    """A copy of it, to work in."""
    root = Path(shutil.copytree(built, tmp_path / "course"))
    monkeypatch.chdir(root)
    return root


def run(*words: str, code: int = 0) -> str:
    """What a verb prints."""
    done = CliRunner().invoke(app, words, env={"COLUMNS": "120"})
    if isinstance(done.exception, UserError):
        raise done.exception
    assert done.exit_code == code, done.output
    return done.output


def solve(path: Path) -> Path:
    """Fill in both blanks of a released notebook."""
    notebook = nbformat.read(path, as_version=4)
    texts = {"double-solution": DOUBLE, "total-solution": TOTAL}
    for cell in notebook.cells:
        cell.source = texts.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    nbformat.write(notebook, path)
    return path


def test_build_writes_source_release_and_answer_key(course):
    for room in ("source", "release", "solutions"):
        notebook = nbformat.read(course / room / NAME / f"{NAME}.ipynb", as_version=4)
        assert (notebook.metadata.autograder.points, notebook.metadata.autograder.minutes) == (60, 2)
    assert not (course / "release" / NAME / f"{NAME}.py").exists()
    assert "公开测试全部通过" in (course / "solutions" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8")
    assert "没有变化" in run("build", OTHER)


def test_a_learner_checks_and_sees_how_far_they_are(course, monkeypatch):
    notebook = course / "release" / NAME / f"{NAME}.ipynb"
    assert "… double：尚未完成" in run("check", str(notebook), code=1)
    assert "✓ total" in run("check", str(solve(notebook)))
    monkeypatch.chdir(notebook.parent)
    lines = run("progress").splitlines()
    assert [line.split()[0] for line in lines[::2]] == ["从零写起", "先学", "合计"]
    assert lines[1].endswith("2/2  玩具：两道题")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], capture_output=True, text=True
    )
    assert "公开测试：通过 2，没有通过 0" in done.stdout


def test_a_class_is_simulated_graded_reported_and_exported(course):
    run("simulate", NAME, "--students", "6", "--out", "submitted")
    assert "60" in run("grade", NAME, "--json", "results.json")
    reports = json.loads((course / "results.json").read_text(encoding="utf-8"))
    assert {report["max_score"] for report in reports} == {60}
    assert [report["score"] for report in reports[:3]] == [60, 60, 0]
    run("report", NAME)
    assert "玩具：两道题" in (course / "report" / f"{NAME}.html").read_text(encoding="utf-8")
    for system in ("csv", "moodle", "canvas", "gradescope"):
        run("export", NAME, "--to", system)
    with (course / "export" / f"{NAME}.csv").open(encoding="utf-8-sig", newline="") as file:
        assert "60" in next(iter(csv.DictReader(file))).values()
    nbgrader_cli.run(course, "generate_feedback", NAME, log=course / "log")
    page = (course / "feedback" / "student1" / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    assert 'aria-label="60 / 60 分"' in page


def test_the_graders_are_proven(course):
    said = run("graders", NAME, code=1)
    assert f"✗ {NAME} total：误解只有 0 个" in said


def test_the_demo_shows_the_first_of_the_course_and_names_another(course):
    said = run("demo")
    assert f"{NAME}  玩具：两道题" in said
    assert "60" in said
    assert f"make demo ASSIGNMENT={OTHER}" in said
    assert (course / "demo" / NAME / "report" / f"{NAME}.html").is_file()


@pytest.mark.parametrize("verb", ["build", "graders", "demo"])
def test_a_faulty_course_toml_is_told_in_a_sentence(course, verb):
    (course / "source" / "course.toml").write_text(COURSE_TOML.replace(f'"{OTHER}"', f'"{NAME}"'))
    with pytest.raises(UserError, match=f"作业 {NAME} 写了不止一次"):
        run(verb, NAME)
