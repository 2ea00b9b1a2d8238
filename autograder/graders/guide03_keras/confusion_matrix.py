"""Hidden tests of confusion_matrix: a count for each pair of classes."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit


def confusion_matrix(y_true: np.ndarray, y_pred: np.ndarray, k: int) -> np.ndarray:
    """The samples of each truth and each judgement, counted one pair at a time."""
    pairs = list(zip(y_true.tolist(), y_pred.tolist(), strict=True))
    return np.array([[pairs.count((t, p)) for p in range(k)] for t in range(k)])


@pytest.mark.exercise(core=True)
def test_matrix_counts(student, rng):
    """每一格是真的是这一行、被判成这一列的样本数，返回整数数组。"""
    y_true, y_pred = rng.integers(3, size=47), rng.integers(3, size=47)
    want = confusion_matrix(y_true, y_pred, 3)
    result = student.confusion_matrix(y_true, y_pred, 3)
    kit.array(result, (3, 3), "iu")
    kit.close(result, want)


@pytest.mark.exercise
def test_matrix_one_sample(student):
    """只有一个判错的样本时，它在真相那一行、判断那一列。"""
    want = np.zeros((4, 4))
    want[2, 1] = 1
    kit.close(student.confusion_matrix(np.array([2]), np.array([1]), 4), want)


@pytest.mark.exercise
def test_matrix_all_right(student, rng):
    """全部判对时只有对角线，每一格是那一类的个数。"""
    y = np.repeat([0, 1, 2], [2, 5, 3])
    kit.close(student.confusion_matrix(y, y.copy(), 3), np.diag([2, 5, 3]))


@pytest.mark.exercise
def test_matrix_absent_classes(student, rng):
    """没有样本的类也占一行一列；一个样本也没有时全是零。"""
    y_true, y_pred = rng.integers(1, 3, size=11), rng.integers(1, 3, size=11)
    cases = [(y_true, y_pred), (y_true[:0], y_pred[:0])]
    wants = [confusion_matrix(*case, 5) for case in cases]
    results = [student.confusion_matrix(*case, 5) for case in cases]
    for want, result in zip(wants, results):
        kit.array(result, (5, 5), "iu")
        kit.close(result, want)


@pytest.mark.exercise
def test_matrix_small_types(student, rng):
    """类很多、标签是小的整数类型时，也不会绕回去。"""
    y_true, y_pred = (rng.integers(20, size=101).astype(np.uint8) for _ in range(2))
    cases = [(y_true, y_pred), (y_true.astype(np.int8), y_pred.astype(np.int8))]
    want = confusion_matrix(y_true, y_pred, 20)
    for result in [student.confusion_matrix(*case, 20) for case in cases]:
        kit.close(result, want)


@pytest.mark.exercise
def test_matrix_keeps_inputs(student, rng):
    """输入可以不连续，在调用之后保持原样。"""
    y_true, y_pred = (kit.with_gaps(rng.integers(4, size=13)) for _ in range(2))
    before, want = (y_true.copy(), y_pred.copy()), confusion_matrix(y_true, y_pred, 4)
    result = student.confusion_matrix(y_true, y_pred, 4)
    kit.unchanged(y_true, before[0], "y_true")
    kit.unchanged(y_pred, before[1], "y_pred")
    kit.close(result, want)
