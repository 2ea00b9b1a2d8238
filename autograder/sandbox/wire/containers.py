"""What lists, tuples and dicts hold, to see whether that changed."""

from __future__ import annotations

from typing import Any


def contents(container: Any) -> list[Any]:
    """What a list, tuple, dict or set holds, item by item."""
    return [*container, *container.values()] if isinstance(container, dict) else list(container)


def same_things(now: list[Any], before: list[Any]) -> bool:
    """Whether two lists hold the very same objects."""
    return len(now) == len(before) and all(a is b for a, b in zip(now, before))
