"""Hidden tests of Generator: four transposed convolutions spelled out, on weights from this side."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import ATOL, RTOL, Shapes, State, batch_norm, check_parameters, loaded, mode, norm_shapes, normal


def shapes(latent: int, channels: int, w: int) -> Shapes:
    """The state of a Generator."""
    sizes = (latent, 4 * w, 2 * w, w, channels)
    found: Shapes = {f"up{i + 1}.weight": (sizes[i], sizes[i + 1], 4, 4) for i in range(4)}
    for i in (1, 2, 3):
        found |= norm_shapes(f"norm{i}", sizes[i])
    return found | {"up4.bias": (channels,)}


def spread(x: Tensor, weight: Tensor, stride: int, padding: int) -> Tensor:
    """A transposed convolution: every number laid out times the kernel, overlaps added, the rim cut off."""
    n, _, h, w = x.shape
    out = x.new_zeros(n, weight.shape[1], (h - 1) * stride + 4, (w - 1) * stride + 4)
    for i in range(h):
        for j in range(w):
            patch = torch.einsum("nc,cokl->nokl", x[:, :, i, j], weight)
            out[:, :, i * stride : i * stride + 4, j * stride : j * stride + 4] += patch
    end = out.shape[-1] - padding
    return out[:, :, padding:end, padding:end]


def expected(state: State, z: Tensor, training: bool) -> Tensor:
    """The pictures."""
    x = z[:, :, None, None]
    for i in (1, 2, 3):
        x = spread(x, state[f"up{i}.weight"], 1 if i == 1 else 2, 0 if i == 1 else 1)
        x = batch_norm(state, f"norm{i}", x, training).clamp(min=0)
    return torch.tanh(spread(x, state["up4.weight"], 2, 1) + state["up4.bias"][:, None, None])


SIZES = (5, 2, 1)


def made(student: Any, rng: Any, sizes: tuple[int, int, int] = SIZES) -> tuple[Any, State]:
    """A narrow generator with weights of the test's choice, in float64."""
    with kit.unrecorded(student):
        handle = student.Generator(*sizes)
    return handle, loaded(student, handle, shapes(*sizes), kit.seed_of(rng))


def check(student: Any, rng: Any, training: bool, sizes: tuple[int, int, int] = SIZES, n: int = 3) -> None:
    """Compare one batch."""
    handle, state = made(student, rng, sizes)
    mode(student, handle, training)
    z = normal(rng, n, sizes[0])
    want = expected(state, z, training)
    kit.close(student.invoke(handle, "__call__", z.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
def test_generator_values(student, rng):
    """训练模式：图与一层一层算出来的一致。"""
    check(student, rng, True)


@pytest.mark.exercise(core=True)
def test_generator_eval(student, rng):
    """评估模式：图与一层一层算出来的一致。"""
    check(student, rng, False)


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [(1, 1, 1), (7, 3, 2)], ids=str)
def test_generator_sizes(student, rng, sizes):
    """噪声的维数、通道数、宽度都能变。"""
    check(student, rng, True, sizes)


@pytest.mark.exercise
def test_generator_one_picture(student, rng):
    """评估模式下只造一张也行。"""
    check(student, rng, False, n=1)


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("sizes", [(64, 1, 32), (3, 2, 5)], ids=str)
def test_generator_parameters(student, sizes):
    """参数的名字和形状正好是题面列出的那些。"""
    with kit.unrecorded(student):
        handle = student.Generator(*sizes)
    check_parameters(student, handle, shapes(*sizes))


@pytest.mark.exercise
def test_generator_defaults(student):
    """通道数默认是一，宽度默认是三十二。"""
    with kit.unrecorded(student):
        handle = student.Generator(3)
    check_parameters(student, handle, shapes(3, 1, 32))


@pytest.mark.exercise
def test_generator_latent(student):
    """latent 记下了噪声的维数。"""
    with kit.unrecorded(student):
        handle = student.Generator(7, 2, 1)
    kit.close(student.attribute(handle, "latent"), 7)


@pytest.mark.exercise
def test_generator_gradients(student, rng):
    """梯度传得到噪声和每一个参数。"""
    handle, state = made(student, rng)
    mode(student, handle, True)
    names = [name for name in state if "running" not in name]
    leaves = {name: state[name].clone().requires_grad_() for name in names}
    z = normal(rng, 3, 5)
    own = z.clone().requires_grad_()
    out = expected({**state, **leaves}, own, True)
    upstream = normal(rng, *out.shape)
    wants = torch.autograd.grad(out, [own, *leaves.values()], upstream)
    arrived = student.vjp(handle, [z], upstream)
    for got, want, name in zip(
        [*arrived.inputs, *(arrived.parameters.get(n) for n in names)], wants, ["z", *names]
    ):
        kit.gradient(got, want, rtol=1e-5, atol=1e-7, name=f"对 {name} 的梯度")


@pytest.mark.exercise
def test_generator_keeps_noise(student, rng):
    """z 在调用之后保持原样。"""
    handle, _ = made(student, rng)
    z = normal(rng, 3, 5)
    before = z.clone()
    student.invoke(handle, "__call__", z)
    kit.unchanged(z.numpy(), before.numpy(), "z")
