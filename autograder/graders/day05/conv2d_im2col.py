"""Hidden tests of conv2d_im2col: PyTorch's own convolution, and no loop in the student's code."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import LIBRARY, Layer, conv2d, layer, plain


def check_product(student: Any, arrays: Layer, *rest: int) -> None:
    """Compare the convolution by one matrix product."""
    want = conv2d(*arrays, *rest)
    kit.close(student.conv2d_im2col(*arrays, *rest), want)


@pytest.mark.exercise(core=True)
def test_product_values(student, rng):
    """多个样本、通道和核：返回 (n, f, out_h, out_w)，与卷积的定义一致。"""
    x, w, b = layer(rng, (3, 2, 7, 7), (5, 3, 3))
    check_product(student, (x, w, np.zeros(b.shape)))


@pytest.mark.exercise(core=True)
def test_product_bias(student, rng):
    """每个核有自己的偏置，加在这个核算出的每个位置上（权重全为 0 时，输出就是偏置）。"""
    x, w, b = layer(rng, (2, 3, 5, 5), (4, 3, 3))
    check_product(student, (x, np.zeros(w.shape), b))


@pytest.mark.exercise
def test_product_one_of_each(student, rng):
    """一个样本、一个通道、一个核、一个位置时，仍是四个轴。"""
    check_product(student, plain(rng, (1, 1, 5, 5), (1, 3, 3)))
    check_product(student, plain(rng, (1, 1, 3, 2), (1, 3, 2)))


@pytest.mark.exercise
def test_product_rectangles(student, rng):
    """图和核的高与宽各不相等时也正确。"""
    check_product(student, plain(rng, (2, 3, 11, 7), (5, 3, 3)))
    check_product(student, plain(rng, (2, 3, 7, 7), (2, 5, 3)))
    check_product(student, plain(rng, (2, 3, 5, 13), (2, 1, 3)))


@pytest.mark.exercise
def test_product_square_number_of_positions(student, rng):
    """位置的个数恰好是平方数时，输出也不一定是方的。"""
    check_product(student, plain(rng, (2, 3, 4, 10), (5, 3, 3)))
    check_product(student, plain(rng, (2, 3, 10, 2), (2, 2, 2)))


@pytest.mark.exercise
def test_product_as_many_positions(student, rng):
    """步幅和补零都传给了 im2col：输出恰好与不用它们时一样大，数值也正确。"""
    check_product(student, plain(rng, (2, 3, 5, 5), (5, 3, 3)), 2, 1)
    check_product(student, plain(rng, (2, 3, 6, 5), (5, 4, 3)), 2, 1)


@pytest.mark.exercise
def test_product_stride_and_padding(student, rng):
    """步幅和补零都起作用。"""
    check_product(student, plain(rng, (2, 3, 11, 7), (5, 3, 2)), 2, 1)
    check_product(student, plain(rng, (2, 3, 7, 13), (2, 2, 3)), 3)
    check_product(student, plain(rng, (2, 3, 5, 3), (2, 3, 2)), 1, 2)


@pytest.mark.exercise
def test_product_keeps_inputs(student, rng):
    """传进去的 x、w、b 不变；内存不连续的 x 和 w 也能用。"""
    x, w, b = plain(rng, (2, 3, 7, 5), (5, 3, 2))
    for same_x, same_w in zip((x, *kit.layouts(x)), (w, *kit.layouts(w))):
        arrays = (same_x, same_w, b)
        before = [array.copy() for array in arrays]
        check_product(student, arrays, 2, 1)
        for now, then, name in zip(arrays, before, "xwb"):
            kit.unchanged(now, then, name)


@pytest.mark.exercise(core=True, structure=True)
def test_product_has_no_loop(student):
    """循环只允许写在 im2col 里面，也不能调用现成的卷积函数。"""
    # pad2d and conv2d_output_size loop over axes and steps, if at all, not over pixels.
    kit.no_python_loops(student, "conv2d_im2col", allowed={"im2col", "pad2d", "conv2d_output_size"})
    kit.not_calling(student, "conv2d_im2col", LIBRARY)


@pytest.mark.exercise(core=True, seconds=0.5, structure=True, costly=True)
def test_product_many_kernels(student, rng):
    """几十万个核也在一瞬间算完：是一次矩阵乘法，不是一个核一个核算的。"""
    # One product takes some 0.05 s, one kernel after the other at least 2 s; im2col, which may loop, has one window.
    kit.no_python_loops(student, "conv2d_im2col", allowed={"im2col", "pad2d", "conv2d_output_size"})
    x, w, b = layer(rng, (1, 1, 2, 2), (400_000, 2, 2))
    want = (w.reshape(len(w), -1) @ x.reshape(-1) + b).reshape(1, -1, 1, 1)
    kit.close(student.conv2d_im2col(x, w, b), want)
