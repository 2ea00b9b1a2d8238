"""Hidden tests of posterior: two pieces of news weighted by precision."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import ATOL, RTOL, normal, number, posterior_by_precision, schedule

T = 9


def found_at(
    student: Any, x0: Tensor, xt: Tensor, t: int, betas: Tensor, bars: Tensor
) -> tuple[Tensor, float]:
    """(mean, variance) of the student."""
    mean, variance = kit.sequence(student.posterior(x0, xt, t, betas, bars), 2)
    return mean, number(variance, "variance")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("t", [1, 4, 8])
def test_posterior_mean(student, rng, t):
    """平均正确。"""
    betas, bars = schedule(rng, T)
    x0, xt = normal(rng, 5, 3), normal(rng, 5, 3)
    want = posterior_by_precision(x0, xt, t, betas, bars)[0]
    kit.close(found_at(student, x0, xt, t, betas, bars)[0], want, rtol=RTOL, atol=ATOL, name="mean")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("t", [1, 5, 8])
def test_posterior_variance(student, rng, t):
    """方差正确。"""
    betas, bars = schedule(rng, T)
    x0, xt = normal(rng, 5, 3), normal(rng, 5, 3)
    want = posterior_by_precision(x0, xt, t, betas, bars)[1]
    kit.close(found_at(student, x0, xt, t, betas, bars)[1], want, rtol=RTOL, atol=ATOL, name="variance")


@pytest.mark.exercise
@pytest.mark.parametrize("alone", ["x0", "xt"])
def test_posterior_one_alone(student, rng, alone):
    """只有一个不是零时，平均也正确。"""
    betas, bars = schedule(rng, T)
    x = normal(rng, 7)
    zero = torch.zeros_like(x)
    x0, xt = (x, zero) if alone == "x0" else (zero, x)
    want = posterior_by_precision(x0, xt, 3, betas, bars)[0]
    kit.close(found_at(student, x0, xt, 3, betas, bars)[0], want, rtol=RTOL, atol=ATOL, name="mean")


@pytest.mark.exercise
def test_posterior_first_step(student, rng):
    """最前面的一步：平均就是 x0，方差是零。"""
    betas, bars = schedule(rng, T)
    x0, xt = normal(rng, 5, 3), normal(rng, 5, 3)
    mean, variance = found_at(student, x0.clone(), xt, 0, betas, bars)
    kit.close(mean, x0, rtol=RTOL, atol=ATOL, name="mean")
    kit.close(variance, 0.0, atol=1e-8, name="variance")


@pytest.mark.exercise
def test_posterior_pictures(student, rng):
    """图也行，形状不变。"""
    betas, bars = schedule(rng, T)
    x0, xt = normal(rng, 2, 3, 4, 5), normal(rng, 2, 3, 4, 5)
    want = posterior_by_precision(x0, xt, 6, betas, bars)[0]
    kit.close(found_at(student, x0, xt, 6, betas, bars)[0], want, rtol=RTOL, atol=ATOL, name="mean")


@pytest.mark.exercise
def test_posterior_small_steps(student):
    """一千步的线性日程，float32：也够准。"""
    betas64 = torch.tensor(np.linspace(1e-4, 0.02, 1000))
    bars64 = (1 - betas64).cumprod(0)
    x0, xt = torch.tensor([1.0, 0.0]), torch.tensor([0.0, 1.0])
    wants = [posterior_by_precision(x0.double(), xt.double(), t, betas64, bars64) for t in (200, 999)]
    given = betas64.float(), bars64.float()
    found = [found_at(student, x0, xt, t, *given) for t in (200, 999)]
    for (mean, variance), want in zip(found, wants):
        kit.close(mean, want[0].float(), rtol=1e-3, atol=1e-4, name="mean")
        kit.close(variance, want[1], rtol=1e-3, name="variance")


@pytest.mark.exercise
def test_posterior_keeps_inputs(student, rng):
    """调用之后 x0 和 xt 不变。"""
    betas, bars = schedule(rng, T)
    x0, xt = normal(rng, 5, 3), normal(rng, 5, 3)
    before = x0.clone(), xt.clone()
    for t in (0, 4):
        found_at(student, x0, xt, t, betas, bars)
    kit.unchanged(x0, before[0], "x0")
    kit.unchanged(xt, before[1], "xt")
