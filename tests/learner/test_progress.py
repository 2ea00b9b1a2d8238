"""A learner's own record: kept by checks, read by the bar and the command."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from verbs import autograder

from autograder.learner.progress import (
    AssignmentProgress,
    TrackProgress,
    bar,
    exercises_used,
    folder_around,
    lines,
    overview,
    record,
    track_of,
)

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


def make_assignment(folder: Path, name: str, *exercises: str) -> Path:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"# 题目 {name}\n\n开头")])
    for exercise in exercises:
        cell = nbformat.v4.new_code_cell(f'check("{exercise}")')
        cell.metadata.nbgrader = {"grade": True, "grade_id": exercise}
        notebook.cells.append(cell)
    place = folder / name
    place.mkdir()
    nbformat.write(notebook, place / f"{name}.ipynb")
    (place / f"test_{name}.py").write_text(TESTS)
    return place


def write_index(folder: Path, **tracks: list[str]) -> None:
    words = [{"title": title, "assignments": names} for title, names in tracks.items()]
    notebook = nbformat.v4.new_notebook(metadata={"autograder": {"tracks": words}})
    nbformat.write(notebook, folder / "index.ipynb")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """What a student has: two assignments, and no index."""
    make_assignment(tmp_path, "arrays", "double", "half")
    make_assignment(tmp_path, "guide05_micrograd", "third")
    return tmp_path


def names(folder: Path) -> dict[str, list[str]]:
    return {track.title: [progress.name for progress in track.assignments] for track in overview(folder)}


def test_counts_what_passed_and_forgets_what_fails_again(course):
    record(course / "arrays", "double", True)
    record(course / "arrays", "half", True)
    record(course / "arrays", "half", False)
    assert overview(course) == [
        TrackProgress(
            "",
            (
                AssignmentProgress("arrays", "题目 arrays", 1, 2),
                AssignmentProgress("guide05_micrograd", "题目 guide05_micrograd", 0, 1),
            ),
        )
    ]
    assert folder_around(course / "arrays") == folder_around(course) == course


def test_the_order_is_that_of_the_index(course):
    make_assignment(course, "trees", "fourth")
    write_index(course, 入门=["guide05_micrograd", "arrays", "not_fetched"], 进阶=["not_there"])
    assert names(course) == {"入门": ["guide05_micrograd", "arrays"], "": ["trees"]}


def test_a_lesson_shows_its_own_track(course):
    make_assignment(course, "trees", "fourth")
    write_index(course, 入门=["arrays"], 进阶=["trees", "guide05_micrograd"])
    assert [track.title for track in track_of(course / "trees")] == ["进阶"]
    assert [track.title for track in track_of(course)] == ["入门", "进阶"]
    assert lines(track_of(course / "arrays")) == ["░░░░░░░░░░░░░░░░░░░░  0/2  题目 arrays"]
    assert [line[:2] for line in lines(track_of(course))] == ["入门", "░░", "进阶", "░░", "░░"]


@pytest.mark.parametrize("damage", ["", "5", "{}", '{"metadata": {"autograder": {"tracks": [3]}}}'])
def test_a_damaged_index_counts_as_none(course, damage):
    (course / "index.ipynb").write_text(damage)
    assert names(course) == {"": ["arrays", "guide05_micrograd"]}


@pytest.mark.parametrize("damage", ["", "{", "5", '{"a": 1}', "[1, null]", "\x00"])
def test_a_damaged_record_counts_as_none(course, damage):
    (course / "arrays" / ".progress.json").write_text(damage)
    assert overview(course)[0].assignments[0].done == 0
    record(course / "arrays", "double", True)
    assert overview(course)[0].assignments[0].done == 1


def test_names_that_are_no_exercise_do_not_count(course):
    (course / "guide05_micrograd" / ".progress.json").write_text(json.dumps(["third", "fourth"]))
    assert overview(course)[0].assignments[1].done == 1


@pytest.mark.parametrize(
    "content",
    ["{", "5", "[]", '{"cells": [5]}', '{"cells": [{"source": "", "metadata": {"nbgrader": 3}}]}'],
)
def test_a_damaged_or_strange_notebook_leaves_the_others(course, content):
    (course / "arrays" / "arrays.ipynb").write_text(content)
    assert names(course) == {"": ["guide05_micrograd"]}
    assert exercises_used(course / "arrays", "double") == []


def test_the_bar_is_full_only_at_the_end():
    assert bar(AssignmentProgress("a", "t", 0, 13), 5) == "░░░░░"
    assert bar(AssignmentProgress("a", "t", 12, 13), 5) == "████░"
    assert bar(AssignmentProgress("a", "t", 13, 13), 5) == "█████"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=os.environ | {"COLUMNS": "100"},
        capture_output=True,
        text=True,
    )


@pytest.mark.slow
def test_checks_keep_the_record_that_bar_and_command_show(course):
    face = "from autograder import check, progress_bar\n"
    run(course / "arrays", "-c", f"{face}{RIGHT}check('double')")
    shown = run(course / "arrays", "-c", f"{face}progress_bar()").stdout
    assert "1/2  题目 arrays" in shown
    assert "0/1  题目 guide05_micrograd" in shown
    command = run(course, "-m", "autograder.cli", "progress").stdout
    assert "1/2  题目 arrays" in command
    assert "合计 1/3" in command
    run(course / "arrays", "-c", f"{face}{WRONG}check('double')")
    assert "合计 0/3" in autograder("progress", cwd=course / "guide05_micrograd").stdout


def test_no_assignments_is_a_sentence(tmp_path):
    done = autograder("progress", tmp_path, cwd=tmp_path)
    assert done.returncode == 2
    assert "没有作业" in done.stderr


def test_an_assignment_is_known_in_a_folder_of_another_name(course):
    copy = (course / "arrays").rename(course / "arrays (1)")
    record(copy, "double", True)
    assert names(course) == {"": ["arrays", "guide05_micrograd"]}
    assert overview(course)[0].assignments[0].done == 1
    assert track_of(copy) == overview(course)
    notebook = nbformat.read(copy / "arrays.ipynb", as_version=4)
    notebook.cells[-1].metadata["autograder"] = {"uses": ["double"]}
    nbformat.write(notebook, copy / "arrays.ipynb")
    assert exercises_used(copy, "half") == ["double"]


def test_of_two_copies_the_one_in_the_folder_of_its_name_counts(course):
    make_assignment(course, "arrays copy", "double").joinpath("test_arrays copy.py").rename(
        course / "arrays copy" / "test_arrays.py"
    )
    record(course / "arrays", "half", True)
    assert [one.done for one in overview(course)[0].assignments] == [1, 0]
