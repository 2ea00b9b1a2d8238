"""Hidden tests of center: the middle of a rectangle, halves down."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import draws, kit

from common import center


def bounds(rng: np.random.Generator, low: int, high: int, *, even: bool) -> str:
    """A rectangle whose sums of opposite sides are all even or all odd."""
    pairs = []
    for _ in range(2):
        start = draws.whole(rng, low, high)
        pairs.append((start, start + 2 * draws.whole(rng, 1, 600) + (not even)))
    (left, right), (top, bottom) = pairs
    return f"[{left},{top}][{right},{bottom}]"


@pytest.mark.exercise(core=True)
def test_center_examples(student):
    """例子里的两个。"""
    kit.agree(student.center, center, [("[0,210][1080,342]",), ("[-49,0][0,11]",)])


@pytest.mark.exercise(core=True)
def test_center_even(student, rng):
    """正中是整数时。"""
    kit.agree(student.center, center, [(bounds(rng, 1, 2000, even=True),) for _ in range(10)])


@pytest.mark.exercise
def test_center_odd(student, rng):
    """有一半的往小处取。"""
    kit.agree(student.center, center, [(bounds(rng, 1, 2000, even=False),) for _ in range(10)])


@pytest.mark.exercise
def test_center_negative(student, rng):
    """坐标是负的，正中是整数。"""
    kit.agree(student.center, center, [(bounds(rng, -5000, -1300, even=True),) for _ in range(6)])


@pytest.mark.exercise
def test_center_negative_odd(student, rng):
    """坐标是负的，有一半的也往小处取。"""
    kit.agree(student.center, center, [(bounds(rng, -5000, -1300, even=False),) for _ in range(6)])


@pytest.mark.exercise(weight=0.5)
def test_center_point(student):
    """长方形只有一个点那么大，或者在原点。"""
    kit.agree(student.center, center, [("[7,9][7,9]",), ("[0,0][0,0]",), ("[0,0][1,1]",)])


@pytest.mark.exercise
@pytest.mark.parametrize("text", ["", "[1,2]", "[1,2][3]"])
def test_center_too_few(student, text):
    """不满四个数：ValueError。"""
    with kit.raises("ValueError"):
        student.center(text)


@pytest.mark.exercise
@pytest.mark.parametrize("text", ["[1,2][3,4][5,6]", "[1,2][3,4,5]"])
def test_center_too_many(student, text):
    """多于四个数：ValueError。"""
    with kit.raises("ValueError"):
        student.center(text)


@pytest.mark.exercise
@pytest.mark.parametrize("text", ["[a,2][3,4]", "[1,2][3,]"])
def test_center_no_numbers(student, text):
    """有一段不是数：ValueError。"""
    with kit.raises("ValueError"):
        student.center(text)


@pytest.mark.exercise
def test_center_decimals(student):
    """有一段是小数：ValueError。"""
    with kit.raises("ValueError"):
        student.center("[1.5,2][3,4]")
