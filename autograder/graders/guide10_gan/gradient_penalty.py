"""Hidden tests of gradient_penalty: the notebook's critic tells which points it saw, and the penalty follows from them by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import ATOL, RTOL, normal


def penalised(student: Any, *args: Any) -> tuple[Tensor, list[Tensor], list[Any], bool]:
    """The penalty, the points that were seen, the gradients by slope and bend, and whether no grad was left."""
    found = kit.sequence(student.penalize(*args), 4, "penalize")
    seen = [kit.tensor(x, name="评论家看到的点") for x in found[1]]
    return found[0], seen, kit.sequence(found[2], 2, "梯度"), bool(found[3])


def by_hand(x: Tensor, slope: Tensor, bend: Tensor) -> tuple[Tensor, list[Tensor]]:
    """The penalty at these points, sample by sample, and its gradients."""
    leaves = [slope.clone().requires_grad_(), bend.clone().requires_grad_()]
    parts = []
    for row in x:
        slopes = leaves[0] + leaves[1] * row
        parts.append((torch.sqrt((slopes * slopes).sum()) - 1) ** 2)
    penalty = torch.stack(parts).mean()
    return penalty.detach(), list(torch.autograd.grad(penalty, leaves))


def case(rng: Any, shape: tuple[int, ...]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Real and fake samples, and a critic."""
    real, fake = normal(rng, *shape), normal(rng, *shape) + 2
    return real, fake, 0.6 * normal(rng, *shape[1:]), 0.3 * normal(rng, *shape[1:])


def epsilons(x: Tensor, real: Tensor, fake: Tensor) -> Tensor:
    """How far from the fake each number of each point lies."""
    return ((x - fake) / (real - fake)).flatten(1)


