"""Comparisons used by every test, public or hidden: type, shape, dtype, then values.

Expected values are computed on the trusted side; what a student returned is only ever *read* here.
A failed comparison raises :class:`Mismatch`.  Its ``kind`` comes from a closed list and may be shown to
anybody; its ``detail`` contains numbers and is shown for public tests only.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

import numpy as np

from autograder.checking.instances import type_of
from autograder.checking.slicing import Slice, TooLong, cut
from autograder.checking.student import Student, StudentError, equal, is_tensor
from autograder.checking.syntax import LOOPING_CALLS, banned_use, called_back, python_loop, unclear

KINDS = {
    "none": "得到的是 None，函数没有用 return 交出结果",
    "type": "返回值的类型不对",
    "length": "返回的个数不对",
    "keys": "返回的字典 (dict) 缺少应有的键",
    "shape": "返回值的形状 (shape) 不对",
    "dtype": "返回值的元素类型 (dtype) 不对",
    "value": "数值不对",
    "not-finite": "结果里出现了 NaN 或 Inf",
    "input-changed": "传进去的参数被改动了",
    "not-updated": "应当原地更新的数组没有被更新",
    "no-error": "应当报错的输入没有报错",
    "no-gradient": "梯度 (gradient) 没有传回来",
    "property": "性质不成立",
    "loop": "这个练习不用 Python 循环",
    "banned": "这个练习要自己写，不能直接调用现成的函数",
    "rebound": "用了看不出实际运行什么的写法（exec、getattr 里拼出来的名字、把函数交给别的函数去调用之类）",
    "missing": "这一题只和它用到的语句一起运行，有的名字在那里没有定义",
}
# Kinds whose detail tells of the student's own text and of nothing else: it may be shown for hidden tests too.
OF_THE_TEXT = {"loop", "banned", "rebound", "missing"}


# Two right computations in float64 differ by less.
RTOL, ATOL = 1e-7, 1e-9
# What a problem in float32 may cost, and what a few steps in float32 cost where the problem is in float64: shares of the
# largest entry.
SINGLE = 1e-4
ROUNDING = 1e-6


class Mismatch(AssertionError):
    """What a student returned differs from what the test expects.

    ``kind`` is a key of :data:`KINDS`; ``detail`` is a Chinese sentence that may contain numbers.
    """

    def __init__(self, kind: str, detail: str) -> None:
        detail = _spaced(detail)
        super().__init__(f"{KINDS[kind]}：{detail}")
        self.kind = kind
        self.detail = detail

    def __reduce__(self) -> tuple[type[Mismatch], tuple[str, str]]:
        return Mismatch, (self.kind, self.detail)


def _spaced(text: str) -> str:
    """A space between Chinese and the names and numbers in it, as the lessons have."""
    text = re.sub(r"([A-Za-z0-9\])])([\u4e00-\u9fff])", r"\1 \2", text)
    return re.sub(r"([\u4e00-\u9fff])([A-Za-z0-9])", r"\1 \2", text)


def fail(kind: str, detail: str) -> NoReturn:
    """Fail the running test with a kind from :data:`KINDS`."""
    raise Mismatch(kind, detail)


def require(condition: bool, detail: str) -> None:
    """Fail with kind ``property`` unless ``condition`` holds."""
    if not condition:
        fail("property", detail)


def at_least(actual: float, least: float, name: str) -> None:
    """Fail with kind ``property`` unless a number reaches a bound; it is shown with digits in which it does not."""
    # Rounded to two digits, 0.9466 would read "是 0.95，应当不低于 0.95".
    require(actual >= least, f"{name}是 {_apart(actual, least)}，应当不低于 {least:g}")


def _apart(number: float, other: float) -> str:
    """A number with as few digits after the point, at least two, as show that it is another one."""
    return next(
        (text for digits in range(2, 17) if float(text := f"{number:.{digits}f}") != other), repr(number)
    )


def _wrong_type(actual: Any, expected: str, name: str) -> NoReturn:
    if actual is None:
        fail("none", f"{name}应当是{expected}")
    # NumPy's scalars carry names like float64, which reads as if it were an array's dtype.
    what = "一个数" if isinstance(actual, (int, float, np.number)) else f" {type_of(actual)}"
    fail("type", f"{name}应当是{expected}，得到的是{what}")


def array(
    actual: Any, shape: tuple[int, ...] | None = None, dtype: str | None = None, name: str = "返回值"
) -> np.ndarray:
    """Return ``actual`` if it is an ndarray of real numbers with this shape, else fail.

    ``dtype`` is a string of allowed NumPy kinds, for example ``"iu"`` for integers or ``"f"`` for floats.
    """
    if type(actual) is not np.ndarray:
        _wrong_type(actual, " numpy.ndarray", name)
    if actual.dtype.kind not in (dtype or "biuf"):
        fail("dtype", f"{name}的 dtype 是 {actual.dtype}，应当是{_kinds(dtype)}")
    if shape is not None and actual.shape != shape:
        fail("shape", f"{name}的形状应当是 {shape}，得到的是 {actual.shape}")
    return actual


def tensor(
    actual: Any, shape: tuple[int, ...] | None = None, dtype_kind: str | None = None, name: str = "返回值"
) -> Any:
    """Return ``actual`` if it is a torch tensor of real numbers with this shape, else fail.

    ``dtype_kind`` is a string of allowed kinds as for :func:`array`: ``"f"`` floats, ``"iu"`` integers,
    ``"b"`` booleans.  PyTorch itself is never imported here: who expects a tensor has it already.
    """
    torch = sys.modules.get("torch")
    if torch is None or type(actual) not in (torch.Tensor, torch.nn.Parameter):
        _wrong_type(actual, " torch.Tensor", name)
    if _tensor_kind(torch, actual.dtype) not in (dtype_kind or "biuf"):
        fail("dtype", f"{name}的 dtype 是 {actual.dtype}，应当是{_kinds(dtype_kind)}")
    if shape is not None and tuple(actual.shape) != shape:
        fail("shape", f"{name}的形状应当是 {shape}，得到的是 {tuple(actual.shape)}")
    return actual


def _kinds(kinds: str | None) -> str:
    """Allowed NumPy kinds in words: ``"iuf"`` → 整数或浮点数."""
    names = {"b": "布尔", "i": "整数", "u": "整数", "f": "浮点数"}
    return "或".join(dict.fromkeys(names[kind] for kind in kinds or "iuf"))


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


def scalar(actual: Any, name: str = "返回值") -> float:
    """Return ``actual`` as a float if it is one real number (a Python or NumPy scalar or a 0-d array)."""
    if isinstance(actual, (int, float, np.integer, np.floating)) and not isinstance(actual, bool):
        with suppress(OverflowError):
            return float(actual)
        fail("value", f"{name}大得不能用浮点数表示")
    if type(actual) is np.ndarray and actual.ndim == 0 and actual.dtype.kind in "iuf":
        return float(actual)
    if type(actual) is np.ndarray:
        fail("shape", f"{name}应当是一个数，得到的是形状为 {actual.shape} 的数组")
    _wrong_type(actual, "一个数", name)


def sequence(actual: Any, length: int, name: str = "返回值") -> list[Any]:
    """Return ``actual`` as a list if it is a tuple, a list or a 1-D array of this length, else fail."""
    if not isinstance(actual, (tuple, list)) and getattr(actual, "ndim", 0) != 1:
        _wrong_type(actual, f"含 {length} 个元素的 tuple", name)
    if len(actual) != length:
        fail("length", f"{name}应当有 {length} 个元素，得到 {len(actual)} 个")
    return list(actual)


def mapping(actual: Any, keys: tuple[str, ...], name: str = "返回值") -> dict[str, Any]:
    """Return ``actual`` if it is a dict that has at least these keys, else fail."""
    if not isinstance(actual, dict):
        _wrong_type(actual, " dict", name)
    missing = [key for key in keys if key not in actual]
    if missing:
        fail("keys", f"{name}缺少键 {'、'.join(missing)}")
    return actual


def relative_error(actual: np.ndarray, expected: np.ndarray) -> float:
    """Largest ``|a - e| / max(1e-8, |a| + |e|)`` over all entries; 0 for empty arrays."""
    if actual.size == 0:
        return 0.0
    scale = np.maximum(1e-8, np.abs(actual) + np.abs(expected))
    return float(np.max(np.abs(actual - expected) / scale))


def close(
    actual: Any, expected: Any, *, rtol: float = RTOL, atol: float = ATOL, name: str = "返回值"
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
        fail("not-finite", f"{name}含有 NaN 或 Inf")
    coarse = SINGLE if _is_single(expected) else ROUNDING if _is_single(actual) else 0.0
    if coarse and want.size and rtol >= RTOL and atol >= ATOL:
        rtol, atol = max(rtol, coarse), max(atol, coarse * float(np.max(np.abs(want))))
    if finite and wants_finite:  # np.allclose takes five times as long
        agree = (np.abs(got - want) <= atol + rtol * np.abs(want)).all()
    else:
        agree = np.allclose(got, want, rtol=rtol, atol=atol, equal_nan=True)
    if not agree:
        fail("value", _difference(got, want, name))


def _is_single(value: Any) -> bool:
    """Whether an array, a number or a tensor is in float32."""
    return str(getattr(value, "dtype", "")).removeprefix("torch.") == "float32"


def gradient(
    actual: Any, expected: Any, *, rtol: float = RTOL, atol: float = ATOL, name: str = "梯度"
) -> None:
    """Fail unless a gradient from :meth:`Student.vjp` arrived and is :func:`close` to ``expected``."""
    if actual is None:
        fail("no-gradient", f"{name}没有算出来：从输出往回走，计算图在半路断了")
    close(actual, expected, rtol=rtol, atol=atol, name=name)


def _difference(got: np.ndarray, want: np.ndarray, name: str) -> str:
    """Say where two arrays of one shape differ most."""
    worst = np.unravel_index(np.nanargmax(np.abs(got - want)), want.shape)
    place = f"{name}[{', '.join(map(str, worst))}]" if worst else name
    should = "应当是" if want[worst].is_integer() else "应当约为"
    digits = 6 if f"{want[worst]:.6g}" != f"{got[worst]:.6g}" else 12
    return f"{place}{should} {want[worst]:.{digits}g}，得到 {got[worst]:.{digits}g}"


def unchanged(now: Any, before: Any, name: str = "输入") -> None:
    """Fail if an argument differs from the copy that was made before the call (``copy.deepcopy`` for a list or a dict)."""
    if not equal(now, before):
        fail("input-changed", f"调用之后{_change(now, before, name)}")


def _change(now: Any, before: Any, name: str) -> str:
    """Say what changed between two values that differ: the outermost thing whose own parts are no longer the same."""
    if isinstance(now, dict) and isinstance(before, dict):
        if more := now.keys() - before.keys():
            return f"{name}里多了键 {_keys(more)}"
        if gone := before.keys() - now.keys():
            return f"{name}里少了键 {_keys(gone)}"
        parts: Iterable[tuple[Any, Any, Any]] = ((key, now[key], before[key]) for key in before)
    elif isinstance(now, (tuple, list)) and isinstance(before, (tuple, list)):
        if len(now) != len(before):
            return f"{name}的元素从 {len(before)} 个变成了 {len(now)} 个"
        parts = zip(range(len(now)), now, before)
    else:
        return f"{name}的内容变了"
    return next(_change(a, b, f"{name}[{_quoted(key)}]") for key, a, b in parts if not equal(a, b))


def _keys(keys: Collection[Any]) -> str:
    return "、".join(sorted(map(_quoted, keys)))


def _quoted(key: Any) -> str:
    """A key as one writes it between brackets."""
    return f'"{key}"' if isinstance(key, str) else repr(key)


@contextmanager
def raises(*names: str) -> Iterator[None]:
    """Expect the student's code to raise one of these exceptions, given by name: ``raises("ValueError")``."""
    try:
        yield
    except StudentError as error:
        if error.kind == "raised" and error.exception in names:
            return
        raise
    fail("no-error", f"应当抛出 {' 或 '.join(names)}")


