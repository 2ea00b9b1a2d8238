"""What the hidden tests of two or more exercises of python07_structures share: trees and routes."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from autograder import draws, kit

Tree = Any  # None or (Tree, value, Tree)


def grown(values: list[Any]) -> Tree:
    """The tree that grows from values in this order: the first on top, of the rest the smaller ones left."""
    if not values:
        return None
    top = values[0]
    return (grown([v for v in values if v < top]), top, grown([v for v in values if v > top]))


def drawn_values(rng: np.random.Generator, length: int) -> list[int]:
    """Unlike whole numbers, some negative, in an order whose tree stays below 25 levels."""
    return draws.shuffled(rng, list(range(-length, 2 * length)))[:length]


def check_path(path: Any, graph: Mapping[str, Collection[str]], start: str, goal: str) -> None:
    """Fail unless this is a way along edges from start to goal."""
    if not isinstance(path, (list, tuple)):
        kit.fail("type", "路线应当是列表")
    kit.require(bool(path) and path[0] == start, "路线应当从 start 开始")
    kit.require(path[-1] == goal, "路线应当到 goal 结束")
    for here, there in itertools.pairwise(path):
        kit.require(here in graph and there in graph[here], "路线的每一步都应当沿着一条边")


def lattice(size: int) -> dict[str, list[str]]:
    """Streets both ways between the corners of a square of squares."""
    corners = [(r, c) for r in range(size) for c in range(size)]
    return {
        f"{r},{c}": [
            f"{y},{x}"
            for y, x in ((r, c + 1), (r + 1, c), (r, c - 1), (r - 1, c))
            if 0 <= y < size and 0 <= x < size
        ]
        for r, c in corners
    }
