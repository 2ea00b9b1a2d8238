"""Hidden tests of receptive_field: the reference goes from the last layer back to the picture, and marks pixels."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import kit


def seen_from(layers: list[tuple[int, int]]) -> int:
    """How wide the last cell's picture is: a stretch of cells becomes a longer one, layer by layer backwards."""
    wide = 1
    for kernel, stride in reversed(layers):
        wide = (wide - 1) * stride + kernel
    return wide


def check(student: Any, layers: list[tuple[int, int]]) -> None:
    """Compare one network."""
    kit.close(student.receptive_field(list(layers)), seen_from(layers))


@pytest.mark.exercise(core=True)
def test_field_strides(student):
    """步幅各不相同的几层，看见的宽度正确。"""
    check(student, [(5, 3), (3, 2), (4, 5), (2, 1)])


@pytest.mark.exercise(core=True)
def test_field_random(student, rng):
    """随机的几层也对。"""
    layers = [(int(rng.integers(2, 8)), int(rng.integers(2, 5))) for _ in range(4)]
    check(student, layers)


@pytest.mark.exercise
@pytest.mark.parametrize("halvings", [1, 3, 5])
def test_field_paper(student, halvings):
    """论文的判别器。"""
    check(student, [(4, 2)] * halvings + [(4, 1)] * 2)


@pytest.mark.exercise
def test_field_one_layer(student):
    """只有一层时，看见的就是这一层的边长，与步幅无关。"""
    check(student, [(7, 3)])


@pytest.mark.exercise
def test_field_two_layers(student):
    """两层，第一层的步幅不是一。"""
    check(student, [(3, 4), (5, 1)])


@pytest.mark.exercise
def test_field_last_stride(student):
    """最后一层的步幅不影响结果。"""
    check(student, [(3, 1), (4, 6)])


@pytest.mark.exercise
def test_field_pixel(student):
    """边长都是一的卷积，只看见一个像素。"""
    check(student, [(1, 1), (1, 1), (1, 1)])


@pytest.mark.exercise
def test_field_empty(student):
    """一层也没有时，只看见一个像素。"""
    check(student, [])


@pytest.mark.exercise
def test_field_alexnet(student):
    """AlexNet 到最后一个池化。"""
    check(student, [(11, 4), (3, 2), (5, 1), (3, 2), (3, 1), (3, 1), (3, 1), (3, 2)])


@pytest.mark.exercise
def test_field_keeps_list(student):
    """layers 在调用之后不变。"""
    layers = [(5, 2), (3, 3), (2, 1)]
    before, want = list(layers), seen_from(layers)
    found = student.receptive_field(layers)
    kit.unchanged(layers, before, "layers")
    kit.close(found, want)
