"""Hidden tests of classify_point: symmetric matrices made from their eigenvalues."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def made_of(rng: np.random.Generator, values: list[float]) -> np.ndarray:
    """A symmetric matrix with these eigenvalues, in random directions."""
    directions, _ = np.linalg.qr(rng.normal(size=(len(values), len(values))))
    matrix = directions * np.array(values) @ directions.T
    return (matrix + matrix.T) / 2


def check(student: Any, matrices: list[np.ndarray], kind: str, *tol: float) -> None:
    """Fail unless all of them are called this."""
    told = [student.classify_point(matrix, *tol) for matrix in matrices]
    for each in told:
        if type(each) is not str:
            kit.fail("type", "应当返回一个字符串")
        kit.require(each == kind, f"应当是 {kind!r}")


CLEAR = {
    "minimum": ([3.0, 1.0, 0.5], [2.0, 7.0], [4.0]),
    "maximum": ([-3.0, -1.0, -0.5], [-2.0, -7.0], [-4.0]),
    "saddle": ([3.0, -1.0, 0.5], [-2.0, -7.0, 1.0, -1.5], [5.0, -1.0]),
}


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("kind", CLEAR)
def test_classify_clear(student, rng, kind):
    """没有 0 的特征值：一维、二维、三维都分得清。"""
    check(student, [made_of(rng, values) for values in CLEAR[kind]], kind)


@pytest.mark.exercise
def test_classify_off_diagonal(student, rng):
    """对角线的正负不算数：对角线全正（全负）也可能是鞍点。"""
    up = np.array([[1.0, 2.0, 0.0], [2.0, 1.0, 0.0], [0.0, 0.0, 5.0]])
    check(student, [up, -up], "saddle")


@pytest.mark.exercise
@pytest.mark.parametrize(
    "values", [[2.0, 0.0], [-3.0, 0.0, -1.0], [0.0, 5.0, 0.0]], ids=["up", "down", "two"]
)
def test_classify_flat(student, rng, values):
    """有 0，其余的只有一种符号：看不出来。对角阵和转过方向的都一样。"""
    check(student, [np.diag(values), made_of(rng, values)], "undecided")


@pytest.mark.exercise
def test_classify_zero_matrix(student):
    """全 0 的矩阵看不出来。"""
    check(student, [np.zeros((3, 3)), np.zeros((1, 1))], "undecided")


@pytest.mark.exercise
def test_classify_saddle_beside_zero(student, rng):
    """有正有负，旁边另有 0，仍是鞍点。"""
    check(student, [np.diag([0.0, 2.0, -1.0]), made_of(rng, [3.0, 0.0, -2.0, 0.0])], "saddle")


@pytest.mark.exercise
@pytest.mark.parametrize("sign", [1.0, -1.0], ids=["up", "down"])
def test_classify_rounding(student, sign):
    """与最大的那个相比微不足道的特征值算 0，无论正负。"""
    check(student, [sign * np.diag([1e3, 1e-7]), sign * np.diag([1e3, 2.0, -1e-7])], "undecided")


@pytest.mark.exercise
@pytest.mark.parametrize("kind", ["minimum", "saddle"])
def test_classify_small_scale(student, rng, kind):
    """整体乘一个很小的数，结论不变。"""
    check(student, [1e-11 * made_of(rng, values) for values in CLEAR[kind]], kind)


@pytest.mark.exercise
def test_classify_tol(student, rng):
    """tol 由调用者定，是与最大的绝对值相比的。"""
    check(student, [made_of(rng, [20.0, 1.0]), made_of(rng, [-20.0, -5.0, 1.0])], "undecided", 0.1)


@pytest.mark.exercise
def test_classify_tol_is_relative(student, rng):
    """tol 比每个特征值都大，也要先乘最大的绝对值。"""
    check(student, [made_of(rng, [0.02, 0.015])], "minimum", 0.1)


@pytest.mark.exercise
def test_classify_keeps_input(student, rng):
    """整数矩阵、内存不连续的矩阵都行，调用之后保持原样。"""
    matrix = np.array([[2, 1, 0], [1, 3, 1], [0, 1, 4]])
    inputs = [matrix.copy(), *kit.layouts(matrix), *kit.layouts(-matrix)]
    before = [each.copy() for each in inputs]
    told = [student.classify_point(each) for each in inputs]
    for now, then in zip(inputs, before):
        kit.unchanged(now, then, "hessian")
    kit.require(told == ["minimum"] * 3 + ["maximum"] * 2, "整数矩阵或内存不连续的矩阵说错了")
