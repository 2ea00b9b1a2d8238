"""Plain values of Python compared exactly: numbers, texts, bytes, and lists, tuples, dicts and sets of them.

``True`` is not 1, and 3.0 is not 3, which gives ``/`` in place of ``//`` away.  What may differ: a list may stand for a tuple
and a tuple for a list, an int for a float, and the keys of a dict may come in any order.
"""

from __future__ import annotations

import math
from typing import Any, NoReturn

from autograder.checking.instances import type_of
from autograder.checking.kinds import Kind, Mismatch
from autograder.language import N_, _, _n, listed
from autograder.sandbox import Refusing

# What is shown of a value.
MAX_SHOWN = 120


def compare(actual: Any, expected: Any, tol: float, name: str) -> None:
    """Raise :class:`Mismatch` where ``actual`` differs first from ``expected``, with the place and both values.

    Two floats are the same within ``tol * max(1, abs(expected))``; with ``tol`` 0 the sign of a zero counts too.
    """
    if actual is None and expected is not None:  # of a part, nobody forgot to return it
        wanted = type(expected).__name__
        raise Mismatch(Kind.NONE, _("{name}应当是{expected}", name=name, expected=f" {wanted}"))
    _compare(actual, expected, tol, name)


def _compare(actual: Any, expected: Any, tol: float, name: str) -> None:
    if isinstance(expected, (list, tuple)):
        _sequences(actual, expected, tol, name)
    elif isinstance(expected, dict):
        _dicts(actual, expected, tol, name)
    elif isinstance(expected, float) and (isinstance(actual, float) or type(actual) is int):
        # NumPy's float is one of Python's.
        if not _near(_as_float(actual), expected, tol):
            _unequal(actual, expected, name)
    elif type(actual) is not type(expected):
        _wrong_type(actual, expected, name)
    elif isinstance(expected, set):
        if set(map(_typed, actual)) != set(map(_typed, expected)):
            _unequal(actual, expected, name)
    elif actual != expected:
        _unequal(actual, expected, name)


def _sequences(actual: Any, expected: Any, tol: float, name: str) -> None:
    if type(actual) not in (list, tuple):
        _wrong_type(actual, expected, name)
    for number, (got, want) in enumerate(zip(actual, expected)):
        _compare(got, want, tol, f"{name}[{number}]")
    if len(actual) != len(expected):
        raise Mismatch(
            Kind.LENGTH,
            _n(
                "{name}应当有 {number} 个元素，得到 {actual} 个",
                len(expected),
                name=name,
                actual=len(actual),
            ),
        )


def _dicts(actual: Any, expected: dict[Any, Any], tol: float, name: str) -> None:
    if type(actual) is not dict:
        _wrong_type(actual, expected, name)
    ours, theirs = ({_typed(key): key for key in one} for one in (expected, actual))
    for text, keys in (
        (N_("{name}缺少键 {keys}"), [key for typed, key in ours.items() if typed not in theirs]),
        (N_("{name}多了键 {keys}"), [key for typed, key in theirs.items() if typed not in ours]),
    ):
        if keys:
            raise Mismatch(Kind.KEYS, _(text, name=name, keys=listed(list(map(shown, keys)))))
    for key, want in expected.items():
        _compare(actual[key], want, tol, f"{name}[{shown(key)}]")


def _wrong_type(actual: Any, expected: Any, name: str) -> NoReturn:
    raise Mismatch(
        Kind.TYPE,
        _(
            "{name}应当是 {expected}（{wanted}），得到的是 {actual}（{what}）",
            name=name,
            expected=shown(expected),
            wanted=type(expected).__name__,
            actual=shown(actual),
            what=type_of(actual),
        ),
    )


def _unequal(actual: Any, expected: Any, name: str) -> NoReturn:
    """Of two texts with several lines each, the first line that differs."""
    if isinstance(expected, str) and "\n" in expected and "\n" in actual:
        ours, theirs = actual.split("\n"), expected.split("\n")
        number = next((n for n, pair in enumerate(zip(ours, theirs)) if pair[0] != pair[1]), None)
        if number is None:
            said = _n("{name}应当有 {number} 行，得到 {actual} 行", len(theirs), name=name, actual=len(ours))
            raise Mismatch(Kind.UNEQUAL, said)
        actual, expected = ours[number], theirs[number]
        name = _("{name}的第 {number} 行", name=name, number=number + 1)
    raise Mismatch(
        Kind.UNEQUAL,
        _(
            "{name}应当是 {expected}，得到 {actual}",
            name=name,
            expected=shown(expected),
            actual=shown(actual),
        ),
    )


def _near(actual: float, expected: float, tol: float) -> bool:
    if not tol:
        return repr(actual) == repr(float(expected))
    if not (math.isfinite(actual) and math.isfinite(expected)):
        return actual == expected or (math.isnan(actual) and math.isnan(expected))
    return abs(actual - expected) <= tol * max(1.0, abs(expected))


def _as_float(number: float) -> float:
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
