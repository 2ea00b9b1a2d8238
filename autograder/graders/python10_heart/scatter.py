"""Hidden tests of scatter: numbers drawn here from a generator with the same seed."""

from __future__ import annotations

import random

import pytest

from autograder import draws, kit


def shifted(points, spread, generator):
    """Numbers drawn beforehand, dealt out one by one."""
    drawn = [generator.uniform(-spread, spread) for _ in range(2 * len(points))]
    return [(x + drawn[2 * i], y + drawn[2 * i + 1]) for i, (x, y) in enumerate(points)]


def some_points(rng, count):
    """Random points."""
    return [(draws.whole(rng, -50, 50) / 2, draws.whole(rng, -50, 50) / 2) for _ in range(count)]


@pytest.mark.exercise(core=True)
def test_scatter_worked(student):
    """讲义的例子。"""
    points = [(10, 20), (30, 40)]
    want = shifted(points, 1, random.Random(7))
    kit.same(student.scatter(list(points), 1, student.make_rng(7)), want)


@pytest.mark.exercise(core=True)
def test_scatter_random(student, rng):
    """任意的点、spread 和种子：先 x 后 y，按点的次序。"""
    for _ in range(6):
        points = some_points(rng, draws.whole(rng, 2, 9))
        seed, spread = draws.whole(rng, 0, 10**6), draws.whole(rng, 1, 40) / 4
        want = shifted(points, spread, random.Random(seed))
        kit.same(student.scatter(points, spread, student.make_rng(seed)), want)


@pytest.mark.exercise
def test_scatter_goes_on(student, rng):
    """同一个 rng 用几次，每次接着往下抽，一个不多，一个不少。"""
    here, there = random.Random(11), student.make_rng(11)
    for count in (3, 1, 4):
        points = some_points(rng, count)
        kit.same(student.scatter(points, 2.5, there), shifted(points, 2.5, here))


@pytest.mark.exercise
def test_scatter_nothing(student):
    """没有点时，空列表；spread 是 0 时，点都不动。"""
    kit.same(student.scatter([], 3, student.make_rng(5)), [])
    points = [(1.5, -2.5), (4, 8)]
    kit.same(student.scatter(list(points), 0, student.make_rng(5)), [(1.5, -2.5), (4.0, 8.0)])


@pytest.mark.exercise
def test_scatter_keeps_the_points(student, rng):
    """传进去的列表在调用之后保持原样。"""
    points = some_points(rng, 5)
    before = list(points)
    student.scatter(points, 3, student.make_rng(2))
    kit.unchanged(points, before, "points")
