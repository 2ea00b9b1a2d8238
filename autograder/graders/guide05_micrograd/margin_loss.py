"""Hidden tests of margin_loss: the value and both gradients, in NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import data, each, margin_loss


def case(rng: np.random.Generator, n: int, p: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Random (scores, labels, parameters); some samples have margin enough."""
    labels = rng.permutation(np.where(np.arange(n) % 2, 1, -1))
    scores = labels * rng.permutation(np.linspace(-1.1, 1.7, n)) if n > 1 else rng.normal(size=1) / 2
    return scores, labels, rng.normal(size=p)


def ask(student: Any, scores: Any, labels: Any, alpha: float, theta: Any) -> tuple[Any, list[Any], list[Any]]:
    """(loss, scores, parameters), as nodes."""
    given = [student.Value(number) for number in np.asarray(scores, dtype=float).tolist()]
    parameters = [student.Value(number) for number in np.asarray(theta, dtype=float).tolist()]
    return student.margin_loss(given, labels, alpha, parameters), given, parameters


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(("n", "p"), [(7, 3), (1, 5), (5, 1)], ids=str)
def test_margin_loss_value(student, rng, n, p):
    """损失的值正确：样本有多有少，两种标签都有。"""
    scores, labels, theta = case(rng, n, p)
    want = margin_loss(scores, labels, 0.3, theta)[0]
    kit.close(data(student, ask(student, scores, labels, 0.3, theta)[0]), want, name="损失")


@pytest.mark.exercise(core=True)
def test_margin_loss_score_gradients(student, rng):
    """往回走以后，每个打分的 grad 正确。"""
    scores, labels, theta = case(rng, 7, 3)
    wants = margin_loss(scores, labels, 0.3, theta)[1]
    loss, given, _ = ask(student, scores, labels, 0.3, theta)
    student.backward(loss)
    each(student.grads_of(given), wants, "打分的 grad")


@pytest.mark.exercise(weight=3)
def test_margin_loss_parameter_gradients(student, rng):
    """往回走以后，每个参数的 grad 正确，最后一个也不例外。"""
    scores, labels, theta = case(rng, 7, 4)
    wants = margin_loss(scores, labels, 0.3, theta)[2]
    loss, _, parameters = ask(student, scores, labels, 0.3, theta)
    student.backward(loss)
    each(student.grads_of(parameters), wants, "参数的 grad")


@pytest.mark.exercise
@pytest.mark.parametrize("label", [1, -1], ids=["plus", "minus"])
def test_margin_loss_hinge_alone(student, rng, label):
    """没有参数、只有一个样本：就是合页损失本身。"""
    score = float(rng.uniform(-0.9, 0.9))
    want = 1 - label * score
    kit.close(data(student, ask(student, [score], [label], 0.3, [])[0]), want, name="损失")


@pytest.mark.exercise
def test_margin_loss_of_zero_scores(student, rng):
    """打分全是零：没有间隔，每个样本都罚。"""
    kit.close(data(student, ask(student, np.zeros(3), [1, -1, 1], 0.0, [])[0]), 1.0, name="损失")


@pytest.mark.exercise
def test_margin_loss_averages(student, rng):
    """样本重复几遍，损失不变。"""
    scores, labels, _ = case(rng, 5, 1)
    want = margin_loss(scores, labels, 0.0, np.zeros(1))[0]
    out = ask(student, np.tile(scores, 3), np.tile(labels, 3), 0.0, [0.0])[0]
    kit.close(data(student, out), want, name="损失")


@pytest.mark.exercise(weight=3)
@pytest.mark.parametrize("n", [1, 4], ids=str)
def test_margin_loss_penalty_alone(student, rng, n):
    """间隔都够了，只剩正则项；样本多少都一样。"""
    theta = rng.normal(size=3)
    labels = np.where(np.arange(n) % 2, 1, -1)
    want = 0.7 * float(theta @ theta)
    kit.close(data(student, ask(student, 2.5 * labels, labels, 0.7, theta)[0]), want, name="损失")


@pytest.mark.exercise
def test_margin_loss_penalty_of_the_last(student, rng):
    """只有最后一个参数不是零，也罚。"""
    last = float(rng.uniform(1, 2))
    want = 0.7 * last**2
    out = ask(student, [2.5], [1], 0.7, [0.0, 0.0, last])[0]
    kit.close(data(student, out), want, name="损失")


@pytest.mark.exercise
def test_margin_loss_at_the_edge(student):
    """间隔恰好够：损失是零，导数取零；还差一点和多一点的不受影响。"""
    loss, given, _ = ask(student, [1.0, -1.0, 0.5], [1, -1, 1], 0.0, [])
    student.backward(loss)
    kit.close(data(student, loss), 0.5 / 3, name="损失")
    each(student.grads_of(given), [0.0, 0.0, -1 / 3], "打分的 grad")


@pytest.mark.exercise
def test_margin_loss_without_penalty(student, rng):
    """系数是零，或者没有参数：只有合页损失，仍是一个 Value。"""
    scores, labels, theta = case(rng, 5, 3)
    want = margin_loss(scores, labels, 0.0, theta)[0]
    outs = [ask(student, scores, labels, 0.0, theta)[0], ask(student, scores, labels, 0.3, [])[0]]
    for out in outs:
        kit.close(data(student, out), want, name="损失")


@pytest.mark.exercise
@pytest.mark.parametrize("kind", ["list", "float", "int8"])
def test_margin_loss_kinds_of_labels(student, rng, kind):
    """标签是列表、浮点数组、小整数数组都行，不变。"""
    scores, labels, theta = case(rng, 6, 2)
    want = margin_loss(scores, labels, 0.3, theta)[0]
    given = labels.tolist() if kind == "list" else labels.astype(kind)
    before = given.copy()
    kit.close(data(student, ask(student, scores, given, 0.3, theta)[0]), want, name="损失")
    kit.unchanged(given, before, "labels")


@pytest.mark.exercise
def test_margin_loss_leaves_parameters_alone(student, rng):
    """调用时不改动打分和参数的 data、grad。"""
    scores, labels, theta = case(rng, 5, 3)
    _, given, parameters = ask(student, scores, labels, 0.3, theta)
    each(student.data_of(given), scores, "打分的 data")
    each(student.data_of(parameters), theta, "参数的 data")
    each(student.grads_of([*given, *parameters]), np.zeros(8), "grad")


@pytest.mark.exercise
def test_margin_loss_shared(student, rng):
    """打分由参数算出来时，两部分的梯度加在一起。"""
    w, x = float(rng.uniform(0.2, 0.4)), float(rng.uniform(0.5, 1))
    want = -x + 2 * 0.3 * w
    parameter = student.Value(w)
    loss = student.margin_loss([parameter * x], [1], 0.3, [parameter])
    student.backward(loss)
    kit.close(parameter.grad, want, name="参数的 grad")
