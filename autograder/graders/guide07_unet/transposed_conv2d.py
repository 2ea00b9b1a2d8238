"""Hidden tests of transposed_conv2d: PyTorch's own transposed convolution."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from torch.nn import functional as F

from autograder import kit

from common import CONVOLUTIONS, double

Arrays = tuple[np.ndarray, np.ndarray, np.ndarray]


def some(rng: np.random.Generator, x: tuple[int, ...], f: int, kernel: tuple[int, int]) -> Arrays:
    """Random (x, w, b)."""
    return rng.normal(size=x), rng.normal(size=(x[1], f, *kernel)), rng.normal(size=f)


def compare(student: Any, arrays: Arrays, *stride: int) -> None:
    """Compare the student's result with the library's."""
    x, w, b = (double(a) for a in arrays)
    want = F.conv_transpose2d(x, w, b, stride=stride[0] if stride else 1).numpy()
    kit.close(student.transposed_conv2d(*arrays, *stride), want)


@pytest.mark.exercise(core=True)
def test_transposed_one_stamp(student, rng):
    """只有一个像素时，输出就是核乘上它，核不翻转。"""
    x, w, b = some(rng, (1, 1, 1, 1), 1, (3, 2))
    compare(student, (x, w, 0 * b))


@pytest.mark.exercise(core=True)
def test_transposed_overlaps(student, rng):
    """步幅一、一个通道：重叠的地方相加。"""
    x, w, b = some(rng, (1, 1, 3, 5), 1, (2, 3))
    compare(student, (x, w, 0 * b), 1)


@pytest.mark.exercise(core=True)
def test_transposed_channels(student, rng):
    """几张图、几个通道：每个输出通道是所有输入通道盖的印之和。"""
    x, w, b = some(rng, (2, 3, 4, 5), 7, (2, 2))
    compare(student, (x, w, 0 * b), 2)


@pytest.mark.exercise(core=True)
def test_transposed_bias(student, rng):
    """每个输出像素加一次偏置，权重是零时输出就是偏置。"""
    x, w, b = some(rng, (2, 3, 4, 5), 2, (3, 3))
    compare(student, (x, 0 * w, b), 1)
    compare(student, (x, w, b), 1)


@pytest.mark.exercise
def test_transposed_square(student, rng):
    """进和出的通道一样多时，两者也没有弄混。"""
    x, w, b = some(rng, (2, 3, 4, 5), 3, (2, 2))
    compare(student, (x, w, 0 * b), 2)


@pytest.mark.exercise
@pytest.mark.parametrize("stride", [2, 3, 5])
def test_transposed_stride(student, rng, stride):
    """步幅小于、等于、大于核时，大小和数值都对。"""
    x, w, b = some(rng, (1, 2, 3, 4), 1, (3, 3))
    compare(student, (x, w, 0 * b), stride)
    compare(student, (x, w, b), stride)


@pytest.mark.exercise
def test_transposed_wide(student, rng):
    """图和核都不是方的。"""
    x, w, b = some(rng, (2, 2, 2, 7), 3, (5, 2))
    compare(student, (x, w, 0 * b), 2)


@pytest.mark.exercise
def test_transposed_defaults(student, rng):
    """不写 stride 时步幅是一。"""
    x, w, b = some(rng, (1, 1, 4, 3), 1, (2, 2))
    compare(student, (x, w, 0 * b))


@pytest.mark.exercise
def test_transposed_integers(student, rng):
    """整数的图也能用，结果是浮点数。"""
    _, w, b = some(rng, (1, 1, 3, 4), 2, (2, 2))
    x = rng.integers(1, 9, size=(1, 1, 3, 4))
    want = F.conv_transpose2d(double(x), double(w), stride=2).numpy()
    kit.close(kit.array(student.transposed_conv2d(x, w, 0 * b, 2), want.shape, "f"), want)


@pytest.mark.exercise
def test_transposed_keeps_inputs(student, rng):
    """三个数组在调用之后保持原样，内存不连续时也对。"""
    x, w, b = some(rng, (2, 3, 4, 5), 2, (3, 2))
    for arrays in zip(kit.layouts(x), kit.layouts(w), (0 * b, 0 * b)):
        before = [a.copy() for a in arrays]
        compare(student, arrays, 2)
        for now, then, name in zip(arrays, before, "xwb"):
            kit.unchanged(now, then, name)


@pytest.mark.exercise(core=True, structure=True)
def test_transposed_is_handmade(student):
    """转置卷积要自己写，不能调用现成的卷积，也不能靠自动求导。"""
    kit.not_calling(student, "transposed_conv2d", CONVOLUTIONS)
