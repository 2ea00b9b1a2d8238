"""Hidden tests of gradient_norms: the same networks built here from what Dense draws, and their gradients by recursion."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import ACTIVATIONS, Plan, network_gradients


def expected(
    student: Any, depth: int, activation: str, seed: int, width: int, inputs_first: bool
) -> np.ndarray:
    """The lengths, with the input drawn before or after the layers."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(32, width)) if inputs_first else np.zeros(0)
    plan: Plan = []
    for _ in range(depth):
        params = student.Dense(width, width, rng).params
        plan += [(params["w"], params["b"]), activation]
    if not inputs_first:
        x = rng.normal(size=(32, width))
    _, gradients = network_gradients(x, plan, np.full((32, width), 1.0 / (32 * width)))
    return np.array([np.sqrt(np.einsum("io,io->", dw, dw)) for dw in gradients[::2]])


def ask(student: Any, depth: int, activation: str, seed: int, **options: int) -> np.ndarray:
    """The student's lengths."""
    result = student.gradient_norms(depth, activation, np.random.default_rng(seed), **options)
    return kit.array(result, (depth,), dtype="f")


def check(student: Any, depth: int, activation: str, seed: int, width: int | None = None) -> None:
    """Fail unless the lengths are right in one of the two orders of drawing; without a width, that of the docstring."""
    options = {} if width is None else {"width": width}
    wants = [expected(student, depth, activation, seed, width or 64, first) for first in (False, True)]
    found = ask(student, depth, activation, seed, **options)
    closest = min(wants, key=lambda want: float(np.abs(found - want).max()))
    kit.close(found, closest, rtol=1e-4, atol=1e-4 * float(closest.max()))


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_norms_values(student, rng, activation):
    """三种激活：每一层的长度与照着定义算出来的一致，第一层在前。"""
    check(student, 3, activation, kit.seed_of(rng), 7)


@pytest.mark.exercise(core=True)
def test_norms_vanish(student, rng):
    """很深的 sigmoid 网络，第一层的梯度几乎消失。"""
    # 3e-11 … 2e-10 over 30 seeds.
    found = ask(student, 20, "sigmoid", kit.seed_of(rng))
    kit.require(bool(0 <= found[0] < 1e-6 * found[-1]), "第一层的梯度应当远小于最后一层的")


@pytest.mark.exercise(core=True)
def test_norms_hold(student, rng):
    """同样深的 ReLU 网络，第一层和最后一层的梯度差不多。"""
    # 0.46 … 1.21 over 30 seeds.
    found = ask(student, 20, "relu", kit.seed_of(rng))
    kit.require(bool(0.1 * found[-1] < found[0] < 10 * found[-1]), "第一层和最后一层的梯度应当差不多")


@pytest.mark.exercise
@pytest.mark.parametrize("depth", [1, 2, 5])
def test_norms_depth(student, rng, depth):
    """层数由 depth 决定，一层也行。"""
    check(student, depth, "tanh", kit.seed_of(rng), 5)


@pytest.mark.exercise
def test_norms_default_width(student, rng):
    """不给 width 时用题面写的默认值。"""
    check(student, 2, "sigmoid", kit.seed_of(rng))


@pytest.mark.exercise
def test_norms_use_rng(student, rng):
    """随机数都来自 rng：种子相同则结果相同，种子不同则结果不同。"""
    seed = kit.seed_of(rng)
    first, again, other = (ask(student, 2, "tanh", s, width=5) for s in (seed, seed, seed + 1))
    kit.close(again, first, name="种子相同时的结果")
    kit.require(not np.allclose(first, other), "种子不同，结果应当不同")
