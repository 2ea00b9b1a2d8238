"""Hidden tests of orthogonal: inner products, and what a law without any direction does on average."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import check_uses_rng

SHAPES = [(7, 3), (3, 7), (5, 5), (1, 4), (4, 1), (1, 1)]
# Products in float32 are off by less.
CLOSE = {"rtol": 1e-5, "atol": 1e-5}


def gram(q: np.ndarray) -> np.ndarray:
    """Inner products of the columns of a tall matrix, of the rows of a wide one."""
    tall = q.astype(np.float64) if q.shape[0] >= q.shape[1] else q.T.astype(np.float64)
    return np.einsum("ki,kj->ij", tall, tall)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_orthogonal_directions(student, rng, shape):
    """高的各列、矮的各行互相正交，长度都是一；形状与要的一样。"""
    since = len(student.calls)
    q = kit.array(student.orthogonal(shape, rng), shape, "f")
    found = gram(q)
    # Its numbers are random; their products are not.
    kit.record_since(student, since, found.round(6))
    kit.close(found, np.eye(min(shape)), name="两两的内积", **CLOSE)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(7, 3), (3, 7)], ids=str)
@pytest.mark.parametrize("gain", [2.0, 0.25])
def test_orthogonal_gain(student, rng, shape, gain):
    """整个乘上 gain：长度就是 gain。"""
    since = len(student.calls)
    q = kit.array(student.orthogonal(shape, rng, gain), shape, "f")
    found = gram(q)
    kit.record_since(student, since, found.round(6))
    kit.close(found, gain**2 * np.eye(3), name="两两的内积", **CLOSE)


def draws(student: Any, rng: np.random.Generator, shape: tuple[int, int], n: int) -> np.ndarray:
    """Many matrices of one shape."""
    return np.array([kit.array(student.orthogonal(shape, rng), shape, "f") for _ in range(n)])


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(3, 2), (2, 3), (2, 2)], ids=str)
def test_orthogonal_signs(student, rng, shape):
    """符号没有偏向：抽许多次，每个元素的平均都接近零。"""
    since = len(student.calls)
    found = draws(student, rng, shape, 100)
    # An entry has the variance 1/max(shape); six standard errors.  A law with fixed signs leaves a mean of 0.5 at least.
    leaning = np.abs(found.mean(axis=0)) > 6 / np.sqrt(100 * max(shape))
    signs = np.sign(found.mean(axis=0)) * leaning
    kit.record_since(student, since, signs)
    kit.require(not leaning.any(), "有的元素偏向正或者偏向负")


@pytest.mark.exercise
def test_orthogonal_all_directions(student, rng):
    """每个方向都一样可能：第一列在各个方向上的平均平方相等，换一个方向来量也一样。"""
    since = len(student.calls)
    columns = draws(student, rng, (3, 2), 150)[:, :, 0].astype(np.float64)
    turned = columns @ np.array([[1, 1, 0], [1, -1, 0], [0, 0, np.sqrt(2)]]) / np.sqrt(2)
    # The square of an entry has mean 1/3 and variance 4/45; six standard errors.
    far = max(float(np.abs((c**2).mean(axis=0) - 1 / 3).max()) for c in (columns, turned))
    apart = far > 6 * np.sqrt(4 / 45 / 150)
    kit.record_since(student, since, apart)
    kit.require(not apart, "有的方向比别的方向更常出现")


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(7, 3), (3, 7)], ids=str)
def test_orthogonal_uses_rng(student, rng, shape):
    """随机数都来自 rng：种子相同则结果相同，种子不同则不同。"""
    check_uses_rng(student, rng, lambda given: kit.array(student.orthogonal(shape, given), shape, "f"))


@pytest.mark.exercise
def test_orthogonal_new_each_time(student, rng):
    """同一个 rng 再要一个，就是另一个。"""
    since = len(student.calls)
    first, second = draws(student, rng, (5, 3), 2)
    same = bool(np.array_equal(first, second))
    kit.record_since(student, since, same)
    kit.require(not same, "两次得到了同一个矩阵")
