"""Hidden tests of iou: pixels counted one picture after the other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def reference(prediction: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Counted with sets of pixels."""
    scores = []
    for a, b in zip(prediction, target):
        first, second = ({tuple(p) for p in np.argwhere(m).tolist()} for m in (a, b))
        ours, theirs, both = len(first), len(second), len(first & second)
        scores.append(both / (ours + theirs - both) if ours + theirs else 1.0)
    return np.array(scores)


def compare(student: Any, *cases: tuple[np.ndarray, np.ndarray]) -> None:
    """Compare the student's scores with the reference."""
    wants = [reference(*case) for case in cases]
    with student.strict_warnings():
        found = [student.iou(*case) for case in cases]
    for got, want in zip(found, wants):
        kit.close(kit.array(got, want.shape, "f"), want)


def some(rng: np.random.Generator, n: int, share: float = 0.4) -> tuple[np.ndarray, np.ndarray]:
    """Random masks; of the second fewer pixels are set."""
    return rng.random((n, 5, 7)) < share, rng.random((n, 5, 7)) < share / 2


@pytest.mark.exercise(core=True)
def test_iou_one_picture(student, rng):
    """一张图：交集除以并集。"""
    compare(student, some(rng, 1))


@pytest.mark.exercise(core=True)
def test_iou_each_picture(student, rng):
    """每张图一个数。"""
    compare(student, some(rng, 6))


@pytest.mark.exercise
def test_iou_both_empty(student, rng):
    """两边都空的图是一，不影响别的图，也没有警告。"""
    prediction, target = some(rng, 3)
    prediction[1] = target[1] = False
    compare(student, (prediction, target), (0 * prediction[:1] > 0, 0 * target[:1] > 0))


@pytest.mark.exercise
def test_iou_one_empty(student, rng):
    """只有一边空的图是零。"""
    prediction, target = some(rng, 4)
    prediction[0], target[2] = False, False
    compare(student, (prediction, target))


@pytest.mark.exercise
def test_iou_apart_and_equal(student, rng):
    """完全不重合是零，完全相同是一；两边换过来一样。"""
    mask = rng.random((3, 5, 7)) < 0.4
    prediction, target = some(rng, 3)
    compare(student, (mask, ~mask), (mask, mask.copy()), (prediction, target), (target, prediction))


@pytest.mark.exercise
def test_iou_full(student):
    """全是 True 的大图，一个也没有数丢。"""
    full = np.ones((2, 40, 41), dtype=bool)
    half = full.copy()
    half[:, :20] = False
    compare(student, (full, half), (full, full))


@pytest.mark.exercise
def test_iou_keeps_inputs(student, rng):
    """两个数组在调用之后保持原样，内存不连续时也对。"""
    for pair in zip(*(kit.layouts(m) for m in some(rng, 3))):
        before = [m.copy() for m in pair]
        compare(student, pair)
        for now, then, label in zip(pair, before, ("prediction", "target")):
            kit.unchanged(now, then, label)
