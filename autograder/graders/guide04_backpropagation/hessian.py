"""Hidden tests of hessian: second derivatives of a cubic, in closed form.

Central differences of a cubic have no truncation error: with the default step only rounding is left (about 1e-8 of f), with a large
one nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from autograder import kit


@dataclass(frozen=True)
class Surface:
    """The function that the notebook's ``make_cubic`` makes."""

    a: np.ndarray
    b: np.ndarray
    c: np.ndarray

    def second(self, x: Any) -> np.ndarray:
        """Its Hessian at ``x``."""
        x = np.asarray(x, dtype=np.float64)
        table = 2.0 * self.c.reshape(-1, 1) * self.c.reshape(1, -1)
        table[np.diag_indices(x.size)] += 6.0 * (self.a * x).ravel()
        return table.reshape(x.shape + x.shape)


def surface(rng: np.random.Generator, shape: tuple[int, ...]) -> Surface:
    """A function with random coefficients, none of them near 0."""
    a, b, c = (np.asarray(rng.uniform(0.5, 2.0, size=shape) * rng.choice([-1, 1], shape)) for _ in range(3))
    return Surface(a, b, c)


def ask(student: Any, f: Surface, x: Any, *eps: float) -> Any:
    """The student's Hessian of a function."""
    return student.hessian(student.make_cubic(f.a, f.b, f.c), x, *eps)


def check(result: Any, want: np.ndarray) -> None:
    """Compare as exactly as the docstring asks."""
    kit.close(result, want, rtol=0.0, atol=1e-5 * float(np.abs(want).max()))


@pytest.mark.exercise(core=True)
def test_hessian_values(student, rng):
    """一维的 x：对角线和混合项都与真正的二阶导数一致。"""
    f, x = surface(rng, (5,)), rng.normal(size=5)
    want = f.second(x)
    check(ask(student, f, x), want)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(2, 3), (3, 1), (2, 1, 2)])
def test_hessian_any_shape(student, rng, shape):
    """多维的 x：结果的形状是 x 的形状接上 x 的形状。"""
    f, x = surface(rng, shape), rng.normal(size=shape)
    want = f.second(x)
    check(ask(student, f, x), want)


@pytest.mark.exercise
def test_hessian_numbers(student, rng):
    """x 是一个数（float、int、零维数组）时，结果是一个数。"""
    f, inputs = surface(rng, ()), [float(rng.uniform(1, 2)), 3, np.array(rng.uniform(1, 2))]
    wants = [f.second(x) for x in inputs]
    results = [ask(student, f, x) for x in inputs]
    for want, result in zip(wants, results):
        check(result, want)


@pytest.mark.exercise
@pytest.mark.parametrize("eps", [0.25, 0.5])
def test_hessian_large_steps(student, rng, eps):
    """步长由 eps 决定：f 是三次函数，步长大时几乎没有误差。"""
    f, x = surface(rng, (5,)), rng.normal(size=5)
    # A large linear term: small steps drown in its rounding.
    f = Surface(f.a, 1e5 * f.b, f.c)
    want = f.second(x)
    kit.close(ask(student, f, x, eps), want)


@pytest.mark.exercise
def test_hessian_diagonal(student, rng):
    """f 是各个分量的函数之和时，混合项是 0，对角线正确。"""
    f, x = surface(rng, (3,)), rng.uniform(1, 2, size=3)
    f = Surface(f.a, f.b, np.zeros(3))
    want = f.second(x)
    check(ask(student, f, x), want)


@pytest.mark.exercise
def test_hessian_mixed(student, rng):
    """只看混合项：它们与真正的二阶导数一致，左下和右上都有。"""
    f, x = surface(rng, (3,)), np.zeros(3)
    want = f.second(x)
    result = kit.array(ask(student, f, x), (3, 3))
    check(np.where(np.eye(3) > 0, 0.0, result), np.where(np.eye(3) > 0, 0.0, want))


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(3,), (2, 2)])
def test_hessian_integers(student, rng, shape):
    """整数的 x 先换成 float64，每次移动不会被截掉。"""
    f, x = surface(rng, shape), rng.integers(1, 4, size=shape)
    want = f.second(x)
    check(ask(student, f, x), want)


@pytest.mark.exercise
def test_hessian_keeps_x(student, rng):
    """x 在调用之后与原来一位不差，无论内存怎样排列。"""
    f, x = surface(rng, (2, 3)), rng.normal(size=(2, 3))
    inputs = [x.copy(), *kit.layouts(x)]
    want = f.second(x)
    results = [ask(student, f, each) for each in inputs]
    for each, result in zip(inputs, results):
        kit.unchanged(each, x, "x")
        check(result, want)
