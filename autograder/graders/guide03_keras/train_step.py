"""Hidden tests of train_step: the same steps in PyTorch, from weights which this side has set.

Models, optimizers and losses are made over there from their texts; see common.made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import described, made, random_weights, sequential

CLOSE: dict[str, Any] = {"rtol": 1e-3, "atol": 1e-4}
SQUARED = described("losses", "MeanSquaredError")
ENTROPY = described("losses", "BinaryCrossentropy")
HIDDEN = described("layers", "Dense", units=4, activation="tanh")
Weights = list[torch.Tensor]


def sgd(rate: float, momentum: float = 0.0) -> dict[str, Any]:
    """The text of a gradient descent."""
    return described("optimizers", "SGD", learning_rate=rate, momentum=momentum)


def dense(units: int, **options: Any) -> dict[str, Any]:
    """The text of a dense layer."""
    return described("layers", "Dense", units=units, **options)


def data(rng: np.random.Generator, n: int, d: int) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and a column of targets."""
    return rng.normal(size=(n, d)).astype(np.float32), rng.normal(size=(n, 1)).astype(np.float32)


def two_layers(w: Weights, x: torch.Tensor) -> torch.Tensor:
    """A hidden layer with tanh and a linear one."""
    return torch.tanh(x @ w[0] + w[1]) @ w[2] + w[3]


def repeated(
    weights: list[np.ndarray],
    moving: list[int],
    batches: list[tuple[np.ndarray, np.ndarray]],
    forward: Callable[[Weights, torch.Tensor], torch.Tensor],
    loss: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    optimizer: Callable[[Weights], torch.optim.Optimizer],
) -> tuple[list[float], list[np.ndarray]]:
    """The losses before each step and the weights after all, where only the weights of these numbers move."""
    values = [torch.tensor(w, requires_grad=number in moving) for number, w in enumerate(weights)]
    steps = optimizer([values[number] for number in moving])
    losses = []
    for x, y in batches:
        value = loss(forward(values, torch.tensor(x)), torch.tensor(y))
        losses.append(float(value.detach()))
        steps.zero_grad()
        value.backward()
        steps.step()
    return losses, [v.detach().numpy() for v in values]


def run(student: Any, model: Any, optimizer: Any, loss: Any, batches: Any) -> np.ndarray:
    """The student's losses, a step for each batch."""
    losses = [student.train_step(model, optimizer, loss, x.copy(), y.copy()) for x, y in batches]
    return np.array([kit.scalar(value) for value in losses])


def check_weights(student: Any, model: Any, want: list[np.ndarray]) -> None:
    """Fail unless the model has these weights."""
    for found, right in zip(student.invoke(model, "get_weights"), want, strict=True):
        kit.close(found, right, name="权重", **CLOSE)


@pytest.mark.exercise(core=True, seconds=60)
def test_step_once(student, rng):
    """走一步：返回更新之前的损失，所有可训练的权重都走了一步。"""
    batch, rate = data(rng, 7, 3), 0.2
    model = made(student, sequential(3, HIDDEN, dense(1)))
    weights = random_weights(student, model, rng)
    losses, want = repeated(
        weights,
        [0, 1, 2, 3],
        [batch],
        two_layers,
        torch.nn.functional.mse_loss,
        lambda w: torch.optim.SGD(w, rate),
    )
    found = run(student, model, made(student, sgd(rate)), made(student, SQUARED), [batch])
    kit.close(found, losses, name="损失", **CLOSE)
    check_weights(student, model, want)


@pytest.mark.exercise(structure=True)
def test_step_by_hand(student):
    """没有用 fit、train_on_batch：是自己走的一步。"""
    kit.not_calling(student, "train_step", {"fit", "train_on_batch"})


@pytest.mark.exercise(seconds=60)
def test_step_several(student, rng):
    """连走几步，每一步用的只是这一批的梯度，损失都是更新之前的。"""
    batches = [data(rng, 5, 2) for _ in range(4)]
    model = made(student, sequential(2, HIDDEN, dense(1)))
    weights = random_weights(student, model, rng)
    losses, want = repeated(
        weights,
        [0, 1, 2, 3],
        batches,
        two_layers,
        torch.nn.functional.mse_loss,
        lambda w: torch.optim.SGD(w, 0.1),
    )
    found = run(student, model, made(student, sgd(0.1)), made(student, SQUARED), batches)
    kit.close(found, losses, name="损失", **CLOSE)
    check_weights(student, model, want)


