"""Hidden tests of noise_loss: the notebook's ``Probe`` tells what it saw, and the noise follows from that.

Which numbers are drawn is the student's, so a transcript keeps what a test measures in place of what was drawn.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import fresh, near, normal

BARS = torch.tensor([0.9, 0.72, 0.5, 0.33, 0.2, 0.07], dtype=torch.float64)


class Seen:
    """One call: the loss, the gradient of the probe's weights, and what it was given; ``noise`` is what was added."""

    def __init__(self, found: Any, x0: Tensor, bars: Tensor) -> None:
        loss, grad, seen = kit.sequence(found, 3, "watch_loss")
        self.calls = len(seen)
        kit.require(self.calls >= 1, "没有调用模型")
        x, t, self.label = kit.sequence(seen[0], 3)
        self.loss = float(kit.tensor(loss, (), "f", name="损失"))
        self.grad = kit.tensor(grad, (3,), name="梯度").double()
        self.x = kit.tensor(x, tuple(x0.shape), name="模型看到的 x").double()
        self.t = kit.tensor(t, (len(x0),), "iu", name="t")
        inside = bool(((self.t >= 0) & (self.t < len(bars))).all())
        kit.require(inside, "步数超出了范围")
        bar = bars[self.t].reshape(-1, *[1] * (x0.ndim - 1)).double()
        self.noise = (self.x - bar.sqrt() * x0.double()) / (1 - bar).sqrt()


def watch(
    student: Any, weights: tuple[float, float, float], x0: Tensor, seed: int, label: Tensor | None = None
) -> Seen:
    """Run once."""
    return Seen(student.watch_loss(list(weights), x0, BARS.clone(), fresh(seed), label), x0, BARS)


def compared(
    student: Any, rng: np.random.Generator, shape: tuple[int, ...], weights: tuple[float, float, float]
) -> None:
    """The loss and the gradient are those of the noise that was added."""
    x0, seed, since = normal(rng, *shape) + 1.0, kit.seed_of(rng), len(student.calls)
    seen = watch(student, weights, x0, seed)
    guess = weights[0] * seen.x + weights[1] * seen.t.reshape(-1, *[1] * (len(shape) - 1))
    errors = guess - seen.noise
    want, slope = float((errors**2).mean()), float((2 * errors * seen.x).mean())
    ratio = seen.loss / want
    slope_right = near(float(seen.grad[0]), slope, 1e-3 + 1e-3 * abs(slope))
    per_row = errors.flatten(1).shape[1]
    known = [near(ratio, 1, 1e-3), near(ratio, per_row, 1e-2 * per_row), near(ratio, errors.numel(), 1.0)]
    kit.record_since(student, since, [*known, slope_right, float(seen.grad[0]) == 0.0])
    kit.require(near(ratio, 1, 1e-3), "损失不是猜的噪声和真的噪声之差的平方的平均")
    kit.require(slope_right, "损失的梯度不对")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(40, 2), (11, 3, 2, 5)])
def test_loss_value(student, rng, shape):
    """损失是猜的噪声和真的噪声之差的平方的平均，梯度到得了模型。"""
    compared(student, rng, shape, (0.4, 0.2, 0.0))


@pytest.mark.exercise(core=True)
def test_loss_lazy(student, rng):
    """总是猜零的模型，损失约为一。"""
    x0, seed, since = normal(rng, 3000, 2) * 3 + 5, kit.seed_of(rng), len(student.calls)
    seen = watch(student, (0.0, 0.0, 0.0), x0, seed)
    kit.record_since(student, since, [round(seen.loss, 0), near(seen.loss, 1, 0.08)])
    kit.require(near(seen.loss, 1, 0.08), "损失应当约为一")


@pytest.mark.exercise(core=True)
def test_loss_steps(student, rng):
    """步数从头到尾机会相等。"""
    x0, since = torch.zeros(6000, 2, dtype=torch.float64), len(student.calls)
    try:
        seen = watch(student, (0.0, 0.0, 0.0), x0, kit.seed_of(rng))
    except Exception:
        kit.record_since(student, since, "no steps")
        raise
    counts = torch.bincount(seen.t, minlength=6).tolist()
    facts = [count > 0 for count in counts]
    even = all(near(count, 1000, 160) for count in counts)
    kit.record_since(student, since, [facts if sum(facts) > 1 else "one", even])
    kit.require(all(facts), "有的步数抽不到")
    kit.require(even, "步数的机会不相等")


