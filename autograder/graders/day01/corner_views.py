"""Hidden tests of corner_views: the four parts, picked one element at a time, and whether they share memory."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

PARTS = ("①", "②", "③", "④")


def corner_views(a: np.ndarray) -> list[np.ndarray]:
    """The four parts, picked one element at a time (copies)."""
    rows, columns = a.shape
    return [
        np.array([a[1, j] for j in (2, 3)]),
        np.array([a[i, 1] for i in range(rows)]),
        np.array([[a[i, j] for j in range(2, columns)] for i in range(2, rows)]),
        np.array([[a[i, j] for j in range(0, columns, 2)] for i in range(1, rows, 2)]),
    ]


def check_parts(student: Any, a: np.ndarray) -> None:
    """Compare the four parts of ``a`` with the reference."""
    wants = corner_views(a)
    for part, want, name in zip(kit.sequence(student.corner_views(a), 4), wants, PARTS):
        kit.close(part, want, name=name)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(5, 7), (11, 6)])
def test_corner_views_values(student, rng, shape):
    """四个部分的形状和数值都正确，行数和列数不同、大于四时也一样。"""
    check_parts(student, rng.normal(size=shape))


@pytest.mark.exercise
@pytest.mark.parametrize("part", range(4))
def test_corner_views_are_views(student, rng, part):
    """每一部分都是视图，与 a 共用内存，不是副本。"""
    arrays = [rng.normal(size=(5, 7)), np.asfortranarray(rng.normal(size=(7, 6)))]
    results = [kit.sequence(student.corner_views(a), 4)[part] for a in arrays]
    for a, result in zip(arrays, results):
        shared = np.shares_memory(a, kit.array(result, name=PARTS[part]))
        kit.require(shared, f"{PARTS[part]}是副本，不是视图")


@pytest.mark.exercise
def test_corner_views_smallest(student, rng):
    """数组恰好四行四列时也正确。"""
    check_parts(student, rng.normal(size=(4, 4)))


@pytest.mark.exercise
def test_corner_views_integers(student, rng):
    """整数数组和布尔数组也可以。"""
    arrays = [rng.integers(-99, 100, size=(7, 5)), rng.random((6, 11)) < 0.5]
    wants = [corner_views(a) for a in arrays]
    results = [student.corner_views(a) for a in arrays]
    for a, want, result in zip(arrays, wants, results):
        for part, expected, name in zip(kit.sequence(result, 4), want, PARTS):
            kit.close(kit.array(part, dtype=a.dtype.kind, name=name), expected, name=name)


@pytest.mark.exercise
def test_corner_views_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也可以。"""
    for same in kit.layouts(rng.normal(size=(7, 5))):
        check_parts(student, same)


@pytest.mark.exercise
def test_corner_views_keep_input(student, rng):
    """传进去的 a 在调用之后保持原样。"""
    a = rng.normal(size=(5, 7))
    before = a.copy()
    student.corner_views(a)
    kit.unchanged(a, before, "a")
