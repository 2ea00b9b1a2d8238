"""Hidden tests of gradient_norms: networks of the student's with weights from this side, and the reference's gradients."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from autograder import kit

from common import STATISTICS, loaded, mode, normal, resnet, resnet_shapes, state_now, trained

CLASSES, WIDTH = 5, 2


def network(student: Any, rng: Any, n: int, shortcut: str = "pad") -> tuple[Any, dict[str, Tensor]]:
    """A small network with weights of the test's choice, in float64."""
    handle = student.ResNet(n, CLASSES, WIDTH, shortcut)
    return handle, loaded(student, handle, resnet_shapes(n, CLASSES, WIDTH, shortcut), kit.seed_of(rng))


def batch(rng: Any, size: int = 7) -> tuple[Tensor, Tensor]:
    """Pictures and labels."""
    return normal(rng, size, 3, 6, 5), torch.tensor(rng.integers(CLASSES, size=size))


def expected(
    state: dict[str, Tensor], x: Tensor, y: Tensor, n: int, shortcut: str, training: bool
) -> np.ndarray:
    """Root of the sum of squares of the gradients of each block, number by number."""
    names = list(trained(resnet_shapes(n, CLASSES, WIDTH, shortcut)))
    leaves = {name: state[name].clone().requires_grad_() for name in names}
    loss = F.cross_entropy(resnet({**state, **leaves}, x, n, shortcut, 1, training), y)
    grads = dict(zip(names, torch.autograd.grad(loss, list(leaves.values()), allow_unused=True)))
    squares = np.zeros(3 * n)
    for name, grad in grads.items():
        if name.startswith("blocks.") and grad is not None:
            squares[int(name.split(".")[1])] += float((grad * grad).sum())
    return np.sqrt(squares)


def check(
    student: Any, rng: Any, n: int, shortcut: str = "pad", training: bool = True, size: int = 7
) -> None:
    """Compare the lengths."""
    handle, state = network(student, rng, n, shortcut)
    mode(student, handle, training)
    x, y = batch(rng, size)
    want = expected(state, x, y, n, shortcut, training)
    found = kit.sequence(student.gradient_norms(handle, x.clone(), y.clone()), 3 * n)
    numbers = np.array([kit.scalar(number) for number in found])
    kit.close(numbers, want, rtol=1e-5, atol=1e-7)


@pytest.mark.exercise(core=True)
def test_gradients_values(student, rng):
    """训练模式：每块一个数，是这一块全部参数的梯度的长度。"""
    check(student, rng, 1)


@pytest.mark.exercise(core=True)
def test_gradients_more_blocks(student, rng):
    """每段两块也对，次序从前到后。"""
    check(student, rng, 2)


@pytest.mark.exercise
@pytest.mark.parametrize("shortcut", ["none", "projection"])
def test_gradients_shortcuts(student, rng, shortcut):
    """没有捷径的、捷径里有参数的，也都对。"""
    check(student, rng, 1, shortcut)


@pytest.mark.exercise
def test_gradients_eval(student, rng):
    """模型在评估模式里，就用评估模式。"""
    check(student, rng, 1, training=False)


@pytest.mark.exercise
@pytest.mark.parametrize("size", [2, 13])
def test_gradients_batch_size(student, rng, size):
    """损失对批取平均，批多大都对。"""
    check(student, rng, 1, size=size)


@pytest.mark.exercise
@pytest.mark.parametrize("filled", [False, True])
def test_gradients_leave_grad(student, rng, filled):
    """每个参数的 grad 都和原来一样：没有的还是没有，有的一个数也不变。"""
    handle, _ = network(student, rng, 1)
    since = len(student.calls)
    found = kit.sequence(student.measure_beside(handle, *batch(rng), filled), 2, "measure_beside")
    kit.record_since(student, since, bool(found[1]))
    kit.require(bool(found[1]), "grad 和原来不一样")


@pytest.mark.exercise
def test_gradients_beside_others(student, rng):
    """grad 里原来就有数时，结果照样对。"""
    handle, state = network(student, rng, 1)
    x, y = batch(rng)
    want = expected(state, x, y, 1, "pad", True)
    found = kit.sequence(student.measure_beside(handle, x, y, True), 2, "measure_beside")
    numbers = np.array([kit.scalar(number) for number in kit.sequence(found[0], 3)])
    kit.close(numbers, want, rtol=1e-5, atol=1e-7)


@pytest.mark.exercise
@pytest.mark.parametrize("kind", ["statistics", "weights"])
def test_gradients_leave_model(student, rng, kind):
    """滑动的统计量和权重都和原来一样。"""
    handle, state = network(student, rng, 1)
    since = len(student.calls)
    student.gradient_norms(handle, *batch(rng))
    now = state_now(student, handle, resnet_shapes(1, CLASSES, WIDTH))
    names = [name for name in now if name.endswith(STATISTICS) == (kind == "statistics")]
    same = all(bool(torch.equal(now[name], state[name])) for name in names)
    kit.record_since(student, since, same)
    kit.require(same, "统计量变了" if kind == "statistics" else "权重变了")


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_gradients_leave_mode(student, rng, training):
    """模式和原来一样。"""
    handle, _ = network(student, rng, 1)
    mode(student, handle, training)
    since = len(student.calls)
    student.gradient_norms(handle, *batch(rng))
    found = student.attribute(handle, "training")
    kit.record_since(student, since, found)
    kit.require(found is training, "模式变了")


@pytest.mark.exercise
def test_gradients_keep_data(student, rng):
    """x 和 y 在调用之后保持原样。"""
    handle, _ = network(student, rng, 1)
    x, y = batch(rng)
    before = x.clone(), y.clone()
    student.gradient_norms(handle, x, y)
    kit.unchanged(x.numpy(), before[0].numpy(), "x")
    kit.unchanged(y.numpy(), before[1].numpy(), "y")
