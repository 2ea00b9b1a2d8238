"""Hidden tests of dequantize: number by number."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import single


def some(rng: np.random.Generator, groups: int, group: int) -> tuple[Tensor, Tensor]:
    """Random steps and scales."""
    q = torch.tensor(rng.integers(-127, 128, size=(groups, group)), dtype=torch.int8)
    return q, single(rng.uniform(0.01, 2.0, size=groups))


def check(student: Any, q: Tensor, scales: Tensor, shape: tuple[int, ...]) -> None:
    """Compare one call."""
    rows = [
        [step * scale for step in row]
        for row, scale in zip(q.tolist(), scales.double().tolist(), strict=True)
    ]
    want = torch.tensor([number for row in rows for number in row]).reshape(shape)
    out = student.dequantize(q, scales, shape)
    kit.close(out, want)
    kit.require(kit.tensor(out).dtype is torch.float32, "dtype 应当是 torch.float32")


@pytest.mark.exercise(core=True)
def test_dequantize_values(student, rng):
    """每个数乘自己那一组的刻度。"""
    check(student, *some(rng, 7, 5), (7, 5))


@pytest.mark.exercise(core=True)
def test_dequantize_shape(student, rng):
    """按行摆回原来的形状，一组可以跨过行。"""
    check(student, *some(rng, 6, 5), (3, 10))
    check(student, *some(rng, 5, 6), (10, 3))


@pytest.mark.exercise
def test_dequantize_square(student, rng):
    """组数和一组的个数一样多时，也是一组一个刻度。"""
    check(student, *some(rng, 6, 6), (4, 9))


@pytest.mark.exercise
def test_dequantize_axes(student, rng):
    """一个轴、三个轴，只有一组，一组只有一个。"""
    check(student, *some(rng, 4, 3), (12,))
    check(student, *some(rng, 4, 6), (2, 3, 4))
    check(student, *some(rng, 1, 10), (2, 5))
    check(student, *some(rng, 7, 1), (7,))


@pytest.mark.exercise
def test_dequantize_zero(student, rng):
    """刻度是零的组还原成零。"""
    q, scales = some(rng, 3, 4)
    scales[1] = 0
    check(student, q, scales, (12,))


@pytest.mark.exercise
def test_dequantize_keeps_input(student, rng):
    """q 和 scales 在调用之后不变。"""
    q, scales = some(rng, 3, 4)
    before = q.clone(), scales.clone()
    student.dequantize(q, scales, (6, 2))
    kit.unchanged(q.numpy(), before[0].numpy(), "q")
    kit.unchanged(scales.numpy(), before[1].numpy(), "scales")
