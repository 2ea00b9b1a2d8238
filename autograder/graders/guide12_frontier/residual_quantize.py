"""Hidden tests of residual_quantize: row by row, in Python's numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def quantized(x: np.ndarray, codebooks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(codes, approximation) by loops."""
    codes = np.zeros((len(x), len(codebooks)), dtype=np.int64)
    near = np.zeros(x.shape)
    for i, row in enumerate(x):
        for stage, book in enumerate(codebooks):
            gaps = [sum((a - b - c) ** 2 for a, b, c in zip(row, near[i], code)) for code in book]
            codes[i, stage] = gaps.index(min(gaps))
            near[i] += book[codes[i, stage]]
    return codes, near


def some(rng: np.random.Generator, n: int, s: int, k: int, d: int) -> tuple[np.ndarray, np.ndarray]:
    """Vectors, and codebooks that get finer."""
    finer = 2.0 * 0.6 ** np.arange(s)[:, None, None]
    return rng.normal(size=(n, d)) * 2, rng.normal(size=(s, k, d)) * finer


def check(student: Any, *cases: tuple[np.ndarray, np.ndarray]) -> None:
    """Compare some calls."""
    wants = [quantized(*case) for case in cases]
    found = [student.residual_quantize(*case) for case in cases]
    for got, want in zip(found, wants):
        codes, near = kit.sequence(got, 2)
        kit.close(kit.array(codes, want[0].shape, "iu", "codes"), want[0], name="codes")
        kit.close(near, want[1], rtol=1e-7, atol=1e-9, name="approximation")


@pytest.mark.exercise(core=True)
def test_quantize_one_stage(student, rng):
    """一级：最近的那个向量。"""
    check(student, some(rng, 13, 1, 7, 3))


@pytest.mark.exercise(core=True)
def test_quantize_stages(student, rng):
    """几级：每一级记上一级剩下的，近似是加起来的。"""
    check(student, some(rng, 13, 2, 7, 3), some(rng, 11, 5, 3, 2))


@pytest.mark.exercise
def test_quantize_ties(student):
    """一样近时取编号小的，后面的级也是。"""
    x = np.array([[0.0, 0.0], [2.0, 0.0], [3.0, 1.0]])
    books = np.array([[[1.0, 0.0], [-1.0, 0.0], [3.0, 0.0]], [[0.0, 1.0], [0.0, -1.0], [0.0, 1.0]]])
    check(student, (x, books))


@pytest.mark.exercise
def test_quantize_lengths(student):
    """长的向量不占便宜，比的是距离。"""
    x = np.array([[1.0, 1.0], [4.0, 4.0]])
    check(
        student, (x, np.array([[[9.0, 9.0], [1.0, 0.0], [-1.0, 2.0]], [[5.0, 0.0], [0.0, 1.0], [0.0, 0.0]]]))
    )


@pytest.mark.exercise
def test_quantize_far(student):
    """比的是欧氏距离，不是坐标差的绝对值之和。"""
    check(student, (np.zeros((1, 2)), np.array([[[3.0, 3.0], [0.0, 5.0]]])))


@pytest.mark.exercise
def test_quantize_sizes(student, rng):
    """一个向量、一维、码本只有一个向量，都对。"""
    check(student, some(rng, 1, 3, 5, 2), some(rng, 7, 3, 5, 1), some(rng, 7, 3, 1, 2))


@pytest.mark.exercise
def test_quantize_keeps(student, rng):
    """传进来的数组不变，内存怎样排列都行。"""
    x, books = some(rng, 11, 3, 5, 2)
    x, books = kit.layouts(x)[1], kit.layouts(books)[0]
    before = x.copy(), books.copy()
    wants = quantized(x, books)
    found = kit.sequence(student.residual_quantize(x, books), 2)
    kept = [bool(np.array_equal(a, b)) for a, b in zip((x, books), before)]
    kit.record(student, [found, kept])
    for now, then, name in zip((x, books), before, ("x", "codebooks")):
        kit.unchanged(now, then, name)
    kit.close(kit.array(found[0], None, "iu", "codes"), wants[0], name="codes")
    kit.close(found[1], wants[1], name="approximation")
