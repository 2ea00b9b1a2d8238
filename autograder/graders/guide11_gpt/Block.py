"""Hidden tests of Block: spelled out in float64, on weights from this side; GELU exact or by tanh."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit
from autograder.checking.student import Call

from common import Weights, block, block_shapes, either, put_weights, some_weights


def built(
    student: Any, rng: np.random.Generator, d: int = 6, heads: int = 3, longest: int = 7
) -> tuple[Any, Weights]:
    """A block with random weights from this side."""
    layer, weights = student.Block(d, heads, longest), some_weights(rng, block_shapes(d))
    put_weights(student, layer, weights)
    return layer, weights


def reload(student: Any, layer: Any, weights: Weights) -> None:
    """Other weights."""
    since = len(student.calls)
    student.invoke(layer, "load_state_dict", weights, strict=False)
    del student.calls[since:]


def normal(rng: np.random.Generator, *shape: int) -> Tensor:
    """Random numbers away from mean 0."""
    return torch.tensor(rng.normal(0.5, 2.0, size=shape))


def check(student: Any, layer: Any, weights: Weights, heads: int, *cases: Tensor) -> None:
    """Compare some calls."""
    exact, tanh = ([block(x, weights, heads, tanh=kind) for x in cases] for kind in (False, True))
    either([student.invoke(layer, "__call__", x) for x in cases], exact, tanh, "输出")


@pytest.mark.exercise(core=True)
def test_block_values(student, rng):
    """输出是归一化、注意力、残差、归一化、MLP、残差依次算出来的。"""
    check(student, *built(student, rng), 3, normal(rng, 2, 7, 6), normal(rng, 1, 4, 6))


@pytest.mark.exercise(core=True)
def test_block_identity(student, rng):
    """两个子层都输出零时，输出等于输入。"""
    layer, weights = built(student, rng)
    weights |= {n: torch.zeros_like(w) for n, w in weights.items() if "proj" in n or "mlp.2" in n}
    reload(student, layer, weights)
    check(student, layer, weights, 3, normal(rng, 2, 7, 6))


@pytest.mark.exercise
def test_block_attention_alone(student, rng):
    """MLP 输出零时，只剩下注意力那一半。"""
    layer, weights = built(student, rng)
    weights |= {n: torch.zeros_like(w) for n, w in weights.items() if "mlp.2" in n}
    reload(student, layer, weights)
    check(student, layer, weights, 3, normal(rng, 2, 7, 6))


@pytest.mark.exercise
def test_block_mlp_alone(student, rng):
    """注意力输出零时，只剩下 MLP 那一半。"""
    layer, weights = built(student, rng)
    weights |= {n: torch.zeros_like(w) for n, w in weights.items() if "proj" in n}
    reload(student, layer, weights)
    check(student, layer, weights, 3, normal(rng, 2, 7, 6))


@pytest.mark.exercise
def test_block_other_sizes(student, rng):
    """别的宽度和头数，一个样本、一个位置，都一样。"""
    layer, weights = built(student, rng, 10, 2, 5)
    check(student, layer, weights, 2, *(normal(rng, *shape, 10) for shape in ((1, 5), (3, 1), (1, 1))))


@pytest.mark.exercise
def test_block_gradient(student, rng):
    """梯度传得到输入。"""
    layer, weights = built(student, rng)
    x, up = normal(rng, 2, 5, 6), torch.tensor(rng.normal(size=(2, 5, 6)))
    wants: list[Tensor] = []
    for tanh in (False, True):
        leaf = x.clone().requires_grad_()
        wants += torch.autograd.grad(block(leaf, weights, 3, tanh=tanh), leaf, up)
    since = len(student.calls)
    found = student.vjp(layer, (x,), up)
    del student.calls[since:]
    student.calls.append(Call("vjp", found.inputs[0], {}))
    kit.require(found.inputs[0] is not None, "从输出往回走，计算图在半路断了")
    either([found.inputs[0]], [wants[0]], [wants[1]], "对 x 的梯度")


@pytest.mark.exercise
def test_block_keeps_input(student, rng):
    """x 在调用之后不变。"""
    layer, _ = built(student, rng)
    x = normal(rng, 2, 5, 6)
    before = x.clone()
    student.invoke(layer, "__call__", x)
    kit.unchanged(x.numpy(), before.numpy(), "x")
