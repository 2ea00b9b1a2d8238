"""Hidden tests of GroupedQueryAttention: head by head over the whole sequence, cut into parts for the cache."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import Shapes, Weights, attention, filled, normal, put, turned

D, HEADS, KV = 24, 6, 3


def built(
    student: Any, rng: np.random.Generator, d: int = D, heads: int = HEADS, kv_heads: int = KV
) -> tuple[Any, Weights]:
    """A module with random weights, and these."""
    rows = d // heads * kv_heads
    want: Shapes = {"wq.weight": (d, d), "wk.weight": (rows, d), "wv.weight": (rows, d), "wo.weight": (d, d)}
    part = student.GroupedQueryAttention(d, heads, kv_heads)
    return part, filled(student, part, want, rng)


def expected(w: Weights, x: Tensor, positions: Tensor, heads: int = HEADS, kv_heads: int = KV) -> Tensor:
    """The whole at once."""
    return attention(w, x.double(), positions, heads, kv_heads).float()


def check_whole(student: Any, part: Any, w: Weights, x: Tensor, positions: Tensor, *heads: int) -> None:
    """Compare without a cache."""
    want = expected(w, x, positions, *heads)
    kit.close(student.invoke(part, "__call__", x, positions), want)


def check_parts(student: Any, part: Any, w: Weights, x: Tensor, cuts: list[int], *heads: int) -> None:
    """Compare with a cache, part by part."""
    n, t, d = x.shape
    query, kv = heads or (HEADS, KV)
    want = expected(w, x, torch.arange(t), *heads)
    cache = student.fresh_cache(n, kv, t + 2, d // query)
    for a, b in pairwise(cuts):
        out = student.invoke(part, "__call__", x[:, a:b], torch.arange(a, b), cache)
        kit.close(out, want[:, a:b], name=f"第 {a} 到第 {b - 1} 步")


@pytest.mark.exercise(core=True)
def test_attention_values(student, rng):
    """没有缓存：分组、旋转、因果、除以头的宽度的平方根。"""
    check_whole(student, *built(student, rng), normal(rng, 2, 7, D), torch.arange(7))


@pytest.mark.exercise(core=True)
def test_attention_one_by_one(student, rng):
    """有缓存，一步一步，与一次全给相同。"""
    check_parts(student, *built(student, rng), normal(rng, 2, 5, D), list(range(6)))


@pytest.mark.exercise
def test_attention_one_position(student, rng):
    """只有一个位置：只读得到自己的值。"""
    check_whole(student, *built(student, rng), normal(rng, 3, 1, D), torch.tensor([4]))


@pytest.mark.exercise
def test_attention_equal_weights(student, rng):
    """打分全相等时，是看得到的值的平均。"""
    part, w = built(student, rng)
    w["wq.weight"] = torch.zeros(D, D)
    put(student, part, w)
    check_whole(student, part, w, normal(rng, 2, 5, D), torch.arange(5))


@pytest.mark.exercise
def test_attention_positions(student, rng):
    """位置不从零开始，不连续，也按位置转。"""
    part, w = built(student, rng)
    check_whole(student, part, w, normal(rng, 2, 5, D), torch.tensor([2, 3, 9, 17, 40]))


@pytest.mark.exercise
def test_attention_prompt_then_parts(student, rng):
    """有缓存，一段一段，段里也是因果的。"""
    check_parts(student, *built(student, rng), normal(rng, 2, 8, D), [0, 3, 4, 8])


@pytest.mark.exercise
def test_attention_whole_prompt(student, rng):
    """有缓存，第一次就全给，与没有缓存相同。"""
    check_parts(student, *built(student, rng), normal(rng, 2, 5, D), [0, 5])


@pytest.mark.exercise
def test_attention_cache_holds(student, rng):
    """存进缓存的是转过的键和没有转过的值，各有键值头那么多。"""
    part, w = built(student, rng)
    x, positions, size = normal(rng, 1, 3, D), torch.tensor([5, 6, 7]), D // HEADS
    want = expected(w, x, positions)
    caches = [student.fresh_cache(1, KV, 4, size) for _ in range(2)]
    out = student.invoke(part, "__call__", x, positions, caches[0])
    zero = torch.zeros(1, KV, 1, size)
    stored = kit.sequence(student.invoke(caches[0], "append", zero, zero), 2)
    keys, values = stored_of(w, x, positions, size)
    kit.close(out, want)
    kit.close(stored[0][:, :, :3], keys, name="缓存里的键")
    kit.close(stored[1][:, :, :3], values, name="缓存里的值")


def stored_of(w: Weights, x: Tensor, positions: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """The keys, turned, and the values, (n, kv_heads, t, head_dim)."""

    k, v = (
        (x.double() @ w[name].double().mT).unflatten(-1, (-1, size)).transpose(1, 2)
        for name in ("wk.weight", "wv.weight")
    )
    return turned(k, positions).float(), v.float()


@pytest.mark.exercise
@pytest.mark.parametrize("heads", [(4, 4), (4, 1), (1, 1), (8, 2)])
def test_attention_other_heads(student, rng, heads):
    """一样多、只有一个、别的头数，都行。"""
    part, w = built(student, rng, 16, *heads)
    check_whole(student, part, w, normal(rng, 2, 5, 16), torch.arange(5), *heads)
    check_parts(student, part, w, normal(rng, 2, 5, 16), [0, 2, 3, 5], *heads)


@pytest.mark.exercise
def test_attention_gradient(student, rng):
    """没有缓存时，梯度传得到输入和四个矩阵。"""
    part, w = built(student, rng)
    x, up = normal(rng, 2, 5, D), normal(rng, 2, 5, D)
    leaves = {name: a.double().requires_grad_() for name, a in w.items()}
    leaf = x.double().requires_grad_()
    out = attention(leaves, leaf, torch.arange(5), HEADS, KV)
    wants = torch.autograd.grad(out, [leaf, *leaves.values()], up.double())
    found = student.vjp(part, (x, torch.arange(5)), up)
    kit.gradient(found.inputs[0], wants[0].float(), name="对 x 的梯度")
    for name, want in zip(leaves, wants[1:]):
        kit.gradient(found.parameters[name], want.float(), name=f"对 {name} 的梯度")


@pytest.mark.exercise
def test_attention_keeps_input(student, rng):
    """x 和 positions 在调用之后不变。"""
    part, w = built(student, rng)
    x, positions = normal(rng, 2, 4, D), torch.tensor([3, 4, 5, 6])
    before, want = x.clone(), expected(w, x, positions)
    out = student.invoke(part, "__call__", x, positions)
    kit.unchanged(x.numpy(), before.numpy(), "x")
    kit.unchanged(positions.numpy(), np.array([3, 4, 5, 6]), "positions")
    kit.close(out, want)


@pytest.mark.exercise(core=True, structure=True)
def test_attention_is_own_work(student):
    """注意力要自己写，不调用现成的。"""
    kit.not_calling(student, "GroupedQueryAttention", {"*scaled_dot*", "*multi*head*"})
