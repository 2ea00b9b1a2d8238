"""What the hidden tests of two or more exercises of guide10_diffusion share: schedules, references, and the transcript of facts.

Schedules here are random and in float64, so that what a test expects is exact; T is small and the noise of one step large, so that
formulas that agree where the noise of a step is small come apart.  Results that depend on the order of draws are compared through
what a draw cannot change: differences of two calls with the same generator, and means and deviations of many numbers.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
from torch import Tensor

from autograder import kit

# float64 on both sides.
RTOL, ATOL = 1e-6, 1e-8


def normal(rng: np.random.Generator, *shape: int, scale: float = 1.0) -> Tensor:
    """Random numbers in float64."""
    return torch.tensor(rng.normal(scale=scale, size=shape))


def turned(x: Tensor) -> Tensor:
    """The same numbers with the last two axes the other way round in memory."""
    return x.mT.contiguous().mT


def schedule(rng: np.random.Generator, steps: int) -> tuple[Tensor, Tensor]:
    """(betas, bars) of random steps, in float64."""
    betas = rng.uniform(0.1, 0.6, size=steps)
    return torch.tensor(betas), torch.tensor(np.exp(np.cumsum(np.log1p(-betas))))


def bar_before(bars: Tensor, t: int) -> float:
    """What is left of the signal before step ``t``."""
    return float(bars[t - 1]) if t > 0 else 1.0


def posterior_by_precision(
    x0: Tensor, xt: Tensor, t: int, betas: Tensor, bars: Tensor
) -> tuple[Tensor, float]:
    """Mean and variance from two pieces of news, weighted by their precision; ``t`` above 0."""
    beta, before = float(betas[t]), bar_before(bars, t)
    from_xt, from_x0 = (1 - beta) / beta, 1 / (1 - before)
    variance = 1 / (from_xt + from_x0)
    mean = variance * (from_xt * xt / math.sqrt(1 - beta) + from_x0 * math.sqrt(before) * x0)
    return mean, variance


def implied(xt: Tensor, t: int, predicted: Tensor, bars: Tensor) -> Tensor:
    """The clean sample that a guess of the noise implies."""
    bar = float(bars[t])
    return xt / math.sqrt(bar) - math.sqrt(1 / bar - 1) * predicted


def number(value: Any, name: str) -> float:
    """One number: a tensor without axes, or a float."""
    if torch.is_tensor(value):
        return float(kit.tensor(value, (), name=name).detach())
    return kit.scalar(value, name)


def fresh(seed: int) -> np.random.Generator:
    """A generator of this seed, to be handed over."""
    return np.random.default_rng(seed)


def near(value: float, want: float, margin: float) -> bool:
    """Whether a measured number is what it should be."""
    return abs(value - want) <= margin
