"""Hidden tests of fit: fractions of whole numbers, so that nothing is rounded on the way."""

from __future__ import annotations

from fractions import Fraction

import pytest

from autograder import draws, kit

from common import Point, heart_outline


def fitted(points, width, height, margin=0) -> list[Point]:
    """Each point by its place in the box, from the middle outwards."""
    xs, ys = ([Fraction(point[axis]) for point in points] for axis in (0, 1))
    room = Fraction(width) - 2 * Fraction(margin), Fraction(height) - 2 * Fraction(margin)
    sides = max(xs) - min(xs), max(ys) - min(ys)
    # As large as the tighter side allows; a side without extent allows anything.
    scale = min((space / side for space, side in zip(room, sides) if side), default=Fraction(0))
    left = (Fraction(width) - scale * sides[0]) / 2
    top = (Fraction(height) - scale * sides[1]) / 2
    return [(float(left + (x - min(xs)) * scale), float(top + (max(ys) - y) * scale)) for x, y in zip(xs, ys)]


def some_points(rng, count):
    """Random points in a box that is not in the middle of anything."""
    left, bottom = draws.whole(rng, -50, 50), draws.whole(rng, -50, 50)
    wide, high = draws.whole(rng, 2, 40), draws.whole(rng, 2, 40)
    return [
        (left + draws.whole(rng, 0, 4 * wide) / 4, bottom + draws.whole(rng, 0, 4 * high) / 4)
        for _ in range(count)
    ]


@pytest.mark.exercise(core=True)
def test_fit_worked(student):
    """讲义的例子，不留白和留白。"""
    points = [(0, 0), (4, 0), (4, 2)]
    for margin in (0, 10):
        kit.same(student.fit(list(points), 100, 100, margin), fitted(points, 100, 100, margin))
    kit.same(student.fit(list(points), 100, 100), fitted(points, 100, 100))


@pytest.mark.exercise(core=True)
def test_fit_random(student, rng):
    """任意的点、画面和留白。"""
    for _ in range(12):
        points = some_points(rng, draws.whole(rng, 2, 9))
        width, height = draws.whole(rng, 60, 400), draws.whole(rng, 60, 400)
        margin = draws.whole(rng, 0, 25)
        kit.same(student.fit(points, width, height, margin), fitted(points, width, height, margin))


@pytest.mark.exercise
def test_fit_tall_and_wide(student):
    """又窄又高的点在宽画面里，又扁又宽的点在高画面里。"""
    tall, wide = [(1, 0), (3, 20), (2, 7)], [(0, 1), (20, 3), (7, 2)]
    for points in (tall, wide):
        for width, height in ((300, 100), (100, 300)):
            kit.same(student.fit(list(points), width, height), fitted(points, width, height))


@pytest.mark.exercise
def test_fit_turns_y_over(student):
    """方画面里的方框：y 大的到上面去，x 不变方向。"""
    points = [(0, 0), (8, 0), (8, 8), (0, 8), (2, 6)]
    kit.same(student.fit(list(points), 80, 80), fitted(points, 80, 80))


@pytest.mark.exercise
def test_fit_centres_the_box(student):
    """许多点挤在一角时，居中的仍是外框。"""
    points = [(0, 0), (10, 10), *[(9, 9)] * 7]
    kit.same(student.fit(list(points), 100, 140), fitted(points, 100, 140))


@pytest.mark.exercise
def test_fit_a_line(student):
    """点在一条横线或竖线上：长的那一边定倍数，另一边居中。"""
    long = [(3, 7), (5, 7), (9, 7)], [(3, 7), (3, 8), (3, 12)]
    short = [(3, 7), (3.25, 7)], [(3, 7), (3, 7.25)]
    for points in (*long, *short):
        for width, height in ((90, 30), (30, 90)):
            kit.same(student.fit(list(points), width, height, 5), fitted(points, width, height, 5))


@pytest.mark.exercise
def test_fit_one_place(student):
    """一个点，或者所有的点重合：在画面中心。"""
    for points in ([(3, -7)], [(3, -7)] * 4):
        kit.same(student.fit(list(points), 90, 40, 5), fitted(points, 90, 40, 5))


@pytest.mark.exercise
def test_fit_margin_in_a_flat_picture(student, rng):
    """宽和高相差很多时，上下左右各留 margin。"""
    points = some_points(rng, 6)
    for width, height in ((400, 60), (60, 400)):
        kit.same(student.fit(points, width, height, 13), fitted(points, width, height, 13))


@pytest.mark.exercise
def test_fit_the_heart(student):
    """爱心，坐标都是小数，画面和留白也是小数。"""
    points = heart_outline(40)
    kit.same(student.fit(points, 36.5, 18.25, 0.5), fitted(points, 36.5, 18.25, 0.5))


@pytest.mark.exercise
def test_fit_keeps_the_points(student, rng):
    """传进去的列表在调用之后保持原样。"""
    points = some_points(rng, 7)
    before = list(points)
    student.fit(points, 100, 80, 3)
    kit.unchanged(points, before, "points")
