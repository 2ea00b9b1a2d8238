"""Random plain values of Python for hidden tests: every function draws from the generator that a test is given.

``rng`` is a ``numpy.random.Generator``; what comes back holds Python's own numbers and texts, never NumPy's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def whole(rng: np.random.Generator, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``, both of them possible and of any size."""
    span = high - low + 1
    bits = int.from_bytes(rng.bytes(span.bit_length() // 8 + 9), "little")
    return low + bits % span


def one_of(rng: np.random.Generator, values: Sequence[T]) -> T:
    """One of these, which may be of any type."""
    return values[int(rng.integers(len(values)))]


def some_of(rng: np.random.Generator, values: Sequence[T], length: int) -> list[T]:
    """A list of ``length`` of these; the same may come again."""
    return [one_of(rng, values) for _ in range(length)]


def shuffled(rng: np.random.Generator, values: Sequence[T]) -> list[T]:
    """A new list of the same in another order."""
    return [values[int(i)] for i in rng.permutation(len(values))]


def text(rng: np.random.Generator, length: int, alphabet: str = LETTERS) -> str:
    """A text of ``length`` characters of an alphabet."""
    return "".join(some_of(rng, alphabet, length))


def nested(rng: np.random.Generator, depth: int, leaf: Callable[[], Any]) -> Any:
    """Lists and tuples in one another, at most ``depth`` levels, some of them empty; ``leaf()`` makes what they hold."""
    items = [
        nested(rng, depth - 1, leaf) if depth > 1 and rng.random() < 0.5 else leaf()
        for _ in range(int(rng.integers(0, 4)))
    ]
    return items if rng.random() < 0.6 else tuple(items)


def graph(rng: np.random.Generator, names: Sequence[str], edges: int) -> dict[str, list[str]]:
    """A directed graph: each name with the names that edges lead to, every name a key, no edge twice and none to itself."""
    pairs = [(a, b) for a in names for b in names if a != b]
    found: dict[str, list[str]] = {name: [] for name in shuffled(rng, names)}
    for a, b in shuffled(rng, pairs)[:edges]:
        found[a].append(b)
    return found
