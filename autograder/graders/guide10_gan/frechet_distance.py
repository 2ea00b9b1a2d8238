"""Hidden tests of frechet_distance: the trace of the root by way of a symmetric matrix, C1^½·C2·C1^½."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def root(cov: np.ndarray) -> np.ndarray:
    """The root of a symmetric matrix."""
    values, vectors = np.linalg.eigh(cov)
    return (vectors * np.sqrt(values.clip(min=0))) @ vectors.T


def by_hand(mean1: np.ndarray, cov1: np.ndarray, mean2: np.ndarray, cov2: np.ndarray) -> float:
    """The distance."""
    half = root(cov1)
    inner = np.linalg.eigvalsh(half @ cov2 @ half).clip(min=0)
    gap = float(np.dot(mean1 - mean2, mean1 - mean2))
    return gap + float(np.trace(cov1 + cov2)) - 2 * float(np.sqrt(inner).sum())


def covariance(rng: Any, d: int, rank: int | None = None) -> np.ndarray:
    """A symmetric positive matrix, of lower rank if one is given."""
    rows = rng.normal(size=(rank or 3 * d, d))
    return rows.T @ rows / len(rows)


def case(rng: Any, d: int = 5) -> tuple[np.ndarray, ...]:
    """Two normal distributions."""
    return rng.normal(size=d), covariance(rng, d), rng.normal(size=d), covariance(rng, d)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("d", [1, 2, 7])
def test_distance_values(student, rng, d):
    """两个正态分布的距离与另一种算法一致。"""
    args = case(rng, d)
    kit.close(student.frechet_distance(*args), by_hand(*args), rtol=1e-6, atol=1e-6)


@pytest.mark.exercise(core=True)
def test_distance_of_unlike_widths(student, rng):
    """平均相同，只有协方差不同，方向也不同。"""
    mean = rng.normal(size=3)
    args = mean, covariance(rng, 3), mean.copy(), 5 * covariance(rng, 3)
    kit.close(student.frechet_distance(*args), by_hand(*args), rtol=1e-6, atol=1e-6)


@pytest.mark.exercise
def test_distance_of_means(student, rng):
    """协方差相同，距离就是平均之差的长度的平方。"""
    cov, first, second = covariance(rng, 4), rng.normal(size=4), rng.normal(size=4)
    want = float(((first - second) ** 2).sum())
    kit.close(student.frechet_distance(first, cov, second, cov.copy()), want, rtol=1e-6, atol=1e-6)


@pytest.mark.exercise
@pytest.mark.parametrize("rank", [1, 3])
def test_distance_of_itself(student, rng, rank):
    """和自己的距离是零，协方差奇异时也是。"""
    mean, cov = rng.normal(size=7), covariance(rng, 7, rank)
    found = student.frechet_distance(mean, cov, mean.copy(), cov.copy())
    kit.close(found, 0.0, atol=1e-6)


@pytest.mark.exercise
@pytest.mark.parametrize("ranks", [(2, 3), (1, 30)], ids=str)
def test_distance_singular(student, rng, ranks):
    """协方差是奇异的，距离也对，是普通的一个数。"""
    means = rng.normal(size=(2, 11))
    args = means[0], covariance(rng, 11, ranks[0]), means[1], covariance(rng, 11, ranks[1])
    kit.close(student.frechet_distance(*args), by_hand(*args), rtol=1e-5, atol=1e-5)


@pytest.mark.exercise
def test_distance_of_points(student, rng):
    """协方差全是零，剩下平均之差。"""
    flat = np.zeros((3, 3))
    args = np.array([1.0, 0.0, 2.0]), flat, np.array([0.0, 0.0, 4.0]), flat.copy()
    kit.close(student.frechet_distance(*args), 5.0, atol=1e-6)


@pytest.mark.exercise
def test_distance_symmetric(student, rng):
    """两边换过来，结果一样。"""
    args = case(rng)
    want = by_hand(*args)
    there = student.frechet_distance(*args)
    back = student.frechet_distance(*args[2:], *args[:2])
    kit.close(there, want, rtol=1e-6, atol=1e-6)
    kit.close(back, want, rtol=1e-6, atol=1e-6)


@pytest.mark.exercise
def test_distance_of_turned_clouds(student, rng):
    """转过方向的长条：只看对角线看不出差别。"""
    cov1 = np.array([[2.0, 1.9], [1.9, 2.0]])
    cov2 = np.array([[2.0, -1.9], [-1.9, 2.0]])
    zero = np.zeros(2)
    want = by_hand(zero, cov1, zero, cov2)
    kit.close(student.frechet_distance(zero, cov1, zero.copy(), cov2), want, rtol=1e-6, atol=1e-6)


@pytest.mark.exercise
def test_distance_keeps_arrays(student, rng):
    """四个数组在调用之后保持原样。"""
    args = case(rng)
    before = [a.copy() for a in args]
    student.frechet_distance(*args)
    for now, then, name in zip(args, before, ("mean1", "cov1", "mean2", "cov2")):
        kit.unchanged(now, then, name)
