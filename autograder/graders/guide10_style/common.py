"""What the hidden tests of two or more exercises of guide10_style share: models with weights from this side, and their references.

``Chain`` is a model that the lesson gives; its weights come from here, so that no test depends on another exercise's model.
Expected values are computed before the call that they are compared with.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from autograder import kit

Weights = dict[str, Tensor]
FILE = "squeezenet.npz"
DIGEST = "ecb16930c3eb09d072770388e7b7a95f243d84dae6f38aefef6e83f030d7bf5a"

# Name: channels out, channels in, side of the kernel.
Sizes = Mapping[str, tuple[int, int, int]]

THREE: Sizes = {"conv1": (4, 3, 3), "fire2": (5, 4, 1), "fire3": (3, 5, 3)}
# Kernels of one pixel: a picture that is shifted gives the same, shifted.
POINTS: Sizes = {"conv1": (5, 3, 1), "fire2": (4, 5, 1)}


def normal(rng: np.random.Generator, *shape: int, scale: float = 1.0) -> Tensor:
    """Random numbers in float64."""
    return torch.tensor(rng.normal(scale=scale, size=shape))


def chain_weights(rng: np.random.Generator, sizes: Sizes) -> Weights:
    """Random weights of a chain, in float64; biases that wake most channels."""
    weights = {}
    for name, (out, channels, side) in sizes.items():
        weights[f"{name}.weight"] = normal(
            rng, out, channels, side, side, scale=(2 / (channels * side * side)) ** 0.5
        )
        weights[f"{name}.bias"] = torch.tensor(rng.uniform(0.1, 0.5, out))
    return weights


def single(weights: Mapping[str, Tensor]) -> Weights:
    """The same in float32."""
    return {name: value.float() for name, value in weights.items()}


def run(weights: Mapping[str, Tensor], x: Tensor) -> dict[str, Tensor]:
    """The output of each layer of a chain, before the ReLU (``name.0``) and after it."""
    outputs = {}
    for key in weights:
        if key.endswith(".weight"):
            name = key.removesuffix(".weight")
            weight = weights[key]
            x = F.conv2d(x, weight, weights[f"{name}.bias"], padding=weight.shape[-1] // 2)
            outputs[f"{name}.0"] = x
            x = x.clamp(min=0)
            outputs[name] = x
    return outputs


def uphill(weights: Weights, x: Tensor, layer: str, channel: int | None = None) -> Tensor:
    """The gradient of a layer's mean, or of a channel's, over its mean absolute value."""
    x = x.detach().clone().requires_grad_()
    out = run(weights, x)[layer]
    (g,) = torch.autograd.grad((out if channel is None else out[:, channel]).mean(), x)
    return g / (g.abs().mean() + 1e-8)


def scaled(x: Tensor, shape: Sequence[int]) -> Tensor:
    """What the lesson's ``resize`` does."""
    return F.interpolate(x, size=tuple(shape), mode="bilinear", align_corners=False)


def facts(student: Any, model: Any) -> dict[str, Any]:
    """What a model looks like now, without a trace in the transcript."""
    with kit.unrecorded(student):
        return kit.mapping(student.traces(model), ("hooks", "training", "requires_grad", "grads", "weights"))


def left_alone(student: Any, model: Any, before: Mapping[str, Any]) -> tuple[bool, bool]:
    """Whether a model's weights, flags and gradients, and whether its hooks, are as they were."""
    now = facts(student, model)
    same = all(now[key] == before[key] for key in ("training", "requires_grad", "grads"))
    weights = zip(now["weights"], before["weights"], strict=True)
    return same and all(torch.equal(a, b) for a, b in weights), now["hooks"] == before["hooks"]


def without_graph(found: Any) -> None:
    """Fail if a tensor still asks for gradients."""
    kit.require(not kit.tensor(found).requires_grad, "返回的图还带着计算图")


def real_weights(data: bytes) -> Weights:
    """The network that was handed out, from the bytes of its file."""
    if hashlib.sha256(data).hexdigest() != DIGEST:
        kit.fail("property", "数据文件被改动了，没有办法评这一项")
    with np.load(io.BytesIO(data)) as archive:
        arrays = dict(archive)
    weights = {}
    for key, code in arrays.items():
        if key.endswith(".code"):
            name = key.removesuffix(".code")
            weights[f"{name}.weight"] = torch.tensor(np.take(arrays[f"{name}.book"], code))
            weights[f"{name}.bias"] = torch.tensor(arrays[f"{name}.bias"])
    return weights
