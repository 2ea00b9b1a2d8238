"""Hidden tests of im2col: PyTorch's own unfold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from torch.nn import functional as F

from autograder import kit

from common import LIBRARY, double


def im2col(x: np.ndarray, kernel: tuple[int, int], stride: int = 1, padding: int = 0) -> np.ndarray:
    """Windows as rows, (n, out_h·out_w, c·kh·kw)."""
    return F.unfold(double(x), kernel, padding=padding, stride=stride).transpose(1, 2).contiguous().numpy()


def check_im2col(
    student: Any, x: np.ndarray, kernel: int | tuple[int, int], stride: int = 1, padding: int = 0
) -> None:
    """Compare the table of windows."""
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    want = im2col(x, (kh, kw), stride, padding)
    kit.close(student.im2col(x, kernel, stride, padding), want)


@pytest.mark.exercise(core=True)
def test_im2col_one_channel(student, rng):
    """一个通道：每个窗口按行优先拉成一行，形状是 (n, out_h · out_w, c · kh · kw)。"""
    check_im2col(student, rng.normal(size=(1, 1, 5, 5)), 3)


@pytest.mark.exercise(core=True)
def test_im2col_channels(student, rng):
    """多个样本和通道：一行里先是通道，再是窗口的行和列。"""
    check_im2col(student, rng.normal(size=(2, 3, 5, 5)), 2)


@pytest.mark.exercise
def test_im2col_rectangles(student, rng):
    """图不是方的时，行和列的次序仍然正确。"""
    check_im2col(student, rng.normal(size=(2, 3, 7, 5)), 2)
    check_im2col(student, rng.normal(size=(3, 2, 4, 9)), 3)


@pytest.mark.exercise
def test_im2col_wide_kernel(student, rng):
    """kernel 是 (kh, kw)、核不是方的时，窗口的行和列仍然正确。"""
    # The windows lie in one row or one column: in which order they come cannot go wrong here.
    check_im2col(student, rng.normal(size=(2, 3, 3, 7)), (3, 2))
    check_im2col(student, rng.normal(size=(3, 2, 7, 3)), (1, 3))


@pytest.mark.exercise
def test_im2col_stride(student, rng):
    """步幅在行和列两个方向都起作用。"""
    check_im2col(student, rng.normal(size=(2, 3, 7, 7)), 3, 2)
    check_im2col(student, rng.normal(size=(1, 2, 7, 7)), 2, 3)


@pytest.mark.exercise
def test_im2col_padding(student, rng):
    """补的零也出现在窗口里。"""
    check_im2col(student, rng.normal(size=(2, 3, 5, 5)), 3, 1, 1)
    check_im2col(student, rng.normal(size=(2, 2, 3, 3)), 2, 1, 2)


@pytest.mark.exercise
def test_im2col_everything(student, rng):
    """图和核都不是方的，有步幅和补零：合在一起也正确。"""
    # One property after the other first: a mistake in one of them looks the same beside one in another.
    check_im2col(student, rng.normal(size=(2, 3, 5, 5)), 2)
    check_im2col(student, rng.normal(size=(2, 3, 7, 7)), 3, 2)
    check_im2col(student, rng.normal(size=(2, 3, 5, 5)), 3, 1, 1)
    check_im2col(student, rng.normal(size=(2, 3, 11, 8)), (3, 2), 2)
    check_im2col(student, rng.normal(size=(2, 3, 5, 7)), (3, 2), 2, 1)


@pytest.mark.exercise
def test_im2col_just_fits(student, rng):
    """核与图一样大时只有一个窗口，仍是三个轴。"""
    check_im2col(student, rng.normal(size=(3, 2, 3, 3)), 3)
    check_im2col(student, rng.normal(size=(1, 1, 1, 1)), 1)


@pytest.mark.exercise
def test_im2col_keeps_input(student, rng):
    """传进去的 x 不变；内存不连续的 x、整数的 x 也能用。"""
    x = rng.normal(size=(2, 3, 5, 5))
    for same in (x, *kit.layouts(x), rng.integers(0, 256, size=x.shape)):
        before = same.copy()
        check_im2col(student, same, 2)
        kit.unchanged(same, before, "x")


@pytest.mark.exercise(core=True, structure=True)
def test_im2col_is_handmade(student):
    """im2col 要自己写，不能调用现成的 unfold。"""
    kit.not_calling(student, "im2col", LIBRARY)
