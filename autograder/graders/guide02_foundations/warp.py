"""Hidden tests of warp: the reference sums tents over the whole picture, one pixel of the result after the other."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from autograder import kit


def warp(image: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Sum, over all pixels of the image, of their tent around the place that a pixel of the result comes from."""
    h, w = image.shape
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            x, y = np.linalg.solve(matrix, [j - (w - 1) / 2, i - (h - 1) / 2])
            column, row = x + (w - 1) / 2, y + (h - 1) / 2
            tent = np.maximum(0.0, 1.0 - np.abs(np.arange(h) - row))[:, None] * np.maximum(
                0.0, 1.0 - np.abs(np.arange(w) - column)
            )
            out[i, j] = (tent * image).sum()
    return out


def check_all(student: Any, cases: list[tuple[np.ndarray, Any]]) -> None:
    """Compare several pictures."""
    cases = [(image, np.asarray(matrix)) for image, matrix in cases]
    wants = [warp(*case) for case in cases]
    results = [student.warp(*case) for case in cases]
    for result, want in zip(results, wants):
        kit.close(result, want, rtol=1e-6, atol=1e-8)


def turn(degrees: float) -> np.ndarray:
    """A rotation; clockwise on the screen, where y points down."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array([[c, -s], [s, c]])


@pytest.mark.exercise(core=True)
def test_warp_values(student, rng):
    """一般的矩阵、宽高不等的图片：每个像素从逆矩阵指出的位置取来，双线性插值。"""
    matrices = [[[1.3, 0.4], [-0.2, 0.9]], [[0.8, -0.5], [0.3, 1.1]]]
    check_all(student, [(rng.uniform(size=(7, 11)), matrices[0]), (rng.uniform(size=(6, 5)), matrices[1])])


@pytest.mark.exercise
def test_warp_identity(student, rng):
    """单位矩阵什么也不变，宽和高是奇数是偶数都一样。"""
    check_all(student, [(rng.uniform(size=shape), np.eye(2)) for shape in ((3, 4), (5, 5), (2, 7))])


@pytest.mark.exercise
def test_warp_half_turn(student, rng):
    """转半圈：行和列都倒过来，宽高是偶数时也一个像素不丢。"""
    check_all(student, [(rng.uniform(size=shape), -np.eye(2)) for shape in ((4, 6), (3, 5))])


@pytest.mark.exercise
def test_warp_quarter_turn(student, rng):
    """转四分之一圈：方向不能反。"""
    check_all(student, [(rng.uniform(size=(5, 5)), [[0.0, -1.0], [1.0, 0.0]])])


@pytest.mark.exercise
def test_warp_mirror(student, rng):
    """左右翻、上下翻是两件事。"""
    check_all(
        student,
        [
            (rng.uniform(size=(3, 5)), [[-1.0, 0.0], [0.0, 1.0]]),
            (rng.uniform(size=(3, 5)), [[1.0, 0.0], [0.0, -1.0]]),
        ],
    )


@pytest.mark.exercise
def test_warp_shear(student, rng):
    """沿 x 推斜和沿 y 推斜是两件事。"""
    check_all(
        student,
        [
            (rng.uniform(size=(5, 7)), [[1.0, 1.0], [0.0, 1.0]]),
            (rng.uniform(size=(5, 7)), [[1.0, 0.0], [1.0, 1.0]]),
        ],
    )


@pytest.mark.exercise
def test_warp_enlarge(student, rng):
    """放大时没有洞，中间的像素由插值得到。"""
    check_all(
        student,
        [
            (rng.uniform(size=(7, 9)), [[2.0, 0.0], [0.0, 3.0]]),
            (rng.uniform(size=(9, 7)), [[1.7, 0.0], [0.0, 1.0]]),
        ],
    )


@pytest.mark.exercise
def test_warp_shrink(student, rng):
    """缩小时外面是 0，边缘渐渐淡出去。"""
    check_all(
        student,
        [
            (rng.uniform(1, 2, size=(7, 9)), [[0.4, 0.0], [0.0, 0.7]]),
            (rng.uniform(1, 2, size=(5, 6)), [[0.05, 0.0], [0.0, 0.05]]),
        ],
    )


@pytest.mark.exercise
def test_warp_edges(student, rng):
    """位置刚出图片不到一个像素时，外面的邻居按 0 算。"""
    image = np.zeros((5, 5))
    image[0] = image[-1] = rng.uniform(1, 2, size=5)
    image[:, 0] = image[:, -1] = rng.uniform(1, 2, size=5)
    check_all(student, [(image, [[0.8, 0.0], [0.0, 0.9]]), (image, turn(20.0))])


@pytest.mark.exercise
def test_warp_one_row(student, rng):
    """只有一行、一列、一个像素的图片也可以。"""
    check_all(
        student, [(rng.uniform(size=shape), [[1.5, 0.0], [0.0, 1.5]]) for shape in ((1, 6), (6, 1), (1, 1))]
    )


@pytest.mark.exercise
def test_warp_negative_pixels(student, rng):
    """像素可以是任何实数，不另外截断。"""
    check_all(student, [(300.0 * rng.normal(size=(5, 7)), [[1.2, 0.3], [0.1, 0.9]])])


@pytest.mark.exercise
def test_warp_small_matrix(student, rng):
    """元素很小的矩阵，只要不是奇异的，就不报错。"""
    check_all(student, [(rng.uniform(size=(5, 7)), 1e-7 * np.array([[1.0, 0.5], [0.2, 1.0]]))])


@pytest.mark.exercise
@pytest.mark.parametrize(
    "matrix",
    [[[1.0, 2.0], [2.0, 4.0]], [[0.0, 0.0], [0.0, 0.0]], [[0.1, 0.3], [0.2, 0.6]], [[1e6, 0.0], [1e6, 0.0]]],
    ids=["dependent", "zero", "rounded", "large"],
)
def test_warp_singular(student, rng, matrix):
    """奇异的矩阵报错，舍入误差掩盖不了它。"""
    with kit.raises("ValueError", "LinAlgError"):
        student.warp(rng.uniform(size=(3, 5)), np.array(matrix))


@pytest.mark.exercise
def test_warp_singular_but_for_rounding(student, rng):
    """行列式算出来只因为舍入才不是 0 的矩阵也报错。"""
    # 0.3 · 0.3 − 0.1 · 0.9 is −1.4e-17 in floats; no pixel lies in the direction that the matrix keeps.
    image = rng.uniform(size=(3, 5))
    with kit.raises("ValueError", "LinAlgError"):
        student.warp(image, np.array([[0.3, 0.1], [0.9, 0.3]]))


@pytest.mark.exercise
@pytest.mark.parametrize("scale", [1.0, 1e6], ids=["ordinary", "large"])
def test_warp_singular_projection(student, rng, scale):
    """投影到一条斜线上的矩阵是奇异的，报错，再乘上很大的数也一样。"""
    c, s = math.cos(math.radians(20.0)), math.sin(math.radians(20.0))
    image = rng.uniform(size=(3, 5))
    with kit.raises("ValueError", "LinAlgError"):
        student.warp(image, scale * np.array([[c * c, c * s], [c * s, s * s]]))


@pytest.mark.exercise
def test_warp_integer_matrix(student, rng):
    """矩阵可以是整数数组。"""
    check_all(
        student, [(rng.uniform(size=(5, 7)), [[2, 1], [0, 1]]), (rng.uniform(size=(5, 6)), [[0, -1], [1, 0]])]
    )


@pytest.mark.exercise
def test_warp_keeps_inputs(student, rng):
    """传进去的图片和矩阵在调用之后保持原样，无论内存怎样排列。"""
    image, matrix = rng.uniform(size=(5, 7)), np.array([[1.2, 0.3], [0.1, 0.9]])
    want, before = warp(image, matrix), matrix.copy()
    inputs = [image.copy(), *kit.layouts(image)]
    results = [student.warp(same, matrix) for same in inputs]
    for same in inputs:
        kit.unchanged(same, image, "image")
    kit.unchanged(matrix, before, "matrix")
    for result in results:
        kit.close(result, want, rtol=1e-6, atol=1e-8)
