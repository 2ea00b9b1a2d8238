"""Hidden tests of bce_with_logits: by the logarithm of a sum of exponentials."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import bce_with_logits, both_labels, part

PARTS = pytest.mark.parametrize("position", [0, 1])


def ask(student: Any, z: np.ndarray, y: np.ndarray, position: int, strict: bool = False) -> Any:
    """The student's loss (0) or gradient (1)."""
    if not strict:
        return part(student, student.bce_with_logits(z, y), position)
    with student.strict_warnings():
        return part(student, student.bce_with_logits(z, y), position)


@pytest.mark.exercise(core=True)
@PARTS
def test_bce_values(student, rng, position):
    """打分有正有负，标签两种都有：平均损失和梯度与定义一致。"""
    z, y = rng.normal(scale=2.0, size=13), both_labels(rng, 13)
    want = bce_with_logits(z, y)[position]
    kit.close(ask(student, z, y, position), want)


@pytest.mark.exercise
@PARTS
@pytest.mark.parametrize("label", [0, 1])
@pytest.mark.parametrize("sign", [-1, 1], ids=["below", "above"])
def test_bce_far_out(student, rng, sign, label, position):
    """打分很大（正、负），猜对、猜错都一样准确，不截断，没有警告。"""
    z, y = sign * rng.uniform(40.0, 1e4, size=7), np.full(7, label)
    want = bce_with_logits(z, y)[position]
    kit.close(ask(student, z, y, position, strict=True), want)


@pytest.mark.exercise
@PARTS
def test_bce_middle_range(student, rng, position):
    """打分在二三十上下时，损失仍然准确。"""
    z, y = rng.uniform(15, 35, size=11) * rng.choice([-1, 1], size=11), both_labels(rng, 11)
    want = bce_with_logits(z, y)[position]
    kit.close(ask(student, z, y, position), want)


@pytest.mark.exercise
@PARTS
@pytest.mark.parametrize("label", [0, 1])
def test_bce_one_sample(student, rng, label, position):
    """只有一个样本时，标签是哪一种都行。"""
    z, y = rng.normal(size=1), np.array([label])
    want = bce_with_logits(z, y)[position]
    kit.close(ask(student, z, y, position), want)


@pytest.mark.exercise
@PARTS
@pytest.mark.parametrize("dtype", ["uint8", "float64", "int32"])
def test_bce_label_types(student, rng, dtype, position):
    """标签是无符号整数、浮点数、短整数时结果不变。"""
    z, y = rng.normal(size=11), both_labels(rng, 11)
    want = bce_with_logits(z, y)[position]
    kit.close(ask(student, z, y.astype(dtype), position), want)


@pytest.mark.exercise
@PARTS
def test_bce_integer_scores(student, rng, position):
    """打分是整数数组时也行。"""
    z, y = rng.integers(-5, 6, size=11), both_labels(rng, 11)
    want = bce_with_logits(z, y)[position]
    kit.close(ask(student, z, y, position), want)


@pytest.mark.exercise
def test_bce_keeps_inputs(student, rng):
    """z 和 y 在调用之后保持原样，内存不连续也行。"""
    z, y = rng.normal(size=11), both_labels(rng, 11)
    want = bce_with_logits(z, y)
    wide, labels = kit.with_gaps(z), kit.with_gaps(y)
    loss, dz = kit.sequence(student.bce_with_logits(wide, labels), 2)
    kit.unchanged(wide, z, "z")
    kit.unchanged(labels, y, "y")
    kit.close(loss, want[0], name="loss")
    kit.close(dz, want[1], name="dz")
