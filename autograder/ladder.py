"""The gradient ladder: check a backward pass link by link and name the first link that is wrong.

A small two-layer network ``x → z1 → h1 → logits → loss`` is laid out with fixed random numbers in float64.
Each of the first eight rungs hands *one* of the student's functions right inputs and a random upstream gradient,
and compares its answer with central differences of a forward pass that is computed here.  Because these rungs
start from right values, a mistake shows where it was made and not also on the rungs below.  The last four run
the student's own chain, forward and back, so they fail with any link above; alone, they blame the joining.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from autograder import kit

TOLERANCE = 1e-6
# What float32 can give at best, with some cancellation.
SINGLE_TOLERANCE = 1e-2
# A wrong formula is off by more than this; below it, the arithmetic is to blame.
ROUNDING = 1e-4

UNWRITTEN = "还没有写，或者它用到的函数还没有写。"
JOINING = "前面都对，错在怎样把它们接起来，也查一查 cache 是不是每次前向各存一份。"

ADVICE = {
    "logits": "先把前向算对：层与层之间有 ReLU，最后一层之后没有；relu 和 dense_forward 也要对。",
    "dlogits": "它等于 (P − Y) / n：概率减去 one-hot 标签，别忘了除以 n。",
    "dw2": "dw 的形状和 w 一样；批里各样本的贡献是相加，不是平均。",
    "db2": "偏置被批里的每个样本用到，所以 db 要对样本这一轴求和，不是平均。",
    "dh1": "dx 的形状和 x 一样，要乘的是 w 的转置。",
    "dz1": "relu_derivative 看的是激活之前的 z：正数处为 1，其余为 0。",
    "dw1": "第二层对而这里错，多半是只在某些形状下才成立的写法。",
    "db1": "第二层对而这里错，多半是只在某些形状下才成立的写法。",
    'grads[1]["w"]': f"最后一层最先算，但要放在列表最后。{JOINING}",
    'grads[1]["b"]': f"最后一层最先算，但要放在列表最后。{JOINING}",
    'grads[0]["w"]': f"梯度从第 2 层传到第 1 层的路上，要乘第 1 层自己的 ReLU 导数。{JOINING}",
    'grads[0]["b"]': f"梯度从第 2 层传到第 1 层的路上，要乘第 1 层自己的 ReLU 导数。{JOINING}",
}


@dataclass(frozen=True)
class Rung:
    """One compared quantity: its name, the function that is responsible, and what came out.

    ``error`` is the largest relative error, or None where nothing comparable came back; ``problem`` says in
    Chinese what is wrong and is empty where the link holds.
    """

    quantity: str
    function: str
    error: float | None
    problem: str = ""

    @property
    def ok(self) -> bool:
        """Whether the link holds."""
        return not self.problem

    @property
    def sentence(self) -> str:
        """Say what is wrong with this link, and where to look."""
        return f"{self.quantity}（{self.function}）{self.problem}"


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


def _compare(quantity: str, function: str, answer: Callable[[], Any], expected: np.ndarray) -> Rung:
    """Ask for the student's answer and make a rung of the comparison."""
    try:
        got = answer()
    except Exception as error:  # whatever a student's code raises is a broken link, not our failure
        return Rung(quantity, function, None, _accident(error))
    if not isinstance(got, np.ndarray) or got.dtype.kind not in "iuf":
        said = f"应当是形状 {expected.shape} 的数值数组，得到的是{_kind(got)}。"
        return Rung(quantity, function, None, said)
    if got.shape != expected.shape:
        said = f"的形状应当是 {expected.shape}，得到的是 {got.shape}。{ADVICE[quantity]}"
        return Rung(quantity, function, None, said)
    off = kit.relative_error(got, expected)
    tolerance = SINGLE_TOLERANCE if got.dtype == np.float32 else TOLERANCE
    if off < tolerance:
        return Rung(quantity, function, off)
    if off < ROUNDING:
        return Rung(quantity, function, off, "的数值只差一点，多半是 float32 或舍入。")
    return Rung(quantity, function, off, f"的数值不对。{ADVICE[quantity]}")


