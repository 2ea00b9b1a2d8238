"""Hidden tests of fill: every centre asked, in doubled whole numbers where the corners are whole."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import heart_outline, is_inside, on_edge, star


def centres(outline, width, height):
    """Each place with its centre, row by row."""
    return [((column, row), (column + 0.5, row + 0.5)) for row in range(height) for column in range(width)]


def filled(outline, width, height):
    """The places whose centre is inside."""
    return [place for place, centre in centres(outline, width, height) if is_inside(centre, outline)]


def clear(outline, width, height):
    """Whether no centre lies on an edge."""
    return not any(on_edge(centre, outline) for _, centre in centres(outline, width, height))


def some_outline(rng, width, height):
    """A star about the middle that may reach beyond the picture; no centre on an edge."""
    while True:
        size = draws.whole(rng, 3, max(width, height))
        outline = [(x + width // 2, y + height // 2) for x, y in star(rng, draws.whole(rng, 5, 9), size)]
        if clear(outline, width, height) and filled(outline, width, height):
            return outline


@pytest.mark.exercise(core=True)
def test_fill_worked(student):
    """讲义的例子。"""
    kit.same(student.fill([(0, 0), (3, 0), (0, 2)], 3, 2), [(0, 0), (1, 0), (0, 1)])


@pytest.mark.exercise(core=True)
def test_fill_random(student, rng):
    """任意的轮廓和画面：一行一行，每行从左到右。"""
    for width, height in ((11, 7), (5, 13), (9, 8)):
        outline = some_outline(rng, width, height)
        kit.same(student.fill(list(outline), width, height), filled(outline, width, height))


@pytest.mark.exercise
def test_fill_everything(student):
    """轮廓盖住整个画面：每格一次，一格不多。"""
    outline = [(-5, -5), (20, -5), (20, 20), (-5, 20)]
    kit.same(student.fill(outline, 4, 3), filled(outline, 4, 3))


@pytest.mark.exercise
def test_fill_nothing(student):
    """轮廓在画面之外，或者小得碰不到一个中心：空列表。"""
    for outline in ([(20, 20), (30, 20), (25, 30)], [(2.1, 2.1), (2.3, 2.1), (2.2, 2.3)]):
        kit.same(student.fill(outline, 6, 5), [])


@pytest.mark.exercise
def test_fill_by_the_centre(student):
    """一格里，中心在里面才算：角在里面、中心在外面的不算，反过来的算。"""
    for outline in (
        [(0.3, 0.3), (2.7, 0.3), (2.7, 2.7), (0.3, 2.7)],
        [(0.6, 0.6), (2.4, 0.6), (2.4, 2.4), (0.6, 2.4)],
    ):
        kit.same(student.fill(outline, 4, 4), filled(outline, 4, 4))


@pytest.mark.exercise
def test_fill_one_row_or_column(student):
    """画面只有一行，或者只有一列。"""
    outline = [(1.2, -1), (5.7, -1), (5.7, 3), (1.2, 3)]
    kit.same(student.fill(outline, 8, 1), filled(outline, 8, 1))
    turned = [(y, x) for x, y in outline]
    kit.same(student.fill(turned, 1, 8), filled(turned, 1, 8))


@pytest.mark.exercise(seconds=2)
def test_fill_the_heart(student):
    """爱心，60 × 60 的画面，100 个点，在规定的时间里。"""
    outline = [(30 + 1.6 * x, 28 - 1.6 * y) for x, y in heart_outline(100)]
    kit.same(student.fill(outline, 60, 60), filled(outline, 60, 60))


@pytest.mark.exercise
def test_fill_keeps_the_outline(student, rng):
    """传进去的列表在调用之后保持原样。"""
    outline = some_outline(rng, 6, 5)
    before = list(outline)
    student.fill(outline, 6, 5)
    kit.unchanged(outline, before, "outline")
