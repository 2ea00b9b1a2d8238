"""Hidden tests of ResNet: a network spelled out, on weights from this side; and its size."""

from __future__ import annotations

from typing import Any

import pytest
from torch import Tensor

from autograder import kit

from common import (
    ATOL,
    RTOL,
    check_gradients,
    check_parameters,
    loaded,
    mode,
    normal,
    parameter_shapes,
    resnet,
    resnet_shapes,
)


def check(
    student: Any,
    rng: Any,
    n: int = 1,
    shortcut: str = "pad",
    stem_stride: int = 1,
    training: bool = True,
    picture: tuple[int, int] = (9, 6),
) -> None:
    """Compare one call of a narrow network of five classes."""
    handle = student.ResNet(n, classes=5, width=3, shortcut=shortcut, stem_stride=stem_stride)
    state = loaded(student, handle, resnet_shapes(n, 5, 3, shortcut), kit.seed_of(rng))
    mode(student, handle, training)
    x = normal(rng, 4, 3, *picture) + 0.3
    want = resnet(state, x, n, shortcut, stem_stride, training)
    kit.close(student.invoke(handle, "__call__", x.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
def test_resnet_values(student, rng):
    """每段一块的小网络，打分与一层一层算出来的一致。"""
    check(student, rng)


@pytest.mark.exercise(core=True)
def test_resnet_two_blocks(student, rng):
    """每段两块：只有第二、三段的第一块步幅是 2。"""
    check(student, rng, 2)


@pytest.mark.exercise
@pytest.mark.parametrize(("n", "width", "classes"), [(1, 2, 3), (3, 5, 7)])
def test_resnet_parameters(student, n, width, classes):
    """参数的名字和形状正好是题面列出的那些。"""
    handle = student.ResNet(n, classes, width)
    check_parameters(student, handle, resnet_shapes(n, classes, width))


@pytest.mark.exercise(seconds=20)
@pytest.mark.parametrize(
    ("n", "shortcut", "want"), [(3, "pad", 269722), (3, "projection", 272474), (9, "pad", 853018)]
)
def test_resnet_paper_sizes(student, n, shortcut, want):
    """参数的个数与论文的一致。"""
    shapes = parameter_shapes(student, student.ResNet(n, shortcut=shortcut))
    total = 0
    for shape in shapes.values():
        size = 1
        for axis in shape:
            size *= axis
        total += size
    kit.require(total == want, "参数的个数不对")


@pytest.mark.exercise
@pytest.mark.parametrize("shortcut", ["projection", "none"])
def test_resnet_shortcuts(student, rng, shortcut):
    """shortcut 传给每一块。"""
    check(student, rng, 2, shortcut)


@pytest.mark.exercise
@pytest.mark.parametrize("stem_stride", [2, 3])
def test_resnet_stem_stride(student, rng, stem_stride):
    """stem_stride 是起头的卷积的步幅。"""
    check(student, rng, 1, "pad", stem_stride, True, (13, 11))


@pytest.mark.exercise
def test_resnet_eval(student, rng):
    """评估模式也对。"""
    check(student, rng, training=False)


@pytest.mark.exercise
@pytest.mark.parametrize("picture", [(1, 1), (5, 8), (16, 3)], ids=str)
def test_resnet_any_size(student, rng, picture):
    """图是多大都行：最后对整张图取平均。"""
    check(student, rng, picture=picture)


@pytest.mark.exercise
def test_resnet_gradients(student, rng):
    """梯度传得到输入和每一个参数。"""
    shapes = resnet_shapes(1, 5, 2)
    handle = student.ResNet(1, 5, 2)
    state = loaded(student, handle, shapes, kit.seed_of(rng))

    def function(weights: Any, x: Tensor) -> Tensor:
        return resnet(weights, x, 1)

    check_gradients(student, handle, state, shapes, function, normal(rng, 3, 3, 6, 5), rng)


@pytest.mark.exercise
def test_resnet_keeps_input(student, rng):
    """x 在调用之后保持原样。"""
    handle = student.ResNet(1, 5, 2)
    loaded(student, handle, resnet_shapes(1, 5, 2), kit.seed_of(rng))
    x = normal(rng, 3, 3, 6, 5)
    before = x.clone()
    student.invoke(handle, "__call__", x)
    kit.unchanged(x.numpy(), before.numpy(), "x")
