"""What the hidden tests of two or more exercises of python03_values share.

References take another way than the lesson: slices and sorting where it loops, whole numbers where it has Decimal.  Expected values are
computed before the calls, and all calls of a test are made before anything is compared: what a failed test has seen is
what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder import draws, kit

NAMES = ["Ann", "Bob", "Cy", "Dan", "Eve", "小明", "小红", "小刚", "阿福", "zoe"]


def leaves_alone(student: Any, name: str, arguments: tuple[Any, ...]) -> None:
    """Fail if a call changes one of its arguments."""
    before = copy.deepcopy(arguments)
    getattr(student, name)(*arguments)
    for number, (now, then) in enumerate(zip(arguments, before), start=1):
        kit.unchanged(now, then, f"第 {number} 个参数")


def thing(rng: np.random.Generator) -> Any:
    """A plain value of some type."""
    makers: list[Callable[[], Any]] = [
        lambda: draws.whole(rng, -3, 3),
        lambda: draws.one_of(rng, [0.5, 1.0, 0.0, -2.25]),
        lambda: draws.text(rng, draws.whole(rng, 0, 3)),
        lambda: draws.one_of(rng, [True, False, None]),
        lambda: draws.some_of(rng, [1, 2, "a"], draws.whole(rng, 0, 2)),
        lambda: tuple(draws.some_of(rng, [1, "b"], draws.whole(rng, 0, 2))),
        lambda: {draws.text(rng, 1): draws.whole(rng, 0, 2)},
    ]
    return draws.one_of(rng, makers)()
