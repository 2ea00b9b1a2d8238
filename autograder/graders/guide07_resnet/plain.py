"""Hidden tests of plain: a network without shortcuts spelled out, on weights from this side."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import kit

from common import ATOL, RTOL, check_parameters, loaded, mode, normal, resnet, resnet_shapes, state_now


def check(
    student: Any, rng: Any, handle: Any, n: int, classes: int, width: int, stem_stride: int, training: bool
) -> None:
    """Compare one call."""
    state = loaded(student, handle, resnet_shapes(n, classes, width), kit.seed_of(rng))
    mode(student, handle, training)
    x = normal(rng, 4, 3, 9, 7) + 0.3
    want = resnet(state, x, n, "none", stem_stride, training)
    kit.close(student.invoke(handle, "__call__", x.clone()), want, rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(core=True)
def test_plain_values(student, rng):
    """打分与没有捷径、一层一层算出来的一致。"""
    check(student, rng, student.plain(1, width=3), 1, 10, 3, 1, True)


@pytest.mark.exercise(core=True)
def test_plain_parameters(student):
    """参数的名字和形状与同样大小的 ResNet 相同。"""
    check_parameters(student, student.plain(2), resnet_shapes(2, 10, 16))


@pytest.mark.exercise(core=True)
def test_plain_fresh(student):
    """刚建好的网络，卷积的权重不全是零。"""
    since = len(student.calls)
    state = kit.mapping(
        student.invoke(student.plain(1, width=3), "state_dict"), ("stem.weight",), "state_dict"
    )
    fresh = bool(kit.tensor(state["stem.weight"]).any())
    kit.record_since(student, since, fresh)
    kit.require(fresh, "卷积的权重全是零，这样学不起来")


@pytest.mark.exercise
def test_plain_deeper(student, rng):
    """每段两块也对，评估模式也对。"""
    check(student, rng, student.plain(2, width=3), 2, 10, 3, 1, False)


@pytest.mark.exercise
def test_plain_classes(student):
    """classes 决定打分的个数。"""
    check_parameters(student, student.plain(1, classes=7), resnet_shapes(1, 7, 16))


@pytest.mark.exercise
def test_plain_width(student):
    """width 决定宽度。"""
    check_parameters(student, student.plain(1, width=3), resnet_shapes(1, 10, 3))


@pytest.mark.exercise
def test_plain_stem_stride(student, rng):
    """stem_stride 是起头的卷积的步幅。"""
    check(student, rng, student.plain(1, width=3, stem_stride=2), 1, 10, 3, 2, True)


@pytest.mark.exercise
def test_plain_positions(student, rng):
    """四个参数按位置给也行。"""
    check(student, rng, student.plain(1, 5, 2, 3), 1, 5, 2, 3, True)


@pytest.mark.exercise
def test_plain_is_new_each_time(student, rng):
    """每次调用都是新的网络：改动一个，另一个不变。"""
    shapes, since = resnet_shapes(1, 10, 3), len(student.calls)
    first, second = student.plain(1, width=3), student.plain(1, width=3)
    before = state_now(student, second, shapes)["stem.weight"]
    loaded(student, first, shapes, kit.seed_of(rng))
    after = state_now(student, second, shapes)["stem.weight"]
    apart = bool((before == after).all())
    kit.record_since(student, since, apart)
    kit.require(apart, "改动一个网络，另一个也变了")
