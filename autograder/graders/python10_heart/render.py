"""Hidden tests of render: a sheet of dots on which each place is written."""

from __future__ import annotations

import pytest

from autograder import draws, kit


def drawn(pixels, width, height):
    """The picture, kept as one long text until the end."""
    sheet = "." * (width * height)
    for column, row in pixels:
        if 0 <= column < width and 0 <= row < height:
            place = row * width + column
            sheet = sheet[:place] + "#" + sheet[place + 1 :]
    return "\n".join(sheet[start : start + width] for start in range(0, width * height, width))


def some_pixels(rng, count, columns, rows):
    """Random places within these bounds."""
    return [(draws.whole(rng, *columns), draws.whole(rng, *rows)) for _ in range(count)]


@pytest.mark.exercise(core=True)
def test_render_worked(student):
    """讲义的例子。"""
    kit.same(student.render([(0, 0), (1, 0), (0, 1)], 3, 2), "##.\n#..")


@pytest.mark.exercise(core=True)
def test_render_random(student, rng):
    """任意的格子，次序不一定，有的重复。"""
    for width, height in ((7, 3), (4, 9), (11, 5)):
        pixels = some_pixels(rng, 14, (0, width - 1), (0, height - 1))
        kit.same(student.render(pixels, width, height), drawn(pixels, width, height))


@pytest.mark.exercise
def test_render_empty(student):
    """没有格子，全是点；画面可以只有一行、一列、一格。"""
    for width, height in ((5, 3), (6, 1), (1, 4), (1, 1)):
        kit.same(student.render([], width, height), drawn([], width, height))


@pytest.mark.exercise
def test_render_full(student):
    """每一格都画。"""
    pixels = [(column, row) for column in range(5) for row in range(3)]
    kit.same(student.render(pixels, 5, 3), drawn(pixels, 5, 3))


@pytest.mark.exercise
def test_render_negative(student):
    """行或列是负数的格子不画，不绕到另一头。"""
    pixels = [(-1, 0), (-2, 2), (0, -1), (3, -3), (-1, -1), (1, 1)]
    kit.same(student.render(pixels, 6, 4), drawn(pixels, 6, 4))


@pytest.mark.exercise
def test_render_too_far(student):
    """行或列太大的格子不画，也不报错。"""
    pixels = [(6, 0), (0, 4), (6, 4), (99, 1), (2, 99), (5, 3)]
    kit.same(student.render(pixels, 6, 4), drawn(pixels, 6, 4))


@pytest.mark.exercise
def test_render_partly_outside(student, rng):
    """画面内外都有。"""
    pixels = some_pixels(rng, 60, (-4, 10), (-4, 8))
    kit.same(student.render(pixels, 7, 5), drawn(pixels, 7, 5))


@pytest.mark.exercise
def test_render_keeps_the_pixels(student, rng):
    """传进去的列表在调用之后保持原样。"""
    pixels = some_pixels(rng, 9, (0, 5), (0, 3))
    before = list(pixels)
    student.render(pixels, 6, 4)
    kit.unchanged(pixels, before, "pixels")
