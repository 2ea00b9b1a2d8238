"""Results that hidden tests ask for again with every student."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

MAX_RESULTS = 256


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Remember the results of a pure function by the contents of its arguments, arrays included.

    The inputs of hidden tests are the same for every student, so a reference that takes long needs to compute
    only once.  Each call gets a copy of its own.
    """

    @functools.lru_cache(MAX_RESULTS)
    def by_contents(arguments: bytes) -> bytes:
        args, kwargs = pickle.loads(arguments)
        return pickle.dumps(function(*args, **kwargs))

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        return pickle.loads(by_contents(pickle.dumps((args, kwargs))))

    return call
