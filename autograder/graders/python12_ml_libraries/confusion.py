"""Hidden tests of confusion: a loop that counts pairs."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import whole

NAMES = {(1, 1): "hits", (0, 1): "false_alarms", (1, 0): "misses", (0, 0): "correct_dry"}


def counted(y_true: np.ndarray, y_pred: np.ndarray) -> dict[str, int]:
    """The four numbers."""
    found = dict.fromkeys(NAMES.values(), 0)
    for truth, said in zip(y_true.tolist(), y_pred.tolist()):
        found[NAMES[int(truth), int(said)]] += 1
    return found


def same_counts(result, want):
    """Fail unless these are the four keys and numbers, all of them whole."""
    kit.same({key: whole(value) for key, value in kit.mapping(result, tuple(want)).items()}, want)


def days(rng, count):
    """Two random arrays of 0 and 1; the second says rain more often, so that no two of the numbers are equal for long."""
    return (rng.random(count) < 0.35).astype(int), (rng.random(count) < 0.6).astype(int)


@pytest.mark.exercise(core=True)
def test_confusion_of_bools(student, rng):
    """两个都是真假。"""
    y_true, y_pred = (array == 1 for array in days(rng, 101))
    want = counted(y_true, y_pred)
    same_counts(student.confusion(y_true, y_pred), want)


@pytest.mark.exercise(core=True)
def test_confusion_of_numbers(student, rng):
    """两个都是 0 和 1。"""
    y_true, y_pred = days(rng, 101)
    want = counted(y_true, y_pred)
    same_counts(student.confusion(y_true, y_pred), want)


@pytest.mark.exercise
@pytest.mark.parametrize("kinds", [(bool, int), (int, bool), (np.int8, np.int64)])
def test_confusion_of_both_kinds(student, rng, kinds):
    """一个是真假、一个是 0 和 1；或者是不同的整数类型。"""
    y_true, y_pred = (array.astype(kind) for array, kind in zip(days(rng, 97), kinds))
    want = counted(y_true, y_pred)
    same_counts(student.confusion(y_true, y_pred), want)


@pytest.mark.exercise
@pytest.mark.parametrize("pair", list(NAMES))
def test_confusion_of_one_day(student, pair):
    """只有一天：四个数里一个是 1，别的是 0。"""
    for kind in (int, bool):
        y_true, y_pred = np.array([pair[0]], dtype=kind), np.array([pair[1]], dtype=kind)
        same_counts(student.confusion(y_true, y_pred), counted(y_true, y_pred))


@pytest.mark.exercise
def test_confusion_of_no_day(student):
    """一天也没有，四个 0。"""
    same_counts(student.confusion(np.zeros(0, dtype=int), np.zeros(0, dtype=int)), counted(*np.zeros((2, 0))))


@pytest.mark.exercise
def test_confusion_always_dry(student, rng):
    """永远猜不下：没有命中，也没有空报。"""
    y_true = days(rng, 53)[0]
    y_pred = np.zeros(53, dtype=int)
    want = counted(y_true, y_pred)
    same_counts(student.confusion(y_true, y_pred), want)


@pytest.mark.exercise
def test_confusion_keeps_inputs(student, rng):
    """传进去的两个数组在调用之后保持原样。"""
    y_true, y_pred = days(rng, 31)
    before = y_true.copy(), y_pred.copy()
    student.confusion(y_true, y_pred)
    kit.unchanged(y_true, before[0], "y_true")
    kit.unchanged(y_pred, before[1], "y_pred")
