"""Hidden tests of numerical_gradient: what central differences of a cubic give, in closed form.

A function cannot cross the wire.  The notebook's ``make_cubic`` makes one over there; what it gives is known here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import numbers

# Rounding of f over eps: what a difference quotient with the default eps cannot do better.
DIFFERENCE_RTOL, DIFFERENCE_ATOL = 1e-5, 1e-6


@dataclass(frozen=True)
class Cubic:
    """``f(θ) = Σ a·θ³ + Σ b·θ + (Σ c·θ)²``, the function that the notebook's ``make_cubic`` makes.

    The last term ties all entries together: whoever leaves one of them moved gets the next ones wrong.
    """

    a: np.ndarray
    b: np.ndarray
    c: np.ndarray

    def __call__(self, theta: np.ndarray) -> float:
        """The value at ``theta``."""
        return float((self.a * theta**3 + self.b * theta).sum() + (self.c * theta).sum() ** 2)

    def central_difference(self, theta: np.ndarray, eps: float) -> np.ndarray:
        """What the central difference with this eps gives without rounding; the gradient for eps = 0.

        Central differences are exact for the terms of first and second degree, and a cube adds ``a·eps²``.
        """
        theta = np.asarray(theta, dtype=np.float64)
        return 3 * self.a * theta**2 + self.a * eps**2 + self.b + 2 * self.c * (self.c * theta).sum()


def random_cubic(rng: np.random.Generator, shape: tuple[int, ...]) -> Cubic:
    """A cubic with random coefficients."""
    return Cubic(*(np.asarray(rng.normal(size=shape)) for _ in range(3)))


def ask(student: Any, cubic: Cubic, theta: np.ndarray, *eps: float) -> Any:
    """The student's numerical gradient of a cubic."""
    f = student.make_cubic(cubic.a, cubic.b, cubic.c)
    return student.numerical_gradient(f, theta, *eps)


@pytest.mark.exercise(core=True)
def test_numerical_values(student, rng):
    """一维的 theta：结果与真正的梯度一致。"""
    cubic, theta = random_cubic(rng, (7,)), numbers(rng, 7)
    want = cubic.central_difference(theta, 0.0)
    kit.close(ask(student, cubic, theta), want, rtol=DIFFERENCE_RTOL, atol=DIFFERENCE_ATOL)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize("shape", [(3, 5), (5, 1), (2, 3, 5)])
def test_numerical_any_shape(student, rng, shape):
    """多维的 theta：一次只动一个元素，结果的形状与 theta 相同。"""
    cubic, theta = random_cubic(rng, shape), numbers(rng, *shape)
    want = cubic.central_difference(theta, 0.0)
    kit.close(ask(student, cubic, theta), want, rtol=DIFFERENCE_RTOL, atol=DIFFERENCE_ATOL)


@pytest.mark.exercise
def test_numerical_no_axis(student, rng):
    """零维的 theta 也能用。"""
    cubic, theta = random_cubic(rng, ()), np.array(rng.normal())
    want = cubic.central_difference(theta, 0.0)
    kit.close(ask(student, cubic, theta), float(want), rtol=DIFFERENCE_RTOL, atol=DIFFERENCE_ATOL)


# Two tests, so that two mistakes in one function both show: whatever eps is, a central difference of a function of second
# degree is the same; and at 0, without the second degree, steps to either side give the same.
@pytest.mark.exercise
@pytest.mark.parametrize("eps", [0.5, 1.25])
def test_numerical_both_sides(student, rng, eps):
    """往两边各走 eps：f 是二次函数时，eps 再大，中心差分也正好是梯度。"""
    cubic, theta = replace(random_cubic(rng, (5,)), a=np.zeros(5)), numbers(rng, 5)
    want = cubic.central_difference(theta, eps)
    kit.close(ask(student, cubic, theta, eps), want, rtol=DIFFERENCE_RTOL, atol=DIFFERENCE_ATOL)


@pytest.mark.exercise
@pytest.mark.parametrize("eps", [0.5, 1.25])
def test_numerical_eps(student, rng, eps):
    """步长由 eps 决定：f 有三次项时，大的 eps 给出的结果与公式算出的一致，与梯度有明显的差别。"""
    cubic, theta = replace(random_cubic(rng, (5,)), c=np.zeros(5)), np.zeros(5)
    want = cubic.central_difference(theta, eps)
    kit.close(ask(student, cubic, theta, eps), want)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(5,), (3, 2)])
def test_numerical_integers(student, rng, shape):
    """整数的 theta 先换成 float64：结果是浮点数组，每次移动不会被截掉。"""
    cubic, theta = random_cubic(rng, shape), rng.integers(-4, 5, size=shape)
    want = cubic.central_difference(theta, 0.0)
    result = ask(student, cubic, theta)
    kit.close(kit.array(result, shape, dtype="f"), want, rtol=DIFFERENCE_RTOL, atol=DIFFERENCE_ATOL)


@pytest.mark.exercise
def test_numerical_layouts(student, rng):
    """转置或切片得到的 theta（内存不连续）也能用。"""
    cubic, theta = replace(random_cubic(rng, (3, 5)), a=np.zeros((3, 5))), numbers(rng, 3, 5)
    want = cubic.central_difference(theta, 0.01)
    results = [ask(student, cubic, same, 0.01) for same in kit.layouts(theta)]
    for result in results:
        kit.close(result, want, rtol=DIFFERENCE_RTOL, atol=DIFFERENCE_ATOL)


@pytest.mark.exercise
def test_numerical_keeps_theta(student, rng):
    """调用之后，theta 与原来一位不差。"""
    cubic, theta = random_cubic(rng, (7, 5)), numbers(rng, 7, 5)
    before = theta.copy()
    ask(student, cubic, theta)
    kit.unchanged(theta, before, "theta")
