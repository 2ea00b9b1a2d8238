"""What the hidden tests of two or more exercises of guide07_resnet share: references, and modules with weights from this side.

The reference spells blocks and networks out on a dict of tensors, in float64, with normalisation over a flattened axis and the
shortcut copied pixel by pixel.  Modules stay with the student; their weights are set from here by the names that the lesson fixes,
each from a generator of its own, so that a parameter too many changes no other.

Expected values are computed before the call that they are compared with.  Where a test makes several calls it makes them all before
it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from autograder import kit
from autograder.checking.student import Call

State = Mapping[str, Tensor]
Shapes = dict[str, tuple[int, ...]]

# float64 on both sides; a root or a scale taken in another order costs less.
RTOL, ATOL = 1e-6, 1e-8

STATISTICS = ("running_mean", "running_var")


def normal(rng: np.random.Generator, *shape: int, scale: float = 1.0) -> Tensor:
    """Random numbers in float64."""
    return torch.tensor(rng.normal(scale=scale, size=shape))


def turned(x: Tensor) -> Tensor:
    """The same numbers with the last two axes the other way round in memory."""
    return x.mT.contiguous().mT


def batch_norm(state: State, prefix: str, x: Tensor, training: bool, eps: float = 1e-5) -> Tensor:
    """Normalisation by channel, of a batch or by what is stored."""
    weight, bias = state[f"{prefix}weight"], state[f"{prefix}bias"]
    if training:
        mean, var = statistics(x)
    else:
        mean, var = state[f"{prefix}running_mean"], state[f"{prefix}running_var"]
    channels = [(x[:, c] - mean[c]) * (var[c] + eps) ** -0.5 * weight[c] + bias[c] for c in range(x.shape[1])]
    return torch.stack(channels, dim=1)


def statistics(x: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and population variance of each channel."""
    rows = x.transpose(0, 1).flatten(1)
    mean = rows.sum(1) / rows.shape[1]
    return mean, ((rows - mean[:, None]) ** 2).sum(1) / rows.shape[1]


