"""Hidden tests of EncoderLayer: a layer spelled out, on weights from this side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from torch import Tensor

from autograder import kit

from common import (
    ATOL,
    LAYER_D,
    LAYER_HEADS,
    RTOL,
    Module,
    encoder_layer,
    fresh_layer,
    layer_module,
    layer_parameters,
    normal,
    some_mask,
    turned,
    unchanged,
)


def encodes(
    student: Any, module: Module, cases: Sequence[Sequence[Any]], num_heads: int = LAYER_HEADS
) -> None:
    """Compare some calls of an EncoderLayer."""
    wants = [encoder_layer(module.weights, num_heads, *case) for case in cases]
    results = [student.invoke(module.handle, "__call__", *case) for case in cases]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
def test_encoder_fresh(student, rng):
    """刚建好的一层，输出与用它自己的参数算出来的一致。"""
    x = normal(rng, 2, 7, LAYER_D)
    weights, out = fresh_layer(student, "EncoderLayer", [x])
    kit.close(out, encoder_layer(weights, LAYER_HEADS, x), rtol=1e-3, atol=1e-3)


@pytest.mark.exercise(core=True)
def test_encoder_values(student, rng):
    """换上别的参数，输出是自注意力、norm1、前馈、norm2 依次算出来的。"""
    encodes(student, layer_module(student, "EncoderLayer", rng), [[normal(rng, 2, 7, LAYER_D)]])


@pytest.mark.exercise
def test_encoder_parameters(student):
    """子模块正好是 self_attention、norm1、feed_forward、norm2，两个归一化各有各的参数。"""
    layer_parameters(student, "EncoderLayer")


@pytest.mark.exercise
def test_encoder_mask(student, rng):
    """mask 传给自注意力：填充的位置谁也不看。"""
    module = layer_module(student, "EncoderLayer", rng)
    encodes(student, module, [[normal(rng, 2, 7, LAYER_D), some_mask(rng, 2, 1, 7)]])


@pytest.mark.exercise
def test_encoder_mask_shapes(student, rng):
    """mask 可以是 (n, t, t)、(t, t) 或 (1, t)；一个键都不许看的行也不会出现 NaN。"""
    module = layer_module(student, "EncoderLayer", rng)
    masks = [some_mask(rng, *shape) for shape in ((2, 7, 7), (7, 7), (1, 7))]
    masks[0][1, 4] = False
    encodes(student, module, [[normal(rng, 2, 7, LAYER_D), mask] for mask in masks])


@pytest.mark.exercise
def test_encoder_other_sizes(student, rng):
    """一个样本、一个位置、别的 d_model 和头数，都一样。"""
    module = layer_module(student, "EncoderLayer", rng, 10, 2, 7)
    encodes(student, module, [[normal(rng, *shape, 10)] for shape in ((1, 5), (3, 1), (1, 1))], 2)


@pytest.mark.exercise
def test_encoder_gradients(student, rng):
    """梯度传得到输入和每一个参数。"""

    def expected(weights: dict[str, Tensor], x: Tensor, mask: Tensor) -> Tensor:
        return encoder_layer(weights, LAYER_HEADS, x, mask)

    module = layer_module(student, "EncoderLayer", rng)
    module.gradients(student, expected, [normal(rng, 2, 7, LAYER_D), some_mask(rng, 2, 1, 7)], rng, ["x"])


@pytest.mark.exercise
def test_encoder_keeps_inputs(student, rng):
    """x 和 mask 在调用之后保持原样，内存怎样排列都行。"""
    module = layer_module(student, "EncoderLayer", rng)
    inputs = [turned(normal(rng, 2, 7, LAYER_D)), turned(some_mask(rng, 2, 7, 7))]
    before = [x.clone() for x in inputs]
    encodes(student, module, [inputs])
    unchanged(inputs, before, ("x", "mask"))


@pytest.mark.exercise(structure=True)
def test_encoder_is_own_work(student):
    """编码器的一层要用自己的几块拼，不调用现成的。"""
    kit.not_calling(student, "EncoderLayer", {"*transformer*"})
