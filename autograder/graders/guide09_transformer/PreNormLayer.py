"""Hidden tests of PreNormLayer: a layer spelled out, on weights from this side."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit
from autograder.checking.student import Call

from common import some_mask

D, HEADS, D_FF = 6, 3, 11


def shapes(d: int, d_ff: int) -> dict[str, tuple[int, ...]]:
    """Names and shapes of the parameters."""
    found: dict[str, tuple[int, ...]] = {}
    for name in ("w_q", "w_k", "w_v", "w_o"):
        found |= {f"attention.{name}.weight": (d, d), f"attention.{name}.bias": (d,)}
    found |= {"feed_forward.0.weight": (d_ff, d), "feed_forward.0.bias": (d_ff,)}
    found |= {"feed_forward.2.weight": (d, d_ff), "feed_forward.2.bias": (d,)}
    for name in ("norm1", "norm2"):
        found |= {f"{name}.weight": (d,), f"{name}.bias": (d,)}
    return found


def layer_norm(x: Tensor, weights: dict[str, Tensor], name: str) -> Tensor:
    """The mean and the variance by a matrix of equal shares."""
    share = torch.full((x.shape[-1],) * 2, 1 / x.shape[-1], dtype=x.dtype)
    centred = x - x @ share
    scaled = centred / ((centred * centred) @ share + 1e-5).sqrt()
    return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def linear(x: Tensor, weights: dict[str, Tensor], name: str) -> Tensor:
    """One linear layer."""
    return torch.einsum("oi,...i->...o", weights[f"{name}.weight"], x) + weights[f"{name}.bias"]


def expected(weights: dict[str, Tensor], heads: int, x: Tensor, mask: Tensor | None = None) -> Tensor:
    """What the layer gives, head by head."""
    y = layer_norm(x, weights, "norm1")
    q, k, v = (linear(y, weights, f"attention.{name}") for name in ("w_q", "w_k", "w_v"))
    size, outs = x.shape[-1] // heads, []
    for head in range(heads):
        own = slice(head * size, (head + 1) * size)
        scores = torch.einsum("nid,njd->nij", q[..., own], k[..., own]) / math.sqrt(size)
        allowed = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask.expand_as(scores)
        powers = (scores - scores.detach().amax(-1, keepdim=True)).exp() * allowed
        outs.append(powers / powers.sum(-1, keepdim=True).clamp(min=1e-300) @ v[..., own])
    x = x + linear(torch.cat(outs, dim=-1), weights, "attention.w_o")
    hidden = linear(layer_norm(x, weights, "norm2"), weights, "feed_forward.0")
    return x + linear(hidden * (hidden > 0), weights, "feed_forward.2")


def built(
    student: Any, rng: np.random.Generator, d: int = D, heads: int = HEADS, d_ff: int = D_FF
) -> tuple[Any, dict[str, Tensor]]:
    """A layer in float64 with random weights from this side; its initial values are not in the transcript."""
    layer = student.PreNormLayer(d, heads, d_ff)
    since = len(student.calls)
    named = student.invoke(layer, "named_parameters")
    found = {name: tuple(value.shape) for name, value in named}
    del student.calls[since:]
    student.calls.append(Call("named_parameters", sorted(found.items()), {}))
    want = shapes(d, d_ff)
    kit.require(found == want, "参数的名字或形状不是题面说的那些")
    weights = {
        name: torch.tensor(rng.normal(scale=shape[-1] ** -0.5, size=shape))
        if len(shape) > 1
        else torch.tensor(rng.uniform(0.4, 1.6, size=shape) * rng.choice([-1.0, 1.0], size=shape))
        for name, shape in want.items()
    }
    since = len(student.calls)
    student.invoke(layer, "double")
    student.invoke(layer, "load_state_dict", weights)
    del student.calls[since:]
    return layer, weights


def normal(rng: np.random.Generator, *shape: int) -> Tensor:
    """Random numbers away from mean 0."""
    return torch.tensor(rng.normal(0.5, 2.0, size=shape))


def check(student: Any, layer: Any, weights: dict[str, Tensor], heads: int, *cases: Any) -> None:
    """Compare some calls."""
    wants = [expected(weights, heads, *case) for case in cases]
    found = [student.invoke(layer, "__call__", *case) for case in cases]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.exercise(core=True)
def test_layer_values(student, rng):
    """输出是归一化、自注意力、残差、归一化、前馈、残差依次算出来的。"""
    check(student, *built(student, rng), HEADS, [normal(rng, 2, 7, D)])


@pytest.mark.exercise(core=True)
def test_layer_identity(student, rng):
    """两个子层都输出零时，输出等于输入。"""
    layer, weights = built(student, rng)
    zeros = {n: torch.zeros_like(w) for n, w in weights.items() if "w_o" in n or "feed_forward.2" in n}
    student.invoke(layer, "load_state_dict", weights | zeros)
    check(student, layer, weights | zeros, HEADS, [normal(rng, 2, 7, D)])


@pytest.mark.exercise
def test_layer_mask(student, rng):
    """掩码传给自注意力，各种形状都行；一个都不许看的行没有 NaN。"""
    layer, weights = built(student, rng)
    masks = [torch.tensor(some_mask(rng, *shape)) for shape in ((2, 1, 7), (2, 7, 7), (7, 7))]
    masks[1][1, 4] = False
    check(student, layer, weights, HEADS, *([normal(rng, 2, 7, D), mask] for mask in masks))


@pytest.mark.exercise
def test_layer_other_sizes(student, rng):
    """别的宽度和头数，一个样本、一个位置，都一样。"""
    layer, weights = built(student, rng, 10, 2, 7)
    check(student, layer, weights, 2, *([normal(rng, *shape, 10)] for shape in ((1, 5), (3, 1), (1, 1))))


@pytest.mark.exercise
def test_layer_feed_forward_alone(student, rng):
    """注意力输出零时，只剩下前馈那一半。"""
    layer, weights = built(student, rng)
    zeros = {n: torch.zeros_like(w) for n, w in weights.items() if "w_o" in n}
    student.invoke(layer, "load_state_dict", weights | zeros)
    check(student, layer, weights | zeros, HEADS, [normal(rng, 2, 7, D)])


@pytest.mark.exercise
def test_layer_attention_alone(student, rng):
    """前馈输出零时，只剩下注意力那一半。"""
    layer, weights = built(student, rng)
    zeros = {n: torch.zeros_like(w) for n, w in weights.items() if "feed_forward.2" in n}
    student.invoke(layer, "load_state_dict", weights | zeros)
    check(student, layer, weights | zeros, HEADS, [normal(rng, 2, 7, D)])


@pytest.mark.exercise
def test_layer_gradient(student, rng):
    """梯度传得到输入。"""
    layer, weights = built(student, rng)
    x, up = normal(rng, 2, 5, D), torch.tensor(rng.normal(size=(2, 5, D)))
    leaf = x.clone().requires_grad_()
    (want,) = torch.autograd.grad(expected(weights, HEADS, leaf), leaf, up)
    since = len(student.calls)
    found = student.vjp(layer, (x,), up)
    del student.calls[since:]
    student.calls.append(Call("vjp", found.inputs[0], {}))
    kit.gradient(found.inputs[0], want, rtol=1e-6, atol=1e-8, name="对 x 的梯度")


@pytest.mark.exercise
def test_layer_keeps_input(student, rng):
    """x 在调用之后不变。"""
    layer, _ = built(student, rng)
    x = normal(rng, 2, 5, D)
    before = x.clone()
    student.invoke(layer, "__call__", x)
    kit.unchanged(x.numpy(), before.numpy(), "x")
