"""Hidden tests of torch_step: gradient descent in float64."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import CLOSE, NEAR, case, descended, numbers


def walked(student: Any, w: np.ndarray, b: np.ndarray, batches: Any, lr: float, left: float = 0.0) -> list:
    """Losses, w and b after a step for each batch, and whether both still ask for gradients."""
    return kit.sequence(student.torch_walk(w, b, batches, lr, left), 4)


@pytest.mark.exercise(core=True)
def test_step_in_place(student, rng):
    """走一步：传进来的两个 Parameter 变成走完以后的样子，返回的是走之前的损失。"""
    x, w, b = case(rng, 5, 3, 2)
    losses, w_want, b_want = descended(w, b, [x], 0.7)
    moved = [torch.nn.Parameter(torch.tensor(a)) for a in (w, b)]
    kit.close(student.torch_step(*moved, x, 0.7), losses[0], name="损失", **CLOSE)
    kit.close(moved[0].detach(), torch.tensor(w_want), name="w", **CLOSE)
    kit.close(moved[1].detach(), torch.tensor(b_want), name="b", **CLOSE)


@pytest.mark.exercise
def test_step_several(student, rng):
    """连走几步，每一步只用这一批的梯度，从上一步走到的地方出发。"""
    _, w, b = case(rng, 5, 3, 2)
    batches = [numbers(rng, n, 3) for n in (5, 2, 7)]
    losses, w_want, b_want = descended(w, b, batches, 0.3)
    found = walked(student, w, b, batches, 0.3)
    kit.close(np.array([kit.scalar(loss, "损失") for loss in found[0]]), losses, name="损失", **NEAR)
    kit.close(found[1], w_want, name="w", **NEAR)
    kit.close(found[2], b_want, name="b", **NEAR)


@pytest.mark.exercise
def test_step_old_gradient(student, rng):
    """.grad 里留着别处的梯度：这一步不用它。"""
    x, w, b = case(rng, 2, 5, 3)
    _, w_want, b_want = descended(w, b, [x], 0.5)
    found = walked(student, w, b, [x], 0.5, 3.0)
    kit.close(found[1], w_want, name="w", **CLOSE)
    kit.close(found[2], b_want, name="b", **CLOSE)


@pytest.mark.exercise
def test_step_still_differentiable(student, rng):
    """走完以后，w 和 b 都动了，仍然是可以求导的 Parameter。"""
    x, w, b = case(rng, 3, 2, 5)
    _, w_want, _ = descended(w, b, [x], 0.2)
    found = walked(student, w, b, [x], 0.2)
    kit.close(found[1], w_want, name="w", **CLOSE)
    kit.require(found[3] is True, "走完以后，w 或 b 不能求导了")


@pytest.mark.exercise
def test_step_rate_zero(student, rng):
    """学习率是零：w、b 不动，损失照样返回。"""
    x, w, b = case(rng, 3, 2, 5)
    losses, _, _ = descended(w, b, [x], 0.0)
    found = walked(student, w, b, [x], 0.0)
    kit.close(np.array(found[0]), losses, name="损失", **CLOSE)
    kit.close(found[1], w.astype(np.float64), name="w", **CLOSE)


@pytest.mark.exercise
def test_step_layouts(student, rng):
    """x 在内存里不连续也行；它保持原样。"""
    x, w, b = case(rng, 5, 3, 2)
    _, w_want, b_want = descended(w, b, [x], 0.5)
    for view in kit.layouts(x):
        before = view.copy()
        parameters = [torch.nn.Parameter(torch.tensor(a)) for a in (w, b)]
        student.torch_step(*parameters, view, 0.5)
        kit.unchanged(view, before, "x")
        kit.close(parameters[0].detach(), torch.tensor(w_want), name="w", **CLOSE)
        kit.close(parameters[1].detach(), torch.tensor(b_want), name="b", **CLOSE)
