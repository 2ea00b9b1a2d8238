"""Check a backward pass link by link and name the first link that is wrong.

A small two-layer network ``x → z1 → h1 → logits → loss`` is laid out with fixed random numbers in float64.
Each of the first eight rungs hands *one* of the student's functions right inputs and a random upstream gradient,
and compares its answer with central differences of a forward pass that is computed here.  Because these rungs
start from right values, a mistake shows where it was made and not also on the rungs below.  The last four run
the student's own chain, forward and back, so they fail with any link above; alone, they blame the joining.  Where
the chain breaks off, the last layer is asked for by itself: what holds there was broken on the way down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from autograder import kit
from autograder.checking.kinds import Kind, spaced
from autograder.checking.sentences import MAX_QUOTE
from autograder.checking.student import StudentError, said_by
from autograder.ladder.causes import ROUNDING, Suspect, likely_cause
from autograder.ladder.network import SAMPLES, make_net, mean_loss, numerical_gradient
from autograder.ladder.suspects import wrong_ways
from autograder.language import N_, _, _n, in_a_row

TOLERANCE = 1e-6
# What float32 can give at best, with some cancellation.
SINGLE_TOLERANCE = 1e-2

LAST = N_("最后一层直接用 dlogits 和它自己的 cache：之前没有 ReLU 的导数要乘，也不再除以 n。")
DOWN = N_(
    "第 2 层对而这里错，错在传下来的路上：传给第 1 层的是 dense_backward 的 dx（乘过第 2 层 w 的转置），"
    "再乘第 1 层自己的 ReLU 导数；也查一查 cache 是不是每层、每次前向各存一份。"
)

ADVICE = {
    "logits": N_("先把前向算对：层与层之间有 ReLU，最后一层之后没有；relu 和 dense_forward 也要对。"),
    "dlogits": N_("它等于 (P − Y) / n：概率减去 one-hot 标签，别忘了除以 n。"),
    "dw2": N_("dw 的形状和 w 一样；批里各样本的贡献是相加，不是平均。"),
    "db2": N_("偏置被批里的每个样本用到，所以 db 要对样本这一轴求和，不是平均。"),
    "dh1": N_("dx 的形状和 x 一样，要乘的是 w 的转置。"),
    "dz1": N_("relu_derivative 看的是激活之前的 z：正数处为 1，其余为 0。"),
    "dw1": N_("第二层对而这里错，多半是只在某些形状下才成立的写法。"),
    "db1": N_("第二层对而这里错，多半是只在某些形状下才成立的写法。"),
    'grads[1]["w"]': LAST,
    'grads[1]["b"]': LAST,
    'grads[0]["w"]': DOWN,
    'grads[0]["b"]': DOWN,
}


@dataclass(frozen=True)
class Entry:
    """One entry of two compared arrays: where it stands, the reader's number and the right one, as they are shown.

    ``place`` is empty where the shapes differ; then the shapes are what is shown.
    """

    place: str
    yours: str
    right: str


@dataclass(frozen=True)
class Rung:
    """One compared quantity: its name, the function that is responsible, and what came out.

    ``error`` is the largest relative error, or None where nothing comparable came back; ``entry``: the entry that is
    furthest off, or the largest where the link holds; ``problem`` says what is wrong and is empty where the link holds;
    ``cause``: why, as far as the numbers tell; ``advice``: where to look if they do not.  ``unwritten``: nothing is wrong
    yet, since there is nothing.
    """

    quantity: str
    function: str
    error: float | None
    problem: str = ""
    unwritten: bool = False
    entry: Entry | None = None
    cause: str = ""
    advice: str = ""

    @property
    def ok(self) -> bool:
        """Whether the link holds."""
        return not self.problem

    @property
    def sentence(self) -> str:
        """Say what is wrong with this link, and where to look."""
        return spaced(in_a_row(self.name_and_problem, self.numbers, self.cause or self.advice))

    @property
    def name_and_problem(self) -> str:
        """Which link it is, and in short what is wrong with it."""
        said = _(
            "{quantity}（{function}）{problem}",
            quantity=self.quantity,
            function=self.function,
            problem=self.problem,
        )
        return spaced(said)

    @property
    def numbers(self) -> str:
        """The number that is furthest off, beside the right one; empty where there are none to compare."""
        if self.entry is None or not self.entry.place:
            return ""
        return _(
            "{place} 处应当约为 {right}，得到 {yours}。",
            place=self.entry.place,
            right=self.entry.right,
            yours=self.entry.yours,
        )


class _Broken(Exception):
    """A call on the way to a rung's answer failed: another function than the rung's own is responsible."""

    def __init__(self, function: str, error: Exception) -> None:
        super().__init__(function)
        self.function = function
        self.error = error


class _Missing(Exception):
    """A function that is not there; whoever needs it fails of itself."""


def _ask(student: Any, name: str, *args: Any) -> Any:
    """Call a function of the student's; _Missing if there is none of this name."""
    if not hasattr(student, name):
        raise _Missing(name)
    try:
        return getattr(student, name)(*args)
    except StudentError as error:
        if error.kind is Kind.UNDEFINED:
            raise _Missing(name) from error
        raise


