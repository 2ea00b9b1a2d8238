"""What the hidden tests of two or more exercises of guide01_functions share: inputs in every form, and how pairs are compared.

Expected values are computed before the call that they are compared with: a student's function may change its
arguments, and must not change what it is measured against.  Where a test makes several calls it makes them
all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from autograder import kit
from autograder.checking.student import StudentError

SHAPES = [(7,), (1, 5), (2, 3, 5), (0,)]


def check_shapes(
    function: Callable[[Any], Any], inputs: list[np.ndarray], wants: list[np.ndarray], **tolerance: Any
) -> None:
    """Fail unless each input gives floats of its shape and these values, and is left as it was."""
    before = [x.copy() for x in inputs]
    results = [function(x) for x in inputs]
    for x, then, want, result in zip(inputs, before, wants, results):
        kit.unchanged(x, then, "x")
        kit.close(kit.array(result, want.shape, dtype="f"), want, **tolerance)


def check_numbers(
    function: Callable[[Any], Any], inputs: list[Any], wants: list[float], **tolerance: Any
) -> None:
    """Fail unless each number gives one number."""
    results = [function(x) for x in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want, **tolerance)


def check_quiet(
    student: Any, function: Callable[[Any], Any], x: np.ndarray, want: np.ndarray, **tolerance: Any
) -> None:
    """Fail unless a function gives these values without a warning.

    A warning and a wrong value are two mistakes: it is called once to see the one, and once to see the other.
    """
    result, warned = function(x.copy()), False
    try:
        with student.strict_warnings():
            function(x.copy())
    except StudentError as error:
        warned = error.exception == "RuntimeWarning"
        if not warned:
            raise
    kit.close(result, want, **tolerance)
    kit.require(not warned, "计算中发出了 RuntimeWarning")


@contextmanager
def allowed(what: str) -> Iterator[None]:
    """Say of a ValueError in here that it refuses an allowed input, whatever statement raised it.

    Call the function with something plain before, in here too: then a failure tells the refusal of this input from that of
    every input.
    """
    try:
        yield
    except StudentError as error:
        kit.require(error.exception != "ValueError", f"{what}是允许的，却抛出了 ValueError")
        raise


def call(student: Any, function: Any, *args: Any) -> Any:
    """Call what a student's function returned, where that should be a function."""
    if isinstance(function, (np.ndarray, np.number, int, float)):
        kit.fail("type", "返回的是一个值，应当是一个函数")
    return student.invoke(function, "__call__", *args)


def pair(actual: Any, want: tuple[float, float], names: tuple[str, str], **tolerance: Any) -> None:
    """Fail unless ``actual`` is two numbers close to ``want``."""
    for got, expected, name in zip(kit.sequence(actual, 2), want, names):
        kit.close(got, expected, name=name, **tolerance)


def least_squares(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Slope and intercept from the pairwise differences of the points."""
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    dx, dy = x[:, None] - x, y[:, None] - y
    m = float((dx * dy).sum() / (dx * dx).sum())
    return m, float((y - m * x).mean())
