"""Hidden tests of Bottleneck: a block spelled out, on weights from this side."""

from __future__ import annotations

from typing import Any

import pytest
from torch import Tensor

from autograder import kit

from common import (
    ATOL,
    RTOL,
    bottleneck,
    bottleneck_shapes,
    check_gradients,
    check_parameters,
    loaded,
    mode,
    normal,
    turned,
)

# (in, width, stride)
SAME, DOWN, WIDER, SKIPPING = (12, 3, 1), (5, 2, 2), (3, 2, 1), (8, 2, 3)
IDS = ["same", "down", "wider", "stride"]


def check(student: Any, rng: Any, sizes: tuple[int, int, int], training: bool = True, *picture: int) -> None:
    """Compare one call of a block."""
    handle = student.Bottleneck(*sizes)
    state = loaded(student, handle, bottleneck_shapes(*sizes), kit.seed_of(rng))
    mode(student, handle, training)
    x = normal(rng, 2, sizes[0], *(picture or (7, 5))) + 0.5
    want = bottleneck(state, x, sizes[2], training)
    kit.close(student.invoke(handle, "__call__", x.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
def test_bottleneck_same_shape(student, rng):
    """形状不变时：三个卷积三个归一化，加上 x，再 ReLU。"""
    check(student, rng, SAME)


@pytest.mark.exercise(core=True)
def test_bottleneck_down(student, rng):
    """步幅 2、通道变了：步幅在 3×3 卷积上，捷径用 1×1 卷积和归一化。"""
    check(student, rng, DOWN)


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [WIDER, SKIPPING], ids=IDS[2:])
def test_bottleneck_one_reason(student, rng, sizes):
    """只有通道变了、只有步幅不是 1，捷径也都要换。"""
    check(student, rng, sizes)


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [SAME, DOWN], ids=IDS[:2])
def test_bottleneck_eval(student, rng, sizes):
    """评估模式也对。"""
    check(student, rng, sizes, False)


@pytest.mark.exercise
@pytest.mark.parametrize("picture", [(1, 1), (6, 4), (3, 8)], ids=str)
def test_bottleneck_sizes(student, rng, picture):
    """边长是单数、双数，只有一个像素，都行。"""
    check(student, rng, DOWN, True, *picture)


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [SAME, DOWN, WIDER, SKIPPING], ids=IDS)
def test_bottleneck_parameters(student, sizes):
    """参数正好是题面列出的那些，卷积没有偏置。"""
    check_parameters(student, student.Bottleneck(*sizes), bottleneck_shapes(*sizes))


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [SAME, DOWN], ids=IDS[:2])
def test_bottleneck_gradients(student, rng, sizes):
    """梯度从主路和捷径都传得回去，传得到每一个参数。"""
    handle, shapes = student.Bottleneck(*sizes), bottleneck_shapes(*sizes)
    state = loaded(student, handle, shapes, kit.seed_of(rng))

    def function(weights: Any, x: Tensor) -> Tensor:
        return bottleneck(weights, x, sizes[2], True)

    check_gradients(student, handle, state, shapes, function, normal(rng, 2, sizes[0], 5, 4), rng)


@pytest.mark.exercise
def test_bottleneck_keeps_input(student, rng):
    """x 在调用之后保持原样，内存怎样排列都行。"""
    handle = student.Bottleneck(*SAME)
    state = loaded(student, handle, bottleneck_shapes(*SAME), kit.seed_of(rng))
    x = turned(normal(rng, 2, 12, 5, 4))
    before, want = x.clone(), bottleneck(state, x, 1, True)
    result = student.invoke(handle, "__call__", x)
    kit.unchanged(x.numpy(), before.numpy(), "x")
    kit.close(result, want, rtol=RTOL, atol=ATOL)
