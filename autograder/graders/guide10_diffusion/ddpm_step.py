"""Hidden tests of ddpm_step: what a draw cannot change exactly, the draw itself by its mean and deviation."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import ATOL, RTOL, fresh, implied, near, normal, posterior_by_precision, schedule

T = 9


def mean_of(xt: Tensor, t: int, predicted: Tensor, betas: Tensor, bars: Tensor) -> Tensor:
    """The mean of a step."""
    x0 = implied(xt, t, predicted, bars)
    return posterior_by_precision(x0, xt, t, betas, bars)[0] if t else x0


def difference(student: Any, rng: np.random.Generator, t: int, change_x: float, change_guess: float) -> None:
    """Two calls with the same draws: the difference is that of the means."""
    betas, bars = schedule(rng, T)
    xt, predicted, seed = normal(rng, 5, 3), normal(rng, 5, 3), kit.seed_of(rng)
    more_x, more_guess = change_x * normal(rng, 5, 3), change_guess * normal(rng, 5, 3)
    # A step is linear in both.
    want = mean_of(more_x, t, more_guess, betas, bars)
    since = len(student.calls)
    first = student.ddpm_step(xt, t, predicted, betas, bars, fresh(seed))
    second = student.ddpm_step(xt + more_x, t, predicted + more_guess, betas, bars, fresh(seed))
    parts = [kit.tensor(part, (5, 3)).detach().double() for part in (first, second)]
    found = parts[1] - parts[0]
    kit.record_since(student, since, [round(float(v), 6) for v in found.flatten()])
    kit.close(found, want, rtol=1e-5, atol=1e-7, name="差")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("t", [1, 4, 8])
def test_step_by_x(student, rng, t):
    """随机数相同时，xt 变了多少，结果跟着变多少。"""
    difference(student, rng, t, 1.0, 0.0)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("t", [1, 4, 8])
def test_step_by_guess(student, rng, t):
    """随机数相同时，猜的噪声变了多少，结果跟着变多少。"""
    difference(student, rng, t, 0.0, 1.0)


@pytest.mark.exercise
def test_step_far_out(student, rng):
    """推出来的 x0 很大时也不截断。"""
    difference(student, rng, 5, 30.0, 30.0)


@pytest.mark.exercise(core=True)
def test_step_last(student, rng):
    """最后一步正好是推出来的 x0，一点噪声也没有。"""
    betas, bars = schedule(rng, T)
    xt, predicted = normal(rng, 5, 3), normal(rng, 5, 3)
    want = implied(xt, 0, predicted, bars)
    kit.close(student.ddpm_step(xt, 0, predicted, betas, bars, fresh(1)), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("t", [1, 5])
def test_step_noise(student, rng, t):
    """添的噪声平均是零，标准差是方差的根。"""
    betas, bars = schedule(rng, T)
    zero = torch.zeros(20000, 2, dtype=torch.float64)
    deviation = math.sqrt(posterior_by_precision(zero[:1], zero[:1], t, betas, bars)[1])
    since = len(student.calls)
    found = kit.tensor(
        student.ddpm_step(zero, t, zero, betas, bars, fresh(kit.seed_of(rng))), (20000, 2)
    ).double()
    ratio = float(found.std()) / deviation
    kit.record_since(student, since, [round(ratio, 1), near(float(found.mean()), 0, 0.03)])
    kit.require(near(float(found.mean()), 0, 0.03), "噪声的平均不是零")
    kit.require(near(ratio, 1, 0.03), "噪声的标准差不对")


@pytest.mark.exercise
def test_step_noise_independent(student, rng):
    """每个数的噪声都是单独抽的。"""
    betas, bars = schedule(rng, T)
    zero, since = torch.zeros(300, 2, 3, dtype=torch.float64), len(student.calls)
    found = kit.tensor(student.ddpm_step(zero, 4, zero, betas, bars, fresh(kit.seed_of(rng))), (300, 2, 3))
    different = len(found.unique())
    kit.record_since(student, since, different)
    kit.require(different == 1800, "有的数用了同样的噪声")


@pytest.mark.exercise
def test_step_same_generator(student, rng):
    """同样的 rng 结果相同，不同的 rng 结果不同。"""
    betas, bars = schedule(rng, T)
    xt, predicted, since = normal(rng, 5, 3), normal(rng, 5, 3), len(student.calls)
    one, two, other = (student.ddpm_step(xt, 4, predicted, betas, bars, fresh(s)) for s in (1, 1, 2))
    facts = [bool(torch.equal(one, two)), bool(torch.equal(one, other))]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "同样的 rng，结果不同")
    kit.require(not facts[1], "不同的 rng，结果相同")


@pytest.mark.exercise
def test_step_keeps_type_and_inputs(student, rng):
    """float32 进，float32 出；xt 和 predicted 不变。"""
    betas, bars = (part.float() for part in schedule(rng, T))
    xt, predicted = normal(rng, 5, 3).float(), normal(rng, 5, 3).float()
    before, since = (xt.clone(), predicted.clone()), len(student.calls)
    found = [student.ddpm_step(xt, t, predicted, betas, bars, fresh(1)) for t in (0, 4)]
    same = [bool(torch.equal(xt, before[0])), bool(torch.equal(predicted, before[1]))]
    kit.record_since(student, since, [*same, *(str(getattr(part, "dtype", "")) for part in found)])
    kit.require(all(same), "传进来的张量被改动了")
    for part in found:
        kit.require(kit.tensor(part, (5, 3)).dtype == torch.float32, "应当是 float32")
