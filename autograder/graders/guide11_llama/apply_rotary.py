"""Hidden tests of apply_rotary: products of complex numbers, in float64."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal, single


def tables(rng: np.random.Generator, length: int, half: int) -> tuple[Tensor, Tensor]:
    """Cosines and sines of random angles."""
    angles = rng.uniform(-3, 3, size=(length, half))
    return single(np.cos(angles)), single(np.sin(angles))


def expected(x: Tensor, cos: Tensor, sin: Tensor, positions: Tensor) -> Tensor:
    """Neighbours as complex numbers, step by step."""
    steps = []
    for j, position in enumerate(positions.tolist()):
        pairs = torch.complex(x[:, j, :, 0::2].double(), x[:, j, :, 1::2].double())
        product = pairs * torch.complex(cos[position].double(), sin[position].double())
        steps.append(torch.view_as_real(product).flatten(-2))
    return torch.stack(steps, dim=1)


def check(student: Any, x: Tensor, cos: Tensor, sin: Tensor, positions: list[int]) -> None:
    """Compare one call."""
    where = torch.tensor(positions)
    want = expected(x, cos, sin, where).float()
    kit.close(student.apply_rotary(x, cos, sin, where), want)


@pytest.mark.exercise(core=True)
def test_apply_values(student, rng):
    """相邻的两个一对，各转各的角。"""
    check(student, normal(rng, 2, 5, 3, 8), *tables(rng, 5, 4), list(range(5)))


@pytest.mark.exercise(core=True)
def test_apply_positions(student, rng):
    """每一步取自己位置的那一行，不一定连续，不一定从零开始。"""
    check(student, normal(rng, 2, 4, 3, 6), *tables(rng, 13, 3), [7, 8, 12, 2])


@pytest.mark.exercise
def test_apply_one_step(student, rng):
    """一次只有一步，在很后面的位置。"""
    check(student, normal(rng, 3, 1, 5, 4), *tables(rng, 11, 2), [10])


@pytest.mark.exercise
def test_apply_as_many_heads_as_steps(student, rng):
    """头数、步数、批一样多时，还是按步转。"""
    check(student, normal(rng, 3, 3, 3, 6), *tables(rng, 9, 3), [4, 0, 7])


@pytest.mark.exercise
def test_apply_one_pair(student, rng):
    """一个头只有一对；一个样本，一个头。"""
    check(student, normal(rng, 1, 5, 1, 2), *tables(rng, 6, 1), [1, 2, 3, 4, 5])


@pytest.mark.exercise
def test_apply_keeps_length(student, rng):
    """转不改变每一对的长短。"""
    x = normal(rng, 2, 5, 3, 8)
    cos, sin = tables(rng, 5, 4)
    want = x.unflatten(-1, (4, 2)).square().sum(-1)
    out = kit.tensor(student.apply_rotary(x, cos, sin, torch.arange(5)), tuple(x.shape), "f")
    kit.close(out.detach().unflatten(-1, (4, 2)).square().sum(-1), want, name="每一对的长短的平方")


@pytest.mark.exercise
def test_apply_gradient(student, rng):
    """梯度传得到 x：照反方向转回去。"""
    x, up = normal(rng, 2, 4, 3, 6), normal(rng, 2, 4, 3, 6)
    cos, sin = tables(rng, 4, 3)
    want = expected(up, cos, -sin, torch.arange(4)).float()
    found = student.vjp("apply_rotary", (x, cos, sin, torch.arange(4)), up)
    kit.gradient(found.inputs[0], want, name="对 x 的梯度")


@pytest.mark.exercise
def test_apply_dtype(student, rng):
    """float64 的 x 出去还是 float64。"""
    x, (cos, sin) = normal(rng, 2, 3, 2, 4).double(), tables(rng, 3, 2)
    want = expected(x, cos, sin, torch.arange(3))
    out = student.apply_rotary(x, cos, sin, torch.arange(3))
    kit.close(out, want, rtol=1e-5, atol=1e-5)
    kit.require(kit.tensor(out).dtype is torch.float64, "dtype 应当与 x 相同")


@pytest.mark.exercise
def test_apply_keeps_input(student, rng):
    """x 在调用之后不变，内存不连续也行。"""
    x = normal(rng, 2, 3, 5, 4).transpose(1, 2)
    before = x.clone()
    check(student, x, *tables(rng, 5, 2), list(range(5)))
    kit.unchanged(x.numpy(), before.numpy(), "x")
