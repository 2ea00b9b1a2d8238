"""Hidden tests of jacobian: what central differences of a cubic map give, in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from autograder import kit

SHAPES = [((3,), (5,)), ((5,), (2, 3)), ((2, 3), (5,)), ((), (3, 2)), ((4,), ()), ((), ())]


@dataclass(frozen=True)
class Map:
    """The function that the notebook's ``make_cubic`` makes; ``axes`` of the inputs come last."""

    a: np.ndarray
    b: np.ndarray
    c: np.ndarray
    axes: int

    def central(self, x: np.ndarray, eps: float) -> np.ndarray:
        """What the central difference with this eps gives without rounding: a cube adds ``a·eps²``."""
        x = np.asarray(x, dtype=np.float64)
        total = np.apply_over_axes(np.sum, self.c * x, range(-self.axes, 0)) if self.axes else self.c * x
        return 3 * self.a * x**2 + self.a * eps**2 + self.b + 2 * self.c * total


def random_map(rng: np.random.Generator, out: tuple[int, ...], shape: tuple[int, ...]) -> Map:
    """A map with random coefficients."""
    a, b, c = (np.asarray(rng.normal(size=(*out, *shape))) for _ in range(3))
    return Map(a, b, c, len(shape))


def ask(student: Any, f: Map, x: Any, *eps: float) -> Any:
    """The student's Jacobian of a map."""
    return student.jacobian(student.make_cubic(f.a, f.b, f.c), x, *eps)


def near(result: Any, want: np.ndarray) -> None:
    """Compare as exactly as a difference quotient with the default eps allows: f's rounding over eps is left."""
    kit.close(result, want, rtol=1e-5, atol=1e-6)


@pytest.mark.exercise(core=True)
def test_jacobian_values(student, rng):
    """输出、输入都是一维：输出在前，输入在后，数值与真正的偏导数一致。"""
    f, x = random_map(rng, (3,), (5,)), rng.normal(size=5)
    want = f.central(x, 0.0)
    near(ask(student, f, x), want)


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize(("out", "shape"), SHAPES)
def test_jacobian_any_shape(student, rng, out, shape):
    """f(x) 和 x 是任意形状，零维也行：结果的形状是 f(x) 的接上 x 的。"""
    f, x = random_map(rng, out, shape), np.asarray(rng.normal(size=shape))
    want = f.central(x, 0.0)
    near(ask(student, f, x), want)


@pytest.mark.exercise
def test_jacobian_square(student, rng):
    """输出和输入一样多时，行列也没有颠倒。"""
    f, x = random_map(rng, (3,), (3,)), rng.normal(size=3)
    want = f.central(x, 0.0)
    near(ask(student, f, x), want)


@pytest.mark.exercise
@pytest.mark.parametrize("eps", [0.5, 1.25])
def test_jacobian_both_sides(student, rng, eps):
    """往两边各走 eps：f 是二次函数时，eps 再大，结果也正好是偏导数。"""
    f, x = random_map(rng, (3,), (5,)), rng.normal(size=5)
    f = Map(np.zeros((3, 5)), f.b, f.c, 1)
    want = f.central(x, eps)
    near(ask(student, f, x, eps), want)


@pytest.mark.exercise
@pytest.mark.parametrize("eps", [0.5, 1.25])
def test_jacobian_eps(student, rng, eps):
    """步长由 eps 决定：f 有三次项时，大的 eps 给出的结果与公式算出的一致。"""
    f, x = random_map(rng, (3,), (5,)), np.zeros(5)
    f = Map(f.a, f.b, np.zeros((3, 5)), 1)
    want = f.central(x, eps)
    kit.close(ask(student, f, x, eps), want)


@pytest.mark.exercise
def test_jacobian_numbers(student, rng):
    """x 是一个数（float、int）时也行。"""
    f, inputs = random_map(rng, (5,), ()), [float(rng.normal()), 3]
    wants = [f.central(np.array(x), 0.0) for x in inputs]
    results = [ask(student, f, x) for x in inputs]
    for want, result in zip(wants, results):
        near(result, want)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(5,), (3, 2)])
def test_jacobian_integers(student, rng, shape):
    """整数的 x 先换成 float64，每次移动不会被截掉。"""
    f, x = random_map(rng, (3,), shape), rng.integers(-4, 5, size=shape)
    want = f.central(x, 0.0)
    near(ask(student, f, x), want)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(7,), (5, 2)])
def test_jacobian_of_views(student, rng, shape):
    """f 把收到的数组的视图还回来时，结果也正确。"""
    x = rng.normal(size=shape)
    want = np.eye(x.size).reshape(*shape, *shape)[::-1]
    near(student.jacobian(student.make_flip(), x), want)


@pytest.mark.exercise
def test_jacobian_keeps_x(student, rng):
    """x 在调用之后与原来一位不差，无论内存怎样排列。"""
    f, x = random_map(rng, (3,), (2, 5)), rng.normal(size=(2, 5))
    inputs = [x.copy(), *kit.layouts(x)]
    want = f.central(x, 0.0)
    results = [ask(student, f, each) for each in inputs]
    for each, result in zip(inputs, results):
        kit.unchanged(each, x, "x")
        near(result, want)
