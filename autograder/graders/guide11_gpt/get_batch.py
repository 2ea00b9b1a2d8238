"""Hidden tests of get_batch: rows of numbers that tell where they come from."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit


def call(student: Any, ids: Tensor, block: int, batch: int, seed: int) -> tuple[Tensor, Tensor]:
    """The student's (x, y), checked for type and shape."""
    found = kit.sequence(student.get_batch(ids, block, batch, np.random.default_rng(seed)), 2)
    for part, name in zip(found, "xy"):
        kit.tensor(part, (batch, block), "i", name)
    return found[0], found[1]


def places(ids: Tensor, rows: Tensor) -> list[int]:
    """Where each row lies in ids, all of whose numbers differ; -1 where it is no piece of them."""
    where = {int(number): place for place, number in enumerate(ids)}
    found = []
    for row in rows:
        start = where.get(int(row[0]), -1)
        found.append(start if start >= 0 and torch.equal(ids[start : start + len(row)], row) else -1)
    return found


@pytest.mark.exercise(core=True)
def test_batch_pieces(student, rng):
    """每一行是书里连着的一段，y 是往后一格的那一段。"""
    ids, seed, since = torch.tensor(rng.permutation(97)), kit.seed_of(rng), len(student.calls)
    x, y = call(student, ids, 7, 300, seed)
    starts, others = places(ids, x), places(ids, y)
    shifts = sorted({b - a for a, b in zip(starts, others)})
    facts: list[Any] = [min(starts) >= 0, min(others) >= 0, shifts if len(shifts) < 4 else "many"]
    kit.record_since(student, since, facts)
    kit.require(facts[0] and facts[1], "有的行不是书里连着的一段")
    kit.require(shifts == [1], "y 没有比 x 往后一格")


@pytest.mark.exercise(core=True)
def test_batch_starts(student, rng):
    """每个起点都取得到，第一个和最后一个也是。"""
    ids, seed, since = torch.tensor(rng.permutation(19)), kit.seed_of(rng), len(student.calls)
    x, _ = call(student, ids, 5, 600, seed)
    starts = set(places(ids, x))
    kit.record_since(student, since, sorted(starts))
    kit.require(starts >= set(range(14)), "有的起点取不到")
    kit.require(starts == set(range(14)), "有的起点不应当取到")


@pytest.mark.exercise
def test_batch_even(student, rng):
    """各个起点机会均等。"""
    ids, seed, since = torch.arange(13), kit.seed_of(rng), len(student.calls)
    x, _ = call(student, ids, 3, 5000, seed)
    share = np.bincount(x[:, 0].numpy(), minlength=10)[:10] / 5000
    even = bool(np.abs(share - 0.1).max() < 0.03)
    kit.record_since(student, since, even)
    kit.require(even, "起点的机会不均等")


@pytest.mark.exercise
def test_batch_independent(student, rng):
    """一批里各行的起点各自独立，可以重复。"""
    ids, since = torch.arange(9), len(student.calls)
    batches = [call(student, ids, 4, 2, kit.seed_of(rng))[0] for _ in range(60)]
    same = sum(int(x[0, 0]) == int(x[1, 0]) for x in batches)
    facts = [same > 0, same < 60]
    kit.record_since(student, since, facts)
    kit.require(facts[1], "一批里各行的起点都一样")
    kit.require(facts[0], "一批里各行的起点从不相同")


@pytest.mark.exercise
def test_batch_smallest(student, rng):
    """正好够一段时，只有一种截法；一段一个也行。"""
    ids, since = torch.tensor(rng.permutation(6)), len(student.calls)
    found = [call(student, ids, 5, 3, kit.seed_of(rng)), call(student, ids[:2], 1, 4, kit.seed_of(rng))]
    kit.record_since(student, since, [part for pair in found for part in pair])
    kit.close(found[0][0], ids[:5].expand(3, 5), name="x")
    kit.close(found[0][1], ids[1:].expand(3, 5), name="y")
    kit.close(found[1][0], ids[:1].expand(4, 1), name="x")
    kit.close(found[1][1], ids[1:2].expand(4, 1), name="y")


@pytest.mark.exercise
def test_batch_rng(student, rng):
    """种子相同就相同；同一个 rng 再取一次、换一个种子，就不同。"""
    ids, seed, since = torch.arange(5000), kit.seed_of(rng), len(student.calls)
    one, two, other = (call(student, ids, 3, 9, s)[0] for s in (seed, seed, seed + 1))
    shared = np.random.default_rng(seed)
    rows = [kit.sequence(student.get_batch(ids, 3, 9, shared), 2)[0] for _ in range(2)]
    facts = [torch.equal(one, two), not torch.equal(one, other), not torch.equal(rows[0], rows[1])]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "种子相同，截的却不同")
    kit.require(facts[1], "换了种子，截的没有变")
    kit.require(facts[2], "同一个 rng 取两次，截的一样")


@pytest.mark.exercise
def test_batch_short(student, rng):
    """不够一段再加后一个时，抛出 ValueError。"""
    for n, block in ((4, 4), (3, 4), (1, 1), (2, 7)):
        with kit.raises("ValueError"):
            student.get_batch(torch.arange(n), block, 2, np.random.default_rng(0))


@pytest.mark.exercise
def test_batch_keeps_ids(student, rng):
    """ids 在调用之后不变。"""
    ids = torch.arange(20)
    before = ids.clone()
    student.get_batch(ids, 4, 3, np.random.default_rng(kit.seed_of(rng)))
    kit.unchanged(ids, before, "ids")
