"""Hidden tests of MLP: whole networks as matrices."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import count, data, each, network, network_gradient, parameters

NETS = pytest.mark.parametrize(
    ("n", "sizes"), [(2, [3, 1]), (3, [5, 2, 1]), (2, [4]), (3, [4, 2]), (1, [1]), (2, [1, 3, 1])], ids=str
)


def made(
    student: Any, rng: np.random.Generator, n: int, sizes: list[int]
) -> tuple[Any, list[Any], np.ndarray]:
    """(model, its parameters, the numbers that were put into them)."""
    model = student.MLP(n, list(sizes), np.random.default_rng(int(rng.integers(2**31))))
    found = parameters(student, model, count(n, sizes))
    theta = rng.uniform(0.2, 0.8, size=len(found)) * rng.choice([-1, 1], size=len(found))
    student.set_data(found, theta.tolist())
    return model, found, theta


def outputs(student: Any, found: Any, number: int) -> list[float]:
    """The data of what a model returned."""
    return [data(student, found)] if number == 1 else student.data_of(kit.sequence(found, number))


@pytest.mark.exercise(core=True)
@NETS
def test_mlp_value(student, rng, n, sizes):
    """各种大小的网络，照参数的次序放好数以后，输出正确。"""
    model, _, theta = made(student, rng, n, sizes)
    x = rng.normal(size=n)
    wants = network(theta, x[None], sizes)[0]
    each(outputs(student, model(x.tolist()), sizes[-1]), wants, "输出的 data")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(("n", "sizes"), [(2, [3, 1]), (3, [5, 2, 1])], ids=str)
def test_mlp_gradients(student, rng, n, sizes):
    """往回走以后，每个参数的 grad 正确。"""
    model, found, theta = made(student, rng, n, sizes)
    x = rng.normal(size=n)
    wants, _ = network_gradient(theta, x[None], sizes, np.ones((1, 1)))
    student.backward(model(x.tolist()))
    each(student.grads_of(found), wants, "参数的 grad")


@pytest.mark.exercise
def test_mlp_input_gradients(student, rng):
    """输入是 Value 时，梯度穿过各层传得到它们。"""
    model, _, theta = made(student, rng, 3, [4, 2, 1])
    x = rng.normal(size=3)
    _, wants = network_gradient(theta, x[None], [4, 2, 1], np.ones((1, 1)))
    inputs = [student.Value(number) for number in x.tolist()]
    student.backward(model(inputs))
    each(student.grads_of(inputs), wants[0], "输入的 grad")


@pytest.mark.exercise
def test_mlp_last_layer_is_linear(student, rng):
    """最后一层不过 tanh：打分可以比一大。"""
    model = student.MLP(2, [1], rng)
    student.set_data(parameters(student, model, 3), [3.0, -2.0, 0.5])
    kit.close(data(student, model([2.0, -1.0])), 8.5, name="打分")


@pytest.mark.exercise
def test_mlp_hidden_layers_bend(student, rng):
    """中间的层都过 tanh：输入大十倍，输出大不了十倍。"""
    model = student.MLP(1, [1, 1], rng)
    student.set_data(parameters(student, model, 4), [1.0, 0.0, 2.0, 0.0])
    wants = 2 * np.tanh([0.5, 5.0])
    each(student.data_of([model([0.5]), model([5.0])]), wants, "两个打分")


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [[3, 1], [1]], ids=str)
def test_mlp_one_output(student, rng, sizes):
    """只有一个输出时，给的是 Value 本身。"""
    out = student.MLP(2, list(sizes), rng)([0.5, -1.0])
    kit.require(not isinstance(out, (list, tuple)), "应当是一个 Value，不是列表")
    kit.scalar(student.attribute(out, "data"), "data")


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [[3, 4], [4], [1, 2]], ids=str)
def test_mlp_many_outputs(student, rng, sizes):
    """有几个输出时，给的是一列 Value，一个神经元一个。"""
    out = student.MLP(2, list(sizes), rng)([0.5, -1.0])
    if not isinstance(out, (list, tuple)):
        kit.fail("type", "返回值应当是列表")
    student.data_of(kit.sequence(out, sizes[-1]))


@pytest.mark.exercise
@pytest.mark.parametrize(("n", "sizes"), [(5, [3, 4, 1]), (2, [5, 3])], ids=str)
def test_mlp_counts_parameters(student, rng, n, sizes):
    """参数的个数：每层的输入数是前一层的神经元数。"""
    parameters(student, student.MLP(n, list(sizes), rng), count(n, sizes))


@pytest.mark.exercise
def test_mlp_parameters_are_distinct(student, rng):
    """参数没有重复：给每个放上不同的数，读出来还是那些数。"""
    found = parameters(student, student.MLP(2, [3, 2], rng), 17)
    numbers = rng.permutation(17).astype(float).tolist()
    student.set_data(found, numbers)
    kit.require(student.data_of(found) == numbers, "有的参数是同一个 Value")


@pytest.mark.exercise
def test_mlp_parameters_neuron_by_neuron(student, rng):
    """刚造好时，偏置是零，落在每个神经元的末尾；权重不是零。"""
    values = student.data_of(parameters(student, student.MLP(2, [3, 2], rng), 17))
    places = [i for i, value in enumerate(values) if value == 0]
    kit.require(places == [2, 5, 8, 12, 16], "偏置应当是 0，排在每个神经元的权重之后")


@pytest.mark.exercise
def test_mlp_parameters_are_in_use(student, rng):
    """parameters() 每次给的都是正在用的那些：后来再改，输出跟着变。"""
    model, _, theta = made(student, rng, 2, [3, 1])
    student.set_data(parameters(student, model, 13), (theta / 2).tolist())
    x = rng.normal(size=2)
    want = network(theta / 2, x[None], [3, 1])[0, 0]
    kit.close(data(student, model(x.tolist())), want, name="打分")


@pytest.mark.exercise
def test_mlp_uses_rng(student, rng):
    """权重都来自 rng：种子相同则相同，种子不同则每个权重都不同；同一层的神经元也各不相同。"""
    seed = int(rng.integers(2**31))
    models = [student.MLP(2, [3, 2], np.random.default_rng(s)) for s in (seed, seed, seed + 1)]
    first, again, other = (student.data_of(parameters(student, model, 17)) for model in models)
    kit.require(first == again, "种子相同，权重应当相同")
    kit.require(not {w for w in first if w} & set(other), "种子不同，权重应当不同")
    kit.require(len({w for w in first if w}) == 12, "各个权重应当互不相同")


@pytest.mark.exercise
def test_mlp_takes_arrays(student, rng):
    """输入可以是一维数组；输入和 sizes 都不变。"""
    sizes = [3, 1]
    model = student.MLP(2, sizes, rng)
    theta = rng.uniform(-1, 1, size=13)
    student.set_data(parameters(student, model, 13), theta.tolist())
    x = rng.normal(size=2)
    before, want = x.copy(), network(theta, x[None], [3, 1])[0, 0]
    kit.close(data(student, model(x)), want, name="打分")
    kit.unchanged(x, before, "x")
    kit.unchanged(sizes, [3, 1], "sizes")


@pytest.mark.exercise
def test_mlp_apart(student, rng):
    """两个网络同时存在，各是各的。"""
    model, _, theta = made(student, rng, 2, [3, 1])
    made(student, rng, 2, [3, 1])
    x = rng.normal(size=2)
    want = network(theta, x[None], [3, 1])[0, 0]
    kit.close(data(student, model(x.tolist())), want, name="打分")
