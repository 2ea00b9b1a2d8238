"""Hidden tests of estimate_loss on a table of logits that notes what it is given."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

V = 6


def some(rng: np.random.Generator, n: int) -> tuple[Tensor, Tensor]:
    """(a table, a text of n tokens)."""
    return torch.tensor(rng.normal(scale=2.0, size=(V, V))), torch.tensor(rng.integers(V, size=n))


def expected(table: Tensor, ids: Tensor, block: int) -> float:
    """The mean over whole windows, token by token."""
    logs, found = table.log_softmax(-1), []
    for start in range(0, len(ids) - block, block):
        for place in range(start, start + block):
            found.append(-float(logs[int(ids[place]), int(ids[place + 1])]))
    return sum(found) / len(found)


def check(student: Any, rng: np.random.Generator, *cases: tuple[int, int]) -> None:
    """Compare the losses of texts of n tokens in windows of a length."""
    given = [(*some(rng, n), block) for n, block in cases]
    wants = [expected(*case) for case in given]
    found = [
        student.estimate_loss(student.Bigram(table, block + 3), ids, block) for table, ids, block in given
    ]
    for got, want, (n, block) in zip(found, wants, cases):
        kit.close(kit.scalar(got, f"{n} 个词元、block={block} 的损失"), want, rtol=1e-6)


@pytest.mark.exercise(core=True)
def test_estimate_values(student, rng):
    """正好几窗，或者多出一些，损失都正确。"""
    check(student, rng, (22, 7), (25, 7), (28, 7), (13, 3))


@pytest.mark.exercise(core=True)
def test_estimate_ends(student, rng):
    """最后一窗差一个没有答案时不算，正好有答案时要算。"""
    check(student, rng, (8, 4), (9, 4), (12, 4), (13, 4))


@pytest.mark.exercise
def test_estimate_one_window(student, rng):
    """只够一窗，一窗只有一个，都行。"""
    check(student, rng, (6, 5), (10, 5), (2, 1), (5, 1))


@pytest.mark.exercise
def test_estimate_many(student, rng):
    """窗很多的时候，也是所有词元的平均。"""
    check(student, rng, (700, 3), (401, 2), (1100, 9))


@pytest.mark.exercise
def test_estimate_windows(student, rng):
    """交给模型的是一窗挨一窗的整窗，不重叠。"""
    _, ids = some(rng, 41)
    model, since = student.Bigram(torch.zeros(V, V), 9), len(student.calls)
    student.estimate_loss(model, ids, 6)
    rows = [row.tolist() for batch in student.attribute(model, "seen") for row in batch]
    want = [ids[i : i + 6].tolist() for i in range(0, 36, 6)]
    same = sorted(rows) == sorted(want)
    kit.record_since(student, since, [len(rows), sorted({len(row) for row in rows}), same])
    kit.require(same, "交给模型的不是一窗挨一窗的整窗")


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_estimate_mode(student, rng, training):
    """量的时候是 eval 模式，返回时和调用时相同。"""
    table, ids = some(rng, 30)
    model, since = student.invoke(student.Bigram(table, 9), "train", training), len(student.calls)
    student.estimate_loss(model, ids, 4)
    modes = [bool(mode) for mode in student.attribute(model, "modes")]
    after = bool(student.attribute(model, "training"))
    kit.record_since(student, since, [any(modes), after])
    kit.require(not any(modes), "量的时候没有换成 eval 模式")
    kit.require(after is training, "返回时模式变了")


@pytest.mark.exercise
def test_estimate_no_graph(student, rng):
    """返回一个数，不带计算图；权重和梯度都不变。"""
    table, ids = some(rng, 30)
    model = student.Bigram(table, 9)
    found = student.estimate_loss(model, ids, 4)
    weight = student.attribute(model, "table")
    kit.scalar(found, "损失")
    kit.close(weight.detach(), table, name="权重")
    kit.require(weight.grad is None or not bool(weight.grad.any()), "留下了梯度")


@pytest.mark.exercise
def test_estimate_keeps_ids(student, rng):
    """ids 在调用之后不变。"""
    table, ids = some(rng, 20)
    before = ids.clone()
    student.estimate_loss(student.Bigram(table, 9), ids, 4)
    kit.unchanged(ids, before, "ids")
