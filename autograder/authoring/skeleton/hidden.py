"""Hidden tests of EXERCISE: 待写 (how the expected values are computed, another way than the lesson does)."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit


def EXERCISE(x: np.ndarray) -> np.ndarray:
    """待写: the reference, independent of the answer key."""
    return x + x


@pytest.mark.exercise(core=True)
def test_values(student, rng):
    """待写：每个元素都变成原来的两倍。"""
    x = rng.normal(size=(3, 5))
    want = EXERCISE(x)
    kit.close(student.EXERCISE(x), want)


@pytest.mark.exercise
def test_keeps_input(student, rng):
    """待写：传进去的 x 在调用之后保持原样。"""
    x = rng.normal(size=(3, 5))
    before = x.copy()
    student.EXERCISE(x)
    kit.unchanged(x, before, "x")
