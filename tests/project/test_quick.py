"""`make test-quick` stays quick: what takes long on any machine cannot be started by a test that is not marked slow."""

import subprocess
import sys

import pytest
from toy import DAY, make_course

from autograder.authoring.proof import prove
from autograder.course.assignment import Course

LONG = [
    "chromium",
    "playwright/driver/package/cli.js run-driver",
    "-m jupyterlab",
    "-m ipykernel_launcher",
    "-m nbgrader generate_solution day01",
    "-m autograder.cli build day01",
    "-m pip install numpy",
    "-m sphinx",
]


def start(words: str) -> int:
    """Start a process that has these words, and does nothing."""
    return subprocess.run([sys.executable, "-c", "", *words.split()]).returncode


@pytest.mark.parametrize("words", LONG)
def test_a_quick_test_cannot_start_what_takes_long(words):
    with pytest.raises(pytest.fail.Exception, match="mark this test slow"):
        start(words)
    assert start("anything else") == 0


@pytest.mark.slow
@pytest.mark.parametrize("words", LONG)
def test_a_slow_test_can(words):
    assert start(words) == 0


def test_a_quick_test_cannot_prove_graders(tmp_path):
    course = Course(make_course(tmp_path))
    assignment = course.assignment(DAY)
    with pytest.raises(pytest.fail.Exception, match="mark this test slow"):
        list(prove(course, assignment, assignment.exercises))
