"""Hidden tests of token_batches: what the batches must satisfy, on lengths like those of the course.

Which of the sentences of one length come together is free, so the transcript holds what a test looks at, not the batches.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def lengths_like(rng: np.random.Generator, n: int) -> np.ndarray:
    """Lengths of short sentences: most have 5 to 9 words, a few up to 15."""
    return np.clip(np.round(rng.normal(7.5, 2.4, size=n)), 2, 15).astype(np.int64)


def batches(student: Any, lengths: np.ndarray, most: int, seed: int) -> list[list[int]]:
    """The student's batches as lists; the transcript keeps their sizes in words, sorted."""
    found = student.token_batches(lengths, most, np.random.default_rng(seed))
    result = kit.sequence(found, len(found) if isinstance(found, (list, tuple)) else 0, "返回值")
    rows = [kit.array(batch, dtype="iu", name="一批").tolist() for batch in result]
    flat = sorted(i for row in rows for i in np.ravel(row).tolist())
    inside = bool(flat) and flat[0] >= 0 and flat[-1] < len(lengths)
    sizes = [len(row) * int(lengths[row].max()) for row in rows if row] if inside else []
    kit.record(student, [flat, sorted(sizes)])
    kit.require(all(rows), "有一批是空的")
    kit.require(flat == list(range(len(lengths))), "每个句子应当恰好出现一次")
    return rows


@pytest.mark.exercise(core=True)
def test_batches_partition(student, rng):
    """每个句子恰好出现一次。"""
    for n in (200, 57, 1):
        batches(student, lengths_like(rng, n), 60, kit.seed_of(rng))


@pytest.mark.exercise(core=True)
def test_batches_fit(student, rng):
    """每一批填齐以后都装得下。"""
    lengths, most = lengths_like(rng, 500), 97
    rows = batches(student, lengths, most, kit.seed_of(rng))
    worst = max(len(row) * int(lengths[row].max()) for row in rows)
    kit.record(student, worst)
    kit.require(worst <= most, "有一批填齐以后超过了 max_tokens")


@pytest.mark.exercise(core=True)
def test_batches_padding(student, rng):
    """长短相近的在一起，空位不多。"""
    lengths = lengths_like(rng, 2000)
    rows = batches(student, lengths, 150, kit.seed_of(rng))
    cells = sum(len(row) * int(lengths[row].max()) for row in rows)
    waste = 1 - lengths.sum() / max(cells, 1)
    kit.record(student, bool(waste <= 0.15))
    kit.require(waste <= 0.15, "空位太多")


@pytest.mark.exercise(core=True)
def test_batches_full(student, rng):
    """批装得够满，批数不太多。"""
    lengths, most = lengths_like(rng, 2000), 150
    rows = batches(student, lengths, most, kit.seed_of(rng))
    limit = 1.3 * lengths.sum() / most
    kit.record(student, len(rows) if len(rows) > limit else True)
    kit.require(len(rows) <= limit, "批太多，没有装满")


@pytest.mark.exercise
def test_batches_exactly_full(student):
    """正好装满的一批不拆开。"""
    rows = batches(student, np.full(12, 5), 20, 3)
    kit.record(student, len(rows))
    kit.require(len(rows) == 3, "一样长的句子，每批应当正好装满")


@pytest.mark.exercise
def test_batches_order(student, rng):
    """批的先后是打乱的，不总是从短到长，也不总是从长到短。"""
    lengths, orders = np.arange(1, 61), []
    for _ in range(4):
        rows = batches(student, lengths, 60, kit.seed_of(rng))
        kit.record(student, None)
        orders.append([int(lengths[row].max()) for row in rows])
    sorted_ones = (
        [order == sorted(order) for order in orders],
        [order == sorted(order)[::-1] for order in orders],
    )
    always = all(sorted_ones[0]) or all(sorted_ones[1])
    kit.record(student, always)
    kit.require(not always, "批的先后总是一样")


@pytest.mark.exercise
def test_batches_follow_rng(student, rng):
    """种子相同，结果相同；同一个 rng 接着用，或者换种子，先后不同。"""
    lengths, seed = lengths_like(rng, 400), kit.seed_of(rng)
    one, two, three, four = (batches(student, lengths, 40, s) for s in (seed, seed, seed + 1, seed + 2))
    same, different = one == two, three != one and four != one
    kit.record(student, None, None, None, [same, different])
    kit.require(same, "种子相同，结果应当相同")
    kit.require(different, "种子不同，先后应当不同")


@pytest.mark.exercise
def test_batches_too_long(student):
    """有一句装不下时抛出 ValueError；正好装得下的不抛出。"""
    batches(student, np.array([3, 8, 2]), 8, 1)
    with kit.raises("ValueError"):
        student.token_batches(np.array([3, 9, 2]), 8, np.random.default_rng(1))


@pytest.mark.exercise
def test_batches_nothing(student):
    """没有句子时是空的列表。"""
    found = student.token_batches(np.zeros(0, dtype=np.int64), 8, np.random.default_rng(1))
    if isinstance(found, (list, tuple)):
        kit.record(student, [int(np.size(batch)) for batch in found])
    kit.sequence(found, 0)


@pytest.mark.exercise
def test_batches_keeps_lengths(student, rng):
    """lengths 在调用之后不变。"""
    lengths = kit.with_gaps(lengths_like(rng, 50))
    before = lengths.copy()
    student.token_batches(lengths, 40, np.random.default_rng(1))
    kit.record(student, bool(np.array_equal(lengths, before)))
    kit.unchanged(lengths, before, "lengths")
