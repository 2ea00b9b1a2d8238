"""Hidden tests of permute: entry by entry in the forward direction, PyTorch and finite differences for the gradients."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import data, differences, nothing_changed, same_data, same_gradients

CYCLES = [(1, 2, 0), (2, 0, 1)]
OTHERS = [(0, 1, 2), (1, 0, 2), (0, 2, 1), (2, 1, 0)]


def moved(axes):
    """Axes in another order."""
    return lambda ops, x: ops.permute(x, axes)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("axes", CYCLES, ids=str)
def test_permute_data(student, rng, axes):
    """三个轴转圈：结果的第 i 轴是 x 的第 axes[i] 轴。"""
    same_data(student, moved(axes), rng.normal(size=(2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axes", CYCLES, ids=str)
def test_permute_gradient(student, rng, axes):
    """三个轴转圈时，梯度换回原来的次序。"""
    same_gradients(student, rng, moved(axes), rng.normal(size=(2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axes", CYCLES, ids=str)
def test_permute_gradient_of_a_cube(student, rng, axes):
    """三个轴一样长时，梯度也回到对的位置。"""
    same_gradients(student, rng, moved(axes), rng.normal(size=(3, 3, 3)))


@pytest.mark.exercise
@pytest.mark.parametrize("axes", OTHERS, ids=str)
def test_permute_swaps(student, rng, axes):
    """只换两个轴，或者一个也不换：数都在对的位置。"""
    same_data(student, moved(axes), rng.normal(size=(2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axes", OTHERS, ids=str)
def test_permute_gradient_swaps(student, rng, axes):
    """只换两个轴，或者一个也不换：梯度回到对的位置。"""
    same_gradients(student, rng, moved(axes), rng.normal(size=(2, 3, 5)))


@pytest.mark.exercise
@pytest.mark.parametrize("axes", [(0,), (1, 0), (1, 3, 0, 2), (3, 0, 1, 2)], ids=str)
def test_permute_other_ranks(student, rng, axes):
    """一个、两个、四个轴时的梯度。"""
    same_gradients(student, rng, moved(axes), rng.normal(size=(2, 3, 5, 7)[: len(axes)]))


@pytest.mark.exercise
def test_permute_list(student, rng):
    """axes 是列表也行；x 是普通的整数数组也行。"""
    x = rng.integers(-5, 5, size=(2, 3, 5))
    want = np.einsum("ijk->kij", x).astype(float)
    kit.close(data(student, student.permute(x, [2, 0, 1])), want, name="data")


@pytest.mark.exercise
def test_permute_by_differences(student, rng):
    """梯度与中心差分一致。"""
    same_gradients(student, rng, moved((1, 2, 0)), rng.normal(size=(2, 3, 2)), by=differences)


@pytest.mark.exercise
def test_permute_twice(student, rng):
    """一个 Tensor 在一个式子里用了几次：梯度累加。"""

    def f(ops, x):
        once = ops.permute(ops.exp(x), (1, 2, 0))
        return ops.add(ops.permute(once, (2, 0, 1)), ops.add(ops.permute(once, (2, 0, 1)), x))

    same_gradients(student, rng, f, rng.normal(size=(2, 3, 5)))


@pytest.mark.exercise
def test_permute_changes_nothing(student, rng):
    """x 的 data 和收到的梯度都保持原样。"""
    nothing_changed(student, rng, moved((1, 0)), rng.normal(size=(2, 3)))
