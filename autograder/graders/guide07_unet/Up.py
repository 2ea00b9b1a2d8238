"""Hidden tests of Up: the reference on weights from this side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from torch import Tensor

from common import check_module, check_shapes, normal, up, up_layers


def compare(
    student: Any,
    rng: np.random.Generator,
    channels: tuple[int, int],
    size: tuple[int, int],
    skip: tuple[int, int],
    *,
    padded: bool = False,
    norm: bool = False,
    training: bool = False,
) -> None:
    """Compare an Up with random weights with the reference."""
    model = student.Up(*channels, padded, norm)

    def reference(parts: list[dict[str, Tensor]], x: Tensor, other: Tensor) -> Tensor:
        return up(iter(parts), x, other, padded=padded, norm=norm, training=training)

    layers = up_layers(*channels, norm=norm)
    inputs = [normal(rng, 2, channels[0], *size), normal(rng, 2, channels[1], *skip)]
    check_module(student, model, layers, rng, inputs, reference, training=training)


@pytest.mark.exercise(core=True)
def test_up_same_size(student, rng):
    """桥与放大之后一样大时：放大、拼起来（桥在前）、两次卷积。"""
    compare(student, rng, (7, 3), (4, 5), (8, 10))


@pytest.mark.exercise(core=True)
def test_up_cropped(student, rng):
    """桥大一圈时，裁下正中间的一块。"""
    compare(student, rng, (7, 3), (4, 5), (12, 18))


@pytest.mark.exercise(core=True)
def test_up_parameters(student):
    """参数正好是转置卷积和一个 DoubleConv 的。"""
    check_shapes(student, student.Up(7, 3), up_layers(7, 3))


@pytest.mark.exercise
def test_up_paper(student):
    """论文最深的一层，通道数取十六分之一。"""
    check_shapes(student, student.Up(64, 32), up_layers(64, 32))


@pytest.mark.exercise
def test_up_norm_parameters(student):
    """norm 传给了 DoubleConv：多出两个批归一化。"""
    check_shapes(student, student.Up(8, 3, norm=True), up_layers(8, 3, norm=True))


@pytest.mark.exercise
@pytest.mark.parametrize("training", [False, True], ids=["eval", "train"])
def test_up_norm(student, rng, training):
    """有批归一化时，评估和训练都对。"""
    compare(student, rng, (6, 3), (4, 5), (8, 10), norm=True, training=training)


@pytest.mark.exercise
def test_up_padded(student, rng):
    """padded 传给了 DoubleConv：大小就是放大之后的大小。"""
    compare(student, rng, (6, 3), (4, 3), (8, 6), padded=True)


@pytest.mark.exercise
def test_up_padded_and_norm(student, rng):
    """两个开关同时打开。"""
    compare(student, rng, (6, 3), (4, 3), (8, 6), padded=True)
    compare(student, rng, (6, 3), (4, 5), (8, 10), norm=True)
    compare(student, rng, (6, 3), (4, 3), (8, 6), padded=True, norm=True)


@pytest.mark.exercise
def test_up_odd_skip(student, rng):
    """桥比放大之后大奇数行、奇数列，高和宽差得不一样多。"""
    compare(student, rng, (4, 2), (5, 3), (13, 11))
    compare(student, rng, (4, 2), (3, 5), (6, 15))


@pytest.mark.exercise
def test_up_halves(student, rng):
    """进来的通道恰好是出去的两倍（论文里都是这样）。"""
    compare(student, rng, (6, 3), (4, 5), (8, 10))
