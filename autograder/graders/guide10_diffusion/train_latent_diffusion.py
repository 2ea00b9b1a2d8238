"""Hidden tests of train_latent_diffusion: what the network was shown, told by the notebook's ``watch_latent``.

The autoencoder there is a toy whose latents are known.  Optimizer and batches are the student's, so a transcript keeps what a test
looks at in place of weights and losses.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

SHORT, LONG = 60, 120
STEPS = 200
BARS = torch.tensor(np.cumprod(1 - np.linspace(0.1 / STEPS, 20 / STEPS, STEPS)))


def pictures(rng: np.random.Generator, n: int) -> Tensor:
    """Pictures of 2×2 even squares, whose latents are those squares' colours times the gain."""
    colours = torch.tensor(rng.normal(size=(n, 1, 2, 2)), dtype=torch.float32)
    return colours.repeat_interleave(4, 2).repeat_interleave(4, 3)


class Watched:
    """What ``watch_latent`` tells."""

    def __init__(
        self, student: Any, x: Tensor, y: Tensor, epochs: int, seed: int, gain: float = 3.0, width: int = 32
    ) -> None:
        found = kit.sequence(student.watch_latent(gain, x, y, epochs, seed, width), 6, "watch_latent")
        scale, self.losses, seen, still, self.total, self.length = found
        kit.require(len(seen) > 0, "LatentDenoiser 什么也没有看到")
        self.scale = kit.scalar(scale, "scale")
        self.moved, self.graded, self.mode = not still[0], not still[1], not still[2]
        self.sizes = [len(batch[0]) for batch in seen]
        self.x, self.t, self.label = (torch.cat([batch[i] for batch in seen]) for i in range(3))
        self.deviation = float((gain * x[:, :, ::4, ::4]).std())
        self.latents = gain * x[:, :, ::4, ::4]


def rounds(seen: Watched, n: int) -> list[Tensor]:
    """The labels of each epoch."""
    return list(seen.label.split(n))