SHAPES = [(7, 2), (5, 3, 4, 2)]


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_penalty_of_a_plane(student, rng, shape):
    """打分处处一样陡的评论家：惩罚只看有多陡，与混合无关。"""
    real, fake, slope, _ = case(rng, shape)
    want = (float((slope**2).sum()) ** 0.5 - 1) ** 2
    penalty, *_ = penalised(student, real, fake, slope, torch.zeros_like(slope), kit.seed_of(rng))
    kit.close(penalty, torch.tensor(want, dtype=torch.float64), rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_penalty_of_a_bent_critic(student, rng, shape):
    """各处陡得不同的评论家，真假样本相同：惩罚与逐个样本算出来的一致。"""
    real, _, slope, bend = case(rng, shape)
    want, _ = by_hand(real, slope, bend)
    penalty, *_ = penalised(student, real, real.clone(), slope, bend, kit.seed_of(rng))
    kit.close(penalty, want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise
@pytest.mark.parametrize("steepness", [0.4, 0.999, 2.5])
def test_penalty_two_sided(student, rng, steepness):
    """太陡、太平都罚。"""
    slope = torch.tensor([0.6, 0.8], dtype=torch.float64) * steepness
    want = torch.tensor((steepness - 1) ** 2, dtype=torch.float64)
    real, fake = normal(rng, 5, 2), normal(rng, 5, 2)
    penalty, *_ = penalised(student, real, fake, slope, torch.zeros_like(slope), kit.seed_of(rng))
    kit.close(penalty, want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_penalty_teaches_the_critic(student, rng, shape):
    """惩罚对评论家的权重可以求导，导数正确。"""
    real, _, slope, bend = case(rng, shape)
    _, wants = by_hand(real, slope, bend)
    since = len(student.calls)
    _, _, grads, _ = penalised(student, real, real.clone(), slope, bend, kit.seed_of(rng))
    kit.record_since(student, since, grads)
    for got, want, name in zip(grads, wants, ("斜率", "弯曲")):
        kit.gradient(got, want, rtol=RTOL, atol=ATOL, name=f"对{name}的梯度")


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("shape", [(13, 2), (11, 3, 2, 2)], ids=str)
def test_penalty_mixes_by_sample(student, rng, shape):
    """查的是真假之间的点：一个样本里的数用同一个混合比，样本之间各不相同。"""
    real, fake, slope, bend = case(rng, shape)
    since = len(student.calls)
    _, seen, _, _ = penalised(student, real, fake, slope, bend, kit.seed_of(rng))
    kit.require(len(seen) == 1 and seen[0].shape == real.shape, "评论家应当正好看一批混合的点")
    shares = epsilons(seen[0], real, fake)
    facts = [
        bool(((shares > -1e-6) & (shares < 1 + 1e-6)).all()),
        bool((shares.amax(1) - shares.amin(1) < 1e-6).all()),
        bool(shares[:, 0].std() > 0.05),
    ]
    kit.record_since(student, since, [*facts, round(float(shares.mean()), 1)])
    kit.require(facts[0], "有的点不在真假之间")
    kit.require(facts[1], "一个样本里混合比不同")
    kit.require(facts[2], "各个样本的混合比相同")


@pytest.mark.exercise
def test_penalty_at_the_mixture(student, rng):
    """惩罚的值和导数正是在混合的那些点上算的。"""
    real, fake, slope, bend = case(rng, (7, 3))
    since = len(student.calls)
    penalty, seen, grads, _ = penalised(student, real, fake, slope, bend, kit.seed_of(rng))
    want, wants = by_hand(seen[-1], slope, bend) if seen else by_hand(real, slope, bend)
    apart = abs(float(penalty) - float(want)) <= 1e-6 * (1 + float(want))
    kit.record_since(student, since, [bool(seen), apart])
    kit.require(bool(seen), "评论家什么也没有看到")
    kit.close(penalty, want, rtol=RTOL, atol=ATOL)
    for got, right in zip(grads, wants):
        kit.gradient(got, right, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise
def test_penalty_mixes_evenly(student, rng):
    """混合比在零到一之间均匀。"""
    real, fake = torch.ones(4000, 2, dtype=torch.float64), torch.zeros(4000, 2, dtype=torch.float64)
    slope = torch.tensor([0.6, 0.8], dtype=torch.float64)
    since = len(student.calls)
    _, seen, _, _ = penalised(student, real, fake, slope, slope, kit.seed_of(rng))
    shares = seen[-1][:, 0].numpy() if seen else np.zeros(1)
    counts, _ = np.histogram(shares, bins=10, range=(0, 1))
    even = bool(counts.min() >= 300 and counts.max() <= 500)
    kit.record_since(student, since, even)
    kit.require(even, "混合比不均匀")


@pytest.mark.exercise
def test_penalty_of_rng(student, rng):
    """同样的发生器给同样的结果，不同的就不同。"""
    real, fake, slope, bend = case(rng, (7, 3))
    seed = kit.seed_of(rng)
    since = len(student.calls)
    found = [float(penalised(student, real, fake, slope, bend, s)[0]) for s in (seed, seed, seed + 1)]
    facts = [found[0] == found[1], found[0] != found[2]]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "同样的发生器，结果不同")
    kit.require(facts[1], "发生器换了，结果没有变")


@pytest.mark.exercise
def test_penalty_leaves_no_gradients(student, rng):
    """算惩罚时，评论家的权重不收到 grad。"""
    since = len(student.calls)
    *_, clean = penalised(student, *case(rng, (5, 2)), kit.seed_of(rng))
    kit.record_since(student, since, clean)
    kit.require(clean, "评论家的 grad 里有了东西")


@pytest.mark.exercise
def test_penalty_single(student, rng):
    """float32 的样本也行，结果仍是 float32。"""
    slope = torch.tensor([0.6, 0.8]) * 3
    real, fake = normal(rng, 5, 2).float(), normal(rng, 5, 2).float()
    penalty, *_ = penalised(student, real, fake, slope, torch.zeros(2), kit.seed_of(rng))
    kit.close(penalty, torch.tensor(4.0), rtol=1e-4, atol=1e-4)
    kit.require(penalty.dtype == torch.float32, "dtype 变了")


@pytest.mark.exercise
def test_penalty_keeps_samples(student, rng):
    """真假样本在调用之后保持原样。"""
    real, fake, slope, bend = case(rng, (5, 2))
    before = real.clone(), fake.clone()
    student.penalize(real, fake, slope, bend, kit.seed_of(rng))
    kit.unchanged(real.numpy(), before[0].numpy(), "real")
    kit.unchanged(fake.numpy(), before[1].numpy(), "fake")
