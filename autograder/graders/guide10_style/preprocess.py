"""Hidden tests of preprocess: random pixels."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit


def pixels(rng: np.random.Generator, h: int, w: int) -> np.ndarray:
    """A random photograph."""
    return rng.integers(256, size=(h, w, 3)).astype(np.uint8)


def prepared(image: np.ndarray) -> Tensor:
    """Colour by colour."""
    planes = [image[..., k].astype(np.float64) - mean for k, mean in enumerate((123, 117, 104))]
    return torch.tensor(np.stack(planes)[None], dtype=torch.float32)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(("h", "w"), [(5, 7), (11, 2)])
def test_preprocess_values(student, rng, h, w):
    """每个颜色减去自己的平均，通道在前，还有批的轴。"""
    image = pixels(rng, h, w)
    want = prepared(image)
    kit.close(student.preprocess(image), want)


@pytest.mark.exercise
def test_preprocess_dark(student, rng):
    """很暗的照片，结果是负数。"""
    image = rng.integers(3, size=(3, 5, 3)).astype(np.uint8)
    want = prepared(image)
    kit.close(student.preprocess(image), want)


@pytest.mark.exercise
def test_preprocess_single(student, rng):
    """结果是 float32。"""
    found = kit.tensor(student.preprocess(pixels(rng, 3, 4)))
    kit.require(found.dtype == torch.float32, "类型不是 float32")


@pytest.mark.exercise
def test_preprocess_layouts(student, rng):
    """照片在内存里怎么摆都行。"""
    image = pixels(rng, 4, 6)
    want = prepared(image)
    for same in (np.asfortranarray(image), np.ascontiguousarray(image[::-1])[::-1]):
        kit.close(student.preprocess(same), want)


@pytest.mark.exercise
def test_preprocess_keeps_image(student, rng):
    """照片保持原样。"""
    image = pixels(rng, 4, 5)
    before = image.copy()
    student.preprocess(image)
    kit.unchanged(image, before, "image")
