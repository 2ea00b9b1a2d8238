"""Hidden tests of MultiHeadAttention: heads one after the other, on weights from this side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from torch import Tensor

from autograder import kit

from common import (
    ATOL,
    RTOL,
    Module,
    Shapes,
    attention_shapes,
    loaded,
    multi_head_attention,
    normal,
    parameter_shapes,
    some_mask,
    turned,
    unchanged,
    untouched,
)

# No two of n, heads, d_k, t_q, t_k are equal.
N, HEADS, D, T_Q, T_K = 2, 3, 15, 7, 11


def same_names(shapes: Shapes) -> dict[str, str]:
    """Names that are fixed by the lesson."""
    return {name: name for name in shapes}


def attention_module(
    student: Any, rng: np.random.Generator, d_model: int = D, num_heads: int = HEADS
) -> Module:
    """Multi-head attention with random weights, in float64."""
    handle = student.MultiHeadAttention(d_model, num_heads)
    return loaded(student, handle, attention_shapes(d_model), rng)


def heads_inputs(
    rng: np.random.Generator, n: int = N, t_q: int = T_Q, t_k: int = T_K, d: int = D
) -> list[Tensor]:
    """Query, key and value, all different."""
    return [normal(rng, n, t, d) for t in (t_q, t_k, t_k)]


def many_heads(student: Any, module: Module, cases: Sequence[Sequence[Any]], num_heads: int = HEADS) -> None:
    """Compare output and attribute weights after each of some calls."""
    wants = [multi_head_attention(module.weights, num_heads, *case) for case in cases]
    results = []
    for case in cases:
        out = student.invoke(module.handle, "__call__", *case)
        results.append((out, student.attribute(module.handle, "weights")))
    for want, (out, weights) in zip(wants, results):
        kit.close(out, want[0], rtol=RTOL, atol=ATOL)
        kit.close(weights, want[1], rtol=RTOL, atol=ATOL, name="self.weights")


@pytest.mark.exercise(core=True)
def test_heads_fresh(student, rng):
    """刚建好的模块，输出与用它自己的 w_q、w_k、w_v、w_o 算出来的一致。"""
    inputs = heads_inputs(rng)
    handle = student.MultiHeadAttention(D, HEADS)
    weights, out = untouched(student, handle, same_names(attention_shapes(D)), inputs)
    want, _ = multi_head_attention(weights, HEADS, *inputs)
    kit.close(out, want, rtol=1e-4, atol=1e-4)


@pytest.mark.exercise(core=True)
def test_heads_values(student, rng):
    """换上别的权重和偏置，query、key、value 各不相同时，输出仍然正确；只返回一个张量。"""
    module, inputs = attention_module(student, rng), heads_inputs(rng)
    want, _ = multi_head_attention(module.weights, HEADS, *inputs)
    kit.close(student.invoke(module.handle, "__call__", *inputs), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise
def test_heads_parameters(student):
    """参数正好是 w_q、w_k、w_v、w_o 四个 nn.Linear(d_model, d_model) 的权重和偏置。"""
    found = parameter_shapes(student, student.MultiHeadAttention(D, HEADS))
    kit.require(found == attention_shapes(D), "参数的名字、个数或形状与题面不同")


@pytest.mark.exercise
def test_heads_weights(student, rng):
    """weights 是最近一次 forward 的注意力权重，每个头一张，形状 (n, num_heads, t_q, t_k)。"""
    module = attention_module(student, rng)
    many_heads(student, module, [heads_inputs(rng), heads_inputs(rng, n=5, t_q=3, t_k=2)])


@pytest.mark.exercise
def test_heads_mask(student, rng):
    """三维的 mask 对每个头都一样；可以是 (n, t_q, t_k)，也可以是 (n, 1, t_k) 或 (1, t_q, t_k)。"""
    module = attention_module(student, rng)
    shapes = [(N, T_Q, T_K), (N, 1, T_K), (1, T_Q, T_K)]
    many_heads(student, module, [[*heads_inputs(rng), some_mask(rng, *shape)] for shape in shapes])


@pytest.mark.exercise
def test_heads_flat_mask(student, rng):
    """二维的 mask 对每个样本、每个头都一样。"""
    module = attention_module(student, rng)
    shapes = [(T_Q, T_K), (1, T_K)]
    many_heads(student, module, [[*heads_inputs(rng), some_mask(rng, *shape)] for shape in shapes])


@pytest.mark.exercise
def test_heads_flat_mask_as_tall_as_the_heads(student, rng):
    """查询的个数恰好等于头数时，二维的 mask 仍然一行对一个查询，不是一行对一个头。"""
    module = attention_module(student, rng)
    many_heads(student, module, [[*heads_inputs(rng, t_q=HEADS), some_mask(rng, HEADS, T_K)]])


@pytest.mark.exercise
def test_heads_nothing_allowed(student, rng):
    """一个键都不许看的行权重是 0，输出就是 w_o 的偏置，不是 NaN。"""
    module, mask = attention_module(student, rng), some_mask(rng, N, T_Q, T_K)
    mask[1, 3], mask[0, 0] = False, False
    many_heads(student, module, [[*heads_inputs(rng), mask]])


@pytest.mark.exercise
@pytest.mark.parametrize(("d_model", "num_heads"), [(5, 1), (7, 7), (10, 2)])
def test_heads_number(student, rng, d_model, num_heads):
    """一个头、每列一个头、两个头，都按同样的规则分列。"""
    module = attention_module(student, rng, d_model, num_heads)
    many_heads(student, module, [heads_inputs(rng, n=3, t_q=4, t_k=11, d=d_model)], num_heads)


@pytest.mark.exercise
def test_heads_small(student, rng):
    """一个样本、一个查询、一个键，都能用；自注意力就是三个参数给同一个张量。"""
    module, x = attention_module(student, rng), normal(rng, 3, 5, D)
    cases = [heads_inputs(rng, n=1), heads_inputs(rng, t_q=1), heads_inputs(rng, t_k=1), [x, x, x]]
    many_heads(student, module, cases)


@pytest.mark.exercise
def test_heads_gradients(student, rng):
    """对 query、key、value 和四个 nn.Linear 的参数都可以求导，梯度正确。"""
    module, inputs = attention_module(student, rng), heads_inputs(rng)

    def expected(weights: dict[str, Tensor], q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
        return multi_head_attention(weights, HEADS, q, k, v, mask)[0]

    args = [*inputs, some_mask(rng, N, 1, T_K)]
    module.gradients(student, expected, args, rng, ("query", "key", "value"))


@pytest.mark.exercise
@pytest.mark.parametrize(("d_model", "num_heads"), [(7, 2), (10, 4), (3, 5)])
def test_heads_indivisible(student, d_model, num_heads):
    """d_model 不能被 num_heads 整除时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.MultiHeadAttention(d_model, num_heads)


@pytest.mark.exercise
def test_heads_keeps_inputs(student, rng):
    """输入和 mask 在调用之后保持原样，内存怎样排列都行。"""
    module = attention_module(student, rng)
    inputs = [turned(x) for x in (*heads_inputs(rng), some_mask(rng, N, T_Q, T_K))]
    before = [x.clone() for x in inputs]
    many_heads(student, module, [inputs])
    unchanged(inputs, before, ("query", "key", "value", "mask"))


@pytest.mark.exercise(core=True, structure=True)
def test_heads_is_own_work(student):
    """多头注意力要自己写，不调用现成的。"""
    kit.not_calling(student, "MultiHeadAttention", {"MultiheadAttention", "*multihead*", "*multi_head*"})
