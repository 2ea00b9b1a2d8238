"""Hidden tests of Neuron: its values and gradients in NumPy, its start by what a uniform law must show."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import data, each, parameters

LINEAR = pytest.mark.parametrize("linear", [False, True], ids=["tanh", "linear"])
SIZES = pytest.mark.parametrize("n", [1, 3, 5])


def made(
    student: Any, rng: np.random.Generator, n: int, linear: bool = False
) -> tuple[Any, list[Any], np.ndarray]:
    """(neuron, its parameters, the numbers that were put into them)."""
    neuron = student.Neuron(n, np.random.default_rng(int(rng.integers(2**31))), linear)
    found = parameters(student, neuron, n + 1)
    theta = rng.uniform(0.3, 0.9, size=n + 1) * rng.choice([-1, 1], size=n + 1)
    student.set_data(found, theta.tolist())
    return neuron, found, theta


def answer(theta: np.ndarray, x: np.ndarray, linear: bool) -> tuple[float, np.ndarray, np.ndarray]:
    """(output, its gradient by the parameters, by the inputs)."""
    score = float(theta[:-1] @ x + theta[-1])
    out, slope = (score, 1.0) if linear else (np.tanh(score), 1 - np.tanh(score) ** 2)
    return float(out), slope * np.append(x, 1.0), slope * theta[:-1]


@pytest.mark.exercise(core=True)
@LINEAR
@SIZES
def test_neuron_value(student, rng, n, linear):
    """输出正确：过 tanh 的、不过的，一个输入、几个输入。"""
    neuron, _, theta = made(student, rng, n, linear)
    x = rng.normal(size=n)
    want = answer(theta, x, linear)[0]
    kit.close(data(student, neuron(x.tolist())), want, name="out.data")


@pytest.mark.exercise(core=True)
@LINEAR
def test_neuron_parameter_gradients(student, rng, linear):
    """往回走以后，每个权重和偏置的 grad 正确。"""
    neuron, found, theta = made(student, rng, 3, linear)
    x = rng.normal(size=3)
    wants = answer(theta, x, linear)[1]
    student.backward(neuron(x.tolist()))
    each(student.grads_of(found), wants, "参数的 grad")


@pytest.mark.exercise
@LINEAR
def test_neuron_input_gradients(student, rng, linear):
    """输入是 Value 时，梯度传得到它们。"""
    neuron, _, theta = made(student, rng, 3, linear)
    x = rng.normal(size=3)
    wants = answer(theta, x, linear)[2]
    inputs = [student.Value(number) for number in x.tolist()]
    student.backward(neuron(inputs))
    each(student.grads_of(inputs), wants, "输入的 grad")


@pytest.mark.exercise
def test_neuron_mixed_inputs(student, rng):
    """数和 Value 混在一起，或者是一维数组，也行。"""
    neuron, _, theta = made(student, rng, 3)
    x = rng.normal(size=3)
    want = answer(theta, x, False)[0]
    mixed = [x[0].item(), student.Value(x[1].item()), x[2]]
    results = neuron(mixed), neuron(x)
    for out in results:
        kit.close(data(student, out), want, name="out.data")


@pytest.mark.exercise
def test_neuron_bias_matters(student, rng):
    """输入全是零时，输出由偏置决定。"""
    neuron, _, theta = made(student, rng, 3, True)
    kit.close(data(student, neuron([0.0, 0.0, 0.0])), theta[-1], name="out.data")


@pytest.mark.exercise
def test_neuron_called_again(student, rng):
    """调用几次，互不影响；参数不变。"""
    neuron, found, theta = made(student, rng, 3)
    rows = rng.normal(size=(3, 3))
    wants = [answer(theta, row, False)[0] for row in rows]
    outs = [neuron(row.tolist()) for row in rows]
    each(student.data_of(outs), wants, "三次的 data")
    each(student.data_of(found), theta, "参数的 data")


@pytest.mark.exercise
def test_neuron_gradients_of_two_calls(student, rng):
    """两次调用的输出先后往回走，参数的 grad 是两次的和。"""
    neuron, found, theta = made(student, rng, 3)
    rows = rng.normal(size=(2, 3))
    wants = np.sum([answer(theta, row, False)[1] for row in rows], axis=0)
    for row in rows:
        student.backward(neuron(row.tolist()))
    each(student.grads_of(found), wants, "参数的 grad")


@pytest.mark.exercise
def test_neuron_parameters_are_in_use(student, rng):
    """parameters() 每次给的都是正在用的那些：后来再改，输出跟着变。"""
    neuron, _, theta = made(student, rng, 3)
    student.set_data(parameters(student, neuron, 4), (2 * theta).tolist())
    x = rng.normal(size=3)
    want = answer(2 * theta, x, False)[0]
    kit.close(data(student, neuron(x.tolist())), want, name="out.data")


@pytest.mark.exercise
@LINEAR
def test_neuron_starts_uniform(student, rng, linear):
    """刚造好的权重在负一到一之间均匀分布。"""
    neuron = student.Neuron(1999, rng, linear)
    w = np.array(student.data_of(parameters(student, neuron, 2000))[:-1])
    kit.require(bool(np.abs(w).max() <= 1), "权重应当在 −1 到 1 之间")
    kit.require(bool(w.min() < -0.98 and w.max() > 0.98), "权重应当铺满 −1 到 1")
    # Five standard errors of the mean and of the mean square of a uniform law.
    kit.require(bool(abs(w.mean()) < 5 * np.sqrt(1 / 3 / w.size)), "权重的平均值应当接近 0")
    kit.require(bool(abs((w**2).mean() - 1 / 3) < 5 * np.sqrt(4 / 45 / w.size)), "权重应当均匀分布")


@pytest.mark.exercise
def test_neuron_starts_without_bias(student, rng):
    """刚造好的偏置是零，各参数的 grad 也是零。"""
    found = parameters(student, student.Neuron(3, rng), 4)
    kit.close(student.data_of(found)[-1], 0.0, name="偏置")
    each(student.grads_of(found), np.zeros(4), "参数的 grad")


@pytest.mark.exercise
def test_neuron_uses_rng(student, rng):
    """权重来自 rng：种子相同则相同，种子不同、同一个 rng 再造一个都不同。"""
    seed = int(rng.integers(2**31))
    same = np.random.default_rng(seed)
    neurons = [student.Neuron(3, np.random.default_rng(s)) for s in (seed, seed + 1)]
    neurons += [student.Neuron(3, same), student.Neuron(3, same)]
    first, other, again, following = (student.data_of(parameters(student, n, 4))[:3] for n in neurons)
    kit.require(first == again, "种子相同，权重应当相同")
    kit.require(first != other, "种子不同，权重应当不同")
    kit.require(again != following, "同一个 rng 再造一个，权重应当不同")


@pytest.mark.exercise
def test_neurons_apart(student, rng):
    """两个神经元各有各的参数。"""
    first, _, theta = made(student, rng, 3)
    made(student, rng, 3)
    x = rng.normal(size=3)
    want = answer(theta, x, False)[0]
    kit.close(data(student, first(x.tolist())), want, name="out.data")
