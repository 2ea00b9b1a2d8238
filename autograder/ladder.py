"""The gradient ladder: check a backward pass link by link and name the first link that is wrong.

A small two-layer network ``x → z1 → h1 → logits → loss`` is laid out with fixed random numbers in float64.
Each of the first eight rungs hands *one* of the student's functions right inputs and a random upstream gradient,
and compares its answer with central differences of a forward pass that is computed here.  Because these rungs
start from right values, a mistake shows where it was made and not also on the rungs below.  The last four run
the student's own chain, forward and back, so they fail with any link above; alone, they blame the joining.  Where
the chain breaks off, the last layer is asked for by itself: what holds there was broken on the way down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np

from autograder import kit
from autograder.checking.kinds import spaced
from autograder.checking.student import StudentError, said_by
from autograder.language import N_, _, _n, in_a_row

TOLERANCE = 1e-6
# What float32 can give at best, with some cancellation.
SINGLE_TOLERANCE = 1e-2
# A wrong formula is off by more than this; below it, the arithmetic is to blame.
ROUNDING = 1e-4

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
class Rung:
    """One compared quantity: its name, the function that is responsible, and what came out.

    ``error`` is the largest relative error, or None where nothing comparable came back; ``problem`` says
    what is wrong and is empty where the link holds; ``unwritten``: nothing is wrong yet, since there is nothing.
    """

    quantity: str
    function: str
    error: float | None
    problem: str = ""
    unwritten: bool = False

    @property
    def ok(self) -> bool:
        """Whether the link holds."""
        return not self.problem

    @property
    def sentence(self) -> str:
        """Say what is wrong with this link, and where to look."""
        return spaced(
            _(
                "{quantity}（{function}）{problem}",
                quantity=self.quantity,
                function=self.function,
                problem=self.problem,
            )
        )


@dataclass(frozen=True)
class _Net:
    """The fixed network; prime and distinct dimensions, so that a swapped axis shows."""

    x: np.ndarray
    w1: np.ndarray
    b1: np.ndarray
    w2: np.ndarray
    b2: np.ndarray
    labels: np.ndarray
    upstream: np.ndarray

    @property
    def z1(self) -> np.ndarray:
        return self.x @ self.w1 + self.b1

    @property
    def h1(self) -> np.ndarray:
        return np.maximum(self.z1, 0.0)

    @property
    def layers(self) -> list[dict[str, np.ndarray]]:
        return [{"w": self.w1.copy(), "b": self.b1.copy()}, {"w": self.w2.copy(), "b": self.b2.copy()}]


def _make_net() -> _Net:
    """Draw the network, again until no z1 lies near the kink of ReLU, where differences mean nothing."""
    rng = np.random.default_rng(4)
    n, d, h, c = 5, 7, 11, 3
    while True:
        net = _Net(
            x=rng.normal(size=(n, d)),
            w1=rng.normal(size=(d, h)),
            b1=rng.normal(size=h),
            # Small, so that softmax is not saturated: a saturated one hides mistakes.
            w2=rng.normal(size=(h, c), scale=0.3),
            b2=rng.normal(size=c),
            labels=rng.integers(c, size=n),
            upstream=rng.normal(size=(n, c)),
        )
        if np.abs(net.z1).min() > 0.02:
            return net


def numerical_gradient(f: Callable[[np.ndarray], float], theta: np.ndarray, eps: float = 1e-4) -> np.ndarray:
    """Return the central differences of a scalar function at ``theta``, in float64."""
    theta = np.array(theta, dtype=np.float64)
    gradient = np.empty_like(theta)
    for place in np.ndindex(theta.shape):
        value = theta[place]
        theta[place] = value + eps
        above = f(theta)
        theta[place] = value - eps
        below = f(theta)
        theta[place] = value
        gradient[place] = (above - below) / (2 * eps)
    return gradient


def _mean_loss(logits: np.ndarray, labels: np.ndarray) -> float:
    """Return the mean cross-entropy, by log-sum-exp."""
    top = logits.max(axis=1)
    log_sum = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
    return float(np.mean(log_sum - logits[np.arange(len(labels)), labels]))


class _Broken(Exception):
    """A call on the way to a rung's answer failed: another function than the rung's own is responsible."""

    def __init__(self, function: str, error: Exception) -> None:
        super().__init__(function)
        self.function = function
        self.error = error


def _compare(quantity: str, function: str, answer: Callable[[], Any], expected: np.ndarray) -> Rung:
    """Ask for the student's answer and make a rung of the comparison."""
    try:
        got = answer()
    except _Broken as broken:
        return _unanswered(quantity, broken.function, broken.error)
    except Exception as error:  # whatever a student's code raises is a broken link, not our failure
        return _unanswered(quantity, function, error)
    if not isinstance(got, np.ndarray) or got.dtype.kind not in "iuf":
        said = _("应当是形状 {shape} 的数值数组，得到的是{what}。", shape=expected.shape, what=_kind(got))
        return Rung(quantity, function, None, said)
    if got.shape != expected.shape:
        said = in_a_row(
            _("的形状应当是 {shape}，得到的是 {actual}。", shape=expected.shape, actual=got.shape),
            _(ADVICE[quantity]),
        )
        return Rung(quantity, function, None, said)
    off = kit.relative_error(got, expected)
    tolerance = SINGLE_TOLERANCE if got.dtype == np.float32 else TOLERANCE
    if off < tolerance:
        return Rung(quantity, function, off)
    if off < ROUNDING:
        return Rung(quantity, function, off, _("的数值只差一点，多半是 float32 或舍入。"))
    return Rung(
        quantity, function, off, in_a_row(_("的数值不对。"), _known(got, expected) or _(ADVICE[quantity]))
    )


