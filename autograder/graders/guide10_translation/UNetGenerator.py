"""Hidden tests of UNetGenerator: a recursive reference, on convolutions from this side."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit
from autograder.checking.kinds import Kind
from autograder.checking.student import Call, StudentError

from common import (
    ATOL,
    RTOL,
    by_batch,
    by_picture,
    check_gradients,
    check_parameters,
    either,
    loaded,
    normal,
    turned,
    unet,
    unet_shapes,
    whether,
)

Sizes = tuple[int, int, int, int]


# For three levels; they show apart who looks at one side, at both together or at evenness.  Without a look at all, what comes of
# them is never PyTorch's own ValueError: no norm sees a single pixel.
SIDES = [(12, 16), (16, 12), (17, 16), (16, 17), (12, 20)]


def refuses(student: Any, handle: Any, sides: tuple[int, int]) -> bool:
    """Whether a network raises ValueError for a picture with these sides; what else it does depends on how it is written."""
    try:
        student.invoke(handle, "__call__", torch.zeros(1, 1, *sides))
    except StudentError as error:
        if error.kind is not Kind.RAISED:
            raise
        return error.exception == "ValueError"
    return False


def check(student: Any, rng: Any, sizes: Sizes, size: tuple[int, int]) -> None:
    """Compare one picture."""
    handle = student.UNetGenerator(*sizes)
    state = loaded(student, handle, unet_shapes(*sizes), kit.seed_of(rng))
    x = normal(rng, 1, sizes[0], *size)
    want = unet(state, x, sizes[3], by_picture)
    kit.close(student.invoke(handle, "__call__", x.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
def test_unet_values(student, rng):
    """三级的网络，一张图，结果正确。"""
    check(student, rng, (2, 3, 3, 3), (16, 24))


@pytest.mark.exercise(core=True)
def test_unet_deeper(student, rng):
    """四级也对。"""
    check(student, rng, (1, 1, 2, 4), (32, 48))


@pytest.mark.exercise
def test_unet_two_levels(student, rng):
    """两级：下行没有归一化。"""
    check(student, rng, (1, 2, 3, 2), (8, 12))


@pytest.mark.exercise
def test_unet_cap(student, rng):
    """级数多时，通道加倍到八倍为止。"""
    check(student, rng, (1, 1, 1, 6), (64, 128))


@pytest.mark.exercise
def test_unet_smallest(student, rng):
    """最里面只剩一个像素时也行。"""
    with whether(student):  # a norm where none belongs may refuse a single pixel
        check(student, rng, (1, 1, 3, 3), (8, 8))


@pytest.mark.exercise
def test_unet_batch(student, rng):
    """几张图一起也对。"""
    handle = student.UNetGenerator(1, 2, 2, 3)
    state = loaded(student, handle, unet_shapes(1, 2, 2, 3), kit.seed_of(rng))
    x = normal(rng, 5, 1, 16, 8)
    wants = [unet(state, x, 3, norm) for norm in (by_picture, by_batch)]
    with whether(student):
        either(student.invoke(handle, "__call__", x.clone()), wants)


@pytest.mark.exercise
@pytest.mark.parametrize("sides", SIDES, ids=str)
def test_unet_sides(student, sides):
    """边长不合适时抛出 ValueError。"""
    handle = student.UNetGenerator(1, 1, 2, 3)
    with kit.unrecorded(student):
        student.invoke(handle, "__call__", torch.zeros(1, 1, 16, 24))
    since = len(student.calls)
    refused = {some: refuses(student, handle, some) for some in SIDES}
    kit.record_since(student, since, list(refused.values()))
    kit.require(refused[sides], f"高和宽是 {sides}，没有抛出 ValueError")


@pytest.mark.exercise
@pytest.mark.parametrize("sizes", [(1, 3, 5, 4), (2, 1, 3, 2), (1, 1, 1, 6)], ids=str)
def test_unet_parameters(student, sizes):
    """卷积的参数正好是题面列出的那些，偏置也是。"""
    handle = student.UNetGenerator(*sizes)
    check_parameters(student, handle, unet_shapes(*sizes))


@pytest.mark.exercise
def test_unet_defaults(student):
    """什么也不写时，是题面的默认值。"""
    check_parameters(student, student.UNetGenerator(), unet_shapes(1, 1, 24, 4))


@pytest.mark.exercise
def test_unet_range(student, rng):
    """出来的在负一到一之间，两边都有。"""
    handle = student.UNetGenerator(1, 1, 2, 2)
    loaded(student, handle, unet_shapes(1, 1, 2, 2), kit.seed_of(rng))
    with kit.unrecorded(student):
        out = kit.tensor(student.invoke(handle, "__call__", 9 * normal(rng, 3, 1, 16, 20))).detach()
    facts = [bool(out.abs().max() <= 1), bool(out.min() < 0 < out.max())]
    student.calls.append(Call("range", facts, {}))
    kit.require(facts[0], "超出了 −1 到 1")
    kit.require(facts[1], "只有一边的数")


@pytest.mark.exercise
def test_unet_gradients(student, rng):
    """梯度传得回图，传得到每一个卷积。"""
    handle = student.UNetGenerator(1, 2, 2, 3)
    state = loaded(student, handle, unet_shapes(1, 2, 2, 3), kit.seed_of(rng))

    def function(weights: Any, x: Tensor) -> Tensor:
        return unet(weights, x, 3, by_picture)

    check_gradients(student, handle, state, function, [normal(rng, 1, 1, 16, 24)], rng)


@pytest.mark.exercise
def test_unet_keeps_input(student, rng):
    """x 在调用之后不变，内存怎样排列都行。"""
    handle = student.UNetGenerator(2, 1, 2, 3)
    state = loaded(student, handle, unet_shapes(2, 1, 2, 3), kit.seed_of(rng))
    x = turned(normal(rng, 1, 2, 16, 24))
    before, want = x.clone(), unet(state, x, 3, by_picture)
    found = student.invoke(handle, "__call__", x)
    kit.unchanged(x.numpy(), before.numpy(), "x")
    kit.close(found, want, rtol=RTOL, atol=ATOL)
