"""Hidden tests of centre_crop: rows and columns picked one by one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import centre, normal


def compare(student: Any, shape: tuple[int, ...], height: int, width: int, rng: np.random.Generator) -> None:
    """Compare the student's crop of a random tensor with the reference."""
    features = normal(rng, *shape)
    want = centre(features, height, width)
    kit.close(student.centre_crop(features, height, width), want)


@pytest.mark.exercise(core=True)
def test_crop_even(student, rng):
    """差是双数时，两边各少一样多。"""
    compare(student, (2, 3, 11, 17), 5, 7, rng)


@pytest.mark.exercise(core=True)
def test_crop_odd(student, rng):
    """差是奇数时，从往下取整的那一行、那一列开始。"""
    compare(student, (2, 3, 12, 16), 5, 16, rng)
    compare(student, (2, 3, 11, 17), 11, 4, rng)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(13, 11), (2, 13, 11), (2, 7, 3, 13, 11)], ids=str)
def test_crop_axes(student, rng, shape):
    """裁的是最后两轴，前面有几个轴都行。"""
    compare(student, shape, 5, 3, rng)


@pytest.mark.exercise
def test_crop_rows_alone(student, rng):
    """高和宽各自裁：只裁一边，或者两边差得不一样多。"""
    compare(student, (2, 3, 13, 9), 13, 5, rng)
    compare(student, (2, 3, 13, 9), 3, 9, rng)
    compare(student, (1, 15, 15), 3, 13, rng)


@pytest.mark.exercise
def test_crop_nothing(student, rng):
    """一样大时原样；裁到只剩一个像素也行。"""
    compare(student, (2, 5, 7), 5, 7, rng)
    compare(student, (2, 5, 7), 1, 1, rng)


@pytest.mark.exercise
@pytest.mark.parametrize(("height", "width"), [(6, 5), (5, 8), (9, 9)])
def test_crop_too_large(student, rng, height, width):
    """要的高或宽比图大，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.centre_crop(normal(rng, 2, 5, 7), height, width)


@pytest.mark.exercise
def test_crop_gradient(student, rng):
    """梯度能传回去：裁掉的地方是零。"""
    features, upstream = normal(rng, 2, 9, 8), normal(rng, 2, 5, 4)
    leaf = features.clone().requires_grad_()
    (want,) = torch.autograd.grad(centre(leaf, 5, 4), leaf, upstream)
    arrived = student.vjp("centre_crop", [features, 5, 4], upstream)
    kit.tensor(arrived.result, (2, 5, 4))
    kit.gradient(arrived.inputs[0], want, name="对 features 的梯度")


@pytest.mark.exercise
def test_crop_keeps_input(student, rng):
    """features 在调用之后保持原样，内存怎样排列都行。"""
    features = normal(rng, 2, 9, 8).mT.contiguous().mT
    before, want = features.clone(), centre(features, 5, 4)
    kit.close(student.centre_crop(features, 5, 4), want)
    kit.unchanged(features.numpy(), before.numpy(), "features")
