"""Hidden tests of generator_step: four of the notebook's lines, gradients by PyTorch, one step of plain descent by hand."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal, turned

# g, f, dx, dy: slope and shift.
LINES = [[1.5, 0.25], [-0.75, 0.5], [0.6, -0.4], [-0.9, 0.3]]
NAMES = ("adversarial", "cycle", "identity", "total")


def expected(
    lines: list[list[float]], x: Tensor, y: Tensor, cycle: float, identity: float, rate: float
) -> tuple[dict[str, float], list[Tensor]]:
    """The parts before the step, and g and f after it."""
    g, f, dx, dy = (torch.tensor(w, dtype=torch.float64) for w in lines)
    g, f = g.requires_grad_(), f.requires_grad_()

    def line(w: Tensor, t: Tensor) -> Tensor:
        return w[0] * t + w[1]

    there, back = line(g, x), line(f, y)
    adversarial = (1 - line(dy, there)).pow(2).mean() + (1 - line(dx, back)).pow(2).mean()
    cycled = (x - line(f, there)).abs().mean() + (y - line(g, back)).abs().mean()
    same = (y - line(g, y)).abs().mean() + (x - line(f, x)).abs().mean()
    total = adversarial + cycle * cycled + identity * same
    gradients = torch.autograd.grad(total, [g, f])
    parts = dict(zip(NAMES, (t.item() for t in (adversarial, cycled, same, total))))
    return parts, [w.detach() - rate * grad for w, grad in zip((g, f), gradients)]


def run(
    student: Any,
    x: Tensor,
    y: Tensor,
    cycle: float = 3.0,
    identity: float = 2.0,
    rate: float = 0.125,
    lines: list[list[float]] = LINES,
) -> list[Any]:
    """What the notebook's function saw."""
    return kit.sequence(student.stepped(lines, x, y, cycle, identity, rate), 5, "stepped")


def check_parts(found: Any, want: dict[str, float], names: tuple[str, ...] = NAMES) -> None:
    """Compare the dict."""
    kit.mapping(found, names)
    for name in names:
        kit.close(found[name], want[name], name=name)


@pytest.mark.exercise(core=True)
def test_step_parts(student, rng):
    """字典里的四个数都对，是走这一步之前的。"""
    x, y = normal(rng, 3, 1, 5, 7), normal(rng, 3, 1, 5, 7)
    want, _ = expected(LINES, x, y, 3.0, 2.0, 0.125)
    check_parts(run(student, x, y)[0], want)


@pytest.mark.exercise(core=True)
def test_step_weights(student, rng):
    """两个生成器都走了正确的一步，以前留下的梯度没有算进去。"""
    x, y = normal(rng, 3, 5), normal(rng, 3, 5)
    _, want = expected(LINES, x, y, 3.0, 2.0, 0.125)
    found = run(student, x, y)[1]
    for got, right, name in zip(found, want, ("g", "f")):
        kit.close(got, right, name=f"{name} 的权重")


@pytest.mark.exercise(core=True)
def test_step_adversarial_alone(student, rng):
    """两个权重都是零时，只有对抗的一项推着走。"""
    x, y = normal(rng, 3, 5), normal(rng, 3, 5)
    want, moved = expected(LINES, x, y, 0.0, 0.0, 0.125)
    found = run(student, x, y, 0.0, 0.0)
    check_parts(found[0], want)
    for got, right, name in zip(found[1], moved, ("g", "f")):
        kit.close(got, right, name=f"{name} 的权重")


@pytest.mark.exercise
@pytest.mark.parametrize(("cycle", "identity"), [(4.0, 0.0), (0.0, 4.0)], ids=["cycle", "identity"])
def test_step_one_weight(student, rng, cycle, identity):
    """只有一个权重不是零时也对。"""
    x, y = normal(rng, 3, 5), normal(rng, 3, 5)
    want, moved = expected(LINES, x, y, cycle, identity, 0.125)
    found = run(student, x, y, cycle, identity)
    check_parts(found[0], want)
    kit.close(found[1][0], moved[0], name="g 的权重")
    kit.close(found[1][1], moved[1], name="f 的权重")


@pytest.mark.exercise
def test_step_unlike_numbers(student, rng):
    """两边的个数不同也对。"""
    x, y = normal(rng, 5, 3), normal(rng, 2, 3)
    want, moved = expected(LINES, x, y, 3.0, 2.0, 0.125)
    found = run(student, x, y)
    check_parts(found[0], want)
    kit.close(found[1][0], moved[0], name="g 的权重")


@pytest.mark.exercise
def test_step_judges_weights(student, rng):
    """判别器的权重不动。"""
    x, y = normal(rng, 3, 5), normal(rng, 3, 5)
    found = run(student, x, y)[1]
    for got, want, name in zip(found[2:], LINES[2:], ("dx", "dy")):
        kit.close(got, torch.tensor(want, dtype=torch.float64), name=f"{name} 的权重")


@pytest.mark.exercise(core=True)
def test_step_judges_gradients(student, rng):
    """判别器的 grad 和走之前一样：原来有的还在，原来没有的还是没有。"""
    found = run(student, normal(rng, 3, 5), normal(rng, 3, 5))[2]
    kit.require(found[0] is not None, "dx 原来的 grad 不见了")
    kit.close(found[0], torch.tensor([3.0, 3.0], dtype=torch.float64), name="dx 的 grad")
    kit.require(found[1] is None, "dy 攒了梯度")


@pytest.mark.exercise
def test_step_judges_flags(student, rng):
    """判别器的 requires_grad 和走之前一样：关着的关着，开着的开着。"""
    found = [bool(flag) for flag in run(student, normal(rng, 3, 5), normal(rng, 3, 5))[3]]
    kit.require(not found[0], "dx 的 requires_grad 原来是关着的")
    kit.require(found[1], "dy 的 requires_grad 原来是开着的")


@pytest.mark.exercise
def test_step_modes(student, rng):
    """四个网络的模式不变。"""
    found = [bool(mode) for mode in run(student, normal(rng, 3, 5), normal(rng, 3, 5))[4]]
    kit.require(found == [True, False, True, False], "有的网络换了模式")


@pytest.mark.exercise
def test_step_floats(student, rng):
    """字典里的是 Python 的数。"""
    found = kit.mapping(run(student, normal(rng, 3, 5), normal(rng, 3, 5))[0], NAMES)
    for name in NAMES:
        kit.require(isinstance(found[name], float), f"{name} 应当是 float")


@pytest.mark.exercise
def test_step_defaults(student, rng):
    """权重不写时，是题面的默认值。"""
    x, y = normal(rng, 3, 5), normal(rng, 3, 5)
    want, _ = expected(LINES, x, y, 10.0, 5.0, 0.125)
    check_parts(student.step_of_text(LINES, x, y), want)


@pytest.mark.exercise
def test_step_keeps_inputs(student, rng):
    """x 和 y 在调用之后不变。"""
    x, y = turned(normal(rng, 3, 5)), turned(normal(rng, 3, 5))
    before, (want, _) = (x.clone(), y.clone()), expected(LINES, x, y, 3.0, 2.0, 0.125)
    found = run(student, x, y)
    kit.unchanged(x.numpy(), before[0].numpy(), "x")
    kit.unchanged(y.numpy(), before[1].numpy(), "y")
    check_parts(found[0], want)
