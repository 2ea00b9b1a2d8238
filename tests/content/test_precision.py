"""A wrong answer is not right for being rounded: how exact one must be is the problem's to say."""

import linecache
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from installed import skip_without_its_libraries

from autograder.checking.kinds import Mismatch
from autograder.checking.student import LocalStudent
from autograder.checking.suite import Outcome, Suite
from autograder.course.assignment import Assignment, Course
from autograder.course.variants import Variant, read_graders
from autograder.grading.grader import score

COURSE = Course.find(Path(__file__).parent)
SINGLE_AND_HALF = ("float32", "float16")

FORWARD_DIFFERENCE = """
def mse_gradients(x, y, m, b):
    def loss(m, b):
        return np.mean((m * x + b - y) ** 2)

    eps = 1e-4
    return (loss(m + eps, b) - loss(m, b)) / eps, (loss(m, b + eps) - loss(m, b)) / eps
"""
WRONG = [
    ("day03", "sigmoid", "def sigmoid(z):\n    return np.round(1 / (1 + np.exp(-np.asarray(z, dtype=float))), 4)\n"),
    ("day01", "standardize", "def standardize(x):\n    return (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-4)\n"),
    ("day02", "mse_gradients", FORWARD_DIFFERENCE),
    (
        "day02",
        "normal_equation",
        "def normal_equation(x, y):\n    d = design_matrix(x)\n"
        "    return np.linalg.solve(d.T @ d + 0.01 * np.eye(d.shape[1]), d.T @ y)\n",
    ),
]  # fmt: skip


def namespace(assignment: Assignment, exercise: str, source: str) -> dict[str, Any]:
    """What a notebook defines that has the answer key in all cells but one."""
    defined: dict[str, Any] = {"__name__": "__main__", "check": print, "ready": lambda *_: False}
    for cell in assignment.cells:
        text = source if cell.exercise == exercise else cell.source
        filename = f"<{assignment.name} {exercise} {cell.id}>"
        linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
        exec(compile(text, filename, "exec"), defined)
    return defined


def rounded(value: Any, dtype: str) -> Any:
    """The same value with every floating number in another type."""
    if isinstance(value, (tuple, list)):
        return type(value)(rounded(item, dtype) for item in value)
    if isinstance(value, dict):
        return {key: rounded(item, dtype) for key, item in value.items()}
    if isinstance(value, Iterator):
        return (rounded(item, dtype) for item in value)
    if isinstance(value, torch.Tensor) and value.is_floating_point():
        return value.to(getattr(torch, dtype))
    if isinstance(value, (float, np.floating)) or (isinstance(value, np.ndarray) and value.dtype.kind == "f"):
        return value.astype(dtype) if isinstance(value, np.ndarray) else np.dtype(dtype).type(value)
    return value


def rounding(function: Callable[..., Any], dtype: str) -> Callable[..., Any]:
    return lambda *args, **kwargs: rounded(function(*args, **kwargs), dtype)


@pytest.mark.parametrize("dtype", SINGLE_AND_HALF)
@pytest.mark.parametrize(("day", "exercise", "source"), WRONG, ids=[name for _, name, _ in WRONG])
def test_a_wrong_answer_in_a_coarse_type_earns_nothing(day, exercise, source, dtype):
    assignment = COURSE.assignment(day)
    defined = namespace(assignment, exercise, source)
    defined[exercise] = rounding(defined[exercise], dtype)
    assert score(assignment.exercise(exercise), run(assignment, exercise, defined)) == 0


def run(assignment: Assignment, exercise: str, defined: dict[str, Any]) -> list[Outcome]:
    opaque = {each.name: each.opaque for each in assignment.exercises}
    return suite(assignment.name).run(exercise, LocalStudent(defined, opaque))


@cache
def suite(day: str) -> Suite:
    assignment = COURSE.assignment(day)
    return Suite.hidden(assignment, read_graders(assignment))


@pytest.mark.nightly
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("day", COURSE.names())
def test_no_misconception_gains_by_being_rounded(day):
    """A test in which its numbers were wrong is not passed by the same numbers in a coarser type."""
    skip_without_its_libraries(COURSE, day)
    assignment = COURSE.assignment(day)
    gains = []
    for hidden in read_graders(assignment).values():
        for variant in hidden.misconceptions:
            gains += [f"{variant.exercise}/{variant.name}: {gain}" for gain in _gains(assignment, variant)]
    assert not gains, "\n".join(gains)


def _gains(assignment: Assignment, variant: Variant) -> Iterator[str]:
    exercise = assignment.exercise(variant.exercise)
    defined = namespace(assignment, exercise.name, variant.source)
    function = defined.get(exercise.name)
    if function is None or isinstance(function, type):
        return
    before = run(assignment, exercise.name, defined)
    for dtype in SINGLE_AND_HALF:
        defined = namespace(assignment, exercise.name, variant.source)
        defined[exercise.name] = rounding(defined[exercise.name], dtype)
        after = run(assignment, exercise.name, defined)
        # Whoever changes a dtype or makes a copy may well mend what was wrong with those.
        passed = [
            now if isinstance(then.error, Mismatch) and then.error.kind == "value" else then
            for then, now in zip(before, after, strict=True)
        ]
        if score(exercise, passed) > score(exercise, before):
            yield f"{dtype} earns {score(exercise, passed)} instead of {score(exercise, before)}"
