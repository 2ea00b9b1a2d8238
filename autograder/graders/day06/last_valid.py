"""Hidden tests of last_valid: the state at each row's length less one."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit


def last_valid(hs: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """The state after the last real character of each row."""
    return np.stack([row[length - 1] for row, length in zip(hs, lengths)])


@pytest.mark.exercise(core=True)
def test_last_valid_values(student, rng):
    """第 i 行取的是第 lengths[i] 步的状态（从 1 数起），形状是 (n, hidden)。"""
    hs, lengths = rng.normal(size=(7, 5, 3)), np.array([2, 5, 1, 3, 4, 2, 3])
    want = last_valid(hs, lengths)
    kit.close(student.last_valid(hs, lengths), want)


@pytest.mark.exercise
def test_last_valid_extremes(student, rng):
    """长度是 1 和长度是 t 的行也对。"""
    hs, lengths = rng.normal(size=(4, 7, 2)), np.array([1, 7, 7, 1])
    want = last_valid(hs, lengths)
    kit.close(student.last_valid(hs, lengths), want)


@pytest.mark.exercise
def test_last_valid_small_sizes(student, rng):
    """只有一行、只有一步或只有一个单元时，形状也是 (n, hidden)。"""
    cases = [((1, 5, 3), [2]), ((3, 1, 2), [1, 1, 1]), ((2, 5, 1), [4, 2]), ((1, 3, 1), [2])]
    inputs = [(rng.normal(size=shape), np.array(lengths)) for shape, lengths in cases]
    wants = [last_valid(*arguments) for arguments in inputs]
    results = [student.last_valid(*arguments) for arguments in inputs]
    for result, want in zip(results, wants):
        kit.close(result, want)


@pytest.mark.exercise
def test_last_valid_zeros_inside(student, rng):
    """状态里恰好有 0 也照样按 lengths 取，与数值无关；句长之外是什么也无关。"""
    hs, lengths = rng.normal(size=(3, 5, 2)), np.array([2, 4, 3])
    hs[0, 1] = 0.0
    hs[1, 4], hs[2, 3:] = 1e6, 0.0
    want = last_valid(hs, lengths)
    kit.close(student.last_valid(hs, lengths), want)


@pytest.mark.exercise
def test_last_valid_keeps_inputs(student, rng):
    """hs 和 lengths 在调用之后保持原样；lengths 可以是 int32。"""
    hs, lengths = rng.normal(size=(3, 5, 2)), np.array([2, 5, 3], dtype=np.int32)
    before, want = (hs.copy(), lengths.copy()), last_valid(hs, lengths)
    result = student.last_valid(hs, lengths)
    kit.unchanged(hs, before[0], "hs")
    kit.unchanged(lengths, before[1], "lengths")
    kit.close(result, want)
