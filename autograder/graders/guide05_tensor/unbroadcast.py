"""Hidden tests of unbroadcast: entry by entry, every entry of the gradient goes where the broadcast one came from."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import gradients


def unbroadcast(grad: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Send every entry home."""
    home = np.broadcast_to(np.arange(max(1, int(np.prod(shape)))).reshape(shape), grad.shape)
    return np.bincount(home.ravel(), grad.ravel(), minlength=int(np.prod(shape))).reshape(shape)


def check(student, grad, shape):
    """Compare one call."""
    want = unbroadcast(grad, shape)
    kit.close(student.unbroadcast(grad, shape), want)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("given", [(2, 5), (3, 2, 5)], ids=str)
def test_unbroadcast_values(student, rng, given):
    """左边补上的轴：各份加起来，形状恰好是 shape。"""
    check(student, rng.normal(size=given), given[1:])


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(3, 5), (5,), (1, 5), (2, 1, 5), (1, 3, 1), (3, 1)], ids=str)
def test_unbroadcast_both_ways(student, rng, shape):
    """左边补上的轴、长度 1 的轴，或者两种都有：各份加起来，形状恰好是 shape。"""
    check(student, rng.normal(size=(2, 3, 5)), shape)


@pytest.mark.exercise
@pytest.mark.parametrize("given", [(7,), (2, 7), (3, 2, 7)], ids=str)
def test_unbroadcast_leading(student, rng, given):
    """只有左边补上的轴：这些轴消失。"""
    check(student, rng.normal(size=given), (7,))


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("given", "shape"), [((2, 7), (2, 1)), ((3, 7), (1, 7)), ((5, 2, 3), (5, 1, 3))], ids=str
)
def test_unbroadcast_stretched(student, rng, given, shape):
    """只有由 1 拉长的轴：这些轴留着，长度回到 1。"""
    check(student, rng.normal(size=given), shape)


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("given", "shape"),
    [((3, 5), (1, 1)), ((2, 3, 5), (1, 1, 5)), ((2, 3, 5), (2, 1, 1)), ((4, 2, 3, 5), (1, 3, 1))],
    ids=str,
)
def test_unbroadcast_stretched_axes(student, rng, given, shape):
    """由 1 拉长的轴有几个：都要收回来。"""
    check(student, rng.normal(size=given), shape)


@pytest.mark.exercise
@pytest.mark.parametrize("given", [(), (5,), (2, 3)], ids=str)
def test_unbroadcast_scalar(student, rng, given):
    """shape 是 () 时，是全部的和。"""
    grad = np.array(rng.normal(size=given))
    check(student, grad, ())


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(2, 3), (1, 5), (1, 1), (4, 1, 2)], ids=str)
def test_unbroadcast_same_shape(student, rng, shape):
    """形状相同时，值就是原来的，长度 1 的轴也在。"""
    check(student, rng.normal(size=shape), shape)


@pytest.mark.exercise
def test_unbroadcast_square(student, rng):
    """各轴一样长时，也从右边对齐。"""
    check(student, rng.normal(size=(3, 3, 3)), (3,))
    check(student, rng.normal(size=(3, 3, 3)), (3, 1))


@pytest.mark.exercise
def test_unbroadcast_layouts(student, rng):
    """内存不连续的 grad，结果一样。"""
    for grad in kit.layouts(rng.normal(size=(2, 3, 5))):
        check(student, grad, (3, 1))


@pytest.mark.exercise
def test_unbroadcast_is_what_pytorch_does(student, rng):
    """与 PyTorch 里广播相加的梯度一致。"""
    b, g = rng.normal(size=(3, 1)), rng.normal(size=(2, 3, 5))
    want = gradients(lambda ops, x: ops.add(x, np.zeros((2, 3, 5))), [b], g)[0]
    kit.close(student.unbroadcast(g, (3, 1)), want)


@pytest.mark.exercise
def test_unbroadcast_keeps_input(student, rng):
    """grad 在调用之后保持原样。"""
    grad = rng.normal(size=(2, 3))
    before = grad.copy()
    student.unbroadcast(grad, (1, 3))
    student.unbroadcast(grad, (2, 3))
    kit.unchanged(grad, before, "grad")
