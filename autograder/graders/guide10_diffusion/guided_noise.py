"""Hidden tests of guided_noise: number by number."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import ATOL, RTOL, normal, turned


def check(student: Any, c: Tensor, u: Tensor, scale: float) -> None:
    """Compare one answer."""
    want = (1 - scale) * u + scale * c
    kit.close(student.guided_noise(c, u, scale), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("scale", [0.0, 1.0])
def test_guidance_ends(student, rng, scale):
    """零是没有标签的，一是有标签的。"""
    check(student, normal(rng, 5, 3), normal(rng, 5, 3), scale)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("scale", [0.5, 3.0, 7.5])
def test_guidance_scale(student, rng, scale):
    """中间和更大的倍数。"""
    check(student, normal(rng, 5, 3), normal(rng, 5, 3), scale)


@pytest.mark.exercise
def test_guidance_pictures(student, rng):
    """图也行，内存里转置过也行。"""
    check(student, normal(rng, 2, 3, 4, 5), turned(normal(rng, 2, 3, 4, 5)), 2.0)


@pytest.mark.exercise
def test_guidance_negative(student, rng):
    """倍数是负数，就往反方向走。"""
    check(student, normal(rng, 5, 3), normal(rng, 5, 3), -1.5)


@pytest.mark.exercise
def test_guidance_equal(student, rng):
    """两种猜法相同时，倍数没有影响。"""
    c = normal(rng, 5, 3)
    check(student, c, c.clone(), 4.0)


@pytest.mark.exercise
def test_guidance_keeps_inputs(student, rng):
    """调用之后两个张量不变，返回的是新的张量。"""
    c, u = normal(rng, 5, 3), normal(rng, 5, 3)
    before = c.clone(), u.clone()
    found = student.guided_noise(c, u, 2.5)
    kit.tensor(found, (5, 3))
    kit.unchanged(c, before[0], "conditional")
    kit.unchanged(u, before[1], "unconditional")


@pytest.mark.exercise
def test_guidance_type(student, rng):
    """float32 进，float32 出。"""
    found = student.guided_noise(normal(rng, 3).float(), normal(rng, 3).float(), 2.0)
    kit.require(kit.tensor(found, (3,)).dtype == torch.float32, "应当是 float32")
