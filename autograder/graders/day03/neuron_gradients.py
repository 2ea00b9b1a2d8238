"""Hidden tests of neuron_gradients: gradients of the loss in logits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import LABEL_TYPES, both_labels, neuron, neuron_gradients


def check_gradients(result: Any, want: tuple[np.ndarray, float], **tolerance: float) -> None:
    """Fail unless ``result`` is the pair (dw, db)."""
    dw, db = kit.sequence(result, 2)
    kit.close(dw, want[0], name="dw", **tolerance)
    kit.close(db, want[1], name="db", **tolerance)


@pytest.mark.exercise(core=True)
def test_neuron_gradients_values(student, rng):
    """返回平均损失的梯度 (dw, db)：dw 与 w 同形状，db 是一个数。"""
    (x, w, b), y = neuron(rng, 11, 5), both_labels(rng, 11).astype(float)
    want = neuron_gradients(x, y, w, b)
    check_gradients(student.neuron_gradients(x, y, w, b), want, rtol=1e-6)


@pytest.mark.exercise
@pytest.mark.parametrize("shapes", [((1, 5), (1, 1)), ((7, 1), (3, 3))], ids=["one-sample", "few-features"])
def test_neuron_gradients_small_shapes(student, rng, shapes):
    """只有一个样本、只有一个特征、样本数等于特征数时，dw 的形状都是 (d,)。"""
    cases = [(neuron(rng, n, d), both_labels(rng, n)) for n, d in shapes]
    wants = [neuron_gradients(x, y, w, b) for (x, w, b), y in cases]
    results = [student.neuron_gradients(x, y, w, b) for (x, w, b), y in cases]
    for want, result in zip(wants, results):
        check_gradients(result, want, rtol=1e-6)


@pytest.mark.exercise(weight=2)
def test_neuron_gradients_saturated(student, rng):
    """概率舍入成 0 或 1 的样本，梯度既不丢失，也不变成 NaN。"""
    # One sample each, and far enough on either side of the boundary that p is rounded to 0 or to 1.
    w = rng.uniform(0.5, 1.5, 3)
    cases = [(side * 300.0 * w[None, :], np.array([label]), w, 0.7) for side in (-1, 1) for label in (0, 1)]
    wants = [neuron_gradients(*case) for case in cases]
    results = [student.neuron_gradients(*case) for case in cases]
    for want, result in zip(wants, results):
        check_gradients(result, want, rtol=1e-6, atol=1e-4)


@pytest.mark.exercise
def test_neuron_gradients_label_types(student, rng):
    """标签可以是任何数值类型，包括无符号整数。"""
    cases = [(neuron(rng, 1, 3), np.array([label])) for label in (0, 1)]
    wants = [neuron_gradients(x, y, w, b) for (x, w, b), y in cases]
    results = [
        [student.neuron_gradients(x, y.astype(dtype), w, b) for (x, w, b), y in cases]
        for dtype in LABEL_TYPES
    ]
    for given in results:
        for want, result in zip(wants, given):
            check_gradients(result, want, rtol=1e-6)


@pytest.mark.exercise
def test_neuron_gradients_layouts(student, rng):
    """样本很多时仍然求平均；数组的内存可以不连续。"""
    (x, w, b), y = neuron(rng, 43, 3), both_labels(rng, 43)
    want = neuron_gradients(x, y, w, b)
    results = [
        student.neuron_gradients(same, kit.with_gaps(y), kit.with_gaps(w), b) for same in kit.layouts(x)
    ]
    for result in results:
        check_gradients(result, want, rtol=1e-6)


@pytest.mark.exercise
def test_neuron_gradients_keeps_inputs(student, rng):
    """传进去的 x、y 和 w 在调用之后保持原样。"""
    (x, w, b), y = neuron(rng, 11, 3), both_labels(rng, 11).astype(float)
    before = x.copy(), y.copy(), w.copy()
    student.neuron_gradients(x, y, w, b)
    for now, then, name in zip((x, y, w), before, ("x", "y", "w")):
        kit.unchanged(now, then, name)
