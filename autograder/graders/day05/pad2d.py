"""Hidden tests of pad2d: zeros around the last two axes, by np.pad."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def pad2d(x: np.ndarray, padding: int) -> np.ndarray:
    """Zeros around the last two axes."""
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(padding, padding)] * 2)


def check_pad2d(student: Any, x: np.ndarray, padding: int) -> None:
    """Compare one padded array, and its kind of dtype."""
    want = pad2d(x, padding)
    got = kit.array(student.pad2d(x, padding), want.shape)
    kit.close(got, want)


@pytest.mark.exercise(core=True)
def test_pad2d_values(student, rng):
    """行和列的四周各多出 padding 圈 0，样本和通道两个轴不变，中间是原来的图。"""
    for padding in (1, 3):
        check_pad2d(student, rng.normal(size=(2, 3, 5, 7)), padding)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(5, 3), (2, 7, 3), (2, 1, 3, 2, 5)])
def test_pad2d_any_ndim(student, rng, shape):
    """前面没有轴、有一个轴或有三个轴时，也只补最后两个轴。"""
    check_pad2d(student, rng.normal(size=shape), 2)


@pytest.mark.exercise
@pytest.mark.parametrize("dtype", ["uint8", "int64", "float32", "bool"])
def test_pad2d_keeps_dtype(student, rng, dtype):
    """补零之后 dtype 与 x 相同：整数还是整数，float32 还是 float32。"""
    x = rng.integers(0, 2, size=(3, 5)).astype(dtype)
    got = kit.array(student.pad2d(x, 1), (5, 7))
    kit.close(got.astype(np.float64), pad2d(x, 1))
    # A property, not a kind of value: what is seen here is one mistake and can be named.
    kit.require(got.dtype == x.dtype, f"dtype 应当是 {x.dtype}，得到的是 {got.dtype}")


@pytest.mark.exercise
def test_pad2d_by_zero_is_a_copy(student, rng):
    """padding 为 0 时形状和数值不变，而且是新数组，不与 x 共用内存。"""
    x = rng.normal(size=(2, 3, 5))
    want = x.copy()
    got = student.pad2d(x, 0)
    kit.close(got, want)
    kit.require(not np.shares_memory(got, x), "返回的数组与 x 共用内存")


@pytest.mark.exercise
def test_pad2d_keeps_input(student, rng):
    """传进去的 x 不变；转置或切片得到的 x（内存不连续）也能用。"""
    x = rng.normal(size=(2, 5, 3))
    for same in (x, *kit.layouts(x)):
        before = same.copy()
        check_pad2d(student, same, 1)
        kit.unchanged(same, before, "x")
