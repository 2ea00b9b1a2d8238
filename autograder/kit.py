"""Comparisons used by every test, public or hidden: type, shape, dtype, then values; and arrays as they may lie in memory.

Expected values are computed on the trusted side; what a student returned is only ever *read* here.
A failed comparison raises :class:`Mismatch`.  Its ``kind`` comes from a closed list and may be shown to
anybody; its ``detail`` contains numbers and is shown for public tests only, unless it tells of the text alone.
"""

from __future__ import annotations

import builtins
import copy
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any, NoReturn

import numpy as np

from autograder.checking.instances import type_of
from autograder.checking.kinds import Found, Kind, Mismatch, Rule
from autograder.checking.plain import compare
from autograder.checking.slicing import Slice, TooLong, cut
from autograder.checking.student import Call, Student, StudentError, equal, is_tensor
from autograder.checking.syntax import LOOPING_CALLS, banned_use, called_back, python_loop, unclear
from autograder.language import N_, _, _n, listed
from autograder.sandbox import Refusing

# Two right computations in float64 differ by less.
RTOL, ATOL = 1e-7, 1e-9
# What a problem in float32 may cost, and what a few steps in float32 cost where the problem is in float64: shares of the
# largest entry.
SINGLE = 1e-4
ROUNDING = 1e-6
# By how much floats in plain values of Python may differ.
PLAIN = 1e-9
# What is compared, unless a test gives it another name.
RETURNED = N_("返回值")


def fail(kind: str, detail: str | Found) -> NoReturn:
    """Fail the running test with a :class:`Kind`, or the code of one."""
    raise Mismatch(kind, detail)


def require(condition: bool, detail: str) -> None:
    """Fail with kind ``property`` unless ``condition`` holds."""
    if not condition:
        fail(Kind.PROPERTY, detail)


def at_least(actual: float, least: float, name: str) -> None:
    """Fail with kind ``property`` unless a number reaches a bound; it is shown with digits in which it does not."""
    # Rounded to two digits, 0.9466 would read "是 0.95，应当不低于 0.95".
    require(
        actual >= least,
        _(
            "{name}是 {actual}，应当不低于 {least}",
            name=_(name),
            actual=_apart(actual, least),
            least=f"{least:g}",
        ),
    )


def _apart(number: float, other: float) -> str:
    """A number with as few digits after the point, at least two, as show that it is another one."""
    return next(
        (text for digits in range(2, 17) if float(text := f"{number:.{digits}f}") != other), repr(number)
    )


def _wrong_type(actual: Any, expected: str, name: str) -> NoReturn:
    if actual is None:
        fail(Kind.NONE, _("{name}应当是{expected}", name=_(name), expected=expected))
    # NumPy's scalars carry names like float64, which reads as if it were an array's dtype.
    what = _("一个数") if isinstance(actual, (int, float, np.number)) else type_of(actual)
    fail(
        Kind.TYPE,
        _("{name}应当是{expected}，得到的是{what}", name=_(name), expected=expected, what=what),
    )


def array(
    actual: Any, shape: tuple[int, ...] | None = None, dtype: str | None = None, name: str = RETURNED
) -> np.ndarray:
    """Return ``actual`` if it is an ndarray of real numbers with this shape, else fail.

    ``dtype`` is a string of allowed NumPy kinds, for example ``"iu"`` for integers or ``"f"`` for floats.
    """
    if type(actual) is not np.ndarray:
        _wrong_type(actual, "numpy.ndarray", name)
    if actual.dtype.kind not in (dtype or "biuf"):
        fail(Kind.DTYPE, _wrong_dtype(actual, dtype, name))
    if shape is not None and actual.shape != shape:
        fail(Kind.SHAPE, _wrong_shape(actual, shape, name))
    return actual


