"""Hidden tests of build_small: whatever its layers are, it has to be a classifier of the stated size."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from autograder import kit


def pictures(rng: np.random.Generator, n: int, scale: float = 1.0) -> Tensor:
    """Random pictures."""
    return torch.tensor(rng.normal(scale=scale, size=(n, 3, 32, 32)), dtype=torch.float32)


def scores(student: Any, model: Any, x: Tensor, classes: int = 10) -> Tensor:
    """The model's scores in use, checked."""
    student.invoke(model, "eval")
    return kit.tensor(student.invoke(model, "__call__", x), (len(x), classes), "f", "打分").detach().double()


@pytest.mark.exercise(core=True, seconds=20)
@pytest.mark.parametrize("classes", [10, 3])
def test_small_shape(student, rng, classes):
    """一批图变成每张几个打分，几类由参数决定，几张都行。"""
    since, model = len(student.calls), student.build_small(classes)
    shapes = []
    for n in (7, 1):
        student.invoke(model, "eval")
        out = student.invoke(model, "__call__", pictures(rng, n))
        shapes.append(list(getattr(out, "shape", ())))
    kit.record_since(student, since, shapes)
    kit.require(shapes == [[7, classes], [1, classes]], "打分的形状不对")


@pytest.mark.exercise(core=True, seconds=20)
def test_small_sees(student, rng):
    """不同的图得到不同的打分，都是有限的数。"""
    since = len(student.calls)
    out = scores(student, student.build_small(), pictures(rng, 5))
    facts = [bool(out.isfinite().all()), bool((out[0] != out[1]).any())]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "打分里有 NaN 或 Inf")
    kit.require(facts[1], "不同的图得到了同样的打分")


@pytest.mark.exercise(core=True, seconds=20)
def test_small_convolutions(student):
    """卷积层的个数够。"""
    since = len(student.calls)
    convolutions, _ = kit.sequence(student.count_layers(student.build_small()), 2)
    kit.record_since(student, since, convolutions >= 3)
    kit.require(convolutions >= 3, "卷积层不够")


@pytest.mark.exercise(seconds=20)
def test_small_size(student):
    """参数总数不超过题面的上限。"""
    since = len(student.calls)
    _, weights = kit.sequence(student.count_layers(student.build_small()), 2)
    kit.record_since(student, since, weights <= 150_000)
    kit.require(weights <= 150_000, "参数太多")


@pytest.mark.exercise(seconds=20)
def test_small_scores(student, rng):
    """给出的是打分，不是概率，也不是概率的对数。"""
    since = len(student.calls)
    out = scores(student, student.build_small(), pictures(rng, 11, 3.0))
    facts = [bool((total - 1).abs().max() < 1e-3) for total in (out.sum(dim=1), out.exp().sum(dim=1))]
    kit.record_since(student, since, facts)
    kit.require(not any(facts), "最后多了 softmax 或 log_softmax")


@pytest.mark.exercise(seconds=20)
def test_small_both_signs(student, rng):
    """打分正的负的都有：最后一层之后没有 ReLU、sigmoid 之类。"""
    since, lows = len(student.calls), []
    for _ in range(6):
        lows.append(float(scores(student, student.build_small(), pictures(rng, 11, 3.0)).min()))
    kit.record_since(student, since, min(lows) >= 0)
    kit.require(min(lows) < 0, "打分从来没有负的")


@pytest.mark.exercise(seconds=20)
def test_small_apart(student, rng):
    """评估模式下，一张图的打分只看它自己：单独问与放在一批里问一样。"""
    since, model, x = len(student.calls), student.build_small(), pictures(rng, 5)
    whole, alone = scores(student, model, x), scores(student, model, x[2:3])
    same = bool(torch.allclose(whole[2:3], alone, rtol=1e-4, atol=1e-4))
    kit.record_since(student, since, same)
    kit.require(same, "单独问与放在一批里问，打分不同")


@pytest.mark.exercise(seconds=20)
def test_small_is_new(student, rng):
    """每次调用都返回新的模型：改动一个，另一个不变。"""
    since, x = len(student.calls), pictures(rng, 3)
    first, second = student.build_small(), student.build_small()
    before = scores(student, second, x)
    zeros = {k: torch.zeros_like(v) for k, v in student.invoke(first, "state_dict").items()}
    student.invoke(first, "load_state_dict", zeros)
    same = bool(torch.equal(scores(student, second, x), before))
    kit.record_since(student, since, same)
    kit.require(same, "改动一个模型，另一个也变了")
