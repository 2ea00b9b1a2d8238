"""Hidden tests of tile_predict: one convolution over the whole mirrored picture."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from autograder import kit

from common import double, normal


def compare(student: Any, weights: Tensor, image: Tensor, tile: int) -> None:
    """Compare what the student puts together with one pass over the whole."""
    margin = (weights.shape[-1] - 1) // 2
    edges = ((0, 0), (margin, margin), (margin, margin))
    wide = double(np.pad(image.double().numpy(), edges, mode="reflect"))
    want = F.conv2d(wide[None], weights.double())[0].to(image.dtype)
    kit.close(student.tile_with(weights, image, tile), want)


@pytest.mark.exercise(core=True)
def test_tile_one(student, rng):
    """图恰好一块大：四周用镜像补。"""
    compare(student, normal(rng, 1, 1, 3, 3), normal(rng, 1, 4, 4), 6)


@pytest.mark.exercise(core=True)
def test_tile_several(student, rng):
    """图恰好分成几块：接缝处与整张算的一样。"""
    compare(student, normal(rng, 1, 1, 3, 3), normal(rng, 1, 8, 12), 6)


@pytest.mark.exercise(core=True)
def test_tile_pushed_back(student, rng):
    """最后一块不满时推回来，一个像素也不少。"""
    compare(student, normal(rng, 1, 1, 3, 3), normal(rng, 1, 9, 13), 6)


@pytest.mark.exercise
def test_tile_channels(student, rng):
    """几个通道进、几个通道出。"""
    compare(student, normal(rng, 3, 2, 3, 3), normal(rng, 2, 7, 10), 6)


@pytest.mark.exercise
def test_tile_wide_border(student, rng):
    """缺的边有几个像素宽时，镜像的次序也对。"""
    compare(student, normal(rng, 2, 1, 7, 7), normal(rng, 1, 5, 11), 11)


@pytest.mark.exercise
def test_tile_no_border(student, rng):
    """进出一样大的模型：不用补。"""
    compare(student, normal(rng, 2, 3, 1, 1), normal(rng, 3, 7, 9), 4)


@pytest.mark.exercise
def test_tile_one_row(student, rng):
    """只有一排块，或者只有一列。"""
    compare(student, normal(rng, 1, 1, 3, 3), normal(rng, 1, 4, 11), 6)
    compare(student, normal(rng, 1, 1, 3, 3), normal(rng, 1, 11, 4), 6)


@pytest.mark.exercise
def test_tile_single_pixel(student, rng):
    """每块只出一个像素也行。"""
    compare(student, normal(rng, 1, 1, 3, 3), normal(rng, 1, 3, 4), 3)


@pytest.mark.exercise
def test_tile_float32(student, rng):
    """结果的 dtype 与 image 相同。"""
    since = len(student.calls)
    out = student.tile_with(normal(rng, 1, 1, 3, 3).float(), normal(rng, 1, 5, 6).float(), 6)
    same = kit.tensor(out, (1, 5, 6)).dtype is torch.float32
    kit.record_since(student, since, same)
    kit.require(same, "结果的 dtype 变了")


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False], ids=["train", "eval"])
def test_tile_leaves_mode(student, rng, training):
    """模型的模式和原来一样。"""
    since = len(student.calls)
    found = student.tile_leaves(normal(rng, 1, 1, 3, 3), normal(rng, 1, 5, 6), 6, training)
    kept = kit.sequence(found, 2)[0]
    kit.record_since(student, since, kept)
    kit.require(kept is True, "模型的模式变了")


@pytest.mark.exercise
def test_tile_no_graph(student, rng):
    """结果没有计算图。"""
    since = len(student.calls)
    found = student.tile_leaves(normal(rng, 1, 1, 3, 3), normal(rng, 1, 5, 6), 6, False)
    free = kit.sequence(found, 2)[1]
    kit.record_since(student, since, free)
    kit.require(free is True, "结果还连着计算图")


@pytest.mark.exercise
def test_tile_keeps_image(student, rng):
    """image 在调用之后保持原样，内存怎样排列都行。"""
    image = normal(rng, 2, 7, 9).mT.contiguous().mT
    before = image.clone()
    compare(student, normal(rng, 1, 2, 3, 3), image, 6)
    kit.unchanged(image.numpy(), before.numpy(), "image")
