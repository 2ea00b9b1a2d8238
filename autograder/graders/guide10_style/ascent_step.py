"""Hidden tests of ascent_step: a chain, and the gradient of the reference."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import THREE, Weights, chain_weights, facts, left_alone, normal, uphill, without_graph


def chain(student: Any, rng: np.random.Generator) -> tuple[Any, Weights]:
    """A chain whose weights could be trained."""
    weights = chain_weights(rng, THREE)
    return student.Chain({name: value.clone() for name, value in weights.items()}), weights


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(("layer", "lr"), [("fire2", 0.5), ("conv1", 2.0)])
def test_ascent_values(student, rng, layer, lr):
    """朝这一层的平均变大的方向，平均走学习率那么远。"""
    model, weights = chain(student, rng)
    x = normal(rng, 1, 3, 5, 7)
    want = x + lr * uphill(weights, x, layer)
    found = student.ascent_step(x, model, layer, lr)
    kit.close(found, want, rtol=1e-4, atol=1e-4)


@pytest.mark.exercise
def test_ascent_nested(student, rng):
    """名字可以带点。"""
    model, weights = chain(student, rng)
    x = normal(rng, 1, 3, 4, 6)
    want = x + 0.3 * uphill(weights, x, "fire2.0")
    kit.close(student.ascent_step(x, model, "fire2.0", 0.3), want, rtol=1e-4, atol=1e-4)


@pytest.mark.exercise
def test_ascent_nothing_to_climb(student, rng):
    """梯度全是零时，图不动，也没有 NaN。"""
    weights = chain_weights(rng, {"conv1": (4, 3, 3)})
    weights["conv1.bias"] = torch.full((4,), -1e6).double()
    model = student.Chain(weights)
    x = normal(rng, 1, 3, 5, 4)
    want = x.clone()
    kit.close(student.ascent_step(x, model, "conv1", 0.5), want)


@pytest.mark.exercise
def test_ascent_no_graph(student, rng):
    """返回的图不带计算图。"""
    model, _ = chain(student, rng)
    without_graph(student.ascent_step(normal(rng, 1, 3, 5, 4), model, "fire2", 0.5))


@pytest.mark.exercise
def test_ascent_leaves_model(student, rng):
    """权重、grad、钩子都和原来一样。"""
    model, _ = chain(student, rng)
    before = facts(student, model)
    since = len(student.calls)
    student.ascent_step(normal(rng, 1, 3, 5, 4), model, "fire2", 0.5)
    same = left_alone(student, model, before)
    kit.record_since(student, since, list(same))
    kit.require(same[0], "权重或者 grad 变了")
    kit.require(same[1], "留下了钩子")


@pytest.mark.exercise
def test_ascent_keeps_image(student, rng):
    """传进来的图保持原样。"""
    model, _ = chain(student, rng)
    x = normal(rng, 1, 3, 5, 4)
    before = x.clone()
    student.ascent_step(x, model, "fire2", 0.5)
    kit.unchanged(x, before, "image")
