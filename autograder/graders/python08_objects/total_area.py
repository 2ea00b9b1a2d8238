"""Hidden tests of total_area: the areas are known before the shapes are made."""

from __future__ import annotations

import math

import pytest

from autograder import draws, kit


@pytest.mark.exercise(core=True)
def test_total_area_example(student):
    """文档字符串里的例子：两个长方形，一共 10。"""
    kit.same(student.total_area([student.Rectangle(2, 3), student.Rectangle(1, 4)]), 10.0)


@pytest.mark.exercise(core=True)
def test_total_area_random(student, rng):
    """圆和长方形混在一起，每个都算上。"""
    wants, found = [], []
    for _ in range(5):
        radii = [draws.whole(rng, 1, 9) for _ in range(3)]
        sides = [(draws.whole(rng, 1, 9), draws.whole(rng, 1, 9)) for _ in range(3)]
        shapes = [student.Circle(r) for r in radii] + [student.Rectangle(*side) for side in sides]
        wants.append(math.fsum([math.pi * r * r for r in radii] + [float(w * h) for w, h in sides]))
        found.append(student.total_area(shapes))
    kit.same(found, wants, name="五次的结果")


@pytest.mark.exercise
def test_total_area_new_shapes(student, rng):
    """没有见过的图形也算得了。"""
    size = draws.whole(rng, 5, 50) / 2
    shapes = [student.Ring(3, 1), student.Rectangle(2, 5), student.Plot(size), student.Circle(1)]
    kit.same(student.total_area(shapes), 9 * math.pi + 10 + size)


@pytest.mark.exercise
def test_total_area_of_one(student):
    """只有一个时，就是它的面积。"""
    kit.same(student.total_area([student.Rectangle(2.5, 3)]), 7.5)


@pytest.mark.exercise
def test_total_area_of_none(student):
    """一个也没有，是 0.0。"""
    kit.same(student.total_area([]), 0.0)


@pytest.mark.exercise
def test_total_area_keeps_the_list(student):
    """传进去的列表不变：再算一遍，还是一样。"""
    shapes = [student.Rectangle(2, 3), student.Plot(4)]
    found = [student.total_area(shapes), student.total_area(shapes), len(shapes)]
    kit.same(found, [10.0, 10.0, 2], name="[一遍, 两遍, 列表的长度]")


@pytest.mark.exercise(core=True, structure=True)
def test_total_area_asks_nobody_who_it_is(student):
    """不问图形是谁：没有用 isinstance、type、__class__。"""
    kit.not_calling(student, "total_area", {"isinstance", "issubclass", "type", "__class__"})
