"""Hidden tests of random_crop_flip: pictures whose pixels tell where they come from."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import check_uses_rng, keeps_dtype, turned, unchanged


def places(n: int, c: int, h: int, w: int) -> Tensor:
    """Pictures in which a pixel is 100·row + column, plus 10000 for each channel."""
    one = 100 * torch.arange(h)[:, None] + torch.arange(w)
    return (one + 10000 * torch.arange(c)[:, None, None]).expand(n, c, h, w).clone().double()


def crops(student: Any, images: Tensor, size: int, rng: np.random.Generator) -> Tensor:
    """The student's crops, checked for type and shape."""
    want = (len(images), images.shape[1], size, size)
    return kit.tensor(student.random_crop_flip(images, size, np.random.default_rng(kit.seed_of(rng))), want)


def told(images: Tensor, out: Tensor) -> tuple[np.ndarray, list[bool]]:
    """Row, column and whether it is mirrored of each crop; and whether all are crops, and crops upside down."""
    size, found, right, turned_over = out.shape[-1], [], True, True
    for image, crop in zip(images, out):
        mirrored = bool(crop[0, 0, 0] > crop[0, 0, -1])
        plain = crop.flip(-1) if mirrored else crop
        least = int(crop[0].min()) % 10000
        r, q = least // 100, least % 100
        want = image[:, r : r + size, q : q + size]
        right &= bool(torch.equal(plain, want))
        turned_over &= bool(torch.equal(crop, want) or torch.equal(crop.flip(-2), want))
        found.append((r, q, mirrored))
    return np.array(found), [right, turned_over]


@pytest.mark.exercise(core=True)
def test_crop_is_a_piece(student, rng):
    """每一张都是原图上的一块，原样或者左右翻转，所有通道一起。"""
    images, since = places(31, 2, 9, 7), len(student.calls)
    _, facts = told(images, crops(student, images.clone(), 4, rng))
    kit.record_since(student, since, facts)
    kit.require(facts[0], "不是原图上的一块，也不是它的左右翻转")


@pytest.mark.exercise(core=True)
def test_crop_moves(student, rng):
    """很多张图里，切的地方不都一样，翻的和不翻的都有。"""
    images, since = places(80, 1, 8, 9), len(student.calls)
    found, _ = told(images, crops(student, images.clone(), 5, rng))
    spread = [len(np.unique(column)) > 1 for column in found.T]
    kit.record_since(student, since, spread)
    kit.require(spread[0] or spread[1], "切的总是同一个地方")


@pytest.mark.exercise
def test_crop_everywhere(student, rng):
    """每个位置都可能，第一个和最后一个也不例外，机会一样；行和列互不相干。"""
    images, since = places(1200, 1, 5, 6), len(student.calls)
    found, facts = told(images, crops(student, images.clone(), 3, rng))
    counts = np.zeros((3, 4))
    np.add.at(counts, (np.minimum(found[:, 0], 2), np.minimum(found[:, 1], 3)), 1)
    # A hundred for each place; six standard deviations.
    even = bool((np.abs(counts - 100) < 60).all())
    seen = [sorted(set(found[:, 0].tolist())), sorted(set(found[:, 1].tolist()))]
    related = bool((found[:, 0] == found[:, 1]).all())
    kit.record_since(student, since, [even, seen, related, facts])
    kit.require(even, "有的位置抽不到，或者机会不一样")


@pytest.mark.exercise
def test_crop_each_its_own(student, rng):
    """一批里每张图有自己的位置，自己决定翻不翻。"""
    images, since, corners, flips = places(24, 1, 8, 9), len(student.calls), [], []
    for _ in range(6):
        found, _ = told(images, crops(student, images.clone(), 5, rng))
        corners.append(len({(r, q) for r, q, _ in found}) == 1)
        flips.append(len(set(found[:, 2])) == 1)
    shared = [all(corners), all(flips)]
    kit.record_since(student, since, shared)
    kit.require(not shared[0], "整批图切的是同一个地方")
    kit.require(not shared[1], "整批图一起翻，或者一起不翻")


@pytest.mark.exercise
def test_crop_flips_half(student, rng):
    """翻与不翻的机会一样。"""
    since, mirrored = len(student.calls), 0
    for _ in range(40):
        images = places(10, 1, 6, 6)
        found, _ = told(images, crops(student, images, 4, rng))
        mirrored += int(found[:, 2].sum())
    share = (
        "half"
        if 120 < mirrored < 280
        else "never"
        if mirrored == 0
        else "always"
        if mirrored == 400
        else "other"
    )
    kit.record_since(student, since, share)
    kit.require(share == "half", "翻转的机会不对")


@pytest.mark.exercise
def test_crop_of_the_whole(student, rng):
    """切的和图一样大时，只剩翻或不翻。"""
    images, since = places(9, 2, 5, 5), len(student.calls)
    _, facts = told(images, crops(student, images.clone(), 5, rng))
    kit.record_since(student, since, facts)
    kit.require(facts[0], "应当是整张图，原样或者左右翻转")


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(5, 9), (9, 5), (5, 5)])
def test_crop_too_large(student, rng, shape):
    """要切的比图大，行不够或者列不够，都抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.random_crop_flip(places(3, 1, *shape), 6, np.random.default_rng(kit.seed_of(rng)))


@pytest.mark.exercise
def test_crop_uses_rng(student, rng):
    """种子相同，结果相同；种子不同，结果不同。"""
    images = places(40, 1, 9, 9)
    check_uses_rng(student, rng, lambda g: student.random_crop_flip(images.clone(), 5, g))


@pytest.mark.exercise
def test_crop_keeps_images(student, rng):
    """传进去的图不变，内存怎样排列都行；dtype 不变。"""
    images, since = turned(places(7, 2, 6, 7)), len(student.calls)
    before = images.clone()
    out = student.random_crop_flip(images, 4, np.random.default_rng(1))
    ints = student.random_crop_flip(images.int(), 4, np.random.default_rng(1))
    same = bool(torch.equal(images, before))
    kit.record_since(student, since, same)
    unchanged(images, before, "images")
    keeps_dtype(out, torch.float64)
    keeps_dtype(ints, torch.int32)
