"""What the hidden tests of two or more exercises of guide10_gan share: weights from this side, and small networks spelled out.

Modules stay with the student; their weights are set from here by the names that the lesson fixes.  The networks of points are spelled
out as matrix products on a dict of tensors, in float64.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor

from autograder import kit
from autograder.checking.student import Call

State = Mapping[str, Tensor]
Shapes = dict[str, tuple[int, ...]]

# float64 on both sides; a root or a scale taken in another order costs less.
RTOL, ATOL = 1e-6, 1e-8


def normal(rng: np.random.Generator, *shape: int, scale: float = 1.0) -> Tensor:
    """Random numbers in float64."""
    return torch.tensor(rng.normal(scale=scale, size=shape))


def softplus(s: Tensor) -> Tensor:
    """Of scores of any size."""
    return s.clamp(min=0) + torch.log1p(torch.exp(-s.abs()))


def shapes_of(student: Any, handle: Any, everything: bool) -> Shapes:
    """Names and shapes, of the whole state or of what is trained."""
    with kit.unrecorded(student):
        found = student.weight_shapes(handle, everything)
    kit.require(isinstance(found, dict), "weight_shapes 应当返回字典")
    return {str(name): tuple(shape) for name, shape in found.items()}


def check_parameters(student: Any, handle: Any, shapes: Shapes) -> None:
    """Fail unless what is trained is exactly this."""
    found = shapes_of(student, handle, False)
    student.calls.append(Call("named_parameters", sorted(found.items()), {}))
    want = {name: shape for name, shape in shapes.items() if "running" not in name}
    for name, shape in want.items():
        kit.require(found.get(name) == shape, f"没有形状为 {shape} 的参数 {name}")
    kit.require(found.keys() == want.keys(), "除了题面列出的，还有别的参数")


def some(name: str, shape: tuple[int, ...], seed: int) -> Tensor:
    """Random numbers that a tensor of this name and shape gets; no variance is near 0, no weight of a norm 0."""
    rng = np.random.default_rng([seed, zlib.crc32(name.encode())])
    if name.endswith("running_var"):
        return torch.tensor(rng.uniform(0.5, 2.0, shape))
    if len(shape) > 1:
        return normal(rng, *shape, scale=1.5 * float(np.prod(shape[1:])) ** -0.5)
    return torch.tensor(rng.uniform(0.4, 1.4, shape) * rng.choice([-1.0, 1.0, 1.0], shape))


def loaded(student: Any, handle: Any, shapes: Shapes, seed: int) -> dict[str, Tensor]:
    """Turn a module to float64 and set all its weights and statistics; returns what the reference needs of them."""
    with kit.unrecorded(student):
        student.invoke(handle, "double")
    sizes = shapes_of(student, handle, True)
    for name, shape in shapes.items():
        kit.require(sizes.get(name) == shape, f"state_dict 里没有形状为 {shape} 的 {name}")
    state = {name: some(name, shape, seed) for name, shape in sizes.items()}
    with kit.unrecorded(student):
        student.invoke(handle, "load_state_dict", state, strict=False)
    return {name: state[name].double() for name in shapes}


def batch_norm(state: State, prefix: str, x: Tensor, training: bool) -> Tensor:
    """Normalisation by channel, of a batch or by what is stored."""
    if training:
        rows = x.transpose(0, 1).flatten(1)
        mean = rows.mean(1)
        var = ((rows - mean[:, None]) ** 2).mean(1)
    else:
        mean, var = state[f"{prefix}.running_mean"], state[f"{prefix}.running_var"]
    scale = state[f"{prefix}.weight"] * (var + 1e-5) ** -0.5
    return torch.einsum("nchw,c->nchw", x, scale) + (state[f"{prefix}.bias"] - mean * scale)[:, None, None]


def norm_shapes(name: str, channels: int) -> Shapes:
    """Parameters and statistics of a normalisation."""
    return {f"{name}.{part}": (channels,) for part in ("weight", "bias", "running_mean", "running_var")}


def mode(student: Any, handle: Any, training: bool) -> None:
    """Set the mode."""
    with kit.unrecorded(student):
        student.invoke(handle, "train", training)


# --- networks of points ---------------------------------------------------------------------------

LATENT, HIDDEN, RATE = 3, 5, 0.3


def point_shapes(first: int, last: int) -> Shapes:
    """Weights of a network of three linear layers."""
    sizes = (first, HIDDEN, HIDDEN, last)
    shapes: Shapes = {}
    for i in range(3):
        shapes[f"layers.{2 * i}.weight"] = (sizes[i + 1], sizes[i])
        shapes[f"layers.{2 * i}.bias"] = (sizes[i + 1],)
    return shapes


GENERATOR, DISCRIMINATOR = point_shapes(LATENT, 2), point_shapes(2, 1)


def through(state: State, x: Tensor, leak: float) -> Tensor:
    """Three linear layers."""
    for i in (0, 2, 4):
        x = torch.einsum("nk,jk->nj", x, state[f"layers.{i}.weight"]) + state[f"layers.{i}.bias"]
        if i < 4:
            x = torch.maximum(x, leak * x)
    return x


def score(state: State, x: Tensor) -> Tensor:
    """What a discriminator of points says."""
    return through(state, x, 0.2)[:, 0]


def pair(student: Any, rng: Any) -> tuple[list[Any], dict[str, Tensor], dict[str, Tensor]]:
    """A generator, a discriminator and their plain SGD, in float64; and the weights of both."""
    with kit.unrecorded(student):
        things = kit.sequence(student.small_pair(LATENT, HIDDEN, RATE), 4, "small_pair")
    g, d = (
        loaded_plain(student, things[0], GENERATOR, rng),
        loaded_plain(student, things[1], DISCRIMINATOR, rng),
    )
    return things, g, d


def loaded_plain(student: Any, handle: Any, shapes: Shapes, rng: Any) -> dict[str, Tensor]:
    """Weights of the test's choice for a network that the notebook gives."""
    seed = kit.seed_of(rng)
    state = {name: some(name, shape, seed) for name, shape in shapes.items()}
    with kit.unrecorded(student):
        student.invoke(handle, "double")
        student.invoke(handle, "load_state_dict", state)
    return state


def weights_now(student: Any, handle: Any) -> dict[str, Tensor]:
    """The weights at this moment, without a trace in the transcript."""
    with kit.unrecorded(student):
        found = student.invoke(handle, "state_dict")
    kit.require(isinstance(found, dict), "state_dict 应当是字典")
    return {name: value.detach().double().clone() for name, value in found.items()}


def stepped(state: State, loss: Tensor, leaves: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights after one step of plain SGD."""
    grads = torch.autograd.grad(loss, list(leaves.values()))
    return {name: state[name] - RATE * grad for name, grad in zip(leaves, grads)}


def leaves_of(state: State) -> dict[str, Tensor]:
    """The same weights, to be differentiated by."""
    return {name: value.clone().requires_grad_() for name, value in state.items()}


def same_weights(student: Any, handle: Any, want: State, name: str) -> None:
    """Fail unless a network has these weights; the transcript keeps them."""
    found = weights_now(student, handle)
    names = sorted(want)
    student.calls.append(Call(f"weights of {name}", [found[key] for key in names], {}))
    for key in names:
        kit.close(found[key], want[key], rtol=RTOL, atol=ATOL, name=f"{name} 的 {key}")