def tensor(
    actual: Any, shape: tuple[int, ...] | None = None, dtype_kind: str | None = None, name: str = RETURNED
) -> Any:
    """Return ``actual`` if it is a torch tensor of real numbers with this shape, else fail.

    ``dtype_kind`` is a string of allowed kinds as for :func:`array`: ``"f"`` floats, ``"iu"`` integers,
    ``"b"`` booleans.  PyTorch itself is never imported here: who expects a tensor has it already.
    """
    torch = sys.modules.get("torch")
    if torch is None or type(actual) not in (torch.Tensor, torch.nn.Parameter):
        _wrong_type(actual, "torch.Tensor", name)
    if _tensor_kind(torch, actual.dtype) not in (dtype_kind or "biuf"):
        fail(Kind.DTYPE, _wrong_dtype(actual, dtype_kind, name))
    if shape is not None and tuple(actual.shape) != shape:
        fail(Kind.SHAPE, _wrong_shape(actual, shape, name))
    return actual


def _wrong_shape(actual: Any, shape: tuple[int, ...], name: str) -> str:
    return _(
        "{name}的形状应当是 {shape}，得到的是 {actual}", name=_(name), shape=shape, actual=tuple(actual.shape)
    )


def _wrong_dtype(actual: Any, kinds: str | None, name: str) -> str:
    """``kinds``: what is allowed, as in NumPy."""
    names = {"b": _("布尔"), "i": _("整数"), "u": _("整数"), "f": _("浮点数")}
    expected = _("或").join(dict.fromkeys(names[kind] for kind in kinds or "iuf"))
    return _(
        "{name}的 dtype 是 {actual}，应当是{expected}", name=_(name), actual=actual.dtype, expected=expected
    )


def _tensor_kind(torch: Any, dtype: Any) -> str:
    """The NumPy kind of a tensor's dtype."""
    if dtype is torch.bool:
        return "b"
    if dtype.is_complex:
        return "c"
    if dtype.is_floating_point:
        return "f"
    return "u" if dtype is torch.uint8 else "i"


def _numbers(value: Any) -> np.ndarray:
    """A tensor or an array as float64."""
    return value.detach().double().numpy() if is_tensor(value) else np.asarray(value, dtype=np.float64)


def scalar(actual: Any, name: str = RETURNED) -> float:
    """Return ``actual`` as a float if it is one real number (a Python or NumPy scalar or a 0-d array)."""
    if isinstance(actual, (int, float, np.integer, np.floating)) and not isinstance(actual, bool):
        with suppress(OverflowError):
            return float(actual)
        fail(Kind.VALUE, _("{name}大得不能用浮点数表示", name=_(name)))
    if type(actual) is np.ndarray and actual.ndim == 0 and actual.dtype.kind in "iuf":
        return float(actual)
    if type(actual) is np.ndarray:
        fail(
            Kind.SHAPE,
            _("{name}应当是一个数，得到的是形状为 {shape} 的数组", name=_(name), shape=actual.shape),
        )
    _wrong_type(actual, _("一个数"), name)


def sequence(actual: Any, length: int, name: str = RETURNED) -> list[Any]:
    """Return ``actual`` as a list if it is a tuple, a list or a 1-D array of this length, else fail."""
    # Of an object of the student's, even this would be asked over there.
    axes = 0 if isinstance(actual, Refusing) else getattr(actual, "ndim", 0)
    if not isinstance(actual, (tuple, list)) and axes != 1:
        _wrong_type(actual, _n("含 {number} 个元素的 tuple", length), name)
    if len(actual) != length:
        fail(
            Kind.LENGTH,
            _n("{name}应当有 {number} 个元素，得到 {actual} 个", length, name=_(name), actual=len(actual)),
        )
    return list(actual)


def mapping(actual: Any, keys: tuple[str, ...], name: str = RETURNED) -> dict[str, Any]:
    """Return ``actual`` if it is a dict that has at least these keys, else fail."""
    if not isinstance(actual, dict):
        _wrong_type(actual, "dict", name)
    missing = [key for key in keys if key not in actual]
    if missing:
        fail(Kind.KEYS, _("{name}缺少键 {keys}", name=_(name), keys=listed(missing)))
    return actual


