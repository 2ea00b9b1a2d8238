"""Hidden tests of add_noise: row by row."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import ATOL, RTOL, normal, schedule, turned


def noisy(x0: Tensor, t: Tensor, noise: Tensor, bars: Tensor) -> Tensor:
    """One row after the other."""
    rows = []
    for row, step, grain in zip(x0, t.tolist(), noise):
        bar = float(bars[step])
        rows.append(math.sqrt(bar) * row + math.sqrt(1 - bar) * grain)
    return torch.stack(rows)


def some(rng: np.random.Generator, *shape: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """(x0, t, noise, bars)."""
    t = torch.tensor(rng.permutation(11)[: shape[0]])
    return normal(rng, *shape), t, normal(rng, *shape), schedule(rng, 11)[1]


def check(student: Any, given: tuple[Tensor, ...]) -> None:
    """Compare one answer."""
    want = noisy(*given)
    kit.close(student.add_noise(*given), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
def test_noise_points(student, rng):
    """平面上的点，每个有自己的步数。"""
    check(student, some(rng, 7, 2))


@pytest.mark.exercise(core=True)
def test_noise_pictures(student, rng):
    """图，每张有自己的步数。"""
    check(student, some(rng, 5, 3, 4, 7))


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(7,), (7, 5, 3), (3, 2, 2, 5, 4)])
def test_noise_any_axes(student, rng, shape):
    """几个轴都行。"""
    check(student, some(rng, *shape))


@pytest.mark.exercise
def test_noise_square(student, rng):
    """样本个数和最后一轴一样长时也对。"""
    check(student, some(rng, 5, 5))


@pytest.mark.exercise
def test_noise_same_steps(student, rng):
    """步数全相同、只有一个样本时也对。"""
    x0, _, noise, bars = some(rng, 5, 3)
    check(student, (x0, torch.full((5,), 10), noise, bars))
    check(student, (x0[:1], torch.tensor([0]), noise[:1], bars))


@pytest.mark.exercise
def test_noise_layout(student, rng):
    """内存里转置过的张量也对。"""
    x0, t, noise, bars = some(rng, 5, 3, 4)
    check(student, (turned(x0), t, turned(noise), bars))


@pytest.mark.exercise
def test_noise_keeps_type(student, rng):
    """float32 进，float32 出。"""
    x0, t, noise, bars = some(rng, 5, 3)
    found = student.add_noise(x0.float(), t, noise.float(), bars.float())
    kit.require(kit.tensor(found, (5, 3)).dtype == torch.float32, "应当是 float32")


@pytest.mark.exercise
def test_noise_gradient(student, rng):
    """对 x0 和 noise 可导。"""
    x0, t, noise, bars = some(rng, 5, 3)
    upstream = normal(rng, 5, 3)
    arrived = student.vjp("add_noise", [x0, t, noise, bars], upstream)
    kit.gradient(arrived.inputs[0], bars[t].sqrt()[:, None] * upstream, rtol=RTOL, atol=ATOL)
    kit.gradient(arrived.inputs[1], (1 - bars[t]).sqrt()[:, None] * upstream)


@pytest.mark.exercise
def test_noise_keeps_inputs(student, rng):
    """调用之后 x0、noise、bars 不变。"""
    given = some(rng, 5, 3)
    before = [part.clone() for part in given]
    student.add_noise(*given)
    for now, then, name in zip(given, before, ("x0", "t", "noise", "bars")):
        kit.unchanged(now, then, name)
