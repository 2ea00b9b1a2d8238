"""Hidden tests of Discriminator: four convolutions spelled out, on weights from this side."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from autograder import kit

from common import ATOL, RTOL, Shapes, State, batch_norm, check_parameters, loaded, mode, norm_shapes, normal


def shapes(channels: int, w: int) -> Shapes:
    """The state of a Discriminator."""
    sizes = (channels, w, 2 * w, 4 * w, 1)
    found: Shapes = {f"down{i + 1}.weight": (sizes[i + 1], sizes[i], 4, 4) for i in range(4)}
    found |= norm_shapes("norm2", 2 * w) | norm_shapes("norm3", 4 * w)
    return found | {"down1.bias": (w,), "down4.bias": (1,)}


def convolve(x: Tensor, weight: Tensor, stride: int, padding: int) -> Tensor:
    """A convolution, as a product with the unfolded picture."""
    n, _, h, w = x.shape
    columns = F.unfold(x, 4, stride=stride, padding=padding)
    out = torch.einsum("nkp,ok->nop", columns, weight.flatten(1))
    return out.reshape(
        n, len(weight), (h + 2 * padding - 4) // stride + 1, (w + 2 * padding - 4) // stride + 1
    )


def leak(x: Tensor) -> Tensor:
    """LeakyReLU 0.2."""
    return x.clamp(min=0) + 0.2 * x.clamp(max=0)


def expected(state: State, x: Tensor, training: bool) -> Tensor:
    """The scores."""
    x = leak(convolve(x, state["down1.weight"], 2, 1) + state["down1.bias"][:, None, None])
    for i in (2, 3):
        x = leak(batch_norm(state, f"norm{i}", convolve(x, state[f"down{i}.weight"], 2, 1), training))
    return (x * state["down4.weight"][0]).sum((1, 2, 3)) + state["down4.bias"]


SIZES = (2, 3)


def made(student: Any, rng: Any, sizes: tuple[int, int] = SIZES) -> tuple[Any, State]:
    """A narrow discriminator with weights of the test's choice, in float64."""
    with kit.unrecorded(student):
        handle = student.Discriminator(*sizes)
    return handle, loaded(student, handle, shapes(*sizes), kit.seed_of(rng))


def check(student: Any, rng: Any, training: bool, sizes: tuple[int, int] = SIZES, n: int = 5) -> None:
    """Compare one batch."""
    handle, state = made(student, rng, sizes)
    mode(student, handle, training)
    x = normal(rng, n, sizes[0], 32, 32)
    want = expected(state, x, training)
    kit.close(student.invoke(handle, "__call__", x.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
def test_discriminator_values(student, rng):
    """训练模式：打分与一层一层算出来的一致，一张图一个。"""
    check(student, rng, True)


@pytest.mark.exercise(core=True)
def test_discriminator_eval(student, rng):
    """评估模式：打分与一层一层算出来的一致。"""
    check(student, rng, False)


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [(1, 1), (3, 5)], ids=str)
def test_discriminator_sizes(student, rng, sizes):
    """通道数和宽度都能变。"""
    check(student, rng, True, sizes)


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_discriminator_one_picture(student, rng, training):
    """只有一张图时，返回的形状仍是一个元素的一维。"""
    check(student, rng, training, n=1)


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("sizes", [(1, 32), (3, 5)], ids=str)
def test_discriminator_parameters(student, sizes):
    """参数的名字和形状正好是题面列出的那些。"""
    with kit.unrecorded(student):
        handle = student.Discriminator(*sizes)
    check_parameters(student, handle, shapes(*sizes))


@pytest.mark.exercise
def test_discriminator_defaults(student):
    """通道数默认是一，宽度默认是三十二。"""
    with kit.unrecorded(student):
        handle = student.Discriminator()
    check_parameters(student, handle, shapes(1, 32))


@pytest.mark.exercise
def test_discriminator_gradients(student, rng):
    """梯度传得到图和每一个参数。"""
    handle, state = made(student, rng)
    mode(student, handle, True)
    names = [name for name in state if "running" not in name]
    leaves = {name: state[name].clone().requires_grad_() for name in names}
    x = normal(rng, 5, 2, 32, 32)
    own = x.clone().requires_grad_()
    upstream = normal(rng, 5)
    wants = torch.autograd.grad(expected({**state, **leaves}, own, True), [own, *leaves.values()], upstream)
    arrived = student.vjp(handle, [x], upstream)
    for got, want, name in zip(
        [*arrived.inputs, *(arrived.parameters.get(n) for n in names)], wants, ["x", *names]
    ):
        kit.gradient(got, want, rtol=1e-5, atol=1e-7, name=f"对 {name} 的梯度")


@pytest.mark.exercise
def test_discriminator_keeps_pictures(student, rng):
    """x 在调用之后保持原样。"""
    handle, _ = made(student, rng)
    x = normal(rng, 3, 2, 32, 32)
    before = x.clone()
    student.invoke(handle, "__call__", x)
    kit.unchanged(x.numpy(), before.numpy(), "x")
