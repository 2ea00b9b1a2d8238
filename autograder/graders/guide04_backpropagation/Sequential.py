"""Hidden tests of Sequential: whole networks against a plan of numbers, by recursion."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import Plan, built, layers_of, network, network_gradients, random_plan

SIZES = [[3, 5, 2], [3, 5, 7, 2], [4, 1], [1, 3, 1]]


def case(student: Any, rng: np.random.Generator, sizes: list[int], name: str = "tanh") -> tuple[Any, Plan]:
    """A network of the student's, and the numbers in it."""
    plan = random_plan(rng, sizes, name)
    return student.Sequential(layers_of(student, plan)), plan


def arrays(found: Any, count: int, name: str) -> list[Any]:
    """The arrays in what a method returned, checked to be so many."""
    if not isinstance(found, (list, tuple)):
        kit.fail("type", f"{name} 应当是列表")
    return kit.sequence(found, count, name)


def flat(plan: Plan) -> list[np.ndarray]:
    """The parameters of a plan in order."""
    return [array for layer in plan if not isinstance(layer, str) for array in layer]


def same(found: Any, wants: list[np.ndarray], name: str) -> None:
    """Compare a list of arrays."""
    for i, (got, want) in enumerate(zip(arrays(found, len(wants), name), wants)):
        built(got, want, f"{name}[{i}]")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_sequential_forward(student, rng, sizes):
    """依次经过每一层：一层、两层、三层都行。"""
    model, plan = case(student, rng, sizes)
    x = rng.normal(size=(7, sizes[0]))
    want = network(x, plan)
    built(model.forward(x), want, "out")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_sequential_dx(student, rng, sizes):
    """backward 还回对网络输入的梯度。"""
    model, plan = case(student, rng, sizes)
    x, dout = rng.normal(size=(7, sizes[0])), rng.normal(size=(7, sizes[-1]))
    want, _ = network_gradients(x, plan, dout)
    model.forward(x)
    built(model.backward(dout), want, "dx")


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_sequential_gradients(student, rng, sizes):
    """backward 之后，gradients() 从第一层排起，先 w 后 b，数值正确。"""
    model, plan = case(student, rng, sizes, "relu")
    x, dout = rng.normal(size=(7, sizes[0])), rng.normal(size=(7, sizes[-1]))
    _, wants = network_gradients(x, plan, dout)
    model.forward(x)
    model.backward(dout)
    kit.record(student, None)  # what backward returns is another test's
    same(model.gradients(), wants, "gradients()")


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_sequential_parameters(student, rng, sizes):
    """parameters() 从第一层排起，先 w 后 b，没有参数的层跳过。"""
    model, plan = case(student, rng, sizes)
    same(model.parameters(), flat(plan), "parameters()")


@pytest.mark.exercise
def test_sequential_parameters_are_the_arrays(student, rng):
    """原地改动 parameters() 里的数组，网络跟着变。"""
    model, plan = case(student, rng, [3, 5, 2])
    x, amount = rng.normal(size=(7, 3)), float(rng.uniform(0.5, 1))
    moved: Plan = [each if isinstance(each, str) else (each[0] + amount, each[1] + amount) for each in plan]
    want = network(x, moved)
    student.nudge(model, amount)
    built(model.forward(x), want, "改动之后的 out")


@pytest.mark.exercise
def test_sequential_follows_its_layers(student, rng):
    """层的参数后来被人原地换掉，parameters() 和 forward 都是新的。"""
    plan, new = random_plan(rng, [3, 5, 2], "tanh"), random_plan(rng, [3, 5, 2], "tanh")
    layers = layers_of(student, plan)
    model = student.Sequential(layers)
    x = rng.normal(size=(7, 3))
    model.forward(x)
    for layer, numbers in zip(layers, new):
        if not isinstance(numbers, str):
            student.set_params(layer, *numbers)
    want = network(x, new)
    found = model.parameters(), model.forward(x)
    same(found[0], flat(new), "parameters()")
    built(found[1], want, "out")


@pytest.mark.exercise
def test_sequential_again(student, rng):
    """再来一次 forward 和 backward，gradients() 是新的。"""
    model, plan = case(student, rng, [3, 5, 2])
    x, dout = rng.normal(size=(7, 3)), rng.normal(size=(7, 2))
    _, wants = network_gradients(x, plan, dout)
    for signal, upstream in ((rng.normal(size=(4, 3)), rng.normal(size=(4, 2))), (x, dout)):
        model.forward(signal)
        model.backward(upstream)
        kit.record(student, None)
        found = model.gradients()
    same(found, wants, "第二次的 gradients()")


@pytest.mark.exercise
def test_sequential_of_activations(student, rng):
    """头一层、最后一层是激活层，或者两个激活层相邻，也行。"""
    plan: Plan = ["tanh", (rng.normal(size=(3, 5)), rng.normal(size=5)), "relu", "sigmoid"]
    model = student.Sequential(layers_of(student, plan))
    x, dout = rng.normal(size=(7, 3)), rng.normal(size=(7, 5))
    want, wants = network_gradients(x, plan, dout)
    out = network(x, plan)
    results = model.forward(x), model.backward(dout), model.gradients()
    built(results[0], out, "out")
    built(results[1], want, "dx")
    same(results[2], wants, "gradients()")


@pytest.mark.exercise
def test_sequential_of_other_layers(student, rng):
    """别人写的层也能用，只要有 forward、backward、params、grads 四样。"""
    plan = random_plan(rng, [3, 5, 2], "tanh")
    layers = layers_of(student, plan)
    layers[0] = student.Faulty(layers[0], "w", 3.0)
    model = student.Sequential(layers)
    x, dout = rng.normal(size=(7, 3)), rng.normal(size=(7, 2))
    _, wants = network_gradients(x, plan, dout)
    model.forward(x)
    model.backward(dout)
    kit.record(student, None)
    same(model.gradients(), [3.0 * wants[0], *wants[1:]], "gradients()")


@pytest.mark.exercise
def test_sequential_apart(student, rng):
    """两个网络同时存在，各是各的。"""
    first, plan = case(student, rng, [3, 5, 2])
    other, _ = case(student, rng, [3, 4, 2])
    x, dout = rng.normal(size=(7, 3)), rng.normal(size=(7, 2))
    want, _ = network_gradients(x, plan, dout)
    first.forward(x)
    other.forward(x)
    built(first.backward(dout), want, "dx")


@pytest.mark.exercise
def test_sequential_keeps_inputs(student, rng):
    """x、dout 和传进去的列表在调用之后保持原样。"""
    plan = random_plan(rng, [3, 5, 2], "tanh")
    layers = layers_of(student, plan)
    model = student.Sequential(layers)
    x, dout = rng.normal(size=(7, 3)), rng.normal(size=(7, 2))
    before = x.copy(), dout.copy()
    model.forward(x)
    model.backward(dout)
    model.gradients()
    kit.unchanged(x, before[0], "x")
    kit.unchanged(dout, before[1], "dout")
    kit.require(len(layers) == 3, "传进去的列表被改动了")
