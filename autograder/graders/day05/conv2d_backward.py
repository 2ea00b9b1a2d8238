"""Hidden tests of conv2d_backward: PyTorch's own gradients of its convolution."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from autograder import kit

from common import LIBRARY, Layer, conv2d, convolve, double, layer

GRADIENTS = ("dx", "dw", "db")
PARTS = pytest.mark.parametrize("part", ["dx", "dw"])


def conv2d_gradients(
    dout: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, padding: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(dx, dw, db) of ``sum(dout · conv2d(x, w, b))``."""
    image, weight, bias = (double(a).requires_grad_() for a in (x, w, b))
    out = F.conv2d(image, weight, bias, stride=stride, padding=padding)
    dx, dw, db = torch.autograd.grad(out, (image, weight, bias), double(dout))
    return dx.numpy(), dw.numpy(), db.numpy()


def gradient(student: Any, part: str, dout: np.ndarray, cache: Any) -> Any:
    """One of the gradients that the student's conv2d_backward returns; the transcript keeps it alone.

    Of two mistakes in different gradients each can then be named.
    """
    since = len(student.calls)
    found = kit.sequence(student.conv2d_backward(dout, cache), 3)[GRADIENTS.index(part)]
    kit.record_since(student, since, found)
    return found


def upstream(rng: np.random.Generator, arrays: Layer, stride: int = 1, padding: int = 0) -> np.ndarray:
    """A random gradient of the output."""
    return rng.normal(size=conv2d(*arrays, stride, padding).shape)


def check_gradient(actual: Any, want: np.ndarray, part: str) -> None:
    """Compare one gradient."""
    kit.close(actual, want, name=part, rtol=1e-6, atol=1e-8)


def check_backward(
    student: Any, rng: np.random.Generator, part: str, arrays: Layer, stride: int = 1, padding: int = 0
) -> None:
    """Check one gradient for a random upstream gradient, on the cache of the student's own forward."""
    dout = upstream(rng, arrays, stride, padding)
    want = conv2d_gradients(dout, *arrays, stride, padding)[GRADIENTS.index(part)]
    cache = convolve(student, arrays, stride, padding)
    check_gradient(gradient(student, part, dout, cache), want, part)


@pytest.mark.exercise(core=True)
def test_backward_dx(student, rng):
    """窗口互不重叠、不补零时，dx 的形状与 x 相同，数值是 sum(dout · out) 的梯度。"""
    check_backward(student, rng, "dx", layer(rng, (2, 3, 6, 9), (5, 2, 3)), stride=3)


@pytest.mark.exercise(core=True)
def test_backward_dw(student, rng):
    """窗口互不重叠、不补零时，dw 的形状与 w 相同，对样本和位置求和。"""
    check_backward(student, rng, "dw", layer(rng, (2, 3, 6, 9), (5, 2, 3)), stride=3)


@pytest.mark.exercise(core=True)
def test_backward_db(student, rng):
    """db 的形状与 b 相同，对样本和位置求和。"""
    check_backward(student, rng, "db", layer(rng, (2, 3, 6, 9), (5, 2, 3)), stride=3)


@pytest.mark.exercise
@PARTS
def test_backward_overlap(student, rng, part):
    """步幅为 1、窗口重叠时，重叠处的梯度是各个窗口的贡献之和。"""
    check_backward(student, rng, part, layer(rng, (1, 1, 5, 5), (1, 3, 3)))
    check_backward(student, rng, part, layer(rng, (2, 3, 7, 5), (5, 3, 2)))


@pytest.mark.exercise
@PARTS
def test_backward_padding(student, rng, part):
    """有补零时，dx 的大小与没有补零的 x 相同，补的零不留梯度。"""
    # Windows apart: here padding alone can go wrong.
    check_backward(student, rng, part, layer(rng, (2, 3, 4, 6), (2, 3, 2)), stride=4, padding=1)
    check_backward(student, rng, part, layer(rng, (2, 2, 5, 2), (3, 3, 3)), stride=3, padding=2)


