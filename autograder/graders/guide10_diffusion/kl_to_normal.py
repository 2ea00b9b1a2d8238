"""Hidden tests of kl_to_normal: number by number, and by quadrature."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import ATOL, RTOL, normal


def by_numbers(mean: Tensor, log: Tensor) -> float:
    """One number after the other."""
    total = 0.0
    for m, v in zip(mean.flatten().tolist(), log.flatten().tolist()):
        total += (m * m + math.exp(v) - 1 - v) / 2
    return total / len(mean)


def check(student: Any, mean: Tensor, log: Tensor) -> None:
    """Compare one answer."""
    want = torch.tensor(by_numbers(mean, log), dtype=mean.dtype)
    kit.close(student.kl_to_normal(mean, log), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(5, 3), (3, 2, 5, 4)])
def test_kl_values(student, rng, shape):
    """一批的值正确。"""
    check(student, normal(rng, *shape), normal(rng, *shape))


@pytest.mark.exercise(core=True)
def test_kl_one_sample(student, rng):
    """一个样本、几个分量：是和。"""
    check(student, normal(rng, 1, 7), normal(rng, 1, 7))


@pytest.mark.exercise
def test_kl_one_number(student):
    """和数值积分得到的相同。"""
    mean, log = 0.7, -0.9
    z = np.linspace(-12, 12, 200001)
    q = np.exp(-((z - mean) ** 2) / (2 * math.exp(log))) / math.sqrt(2 * math.pi * math.exp(log))
    p = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
    inside = q > 1e-290
    want = float((q[inside] * np.log(q[inside] / p[inside])).sum() * (z[1] - z[0]))
    given = (torch.tensor([[part]], dtype=torch.float64) for part in (mean, log))
    kit.close(student.kl_to_normal(*given), torch.tensor(want, dtype=torch.float64), rtol=1e-5)


@pytest.mark.exercise
def test_kl_only_mean(student, rng):
    """方差是一时，只由平均决定。"""
    mean = normal(rng, 5, 3)
    check(student, mean, torch.zeros_like(mean))


@pytest.mark.exercise
def test_kl_only_variance(student, rng):
    """平均是零时，只由方差决定。"""
    log = normal(rng, 5, 3)
    check(student, torch.zeros_like(log), log)


@pytest.mark.exercise
def test_kl_zero(student):
    """已经是标准正态时是零。"""
    zero = torch.zeros(4, 3, dtype=torch.float64)
    check(student, zero, zero)


@pytest.mark.exercise
def test_kl_gradient(student, rng):
    """可导，梯度正确。"""
    mean, log = normal(rng, 5, 3), normal(rng, 5, 3)
    arrived = student.vjp("kl_to_normal", [mean, log], torch.tensor(1.0, dtype=torch.float64))
    kit.gradient(arrived.inputs[0], mean / 5, rtol=RTOL, atol=ATOL, name="对 mean 的梯度")
    kit.gradient(arrived.inputs[1], (log.exp() - 1) / 10, rtol=RTOL, atol=ATOL, name="对 log_variance 的梯度")


@pytest.mark.exercise
def test_kl_keeps_inputs(student, rng):
    """传进来的不变。"""
    mean, log = normal(rng, 5, 3), normal(rng, 5, 3)
    before = mean.clone(), log.clone()
    student.kl_to_normal(mean, log)
    kit.unchanged(mean, before[0], "mean")
    kit.unchanged(log, before[1], "log_variance")
