"""Hidden tests of quantize_int8: group by group, in float64."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import half_scale, normal


def check(student: Any, w: Tensor, group: int) -> tuple[Tensor, Tensor]:
    """Types, shapes, scales, and that every number is the nearest step."""
    flat = np.ascontiguousarray(w.numpy()).ravel().astype(np.float64).reshape(-1, group)
    largest = np.abs(flat).max(axis=1)
    q, scales = kit.sequence(student.quantize_int8(w, group), 2)
    kit.tensor(q, flat.shape, "i", "q")
    kit.require(q.dtype is torch.int8, "q 的 dtype 应当是 torch.int8")
    kit.close(scales, torch.tensor(largest / 127).float(), rtol=1e-5, atol=0, name="scales")
    steps = q.double().numpy()
    kit.require(bool(np.abs(steps).max(initial=0) <= 127), "q 超出了范围")
    error = np.abs(steps * (largest / 127)[:, None] - flat).max(axis=1)
    bound = [half_scale(m / 127) * 1.001 for m in largest]
    kit.require(bool((error <= bound).all()), "有一组的误差超过了半格")
    return q, scales


@pytest.mark.exercise(core=True)
def test_quantize_values(student, rng):
    """每组一个刻度，误差不过半格。"""
    check(student, normal(rng, 6, 10), 5)


@pytest.mark.exercise(core=True)
def test_quantize_across_rows(student, rng):
    """一组可以跨过行的边界。"""
    check(student, normal(rng, 5, 9) * torch.tensor([1.0, 9.0, 0.1, 30.0, 2.0])[:, None], 15)


@pytest.mark.exercise
def test_quantize_signs(student, rng):
    """全是负的、全是正的，最大的是负的。"""
    check(student, -normal(rng, 4, 6).abs() - 0.5, 8)
    check(student, normal(rng, 4, 6).abs() + 0.5, 8)


@pytest.mark.exercise
def test_quantize_sizes(student, rng):
    """很大的、很小的数，一个轴，三个轴，一组只有一个，一组是全部。"""
    check(student, normal(rng, 12) * 1e6, 4)
    check(student, normal(rng, 2, 3, 4) * 1e-6, 6)
    check(student, normal(rng, 7), 1)
    check(student, normal(rng, 3, 5), 15)


@pytest.mark.exercise
def test_quantize_zero_group(student, rng):
    """全是零的一组：刻度和格数都是零；别的组不受影响。"""
    w = normal(rng, 4, 6)
    w[1:3] = 0
    q, scales = check(student, w, 6)
    kit.close(q[1:3].float(), torch.zeros(2, 6), name="全是零的组的 q")
    kit.close(scales[1:3], torch.zeros(2), name="全是零的组的 scale")


@pytest.mark.exercise
def test_quantize_integers(student, rng):
    """本来就是格子上的数，一个不差。"""
    steps = torch.tensor(rng.integers(-127, 128, size=(5, 8)))
    steps[:, 0] = -127
    q, _ = check(student, steps.float() * 0.25, 8)
    kit.close(q, steps, name="q")


@pytest.mark.exercise
def test_quantize_indivisible(student, rng):
    """总数不是一组的倍数，抛出 ValueError；每行够分也不行，总数才算。"""
    for shape, group in (((3, 5), 4), ((7,), 2), ((2, 3), 12)):
        with kit.raises("ValueError"):
            student.quantize_int8(normal(rng, *shape), group)


@pytest.mark.exercise
def test_quantize_layout(student, rng):
    """内存不连续的张量照样按行摊平；调用之后不变。"""
    w = normal(rng, 9, 4).mT
    before = w.clone()
    check(student, w, 6)
    kit.unchanged(w.numpy(), before.numpy(), "w")
