"""Hidden tests of grid: a table whose rows are lists of their own."""

from __future__ import annotations

import pytest

from autograder import draws, kit


def grid(rows: int, columns: int, fill: int) -> list[list[int]]:
    """A long list cut into rows."""
    flat = [fill] * (rows * columns)
    return [flat[r * columns : (r + 1) * columns] for r in range(rows)]


def dot(rows: int, columns: int) -> list[list[int]]:
    """All 0 but for the first cell."""
    return [[int(r == c == 0) for c in range(columns)] for r in range(rows)]


@pytest.mark.exercise(core=True)
def test_grid_worked(student, rng):
    """行数、列数和每一格的数都对。"""
    kit.agree(student.grid, grid, [(2, 3, 7), (3, 2, 0), (1, 4, -1), (4, 1, 5)])


@pytest.mark.exercise
def test_grid_random(student, rng):
    """大小不同、填的数不同的表都对。"""
    cases = [
        (draws.whole(rng, 1, 9), draws.whole(rng, 1, 9), draws.whole(rng, -(10**20), 10**20))
        for _ in range(20)
    ]
    kit.agree(student.grid, grid, cases)


@pytest.mark.exercise
def test_grid_empty(student, rng):
    """一行也没有时是空列表；一列也没有时，每一行是空列表。"""
    kit.agree(student.grid, grid, [(0, 3, 7), (0, 0, 7), (2, 0, 7)])


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("size", [(2, 3), (3, 2), (1, 1), (5, 4)])
def test_grid_rows_are_apart(student, rng, size):
    """涂了第一行的一格，别的行都不变。"""
    kit.agree(student.dot, dot, [size])


@pytest.mark.exercise
def test_grid_again(student, rng):
    """每次调用都是一张新的表：涂过上一张，不影响下一张。"""
    results = [student.dot(2, 3), student.grid(2, 3, 0), student.grid(2, 3, 0)]
    for result, want in zip(results, (dot(2, 3), grid(2, 3, 0), grid(2, 3, 0))):
        kit.same(result, want)
