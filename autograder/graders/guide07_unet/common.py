"""What the hidden tests of two or more exercises of guide07_unet share: helpers, and the reference of the network's parts.

The reference is written with PyTorch's functions on lists of weights, level inside level, where the lesson has modules and a stack of
skips.  ``tests/content/references`` compares it with the sizes and counts of the paper.

Modules stay with the student.  They are given weights from this side, in float64: a layer is found by its kind and its shape, and among
those that are alike by the order in which it was registered, so that its name is the student's own.  Expected values are computed
before the call that they are compared with.  Where a test makes several calls it makes them all before it compares anything: what a
failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from autograder import kit

# What would be the exercise: of any library, under any name.
CONVOLUTIONS = {
    "*conv*", "*correlate*", "*fold*", "autograd", "grad", "backward", "requires_grad_", "vjp", "jvp", "*jac*", "functorch",
}  # fmt: skip

# A layer: "conv", "up" or "norm", and the shape of its weight.
Layer = tuple[str, tuple[int, ...]]
Part = dict[str, Tensor]


def double(x: np.ndarray) -> Tensor:
    """The same numbers as a contiguous float64 tensor."""
    return torch.tensor(np.ascontiguousarray(x, dtype=np.float64))


def normal(rng: np.random.Generator, *shape: int, scale: float = 1.0) -> Tensor:
    """Random numbers in float64."""
    return torch.tensor(rng.normal(scale=scale, size=shape))


def centre(features: Tensor, height: int, width: int) -> Tensor:
    """The middle of the last two axes, picked row by row."""
    top, left = (features.shape[-2] - height) // 2, (features.shape[-1] - width) // 2
    rows, columns = torch.arange(top, top + height), torch.arange(left, left + width)
    return features.index_select(-2, rows).index_select(-1, columns)


def double_conv_layers(n_in: int, n_out: int, *, norm: bool = False) -> list[Layer]:
    """The layers of a DoubleConv in the order in which they run."""
    layers: list[Layer] = []
    for channels in (n_in, n_out):
        layers += [("conv", (n_out, channels, 3, 3)), *([("norm", (n_out,))] * norm)]
    return layers


def up_layers(n_in: int, n_out: int, *, norm: bool = False) -> list[Layer]:
    """The layers of an Up."""
    return [("conv", (n_in, n_out, 2, 2)), *double_conv_layers(2 * n_out, n_out, norm=norm)]


def unet_layers(n_in: int, classes: int, base: int, depth: int, *, norm: bool = False) -> list[Layer]:
    """The layers of a UNet."""
    widths = [base * 2**i for i in range(depth + 1)]
    layers: list[Layer] = []
    for a, b in zip([n_in, *widths], widths):
        layers += double_conv_layers(a, b, norm=norm)
    for width in reversed(widths[:-1]):
        layers += up_layers(2 * width, width, norm=norm)
    return [*layers, ("conv", (classes, base, 1, 1))]


def double_conv(parts: Iterator[Part], x: Tensor, *, padded: bool, norm: bool, training: bool) -> Tensor:
    """Twice: convolution, batch norm if wanted, ReLU."""
    for _ in range(2):
        part = next(parts)
        x = F.conv2d(x, part["weight"], part["bias"], padding=1 if padded else 0)
        if norm:
            part = next(parts)
            mean, variance = part["running_mean"], part["running_var"]
            if training:
                mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3), correction=0)
            scale = part["weight"] / torch.sqrt(variance + 1e-5)
            x = (x - mean[:, None, None]) * scale[:, None, None] + part["bias"][:, None, None]
        x = x * (x > 0)
    return x


def up(parts: Iterator[Part], x: Tensor, skip: Tensor, *, padded: bool, norm: bool, training: bool) -> Tensor:
    """Twice as large, the middle of the skip in front, two convolutions."""
    part = next(parts)
    n, _, h, w = x.shape
    # A 2×2 kernel with stride 2 never overlaps: each pixel becomes a block of its own.
    blocks = torch.einsum("ncij,cfab->nfiajb", x, part["weight"])
    large = blocks.reshape(n, -1, 2 * h, 2 * w) + part["bias"][:, None, None]
    joined = torch.cat([centre(skip, 2 * h, 2 * w), large], dim=1)
    return double_conv(parts, joined, padded=padded, norm=norm, training=training)


def unet(
    parts: Sequence[Part],
    x: Tensor,
    depth: int,
    *,
    padded: bool = False,
    norm: bool = False,
    training: bool = False,
) -> Tensor:
    """The whole network, level inside level."""
    order, how = iter(parts), {"padded": padded, "norm": norm, "training": training}

    def level(features: Tensor, below: int) -> Tensor:
        features = double_conv(order, features, **how)
        if below == 0:
            return features
        deeper = level(F.max_pool2d(features, 2), below - 1)
        return up(order, deeper, features, **how)

    out = level(x, depth)
    head = next(order)
    return torch.einsum("nchw,fc->nfhw", out, head["weight"][:, :, 0, 0]) + head["bias"][:, None, None]


def all_shapes(layers: Sequence[Layer]) -> list[tuple[int, ...]]:
    """The shapes of all parameters, sorted: a weight and a bias for each layer."""
    shapes: list[tuple[int, ...]] = []
    for kind, shape in layers:
        bias = shape[1] if kind == "conv" and shape[2:] == (2, 2) else shape[0]
        shapes += [shape, (bias,)]
    return sorted(shapes)


def shapes_of(student: Any, model: Any) -> dict[str, tuple[int, ...]]:
    """Names and shapes of what is trained; the names are the student's own and stay out of the transcript."""
    since = len(student.calls)
    found = student.weight_shapes(model)
    kit.require(isinstance(found, dict), "weight_shapes 应当返回字典")
    shapes = {name: tuple(shape) for name, shape in found.items()}
    kit.record_since(student, since, sorted(shapes.values()))
    return shapes


