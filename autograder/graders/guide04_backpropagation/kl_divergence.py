"""Hidden tests of kl_divergence: cell by cell, in logarithms."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder import kit


def divergence(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """The divergence of each row."""

    def cell(a: float, b: float) -> float:
        if a == 0:
            return 0.0
        return a * (math.log(a) - math.log(b)) if b > 0 else math.inf

    return np.array([math.fsum(map(cell, *rows)) for rows in zip(p.tolist(), q.tolist())])


def distributions(rng: np.random.Generator, n: int, k: int) -> np.ndarray:
    """Random rows without a 0."""
    return rng.dirichlet(np.full(k, 1.5), size=n)


def without(rows: np.ndarray, column: int) -> np.ndarray:
    """The same rows with one outcome made impossible."""
    rows = rows.copy()
    rows[:, column] = 0.0
    return rows / rows.sum(axis=1, keepdims=True)


@pytest.mark.exercise(core=True)
def test_kl_values(student, rng):
    """没有 0 的分布：每行一个数，与定义一致。"""
    p, q = distributions(rng, 5, 7), distributions(rng, 5, 7)
    want = divergence(p, q)
    kit.close(student.kl_divergence(p, q), want)


@pytest.mark.exercise
def test_kl_zero_in_p(student, rng):
    """p 为 0 的格子算 0，没有 NaN，也没有警告。"""
    p, q = without(distributions(rng, 5, 3), 1), distributions(rng, 5, 3)
    want = divergence(p, q)
    with student.strict_warnings():
        result = student.kl_divergence(p, q)
    kit.close(result, want)


@pytest.mark.exercise
def test_kl_zero_in_both(student, rng):
    """两边都为 0 的格子也算 0。"""
    p, q = without(distributions(rng, 5, 3), 2), without(distributions(rng, 5, 3), 2)
    want = divergence(p, q)
    with student.strict_warnings():
        result = student.kl_divergence(p, q)
    kit.close(result, want)


@pytest.mark.exercise
def test_kl_infinite(student, rng):
    """q 为 0 而 p 大于 0 的行是正无穷，别的行不受影响，没有警告。"""
    p, q = distributions(rng, 5, 3), distributions(rng, 5, 3)
    q[1], q[3] = without(q[[1]], 0), without(q[[3]], 2)
    want = divergence(p, q)
    with student.strict_warnings():
        result = student.kl_divergence(p, q)
    kit.close(result, want)


@pytest.mark.exercise
def test_kl_of_itself(student, rng):
    """自己和自己的散度是 0。"""
    p = np.concatenate([distributions(rng, 2, 5), distributions(rng, 3, 5)])
    near = (p + 1e-3) / (1 + 5e-3)
    wants = divergence(p, p), divergence(p, near)
    results = [student.kl_divergence(p, p.copy()), student.kl_divergence(p, near)]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=1e-6, atol=1e-13)


@pytest.mark.exercise
def test_kl_one_hot(student, rng):
    """p 是整数的 one-hot 时也行，没有警告。"""
    p, q = np.eye(5, dtype=np.int64)[rng.integers(0, 5, size=7)], distributions(rng, 7, 5)
    want = divergence(p, q)
    with student.strict_warnings():
        result = student.kl_divergence(p, q)
    kit.close(result, want)


@pytest.mark.exercise
def test_kl_one_row(student, rng):
    """只有一行、只有两种结果时，还是一个数组。"""
    p, q = distributions(rng, 1, 2), distributions(rng, 1, 2)
    want = divergence(p, q)
    kit.close(student.kl_divergence(p, q), want)


@pytest.mark.exercise
def test_kl_small(student, rng):
    """概率可以小到远在通常的截断之下，值仍然准确。"""
    small = 10.0 ** -rng.uniform(20, 200, size=(5, 1))
    p, q = np.full((5, 2), 0.5), np.concatenate([1 - small, small], axis=1)
    want = divergence(p, q)
    kit.close(student.kl_divergence(p, q), want)


@pytest.mark.exercise
def test_kl_keeps_inputs(student, rng):
    """p 和 q 在调用之后保持原样，无论内存怎样排列。"""
    p, q = distributions(rng, 3, 5), distributions(rng, 3, 5)
    inputs = [(p.copy(), q.copy()), *zip(kit.layouts(p), kit.layouts(q))]
    want = divergence(p, q)
    results = [student.kl_divergence(*pair) for pair in inputs]
    for pair, result in zip(inputs, results):
        kit.unchanged(pair[0], p, "p")
        kit.unchanged(pair[1], q, "q")
        kit.close(result, want)