@pytest.mark.exercise(core=True, seconds=SHORT)
@pytest.mark.parametrize("gain", [3.0, 0.2])
def test_latent_scale(student, rng, gain):
    """潜变量乘上 scale，标准差是一。"""
    since, x = len(student.calls), pictures(rng, 150)
    seen = Watched(student, x, torch.arange(150) % 3, 1, kit.seed_of(rng), gain)
    product = seen.scale * seen.deviation
    known = {"right": 1.0, "variance": 1 / seen.deviation, "itself": seen.deviation**2}
    name = next((key for key, value in known.items() if abs(product / value - 1) < 0.02), "other")
    kit.record_since(student, since, name)
    kit.require(name == "right", "scale 不对")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_latent_shown(student, rng):
    """训练的是乘过 scale 的平均：噪声很小的步子上，看到的就是它，标签是它自己的。"""
    since, n = len(student.calls), 120
    x, y = pictures(rng, n), torch.arange(n)
    seen = Watched(student, x, y, 12, kit.seed_of(rng))
    # bars[2] = 0.997: the noise is 0.05.
    rows = (seen.t < 3) & (seen.label < n)
    kit.require(bool(rows.any()), "没有见过噪声最小的步子")
    own = seen.latents[seen.label[rows]] / seen.deviation
    gap = float((seen.x[rows] - own).abs().mean())
    spread = float(seen.x[seen.t < 3].std())
    facts = [gap < 0.1, bool(0.75 < spread < 1.3)]
    kit.record_since(student, since, facts)
    kit.require(facts[1], "看到的潜变量，大小不对")
    kit.require(facts[0], "看到的不是这个标签的潜变量")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_latent_schedule(student, rng):
    """噪声照二百步的线性日程加，从头到尾的步数都见过。"""
    since, n = len(student.calls), 120
    seen = Watched(student, pictures(rng, n), torch.arange(n), 10, kit.seed_of(rng))
    first, last = int(seen.t.min()), int(seen.t.max())
    inside = first >= 0 and last < STEPS
    middle = (seen.t > 60) & (seen.t < 140) & (seen.label < n)
    # Where steps go beyond the schedule there is nothing to compare with.
    right = False
    if inside and bool(middle.any()):
        bar = BARS[seen.t[middle]].reshape(-1, 1, 1, 1)
        own = seen.latents[seen.label[middle]].double() / seen.deviation
        noise = (seen.x[middle].double() - bar.sqrt() * own) / (1 - bar).sqrt()
        right = abs(float(noise.std()) - 1) < 0.07
    facts = [inside, inside and first < 10 and last >= STEPS - 10, right]
    kit.record_since(student, since, facts)
    kit.require(facts[1], "见过的步数不是 0 到 199")
    kit.require(right, "加的噪声和步数不相称")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_latent_gradients(student, rng):
    """每一步的梯度只来自这一批；优化器在走。"""
    since, x, y, seed = len(student.calls), pictures(rng, 40), torch.arange(40) % 3, kit.seed_of(rng)
    one, many = (Watched(student, x, y, epochs, seed) for epochs in (1, 40))
    facts = [many.length < 3 * one.length + 0.5, many.total != one.total]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "以前的梯度加了进来")
    kit.require(facts[1], "权重没有动")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_latent_hidden(student, rng):
    """大约一成的标签藏起来，换成表示没有标签的那个编号；每一轮藏的不同。"""
    since, n = len(student.calls), 250
    seen = Watched(student, pictures(rng, n), torch.arange(n), 6, kit.seed_of(rng))
    share = float((seen.label == n).double().mean())
    parts = [frozenset(row[row < n].tolist()) for row in rounds(seen, n)]
    facts = [share == 0.0, 0.06 < share < 0.145, len(set(parts)) > 1, bool((seen.label <= n).all())]
    zeros = float((seen.label == 0).double().mean())
    kit.record_since(student, since, [*facts, zeros > 0.05])
    kit.require(facts[1] and facts[3], "藏起来的标签不是一成")
    kit.require(facts[2], "每一轮藏的都一样")


@pytest.mark.exercise(core=True, seconds=SHORT)
@pytest.mark.parametrize("n", [300, 40])
def test_latent_every_sample(student, rng, n):
    """每一轮每个样本正好用一次，最后不满的一批也在。"""
    since = len(student.calls)
    seen = Watched(student, pictures(rng, n), torch.arange(n), 3, kit.seed_of(rng))
    whole = len(seen.label) == 3 * n
    once = whole and all(
        len(row[(row < n) & (row > 0)].unique()) == int(((row < n) & (row > 0)).sum())
        for row in rounds(seen, n)
    )
    facts = [len(seen.label) < 3 * n, whole, once, max(seen.sizes) <= 256]
    kit.record_since(student, since, facts)
    kit.require(whole and once, "有的样本没有用上，或者多用了")
    kit.require(facts[3], "批太大")


@pytest.mark.exercise(seconds=SHORT)
def test_latent_shuffled(student, rng):
    """每一轮都重新打乱。"""
    since, n = len(student.calls), 300
    seen = Watched(student, pictures(rng, n), torch.arange(n), 2, kit.seed_of(rng))
    orders = [[number for number in row.tolist() if 0 < number < n] for row in rounds(seen, n)]
    sorted_ = any(order == sorted(order) for order in orders)
    kept = set(orders[0]) & set(orders[-1])
    same = [k for k in orders[0] if k in kept] == [k for k in orders[-1] if k in kept]
    kit.record_since(student, since, [sorted_, same])
    kit.require(not sorted_, "没有打乱")
    kit.require(not same, "两轮的次序相同")


