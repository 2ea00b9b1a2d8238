"""Hidden tests of dense_forward: the layer by einsum."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import checked_dense_forward, dense_inputs


@pytest.mark.exercise(core=True)
def test_dense_forward_values(student, rng):
    """返回 (out, cache)，其中 out 是 x @ w + b，形状为 (n, out)。"""
    checked_dense_forward(student, *dense_inputs(rng, 3, 5, 7))


@pytest.mark.exercise
def test_dense_forward_one_sample(student, rng):
    """只有一个样本时，out 仍是二维数组。"""
    checked_dense_forward(student, *dense_inputs(rng, 1, 5, 3))


@pytest.mark.exercise
def test_dense_forward_square(student, rng):
    """样本数、输入数、输出数恰好都相等时也正确。"""
    checked_dense_forward(student, *dense_inputs(rng, 3, 3, 3))


@pytest.mark.exercise
def test_dense_forward_one_output(student, rng):
    """只有一个输出单元时，out 的形状是 (n, 1)。"""
    checked_dense_forward(student, *dense_inputs(rng, 7, 5, 1))


@pytest.mark.exercise
def test_dense_forward_wide(student, rng):
    """输入比输出多得多、样本比输入多得多时也正确。"""
    checked_dense_forward(student, *dense_inputs(rng, 31, 17, 2))


@pytest.mark.exercise
def test_dense_forward_integers(student, rng):
    """整数的 x（例如没有缩放过的像素）也能用。"""
    # Without bias: what goes wrong with it has nothing to do with integers.
    _, w, b = dense_inputs(rng, 3, 5, 7)
    checked_dense_forward(student, rng.integers(0, 256, size=(3, 5)), w, np.zeros(b.shape))


@pytest.mark.exercise
def test_dense_forward_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也能用。"""
    x, w, b = dense_inputs(rng, 3, 5, 7)
    for same_x, same_w in zip(kit.layouts(x), kit.layouts(w)):
        checked_dense_forward(student, same_x, same_w, b)


@pytest.mark.exercise
def test_dense_forward_keeps_inputs(student, rng):
    """传进去的 x、w、b 在调用之后保持原样。"""
    inputs = dense_inputs(rng, 3, 5, 7)
    before = [array.copy() for array in inputs]
    student.dense_forward(*inputs)
    for now, then, name in zip(inputs, before, "xwb"):
        kit.unchanged(now, then, name)
