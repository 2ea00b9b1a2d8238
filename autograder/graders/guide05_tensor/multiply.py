"""Hidden tests of multiply: against PyTorch, and against finite differences, on single products and on random expressions."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import (
    data,
    differences,
    gradients,
    nothing_changed,
    random_expression,
    random_leaves,
    same_data,
    same_gradients,
)

SHAPES = pytest.mark.parametrize(
    ("left", "right"),
    [
        ((2, 3), (2, 3)),
        ((2, 1), (3,)),
        ((5,), (2, 3, 1)),
        ((), (2, 3)),
        ((1, 3), (2, 1, 1)),
        ((3, 2), (1, 1)),
    ],
    ids=str,
)


def product(ops, a, b):
    """a · b."""
    return ops.multiply(a, b)


def pair(rng, left, right):
    """Two arrays."""
    return np.array(rng.normal(size=left)), np.array(rng.normal(size=right))


@pytest.mark.exercise(core=True)
@SHAPES
def test_multiply_data(student, rng, left, right):
    """结果里的数是乘积，形状是广播以后的。"""
    same_data(student, product, *pair(rng, left, right))


@pytest.mark.exercise
@SHAPES
@pytest.mark.parametrize("side", [0, 1], ids=["a", "b"])
def test_multiply_gradient(student, rng, left, right, side):
    """一个操作数是 Tensor、另一个是数组时，它的梯度是来的梯度乘对方，收回自己的形状。"""
    arrays = pair(rng, left, right)
    other = arrays[1 - side]
    # Only one of the two is looked at: a mistake in either can then be named.
    same_gradients(
        student,
        rng,
        lambda ops, x: ops.multiply(x, other) if side == 0 else ops.multiply(other, x),
        arrays[side],
    )


@pytest.mark.exercise
@SHAPES
def test_multiply_gradients(student, rng, left, right):
    """两个操作数都是 Tensor：两边的梯度都对。"""
    same_gradients(student, rng, product, *pair(rng, left, right))


@pytest.mark.exercise
def test_multiply_by_differences(student, rng):
    """梯度与中心差分一致。"""
    same_gradients(student, rng, product, *pair(rng, (2, 1), (3,)), by=differences)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(), (3,), (2, 3)], ids=str)
def test_multiply_by_itself(student, rng, shape):
    """同一个 Tensor 乘自己：两份梯度都在。"""
    same_gradients(student, rng, lambda ops, x: ops.multiply(x, x), np.array(rng.normal(size=shape)))


@pytest.mark.exercise
@pytest.mark.parametrize("side", [0, 1], ids=["left", "right"])
@pytest.mark.parametrize("number", [3, -0.5, 0], ids=str)
def test_multiply_numbers(student, rng, side, number):
    """一个操作数是普通的数（整数也行），在哪一边都可以。"""

    def f(ops, x):
        return ops.multiply(x, number) if side else ops.multiply(number, x)

    same_gradients(student, rng, f, rng.normal(size=(2, 3)))


@pytest.mark.exercise
def test_multiply_plain(student, rng):
    """两个操作数都不是 Tensor、数组里是整数，结果也是 Tensor。"""
    a = rng.integers(-5, 5, size=(2, 3))
    want = 2.0 * a
    kit.close(data(student, student.multiply(2, a)), want, name="data")


@pytest.mark.exercise
def test_multiply_twice_in_one_expression(student, rng):
    """一个 Tensor 在一个式子里用了两次：梯度累加。"""

    def f(ops, x, y):
        return ops.add(ops.multiply(x, y), ops.multiply(x, 3.0))

    same_gradients(student, rng, f, *pair(rng, (2, 3), (3,)))


@pytest.mark.exercise
@pytest.mark.parametrize("number", range(6))
def test_multiply_in_expressions(student, rng, number):
    """随机拼成的式子（广播、共用的结点、同一个结点用两次）：梯度与 PyTorch 一致。"""
    f = random_expression(rng, ("multiply", "multiply", "add", "relu"))
    same_gradients(student, rng, f, *random_leaves(rng, 3))


@pytest.mark.exercise
@pytest.mark.parametrize("number", range(2))
def test_multiply_in_expressions_by_differences(student, rng, number):
    """随机拼成的式子：梯度与中心差分一致。"""
    f = random_expression(rng, ("multiply", "multiply", "add"), steps=4)
    same_gradients(student, rng, f, *random_leaves(rng, 2), by=differences)


@pytest.mark.exercise
def test_multiply_accumulates_over_calls(student, rng):
    """走两次 backward：叶子的梯度是两次之和。"""
    a, b = pair(rng, (2, 3), (3,))
    first, again = rng.normal(size=(2, 2, 3))
    wants = gradients(product, (a, b), first + again)
    ta, tb = student.Tensor(a), student.Tensor(b)
    out = student.multiply(ta, tb)
    for upstream in (first, again):
        student.invoke(out, "backward", upstream)
    found = np.array(ta.grad), np.array(tb.grad)
    kit.close(found[0], wants[0], name="a.grad")
    kit.close(found[1], wants[1], name="b.grad")


@pytest.mark.exercise
def test_multiply_changes_nothing(student, rng):
    """操作数的 data 和收到的梯度都保持原样。"""
    nothing_changed(student, rng, product, *pair(rng, (2, 3), (2, 3)))
