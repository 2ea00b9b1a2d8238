"""Hidden tests of build_digit_model: what the model computes, loses and learns, whatever it is written with."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import adam_weights

SHAPES = ((784, 64), (64,), (64, 10), (10,))


def data(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Pictures of noise, and whole numbers as labels."""
    return rng.random((n, 28, 28), dtype=np.float32), rng.integers(10, size=n)


def some_weights(rng: np.random.Generator) -> list[np.ndarray]:
    """Weights that make every unit matter."""
    return [rng.normal(0, 0.1, shape).astype(np.float32) for shape in SHAPES]


def logits(
    x: torch.Tensor, w: torch.Tensor, b: torch.Tensor, v: torch.Tensor, c: torch.Tensor
) -> torch.Tensor:
    """The network up to its softmax."""
    return torch.relu(x.flatten(1) @ w + b) @ v + c


def weights_of(student: Any, model: Any) -> list[np.ndarray]:
    """The model's weights, checked for shape."""
    found = kit.sequence(student.invoke(model, "get_weights"), 4, "权重")
    return [kit.array(w, shape, "f", name="权重") for w, shape in zip(found, SHAPES)]


@pytest.mark.exercise(core=True, seconds=30)
def test_digit_start(student):
    """建好时权重就已经有了，形状与题面一致：kernel 是随机的小数，bias 是零。"""
    kernel, bias, last, end = weights_of(student, student.build_digit_model())
    for value, fans in ((kernel, 848), (last, 74)):
        limit = np.sqrt(6 / fans)
        kit.require(np.abs(value).max() <= limit and value.std() > limit / 3, "kernel 的初值不是默认的")
    kit.require(not bias.any() and not end.any(), "bias 的初值应当是 0")


@pytest.mark.exercise(core=True, seconds=30)
def test_digit_predicts(student, rng):
    """换上别的权重，输出是十个概率：展平，一层 relu，一层 softmax。"""
    model, (x, _), weights = student.build_digit_model(), data(rng, 5), some_weights(rng)
    with torch.no_grad():
        want = torch.softmax(logits(torch.tensor(x), *map(torch.tensor, weights)), 1).numpy()
    student.invoke(model, "set_weights", weights)
    kit.close(student.invoke(model, "predict", x, verbose=0), want)


@pytest.mark.exercise(seconds=30)
def test_digit_evaluates(student, rng):
    """标签是整数时，损失是平均交叉熵，指标只有正确率。"""
    model, (x, y), weights = student.build_digit_model(), data(rng, 11), some_weights(rng)
    with torch.no_grad():
        scores = logits(torch.tensor(x), *map(torch.tensor, weights))
        y[:3] = scores[:3].argmax(1)  # some are right
        want = [
            float(torch.nn.functional.cross_entropy(scores, torch.tensor(y))),
            float((scores.argmax(1) == torch.tensor(y)).double().mean()),
        ]
    student.invoke(model, "set_weights", weights)
    found = kit.sequence(student.invoke(model, "evaluate", x, y, verbose=0), 2, "evaluate 的结果")
    kit.close(
        np.array([kit.scalar(value) for value in found]), want, rtol=1e-4, atol=1e-5, name="损失和正确率"
    )


@pytest.mark.exercise(seconds=30)
def test_digit_learns(student, rng):
    """走两步之后的权重，与默认的 Adam 一致。"""
    model, (x, y), weights = student.build_digit_model(), data(rng, 11), some_weights(rng)
    pictures, labels = torch.tensor(x), torch.tensor(y)
    want = adam_weights(
        weights, 0.001, 2, lambda *w: torch.nn.functional.cross_entropy(logits(pictures, *w), labels)
    )
    student.invoke(model, "set_weights", weights)
    for _ in range(2):
        student.invoke(model, "train_on_batch", x, y)
    moved = [now - before for now, before in zip(weights_of(student, model), weights)]
    # A gradient near 0 may round to either sign, and Adam's first steps go by its sign.
    for step, right, before in zip(moved, want, weights):
        off = np.abs(step - (right - before))
        kit.require(np.mean(off > 2e-4) < 0.01, "权重走的不是默认的 Adam 的步子")


@pytest.mark.exercise(seconds=30)
def test_digit_new_each_time(student, rng):
    """每次调用都返回新的模型，初值各不相同。"""
    first, second = (weights_of(student, student.build_digit_model())[0] for _ in range(2))
    kit.require(not np.array_equal(first, second), "两次调用得到的初值相同")
