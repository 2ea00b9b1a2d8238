"""Hidden tests of project: the reference is least squares by the SVD."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import LINALG, of_rank, strided


def project(v: np.ndarray, a: np.ndarray) -> np.ndarray:
    """``U·Uᵀ·v`` of the singular vectors that count, each column scaled to length 1 first."""
    a = np.asarray(a, dtype=np.float64)
    lengths = np.linalg.norm(a, axis=0)
    u, s, _ = np.linalg.svd(a[:, lengths > 0] / lengths[lengths > 0], full_matrices=False)
    u = u[:, s > 1e-11]
    return u @ (u.T @ np.asarray(v, dtype=np.float64))


def check_all(student: Any, inputs: list[tuple[np.ndarray, np.ndarray]]) -> None:
    """Compare several projections."""
    wants = [project(v, a) for v, a in inputs]
    results = [student.project(v, a) for v, a in inputs]
    for result, want in zip(results, wants):
        kit.close(result, want, rtol=1e-6, atol=1e-8 * max(1.0, float(np.abs(want).max())))


@pytest.mark.exercise(core=True)
def test_project_values(student, rng):
    """返回列空间里离 v 最近的一点，各列不必标准正交。"""
    check_all(student, [(rng.normal(size=m), of_rank(rng, m, n, n)) for m, n in ((7, 3), (5, 2), (11, 4))])


@pytest.mark.exercise(core=True, structure=True)
def test_project_by_hand(student, rng):
    """不用 np.linalg 里的函数（norm 除外）。"""
    student.project(rng.normal(size=3), rng.normal(size=(3, 2)))
    kit.not_calling(student, "project", LINALG)


@pytest.mark.exercise
def test_project_one_column(student, rng):
    """只有一列时，是在一条直线上的投影。"""
    check_all(student, [(rng.normal(size=5), 3.0 * rng.normal(size=(5, 1)))])


@pytest.mark.exercise
def test_project_orthonormal(student, rng):
    """各列已经标准正交时也对。"""
    q, _ = np.linalg.qr(rng.normal(size=(7, 3)))
    check_all(student, [(rng.normal(size=7), q)])


@pytest.mark.exercise
def test_project_orthogonal(student, rng):
    """各列互相垂直、长度不是 1 时也对。"""
    q, _ = np.linalg.qr(rng.normal(size=(7, 3)))
    check_all(student, [(rng.normal(size=7), q * np.array([0.5, 3.0, 20.0]))])


@pytest.mark.exercise(weight=2)
def test_project_dependent(student, rng):
    """列有多余时，投影到它们真正张成的空间。"""
    a = of_rank(rng, 7, 2, 2)
    check_all(
        student,
        [
            (rng.normal(size=7), np.column_stack([a, a @ np.array([1.0, -2.0]), 3 * a[:, 0]])),
            (rng.normal(size=5), of_rank(rng, 5, 4, 2)),
        ],
    )


@pytest.mark.exercise
def test_project_zero_columns(student, rng):
    """全是 0 的列不起作用；整个矩阵是 0 时投影是 0。"""
    a = of_rank(rng, 5, 3, 3)
    a[:, 1] = 0.0
    check_all(student, [(rng.normal(size=5), a), (rng.normal(size=5), np.zeros((5, 2)))])


@pytest.mark.exercise
def test_project_whole_space(student, rng):
    """列张成整个空间时（列可以比行多），投影就是 v 自己。"""
    check_all(
        student, [(rng.normal(size=3), of_rank(rng, 3, 5, 3)), (rng.normal(size=4), of_rank(rng, 4, 4, 4))]
    )


@pytest.mark.exercise
def test_project_inside(student, rng):
    """v 已经在列空间里时原样返回，与它垂直时是 0。"""
    q, _ = np.linalg.qr(rng.normal(size=(7, 4)))
    a = q[:, :3] @ rng.normal(size=(3, 3)) + q[:, :3]
    check_all(student, [(q[:, :3] @ np.array([1.0, 2.0, -1.0]), a), (q[:, 3], a)])


@pytest.mark.exercise
def test_project_scales(student, rng):
    """各列的长短差得很远时，短的那一列也算数。"""
    check_all(student, [(rng.normal(size=7), of_rank(rng, 7, 3, 3) * np.array([1e3, 1e-4, 1.0]))])


@pytest.mark.exercise
def test_project_integers(student, rng):
    """整数的 v 和 a 也可以，结果是浮点数。"""
    check_all(student, [(np.array([3, -4, 5]), np.array([[1, 2], [1, 0], [3, 1]]))])


@pytest.mark.exercise
def test_project_keeps_inputs(student, rng):
    """传进去的 v 和 a 在调用之后保持原样，无论内存怎样排列。"""
    v, a = rng.normal(size=5), of_rank(rng, 5, 3, 3)
    want = project(v, a)
    inputs = [(strided(v), same) for same in kit.layouts(a)]
    results = [student.project(p, q) for p, q in inputs]
    for p, q in inputs:
        kit.unchanged(p, v, "v")
        kit.unchanged(q, a, "a")
    for result in results:
        kit.close(result, want, rtol=1e-6, atol=1e-8)
