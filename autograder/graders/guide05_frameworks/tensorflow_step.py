"""Hidden tests of tensorflow_step: gradient descent in float64."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import CLOSE, NEAR, SIZES, case, descended, numbers


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("sizes", SIZES[:2])
def test_step_once(student, rng, sizes):
    """走一步：两个 Variable 里的数变成走完以后的，返回的是走之前的损失。"""
    x, w, b = case(rng, *sizes)
    losses, w_want, b_want = descended(w, b, [x], 0.7)
    found, w_found, b_found = kit.sequence(student.tensorflow_walk(w, b, [x], 0.7), 3)
    kit.close(found[0], losses[0], name="损失", **CLOSE)
    kit.close(w_found, w_want, name="w", **CLOSE)
    kit.close(b_found, b_want, name="b", **CLOSE)


@pytest.mark.exercise
def test_step_several(student, rng):
    """连走几步，每一步从上一步走到的地方出发。"""
    _, w, b = case(rng, 5, 3, 2)
    batches = [numbers(rng, n, 3) for n in (5, 2, 7)]
    losses, w_want, b_want = descended(w, b, batches, 0.3)
    found, w_found, b_found = kit.sequence(student.tensorflow_walk(w, b, batches, 0.3), 3)
    kit.close(np.array([kit.scalar(loss, "损失") for loss in found]), losses, name="损失", **NEAR)
    kit.close(w_found, w_want, name="w", **NEAR)
    kit.close(b_found, b_want, name="b", **NEAR)


@pytest.mark.exercise
def test_step_both_from_one_place(student, rng):
    """步子很大时：w、b 的梯度都在走之前的位置上求。"""
    x, w, b = case(rng, 3, 2, 5)
    _, w_want, b_want = descended(w, b, [x], 20.0)
    _, w_found, b_found = kit.sequence(student.tensorflow_walk(w, b, [x], 20.0), 3)
    kit.close(w_found, w_want, name="w", atol=2e-5)
    kit.close(b_found, b_want, name="b", atol=2e-5)


@pytest.mark.exercise
def test_step_rate_zero(student, rng):
    """学习率是零：w、b 不动，损失照样返回。"""
    x, w, b = case(rng, 3, 2, 5)
    losses, _, _ = descended(w, b, [x], 0.0)
    found, w_found, _ = kit.sequence(student.tensorflow_walk(w, b, [x], 0.0), 3)
    kit.close(np.array(found), losses, name="损失", **CLOSE)
    kit.close(w_found, w.astype(np.float64), name="w", **CLOSE)


@pytest.mark.exercise
def test_step_layouts(student, rng):
    """x 在内存里不连续也行；它保持原样。"""
    x, w, b = case(rng, 5, 3, 2)
    _, w_want, _ = descended(w, b, [x], 0.5)
    for view in kit.layouts(x):
        before = view.copy()
        _, w_found, _ = kit.sequence(student.tensorflow_walk(w, b, [view], 0.5), 3)
        kit.unchanged(view, before, "x")
        kit.close(w_found, w_want, name="w", **CLOSE)
