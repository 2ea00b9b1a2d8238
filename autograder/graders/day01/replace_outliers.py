"""Hidden tests of replace_outliers: mean and deviation with exact sums, the median by Python's own."""

from __future__ import annotations

from statistics import median

import numpy as np
import pytest

from autograder import kit

from common import mean_and_std


def replace_outliers(x: np.ndarray, k: float) -> np.ndarray:
    """Entries farther than k standard deviations from the mean become the median."""
    values = [float(value) for value in x.ravel()]
    mean, std = mean_and_std(values)
    middle = median(values)
    kept = [middle if abs(value - mean) > k * std else value for value in values]
    return np.array(kept).reshape(x.shape)


def with_outliers(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Numbers near 10 with a few far away on both sides, more of them above."""
    x = rng.normal(loc=10.0, size=shape)
    flat = x.reshape(-1)
    places = rng.choice(flat.size, 4, replace=False)
    flat[places] = [60.0, 75.0, -40.0, 90.0]
    return x


@pytest.mark.exercise(core=True)
def test_replace_outliers_values(student, rng):
    """两边离平均值太远的元素都换成中位数，其余照旧。"""
    x = with_outliers(rng, (37,))
    want = replace_outliers(x, 1.5)
    kit.close(student.replace_outliers(x, 1.5), want)


@pytest.mark.exercise(core=True)
def test_replace_outliers_matrix(student, rng):
    """二维数组时，平均值、标准差、中位数都对全部元素算。"""
    x = with_outliers(rng, (7, 5)) + 3.0 * np.arange(5)
    want = replace_outliers(x, 1.7)
    kit.close(student.replace_outliers(x, 1.7), want)


@pytest.mark.exercise
def test_replace_outliers_k(student, rng):
    """k 决定多远算远：k 小，换得多；k 很大，什么也不换。"""
    x = with_outliers(rng, (29,))
    wants = [replace_outliers(x, k) for k in (0.1, 3.0, 50)]
    results = [student.replace_outliers(x, k) for k in (0.1, 3.0, 50)]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_replace_outliers_population(student):
    """标准差除以 n，不是除以 n − 1。"""
    x = np.array([26.0, -21.0, 19.0, 4.0, 1.0, -3.0, 3.0])  # 19 lies between the two deviations
    kit.close(student.replace_outliers(x, 1.0), [3.0, 3.0, 3.0, 4.0, 1.0, -3.0, 3.0])


@pytest.mark.exercise
def test_replace_outliers_boundary(student):
    """恰好等于 k 个标准差的元素不换。"""
    # The mean is 1 and the deviation 8, both without rounding: -3 lies on the boundary.
    x = np.array([10.0, -14.0, 18.0, 0.0, -3.0, 3.0, -3.0, -1.0, 1.0, -1.0])
    want = np.array([-0.5, -0.5, -0.5, 0.0, -3.0, 3.0, -3.0, -1.0, 1.0, -1.0])
    kit.close(student.replace_outliers(x, 0.5), want)


@pytest.mark.exercise
def test_replace_outliers_integers(student):
    """输入是整数时结果也是浮点数，中位数的小数部分保留。"""
    x = np.array([4, -1, 0, 7, -90, 5, 3, 120])
    want = replace_outliers(x, 1.2)
    result = student.replace_outliers(x, 1.2)
    kit.close(kit.array(result, x.shape, dtype="f"), want)


@pytest.mark.exercise
def test_replace_outliers_constant(student):
    """全都相同时，标准差是 0，什么也不换；只有一个元素时也一样。"""
    inputs = [np.full((3, 5), 2.5), np.array([-7.0])]
    results = [student.replace_outliers(x.copy(), 1.0) for x in inputs]
    for x, result in zip(inputs, results):
        kit.close(result, x)


@pytest.mark.exercise
def test_replace_outliers_any_shape(student, rng):
    """三维数组、转置或切片得到的数组（内存不连续）也可以，形状不变。"""
    inputs = [with_outliers(rng, (2, 3, 5)), *kit.layouts(with_outliers(rng, (7, 5)))]
    wants = [replace_outliers(x, 1.5) for x in inputs]
    results = [student.replace_outliers(x, 1.5) for x in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_replace_outliers_keeps_input(student, rng):
    """传进去的 x 在调用之后保持原样。"""
    x = with_outliers(rng, (5, 7))
    before = x.copy()
    student.replace_outliers(x, 1.0)
    kit.unchanged(x, before, "x")
