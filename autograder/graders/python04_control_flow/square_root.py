"""Hidden tests of square_root against the library's, within what the docstring allows."""

from __future__ import annotations

import math
from typing import Any

import pytest

from autograder import draws, kit

from common import SOON, refused

# What the comparison itself may lose: a few steps from one float to the next.
STEPS = 4


def square_root(x: float) -> float:
    """The library's."""
    return math.sqrt(x)


def check_roots(student: Any, numbers: list[float], tol: float | None = None) -> None:
    """Every root is as near as it must be."""
    options = {} if tol is None else {"tol": tol}
    results = [student.square_root(x, **options) for x in numbers]
    for x, result in zip(numbers, results):
        want = square_root(x)
        allowed = (tol or 1e-10) * max(1.0, want) + STEPS * math.ulp(want)
        kit.require(abs(kit.scalar(result) - want) <= allowed, "平方根不够准")


def spread(rng: Any, low: int, high: int, count: int) -> list[float]:
    """Numbers between two powers of ten."""
    return [float(10 ** rng.uniform(low, high)) for _ in range(count)]


@pytest.mark.exercise(core=True, seconds=SOON)
def test_square_root_worked(student, rng):
    """几个常见的数。"""
    check_roots(student, [2.0, 9.0, 0.25, 1.0, 100.0])


@pytest.mark.exercise(core=True, structure=True)
def test_square_root_by_itself(student, rng):
    """自己开平方，不用现成的，也不用带小数的乘方。"""
    check_roots(student, [2.0])
    kit.not_calling(
        student, "square_root", {"math", "cmath", "pow", "sqrt", "isqrt", "*sqrt*", "**", "hypot", "power"}
    )


@pytest.mark.exercise(seconds=SOON, weight=2)
def test_square_root_below_one(student, rng):
    """比一小的数，平方根比它自己大。"""
    check_roots(student, [*spread(rng, -4, 0, 8), 0.01, 0.5, 0.999])


@pytest.mark.exercise(seconds=SOON)
def test_square_root_tiny(student, rng):
    """很小很小的数，也要看结果离平方根多近。"""
    check_roots(student, [1e-8, 1e-12, 1e-16, 4e-10, *spread(rng, -14, -6, 6)])


@pytest.mark.exercise(seconds=SOON)
def test_square_root_of_zero(student, rng):
    """零的平方根是零。"""
    check_roots(student, [0.0, 0])


@pytest.mark.exercise(seconds=SOON, weight=0.5)
@pytest.mark.parametrize("x", [-1.0, -1e-9, -4])
def test_square_root_negative(student, rng, x):
    """负数抛出 ValueError。"""
    refused(student, "square_root", x)


@pytest.mark.exercise(seconds=SOON)
def test_square_root_coarser(student, rng):
    """误差要求得松时，也在允许的范围里。"""
    check_roots(student, [2.0, 0.09, 50.0, draws.whole(rng, 1, 1000) / 7], tol=0.01)
    check_roots(student, [2.0, 0.5, 1e6, 1e12, 3.0], tol=0.3)
    check_roots(student, [4.0, 3.0, 2.0, 16.0, 1e12], tol=0.5)


@pytest.mark.exercise(seconds=SOON)
def test_square_root_random(student, rng):
    """一到一百万之间的数。"""
    check_roots(student, [*spread(rng, 0, 6, 12), 3, 10, 144])


@pytest.mark.exercise(seconds=SOON)
def test_square_root_large(student, rng):
    """很大的数，在限定的时间里交出。"""
    check_roots(student, [1e12, 999_999_999_999.0, 1e11, *spread(rng, 9, 12, 6)])


# Last of all: what never ends here is stopped, and nothing after it is run.
@pytest.mark.exercise(seconds=SOON)
def test_square_root_finer(student, rng):
    """误差要求得更严时，结果更准。"""
    check_roots(student, [2.0, 0.3, 7.0, 12345.6, 0.0], tol=1e-13)
    check_roots(student, [2.0, 3.0, *spread(rng, -6, 1, 6)], tol=1e-14)
    check_roots(student, [1e12, *spread(rng, 4, 10, 4)], tol=1e-14)