@pytest.mark.exercise
@PARTS
def test_backward_overlap_and_padding(student, rng, part):
    """窗口重叠又有补零时，梯度也正确。"""
    check_backward(student, rng, part, layer(rng, (1, 1, 5, 5), (1, 3, 3)))
    check_backward(student, rng, part, layer(rng, (2, 3, 4, 6), (2, 3, 2)), stride=4, padding=1)
    check_backward(student, rng, part, layer(rng, (2, 3, 5, 7), (2, 3, 2)), padding=1)
    check_backward(student, rng, part, layer(rng, (2, 2, 3, 5), (3, 2, 3)), padding=2)


@pytest.mark.exercise
@PARTS
def test_backward_leftover(student, rng, part):
    """边上有用不到的像素时，用不到的像素梯度是 0。"""
    check_backward(student, rng, part, layer(rng, (2, 3, 8, 9), (5, 2, 2)), stride=3)
    check_backward(student, rng, part, layer(rng, (2, 2, 7, 8), (3, 2, 3)), stride=3)


@pytest.mark.exercise
@PARTS
def test_backward_one_of_each(student, rng, part):
    """一个样本、一个核、一个位置时，梯度的形状也正确。"""
    check_backward(student, rng, part, layer(rng, (1, 1, 3, 2), (1, 3, 2)))
    check_backward(student, rng, part, layer(rng, (1, 3, 4, 6), (1, 2, 3)), stride=3)


@pytest.mark.exercise
@PARTS
def test_backward_square(student, rng, part):
    """样本、通道、核的个数和高、宽都恰好相等时也正确：形状在这里什么也看不出来。"""
    check_backward(student, rng, part, layer(rng, (2, 2, 4, 4), (2, 2, 2)), stride=2)


@pytest.mark.exercise
@PARTS
def test_backward_layouts(student, rng, part):
    """内存不连续的 x、w、dout 也能用。"""
    x, w, b = layer(rng, (2, 3, 6, 9), (5, 2, 3))
    dout = upstream(rng, (x, w, b), 3)
    want = conv2d_gradients(dout, x, w, b, 3)[GRADIENTS.index(part)]
    for same_x, same_w, same_dout in zip(kit.layouts(x), kit.layouts(w), kit.layouts(dout)):
        cache = convolve(student, (same_x, same_w, b), 3)
        check_gradient(gradient(student, part, same_dout, cache), want, part)


@pytest.mark.exercise
def test_backward_keeps_inputs(student, rng):
    """传进去的 dout 和前向时的 x、w 在调用之后保持原样。"""
    x, w, b = layer(rng, (2, 3, 5, 7), (5, 2, 3))
    dout = upstream(rng, (x, w, b), 1, 1)
    before = x.copy(), w.copy(), dout.copy()
    cache = convolve(student, (x, w, b), 1, 1)
    student.conv2d_backward(dout, cache)
    for now, then, name in zip((x, w, dout), before, ("x", "w", "dout")):
        kit.unchanged(now, then, name)


@pytest.mark.exercise
@PARTS
def test_backward_integers(student, rng, part):
    """整数的图也能求梯度，dx 仍是浮点数，不被截断。"""
    x, w, b = layer(rng, (2, 3, 6, 9), (5, 2, 3))
    # Floats first: what goes wrong with them has nothing to do with integers.
    for image in (x, rng.integers(0, 256, size=x.shape)):
        check_backward(student, rng, part, (image, w, b), stride=3)


@pytest.mark.exercise
def test_backward_two_layers_at_once(student, rng):
    """先后前向两层、再按相反的顺序反向，每一层用的都是自己的 cache。"""
    inputs = [layer(rng, (2, 3, 6, 9), (5, 2, 3)) for _ in range(2)]
    douts = [upstream(rng, arrays, 3) for arrays in inputs]
    wants = [conv2d_gradients(dout, *arrays, 3)[1] for dout, arrays in zip(douts, inputs)]
    caches = [convolve(student, arrays, 3) for arrays in inputs]
    results = [gradient(student, "dw", douts[k], caches[k]) for k in (1, 0)]
    for result, want in zip(results, reversed(wants)):
        check_gradient(result, want, "dw")


@pytest.mark.exercise(core=True, structure=True)
def test_backward_is_handmade(student):
    """卷积的反向要自己写，不能调用现成的卷积或自动求导。"""
    kit.not_calling(student, "conv2d_backward", LIBRARY)
