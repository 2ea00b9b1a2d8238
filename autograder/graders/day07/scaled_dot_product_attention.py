"""Hidden tests of scaled_dot_product_attention: sums over the allowed keys, and the gradients of these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import (
    ATOL,
    RTOL,
    attention,
    function_gradients,
    keeps_dtype,
    normal,
    some_mask,
    turned,
    unchanged,
)

ROUGH = 3e-3


def attention_inputs(
    rng: np.random.Generator, *lead: int, t_q: int = 5, t_k: int = 7, d: int = 3, d_v: int = 2
) -> list[Tensor]:
    """q, k, v of sizes of which no two are equal."""
    return [normal(rng, *lead, t_q, d), normal(rng, *lead, t_k, d), normal(rng, *lead, t_k, d_v)]


def attends(student: Any, cases: Sequence[Sequence[Tensor]], rtol: float = RTOL, atol: float = ATOL) -> None:
    """Compare output and weights of some calls; where the mask says no, the weights are exactly 0."""
    wants = [attention(*case) for case in cases]
    results = [student.scaled_dot_product_attention(*case) for case in cases]
    for case, want, result in zip(cases, wants, results):
        out, weights = kit.sequence(result, 2)
        kit.close(out, want[0], rtol=rtol, atol=atol, name="out")
        kit.close(weights, want[1], rtol=rtol, atol=atol, name="weights")
        if len(case) > 3:
            leaked = weights[~case[3].expand(weights.shape)]
            kit.require(not leaked.any(), "不许看的位置权重不是 0")


@pytest.mark.exercise(core=True)
def test_attention_values(student, rng):
    """weights 的每一行是 softmax(q·kᵀ / √d)，out 是它乘 v。"""
    attends(student, [attention_inputs(rng, 11)])


@pytest.mark.exercise(core=True)
def test_attention_mask(student, rng):
    """mask 是 False 的位置权重正好是 0，其余的位置重新归一，和为 1。"""
    attends(student, [[*attention_inputs(rng, 11), some_mask(rng, 11, 5, 7)]])


@pytest.mark.exercise
def test_attention_leading_axes(student, rng):
    """前面的批轴可以没有，也可以有几个，有没有 mask 都一样。"""
    cases: list[list[Tensor]] = [attention_inputs(rng, *lead) for lead in ((), (1,), (2, 3), (2, 1, 3))]
    cases += [[*attention_inputs(rng, *lead), some_mask(rng, *lead, 5, 7)] for lead in ((), (2, 3))]
    attends(student, cases)


@pytest.mark.exercise
def test_attention_mask_broadcasts(student, rng):
    """mask 只要能广播成 (…, t_q, t_k) 就行：所有查询共用一行，所有批共用一个。"""
    shapes = [(5, 7), (7,), (1, 7), (2, 1, 1, 7), (2, 1, 5, 7), (1, 3, 5, 7), (2, 3, 1, 7)]
    attends(student, [[*attention_inputs(rng, 2, 3), some_mask(rng, *shape)] for shape in shapes])


@pytest.mark.exercise
def test_attention_sizes(student, rng):
    """d 比 t 大、d_v 比 d 大、只有一个查询或一个键，都一样。"""
    sizes = [
        {"t_q": 3, "t_k": 5, "d": 17, "d_v": 7},
        {"t_q": 1, "t_k": 7, "d": 2, "d_v": 5},
        {"t_q": 7, "t_k": 1, "d": 5, "d_v": 3},
        {"t_q": 11, "t_k": 3, "d": 1, "d_v": 13},
    ]
    attends(student, [attention_inputs(rng, 2, **size) for size in sizes])


@pytest.mark.exercise
def test_attention_large_scores(student, rng):
    """打分大到题面给的界限时，结果仍然是有限的，和公式一致。"""
    q, k, v = attention_inputs(rng, 3)
    k = k / k.norm(dim=-1, keepdim=True)
    q = q / q.norm(dim=-1, keepdim=True) * 1e4 * 3**0.5
    cases = [(q, k, v), (q.float(), k.float(), v.float()), (q, k, v, some_mask(rng, 3, 5, 7))]
    attends(student, cases, rtol=ROUGH, atol=ROUGH)


@pytest.mark.exercise
def test_attention_mask_against_large_scores(student, rng):
    """不许看的位置分数再高、允许看的位置分数再低，权重也只在允许看的位置之间分。"""
    q, k, v = attention_inputs(rng, 3)
    mask = some_mask(rng, 3, 1, 7)
    # The allowed keys point away from the queries, the others along them.
    direction = normal(rng, 3)
    direction = direction / direction.norm()
    q = direction + 0.01 * q
    k = torch.where(mask.mT, -0.9e4 * 3**0.5 * direction, 0.9e4 * 3**0.5 * direction) + 0.01 * k
    attends(student, [(q, k, v, mask)], rtol=ROUGH, atol=ROUGH)


@pytest.mark.exercise
def test_attention_nothing_allowed(student, rng):
    """一个键都不许看的行，weights 和 out 全是 0；别的行照常。"""
    inputs, mask = attention_inputs(rng, 3), some_mask(rng, 3, 5, 7)
    mask[1, 2], mask[2, 0], mask[2, 4] = False, False, False
    attends(student, [[*inputs, mask], [*inputs, torch.zeros(1, 7, dtype=torch.bool)]])


@pytest.mark.exercise
def test_attention_nothing_allowed_gradient(student, rng):
    """有的行一个键都不许看时，梯度也不是 NaN：那一行没有贡献，别的行照常。"""
    inputs, mask = attention_inputs(rng, 3), some_mask(rng, 3, 5, 7)
    mask[0, 3], mask[2, 1] = False, False
    function_gradients(
        student,
        "scaled_dot_product_attention",
        attention,
        (*inputs, mask),
        rng,
        ("q", "k", "v"),
        output=0,
    )


@pytest.mark.exercise
@pytest.mark.parametrize("output", [0, 1])
def test_attention_gradients(student, rng, output):
    """从 out 和从 weights 往回走，对 q、k、v 的梯度都正确。"""
    inputs = [*attention_inputs(rng, 3), some_mask(rng, 3, 5, 7)]
    function_gradients(
        student, "scaled_dot_product_attention", attention, inputs, rng, ("q", "k", "v"), output=output
    )


@pytest.mark.exercise
def test_attention_keeps_inputs(student, rng):
    """q、k、v、mask 在调用之后保持原样，内存怎样排列都行。"""
    inputs = [turned(x) for x in (*attention_inputs(rng, 2, 3), some_mask(rng, 2, 1, 5, 7))]
    inputs[:3] = [x.transpose(0, 1).contiguous().transpose(0, 1) for x in inputs[:3]]
    before = [x.clone() for x in inputs]
    attends(student, [inputs])
    unchanged(inputs, before, ("q", "k", "v", "mask"))


@pytest.mark.exercise
def test_attention_keeps_dtype(student, rng):
    """out 和 weights 的 dtype 与 q 相同。"""
    for dtype in (torch.float32, torch.float64):
        inputs = [x.to(dtype) for x in attention_inputs(rng, 2)]
        out, weights = kit.sequence(student.scaled_dot_product_attention(*inputs, some_mask(rng, 5, 7)), 2)
        keeps_dtype(out, dtype, "out")
        keeps_dtype(weights, dtype, "weights")


@pytest.mark.exercise(core=True, structure=True)
def test_attention_is_own_work(student):
    """打分、softmax、加权和要自己写，不调用现成的注意力。"""
    kit.not_calling(student, "scaled_dot_product_attention", {"scaled_dot_product_attention", "*attention*"})
