"""Hidden tests of DoubleConv: the reference on weights from this side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import check_module, check_shapes, double_conv, double_conv_layers, normal


def compare(
    student: Any,
    rng: np.random.Generator,
    channels: tuple[int, int],
    size: tuple[int, int],
    *,
    padded: bool = False,
    norm: bool = False,
    training: bool = False,
) -> None:
    """Compare a DoubleConv with random weights with the reference."""
    model = student.DoubleConv(*channels, padded, norm)

    def reference(parts: list[dict[str, Tensor]], x: Tensor) -> Tensor:
        return double_conv(iter(parts), x, padded=padded, norm=norm, training=training)

    layers = double_conv_layers(*channels, norm=norm)
    x = normal(rng, 3, channels[0], *size)
    check_module(student, model, layers, rng, [x], reference, training=training)


@pytest.mark.exercise(core=True)
def test_double_conv_plain(student, rng):
    """不补零、没有批归一化：两次卷积，每次之后都有 ReLU，高和宽各少四。"""
    compare(student, rng, (2, 5), (11, 9))


@pytest.mark.exercise(core=True)
def test_double_conv_padded(student, rng):
    """补零时高和宽不变。"""
    compare(student, rng, (2, 5), (7, 8), padded=True)


@pytest.mark.exercise(core=True)
def test_double_conv_parameters(student):
    """没有批归一化时，参数正好是两个带偏置的卷积。"""
    check_shapes(student, student.DoubleConv(2, 5), double_conv_layers(2, 5))


@pytest.mark.exercise
def test_double_conv_paper(student):
    """论文的第一块，一个通道到六十四个。"""
    check_shapes(student, student.DoubleConv(1, 64), double_conv_layers(1, 64))


@pytest.mark.exercise
def test_double_conv_norm_parameters(student):
    """有批归一化时，卷积仍带偏置，两处各有自己的批归一化。"""
    check_shapes(student, student.DoubleConv(3, 4, norm=True), double_conv_layers(3, 4, norm=True))


@pytest.mark.exercise
@pytest.mark.parametrize("training", [False, True], ids=["eval", "train"])
def test_double_conv_norm(student, rng, training):
    """批归一化在卷积和 ReLU 之间；评估时用滑动的统计量，训练时用这一批的。"""
    compare(student, rng, (2, 3), (9, 8), norm=True, training=training)


@pytest.mark.exercise
def test_double_conv_both(student, rng):
    """补零和批归一化同时用。"""
    compare(student, rng, (2, 3), (6, 7), padded=True)
    compare(student, rng, (2, 3), (9, 8), norm=True)
    compare(student, rng, (2, 3), (6, 7), padded=True, norm=True)


@pytest.mark.exercise
def test_double_conv_same_width(student, rng):
    """进和出的通道一样多时也一样。"""
    compare(student, rng, (4, 4), (8, 7))


@pytest.mark.exercise
def test_double_conv_small(student, rng):
    """五个像素见方的图刚好剩一个像素；补零时一个像素也行。"""
    compare(student, rng, (1, 2), (5, 5))
    compare(student, rng, (1, 2), (1, 1), padded=True)


@pytest.mark.exercise
def test_double_conv_layers(student):
    """有批归一化时：两个卷积都带偏置，批归一化也有两个。"""
    since = len(student.calls)
    found = student.weight_shapes(student.DoubleConv(3, 4, norm=True))
    kit.require(isinstance(found, dict), "weight_shapes 应当返回字典")
    shapes = {name: tuple(shape) for name, shape in found.items()}
    convs = [name.removesuffix("weight") for name, shape in shapes.items() if len(shape) == 4]
    norms = [name for name, shape in shapes.items() if name.endswith("weight") and len(shape) == 1]
    facts = [len(convs), sum(f"{name}bias" in shapes for name in convs), len(norms)]
    kit.record_since(student, since, facts)
    kit.require(facts == [2, 2, 2], "层的个数不对，或者有的卷积没有偏置")


@pytest.mark.exercise
def test_double_conv_scale(student, rng):
    """每个卷积之后都有批归一化：训练时卷积放大几倍，输出不变。"""
    since, x = len(student.calls), normal(rng, 4, 2, 9, 8)
    model = student.DoubleConv(2, 3, norm=True)
    student.invoke(model, "double")
    before = kit.tensor(student.invoke(model, "__call__", x), (4, 3, 5, 4))
    state = student.invoke(model, "state_dict")
    kit.require(isinstance(state, dict), "state_dict 应当是字典")
    large = {name: 7 * value for name, value in state.items() if value.dim() == 4}
    large |= {
        name: 7 * state[name]
        for weight in list(large)
        if (name := weight.removesuffix("weight") + "bias") in state
    }
    student.invoke(model, "load_state_dict", large, strict=False)
    after = kit.tensor(student.invoke(model, "__call__", x), (4, 3, 5, 4))
    same = bool(torch.allclose(before, after, atol=0.01))
    kit.record_since(student, since, same)
    kit.require(same, "有的卷积之后没有批归一化")


@pytest.mark.exercise
def test_double_conv_keeps_input(student, rng):
    """输入在调用之后保持原样。"""
    model, x = student.DoubleConv(2, 3, True), normal(rng, 2, 2, 6, 5).float() - 1
    before = x.clone()
    since = len(student.calls)
    student.invoke(model, "__call__", x)
    del student.calls[since:]
    kit.unchanged(x.numpy(), before.numpy(), "x")
