"""Hidden tests of matmul: against PyTorch, and against finite differences, with batch axes on either side."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import data, differences, nothing_changed, same_data, same_gradients

FLAT = pytest.mark.parametrize(
    ("left", "right"), [((2, 3), (3, 5)), ((1, 3), (3, 2)), ((2, 1), (1, 5)), ((4, 3), (3, 1))], ids=str
)
BATCHED = pytest.mark.parametrize(
    ("left", "right"),
    [
        ((7, 2, 3), (7, 3, 5)),
        ((7, 2, 3), (3, 5)),
        ((2, 3), (7, 3, 5)),
        ((5, 1, 2, 3), (4, 3, 2)),
        ((1, 2, 3), (4, 3, 5)),
    ],
    ids=str,
)


def product(ops, a, b):
    """a @ b."""
    return ops.matmul(a, b)


def one_side(student, rng, left, right, side):
    """Compare the gradient of one operand; the other one is an array."""
    arrays = rng.normal(size=left), rng.normal(size=right)
    other = arrays[1 - side]
    same_gradients(
        student,
        rng,
        lambda ops, x: ops.matmul(x, other) if side == 0 else ops.matmul(other, x),
        arrays[side],
    )


SIDES = pytest.mark.parametrize("side", [0, 1], ids=["a", "b"])


@pytest.mark.exercise(core=True)
@FLAT
def test_matmul_data(student, rng, left, right):
    """两个轴的矩阵乘法。"""
    same_data(student, product, rng.normal(size=left), rng.normal(size=right))


@pytest.mark.exercise
@FLAT
@SIDES
def test_matmul_gradient(student, rng, left, right, side):
    """两个轴时，每一边的梯度。"""
    one_side(student, rng, left, right, side)


@pytest.mark.exercise
@BATCHED
def test_matmul_batched_data(student, rng, left, right):
    """前面的轴是批量，可以广播。"""
    same_data(student, product, rng.normal(size=left), rng.normal(size=right))


@pytest.mark.exercise
@BATCHED
@SIDES
def test_matmul_batched_gradient(student, rng, left, right, side):
    """有批量轴时，每一边的梯度，形状与操作数相同。"""
    one_side(student, rng, left, right, side)


@pytest.mark.exercise
def test_matmul_both(student, rng):
    """两边都是 Tensor：两个梯度都对。"""
    same_gradients(student, rng, product, rng.normal(size=(2, 3)), rng.normal(size=(3, 5)))


@pytest.mark.exercise
def test_matmul_by_differences(student, rng):
    """梯度与中心差分一致。"""
    arrays = rng.normal(size=(2, 1, 2, 3)), rng.normal(size=(3, 3, 1))
    same_gradients(student, rng, product, *arrays, by=differences)


@pytest.mark.exercise
def test_matmul_by_itself(student, rng):
    """同一个 Tensor 乘自己：两份梯度都在。"""
    same_gradients(student, rng, lambda ops, x: ops.matmul(x, x), rng.normal(size=(3, 3)))


@pytest.mark.exercise
def test_matmul_shared(student, rng):
    """一个 Tensor 在一个式子里用了几次：梯度累加。"""

    def f(ops, x, y, b):
        z = ops.relu(ops.add(ops.matmul(x, y), b))
        return ops.add(ops.matmul(z, ops.reshape(y, (5, 3))), ops.add(x, x))

    same_gradients(student, rng, f, rng.normal(size=(2, 3)), rng.normal(size=(3, 5)), rng.normal(size=5))


@pytest.mark.exercise
def test_matmul_layouts(student, rng):
    """整数的、内存不连续的数组作操作数，结果一样。"""
    a, b = rng.integers(-4, 5, size=(2, 3)), rng.normal(size=(3, 5))
    want = np.einsum("ij,jk->ik", a, b)
    found = [data(student, student.matmul(a, student.Tensor(each))) for each in kit.layouts(b)]
    for each in found:
        kit.close(each, want, name="data")


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("left", "right"),
    [((3,), (3, 2)), ((2, 3), (3,)), ((3,), (3,)), ((), (2, 2)), ((7, 2, 3), (3,))],
    ids=str,
)
def test_matmul_refuses_vectors(student, rng, left, right):
    """操作数不到两个轴：ValueError。"""
    a, b = student.Tensor(rng.normal(size=left)), student.Tensor(rng.normal(size=right))
    with kit.raises("ValueError"):
        student.matmul(a, b)


@pytest.mark.exercise
@pytest.mark.parametrize(("left", "right"), [((2, 3), (2, 3)), ((2, 3), (1, 5)), ((2, 1), (3, 5))], ids=str)
def test_matmul_refuses_other_sizes(student, rng, left, right):
    """中间的长度对不上：ValueError，长度 1 也不广播。"""
    a, b = student.Tensor(rng.normal(size=left)), student.Tensor(rng.normal(size=right))
    with kit.raises("ValueError"):
        student.matmul(a, b)


@pytest.mark.exercise
def test_matmul_changes_nothing(student, rng):
    """操作数的 data 和收到的梯度都保持原样。"""
    nothing_changed(student, rng, product, rng.normal(size=(2, 3)), rng.normal(size=(3, 5)))
