"""Hidden tests of matmul: number by number in Python, and neither a loop nor a library's product in the student's code."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

PRODUCTS = {
    *("@", "matmul", "inner", "vdot", "vecdot", "matvec", "vecmat", "mm", "bmm", "mv", "addmm", "baddbmm"),
    *("*dot*", "*einsum*", "matrix", "asmatrix", "bmat", "mat"),
}


def matmul(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Row by column in Python floats."""
    columns = b.T.tolist()
    rows = [[sum(p * q for p, q in zip(row, column)) for column in columns] for row in a.tolist()]
    return np.array(rows, dtype=float).reshape(a.shape[0], b.shape[1])


def check_all(student: Any, inputs: list[tuple[np.ndarray, np.ndarray]]) -> None:
    """Compare the products of several pairs."""
    wants = [matmul(a, b) for a, b in inputs]
    results = [student.matmul(a, b) for a, b in inputs]
    for result, want in zip(results, wants):
        kit.close(result, want)


@pytest.mark.exercise(core=True)
def test_matmul_values(student, rng):
    """第 i 行第 j 列是 a 的第 i 行与 b 的第 j 列逐个相乘再相加。"""
    check_all(student, [(rng.normal(size=(5, 7)), rng.normal(size=(7, 3)))])


@pytest.mark.exercise(core=True, structure=True)
def test_matmul_by_hand(student, rng):
    """不用现成的矩阵乘法，包括那个运算符。"""
    student.matmul(rng.normal(size=(5, 7)), rng.normal(size=(7, 3)))
    kit.not_calling(student, "matmul", PRODUCTS)


@pytest.mark.exercise(core=True, structure=True)
def test_matmul_no_loops(student, rng):
    """不用 Python 循环。"""
    student.matmul(rng.normal(size=(5, 7)), rng.normal(size=(7, 3)))
    kit.no_python_loops(student, "matmul")


@pytest.mark.exercise
def test_matmul_square(student, rng):
    """方阵之间的乘积也对，次序不能颠倒。"""
    check_all(student, [(rng.normal(size=(n, n)), rng.normal(size=(n, n))) for n in (2, 5)])


@pytest.mark.exercise
def test_matmul_ones(student, rng):
    """有的尺寸是 1，结果的形状和数值也正确。"""
    shapes = [((1, 5), (5, 1)), ((5, 1), (1, 3)), ((1, 1), (1, 7)), ((7, 1), (1, 1))]
    check_all(student, [(rng.normal(size=a), rng.normal(size=b)) for a, b in shapes])


@pytest.mark.exercise
def test_matmul_empty(student, rng):
    """内侧的尺寸是 0 时，结果全是 0。"""
    check_all(student, [(np.zeros((3, 0)), np.zeros((0, 5)))])


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize(
    "shapes", [((3, 1), (5, 2)), ((3, 5), (1, 2)), ((3, 1), (5, 3))], ids=["left", "right", "outer-fits"]
)
def test_matmul_silent_broadcast(student, rng, shapes):
    """内侧有一个尺寸是 1、另一个不是时报错，不能悄悄复制。"""
    with kit.raises("ValueError"):
        student.matmul(rng.normal(size=shapes[0]), rng.normal(size=shapes[1]))


@pytest.mark.exercise
@pytest.mark.parametrize("shapes", [((3, 5), (2, 3)), ((3, 5), (3, 5))], ids=["outer-fits", "same-shape"])
def test_matmul_unequal(student, rng, shapes):
    """内侧的尺寸不相等时报错，哪怕外侧的相等、形状相同。"""
    with kit.raises("ValueError"):
        student.matmul(rng.normal(size=shapes[0]), rng.normal(size=shapes[1]))


@pytest.mark.exercise
def test_matmul_integers(student, rng):
    """整数数组之间、整数和浮点数之间也可以。"""
    a, b = rng.integers(-9, 10, size=(5, 3)), rng.integers(-9, 10, size=(3, 7))
    check_all(student, [(a, b), (a, b + 0.5)])


@pytest.mark.exercise
def test_matmul_layouts(student, rng):
    """转置或切片得到的数组也可以，传进去的在调用之后保持原样。"""
    a, b = rng.normal(size=(5, 3)), rng.normal(size=(3, 7))
    want = matmul(a, b)
    inputs = list(zip(kit.layouts(a), kit.layouts(b)))
    results = [student.matmul(p, q) for p, q in inputs]
    for p, q in inputs:
        kit.unchanged(p, a, "a")
        kit.unchanged(q, b, "b")
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise(core=True, seconds=0.5, structure=True, costly=True)
def test_matmul_many_rows(student, rng):
    """几十万行也在一瞬间算完：是整个数组一起算的，不是一行一行算的。"""
    # Half a million rows together take some 0.05 s, one after the other at least 2 s: what no look at the text has found.
    kit.no_python_loops(student, "matmul")
    a, b = rng.normal(size=(500_000, 2)), rng.normal(size=(2, 1))
    want = (a[:, 0] * b[0, 0] + a[:, 1] * b[1, 0])[:, None]
    kit.close(student.matmul(a, b), want)
