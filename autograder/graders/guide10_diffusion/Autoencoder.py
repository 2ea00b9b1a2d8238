"""Hidden tests of Autoencoder: layers are the student's, so shapes, signs, what is drawn, and whether it learns.

Weights are set by the notebook's ``livelier``, larger than the defaults, so that the variance is nowhere 1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import fresh, near, normal

WIDTH = 6


def built(student: Any, channels: int, latent: int, seed: int, factor: float = 1.6) -> Any:
    """A model with weights of the test's choice."""
    return student.livelier(student.Autoencoder(channels, latent, WIDTH), seed, factor)


def pictures(rng: np.random.Generator, *shape: int) -> Tensor:
    """Random pictures in float32."""
    return normal(rng, *shape).float()


def encoded(student: Any, model: Any, x: Tensor) -> list[Tensor]:
    """(mean, log_variance)."""
    return kit.sequence(student.invoke(model, "encode", x), 2, "encode")


def forward(student: Any, model: Any, x: Tensor, *rng: np.random.Generator) -> list[Tensor]:
    """(reconstruction, mean, log_variance)."""
    return kit.sequence(student.invoke(model, "__call__", x, *rng), 3, "forward")


def size(part: Any) -> Any:
    """Shape of a tensor, for the transcript."""
    return list(part.shape) if torch.is_tensor(part) else type(part).__name__


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(("channels", "latent", "h", "w"), [(1, 4, 28, 28), (1, 3, 8, 20), (1, 2, 4, 4)])
def test_coder_shapes(student, rng, channels, latent, h, w):
    """编码缩到四分之一，解码放回来。"""
    shapes(student, rng, channels, latent, h, w)


@pytest.mark.exercise
def test_coder_colours(student, rng):
    """彩色的图也行。"""
    shapes(student, rng, 3, 5, 12, 8)


def shapes(student: Any, rng: np.random.Generator, channels: int, latent: int, h: int, w: int) -> None:
    """Compare the shapes of all that comes out."""
    since, x, small = len(student.calls), pictures(rng, 2, channels, h, w), (2, latent, h // 4, w // 4)
    model = built(student, channels, latent, 1)
    parts = encoded(student, model, x)
    rebuilt = student.invoke(model, "decode", pictures(rng, *small))
    whole = forward(student, model, x)
    found = [size(part) for part in (*parts, rebuilt, *whole)]
    kit.record_since(student, since, found)
    wants = [small, small, tuple(x.shape), tuple(x.shape), small, small]
    for got, want in zip(found, wants):
        kit.require(got == list(want), "形状不对")


@pytest.mark.exercise(core=True)
def test_coder_forward(student, rng):
    """不给 rng：重建就是把平均解码；返回的平均和对数方差就是编码给的。"""
    since, x, model = len(student.calls), pictures(rng, 3, 1, 8, 12), built(student, 1, 4, 2)
    mean, log = encoded(student, model, x)
    want = student.invoke(model, "decode", mean)
    rebuilt, mean2, log2 = forward(student, model, x)
    again = forward(student, model, x)[0]
    pairs = ((rebuilt, want), (rebuilt, again), (mean2, mean), (log2, log))
    facts = [bool(torch.allclose(a, b, rtol=1e-4, atol=1e-5)) for a, b in pairs]
    kit.record_since(student, since, facts)
    for fact, said in zip(
        facts, ("重建不是平均解码的结果", "两次不一样", "平均不是编码给的", "对数方差不是编码给的")
    ):
        kit.require(fact, said)


@pytest.mark.exercise(core=True)
def test_coder_drawn(student, rng):
    """给了 rng：潜变量从编码给的正态分布里抽，平均和方差都对。"""
    since, model, n = len(student.calls), built(student, 1, 2, 3, 1.2), 1500
    one = pictures(rng, 1, 1, 4, 8)
    mean, log = encoded(student, model, one)
    log = log.clamp(-8, 8)
    z = mean + (log / 2).exp() * pictures(rng, n, *mean.shape[1:])
    want = student.invoke(model, "decode", z).detach().double()
    found = (
        forward(student, model, one.expand(n, -1, -1, -1).clone(), fresh(kit.seed_of(rng)))[0]
        .detach()
        .double()
    )
    kit.tensor(found, (n, 1, 4, 8), name="重建的图")
    ratio = float((found.std(0) / want.std(0)).mean())
    gap = float(((found.mean(0) - want.mean(0)) / want.std(0)).abs().mean())
    facts = [near(ratio, 1, 0.1), gap < 0.15]
    kit.record_since(student, since, [*facts, ratio < 1e-3])
    kit.require(facts[0], "给了 rng，重建的起伏不对")
    kit.require(facts[1], "给了 rng，重建的平均不对")


@pytest.mark.exercise
def test_coder_parts_with_rng(student, rng):
    """给了 rng，返回的平均和对数方差仍是编码给的。"""
    since, x, model = len(student.calls), pictures(rng, 3, 1, 8, 12), built(student, 1, 4, 8)
    wants = encoded(student, model, x)
    found = forward(student, model, x, fresh(kit.seed_of(rng)))[1:]
    facts = [bool(torch.allclose(a, b, rtol=1e-4, atol=1e-5)) for a, b in zip(found, wants)]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "平均不是编码给的")
    kit.require(facts[1], "对数方差不是编码给的")