def _kind(got: Any) -> str:
    """Name what came back in place of an array of numbers."""
    if isinstance(got, np.ndarray):
        return f" {got.dtype} 数组"
    if isinstance(got, int | float | np.number) and not isinstance(got, bool):
        return "一个数"
    return f" {type(got).__name__}"


def _accident(error: Exception) -> str:
    """Say why the student's function gave no answer, for any exception or a StudentError."""
    name = getattr(error, "exception", "") or type(error).__name__
    if name == "NotImplementedError" or getattr(error, "kind", "") == "not-attempted":
        return UNWRITTEN
    return f"没有算出来（{name}）。单独调用它一次，看看报错里的形状。"


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
        _, cache = student.dense_forward(x.copy(), w.copy(), b.copy())
        return student.dense_backward(dout.copy(), cache)[position]

    def network(layer: int, key: str) -> np.ndarray:
        _, caches = student.network_forward(net.x.copy(), net.layers)
        return student.network_backward(net.upstream.copy(), caches)[layer][key]

    logits = logits_at()
    second = (net.h1, net.w2, net.b2, net.upstream)
    first = (net.x, net.w1, net.b1, dz1)
    dlogits = numerical_gradient(lambda t: _mean_loss(t, net.labels), logits)
    through_second = numerical_gradient(lambda h: float(np.sum(net.upstream * (h @ net.w2 + net.b2))), net.h1)
    dw1, db1 = slope("w1", net.w1), slope("b1", net.b1)
    dw2, db2 = slope("w2", net.w2), slope("b2", net.b2)
    loss_gradient = "softmax_cross_entropy_gradient"

    yield _compare(
        "logits", "network_forward", lambda: student.network_forward(net.x.copy(), net.layers)[0], logits
    )
    yield _compare(
        "dlogits", loss_gradient, lambda: getattr(student, loss_gradient)(logits.copy(), net.labels), dlogits
    )
    yield _compare("dw2", "dense_backward", lambda: dense(1, *second), dw2)
    yield _compare("db2", "dense_backward", lambda: dense(2, *second), db2)
    yield _compare("dh1", "dense_backward", lambda: dense(0, *second), through_second)
    yield _compare("dz1", "relu_derivative", lambda: dh1 * student.relu_derivative(net.z1), dz1)
    yield _compare("dw1", "dense_backward", lambda: dense(1, *first), dw1)
    yield _compare("db1", "dense_backward", lambda: dense(2, *first), db1)
    yield _compare('grads[1]["w"]', "network_backward", lambda: network(1, "w"), dw2)
    yield _compare('grads[1]["b"]', "network_backward", lambda: network(1, "b"), db2)
    yield _compare('grads[0]["w"]', "network_backward", lambda: network(0, "w"), dw1)
    yield _compare('grads[0]["b"]', "network_backward", lambda: network(0, "b"), db1)


def first_wrong(rungs: Iterable[Rung]) -> Rung | None:
    """Return the first rung that does not hold, or None."""
    return next((rung for rung in rungs if not rung.ok), None)


def table(rungs: Iterable[Rung]) -> str:
    """Return the ladder as lines of text, closed by a sentence that names the first wrong link."""
    rungs = list(rungs)
    lines = []
    for rung in rungs:
        # What is not written yet is no mistake, and a cross would call it one.
        mark = "✓" if rung.ok else "·" if rung.problem == UNWRITTEN else "✗"
        # The digits of an error that is rounding only would differ from machine to machine.
        size = (
            "—"
            if rung.error is None
            else f"< {TOLERANCE:.0e}"
            if rung.error < TOLERANCE
            else f"{rung.error:.1e}"
        )
        lines.append(f"{mark}  {rung.quantity:<14} {rung.function:<31} 相对误差 {size}")
    wrong = first_wrong(rungs)
    lines.append("")
    lines.append("每一环都对，梯度接通了。" if wrong is None else f"第一处断开的环节：{wrong.sentence}")
    return "\n".join(lines)


def show(namespace: Mapping[str, Any]) -> None:
    """Print the ladder for the functions in a notebook: ``ladder.show(globals())``."""
    print(table(climb(SimpleNamespace(**namespace))))
