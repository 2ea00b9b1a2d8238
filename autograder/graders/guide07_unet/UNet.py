"""Hidden tests of UNet: the reference on weights from this side, and the paper's sizes and counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import check_module, check_shapes, normal, unet, unet_layers

PARAMETERS = 31_030_658


def compare(
    student: Any,
    rng: np.random.Generator,
    net: tuple[int, int, int, int],
    size: tuple[int, int],
    *,
    padded: bool = False,
    norm: bool = False,
    training: bool = False,
) -> None:
    """Compare a UNet (in_channels, classes, base, depth) with random weights with the reference."""
    model = student.UNet(*net, padded, norm)

    def reference(parts: list[dict[str, Tensor]], x: Tensor) -> Tensor:
        return unet(parts, x, net[3], padded=padded, norm=norm, training=training)

    layers = unet_layers(*net, norm=norm)
    check_module(student, model, layers, rng, [normal(rng, 2, net[0], *size)], reference, training=training)


@pytest.mark.exercise(core=True)
def test_unet_one_level(student, rng):
    """只缩小一次、补零：输出与定义一致，最后没有激活。"""
    compare(student, rng, (2, 3, 2, 1), (6, 8), padded=True)


@pytest.mark.exercise(core=True)
def test_unet_valid(student, rng):
    """不补零、缩小两次：大小和数值都对。"""
    compare(student, rng, (2, 3, 2, 2), (44, 60))


@pytest.mark.exercise(core=True)
def test_unet_parameters(student):
    """参数的个数和形状与题面一致。"""
    check_shapes(student, student.UNet(3, 5, 2, 2), unet_layers(3, 5, 2, 2))


@pytest.mark.exercise(core=True, seconds=30)
def test_unet_paper_parameters(student):
    """什么也不写，就是论文的大小，参数的总数与论文的网络一致。"""
    found = check_shapes(student, student.UNet(), unet_layers(1, 2, 64, 4))
    total = sum(int(np.prod(shape)) for shape in found.values())
    kit.require(total == PARAMETERS, "参数的总数不对")


@pytest.mark.exercise(seconds=30)
def test_unet_paper_sizes(student):
    """窄的网络上，论文的输入大小得到论文的输出大小。"""
    since = len(student.calls)
    out = student.invoke(student.UNet(base=2), "__call__", torch.zeros(1, 1, 572, 572))
    shape = tuple(kit.tensor(out, name="输出").shape)
    kit.record_since(student, since, shape)
    kit.require(shape == (1, 2, 388, 388), "输出的大小与论文不同")


@pytest.mark.exercise
@pytest.mark.parametrize("depth", [2, 3])
def test_unet_padded(student, rng, depth):
    """补零时大小不变，各种深度都对。"""
    compare(student, rng, (1, 2, 2, depth), (16, 24), padded=True)


@pytest.mark.exercise
@pytest.mark.parametrize("training", [False, True], ids=["eval", "train"])
def test_unet_norm(student, rng, training):
    """有批归一化时，评估和训练都对，参数也对。"""
    compare(student, rng, (1, 1, 2, 2), (12, 8), padded=True, norm=True, training=training)


@pytest.mark.exercise
def test_unet_norm_valid(student, rng):
    """有批归一化、不补零。"""
    compare(student, rng, (1, 2, 2, 1), (20, 24), norm=True)


@pytest.mark.exercise
def test_unet_channels(student, rng):
    """几个通道进、几个打分出、多宽，都照参数来。"""
    compare(student, rng, (3, 1, 5, 1), (8, 6), padded=True)
    compare(student, rng, (1, 7, 3, 1), (8, 6), padded=True)


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("size", "padded"), [((9, 8), True), ((10, 8), True), ((45, 44), False), ((46, 44), False)], ids=str
)
def test_unet_odd_height(student, size, padded):
    """要池化的高除不尽时，抛出 ValueError，第一次、第二次池化都查。"""
    model = student.UNet(1, 1, 2, 2, padded)
    with kit.raises("ValueError"):
        student.invoke(model, "__call__", torch.zeros(1, 1, *size))


@pytest.mark.exercise
@pytest.mark.parametrize(("size", "padded"), [((8, 9), True), ((8, 10), True), ((44, 46), False)], ids=str)
def test_unet_odd_width(student, size, padded):
    """要池化的宽除不尽时，也抛出 ValueError。"""
    model = student.UNet(1, 1, 2, 2, padded)
    with kit.raises("ValueError"):
        student.invoke(model, "__call__", torch.zeros(1, 1, *size))


@pytest.mark.exercise
def test_unet_odd_bottom(student, rng):
    """底部是奇数也行：那里不池化。"""
    compare(student, rng, (1, 2, 2, 1), (6, 10), padded=True)
