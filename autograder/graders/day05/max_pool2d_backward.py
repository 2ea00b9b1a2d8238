"""Hidden tests of max_pool2d_backward: the place of the largest entry in each window of a strided view."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import LIBRARY, max_pool2d, pool, windows


def max_pool2d_gradient(dout: np.ndarray, x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """Gradient of ``sum(dout · max_pool2d(x))``; among equals the first in row-major order gets it."""
    first = windows(x, size, stride).argmax(axis=-1)
    n, c, i, j = np.indices(first.shape)
    gradient = np.zeros(x.shape)
    np.add.at(gradient, (n, c, i * stride + first // size, j * stride + first % size), dout)
    return gradient


def check_pool_backward(
    student: Any, rng: np.random.Generator, x: np.ndarray, size: int, stride: int
) -> None:
    """Check dx for a random upstream gradient, on the cache of the student's own forward."""
    dout = rng.normal(size=max_pool2d(x, size, stride).shape)
    before = dout.copy()
    want = max_pool2d_gradient(dout, x, size, stride)
    cache = pool(student, x, size, stride)
    kit.close(student.max_pool2d_backward(dout, cache), want, name="dx")
    kit.unchanged(dout, before, "dout")


@pytest.mark.exercise(core=True)
def test_pool_backward_values(student, rng):
    """每个窗口的梯度整份给其中的最大值，其余是 0；dx 与 x 同形状。"""
    check_pool_backward(student, rng, rng.normal(size=(2, 3, 6, 10)), 2, 2)


@pytest.mark.exercise
def test_pool_backward_square(student, rng):
    """图是方的时，行和列也没有弄混。"""
    check_pool_backward(student, rng, rng.normal(size=(2, 3, 6, 6)), 2, 2)


def check_ties(student: Any, rng: np.random.Generator) -> None:
    """Windows apart, with several equal maxima."""
    check_pool_backward(student, rng, np.maximum(rng.integers(-3, 2, size=(2, 3, 6, 10)), 0.0), 2, 2)
    check_pool_backward(student, rng, np.zeros((1, 2, 9, 6)), 3, 3)


def check_overlap(student: Any, rng: np.random.Generator) -> None:
    """Overlapping windows, each with one maximum."""
    check_pool_backward(student, rng, rng.normal(size=(2, 3, 7, 5)), 3, 1)
    check_pool_backward(student, rng, rng.normal(size=(2, 3, 5, 11)), 3, 2)


@pytest.mark.exercise
def test_pool_backward_ties(student, rng):
    """几个数并列最大时，只有行优先次序的第一个得到梯度。"""
    check_ties(student, rng)


@pytest.mark.exercise
def test_pool_backward_overlap(student, rng):
    """窗口重叠时，同一个像素得到的几份梯度相加。"""
    check_overlap(student, rng)


@pytest.mark.exercise
def test_pool_backward_ties_and_overlap(student, rng):
    """窗口重叠又有并列时，每个窗口的梯度给这个窗口里的第一个最大值，几份相加。"""
    # One after the other first: a mistake in one of them looks the same beside one in the other.
    check_ties(student, rng)
    check_overlap(student, rng)
    check_pool_backward(student, rng, np.maximum(rng.integers(-3, 2, size=(2, 3, 7, 9)), 0.0), 3, 2)


@pytest.mark.exercise
def test_pool_backward_leftover(student, rng):
    """丢掉的边和跳过的像素也在 dx 里，梯度是 0。"""
    check_pool_backward(student, rng, rng.normal(size=(2, 3, 7, 11)), 2, 2)
    check_pool_backward(student, rng, rng.normal(size=(2, 3, 11, 7)), 2, 3)


@pytest.mark.exercise
def test_pool_backward_one_of_each(student, rng):
    """一个样本、一个通道时形状也正确；负数的窗口也一样。"""
    check_pool_backward(student, rng, rng.normal(size=(1, 1, 4, 6)) - 9.0, 2, 2)
    check_pool_backward(student, rng, rng.normal(size=(1, 1, 3, 3)), 3, 1)


@pytest.mark.exercise
def test_pool_backward_integers(student, rng):
    """整数的图也能求梯度，dx 仍是浮点数，不被截断。"""
    # No two pixels are equal.
    check_pool_backward(student, rng, rng.permutation(180).reshape(1, 3, 6, 10), 2, 2)


@pytest.mark.exercise
def test_pool_backward_layouts(student, rng):
    """内存不连续的 x 和 dout 也能用；前向时的 x 不变。"""
    x = rng.normal(size=(2, 3, 6, 10))
    dout = rng.normal(size=(2, 3, 3, 5))
    want = max_pool2d_gradient(dout, x, 2, 2)
    for same_x, same_dout in zip(kit.layouts(x), kit.layouts(dout)):
        before = same_x.copy()
        dx = student.max_pool2d_backward(same_dout, pool(student, same_x, 2, 2))
        kit.close(dx, want, name="dx")
        kit.unchanged(same_x, before, "x")


@pytest.mark.exercise
def test_pool_backward_two_at_once(student, rng):
    """先后池化两张图、再按相反的顺序反向，每一次用的都是自己的 cache。"""
    xs = rng.normal(size=(2, 2, 3, 4, 6))
    douts = rng.normal(size=(2, 2, 3, 2, 3))
    wants = [max_pool2d_gradient(dout, x, 2, 2) for dout, x in zip(douts, xs)]
    caches = [pool(student, x, 2, 2) for x in xs]
    results = [student.max_pool2d_backward(douts[k], caches[k]) for k in (1, 0)]
    for result, want in zip(results, reversed(wants)):
        kit.close(result, want, name="dx")


@pytest.mark.exercise(core=True, structure=True)
def test_pool_backward_is_handmade(student):
    """池化的反向要自己写，不能调用现成的池化或自动求导。"""
    kit.not_calling(student, "max_pool2d_backward", LIBRARY)
