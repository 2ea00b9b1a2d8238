"""Hidden tests of gram_matrix: products of channels, position by position."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal


def grams(x: Tensor) -> Tensor:
    """Every pair of channels."""
    _, c, h, w = x.shape
    pairs = [(x[:, i] * x[:, j]).sum((1, 2)) for i in range(c) for j in range(c)]
    return torch.stack(pairs, dim=1).reshape(len(x), c, c) / (c * h * w)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(1, 5, 3, 7), (1, 2, 11, 3), (1, 7, 2, 2)])
def test_gram_values(student, rng, shape):
    """一张图：通道两两相乘，对位置求和，除以通道数乘面积。"""
    x = normal(rng, *shape) + 0.5
    want = grams(x)
    kit.close(student.gram_matrix(x), want)


@pytest.mark.exercise
def test_gram_batch(student, rng):
    """一批图，各算各的。"""
    x = normal(rng, 3, 4, 2, 5)
    want = grams(x)
    kit.close(student.gram_matrix(x), want)


@pytest.mark.exercise
def test_gram_one_channel(student, rng):
    """只有一个通道。"""
    x = normal(rng, 2, 1, 3, 5)
    want = grams(x)
    kit.close(student.gram_matrix(x), want)


@pytest.mark.exercise
def test_gram_turned(student, rng):
    """行列在内存里反着摆的图。"""
    x = normal(rng, 2, 3, 7, 4).mT
    want = grams(x)
    kit.close(student.gram_matrix(x), want)


@pytest.mark.exercise
def test_gram_gradient(student, rng):
    """可以求导。"""
    x = normal(rng, 2, 3, 4, 5)
    upstream = normal(rng, 2, 3, 3)
    leaf = x.clone().requires_grad_()
    (want,) = torch.autograd.grad(grams(leaf), leaf, upstream)
    arrived = student.vjp("gram_matrix", [x], upstream)
    kit.gradient(arrived.inputs[0], want)


@pytest.mark.exercise
def test_gram_keeps_features(student, rng):
    """传进来的张量保持原样。"""
    x = normal(rng, 2, 3, 4, 5)
    before = x.clone()
    student.gram_matrix(x)
    kit.unchanged(x, before, "features")
