"""Hidden tests of cross_entropy: the chosen probabilities through one-hot rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import one_hot

# What an eps inside the logarithm, or rounding in float32 on the way, may move a loss.
LOSS_RTOL = 5e-6


def cross_entropy(probs: np.ndarray, labels: np.ndarray) -> float:
    """Mean of −log p[label]; every p[label] must be positive."""
    chosen = (probs * one_hot(labels, probs.shape[1])).sum(axis=1)
    return float(-np.log(chosen).sum() / len(labels))


def plain_probs(rng: np.random.Generator, n: int, c: int) -> np.ndarray:
    """Rows of probabilities none of which is small: an eps inside the logarithm does not show."""
    p = rng.uniform(0.5, 1.5, size=(n, c))
    return p / p.sum(axis=1, keepdims=True)


@pytest.mark.exercise(core=True)
def test_cross_entropy_values(student, rng):
    """损失是一个数：每个样本取正确类别的概率，取负对数，再对样本求平均。"""
    probs, labels = plain_probs(rng, 7, 5), rng.integers(0, 5, 7)
    want = cross_entropy(probs, labels)
    kit.close(student.cross_entropy(probs, labels), want, rtol=LOSS_RTOL)


@pytest.mark.exercise
def test_cross_entropy_one_sample(student, rng):
    """只有一个样本时，损失就是这个样本的负对数概率。"""
    probs, labels = plain_probs(rng, 1, 5), rng.integers(0, 5, 1)
    want = cross_entropy(probs, labels)
    kit.close(student.cross_entropy(probs, labels), want, rtol=LOSS_RTOL)


@pytest.mark.exercise
def test_cross_entropy_many_samples(student, rng):
    """样本比类别多得多时，仍然对样本求平均；标签可以是任何整数类型。"""
    probs, labels = plain_probs(rng, 307, 3), rng.integers(0, 3, 307)
    want = cross_entropy(probs, labels)
    results = [student.cross_entropy(probs, labels.astype(dtype)) for dtype in ("uint8", "int16")]
    for result in results:
        kit.close(result, want, rtol=LOSS_RTOL)


def check_plain(student: Any, rng: np.random.Generator) -> None:
    """Fail unless the loss of plain probabilities is right: a wrong formula looks the same in every test then."""
    probs, labels = plain_probs(rng, 7, 5), rng.integers(0, 5, 7)
    want = cross_entropy(probs, labels)
    kit.close(student.cross_entropy(probs, labels), want, rtol=LOSS_RTOL)


@pytest.mark.exercise
def test_cross_entropy_small_probability(student, rng):
    """概率很小但不是 0 时，取对数之前不能把它换成大得多的数。"""
    check_plain(student, rng)
    probs, labels = plain_probs(rng, 5, 3), np.array([2, 0, 1, 1, 0])
    for row, power in ((0, -3.0), (3, -4.0)):
        rest = np.delete(np.arange(3), labels[row])
        probs[row, labels[row]] = 10.0**power
        probs[row, rest] *= (1.0 - 10.0**power) / probs[row, rest].sum()
    want = cross_entropy(probs, labels)
    loss = student.cross_entropy(probs, labels)
    # By how much it is too small depends on the limit that somebody took.
    kit.record(student, kit.scalar(loss) < want)
    kit.close(loss, want, rtol=5e-3)


@pytest.mark.exercise(weight=2)
def test_cross_entropy_probability_zero(student, rng):
    """正确类别的概率恰好是 0 时，损失很大（下限不能取大了），但仍是有限的数，不是 Inf 或 NaN。"""
    check_plain(student, rng)
    probs, labels = plain_probs(rng, 3, 5), np.array([4, 1, 3])
    for row in (0, 2):
        probs[row, labels[row]] = 0.0
    rest = -np.log(probs[1, 1]) / 3
    loss = kit.scalar(student.cross_entropy(probs, labels))
    # How small the loss is depends on the eps that somebody took.
    kit.record(
        student, "not finite" if not np.isfinite(loss) else "rest" if loss < rest + 0.1 else loss < 10.4
    )
    if not np.isfinite(loss):
        kit.fail("not-finite", "有概率为 0 时损失不是有限的数")
    # Two of three samples with the largest eps that the lesson allows, 1e-7: 2 · 16.1 / 3.
    kit.require(loss > 10.4, "有概率为 0 时损失应当很大，下限取大了它就小了")


@pytest.mark.exercise
def test_cross_entropy_certain(student, rng):
    """每个样本的正确类别概率都是 1 时，损失是 0。"""
    check_plain(student, rng)
    labels = rng.integers(0, 5, 7)
    kit.close(student.cross_entropy(one_hot(labels, 5), labels), 0.0, atol=2e-6)


@pytest.mark.exercise
def test_cross_entropy_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也能用。"""
    probs, labels = plain_probs(rng, 7, 5), rng.integers(0, 5, 7)
    want = cross_entropy(probs, labels)
    results = [student.cross_entropy(same, labels) for same in kit.layouts(probs)]
    for result in results:
        kit.close(result, want, rtol=LOSS_RTOL)


@pytest.mark.exercise
def test_cross_entropy_keeps_inputs(student, rng):
    """传进去的 probs 和 labels 在调用之后保持原样，有概率为 0 时也一样。"""
    probs, labels = plain_probs(rng, 7, 5), rng.integers(0, 5, 7)
    # Of a class that is not the right one: the loss does not depend on how a student cuts it off.
    probs[2, (labels[2] + 1) % 5] = 0.0
    before = probs.copy(), labels.copy()
    student.cross_entropy(probs, labels)
    kit.unchanged(probs, before[0], "probs")
    kit.unchanged(labels, before[1], "labels")