def convolve(x: Tensor, w: Tensor, stride: int = 1) -> Tensor:
    """Convolution that keeps the size at stride 1."""
    return F.conv2d(x, w, stride=stride, padding=w.shape[-1] // 2)


def padded_shortcut(x: Tensor, channels: int, stride: int) -> Tensor:
    """Shortcut A, pixel by pixel."""
    n, c, h, w = x.shape
    out = x.new_zeros(n, channels, -(-h // stride), -(-w // stride))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :c, i, j] = x[:, :, i * stride, j * stride]
    return out


def part(state: State, prefix: str) -> dict[str, Tensor]:
    """What belongs to a submodule."""
    return {key[len(prefix) :]: value for key, value in state.items() if key.startswith(prefix)}


def basic_block(state: State, x: Tensor, stride: int, shortcut: str, training: bool) -> Tensor:
    """Two convolutions and a shortcut; where there is a projection it is used."""
    hidden = batch_norm(state, "norm1.", convolve(x, state["conv1.weight"], stride), training).relu()
    out = batch_norm(state, "norm2.", convolve(hidden, state["conv2.weight"]), training)
    if shortcut == "none":
        return out.relu()
    return (out + beside(state, x, out.shape[1], stride, training)).relu()


def beside(state: State, x: Tensor, channels: int, stride: int, training: bool) -> Tensor:
    """The shortcut."""
    if "projection.0.weight" in state:
        return batch_norm(state, "projection.1.", convolve(x, state["projection.0.weight"], stride), training)
    return padded_shortcut(x, channels, stride)


def bottleneck(state: State, x: Tensor, stride: int, training: bool) -> Tensor:
    """Narrow, look around, widen; and a shortcut."""
    out = batch_norm(state, "norm1.", convolve(x, state["conv1.weight"]), training).relu()
    out = batch_norm(state, "norm2.", convolve(out, state["conv2.weight"], stride), training).relu()
    out = batch_norm(state, "norm3.", convolve(out, state["conv3.weight"]), training)
    return (out + beside(state, x, out.shape[1], stride, training)).relu()


def strides(n: int) -> list[int]:
    """The stride of each block of a network."""
    return [2 if i in (n, 2 * n) else 1 for i in range(3 * n)]


def resnet(
    state: State, x: Tensor, n: int, shortcut: str = "pad", stem_stride: int = 1, training: bool = True
) -> Tensor:
    """The scores of a whole network."""
    x = batch_norm(state, "stem_norm.", convolve(x, state["stem.weight"], stem_stride), training).relu()
    for i, stride in enumerate(strides(n)):
        x = basic_block(part(state, f"blocks.{i}."), x, stride, shortcut, training)
    return torch.einsum("nchw,kc->nk", x, state["head.weight"]) / x[0, 0].numel() + state["head.bias"]


def norm_shapes(prefix: str, channels: int) -> Shapes:
    """Parameters and statistics of a normalisation."""
    return {f"{prefix}{name}": (channels,) for name in ("weight", "bias", *STATISTICS)}


def projection_shapes(c: int, out: int) -> Shapes:
    """The projection of a shortcut."""
    return {"projection.0.weight": (out, c, 1, 1)} | norm_shapes("projection.1.", out)


def block_shapes(c: int, out: int, stride: int = 1, shortcut: str = "pad") -> Shapes:
    """The state of a BasicBlock."""
    shapes: Shapes = {"conv1.weight": (out, c, 3, 3), "conv2.weight": (out, out, 3, 3)}
    shapes |= norm_shapes("norm1.", out) | norm_shapes("norm2.", out)
    if shortcut == "projection" and (stride, c) != (1, out):
        shapes |= projection_shapes(c, out)
    return shapes


def bottleneck_shapes(c: int, width: int, stride: int = 1) -> Shapes:
    """The state of a Bottleneck."""
    out = 4 * width
    shapes: Shapes = {
        "conv1.weight": (width, c, 1, 1),
        "conv2.weight": (width, width, 3, 3),
        "conv3.weight": (out, width, 1, 1),
    }
    for number, channels in ((1, width), (2, width), (3, out)):
        shapes |= norm_shapes(f"norm{number}.", channels)
    return shapes | (projection_shapes(c, out) if (stride, c) != (1, out) else {})


def resnet_shapes(n: int, classes: int, width: int, shortcut: str = "pad") -> Shapes:
    """The state of a ResNet."""
    shapes: Shapes = {"stem.weight": (width, 3, 3, 3)} | norm_shapes("stem_norm.", width)
    c = width
    for i, stride in enumerate(strides(n)):
        out = width * 2 ** (i // n)
        own = block_shapes(c, out, stride, shortcut)
        shapes |= {f"blocks.{i}.{key}": shape for key, shape in own.items()}
        c = out
    return shapes | {"head.weight": (classes, c), "head.bias": (classes,)}


def trained(shapes: Shapes) -> Shapes:
    """Without the statistics."""
    return {name: shape for name, shape in shapes.items() if not name.endswith(STATISTICS)}


def parameter_shapes(student: Any, handle: Any) -> Shapes:
    """Names and shapes of what is trained; the transcript keeps them in place of the values."""
    with kit.unrecorded(student):
        shapes = shapes_of(student, handle, False)
    student.calls.append(Call("named_parameters", sorted(shapes.items()), {}))
    return shapes


def shapes_of(student: Any, handle: Any, everything: bool) -> Shapes:
    """Names and shapes, of the whole state or of what is trained: the values themselves may be too many to fetch."""
    found = student.weight_shapes(handle, everything)
    kit.require(isinstance(found, dict), "weight_shapes 应当返回字典")
    return {str(name): tuple(shape) for name, shape in found.items()}


def check_parameters(student: Any, handle: Any, shapes: Shapes) -> None:
    """Fail unless what is trained is exactly this."""
    found, want = parameter_shapes(student, handle), trained(shapes)
    for name, shape in want.items():
        kit.require(found.get(name) == shape, f"没有形状为 {shape} 的参数 {name}")
    kit.require(found.keys() == want.keys(), "除了题面列出的，还有别的参数")


def some(name: str, shape: tuple[int, ...], seed: int) -> Tensor:
    """Random numbers that a tensor of this name and shape gets; no variance is near 0, no weight 0."""
    rng = np.random.default_rng([seed, zlib.crc32(name.encode())])
    if name.endswith("running_var"):
        return torch.tensor(rng.uniform(0.5, 2.0, shape))
    if len(shape) > 1:
        return normal(rng, *shape, scale=1.5 * float(np.prod(shape[1:])) ** -0.5)
    return torch.tensor(rng.uniform(0.4, 1.4, shape) * rng.choice([-1.0, 1.0, 1.0], shape))


def loaded(student: Any, handle: Any, shapes: Shapes, seed: int, single: bool = False) -> dict[str, Tensor]:
    """Turn a module to float64 (or not) and set all its weights and statistics; returns what the reference needs of them."""
    with kit.unrecorded(student):
        if not single:
            student.invoke(handle, "double")
        sizes = shapes_of(student, handle, True)
    for name, shape in shapes.items():
        kit.require(sizes.get(name) == shape, f"state_dict 里没有形状为 {shape} 的 {name}")
    state = {name: some(name, shape, seed) for name, shape in sizes.items()}
    if single:
        state = {name: value.float() for name, value in state.items()}
    with kit.unrecorded(student):
        student.invoke(handle, "load_state_dict", state, strict=False)
    return {name: state[name].double() for name in shapes}


def mode(student: Any, handle: Any, training: bool) -> None:
    """Set the mode."""
    with kit.unrecorded(student):
        student.invoke(handle, "train", training)


def check_gradients(
    student: Any,
    handle: Any,
    state: State,
    shapes: Shapes,
    function: Callable[[State, Tensor], Tensor],
    x: Tensor,
    rng: np.random.Generator,
) -> None:
    """Compare the gradients by the input and by every weight with those of the reference."""
    names = list(trained(shapes))
    leaves = {name: state[name].clone().requires_grad_() for name in names}
    own = x.clone().requires_grad_()
    out = function({**state, **leaves}, own)
    upstream = normal(rng, *out.shape)
    wants = torch.autograd.grad(out, [own, *leaves.values()], upstream, allow_unused=True)
    with kit.unrecorded(student):
        arrived = student.vjp(handle, [x.clone()], upstream)
    found = [*arrived.inputs, *(arrived.parameters.get(name) for name in names)]
    student.calls.append(Call("gradients", [arrived.result, found], {}))
    kit.tensor(arrived.result, tuple(upstream.shape))
    for got, want, name in zip(found, wants, ["x", *names]):
        if want is not None:
            kit.gradient(got, want, rtol=1e-5, atol=1e-7, name=f"对 {name} 的梯度")


def state_now(student: Any, handle: Any, shapes: Shapes) -> dict[str, Tensor]:
    """The weights and statistics at this moment, without a trace in the transcript."""
    with kit.unrecorded(student):
        found = student.invoke(handle, "state_dict")
    kit.mapping(found, tuple(shapes), "state_dict")
    return {name: found[name].detach().double() for name in shapes}
