"""Notebooks as they run: the answer key without a complaint, the blank one to its end."""

from pathlib import Path

import nbclient
import nbformat
import pytest

from autograder.course.assignment import Course, is_grade

COURSE = Course.find(Path(__file__).parent)


@pytest.mark.parametrize("day", COURSE.names())
def test_the_answer_key_ran_without_a_warning_and_passed_every_check(day):
    notebook = nbformat.read(COURSE.solutions / day / f"{day}.ipynb", as_version=4)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output.output_type != "error", cell.source
            assert output.get("name") != "stderr", output.text
        if is_grade(cell):
            assert "公开测试全部通过" in str(cell.outputs), cell.source


@pytest.mark.slow
@pytest.mark.parametrize("day", COURSE.names())
def test_the_blank_notebook_runs_to_its_end_and_says_what_is_missing(day):
    notebook = nbformat.read(COURSE.release / day / f"{day}.ipynb", as_version=4)
    place = {"metadata": {"path": COURSE.release / day}}
    # No errors allowed: whoever chooses "Run All" gets to the last cell.
    nbclient.NotebookClient(notebook, timeout=600, resources=place).execute()
    assignment = COURSE.assignment(day)
    checks = [cell for cell in notebook.cells if is_grade(cell)]
    assert len(checks) == len(assignment.exercises)
    for cell, exercise in zip(checks, assignment.exercises):
        said = "这里没有装" if exercise.name in assignment.missing else "尚未完成"
        assert said in str(cell.outputs), cell.source
    for cell in notebook.cells:
        assert not [output for output in cell.get("outputs", []) if output.get("name") == "stderr"], (
            cell.source
        )