def check_shapes(student: Any, model: Any, layers: Sequence[Layer]) -> dict[str, tuple[int, ...]]:
    """Fail unless the parameters are exactly those of ``layers``."""
    found = shapes_of(student, model)
    kit.require(sorted(found.values()) == all_shapes(layers), "参数的个数或形状与题面不同")
    return found


def some_part(rng: np.random.Generator, kind: str, shape: tuple[int, ...]) -> Part:
    """Random weights of one layer, none of which is trivial."""
    if kind == "norm":
        return {
            "weight": torch.tensor(rng.uniform(0.6, 1.5, shape)),
            "bias": normal(rng, *shape, scale=0.4),
            "running_mean": normal(rng, *shape, scale=0.4),
            "running_var": torch.tensor(rng.uniform(0.5, 2.0, shape)),
        }
    transposed = shape[2:] == (2, 2)
    inputs = shape[0] if transposed else int(np.prod(shape[1:]))
    scale = (2 / inputs) ** 0.5
    bias = shape[1] if transposed else shape[0]
    return {"weight": normal(rng, *shape, scale=scale), "bias": normal(rng, bias, scale=0.3)}


def fresh_part(rng: np.random.Generator, kind: str, shape: tuple[int, ...]) -> Part:
    """Weights from which a training starts: He's, no bias, and a batch norm that does nothing yet."""
    part = some_part(rng, kind, shape)
    if kind == "norm":
        ones, zeros = torch.ones(shape).double(), torch.zeros(shape).double()
        return {"weight": ones, "bias": zeros, "running_mean": zeros, "running_var": ones}
    return part | {"bias": 0 * part["bias"]}


def loaded(
    student: Any,
    model: Any,
    layers: Sequence[Layer],
    rng: np.random.Generator,
    draw: Callable[[np.random.Generator, str, tuple[int, ...]], Part] = some_part,
) -> list[Part]:
    """Give a module random weights in float64 and return them, in the order in which the layers run."""
    parts = [draw(rng, kind, shape) for kind, shape in layers]
    found = check_shapes(student, model, layers)
    since = len(student.calls)
    waiting: dict[Layer, list[str]] = {}
    for name, shape in found.items():
        prefix, _, last = name.rpartition(".")
        if last == "weight":
            waiting.setdefault(("norm" if len(shape) == 1 else "conv", shape), []).append(prefix)
    state: Part = {}
    for layer, part in zip(layers, parts):
        kit.require(bool(waiting.get(layer)), f"没有权重形状为 {layer[1]} 的层")
        prefix = waiting[layer].pop(0)
        state |= {f"{prefix}.{key}": value for key, value in part.items()}
    student.invoke(model, "double")
    student.invoke(model, "load_state_dict", state, strict=False)
    del student.calls[since:]
    return parts


def check_module(
    student: Any,
    model: Any,
    layers: Sequence[Layer],
    rng: np.random.Generator,
    inputs: Sequence[Tensor],
    reference: Callable[..., Tensor],
    *,
    training: bool = False,
) -> None:
    """Compare a module with its reference on weights from this side."""
    parts = loaded(student, model, layers, rng)
    since = len(student.calls)
    want = reference(parts, *inputs)
    student.invoke(model, "train", training)
    del student.calls[since:]
    out = student.invoke(model, "__call__", *[x.clone() for x in inputs])
    kit.close(out, want)
