"""Hidden tests of online_softmax_attention: the whole table by PyTorch, and how much memory one call takes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit


def whole(q: np.ndarray, k: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Attention over all keys at once."""
    queries, keys, values = (torch.tensor(np.ascontiguousarray(a), dtype=torch.float64) for a in (q, k, v))
    scores = queries @ keys.mT * q.shape[1] ** -0.5
    found: np.ndarray = (scores.softmax(dim=1) @ values).numpy()
    return found


def some(rng: np.random.Generator, t_q: int, t_k: int, d: int = 5, e: int = 3) -> tuple[np.ndarray, ...]:
    """Queries, keys and values."""
    return rng.normal(size=(t_q, d)), rng.normal(size=(t_k, d)), rng.normal(1.0, 1.0, size=(t_k, e))


def check(student: Any, cases: list[tuple[Any, ...]]) -> None:
    """Compare some calls."""
    wants = [whole(*case[:3]) for case in cases]
    found = [student.online_softmax_attention(*case) for case in cases]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-9, atol=1e-10)


@pytest.mark.exercise(core=True)
def test_online_values(student, rng):
    """几块键，最后一块也是满的：和整张表一样。"""
    check(student, [(*some(rng, 7, 12), 4)])


@pytest.mark.exercise(core=True)
def test_online_last_tile(student, rng):
    """最后一块不满时也对。"""
    check(student, [(*some(rng, 7, 11), 4)])


@pytest.mark.exercise
def test_online_one_tile(student, rng):
    """一块就装得下时，块比键多也行。"""
    q, k, v = some(rng, 7, 11)
    check(student, [(q, k, v, 11), (q, k, v, 40)])


@pytest.mark.exercise
def test_online_single_keys(student, rng):
    """每块一个键、只有一个键、只有一个查询，都对。"""
    check(student, [(*some(rng, 7, 11), 1), (*some(rng, 3, 1), 2), (*some(rng, 1, 5), 2)])


@pytest.mark.exercise
def test_online_rising(student):
    """越往后越像的键：攒着的都要修正。"""
    q, k = np.array([[2.0], [-1.0]]), np.arange(7.0)[:, None] * 3
    check(student, [(q, k, np.arange(14.0).reshape(7, 2), 2)])


@pytest.mark.exercise
def test_online_scaled(student, rng):
    """别的维数，打分照样除以维数的平方根。"""
    check(student, [(*some(rng, 5, 7, d, 2), 3) for d in (1, 2, 13)])


@pytest.mark.exercise
def test_online_far_below(student):
    """打分都很负、前面的比后面的差得远，也没有 NaN，没有警告。"""
    q = np.array([[100.0]])
    v = np.array([[1.0], [2.0], [5.0]])
    with student.strict_warnings():
        for k in ([-100.0, -100.0, -99.99], [-90.0, 0.5, -1.0], [100.0, -100.0, 100.0]):
            check(student, [(q, np.array(k)[:, None], v, 1)])


@pytest.mark.exercise
def test_online_rows(student, rng):
    """各个查询的打分大小差得很远时，每个都对。"""
    q, k, v = some(rng, 4, 9)
    with student.strict_warnings():
        check(student, [(q * np.array([[1e-3], [1.0], [50.0], [3e3]]), k, v, 2)])


@pytest.mark.exercise
def test_online_layouts(student, rng):
    """内存怎样排列都行，传进来的数组不变。"""
    q, k, v = some(rng, 7, 11)
    q, k, v = kit.layouts(q)[1], kit.layouts(k)[0], kit.layouts(v)[1]
    before = q.copy(), k.copy(), v.copy()
    want = whole(q, k, v)
    found = student.online_softmax_attention(q, k, v, 4)
    same = [bool(np.array_equal(a, b)) for a, b in zip((q, k, v), before)]
    kit.record(student, [found, same])
    kit.close(found, want, rtol=1e-9, atol=1e-10)
    for a, b, name in zip((q, k, v), before, "qkv"):
        kit.unchanged(a, b, name)


@pytest.mark.exercise(weight=2, costly=True)
def test_online_memory(student, rng):
    """查询和键都很多时，占的内存远小于整张表。"""
    q, k, v = some(rng, 2000, 40_000, 2, 2)
    used = kit.scalar(student.peak_memory(q, k, v, 500))
    kit.record(student, bool(used <= 160))
    whole_table = 2000 * 40_000 * 8 / 1e6
    kit.require(used <= 160, f"最多时占了 {used:.0f} MB，整张表是 {whole_table:.0f} MB")
    kit.require(math.isfinite(used), "内存")
