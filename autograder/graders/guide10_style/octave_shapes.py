"""Hidden tests of octave_shapes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from autograder import kit

Pairs = list[tuple[int, ...]]


def octaves(shape: tuple[int, int], scale: float, n: int) -> Pairs:
    """Level by level, from the full shape down."""
    found: Pairs = []
    for level in range(n):
        sides = [side * scale**-level for side in shape]
        found.insert(0, tuple(max(1, math.floor(side + 0.5)) for side in sides))
    return found


def clear(shape: tuple[int, int], scale: float, n: int) -> bool:
    """Whether nothing is near the middle between two whole numbers."""
    sides = [side * scale**-level for side in shape for level in range(n)]
    return all(abs(side % 1 - 0.5) > 0.02 for side in sides)


def pairs(found: Any, n: int) -> Pairs:
    """What came back, as tuples of whole numbers."""
    shapes = [kit.sequence(one, 2, "一级的形状") for one in kit.sequence(found, n)]
    whole = all(
        isinstance(side, (int, np.integer)) and not isinstance(side, bool) for one in shapes for side in one
    )
    kit.require(whole, "边长应当是整数")
    return [tuple(map(int, one)) for one in shapes]


def compare(found: Any, want: Pairs) -> None:
    """The same shapes in the same order."""
    kit.require(pairs(found, len(want)) == want, "形状不对")


@pytest.mark.exercise(core=True)
def test_octaves_default(student, rng):
    """三级，每级小一点四倍，从小到大。"""
    for _ in range(4):
        shape = int(rng.integers(50, 400)), int(rng.integers(50, 400))
        if clear(shape, 1.4, 3):
            compare(student.octave_shapes(shape), octaves(shape, 1.4, 3))


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(
    ("shape", "scale", "n"), [((131, 97), 1.6, 5), ((64, 200), 2.0, 4), ((33, 71), 1.23, 2)]
)
def test_octaves_options(student, shape, scale, n):
    """别的比例和级数。"""
    compare(student.octave_shapes(shape, scale, n), octaves(shape, scale, n))


@pytest.mark.exercise
def test_octaves_one(student):
    """只有一级，就是原来的形状。"""
    compare(student.octave_shapes((37, 53), n=1), [(37, 53)])


@pytest.mark.exercise
def test_octaves_rounding_once(student):
    """每级都从原来的形状算。"""
    compare(student.octave_shapes((23, 29), 1.3, 6), octaves((23, 29), 1.3, 6))


@pytest.mark.exercise
def test_octaves_tiny(student):
    """很小的图，边长至少是一。"""
    compare(student.octave_shapes((2, 9), 3.0, 4), octaves((2, 9), 3.0, 4))
