"""What the hidden tests of two or more exercises of python10_heart share: points, polygons, and who is inside one.

The reference looks up where the lesson looks right, in whole numbers throughout, so that nothing is rounded.
``tests/content/references`` compares everything with NumPy, matplotlib and the winding number.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence

import numpy as np

Point = tuple[float, float]


def heart_point(t: float) -> Point:
    """The point of the heart: powers of ``exp(it)`` in place of cosines of multiples."""
    turn = cmath.exp(1j * t)
    y = 13 * turn - 5 * turn**2 - 2 * turn**3 - turn**4
    return 4 * (3 * turn.imag - (turn**3).imag), y.real


def heart_outline(n: int) -> list[Point]:
    """``n`` points of the heart."""
    return [heart_point(math.tau / n * k) for k in range(n)]


def on_edge(point: Sequence[float], outline: Sequence[Sequence[float]]) -> bool:
    """Whether a point lies on an edge."""
    x, y = point
    for (x1, y1), (x2, y2) in zip(outline, [*outline[1:], outline[0]]):
        level = (x2 - x1) * (y - y1) == (y2 - y1) * (x - x1)
        if level and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
            return True
    return False


def is_inside(point: Sequence[float], outline: Sequence[Sequence[float]]) -> bool:
    """Whether a ray upwards leaves through an odd number of edges; exact where all are whole numbers."""
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in zip(outline, [*outline[1:], outline[0]]):
        if (x1 <= x) != (x2 <= x):
            side = (x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)
            crossings += side > 0 if x2 > x1 else side < 0
    return crossings % 2 == 1


def star(rng: np.random.Generator, corners: int, size: int) -> list[tuple[int, int]]:
    """A polygon whose corners, whole numbers, lie around the origin one after another; it is hardly ever convex."""
    while True:
        angles = np.sort(rng.uniform(0, math.tau, corners))
        radii = rng.uniform(0.25, 1.0, corners) * size
        points = [
            (round(float(r * math.cos(a))), round(float(r * math.sin(a)))) for r, a in zip(radii, angles)
        ]
        # Each a little further round than the one before, so that no two edges cross.
        pairs = zip(points, [*points[1:], points[0]])
        if all(x1 * y2 - x2 * y1 > 0 for (x1, y1), (x2, y2) in pairs):
            return points if rng.random() < 0.5 else points[::-1]


def plain(numbers: np.ndarray) -> list[Point]:
    """Rows of an array as tuples of Python's own numbers."""
    return [(float(x), float(y)) for x, y in numbers]