def _known(got: np.ndarray, expected: np.ndarray) -> str:
    """What is wrong with numbers that are right but for a sign, a factor or an axis; empty for any others."""
    if _agree(got, -expected):
        return _("每个数都正好差一个负号。")
    if expected.ndim == 2 and got.shape == got.T.shape and _agree(got.T, expected):
        return _("结果正好转置了。")
    factor = float(np.vdot(expected, got) / max(np.vdot(expected, expected), 1e-12))
    if factor > 0 and _agree(got, factor * expected):
        return _(
            "每个数都是应有的 {factor} 倍：批里各样本的贡献是相加，除以 n 只在 dlogits 里做一次。",
            factor=f"{factor:.3g}",
        )
    return ""


def _agree(got: Any, expected: np.ndarray) -> bool:
    """Whether two arrays hold the same numbers, as exactly as differences are."""
    if not isinstance(got, np.ndarray) or got.dtype.kind not in "iuf" or got.shape != expected.shape:
        return False
    return np.allclose(got, expected, rtol=ROUNDING, atol=TOLERANCE)


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
    if isinstance(got, int | float | np.number) and not isinstance(got, bool):
        return _("一个数")
    return type(got).__name__


def _unanswered(quantity: str, function: str, error: Exception) -> Rung:
    """A rung where the student's function gave no answer, for any exception or a StudentError."""
    name = getattr(error, "exception", "") or type(error).__name__
    if name == "NotImplementedError" or getattr(error, "kind", "") == "not-attempted":
        return Rung(quantity, function, None, _("还没有写，或者它用到的函数还没有写。"), unwritten=True)
    said = error.text if isinstance(error, StudentError) else said_by(error)
    what = _("{what}：{detail}", what=name, detail=said) if said else name
    return Rung(quantity, function, None, _("没有算出来（{what}）。", what=what))


