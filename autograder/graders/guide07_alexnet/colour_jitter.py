"""Hidden tests of colour_jitter: the colours that were added are taken apart again into the numbers that were drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import check_uses_rng, keeps_dtype, normal, turned, unchanged

VALUES = torch.tensor([4.0, 1.0, 0.25]).double()
# Orthonormal, and far from its own transpose.
VECTORS = torch.tensor([[2.0, -2.0, 1.0], [1.0, 2.0, 2.0], [2.0, 1.0, -2.0]]).double() / 3


def added(student: Any, images: Tensor, rng: np.random.Generator, **options: Any) -> np.ndarray:
    """What was added to each pixel, (n, 3, pixels); checked for type and shape."""
    before = images.clone()
    # Copies: what a call changes in its arguments is changed here too, for all who are graded after it.
    options = {"values": VALUES.clone(), "vectors": VECTORS.clone()} | options
    out = student.colour_jitter(images, rng=np.random.default_rng(kit.seed_of(rng)), **options)
    return (kit.tensor(out, tuple(images.shape), "f").double() - before).flatten(2).numpy()


def one_colour(change: np.ndarray) -> bool:
    """Whether every pixel of a picture got the same."""
    return bool(np.ptp(change, axis=2).max() < 1e-6)


def drawn(change: np.ndarray, values: Tensor = VALUES, vectors: Tensor = VECTORS) -> np.ndarray:
    """The numbers that were drawn, (n, 3)."""
    return change[..., 0] @ np.linalg.inv(vectors.numpy()).T / values.numpy()


def fits(alpha: np.ndarray, std: float) -> bool:
    """Whether numbers look as if they were drawn with this spread, each column for itself."""
    n = len(alpha)
    spread = np.abs(alpha.std(axis=0) / std - 1) < 6 / np.sqrt(2 * n)
    centred = np.abs(alpha.mean(axis=0)) < 6 * std / np.sqrt(n)
    apart = np.abs(np.corrcoef(alpha.T) - np.eye(3)) < 6 / np.sqrt(n)
    return bool(spread.all() and centred.all() and apart.all())


def near_misses(change: np.ndarray, std: float) -> list[bool]:
    """Whether it fits with the vectors in rows, the root of the values, without the values, std taken for the variance."""
    return [
        fits(drawn(change, vectors=VECTORS.T), std),
        fits(drawn(change, VALUES.sqrt()), std),
        fits(drawn(change, torch.ones(3)), std),
        fits(drawn(change), std**0.5),
    ]


@pytest.mark.exercise(core=True)
def test_jitter_law(student, rng):
    """加上去的颜色，沿每个特征向量各是一个正态的数乘上它的特征值，三个互不相干。"""
    since = len(student.calls)
    change = added(student, normal(rng, 600, 3, 1, 2), rng)
    right, near = fits(drawn(change), 0.1), near_misses(change, 0.1)
    kit.record_since(student, since, [right, near])
    kit.require(right, "加上去的颜色不是特征向量乘 α 乘特征值")


@pytest.mark.exercise
def test_jitter_one_colour_a_picture(student, rng):
    """一张图的每个像素加的是同一个颜色，各张图不同。"""
    since = len(student.calls)
    change = added(student, normal(rng, 7, 3, 4, 5), rng)
    same, shared = one_colour(change), bool(np.ptp(change[..., 0], axis=0).max() < 1e-9)
    kit.record_since(student, since, [same, shared])
    kit.require(same, "一张图里，有的像素加的不一样")
    kit.require(not shared, "各张图加的都一样")


@pytest.mark.exercise
def test_jitter_directions(student, rng):
    """只有一个特征值不为零时，加的颜色总是沿着它的特征向量。"""
    since, along = len(student.calls), []
    for j in range(3):
        values = torch.zeros(3).double()
        values[j] = 2.0
        change = added(student, normal(rng, 5, 3, 2, 2), rng, values=values)[..., 0]
        along.append(bool(np.allclose(np.cross(change, VECTORS[:, j]), 0, atol=1e-9)))
        along.append(bool(np.allclose(np.cross(change, VECTORS[j]), 0, atol=1e-9)))
    right = all(along[::2])
    kit.record_since(student, since, [right, all(along[1::2])])
    kit.require(right, "加的颜色不在特征向量的方向上")


@pytest.mark.exercise
def test_jitter_three_numbers(student, rng):
    """一张图抽三个数，不是一个。"""
    since = len(student.calls)
    alpha = drawn(added(student, normal(rng, 40, 3, 1, 2), rng))
    one = bool(np.allclose(np.abs(np.corrcoef(alpha.T)), 1.0, atol=1e-6))
    kit.record_since(student, since, one)
    kit.require(not one, "一张图的三个数是同一个")


@pytest.mark.exercise
def test_jitter_not_clipped(student, rng):
    """结果超出图原来的范围也不截断。"""
    images, since = torch.tensor(rng.random((200, 3, 1, 2))), len(student.calls)
    change = added(student, images.clone(), rng, std=2.0)
    over = bool(
        ((images.flatten(2).numpy() + change).min() < -1e-9)
        & ((images.flatten(2).numpy() + change).max() > 1)
    )
    kit.record_since(student, since, [over, one_colour(change)])
    kit.require(over, "结果被截断了")


@pytest.mark.exercise
def test_jitter_std(student, rng):
    """散开多少由 std 决定；是零时图不变。"""
    since = len(student.calls)
    change = added(student, normal(rng, 600, 3, 1, 2), rng, std=0.5)
    still = added(student, normal(rng, 4, 3, 2, 2), rng, std=0.0)
    right, none = fits(drawn(change), 0.5), bool(np.allclose(still, 0.0, atol=1e-12))
    kit.record_since(student, since, [right, near_misses(change, 0.5), none])
    kit.require(right and none, "std 没有用对")


@pytest.mark.exercise
def test_jitter_uses_rng(student, rng):
    """种子相同，结果相同；种子不同，结果不同。"""
    images = normal(rng, 3, 3, 2, 2)
    check_uses_rng(
        student,
        rng,
        lambda g: student.colour_jitter(images.clone(), VALUES.clone(), VECTORS.clone(), g),
    )


@pytest.mark.exercise
def test_jitter_keeps_images(student, rng):
    """传进去的三样都不变，内存怎样排列都行；dtype 不变。"""
    images, since = turned(normal(rng, 3, 3, 4, 5)), len(student.calls)
    given = [images, VALUES.clone(), VECTORS.clone()]
    before = [x.clone() for x in given]
    out = student.colour_jitter(*given, np.random.default_rng(1))
    single = student.colour_jitter(*(x.float() for x in before), np.random.default_rng(1))
    kit.record_since(student, since, [bool(torch.equal(a, b)) for a, b in zip(given, before)])
    for now, then, name in zip(given, before, ("images", "values", "vectors")):
        unchanged(now, then, name)
    keeps_dtype(out, torch.float64)
    keeps_dtype(single, torch.float32)
