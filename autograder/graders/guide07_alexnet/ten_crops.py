"""Hidden tests of ten_crops, against slices that are written out one by one."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from autograder import kit

from common import keeps_dtype, normal, turned, unchanged


def expected(images: Tensor, size: int) -> Tensor:
    """The ten crops, each filled in by itself."""
    n, c, h, w = images.shape
    out = torch.zeros(n, 10, c, size, size, dtype=images.dtype)
    starts = [(0, 0), (0, w - size), (h - size, 0), (h - size, w - size), ((h - size) // 2, (w - size) // 2)]
    for i, (r, q) in enumerate(starts):
        for column in range(size):
            out[:, i, :, :, column] = images[:, :, r : r + size, q + column]
            out[:, i + 5, :, :, size - 1 - column] = images[:, :, r : r + size, q + column]
    return out


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(3, 2, 7, 11), (2, 3, 9, 8)])
def test_ten_values(student, rng, shape):
    """十块都对，次序也对。"""
    images = normal(rng, *shape)
    want = expected(images, 4)
    kit.close(student.ten_crops(images.clone(), 4), want)


@pytest.mark.exercise
def test_ten_of_one_picture(student, rng):
    """只有一张图、一个通道。"""
    images = normal(rng, 1, 1, 5, 7)
    want = expected(images, 3)
    kit.close(student.ten_crops(images.clone(), 3), want)


@pytest.mark.exercise
def test_ten_of_a_square(student, rng):
    """正方形的图，余下的格数是偶数。"""
    images = normal(rng, 2, 3, 6, 6)
    want = expected(images, 4)
    kit.close(student.ten_crops(images.clone(), 4), want)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(1, 2, 8, 7), (1, 2, 7, 8)])
def test_ten_of_an_odd_size(student, rng, shape):
    """边长是偶数，切的是奇数：正中的起点先减再整除。"""
    images = normal(rng, *shape)
    want = expected(images, 3)
    kit.close(student.ten_crops(images.clone(), 3), want)


@pytest.mark.exercise
def test_ten_of_symmetric_pictures(student, rng):
    """左右对称的图：一块的镜像就是对面那一块。"""
    half = normal(rng, 2, 3, 7, 4)
    images = torch.cat([half, half.flip(-1)], dim=-1)
    want = expected(images, 4)
    kit.close(student.ten_crops(images.clone(), 4), want)


@pytest.mark.exercise
def test_ten_of_the_whole(student, rng):
    """切的和图一样大：十块是整张图和它的镜像。"""
    images = normal(rng, 2, 3, 5, 5)
    want = expected(images, 5)
    kit.close(student.ten_crops(images.clone(), 5), want)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(5, 9), (9, 5)])
def test_ten_too_large(student, rng, shape):
    """要切的比图大，行不够或者列不够，都抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.ten_crops(normal(rng, 3, 1, *shape), 6)


@pytest.mark.exercise
def test_ten_keeps_images(student, rng):
    """传进去的图不变，内存怎样排列都行；dtype 不变，整数也行。"""
    images = turned(normal(rng, 3, 2, 6, 7))
    before, want = images.clone(), expected(images, 4)
    whole = (100 * images).int()
    results = [student.ten_crops(images, 4), student.ten_crops(whole, 4)]
    unchanged(images, before, "images")
    kit.close(results[0], want)
    keeps_dtype(results[1], torch.int32)
