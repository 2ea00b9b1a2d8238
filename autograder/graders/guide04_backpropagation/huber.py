"""Hidden tests of huber: the loss as an infimum of a square and a distance, the gradient from that."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import part

PARTS = pytest.mark.parametrize("position", [0, 1])


def huber(y_pred: np.ndarray, y_true: np.ndarray, delta: float) -> tuple[float, np.ndarray]:
    """(loss, gradient): r is parted into a near part, squared, and a far part, at delta a unit."""
    r = np.asarray(y_pred, dtype=np.float64) - y_true
    far = np.sign(r) * np.maximum(np.abs(r) - delta, 0.0)
    near = r - far
    return float((near**2 / 2 + delta * np.abs(far)).sum() / r.size), near / r.size


def residuals(rng: np.random.Generator, delta: float, shape: tuple[int, ...]) -> tuple[Any, Any]:
    """Predictions and truths whose residuals lie on both sides of delta, either sign."""
    y_true = rng.normal(size=shape)
    return y_true + delta * rng.uniform(-4, 4, size=shape), y_true


def ask(student: Any, pair: tuple[Any, Any], position: int, *delta: float) -> Any:
    """The student's loss (0) or gradient (1)."""
    return part(student, student.huber(*pair, *delta), position)


@pytest.mark.exercise(core=True)
@PARTS
def test_huber_values(student, rng, position):
    """残差有近有远：平均损失和梯度都与定义一致。"""
    pair = residuals(rng, 1.7, (13,))
    want = huber(*pair, 1.7)[position]
    kit.close(ask(student, pair, position, 1.7), want)


@pytest.mark.exercise
@PARTS
def test_huber_near(student, rng, position):
    """残差都不超过 δ 时，是平方的一半。"""
    y_true = rng.normal(size=7)
    pair = y_true + rng.uniform(-0.4, 0.4, size=7), y_true
    want = huber(*pair, 0.5)[position]
    kit.close(ask(student, pair, position, 0.5), want)


@pytest.mark.exercise
@PARTS
def test_huber_far(student, rng, position):
    """残差都比 δ 大得多时，是一条接得上抛物线的直线。"""
    y_true = rng.normal(size=7)
    pair = y_true + rng.uniform(5, 9, size=7) * np.array([1, -1, 1, -1, -1, 1, 1]), y_true
    want = huber(*pair, 2.5)[position]
    kit.close(ask(student, pair, position, 2.5), want)


@pytest.mark.exercise
@PARTS
def test_huber_default(student, rng, position):
    """不给 delta 时它是题面写的默认值。"""
    pair = residuals(rng, 1.0, (11,))
    want = huber(*pair, 1.0)[position]
    kit.close(ask(student, pair, position), want)


@pytest.mark.exercise
@PARTS
@pytest.mark.parametrize("shape", [(3, 5), (2, 3, 2), (1,)])
def test_huber_any_shape(student, rng, shape, position):
    """多维的数组也行：平均是对全部元素的，梯度与预测同形状。"""
    pair = residuals(rng, 0.8, shape)
    want = huber(*pair, 0.8)[position]
    kit.close(ask(student, pair, position, 0.8), want)


@pytest.mark.exercise
@PARTS
def test_huber_integers(student, rng, position):
    """整数数组也行，结果是浮点数。"""
    pair = rng.integers(-9, 10, size=11), rng.integers(-9, 10, size=11)
    want = huber(*pair, 1.5)[position]
    kit.close(ask(student, pair, position, 1.5), want)


@pytest.mark.exercise
@pytest.mark.parametrize("shapes", [((5,), (5, 1)), ((3, 5), (5,)), ((7,), (1,)), ((5,), (3,))])
def test_huber_refuses_shapes(student, rng, shapes):
    """两个数组形状不同时抛出 ValueError，能广播的也一样。"""
    with kit.raises("ValueError"):
        student.huber(*(rng.normal(size=shape) for shape in shapes))


@pytest.mark.exercise
def test_huber_keeps_inputs(student, rng):
    """两个数组在调用之后保持原样，无论内存怎样排列。"""
    y_pred, y_true = residuals(rng, 1.0, (3, 5))
    inputs = [(y_pred.copy(), y_true.copy()), *zip(kit.layouts(y_pred), kit.layouts(y_true))]
    want = huber(y_pred, y_true, 1.0)
    results = [kit.sequence(student.huber(*pair), 2) for pair in inputs]
    for pair, (loss, gradient) in zip(inputs, results):
        kit.unchanged(pair[0], y_pred, "y_pred")
        kit.unchanged(pair[1], y_true, "y_true")
        kit.close(loss, want[0], name="loss")
        kit.close(gradient, want[1], name="gradient")