@pytest.mark.exercise
def test_coder_same_generator(student, rng):
    """同样的 rng 结果相同，不同的 rng 结果不同。"""
    since, x, model = len(student.calls), pictures(rng, 3, 1, 8, 8), built(student, 1, 4, 4)
    one, two, other = (forward(student, model, x, fresh(seed))[0] for seed in (1, 1, 2))
    facts = [bool(torch.equal(one, two)), bool(torch.equal(one, other))]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "同样的 rng，结果不同")
    kit.require(not facts[1], "不同的 rng，结果相同")


@pytest.mark.exercise(core=True)
def test_coder_signs(student, rng):
    """平均、对数方差、解码的图都有正有负，平均和对数方差不是同一个。"""
    since, model = len(student.calls), built(student, 1, 4, 5)
    mean, log = encoded(student, model, 3 * pictures(rng, 60, 1, 12, 12))
    out = student.invoke(model, "decode", 3 * pictures(rng, 60, 4, 3, 3))
    facts = [[bool((part < 0).any()), bool((part > 0).any())] for part in (mean, log, out)]
    different = not bool(torch.allclose(mean, log))
    kit.record_since(student, since, [facts, different])
    for fact, name in zip(facts, ("平均", "对数方差", "解码的图")):
        kit.require(all(fact), f"{name}应当有正有负")
    kit.require(different, "平均和对数方差是同一个")


@pytest.mark.exercise
def test_coder_width(student):
    """width 变大，参数变多。"""
    since = len(student.calls)
    counts = [
        sum(p.numel() for p in student.invoke(student.Autoencoder(1, 4, width), "state_dict").values())
        for width in (4, 8, 16)
    ]
    grows = counts[0] < counts[1] < counts[2]
    kit.record_since(student, since, grows)
    kit.require(grows, "width 没有用上")


@pytest.mark.exercise
def test_coder_gradient(student, rng):
    """重建的梯度到得了每一个参数（抽随机数的时候）。"""
    since, model = len(student.calls), built(student, 1, 4, 6)
    x = pictures(rng, 3, 1, 8, 8)
    arrived = student.vjp(model, [x, fresh(1)], pictures(rng, 3, 1, 8, 8), 0)
    missing = [name for name, grad in arrived.parameters.items() if grad is None]
    kit.record_since(student, since, not missing)
    kit.require(not missing, "有的参数没有梯度")


@pytest.mark.exercise
def test_coder_sees_everything(student, rng):
    """图的每个像素都影响编码，每个潜变量都影响解码。"""
    since, model = len(student.calls), built(student, 1, 2, 7, 1.0)
    x = pictures(rng, 1, 1, 8, 8).requires_grad_()
    arrived = student.vjp(model, [x.detach()], pictures(rng, 1, 1, 8, 8), 0).inputs[0]
    reached = arrived is not None and bool((arrived != 0).all())
    kit.record_since(student, since, reached)
    kit.require(reached, "有的像素没有起作用")
