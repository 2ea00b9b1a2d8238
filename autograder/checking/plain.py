"""Plain values of Python compared exactly: numbers, texts, bytes, and lists, tuples, dicts and sets of them.

``True`` is not 1, and 3.0 is not 3, which gives ``/`` in place of ``//`` away.  What may differ: a list may stand for a tuple
and a tuple for a list, an int for a float, and the keys of a dict may come in any order.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from autograder.checking.instances import type_of
from autograder.checking.kinds import Kind
from autograder.language import _, _n, listed
from autograder.sandbox import Refusing

# What is shown of a value.
MAX_SHOWN = 120


@dataclass(frozen=True)
class Difference:
    """Where two values differ first: a :class:`Kind`, and a sentence with the place and both values."""

    kind: Kind
    detail: str


def difference(actual: Any, expected: Any, tol: float, name: str) -> Difference | None:
    """Where ``actual`` differs first from ``expected``; None if it does not.

    Two floats are the same within ``tol * max(1, abs(expected))``; with ``tol`` 0 the sign of a zero counts too.
    """
    if actual is None and expected is not None:  # of a part, nobody forgot to return it
        wanted = type(expected).__name__
        return Difference(Kind.NONE, _("{name}应当是{expected}", name=name, expected=f" {wanted}"))
    return _difference(actual, expected, tol, name)


def _difference(actual: Any, expected: Any, tol: float, name: str) -> Difference | None:
    if isinstance(expected, (list, tuple)):
        return _of_sequences(actual, expected, tol, name)
    if isinstance(expected, dict):
        return _of_dicts(actual, expected, tol, name)
    if isinstance(expected, float) and type(actual) is int:
        actual = _as_float(actual)
    if type(actual) is not type(expected) and not (
        isinstance(expected, float) and isinstance(actual, float)  # NumPy's is one of Python's
    ):
        return _wrong_type(actual, expected, name)
    if isinstance(expected, float):
        return None if _near(actual, expected, tol) else _unequal(actual, expected, name)
    if isinstance(expected, set):
        return (
            None
            if set(map(_typed, actual)) == set(map(_typed, expected))
            else _unequal(actual, expected, name)
        )
    if actual == expected:
        return None
    if isinstance(expected, str) and "\n" in expected and "\n" in actual:
        return _of_lines(actual, expected, name)
    return _unequal(actual, expected, name)


def _of_sequences(actual: Any, expected: Any, tol: float, name: str) -> Difference | None:
    if type(actual) not in (list, tuple):
        return _wrong_type(actual, expected, name)
    for number, (got, want) in enumerate(zip(actual, expected)):
        if found := _difference(got, want, tol, f"{name}[{number}]"):
            return found
    if len(actual) == len(expected):
        return None
    detail = _n(
        "{name}应当有 {number} 个元素，得到 {actual} 个", len(expected), name=name, actual=len(actual)
    )
    return Difference(Kind.LENGTH, detail)


def _of_dicts(actual: Any, expected: dict[Any, Any], tol: float, name: str) -> Difference | None:
    if type(actual) is not dict:
        return _wrong_type(actual, expected, name)
    ours, theirs = ({_typed(key): key for key in one} for one in (expected, actual))
    if lacking := [key for typed, key in ours.items() if typed not in theirs]:
        return Difference(
            Kind.KEYS, _("{name}缺少键 {keys}", name=name, keys=listed(list(map(shown, lacking))))
        )
    if more := [key for typed, key in theirs.items() if typed not in ours]:
        return Difference(Kind.KEYS, _("{name}多了键 {keys}", name=name, keys=listed(list(map(shown, more)))))
    for key, want in expected.items():
        if found := _difference(actual[key], want, tol, f"{name}[{shown(key)}]"):
            return found
    return None


def _of_lines(actual: str, expected: str, name: str) -> Difference:
    """The first line in which two texts differ."""
    ours, theirs = actual.split("\n"), expected.split("\n")
    for number, (got, want) in enumerate(zip(ours, theirs), start=1):
        if got != want:
            return _unequal(got, want, _("{name}的第 {number} 行", name=name, number=number))
    detail = _n("{name}应当有 {number} 行，得到 {actual} 行", len(theirs), name=name, actual=len(ours))
    return Difference(Kind.UNEQUAL, detail)


def _wrong_type(actual: Any, expected: Any, name: str) -> Difference:
    detail = _(
        "{name}应当是 {expected}（{wanted}），得到的是 {actual}（{what}）",
        name=name,
        expected=shown(expected),
        wanted=type(expected).__name__,
        actual=shown(actual),
        what=type_of(actual),
    )
    return Difference(Kind.TYPE, detail)


def _unequal(actual: Any, expected: Any, name: str) -> Difference:
    detail = _(
        "{name}应当是 {expected}，得到 {actual}", name=name, expected=shown(expected), actual=shown(actual)
    )
    return Difference(Kind.UNEQUAL, detail)


def _near(actual: float, expected: float, tol: float) -> bool:
    if not tol:
        return repr(float(actual)) == repr(expected)
    if not (math.isfinite(actual) and math.isfinite(expected)):
        return actual == expected or (math.isnan(actual) and math.isnan(expected))
    return abs(actual - expected) <= tol * max(1.0, abs(expected))


def _as_float(number: int) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def _typed(key: Any) -> Any:
    """A key with its type: ``1``, ``1.0`` and ``True`` are one key to a dict."""
    return type(key), tuple(map(_typed, key)) if isinstance(key, tuple) else key


def shown(value: Any) -> str:
    """A value as one writes it, cut where it is long; an object of the student's own by its type."""
    if isinstance(value, Refusing):
        return _("一个 {what} 对象", what=type_of(value))
    text = repr(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
