"""Hidden tests of inside: a ray upwards, in whole numbers."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import heart_outline, is_inside, on_edge, star

DIAMOND = [(0, -2), (2, 0), (0, 2), (-2, 0)]
SQUARE = [(0, 0), (4, 0), (4, 4), (0, 4)]
# Teeth, and a step: level edges at many heights.
COMB = [(0, 0), (12, 0), (12, 6), (10, 6), (10, 2), (8, 2), (8, 6), (5, 6), (5, 3), (2, 3), (2, 6), (0, 6)]
# Corners at one height that a ray touches from above, from below, and goes through.
ZIGZAG = [(0, 0), (3, 4), (6, 0), (9, 4), (12, 0), (12, 8), (8, 4), (5, 8), (4, 4), (2, 8), (0, 4)]


def answers(student, outline, points):
    """Fail unless each of these points that is on no edge is judged right."""
    asked = [point for point in points if not on_edge(point, outline)]
    results = [student.inside(point, list(outline)) for point in asked]
    for point, result in zip(asked, results):
        kit.same(result, is_inside(point, outline))


@pytest.mark.exercise(core=True)
def test_inside_worked(student):
    """讲义的菱形。"""
    answers(student, DIAMOND, [(0, 0), (1, 0), (-3, 0), (3, 0), (-3, 2)])


@pytest.mark.exercise(core=True)
def test_inside_random(student, rng):
    """任意的多边形，大多不是凸的；射线常常穿过顶点。"""
    for _ in range(5):
        outline = star(rng, draws.whole(rng, 5, 12), 10)
        corners = [y for _, y in outline]
        points = [(draws.whole(rng, -11, 11), draws.whole(rng, -11, 11)) for _ in range(15)]
        points += [(draws.whole(rng, -11, 11), y) for y in corners]
        answers(student, outline, points)


@pytest.mark.exercise
def test_inside_corners_at_its_height(student):
    """射线从顶点上擦过、从顶点下擦过、从顶点穿过。"""
    answers(student, ZIGZAG, [(x, y) for y in (0, 4, 8) for x in (-1, 1, 3, 4, 5, 7, 10, 13)])
    answers(student, DIAMOND, [(x, y) for y in (-2, 0, 2) for x in (-5, -1, 0, 1, 5)])


@pytest.mark.exercise
def test_inside_level_edges(student):
    """射线与水平的边重合。"""
    answers(student, SQUARE, [(-1, 0), (-1, 4), (5, 0), (5, 4), (2, 2)])
    answers(student, COMB, [(x, y) for y in (0, 2, 3, 6) for x in (-1, 1, 3, 6, 9, 11, 13)])


@pytest.mark.exercise
def test_inside_dents(student):
    """凹进去的地方在外面，虽然在外框之中。"""
    answers(student, COMB, [(x, y) for y in (1, 4, 5) for x in (1, 3, 6, 9, 11)])


@pytest.mark.exercise
def test_inside_last_edge(student, rng):
    """从哪个顶点写起都一样：最后一个连回第一个。"""
    for outline in (DIAMOND, COMB):
        for _ in range(4):
            start = draws.whole(rng, 0, len(outline) - 1)
            turned = outline[start:] + outline[:start]
            answers(student, turned, [(draws.whole(rng, -3, 13), draws.whole(rng, -3, 7)) for _ in range(10)])


@pytest.mark.exercise
def test_inside_either_way_round(student, rng):
    """顺时针、逆时针都一样。"""
    for outline in (DIAMOND, COMB, ZIGZAG):
        points = [(draws.whole(rng, -3, 13), draws.whole(rng, -3, 9)) for _ in range(8)]
        answers(student, outline[::-1], points)


@pytest.mark.exercise
def test_inside_left_and_right(student):
    """点在多边形的左边、右边、上边、下边，都在外面。"""
    answers(student, SQUARE, [(-3, 2), (7, 2), (2, -3), (2, 7), (-3, -3), (7, 7), (1, 3)])


@pytest.mark.exercise
def test_inside_the_heart(student, rng):
    """爱心，坐标都是小数：两瓣、凹口、尖的两旁。"""
    outline = heart_outline(60)
    points = [(0.1, 3.0), (0.1, 9.0), (8.0, 8.0), (-8.0, 8.0), (6.0, -14.0), (0.1, -16.0)]
    answers(student, outline, points + [(float(x), float(y)) for x, y in rng.uniform(-18, 18, (25, 2))])


@pytest.mark.exercise
def test_inside_keeps_the_outline(student):
    """传进去的列表在调用之后保持原样。"""
    outline = list(COMB)
    student.inside((1, 1), outline)
    kit.unchanged(outline, COMB, "outline")
