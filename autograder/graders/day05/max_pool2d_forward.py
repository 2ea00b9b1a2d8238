"""Hidden tests of max_pool2d_forward: the largest entry of each window of a strided view.

A stride and an image that is not square have tests of their own: of two mistakes each shows alone.
"""

from __future__ import annotations

import pytest

from autograder import kit

from common import LIBRARY, pool


@pytest.mark.exercise(core=True)
def test_max_pool_values(student, rng):
    """每个样本、每个通道、每个窗口取最大值，返回 (out, cache)；图是方的时，行和列也没有弄混。"""
    pool(student, rng.normal(size=(2, 3, 6, 6)), 2, 2)


@pytest.mark.exercise
def test_max_pool_wide_image(student, rng):
    """图的高与宽不相等时也正确。"""
    pool(student, rng.normal(size=(2, 3, 7, 5)), 3, 1)
    pool(student, rng.normal(size=(2, 3, 4, 9)), 2, 1)


@pytest.mark.exercise
def test_max_pool_overlap(student, rng):
    """步幅小于窗口时，窗口互相重叠。"""
    pool(student, rng.normal(size=(2, 3, 5, 5)), 3, 1)
    pool(student, rng.normal(size=(2, 3, 7, 7)), 3, 2)


@pytest.mark.exercise
def test_max_pool_gaps(student, rng):
    """步幅大于窗口时，窗口之间的像素跳过。"""
    pool(student, rng.normal(size=(2, 3, 11, 11)), 2, 3)
    pool(student, rng.normal(size=(2, 3, 7, 7)), 1, 2)


@pytest.mark.exercise
def test_max_pool_leftover(student, rng):
    """凑不满一个窗口的边丢掉，不补零。"""
    pool(student, rng.normal(size=(2, 3, 7, 7)), 2, 2)
    pool(student, rng.normal(size=(2, 3, 11, 11)), 3, 3)


@pytest.mark.exercise
def test_max_pool_everything(student, rng):
    """图不是方的，又有步幅：合在一起也正确，凑不满一个窗口的边丢掉。"""
    # One after the other first: a mistake in one of them looks the same beside one in the other.
    pool(student, rng.normal(size=(2, 3, 7, 5)), 3, 1)
    pool(student, rng.normal(size=(2, 3, 6, 6)), 2, 2)
    pool(student, rng.normal(size=(2, 3, 6, 10)), 2, 2)
    pool(student, rng.normal(size=(2, 3, 7, 12)), 3, 2)


@pytest.mark.exercise
def test_max_pool_negative(student, rng):
    """窗口里全是负数时，最大值也是负数。"""
    pool(student, -1.0 - rng.random(size=(2, 3, 6, 6)), 2, 2)


@pytest.mark.exercise
def test_max_pool_just_fits(student, rng):
    """一个样本、一个通道，窗口与图一样大时，out 的形状是 (1, 1, 1, 1)。"""
    pool(student, rng.normal(size=(1, 1, 3, 3)), 3, 2)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(2, 3, 2, 5), (2, 3, 5, 2)])
def test_max_pool_too_large_a_window(student, rng, shape):
    """窗口比图高或者比图宽时，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.max_pool2d_forward(rng.normal(size=shape), 3, 1)


@pytest.mark.exercise
def test_max_pool_keeps_input(student, rng):
    """传进去的 x 不变；内存不连续的 x、整数的 x 也能用。"""
    x = rng.normal(size=(2, 3, 5, 5))
    for same in (x, *kit.layouts(x), rng.integers(-9, 9, size=x.shape)):
        before = same.copy()
        pool(student, same, 2, 2)
        kit.unchanged(same, before, "x")


@pytest.mark.exercise(core=True, structure=True)
def test_max_pool_is_handmade(student):
    """池化要自己写，不能调用现成的池化函数。"""
    kit.not_calling(student, "max_pool2d_forward", LIBRARY)
