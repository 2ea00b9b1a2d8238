"""Hidden tests of avg_pool2d_forward: PyTorch's own pooling."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from torch.nn import functional as F

from autograder import kit

from common import LIBRARY, double


def avg_pool2d(x: np.ndarray, size: int, stride: int) -> np.ndarray:
    """Mean of each window."""
    return F.avg_pool2d(double(x), size, stride).numpy()


def check_average(student: Any, x: np.ndarray, size: int, stride: int) -> None:
    """Compare the means of all windows."""
    want = avg_pool2d(x, size, stride)
    kit.close(student.avg_pool2d_forward(x, size, stride), want)


@pytest.mark.exercise(core=True)
def test_avg_pool_values(student, rng):
    """每个样本、每个通道、每个窗口取平均。"""
    check_average(student, rng.normal(size=(2, 3, 6, 10)), 2, 2)


@pytest.mark.exercise
def test_avg_pool_square(student, rng):
    """图是方的时，行和列也没有弄混。"""
    check_average(student, rng.normal(size=(2, 3, 6, 6)), 2, 2)


@pytest.mark.exercise
def test_avg_pool_overlap(student, rng):
    """步幅小于窗口时，窗口互相重叠。"""
    check_average(student, rng.normal(size=(2, 3, 7, 5)), 3, 1)
    check_average(student, rng.normal(size=(2, 3, 7, 5)), 3, 2)


@pytest.mark.exercise
def test_avg_pool_gaps(student, rng):
    """步幅大于窗口时，窗口之间的像素跳过。"""
    check_average(student, rng.normal(size=(2, 3, 11, 8)), 2, 3)


@pytest.mark.exercise
def test_avg_pool_leftover(student, rng):
    """凑不满一个窗口的边丢掉，不补零也不参与平均。"""
    check_average(student, rng.normal(size=(2, 3, 7, 11)), 2, 2)
    check_average(student, rng.normal(size=(1, 1, 5, 5)), 3, 3)


@pytest.mark.exercise
def test_avg_pool_integers(student, rng):
    """整数的图也得到带小数的平均值。"""
    check_average(student, rng.integers(0, 256, size=(2, 3, 5, 5)), 2, 1)
    check_average(student, rng.integers(200, 256, size=(2, 3, 5, 5), dtype=np.uint8), 3, 1)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(2, 3, 2, 5), (2, 3, 5, 2)])
def test_avg_pool_too_large_a_window(student, rng, shape):
    """窗口比图高或者比图宽时，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.avg_pool2d_forward(rng.normal(size=shape), 3, 1)


@pytest.mark.exercise
def test_avg_pool_keeps_input(student, rng):
    """传进去的 x 不变；内存不连续的 x 也能用。"""
    x = rng.normal(size=(2, 3, 5, 7))
    for same in (x, *kit.layouts(x)):
        before = same.copy()
        check_average(student, same, 2, 1)
        kit.unchanged(same, before, "x")


@pytest.mark.exercise(core=True, structure=True)
def test_avg_pool_is_handmade(student):
    """池化要自己写，不能调用现成的池化函数。"""
    kit.not_calling(student, "avg_pool2d_forward", LIBRARY)
