"""Hidden tests of null_space: no basis is expected, only what any has: a·basis = 0, independence, and as many columns as the SVD says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import LINALG, of_rank


def check_basis(basis: Any, a: np.ndarray, rank: int, slack: float = 1e-8) -> None:
    """Fail unless this is a basis of the null space of a matrix of this rank, to ``slack`` of its largest entry."""
    n = a.shape[1]
    basis = kit.array(basis, (n, n - rank), dtype="f")
    if not np.isfinite(basis).all():
        kit.fail("not-finite", "基里有 NaN 或 Inf")
    lengths = np.linalg.norm(basis, axis=0)
    kit.require(bool(np.all(lengths > 0)), "有一列全是 0")
    unit = basis / lengths
    largest = float(np.abs(a).max(initial=0.0)) or 1.0
    kit.close(a @ unit / largest, np.zeros((len(a), n - rank)), rtol=0.0, atol=slack, name="a·基")
    kit.require(np.linalg.matrix_rank(unit, tol=1e-6) == n - rank, "各列不是线性无关的")


def check_all(student: Any, cases: list[tuple[np.ndarray, int]]) -> None:
    """Check the bases of several matrices of known rank."""
    results = [student.null_space(a.copy(order="K")) for a, _ in cases]
    for result, (a, rank) in zip(results, cases):
        check_basis(result, a, rank)


@pytest.mark.exercise(core=True)
def test_null_space_values(student, rng):
    """a 乘上每一列都是 0，各列线性无关，列数是 n 减去秩。"""
    check_all(student, [(of_rank(rng, m, n, r), r) for m, n, r in ((5, 7, 3), (3, 5, 2), (3, 7, 3))])


@pytest.mark.exercise(core=True, structure=True)
def test_null_space_by_hand(student, rng):
    """不用 np.linalg 里的函数（norm 除外）。"""
    student.null_space(rng.normal(size=(2, 3)))
    kit.not_calling(student, "null_space", LINALG)


@pytest.mark.exercise
def test_null_space_tall(student, rng):
    """行比列多、秩不满时也对。"""
    check_all(student, [(of_rank(rng, 11, 5, 3), 3), (of_rank(rng, 7, 3, 1), 1)])


@pytest.mark.exercise(weight=2)
def test_null_space_scattered_pivots(student, rng):
    """主元不在最前面的几列时也对：前面的列全是 0，或者是别的列的倍数。"""
    first = np.zeros((3, 5))
    first[:, 2:] = of_rank(rng, 3, 3, 2)
    twice = of_rank(rng, 3, 5, 3)
    twice[:, 1] = 2.0 * twice[:, 0]
    check_all(student, [(first, 2), (twice, 3), (np.array([[0.0, 0.0, 3.0]]), 1)])


@pytest.mark.exercise(weight=2)
def test_null_space_pivot_after_free(student, rng):
    """自由列后面的主元在它该在的那一行，后面的列照旧往下看。"""
    a = np.array([[2.0, 4.0, 1.0, 3.0], [1.0, 2.0, 3.0, 1.0], [3.0, 6.0, 1.0, 2.0]])
    check_all(student, [(a, 3), (np.array([[0.0, 1.0, 2.0], [0.0, 1.0, 3.0]]), 2)])


@pytest.mark.exercise
def test_null_space_zero_rows(student, rng):
    """前面的行全是 0 时，往下找主元。"""
    a = np.vstack([np.zeros((2, 4)), of_rank(rng, 2, 4, 2)])
    check_all(student, [(a, 2)])


@pytest.mark.exercise
def test_null_space_negative_entries(student, rng):
    """绝对值最大的元素是负数时也要认出主元。"""
    check_all(
        student,
        [
            (-rng.uniform(1.0, 2.0, size=(2, 5)) * np.array([[1.0], [-1.0]]) - np.eye(2, 5), 2),
            (np.array([[-2.0, 1.0]]), 1),
        ],
    )


@pytest.mark.exercise
def test_null_space_full_rank(student, rng):
    """列满秩时返回没有列的数组，高的和方的都一样。"""
    check_all(student, [(of_rank(rng, 7, 3, 3), 3), (of_rank(rng, 4, 4, 4), 4), (np.ones((5, 1)), 1)])


@pytest.mark.exercise
def test_null_space_zero(student, rng):
    """全 0 的矩阵，零空间是整个空间。"""
    check_all(student, [(np.zeros((2, 5)), 0), (np.zeros((3, 1)), 0)])


@pytest.mark.exercise
@pytest.mark.parametrize("scale", [1e-13, 1e9], ids=["small", "large"])
def test_null_space_scale(student, rng, scale):
    """矩阵乘上很小或很大的数，秩不变。"""
    check_all(student, [(scale * of_rank(rng, 5, 7, 3), 3)])


@pytest.mark.exercise
def test_null_space_tol(student, rng):
    """tol 大于零头时零头当作 0，小于零头时它是主元。"""
    a = np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0 + 1e-5]])
    loose, tight = student.null_space(a.copy(), 1e-3), student.null_space(a.copy(), 1e-8)
    check_basis(loose, a, 1, slack=1e-4)
    check_basis(tight, a, 2)


@pytest.mark.exercise
def test_null_space_dust_column(student, rng):
    """一整列都是零头时，那一列没有主元；零头是和原来的整个 a 比的。"""
    check_all(student, [(np.array([[1e-13, 1.0], [-1e-13, 2.0]]), 1)])


@pytest.mark.exercise
def test_null_space_integers(student, rng):
    """整数数组也可以，消元中的小数不丢。"""
    cases = [(np.array([[3, 1, 2, 5], [2, 7, -3, 1]]), 2), (np.array([[4, 3, 1], [3, 5, 2]]), 2)]
    check_all(student, cases)


@pytest.mark.exercise
def test_null_space_keeps_input(student, rng):
    """传进去的 a 在调用之后保持原样，无论内存怎样排列。"""
    a = of_rank(rng, 3, 5, 2)
    inputs = [a.copy(), *kit.layouts(a)]
    results = [student.null_space(same) for same in inputs]
    for same in inputs:
        kit.unchanged(same, a, "a")
    for result in results:
        check_basis(result, a, 2)
