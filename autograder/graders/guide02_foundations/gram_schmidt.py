"""Hidden tests of gram_schmidt: the reference takes each column's distance to the span of those before it, by the SVD."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import LINALG, of_rank


def gram_schmidt(a: np.ndarray, tol: float = 1e-10) -> np.ndarray:
    """Column by column: what is left after projection onto the span of the columns kept so far, each scaled to length 1."""
    a = np.asarray(a, dtype=np.float64)
    kept = np.zeros((len(a), 0))
    out = np.zeros((len(a), 0))
    for column in a.T:
        length = np.linalg.norm(column)
        if length == 0:
            continue
        unit = column / length
        u, s, _ = np.linalg.svd(kept, full_matrices=False)
        u = u[:, s > 1e-13]
        rest = unit - u @ (u.T @ unit)
        rest -= u @ (u.T @ rest)
        if np.linalg.norm(rest) > tol:
            out = np.column_stack([out, rest / np.linalg.norm(rest)])
            kept = np.column_stack([kept, unit])
    return out


def check_all(student: Any, inputs: list[np.ndarray]) -> None:
    """Compare the orthonormal columns of several matrices."""
    wants = [gram_schmidt(a) for a in inputs]
    results = [student.gram_schmidt(a.copy(order="K")) for a in inputs]
    for result, want in zip(results, wants):
        kit.close(result, want, rtol=1e-6, atol=1e-8)


@pytest.mark.exercise(core=True)
def test_gram_schmidt_values(student, rng):
    """各列长度为 1、互相垂直，次序与来源相同，张成的空间不变。"""
    check_all(student, [of_rank(rng, m, n, n) for m, n in ((7, 3), (5, 4), (11, 2))])


@pytest.mark.exercise(core=True, structure=True)
def test_gram_schmidt_by_hand(student, rng):
    """不用 np.linalg 里的函数（norm 除外）。"""
    student.gram_schmidt(rng.normal(size=(3, 2)))
    kit.not_calling(student, "gram_schmidt", LINALG)


@pytest.mark.exercise
def test_gram_schmidt_first_column(student, rng):
    """只有一列时，只是把长度变成 1，方向不变。"""
    check_all(student, [scale * rng.normal(size=(5, 1)) for scale in (3.0, -0.2)])


@pytest.mark.exercise
def test_gram_schmidt_square(student, rng):
    """方阵也对，行和列不能弄反。"""
    check_all(student, [of_rank(rng, 5, 5, 5)])


@pytest.mark.exercise
def test_gram_schmidt_already_orthogonal(student, rng):
    """各列本来就互相垂直时，只改长度。"""
    q, _ = np.linalg.qr(rng.normal(size=(7, 3)))
    check_all(student, [q * np.array([2.0, 0.5, 30.0])])


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("columns", [5, 11], ids=["few", "many"])
def test_gram_schmidt_nearly_parallel(student, rng, columns):
    """几列几乎平行时，结果的各列仍然垂直。"""
    # Over 20 seeds: modified 4e-10 at most, classical 1e-5 at least.
    a = rng.normal(size=(31, 1)) + 1e-6 * rng.normal(size=(31, columns))
    q = kit.array(student.gram_schmidt(a.copy()), (31, columns))
    kit.close(q.T @ q, np.eye(columns), rtol=0.0, atol=1e-8, name="qᵀq")
    inside = np.sum(a * q, axis=0)
    kit.require(bool(np.all(inside > 0)), "有一列与它的来源方向相反")


@pytest.mark.exercise
def test_gram_schmidt_dependent(student, rng):
    """能由前面的列组合出来的列被扔掉，后面的列照旧。"""
    a = of_rank(rng, 7, 3, 3)
    check_all(student, [np.column_stack([a[:, 0], -2 * a[:, 0], a[:, 1], a[:, 0] + a[:, 1], a[:, 2]])])


@pytest.mark.exercise
def test_gram_schmidt_zero_columns(student, rng):
    """全是 0 的列被扔掉，不会变成 NaN。"""
    a = of_rank(rng, 5, 3, 3)
    a[:, 1] = 0.0
    check_all(student, [a])


@pytest.mark.exercise
def test_gram_schmidt_nothing_left(student, rng):
    """全 0 的矩阵，返回没有列的数组。"""
    check_all(student, [np.zeros((5, 3))])


@pytest.mark.exercise
def test_gram_schmidt_wide(student, rng):
    """列比行多时，留下的列不多于行。"""
    check_all(student, [of_rank(rng, 3, 7, 3)])


@pytest.mark.exercise
@pytest.mark.parametrize("scale", [1e-12, 1e9], ids=["small", "large"])
def test_gram_schmidt_scale(student, rng, scale):
    """各列都很短或很长时，该留的留，该扔的扔。"""
    a = of_rank(rng, 7, 3, 3)
    check_all(student, [scale * np.column_stack([a, a @ np.array([0.3, -0.7, 0.9])])])


@pytest.mark.exercise
def test_gram_schmidt_own_length(student, rng):
    """一列留不留，看它自己原来的长度，不看别的列有多长。"""
    check_all(student, [of_rank(rng, 7, 3, 3) * np.array([1e9, 1e-6, 1e3])])


@pytest.mark.exercise
def test_gram_schmidt_tol(student, rng):
    """tol 大于剩下的份额时扔掉那一列，小于时留下；份额是占它自己原来长度的，与长度的单位无关。"""
    # A long column with little that is new, and a short one with much.
    q, _ = np.linalg.qr(rng.normal(size=(5, 3)))
    a = np.column_stack([q[:, 0], 7.0 * (q[:, 0] + 0.05 * q[:, 1]), 0.01 * (q[:, 0] + q[:, 2])])
    dropped, kept = student.gram_schmidt(a.copy(), 0.1), student.gram_schmidt(a.copy(), 0.01)
    kit.close(dropped, q[:, [0, 2]], rtol=1e-6, atol=1e-8)
    kit.close(kept, q, rtol=1e-6, atol=1e-8)


@pytest.mark.exercise
def test_gram_schmidt_integers(student, rng):
    """整数数组也可以，小数不丢。"""
    check_all(student, [np.array([[3, 1], [4, 2], [1, 5]]), np.array([[2, 7, 1], [9, -3, 4], [0, 5, 6]])])


@pytest.mark.exercise
def test_gram_schmidt_keeps_input(student, rng):
    """传进去的 a 在调用之后保持原样，无论内存怎样排列。"""
    a = of_rank(rng, 5, 3, 3)
    want = gram_schmidt(a)
    inputs = [a.copy(), *kit.layouts(a)]
    results = [student.gram_schmidt(same) for same in inputs]
    for same in inputs:
        kit.unchanged(same, a, "a")
    for result in results:
        kit.close(result, want, rtol=1e-6, atol=1e-8)