def _compare(
    quantity: str,
    function: str,
    answer: Callable[[], Any],
    expected: np.ndarray,
    suspects: Sequence[Suspect] = (),
    averages: bool = False,
) -> Rung:
    """Ask for the student's answer and make a rung of the comparison."""
    try:
        got = answer()
    except _Broken as broken:
        return _unanswered(quantity, broken.function, broken.error)
    except Exception as error:  # whatever a student's code raises is a broken link, not our failure
        return _unanswered(quantity, function, error)
    rung = partial(Rung, quantity, function)
    cause = partial(likely_cause, expected=expected, suspects=suspects, samples=SAMPLES, averages=averages)
    if not isinstance(got, np.ndarray) or got.dtype.kind not in "iuf":
        said = _("应当是形状 {shape} 的数值数组，得到的是{what}。", shape=expected.shape, what=_kind(got))
        return rung(None, said, cause=cause(np.asarray(got)) if _is_number(got) else "")
    if got.shape != expected.shape:
        said = _("的形状应当是 {shape}，得到的是 {actual}。", shape=expected.shape, actual=got.shape)
        shapes = Entry("", str(got.shape), str(expected.shape))
        return rung(None, said, entry=shapes, cause=cause(got), advice=_(ADVICE[quantity]))
    with np.errstate(all="ignore"):  # infinities
        off = kit.relative_error(got, expected)
    tolerance = SINGLE_TOLERANCE if got.dtype == np.float32 else TOLERANCE
    if off < tolerance:
        return rung(off, entry=_entry(got, expected, np.abs(expected)))
    with np.errstate(all="ignore"):
        entry = _entry(got, expected, np.abs(got - expected))
    if off < ROUNDING:
        return rung(off, _("的数值只差一点。"), entry=entry, cause=_("多半是 float32 或舍入。"))
    return rung(off, _("的数值不对。"), entry=entry, cause=cause(got), advice=_(ADVICE[quantity]))


def _entry(got: np.ndarray, expected: np.ndarray, size: np.ndarray) -> Entry:
    """The entry where ``size`` is largest, with as many digits as tell the two numbers apart; NaN is largest of all."""
    place = np.unravel_index(int(np.argmax(size)), expected.shape)
    yours, right = float(got[place]) + 0.0, float(expected[place]) + 0.0  # a zero is shown without its sign
    digits = 4 if f"{yours:.4g}" != f"{right:.4g}" or np.isclose(yours, right, rtol=1e-9) else 9
    return Entry(f"[{', '.join(map(str, place))}]", f"{yours:.{digits}g}", f"{right:.{digits}g}")


