"""Hidden tests of ddim_step: what a draw cannot change exactly, the draw itself by its deviation."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import ATOL, RTOL, bar_before, fresh, implied, near, normal, posterior_by_precision, schedule

T = 9


def deviation_of(t: int, previous: int, bars: Tensor, eta: float) -> float:
    """The deviation of the new noise, from one step's variance where all steps between are one."""
    bar, before = float(bars[t]), bar_before(bars, previous + 1)
    return eta * math.sqrt((1 - before) * (before - bar) / ((1 - bar) * before))


def mean_of(xt: Tensor, t: int, previous: int, predicted: Tensor, bars: Tensor, eta: float) -> Tensor:
    """The mean of a jump."""
    before = bar_before(bars, previous + 1)
    sigma = deviation_of(t, previous, bars, eta)
    along = math.sqrt(max(0.0, 1 - before - sigma**2))
    return math.sqrt(before) * implied(xt, t, predicted, bars) + along * predicted


def plain(student: Any, rng: np.random.Generator, t: int, previous: int, scale: float = 1.0) -> None:
    """Compare one jump without draws."""
    bars = schedule(rng, T)[1]
    xt, predicted = normal(rng, 5, 3, scale=scale), normal(rng, 5, 3)
    want = mean_of(xt, t, previous, predicted, bars, 0.0)
    kit.close(student.ddim_step(xt, t, previous, predicted, bars), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(("t", "previous"), [(8, 7), (8, 3), (5, 0), (1, 0)])
def test_ddim_jump(student, rng, t, previous):
    """不添噪声时，跳多远都对。"""
    plain(student, rng, t, previous)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("t", [8, 3, 0])
def test_ddim_clean_end(student, rng, t):
    """跳到干净的一头，就是推出来的 x0。"""
    plain(student, rng, t, -1)


@pytest.mark.exercise
def test_ddim_far_out(student, rng):
    """推出来的 x0 很大时也不截断。"""
    plain(student, rng, 7, 4, 30.0)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(("t", "previous", "eta"), [(8, 7, 1.0), (8, 4, 1.0), (6, 2, 0.5), (4, 3, 0.7)])
def test_ddim_mean(student, rng, t, previous, eta):
    """添噪声时，随机数相同，xt 和猜的噪声变了多少，结果跟着变多少。"""
    bars = schedule(rng, T)[1]
    xt, predicted, seed = normal(rng, 5, 3), normal(rng, 5, 3), kit.seed_of(rng)
    more_x, more_guess = normal(rng, 5, 3), normal(rng, 5, 3)
    want = mean_of(more_x, t, previous, more_guess, bars, eta)
    since = len(student.calls)
    first = student.ddim_step(xt, t, previous, predicted, bars, eta, fresh(seed))
    second = student.ddim_step(xt + more_x, t, previous, predicted + more_guess, bars, eta, fresh(seed))
    parts = [kit.tensor(part, (5, 3)).detach().double() for part in (first, second)]
    found = parts[1] - parts[0]
    kit.record_since(student, since, [round(float(v), 6) for v in found.flatten()])
    kit.close(found, want, rtol=1e-5, atol=1e-7, name="差")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(("t", "previous", "eta"), [(8, 7, 1.0), (8, 3, 1.0), (5, 2, 0.4)])
def test_ddim_noise(student, rng, t, previous, eta):
    """新噪声的标准差正确，平均是零。"""
    bars = schedule(rng, T)[1]
    zero, since = torch.zeros(20000, 2, dtype=torch.float64), len(student.calls)
    found = student.ddim_step(zero, t, previous, zero, bars, eta, fresh(kit.seed_of(rng)))
    found = kit.tensor(found, (20000, 2)).double()
    ratio = float(found.std()) / deviation_of(t, previous, bars, eta)
    kit.record_since(student, since, [round(ratio, 1), near(float(found.mean()), 0, 0.03)])
    kit.require(near(float(found.mean()), 0, 0.03), "新噪声的平均不是零")
    kit.require(near(ratio, 1, 0.03), "新噪声的标准差不对")


@pytest.mark.exercise
def test_ddim_is_ddpm(student, rng):
    """添足噪声、走一步，方差和 DDPM 的一步相同。"""
    betas, bars = schedule(rng, T)
    zero, since = torch.zeros(20000, 2, dtype=torch.float64), len(student.calls)
    want = math.sqrt(posterior_by_precision(zero[:1], zero[:1], 6, betas, bars)[1])
    found = kit.tensor(
        student.ddim_step(zero, 6, 5, zero, bars, 1.0, fresh(kit.seed_of(rng))), (20000, 2)
    ).double()
    ratio = float(found.std()) / want
    kit.record_since(student, since, round(ratio, 1))
    kit.require(near(ratio, 1, 0.03), "和 DDPM 的一步不同")


@pytest.mark.exercise
def test_ddim_independent(student, rng):
    """新噪声每个数都是单独抽的。"""
    bars = schedule(rng, T)[1]
    zero, since = torch.zeros(300, 2, 3, dtype=torch.float64), len(student.calls)
    found = kit.tensor(student.ddim_step(zero, 6, 3, zero, bars, 1.0, fresh(kit.seed_of(rng))), (300, 2, 3))
    different = len(found.unique())
    kit.record_since(student, since, different)
    kit.require(different == 1800, "有的数用了同样的噪声")


@pytest.mark.exercise
def test_ddim_last_with_eta(student, rng):
    """添噪声的走法，跳到干净的一头也没有噪声。"""
    bars = schedule(rng, T)[1]
    xt, predicted = normal(rng, 5, 3), normal(rng, 5, 3)
    want = implied(xt, 3, predicted, bars)
    kit.close(student.ddim_step(xt, 3, -1, predicted, bars, 1.0, fresh(1)), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise
def test_ddim_single(student):
    """float32、一千步的日程：没有 NaN，也够准。"""
    exact = torch.tensor(np.cumprod(1 - np.linspace(1e-4, 0.02, 1000)))
    x = torch.tensor([0.5, -0.25])
    wants = [mean_of(x.double(), t, p, x.double(), exact, 0.0).float() for t, p in ((999, 979), (20, 0))]
    found = [student.ddim_step(x, t, p, x, exact.float()) for t, p in ((999, 979), (20, 0))]
    ends = [student.ddim_step(x, t, p, x, exact.float(), 1.0, fresh(1)) for t, p in ((1, 0), (0, -1))]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-3, atol=1e-3)
    for got in ends:
        kit.require(bool(kit.tensor(got, (2,)).isfinite().all()), "返回值含有 NaN")


@pytest.mark.exercise
def test_ddim_keeps_inputs(student, rng):
    """调用之后 xt 和 predicted 不变。"""
    bars = schedule(rng, T)[1]
    xt, predicted = normal(rng, 5, 3), normal(rng, 5, 3)
    before, since = (xt.clone(), predicted.clone()), len(student.calls)
    student.ddim_step(xt, 5, 2, predicted, bars, 1.0, fresh(1))
    same = [bool(torch.equal(xt, before[0])), bool(torch.equal(predicted, before[1]))]
    kit.record_since(student, since, same)
    kit.require(all(same), "传进来的张量被改动了")
