"""Hidden tests of CausalSelfAttention: head by head in float64, on weights from this side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit
from autograder.checking.student import Call

from common import Weights, attention, attention_shapes, put_weights, some_weights

REFUSED = {"*attention*", "*Transformer*"}


def built(
    student: Any, rng: np.random.Generator, d: int = 6, heads: int = 3, block: int = 7
) -> tuple[Any, Weights]:
    """A layer with random weights from this side."""
    layer, weights = student.CausalSelfAttention(d, heads, block), some_weights(rng, attention_shapes(d))
    put_weights(student, layer, weights)
    return layer, weights


def normal(rng: np.random.Generator, *shape: int, scale: float = 1.5) -> Tensor:
    """Random numbers."""
    return torch.tensor(rng.normal(0.3, scale, size=shape))


def check(student: Any, layer: Any, weights: Weights, heads: int, *cases: Tensor) -> None:
    """Compare some calls."""
    wants = [attention(x, weights, heads) for x in cases]
    found = [student.invoke(layer, "__call__", x) for x in cases]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.exercise(core=True)
def test_attention_values(student, rng):
    """多个头时，输出正确。"""
    check(student, *built(student, rng), 3, normal(rng, 2, 7, 6), normal(rng, 3, 5, 6))


@pytest.mark.exercise(core=True)
def test_attention_one_head(student, rng):
    """只有一个头时，输出正确。"""
    check(student, *built(student, rng, 5, 1), 1, normal(rng, 2, 7, 5))


@pytest.mark.exercise(core=True)
def test_attention_causal(student, rng):
    """后面的位置不影响前面的输出，自己和前面的都影响。"""
    layer, weights = built(student, rng)
    x = normal(rng, 1, 6, 6)
    cases = [x]
    for place in (0, 3, 5):
        other = x.clone()
        other[:, place] += normal(rng, 1, 6)
        cases.append(other)
    check(student, layer, weights, 3, *cases)


@pytest.mark.exercise
def test_attention_other_sizes(student, rng):
    """别的宽度和头数，一个样本、一个位置、比 block 短的，都一样。"""
    layer, weights = built(student, rng, 10, 5, 4)
    check(
        student, layer, weights, 5, *(normal(rng, *shape, 10) for shape in ((1, 4), (3, 1), (1, 1), (2, 2)))
    )


@pytest.mark.exercise
def test_attention_first_position(student, rng):
    """第一个位置只看自己：输出就是自己的值过 proj。"""
    layer, weights = built(student, rng)
    x = normal(rng, 2, 4, 6)
    value = x[:, :1] @ weights["qkv.weight"][12:].T + weights["qkv.bias"][12:]
    want = value @ weights["proj.weight"].T + weights["proj.bias"]
    got = student.invoke(layer, "__call__", x)
    kit.close(kit.tensor(got, (2, 4, 6), "f")[:, :1], want, rtol=1e-6, atol=1e-8, name="第一个位置的输出")


@pytest.mark.exercise
def test_attention_large_scores(student, rng):
    """打分很大时没有 NaN。"""
    layer, weights = built(student, rng)
    x = normal(rng, 2, 5, 6, scale=60.0)
    want = attention(x, weights, 3)
    kit.close(student.invoke(layer, "__call__", x), want, rtol=1e-5, atol=1e-5)


@pytest.mark.exercise
def test_attention_gradient(student, rng):
    """梯度传得到输入。"""
    layer, weights = built(student, rng)
    x, up = normal(rng, 2, 5, 6), torch.tensor(rng.normal(size=(2, 5, 6)))
    leaf = x.clone().requires_grad_()
    (want,) = torch.autograd.grad(attention(leaf, weights, 3), leaf, up)
    since = len(student.calls)
    found = student.vjp(layer, (x,), up)
    del student.calls[since:]
    student.calls.append(Call("vjp", found.inputs[0], {}))
    kit.gradient(found.inputs[0], want, rtol=1e-6, atol=1e-8, name="对 x 的梯度")


@pytest.mark.exercise
def test_attention_keeps_input(student, rng):
    """x 在调用之后不变。"""
    layer, _ = built(student, rng)
    x = normal(rng, 2, 5, 6)
    before = x.clone()
    student.invoke(layer, "__call__", x)
    kit.unchanged(x.numpy(), before.numpy(), "x")


@pytest.mark.exercise(structure=True)
def test_attention_by_hand(student):
    """没有用 PyTorch 现成的注意力。"""
    kit.not_calling(student, "CausalSelfAttention", REFUSED)
