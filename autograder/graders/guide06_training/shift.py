"""Hidden tests of shift: where a single bright pixel went, and pictures cut out of a wider frame.

The offsets are random, so the transcript holds what a test looks at in their place.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import check_uses_rng


def moved(student: Any, images: np.ndarray, rng: np.random.Generator, pixels: int) -> np.ndarray:
    """The student's pictures, checked for type and shape."""
    return kit.array(student.shift(images, rng, pixels), images.shape)


def pictures_of(image: np.ndarray, pixels: int) -> dict[tuple[int, int], np.ndarray]:
    """What an image looks like after each offset (down, right)."""
    h, w = image.shape
    wide = np.zeros((h + 2 * pixels, w + 2 * pixels), dtype=image.dtype)
    wide[pixels : pixels + h, pixels : pixels + w] = image
    reach = range(-pixels, pixels + 1)
    return {(a, b): wide[pixels - a :, pixels - b :][:h, :w] for a in reach for b in reach}


def offsets(student: Any, rng: np.random.Generator, n: int, pixels: int) -> np.ndarray:
    """(n, 2): how far down and right the bright pixel of each of n pictures went."""
    images = np.zeros((n, 17, 13))
    images[:, 8, 6] = 1.0
    found = moved(student, images, rng, pixels)
    if not np.array_equal(np.count_nonzero(found, axis=(1, 2)), np.ones(n)):
        kit.fail("property", "每张图里的亮点应当正好还有一个")
    return np.stack(np.divmod(found.reshape(n, -1).argmax(axis=1), 13), axis=1) - (8, 6)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(("size", "pixels"), [((5, 7), 1), ((7, 5), 2), ((4, 4), 3)], ids=str)
def test_shift_pictures(student, rng, size, pixels):
    """每张图都是原来那张挪过之后的样子，空出来的地方是零。"""
    images, since = rng.uniform(1, 2, size=(23, *size)), len(student.calls)
    possible = [list(pictures_of(image, pixels).values()) for image in images]
    found = moved(student, images, rng, pixels)
    right = [
        any(np.array_equal(new, want) for want in wants) for new, wants in zip(found, possible, strict=True)
    ]
    # What was moved out came in again, or nothing empty is left: only what kind of mistake it is.
    back = all(np.array_equal(np.sort(a, axis=None), np.sort(b, axis=None)) for a, b in zip(found, images))
    kit.record_since(student, since, [all(right), back, bool((found > 0).all())])
    kit.require(all(right), "有的图不是原来那张挪出来的")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("pixels", [1, 3])
def test_shift_range(student, rng, pixels):
    """上下和左右的偏移都在规定的范围里，两头都抽得到，每个值差不多一样多。"""
    since, n = len(student.calls), 700
    found = offsets(student, rng, n, pixels)
    kit.record_since(student, since, None)
    counts = np.array([[np.sum(found[:, axis] == k) for k in range(-pixels, pixels + 1)] for axis in (0, 1)])
    share = 1 / (2 * pixels + 1)
    # Six standard errors.
    off = np.sign(counts - n * share) * (np.abs(counts - n * share) > 6 * np.sqrt(n * share * (1 - share)))
    kit.record_since(student, since, [off, int(np.abs(found).max())])
    kit.require(int(counts.sum()) == 2 * n, "有的图挪得太远")
    kit.require(bool((counts > 0).all()), "有的偏移从来没有出现")
    kit.require(not off.any(), "有的偏移太多或者太少")


@pytest.mark.exercise
def test_shift_each_its_own(student, rng):
    """同一批里每张图的偏移各抽各的。"""
    since = len(student.calls)
    found = offsets(student, rng, 60, 2)
    one = len(np.unique(found, axis=0)) == 1
    kit.record_since(student, since, one)
    kit.require(not one, "整批用了同一个偏移")


@pytest.mark.exercise
def test_shift_both_ways_apart(student, rng):
    """上下和左右的偏移互相独立：每一种组合都会出现。"""
    since = len(student.calls)
    found = offsets(student, rng, 900, 2)
    pairs, diagonal = len(np.unique(found, axis=0)), bool((found[:, 0] == found[:, 1]).all())
    # A pair is missing with a probability of 25 · (24/25)^900, which is 3e-15.  As few pairs as on the diagonal
    # occur as well where one of the two offsets is fixed, at 0 or elsewhere.
    kit.record_since(student, since, [pairs, diagonal, (found == 0).all(axis=0).tolist()])
    kit.require(pairs == 25, "有的组合从来没有出现")


@pytest.mark.exercise
@pytest.mark.parametrize("dtype", ["uint8", "int64", "float32", "float64"])
def test_shift_dtype(student, rng, dtype):
    """dtype 与传进来的相同。"""
    images = rng.integers(1, 200, size=(5, 7, 4)).astype(dtype)
    found = moved(student, images, rng, 2)
    kit.record_since(student, len(student.calls) - 1, str(found.dtype))
    kit.require(found.dtype == images.dtype, "dtype 变了")


@pytest.mark.exercise
@pytest.mark.parametrize("dtype", ["uint8", "float64"])
def test_shift_nowhere(student, rng, dtype):
    """最多挪零格时，图的样子不变。"""
    images = rng.integers(1, 200, size=(5, 7, 4)).astype(dtype)
    want = images.astype(np.float64)
    kit.close(student.shift(images, rng, 0), want)


@pytest.mark.exercise
@pytest.mark.parametrize("pixels", [0, 2])
def test_shift_keeps_images(student, rng, pixels):
    """images 在调用之后保持原样。"""
    images = rng.uniform(1, 2, size=(5, 7, 4))
    before = images.copy()
    student.shift(images, rng, pixels)
    kit.record_since(student, len(student.calls) - 1, bool(np.array_equal(images, before)))
    kit.unchanged(images, before, "images")


@pytest.mark.exercise
def test_shift_layouts(student, rng):
    """images 的内存不连续时也对。"""
    for images in kit.layouts(rng.uniform(1, 2, size=(11, 5, 7))):
        possible = [list(pictures_of(image, 1).values()) for image in images]
        since = len(student.calls)
        found = moved(student, images, rng, 1)
        right = all(any(np.array_equal(new, want) for want in wants) for new, wants in zip(found, possible))
        kit.record_since(student, since, right)
        kit.require(right, "有的图不是原来那张挪出来的")


@pytest.mark.exercise
def test_shift_one_image(student, rng):
    """只有一张图也行。"""
    image, since = rng.uniform(1, 2, size=(5, 7)), len(student.calls)
    found = moved(student, image[None], rng, 2)
    right = any(np.array_equal(found[0], want) for want in pictures_of(image, 2).values())
    kit.record_since(student, since, right)
    kit.require(right, "不是原来那张挪出来的")


@pytest.mark.exercise
def test_shift_uses_rng(student, rng):
    """随机数都来自 rng：种子相同则结果相同，种子不同则不同。"""
    images = rng.uniform(1, 2, size=(29, 5, 7))
    check_uses_rng(student, rng, lambda given: moved(student, images, given, 2))
