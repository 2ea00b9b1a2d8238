"""Hidden tests of weight_map: the definition, pixel by pixel."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from autograder import kit


def reference(labels: np.ndarray, w0: float = 10.0, sigma: float = 5.0) -> np.ndarray:
    """For each ground pixel the distance to every cell, sorted."""
    cells: dict[int, list[tuple[int, int]]] = {}
    for (r, c), number in np.ndenumerate(labels):
        cells.setdefault(int(number), []).append((r, c))
    ground = cells.pop(0, [])
    ours, theirs = labels.size - len(ground), len(ground)
    weights = np.ones(labels.shape)
    if ours and theirs:
        weights[labels > 0] = labels.size / (2 * ours)
        weights[labels == 0] = labels.size / (2 * theirs)
    if len(cells) > 1:
        for r, c in ground:
            d1, d2, *_ = sorted(min(math.dist((r, c), p) for p in pixels) for pixels in cells.values())
            weights[r, c] += w0 * math.exp(-((d1 + d2) ** 2) / (2 * sigma**2))
    return weights


def compare(student: Any, labels: np.ndarray, *args: float) -> None:
    """Compare the student's map with the reference."""
    want = reference(labels, *args)
    kit.close(kit.array(student.weight_map(labels, *args), want.shape, "f"), want)


def blobs(rng: np.random.Generator, shape: tuple[int, int], numbers: list[int]) -> np.ndarray:
    """Cells of four or six pixels with ground between them, one in each strip of columns."""
    labels = np.zeros(shape, dtype=np.int64)
    width = shape[1] // len(numbers)
    for k, number in enumerate(numbers):
        top = int(rng.integers(shape[0] - 3))
        left = k * width + int(rng.integers(max(width - 3, 1)))
        labels[top : top + int(rng.integers(2, 4)), left : left + 2] = number
    return labels


@pytest.mark.exercise(core=True)
def test_map_two_cells(student, rng):
    """两个细胞：两类平衡，背景再加上窄缝的一项。"""
    compare(student, blobs(rng, (9, 12), [1, 2]), 10.0, 3.0)


@pytest.mark.exercise(core=True)
def test_map_classes(student, rng):
    """只有一个细胞：没有第二项，只平衡两类。"""
    compare(student, blobs(rng, (7, 11), [1]), 10.0, 5.0)


@pytest.mark.exercise(core=True)
def test_map_several_cells(student, rng):
    """几个细胞：取最近的两个。"""
    compare(student, blobs(rng, (11, 17), [1, 2, 3, 4]), 5.0, 4.0)


@pytest.mark.exercise
def test_map_slit(student):
    """一条直缝：缝里每个像素加得一样多。"""
    labels = np.zeros((4, 9), dtype=int)
    labels[:, :3], labels[:, 6:] = 1, 2
    compare(student, labels, 7.0, 3.0)


@pytest.mark.exercise
@pytest.mark.parametrize("number", [0, 1, 4])
def test_map_one_class(student, number):
    """整张图只有一类时处处是一；全是细胞（哪怕有几个）时也是。"""
    compare(student, np.full((3, 5), number))
    if number:
        labels = np.full((3, 5), number)
        labels[:, 3:] = number + 1
        compare(student, labels)


@pytest.mark.exercise
def test_map_numbers(student, rng):
    """细胞的编号可以不连着，也不按位置的次序。"""
    compare(student, blobs(rng, (9, 13), [7, 3]), 10.0, 3.0)
    compare(student, blobs(rng, (9, 15), [9, 2, 5]), 10.0, 3.0)


@pytest.mark.exercise
def test_map_touching(student):
    """两个不同的细胞挨在一起时，离它们最近的背景加得最多。"""
    labels = np.zeros((5, 8), dtype=int)
    labels[1:3, 1:3], labels[1:4, 3:5] = 1, 2
    compare(student, labels, 10.0, 2.0)


@pytest.mark.exercise
def test_map_parameters(student, rng):
    """w0 和 sigma 照传进来的用；w0 是零时没有第二项。"""
    labels = blobs(rng, (8, 10), [1, 2])
    for args in ((1.0, 2.5), (4.0, 8.0), (0.0, 3.0)):
        compare(student, labels, *args)


@pytest.mark.exercise
def test_map_defaults(student, rng):
    """不写 w0 和 sigma 时，用论文的数。"""
    compare(student, blobs(rng, (9, 12), [1, 2]))


@pytest.mark.exercise
def test_map_one_row(student):
    """只有一行的图。"""
    compare(student, np.array([[0, 1, 1, 0, 0, 0, 2, 0]]), 10.0, 4.0)


@pytest.mark.exercise
def test_map_keeps_labels(student, rng):
    """labels 在调用之后保持原样，内存不连续、别的整数类型时也对。"""
    plain = blobs(rng, (7, 9), [1, 2])
    for labels in (*kit.layouts(plain), plain.astype(np.uint8), plain.astype(np.int32)):
        before = labels.copy()
        compare(student, labels, 10.0, 3.0)
        kit.unchanged(labels, before, "labels")
