"""Hidden tests of rgb_pca: what is compared does not depend on the signs of the vectors.

Where all values differ, they and the vectors are determined by the covariance up to signs: the vectors are orthonormal, and put
together with the values they give the covariance back.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import keeps_dtype, normal, turned, unchanged


def covariance(images: Tensor) -> np.ndarray:
    """Population covariance of the three colours, from NumPy."""
    colours = [images[:, i].reshape(-1).numpy() for i in range(3)]
    return np.cov(np.stack(colours), bias=True)


def pictures(rng: np.random.Generator, n: int, h: int, w: int) -> Tensor:
    """Pictures whose colours go together, far from zero on average."""
    mix = torch.tensor([[1.0, 0.3, 0.2], [0.8, -0.5, 0.1], [0.6, 0.4, -0.4]]).double()
    colours = torch.einsum("ij,njhw->nihw", mix, normal(rng, n, 3, h, w))
    return colours + torch.tensor([3.0, -2.0, 1.0]).double()[:, None, None]


def check(student: Any, images: Tensor) -> None:
    """Fail unless values and vectors are those of the covariance."""
    since, want = len(student.calls), covariance(images)
    count = images[:, 0].numel()
    found = kit.sequence(student.rgb_pca(images.clone()), 2)
    values = kit.tensor(found[0], (3,), "f", "values").double().numpy()
    vectors = kit.tensor(found[1], (3, 3), "f", "vectors").double().numpy()
    again = (vectors * values) @ vectors.T
    kit.record_since(student, since, [values, np.abs(vectors), again])
    unbiased = abs(again.trace() - want.trace()) > abs(again.trace() - want.trace() * count / (count - 1))
    want = want * count / (count - 1) if unbiased else want
    kit.close(values, np.linalg.eigvalsh(want)[::-1].copy(), rtol=1e-6, atol=1e-8, name="values")
    kit.close(vectors.T @ vectors, np.eye(3), rtol=1e-6, atol=1e-6, name="vectors 的转置乘 vectors")
    kit.close(again, want, rtol=1e-6, atol=1e-8, name="vectors · diag(values) · vectors 的转置")


@pytest.mark.exercise(core=True)
def test_pca_values(student, rng):
    """特征值从大到小，特征向量在列里，合起来正好是协方差。"""
    check(student, pictures(rng, 3, 5, 7))


@pytest.mark.exercise
def test_pca_of_one_picture(student, rng):
    """只有一张图，只有一行像素。"""
    check(student, pictures(rng, 1, 1, 11))


@pytest.mark.exercise
def test_pca_centred(student, rng):
    """平均颜色已经是零的图。"""
    images = pictures(rng, 4, 3, 5)
    check(student, images - images.mean(dim=(0, 2, 3), keepdim=True))


@pytest.mark.exercise
def test_pca_separate_colours(student, rng):
    """三个颜色互不相干时，特征值就是三个颜色各自的方差。"""
    square = torch.tensor(np.array(np.meshgrid([-1.0, 1.0], [-1.0, 1.0], [-1.0, 1.0])).reshape(1, 3, 2, 4))
    check(student, square * torch.tensor([1.0, 3.0, 2.0]).double()[:, None, None] + 2.0)


@pytest.mark.exercise
def test_pca_keeps_images(student, rng):
    """传进去的图不变，内存怎样排列都行；dtype 不变。"""
    images = turned(pictures(rng, 2, 3, 5))
    since, before = len(student.calls), images.clone()
    double = kit.sequence(student.rgb_pca(images), 2)
    single = kit.sequence(student.rgb_pca(images.float()), 2)
    kit.record_since(student, since, bool(torch.equal(images, before)))
    unchanged(images, before, "images")
    for result, dtype in ((double, torch.float64), (single, torch.float32)):
        for part in result:
            keeps_dtype(part, dtype)
