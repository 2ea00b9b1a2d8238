"""Hidden tests of SqueezeNet: narrow weights from this side, and a reference on a dict of tensors."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from autograder import kit

from common import Weights, facts

STAGES = ["conv1", *(f"fire{number}" for number in range(2, 10)), "conv10"]


def narrow(rng: np.random.Generator, classes: int = 7) -> Weights:
    """Weights of a narrow network; the two expands of a fire differ in width."""
    weights: Weights = {}

    def layer(name: str, out: int, channels: int, side: int) -> None:
        spread = (2 / (channels * side * side)) ** 0.5
        weights[f"{name}.weight"] = torch.tensor(
            rng.normal(0, spread, (out, channels, side, side)), dtype=torch.float32
        )
        weights[f"{name}.bias"] = torch.tensor(rng.uniform(-0.1, 0.5, out), dtype=torch.float32)

    layer("conv1", 5, 3, 7)
    channels = 5
    for number in range(2, 10):
        squeeze, one, three = (
            int(n) for n in (3 + rng.integers(2), 2 + rng.integers(2), 4 + rng.integers(2))
        )
        layer(f"fire{number}.squeeze", squeeze, channels, 1)
        layer(f"fire{number}.expand1x1", one, squeeze, 1)
        layer(f"fire{number}.expand3x3", three, squeeze, 3)
        channels = one + three
    layer("conv10", classes, channels, 1)
    return weights


def convolved(weights: Weights, name: str, x: Tensor, stride: int = 1, padding: int = 0) -> Tensor:
    """One convolution and the ReLU, in float64."""
    weight, bias = weights[f"{name}.weight"].double(), weights[f"{name}.bias"].double()
    return F.conv2d(x, weight, bias, stride, padding).clamp(min=0)


def fire(weights: Weights, name: str, x: Tensor) -> Tensor:
    """Squeeze, and the two halves side by side."""
    x = convolved(weights, f"{name}.squeeze", x)
    halves = [
        convolved(weights, f"{name}.expand1x1", x),
        convolved(weights, f"{name}.expand3x3", x, padding=1),
    ]
    return torch.cat(halves, dim=1)


def pooled(x: Tensor) -> Tensor:
    """Windows of 3 every 2 pixels; the last may stand over the edge."""
    right, below = ((-(side - 3)) % 2 for side in (x.shape[3], x.shape[2]))
    return F.max_pool2d(F.pad(x, (0, right, 0, below), value=-np.inf), 3, 2)


def scores(weights: Weights, x: Tensor) -> Tensor:
    """The whole network."""
    x = pooled(convolved(weights, "conv1", x.double(), stride=2))
    for number in range(2, 10):
        x = fire(weights, f"fire{number}", x)
        if number in (4, 8):
            x = pooled(x)
    x = convolved(weights, "conv10", x, padding=1)
    return x.flatten(2).sum(2) / x[0, 0].numel()


def picture(rng: np.random.Generator, n: int, h: int, w: int) -> Tensor:
    """Random pixels in float32."""
    return torch.tensor(rng.normal(size=(n, 3, h, w)), dtype=torch.float32)


def built(student: Any, weights: Weights) -> Any:
    """The student's network; it may keep what it is given."""
    return student.SqueezeNet({name: value.clone() for name, value in weights.items()})


def stage(student: Any, model: Any, name: str, x: Tensor) -> Any:
    """What one stage gives."""
    with kit.unrecorded(student):
        part = student.attribute(model, name)
    return student.invoke(part, "__call__", x)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(("h", "w"), [(43, 37), (51, 59)])
def test_network_scores(student, rng, h, w):
    """窄的网络，打分和逐层算出来的相同。"""
    weights, x = narrow(rng), picture(rng, 1, h, w)
    want = scores(weights, x).float()
    kit.close(student.invoke(built(student, weights), "__call__", x), want)


@pytest.mark.exercise
def test_network_batch(student, rng):
    """一批图，另一个类数。"""
    weights, x = narrow(rng, 3), picture(rng, 4, 45, 61)
    want = scores(weights, x).float()
    kit.close(student.invoke(built(student, weights), "__call__", x), want)


@pytest.mark.exercise
def test_network_first_stage(student, rng):
    """第一层单独调用：步幅、边缘、ReLU。"""
    weights, x = narrow(rng), picture(rng, 2, 13, 16)
    want = convolved(weights, "conv1", x.double(), stride=2).float()
    kit.close(stage(student, built(student, weights), "conv1", x), want)


@pytest.mark.exercise
@pytest.mark.parametrize("number", [2, 9])
def test_network_fire(student, rng, number):
    """一个 fire 单独调用。"""
    weights = narrow(rng)
    channels = weights[f"fire{number}.squeeze.weight"].shape[1]
    x = torch.tensor(rng.normal(size=(2, channels, 5, 4)), dtype=torch.float32)
    want = fire(weights, f"fire{number}", x.double()).float()
    kit.close(stage(student, built(student, weights), f"fire{number}", x), want)


@pytest.mark.exercise
def test_network_last_stage(student, rng):
    """最后一层单独调用：边缘、ReLU，不求平均。"""
    weights = narrow(rng)
    channels = weights["conv10.weight"].shape[1]
    x = torch.tensor(rng.normal(size=(2, channels, 4, 3)), dtype=torch.float32)
    want = convolved(weights, "conv10", x.double(), padding=1).float()
    kit.close(stage(student, built(student, weights), "conv10", x), want)


@pytest.mark.exercise
def test_network_frozen(student, rng):
    """没有一个参数要求导。"""
    since = len(student.calls)
    model = built(student, narrow(rng))
    frozen = not any(facts(student, model)["requires_grad"])
    kit.record_since(student, since, frozen)
    kit.require(frozen, "还有参数要求导")


@pytest.mark.exercise
def test_network_reaches_the_picture(student, rng):
    """梯度能传到图上。"""
    weights, x = narrow(rng), picture(rng, 1, 43, 37)
    leaf = x.clone().requires_grad_()
    out = scores(weights, leaf)
    upstream = torch.tensor(rng.normal(size=tuple(out.shape)), dtype=torch.float32)
    (want,) = torch.autograd.grad(out, leaf, upstream.double())
    arrived = student.vjp(built(student, weights), [x], upstream)
    kit.gradient(arrived.inputs[0], want.float())


@pytest.mark.exercise
def test_network_keeps_weights(student, rng):
    """传进来的权重保持原样。"""
    weights = narrow(rng)
    before = {name: value.clone() for name, value in weights.items()}
    model = student.SqueezeNet(weights)
    student.invoke(model, "__call__", picture(rng, 1, 43, 37))
    kit.unchanged(weights, before, "weights")
