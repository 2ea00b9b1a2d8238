"""Hidden tests of match_colours: means and covariances of what comes back, whichever root was taken."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import normal


def moments(x: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and population covariance of the colours."""
    pixels = x.double().reshape(3, -1).T
    mean = pixels.mean(0)
    return mean, torch.einsum("pi,pj->ij", pixels - mean, pixels - mean) / len(pixels)


def coloured(rng: np.random.Generator, h: int, w: int) -> Tensor:
    """A picture whose colours go together in a way of their own, in float64."""
    mixing = normal(rng, 3, 3, scale=25.0) + 30 * torch.eye(3)
    return (mixing @ normal(rng, 3, h * w) + normal(rng, 3, 1, scale=40.0)).reshape(3, h, w)


def moved(student: Any, image: Tensor, reference: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """What comes back, its mean and its covariance."""
    found = kit.tensor(student.match_colours(image, reference), tuple(image.shape), "f")
    if not bool(torch.isfinite(found).all()):
        kit.fail("not-finite", "结果里有 NaN 或 Inf")
    return found, *moments(found)


def near(found: Tensor, want: Tensor, share: float, name: str) -> None:
    """Compare to a share of the largest entry."""
    kit.close(found, want, rtol=share, atol=share * float(want.abs().max()), name=name)


@pytest.mark.exercise(core=True)
def test_colours_covariance(student, rng):
    """结果的协方差是参考的。"""
    image, reference = coloured(rng, 7, 11), coloured(rng, 11, 7)
    _, want = moments(reference)
    _, _, covariance = moved(student, image, reference)
    near(covariance, want, 2e-4, "协方差")


@pytest.mark.exercise(core=True)
def test_colours_mean(student, rng):
    """结果的平均是参考的。"""
    image, reference = coloured(rng, 5, 13), coloured(rng, 13, 5)
    want, _ = moments(reference)
    _, mean, _ = moved(student, image, reference)
    near(mean, want, 2e-4, "平均")


@pytest.mark.exercise
def test_colours_other_size(student, rng):
    """参考的大小不同也行。"""
    image, reference = coloured(rng, 12, 17), coloured(rng, 31, 20)
    _, want = moments(reference)
    _, _, covariance = moved(student, image, reference)
    # Who divides by one less, in both, is off by the difference of the two.
    near(covariance, want, 0.01, "协方差")


@pytest.mark.exercise
def test_colours_of_itself(student, rng):
    """参考就是自己时，结果就是自己。"""
    image = coloured(rng, 6, 9)
    want = image.clone()
    found, _, _ = moved(student, image, image.clone())
    near(found, want, 1e-3, "结果")


@pytest.mark.exercise
def test_colours_one_matrix(student, rng):
    """每个像素用的是同一个矩阵：两个颜色的中间，还是中间。"""
    image, reference = coloured(rng, 5, 8), coloured(rng, 8, 5)
    image[:, 2, 3] = (image[:, 0, 0] + image[:, 4, 7]) / 2
    found, _, _ = moved(student, image, reference)
    near(found[:, 2, 3], (found[:, 0, 0] + found[:, 4, 7]) / 2, 1e-4, "中间的像素")


@pytest.mark.exercise
def test_colours_flat(student, rng):
    """只有一个颜色的图，成为参考的平均颜色。"""
    reference = coloured(rng, 6, 7)
    want = moments(reference)[0][:, None, None].expand(3, 4, 5)
    found, _, _ = moved(student, torch.full((3, 4, 5), 32.0, dtype=torch.float64), reference)
    near(found, want.clone(), 1e-3, "结果")


@pytest.mark.exercise
def test_colours_grey(student, rng):
    """黑白的图，结果是有限的数，平均是参考的。"""
    image, reference = normal(rng, 1, 8, 9, scale=50.0).expand(3, 8, 9).clone(), coloured(rng, 9, 8)
    want, _ = moments(reference)
    _, mean, _ = moved(student, image, reference)
    near(mean, want, 1e-3, "平均")


@pytest.mark.exercise
def test_colours_single(student, rng):
    """float32 的图，结果也是 float32。"""
    image, reference = coloured(rng, 6, 7).float(), coloured(rng, 7, 6).float()
    want, _ = moments(reference)
    found, mean, _ = moved(student, image, reference)
    kit.require(found.dtype == torch.float32, "dtype 和图的不同")
    near(mean, want, 1e-3, "平均")


@pytest.mark.exercise
def test_colours_keep_inputs(student, rng):
    """两张图保持原样。"""
    image, reference = coloured(rng, 6, 7), coloured(rng, 5, 8)
    before = image.clone(), reference.clone()
    student.match_colours(image, reference)
    kit.unchanged(image, before[0], "image")
    kit.unchanged(reference, before[1], "reference")
