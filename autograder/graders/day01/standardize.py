"""Hidden tests of standardize: column by column, with exact sums."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import mean_and_std

# What 1e-8 in the denominator may do to columns that spread by 1/10 and more.
STANDARD_RTOL, STANDARD_ATOL = 1e-6, 1e-7


def standardize(x: np.ndarray) -> np.ndarray:
    """Column by column; a constant column becomes 0."""
    columns = []
    for column in x.T.tolist():
        mean, std = mean_and_std(column)
        columns.append([(value - mean) / std if std else 0.0 for value in column])
    return np.array(columns).T


def measurements(rng: np.random.Generator, n: int, d: int) -> np.ndarray:
    """Columns of very different size and spread."""
    scale, centre = 10.0 ** rng.integers(0, 4, d), rng.normal(scale=50.0, size=d)
    return centre + scale * rng.normal(size=(n, d))


def check_standardize(result: Any, want: np.ndarray) -> None:
    """Compare with what a tiny number in the denominator may change."""
    kit.close(result, want, rtol=STANDARD_RTOL, atol=STANDARD_ATOL)


@pytest.mark.exercise(core=True)
def test_standardize_values(student, rng):
    """每一列减去自己的平均值，再除以自己的总体标准差。"""
    x = measurements(rng, 13, 5)
    want = standardize(x)
    check_standardize(student.standardize(x), want)


@pytest.mark.exercise(core=True)
def test_standardize_wide(student, rng):
    """列比行多时也逐列进行。"""
    x = measurements(rng, 3, 11)
    want = standardize(x)
    check_standardize(student.standardize(x), want)


# Every column is constant: how the others are scaled does not show.
@pytest.mark.exercise
@pytest.mark.parametrize("values", [[0.0, 0.0, 0.0], [3.0, -0.5, 64.0]], ids=["zero", "exact"])
def test_standardize_constant(student, values):
    """全都相同的列变成 0。"""
    check_standardize(student.standardize(np.tile(values, (4, 1))), np.zeros((4, 3)))


@pytest.mark.exercise
def test_standardize_constant_not_exact(student):
    """全都相同的列变成 0，平均值有舍入误差、算出来的标准差不正好是 0 时也一样（相差不到 0.001 即可）。"""
    # What is left of the column, 1.1e-16, over the smallest number that the denominator may have: 1e-12.
    kit.close(student.standardize(np.tile([0.1, 0.7, -0.1], (3, 1))), np.zeros((3, 3)), atol=1e-3)


@pytest.mark.exercise
def test_standardize_constant_beside_others(student, rng):
    """全都相同的列变成 0，别的列不受影响：与没有那一列时一样。"""
    x = measurements(rng, 8, 5)
    x[:, 1] = 3.0
    others = [0, 2, 3, 4]
    alone = kit.array(student.standardize(x[:, others]), (8, 4))
    result = kit.array(student.standardize(x), (8, 5))
    check_standardize(result[:, 1], np.zeros(8))
    kit.close(result[:, others], alone, atol=STANDARD_ATOL, name="别的列")


@pytest.mark.exercise
def test_standardize_one_row(student):
    """只有一行时，每一列都是常数，结果都是 0，形状不变。"""
    check_standardize(student.standardize(np.array([[4.0, -8.0, 0.0]])), np.zeros((1, 3)))


@pytest.mark.exercise
def test_standardize_one_column(student, rng):
    """只有一列时，结果仍是二维数组。"""
    x = measurements(rng, 7, 1)
    want = standardize(x)
    check_standardize(student.standardize(x), want)


@pytest.mark.exercise
def test_standardize_small_spread(student, rng):
    """标准差比 1 小得多的列，也缩放到标准差为 1。"""
    x = rng.normal(loc=0.3, scale=0.125, size=(11, 3))
    want = standardize(x)
    check_standardize(student.standardize(x), want)


@pytest.mark.exercise
def test_standardize_tiny_spread(student, rng):
    """标准差只有百万分之一、但不是常数的列，也缩放到标准差为 1。"""
    x = rng.normal(loc=0.3, scale=5e-7, size=(101, 3))
    want = standardize(x)
    # 1e-8 in the denominator is one part in fifty here.
    kit.close(student.standardize(x), want, rtol=0.05, atol=STANDARD_ATOL)


@pytest.mark.exercise
def test_standardize_integers(student, rng):
    """整数数组也可以，结果是浮点数，小数部分保留。"""
    x = rng.integers(-40, 41, size=(9, 4))
    want = standardize(x)
    result = student.standardize(x)
    check_standardize(kit.array(result, x.shape, dtype="f"), want)


@pytest.mark.exercise
def test_standardize_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也可以。"""
    x = measurements(rng, 7, 5)
    want = standardize(x)
    results = [student.standardize(same) for same in kit.layouts(x)]
    for result in results:
        check_standardize(result, want)


@pytest.mark.exercise
def test_standardize_keeps_input(student, rng):
    """传进去的 x 在调用之后保持原样，有常数列时也一样。"""
    x = measurements(rng, 7, 3)
    x[:, 1] = 2.0
    before = x.copy()
    student.standardize(x)
    kit.unchanged(x, before, "x")
