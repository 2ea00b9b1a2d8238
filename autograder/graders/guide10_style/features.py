"""Hidden tests of features: chains with weights from this side; hooks are counted by what the notebook gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import THREE, Weights, chain_weights, facts, left_alone, normal, run


def chain(student: Any, rng: np.random.Generator) -> tuple[Any, Weights]:
    """A chain of three layers."""
    weights = chain_weights(rng, THREE)
    return student.Chain({name: value.clone() for name, value in weights.items()}), weights


def compare(student: Any, rng: np.random.Generator, layers: list[str], n: int = 2) -> None:
    """The outputs of these layers, and no others."""
    model, weights = chain(student, rng)
    x = normal(rng, n, 3, 5, 7)
    want = run(weights, x)
    found = kit.mapping(student.features(model, x, list(layers)), tuple(layers))
    kit.require(set(found) == set(layers), "键和要的名字不同")
    for name in layers:
        kit.close(found[name], want[name], name=name)


@pytest.mark.exercise(core=True)
def test_features_several(student, rng):
    """几层的输出，各在自己的名字下。"""
    compare(student, rng, ["fire2", "conv1", "fire3"])


@pytest.mark.exercise(core=True)
def test_features_one(student, rng):
    """只要中间的一层。"""
    compare(student, rng, ["fire2"], 1)


@pytest.mark.exercise
def test_features_nested(student, rng):
    """名字可以带点。"""
    compare(student, rng, ["fire2.0", "fire3"])


@pytest.mark.exercise(core=True)
def test_features_gradient(student, rng):
    """输出连着到图的计算图。"""
    model, weights = chain(student, rng)
    x = normal(rng, 1, 3, 5, 4)
    leaf = x.clone().requires_grad_()
    (want,) = torch.autograd.grad(run(weights, leaf)["fire2"].square().sum(), leaf)
    since = len(student.calls)
    try:
        found = student.felt(model, x, "fire2")
    except Exception:
        kit.record_since(student, since, "none")
        kit.fail("no-gradient", "梯度没有传到图上")
    kit.gradient(found, want)


@pytest.mark.exercise
def test_features_leaves_nothing(student, rng):
    """之后模型上没有留下钩子，别的也和原来一样。"""
    model, _ = chain(student, rng)
    before = facts(student, model)
    since = len(student.calls)
    student.features(model, normal(rng, 1, 3, 4, 5), ["conv1", "fire3"])
    same = left_alone(student, model, before)
    kit.record_since(student, since, list(same))
    kit.require(same[1], "留下了钩子")
    kit.require(same[0], "模型变了")


@pytest.mark.exercise
def test_features_leaves_nothing_after_an_error(student, rng):
    """模型报错，异常传出去，钩子也不留。"""
    model, _ = chain(student, rng)
    before = facts(student, model)
    since = len(student.calls)
    with kit.raises("RuntimeError"):
        student.features(model, normal(rng, 1, 2, 4, 5), ["conv1", "fire3"])
    clean = left_alone(student, model, before)[1]
    kit.record_since(student, since, clean)
    kit.require(clean, "报错之后留下了钩子")


@pytest.mark.exercise
def test_features_unknown(student, rng):
    """名字不存在，应当报错。"""
    model, _ = chain(student, rng)
    with kit.raises("ValueError"):
        student.features(model, normal(rng, 1, 3, 4, 5), ["conv1", "fire5"])


@pytest.mark.exercise
def test_features_leaves_nothing_after_unknown(student, rng):
    """名字不存在，报错之后也不留钩子。"""
    model, _ = chain(student, rng)
    before = facts(student, model)
    since = len(student.calls)
    with kit.raises("ValueError"):
        student.features(model, normal(rng, 1, 3, 4, 5), ["fire2", "conv1", "fire5"])
    clean = left_alone(student, model, before)[1]
    kit.record_since(student, since, clean)
    kit.require(clean, "报错之后留下了钩子")


@pytest.mark.exercise
def test_features_others_stay(student, rng):
    """别人挂的钩子还在。"""
    model, _ = chain(student, rng)
    with kit.unrecorded(student):
        model = student.watched(model)
    before = facts(student, model)
    since = len(student.calls)
    student.features(model, normal(rng, 1, 3, 4, 5), ["fire2"])
    now = facts(student, model)["hooks"]
    kit.record_since(student, since, now)
    kit.require(now >= before["hooks"], "别人的钩子不见了")


@pytest.mark.exercise
def test_features_keeps_image(student, rng):
    """图保持原样。"""
    model, _ = chain(student, rng)
    x = normal(rng, 1, 3, 4, 5)
    before = x.clone()
    student.features(model, x, ["fire2"])
    kit.unchanged(x, before, "image")