def no_python_loops(student: Student, name: str, allowed: Collection[str] = frozenset()) -> None:
    """Fail if ``name``, or anything it rests on, loops in Python (for, while, comprehension, map, recursion …).

    Helpers in ``allowed`` may loop, and so may what only they rest on.
    """
    with _readable(name):
        code = cut(student.sources(), [name], allowed)
        if found := python_loop(code):
            fail("loop", "{} 里用了{}".format(*found))
        _clear(_code(student, name), name, LOOPING_CALLS)
        if found := called_back(code):
            fail("rebound", "{} 里用了{}，看不出调用多少次".format(*found))


def not_calling(student: Student, name: str, banned: Collection[str]) -> None:
    """Fail if ``name``, or anything it rests on, uses one of these names: the call that *is* the exercise."""
    with _readable(name):
        code = _code(student, name)
        if found := banned_use(code, banned):
            fail("banned", "{} 里用了 {}".format(*found))
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
    if what := unclear(code, forbidden):
        fail("rebound", f"用了{what}，看不出 {name} 到底运行的是哪一段代码")


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Fail if a text is too long or too deeply nested to be looked through."""
    try:
        yield
    except (TooLong, RecursionError):
        raise too_long(name) from None


def too_long(name: str) -> Mismatch:
    """The failure of a test whose rule cannot be looked after."""
    return Mismatch("rebound", f"{name} 用到的代码太长，或者一层套一层太深，看不过来")
