"""What the hidden tests of two or more exercises of guide10_translation share: references, and networks with weights from this side.

The references spell the two networks out on a dict of tensors, in float64, with normalisation by sums.  The names of the normalisation
layers are the learner's, and whether they look at a picture or at the batch too, and have scale and shift: one picture at a time both
give the same, and where there are several, either will do.  What is wrong depends on them there, so the transcript keeps only whether
it is right (:func:`whether`).

Expected values are computed before the call that they are compared with.  Where a test makes several calls it makes them all before
it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from autograder import kit
from autograder.checking.student import Call

State = Mapping[str, Tensor]
Shapes = dict[str, tuple[int, ...]]
Norm = Callable[[Tensor], Tensor]

# float64 on both sides; a root taken in another order costs less.
RTOL, ATOL = 1e-6, 1e-8


def normal(rng: np.random.Generator, *shape: int, scale: float = 1.0) -> Tensor:
    """Random numbers in float64."""
    return torch.tensor(rng.normal(scale=scale, size=shape))


def turned(x: Tensor) -> Tensor:
    """The same numbers with the last two axes the other way round in memory."""
    return x.mT.contiguous().mT


def by_picture(x: Tensor, eps: float = 1e-5) -> Tensor:
    """Normalisation of each channel of each picture."""
    rows = x.flatten(2)
    centred = rows - rows.sum(2, keepdim=True) / rows.shape[2]
    power = (centred * centred).sum(2, keepdim=True) / rows.shape[2]
    return (centred * (power + eps) ** -0.5).reshape(x.shape)


def by_batch(x: Tensor) -> Tensor:
    """Normalisation of each channel over the whole batch."""
    return by_picture(x.transpose(0, 1)[None].flatten(2, 3)).reshape(x.transpose(0, 1).shape).transpose(0, 1)


def leaky(x: Tensor) -> Tensor:
    """A fifth of what is below zero."""
    return torch.where(x > 0, x, 0.2 * x)


def widths(width: int, number: int) -> list[int]:
    """Doubling up to eight times the first."""
    out = [width]
    while len(out) < number:
        out.append(min(2 * out[-1], 8 * width))
    return out


def patch_scores(state: State, x: Tensor, y: Tensor, layers: int, norm: Norm) -> Tensor:
    """The logits of a PatchDiscriminator."""
    h = torch.cat((x, y), 1)
    for i in range(layers + 2):
        stride = 2 if i < layers else 1
        h = F.conv2d(h, state[f"convs.{i}.weight"], state.get(f"convs.{i}.bias"), stride, 1)
        if 0 < i <= layers:
            h = norm(h)
        if i <= layers:
            h = leaky(h)
    return h


def patch_shapes(in_channels: int, width: int, layers: int) -> Shapes:
    """Its convolutions."""
    sizes = [in_channels, *widths(width, layers + 1), 1]
    shapes: Shapes = {}
    for i, (c, out) in enumerate(pairwise(sizes)):
        shapes[f"convs.{i}.weight"] = (out, c, 4, 4)
        if i in (0, layers + 1):
            shapes[f"convs.{i}.bias"] = (out,)
    return shapes


def unet(state: State, x: Tensor, depth: int, norm: Norm) -> Tensor:
    """The picture of a UNetGenerator, level by level."""
    return torch.tanh(_level(state, x, 0, depth, norm))


def _level(state: State, x: Tensor, i: int, depth: int, norm: Norm) -> Tensor:
    """Down at level i, everything further in, and up again; without the last function and the skip around."""
    h = F.conv2d(x, state[f"down.{i}.weight"], state.get(f"down.{i}.bias"), 2, 1)
    h = leaky(norm(h) if 0 < i < depth - 1 else h)
    if i < depth - 1:
        inner = norm(_level(state, h, i + 1, depth, norm)).clamp(min=0)
        h = torch.cat((inner, h), 1)
    j = depth - 1 - i
    return F.conv_transpose2d(h, state[f"up.{j}.weight"], state.get(f"up.{j}.bias"), 2, 1)


def unet_shapes(in_channels: int, out_channels: int, width: int, depth: int) -> Shapes:
    """Its convolutions."""
    sizes = widths(width, depth)
    shapes: Shapes = {}
    for i, (c, out) in enumerate(zip([in_channels, *sizes], sizes)):
        shapes[f"down.{i}.weight"] = (out, c, 4, 4)
        if i in (0, depth - 1):
            shapes[f"down.{i}.bias"] = (out,)
    for i in range(depth):
        c = sizes[-1] if i == 0 else 2 * sizes[depth - 1 - i]
        out = sizes[depth - 2 - i] if i < depth - 1 else out_channels
        shapes[f"up.{i}.weight"] = (c, out, 4, 4)
    shapes[f"up.{depth - 1}.bias"] = (out_channels,)
    return shapes


def shapes_of(student: Any, handle: Any) -> Shapes:
    """Names and shapes of what is trained."""
    found = student.weight_shapes(handle)
    kit.require(isinstance(found, dict), "weight_shapes 应当返回字典")
    return {str(name): tuple(shape) for name, shape in found.items()}


@contextmanager
def whether(student: Any) -> Iterator[None]:
    """Put into the transcript whether the block found nothing wrong, in place of its calls."""
    since, right = len(student.calls), False
    try:
        yield
        right = True
    finally:
        kit.record_since(student, since, right)


def check_parameters(student: Any, handle: Any, shapes: Shapes) -> None:
    """Fail unless the convolutions are exactly these; beside them there may be scales and shifts, in pairs, of what they put out."""
    with kit.unrecorded(student):
        found = shapes_of(student, handle)
    own = {name: shape for name, shape in found.items() if name.split(".")[0] in ("convs", "down", "up")}
    rest = Counter(shape for name, shape in found.items() if name not in own)
    channels = {(shape[name.startswith("up")],) for name, shape in own.items() if name.endswith(".weight")}
    norms_only = rest.keys() <= channels and all(number % 2 == 0 for number in rest.values())
    student.calls.append(Call("named_parameters", [sorted(own.items()), norms_only], {}))
    for name, shape in shapes.items():
        kit.require(found.get(name) == shape, f"没有形状为 {shape} 的参数 {name}")
    more = sorted(own.keys() - shapes.keys())
    kit.require(not more, f"多了参数 {'、'.join(more)}")
    kit.require(norms_only, "卷积和归一化以外，还有别的参数")


def drawn(name: str, shape: tuple[int, ...], seed: int) -> Tensor:
    """Random numbers that a tensor of this name and shape gets."""
    rng = np.random.default_rng([seed, zlib.crc32(name.encode())])
    if len(shape) == 1:
        return torch.tensor(rng.uniform(0.3, 0.9, shape) * rng.choice([-1.0, 1.0], shape))
    return normal(rng, *shape, scale=2.0 * float(np.prod(shape[1:])) ** -0.5)


def loaded(student: Any, handle: Any, shapes: Shapes, seed: int) -> dict[str, Tensor]:
    """Turn a network to float64 and set its convolutions; returns what was set."""
    with kit.unrecorded(student):
        student.invoke(handle, "double")
        found = shapes_of(student, handle)
    for name, shape in shapes.items():
        kit.require(found.get(name) == shape, f"没有形状为 {shape} 的参数 {name}")
    state = {name: drawn(name, shape, seed) for name, shape in shapes.items()}
    # A bias too many is set as well, so that what comes out does not depend on how it was drawn.
    own = {n: drawn(n, s, seed) for n, s in found.items() if n.split(".")[0] in ("convs", "down", "up")}
    with kit.unrecorded(student):
        student.invoke(handle, "load_state_dict", {**own, **state}, strict=False)
    return state


def either(result: Any, wants: list[Tensor]) -> None:
    """Fail unless the result is close to one of these."""
    tensor = kit.tensor(result, tuple(wants[0].shape)).detach()
    if not any(torch.allclose(tensor, want, rtol=RTOL, atol=ATOL) for want in wants):
        kit.close(result, wants[0], rtol=RTOL, atol=ATOL)


def check_gradients(
    student: Any,
    handle: Any,
    state: State,
    function: Callable[..., Tensor],
    pictures: list[Tensor],
    rng: np.random.Generator,
) -> None:
    """Compare the gradients by the pictures and by every convolution with those of the reference."""
    leaves = {name: value.clone().requires_grad_() for name, value in state.items()}
    own = [picture.clone().requires_grad_() for picture in pictures]
    out = function(leaves, *own)
    upstream = normal(rng, *out.shape)
    wants = torch.autograd.grad(out, [*own, *leaves.values()], upstream)
    with kit.unrecorded(student):
        arrived = student.vjp(handle, [picture.clone() for picture in pictures], upstream)
    found = [*arrived.inputs, *(arrived.parameters.get(name) for name in leaves)]
    student.calls.append(Call("gradients", [arrived.result, found], {}))
    kit.tensor(arrived.result, tuple(upstream.shape))
    for got, want, name in zip(found, wants, ["输入"] * len(own) + list(leaves)):
        kit.gradient(got, want, rtol=1e-5, atol=1e-7, name=f"对 {name} 的梯度")
