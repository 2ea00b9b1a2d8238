"""Hidden tests of output_shapes, against PyTorch's own layers on the meta device, and sums that are written out."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import nn

from autograder import kit
from autograder.checking.student import StudentError

PAPER: list[tuple[Any, ...]] = [
    ("conv", 96, 11, 4, 0, 1), ("pool", 3, 2), ("conv", 256, 5, 1, 2, 2), ("pool", 3, 2), ("conv", 384, 3, 1, 1, 1),
    ("conv", 384, 3, 1, 1, 2), ("conv", 256, 3, 1, 1, 2), ("pool", 3, 2), ("dense", 4096), ("dense", 4096), ("dense", 1000),
]  # fmt: skip
Row = tuple[tuple[int, ...], int, int]


def expected(layers: list[tuple[Any, ...]], shape: tuple[int, ...]) -> list[Row]:
    """Shape, weights with biases, and multiply-adds of each layer, from PyTorch's layers."""
    x, rows = torch.empty(1, *shape, device="meta"), []
    with torch.device("meta"):
        for kind, *numbers in layers:
            if kind == "conv":
                filters, kernel, stride, padding, groups = numbers
                layer: nn.Module = nn.Conv2d(x.shape[1], filters, kernel, stride, padding, groups=groups)
            elif kind == "pool":
                layer = nn.MaxPool2d(*numbers)
            else:
                x = x.flatten(1)
                layer = nn.Linear(x.shape[1], numbers[0])
            x = layer(x)
            weights = [p.numel() for p in layer.parameters()]
            places = x[0, 0].numel() if x.ndim == 4 else 1
            rows.append((tuple(x.shape[1:]), sum(weights), (weights or [0])[0] * places))
    return rows


def compare(student: Any, layers: list[tuple[Any, ...]], shape: tuple[int, ...]) -> None:
    """Fail unless the student counts the same."""
    want = expected(layers, shape)
    found = kit.sequence(student.output_shapes(list(layers), shape), len(layers))
    keys = ("shape", "parameters", "multiply_adds")
    rows = [kit.mapping(row, keys) for row in found]
    for i, (row, (size, *numbers)) in enumerate(zip(rows, want)):
        got = [int(kit.scalar(part, "shape")) for part in kit.sequence(row["shape"], len(size), "shape")]
        kit.require(tuple(got) == size, f"第 {i} 层的 shape 不对")
        for key, number in zip(keys[1:], numbers):
            kit.require(kit.scalar(row[key], key) == number, f"第 {i} 层的 {key} 不对")


@pytest.mark.exercise(core=True)
def test_shapes_of_the_paper(student):
    """论文的十一层，逐层的形状、参数、乘加都对。"""
    compare(student, PAPER, (3, 227, 227))


@pytest.mark.exercise(core=True)
def test_shapes_of_one_dense_layer(student):
    """只有一个全连接层：输入先摊平。"""
    compare(student, [("dense", 7)], (3, 5, 5))


@pytest.mark.exercise
def test_shapes_of_one_convolution(student):
    """一个卷积层，没有填充，没有分组，步幅是一。"""
    compare(student, [("conv", 5, 3, 1, 0, 1)], (2, 7, 7))


@pytest.mark.exercise
@pytest.mark.parametrize("layer", [("conv", 5, 4, 3, 2, 1), ("conv", 5, 3, 2, 1, 1)])
def test_shapes_of_a_padded_convolution(student, layer):
    """有填充、有步幅的卷积层，除不尽时舍去。"""
    compare(student, [layer], (2, 10, 10))


@pytest.mark.exercise
def test_shapes_of_groups(student):
    """分组的卷积：核的个数不变，每个核只看自己那组的通道。"""
    compare(student, [("conv", 6, 3, 1, 0, 3)], (9, 5, 5))


@pytest.mark.exercise
def test_shapes_of_a_pool(student):
    """池化不改变通道数，没有参数，除不尽时舍去。"""
    compare(student, [("pool", 2, 2), ("pool", 3, 2)], (5, 11, 11))


@pytest.mark.exercise
def test_shapes_of_oblongs(student):
    """图的行数和列数可以不同。"""
    compare(student, [("conv", 4, 3, 2, 1, 1), ("pool", 2, 1), ("dense", 3)], (2, 9, 14))


@pytest.mark.exercise
def test_shapes_of_dense_layers(student):
    """全连接层一个接一个。"""
    compare(student, [("dense", 7), ("dense", 3)], (2, 3, 3))


@pytest.mark.exercise
def test_shapes_by_default(student):
    """不给形状时，从论文的输入开始；一层也没有时，返回空的列表。"""
    want = expected(PAPER[:1], (3, 227, 227))[0][0]
    found = student.output_shapes(PAPER[:1])
    none = student.output_shapes([])
    kit.sequence(none, 0)
    first = kit.mapping(kit.sequence(found, 1)[0], ("shape",))
    kit.require(tuple(kit.sequence(first["shape"], 3)) == want, "形状不对")


@pytest.mark.exercise
@pytest.mark.parametrize("layer", [("conv", 4, 8, 1, 0, 1), ("conv", 4, 10, 1, 1, 1), ("pool", 8, 2)])
def test_shapes_window_too_large(student, layer):
    """窗口比填充以后的图大时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.output_shapes([layer], (2, 7, 7))


@pytest.mark.exercise
@pytest.mark.parametrize("kernel", [8, 9])
def test_shapes_window_just_fits(student, kernel):
    """窗口比图大，填充以后却装得下，或者正好一样大：没有问题。"""
    since = len(student.calls)
    try:
        compare(student, [("conv", 4, kernel, 1, 1, 1), ("pool", 1, 1)], (2, 7, 7))
    except StudentError as error:
        if error.exception != "ValueError":
            raise
        kit.record_since(student, since, "refused")
        kit.fail("property", "窗口装得下，却抛出了 ValueError")


@pytest.mark.exercise
def test_shapes_window_too_large_for_one_side(student):
    """只有一边不够大，也抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.output_shapes([("pool", 5, 1)], (2, 4, 9))
    with kit.raises("ValueError"):
        student.output_shapes([("pool", 5, 1)], (2, 9, 4))


@pytest.mark.exercise
def test_shapes_uneven_groups(student):
    """输入的通道数或者核的个数不能被组数整除时，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.output_shapes([("conv", 6, 3, 1, 0, 3)], (4, 7, 7))
    with kit.raises("ValueError"):
        student.output_shapes([("conv", 5, 3, 1, 0, 2)], (4, 7, 7))
