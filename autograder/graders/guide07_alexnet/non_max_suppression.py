"""Hidden tests of non_max_suppression, against the rule box by box with IoU as exact fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from autograder import kit


def overlap(a: np.ndarray, b: np.ndarray) -> Fraction:
    """IoU of two boxes whose corners are whole numbers."""
    ax1, ay1, ax2, ay2 = (int(v) for v in a)
    bx1, by1, bx2, by2 = (int(v) for v in b)
    across, down = min(ax2, bx2) - max(ax1, bx1), min(ay2, by2) - max(ay1, by1)
    shared = across * down if across > 0 and down > 0 else 0
    return Fraction(shared, (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - shared)


def expected(boxes: np.ndarray, scores: np.ndarray, threshold: float) -> list[int]:
    """The rule, as it is told."""
    kept: list[int] = []
    for i in sorted(range(len(boxes)), key=lambda i: -scores[i]):
        if all(overlap(boxes[i], boxes[j]) <= Fraction(threshold) for j in kept):
            kept.append(i)
    return kept


def compare(student: Any, boxes: Any, scores: Any, threshold: float) -> None:
    """Fail unless the student keeps the same, in the same order."""
    boxes, scores = np.array(boxes, dtype=float), np.array(scores, dtype=float)
    want = expected(boxes, scores, threshold)
    found = kit.array(student.non_max_suppression(boxes, scores, threshold), None, "iu")
    kit.require(found.ndim == 1 and found.tolist() == want, "留下的框不对")


def some_boxes(rng: np.random.Generator, n: int, room: int) -> tuple[np.ndarray, np.ndarray]:
    """Boxes of many sizes in a room of this size, and scores that differ."""
    corner, sides = rng.integers(room, size=(n, 2)), rng.integers(3, 14, size=(n, 2))
    return np.concatenate([corner, corner + sides], axis=1).astype(float), rng.permutation(n) / n + 0.01


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("threshold", [0.2, 0.45])
def test_nms_many(student, rng, threshold):
    """很多框：留下的和一个一个照规矩挑的一样，分数高的在前。"""
    compare(student, *some_boxes(rng, 60, 40), threshold)


@pytest.mark.exercise(core=True)
def test_nms_two(student):
    """两个几乎重合的框，留下分数高的那一个。"""
    compare(student, [[0, 0, 10, 9], [1, 0, 11, 9], [30, 30, 35, 37]], [0.9, 0.7, 0.4], 0.5)


@pytest.mark.exercise
def test_nms_chain(student):
    """被丢掉的框不再丢掉别的框。"""
    boxes = [[3 * i, 0, 3 * i + 10, 10] for i in range(6)]
    compare(student, boxes, [0.9, 0.8, 0.7, 0.6, 0.5, 0.4], 0.5)


@pytest.mark.exercise
def test_nms_small_boxes(student):
    """很小的框：面积就是两个边长的乘积。"""
    compare(student, [[0, 0, 2, 2], [1, 0, 3, 2], [10, 10, 11, 12]], [0.9, 0.8, 0.7], 0.36)


@pytest.mark.exercise
def test_nms_inside(student):
    """大框里的小框：合起来的面积里，小框占得很少。"""
    compare(student, [[0, 0, 20, 20], [4, 4, 9, 9], [11, 11, 17, 18]], [0.9, 0.8, 0.7], 0.25)


@pytest.mark.exercise
def test_nms_diagonal(student):
    """斜对角的框，横竖都没有碰到，相交是零。"""
    compare(student, [[0, 0, 4, 4], [9, 9, 13, 13], [30, 0, 34, 4]], [0.9, 0.8, 0.7], 0.1)


@pytest.mark.exercise
def test_nms_order(student):
    """给的次序不是分数的次序；都不重叠时，全部留下，分数高的在前。"""
    boxes = [[0, 0, 5, 5], [10, 0, 15, 5], [20, 0, 25, 5], [30, 0, 35, 5]]
    compare(student, boxes, [0.3, 0.9, 0.1, 0.6], 0.5)


@pytest.mark.exercise
def test_nms_better_later(student):
    """分数高的框排在后面，也是它留下。"""
    compare(student, [[0, 0, 10, 10], [1, 0, 11, 10]], [0.2, 0.9], 0.5)


@pytest.mark.exercise
def test_nms_equal_to_the_threshold(student):
    """交并比正好等于门槛时留下。"""
    compare(student, [[0, 0, 4, 4], [0, 0, 4, 2]], [0.9, 0.8], 0.5)


@pytest.mark.exercise
def test_nms_none_and_one(student):
    """一个框也没有时，返回空的整数数组；一个框总是留下。"""
    none = student.non_max_suppression(np.zeros((0, 4)), np.zeros(0), 0.5)
    one = student.non_max_suppression(np.array([[1.0, 2, 3, 5]]), np.array([0.4]), 0.5)
    kit.array(none, (0,), "iu")
    kit.close(kit.array(one, (1,), "iu"), np.array([0]))


@pytest.mark.exercise
def test_nms_keeps_inputs(student, rng):
    """传进去的两个数组不变，内存怎样排列都行。"""
    boxes, scores = some_boxes(rng, 20, 30)
    given, marks = kit.layouts(boxes)[1], kit.with_gaps(scores)
    before, want = (given.copy(), marks.copy()), expected(boxes, scores, 0.3)
    found = student.non_max_suppression(given, marks, 0.3)
    kit.unchanged(given, before[0], "boxes")
    kit.unchanged(marks, before[1], "scores")
    kit.require(kit.array(found, (len(want),), "iu").tolist() == want, "留下的框不对")


@pytest.mark.exercise(core=True, structure=True)
def test_nms_in_numpy(student):
    """用 NumPy 写，不用 torch。"""
    kit.not_calling(student, "non_max_suppression", {"*torch*", "*nms*", "*tensor*"})