def _layer(grads: Any, layer: int) -> Any:
    """One layer's part of the gradients; None where there is no such part."""
    return grads[layer] if isinstance(grads, (list, tuple)) and len(grads) > layer else None


def _part(grads: Any, layer: int, key: str) -> Any:
    part = _layer(grads, layer)
    return part.get(key) if isinstance(part, dict) else None


def _arrangement(grads: Any, expected: list[dict[str, np.ndarray]]) -> str:
    """What is wrong with how the gradients are put together, whatever their numbers; empty if nothing is."""
    layers = range(len(expected))
    if not isinstance(grads, (list, tuple)) or len(grads) != len(expected):
        return _(
            "应当在一个列表里，每层一项，共 {number} 项，得到的是{what}。",
            number=len(expected),
            what=_form(grads),
        )
    if not all(isinstance(_layer(grads, i), dict) and {"w", "b"} <= _layer(grads, i).keys() for i in layers):
        return _('应当在一个列表里，每一项是有 "w" 和 "b" 两个键的字典。')
    if all(_shape(_part(grads, i, "w")) == expected[-1 - i]["w"].shape for i in layers):
        return _("放反了次序：最后一层最先算，但要放在列表最后。")
    if all(_shape(_part(grads, i, "w")) == expected[i]["b"].shape for i in layers):
        return _('放反了：键 "w" 里是对偏置的梯度，"b" 里是对权重的。')
    return ""


def _shape(value: Any) -> tuple[int, ...] | None:
    return value.shape if isinstance(value, np.ndarray) else None


def _form(value: Any) -> str:
    return _n("{number} 项的列表", len(value)) if isinstance(value, (list, tuple)) else _kind(value)


def _kind(got: Any) -> str:
    """Name what came back in place of an array of numbers."""
    if isinstance(got, np.ndarray):
        return _("{dtype} 数组", dtype=got.dtype)
    return _("一个数") if _is_number(got) else type(got).__name__


def _is_number(got: Any) -> bool:
    return isinstance(got, int | float | np.integer | np.floating) and not isinstance(got, bool)


def _unanswered(quantity: str, function: str, error: Exception) -> Rung:
    """A rung where the student's function gave no answer, for any exception or a StudentError."""
    name = getattr(error, "exception", "") or type(error).__name__
    kind = getattr(error, "kind", "")
    if name == "NotImplementedError" or kind == Kind.NOT_ATTEMPTED:
        return Rung(quantity, function, None, _("还没有写，或者它用到的函数还没有写。"), unwritten=True)
    if kind == Kind.UNDEFINED:
        return Rung(quantity, function, None, _("还没有定义：先运行它的单元格。"), unwritten=True)
    said, quote = (error.text, error.quote) if isinstance(error, StudentError) else (said_by(error), "")
    what = _("{what}：{detail}", what=name, detail=said) if said else name
    if quote:
        return Rung(
            quantity,
            function,
            None,
            _("没有算出来（{what}，出在 `{quote}`）。", what=what, quote=quote[:MAX_QUOTE]),
        )
    return Rung(quantity, function, None, _("没有算出来（{what}）。", what=what))


