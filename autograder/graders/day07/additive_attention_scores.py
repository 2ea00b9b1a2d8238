"""Hidden tests of additive_attention_scores: one pair of query and key after the other."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import function_gradients, keeps_dtype, normal, turned, unchanged

ADDITIVE = ("q", "k", "w_q", "w_k", "v")


def additive_attention_scores(q: Tensor, k: Tensor, w_q: Tensor, w_k: Tensor, v: Tensor) -> Tensor:
    """One pair of query and key after the other."""
    rows = [
        torch.stack(
            [(torch.tanh(q[..., i, :] @ w_q + k[..., j, :] @ w_k) * v).sum(-1) for j in range(k.shape[-2])],
            dim=-1,
        )
        for i in range(q.shape[-2])
    ]
    return torch.stack(rows, dim=-2)


def additive_inputs(rng: np.random.Generator, *lead: int, t_q: int = 5, t_k: int = 7) -> list[Tensor]:
    """q, k, w_q, w_k, v with d_q = 3, d_k = 2, h = 11."""
    return [
        normal(rng, *lead, t_q, 3),
        normal(rng, *lead, t_k, 2),
        normal(rng, 3, 11),
        normal(rng, 2, 11),
        normal(rng, 11),
    ]


@pytest.mark.exercise(core=True)
def test_additive_values(student, rng):
    """第 [i, j] 个分是 tanh(q_i·w_q + k_j·w_k)·v。"""
    inputs = additive_inputs(rng, 13)
    want = additive_attention_scores(*inputs)
    kit.close(student.additive_attention_scores(*inputs), want)


@pytest.mark.exercise
@pytest.mark.parametrize("lead", [(), (2, 3), (1, 2, 1)])
def test_additive_leading_axes(student, rng, lead):
    """前面的批轴可以没有，也可以有几个。"""
    inputs = additive_inputs(rng, *lead)
    want = additive_attention_scores(*inputs)
    kit.close(student.additive_attention_scores(*inputs), want)


@pytest.mark.exercise
def test_additive_lengths(student, rng):
    """只有一个查询或一个键时，轴也不会少；查询可以比键多。"""
    cases = [additive_inputs(rng, 2, t_q=t_q, t_k=t_k) for t_q, t_k in ((1, 7), (7, 1), (1, 1), (11, 3))]
    wants = [additive_attention_scores(*inputs) for inputs in cases]
    results = [student.additive_attention_scores(*inputs) for inputs in cases]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_additive_equal_sizes(student, rng):
    """查询和键一样多、维数也一样时，w_q 仍然管查询，w_k 仍然管键，每个查询配每个键。"""
    inputs = [
        normal(rng, 2, 5, 3),
        normal(rng, 2, 5, 3),
        normal(rng, 3, 3),
        normal(rng, 3, 3),
        normal(rng, 3),
    ]
    want = additive_attention_scores(*inputs)
    kit.close(student.additive_attention_scores(*inputs), want)


@pytest.mark.exercise
def test_additive_large_inputs(student, rng):
    """输入很大时 tanh 饱和，分数仍然是有限的。"""
    inputs = additive_inputs(rng, 2)
    inputs[0], inputs[1] = 1e4 * inputs[0], 1e4 * inputs[1]
    want = additive_attention_scores(*inputs)
    kit.close(student.additive_attention_scores(*inputs), want)


@pytest.mark.exercise
def test_additive_gradients(student, rng):
    """对 q、k、w_q、w_k、v 都可以求导，梯度正确。"""
    inputs = additive_inputs(rng, 2)
    function_gradients(student, "additive_attention_scores", additive_attention_scores, inputs, rng, ADDITIVE)


@pytest.mark.exercise
def test_additive_keeps_inputs(student, rng):
    """参数在调用之后保持原样，内存怎样排列都行；dtype 与 q 相同。"""
    inputs = [turned(x) if x.dim() > 1 else x for x in additive_inputs(rng, 3)]
    before = [x.clone() for x in inputs]
    want = additive_attention_scores(*inputs)
    result = student.additive_attention_scores(*inputs)
    single = student.additive_attention_scores(*[x.float() for x in inputs])
    unchanged(inputs, before, ADDITIVE)
    for out, dtype in ((result, torch.float64), (single, torch.float32)):
        keeps_dtype(out, dtype)
        kit.close(out, want)
