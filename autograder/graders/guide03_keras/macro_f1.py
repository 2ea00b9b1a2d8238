"""Hidden tests of macro_f1: precision and recall of each class in exact fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from autograder import kit


def macro_f1(matrix: np.ndarray) -> float:
    """The mean of the harmonic means of precision and recall."""
    scores = []
    for c, hits in enumerate(np.diag(matrix).tolist()):
        if hits == 0:
            scores.append(Fraction(0))
        else:
            precision, recall = (Fraction(hits, int(matrix.sum(axis=axis)[c])) for axis in (0, 1))
            scores.append(2 * precision * recall / (precision + recall))
    return float(sum(scores) / len(scores))


def a_matrix(rng: np.random.Generator, k: int) -> np.ndarray:
    """Counts with hits for each class, and classes of unlike size."""
    return rng.integers(1, 9, size=(k, k)) * rng.permutation(2 ** np.arange(k))[:, None]


@pytest.mark.exercise(core=True)
def test_f1_values(student, rng):
    """每一类的精确率和召回率取调和平均，再对各类平均。"""
    matrices = [a_matrix(rng, k) for k in (3, 5)]
    wants = [macro_f1(m) for m in matrices]
    results = [student.macro_f1(m) for m in matrices]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_f1_one_class_large(student):
    """一类占绝大多数时，少数的类一票的分量照样相同。"""
    matrix = np.array([[990, 3], [7, 2]])
    want = macro_f1(matrix)
    kit.close(student.macro_f1(matrix), want)


@pytest.mark.exercise
def test_f1_class_without_hit(student):
    """一个也没判对的类算零，照样参加平均。"""
    matrices = [
        np.array([[5, 0, 2], [3, 0, 1], [0, 0, 4]]),
        np.array([[4, 1], [0, 0]]),
        np.array([[0, 2], [3, 0]]),
    ]
    wants = [macro_f1(m) for m in matrices]
    results = [student.macro_f1(m) for m in matrices]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_f1_absent_class(student):
    """既没有样本、也没有被判到的类算零，不是 NaN，不跳过。"""
    matrices = [
        np.diag([4, 0, 3, 0, 5]),
        np.array([[5, 2, 0], [1, 4, 0], [0, 0, 0]]),
        np.zeros((3, 3), dtype=int),
    ]
    wants = [macro_f1(m) for m in matrices]
    results = [student.macro_f1(m) for m in matrices]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_f1_without_warning(student):
    """有没出现的类时也不发出警告。"""
    matrix = np.array([[5, 2, 0], [1, 4, 0], [0, 0, 0]])
    want = macro_f1(matrix)
    with student.strict_warnings():
        result = student.macro_f1(matrix)
    kit.close(result, want)


@pytest.mark.exercise
def test_f1_all_right(student):
    """全部判对时是一。"""
    kit.close(student.macro_f1(np.diag([3, 1, 7])), 1.0)


@pytest.mark.exercise
def test_f1_keeps_input(student, rng):
    """矩阵可以是别的整数类型、转置得来的，在调用之后保持原样。"""
    matrix = a_matrix(rng, 3).astype(np.int32).T
    before, want = matrix.copy(), macro_f1(matrix)
    result = student.macro_f1(matrix)
    kit.unchanged(matrix, before, "matrix")
    kit.close(result, want)
