"""Hidden tests of few_shot: means and distances in Python."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal, strided


def nearest(support: Tensor, labels: Tensor, query: Tensor) -> Tensor:
    """One query after the other."""
    groups: dict[int, list[list[float]]] = {}
    for row, label in zip(support.tolist(), labels.tolist()):
        groups.setdefault(label, []).append(row)
    centres = {label: [sum(c) / len(rows) for c in zip(*rows)] for label, rows in groups.items()}
    found = []
    for q in query.tolist():
        gaps = [(sum((x - y) ** 2 for x, y in zip(q, centre)), label) for label, centre in centres.items()]
        found.append(min(gaps)[1])
    return torch.tensor(found, dtype=torch.int64)


def check(student: Any, *cases: tuple[Tensor, Tensor, Tensor]) -> None:
    """Compare some answers."""
    wants = [nearest(*case) for case in cases]
    found = [student.few_shot(*case) for case in cases]
    for got, want in zip(found, wants):
        kit.close(kit.tensor(got, tuple(want.shape), "iu"), want)


def some(rng: np.random.Generator, labels: list[int], m: int, d: int = 3) -> tuple[Tensor, Tensor, Tensor]:
    """Examples that lie where their labels say only in part."""
    labels = list(labels)
    middle = {label: rng.normal(size=d) for label in labels}
    support = np.array([middle[label] for label in labels]) + 0.7 * rng.normal(size=(len(labels), d))
    return torch.tensor(support), torch.tensor(labels), normal(rng, m, d, scale=1.3)


@pytest.mark.exercise(core=True)
def test_few_shot_values(student, rng):
    """标签从零数起、排好了：归给最近的类平均。"""
    check(student, some(rng, [0, 0, 0, 1, 1, 1, 2, 2, 2], 41))


@pytest.mark.exercise(core=True)
def test_few_shot_labels(student, rng):
    """标签是任意的整数，没有排好，也有负的。"""
    check(student, some(rng, [7, -3, 100, 7, 41, -3, 7], 41), some(rng, [5, 2, 5, 3, 2], 23))


@pytest.mark.exercise
def test_few_shot_uneven(student, rng):
    """每类的例子不一样多。"""
    check(student, some(rng, [0] * 9 + [1] + [2, 2], 41), some(rng, [1, 0, 1, 1, 1, 1], 41))


@pytest.mark.exercise
def test_few_shot_lengths(student):
    """离得近比朝同一个方向要紧。"""
    support = torch.tensor([[20.0, 0.0], [1.0, 1.0], [-3.0, 0.0]], dtype=torch.float64)
    query = torch.tensor([[3.0, 0.0], [0.5, 0.0], [12.0, 1.0], [-1.5, 0.0]], dtype=torch.float64)
    check(student, (support, torch.tensor([0, 1, 2]), query))


@pytest.mark.exercise
def test_few_shot_means(student):
    """比的是类平均，不是单个的例子，也不是坐标差的绝对值之和。"""
    support = torch.tensor([[0.0, 4.0], [0.0, -4.0], [3.0, 4.0], [3.5, 4.0]], dtype=torch.float64)
    query = torch.tensor([[0.0, 3.0], [1.0, 3.5], [2.0, 1.0]], dtype=torch.float64)
    check(student, (support, torch.tensor([4, 4, 9, 9]), query))
    corners = torch.tensor([[3.0, 3.0], [0.0, 5.0]], dtype=torch.float64)
    check(student, (corners, torch.tensor([0, 1]), torch.zeros(1, 2, dtype=torch.float64)))


@pytest.mark.exercise
def test_few_shot_ties(student):
    """一样近时取小的标签，不管谁先出现。"""
    support = torch.tensor([[2.0], [-2.0], [6.0]], dtype=torch.float64)
    query = torch.tensor([[0.0], [4.0]], dtype=torch.float64)
    check(student, (support, torch.tensor([8, 3, 11]), query), (support, torch.tensor([2, -5, 1]), query))


@pytest.mark.exercise
def test_few_shot_ends(student, rng):
    """一个类、一个例子、一个问的、一维，都对。"""
    check(
        student, some(rng, [6], 5), some(rng, [6, 6, 6], 5), some(rng, [3, 1], 1), some(rng, [3, 1, 3], 7, 1)
    )


@pytest.mark.exercise
def test_few_shot_keeps(student, rng):
    """输入不变，内存怎样排列都行。"""
    support, labels, query = some(rng, [7, -3, 100, 7, 41, -3, 7], 41)
    support, query = strided(support), strided(query)
    before = support.clone(), labels.clone(), query.clone()
    want = nearest(*before)
    found = student.few_shot(support, labels, query)
    kit.close(kit.tensor(found, (41,), "iu"), want)
    for now, then, name in zip((support, labels, query), before, ("support", "labels", "query")):
        kit.unchanged(now.numpy(), then.numpy(), name)
