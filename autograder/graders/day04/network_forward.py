"""Hidden tests of network_forward: the layers one after the other."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import checked_network_forward, random_layers


def check_network(student: Any, rng: np.random.Generator, n: int, sizes: list[int]) -> None:
    """Check the logits of a random network."""
    checked_network_forward(student, rng.normal(size=(n, sizes[0])), random_layers(rng, sizes))


@pytest.mark.exercise(core=True)
def test_network_forward_values(student, rng):
    """返回 (logits, caches)：层与层之间有 ReLU，最后一层之后没有。"""
    check_network(student, rng, 11, [5, 7, 3])


@pytest.mark.exercise
def test_network_forward_three_layers(student, rng):
    """三层的网络：前两层之后都有 ReLU。"""
    check_network(student, rng, 11, [5, 7, 3, 2])


@pytest.mark.exercise
def test_network_forward_five_layers(student, rng):
    """层数不是写死的：五层的网络也能用。"""
    check_network(student, rng, 13, [3, 11, 5, 7, 13, 2])


@pytest.mark.exercise
def test_network_forward_uses_every_layer(student, rng):
    """每一层都用上了：改动任何一层的 w，logits 都会变。"""
    x, layers = rng.normal(size=(31, 13)), random_layers(rng, [13] * 6)
    for layer in layers:
        layer["w"] *= 0.3
    logits = []
    for i in (None, *range(len(layers))):
        changed = copy.deepcopy(layers)
        if i is not None:
            changed[i]["w"] = 0.3 * rng.normal(size=(13, 13))
        logits.append(kit.array(kit.sequence(student.network_forward(x, changed), 2)[0], name="logits"))
    used = [not np.allclose(other, logits[0]) for other in logits[1:]]
    kit.record(student, None, *used)
    kit.require(all(used), "有一层没有用上：改动它的 w，logits 不变")


@pytest.mark.exercise
def test_network_forward_single_layer(student, rng):
    """只有一层时没有 ReLU，logits 可以是负数。"""
    checked_network_forward(student, rng.normal(size=(11, 5)), random_layers(rng, [5, 3]))


@pytest.mark.exercise
def test_network_forward_equal_widths(student, rng):
    """各层一样宽时，每一层的输入仍是上一层的输出。"""
    check_network(student, rng, 7, [5, 5, 5])


@pytest.mark.exercise
def test_network_forward_one_sample(student, rng):
    """只有一个样本时，logits 仍是二维数组。"""
    check_network(student, rng, 1, [5, 7, 3])


@pytest.mark.exercise
def test_network_forward_keeps_inputs(student, rng):
    """传进去的 x 和 layers（列表、字典和数组）在调用之后保持原样；内存不连续的 x 也能用。"""
    x, layers = np.asfortranarray(rng.normal(size=(11, 5))), random_layers(rng, [5, 7, 3])
    before, layers_before = x.copy(), copy.deepcopy(layers)
    checked_network_forward(student, x, layers)
    kit.unchanged(x, before, "x")
    kit.unchanged(layers, layers_before, "layers")
