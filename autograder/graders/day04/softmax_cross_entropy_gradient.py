"""Hidden tests of softmax_cross_entropy_gradient: softmax less one-hot rows."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import close_by_parts, on_grid, softmax_cross_entropy_gradient


def with_last_class(rng: np.random.Generator, n: int, c: int) -> np.ndarray:
    """Random labels among which the last class occurs: who takes the number of classes from them gets it right."""
    labels = rng.integers(0, c, n)
    labels[rng.integers(n)] = c - 1
    return labels


@pytest.mark.exercise(core=True)
def test_gradient_values(student, rng):
    """返回平均损失对 logits 的梯度，形状与 logits 相同。"""
    z, labels = on_grid(rng.normal(scale=2.0, size=(7, 5))), with_last_class(rng, 7, 5)
    want = softmax_cross_entropy_gradient(z, labels)
    result = student.softmax_cross_entropy_gradient(z, labels)
    close_by_parts(result, want)


@pytest.mark.exercise
def test_gradient_one_sample(student, rng):
    """只有一个样本时也返回二维的梯度。"""
    z, labels = on_grid(rng.normal(scale=2.0, size=(1, 5))), with_last_class(rng, 1, 5)
    want = softmax_cross_entropy_gradient(z, labels)
    result = student.softmax_cross_entropy_gradient(z, labels)
    close_by_parts(result, want)


@pytest.mark.exercise
def test_gradient_as_many_samples_as_classes(student, rng):
    """样本数与类别数恰好相等时也正确。"""
    z, labels = on_grid(rng.normal(scale=2.0, size=(5, 5))), with_last_class(rng, 5, 5)
    want = softmax_cross_entropy_gradient(z, labels)
    result = student.softmax_cross_entropy_gradient(z, labels)
    close_by_parts(result, want)


@pytest.mark.exercise
def test_gradient_few_classes(student, rng):
    """样本比类别多得多时也正确；标签可以是任何整数类型。"""
    z, labels = on_grid(rng.normal(scale=2.0, size=(307, 3))), with_last_class(rng, 307, 3)
    want = softmax_cross_entropy_gradient(z, labels)
    results = [
        student.softmax_cross_entropy_gradient(z, labels.astype(dtype)) for dtype in ("uint8", "int16")
    ]
    for result in results:
        close_by_parts(result, want)


@pytest.mark.exercise
def test_gradient_far_rows(student, rng):
    """logits 很大、各行相差悬殊时，梯度仍然正确，没有 NaN。"""
    z, labels = on_grid(rng.normal(scale=2.0, size=(5, 7))), with_last_class(rng, 5, 7)
    shifts = np.array([[0.0], [-4000.0], [5000.0], [1000.0], [-900.0]])
    want = softmax_cross_entropy_gradient(z, labels)
    result = student.softmax_cross_entropy_gradient(z + shifts, labels)
    close_by_parts(result, want)


@pytest.mark.exercise
def test_gradient_integers(student, rng):
    """整数 logits 也能用，结果是浮点数。"""
    z, labels = rng.integers(-3, 4, size=(7, 5)), with_last_class(rng, 7, 5)
    want = softmax_cross_entropy_gradient(z, labels)
    result = student.softmax_cross_entropy_gradient(z, labels)
    close_by_parts(result, want)


@pytest.mark.exercise
def test_gradient_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也能用。"""
    z, labels = on_grid(rng.normal(scale=2.0, size=(7, 5))), with_last_class(rng, 7, 5)
    want = softmax_cross_entropy_gradient(z, labels)
    results = [student.softmax_cross_entropy_gradient(same, labels) for same in kit.layouts(z)]
    for result in results:
        close_by_parts(result, want)


@pytest.mark.exercise
def test_gradient_keeps_inputs(student, rng):
    """传进去的 logits 和 labels 在调用之后保持原样。"""
    z, labels = on_grid(rng.normal(scale=2.0, size=(7, 5))), with_last_class(rng, 7, 5)
    before = z.copy(), labels.copy()
    student.softmax_cross_entropy_gradient(z, labels)
    kit.unchanged(z, before[0], "logits")
    kit.unchanged(labels, before[1], "labels")


@pytest.mark.exercise
def test_gradient_last_class_missing(student, rng):
    """类别数由 logits 的列数决定：标签里只有第 0 类时也正确。"""
    # One sample: whether the mean was taken does not show.
    z, labels = on_grid(rng.normal(scale=2.0, size=(1, 5))), np.zeros(1, dtype=np.int64)
    want = softmax_cross_entropy_gradient(z, labels)
    result = student.softmax_cross_entropy_gradient(z, labels)
    close_by_parts(result, want)
