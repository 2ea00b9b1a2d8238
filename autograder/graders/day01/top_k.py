"""Hidden tests of top_k: Python's own sort by score and number."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit


def top_k(scores: np.ndarray, k: int) -> np.ndarray:
    """Sort the columns of each row by (score, number), best first."""
    rows = scores.tolist()
    return np.array([sorted(range(len(row)), key=lambda j: (-row[j], j))[:k] for row in rows])


@pytest.mark.exercise(core=True)
def test_top_k_values(student, rng):
    """每一行各自取分数最高的 k 个，返回它们的下标，最高的在前。"""
    scores = rng.normal(size=(7, 29))
    want = top_k(scores, 11)
    kit.close(kit.array(student.top_k(scores, 11), dtype="iu"), want)


@pytest.mark.exercise
def test_top_k_long_rows(student, rng):
    """一行很长、k 很大时，取出的 k 个也从高到低排好。"""
    scores = rng.normal(size=(3, 2003))
    want = top_k(scores, 401)
    kit.close(student.top_k(scores, 401), want)


@pytest.mark.exercise(weight=2)
def test_top_k_ties(student, rng):
    """分数并列时，下标小的在前，一行再长也一样。"""
    scores = rng.integers(0, 4, size=(5, 307)).astype(float)
    want = top_k(scores, 101)
    kit.close(student.top_k(scores, 101), want)


@pytest.mark.exercise
def test_top_k_all_equal(student):
    """一行全都相同时，结果就是 0、1、2……"""
    kit.close(student.top_k(np.full((3, 211), -2.5), 5), np.tile(np.arange(5), (3, 1)))


@pytest.mark.exercise
def test_top_k_extremes(student, rng):
    """k 等于 1 或等于列数时也正确。"""
    scores = rng.normal(size=(11, 7))
    wants = [top_k(scores, k) for k in (1, 7)]
    results = [student.top_k(scores, k) for k in (1, 7)]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_top_k_more_than_rows(student, rng):
    """k 比行数大、不比列数大时，照样取 k 个。"""
    scores = rng.normal(size=(2, 13))
    want = top_k(scores, 5)
    kit.close(student.top_k(scores, 5), want)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(3, 5), (11, 5)])
def test_top_k_refuses(student, rng, shape):
    """k 比列数大时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.top_k(rng.normal(size=shape), 6)


@pytest.mark.exercise
def test_top_k_one_row(student, rng):
    """只有一行时，结果仍是二维数组。"""
    scores = rng.normal(size=(1, 11))
    want = top_k(scores, 3)
    kit.close(student.top_k(scores, 3), want)


@pytest.mark.exercise
def test_top_k_numbers(student, rng):
    """整数的分数、全是负数的分数也可以。"""
    inputs = [np.argsort(rng.random((5, 13)), axis=1) - 3, -10.0 - rng.random((3, 7))]
    wants = [top_k(scores, 4) for scores in inputs]
    results = [student.top_k(scores, 4) for scores in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_top_k_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也可以。"""
    scores = rng.normal(size=(5, 7))
    want = top_k(scores, 3)
    results = [student.top_k(same, 3) for same in kit.layouts(scores)]
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise
def test_top_k_keeps_input(student, rng):
    """传进去的 scores 在调用之后保持原样。"""
    scores = rng.normal(size=(5, 7))
    before = scores.copy()
    student.top_k(scores, 3)
    kit.unchanged(scores, before, "scores")
