"""Hidden tests of Activation: values and slopes through the logarithm of the sigmoid."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import ACTIVATIONS, activate, slope

NAMES = pytest.mark.parametrize("name", ACTIVATIONS)


@pytest.mark.exercise(core=True)
@NAMES
def test_activation_forward(student, rng, name):
    """逐元素的激活值，形状与 x 相同。"""
    x = rng.normal(scale=1.5, size=(5, 3))
    want = activate(name, x)
    kit.close(student.Activation(name).forward(x), want, name="out")


@pytest.mark.exercise(core=True)
@NAMES
def test_activation_backward(student, rng, name):
    """dx 是 dout 乘以在 x 处的导数。"""
    x, dout = rng.normal(scale=1.5, size=(5, 3)), rng.normal(size=(5, 3))
    want = dout * slope(name, x)
    layer = student.Activation(name)
    layer.forward(x)
    kit.close(layer.backward(dout), want, name="dx")


@pytest.mark.exercise
@NAMES
def test_activation_at_zero(student, rng, name):
    """恰好在 0 处也对。"""
    x, dout = np.array([[0.0, -1.0, 0.0], [2.0, 0.0, -0.5]]), rng.normal(size=(2, 3))
    wants = activate(name, x), dout * slope(name, x)
    layer = student.Activation(name)
    results = layer.forward(x), layer.backward(dout)
    kit.close(results[0], wants[0], name="out")
    kit.close(results[1], wants[1], name="dx")


@pytest.mark.exercise
@NAMES
@pytest.mark.parametrize("sign", [-1.0, 1.0], ids=["below", "above"])
def test_activation_far_out(student, rng, name, sign):
    """|x| 很大时也对，没有警告。"""
    x, dout = sign * rng.uniform(40.0, 1e4, size=(3, 5)), rng.normal(size=(3, 5))
    wants = activate(name, x), dout * slope(name, x)
    layer = student.Activation(name)
    with student.strict_warnings():
        results = layer.forward(x), layer.backward(dout)
    kit.close(results[0], wants[0], name="out")
    kit.close(results[1], wants[1], name="dx")


@pytest.mark.exercise
@NAMES
@pytest.mark.parametrize("shape", [(7,), (2, 3, 5), (1, 1)])
def test_activation_any_shape(student, rng, name, shape):
    """一维、三维的数组也能用。"""
    x, dout = rng.normal(size=shape), rng.normal(size=shape)
    want = dout * slope(name, x)
    layer = student.Activation(name)
    layer.forward(x)
    kit.close(layer.backward(dout), want, name="dx")


@pytest.mark.exercise
@pytest.mark.parametrize("name", ["gelu", "ReLU", "", "linear"])
def test_activation_strange_names(student, name):
    """不认识的名字（大小写不同的也算）抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.Activation(name)


@pytest.mark.exercise
@NAMES
def test_activation_without_parameters(student, name):
    """没有参数：params 和 grads 都是空字典。"""
    layer = student.Activation(name)
    found = layer.params, layer.grads
    kit.require(found == ({}, {}), "params 和 grads 都应当是空字典")


@pytest.mark.exercise
@NAMES
def test_activation_last_forward(student, rng, name):
    """forward 了两次，backward 属于后一次。"""
    x, dout = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
    want = dout * slope(name, x)
    layer = student.Activation(name)
    layer.forward(rng.normal(size=(5, 3)))
    layer.forward(x)
    kit.close(layer.backward(dout), want, name="dx")


@pytest.mark.exercise
@NAMES
def test_activation_apart(student, rng, name):
    """两个对象交替使用，互不影响。"""
    x, dout = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
    want = dout * slope(name, x)
    first, other = student.Activation(name), student.Activation(name)
    first.forward(x)
    other.forward(rng.normal(size=(5, 3)))
    kit.close(first.backward(dout), want, name="dx")


@pytest.mark.exercise
@pytest.mark.parametrize(("one", "two"), [("relu", "tanh"), ("tanh", "sigmoid"), ("sigmoid", "relu")])
def test_activation_kinds_apart(student, rng, one, two):
    """两种激活的对象同时存在，各是各的。"""
    x = rng.normal(size=(5, 3))
    wants = activate(one, x), activate(two, x)
    first, second = student.Activation(one), student.Activation(two)
    results = first.forward(x), second.forward(x)
    for result, want in zip(results, wants):
        kit.close(result, want, name="out")


@pytest.mark.exercise
@NAMES
def test_activation_memory_reused(student, rng, name):
    """forward 之后 x 的内存里换了别的数，梯度仍然是对当时的 x 的。"""
    x, dout = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
    want = dout * slope(name, x)
    layer = student.Activation(name)
    student.forward_in_buffer(layer, x)
    kit.close(layer.backward(dout), want, name="dx")


@pytest.mark.exercise
@NAMES
def test_activation_keeps_inputs(student, rng, name):
    """x 和 dout 在调用之后保持原样，内存不连续也行。"""
    x, dout = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
    wants = activate(name, x), dout * slope(name, x)
    layer = student.Activation(name)
    for each, upstream in zip(kit.layouts(x), kit.layouts(dout)):
        results = layer.forward(each), layer.backward(upstream)
        kit.unchanged(each, x, "x")
        kit.unchanged(upstream, dout, "dout")
        for result, want, what in zip(results, wants, ("out", "dx")):
            kit.close(result, want, name=what)
