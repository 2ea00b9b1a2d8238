"""Hidden tests of accumulate: one step of plain descent on a table of logits, beside the same by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

Batches = list[tuple[Tensor, Tensor]]
V = 5


def some_batches(rng: np.random.Generator, *shapes: tuple[int, int]) -> Batches:
    """Random pairs of these shapes."""
    return [tuple(torch.tensor(rng.integers(V, size=shape)) for _ in range(2)) for shape in shapes]  # type: ignore[misc]


def step(table: Tensor, batches: Batches, lr: float) -> tuple[float, Tensor]:
    """(mean loss over all tokens, the table after the step): the gradient by its formula."""
    probs, gradient, loss, total = table.softmax(-1), torch.zeros_like(table), 0.0, 0
    for x, y in batches:
        for a, b in zip(x.flatten().tolist(), y.flatten().tolist()):
            loss -= float(probs[a, b].log())
            gradient[a] += probs[a]
            gradient[a, b] -= 1
            total += 1
    return loss / total, table - lr * gradient / total


def run(student: Any, rng: np.random.Generator, batches: Batches, stale: float = 0.0) -> tuple[Any, ...]:
    """(loss, table after, both as they should be)."""
    table = torch.tensor(rng.normal(size=(V, V)))
    want, after = step(table, batches, 0.7)
    model = student.Bigram(table, 9)
    optimizer = student.plain_descent(model, 0.7, stale)
    loss = student.accumulate(model, batches, optimizer)
    found = dict(student.invoke(model, "state_dict"))["table"]
    return loss, found, want, after


def check(student: Any, rng: np.random.Generator, batches: Batches, stale: float = 0.0) -> None:
    """The loss and the weights."""
    loss, found, want, after = run(student, rng, batches, stale)
    kit.close(found, after, rtol=1e-6, atol=1e-9, name="走一步以后的权重")
    kit.close(kit.scalar(loss, "损失"), want, rtol=1e-6, name="损失")


@pytest.mark.exercise(core=True)
def test_accumulate_unlike(student, rng):
    """几批大小不同：走的一步和放在一大批里相同。"""
    check(student, rng, some_batches(rng, (2, 5), (1, 3), (4, 1)))


@pytest.mark.exercise(core=True)
def test_accumulate_alike(student, rng):
    """几批一样大：走的一步和放在一大批里相同。"""
    check(student, rng, some_batches(rng, (2, 3), (2, 3), (2, 3)))


@pytest.mark.exercise(core=True)
def test_accumulate_lengths(student, rng):
    """段数相同、长度不同：份额按词元数算。"""
    check(student, rng, some_batches(rng, (2, 7), (2, 1)))


@pytest.mark.exercise
def test_accumulate_single(student, rng):
    """只有一批时，就是平常的一步。"""
    check(student, rng, some_batches(rng, (3, 4)))


@pytest.mark.exercise
def test_accumulate_stale(student, rng):
    """上一次留下的梯度不影响这一步。"""
    check(student, rng, some_batches(rng, (2, 3), (1, 4)), 5.0)


@pytest.mark.exercise
def test_accumulate_loss(student, rng):
    """返回的是走这一步之前的损失，所有词元的平均。"""
    loss, _, want, _ = run(student, rng, some_batches(rng, (1, 2), (3, 3)))
    kit.close(kit.scalar(loss, "损失"), want, rtol=1e-6, name="损失")


@pytest.mark.exercise
def test_accumulate_large_gradient(student, rng):
    """梯度没有裁剪。"""
    x = torch.zeros(1, 6, dtype=torch.int64)
    table = torch.zeros(V, V).double()
    table[0, 1] = 9.0
    batches = [(x, x + 2), (x[:, :2], x[:, :2] + 3)]
    want, after = step(table, batches, 3.0)
    model = student.Bigram(table, 9)
    loss = student.accumulate(model, batches, student.plain_descent(model, 3.0))
    found = dict(student.invoke(model, "state_dict"))["table"]
    kit.close(found, after, rtol=1e-6, atol=1e-9, name="走一步以后的权重")
    kit.close(kit.scalar(loss, "损失"), want, rtol=1e-6, name="损失")


@pytest.mark.exercise
def test_accumulate_keeps_batches(student, rng):
    """传进来的各批不变。"""
    batches = some_batches(rng, (2, 3), (1, 4))
    before = [(x.clone(), y.clone()) for x, y in batches]
    run(student, rng, batches)
    kit.unchanged(batches, before, "batches")
