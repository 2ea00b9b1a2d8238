"""Hidden tests of solve: systems made from their answers, and LAPACK's answer where there is none to begin with."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import LINALG, of_rank, strided


def check_all(student: Any, inputs: list[tuple[np.ndarray, np.ndarray]], rtol: float = 1e-6) -> None:
    """Compare the solutions of several systems with LAPACK's."""
    wants = [np.linalg.solve(a, b) for a, b in inputs]
    results = [student.solve(a, b) for a, b in inputs]
    for result, want in zip(results, wants):
        kit.close(result, want, rtol=rtol, atol=rtol * float(np.abs(want).max()))


def good(rng: np.random.Generator, n: int) -> np.ndarray:
    """A matrix that is far from a singular one and has no large diagonal."""
    return of_rank(rng, n, n, n)


@pytest.mark.exercise(core=True)
def test_solve_values(student, rng):
    """返回的 x 满足方程组，右端是一维的。"""
    check_all(student, [(good(rng, n), rng.normal(size=n)) for n in (3, 7, 5)])


@pytest.mark.exercise(core=True, structure=True)
def test_solve_by_hand(student, rng):
    """不用 np.linalg 里的函数（norm 除外）。"""
    student.solve(good(rng, 3), rng.normal(size=3))
    kit.not_calling(student, "solve", LINALG)


@pytest.mark.exercise
def test_solve_triangular(student, rng):
    """下三角的方程组：每次消元之后右端都要跟着变。"""
    # Diagonals dominate: no row is ever exchanged.
    a = np.tril(rng.uniform(0.1, 0.9, size=(5, 5)), -1) + 4.0 * np.eye(5)
    check_all(student, [(a, rng.normal(size=5))])


@pytest.mark.exercise
def test_solve_upper_triangular(student, rng):
    """上三角的方程组：只需要回代。"""
    a = np.triu(rng.uniform(0.1, 0.9, size=(5, 5)), 1) + 4.0 * np.eye(5)
    check_all(student, [(a, rng.normal(size=5))])


@pytest.mark.exercise
def test_solve_many_right_sides(student, rng):
    """右端是二维的：列数多于、少于 n，或者只有一列，形状都与 b 相同。"""
    check_all(student, [(good(rng, n), rng.normal(size=(n, m))) for n, m in ((3, 5), (5, 2), (4, 1), (3, 3))])


@pytest.mark.exercise
def test_solve_one_unknown(student, rng):
    """只有一个未知数也可以。"""
    check_all(
        student, [(rng.uniform(1, 2, size=(1, 1)), rng.normal(size=1)), (np.array([[-4.0]]), np.ones((1, 3)))]
    )


@pytest.mark.exercise(weight=2)
def test_solve_zero_pivots(student, rng):
    """消元途中对角线上出现 0 时，换行再消。"""
    rows = np.eye(5)[[1, 2, 3, 4, 0]] * rng.uniform(1.0, 3.0, size=(5, 1))
    late = np.array([[1.0, 2.0, 0.5], [2.0, 4.0, 3.0], [0.5, 3.0, 1.0]])
    check_all(student, [(rows, rng.normal(size=5)), (late, rng.normal(size=3))])


@pytest.mark.exercise(weight=2)
def test_solve_tiny_pivots(student, rng):
    """对角线上的数极小时也要换行，不然精度全丢了。"""
    # Of two rows: what is lost does not depend on the order of the sums, and names who did not exchange them.
    cases = [
        (np.array([[tiny, 2.0], [1.0, 3.0]]), np.array([1.0, 2.0])) for tiny in (3e-20, -1e-18, 2.0**-70)
    ]
    check_all(student, cases)


@pytest.mark.exercise(weight=2)
def test_solve_small_pivots(student, rng):
    """对角线上的数很小、还没有小到奇异时也要换行，不然后几位数字就丢了。"""
    # A power of two above the limit of a singular matrix: without the exchange, the sixth digit is lost, for everybody the same.
    small = 2.0**-36
    first = np.array([[small, 1.0], [1.0, 1.0 / 3.0]])
    later = np.array([[4.0, 0.0, 0.0], [0.0, small, 1.0], [0.0, 1.0, 1.0 / 3.0]])
    check_all(student, [(first, rng.normal(size=2)), (later, rng.normal(size=3))], rtol=1e-9)


