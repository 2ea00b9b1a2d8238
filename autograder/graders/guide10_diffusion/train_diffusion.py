"""Hidden tests of train_diffusion: what the network was shown, told by the notebook's ``watch_points``; and one spiral, last.

Optimizer and rate are the student's, so a transcript keeps what a test looks at in place of weights.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import near, normal

BETAS = np.linspace(0.001, 0.2, 100)
BARS = torch.tensor(np.cumprod(1 - BETAS))
# What the lesson says; seeds 0 to 9 of the key: distance 0.027 to 0.044, cover 1.0.  Coordinates alone: 0.24.
FARTHEST, LEAST_COVER = 0.10, 0.95
LONG, SHORT = 240, 30
WEIGHTS = 46 * 128 + 128 + 2 * (128 * 128 + 128) + 128 * 2 + 2


class Watched:
    """What ``watch_points`` tells."""

    def __init__(self, student: Any, points: Tensor, steps: int, seed: int) -> None:
        found = kit.sequence(student.watch_points(points, steps, seed), 6, "watch_points")
        xs, ts, self.weights, self.length, self.frequencies, self.bars = found
        kit.require(len(xs) > 0, "网络什么也没有看到")
        self.sizes = [len(x) for x in xs]
        self.batches = list(zip(xs, ts))
        self.x, self.t = torch.cat(list(xs)).double(), torch.cat(list(ts))


def noise_of(seen: Watched, place: Tensor) -> Tensor:
    """The noise in what was shown, where all points are one place."""
    bar = BARS[seen.t][:, None]
    return (seen.x - bar.sqrt() * place) / (1 - bar).sqrt()


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_points_noise(student, rng):
    """网络看到的，是照日程加了噪声的数据。"""
    place, since = torch.tensor([[4.0, -3.0]]), len(student.calls)
    seen = Watched(student, place.expand(70, -1).clone(), 8, kit.seed_of(rng))
    noise = noise_of(seen, place)
    late = noise[seen.t > 60]
    facts = [
        near(float(noise.mean()), 0, 0.06),
        near(float(noise.std()), 1, 0.04),
        near(float(late.std()), 1, 0.06),
    ]
    kit.record_since(student, since, facts)
    kit.require(all(facts), "加的噪声和步数不相称")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_points_steps(student, rng):
    """从头到尾的步数都见过，每步一批新的。"""
    since = len(student.calls)
    seen = Watched(student, normal(rng, 70, 2).float(), 9, kit.seed_of(rng))
    counts = torch.bincount(seen.t, minlength=100)
    batches = len({tuple(t.tolist()) for _, t in seen.batches})
    facts = [
        len(seen.sizes) == 9,
        all(n == 512 for n in seen.sizes),
        bool((counts > 0).all()),
        batches == len(seen.batches),
    ]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "应当走几步就看几批")
    kit.require(facts[1], "每一批应当有题面说的那么多")
    kit.require(facts[2], "有的步数从来没有见过")
    kit.require(facts[3], "每一批的步数都一样")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_points_batches(student, rng):
    """每一步随机取的点不同，所有的点都用得到。"""
    since = len(student.calls)
    # Places so far apart that the noise cannot hide which is which.
    n = 40
    points = torch.stack([1000.0 * torch.arange(1, n + 1), torch.zeros(n)], 1)
    seen = Watched(student, points, 5, kit.seed_of(rng))
    rows = [((x[:, 0].double() / BARS[t].sqrt()) / 1000).round().long().tolist() for x, t in seen.batches]
    used = {number for row in rows for number in row if 1 <= number <= n}
    different = len({tuple(row) for row in rows}) == len(rows)
    shuffled = rows[0] != sorted(rows[0])
    # More points than a batch has: half of them lie far away, and so must half of what is drawn.
    far = torch.tensor([[0.0, 0.0], [1e4, 0.0]]).repeat_interleave(1000, 0)
    seen = Watched(student, far, 2, kit.seed_of(rng))
    evenly = abs(float((seen.x[:, 0] / BARS[seen.t].sqrt() > 5e3).double().mean()) - 0.5) < 0.1
    kit.record_since(student, since, [len(used) == n, different, shuffled, evenly])
    kit.require(different, "每一步取的是同样的一批")
    kit.require(len(used) == n, "有的点从来没有取到")
    kit.require(evenly, "点多的时候，有的点从来没有取到")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_points_result(student, rng):
    """返回网络和线性日程；网络给出和点同样形状的噪声。"""
    since = len(student.calls)
    found = kit.sequence(student.train_diffusion(normal(rng, 30, 2).float(), 2, kit.seed_of(rng)), 3)
    out = student.invoke(found[0], "__call__", normal(rng, 7, 2).float(), torch.arange(7))
    facts = [size(part) for part in (found[1], found[2], out)]
    right = [
        torch.is_tensor(part)
        and part.shape == (100,)
        and bool(torch.allclose(part.double(), want, rtol=1e-4, atol=1e-6))
        for part, want in ((found[1], torch.tensor(BETAS)), (found[2], BARS))
    ]
    kit.record_since(student, since, [facts, right])
    kit.require(right[0], "betas 不是线性日程的")
    kit.require(right[1], "bars 不是线性日程的")
    kit.tensor(out, (7, 2), name="网络的输出")


def size(part: Any) -> Any:
    """Shape of a tensor, for the transcript."""
    return list(part.shape) if torch.is_tensor(part) else type(part).__name__


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_points_network(student, rng):
    """网络用的是给出的，默认的参数。"""
    since = len(student.calls)
    seen = Watched(student, normal(rng, 30, 2).float(), 1, kit.seed_of(rng))
    right = [int(k) for k in seen.frequencies] == [1, 2, 4] and len(seen.weights) == WEIGHTS
    kit.record_since(student, since, right)
    kit.require(right, "网络不是默认的 PointDenoiser")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_points_moves(student, rng):
    """多走几步，权重就不同：优化器在走。"""
    since, points, seed = len(student.calls), normal(rng, 30, 2).float(), kit.seed_of(rng)
    few, more = (Watched(student, points, steps, seed).weights for steps in (1, 4))
    moved = not bool(torch.equal(few, more))
    kit.record_since(student, since, moved)
    kit.require(moved, "权重没有动")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_points_gradients(student, rng):
    """每一步的梯度只来自这一批。"""
    since, points, seed = len(student.calls), torch.full((30, 2), 1.5), kit.seed_of(rng)
    one, many = (Watched(student, points, steps, seed).length for steps in (1, 40))
    clean = many < 3 * one + 0.5
    kit.record_since(student, since, clean)
    kit.require(clean, "以前的梯度加了进来")


@pytest.mark.exercise(seconds=SHORT)
def test_points_seed(student, rng):
    """种子相同，权重相同；不同，就不同：初值和随机数都是。"""
    since, points, seed = len(student.calls), normal(rng, 30, 2).float(), kit.seed_of(rng)
    first, again, other = (Watched(student, points, 3, s) for s in (seed, seed, seed + 1))
    facts = [
        bool(torch.equal(first.weights, again.weights)),
        bool(torch.equal(first.x, again.x)),
        bool(torch.equal(first.weights, other.weights)),
        bool(torch.equal(first.x, other.x)),
    ]
    kit.record_since(student, since, facts)
    kit.require(facts[0] and facts[1], "种子相同，结果不同")
    kit.require(not facts[2] and not facts[3], "种子不同，结果相同")


@pytest.mark.exercise(seconds=SHORT)
def test_points_keeps_data(student, rng):
    """points 不变。"""
    points = normal(rng, 30, 2).float()
    before, since = points.clone(), len(student.calls)
    student.watch_points(points, 2, 0)
    same = bool(torch.equal(points, before))
    kit.record_since(student, since, same)
    kit.unchanged(points, before, "points")


def spiral(s: np.ndarray) -> np.ndarray:
    """Along the spiral."""
    angle = 3 * np.pi * s
    return np.stack([np.cos(angle), np.sin(angle)], axis=1) * (0.2 + 1.6 * s)[:, None]


def sampled(student: Any, model: Any, n: int) -> np.ndarray:
    """DDPM from this side."""
    rng = np.random.default_rng(7)
    x = rng.standard_normal((n, 2))
    bars = BARS.numpy()
    for t in range(99, -1, -1):
        given = torch.tensor(x, dtype=torch.float32), torch.full((n,), t)
        guess = (
            kit.tensor(student.invoke(model, "__call__", *given), (n, 2), name="网络的输出")
            .detach()
            .double()
            .numpy()
        )
        x = (x - BETAS[t] / math.sqrt(1 - bars[t]) * guess) / math.sqrt(1 - BETAS[t])
        if t:
            x += math.sqrt((1 - bars[t - 1]) / (1 - bars[t]) * BETAS[t]) * rng.standard_normal((n, 2))
    return x


@pytest.mark.exercise(seconds=LONG, costly=True)
def test_points_spiral(student):
    """在螺旋上训练：样本离螺旋够近，螺旋的每一段都有样本。"""
    since = len(student.calls)
    points = torch.tensor(spiral(np.random.default_rng(0).random(4000)), dtype=torch.float32)
    model = kit.sequence(student.train_diffusion(points, 2500, 0), 3)[0]
    x = sampled(student, model, 1000)
    gaps = np.linalg.norm(x[:, None] - spiral(np.linspace(0, 1, 1000)), axis=2)
    facts = [bool(gaps.min(1).mean() <= FARTHEST), bool((gaps.min(0) < 0.15).mean() >= LEAST_COVER)]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "样本离螺旋太远")
    kit.require(facts[1], "螺旋有的地方没有样本")