def same(actual: Any, expected: Any, *, tol: float = PLAIN, name: str = RETURNED) -> None:
    """Fail unless a plain value of Python equals ``expected``, in type and value, at every level.

    ``expected``: None, a bool, int, float, str or bytes, or a list, tuple, dict or set of such.  ``True`` is not 1, 3.0 is not
    3; an int will do for a float, a list for a tuple and a tuple for a list, the keys of a dict in any order.  Floats may be
    off by ``tol * max(1, abs(expected))``; with ``tol`` 0 by nothing, and the sign of a zero counts.
    """
    compare(actual, expected, tol, _(name))


def agree(
    function: Callable[..., Any],
    reference: Callable[..., Any],
    inputs: Iterable[Sequence[Any]],
    *,
    tol: float = PLAIN,
) -> None:
    """Call a student's function with each of ``inputs``, and fail unless every result is the :func:`same` as the reference's.

    Either gets copies: what it does to its arguments is another test's affair.  All calls are made before anything is
    compared, so that a mistake shows in each of them.
    """
    cases = list(inputs)
    wanted = [reference(*copy.deepcopy(case)) for case in cases]
    results = [function(*copy.deepcopy(case)) for case in cases]
    for result, want in zip(results, wanted, strict=True):
        same(result, want, tol=tol)


def relative_error(actual: np.ndarray, expected: np.ndarray) -> float:
    """Largest ``|a - e| / max(1e-8, |a| + |e|)`` over all entries; 0 for empty arrays."""
    if actual.size == 0:
        return 0.0
    scale = np.maximum(1e-8, np.abs(actual) + np.abs(expected))
    return float(np.max(np.abs(actual - expected) / scale))


def close(
    actual: Any, expected: Any, *, rtol: float = RTOL, atol: float = ATOL, name: str = RETURNED
) -> None:
    """Fail unless ``actual`` equals ``expected`` (an array, a number or a tensor) in type, shape and value.

    A tensor is expected where ``expected`` is one; otherwise an array where ``expected`` has at least one
    axis, else one number.  Broadcasting never hides a wrong shape.

    How exact an answer must be is the problem's to say, never the answer's: a wrong one is not right for being
    rounded.  Where ``expected`` is in float32, so is the problem, and 1e-4 of the largest entry is allowed; where it
    is in float64, an answer in float32 may be off by the rounding of that type, and one in float16 by nothing.  A
    test that asks for more than the defaults means it.
    """
    want = _numbers(expected)
    if is_tensor(expected):
        got = _numbers(tensor(actual, want.shape, name=name))
    elif want.ndim == 0:
        got = np.asarray(scalar(actual, name))
    else:
        got = _numbers(array(actual, want.shape, name=name))
    finite, wants_finite = np.isfinite(got).all(), np.isfinite(want).all()
    if wants_finite and not finite:
        fail(Kind.NOT_FINITE, _("{name}含有 NaN 或 Inf", name=_(name)))
    coarse = SINGLE if _is_single(expected) else ROUNDING if _is_single(actual) else 0.0
    if coarse and want.size and rtol >= RTOL and atol >= ATOL:
        largest = np.max(np.abs(want), where=np.isfinite(want), initial=0.0)
        rtol, atol = max(rtol, coarse), max(atol, coarse * float(largest))
    if finite and wants_finite:  # np.allclose takes five times as long
        agree = (np.abs(got - want) <= atol + rtol * np.abs(want)).all()
    else:
        agree = np.allclose(got, want, rtol=rtol, atol=atol, equal_nan=True)
    if not agree:
        fail(Kind.VALUE, _difference(got, want, name))


def _is_single(value: Any) -> bool:
    """Whether an array, a number or a tensor is in float32."""
    return str(getattr(value, "dtype", "")).removeprefix("torch.") == "float32"


