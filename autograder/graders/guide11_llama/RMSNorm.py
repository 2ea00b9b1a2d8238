"""Hidden tests of RMSNorm: each vector over its length, in float64."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import filled, normal, rms_norm, shapes_of

D = 7


def built(student: Any, rng: np.random.Generator, *eps: float, d: int = D) -> tuple[Any, Tensor]:
    """A module with random weights, and these."""
    norm = student.RMSNorm(d, *eps)
    return norm, filled(student, norm, {"weight": (d,)}, rng)["weight"]


def check(student: Any, norm: Any, weight: Tensor, x: Tensor, eps: float = 1e-5) -> None:
    """Compare one call in float32."""
    want = rms_norm(x.double(), weight.double(), eps).float()
    kit.close(student.invoke(norm, "__call__", x), want)


@pytest.mark.exercise(core=True)
def test_norm_values(student, rng):
    """每个向量除以自己的均方根，再乘 weight。"""
    check(student, *built(student, rng), normal(rng, 3, 5, D))


@pytest.mark.exercise(core=True)
def test_norm_offset(student, rng):
    """均值远离零的时候也只除不减。"""
    check(student, *built(student, rng), normal(rng, 4, D) + 9)


@pytest.mark.exercise
def test_norm_axes(student, rng):
    """一个轴、四个轴，一维的向量，都沿最后一轴。"""
    norm, weight = built(student, rng)
    check(student, norm, weight, normal(rng, D))
    check(student, norm, weight, normal(rng, 2, 1, 3, D) * torch.tensor([1.0, 30.0]).reshape(2, 1, 1, 1))
    check(student, *built(student, rng, d=1), normal(rng, 5, 1))


@pytest.mark.exercise
def test_norm_eps(student, rng):
    """eps 在根号里，用的是传进来的。"""
    for eps, size in ((1e-5, 1e-3), (1e-6, 1e-3), (0.5, 1.0)):
        norm, weight = built(student, rng, eps)
        check(student, norm, weight, normal(rng, 3, D) * size, eps)


@pytest.mark.exercise
def test_norm_zero(student, rng):
    """全是零的向量还是零，没有 NaN。"""
    norm, weight = built(student, rng)
    check(student, norm, weight, torch.zeros(2, D))


@pytest.mark.exercise
@pytest.mark.parametrize("kind", ["float16", "bfloat16"])
def test_norm_half(student, rng, kind):
    """十六位的进来，里面不溢出，出去还是那一种。"""
    norm, weight = built(student, rng)
    dtype = getattr(torch, kind)
    x = (normal(rng, 3, D) * 500).to(dtype)
    want = rms_norm(x.double(), weight.double())
    out = kit.tensor(student.invoke(norm, "__call__", x), (3, D), "f")
    kit.require(out.dtype is dtype, f"返回的 dtype 应当是 {kind}")
    kit.close(out.float(), want.float(), rtol=1e-2, atol=1e-2)


@pytest.mark.exercise
def test_norm_starts_with_ones(student):
    """weight 的初值全是一，没有别的参数。"""
    norm = student.RMSNorm(5)
    kit.require(shapes_of(student, norm) == {"weight": (5,)}, "参数应当只有 weight")
    kit.close(student.attribute(norm, "weight").detach(), torch.ones(5), name="weight")


@pytest.mark.exercise
def test_norm_gradient(student, rng):
    """梯度传得到输入，也传得到 weight。"""
    norm, weight = built(student, rng)
    x, up = normal(rng, 3, D), normal(rng, 3, D)
    leaves = [x.double().requires_grad_(), weight.double().requires_grad_()]
    wants = torch.autograd.grad(rms_norm(leaves[0], leaves[1]), leaves, up.double())
    found = student.vjp(norm, (x,), up)
    kit.gradient(found.inputs[0], wants[0].float(), name="对 x 的梯度")
    kit.gradient(found.parameters["weight"], wants[1].float(), name="对 weight 的梯度")


@pytest.mark.exercise
def test_norm_keeps_input(student, rng):
    """x 在调用之后不变，内存不连续也行。"""
    norm, weight = built(student, rng)
    x = normal(rng, D, 4).mT
    before = x.clone()
    check(student, norm, weight, x)
    kit.unchanged(x.numpy(), before.numpy(), "x")


@pytest.mark.exercise(core=True, structure=True)
def test_norm_is_own_work(student):
    """归一化要自己写，不调用现成的。"""
    kit.not_calling(student, "RMSNorm", {"*rms*norm*", "*layer*norm*", "*group*norm*"})
