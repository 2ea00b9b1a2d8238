"""Name a student's mistake by comparing transcripts; no code per test.

Under the same tests, with the same inputs, a misconception leaves a transcript: which tests fail, and what
the calls in them returned.  A student whose failures look the same has, as far as the tests can see, made
the same mistake; where only part of the failures look the same, it is one mistake among others.

A false name is worse than none.  What many mistakes have in common names nothing: an exception of Python's or
NumPy's, a wrong dtype, a missing return, a construct that is not allowed.  The failed test says it already.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checking.kinds import Kind, Mismatch
from autograder.checking.student import Call, Opaque, StudentError, identical, is_tensor
from autograder.checking.suite import Outcome
from autograder.course.variants import Variant

# Two ways of writing one formula differ by rounding; two different formulas differ by far more.
RTOL, ATOL = 1e-5, 1e-8
# float32 carries seven digits, and a network amplifies their rounding.
RTOL_FLOAT32, ATOL_FLOAT32 = 1e-3, 1e-5

_MUTE = frozenset(kind for kind in Kind if kind.mute)
# NaN comes from many mistakes: all failures together may tell which, a part of them does not.
_MUTE_IN_PART = _MUTE | {Kind.NOT_FINITE}


@dataclass(frozen=True)
class Match:
    """A misconception that explains failed tests; ``whole``: all of them."""

    variant: Variant
    whole: bool


def matches(
    outcomes: Sequence[Outcome], source: str, profiles: Iterable[tuple[Variant, Sequence[Outcome]]]
) -> list[Match]:
    """The misconceptions that explain all failures of an exercise; if there are none, those that explain a part.

    ``source`` is the text of the student's cell.  Of two that explain a part, one of which fails only where the other
    fails too, the other is taken.
    """
    failed = _failed(outcomes)
    whole: list[Match] = []
    parts: list[tuple[Match, set[str]]] = []
    for variant, profile in profiles:
        suspect = _failed(profile)
        pairs = [(failed[name], theirs) for name, theirs in suspect.items() if name in failed]
        if not pairs or len(pairs) < len(suspect):
            continue
        all_of_them = len(pairs) == len(failed)
        agree, mute = (_same_calls, _MUTE) if all_of_them else (_alike_as_far_as_it_failed, _MUTE_IN_PART)
        if not all(agree(ours, theirs) for ours, theirs in pairs):
            continue
        if any(_tells((ours.error, source), (theirs.error, variant.source), mute) for ours, theirs in pairs):
            if all_of_them:
                whole.append(Match(variant, whole=True))
            else:
                parts.append((Match(variant, whole=False), set(suspect)))
    return whole or [match for match, tests in parts if not any(tests < others for _, others in parts)]


def can_be_named(variant: Variant, profile: Sequence[Outcome]) -> bool:
    """Whether the failures of a misconception are such that they can name it."""
    seen = [(outcome.error, variant.source) for outcome in _failed(profile).values()]
    return any(_tells(one, one, _MUTE) for one in seen)


def _failed(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    return {outcome.test.name: outcome for outcome in outcomes if not outcome.passed}


def _tells(
    ours: tuple[BaseException | None, str], theirs: tuple[BaseException | None, str], mute: Collection[Kind]
) -> bool:
    """Whether what made a test fail twice, whose calls agree, is evidence of one mistake; each with its cell's text."""
    match ours[0], theirs[0]:
        case Mismatch(kind=one), Mismatch(kind=other):
            return one == other and one not in mute
        case StudentError(exception="AssertionError"), StudentError(exception="AssertionError"):
            return True  # the students' own: no library speaks in this way
        case StudentError(line=one), StudentError(line=other):
            # Any other exception must come from the same statement.
            statement = _statement(ours[1], one)
            return bool(statement) and statement == _statement(theirs[1], other)
    return False


def _statement(source: str, line: int | None) -> str:
    """The innermost statement at a line, however its own variables are called; of a compound one the head.

    Empty if there is none.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and line is not None and node.lineno <= line <= (node.end_lineno or 0)
    ]
    if len(around) < 2:  # nothing, or the definition itself
        return ""
    innermost = copy.deepcopy(around[-1])  # ast.walk goes from outside to inside
    for part in ("body", "orelse", "finalbody", "handlers"):
        if hasattr(innermost, part):
            setattr(innermost, part, [])
    own = {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    own -= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}  # those the exercise gives
    for node in ast.walk(innermost):
        if isinstance(node, ast.Name) and node.id in own:
            node.id = "_"
    return ast.dump(innermost)


def _same_calls(ours: Outcome, theirs: Outcome) -> bool:
    """Whether all that was seen of the calls in a test is the same."""
    return _paired(ours, theirs, lambda a, b: same(a.result, b.result) and same(a.changed, b.changed))


def _alike_as_far_as_it_failed(ours: Outcome, theirs: Outcome) -> bool:
    """Whether the calls agree in what made the test fail: another mistake may change an input or the result besides."""
    if isinstance(theirs.error, Mismatch) and theirs.error.kind is Kind.INPUT_CHANGED:
        return _paired(ours, theirs, lambda a, b: same(a.changed, b.changed))
    return _paired(ours, theirs, lambda a, b: same(_answer(a), _answer(b)))


def _answer(call: Call) -> Any:
    """What a call gave: what it returned, or else what it changed."""
    return call.changed if call.result is None else call.result


def _paired(ours: Outcome, theirs: Outcome, agree: Callable[[Call, Call], bool]) -> bool:
    return len(ours.calls) == len(theirs.calls) and all(
        a.name == b.name and a.error == b.error and agree(a, b)
        for a, b in zip(ours.calls, theirs.calls, strict=True)
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
