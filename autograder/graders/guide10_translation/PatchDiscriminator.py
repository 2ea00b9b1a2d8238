"""Hidden tests of PatchDiscriminator: logits spelled out, on convolutions from this side."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from autograder import kit

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
    patch_scores,
    patch_shapes,
    turned,
    whether,
)


def check(
    student: Any,
    rng: Any,
    channels: tuple[int, int],
    width: int,
    layers: int,
    size: tuple[int, int],
    shift: float = 0.0,
) -> None:
    """Compare the logits of one pair."""
    handle = student.PatchDiscriminator(sum(channels), width=width, layers=layers)
    state = loaded(student, handle, patch_shapes(sum(channels), width, layers), kit.seed_of(rng))
    x, y = (normal(rng, 1, c, *size) + shift for c in channels)
    want = patch_scores(state, x, y, layers, by_picture)
    kit.close(student.invoke(handle, "__call__", x.clone(), y.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
def test_patch_values(student, rng):
    """一对图，每一小块的打分正确。"""
    check(student, rng, (2, 3), 3, 2, (20, 28))


@pytest.mark.exercise(core=True)
def test_patch_same_channels(student, rng):
    """两张图通道一样多时，x 在前，y 在后。"""
    check(student, rng, (1, 1), 2, 1, (12, 16), shift=0.5)


@pytest.mark.exercise
@pytest.mark.parametrize("layers", [1, 3])
def test_patch_layers(student, rng, layers):
    """减半一次、三次都对。"""
    check(student, rng, (1, 2), 2, layers, (32, 40))


@pytest.mark.exercise
def test_patch_cap(student, rng):
    """层数多时，通道加倍到八倍为止。"""
    check(student, rng, (1, 1), 1, 5, (96, 128))


@pytest.mark.exercise
def test_patch_no_condition(student, rng):
    """条件一个通道也没有时，只看 y。"""
    check(student, rng, (0, 2), 3, 1, (12, 16))


@pytest.mark.exercise
def test_patch_batch(student, rng):
    """几对图一起，每对的每一小块一个打分。"""
    handle = student.PatchDiscriminator(3, width=2, layers=2)
    state = loaded(student, handle, patch_shapes(3, 2, 2), kit.seed_of(rng))
    x, y = normal(rng, 5, 1, 16, 20), normal(rng, 5, 2, 16, 20)
    wants = [patch_scores(state, x, y, 2, norm) for norm in (by_picture, by_batch)]
    with whether(student):
        either(student.invoke(handle, "__call__", x.clone(), y.clone()), wants)


@pytest.mark.exercise
def test_patch_paper(student):
    """论文大小的图，出来的是论文的格子数。"""
    handle = student.PatchDiscriminator(6, width=4)
    x = torch.zeros(1, 3, 256, 256)
    with kit.unrecorded(student):
        out = student.invoke(handle, "__call__", x, x)
    kit.tensor(out, (1, 1, 30, 30), "f")


@pytest.mark.exercise
@pytest.mark.parametrize(("channels", "width", "layers"), [(2, 5, 2), (7, 3, 1), (2, 1, 5)], ids=str)
def test_patch_parameters(student, channels, width, layers):
    """卷积的参数正好是题面列出的那些，只有头尾有偏置。"""
    handle = student.PatchDiscriminator(channels, width=width, layers=layers)
    check_parameters(student, handle, patch_shapes(channels, width, layers))


@pytest.mark.exercise
def test_patch_defaults(student):
    """宽和层数不写时，是题面的默认值。"""
    handle = student.PatchDiscriminator(3)
    check_parameters(student, handle, patch_shapes(3, 64, 3))


@pytest.mark.exercise
def test_patch_gradients(student, rng):
    """梯度传得回两张图，传得到每一个卷积。"""
    handle = student.PatchDiscriminator(3, width=2, layers=2)
    state = loaded(student, handle, patch_shapes(3, 2, 2), kit.seed_of(rng))

    def function(weights: Any, x: Tensor, y: Tensor) -> Tensor:
        return patch_scores(weights, x, y, 2, by_picture)

    check_gradients(student, handle, state, function, [normal(rng, 1, c, 16, 20) for c in (1, 2)], rng)


@pytest.mark.exercise
def test_patch_keeps_inputs(student, rng):
    """x 和 y 在调用之后不变，内存怎样排列都行。"""
    handle = student.PatchDiscriminator(2, width=2, layers=1)
    state = loaded(student, handle, patch_shapes(2, 2, 1), kit.seed_of(rng))
    x, y = (turned(normal(rng, 1, 1, 12, 16)) for _ in (0, 1))
    before, want = (x.clone(), y.clone()), patch_scores(state, x, y, 1, by_picture)
    found = student.invoke(handle, "__call__", x, y)
    kit.unchanged(x.numpy(), before[0].numpy(), "x")
    kit.unchanged(y.numpy(), before[1].numpy(), "y")
    kit.close(found, want, rtol=RTOL, atol=ATOL)
