"""Hidden tests of total_variation: neighbours one by one."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal


def roughness(x: Tensor) -> Tensor:
    """Row by row and column by column."""
    rows = torch.stack([(x[..., i + 1, :] - x[..., i, :]).abs() for i in range(x.shape[-2] - 1)])
    columns = torch.stack([(x[..., j + 1] - x[..., j]).abs() for j in range(x.shape[-1] - 1)])
    return rows.sum() / rows.numel() + columns.sum() / columns.numel()


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(1, 3, 5, 7), (1, 1, 11, 2)])
def test_variation_values(student, rng, shape):
    """两个方向各自平均，再相加。"""
    x = normal(rng, *shape)
    want = roughness(x)
    kit.close(student.total_variation(x), want)


@pytest.mark.exercise
@pytest.mark.parametrize("down", [True, False])
def test_variation_stripes(student, rng, down):
    """条纹图，只在一个方向上有变化。"""
    x = normal(rng, 1, 2, 5, 1).expand(1, 2, 5, 7).clone()
    x = x if down else x.mT.contiguous()
    want = roughness(x)
    kit.close(student.total_variation(x), want)


@pytest.mark.exercise
def test_variation_ramp(student):
    """均匀的斜坡。"""
    x = torch.arange(12.0).double().reshape(1, 1, 3, 4)
    kit.close(student.total_variation(x), torch.tensor(5.0).double())


@pytest.mark.exercise
def test_variation_batch(student, rng):
    """一批图，所有的差一起平均。"""
    x = normal(rng, 3, 2, 4, 5)
    want = roughness(x)
    kit.close(student.total_variation(x), want)


@pytest.mark.exercise
def test_variation_gradient(student, rng):
    """可以求导。"""
    x = normal(rng, 1, 2, 4, 5)
    leaf = x.clone().requires_grad_()
    (want,) = torch.autograd.grad(roughness(leaf), leaf)
    arrived = student.vjp("total_variation", [x], torch.tensor(1.0).double())
    kit.gradient(arrived.inputs[0], want)


@pytest.mark.exercise
def test_variation_keeps_image(student, rng):
    """图保持原样。"""
    x = normal(rng, 1, 2, 4, 5)
    before = x.clone()
    student.total_variation(x)
    kit.unchanged(x, before, "image")
