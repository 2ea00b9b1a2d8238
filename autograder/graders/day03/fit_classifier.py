"""Hidden tests of fit_classifier: a training that is repeated on this side, from weights which this side has set."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import batch, both_labels, parameters, set_parameters, some_theta, train

FIT = {"rtol": 2e-3, "atol": 2e-4}


def problem(rng: np.random.Generator, n: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Inputs and a column of labels."""
    return batch(rng, n), torch.tensor(both_labels(rng, n)[:, None], dtype=torch.float32)


def fit(student: Any, model: Any, x: torch.Tensor, y: torch.Tensor, epochs: int, lr: float) -> np.ndarray:
    """Call fit_classifier on copies; check the list of losses; return it as an array."""
    losses = student.fit_classifier(model, x.clone(), y.clone(), epochs, lr)
    return np.array([kit.scalar(loss, "losses 里的元素") for loss in kit.sequence(losses, epochs, "losses")])


def expected_fit(
    theta: np.ndarray, x: torch.Tensor, y: torch.Tensor, epochs: int, lr: float
) -> tuple[np.ndarray, np.ndarray]:
    """The parameters after full-batch training from ``theta``, and the losses before each step."""
    data = x.double().numpy(), y.numpy()[:, 0]
    final, losses = train(*data, [np.arange(len(x))] * epochs, lr, start=theta)
    return final, np.array(losses)


def started(student: Any, theta: np.ndarray) -> Any:
    """A model with these parameters."""
    model = student.build_classifier()
    set_parameters(student, model, theta)
    return model


@pytest.mark.exercise(core=True, seconds=60)
def test_fit_losses(student, rng):
    """losses[i] 是第 i 步更新之前的平均损失，是 Python 的数；与逐步算出来的一致。"""
    (x, y), theta = problem(rng, 13), np.array([0.0, 0.0, 1.0])
    _, want = expected_fit(theta, x, y, 8, 0.1)
    kit.close(fit(student, student.build_classifier(), x, y, 8, 0.1), want, name="losses", **FIT)


@pytest.mark.exercise(core=True, seconds=60)
def test_fit_updates_the_model(student, rng):
    """训练直接更新传进来的 model：之后它的参数与逐步算出来的一致。"""
    (x, y), theta = problem(rng, 13), some_theta(rng)
    model = started(student, theta)
    want, _ = expected_fit(theta, x, y, 6, 0.1)
    fit(student, model, x, y, 6, 0.1)
    kit.close(parameters(student, model), want, name="参数", **FIT)


@pytest.mark.exercise(seconds=60)
def test_fit_starts_where_the_model_is(student, rng):
    """从 model 现在的参数开始训练，第一个损失就是它们的损失。"""
    (x, y), theta = problem(rng, 17), some_theta(rng)
    model = started(student, theta)
    _, want = expected_fit(theta, x, y, 5, 0.05)
    kit.close(fit(student, model, x, y, 5, 0.05), want, name="losses", **FIT)


@pytest.mark.exercise(seconds=60)
def test_fit_many_steps(student, rng):
    """走十几步，学习率由参数 lr 决定，损失始终与逐步算出来的一致。"""
    (x, y), theta = problem(rng, 19), some_theta(rng)
    rates = (0.02, 0.3)
    wants = [expected_fit(theta, x, y, 11, lr)[1] for lr in rates]
    results = [fit(student, started(student, theta), x, y, 11, lr) for lr in rates]
    for want, result in zip(wants, results):
        kit.close(result, want, name="losses", **FIT)


@pytest.mark.exercise(seconds=60)
def test_fit_twice(student, rng):
    """每次调用都新建一个 Adam：第二次从第一次停下的参数开始，不带着旧的滑动平均。"""
    (x, y), theta = problem(rng, 11), some_theta(rng)
    model = started(student, theta)
    middle, _ = expected_fit(theta, x, y, 5, 0.2)
    want, losses = expected_fit(middle, x, y, 3, 0.2)
    fit(student, model, x, y, 5, 0.2)
    again = fit(student, model, x, y, 3, 0.2)
    kit.close(again, losses, name="losses", **FIT)
    kit.close(parameters(student, model), want, name="参数", **FIT)


@pytest.mark.exercise(seconds=60)
@pytest.mark.parametrize("training", [True, False])
def test_fit_restores_the_mode(student, rng, training):
    """返回时 model.training 与调用之前相同：训练模式还是训练模式，评估模式还是评估模式。"""
    (x, y), model = problem(rng, 7), student.build_classifier()
    student.invoke(model, "train", training)
    student.fit_classifier(model, x, y, 2, 0.1)
    now = student.attribute(model, "training")
    kit.require(now is training, "model.training 变了")


@pytest.mark.exercise(seconds=60)
def test_fit_keeps_data(student, rng):
    """传进去的 x 和 y 在调用之后保持原样；只有一个样本也能训练。"""
    (x, y), theta = problem(rng, 1), np.array([0.0, 0.0, 1.0])
    before = x.clone(), y.clone()
    _, want = expected_fit(theta, x, y, 3, 0.1)
    losses = student.fit_classifier(student.build_classifier(), x, y, 3, 0.1)
    kit.unchanged(x.numpy(), before[0].numpy(), "x")
    kit.unchanged(y.numpy(), before[1].numpy(), "y")
    kit.close(np.array([kit.scalar(loss) for loss in kit.sequence(losses, 3)]), want, name="losses", **FIT)
