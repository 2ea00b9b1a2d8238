"""Hidden tests of roc_auc: every pair counted in exact fractions, and a large input with a known answer."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from autograder import kit


def roc_auc(scores: np.ndarray, labels: np.ndarray) -> float:
    """Every pair of a positive and a negative: won, lost or even."""
    pairs = [(a, b) for a in scores[labels == 1].tolist() for b in scores[labels == 0].tolist()]
    points = sum(Fraction(a > b) + Fraction(a == b) / 2 for a, b in pairs)
    return float(points / len(pairs))


def a_case(rng: np.random.Generator, n: int, levels: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores of which many are equal where ``levels`` are few, and labels of both kinds, unbalanced."""
    labels = rng.permutation((np.arange(n) % 3 == 0).astype(int))
    return (rng.integers(levels, size=n) + labels * levels // 4) / 8.0, labels


@pytest.mark.exercise(core=True)
def test_auc_without_ties(student, rng):
    """分数各不相同时，是正例高于反例的对数所占的份额。"""
    labels = rng.permutation(np.repeat([0, 1], [13, 7]))
    scores = rng.permutation(20) / 4.0 + 1.5 * labels
    scores += np.arange(20) * 1e-4
    want = roc_auc(scores, labels)
    kit.close(student.roc_auc(scores, labels), want)


@pytest.mark.exercise(weight=2)
def test_auc_ties(student, rng):
    """同分的对算一半，与样本的次序无关。"""
    cases = [a_case(rng, n, levels) for n, levels in ((31, 4), (17, 2), (23, 8))]
    cases += [(scores[::-1].copy(), labels[::-1].copy()) for scores, labels in cases]
    wants = [roc_auc(*case) for case in cases]
    results = [student.roc_auc(*case) for case in cases]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_auc_all_even(student):
    """分数全都相同时是一半，不论哪一类排在前面。"""
    labels = np.array([1, 1, 1, 0, 0])
    results = [student.roc_auc(np.full(5, 0.25), a) for a in (labels, labels[::-1].copy())]
    for result in results:
        kit.close(result, 0.5)


@pytest.mark.exercise
def test_auc_best_and_worst(student):
    """全排对是一，全排反是零；只看次序，不看分数的大小。"""
    scores, labels = np.array([-7.0, 1e6, 2.0, -30.0]), np.array([0, 1, 1, 0])
    results = [student.roc_auc(scores, labels), student.roc_auc(-scores, labels)]
    for want, result in zip((1.0, 0.0), results):
        kit.close(result, want)


@pytest.mark.exercise
def test_auc_kinds_of_input(student, rng):
    """分数可以是整数；标签可以是无符号整数、布尔；数组可以不连续。"""
    scores, labels = a_case(rng, 23, 5)
    whole = np.rint(8 * scores).astype(int)
    want = roc_auc(whole, labels)
    cases = [
        (whole, labels.astype(np.uint8)),
        (whole, labels.astype(bool)),
        (kit.with_gaps(whole), kit.with_gaps(labels)),
    ]
    for result in [student.roc_auc(*case) for case in cases]:
        kit.close(result, want)


@pytest.mark.exercise
@pytest.mark.parametrize("label", [0, 1])
def test_auc_one_class(student, rng, label):
    """标签只有一种时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.roc_auc(rng.normal(size=5), np.full(5, label))


@pytest.mark.exercise
def test_auc_many_samples(student, rng):
    """样本有二十万个时也能算：不能把所有的对列成一张表。"""
    # A permutation of 0 … n − 1 in which the positives are every other number: known without counting.
    n = 200_000
    scores = rng.permutation(n).astype(float)
    labels = (scores % 2 == 1).astype(int)
    want = 0.5 + 1 / n
    kit.close(student.roc_auc(scores, labels), want, atol=1e-9)


@pytest.mark.exercise
def test_auc_keeps_inputs(student, rng):
    """传进去的分数和标签在调用之后保持原样。"""
    scores, labels = a_case(rng, 13, 50)
    before = scores.copy(), labels.copy()
    student.roc_auc(scores, labels)
    kit.unchanged(scores, before[0], "scores")
    kit.unchanged(labels, before[1], "labels")