def gradient(
    actual: Any, expected: Any, *, rtol: float = RTOL, atol: float = ATOL, name: str = N_("梯度")
) -> None:
    """Fail unless a gradient from :meth:`Student.vjp` arrived and is :func:`close` to ``expected``."""
    if actual is None:
        fail(Kind.NO_GRADIENT, _("{name}没有算出来：从输出往回走，计算图在半路断了", name=_(name)))
    close(actual, expected, rtol=rtol, atol=atol, name=name)


def _difference(got: np.ndarray, want: np.ndarray, name: str) -> str:
    """Say where two arrays of one shape differ most."""
    same = (got == want) | (np.isnan(got) & np.isnan(want))
    with np.errstate(invalid="ignore"):  # infinity less infinity
        apart = np.where(same, 0.0, np.nan_to_num(np.abs(got - want), nan=np.inf))
    worst = np.unravel_index(np.argmax(apart), want.shape)
    place = f"{_(name)}[{', '.join(map(str, worst))}]" if worst else _(name)
    wanted, found = want[worst] + 0.0, got[worst] + 0.0  # a zero is shown without its sign
    digits = 6 if f"{wanted:.6g}" != f"{found:.6g}" else 12
    expected, actual = f"{wanted:.{digits}g}", f"{found:.{digits}g}"
    if want[worst].is_integer() or np.isnan(want[worst]):
        return _("{name}应当是 {expected}，得到 {actual}", name=place, expected=expected, actual=actual)
    return _("{name}应当约为 {expected}，得到 {actual}", name=place, expected=expected, actual=actual)


def layouts(a: np.ndarray) -> list[np.ndarray]:
    """The same array in Fortran order, and as a view that skips rows and columns of a larger one; ``a`` has two axes at least."""
    wide = np.full((*a.shape[:-2], 2 * a.shape[-2], 3 * a.shape[-1]), 99, dtype=a.dtype)
    wide[..., ::2, 1::3] = a
    return [np.asfortranarray(a), wide[..., ::2, 1::3]]


def with_gaps(a: np.ndarray) -> np.ndarray:
    """The same array as every third entry, along the first axis, of a longer one."""
    wide = np.full((3 * len(a), *a.shape[1:]), 99, dtype=a.dtype)
    wide[1::3] = a
    return wide[1::3]


def unchanged(now: Any, before: Any, name: str = N_("输入")) -> None:
    """Fail if an argument differs from the copy that was made before the call (``copy.deepcopy`` for a list or a dict)."""
    if not equal(now, before):
        fail(Kind.INPUT_CHANGED, _("调用之后{change}", change=_change(now, before, _(name))))


def _change(now: Any, before: Any, name: str) -> str:
    """Say what changed between two values that differ: the outermost thing whose own parts are no longer the same."""
    if isinstance(now, dict) and isinstance(before, dict):
        if more := now.keys() - before.keys():
            return _("{name}里多了键 {keys}", name=name, keys=_keys(more))
        if gone := before.keys() - now.keys():
            return _("{name}里少了键 {keys}", name=name, keys=_keys(gone))
        parts: Iterable[tuple[Any, Any, Any]] = ((key, now[key], before[key]) for key in before)
    elif isinstance(now, (tuple, list)) and isinstance(before, (tuple, list)):
        if len(now) != len(before):
            return _(
                "{name}的元素从 {before} 个变成了 {after} 个", name=name, before=len(before), after=len(now)
            )
        parts = zip(range(len(now)), now, before)
    else:
        return _("{name}的内容变了", name=name)
    return next(_change(a, b, f"{name}[{_quoted(key)}]") for key, a, b in parts if not equal(a, b))


def _keys(keys: Collection[Any]) -> str:
    return listed(sorted(map(_quoted, keys)))


def _quoted(key: Any) -> str:
    """A key as one writes it between brackets."""
    return f'"{key}"' if isinstance(key, str) else repr(key)


