"""A learner's own record: kept by checks, read by the bar and the command."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.learner.progress import DayProgress, bar, days_around, exercises_used, overview, record

TESTS = '''
import pytest
from autograder import kit

@pytest.mark.exercise("double", core=True)
def test_double(student):
    """每个数变成两倍。"""
    kit.close(student.double(2.0), 4.0)
'''
RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    return 3 * x\n"


def make_day(folder: Path, day: str, *exercises: str) -> Path:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"# 第几天 {day}\n\n开头")])
    for name in exercises:
        cell = nbformat.v4.new_code_cell(f'check("{name}")')
        cell.metadata.nbgrader = {"grade": True, "grade_id": name}
        notebook.cells.append(cell)
    place = folder / day
    place.mkdir()
    nbformat.write(notebook, place / f"{day}.ipynb")
    (place / f"test_{day}.py").write_text(TESTS)
    return place


@pytest.fixture
def days(tmp_path: Path) -> Path:
    make_day(tmp_path, "day01", "double", "half")
    make_day(tmp_path, "day02", "third")
    return tmp_path


def test_counts_what_passed_and_forgets_what_fails_again(days):
    record(days / "day01", "double", True)
    record(days / "day01", "half", True)
    record(days / "day01", "half", False)
    assert overview(days) == [
        DayProgress("day01", "第几天 day01", 1, 2),
        DayProgress("day02", "第几天 day02", 0, 1),
    ]
    assert days_around(days / "day01") == days_around(days) == days


@pytest.mark.parametrize("damage", ["", "{", "5", '{"a": 1}', "[1, null]", "\x00"])
def test_a_damaged_record_counts_as_none(days, damage):
    (days / "day01" / ".progress.json").write_text(damage)
    assert overview(days)[0].done == 0
    record(days / "day01", "double", True)
    assert overview(days)[0].done == 1


def test_names_that_are_no_exercise_do_not_count(days):
    (days / "day02" / ".progress.json").write_text(json.dumps(["third", "fourth"]))
    assert overview(days)[1].done == 1


def test_a_damaged_notebook_leaves_the_other_days(days):
    (days / "day01" / "day01.ipynb").write_text("{")
    assert [progress.day for progress in overview(days)] == ["day02"]


@pytest.mark.parametrize(
    "content", ["5", "[]", '{"cells": [5]}', '{"cells": [{"source": "", "metadata": {"nbgrader": 3}}]}']
)
def test_a_strange_notebook_leaves_the_other_days(days, content):
    (days / "day01" / "day01.ipynb").write_text(content)
    assert [progress.day for progress in overview(days)] == ["day02"]
    assert exercises_used(days / "day01", "double") == []


def test_the_bar_is_full_only_at_the_end():
    assert bar(DayProgress("d", "t", 0, 13), 5) == "░░░░░"
    assert bar(DayProgress("d", "t", 12, 13), 5) == "████░"
    assert bar(DayProgress("d", "t", 13, 13), 5) == "█████"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=os.environ | {"COLUMNS": "100"},
        capture_output=True,
        text=True,
    )


@pytest.mark.slow
def test_checks_keep_the_record_that_bar_and_command_show(days):
    face = "from autograder import check, progress_bar\n"
    run(days / "day01", "-c", f"{face}{RIGHT}check('double')")
    shown = run(days / "day01", "-c", f"{face}progress_bar()").stdout
    assert "1/2  第几天 day01" in shown
    assert "0/1  第几天 day02" in shown
    command = run(days, "-m", "autograder.cli", "progress").stdout
    assert "1/2  第几天 day01" in command
    assert "合计 1/3" in command
    run(days / "day01", "-c", f"{face}{WRONG}check('double')")
    assert "合计 0/3" in run(days / "day02", "-m", "autograder.cli", "progress").stdout


def test_no_days_is_a_sentence(tmp_path):
    done = run(tmp_path, "-m", "autograder.cli", "progress", str(tmp_path))
    assert done.returncode == 2
    assert "没有作业" in done.stderr