@pytest.mark.exercise(core=True)
def test_loss_noise(student, rng):
    """加上去的噪声是标准正态，每个数独立，和步数相称。"""
    x0, since = normal(rng, 6000, 3) * 2, len(student.calls)
    seen = watch(student, (0.0, 0.0, 0.0), x0, kit.seed_of(rng))
    noise = seen.noise
    far = float((noise.abs() > 2).double().mean())
    together = float((noise[:, 0] * noise[:, 1]).mean())
    facts = [near(float(noise.mean()), 0, 0.05), near(float(noise.std()), 1, 0.04), near(far, 0.0455, 0.015)]
    facts.append(near(together, 0, 0.1))
    kit.record_since(student, since, facts)
    kit.require(facts[0] and facts[1], "噪声的平均或标准差不对")
    kit.require(facts[2], "噪声不是正态分布")
    kit.require(facts[3], "同一个样本的几个数，噪声不独立")


@pytest.mark.exercise
def test_loss_rows(student, rng):
    """不同样本的噪声不同。"""
    x0, since = torch.zeros(600, 2, dtype=torch.float64), len(student.calls)
    seen = watch(student, (0.0, 0.0, 0.0), x0, kit.seed_of(rng))
    different = len(seen.noise.mul(1e6).round().unique())
    kit.record_since(student, since, different > 1190)
    kit.require(different > 1190, "有的数用了同样的噪声")


@pytest.mark.exercise
def test_loss_once(student, rng):
    """模型只调用一次。"""
    since = len(student.calls)
    seen = watch(student, (0.1, 0.0, 0.0), normal(rng, 7, 2), kit.seed_of(rng))
    kit.record_since(student, since, seen.calls)
    kit.require(seen.calls == 1, "模型应当只调用一次")


@pytest.mark.exercise
def test_loss_label(student, rng):
    """给了标签，原样传给模型。"""
    label, since = torch.tensor(rng.integers(5, size=7)), len(student.calls)
    x0 = normal(rng, 7, 2)
    seen = watch(student, (0.2, 0.1, 0.5), x0, kit.seed_of(rng), label)
    same = seen.label is not None and torch.equal(torch.as_tensor(seen.label), label)
    kit.record_since(student, since, [seen.label is None, same])
    kit.require(same, "标签没有原样传给模型")


@pytest.mark.exercise
def test_loss_no_label(student, rng):
    """没有给标签，就不传。"""
    since = len(student.calls)
    seen = watch(student, (0.2, 0.1, 0.5), normal(rng, 7, 2), kit.seed_of(rng))
    kit.record_since(student, since, seen.label is None)
    kit.require(seen.label is None, "没有给标签，模型却收到了")


@pytest.mark.exercise
def test_loss_same_generator(student, rng):
    """同样的 rng 结果相同，不同的 rng 结果不同。"""
    x0, since = normal(rng, 40, 2), len(student.calls)
    one, two, other = (watch(student, (0.3, 0.1, 0.0), x0, seed) for seed in (1, 1, 2))
    facts = [one.loss == two.loss, one.loss == other.loss]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "同样的 rng，结果不同")
    kit.require(not facts[1], "不同的 rng，结果相同")


@pytest.mark.exercise
def test_loss_keeps_inputs(student, rng):
    """调用之后 x0 和 label 不变。"""
    x0, label = normal(rng, 9, 2), torch.tensor(rng.integers(5, size=9))
    before, since = (x0.clone(), label.clone()), len(student.calls)
    student.watch_loss([0.2, 0.1, 0.5], x0, BARS.clone(), fresh(1), label)
    same = [bool(torch.equal(x0, before[0])), bool(torch.equal(label, before[1]))]
    kit.record_since(student, since, same)
    kit.require(all(same), "传进来的张量被改动了")
