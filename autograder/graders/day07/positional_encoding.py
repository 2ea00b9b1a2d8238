"""Hidden tests of positional_encoding: sines and cosines, number by number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import torch

from autograder import kit

from common import keeps_dtype, positional_encoding

# Sines of angles up to 500 in float32; the contract promises the student 1e-4.
SINE_ATOL = 5e-4


def sines(student: Any, sizes: Sequence[tuple[int, int]]) -> None:
    """Compare some tables of positions."""
    results = [student.positional_encoding(*size) for size in sizes]
    for size, result in zip(sizes, results):
        kit.tensor(result, size, dtype_kind="f")
        kit.close(result, positional_encoding(*size), atol=SINE_ATOL)


@pytest.mark.exercise(core=True)
def test_positions_values(student):
    """偶数列是 sin，奇数列是 cos，两列一对，一对用同一个角。"""
    sines(student, [(7, 10), (5, 16)])


@pytest.mark.exercise
def test_positions_long(student):
    """位置很多时仍然准确。"""
    sines(student, [(500, 6), (331, 34)])


@pytest.mark.exercise
def test_positions_many_columns(student):
    """列很多时，靠后的列变化很慢，仍然符合公式。"""
    sines(student, [(3, 130), (101, 64)])


@pytest.mark.exercise
def test_positions_small(student):
    """只有一个位置，或者只有两列，也能用。"""
    sines(student, [(1, 6), (5, 2), (1, 2), (13, 4)])


@pytest.mark.exercise
def test_positions_first_row(student):
    """位置从 0 数起：第 0 行是 0 和 1 交替。"""
    sines(student, [(1, 8), (2, 8)])


@pytest.mark.exercise
@pytest.mark.parametrize("d_model", [1, 7, 33])
def test_positions_odd(student, d_model):
    """d_model 是奇数时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.positional_encoding(5, d_model)


@pytest.mark.exercise
def test_positions_are_float32(student):
    """结果是 float32，与模型里别的张量相同。"""
    keeps_dtype(student.positional_encoding(3, 6), torch.float32)
