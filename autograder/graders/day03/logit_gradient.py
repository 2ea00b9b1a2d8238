"""Hidden tests of logit_gradient: the difference between probability and label."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import LABEL_TYPES, both_labels, one_by_one, probabilities


def logit_gradient(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient of the mean loss by the logits."""
    return np.where(np.asarray(y) == 1, p - 1.0, p) / len(p)


@pytest.mark.exercise(core=True)
def test_logit_gradient_values(student, rng):
    """返回平均损失对每个打分的梯度，形状与 y_pred 相同。"""
    p, y = probabilities(rng, 11), both_labels(rng, 11).astype(float)
    want = logit_gradient(p, y)
    kit.close(student.logit_gradient(p, y), want, rtol=1e-6)


@pytest.mark.exercise
def test_logit_gradient_one_sample(student, rng):
    """只有一个样本时也返回数组，标签是 0 或 1 都要算对。"""
    p = probabilities(rng, 1)
    wants = [logit_gradient(p, np.array([label])) for label in (0, 1)]
    results = [student.logit_gradient(p, np.array([label])) for label in (0, 1)]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=1e-6)


@pytest.mark.exercise(weight=2)
def test_logit_gradient_certain(student, rng):
    """概率恰好是 0 或 1 时没有除以 0：猜错的样本梯度最大，猜对的是 0。"""
    samples = one_by_one(np.array([0.0, 1.0, 0.0, 1.0, 0.02, 0.97]), np.array([1, 0, 0, 1, 1, 0]))
    wants = [logit_gradient(p, y) for p, y in samples]
    results = [student.logit_gradient(p, y) for p, y in samples]
    for want, result in zip(wants, results):
        kit.close(result, want, atol=1e-6)


@pytest.mark.exercise
def test_logit_gradient_label_types(student, rng):
    """标签可以是任何数值类型，包括无符号整数。"""
    samples = one_by_one(probabilities(rng, 3), both_labels(rng, 3))
    wants = [logit_gradient(p, y) for p, y in samples]
    results = [[student.logit_gradient(p, y.astype(dtype)) for p, y in samples] for dtype in LABEL_TYPES]
    for given in results:
        for want, result in zip(wants, given):
            kit.close(result, want, rtol=1e-6)


@pytest.mark.exercise
def test_logit_gradient_many_samples(student, rng):
    """样本很多时仍然除以样本数；数组的内存可以不连续。"""
    p, y = probabilities(rng, 107), both_labels(rng, 107)
    want = logit_gradient(p, y)
    kit.close(student.logit_gradient(kit.with_gaps(p), kit.with_gaps(y)), want, rtol=1e-6)


@pytest.mark.exercise
def test_logit_gradient_keeps_inputs(student, rng):
    """传进去的 y_pred 和 y_true 在调用之后保持原样。"""
    p, y = probabilities(rng, 11), both_labels(rng, 11).astype(float)
    before = p.copy(), y.copy()
    student.logit_gradient(p, y)
    kit.unchanged(p, before[0], "y_pred")
    kit.unchanged(y, before[1], "y_true")