def climb(student: Any) -> Iterator[Rung]:
    """Check the links of ``student``, an object whose attributes are the functions of day04, in order.

    Rungs are made as they are asked for: whoever only wants the first wrong one pays for no more.
    """
    net = make_net()
    dh1 = net.upstream @ net.w2.T
    dz1 = numerical_gradient(lambda z: float(np.sum(dh1 * np.maximum(z, 0.0))), net.z1)

    def logits_at(**changed: np.ndarray) -> np.ndarray:
        v = {"w1": net.w1, "b1": net.b1, "w2": net.w2, "b2": net.b2} | changed
        return np.maximum(net.x @ v["w1"] + v["b1"], 0.0) @ v["w2"] + v["b2"]

    def slope(name: str, value: np.ndarray) -> np.ndarray:
        return numerical_gradient(lambda t: float(np.sum(net.upstream * logits_at(**{name: t}))), value)

    def dense(position: int, x: np.ndarray, w: np.ndarray, b: np.ndarray, dout: np.ndarray) -> np.ndarray:
        with _blaming("dense_forward"):
            _, cache = student.dense_forward(x.copy(), w.copy(), b.copy())
        return student.dense_backward(dout.copy(), cache)[position]

    def forward() -> np.ndarray:
        try:
            return student.network_forward(net.x.copy(), net.layers)[0]
        except Exception:
            for used, args in ("dense_forward", (net.x, net.w1, net.b1)), ("relu", (net.z1,)):
                with suppress(_Missing), _blaming(used):
                    _ask(student, used, *(arg.copy() for arg in args))
            raise

    def network(x: np.ndarray, layers: list[dict[str, np.ndarray]]) -> Any:
        with _blaming("network_forward"):
            _, caches = student.network_forward(x.copy(), layers)
        return student.network_backward(net.upstream.copy(), caches)

    logits = logits_at()
    second = (net.h1, net.w2, net.b2, net.upstream)
    first = (net.x, net.w1, net.b1, dz1)
    dlogits = numerical_gradient(lambda t: mean_loss(t, net.labels), logits)
    through_second = numerical_gradient(lambda h: float(np.sum(net.upstream * (h @ net.w2 + net.b2))), net.h1)
    dw1, db1 = slope("w1", net.w1), slope("b1", net.b1)
    dw2, db2 = slope("w2", net.w2), slope("b2", net.b2)
    loss_gradient = "softmax_cross_entropy_gradient"

    suspects = wrong_ways(net)

    def compare(quantity: str, function: str, ask: Callable[[], Any], right: np.ndarray) -> Rung:
        return _compare(quantity, function, ask, right, suspects[quantity], averages=quantity == "dlogits")

    yield compare("logits", "network_forward", forward, logits)
    yield compare(
        "dlogits", loss_gradient, lambda: getattr(student, loss_gradient)(logits.copy(), net.labels), dlogits
    )
    yield compare("dw2", "dense_backward", lambda: dense(1, *second), dw2)
    yield compare("db2", "dense_backward", lambda: dense(2, *second), db2)
    yield compare("dh1", "dense_backward", lambda: dense(0, *second), through_second)
    yield compare("dz1", "relu_derivative", lambda: dh1 * student.relu_derivative(net.z1), dz1)
    yield compare("dw1", "dense_backward", lambda: dense(1, *first), dw1)
    yield compare("db1", "dense_backward", lambda: dense(2, *first), db1)

    expected = [{"w": dw1, "b": db1}, {"w": dw2, "b": db2}]
    try:
        grads, broken = network(net.x, net.layers), None
    except Exception as error:
        grads, broken = None, error
    wrong = "" if broken else _arrangement(grads, expected)

    def answer(layer: int, key: str) -> Any:
        if broken is None:
            return _part(grads, layer, key)
        if layer == 1:  # by itself: does it hold, and the way down is broken?
            return _part(network(net.h1, net.layers[1:]), 0, key)
        raise broken

    for layer in (1, 0):
        for key in ("w", "b"):
            quantity = f'grads[{layer}]["{key}"]'
            rung = compare(quantity, "network_backward", partial(answer, layer, key), expected[layer][key])
            if wrong:
                rung = Rung(quantity, rung.function, rung.error, wrong)
            elif broken and layer == 0 and not rung.unwritten:
                rung = replace(rung, advice=_(ADVICE[quantity]))
            yield rung


@contextmanager
def _blaming(function: str) -> Iterator[None]:
    """Whatever goes wrong inside is the fault of this function, not of the rung's own."""
    try:
        yield
    except _Missing:
        raise
    except Exception as error:
        raise _Broken(function, error) from error


def first_wrong(rungs: Iterable[Rung]) -> Rung | None:
    """Return the first rung that does not hold, or None."""
    return next((rung for rung in rungs if not rung.ok), None)
