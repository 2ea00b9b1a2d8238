"""Hidden tests of DecoderLayer: a layer spelled out, on weights from this side."""

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
    LAYER_D,
    LAYER_HEADS,
    RTOL,
    Module,
    decoder_layer,
    fresh_layer,
    layer_module,
    layer_parameters,
    normal,
    some_mask,
    turned,
    unchanged,
)


def decodes(
    student: Any, module: Module, cases: Sequence[Sequence[Any]], num_heads: int = LAYER_HEADS
) -> None:
    """Compare some calls of a DecoderLayer."""
    wants = [decoder_layer(module.weights, num_heads, *case) for case in cases]
    results = [student.invoke(module.handle, "__call__", *case) for case in cases]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=RTOL, atol=ATOL)


def both_sides(
    rng: np.random.Generator, n: int = 2, t: int = 5, s: int = 7, d: int = LAYER_D
) -> list[Tensor]:
    """x and memory."""
    return [normal(rng, n, t, d), normal(rng, n, s, d)]


@pytest.mark.exercise(core=True)
def test_decoder_fresh(student, rng):
    """刚建好的一层，输出与用它自己的参数算出来的一致。"""
    inputs = both_sides(rng)
    weights, out = fresh_layer(student, "DecoderLayer", inputs)
    want = decoder_layer(weights, LAYER_HEADS, *inputs)
    kit.close(out, want, rtol=1e-3, atol=1e-3)


@pytest.mark.exercise(core=True)
def test_decoder_values(student, rng):
    """换上别的参数，输出是自注意力（带因果掩码）、交叉注意力、前馈依次算出来的。"""
    decodes(student, layer_module(student, "DecoderLayer", rng), [both_sides(rng)])


@pytest.mark.exercise(core=True)
def test_decoder_cannot_see_the_future(student, rng):
    """改动后面的位置，前面的结果不变，给不给 tgt_mask 都一样。"""
    module, (x, memory) = layer_module(student, "DecoderLayer", rng), both_sides(rng)
    later = x.clone()
    later[:, 3:] = normal(rng, 2, 2, LAYER_D)
    masks: list[list[Tensor]] = [[], [torch.ones(2, 1, 5, dtype=torch.bool)]]
    results = [
        [student.invoke(module.handle, "__call__", given, memory, *mask) for given in (x, later)]
        for mask in masks
    ]
    for one, other in results:
        for result in (one, other):
            kit.tensor(result, (2, 5, LAYER_D), dtype_kind="f")
        kit.close(other[:, :3], one[:, :3], name="前面几个位置")
        kit.require(not torch.allclose(one[:, 3:], other[:, 3:]), "后面的位置应当跟着变")


@pytest.mark.exercise
def test_decoder_parameters(student):
    """子模块正好是 self_attention、norm1、cross_attention、norm2、feed_forward、norm3，各有各的参数。"""
    layer_parameters(student, "DecoderLayer")


@pytest.mark.exercise
def test_decoder_target_mask(student, rng):
    """tgt_mask 与因果掩码同时起作用：两个都允许的位置才可以看；它的形状可以广播。"""
    module = layer_module(student, "DecoderLayer", rng)
    masks = [some_mask(rng, *shape) for shape in ((2, 1, 5), (2, 5, 5), (5, 5))]
    decodes(student, module, [[*both_sides(rng), mask] for mask in masks])


@pytest.mark.exercise
def test_decoder_memory_mask(student, rng):
    """memory_mask 只用在交叉注意力上：编码结果里填充的位置谁也不看。"""
    module = layer_module(student, "DecoderLayer", rng)
    masks = [some_mask(rng, *shape) for shape in ((2, 1, 7), (2, 5, 7), (5, 7))]
    decodes(student, module, [[*both_sides(rng), None, mask] for mask in masks])


@pytest.mark.exercise
def test_decoder_both_masks(student, rng):
    """两个 mask 同时给出时各管各的；有的行什么都不许看，也不会出现 NaN。"""
    module = layer_module(student, "DecoderLayer", rng)
    target, memory = some_mask(rng, 2, 1, 5), some_mask(rng, 2, 1, 7)
    target[0, 0, :2], memory[1] = False, False
    decodes(student, module, [[*both_sides(rng), target, memory]])


@pytest.mark.exercise
def test_decoder_other_sizes(student, rng):
    """目标可以比源长；一个样本、一个位置、别的 d_model 和头数，都一样。"""
    module = layer_module(student, "DecoderLayer", rng, 10, 2, 7)
    sizes = ((1, 7, 3), (3, 1, 5), (1, 2, 1))
    decodes(student, module, [both_sides(rng, *size, d=10) for size in sizes], 2)


@pytest.mark.exercise
def test_decoder_same_length(student, rng):
    """目标和源一样长时，查询仍然来自 x，键和值仍然来自 memory。"""
    module = layer_module(student, "DecoderLayer", rng)
    decodes(student, module, [both_sides(rng, t=5, s=5)])


@pytest.mark.exercise
def test_decoder_gradients(student, rng):
    """梯度传得到 x、memory 和每一个参数。"""

    def expected(weights: dict[str, Tensor], x: Tensor, memory: Tensor, *masks: Tensor) -> Tensor:
        return decoder_layer(weights, LAYER_HEADS, x, memory, *masks)

    module = layer_module(student, "DecoderLayer", rng)
    args = [*both_sides(rng), some_mask(rng, 2, 1, 5), some_mask(rng, 2, 1, 7)]
    module.gradients(student, expected, args, rng, ("x", "memory"))


@pytest.mark.exercise
def test_decoder_keeps_inputs(student, rng):
    """x、memory 和两个 mask 在调用之后保持原样，内存怎样排列都行。"""
    module = layer_module(student, "DecoderLayer", rng)
    inputs = [turned(x) for x in (*both_sides(rng), some_mask(rng, 2, 5, 5), some_mask(rng, 2, 5, 7))]
    before = [x.clone() for x in inputs]
    decodes(student, module, [inputs])
    unchanged(inputs, before, ("x", "memory", "tgt_mask", "memory_mask"))


@pytest.mark.exercise(structure=True)
def test_decoder_is_own_work(student):
    """解码器的一层要用自己的几块拼，不调用现成的。"""
    kit.not_calling(student, "DecoderLayer", {"*transformer*"})
