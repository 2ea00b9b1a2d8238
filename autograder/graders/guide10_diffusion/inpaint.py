"""Hidden tests of inpaint: the notebook's ``Probe`` tells what it saw at every step.

The probe's guess is a multiple of what it sees, so every step can be followed from the one before; which noise is drawn is the
student's, and a transcript keeps what a test measures.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import fresh, implied, near, normal, posterior_by_precision, schedule

T = 6


class Run:
    """One completion: the result, and what the model saw, by step."""

    def __init__(self, student: Any, a: float, known: Tensor, mask: Tensor, rng: np.random.Generator) -> None:
        self.betas, self.bars = schedule(rng, T)
        found = student.watch_inpaint(
            [a, 0.0, 0.0], known, mask, self.betas, self.bars, fresh(kit.seed_of(rng))
        )
        out, seen, self.graded = kit.sequence(found, 3, "watch_inpaint")
        self.out = kit.tensor(out, tuple(known.shape), "f")
        self.numbers = self.out.detach().double()
        self.told = [kit.tensor(t, (len(known),), "iu", name="t").tolist() for _, t in seen]
        kit.require(
            [row[0] for row in self.told] == list(range(T))[::-1], "模型应当从最后一步起，每步调用一次"
        )
        self.x = {T - 1 - i: kit.tensor(x, tuple(known.shape)).double() for i, (x, _) in enumerate(seen)}


def halves(n: int) -> Tensor:
    """The first of two columns is known."""
    return torch.tensor([[True, False]]).expand(n, -1).clone()


@pytest.mark.exercise(core=True)
def test_inpaint_result(student, rng):
    """结果里已知的地方正是 known，别的地方不是。"""
    known = normal(rng, 7, 3, 2) + 5
    mask, since = torch.tensor(rng.random((7, 3, 2)) < 0.5), len(student.calls)
    run = Run(student, 0.3, known, mask, rng)
    facts = [bool(torch.equal(run.out[mask], known[mask])), bool((run.out[~mask] == known[~mask]).any())]
    facts.append(near(float(run.numbers[~mask].mean()), 5, 1.5))
    # A step of the model's where the known part should have been put back.
    stepped = implied(run.x[0], 0, 0.3 * run.x[0], run.bars)
    facts.append(bool(torch.allclose(run.numbers[mask], stepped[mask])))
    kit.record_since(student, since, facts)
    kit.require(facts[0], "已知的地方不是 known")
    kit.require(not facts[1], "未知的地方换成了 known")


@pytest.mark.exercise(core=True)
def test_inpaint_level(student, rng):
    """每走完一步，已知的部分和那一步一样吵。"""
    known = torch.full((4000, 2), 9.0, dtype=torch.float64)
    since = len(student.calls)
    run = Run(student, 0.0, known, halves(4000), rng)
    facts = []
    for t in range(T - 1):
        bar, column = float(run.bars[t]), run.x[t][:, 0]
        centre, width = float(column.mean()), float(column.std())
        levels = [1.0, *(float(b) for b in run.bars)]
        gaps = [abs(centre - 9 * math.sqrt(b)) for b in levels]
        closest = gaps.index(min(gaps)) - 1 - t  # 0: of this step, 1: one more, −1: one less
        clean, right = (
            width < 1e-9,
            near(centre, 9 * math.sqrt(bar), 0.1) and near(width, math.sqrt(1 - bar), 0.06),
        )
        facts.append([closest if min(gaps) < 0.1 else "none", clean, right])
    kit.record_since(student, since, facts)
    kit.require(all(right for *_, right in facts), "已知的部分，噪声的多少不对")


@pytest.mark.exercise(core=True)
def test_inpaint_start(student, rng):
    """出发时整个都是标准正态的噪声。"""
    known = torch.full((4000, 2), 9.0, dtype=torch.float64)
    since = len(student.calls)
    start = Run(student, 0.0, known, halves(4000), rng).x[T - 1]
    facts = [
        near(float(start[:, k].mean()), 0, 0.08) and near(float(start[:, k].std()), 1, 0.05) for k in (0, 1)
    ]
    kit.record_since(student, since, facts)
    kit.require(all(facts), "出发时应当全是噪声")


@pytest.mark.exercise(core=True)
def test_inpaint_unknown(student, rng):
    """未知的部分照 DDPM 一步一步走，走之前看到的是换过的样子。"""
    known = torch.full((4000, 2), 9.0, dtype=torch.float64)
    since = len(student.calls)
    run = Run(student, 0.3, known, halves(4000), rng)
    facts = []
    for t in range(1, T):
        x, after = run.x[t], run.x[t - 1][:, 1]
        clean = implied(x, t, 0.3 * x, run.bars)
        mean, variance = posterior_by_precision(clean, x, t, run.betas, run.bars)
        noise = (after - mean[:, 1]) / math.sqrt(variance)
        facts.append(near(float(noise.mean()), 0, 0.08) and near(float(noise.std()), 1, 0.05))
    last = implied(run.x[0], 0, 0.3 * run.x[0], run.bars)[:, 1]
    facts.append(bool(torch.allclose(run.numbers[:, 1], last, rtol=1e-5, atol=1e-6)))
    kit.record_since(student, since, facts)
    kit.require(all(facts), "未知的部分走得不对")


@pytest.mark.exercise
def test_inpaint_fresh(student, rng):
    """每一步换上的噪声都新抽，每个数独立。"""
    known, since = torch.zeros(4000, 2, dtype=torch.float64), len(student.calls)
    run = Run(student, 0.0, known, torch.ones(4000, 2, dtype=torch.bool), rng)
    columns = torch.stack([run.x[t][:, k] for t in range(T - 1) for k in (0, 1)])
    apart = torch.corrcoef(columns) - torch.eye(len(columns))
    independent = bool(apart.abs().max() < 0.1)
    kit.record_since(student, since, independent)
    kit.require(independent, "换上的噪声不独立")


@pytest.mark.exercise
def test_inpaint_all_unknown(student, rng):
    """什么都不知道时，就是普通的采样。"""
    known, since = torch.full((4000, 2), 9.0, dtype=torch.float64), len(student.calls)
    run = Run(student, 0.0, known, torch.zeros(4000, 2, dtype=torch.bool), rng)
    centre = [float(run.x[t].mean()) for t in range(T)]
    facts = [abs(value) < 0.6 for value in centre]
    kit.record_since(student, since, facts)
    kit.require(all(facts), "没有已知的部分，却看到了 known")


@pytest.mark.exercise
def test_inpaint_ignores_unknown_values(student, rng):
    """未知的地方写着什么，没有关系。"""
    known, mask, since = normal(rng, 5, 4), torch.tensor(rng.random((5, 4)) < 0.5), len(student.calls)
    betas, bars = schedule(rng, T)
    other = torch.where(mask, known, torch.full_like(known, 77.0))
    seed = kit.seed_of(rng)
    outs = [
        student.watch_inpaint([0.3, 0.0, 0.0], k, mask, betas, bars, fresh(seed))[0] for k in (known, other)
    ]
    same = bool(torch.equal(*outs))
    kit.record_since(student, since, same)
    kit.require(same, "未知的地方换了数，结果跟着变了")


@pytest.mark.exercise
def test_inpaint_only_looks(student, rng):
    """结果不带计算图，模型没有收到梯度，传进来的不变。"""
    known, mask = normal(rng, 5, 4), torch.tensor(rng.random((5, 4)) < 0.5)
    before, since = (known.clone(), mask.clone()), len(student.calls)
    run = Run(student, 0.3, known, mask, rng)
    facts = [not run.out.requires_grad, not run.graded]
    facts += [bool(torch.equal(known, before[0])), bool(torch.equal(mask, before[1]))]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "结果还连着计算图")
    kit.require(facts[1], "模型收到了梯度")
    kit.require(facts[2] and facts[3], "传进来的张量被改动了")


@pytest.mark.exercise
def test_inpaint_same_generator(student, rng):
    """同样的 rng 结果相同，不同的 rng 结果不同。"""
    known, mask = normal(rng, 5, 2), halves(5)
    betas, bars = schedule(rng, T)
    since = len(student.calls)
    one, two, other = (
        student.watch_inpaint([0.3, 0.0, 0.0], known, mask, betas, bars, fresh(s))[0] for s in (1, 1, 2)
    )
    facts = [bool(torch.equal(one, two)), bool(torch.equal(one, other))]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "同样的 rng，结果不同")
    kit.require(not facts[1], "不同的 rng，结果相同")
