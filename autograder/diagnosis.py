"""Name a student's mistake by comparing transcripts; no code per test.

Under the same tests, with the same inputs, a misconception leaves a transcript: which tests fail, and what
the calls in them returned.  A student whose failures look the same has, as far as the tests can see, made
the same mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.student import Call, Opaque, identical, is_tensor
from autograder.suite import Outcome

# Two ways of writing one formula differ by rounding; two different formulas differ by far more.
RTOL, ATOL = 1e-5, 1e-8
# float32 carries seven digits, and a network amplifies their rounding.
RTOL_FLOAT32, ATOL_FLOAT32 = 1e-3, 1e-5


def alike(student: Sequence[Outcome], misconception: Sequence[Outcome]) -> bool:
    """Whether the same tests failed, at least one, and all calls in the failed tests agree."""
    failed = [outcome for outcome in student if not outcome.passed]
    suspect = [outcome for outcome in misconception if not outcome.passed]
    if not failed or [o.test.name for o in failed] != [o.test.name for o in suspect]:
        return False
    return all(_same_calls(ours.calls, theirs.calls) for ours, theirs in zip(failed, suspect, strict=True))


def _same_calls(ours: Sequence[Call], theirs: Sequence[Call]) -> bool:
    return len(ours) == len(theirs) and all(
        a.name == b.name and a.error == b.error and same(a.result, b.result) and same(a.changed, b.changed)
        for a, b in zip(ours, theirs, strict=True)
    )


def same(a: Any, b: Any) -> bool:
    """Whether two recorded results agree up to rounding; a tuple equals a list, opaque equals opaque."""
    if isinstance(a, Opaque) or isinstance(b, Opaque):
        return isinstance(a, Opaque) and isinstance(b, Opaque)
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, (tuple, list)) and isinstance(b, (tuple, list)):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    ours, theirs = _numbers(a), _numbers(b)
    if ours is not None and theirs is not None:
        return is_tensor(a) == is_tensor(b) and _same_numbers(ours, theirs)
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return identical(a, b)
    return type(a) is type(b) and bool(a == b)


def _numbers(value: Any) -> np.ndarray | None:
    """A number, an array of numbers or a tensor as an array; None for anything else."""
    if is_tensor(value):
        # NumPy has no bfloat16.
        return (value.float() if value.dtype.itemsize == 2 else value).detach().numpy()
    if isinstance(value, (bool, int, float, np.generic)):
        return np.asarray(value)
    return value if isinstance(value, np.ndarray) and value.dtype.kind in "biufc" else None


def _same_numbers(a: np.ndarray, b: np.ndarray) -> bool:
    if a.shape != b.shape:
        return False
    coarse = any(x.dtype.kind == "f" and x.dtype.itemsize < 8 for x in (a, b))
    rtol, atol = (RTOL_FLOAT32, ATOL_FLOAT32) if coarse else (RTOL, ATOL)
    return bool(np.allclose(a, b, rtol=rtol, atol=atol, equal_nan=True))
