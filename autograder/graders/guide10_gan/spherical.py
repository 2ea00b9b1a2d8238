"""Hidden tests of spherical: pair by pair, with the angle from the arc tangent."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal


def by_hand(z1: Tensor, z2: Tensor, t: float) -> Tensor:
    """Row by row; the angle from the lengths of sum and difference of the unit vectors."""
    rows = []
    for a, b in zip(z1.reshape(-1, z1.shape[-1]), z2.reshape(-1, z2.shape[-1])):
        one, two = a / math.sqrt(float(a @ a)), b / math.sqrt(float(b @ b))
        less, more = one - two, one + two
        angle = 2 * math.atan2(math.sqrt(float(less @ less)), math.sqrt(float(more @ more)))
        if angle < 1e-6:
            rows.append((1 - t) * a + t * b)
        else:
            first, second = math.sin((1 - t) * angle), math.sin(t * angle)
            rows.append((first * a + second * b) / math.sin(angle))
    return torch.stack(rows).reshape(z1.shape)


def check(student: Any, z1: Tensor, z2: Tensor, t: float, tolerance: float = 1e-6) -> None:
    """Compare one place on the way."""
    want = by_hand(z1.double(), z2.double(), t).to(z1.dtype)
    kit.close(student.spherical(z1.clone(), z2.clone(), t), want, rtol=tolerance, atol=tolerance)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("t", [0.3, 0.5, 0.9])
def test_spherical_values(student, rng, t):
    """一批噪声，每一对各有各的夹角和长度。"""
    check(student, normal(rng, 5, 7), 2 * normal(rng, 5, 7), t)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(3,), (2, 4, 3)], ids=str)
def test_spherical_shapes(student, rng, shape):
    """一个向量、更多的轴，都沿最后一轴。"""
    check(student, normal(rng, *shape), normal(rng, *shape), 0.4)


@pytest.mark.exercise
@pytest.mark.parametrize("t", [0.0, 1.0])
def test_spherical_ends(student, rng, t):
    """两头就是两个端点。"""
    z1, z2 = normal(rng, 4, 5), 3 * normal(rng, 4, 5)
    kit.close(student.spherical(z1.clone(), z2.clone(), t), z2 if t else z1, rtol=1e-6, atol=1e-6)


@pytest.mark.exercise
def test_spherical_keeps_the_length(student, rng):
    """两头一样长，中间也一样长。"""
    z1, z2 = normal(rng, 4, 5), normal(rng, 4, 5)
    z1, z2 = (3 * z / z.square().sum(1, keepdim=True).sqrt() for z in (z1, z2))
    found = kit.tensor(student.spherical(z1, z2, 0.37), (4, 5)).detach()
    kit.close(found.square().sum(1).sqrt(), torch.full((4,), 3.0, dtype=torch.float64), rtol=1e-6)


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("stretch", [1.0, 2.0, 0.3])
def test_spherical_parallel(student, rng, dtype, stretch):
    """方向相同时走直线，没有 NaN。"""
    z1 = normal(rng, 20, 9).to(dtype)
    want = ((1 - 0.25) * z1.double() + 0.25 * stretch * z1.double()).to(dtype)
    kit.close(student.spherical(z1.clone(), stretch * z1, 0.25), want, rtol=1e-3, atol=1e-3)


@pytest.mark.exercise
def test_spherical_mixed(student, rng):
    """一批里有的平行有的不平行，各走各的。"""
    z1, z2 = normal(rng, 6, 5), normal(rng, 6, 5)
    z2[1], z2[4] = z1[1], 1.5 * z1[4]
    check(student, z1, z2, 0.6, 1e-5)


@pytest.mark.exercise
def test_spherical_small_angle(student, rng):
    """夹角很小但不是零。"""
    z1 = normal(rng, 4, 5)
    check(student, z1, z1 + 0.01 * normal(rng, 4, 5), 0.4, 1e-5)


@pytest.mark.exercise
def test_spherical_wide_angle(student, rng):
    """夹角超过直角。"""
    z1 = normal(rng, 4, 5)
    check(student, z1, 0.4 * normal(rng, 4, 5) - 1.5 * z1, 0.4)


@pytest.mark.exercise
def test_spherical_single(student, rng):
    """float32 进，float32 出。"""
    z1, z2 = normal(rng, 5, 7).float(), normal(rng, 5, 7).float()
    want = by_hand(z1.double(), z2.double(), 0.3).float()
    found = student.spherical(z1, z2, 0.3)
    kit.close(found, want, rtol=1e-4, atol=1e-4)
    kit.require(found.dtype == torch.float32, "dtype 变了")


@pytest.mark.exercise
def test_spherical_gradient(student, rng):
    """可以求导。"""
    z1, z2 = normal(rng, 3, 5), normal(rng, 3, 5)
    own = [z1.clone().requires_grad_(), z2.clone().requires_grad_()]
    cosine = (own[0] * own[1]).sum(1) / (own[0].norm(dim=1) * own[1].norm(dim=1))
    angle = torch.acos(cosine)[:, None]
    out = (torch.sin(0.7 * angle) * own[0] + torch.sin(0.3 * angle) * own[1]) / torch.sin(angle)
    upstream = normal(rng, 3, 5)
    wants = torch.autograd.grad(out, own, upstream)
    arrived = student.vjp("spherical", [z1, z2, 0.3], upstream)
    for got, want in zip(arrived.inputs[:2], wants):
        kit.gradient(got, want, rtol=1e-5, atol=1e-7)


@pytest.mark.exercise
def test_spherical_keeps_noise(student, rng):
    """z1 和 z2 在调用之后保持原样。"""
    z1, z2 = normal(rng, 3, 5), normal(rng, 3, 5)
    before = z1.clone(), z2.clone()
    student.spherical(z1, z2, 0.3)
    kit.unchanged(z1.numpy(), before[0].numpy(), "z1")
    kit.unchanged(z2.numpy(), before[1].numpy(), "z2")