def climb(student: Any) -> Iterator[Rung]:
    """Check the links of ``student``, an object whose attributes are the functions of day04, in order.

    Rungs are made as they are asked for: whoever only wants the first wrong one pays for no more.
    """
    net = _make_net()
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
            with _blaming("dense_forward"):
                student.dense_forward(net.x.copy(), net.w1.copy(), net.b1.copy())
            if hasattr(student, "relu"):
                with _blaming("relu"):
                    student.relu(net.z1.copy())
            raise

    def network(x: np.ndarray, layers: list[dict[str, np.ndarray]]) -> Any:
        with _blaming("network_forward"):
            _, caches = student.network_forward(x.copy(), layers)
        return student.network_backward(net.upstream.copy(), caches)

    logits = logits_at()
    second = (net.h1, net.w2, net.b2, net.upstream)
    first = (net.x, net.w1, net.b1, dz1)
    dlogits = numerical_gradient(lambda t: _mean_loss(t, net.labels), logits)
    through_second = numerical_gradient(lambda h: float(np.sum(net.upstream * (h @ net.w2 + net.b2))), net.h1)
    dw1, db1 = slope("w1", net.w1), slope("b1", net.b1)
    dw2, db2 = slope("w2", net.w2), slope("b2", net.b2)
    loss_gradient = "softmax_cross_entropy_gradient"

    yield _compare("logits", "network_forward", forward, logits)
    yield _compare(
        "dlogits", loss_gradient, lambda: getattr(student, loss_gradient)(logits.copy(), net.labels), dlogits
    )
    yield _compare("dw2", "dense_backward", lambda: dense(1, *second), dw2)
    yield _compare("db2", "dense_backward", lambda: dense(2, *second), db2)
    yield _compare("dh1", "dense_backward", lambda: dense(0, *second), through_second)
    yield _compare("dz1", "relu_derivative", lambda: dh1 * student.relu_derivative(net.z1), dz1)
    yield _compare("dw1", "dense_backward", lambda: dense(1, *first), dw1)
    yield _compare("db1", "dense_backward", lambda: dense(2, *first), db1)

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
            rung = _compare(quantity, "network_backward", partial(answer, layer, key), expected[layer][key])
            if wrong:
                rung = replace(rung, problem=wrong, unwritten=False)
            elif broken and layer == 0 and not rung.unwritten:
                rung = replace(rung, problem=in_a_row(rung.problem, _(ADVICE[quantity])))
            yield rung


@contextmanager
def _blaming(function: str) -> Iterator[None]:
    """Whatever goes wrong inside is the fault of this function, not of the rung's own."""
    try:
        yield
    except Exception as error:
        raise _Broken(function, error) from error


def first_wrong(rungs: Iterable[Rung]) -> Rung | None:
    """Return the first rung that does not hold, or None."""
    return next((rung for rung in rungs if not rung.ok), None)


def table(rungs: Iterable[Rung]) -> str:
    """Return the ladder as lines of text, closed by a sentence that names the first wrong link."""
    rungs = list(rungs)
    lines = []
    for rung in rungs:
        # What is not written yet is no mistake, and a cross would call it one.
        mark = "✓" if rung.ok else "·" if rung.unwritten else "✗"
        # The digits of an error that is rounding only would differ from machine to machine.
        size = (
            "—"
            if rung.error is None
            else f"< {TOLERANCE:.0e}"
            if rung.error < TOLERANCE
            else f"{rung.error:.1e}"
        )
        lines.append(f"{mark}  {rung.quantity:<14} {rung.function:<31} " + _("相对误差 {size}", size=size))
    wrong = first_wrong(rungs)
    lines.append("")
    lines.append(
        _("每一环都对，梯度接通了。")
        if wrong is None
        else _("第一处断开的环节：{sentence}", sentence=wrong.sentence)
    )
    return "\n".join(lines)


def show(namespace: Mapping[str, Any]) -> None:
    """Print the ladder for the functions in a notebook: ``ladder.show(globals())``."""
    print(table(climb(SimpleNamespace(**namespace))))
