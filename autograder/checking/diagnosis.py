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
from functools import cached_property
from typing import Any, Protocol, Self, TypeVar

import numpy as np

from autograder.checking.kinds import Kind, Mismatch
from autograder.checking.student import Call, Opaque, StudentError, identical, is_tensor
from autograder.checking.suite import Outcome
from autograder.course.variants import Variant

# Two ways of writing one formula differ by rounding; two different formulas differ by far more.
RTOL, ATOL = 1e-5, 1e-8
# float32 carries seven digits, and a network amplifies their rounding.
RTOL_FLOAT32, ATOL_FLOAT32 = 1e-3, 1e-5

_MUTE = frozenset(kind.value for kind in Kind if kind.mute)
# NaN comes from many mistakes: all failures together may tell which, a part of them does not.
_MUTE_IN_PART = _MUTE | {Kind.NOT_FINITE.value}

T = TypeVar("T")


@dataclass(frozen=True)
class Match:
    """A misconception that explains failed tests; ``whole``: all of them."""

    variant: Variant
    whole: bool


class Failure(Protocol):
    """A failed test as it is compared: its name, and what is evidence of a mistake in what made it fail, see :func:`evidence`."""

    @property
    def test(self) -> str:
        """The name of the test."""
        ...

    @property
    def evidence(self) -> str:
        """Empty if there is none."""
        ...

    def agrees(self, other: Self, whole: bool) -> bool:
        """Whether the calls of the test were the same; if not ``whole``, only in what made the test fail."""
        ...


F = TypeVar("F", bound=Failure)


@dataclass(frozen=True)
class Seen:
    """A failed test with all that it saw; ``source`` is the text of the exercise's cell."""

    outcome: Outcome
    source: str

    @property
    def test(self) -> str:
        """The name of the test."""
        return self.outcome.test.name

    @cached_property
    def evidence(self) -> str:
        """What the failure tells; read only where calls agree, since a text must be parsed for it."""
        return evidence(self.outcome.error, self.source)

    def agrees(self, other: Seen, whole: bool) -> bool:
        """Whether all that was seen of the calls in a test is the same, or what made it fail."""
        agree = _same_calls if whole else _alike_as_far_as_it_failed
        return agree(self.outcome, other.outcome)


def matches(
    outcomes: Sequence[Outcome], source: str, profiles: Iterable[tuple[Variant, Sequence[Outcome]]]
) -> list[Match]:
    """The misconceptions that explain the failures of an exercise; ``source`` is the text of the student's cell."""
    suspects = ((variant, failures(profile, variant.source)) for variant, profile in profiles)
    return [Match(variant, whole) for variant, whole in fitting(failures(outcomes, source), suspects)]


def fitting(ours: Sequence[F], suspects: Iterable[tuple[T, Sequence[F]]]) -> list[tuple[T, bool]]:
    """Which suspects explain all failures; if there are none, those that explain a part.  With each, whether it is all.

    Of two that explain a part, one of which fails only where the other fails too, the other is taken.
    """
    failed = {one.test: one for one in ours}
    whole: list[tuple[T, bool]] = []
    parts: list[tuple[T, set[str]]] = []
    for suspect, profile in suspects:
        pairs = [(failed[theirs.test], theirs) for theirs in profile if theirs.test in failed]
        if not pairs or len(pairs) < len(profile):
            continue
        all_of_them = len(pairs) == len(failed)
        mute = _MUTE if all_of_them else _MUTE_IN_PART
        if not all(one.agrees(theirs, all_of_them) for one, theirs in pairs):
            continue
        if any(_tells(one.evidence, theirs.evidence, mute) for one, theirs in pairs):
            if all_of_them:
                whole.append((suspect, True))
            else:
                parts.append((suspect, {theirs.test for theirs in profile}))
    return whole or [
        (suspect, False) for suspect, tests in parts if not any(tests < others for _, others in parts)
    ]


def can_be_named(variant: Variant, profile: Sequence[Outcome]) -> bool:
    """Whether the failures of a misconception are such that they can name it."""
    return any(_tells(one.evidence, one.evidence, _MUTE) for one in failures(profile, variant.source))


def says_itself(error: BaseException | None) -> bool:
    """Whether a failure needs no search for a cause: a blank still empty, a name missing, a dead worker."""
    return isinstance(error, StudentError) and error.kind.explained


def failures(outcomes: Iterable[Outcome], source: str) -> list[Seen]:
    """What is compared of outcomes: the failed tests; costly ones only where no other failed.

    What a training run comes to tells less of a mistake than a test that is made to show it, and a misconception that such a
    test shows has not been trained: :meth:`autograder.checking.suite.Suite.run`.
    """
    failed = [outcome for outcome in outcomes if not outcome.passed]
    cheap = [outcome for outcome in failed if not outcome.test.costly]
    return [Seen(outcome, source) for outcome in cheap or failed]


def evidence(error: BaseException | None, source: str) -> str:
    """What made a test fail, in words that are the same for one mistake; empty if it is no evidence of any.

    An exception must come from the same statement of the exercise's cell, whose text is ``source``, but for an assertion:
    that is the students' own, no library speaks in this way.
    """
    match error:
        case Mismatch(kind=kind):
            return kind.value
        case StudentError(exception="AssertionError"):
            return error.exception
        case StudentError(line=line):
            return _statement(source, line)
    return ""


def _tells(ours: str, theirs: str, mute: Collection[str]) -> bool:
    """Whether what made a test fail twice, whose calls agree, is evidence of one mistake."""
    return ours == theirs != "" and ours not in mute


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
    if isinstance(innermost, ast.Raise) and isinstance(innermost.exc, ast.Call):
        innermost.exc, innermost.cause = innermost.exc.func, None  # what it says is the student's affair
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
    return ast.unparse(innermost)


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
    if {type(a), type(b)} <= {bool, int}:
        return type(a) is type(b) and a == b
    ours, theirs = numbers(a), numbers(b)
    if ours is not None and theirs is not None:
        return is_tensor(a) == is_tensor(b) and _same_numbers(ours, theirs)
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return identical(a, b)
    return type(a) is type(b) and bool(a == b)


def numbers(value: Any) -> np.ndarray | None:
    """A number, an array of numbers or a tensor as an array; None for anything else."""
    if is_tensor(value):
        # NumPy has no bfloat16.
        return (value.float() if value.dtype.itemsize == 2 else value).detach().numpy()
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        return None
    if isinstance(value, (bool, int, float, np.generic)):
        return np.asarray(value)
    return value if isinstance(value, np.ndarray) and value.dtype.kind in "biufc" else None


def _same_numbers(a: np.ndarray, b: np.ndarray) -> bool:
    if a.shape != b.shape:
        return False
    coarse = any(x.dtype.kind == "f" and x.dtype.itemsize < 8 for x in (a, b))
    rtol, atol = (RTOL_FLOAT32, ATOL_FLOAT32) if coarse else (RTOL, ATOL)
    return bool(np.allclose(a, b, rtol=rtol, atol=atol, equal_nan=True))
