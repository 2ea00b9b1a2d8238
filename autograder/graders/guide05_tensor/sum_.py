"""Hidden tests of sum_: against PyTorch, and against finite differences."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import (
    data,
    differences,
    nothing_changed,
    random_expression,
    random_leaves,
    same_data,
    same_gradients,
)

PLAIN = [1, 2]
AXES = [None, 0, -1, -2, -3, (0, 2), (1, 0), (-1, 1), (0, -1, 1)]


def total(axis, keepdims=False):
    """Σ along an axis."""
    return lambda ops, x: ops.sum_(x, axis=axis, keepdims=keepdims)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("axis", PLAIN, ids=str)
def test_sum_data(student, rng, axis):
    """沿一个轴的和，这个轴消失。"""
    same_data(student, total(axis), rng.normal(size=(2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axis", PLAIN, ids=str)
def test_sum_gradient(student, rng, axis):
    """每个元素得到它那一处的梯度。"""
    same_gradients(student, rng, total(axis), rng.normal(size=(2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axis", AXES, ids=str)
def test_sum_axes(student, rng, axis):
    """axis 是 None、0、负数、元组时的和。"""
    same_data(student, total(axis), rng.normal(size=(2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axis", AXES, ids=str)
def test_sum_gradient_axes(student, rng, axis):
    """axis 是 None、0、负数、元组时的梯度。"""
    same_gradients(student, rng, total(axis), rng.normal(size=(2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axis", [None, 1, -1, (0, 2)], ids=str)
def test_sum_keepdims(student, rng, axis):
    """keepdims=True 时，求和的轴留下来，长度是 1。"""
    same_data(student, total(axis, True), rng.normal(size=(2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axis", [None, 1, -1, (0, 2)], ids=str)
def test_sum_gradient_keepdims(student, rng, axis):
    """keepdims=True 时的梯度。"""
    same_gradients(student, rng, total(axis, True), rng.normal(size=(2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axis", [0, 1, -1], ids=str)
def test_sum_square(student, rng, axis):
    """各轴一样长时，梯度也抄在对的方向上。"""
    same_gradients(student, rng, total(axis), rng.normal(size=(3, 3)))


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(), (5,), (1, 3)], ids=str)
def test_sum_small(student, rng, shape):
    """一个数、一个轴、长度 1 的轴。"""
    same_gradients(student, rng, total(None), np.array(rng.normal(size=shape)))


@pytest.mark.exercise
def test_sum_by_differences(student, rng):
    """梯度与中心差分一致。"""
    same_gradients(student, rng, total((0, -1)), rng.normal(size=(2, 3, 2)), by=differences)


@pytest.mark.exercise
def test_sum_twice(student, rng):
    """一个 Tensor 在一个式子里加了两次：梯度累加。"""

    def f(ops, x):
        return ops.add(ops.sum_(x, axis=0), ops.add(ops.sum_(x), ops.sum_(ops.exp(x), axis=1, keepdims=True)))

    same_gradients(student, rng, f, rng.normal(size=(2, 3)))


@pytest.mark.exercise
@pytest.mark.parametrize("number", range(4))
def test_sum_in_expressions(student, rng, number):
    """随机拼成的式子（广播、共用的结点）：梯度与 PyTorch 一致。"""
    f = random_expression(rng, ("sum_", "sum_", "multiply", "relu"))
    same_gradients(student, rng, f, *random_leaves(rng, 2))


@pytest.mark.exercise
def test_sum_of_an_array(student, rng):
    """x 可以是普通的、整数的、内存不连续的数组。"""
    x = rng.integers(-5, 5, size=(2, 3))
    want = np.array([float(sum(row)) for row in x.tolist()])
    found = [data(student, student.sum_(each, 1)) for each in (x, *kit.layouts(x))]
    for each in found:
        kit.close(each, want, name="data")


@pytest.mark.exercise
def test_sum_changes_nothing(student, rng):
    """x 的 data 和收到的梯度都保持原样。"""
    nothing_changed(student, rng, total(1), rng.normal(size=(2, 3)))
