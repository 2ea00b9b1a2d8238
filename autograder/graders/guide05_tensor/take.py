"""Hidden tests of take: rows one by one, PyTorch and finite differences for the gradients."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import data, differences, gradients, nothing_changed, same_data, same_gradients

SHAPES = pytest.mark.parametrize("shape", [(7,), (7, 3), (7, 2, 3)], ids=str)
IDS = pytest.mark.parametrize("ids", [(), (5,), (1,), (4, 2), (2, 1, 3)], ids=str)


def rows(ids):
    """x[ids]."""
    return lambda ops, x: ops.take(x, ids)


def different(rng):
    """Five rows of seven, each once."""
    return rng.permutation(7)[:5]


@pytest.mark.exercise(core=True)
@SHAPES
def test_take_data(student, rng, shape):
    """按编号取行。"""
    same_data(student, rows(rng.integers(7, size=5)), rng.normal(size=shape))


@pytest.mark.exercise
@SHAPES
def test_take_gradient(student, rng, shape):
    """每行取一次时，梯度回到那一行，没有取的行是 0。"""
    same_gradients(student, rng, rows(different(rng)), rng.normal(size=shape))


@pytest.mark.exercise
@SHAPES
def test_take_repeated(student, rng, shape):
    """一行取了几次，几次的梯度都加上。"""
    same_gradients(student, rng, rows(np.array([2, 0, 2, 2, 6, 0])), rng.normal(size=shape))


@pytest.mark.exercise
@IDS
def test_take_shapes_of_ids(student, rng, ids):
    """ids 可以是任意形状，零维也行。"""
    same_data(student, rows(np.array(rng.integers(7, size=ids))), rng.normal(size=(7, 3)))


@pytest.mark.exercise
@IDS
def test_take_gradient_shapes_of_ids(student, rng, ids):
    """ids 是任意形状时的梯度。"""
    same_gradients(student, rng, rows(np.array(rng.integers(7, size=ids))), rng.normal(size=(7, 3)))


@pytest.mark.exercise
@pytest.mark.parametrize("ids", [[[3, 3], [1, 3]], [[0, 2, 0, 0]], [[[5, 5]], [[5, 1]]]], ids=["2", "1", "3"])
def test_take_repeated_inside(student, rng, ids):
    """ids 有几个轴，同一块里也有重复的。"""
    same_gradients(student, rng, rows(np.array(ids)), rng.normal(size=(7, 3)))


@pytest.mark.exercise
def test_take_by_differences(student, rng):
    """梯度与中心差分一致。"""
    same_gradients(student, rng, rows(np.array([[1, 1], [0, 2]])), rng.normal(size=(3, 2)), by=differences)


@pytest.mark.exercise
def test_take_twice(student, rng):
    """从一个 Tensor 取了几次，它还用在别处：梯度累加。"""
    first, again = rng.integers(5, size=(2, 3)), rng.integers(5, size=3)

    def f(ops, x):
        return ops.add(ops.take(ops.exp(x), first), ops.add(ops.take(x, again), ops.take(x, again)))

    same_gradients(student, rng, f, rng.normal(size=(5, 2)))


@pytest.mark.exercise
def test_take_backward_twice(student, rng):
    """走两次 backward：叶子的梯度是两次之和。"""
    x, ids = rng.normal(size=(5, 2)), np.array([3, 3, 1])
    ups = rng.normal(size=(2, 3, 2))
    want = gradients(rows(ids), [x], ups.sum(axis=0))[0]
    tensor = student.Tensor(x)
    out = student.take(tensor, ids)
    for upstream in ups:
        student.invoke(out, "backward", upstream)
    kit.close(tensor.grad, want, name="grad")


@pytest.mark.exercise
def test_take_of_an_array(student, rng):
    """x 是普通的整数数组也行；ids 的内存可以不连续，可以是 int32。"""
    x = rng.integers(-5, 5, size=(7, 3))
    ids = kit.with_gaps(rng.integers(7, size=4).astype(np.int32))
    want = np.array([x[int(i)] for i in ids], dtype=float)
    kit.close(data(student, student.take(x, ids)), want, name="data")


@pytest.mark.exercise
def test_take_changes_nothing(student, rng):
    """x 的 data、ids 和收到的梯度都保持原样。"""
    ids = np.array([2, 0, 2])
    before = ids.copy()
    nothing_changed(student, rng, rows(ids), rng.normal(size=(3, 2)))
    kit.unchanged(ids, before, "ids")