@pytest.mark.exercise
def test_solve_negative_pivots(student, rng):
    """绝对值最大的元素是负数时，也要选它。"""
    first = np.array([[0.0, 2.0, 1.0], [-3.0, 1.0, 2.0], [-1.0, 1.5, -2.0]])
    pairs = [np.array([[1e-17, 2.0], [-3.0, 1.0]]), np.array([[0.0, 1.0], [-2.0, 0.0]])]
    check_all(student, [(a, rng.normal(size=len(a))) for a in [first, *pairs]])


@pytest.mark.exercise
def test_solve_larger_above(student, rng):
    """已经用过的行不再参加选主元，哪怕那里的数更大。"""
    a = np.array([[9.0, 8.0, 7.0], [1.0, 2.0, 0.5], [0.5, 0.25, 1.5]])
    check_all(student, [(a, rng.normal(size=3))])


@pytest.mark.exercise
@pytest.mark.parametrize("scale", [1e-15, 1e15], ids=["small", "large"])
def test_solve_scale(student, rng, scale):
    """整个方程组乘上很小或很大的数，仍然不是奇异的，解也不变。"""
    a, x = good(rng, 3), rng.normal(size=3)
    check_all(student, [(scale * a, scale * x)])


@pytest.mark.exercise
def test_solve_nearly_singular(student, rng):
    """离奇异还差得远的小主元不报错。"""
    # The pivot is 1e-9 of the largest entry, the solution good to 1e-7.
    a = np.array([[1.0, 1.0], [1.0, 1.0 + 2.0**-30]])
    check_all(student, [(a, np.array([1.0, 1.0 + 2.0**-30]))], rtol=1e-4)


@pytest.mark.exercise
@pytest.mark.parametrize("a", [[[1.0, 2.0], [2.0, 4.0]], [[0.0] * 3] * 3], ids=["twice", "zero"])
def test_solve_singular(student, rng, a):
    """有一行是别的行的倍数，或者全是 0，就报错。"""
    with kit.raises("ValueError"):
        student.solve(np.array(a), rng.normal(size=len(a)))


@pytest.mark.exercise
def test_solve_singular_but_for_rounding(student, rng):
    """有一行是别的行的组合时报错，舍入误差掩盖不了它，数很大时也一样。"""
    for a in (of_rank(rng, 5, 5, 4), of_rank(rng, 3, 3, 1), 1e6 * of_rank(rng, 4, 4, 3)):
        with kit.raises("ValueError"):
            student.solve(a, rng.normal(size=len(a)))


@pytest.mark.exercise
def test_solve_singular_column(student, rng):
    """一整列都是零头时报错，零头是和原来的整个 a 比的。"""
    with kit.raises("ValueError"):
        student.solve(np.array([[1e-14, 1.0], [-1e-14, 3.0]]), rng.normal(size=2))


@pytest.mark.exercise
def test_solve_integers(student, rng):
    """整数的 a、整数的 b、一个是整数另一个是浮点数，都可以。"""
    a = np.array([[3, 1, 2], [1, 4, -1], [2, -3, 7]])
    b = rng.integers(-9, 10, size=3)
    check_all(student, [(a, b), (a, b + 0.5), (a + 0.25, b), (a, rng.integers(-9, 10, size=(3, 2)))])


@pytest.mark.exercise
def test_solve_keeps_inputs(student, rng):
    """传进去的 a 和 b 在调用之后保持原样，无论内存怎样排列。"""
    a, b = good(rng, 5), rng.normal(size=5)
    want = np.linalg.solve(a, b)
    inputs = [(a.copy(), b.copy()), *((same, strided(b)) for same in kit.layouts(a))]
    results = [student.solve(*pair) for pair in inputs]
    for p, q in inputs:
        kit.unchanged(p, a, "a")
        kit.unchanged(q, b, "b")
    for result in results:
        kit.close(result, want, rtol=1e-6)
