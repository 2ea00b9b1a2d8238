"""Hidden tests of conv2d_forward: PyTorch's own convolution."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import LIBRARY, conv2d, convolve, layer, plain


@pytest.mark.exercise(core=True)
def test_conv2d_one_channel(student, rng):
    """一个样本、一个通道、一个方的核：每个位置是窗口与核对齐相乘之和，核不翻转。"""
    x, w, _ = layer(rng, (1, 1, 5, 5), (1, 3, 3))
    convolve(student, (x, w, np.zeros(1)))


@pytest.mark.exercise(core=True)
def test_conv2d_channels(student, rng):
    """多个样本、通道和核：对通道求和，每个核给出一个输出通道。"""
    convolve(student, plain(rng, (3, 2, 7, 7), (5, 3, 3)))


@pytest.mark.exercise(core=True)
def test_conv2d_bias(student, rng):
    """每个核有自己的偏置，在这个核算出的每个位置上加一次（权重全为 0 时，输出就是偏置）。"""
    x, w, b = layer(rng, (2, 3, 5, 6), (4, 3, 2))
    convolve(student, (x, np.zeros(w.shape), b))


@pytest.mark.exercise
def test_conv2d_as_many_filters_as_channels(student, rng):
    """核的个数恰好等于通道数时，两者也没有弄混。"""
    convolve(student, plain(rng, (2, 3, 5, 6), (3, 2, 2)))


@pytest.mark.exercise
def test_conv2d_wide_image(student, rng):
    """图的高与宽不相等时也正确。"""
    convolve(student, plain(rng, (2, 3, 5, 9), (2, 3, 3)))
    convolve(student, plain(rng, (2, 3, 11, 6), (2, 2, 2)))


@pytest.mark.exercise
def test_conv2d_wide_kernel(student, rng):
    """核的高与宽不相等时也正确。"""
    convolve(student, plain(rng, (2, 3, 7, 7), (5, 5, 2)))
    convolve(student, plain(rng, (2, 3, 7, 7), (2, 1, 3)))


@pytest.mark.exercise
def test_conv2d_stride(student, rng):
    """步幅在行和列两个方向都起作用。"""
    convolve(student, plain(rng, (2, 3, 7, 7), (5, 3, 3)), stride=2)
    convolve(student, plain(rng, (2, 2, 8, 8), (3, 2, 2)), stride=3)


@pytest.mark.exercise
def test_conv2d_leftover(student, rng):
    """最后不够一步的边不算。"""
    convolve(student, plain(rng, (2, 3, 8, 8), (5, 3, 3)), stride=2)
    convolve(student, plain(rng, (2, 2, 7, 7), (3, 2, 2)), stride=3)


@pytest.mark.exercise
def test_conv2d_padding(student, rng):
    """补零之后再卷积，四周的位置也算在内。"""
    convolve(student, plain(rng, (2, 3, 5, 5), (5, 3, 3)), padding=1)
    convolve(student, plain(rng, (2, 2, 4, 4), (3, 2, 2)), padding=2)


@pytest.mark.exercise
def test_conv2d_stride_and_padding(student, rng):
    """步幅和补零同时用，核比步幅小（有的像素用不上）时也正确。"""
    # One after the other first: a mistake in one of them looks the same beside one in the other.
    convolve(student, plain(rng, (2, 3, 7, 7), (5, 3, 3)), stride=2)
    convolve(student, plain(rng, (2, 3, 5, 5), (5, 3, 3)), padding=1)
    convolve(student, plain(rng, (2, 3, 7, 7), (5, 3, 3)), stride=2, padding=1)
    convolve(student, plain(rng, (1, 3, 6, 6), (2, 1, 1)), stride=3, padding=2)


@pytest.mark.exercise
def test_conv2d_just_fits(student, rng):
    """核与图一样大时只有一个位置，out 的形状仍是 (n, f, 1, 1)。"""
    convolve(student, plain(rng, (3, 2, 5, 5), (2, 5, 5)))
    convolve(student, plain(rng, (1, 1, 3, 3), (1, 3, 3)))


@pytest.mark.exercise
def test_conv2d_everything(student, rng):
    """图和核都不是方的，有偏置、步幅和补零：合在一起也正确。"""
    # One property after the other first: a mistake in one of them looks the same beside one in another.
    x, w, b = layer(rng, (1, 1, 5, 5), (1, 3, 3))
    convolve(student, (x, w, 0.0 * b))
    x, w, b = layer(rng, (2, 3, 5, 6), (4, 3, 2))
    convolve(student, (x, 0.0 * w, b))
    convolve(student, plain(rng, (2, 3, 5, 9), (2, 3, 3)))
    convolve(student, plain(rng, (2, 3, 7, 7), (5, 5, 2)))
    convolve(student, plain(rng, (2, 3, 7, 7), (5, 3, 3)), stride=2)
    convolve(student, plain(rng, (2, 3, 5, 5), (5, 3, 3)), padding=1)
    convolve(student, layer(rng, (2, 3, 12, 9), (5, 3, 2)), stride=2, padding=1)


@pytest.mark.exercise
def test_conv2d_integers(student, rng):
    """整数的图（例如没有缩放过的像素）也能用，结果是浮点数，不被截断。"""
    x, w, b = plain(rng, (2, 3, 5, 5), (2, 3, 3))
    convolve(student, (rng.integers(0, 256, size=x.shape), w, b))


@pytest.mark.exercise
def test_conv2d_defaults(student, rng):
    """不写 stride 和 padding 时，步幅是 1，不补零。"""
    arrays = plain(rng, (2, 3, 5, 5), (2, 3, 3))
    want = conv2d(*arrays)
    out, _ = kit.sequence(student.conv2d_forward(*arrays), 2)
    kit.close(out, want, name="out")


@pytest.mark.exercise
def test_conv2d_keeps_inputs(student, rng):
    """传进去的 x、w、b 不变；内存不连续的 x 和 w 也能用。"""
    x, w, b = plain(rng, (2, 3, 5, 5), (5, 3, 3))
    for same_x, same_w in zip((x, *kit.layouts(x)), (w, *kit.layouts(w))):
        arrays = (same_x, same_w, b)
        before = [array.copy() for array in arrays]
        convolve(student, arrays)
        for now, then, name in zip(arrays, before, "xwb"):
            kit.unchanged(now, then, name)


@pytest.mark.exercise(core=True, structure=True)
def test_conv2d_is_handmade(student):
    """卷积要自己写，不能调用现成的卷积函数。"""
    kit.not_calling(student, "conv2d_forward", LIBRARY)
