"""Hidden tests of inverse: the notebook's ``curve`` makes the function over there and notes where it was asked.

Where the right x is known in closed form, nothing is searched for here.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit
from autograder.checking.student import StudentError

from common import allowed

# What f may be asked in all; the notebook's ``curve`` refuses more.
MOST = 200


def near(actual: Any, want: float, tol: float = 1e-10) -> None:
    """Fail unless a number is within the tolerance, or within a few neighbouring floats."""
    kit.close(actual, want, rtol=0.0, atol=max(tol, 8 * float(np.spacing(abs(want)))))


@pytest.mark.exercise(core=True)
def test_inverse_rising(student, rng):
    """升的函数：找到使 f(x) = y 的 x。"""
    xs = [float(v) for v in rng.uniform(0.5, 4.5, 3)]
    results = [student.inverse(student.curve("power", 3), x**3, 0.0, 5.0) for x in xs]
    for x, result in zip(xs, results):
        near(result, x)


@pytest.mark.exercise
def test_inverse_falling(student, rng):
    """升的函数行，降的函数也行。"""
    x, k = float(rng.uniform(0.5, 2.5)), float(rng.uniform(0.5, 2.0))
    with allowed("降的函数"):
        results = [
            student.inverse(student.curve("exp", rate), float(np.exp(rate * x)), 0.0, 3.0) for rate in (k, -k)
        ]
    for result in results:
        near(result, x)


@pytest.mark.exercise
def test_inverse_negative_side(student, rng):
    """区间在零的左边、y 是负数时也正确。"""
    x = -float(rng.uniform(1.5, 4.5))
    near(student.inverse(student.curve("power", 3), x**3, -6.0, -1.0), x)


@pytest.mark.exercise
@pytest.mark.parametrize(("m", "b"), [(4.0, -1.0), (-0.25, 3.0)])
def test_inverse_at_the_ends(student, rng, m, b):
    """两端也算在内：y 等于一端的函数值时，答案就是那一端，不报错。"""
    results = [student.inverse(student.curve("line", m, b), m * end + b, -1.1, 7.3) for end in (-1.1, 7.3)]
    near(results[0], -1.1)
    near(results[1], 7.3)


@pytest.mark.exercise
@pytest.mark.parametrize(("low", "high"), [(1e7, 2e7), (-3e8, -1e8)])
def test_inverse_coarse_floats(student, rng, low, high):
    """相邻的浮点数比 tol 还稀的地方，也停得下来，给出最近的几个浮点数之一。"""
    x = float(rng.uniform(low, high))
    near(student.inverse(student.curve("line", 1.0, 0.0), x, low, high), x)


@pytest.mark.exercise
def test_inverse_flat(student, rng):
    """f 很平的地方，x 的误差仍然不超过 tol。"""
    x = float(rng.uniform(0.03, 0.08))
    near(student.inverse(student.curve("power", 9), x**9, 0.0, 1.0), x)


@pytest.mark.exercise
def test_inverse_steep(student, rng):
    """f 很陡、f(x) 到不了 y 的附近时，也停得下来，x 的误差不超过 tol。"""
    x = float(rng.uniform(1.0, 9.0))
    near(student.inverse(student.curve("exp", 30.0), float(np.exp(30.0 * x)), 0.0, 10.0), x)


@pytest.mark.exercise
def test_inverse_fine(student, rng):
    """tol 更小时，答案更准。"""
    x, f = float(rng.uniform(0.1, 0.4)), student.curve("line", 2.0, 0.0)
    result = student.inverse(f, 2 * x, 0.0, 0.5, 1e-14)
    student.attribute(f, "asked")  # where it was asked tells one way to stop too early from another
    near(result, x, 1e-14)


@pytest.mark.exercise
def test_inverse_many_halvings(student, rng):
    """范围与 tol 之比很大、要折半许多次时，问 f 的次数也不超过题面给的上限。"""
    x, tiny = float(rng.uniform(4.0, 6.0)), float(rng.uniform(0.2, 0.8)) * 1e-18
    # Between the values at two neighbouring floats: who waits for f(x) = y fails here already, in few halvings.
    steep = float(np.exp(30.0 * x)) * (1 + 2.0**-49)
    asked_too_often = False
    results = [student.inverse(student.curve("exp", 30.0), steep, 0.0, 10.0, 1e-6)]
    try:
        results.append(student.inverse(student.curve("line", 2.0, 0.0), 2 * tiny, 0.0, 1.0, 1e-20))
    except StudentError as error:
        asked_too_often = error.exception == "RuntimeError"
        if not asked_too_often:
            raise
    kit.require(not asked_too_often, "问 f 的次数超过了上限")
    near(results[0], x, 1e-6)
    near(results[1], tiny, 1e-20)


@pytest.mark.exercise
@pytest.mark.parametrize("tol", [1e-3, 0.25])
def test_inverse_coarse(student, rng, tol):
    """tol 很大时，x 的误差不超过它。"""
    x = float(rng.uniform(1.0, 9.0))
    near(student.inverse(student.curve("power", 3), x**3, 0.0, 10.0, tol), x, tol)


@pytest.mark.exercise
def test_inverse_integers(student, rng):
    """区间的两端和 y 都是整数时，x 照样可以是小数。"""
    near(student.inverse(student.curve("power", 3), 20, 0, 8), 20 ** (1 / 3))


@pytest.mark.exercise
@pytest.mark.parametrize("m", [2.0, -2.0])
def test_inverse_refuses_above(student, rng, m):
    """y 比 f 的最大值还大时抛出 ValueError。"""
    y = 10.0 + float(rng.uniform(0.01, 5.0))
    with kit.raises("ValueError"):
        student.inverse(student.curve("line", m, 0.0), y, *((0.0, 5.0) if m > 0 else (-5.0, 0.0)))


@pytest.mark.exercise
@pytest.mark.parametrize("m", [2.0, -2.0])
def test_inverse_refuses_below(student, rng, m):
    """y 比 f 的最小值还小时抛出 ValueError。"""
    y = -float(rng.uniform(0.01, 5.0))
    with kit.raises("ValueError"):
        student.inverse(student.curve("line", m, 0.0), y, *((0.0, 5.0) if m > 0 else (-5.0, 0.0)))


@pytest.mark.exercise
@pytest.mark.parametrize("k", [1.5, -1.5])
def test_inverse_asks_inside(student, rng, k):
    """只在区间之内（含两端）问 f，问的次数不超过题面给的上限。"""
    x, f = float(rng.uniform(-0.9, 0.9)), student.curve("exp", k)
    result = student.inverse(f, float(np.exp(k * x)), -1.0, 1.0)
    asked = student.attribute(f, "asked")
    kit.require(isinstance(asked, (list, tuple)) and 0 < len(asked) <= MOST, "问 f 的次数不对")
    points = [kit.scalar(point, "问 f 的 x") for point in asked]
    kit.require(min(points) >= -1.0 and max(points) <= 1.0, "在区间之外问了 f")
    near(result, x)
