"""Hidden tests of sequence_batches: every entry by the definition, one index at a time."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

Batches = list[tuple[Tensor, Tensor]]


def reference(ids: list[int], batch: int, steps: int) -> Batches:
    """Index by index."""
    length = (len(ids) - 1) // batch
    found = []
    for start in range(0, length, steps):
        columns = range(start, min(start + steps, length))
        x, y = ([[ids[r * length + s + later] for s in columns] for r in range(batch)] for later in (0, 1))
        found.append((torch.tensor(x), torch.tensor(y)))
    return found


def check(student: Any, ids: Tensor, batch: int, steps: int) -> None:
    """Compare all batches."""
    wants = reference(ids.tolist(), batch, steps)
    found = student.sequence_batches(ids, batch, steps)
    for pair, (x, y) in zip(kit.sequence(found, len(wants)), wants):
        got_x, got_y = kit.sequence(pair, 2, "一批")
        kit.close(kit.tensor(got_x, dtype_kind="i", name="x"), x, name="x")
        kit.close(kit.tensor(got_y, dtype_kind="i", name="y"), y, name="y")


def some_ids(rng: Any, count: int) -> Tensor:
    """Ids all of which differ: whatever is in a wrong place shows."""
    return torch.tensor(rng.permutation(10 * count)[:count])


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("size", [(30, 3, 4), (101, 7, 5), (24, 2, 3)], ids=str)
def test_batches_values(student, rng, size):
    """每一路各取接下来的一段，答案是往后一个，最后不满的一批也在。"""
    check(student, some_ids(rng, size[0]), *size[1:])


@pytest.mark.exercise
def test_batches_whole(student, rng):
    """每路的长度正好是一段的整数倍。"""
    check(student, some_ids(rng, 25), 3, 4)


@pytest.mark.exercise
def test_batches_no_row_beyond(student, rng):
    """字数正好能被路数整除：最后一个字只当答案。"""
    check(student, some_ids(rng, 24), 4, 5)
    check(student, some_ids(rng, 12), 3, 2)


@pytest.mark.exercise
def test_batches_one_stream(student, rng):
    """只有一路。"""
    check(student, some_ids(rng, 17), 1, 5)


@pytest.mark.exercise
def test_batches_one_step(student, rng):
    """每次只取一个字。"""
    check(student, some_ids(rng, 14), 3, 1)


@pytest.mark.exercise
def test_batches_long_step(student, rng):
    """一段比一路还长：只有一批。"""
    check(student, some_ids(rng, 14), 3, 50)


@pytest.mark.exercise
@pytest.mark.parametrize("count", [1, 3, 5])
def test_batches_too_little(student, rng, count):
    """字太少，一路一个也分不到，得到空列表。"""
    check(student, some_ids(rng, count), 5, 2)


@pytest.mark.exercise
def test_batches_keep_ids(student, rng):
    """ids 在调用之后保持原样。"""
    ids = some_ids(rng, 30)
    before = ids.clone()
    student.sequence_batches(ids, 3, 4)
    kit.unchanged(ids.numpy(), before.numpy(), "ids")