@contextmanager
def raises(*names: str) -> Iterator[None]:
    """Expect the student's code to raise one of these exceptions, given by name: ``raises("ValueError")``."""
    try:
        yield
    except StudentError as error:
        if error.kind is Kind.RAISED and error.exception in names:
            return
        raise
    fail(Kind.NO_ERROR, _("应当抛出 {names}", names=_(" 或 ").join(_general(names))))


def _general(names: Sequence[str]) -> list[str]:
    """Names of exceptions without those that are a kind of another one of them, or that a library has besides."""
    known = {name: kind for name in names if isinstance(kind := getattr(builtins, name, None), type)}
    most = [
        name
        for name, kind in known.items()
        if not any(issubclass(kind, other) for key, other in known.items() if key != name)
    ]
    return most or list(names)


@contextmanager
def meaning(exception: str, saying: str) -> Iterator[None]:
    """Fail with a sentence where the student's code raises this exception: wherever it comes from, here it means one thing.

    Diagnosis takes an exception for evidence only with the student's own line; here it is known what it means.
    """
    try:
        yield
    except StudentError as error:
        require(error.exception != exception, saying)
        raise


def record(student: Student, *facts: Any) -> None:
    """Put facts into the transcript in place of the last calls, one for each.

    Diagnosis compares what a transcript holds: where a test looks at one thing and records that alone, of two mistakes each
    can be named.
    """
    for back, fact in enumerate(reversed(facts), start=1):
        student.calls[-back] = replace(student.calls[-back], result=fact, changed={})


def record_since(student: Student, since: int, fact: Any) -> None:
    """Put one fact into the transcript in place of all calls from number ``since`` on; see :func:`record`."""
    student.calls[since:] = [Call("fact", fact, {})]


@contextmanager
def unrecorded(student: Student) -> Iterator[None]:
    """Leave out of the transcript what depends on random initial weights: it would tell nothing apart."""
    start = len(student.calls)
    yield
    del student.calls[start:]


def seed_of(rng: np.random.Generator) -> int:
    """A seed for a generator that the student's code is given or makes."""
    return int(rng.integers(2**31))


def no_python_loops(student: Student, name: str, allowed: Collection[str] = frozenset()) -> None:
    """Fail if ``name``, or anything it rests on, loops in Python (for, while, comprehension, map, recursion …).

    Helpers in ``allowed`` may loop, and so may what only they rest on.
    """
    with _readable(name):
        code = cut(student.sources(), [name], allowed)
        if found := python_loop(code):
            fail(Kind.LOOP, found)
        _clear(_code(student, name), name, LOOPING_CALLS)
        if found := called_back(code):
            fail(Kind.REBOUND, found)


def not_calling(student: Student, name: str, banned: Collection[str]) -> None:
    """Fail if ``name``, or anything it rests on, uses one of these names: the call that *is* the exercise."""
    with _readable(name):
        code = _code(student, name)
        if found := banned_use(code, banned):
            fail(Kind.BANNED, found)
        _clear(code, name, banned)


def calls_any(student: Student, name: str, wanted: Collection[str]) -> bool:
    """Whether ``name``, or anything it rests on, uses one of these names."""
    with _readable(name):
        return banned_use(_code(student, name), wanted) is not None


def _code(student: Student, name: str) -> Slice:
    """What ``name`` rests on; all that ran, where only that did."""
    return cut(student.sources(), None if student.sliced else [name])


def _clear(code: Slice, name: str, forbidden: Collection[str]) -> None:
    """Fail if the text can reach what it does not name."""
    if found := unclear(code, forbidden):
        fail(Kind.REBOUND, replace(found, where=name))


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Fail if a text is too long or too deeply nested to be looked through."""
    try:
        yield
    except (TooLong, RecursionError):
        raise Mismatch(Kind.REBOUND, Found(Rule.TOO_LONG, where=name)) from None