@pytest.mark.exercise(core=True, seconds=LONG, costly=True)
def test_latent_falls(student, rng):
    """学得会的潜变量：最后一轮的平均损失，至多是第一轮的八成。"""
    since, n = len(student.calls), 600
    # Ten seeds of the key: 0.09 to 0.16.
    kinds = pictures(rng, 3)
    y = torch.tensor(rng.integers(3, size=n))
    losses = Watched(student, kinds[y], y, 12, kit.seed_of(rng), width=512).losses
    falls = float(losses[-1]) <= 0.8 * float(losses[0])
    kit.record_since(student, since, falls)
    kit.require(falls, "损失没有降够")


@pytest.mark.exercise(core=True, seconds=SHORT)
def test_latent_losses(student, rng):
    """每一轮一个数，是平均的损失：一开始在一左右。"""
    since, n = len(student.calls), 300
    losses = Watched(student, pictures(rng, n), torch.arange(n) % 3, 2, kit.seed_of(rng)).losses
    several = isinstance(losses, (list, tuple)) and len(losses) == 2
    about_one = several and 0.4 < kit.scalar(losses[0], "损失") < 2.5
    kit.record_since(student, since, [several, about_one])
    kit.require(several, "应当每一轮一个数")
    kit.require(about_one, "第一轮的损失应当在一左右")


@pytest.mark.exercise(seconds=SHORT)
def test_latent_leaves_autoencoder(student, rng):
    """自编码器的权重、梯度、模式都不变。"""
    since = len(student.calls)
    seen = Watched(student, pictures(rng, 50), torch.arange(50) % 3, 2, kit.seed_of(rng))
    facts = [seen.moved, seen.graded, seen.mode]
    kit.record_since(student, since, facts)
    kit.require(not seen.moved, "自编码器的权重动了")
    kit.require(not seen.graded, "自编码器收到了梯度")
    kit.require(not seen.mode, "自编码器的模式变了")


@pytest.mark.exercise(seconds=SHORT)
def test_latent_seed(student, rng):
    """种子相同，结果相同；不同，就不同。"""
    since, x, y, seed = len(student.calls), pictures(rng, 150), torch.arange(150) % 3, kit.seed_of(rng)
    first, again, other = (Watched(student, x, y, 1, s) for s in (seed, seed, seed + 1))
    facts = [
        first.total == again.total,
        bool(torch.equal(first.label, again.label)),
        first.total == other.total,
        bool(torch.equal(first.label, other.label)),
    ]
    kit.record_since(student, since, facts)
    kit.require(facts[0] and facts[1], "种子相同，结果不同")
    kit.require(not facts[2] and not facts[3], "种子不同，结果相同")


@pytest.mark.exercise(seconds=SHORT)
def test_latent_result(student, rng):
    """返回的网络：类数是最大的标签加一，形状是潜变量的；给它一批，给出噪声。"""
    since, y = len(student.calls), torch.tensor([4, 0, 2, 2, 0, 4, 1])
    found = kit.sequence(
        student.train_latent_diffusion(student.ToyAutoencoder(2.0), pictures(rng, 7), y, 1, 0), 3
    )
    classes, shape = (student.attribute(found[0], name) for name in ("classes", "shape"))
    given = torch.zeros(3, 1, 2, 2), torch.tensor([0, 100, 199]), torch.tensor([0, 4, 5])
    out = student.invoke(found[0], "__call__", *given)
    facts = [int(classes), [int(k) for k in shape]]
    kit.record_since(student, since, facts)
    kit.require(facts == [5, [1, 2, 2]], "网络的类数或形状不对")
    kit.tensor(out, (3, 1, 2, 2), name="网络的输出")


@pytest.mark.exercise(seconds=SHORT)
def test_latent_keeps_data(student, rng):
    """x 和 y 不变。"""
    x, y = pictures(rng, 150), torch.arange(150) % 4
    before, since = (x.clone(), y.clone()), len(student.calls)
    student.watch_latent(3.0, x, y, 2, 0)
    same = [bool(torch.equal(x, before[0])), bool(torch.equal(y, before[1]))]
    kit.record_since(student, since, same)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
