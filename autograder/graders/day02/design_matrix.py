"""Hidden tests of design_matrix: ones before the columns of x."""

from __future__ import annotations

import pytest

from autograder import kit

from common import design_matrix, numbers


@pytest.mark.exercise(core=True)
def test_design_values(student, rng):
    """第 0 列全是 1，后面依次是 x 的各列。"""
    x = numbers(rng, 7, 3)
    want = design_matrix(x)
    kit.close(student.design_matrix(x), want)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("shape", [(5, 1), (1, 5), (3, 11), (5, 5)])
def test_design_shapes(student, rng, shape):
    """只有一列、只有一行、列比行多、行列一样多时也正确。"""
    x = numbers(rng, *shape)
    want = design_matrix(x)
    kit.close(student.design_matrix(x), want)


@pytest.mark.exercise
def test_design_integers(student, rng):
    """整数的 x 得到浮点矩阵。"""
    x = rng.integers(-9, 10, size=(7, 3))
    want = design_matrix(x)
    kit.close(kit.array(student.design_matrix(x), (7, 4), dtype="f"), want)


@pytest.mark.exercise
@pytest.mark.parametrize("n", [7, 1])
def test_design_refuses_one_axis(student, rng, n):
    """一维的输入抛出 ValueError。"""
    x = numbers(rng, n)
    with kit.raises("ValueError"):
        student.design_matrix(x)


@pytest.mark.exercise
def test_design_layouts(student, rng):
    """转置或切片得到的 x（内存不连续）也能用，调用之后保持原样。"""
    x = numbers(rng, 5, 3)
    want, inputs = design_matrix(x), kit.layouts(x)
    results = [student.design_matrix(same) for same in inputs]
    for same, result in zip(inputs, results):
        kit.unchanged(same, x, "x")
        kit.close(result, want)
