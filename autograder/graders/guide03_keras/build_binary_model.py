"""Hidden tests of build_binary_model: what the model computes, loses and learns, whatever it is written with."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import adam_weights

START = [np.zeros((2, 1), np.float32), np.ones(1, np.float32)]


def data(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Points, and a column of labels of both kinds that do not follow from them."""
    return rng.normal(size=(n, 2)).astype(np.float32), rng.permutation(np.arange(n) % 2)[:, None]


def some_weights(rng: np.random.Generator) -> list[np.ndarray]:
    """A kernel and a bias none of which is near 0."""
    return [
        rng.choice([-1, 1], shape) * rng.uniform(0.4, 0.9, shape).astype(np.float32)
        for shape in ((2, 1), (1,))
    ]


def probabilities(x: np.ndarray, weights: list[np.ndarray]) -> np.ndarray:
    """A neuron's answers."""
    return 1 / (1 + np.exp(-(x @ weights[0] + weights[1])))


def loss(x: torch.Tensor, y: torch.Tensor, kernel: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """The mean binary cross-entropy of a neuron."""
    return torch.nn.functional.binary_cross_entropy_with_logits(x @ kernel + bias, y)


def weights_of(student: Any, model: Any) -> list[np.ndarray]:
    """The model's kernel and bias, checked for shape."""
    found = kit.sequence(student.invoke(model, "get_weights"), 2, "权重")
    return [
        kit.array(w, shape, "f", name=name)
        for w, shape, name in zip(found, ((2, 1), (1,)), ("kernel", "bias"))
    ]


@pytest.mark.exercise(core=True, seconds=30)
def test_binary_start(student):
    """建好时权重就已经有了：kernel 全是零，bias 是一。"""
    for found, want in zip(weights_of(student, student.build_binary_model()), START):
        kit.close(found, want, name="权重")


@pytest.mark.exercise(core=True, seconds=30)
def test_binary_predicts(student, rng):
    """换上别的权重，输出是一列概率：加权求和，加偏置，过 sigmoid。"""
    model, (x, _), weights = student.build_binary_model(), data(rng, 7), some_weights(rng)
    want = probabilities(x, weights)
    student.invoke(model, "set_weights", weights)
    kit.close(student.invoke(model, "predict", x, verbose=0), want.astype(np.float32))


@pytest.mark.exercise(seconds=30)
def test_binary_evaluates(student, rng):
    """损失是平均二元交叉熵，指标只有正确率。"""
    model, (x, y), weights = student.build_binary_model(), data(rng, 11), some_weights(rng)
    p = probabilities(x, weights)
    want = [-np.mean(np.log(np.where(y == 1, p, 1 - p))), np.mean((p > 0.5) == y)]
    student.invoke(model, "set_weights", weights)
    found = kit.sequence(student.invoke(model, "evaluate", x, y, verbose=0), 2, "evaluate 的结果")
    kit.close(
        np.array([kit.scalar(value) for value in found]), want, rtol=1e-4, atol=1e-5, name="损失和正确率"
    )


@pytest.mark.exercise(seconds=30)
def test_binary_learns(student, rng):
    """走三步之后的权重，与学习率合适的 Adam 一致。"""
    model, (x, y) = student.build_binary_model(), data(rng, 11)
    want = adam_weights(
        START, 0.01, 3, lambda *w: loss(torch.tensor(x), torch.tensor(y, dtype=torch.float32), *w)
    )
    for _ in range(3):
        student.invoke(model, "train_on_batch", x, y)
    for found, right in zip(weights_of(student, model), want):
        kit.close(found, right, rtol=1e-3, atol=1e-4, name="权重")


@pytest.mark.exercise(seconds=30)
def test_binary_rate(student):
    """学习率是题面要求的，不是默认的。"""
    optimizer = student.attribute(student.build_binary_model(), "optimizer")
    rate = student.invoke(student.attribute(optimizer, "learning_rate"), "numpy")
    kit.close(kit.scalar(rate, "学习率"), 0.01, rtol=1e-5)


@pytest.mark.exercise(seconds=30)
def test_binary_new_each_time(student, rng):
    """每次调用都返回新的模型：改动一个，不影响另一个。"""
    first, second = student.build_binary_model(), student.build_binary_model()
    student.invoke(first, "set_weights", some_weights(rng))
    found = [weights_of(student, model) for model in (second, student.build_binary_model())]
    for weights in found:
        for value, want in zip(weights, START):
            kit.close(value, want, name="权重")
