"""Hidden tests of chain_rule: closed forms of short chains, and the derivative as a limit of complex steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import part

COMPLEX: dict[str, Callable[[Any], Any]] = {
    "triple": lambda u: 3 * u,
    "square": lambda u: u * u,
    "five_minus": lambda u: 5 - u,
    "sin": np.sin,
    "exp": np.exp,
    "tanh": np.tanh,
}
LONG = ("sin", "triple", "square", "five_minus", "tanh")
PARTS = pytest.mark.parametrize("position", [0, 1])


def chain(names: tuple[str, ...], x: Any) -> tuple[np.ndarray, np.ndarray]:
    """Value and derivative of a chain, by a complex step: exact to rounding, and no chain rule in it."""
    step = 1e-30
    u = np.asarray(x, dtype=np.complex128) + 1j * step
    for name in names:
        u = COMPLEX[name](u)
    return u.real, u.imag / step


def ask(student: Any, names: tuple[str, ...], x: Any, position: int) -> Any:
    """The student's value (0) or derivative (1)."""
    functions, derivatives = student.pick(*names)
    return part(student, student.chain_rule(functions, derivatives, x), position)


@pytest.mark.exercise(core=True)
@PARTS
def test_chain_values(student, rng, position):
    """二维的 x，三个函数：值和导数与真正的一致。"""
    x = rng.uniform(-1.5, 1.5, size=(3, 5))
    want = chain(("square", "sin", "exp"), x)[position]
    kit.close(ask(student, ("square", "sin", "exp"), x, position), want)


@pytest.mark.exercise
@PARTS
@pytest.mark.parametrize("names", [("exp",), ("sin", "square"), LONG], ids=["one", "two", "five"])
def test_chain_lengths(student, rng, names, position):
    """一个、两个、五个函数都行。"""
    x = rng.uniform(-1.0, 1.0, size=7)
    want = chain(names, x)[position]
    kit.close(ask(student, names, x, position), want)


@pytest.mark.exercise
@PARTS
def test_chain_scalars(student, rng, position):
    """x 是一个数（float、int、np.float64）时，值和导数各是一个数。"""
    inputs = [float(rng.uniform(0.3, 1)), -2, np.float64(rng.uniform(-1, -0.3))]
    wants = [float(chain(("square", "five_minus", "tanh"), x)[position]) for x in inputs]
    results = [ask(student, ("square", "five_minus", "tanh"), x, position) for x in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
@PARTS
def test_chain_integers(student, rng, position):
    """x 是整数数组时也一样。"""
    x = rng.integers(-3, 4, size=(2, 5))
    want = chain(("triple", "sin", "square"), x)[position]
    kit.close(ask(student, ("triple", "sin", "square"), x, position), want)


@pytest.mark.exercise
@PARTS
@pytest.mark.parametrize("shape", [(), (5,), (2, 3)])
def test_chain_of_nothing(student, rng, shape, position):
    """一个函数也没有时，值等于 x，导数是与 x 同形状的 1。"""
    x = rng.normal(size=shape) if shape else 1.75
    want = (np.array(x), np.ones(shape))[position]
    kit.close(part(student, student.chain_rule([], [], x), position), want)


@pytest.mark.exercise
def test_chain_keeps_x(student, rng):
    """x 在调用之后保持原样，无论内存怎样排列。"""
    x = rng.uniform(-1, 1, size=(3, 5))
    inputs = [x.copy(), *kit.layouts(x)]
    functions, derivatives = student.pick("sin", "exp")
    want = chain(("sin", "exp"), x)[1]
    results = [kit.sequence(student.chain_rule(functions, derivatives, each), 2) for each in inputs]
    for each, (_, derivative) in zip(inputs, results):
        kit.unchanged(each, x, "x")
        kit.close(derivative, want)
