"""Hidden tests of BasicBlock: a block spelled out, on weights from this side."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import (
    ATOL,
    RTOL,
    basic_block,
    block_shapes,
    check_gradients,
    check_parameters,
    loaded,
    mode,
    normal,
    turned,
)

# (in, out, stride)
SAME, DOWN, WIDER, SKIPPING = (3, 3, 1), (3, 7, 2), (2, 5, 1), (3, 3, 3)


def check(
    student: Any, rng: Any, sizes: tuple[int, int, int], shortcut: str, training: bool, *picture: int
) -> None:
    """Compare one call of a block."""
    c, out, stride = sizes
    handle = student.BasicBlock(c, out, stride, shortcut)
    state = loaded(student, handle, block_shapes(*sizes, shortcut), kit.seed_of(rng))
    mode(student, handle, training)
    x = normal(rng, 2, c, *(picture or (7, 5))) + 0.5
    want = basic_block(state, x, stride, shortcut, training)
    kit.close(student.invoke(handle, "__call__", x.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
def test_block_same_shape(student, rng):
    """形状不变时：主路的五步，加上 x，再 ReLU。"""
    check(student, rng, SAME, "pad", True)


@pytest.mark.exercise(core=True)
def test_block_pad(student, rng):
    """ "pad"：步幅 2、通道变多时，捷径隔着取像素，后面的通道补 0。"""
    check(student, rng, DOWN, "pad", True)


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [DOWN, WIDER, SKIPPING], ids=["both", "channels", "stride"])
def test_block_projection(student, rng, sizes):
    """ "projection"：步幅不是 1 或者通道数变了，就用 1×1 卷积和归一化。"""
    check(student, rng, sizes, "projection", True)


@pytest.mark.exercise
def test_block_projection_same_shape(student, rng):
    """ "projection"：形状没变时，捷径就是 x。"""
    check(student, rng, SAME, "projection", True)


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [SAME, DOWN], ids=["same", "down"])
def test_block_none(student, rng, sizes):
    """ "none"：没有捷径，第二个归一化之后直接 ReLU。"""
    check(student, rng, sizes, "none", True)


@pytest.mark.exercise
@pytest.mark.parametrize("shortcut", ["pad", "projection", "none"])
def test_block_eval(student, rng, shortcut):
    """评估模式也对。"""
    check(student, rng, DOWN, shortcut, False)


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [WIDER, SKIPPING], ids=["channels", "stride"])
def test_block_pad_one_reason(student, rng, sizes):
    """ "pad"：只有通道变了、只有步幅不是 1，也都对。"""
    check(student, rng, sizes, "pad", True)


@pytest.mark.exercise
@pytest.mark.parametrize("picture", [(1, 1), (6, 4), (3, 8)], ids=str)
def test_block_sizes(student, rng, picture):
    """边长是单数、双数，只有一个像素，都行。"""
    check(student, rng, DOWN, "pad", True, *picture)


@pytest.mark.exercise
def test_block_default(student, rng):
    """步幅和捷径不写时，是 1 和 "pad"。"""
    handle = student.BasicBlock(2, 5)
    state = loaded(student, handle, block_shapes(2, 5), kit.seed_of(rng))
    x = normal(rng, 3, 2, 4, 5)
    want = basic_block(state, x, 1, "pad", True)
    kit.close(student.invoke(handle, "__call__", x.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise
@pytest.mark.parametrize("shortcut", ["pad", "projection", "none"])
@pytest.mark.parametrize("sizes", [SAME, DOWN, WIDER], ids=["same", "down", "wider"])
def test_block_parameters(student, sizes, shortcut):
    """参数正好是题面列出的那些，卷积没有偏置。"""
    c, out, stride = sizes
    handle = student.BasicBlock(c, out, stride, shortcut)
    check_parameters(student, handle, block_shapes(c, out, stride, shortcut))


@pytest.mark.exercise
@pytest.mark.parametrize("shortcut", ["pad", "projection"])
def test_block_gradients(student, rng, shortcut):
    """梯度从主路和捷径都传得回去，传得到每一个参数。"""
    handle, shapes = student.BasicBlock(*DOWN, shortcut), block_shapes(*DOWN, shortcut)
    state = loaded(student, handle, shapes, kit.seed_of(rng))

    def function(weights: Any, x: Tensor) -> Tensor:
        return basic_block(weights, x, 2, shortcut, True)

    check_gradients(student, handle, state, shapes, function, normal(rng, 2, 3, 5, 4), rng)


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [SAME, DOWN], ids=["same", "down"])
def test_block_keeps_input(student, rng, sizes):
    """x 在调用之后保持原样，内存怎样排列都行。"""
    handle = student.BasicBlock(*sizes)
    state = loaded(student, handle, block_shapes(*sizes), kit.seed_of(rng))
    x = turned(normal(rng, 2, 3, 5, 4))
    before, want = x.clone(), basic_block(state, x, sizes[2], "pad", True)
    result = student.invoke(handle, "__call__", x)
    kit.unchanged(x.numpy(), before.numpy(), "x")
    kit.close(result, want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise
def test_block_can_do_nothing(student, rng):
    """主路的最后一个归一化全是 0 时，非负的 x 原样出来。"""
    handle = student.BasicBlock(*SAME)
    loaded(student, handle, block_shapes(*SAME), kit.seed_of(rng))
    student.invoke(
        handle,
        "load_state_dict",
        {f"norm2.{name}": torch.zeros(3).double() for name in ("weight", "bias")},
        strict=False,
    )
    x = normal(rng, 2, 3, 5, 4).abs()
    kit.close(student.invoke(handle, "__call__", x.clone()), x)
