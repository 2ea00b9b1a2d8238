"""Hidden tests of deep_dream: with kernels of one pixel a shift that is undone leaves no trace, so that results are exact."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit

from common import (
    POINTS,
    THREE,
    Sizes,
    Weights,
    chain_weights,
    facts,
    left_alone,
    normal,
    scaled,
    uphill,
    without_graph,
)

Shapes = list[tuple[int, int]]


def chain(student: Any, rng: np.random.Generator, sizes: Sizes = POINTS) -> tuple[Any, Weights]:
    """A chain, whose weights could be trained."""
    weights = chain_weights(rng, sizes)
    return student.Chain({name: value.clone() for name, value in weights.items()}), weights


def dreamt(weights: Weights, image: Tensor, layer: str, octaves: Shapes, steps: int, lr: float) -> Tensor:
    """Without any shift."""
    detail = torch.zeros(1, 3, *octaves[0], dtype=image.dtype)
    for shape in octaves:
        original = scaled(image, shape)
        result = original + scaled(detail, shape)
        for _ in range(steps):
            result = result + lr * uphill(weights, result, layer)
        detail = result - original
    return result


def compare(student: Any, rng: np.random.Generator, octaves: Shapes, steps: int, lr: float = 0.2) -> None:
    """What comes back, for kernels of one pixel."""
    model, weights = chain(student, rng)
    image = normal(rng, 1, 3, *octaves[-1])
    want = dreamt(weights, image, "fire2", octaves, steps, lr)
    generator = np.random.default_rng(int(rng.integers(2**31)))
    found = student.deep_dream(image, model, "fire2", octaves, steps, lr, generator)
    kit.close(found, want, rtol=1e-4, atol=1e-4)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("octaves", [[(5, 4), (7, 6), (11, 9)], [(4, 5), (6, 11)]])
def test_dream_levels(student, rng, octaves):
    """一级一级，梦的细节带上去，照片每级从原图缩小。"""
    compare(student, rng, octaves, 2)


@pytest.mark.exercise(core=True)
def test_dream_no_steps(student, rng):
    """一步不走，就是原来的图。"""
    compare(student, rng, [(3, 4), (5, 7), (9, 13)], 0)


@pytest.mark.exercise
def test_dream_one_level(student, rng):
    """只有一级。"""
    compare(student, rng, [(7, 11)], 3)


@pytest.mark.exercise
@pytest.mark.parametrize("shape", [(1, 23), (23, 1)])
def test_dream_shifts(student, rng, shape):
    """每一步之前平移，两个方向都平移：图边的影响落在不同的地方。"""
    model, weights = chain(student, rng, THREE)
    image = normal(rng, 1, 3, *shape)
    still = dreamt(weights, image, "fire2", [shape], 4, 0.3)
    generator = np.random.default_rng(int(rng.integers(2**31)))
    since = len(student.calls)
    found = kit.tensor(
        student.deep_dream(image, model, "fire2", [shape], 4, 0.3, generator), tuple(image.shape)
    )
    shifted = bool((found - still).abs().max() > 1e-6)
    kit.record_since(student, since, shifted)
    kit.require(shifted, "结果和不平移的一样")


@pytest.mark.exercise
def test_dream_seed(student, rng):
    """同样状态的随机数，同样的梦；不同的，就不同。"""
    model, _ = chain(student, rng, THREE)
    image, seed = normal(rng, 1, 3, 9, 11), int(rng.integers(2**31))
    since = len(student.calls)
    dreams = [
        kit.tensor(
            student.deep_dream(image, model, "fire2", [(5, 6), (9, 11)], 3, 0.3, np.random.default_rng(s))
        )
        for s in (seed, seed, seed + 1)
    ]
    same, different = bool(torch.equal(dreams[0], dreams[1])), not bool(torch.equal(dreams[0], dreams[2]))
    kit.record_since(student, since, [same, different])
    kit.require(same, "同样状态的随机数，结果不同")
    kit.require(different, "随机数没有起作用")


@pytest.mark.exercise
def test_dream_no_graph(student, rng):
    """返回的图不带计算图。"""
    model, _ = chain(student, rng)
    image = normal(rng, 1, 3, 5, 6)
    without_graph(
        student.deep_dream(image, model, "fire2", [(3, 4), (5, 6)], 1, 0.3, np.random.default_rng(0))
    )


@pytest.mark.exercise
def test_dream_leaves_model(student, rng):
    """权重、grad、钩子都和原来一样。"""
    model, _ = chain(student, rng)
    before = facts(student, model)
    since = len(student.calls)
    student.deep_dream(normal(rng, 1, 3, 5, 4), model, "fire2", [(5, 4)], 2, 0.3, np.random.default_rng(0))
    same = left_alone(student, model, before)
    kit.record_since(student, since, list(same))
    kit.require(all(same), "模型变了")


@pytest.mark.exercise
@pytest.mark.parametrize("steps", [0, 2])
def test_dream_keeps_image(student, rng, steps):
    """传进来的图保持原样。"""
    model, _ = chain(student, rng)
    image = normal(rng, 1, 3, 5, 4)
    before = image.clone()
    student.deep_dream(image, model, "fire2", [(3, 2), (5, 4)], steps, 0.3, np.random.default_rng(0))
    kit.unchanged(image, before, "image")
