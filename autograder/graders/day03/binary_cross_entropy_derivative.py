"""Hidden tests of binary_cross_entropy_derivative: one fraction for each sample."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import LABEL_TYPES, both_labels, one_by_one, probabilities


def binary_cross_entropy_derivative(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Gradient of the mean loss by the probabilities."""
    return np.where(np.asarray(y) == 1, -1.0 / p, 1.0 / (1.0 - p)) / len(p)


@pytest.mark.exercise(core=True)
def test_loss_derivative_values(student, rng):
    """返回平均损失对每个预测概率的导数，形状与 y_pred 相同。"""
    p, y = probabilities(rng, 11), both_labels(rng, 11).astype(float)
    want = binary_cross_entropy_derivative(p, y)
    kit.close(student.binary_cross_entropy_derivative(p, y), want, rtol=1e-6)


@pytest.mark.exercise
def test_loss_derivative_one_sample(student, rng):
    """只有一个样本时也返回数组，标签是 0 或 1 都要算对。"""
    p = probabilities(rng, 1)
    wants = [binary_cross_entropy_derivative(p, np.array([label])) for label in (0, 1)]
    results = [student.binary_cross_entropy_derivative(p, np.array([label])) for label in (0, 1)]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=1e-6)


@pytest.mark.exercise
def test_loss_derivative_near_the_ends(student, rng):
    """概率离 0 和 1 很近时，导数可以很大，仍要算准。"""
    near = 10.0 ** rng.uniform(-4.9, -4, 4)
    samples = one_by_one(np.where([True, True, False, False], near, 1 - near), np.array([1, 0, 1, 0]))
    wants = [binary_cross_entropy_derivative(p, y) for p, y in samples]
    results = [student.binary_cross_entropy_derivative(p, y) for p, y in samples]
    for want, result in zip(wants, results):
        # 1e-8 in a denominator of 1e-5.
        kit.close(result, want, rtol=2e-3)


@pytest.mark.exercise
def test_loss_derivative_label_types(student, rng):
    """标签可以是任何数值类型，包括无符号整数。"""
    samples = one_by_one(probabilities(rng, 3), both_labels(rng, 3))
    wants = [binary_cross_entropy_derivative(p, y) for p, y in samples]
    results = [
        [student.binary_cross_entropy_derivative(p, y.astype(dtype)) for p, y in samples]
        for dtype in LABEL_TYPES
    ]
    for given in results:
        for want, result in zip(wants, given):
            kit.close(result, want, rtol=1e-6)


@pytest.mark.exercise
def test_loss_derivative_many_samples(student, rng):
    """样本很多时仍然除以样本数；数组的内存可以不连续。"""
    p, y = probabilities(rng, 107), both_labels(rng, 107)
    want = binary_cross_entropy_derivative(p, y)
    kit.close(student.binary_cross_entropy_derivative(kit.with_gaps(p), kit.with_gaps(y)), want, rtol=1e-6)


@pytest.mark.exercise
def test_loss_derivative_keeps_inputs(student, rng):
    """传进去的 y_pred 和 y_true 在调用之后保持原样。"""
    p, y = probabilities(rng, 11), both_labels(rng, 11).astype(float)
    before = p.copy(), y.copy()
    student.binary_cross_entropy_derivative(p, y)
    kit.unchanged(p, before[0], "y_pred")
    kit.unchanged(y, before[1], "y_true")
