"""Hidden tests of label_smoothing_loss: PyTorch's cross-entropy and autograd in float64."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from autograder import kit

NAMES = ("loss", "gradient")
PARTS = pytest.mark.parametrize("which", range(2), ids=NAMES)


def smoothed(logits: np.ndarray, labels: np.ndarray, smoothing: float) -> tuple[np.ndarray, np.ndarray]:
    """(loss, gradient)."""
    leaf = torch.tensor(np.ascontiguousarray(logits, dtype=np.float64), requires_grad=True)
    loss = F.cross_entropy(leaf, torch.tensor(np.asarray(labels, dtype=np.int64)), label_smoothing=smoothing)
    (gradient,) = torch.autograd.grad(loss, leaf)
    return loss.detach().numpy(), gradient.numpy()


def check(student: Any, logits: np.ndarray, labels: np.ndarray, smoothing: float, which: int) -> None:
    """Compare one of the two results; the transcript keeps it alone."""
    want = smoothed(logits, labels, smoothing)[which]
    found = kit.sequence(student.label_smoothing_loss(logits, labels, smoothing), 2)[which]
    kit.record(student, found)
    kit.close(found, want, name=NAMES[which])


def some_labels(rng: np.random.Generator, n: int, k: int) -> np.ndarray:
    """Labels of n samples out of k classes."""
    return rng.integers(k, size=n)


@pytest.mark.exercise(core=True)
@PARTS
@pytest.mark.parametrize("size", [(7, 5), (3, 11)], ids=str)
def test_smoothing(student, rng, size, which):
    """损失和梯度都对：目标是 one-hot 与均匀分布的混合，对批求平均。"""
    check(student, rng.normal(size=size), some_labels(rng, *size), 0.3, which)


@pytest.mark.exercise
@PARTS
def test_smoothing_none(student, rng, which):
    """不平滑时就是普通的交叉熵。"""
    check(student, rng.normal(size=(7, 5)), some_labels(rng, 7, 5), 0.0, which)


@pytest.mark.exercise
@PARTS
def test_smoothing_whole(student, rng, which):
    """平滑到底时，目标是均匀分布，与标签无关。"""
    check(student, rng.normal(size=(7, 5)), some_labels(rng, 7, 5), 1.0, which)


@pytest.mark.exercise
@PARTS
@pytest.mark.parametrize("smoothing", [0.0, 0.2])
def test_smoothing_one_sample(student, rng, smoothing, which):
    """一批只有一个样本。"""
    check(student, rng.normal(size=(1, 5)), some_labels(rng, 1, 5), smoothing, which)


@pytest.mark.exercise
@PARTS
def test_smoothing_two_classes(student, rng, which):
    """只有两类时，错的那一类也只分到一半的平滑。"""
    check(student, rng.normal(size=(7, 2)), some_labels(rng, 7, 2), 0.4, which)


@pytest.mark.exercise
@PARTS
@pytest.mark.parametrize("size", [(7, 5), (5, 5)], ids=str)
def test_smoothing_equal_scores(student, rng, size, which):
    """打分都相同的时候，概率是均匀的。"""
    check(student, np.full(size, 2.0), some_labels(rng, *size), 0.2, which)


@pytest.mark.exercise
@PARTS
@pytest.mark.parametrize("scale", [1e3, 1e4])
@pytest.mark.parametrize("smoothing", [0.0, 0.2])
def test_smoothing_large_scores(student, rng, scale, smoothing, which):
    """打分很大时不溢出，也不发出警告。"""
    logits, labels = rng.uniform(-1, 1, size=(7, 5)) * scale, some_labels(rng, 7, 5)
    want = smoothed(logits, labels, smoothing)[which]
    with student.strict_warnings():
        found = kit.sequence(student.label_smoothing_loss(logits, labels, smoothing), 2)[which]
    kit.record(student, found)
    kit.close(found, want, name=NAMES[which])


@pytest.mark.exercise
@PARTS
def test_smoothing_rows_far_apart(student, rng, which):
    """各行的打分相差很远，每一行仍然各算各的。"""
    logits = rng.normal(size=(7, 5)) + np.linspace(-5e3, 5e3, 7)[:, None]
    labels = some_labels(rng, 7, 5)
    want = smoothed(logits, labels, 0.2)[which]
    with student.strict_warnings():
        found = kit.sequence(student.label_smoothing_loss(logits, labels, 0.2), 2)[which]
    kit.record(student, found)
    kit.close(found, want, name=NAMES[which])


@pytest.mark.exercise
@PARTS
@pytest.mark.parametrize("dtype", ["uint8", "int8"])
def test_smoothing_label_types(student, rng, dtype, which):
    """标签是别的整数类型时也对。"""
    check(student, rng.normal(size=(7, 5)), some_labels(rng, 7, 5).astype(dtype), 0.2, which)


@pytest.mark.exercise
@PARTS
def test_smoothing_layouts(student, rng, which):
    """logits 的内存不连续时也对。"""
    labels = some_labels(rng, 7, 5)
    for logits in kit.layouts(rng.normal(size=(7, 5))):
        check(student, logits, labels, 0.2, which)


@pytest.mark.exercise
def test_smoothing_keeps_inputs(student, rng):
    """logits 和 labels 在调用之后保持原样。"""
    logits, labels = rng.normal(size=(7, 5)), some_labels(rng, 7, 5)
    before = logits.copy(), labels.copy()
    student.label_smoothing_loss(logits, labels, 0.2)
    kit.record(student, [bool(np.array_equal(logits, before[0])), bool(np.array_equal(labels, before[1]))])
    kit.unchanged(logits, before[0], "logits")
    kit.unchanged(labels, before[1], "labels")
