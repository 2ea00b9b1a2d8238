"""Hidden tests of instance_norm: the reference sums over a flattened axis."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import ATOL, RTOL, by_picture, normal, turned

BANNED = {"*batch*norm*", "*instance*norm*", "*layer*norm*", "*group*norm*", "*sync*norm*", "*rms*norm*"}


def some(rng: Any, *shape: int) -> Tensor:
    """Pictures and channels of unlike brightness and contrast."""
    scale = torch.tensor(rng.uniform(0.3, 3.0, (*shape[:2], 1, 1)))
    return normal(rng, *shape) * scale + normal(rng, *shape[:2], 1, 1)


def check(student: Any, x: Tensor, **options: float) -> None:
    """Compare one call."""
    want = by_picture(x, **options)
    kit.close(student.instance_norm(x.clone(), **options), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
def test_norm_values(student, rng):
    """几张图、几个通道，各自归一化。"""
    check(student, some(rng, 3, 5, 7, 2))


@pytest.mark.exercise(core=True)
def test_norm_one_channel(student, rng):
    """一个通道时也是每张图各自来。"""
    check(student, some(rng, 5, 1, 3, 7))


@pytest.mark.exercise
def test_norm_one_picture(student, rng):
    """一张图时也是每个通道各自来。"""
    check(student, some(rng, 1, 5, 3, 7))


@pytest.mark.exercise
@pytest.mark.parametrize("eps", [0.5, 2.0])
def test_norm_eps(student, rng, eps):
    """eps 不小时，加在方差上。"""
    check(student, some(rng, 3, 2, 5, 7), eps=eps)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(2, 3, 1, 1), (2, 3, 1, 4), (2, 3, 4, 1)], ids=str)
def test_norm_thin(student, rng, shape):
    """只有一行、一列、一个像素的图也行。"""
    check(student, some(rng, *shape))


@pytest.mark.exercise
def test_norm_constant(student):
    """全是一个数的图变成零，没有 NaN。"""
    check(student, torch.full((2, 3, 4, 5), 7.0).double())


@pytest.mark.exercise(core=True)
def test_norm_gradient(student, rng):
    """梯度也穿过平均和方差。"""
    x = some(rng, 3, 2, 5, 3)
    leaf, upstream = x.clone().requires_grad_(), normal(rng, 3, 2, 5, 3)
    (want,) = torch.autograd.grad(by_picture(leaf), leaf, upstream)
    arrived = student.vjp("instance_norm", [x.clone()], upstream)
    kit.gradient(arrived.inputs[0], want, rtol=1e-5, atol=1e-7)


@pytest.mark.exercise
def test_norm_keeps_input(student, rng):
    """x 在调用之后不变，内存怎样排列都行。"""
    x = turned(some(rng, 3, 2, 5, 7))
    before, want = x.clone(), by_picture(x)
    found = student.instance_norm(x)
    kit.unchanged(x.numpy(), before.numpy(), "x")
    kit.close(found, want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise
def test_norm_dtype(student, rng):
    """float32 进，float32 出。"""
    x = some(rng, 2, 3, 5, 7).float()
    want = by_picture(x.double()).float()
    found = student.instance_norm(x)
    kit.close(found, want, rtol=1e-4, atol=1e-5)
    kit.require(found.dtype == torch.float32, "dtype 变了")


@pytest.mark.exercise(core=True, structure=True)
def test_norm_is_your_own(student):
    """没有调用现成的归一化。"""
    kit.not_calling(student, "instance_norm", BANNED)
