"""Hidden tests of binary_cross_entropy: the probabilities of the right answers, clipped."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import LABEL_TYPES, LOSS_RTOL, both_labels, one_by_one, probabilities


def binary_cross_entropy(p: np.ndarray, y: np.ndarray, eps: float = 1e-7) -> float:
    """Mean of −log of the probability of the right answer, kept within ``[eps, 1 − eps]``."""
    p = np.minimum(np.maximum(p, eps), 1.0 - eps)
    right = np.where(np.asarray(y) == 1, p, 1.0 - p)
    return float(-np.log(right).sum() / len(right))


@pytest.mark.exercise(core=True)
def test_loss_values(student, rng):
    """损失是一个数：每个样本取给正确答案的概率，取负对数，再对样本求平均。"""
    p, y = probabilities(rng, 11), both_labels(rng, 11).astype(float)
    want = binary_cross_entropy(p, y)
    kit.close(student.binary_cross_entropy(p, y), want, rtol=LOSS_RTOL)


@pytest.mark.exercise
def test_loss_one_sample(student, rng):
    """只有一个样本时，标签是 0 或 1 都要算对。"""
    p = probabilities(rng, 1)
    wants = [binary_cross_entropy(p, np.array([label])) for label in (0, 1)]
    results = [student.binary_cross_entropy(p, np.array([label])) for label in (0, 1)]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=LOSS_RTOL)


@pytest.mark.exercise
def test_loss_many_samples(student, rng):
    """样本很多时仍然求平均；数组的内存可以不连续。"""
    p, y = probabilities(rng, 307), both_labels(rng, 307)
    want = binary_cross_entropy(p, y)
    results = [
        student.binary_cross_entropy(p, y),
        student.binary_cross_entropy(kit.with_gaps(p), kit.with_gaps(y)),
    ]
    for result in results:
        kit.close(result, want, rtol=LOSS_RTOL)


@pytest.mark.exercise
def test_loss_label_types(student, rng):
    """标签可以是任何数值类型，包括无符号整数。"""
    samples = one_by_one(probabilities(rng, 3), both_labels(rng, 3))
    wants = [binary_cross_entropy(p, y) for p, y in samples]
    results = [
        [student.binary_cross_entropy(p, y.astype(dtype)) for p, y in samples] for dtype in LABEL_TYPES
    ]
    for given in results:
        for want, result in zip(wants, given):
            kit.close(result, want, rtol=LOSS_RTOL)


@pytest.mark.exercise
def test_loss_small_probability(student, rng):
    """给正确答案的概率很小但不是 0 时，取对数之前不能把它换成大得多的数。"""
    samples = one_by_one(np.array([2e-5, 1 - 3e-5]), np.array([1, 0]))
    wants = [binary_cross_entropy(p, y) for p, y in samples]
    results = [student.binary_cross_entropy(p, y) for p, y in samples]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=2e-3)


@pytest.mark.exercise(weight=2)
def test_loss_certain(student, rng):
    """概率恰好是 0 或 1 时，损失仍是有限的数：猜对时接近 0，猜错时由 eps 决定。"""
    wrong = one_by_one(np.array([0.0, 1.0]), np.array([1, 0]))
    right = one_by_one(np.array([0.0, 1.0]), np.array([0, 1]))
    wants = [binary_cross_entropy(p, y) for p, y in wrong]
    results = [student.binary_cross_entropy(p, y) for p, y in wrong]
    certain = [student.binary_cross_entropy(p, y) for p, y in right]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=0.02)
    for result in certain:
        kit.close(result, 0.0, atol=2e-6)


@pytest.mark.exercise
def test_loss_other_eps(student, rng):
    """截断的界限由参数 eps 决定；截的是预测，两头都截，标签不动。"""
    p, y = np.array([0.01, 0.99, 0.02, 0.98, 0.0, 1.0]), np.array([1, 0, 0, 1, 1, 0])
    samples = one_by_one(np.append(p, rng.uniform(0.3, 0.7, 2)), np.append(y, [0, 1]))
    wants = [binary_cross_entropy(*sample, eps) for eps in (0.2, 0.05) for sample in samples]
    results = [
        *(student.binary_cross_entropy(*sample, 0.2) for sample in samples),
        *(student.binary_cross_entropy(*sample, eps=0.05) for sample in samples),
    ]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=LOSS_RTOL)


@pytest.mark.exercise
def test_loss_keeps_inputs(student, rng):
    """传进去的 y_pred 和 y_true 在调用之后保持原样，需要截断时也一样。"""
    p, y = probabilities(rng, 11), both_labels(rng, 11).astype(float)
    p[:2] = [0.0, 1.0]
    before = p.copy(), y.copy()
    student.binary_cross_entropy(p, y)
    kit.unchanged(p, before[0], "y_pred")
    kit.unchanged(y, before[1], "y_true")
