"""Hidden tests of activation_maximum: from the noise that no step leaves, and with kernels of one pixel, results are exact."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import (
    FILE,
    POINTS,
    THREE,
    Sizes,
    Weights,
    chain_weights,
    facts,
    left_alone,
    real_weights,
    single,
    uphill,
    without_graph,
)


def chain(student: Any, rng: np.random.Generator, sizes: Sizes = POINTS) -> tuple[Any, Weights]:
    """A chain in float32, whose weights could be trained; and its weights in float64."""
    weights = single(chain_weights(rng, sizes))
    model = student.Chain({name: value.clone() for name, value in weights.items()})
    return model, {name: value.double() for name, value in weights.items()}


def noise(seed: int, shape: tuple[int, int]) -> Tensor:
    """What the lesson says is drawn first."""
    return torch.tensor(np.random.default_rng(seed).normal(scale=10, size=(1, 3, *shape))).float()


def climbed(weights: Weights, start: Tensor, channel: int, steps: int, lr: float, decay: float) -> Tensor:
    """Without any shift, in float64."""
    x = start.double()
    for _ in range(steps):
        x = (1 - decay) * x + lr * uphill(weights, x, "fire2", channel)
    return x


def start_of(student: Any, model: Any, shape: tuple[int, int], seed: int) -> Tensor:
    """The noise of the student's own, from no step at all."""
    with kit.unrecorded(student):
        found = student.activation_maximum(model, "fire2", 0, shape, 0, 1.0, np.random.default_rng(seed))
    return kit.tensor(found, (1, 3, *shape)).detach()


@pytest.mark.exercise(core=True)
def test_maximum_noise(student, rng):
    """一步不走：平均是零、标准差如题面的噪声，float32。"""
    model, _ = chain(student, rng)
    since = len(student.calls)
    seed = int(rng.integers(2**31))
    found = kit.tensor(
        student.activation_maximum(model, "fire2", 1, (41, 53), 0, 1.0, np.random.default_rng(seed)),
        (1, 3, 41, 53),
    )
    mean, spread = float(found.mean()), float(found.std())
    kit.record_since(student, since, [round(spread, 0), abs(mean) < 1])
    kit.require(found.dtype == torch.float32, "类型不是 float32")
    kit.require(abs(mean) < 1, "噪声的平均不是零")
    kit.require(9 < spread < 11, "噪声的标准差不对")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(("channel", "steps", "decay"), [(2, 1, 1e-3), (0, 3, 0.1), (3, 2, 0.0)])
def test_maximum_values(student, rng, channel, steps, decay):
    """从自己的噪声走几步：指定的通道，指定的衰减。"""
    model, weights = chain(student, rng)
    seed, shape = int(rng.integers(2**31)), (5, 7)
    want = climbed(weights, start_of(student, model, shape, seed), channel, steps, 2.0, decay).float()
    generator = np.random.default_rng(seed)
    found = student.activation_maximum(model, "fire2", channel, shape, steps, 2.0, generator, decay)
    kit.close(found, want, rtol=1e-3, atol=1e-2)


@pytest.mark.exercise
def test_maximum_default_decay(student, rng):
    """衰减不写时是千分之一。"""
    model, weights = chain(student, rng)
    seed, shape = int(rng.integers(2**31)), (4, 6)
    want = climbed(weights, start_of(student, model, shape, seed), 1, 12, 0.01, 1e-3).float()
    found = student.activation_maximum(model, "fire2", 1, shape, 12, 0.01, np.random.default_rng(seed))
    kit.close(found, want, rtol=1e-4, atol=1e-3)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(1, 23), (23, 1)])
def test_maximum_shifts(student, rng, shape):
    """每一步之前平移，两个方向都平移。"""
    model, weights = chain(student, rng, THREE)
    seed = int(rng.integers(2**31))
    still = climbed(weights, start_of(student, model, shape, seed), 2, 4, 2.0, 1e-3)
    since = len(student.calls)
    found = kit.tensor(
        student.activation_maximum(model, "fire2", 2, shape, 4, 2.0, np.random.default_rng(seed)),
        (1, 3, *shape),
    )
    shifted = bool((found.double() - still).abs().max() > 1e-2)
    kit.record_since(student, since, shifted)
    kit.require(shifted, "结果和不平移的一样")


@pytest.mark.exercise
def test_maximum_seed(student, rng):
    """同样状态的随机数，同样的图；不同的，就不同。"""
    model, _ = chain(student, rng, THREE)
    seed = int(rng.integers(2**31))
    since = len(student.calls)
    found = [
        kit.tensor(student.activation_maximum(model, "fire2", 1, (5, 6), 2, 1.0, np.random.default_rng(s)))
        for s in (seed, seed, seed + 1)
    ]
    same, different = bool(torch.equal(found[0], found[1])), not bool(torch.equal(found[0], found[2]))
    kit.record_since(student, since, [same, different])
    kit.require(same, "同样状态的随机数，结果不同")
    kit.require(different, "随机数没有起作用")


@pytest.mark.exercise
@pytest.mark.parametrize("steps", [0, 2])
def test_maximum_no_graph(student, rng, steps):
    """返回的图不带计算图。"""
    model, _ = chain(student, rng)
    without_graph(student.activation_maximum(model, "fire2", 1, (5, 6), steps, 1.0, np.random.default_rng(0)))


@pytest.mark.exercise
def test_maximum_leaves_model(student, rng):
    """权重、grad、钩子都和原来一样。"""
    model, _ = chain(student, rng)
    before = facts(student, model)
    since = len(student.calls)
    student.activation_maximum(model, "fire2", 1, (5, 6), 2, 1.0, np.random.default_rng(0))
    same = left_alone(student, model, before)
    kit.record_since(student, since, list(same))
    kit.require(all(same), "模型变了")


@pytest.mark.exercise(seconds=30, costly=True)
def test_maximum_real_network(student, rng):
    """真的 SqueezeNet：通道的平均至少是噪声时的三倍。"""
    weights = real_weights(student.read_file(FILE))
    model = student.SqueezeNet(weights)
    since = len(student.calls)
    seed = int(rng.integers(2**31))
    before, after = (
        kit.tensor(
            student.activation_maximum(model, "fire3", 17, (48, 48), steps, 2.0, np.random.default_rng(seed)),
            (1, 3, 48, 48),
        )
        for steps in (0, 20)
    )
    with kit.unrecorded(student):
        layers = [student.features(model, picture, ["fire3"]) for picture in (before, after)]
    means = [float(kit.mapping(found, ("fire3",))["fire3"][0, 17].mean()) for found in layers]
    good = means[1] >= 3 * means[0]
    kit.record_since(student, since, good)
    kit.require(good, "通道没有兴奋起来")
