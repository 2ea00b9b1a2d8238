"""Hidden tests of max_: against PyTorch's amax, which shares ties equally, and against finite differences where there are none."""

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


def largest(axis, keepdims=False):
    """The maximum along an axis."""
    return lambda ops, x: ops.max_(x, axis=axis, keepdims=keepdims)


def apart(rng, shape):
    """Numbers without ties, all of them negative."""
    return -1.0 - rng.permutation(int(np.prod(shape))).reshape(shape) / 8


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("axis", PLAIN, ids=str)
def test_max_data(student, rng, axis):
    """沿一个轴的最大值，这个轴消失；全是负数也行。"""
    same_data(student, largest(axis), apart(rng, (2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axis", PLAIN, ids=str)
def test_max_gradient(student, rng, axis):
    """没有并列时，梯度全给最大的那个。"""
    same_gradients(student, rng, largest(axis), apart(rng, (2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axis", AXES, ids=str)
def test_max_axes(student, rng, axis):
    """axis 是 None、0、负数、元组时的最大值。"""
    same_data(student, largest(axis), apart(rng, (2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axis", AXES, ids=str)
def test_max_gradient_axes(student, rng, axis):
    """axis 是 None、0、负数、元组时的梯度。"""
    same_gradients(student, rng, largest(axis), apart(rng, (2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axis", [None, 1, -1, (0, 2)], ids=str)
def test_max_keepdims(student, rng, axis):
    """keepdims=True 时，轴留下来，长度是 1。"""
    same_data(student, largest(axis, True), apart(rng, (2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axis", [None, 1, -1, (0, 2)], ids=str)
def test_max_gradient_keepdims(student, rng, axis):
    """keepdims=True 时的梯度。"""
    same_gradients(student, rng, largest(axis, True), apart(rng, (2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axis", [1, -1, None, (0, 1)], ids=str)
def test_max_ties(student, rng, axis):
    """有并列时平分：各行并列的个数不同。"""
    x = np.array([[2.0, 1.0, 2.0, 2.0], [0.0, 2.0, 1.0, 2.0], [2.0, 0.0, -1.0, 1.0]])
    same_gradients(student, rng, largest(axis), rng.permuted(x, axis=1))


@pytest.mark.exercise
def test_max_constant(student, rng):
    """全都一样大：全都平分。"""
    same_gradients(student, rng, largest(1), np.full((2, 5), 3.0))


@pytest.mark.exercise
@pytest.mark.parametrize("axis", [1, None], ids=str)
def test_max_near(student, rng, axis):
    """只差一点点的不是并列。"""
    x = np.array([[1.0, 1.0 + 1e-9, 0.5], [1.0 - 1e-12, -1.0, 1.0 - 1e-10]])
    same_gradients(student, rng, largest(axis), x)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(), (5,), (1, 3)], ids=str)
def test_max_small(student, rng, shape):
    """一个数、一个轴、长度 1 的轴。"""
    same_gradients(student, rng, largest(None), np.array(rng.normal(size=shape)))


@pytest.mark.exercise
def test_max_by_differences(student, rng):
    """没有并列时，梯度与中心差分一致。"""
    same_gradients(student, rng, largest((0, -1)), apart(rng, (2, 3, 2)), by=differences)


@pytest.mark.exercise
def test_max_twice(student, rng):
    """一个 Tensor 在一个式子里用了几次：梯度累加。"""

    def f(ops, x):
        return ops.add(ops.max_(x, axis=0), ops.add(ops.max_(x), ops.max_(ops.exp(x), axis=1, keepdims=True)))

    same_gradients(student, rng, f, rng.normal(size=(2, 3)))


@pytest.mark.exercise
@pytest.mark.parametrize("number", range(4))
def test_max_in_expressions(student, rng, number):
    """随机拼成的式子（广播、共用的结点）：梯度与 PyTorch 一致。"""
    f = random_expression(rng, ("max_", "max_", "multiply", "sum_"))
    same_gradients(student, rng, f, *random_leaves(rng, 2))


@pytest.mark.exercise
def test_max_of_an_array(student, rng):
    """x 可以是普通的、整数的、内存不连续的数组。"""
    x = rng.integers(-9, 0, size=(2, 3))
    want = np.array([float(max(row)) for row in x.tolist()])
    found = [data(student, student.max_(each, 1)) for each in (x, *kit.layouts(x))]
    for each in found:
        kit.close(each, want, name="data")


@pytest.mark.exercise
def test_max_changes_nothing(student, rng):
    """x 的 data 和收到的梯度都保持原样。"""
    nothing_changed(student, rng, largest(1), rng.normal(size=(2, 3)))
