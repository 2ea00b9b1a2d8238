"""Hidden tests of perpendicular_line: the angle of the long axis, in closed form from the second moments."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder import kit

from common import allowed, pair

NAMES = ("m", "b")


def perpendicular_line(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Half the angle of the doubled moments."""
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    dx, dy = x - x.mean(), y - y.mean()
    angle = 0.5 * math.atan2(2.0 * float(dx @ dy), float(dx @ dx - dy @ dy))
    m = math.tan(angle)
    return m, float(y.mean() - m * x.mean())


def cloud(
    rng: np.random.Generator, n: int, slope: float, width: float = 0.4
) -> tuple[np.ndarray, np.ndarray]:
    """Points around a line of this slope, longer than wide, not about the origin."""
    along, across = rng.normal(scale=2.5, size=n), rng.normal(scale=width, size=n)
    length = math.hypot(1.0, slope)
    x = 3.0 + (along - slope * across) / length
    y = -2.0 + (slope * along + across) / length
    return x, y


@pytest.mark.exercise(core=True)
def test_perpendicular_values(student, rng):
    """返回 (m, b)，是使垂线段的平方和最小的斜率和截距。"""
    x, y = cloud(rng, 13, 0.8, 0.7)
    want = perpendicular_line(x, y)
    pair(student.perpendicular_line(x, y), want, NAMES, rtol=1e-6)


@pytest.mark.exercise
@pytest.mark.parametrize("slope", [-2.0, -0.4])
def test_perpendicular_falling(student, rng, slope):
    """往右下走的点，斜率是负的。"""
    x, y = cloud(rng, 11, slope)
    want = perpendicular_line(x, y)
    pair(student.perpendicular_line(x, y), want, NAMES, rtol=1e-6)


@pytest.mark.exercise
@pytest.mark.parametrize("slope", [7.0, 300.0, -5000.0, 1e7, -1e9])
def test_perpendicular_steep(student, rng, slope):
    """很陡但不竖直的直线也正确。"""
    clouds = [cloud(rng, 7, 1.5), cloud(rng, 11, slope, 0.0)]
    wants = [perpendicular_line(x, y) for x, y in clouds]
    with allowed("很陡的直线"):
        results = [student.perpendicular_line(x, y) for x, y in clouds]
    for want, result in zip(wants, results):
        pair(result, want, NAMES, rtol=1e-5)


@pytest.mark.exercise
def test_perpendicular_horizontal(student, rng):
    """水平的直线：y 全都相等时斜率是零，这不是错误。"""
    x = rng.uniform(-3.0, 8.0, 7)
    pair(student.perpendicular_line(x, np.full(7, 2.5)), (0.0, 2.5), NAMES)


@pytest.mark.exercise
def test_perpendicular_through_the_centre(student, rng):
    """点远离原点时也正确：直线穿过重心。"""
    x, y = cloud(rng, 11, 0.5)
    x, y = x + 40.0, y - 70.0
    want = perpendicular_line(x, y)
    pair(student.perpendicular_line(x, y), want, NAMES, rtol=1e-6)


@pytest.mark.exercise
def test_perpendicular_about_the_origin(student, rng):
    """重心就在原点时也正确。"""
    x, y = cloud(rng, 8, 1.6, 0.8)
    x, y = np.concatenate([x - 3, 3 - x]), np.concatenate([y + 2, -2 - y])
    want = perpendicular_line(x, y)
    pair(student.perpendicular_line(x, y), (want[0], 0.0), NAMES, rtol=1e-6)


@pytest.mark.exercise
def test_perpendicular_two_points(student, rng):
    """两个点时，直线穿过它们。"""
    x, y = np.array([1.0, 3.0]), rng.uniform(-4.0, 4.0, 2)
    m = (y[1] - y[0]) / 2
    pair(student.perpendicular_line(x, y), (m, y[0] - m), NAMES, rtol=1e-6)


@pytest.mark.exercise
def test_perpendicular_integers(student, rng):
    """整数数据也能用。"""
    x = rng.permutation(np.arange(-6, 7))
    y = 2 * x + rng.integers(-2, 3, 13)
    want = perpendicular_line(x, y)
    pair(student.perpendicular_line(x, y), want, NAMES, rtol=1e-6)


@pytest.mark.exercise
@pytest.mark.parametrize("scale", [1e-6, 1e5])
def test_perpendicular_other_units(student, rng, scale):
    """x 和 y 一起换一个单位，斜率不变，截距跟着换。"""
    x, y = cloud(rng, 11, 0.8)
    m, b = perpendicular_line(x, y)
    result = student.perpendicular_line(x * scale, y * scale)
    pair(result, (m, b * scale), NAMES, rtol=1e-6, atol=1e-9 * scale)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("value", [0.0, 3.0, 0.1])
def test_perpendicular_refuses_constant_x(student, rng, value):
    """所有的 x 都相等时抛出 ValueError。"""
    y = rng.uniform(-4.0, 4.0, 7)
    with kit.raises("ValueError"):
        student.perpendicular_line(np.full(7, value), y)


@pytest.mark.exercise(weight=0.5)
def test_perpendicular_refuses_vertical_cloud(student, rng):
    """x 不全相等、但最好的直线是竖直的，也抛出 ValueError。"""
    side, up = np.array([1.0, -1.0, 1.0, -1.0]), np.array([8.0, 8.0, -8.0, -8.0])
    with kit.raises("ValueError"):
        student.perpendicular_line(side + 4.0, up - 2.0)


@pytest.mark.exercise
def test_perpendicular_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样，内存不连续也能用。"""
    x, y = map(kit.with_gaps, cloud(rng, 7, 0.8))
    before, want = (x.copy(), y.copy()), perpendicular_line(x, y)
    result = student.perpendicular_line(x, y)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
    pair(result, want, NAMES, rtol=1e-6)