@pytest.mark.exercise(seconds=60)
def test_step_after_another(student, rng):
    """模型里留着以前的梯度、优化器里留着以前的动量时：梯度只用这一批的，动量接着用。"""
    batches = [data(rng, 5, 2) for _ in range(2)]
    model = made(student, sequential(2, HIDDEN, dense(1)))
    weights = random_weights(student, model, rng)
    _, want = repeated(
        weights,
        [0, 1, 2, 3],
        batches,
        two_layers,
        torch.nn.functional.mse_loss,
        lambda w: torch.optim.SGD(w, 0.1, momentum=0.9),
    )
    # A step of Keras leaves its gradients where they are.
    student.invoke(model, "compile_from_config", {"optimizer": sgd(0.1, 0.9), "loss": SQUARED})
    student.invoke(model, "train_on_batch", *batches[0])
    run(student, model, student.attribute(model, "optimizer"), made(student, SQUARED), batches[1:])
    check_weights(student, model, want)


@pytest.mark.exercise(seconds=60)
@pytest.mark.parametrize("name", ["SGD", "Adam"])
def test_step_optimizer(student, rng, name):
    """用的是传进来的优化器，它的动量从一步带到下一步。"""
    batches = [data(rng, 5, 2) for _ in range(3)]
    text, steps = {
        "SGD": (sgd(0.05, 0.9), lambda w: torch.optim.SGD(w, 0.05, momentum=0.9)),
        "Adam": (
            described("optimizers", "Adam", learning_rate=0.05),
            lambda w: torch.optim.Adam(w, 0.05, eps=1e-7),
        ),
    }[name]
    model = made(student, sequential(2, HIDDEN, dense(1)))
    weights = random_weights(student, model, rng)
    _, want = repeated(weights, [0, 1, 2, 3], batches, two_layers, torch.nn.functional.mse_loss, steps)
    run(student, model, made(student, text), made(student, SQUARED), batches)
    check_weights(student, model, want)


@pytest.mark.exercise(seconds=60)
def test_step_loss(student, rng):
    """损失函数的两个参数，真值在前，预测在后。"""
    x, _ = data(rng, 8, 3)
    y = rng.permutation(np.arange(8) % 2)[:, None].astype(np.float32)
    model = made(student, sequential(3, dense(1, activation="sigmoid")))
    weights = random_weights(student, model, rng)
    losses, want = repeated(
        weights,
        [0, 1],
        [(x, y)],
        lambda w, x: torch.sigmoid(x @ w[0] + w[1]),
        torch.nn.functional.binary_cross_entropy,
        lambda w: torch.optim.SGD(w, 0.3),
    )
    found = run(student, model, made(student, sgd(0.3)), made(student, ENTROPY), [(x, y)])
    kit.close(found, losses, name="损失", **CLOSE)
    check_weights(student, model, want)


@pytest.mark.exercise(seconds=60)
def test_step_frozen(student, rng):
    """冻结的层一点也不动，别的层照常走。"""
    batches = [data(rng, 5, 3) for _ in range(2)]
    model = made(student, sequential(3, dense(4, activation="tanh", trainable=False), dense(1)))
    weights = random_weights(student, model, rng)
    losses, want = repeated(
        weights, [2, 3], batches, two_layers, torch.nn.functional.mse_loss, lambda w: torch.optim.SGD(w, 0.2)
    )
    found = run(student, model, made(student, sgd(0.2)), made(student, SQUARED), batches)
    kit.close(found, losses, name="损失", **CLOSE)
    check_weights(student, model, want)


@pytest.mark.exercise(seconds=60)
def test_step_training_mode(student, rng):
    """前向用训练模式：批归一化用的是这一批的平均值和方差。"""
    x, y = data(rng, 9, 2)
    x += 3.0
    norm = described("layers", "BatchNormalization", center=False, scale=False, epsilon=1e-3)
    model = made(student, sequential(2, norm, dense(1)))
    kernel, bias = rng.normal(size=(2, 1)).astype(np.float32), np.ones(1, np.float32)
    student.invoke(model, "set_weights", [np.zeros(2), np.ones(2), kernel, bias])
    normal = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-3)
    want = np.mean((normal @ kernel + bias - y) ** 2)
    kit.close(run(student, model, made(student, sgd(0.1)), made(student, SQUARED), [(x, y)]), [want], **CLOSE)


@pytest.mark.exercise(seconds=60)
def test_step_dropout(student, rng):
    """前向用训练模式：Dropout 每次丢掉不同的数。"""
    batch = data(rng, 5, 30)
    model = made(student, sequential(30, described("layers", "Dropout", rate=0.5), dense(1)))
    random_weights(student, model, rng)
    losses = run(student, model, made(student, sgd(0.0)), made(student, SQUARED), [batch] * 3)
    kit.require(len(set(losses.tolist())) == 3, "Dropout 没有起作用")


@pytest.mark.exercise(seconds=60)
def test_step_leaves_the_model(student, rng):
    """模型不必 compile 过，之后也没有被 compile；输入保持原样。"""
    x, y = data(rng, 5, 2)
    before, model = (x.copy(), y.copy()), made(student, sequential(2, dense(1)))
    student.train_step(model, made(student, sgd(0.1)), made(student, SQUARED), x, y)
    compiled = student.attribute(model, "compiled")
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
    kit.require(compiled is False, "模型被 compile 了")
