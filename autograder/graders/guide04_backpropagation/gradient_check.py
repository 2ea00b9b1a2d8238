"""Hidden tests of gradient_check: the same comparison made here on the plan of a network, and networks with one planted fault."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import Plan, layers_of, loss_gradients, loss_of, random_plan

SIZES = [2, 4, 3, 1]
DENSE = (0, 2, 4)
# Differences of losses near 1 with the default step are exact to about 1e-10.
LEAST = 1e-3


def case(rng: np.random.Generator, name: str = "tanh") -> tuple[Plan, np.ndarray, np.ndarray]:
    """A network and data in which no gradient is so small that rounding shows: (plan, x, y)."""
    while True:
        plan = random_plan(rng, SIZES, name)
        x, y = rng.normal(size=(7, SIZES[0])), rng.permutation([0, 1, 1, 0, 1, 0, 1])
        if min(np.abs(gradient).min() for gradient in loss_gradients(plan, x, y)) > LEAST:
            return plan, x, y


def arrays(plan: Plan) -> list[np.ndarray]:
    """The parameters of a plan in order."""
    return [array for layer in plan if not isinstance(layer, str) for array in layer]


def expected(plan: Plan, x: np.ndarray, y: np.ndarray, eps: float) -> float:
    """What the check gives for a right network with this step."""
    worst = 0.0
    for p, gradient in zip(arrays(plan), loss_gradients(plan, x, y)):
        for i in np.ndindex(p.shape):
            kept, ends = p[i], []
            for step in (eps, -eps):
                p[i] = kept + step
                ends.append(loss_of(plan, x, y))
            p[i] = kept
            a, n = float(gradient[i]), (ends[0] - ends[1]) / (2 * eps)
            worst = max(worst, abs(a - n) / max(abs(a) + abs(n), 1e-8))
    return worst


def ask(
    student: Any,
    plan: Plan,
    x: np.ndarray,
    y: np.ndarray,
    fault: tuple[int, str, Any] | None = None,
    *eps: float,
) -> float:
    """The student's number for a network, ``fault`` = (layer, key, factor) planted in it."""
    layers = layers_of(student, plan)
    if fault is not None:
        layers[fault[0]] = student.Faulty(layers[fault[0]], *fault[1:])
    return kit.scalar(student.gradient_check(student.Sequential(layers), x, y, *eps))


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("name", ["tanh", "sigmoid"])
def test_check_right_network(student, rng, name):
    """写对的网络，返回值很小，而且不是负的。"""
    found = ask(student, *case(rng, name))
    kit.require(0.0 <= found < 1e-5, "写对的网络，返回值应当小于题面写的界限")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("layer", DENSE)
@pytest.mark.parametrize("key", ["w", "b"])
def test_check_finds_every_layer(student, rng, layer, key):
    """任何一层的权重或偏置的梯度错了一个倍数，返回的就是那个倍数对应的相对误差。"""
    factor = float(rng.uniform(1.5, 3.0))
    want = (factor - 1) / (factor + 1)
    kit.close(ask(student, *case(rng), (layer, key, factor)), want, rtol=1e-4)


@pytest.mark.exercise
@pytest.mark.parametrize("factor", [0.5, 0.0, -1.0])
def test_check_too_small(student, rng, factor):
    """梯度偏小、是 0、反了号，也都查得出来。"""
    want = (1 - factor) / (1 + abs(factor))
    kit.close(ask(student, *case(rng), (2, "w", factor)), want, rtol=1e-4)


@pytest.mark.exercise
@pytest.mark.parametrize("entry", [(0, 0), (3, 0), (1, 2), (0, 2)])
def test_check_one_entry(student, rng, entry):
    """只有一格错了，返回的也是它的误差。"""
    factor = np.ones((4, 3))
    factor[entry] = 2.0
    kit.close(ask(student, *case(rng), (2, "w", factor)), 1 / 3, rtol=1e-4)


@pytest.mark.exercise
def test_check_input_gradient(student, rng):
    """往前传的梯度错了，前面几层的参数都跟着错，查得出来。"""
    kit.close(ask(student, *case(rng), (4, "dx", 3.0)), 0.5, rtol=1e-4)


@pytest.mark.exercise
def test_check_two_faults(student, rng):
    """两处不同的错，返回大的那个。"""
    plan, x, y = case(rng)
    layers = layers_of(student, plan)
    layers[0] = student.Faulty(layers[0], "w", 1.5)
    layers[4] = student.Faulty(layers[4], "b", 1.1)
    kit.close(student.gradient_check(student.Sequential(layers), x, y), 0.2, rtol=1e-4)


@pytest.mark.exercise
@pytest.mark.parametrize("eps", [0.5, 0.1])
def test_check_eps(student, rng, eps):
    """步长由 eps 决定，往两边各走 eps：大的 eps 给出的误差与公式算出的一致。"""
    plan, x, y = case(rng)
    want = expected(plan, x, y, eps)
    kit.close(ask(student, plan, x, y, None, eps), want, rtol=1e-5)


@pytest.mark.exercise
def test_check_one_by_one(student, rng):
    """最小的网络，一进一出：也查得对，大的 eps 也一样。"""
    plan, x, y = random_plan(rng, [1, 1], "tanh"), rng.normal(size=(7, 1)), np.array([0, 1, 1, 0, 1, 0, 1])
    want = expected(plan, x, y, 0.5)
    kit.close(ask(student, plan, x, y, None, 0.5), want, rtol=1e-5)


@pytest.mark.exercise
def test_check_silent_unit(student, rng):
    """有一个单元从不工作，两个梯度都是 0：不出 NaN，没有警告，返回值仍然很小。"""
    plan, x, y = case(rng)
    plan = ["relu" if isinstance(layer, str) else layer for layer in plan]
    _, first, _, second, *_ = arrays(plan)
    first[...], second[...] = [9.0, 9.0, 9.0, -99.0], 99.0
    with student.strict_warnings():
        found = ask(student, plan, x, y, (4, "b", 1.5))
    kit.close(found, 0.2, rtol=1e-3)


@pytest.mark.exercise
@pytest.mark.parametrize("name", ["tanh", "relu"])
def test_check_restores(student, rng, name):
    """调用之后，每个参数与原来一位不差。"""
    plan = random_plan(rng, SIZES, name)
    x, y = rng.normal(size=(7, 2)), rng.permutation([0, 1, 1, 0, 1, 0, 1])
    model = student.Sequential(layers_of(student, plan))
    student.gradient_check(model, x, y)
    after = kit.sequence(model.parameters(), 6, "parameters()")
    for i, (now, then) in enumerate(zip(after, arrays(plan))):
        kit.unchanged(now, then, f"parameters()[{i}]")


@pytest.mark.exercise
def test_check_keeps_inputs(student, rng):
    """x 和 y 在调用之后保持原样，标签是浮点数也行。"""
    plan, x, y = case(rng)
    given = x.copy(), y.astype(float)
    found = ask(student, plan, *given, (0, "w", 3.0))
    kit.unchanged(given[0], x, "x")
    kit.unchanged(given[1], y.astype(float), "y")
    kit.close(found, 0.5, rtol=1e-4)
